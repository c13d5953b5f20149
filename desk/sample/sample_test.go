package sample

import (
	"path/filepath"
	"testing"

	"github.com/tollbook/tollbook/ledger"
)

// The sample shows what it is there to show: copies, a toll that rises, a claim, a denial, totals, incidents told by several.
func TestSample(t *testing.T) {
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "sample.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	n, err := Fill(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	s, err := l.Stats(t.Context())
	if err != nil || s.Reports != n || n < 40 || s.Copies == 0 || s.Texts == s.Reports {
		t.Errorf("%+v, %v", s, err)
	}
	if again, err := Fill(t.Context(), l); err != nil || again != n {
		t.Errorf("a second time: %d, %v", again, err)
	}
	for search, want := range map[string]struct {
		reports int
		grade   string
	}{"place:ansongo": {4, "confirmed"}, "place:quetta": {3, "fair"}, "place:tera": {3, "contested"}, "place:maiduguri": {4, "confirmed"}, "place:djibo": {4, "fair"}} {
		q, err := ledger.ParseSearch(search)
		if err != nil {
			t.Fatal(err)
		}
		var id string
		if err := l.Incidents(t.Context(), q, 1, func(x ledger.Summary) error { id = x.ID; return nil }); err != nil || id == "" {
			t.Errorf("%s: none, %v", search, err)
			continue
		}
		x, err := l.Incident(t.Context(), id)
		if err != nil || x.Reports != want.reports || x.Grading.Grade != want.grade {
			t.Errorf("%s: %d reports, %s, %v", search, x.Reports, x.Grading.Grade, err)
		}
	}
	tallies, err := l.Tallies(t.Context(), ledger.Query{})
	if err != nil || len(tallies) < 4 {
		t.Errorf("%d totals, %v", len(tallies), err)
	}
}
