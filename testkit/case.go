// Package testkit holds cases: reports written for the purpose, each under a
// header that says what a record of it must hold. A case is plain text and
// is checked against a record's JSON, so that a reader in any language can
// be tried with it. README.md tells the form.
package testkit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/report"
)

// A Case is a report and what must be found in it.
type Case struct {
	Name   string
	Report report.Report
	Wants  []Want
	Only   []string // parts of the record that must hold nothing but what is wanted
}

// A Want is one thing that must be found: an item of a part of the record that has all the fields.
type Want struct {
	Line   int    // in the file, from 1
	Part   string // "counts", "events", ...
	Fields []Field
}

// A Field is one value that an item must have.
type Field struct {
	Name, Value string
	Contains    bool // the value need only be part of the item's
}

// parts maps the keys of a header to the parts of a record.
var parts = map[string]string{"count": "counts", "event": "events", "statement": "statements", "actor": "actors",
	"place": "places", "time": "times"}

// Parse reads a case: header lines "key: value", a line "---", and the report's text
// up to the end of the file, less its last line break. Keys that are not known are errors.
func Parse(name, data string) (*Case, error) {
	head, text, ok := strings.Cut(data, "\n---\n")
	if !ok {
		return nil, fmt.Errorf("%s: no line of three dashes between header and report", name)
	}
	c := &Case{Name: name}
	c.Report = report.Report{ID: name, Language: "en", Text: strings.TrimSuffix(text, "\n"), FromJSON: true}
	for i, line := range strings.Split(head, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			return nil, fmt.Errorf("%s:%d: want \"key: value\", not %q", name, i+1, line)
		}
		if err := c.add(i+1, key, strings.TrimSpace(value)); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, i+1, err)
		}
	}
	return c, nil
}

func (c *Case) add(line int, key, value string) error {
	switch key {
	case "title":
		c.Report.Title = value
	case "published":
		c.Report.Published = value
	case "publisher":
		c.Report.Publisher = value
	case "language":
		c.Report.Language = value
	case "only":
		for _, part := range strings.Split(value, ",") {
			part = strings.TrimSpace(part)
			if !known(part) {
				return fmt.Errorf("a record has no part %q", part)
			}
			c.Only = append(c.Only, part)
		}
	default:
		part, ok := parts[key]
		if !ok {
			return fmt.Errorf("unknown key %q", key)
		}
		fields, err := parseFields(value)
		if err != nil {
			return err
		}
		c.Wants = append(c.Wants, Want{Line: line, Part: part, Fields: fields})
	}
	return nil
}

func known(part string) bool {
	for _, p := range parts {
		if p == part {
			return true
		}
	}
	return false
}

// parseFields reads "name=value; name~part of value; ...".
func parseFields(s string) ([]Field, error) {
	var out []Field
	for _, item := range strings.Split(s, ";") {
		item = strings.TrimSpace(item)
		at := strings.IndexAny(item, "=~")
		if at <= 0 {
			return nil, fmt.Errorf("want \"field=value\" or \"field~words\", not %q", item)
		}
		f := Field{Name: strings.TrimSpace(item[:at]), Value: strings.TrimSpace(item[at+1:]), Contains: item[at] == '~'}
		if !slices.Contains(fieldNames, f.Name) {
			return nil, fmt.Errorf("unknown field %q", f.Name)
		}
		out = append(out, f)
	}
	return out, nil
}

// fieldNames are the fields that a case may ask for: those of the contract, and
// "text" and "words", the words under a span.
var fieldNames = strings.Fields(`text words name kind title country sector ref mentions use precision area within admin1 feature lat
	value from to low best high bound quantity who category scope time place perpetrator source statement realis part_of repeats
	superseded_by event type mode cameo quad number main background actors recipients weapons targets claimed_by blamed_by denied_by
	counts cue speaker direct act addressee about venue inside trigger triggers rule`)
