package ledger

import (
	"slices"
	"testing"

	"github.com/tollbook/tollbook/report"
)

// What is near an incident, in memory, is what a search finds there.
func TestAround(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, readAll(attacks()), 9)
		add(t, l, readAll(disputes()), 9)
		add(t, l, readAll([]*report.Report{{ID: "n1", Publisher: "Lake Post", Published: "2024-05-10", Language: "en", FromJSON: true,
			Text: "A roadside bomb killed two soldiers near Sevare in Mali on Thursday, the army said."}}), 1)
		some := 0
		err := l.Incidents(t.Context(), Query{}, 0, func(x Summary) error {
			near, err := l.Near(t.Context(), &x, 300, 5)
			if err != nil {
				return err
			}
			around, err := l.Around(t.Context(), &x, 300, 7, 8)
			if err != nil {
				return err
			}
			var want []string
			if x.Lat != nil {
				at := []*circle{{*x.Lat, *x.Lon, 300}}
				err = l.Incidents(t.Context(), Query{}, 0, func(s Summary) error {
					if s.ID != x.ID && insideAll(at, s.Lat, s.Lon) {
						want = append(want, s.ID)
					}
					return nil
				})
				if err != nil {
					return err
				}
			}
			if got := names(near); !slices.Equal(got, want[:min(len(want), 5)]) {
				t.Errorf("near %s: %v, want %v", x.ID, got, want)
			}
			for _, s := range around {
				some++
				if s.ID == x.ID || x.FirstDay == "" || x.Lat != nil && !slices.Contains(want, s.ID) || x.Lat == nil && s.Country != x.Country {
					t.Errorf("around %s: %+v", x.ID, s)
				}
			}
			return nil
		})
		if err != nil || some == 0 {
			t.Errorf("%d around any, %v", some, err)
		}
	})
}

func names(list []Summary) (out []string) {
	for _, s := range list {
		out = append(out, s.ID)
	}
	return out
}
