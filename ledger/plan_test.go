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
