package ledger

import (
	"cmp"
	"context"
	"slices"
)

// A Publisher is one in a list, with what the ledger tells of its work.
type Publisher struct {
	Name      string `json:"name"` // empty for reports without one
	Reports   int    `json:"reports"`
	From      string `json:"from"` // of its first and last report
	To        string `json:"to"`
	Incidents int    `json:"incidents"` // that it tells of
	Shared    int    `json:"shared"`    // of these, those with two independent texts or more
	First     int    `json:"first"`     // of the shared ones, those of which nobody told on an earlier day; several papers may be first
	Alone     int    `json:"alone"`     // incidents that nobody else tells of
	Corrected int    `json:"corrected"` // reports that correct a toll: their own earlier one, or by another figure than before
	Reprints  int    `json:"reprints"`  // reports made from a text that another paper had on an earlier day
	Reprinted int    `json:"reprinted"` // reports of others made from a text that it had on an earlier day
}

// Publishers gives all publishers, those with most reports first.
func (l *Ledger) Publishers(ctx context.Context) ([]Publisher, error) {
	s, err := l.shelf(ctx)
	if err != nil {
		return nil, err
	}
	ctx = context.WithoutCancel(ctx)
	return lately(l, s, "publishers", func() ([]Publisher, error) {
		byName := map[string]*Publisher{}
		err := l.each(ctx, func(scan func(...any) error) error {
			var p Publisher
			err := scan(&p.Name, &p.Reports, &p.From, &p.To)
			byName[p.Name] = &p
			return err
		}, `SELECT publisher, count(*), coalesce(min(CASE WHEN published <> '' THEN published END), ''), max(published) FROM report GROUP BY publisher`)
		if err != nil {
			return nil, err
		}
		for _, e := range s.entries {
			e.countPublishers(byName)
		}
		for _, x := range wiresOf(s.entries) {
			for _, side := range []struct {
				name         string
				first, other int
			}{{x.A, x.AFirst, x.BFirst}, {x.B, x.BFirst, x.AFirst}} {
				if p := byName[side.name]; p != nil {
					p.Reprinted += side.first
					p.Reprints += side.other
				}
			}
		}
		out := make([]Publisher, 0, len(byName))
		for _, p := range byName {
			out = append(out, *p)
		}
		slices.SortFunc(out, func(a, b Publisher) int {
			return cmp.Or(cmp.Compare(b.Reports, a.Reports), cmp.Compare(a.Name, b.Name))
		})
		return out, nil
	})
}

// countPublishers counts an incident for those who tell of it.
func (e *entry) countPublishers(byName map[string]*Publisher) {
	earliest, alone := "", true
	for _, c := range e.coverage {
		if c.day != "" && (earliest == "" || c.day < earliest) {
			earliest = c.day
		}
		alone = alone && c.publisher == e.coverage[0].publisher
	}
	for i, c := range e.coverage {
		p := byName[c.publisher]
		if p == nil {
			continue // filed since
		}
		p.Corrected += number(c.corrects)
		before := e.coverage[:i]
		if !slices.ContainsFunc(before, func(b covered) bool { return b.publisher == c.publisher }) {
			p.Incidents++
			p.Alone += number(alone)
			if e.Sources > 1 {
				p.Shared++
				p.First += number(c.day != "" && c.day == earliest)
			}
		}
	}
}

// A Wire is two publishers that print one text.
type Wire struct {
	A      string `json:"a"` // in order of the alphabet
	B      string `json:"b"`
	Texts  int    `json:"texts"`   // families of texts, of one incident each, that both print
	AFirst int    `json:"a_first"` // of these, those that A had on an earlier day
	BFirst int    `json:"b_first"`
}

// WireFamilies tells who publishes whose text: pairs of publishers with copies or abridgements of each other's texts, the most first.
func (l *Ledger) WireFamilies(ctx context.Context) ([]Wire, error) {
	s, err := l.shelf(ctx)
	if err != nil {
		return nil, err
	}
	return remember(&s.answers, "wires", func() ([]Wire, error) { return wiresOf(s.entries), nil })
}

func wiresOf(entries []*entry) []Wire {
	pairs := map[[2]string]*Wire{}
	for _, e := range entries {
		if len(e.coverage) > e.Sources {
			e.countWires(pairs)
		}
	}
	out := make([]Wire, 0, len(pairs))
	for _, x := range pairs {
		out = append(out, *x)
	}
	slices.SortFunc(out, func(a, b Wire) int {
		return cmp.Or(cmp.Compare(b.Texts, a.Texts), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	return out
}

// countWires counts the pairs of publishers that print one text on an incident.
func (e *entry) countWires(pairs map[[2]string]*Wire) {
	type print struct {
		family    int
		publisher string
	}
	var prints []print // in order of their days
	days := map[print]string{}
	for _, c := range e.coverage {
		p := print{c.family, c.publisher}
		if _, known := days[p]; !known && c.publisher != "" {
			prints = append(prints, p)
			days[p] = c.day
		}
	}
	for i, a := range prints {
		for _, b := range prints[i+1:] {
			if a.family != b.family {
				continue
			}
			first, second := a, b
			if first.publisher > second.publisher {
				first, second = second, first
			}
			key := [2]string{first.publisher, second.publisher}
			x := pairs[key]
			if x == nil {
				x = &Wire{A: key[0], B: key[1]}
				pairs[key] = x
			}
			x.Texts++
			x.AFirst += number(days[first] != "" && days[first] < days[second])
			x.BFirst += number(days[second] != "" && days[second] < days[first])
		}
	}
}
