package ledger

import (
	"slices"
	"testing"
	"time"

	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/report"
)

// An incident is told once to each receiver of a search, also if two want to tell it at once, and whatever it is called later.
func TestAlerts(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		ctx, a := t.Context(), Alerting{"Mali", "webhook 1"}
		file := func(l *Ledger, text, day string) {
			t.Helper()
			rep := &report.Report{Title: "Attack", Text: text, Published: day}
			if _, err := l.Add(ctx, []Filing{{rep, read.Read(rep, read.Options{})}}); err != nil {
				t.Fatal(err)
			}
		}
		incidents := func(l *Ledger) (ids []string) {
			t.Helper()
			if err := l.Incidents(ctx, Query{}, 0, func(x Summary) error { ids = append(ids, x.ID); return nil }); err != nil {
				t.Fatal(err)
			}
			return ids
		}
		file(l, "Gunmen killed three farmers in Gao in Mali on Friday, police said.", "2026-03-07")
		ids, now := incidents(l), time.Date(2026, 3, 8, 10, 0, 0, 0, time.UTC)
		if len(ids) != 1 {
			t.Fatal(ids)
		}
		claim := func(a Alerting, now time.Time, want ...string) {
			t.Helper()
			if got, err := l.ClaimAlerts(ctx, a, ids, now); err != nil || !slices.Equal(got, want) {
				t.Errorf("claimed %v, %v; want %v", got, err, want)
			}
		}
		claim(a, now, ids...)
		claim(a, now)                                  // another is telling it
		claim(a, now.Add(time.Hour), ids...)           // but was killed
		claim(Alerting{"Mali", "mail 2"}, now, ids...) // others are told too
		if err := l.ReleaseAlerts(ctx, a, ids); err != nil {
			t.Fatal(err)
		}
		claim(a, now, ids...)
		if told, err := l.Told(ctx, a); err != nil || len(told) != 0 {
			t.Errorf("%v, %v", told, err)
		}
		before, _ := l.Generation(ctx)
		if err := l.ConfirmAlerts(ctx, a, ids, now); err != nil {
			t.Fatal(err)
		}
		if after, _ := l.Generation(ctx); after != before {
			t.Error("telling changes what pages show")
		}
		claim(a, now.Add(time.Hour))
		// A report that comes later belongs to the incident, which may have another name by it.
		file(l, "The attack on Friday near Gao in Mali killed three farmers, a police officer said.", "2026-03-06")
		look := func(l *Ledger) {
			t.Helper()
			told, err := l.Told(ctx, a)
			for _, id := range incidents(l) {
				if err != nil || !told[id] {
					t.Errorf("%s is not known to be told: %v, %v", id, told, err)
				}
			}
			if last, err := l.LatestTold(ctx, a, 10); err != nil || len(last) != 1 || !told[last[0].Incident] || last[0].At != "2026-03-08T10:00:00Z" {
				t.Errorf("%v, %v", last, err)
			}
		}
		look(l)
		other := newSQLite(t)
		if err := l.Copy(ctx, other, func(int) {}); err != nil {
			t.Fatal(err)
		}
		look(other)
	})
}
