package ledger

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/tollbook/tollbook/recorder"
)

// What another recorder documents is kept once, changes as it changes, goes along in a copy, and leaves the ledger's own incidents as they are.
func TestRecord(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		lat, lon, six, eight := 15.66, 0.5, 6, 8
		one := func() *recorder.Incident {
			return &recorder.Incident{Recorder: "ucdp", ID: "17", From: "2026-03-11", To: "2026-03-12", Type: "State-based violence", Class: recorder.Violence, Country: "MLI", Lat: &lat, Lon: &lon,
				Precision: 2, SideA: []string{"Government of Mali"}, SideB: []string{"Northern Front"}, Low: &six, Best: &six, High: &eight, Row: map[string]string{"id": "17", "best": "6"}}
		}
		two := &recorder.Incident{Recorder: "ucdp", ID: "18", From: "2026-02-01", To: "2026-02-28"}
		changed := one()
		changed.Best = &eight
		for i, step := range []struct {
			file string
			rows []*recorder.Incident
			want Recorded
		}{
			{"a.csv", []*recorder.Incident{one(), two}, Recorded{New: 2}},
			{"a.csv", []*recorder.Incident{one(), two}, Recorded{Known: 2}},
			{"b.csv", []*recorder.Incident{one()}, Recorded{Known: 1}},
			{"b.csv", []*recorder.Incident{one(), changed}, Recorded{Changed: 1}},
			{"b.csv", []*recorder.Incident{{Recorder: "gtd", ID: "17", From: "2026-03-11", To: "2026-03-11"}}, Recorded{New: 1}},
			{"b.csv", nil, Recorded{}},
		} {
			if got, err := l.Record(t.Context(), step.file, step.rows); err != nil || got != step.want {
				t.Errorf("step %d: %+v, %v, want %+v", i, got, err, step.want)
			}
		}
		listed := func(l *Ledger, from, to, country string) (out []string) {
			err := l.Recorded(t.Context(), "ucdp", from, to, country, func(x *recorder.Incident) error {
				best := 0
				if x.Best != nil {
					best = *x.Best
				}
				out = append(out, fmt.Sprint(x.ID, x.SideB, best))
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
		copied := opened(t, filepath.Join(t.TempDir(), "copy.db"))
		if err := l.Copy(t.Context(), copied, func(int) {}); err != nil {
			t.Fatal(err)
		}
		for _, of := range []*Ledger{l, copied} {
			for _, tc := range []struct{ from, to, country, want string }{
				{"2026-01-01", "2026-12-31", "", "[18[] 0 17[Northern Front] 8]"},
				{"2026-03-12", "2026-03-31", "", "[17[Northern Front] 8]"},
				{"2026-03-13", "2026-03-31", "", "[]"},
				{"2026-01-01", "2026-12-31", "KEN", "[18[] 0]"},
			} {
				if got := fmt.Sprint(listed(of, tc.from, tc.to, tc.country)); got != tc.want {
					t.Errorf("%+v: %s", tc, got)
				}
			}
			n, from, to, err := of.RecordedBy(t.Context(), "ucdp")
			if s, failed := of.Stats(t.Context()); n != 2 || from != "2026-02-01" || to != "2026-03-12" || err != nil || failed != nil || s.Incidents != 0 {
				t.Errorf("%d from %s to %s, %v; %+v, %v", n, from, to, err, s, failed)
			}
		}
	})
}
