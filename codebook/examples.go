package codebook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/record"
)

const examplesHint = `an example is "example: SENTENCE" and then "event:" lines; a near miss is "near miss: SENTENCE", then "why:" and, if you like, "instead: TYPE"; "known:" says why one is not read as it should be`

// examples reads worked examples and near misses.
func (r *reader) examples(t *Type) {
	var e *Example // the one whose lines are being read
	for key, value, ok := r.prose(); ok; key, value, ok = r.prose() {
		switch {
		case key == "example" || key == "near miss":
			r.whole(e)
			if value == "" {
				r.fault(key+":", "has no sentence", "")
			}
			t.Examples = append(t.Examples, Example{Sentence: value, NearMiss: key == "near miss", File: r.file, Line: r.line})
			e = &t.Examples[len(t.Examples)-1]
		case key == "event" && e != nil && !e.NearMiss:
			e.Events = append(e.Events, Expected{r.fields(t, value), r.line})
		case key == "known" && e != nil:
			e.Known = value
		case key == "why" && e != nil && e.NearMiss:
			e.Why = value
		case key == "instead" && e != nil && e.NearMiss:
			e.Instead = record.Type(value)
		default:
			r.fault(key, "no such line here", examplesHint)
		}
	}
	r.whole(e)
}

// whole checks that an example has all that it needs.
func (r *reader) whole(e *Example) {
	switch {
	case e == nil:
	case e.NearMiss && e.Why == "":
		r.faults = append(r.faults, Fault{e.File, e.Line, "near miss: " + e.Sentence, "does not say why", `add a line "why: ..." below it`})
	case !e.NearMiss && len(e.Events) == 0:
		r.faults = append(r.faults, Fault{e.File, e.Line, "example: " + e.Sentence, "says of no event", `add a line "event: ..." below it; it may be empty`})
	}
}

// fields reads "mode shooting; actors Gunmen, soldiers".
func (r *reader) fields(t *Type, s string) []Field {
	var out []Field
	for _, part := range split(s, ";") {
		name, value, _ := strings.Cut(part, " ")
		values := list(value)
		switch {
		case !slices.Contains(Fields, name):
			r.fault(part, "an event has no such field", "its fields are "+strings.Join(Fields, ", "))
			continue
		case len(values) == 0:
			r.fault(part, "says nothing of "+name, `write "`+name+` none" where it must be empty`)
			continue
		case name == "mode" && values[0] != "none" && t.Mode(values[0]) == nil:
			r.fault(part, fmt.Sprintf("%s has no mode %q", t.Name, values[0]), t.modeHint(values[0]))
		}
		out = append(out, Field{name, values})
	}
	return out
}

// modeHint names the mode that was meant, or lists the modes there are.
func (t *Type) modeHint(meant string) string {
	if len(t.Modes) == 0 {
		return `it has none: add "mode NAME: meaning" to its definition.txt`
	}
	var names []string
	for _, m := range t.Modes {
		names = append(names, m.Name)
	}
	return orNearest(meant, names, "its modes are "+strings.Join(names, ", "))
}
