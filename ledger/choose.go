package ledger

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// question names what is asked of a shelf: a kind of answer, what else it depends on, and the query.
func (q *Query) question(parts ...string) string {
	return strings.Join(slices.Concat(parts, q.written), "\x00")
}

// chosen gives the incidents on a shelf that a query wants, in their order. What only the database can tell is asked there; where
// that takes long, the answer may be that of a moment before.
func (l *Ledger) chosen(ctx context.Context, s *shelf, q *Query) ([]*entry, error) {
	if err := q.only(ofIncident|ofReport, "a search for incidents"); err != nil {
		return nil, err
	}
	if len(q.conditions) == 0 && len(q.words) == 0 {
		return s.entries, nil
	}
	tests, asked := q.inMemory()
	among := s.entries
	if len(asked.conditions) > 0 || len(asked.words) > 0 {
		found, err := l.chosenByReports(ctx, s, &asked)
		if err != nil {
			return nil, err
		}
		among = found
	}
	if len(tests) == 0 {
		return among, nil
	}
	var out []*entry
	for _, e := range among {
		if e.passes(tests) {
			out = append(out, e)
		}
	}
	return out, nil
}

// chosenByReports gives the incidents with a report for which all of a query holds.
func (l *Ledger) chosenByReports(ctx context.Context, s *shelf, q *Query) ([]*entry, error) {
	tests, can, err := l.ofEachReport(ctx, s, q)
	if err != nil {
		return nil, err
	}
	if !can {
		return lately(l, s, q.question("chosen"), func() ([]*entry, error) { return l.askedFor(context.WithoutCancel(ctx), s, q) })
	}
	return remember(&s.answers, q.question("chosen"), func() ([]*entry, error) {
		var out []*entry
		for _, e := range s.entries {
			if slices.ContainsFunc(e.reporting, func(t reporting) bool {
				return !slices.ContainsFunc(tests, func(test func(*reporting) bool) bool { return !test(&t) })
			}) {
				out = append(out, e)
			}
		}
		return out, nil
	})
}

func (e *entry) passes(tests []func(*entry) bool) bool {
	return !slices.ContainsFunc(tests, func(test func(*entry) bool) bool { return !test(e) })
}

// inMemory parts a query into what incidents on a shelf can be asked, and what only the database can tell.
func (q *Query) inMemory() (tests []func(*entry) bool, asked Query) {
	asked = Query{words: q.words, written: slices.Clone(q.words)} // named by what is asked of the database alone, so that searches share its answers
	for _, c := range q.conditions {
		switch {
		case c.of&ofIncident != 0 && c.near != nil:
			near := []*circle{c.near}
			tests = append(tests, func(e *entry) bool { return insideAll(near, e.Lat, e.Lon) })
		case c.of&ofIncident != 0 && c.test != nil:
			tests = append(tests, c.test)
		default:
			asked.conditions, asked.written = append(asked.conditions, c), append(asked.written, fmt.Sprint(c.key, ":", c.sql, c.args))
		}
	}
	return tests, asked
}

// askedFor gives the incidents on a shelf that the database finds.
func (l *Ledger) askedFor(ctx context.Context, s *shelf, q *Query) ([]*entry, error) {
	plan, err := l.planOf(ctx, q, ofIncident)
	if err != nil {
		return nil, err
	}
	where, args, err := q.ofIncidents(l.db, plan)
	if err != nil {
		return nil, err
	}
	query := "SELECT id FROM incident" + where
	if of, _ := q.sqlOf(ofIncident, l.db); len(of) == 0 { // of reports alone
		where, more := q.sqlOf(ofReport, l.db)
		query = "SELECT DISTINCT m.incident FROM mention m JOIN report r ON r.key = m.report JOIN text ON text.sha256 = r.sha256" + conjunction(where)
		args = more
	}
	var out []*entry
	err = l.each(ctx, func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		if e := s.byID[id]; e != nil {
			out = append(out, e)
		}
		return err
	}, query, args...)
	slices.SortFunc(out, byDay)
	return out, err
}
