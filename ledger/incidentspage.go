package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/policy"
)

// An Order is how a list of incidents is sorted. Of equals the latest comes first.
type Order string

// The orders.
const (
	ByDay     Order = "day"     // the latest first
	ByKilled  Order = "killed"  // most first, by the policy's best
	BySources Order = "sources" // most first
	ByUpdated Order = "updated" // the last report first
)

// ParseOrder reads day, killed, sources or updated.
func ParseOrder(s string) (Order, error) {
	if x := Order(strings.ToLower(s)); x == ByDay || x == ByKilled || x == BySources || x == ByUpdated {
		return x, nil
	}
	return "", &QueryError{fmt.Sprintf("there is no order %q", s), "orders are day, killed, sources and updated"}
}

// A Page says which part of a list is wanted: so many items after some others.
type Page struct {
	Offset int
	Limit  int // 0 for 50
}

const (
	pageLong = 50
	pageMost = 1_000
)

// cut gives the part of a list that a page wants.
func cut[T any](list []T, p Page) []T {
	from := min(max(p.Offset, 0), len(list))
	return list[from:min(from+p.length(), len(list))]
}

func (p Page) length() int {
	if p.Limit <= 0 {
		return pageLong
	}
	return min(p.Limit, pageMost)
}

// An IncidentsPage is part of a list of incidents, and what there is in the whole.
type IncidentsPage struct {
	Total     int      `json:"total"`
	Offset    int      `json:"offset"`
	Incidents []Listed `json:"incidents"`
	Facets    Facets   `json:"facets"` // of the whole list
}

// Facets count incidents by what they have in common, the most first; months in order of time.
type Facets struct {
	Country []Facet `json:"country"`
	Type    []Facet `json:"type"`
	Mode    []Facet `json:"mode"`
	Grade   []Facet `json:"grade"`
	Month   []Facet `json:"month"`
}

// A Facet is a value and how many have it. The filter of its name takes the value.
type Facet struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// IncidentsPage gives part of the incidents that a query wants, in an order, counted by a policy.
func (l *Ledger) IncidentsPage(ctx context.Context, q Query, p policy.Policy, order Order, page Page) (*IncidentsPage, error) {
	at, err := policyPlace(p)
	if err != nil {
		return nil, err
	}
	s, err := l.shelf(ctx)
	if err != nil {
		return nil, err
	}
	type sorted struct {
		entries []*entry
		facets  Facets
	}
	all, err := remember(&s.answers, q.question("incidents", string(p), string(order)), func() (sorted, error) {
		entries, err := l.chosen(ctx, s, &q)
		if err != nil {
			return sorted{}, err
		}
		return sorted{inOrder(entries, at, order), facetsOf(entries)}, nil
	})
	if err != nil {
		return nil, err
	}
	out := &IncidentsPage{Total: len(all.entries), Offset: page.Offset, Incidents: []Listed{}, Facets: all.facets}
	for _, e := range cut(all.entries, page) {
		out.Incidents = append(out.Incidents, e.listed(at))
	}
	return out, nil
}

// inOrder sorts entries, which are in order of their days.
func inOrder(entries []*entry, at int, order Order) []*entry {
	if order == ByDay || order == "" {
		return entries
	}
	type ranked struct {
		*entry
		rank int
	}
	list := make([]ranked, len(entries))
	for i, e := range entries {
		list[i] = ranked{e, 0}
		switch order {
		case ByKilled:
			list[i].rank = -1
			if b := e.toll(at, killed, everybody); b != nil {
				list[i].rank = int(max(b[1], b[0]))
			}
		case BySources:
			list[i].rank = e.Sources
		}
	}
	slices.SortStableFunc(list, func(a, b ranked) int {
		if order == ByUpdated {
			return cmp.Compare(b.Updated, a.Updated)
		}
		return cmp.Compare(b.rank, a.rank)
	})
	out := make([]*entry, len(list))
	for i := range list {
		out[i] = list[i].entry
	}
	return out
}

func facetsOf(entries []*entry) Facets {
	by := func(of func(*entry) string) []Facet {
		count := map[string]int{}
		for _, e := range entries {
			if v := of(e); v != "" {
				count[v]++
			}
		}
		return facets(count)
	}
	f := Facets{Country: by(func(e *entry) string { return e.Country }), Type: by(func(e *entry) string { return e.Type }),
		Mode: by(func(e *entry) string { return e.Mode }), Grade: by(func(e *entry) string { return e.Grade }),
		Month: by(func(e *entry) string { return e.FirstDay[:min(7, len(e.FirstDay))] })}
	slices.SortFunc(f.Month, func(a, b Facet) int { return cmp.Compare(a.Value, b.Value) })
	return f
}

// facets gives counts, the most first.
func facets(count map[string]int) []Facet {
	out := make([]Facet, 0, len(count))
	for v, n := range count {
		out = append(out, Facet{v, n})
	}
	slices.SortFunc(out, func(a, b Facet) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value)) })
	return out
}

// A Point is an incident on a map.
type Point struct {
	ID        string  `json:"id"`
	Lat       float64 `json:"lat"`
	Lon       float64 `json:"lon"`
	Precision int     `json:"precision"` // UCDP where_prec: 1 is the exact place, 2 near it, 3 and more an area; 0 not known
	Day       string  `json:"day"`       // empty when not known
	Killed    *int    `json:"killed"`    // the policy's best
	Grade     string  `json:"grade"`
	Type      string  `json:"type"`
	Mode      string  `json:"mode"`
	Country   string  `json:"country"`
	Place     string  `json:"place"`
}

// Points calls yield for the incidents with a point that a query wants, the latest first.
func (l *Ledger) Points(ctx context.Context, q Query, p policy.Policy, yield func(*Point) error) error {
	at, err := policyPlace(p)
	if err != nil {
		return err
	}
	s, err := l.shelf(ctx)
	if err != nil {
		return err
	}
	entries, err := l.chosen(ctx, s, &q)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Lat == nil || e.Lon == nil {
			continue
		}
		x := Point{ID: e.ID, Lat: *e.Lat, Lon: *e.Lon, Precision: e.Precision, Day: e.FirstDay, Grade: e.Grade, Type: e.Type, Mode: e.Mode, Country: e.Country, Place: e.Place}
		if b := e.toll(at, killed, everybody); b != nil {
			x.Killed = b[1].pointer()
		}
		if err := yield(&x); err != nil {
			return err
		}
	}
	return nil
}
