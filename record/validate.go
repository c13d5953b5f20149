package record

import (
	"errors"
	"fmt"
)

// Validate says what is wrong with a record: spans outside the text, ids that name nothing, values
// outside the contract's vocabularies, and values without evidence. text and title are the report's.
// It gives nil, or all faults joined.
func (r *Record) Validate(title, text string) error {
	v := &validator{ids: map[string]bool{}, text: len([]rune(text)), title: len([]rune(title))}
	v.collect(r)
	for _, a := range r.Actors {
		v.actor(a)
	}
	for _, p := range r.Places {
		v.span("place "+p.ID, p.Span)
		v.ref("place "+p.ID, p.Within)
		v.codeRange("place "+p.ID, p.Precision, 7)
		v.check((p.Lat == nil) == (p.Lon == nil), "place %s has half a point", p.ID)
	}
	for _, t := range r.Times {
		v.span("time "+t.ID, t.Span)
		v.window("time "+t.ID, t.From, t.To)
		v.codeRange("time "+t.ID, t.Precision, 5)
	}
	for _, c := range r.Counts {
		v.count(c)
	}
	mains := 0
	for _, e := range r.Events {
		v.event(e)
		if e.Main {
			mains++
		}
	}
	v.check(mains <= 1, "%d main events", mains)
	for _, s := range r.Statements {
		v.statement(s)
	}
	return errors.Join(v.faults...)
}

type validator struct {
	ids         map[string]bool
	text, title int
	faults      []error
}

func (v *validator) check(ok bool, format string, args ...any) {
	if !ok {
		v.faults = append(v.faults, fmt.Errorf(format, args...))
	}
}

func (v *validator) collect(r *Record) {
	add := func(id string) {
		v.check(id != "" && !v.ids[id], "id %q is empty or used twice", id)
		v.ids[id] = true
	}
	for _, x := range r.Actors {
		add(x.ID)
	}
	for _, x := range r.Places {
		add(x.ID)
	}
	for _, x := range r.Times {
		add(x.ID)
	}
	for _, x := range r.Counts {
		add(x.ID)
	}
	for _, x := range r.Events {
		add(x.ID)
	}
	for _, x := range r.Statements {
		add(x.ID)
	}
}

func (v *validator) span(of string, s Span) {
	end := v.text
	if s.In == "title" {
		end = v.title
	}
	v.check(s.In == "" || s.In == "title", "%s lies in %q", of, s.In)
	v.check(0 <= s.Start && s.Start < s.End && s.End <= end, "%s: span %d to %d of %d", of, s.Start, s.End, end)
}

func (v *validator) spans(of string, list []Mention) {
	for _, m := range list {
		v.span(of, Span(m))
	}
}

func (v *validator) ref(of string, id Nullable) {
	v.check(id == "" || v.ids[string(id)], "%s refers to %q, which is not there", of, id)
}

func (v *validator) refs(of string, ids []string) {
	for _, id := range ids {
		v.check(v.ids[id], "%s refers to %q, which is not there", of, id)
	}
}

func (v *validator) window(of string, from, to Nullable) {
	v.check(from == "" || to == "" || from <= to, "%s runs from %s back to %s", of, from, to)
}

func (v *validator) codeRange(of string, code *int, most int) {
	v.check(code == nil || 1 <= *code && *code <= most, "%s has a precision outside 1 to %d", of, most)
}

func (v *validator) evidence(of string, e Evidence) {
	for field, list := range e {
		v.spans(of+" "+field, list)
	}
}

func (v *validator) actor(a Actor) {
	v.check(len(a.Mentions) > 0, "actor %s has no mention", a.ID)
	v.check(a.Name != "", "actor %s has no name", a.ID)
	v.spans("actor "+a.ID, a.Mentions)
}

func (v *validator) count(c Count) {
	of := "count " + c.ID
	v.span(of, c.Span)
	v.evidence(of, c.Evidence)
	v.check(len(c.Evidence["quantity"]) > 0, "%s has no evidence for its quantity", of)
	v.window(of, c.From, c.To)
	for _, id := range []Nullable{c.Time, c.Place, c.Perpetrator, c.Source, c.Statement, c.PartOf, c.Repeats, c.SupersededBy, c.Event} {
		v.ref(of, id)
	}
	v.check(c.Low == nil || c.High == nil || *c.Low <= *c.High, "%s: low above high", of)
	v.check(c.Low != nil || c.Best != nil || c.High != nil || c.Bound == Vague, "%s has no figure", of)
	switch c.Realis {
	case Actual, Denied, Hypothetical, Feared:
	default:
		v.check(false, "%s: realis %q", of, c.Realis)
	}
	v.check(c.Kind != "" && c.Bound != "" && c.Category != "" && c.Scope != "", "%s lacks kind, bound, category or scope", of)
}

func (v *validator) event(e Event) {
	of := "event " + e.ID
	v.span(of, e.Span)
	v.span(of, Span(e.Trigger))
	v.spans(of, e.Triggers)
	v.evidence(of, e.Evidence)
	v.window(of, e.From, e.To)
	v.codeRange(of, e.Precision, 5)
	v.check(1 <= e.Quad && e.Quad <= 4 && (e.Quad == Quad(e.Type) || Quad(e.Type) == 0) && e.Type != "", "%s: quad %d with type %q", of, e.Quad, e.Type)
	v.check(e.Goldstein == nil || -10 <= *e.Goldstein && *e.Goldstein <= 10, "%s: goldstein outside -10 to 10", of)
	for _, list := range [][]string{e.Actors, e.Recipients, e.ClaimedBy, e.DeniedBy, e.Counts} {
		v.refs(of, list)
	}
	for _, pair := range e.BlamedBy {
		v.refs(of, pair[:])
	}
	for _, id := range []Nullable{e.Place, e.Time, e.Source, e.Statement, e.PartOf} {
		v.ref(of, id)
	}
	for _, list := range [][]Instrument{e.Weapons, e.Targets} {
		for _, x := range list {
			v.span(of, x.Span)
			v.check(x.Kind != "", "%s: an instrument without a kind", of)
		}
	}
	switch e.Realis {
	case Actual, Planned, Threatened, Demanded, Denied, Hypothetical:
	default:
		v.check(false, "%s: realis %q", of, e.Realis)
	}
}

func (v *validator) statement(s Statement) {
	of := "statement " + s.ID
	v.span(of, s.Span)
	if s.Cue != nil {
		v.span(of, Span(*s.Cue))
	}
	v.window(of, s.From, s.To)
	v.check(s.Act != "", "%s has no act", of)
	for _, id := range []Nullable{s.Speaker, s.Addressee, s.About, s.Event, s.Place, s.Inside} {
		v.ref(of, id)
	}
}
