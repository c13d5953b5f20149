package ledger

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	"github.com/tollbook/tollbook/policy"
)

// SQL in the value of any filter is a value that nothing has: no table changes, nothing else is found, and no error tells of the database.
func TestFiltersAreValues(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, readAll(disputes()), 9)
		before, err := l.Stats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		tried := func(search string, found int, err error) {
			t.Helper()
			if _, ours := errors.AsType[*QueryError](err); err != nil && !ours {
				t.Errorf("%s: %v", search, err)
			}
			if found > 0 {
				t.Errorf("%s finds %d", search, found)
			}
		}
		for range 2 { // the second time with incidents in memory
			for _, key := range append(slices.Sorted(maps.Keys(filters)), "") {
				for _, value := range []string{`x' OR '1'='1`, `x'; DROP TABLE report; --`, `x") OR 1=1 --`, `x' UNION SELECT name, hash FROM account --`, `x\`, `x?`, `$1`, `x%' OR name LIKE '%`} {
					search := key + ":" + value
					if key == "" {
						search = value
					}
					q, err := ParseQuery([]string{search})
					if err != nil {
						tried(search, 0, err)
						continue
					}
					if key == "" {
						q, _ = ParseQuery([]string{value, "nosuchword"})
					}
					everywhere(t.Context(), l, q, func(found int, err error) { tried(search, found, err) })
				}
			}
			if err := l.Warm(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if after, err := l.Stats(t.Context()); err != nil || after != before {
			t.Errorf("%+v became %+v (%v)", before, after, err)
		}
	})
}

// everywhere asks a query of all that takes one, and tells how much each finds.
func everywhere(ctx context.Context, l *Ledger, q Query, tell func(found int, err error)) {
	n := 0
	err := l.Incidents(ctx, q, 0, func(Summary) error { n++; return nil })
	tell(n, err)
	n = 0
	err = l.Reports(ctx, q, 20, func(Found) error { n++; return nil })
	tell(n, err)
	n = 0
	err = l.Points(ctx, q, policy.ACLED, func(*Point) error { n++; return nil })
	tell(n, err)
	n = 0
	err = l.Export(ctx, q, policy.ACLED, false, func(*Exported) error { n++; return nil })
	tell(n, err)
	if p, err := l.IncidentsPage(ctx, q, policy.ACLED, ByDay, Page{}); err != nil {
		tell(0, err)
	} else {
		tell(p.Total, nil)
	}
	if p, err := l.Queue(ctx, q, "", "", 5); err != nil {
		tell(0, err)
	} else {
		tell(p.Counts["all"], nil)
	}
	if p, err := l.Statements(ctx, q, Page{}); err != nil {
		tell(0, err)
	} else {
		tell(len(p.Statements), nil)
	}
	if p, err := l.Speakers(ctx, q, Page{}); err != nil {
		tell(0, err)
	} else {
		tell(len(p.Speakers), nil)
	}
	if p, err := l.Actors(ctx, q, "", Page{}); err != nil {
		tell(0, err)
	} else {
		tell(len(p.Actors), nil)
	}
	list, err := l.Tallies(ctx, q)
	tell(len(list), err)
	if p, err := l.Overview(ctx, q, policy.ACLED, Month); err != nil {
		tell(0, err)
	} else {
		tell(p.Incidents, nil)
	}
}
