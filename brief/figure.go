package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// A Range is a number with the lowest and the highest that it may be.
type Range struct{ Low, Best, High int }

// A Figure is a number of a brief, with its evidence.
type Figure struct {
	low, best, high int
	Open            int    // incidents whose upper end nobody gives
	Href            string // where its evidence stands
	Evidence        string // the name of that
	Incident        string // whose figure it is; empty for a sum
	Kind            string // "incidents", "killed"
}

// Range gives the number.
func (f *Figure) Range() Range { return Range{f.low, f.best, f.high} }

// Best writes the number.
func (f *Figure) Best() string { return number(f.best) }

// Spread writes the range: "6–8"; empty where there is none.
func (f *Figure) Spread() string {
	more := ""
	if f.Open > 0 {
		more = " or more"
	}
	if f.low == f.high && more == "" {
		return ""
	}
	if f.low == f.high {
		return number(f.low) + more
	}
	return number(f.low) + "–" + number(f.high) + more
}

// An Evidence is how a sum is made.
type Evidence struct {
	ID    string   // "e1"
	What  []string // "Killed, 1–31 March 2026": where it stands
	Kind  string
	Parts []Part
	Range
	Open int
}

// A Part is what one incident gives to a sum.
type Part struct {
	*Incident
	Range
	Open bool
}

// parts writes what a sum is made of. There may be so many that a template would be slow.
func (e *Evidence) parts(write func(*strings.Builder, *Part)) string {
	var out strings.Builder
	for i := range e.Parts {
		if i > 0 {
			out.WriteString(" + ")
		}
		write(&out, &e.Parts[i])
	}
	return out.String()
}

// text writes what an incident gives to a sum.
func (p *Part) text() string {
	f := Figure{low: p.Low, best: p.Best, high: p.High}
	if p.Open {
		f.Open = 1
	}
	if s := f.Spread(); s != "" {
		return f.Best() + " (" + s + ")"
	}
	return f.Best()
}

// bounds reads a total: an end that is not known counts as the next known one.
func bounds(t *policy.Total) (f Figure) {
	f.low, f.best, f.high = -1, -1, -1
	for _, x := range []struct {
		to   *int
		from *int
	}{{&f.low, t.Low}, {&f.best, t.Best}, {&f.high, t.High}} {
		if x.from != nil {
			*x.to = *x.from
		}
	}
	if f.best < 0 {
		f.best = f.low
	}
	if f.high < 0 {
		f.Open, f.high = 1, f.best
	}
	f.low, f.best, f.high = max(f.low, 0), max(f.best, 0), max(f.high, 0)
	return f
}

// part gives what an incident gives to a sum of a kind: "incidents", or a harm; false where it gives nothing.
func (x *Incident) part(kind string, category record.Category) (Part, bool) {
	if kind == incidentsKind {
		return Part{Incident: x, Range: Range{1, 1, 1}}, true
	}
	t := x.Toll(record.Harm(kind), category)
	if t == nil {
		return Part{}, false
	}
	f := bounds(t)
	return Part{Incident: x, Range: f.Range(), Open: f.Open > 0}, f.high > 0 || f.Open > 0
}

const incidentsKind = "incidents"

// sum adds up incidents, and keeps how.
func (b *Brief) sum(what, kind string, category record.Category, list []*Incident) *Figure {
	var parts []Part
	for _, x := range list {
		if p, ok := x.part(kind, category); ok {
			parts = append(parts, p)
		}
	}
	return b.figure(what, kind, parts)
}

// figure makes a number of its parts.
func (b *Brief) figure(what, kind string, parts []Part) *Figure {
	if len(parts) == 0 {
		return &Figure{Href: "#e0", Evidence: "e0", Kind: kind}
	}
	e := &Evidence{ID: fmt.Sprintf("e%d", len(b.Evidence)+1), What: []string{what}, Kind: kind, Parts: parts}
	var key strings.Builder
	key.WriteString(kind)
	for _, p := range parts {
		fmt.Fprint(&key, " ", p.ID, p.Low, ",", p.Best, ",", p.High)
		e.Low, e.Best, e.High = e.Low+p.Low, e.Best+p.Best, e.High+p.High
		if p.Open {
			e.Open++
		}
	}
	if known := b.sums[key.String()]; known != nil {
		known.What = append(known.What, what)
		e = known
	} else {
		b.Evidence = append(b.Evidence, e)
		b.sums[key.String()] = e
	}
	return &Figure{low: e.Low, best: e.Best, high: e.High, Open: e.Open, Href: "#" + e.ID, Evidence: e.ID, Kind: kind}
}

// A Headline is a number at the top, beside that of the period before.
type Headline struct {
	Label  string // "people killed"
	Now    *Figure
	Before *Figure
}

// Change says in words how the number differs from the one before.
func (h *Headline) Change() string {
	a, z := h.Before.Range(), h.Now.Range()
	switch {
	case a == z:
		return "the same as before"
	case a.Best == z.Best:
		return "the same as before, with another range"
	case z.Best > a.Best:
		return number(z.Best-a.Best) + " more than before"
	}
	return number(a.Best-z.Best) + " fewer than before"
}

// Sure says whether the ranges of both periods lie apart, so that the change is more than what sources differ by.
func (h *Headline) Sure() bool {
	a, z := h.Before, h.Now
	return a.high < z.low && a.Open == 0 || z.high < a.low && z.Open == 0
}

func (b *Brief) headlines() {
	b.Headlines = append(b.Headlines, &Headline{"incidents of violence", b.sum("Incidents of violence, "+days(b.From, b.To), incidentsKind, "", b.Incidents),
		b.sum("Incidents of violence, "+days(b.Before.From, b.Before.To), incidentsKind, "", b.Earlier)})
	for i, kind := range harms {
		told := func(x *Incident) bool { _, ok := x.part(string(kind), policy.Everybody); return ok }
		if i > 1 && !slices.ContainsFunc(b.Incidents, told) {
			continue
		}
		words := sentence(spaced(string(kind)))
		b.Headlines = append(b.Headlines, &Headline{"people " + spaced(string(kind)), b.sum(words+", "+days(b.From, b.To), string(kind), policy.Everybody, b.Incidents),
			b.sum(words+", "+days(b.Before.From, b.Before.To), string(kind), policy.Everybody, b.Earlier)})
	}
}

// headline gives the headline of a kind; nil for none.
func (b *Brief) headline(kind string) *Headline {
	for _, h := range b.Headlines {
		if h.Now.Kind == kind {
			return h
		}
	}
	return nil
}
