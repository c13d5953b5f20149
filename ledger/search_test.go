package ledger

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func foundIDs(t *testing.T, l *Ledger, limit int, query ...string) (ids []string) {
	t.Helper()
	q, err := ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	err = l.Reports(t.Context(), q, limit, func(f Found) error {
		if len(f.Incidents) == 0 || f.Snippet == "" {
			t.Errorf("%+v", f)
		}
		ids = append(ids, f.Report)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// Each filter finds the same reports on either database, and near is a circle, not a box.
func TestSearchReports(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, corpus(), 9)
		for _, x := range []struct {
			query []string
			want  string
		}{
			{[]string{"judge", "mogadishu"}, "r11"},
			{[]string{"motorcycle bomb", "publisher:wire"}, "r20"},
			{[]string{"publisher:HERALD", "country:irq"}, "r19"},
			{[]string{"id:r05"}, "r05"},
			{[]string{"near:16.27,-0.04,60", "publisher:one"}, "r00"},
			{[]string{"near:16.27,-0.04,60", "country:NGA"}, ""},
			{[]string{"actor:governor", "near:30.18,67.0,80", "publisher:two"}, "r05"},
			{[]string{"actor:%"}, ""},
			{[]string{"nothing like that"}, ""},
			{[]string{"place:cali", "mode:shooting"}, "r23"},
		} {
			if got := strings.Join(foundIDs(t, l, 0, x.query...), " "); got != x.want {
				t.Errorf("%v: %s, want %s", x.query, got, x.want)
			}
		}
		if got := foundIDs(t, l, 3); len(got) != 3 {
			t.Errorf("%v, want three", got)
		}
		if got := foundIDs(t, l, 2, "near:16.27,-0.04,20000"); len(got) != 2 {
			t.Errorf("%v, want two", got)
		}
	})
}

// An incident is found by its own name, and by the id of a report.
func TestSearchByID(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, corpus(), 24)
		id := incidentsOf(t, l)["r00"]
		if got := foundIDs(t, l, 0, "id:"+id); !slices.Contains(got, "r00") || slices.Contains(got, "r07") {
			t.Errorf("%s has reports %v", id, got)
		}
		for _, query := range []string{"id:" + id, "id:r00"} {
			q, err := ParseQuery([]string{query})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			if err := l.Incidents(t.Context(), q, 0, func(s Summary) error { got = append(got, s.ID); return nil }); err != nil || !slices.Contains(got, id) {
				t.Errorf("%s: %v, %v", query, got, err)
			}
		}
	})
}

// Points beside the 180th meridian and around a pole are found, and those in the corner of the box are not.
func TestNear(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		points := [][2]float64{{10, 20}, {10.7, 20.7}, {-16.8, 179.9}, {-16.8, -179.9}, {89.5, 100}, {89.5, -80}, {-89.9, 0}}
		for i, p := range points {
			_, err := l.db.SQL.ExecContext(t.Context(), l.db.Rewrite(`INSERT INTO incident (id, first_day, last_day, type, mode, country, admin1, place, lat, lon, reports)
				VALUES (?, '', '', '', '', '', '', '', ?, ?, 1)`), fmt.Sprint(i), p[0], p[1])
			if err != nil {
				t.Fatal(err)
			}
		}
		for query, want := range map[string]string{"near:10,20,100": "0", "near:10,20,120": "0 1", "near:-16.8,180,20": "2 3", "near:-16.8,-180,20": "2 3",
			"near:-16.8,179.9,5": "2", "near:90,0,60": "4 5", "near:-90,10,20km": "6", "near:0,0,20000": "0 1 2 3 4 5 6", "near: 10, 20, 5": "0"} {
			q, err := ParseQuery([]string{query})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			if err := l.Incidents(t.Context(), q, 0, func(s Summary) error { got = append(got, s.ID); return nil }); err != nil {
				t.Fatal(err)
			}
			slices.Sort(got)
			if strings.Join(got, " ") != want {
				t.Errorf("%s: %v, want %s", query, got, want)
			}
		}
		if !l.db.Numbered { // what goes away goes from the index of points
			if _, err := l.db.SQL.ExecContext(t.Context(), "DELETE FROM incident WHERE id < '5'"); err != nil {
				t.Fatal(err)
			}
			n := 0
			if err := l.db.SQL.QueryRowContext(t.Context(), "SELECT count(*) FROM point").Scan(&n); err != nil || n != 2 {
				t.Errorf("%d points are left, want 2 (%v)", n, err)
			}
		}
	})
}

// What is not understood is told, with how to write it.
func TestQueryErrors(t *testing.T) {
	for query, want := range map[string]string{"colour:red": "filters are about, act, actor", "near:1,2": "near:16.27,-0.04,50", "near:91,0,5": "near:16.27", "near:0,181,5": "near:16.27",
		"near:0,0,0": "near:16.27", "near:x,0,5": "near:16.27", "near:NaN,0,5": "near:16.27", "near:0,0,1e300": "near:16.27", "from:yesterday": "2025-10-09", "killed:many": "killed:5", "actor:": "actor:'defence",
		"publisher: ": "publisher:courier"} {
		_, err := ParseQuery([]string{query})
		var q *QueryError
		if !errors.As(err, &q) || !strings.Contains(q.Hint, want) {
			t.Errorf("%s: %v, hint %+v, want %q", query, err, q, want)
		}
	}
	l := newSQLite(t)
	q, err := ParseQuery([]string{"mode:bombing"})
	if err != nil {
		t.Fatal(err)
	}
	var wrong *QueryError
	if _, err := l.Tallies(t.Context(), q); !errors.As(err, &wrong) || !strings.Contains(wrong.Hint, "category") {
		t.Errorf("totals of a mode: %v", err)
	}
}

func TestSnippet(t *testing.T) {
	long := strings.Repeat("filler words here ", 20) + "then the Depot burned " + strings.Repeat("and more of it ", 20)
	if got := snippet(long, []string{"depot"}); !strings.HasPrefix(got, "… ") || !strings.HasSuffix(got, " …") || !strings.Contains(got, "the Depot burned") || len([]rune(got)) > 290 {
		t.Errorf("%q", got)
	}
	if got := snippet("A bus, not a busy road.", []string{"bus"}); got != "A bus, not a busy road." {
		t.Errorf("%q", got)
	}
	if got := snippet("", []string{"x"}); got != "" {
		t.Errorf("%q", got)
	}
}

// A ledger that an older program derived otherwise is derived anew when it is opened.
func TestCatchUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := opened(t, path)
	add(t, l, corpus(), 24)
	want := dump(t, l)
	if !strings.Contains(want, `["actor",`) {
		t.Fatal("no actor is listed")
	}
	for _, statement := range []string{"DELETE FROM tally", "DELETE FROM actor", "DELETE FROM statement", "DELETE FROM telling", "DELETE FROM toll", "DELETE FROM party",
		"UPDATE incident SET grade = '', sources = 0, coverage = '[]'", "UPDATE block SET hash = hash / 3", "DELETE FROM band WHERE hash % 2 = 0", "DELETE FROM meta WHERE name = 'derivation'"} {
		if _, err := l.db.SQL.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	l = opened(t, path)
	if got := dump(t, l); got != want {
		t.Errorf("other rows: %s", firstDifference(got, want))
	}
	q, err := ParseQuery([]string{"killed"})
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	if err := l.Reports(t.Context(), q, 0, func(Found) error { found++; return nil }); err != nil || found == 0 {
		t.Errorf("a search by words finds %d reports (%v)", found, err)
	}
}

// A search for words of certain incidents finds the same once incidents are in memory, and goes on finding what is filed later.
func TestSearchInMemory(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		filings := corpus()
		add(t, l, filings[:len(filings)-4], 9)
		queries := [][]string{{"killed", "country:MLI"}, {"killed", "country:NGA"}, {"bomb", "country:IRQ"}, {"killed", "killed:>=2"}, {"soldiers", "from:2000-01-01"}, {"bomb", "publisher:wire", "from:2000-01-01"},
			{"killed", "near:16.27,-0.04,60"}, {"police", "place:cali"}, {"nothing", "country:MLI"}, {"killed", "by:army"}, {"killed", "actor:governor", "from:2000-01-01"}, {"killed", "type:ASSAULT"}}
		fill := func() {
			t.Helper()
			if _, err := l.shelf(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		some := 0
		for _, more := range []bool{false, true} {
			if more {
				add(t, l, filings[len(filings)-4:], 9)
			}
			for _, query := range queries {
				for _, limit := range []int{1, 2, 50} {
					l.shelving.Lock()
					l.shelving.now = nil
					l.shelving.Unlock()
					want := foundIDs(t, l, limit, query...)
					fill()
					if got := foundIDs(t, l, limit, query...); !slices.Equal(got, want) {
						t.Errorf("%v, %d: %v, want %v", query, limit, got, want)
					}
					some += len(want)
				}
			}
		}
		if some < 30 {
			t.Errorf("%d reports are found in all", some)
		}
	})
}
