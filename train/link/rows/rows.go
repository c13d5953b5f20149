// Package rows loads reports whose incidents are known, with what link makes of their records.
package rows

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/tollbook/tollbook/link"
	"github.com/tollbook/tollbook/record"
)

// A Report is a line of a set: a report with the incident that it is about, and the sentences in it that are about others.
type Report struct {
	ID, Title, Text, Half string
	Fold                  int
	Gold                  struct {
		Incident string
		Others   []struct{ Words, Incident string }
	}
	Mentions  []link.Mention `json:"-"`
	Incidents []string       `json:"-"` // that each mention is of
}

// BlindFold is the fold of which nothing may be learnt, and whose scores these programs do not tell.
const BlindFold = 4

// Attach gives a report the mentions of its record, and their incidents. A mention is of the report's incident unless it stands in a sentence
// of another's.
func (r *Report) Attach(rec *record.Record) {
	r.Mentions = link.Mentions(r.ID, rec, r.Title, r.Text)
	for _, m := range r.Mentions {
		incident := r.Gold.Incident
		for i := range rec.Events {
			if e := &rec.Events[i]; e.ID == m.Event && !m.Main && e.Trigger.In == "" {
				incident = r.at(e.Trigger.Start)
			}
		}
		r.Incidents = append(r.Incidents, incident)
	}
}

// at gives the incident that is told of at a code point of the text.
func (r *Report) at(point int) string {
	for _, other := range r.Gold.Others {
		if i := strings.Index(r.Text, other.Words); i >= 0 {
			start := utf8.RuneCountInString(r.Text[:i])
			if start <= point && point < start+utf8.RuneCountInString(other.Words) {
				return other.Incident
			}
		}
	}
	return r.Gold.Incident
}

// Load reads a set and the records of its reports, line by line.
func Load(set, records string) ([]Report, error) {
	f, err := os.Open(set)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	g, err := os.Open(records)
	if err != nil {
		return nil, err
	}
	defer func() { _ = g.Close() }()
	reports, lines := json.NewDecoder(bufio.NewReader(f)), json.NewDecoder(bufio.NewReader(g))
	var out []Report
	for {
		var r Report
		if err := reports.Decode(&r); errors.Is(err, io.EOF) {
			return out, nil
		} else if err != nil {
			return nil, err
		}
		var rec record.Record
		if err := lines.Decode(&rec); err != nil {
			return nil, err
		}
		r.Attach(&rec)
		out = append(out, r)
	}
}
