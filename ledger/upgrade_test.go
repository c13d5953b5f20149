package ledger

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"
)

// firstLedger makes a file as a program of the first schema left it. What it filed is told in testdata/first.jsonl; then ada judged.
func firstLedger(t *testing.T) (path string) {
	t.Helper()
	script, err := os.ReadFile(filepath.Join("testdata", "first.sql"))
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "first.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), string(script)); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// A ledger of the first schema opens with all that was filed in it: reports, records, judgements, names of incidents. What follows from these
// is derived by today's rules, and judgements hold.
func TestUpgradeFromFirstSchema(t *testing.T) {
	l := opened(t, firstLedger(t))
	checkUpgraded(t, l)
	// It stands on the other database too, and comes back from there.
	both(t, func(t *testing.T, to *Ledger) {
		if err := l.Copy(t.Context(), to, func(int) {}); err != nil {
			t.Fatal(err)
		}
		checkUpgraded(t, to)
		back := newSQLite(t)
		if err := to.Copy(t.Context(), back, func(int) {}); err != nil {
			t.Fatal(err)
		}
		if got, want := dump(t, back), dump(t, l); got != want {
			t.Errorf("the copy of the copy differs: %s", firstDifference(got, want))
		}
	})
}

func checkUpgraded(t *testing.T, l *Ledger) {
	t.Helper()
	for table, want := range map[string]int{"text": 5, "report": 6, "record": 6, "judgement": 7, "reading": 6} {
		got := 0
		if err := l.db.SQL.QueryRowContext(t.Context(), "SELECT count(*) FROM "+table).Scan(&got); err != nil || got != want {
			t.Errorf("%d rows of %s, want %d; %v", got, table, want, err)
		}
	}
	// ada's figure, the name that the incident had, and what she put together and told apart.
	x, err := l.Incident(t.Context(), "i326fd905ca32")
	if err != nil {
		t.Fatal(err)
	}
	if x.Killed == nil || *x.Killed != 8 {
		t.Errorf("killed %v, want the 8 that ada wrote", x.Killed)
	}
	of := incidentsOf(t, l)
	if of["ford-wire"] != of["ford-toll"] || of["ford-wire"] != of["ford-copy"] {
		t.Errorf("the ambush is no longer one incident: %v", of)
	}
	if of["ford-wire"] == of["market"] {
		t.Errorf("the ambush and the bomb are one incident: %v", of)
	}
	kinds := map[Kind]int{}
	if err := l.Judgements(t.Context(), func(j Judgement) error { kinds[j.Kind]++; return nil }); err != nil {
		t.Fatal(err)
	}
	for kind, want := range map[Kind]int{Edit: 1, Accept: 1, Different: 1, Note: 1, Reject: 1, Undo: 1, Same: 1} {
		if kinds[kind] != want {
			t.Errorf("%d judgements of kind %s, want %d", kinds[kind], kind, want)
		}
	}
	checked(t, l)
}
