package ledger

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// An Attested is an incident with its count by one policy and the reports that it is made from: enough to publish it.
type Attested struct {
	Listed
	Province string         // the name of Admin1, as reports give it; empty where none does
	Totals   []policy.Total // counted anew from what its reports claim
	Sources  []Source       // in order of publication
	Disputes []Dispute
	Coders   []string // of its reports' records
}

// Attested gives the incidents that a query wants and that began between two days, and after them those without a day that were first published between them,
// in order of time.
func (l *Ledger) Attested(ctx context.Context, q Query, from, to string, p policy.Policy) ([]*Attested, error) {
	at, err := policyPlace(p)
	if err != nil {
		return nil, err
	}
	s, err := l.shelf(ctx)
	if err != nil {
		return nil, err
	}
	entries, err := l.chosen(ctx, s, &q)
	if err != nil {
		return nil, err
	}
	var out []*Attested
	byID := map[string]*Attested{}
	for _, e := range entries {
		day := cmp.Or(e.FirstDay, e.Published[:min(len(e.Published), len(time.DateOnly))])
		if day >= from && day <= to {
			x := &Attested{Listed: e.listed(at)}
			out, byID[e.ID] = append(out, x), x
		}
	}
	slices.SortFunc(out, func(a, b *Attested) int {
		undated := func(x *Attested) int { return number(x.FirstDay == "") }
		return cmp.Or(cmp.Compare(undated(a), undated(b)), cmp.Compare(cmp.Or(a.FirstDay, a.Published), cmp.Or(b.FirstDay, b.Published)), cmp.Compare(a.ID, b.ID))
	})
	return out, l.attestAll(ctx, out, p)
}

// AttestedByID gives some incidents by their names of now, in the order of these; those that are not there are left out.
func (l *Ledger) AttestedByID(ctx context.Context, ids []string, p policy.Policy) ([]*Attested, error) {
	at, err := policyPlace(p)
	if err != nil {
		return nil, err
	}
	s, err := l.shelf(ctx)
	if err != nil {
		return nil, err
	}
	var out []*Attested
	for _, id := range ids {
		if e := s.byID[id]; e != nil {
			out = append(out, &Attested{Listed: e.listed(at)})
		}
	}
	return out, l.attestAll(ctx, out, p)
}

// attestAll adds what the reports on incidents say: so many at a time, so that not all texts are in memory at once, and on all processors.
func (l *Ledger) attestAll(ctx context.Context, all []*Attested, p policy.Policy) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	todo := make(chan []*Attested)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for some := range todo {
				if ctx.Err() != nil {
					continue
				}
				if err := l.attest(ctx, some, p); err != nil {
					cancel(err)
				}
			}
		})
	}
	for some := range slices.Chunk(all, askedAtOnce) {
		todo <- some
	}
	close(todo)
	workers.Wait()
	return context.Cause(ctx)
}

// attest adds what the reports on some incidents say.
func (l *Ledger) attest(ctx context.Context, some []*Attested, p policy.Policy) error {
	ids := make([]string, len(some))
	for i, x := range some {
		ids[i] = x.ID
	}
	members, err := l.members(ctx, ids)
	if err != nil {
		return err
	}
	var all []member
	for _, id := range ids {
		all = append(all, members[id]...)
	}
	made, err := l.madeFrom(ctx, all)
	if err != nil {
		return err
	}
	for _, x := range some {
		of := members[x.ID]
		families := families(of, made)
		full := &Incident{Summary: x.Summary}
		for _, m := range of {
			full.addSource(m, families[m.sha256])
			x.Coders = append(x.Coders, CoderOf(m.record))
			x.addProvince(m)
		}
		whole := claimsOf(of, families)
		whole.Event, whole.Mode = x.ID, x.Mode
		x.Totals = policy.Totals(p, whole)
		x.Sources = full.Sources
		x.Disputes = orEmpty(disputesOf(of, families, policy.Series(whole), full.Blamed))
		sortNames(&x.Coders)
	}
	return nil
}

// addProvince notes what a report calls the incident's province.
func (x *Attested) addProvince(m member) {
	for i := range m.record.Events {
		e := &m.record.Events[i]
		if p := placeOf(m.record, e.Place); x.Province == "" && e.ID == m.Event && p != nil && string(p.Admin1Code) == x.Admin1 && string(p.Country) == x.Country {
			x.Province = string(p.Admin1)
		}
	}
}

// A Covered is the reports of one day, by publisher.
type Covered struct {
	Day       string
	Publisher string
	Reports   int
}

// Coverage counts the reports that were published between two days, by day and publisher. With countries, only those that tell of one of them.
func (l *Ledger) Coverage(ctx context.Context, countries []string, from, to string) (out []Covered, err error) {
	last, err := time.Parse(time.DateOnly, to)
	if err != nil {
		return nil, err
	}
	// The day after is later than all times of the last one, however a database orders letters.
	query, args := "SELECT r.published, r.publisher FROM report r WHERE r.published >= ? AND r.published < ?", []any{from, last.AddDate(0, 0, 1).Format(time.DateOnly)}
	if len(countries) > 0 {
		query += " AND r.key IN (SELECT m.report FROM mention m JOIN incident i ON i.id = m.incident WHERE i.country IN ("
		for i, code := range countries {
			if i > 0 {
				query += ", "
			}
			query, args = query+"?", append(args, code)
		}
		query += "))"
	}
	count := map[[2]string]int{}
	err = l.each(ctx, func(scan func(...any) error) error {
		var day, publisher string
		err := scan(&day, &publisher)
		count[[2]string{day[:min(len(day), len(time.DateOnly))], publisher}]++
		return err
	}, query, args...)
	for key, n := range count {
		out = append(out, Covered{key[0], key[1], n})
	}
	slices.SortFunc(out, func(a, b Covered) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Publisher, b.Publisher))
	})
	return out, err
}

// Toll gives the total of everybody harmed in one way; nil where there is none.
func (x *Attested) Toll(kind record.Harm, category record.Category) *policy.Total {
	for i := range x.Totals {
		if t := &x.Totals[i]; t.Kind == kind && t.Category == category && (t.Low != nil || t.Best != nil || t.High != nil) {
			return t
		}
	}
	return nil
}
