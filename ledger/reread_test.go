package ledger

import (
	"testing"

	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// What an older reading found in a report goes with it, also where the report tells of no event.
func TestRereadWithoutEvents(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		given := []*report.Report{{ID: "s1", Published: "2025-03-04", Publisher: "Courier", Language: "en", FromJSON: true,
			Text: "The spokesman of the harbour office said the cranes were in order. About 300 people lost their lives on the roads of the district last year, it said."}}
		old := readAll(given)
		rec := old[0].Record
		if len(rec.Events) > 0 || len(rec.Actors) == 0 || len(rec.Statements) == 0 {
			t.Fatalf("%d events, %d actors, %d statements", len(rec.Events), len(rec.Actors), len(rec.Statements))
		}
		rec.Coder.Version = "0.0"
		rec.Actors[0].Name, rec.Actors[0].Ref = "Harbour Ghost", ""
		rec.Statements[0].Act = record.Deny
		add(t, l, old, 1)
		finds := func(search string, want int) {
			t.Helper()
			q, err := ParseSearch(search)
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			if err := l.Reports(t.Context(), q, 0, func(Found) error { n++; return nil }); err != nil || n != want {
				t.Errorf("%s finds %d reports, want %d (%v)", search, n, want, err)
			}
		}
		finds("actor:ghost", 1)
		finds("act:deny", 1)
		if _, err := l.Reread(t.Context(), readAll(given)); err != nil {
			t.Fatal(err)
		}
		finds("actor:ghost", 0)
		finds("act:deny", 0)
		if faults, err := l.Check(t.Context(), 5, func(int) {}); err != nil || len(faults) > 0 {
			t.Errorf("check: %v, %v", faults, err)
		}
	})
}
