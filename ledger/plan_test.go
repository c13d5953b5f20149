package ledger

import (
	"slices"
	"strings"
	"testing"
)

// However a search is asked for, it finds the same in the same order.
func TestPlansFindTheSame(t *testing.T) {
	usual, usualVery, usualSome := much, veryMuch, some
	t.Cleanup(func() { much, veryMuch, some = usual, usualVery, usualSome })
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, corpus(), 9)
		for _, query := range []string{"bomb", "killed bomb", "killed country:MLI", "bomb type:ASSAULT publisher:one", "country:MLI", "publisher:one", "near:16.27,-0.04,60 killed",
			"type:ASSAULT publisher:wire", "nothing", "kind:killed", "category:civilian killed:>=2", "near:16.27,-0.04,20000", "near:16.27,-0.04,60", "by:gunmen",
			"against:farmers type:ASSAULT", "publisher:wir country:MLI", "mode:bombing", "actor:army"} {
			var want [2][]string
			for _, limits := range [][3]int{{1000, 10_000, 1000}, {1, 1000, 1000}, {1, 1, 1000}, {1, 1, 1}, {1000, 1000, 1}} {
				much, veryMuch, some = limits[0], limits[1], limits[2]
				for k, limit := range []int{0, 2} {
					reports := foundIDs(t, l, limit, strings.Fields(query)...)
					q, err := ParseQuery(strings.Fields(query))
					if err != nil {
						t.Fatal(err)
					}
					err = l.Incidents(t.Context(), q, limit, func(x Summary) error { reports = append(reports, x.ID); return nil })
					if err != nil {
						t.Fatal(err)
					}
					if want[k] == nil {
						want[k] = append([]string{}, reports...)
					}
					if !slices.Equal(reports, want[k]) {
						t.Errorf("%s, limits %v: %v, want %v", query, limits, reports, want[k])
					}
				}
			}
		}
	})
}

// However the queue is searched, it holds the same in the same order, and counts that are not carried to the end are no more than what waits, and say so.
func TestQueueIsTheSame(t *testing.T) {
	limits := []*int{&much, &veryMuch, &some, &queueListed, &queueAsked, &queueWalked}
	usual := []int{much, veryMuch, some, queueListed, queueAsked, queueWalked}
	t.Cleanup(func() {
		for i, n := range usual {
			*limits[i] = n
		}
	})
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, corpus(), 9)
		for _, query := range []string{"bomb", "killed", "killed country:MLI", "bomb type:ASSAULT publisher:one", "country:MLI", "publisher:one", "type:ASSAULT", "nothing", "type:PROTEST",
			"kind:killed", "category:civilian killed:>=2", "by:gunmen", "actor:army", "act:inform", "act:inform killed", "speaker:ministry", "from:2000-01-01", "id:r05"} {
			for _, sizes := range [][]int{usual, {1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 3}, {1, 1, 1, 1, 1, 1000}, {1000, 1000, 1, 1, 1, 1}, {1, 1000, 1000, 1000, 1000, 1}, {1, 1000, 1000, 1, 1000, 2}} {
				for i, n := range sizes {
					*limits[i] = n
				}
				for _, reason := range []Reason{"", IsNew, IsDisputed} {
					sameQueue(t, l, query, reason)
				}
			}
		}
	})
}

// sameQueue compares what the database finds in the queue with what is found in memory, page by page.
func sameQueue(t *testing.T, l *Ledger, query string, reason Reason) {
	t.Helper()
	q, err := ParseQuery(strings.Fields(query))
	if err != nil {
		t.Fatal(err)
	}
	whole, err := l.shelvedQueue(t.Context(), q, reason, nil, 1000)
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, x := range whole.Items {
		want = append(want, x.ID+x.mark)
	}
	for after := (*mark)(nil); ; {
		page, err := l.searchedQueue(t.Context(), &q, reason, after, 2)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range page.Items {
			got = append(got, x.ID+x.mark)
		}
		for name, n := range page.Counts {
			if least := slices.Contains(page.AtLeast, name); n > whole.Counts[name] || !least && n != whole.Counts[name] {
				t.Errorf("%s: %d wait for %q (%v), want %d", query, n, name, page.AtLeast, whole.Counts[name])
			}
		}
		if after, err = parseMark(page.Next); err != nil || after == nil {
			break
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s, waiting for %q: %v, want %v", query, reason, got, want)
	}
}

// Incidents in memory are found by their reports as in the database.
func TestChosenAsInTheDatabase(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, corpus(), 9)
		found := 0
		for _, query := range []string{"bomb", "killed", "killed bomb", "killed country:MLI", "publisher:one", "publisher:wir killed", "actor:army", "actor:army bomb", "actor:governor publisher:two",
			"act:inform", "act:inform speaker:ministry", "about:army killed", "id:r05", "id:r05 killed", "id:r05 nothing", "nothing", "publisher:nobody"} {
			q, err := ParseQuery(strings.Fields(query))
			if err != nil {
				t.Fatal(err)
			}
			var want, got []string
			if err := l.Incidents(t.Context(), q, 0, func(x Summary) error { want = append(want, x.ID); return nil }); err != nil {
				t.Fatal(err)
			}
			s, err := l.shelf(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			entries, err := l.chosen(t.Context(), s, &q)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range entries {
				got = append(got, e.ID)
			}
			if found += len(got); !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", query, got, want)
			}
		}
		if found < 40 {
			t.Errorf("%d incidents were found in all", found)
		}
	})
}
