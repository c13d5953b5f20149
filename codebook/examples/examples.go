// Package examples tries a codebook on the sentences that it gives itself: its worked examples and its near misses.
package examples

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// Published is the day on which the sentences are taken to be published, a Thursday.
const Published = "2024-05-16"

// A Failure is an example that is not read as it says.
type Failure struct {
	*codebook.Example
	Wrong []string // what is not as it should be
	Found []string // the events that were found instead, of all types
}

// Try reads the examples of a codebook's own types, or of all, and gives how many there are, how many of them fail as is known of them,
// and those that fail otherwise, in order.
func Try(book *codebook.Codebook, all bool) (tried, known int, failures []Failure) {
	for i := range book.Types {
		t := &book.Types[i]
		if !all && !book.Own(t) {
			continue
		}
		for k := range t.Examples {
			tried++
			e := &t.Examples[k]
			f := try(book, t, e)
			switch {
			case f != nil && e.Known != "":
				known++
			case f != nil:
				failures = append(failures, *f)
			case e.Known != "":
				failures = append(failures, Failure{Example: e, Wrong: []string{`is read as it should be: take out the line "known: ` + e.Known + `"`}})
			}
		}
	}
	return tried, known, failures
}

func try(book *codebook.Codebook, t *codebook.Type, e *codebook.Example) *Failure {
	rec := read.Read(&report.Report{Text: e.Sentence, Published: Published}, read.Options{Codebook: book})
	f := &found{Record: rec, text: []rune(e.Sentence)}
	var wrong []string
	switch {
	case !e.NearMiss:
		wrong = f.lacks(f.ofType(t.Name), t.Name, e.Events)
	case len(f.ofType(t.Name)) > 0:
		wrong = []string{fmt.Sprintf("is taken for %s; why it is none: %s", t.Name, e.Why)}
	case e.Instead != "" && len(f.ofType(e.Instead)) == 0:
		wrong = []string{fmt.Sprintf("no event of type %s is found", e.Instead)}
	}
	if len(wrong) == 0 {
		return nil
	}
	failure := &Failure{Example: e, Wrong: wrong}
	for k := range rec.Events {
		failure.Found = append(failure.Found, f.describe(&rec.Events[k]))
	}
	return failure
}

// A found is a record, and the sentence that it was read from.
type found struct {
	*record.Record
	text []rune
}

func (f *found) ofType(t record.Type) []*record.Event {
	var out []*record.Event
	for i := range f.Events {
		if f.Events[i].Type == t {
			out = append(out, &f.Events[i])
		}
	}
	return out
}

// lacks says which of the events wanted are not there: each needs one of its own.
func (f *found) lacks(events []*record.Event, t record.Type, wanted []codebook.Expected) []string {
	if f.assign(events, wanted) {
		return nil
	}
	var out []string
	for i, w := range wanted {
		if slices.ContainsFunc(events, func(e *record.Event) bool { return len(f.differs(e, w)) == 0 }) {
			continue
		}
		if len(events) == 0 {
			out = append(out, fmt.Sprintf("event %d: no event of type %s is found", i+1, t))
			continue
		}
		nearest := slices.MinFunc(events, func(a, b *record.Event) int { return len(f.differs(a, w)) - len(f.differs(b, w)) })
		out = append(out, fmt.Sprintf("event %d: %s", i+1, strings.Join(f.differs(nearest, w), "; ")))
	}
	if len(out) == 0 {
		out = []string{fmt.Sprintf("%d events of type %s are wanted, %d found", len(wanted), t, len(events))}
	}
	return out
}

// assign says whether each wanted event can have a found one of its own.
func (f *found) assign(events []*record.Event, wanted []codebook.Expected) bool {
	if len(wanted) == 0 {
		return true
	}
	for i, e := range events {
		if len(f.differs(e, wanted[0])) == 0 && f.assign(slices.Delete(slices.Clone(events), i, i+1), wanted[1:]) {
			return true
		}
	}
	return false
}

// differs says in which fields an event is not the one that is wanted.
func (f *found) differs(e *record.Event, w codebook.Expected) []string {
	var out []string
	for _, field := range w.Fields {
		have := f.values(e, field.Name)
		if len(field.Values) == 1 && field.Values[0] == "none" {
			if len(have) > 0 {
				out = append(out, fmt.Sprintf("%s is %s, want none", field.Name, strings.Join(have, ", ")))
			}
			continue
		}
		for _, want := range field.Values {
			if !slices.ContainsFunc(have, func(v string) bool { return agrees(field.Name, v, want) }) {
				out = append(out, fmt.Sprintf("%s is %s, want %s", field.Name, orNone(have), want))
			}
		}
	}
	return out
}

func orNone(values []string) string {
	if len(values) == 0 {
		return "none"
	}
	return strings.Join(values, ", ")
}

// agrees says whether a value is what is wanted: codes and numbers to the letter, names as a part.
func agrees(field, have, want string) bool {
	switch field {
	case "mode", "realis", "number", "contexts":
		return have == want
	case "cameo":
		return strings.HasPrefix(have, want)
	}
	return strings.Contains(strings.ToLower(have), strings.ToLower(want))
}

// values gives what an event has in a field.
func (f *found) values(e *record.Event, field string) []string {
	switch field {
	case "mode":
		return some(string(e.Mode))
	case "cameo":
		return some(string(e.CAMEO))
	case "realis":
		return some(string(e.Realis))
	case "number":
		return []string{strconv.Itoa(e.Number)}
	case "trigger":
		return f.words(e.Triggers)
	case "actors":
		return f.names(e.Actors)
	case "recipients":
		return f.names(e.Recipients)
	case "weapons":
		return f.instruments(e.Weapons)
	case "targets":
		return f.instruments(e.Targets)
	case "contexts":
		return e.Contexts
	case "place":
		for _, p := range f.Places {
			if p.ID == string(e.Place) {
				return []string{p.Name}
			}
		}
	}
	return nil
}

func some(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func (f *found) words(mentions []record.Mention) []string {
	var out []string
	for _, m := range mentions {
		out = append(out, string(f.text[m.Start:m.End]))
	}
	return out
}

func (f *found) names(ids []string) []string {
	var out []string
	for _, a := range f.Actors {
		if slices.Contains(ids, a.ID) {
			out = append(out, a.Name)
		}
	}
	return out
}

// instruments gives the words of weapons or targets, each with its kind.
func (f *found) instruments(list []record.Instrument) []string {
	var out []string
	for _, x := range list {
		out = append(out, fmt.Sprintf("%s (%s)", string(f.text[x.Start:x.End]), x.Kind))
	}
	return out
}

// describe sets out what was found of an event, in the form of an example.
func (f *found) describe(e *record.Event) string {
	out := string(e.Type) + ":"
	for _, field := range codebook.Fields {
		values := f.values(e, field)
		if len(values) > 0 && !(field == "number" && e.Number == 1) {
			out += " " + field + " " + strings.Join(values, ", ") + ";"
		}
	}
	return out + " rule " + e.Rule
}
