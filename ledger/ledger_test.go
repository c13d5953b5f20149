package ledger

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/report"
)

// postgresVariable names a PostgreSQL server's address on which tests may make and drop databases' tables. .ci/run starts one.
const postgresVariable = "TOLLBOOK_TEST_POSTGRES"

// both runs a test on a new ledger of each kind.
func both(t *testing.T, test func(t *testing.T, l *Ledger)) {
	t.Run("sqlite", func(t *testing.T) { test(t, newSQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, newPostgres(t)) })
}

func newSQLite(t testing.TB) *Ledger {
	t.Helper()
	return opened(t, filepath.Join(t.TempDir(), "ledger.db"))
}

func newPostgres(t *testing.T) *Ledger {
	t.Helper()
	return opened(t, postgresAddress(t))
}

// postgresAddress gives the address of a schema of its own on the server for tests. It is dropped in the end.
func postgresAddress(t *testing.T) string {
	t.Helper()
	address := os.Getenv(postgresVariable)
	if address == "" {
		t.Skip(postgresVariable + " names no server")
	}
	schema := fmt.Sprintf("test_%d", rand.Uint64())
	address += separator(address) + "search_path=" + schema
	t.Cleanup(func() {
		server, err := Open(context.Background(), address)
		if err == nil {
			_, err = server.db.SQL.ExecContext(context.Background(), "DROP SCHEMA IF EXISTS "+schema+" CASCADE")
			_ = server.Close()
		}
		if err != nil {
			t.Error(err)
		}
	})
	return address
}

func separator(address string) string {
	if strings.Contains(address, "?") {
		return "&"
	}
	return "?"
}

func opened(t testing.TB, address string) *Ledger {
	t.Helper()
	l, err := Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

// corpus reads a few attacks as several papers tell them, once for all tests.
var corpus = func() func() []Filing {
	var filings []Filing
	return func() []Filing {
		if filings == nil {
			filings = readAll(attacks())
		}
		return filings
	}
}()

func attacks() []*report.Report {
	var out []*report.Report
	add := func(publisher, day, text string) {
		out = append(out, &report.Report{ID: fmt.Sprintf("r%02d", len(out)), Publisher: publisher, Published: day, Language: "en", Text: text, Title: "", FromJSON: true})
	}
	towns := []struct{ town, country, who, weapon string }{
		{"Gao", "Mali", "soldiers", "roadside bomb"}, {"Quetta", "Pakistan", "policemen", "car bomb"}, {"Mogadishu", "Somalia", "civilians", "suicide bomb"},
		{"Maiduguri", "Nigeria", "farmers", "land mine"}, {"Kirkuk", "Iraq", "guards", "grenade"}, {"Cali", "Colombia", "police officers", "motorcycle bomb"},
	}
	for i, x := range towns {
		n := 3 + 2*i
		add("Wire One", "2024-03-05", fmt.Sprintf("A %s killed %d %s near %s in %s on Monday, the governor said. The blast tore through a convoy on the road north of the town, witnesses said. No group claimed the attack.", x.weapon, n, x.who, x.town, x.country))
		add("Daily Two", "2024-03-05", fmt.Sprintf("A %s killed %d %s near %s in %s on Monday, the governor said. The blast tore through a convoy on the road north of the town, witnesses said. No group claimed the attack.", x.weapon, n, x.who, x.town, x.country))
		add("Post Three", "2024-03-06", fmt.Sprintf("The death toll from Monday's bombing near %s, %s, has risen to %d after two of the wounded %s died in hospital, officials said on Wednesday.", x.town, x.country, n+2, x.who))
		add("Herald Four", "2024-04-12", fmt.Sprintf("Gunmen shot dead a judge outside his home in %s, %s, on Friday, police said. The judge had received threats. The attackers fled on foot.", x.town, x.country))
	}
	return out
}

func readAll(reports []*report.Report) []Filing {
	var out []Filing
	for _, rep := range reports {
		out = append(out, Filing{rep, read.Read(rep, read.Options{})})
	}
	return out
}

func dump(t *testing.T, l *Ledger) string {
	t.Helper()
	var b bytes.Buffer
	if err := l.Dump(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func add(t testing.TB, l *Ledger, filings []Filing, batch int) {
	t.Helper()
	for some := range slices.Chunk(filings, batch) {
		if _, err := l.Add(t.Context(), some); err != nil {
			t.Fatal(err)
		}
	}
}

// The same reports give the same incidents in any order, any batches, on either database.
func TestOrderDoesNotMatter(t *testing.T) {
	first := newSQLite(t)
	add(t, first, corpus(), 1)
	want := dump(t, first)
	both(t, func(t *testing.T, _ *Ledger) {
		for seed := range uint64(4) {
			l := newSQLite(t)
			if strings.HasSuffix(t.Name(), "postgres") {
				l = newPostgres(t)
			}
			shuffled := slices.Clone(corpus())
			rng := rand.New(rand.NewPCG(seed, 1))
			rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
			add(t, l, shuffled, 1+rng.IntN(9))
			if got := dump(t, l); got != want {
				t.Errorf("order %d: other rows\n%s", seed, firstDifference(got, want))
			}
		}
	})
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d\n got %.300s\nwant %.300s", i, a[i], b[i])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(a), len(b))
}

// A bombing, its copy and its later toll are one incident; the shooting of a month later is another.
func TestIncidents(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, corpus(), 7)
		of := map[string]string{}
		err := l.Clusters(t.Context(), func(c Cluster) error {
			for _, r := range c.Reports {
				of[r] = c.Incident
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(corpus()); i += 4 {
			name := func(k int) string { return of[fmt.Sprintf("r%02d", i+k)] }
			if name(0) == "" || name(0) != name(1) || name(0) != name(2) {
				t.Errorf("attack %d: the bombing is told under %q, %q and %q", i/4, name(0), name(1), name(2))
			}
			if name(0) == name(3) {
				t.Errorf("attack %d: bombing and shooting are one incident", i/4)
			}
		}
	})
}

// A report is filed once; the same text by another publisher is a copy.
func TestFiledOnce(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, corpus(), 8)
		before := dump(t, l)
		fresh, err := l.Add(t.Context(), corpus())
		if err != nil {
			t.Fatal(err)
		}
		if slices.Contains(fresh, true) {
			t.Error("a report was filed twice")
		}
		if dump(t, l) != before {
			t.Error("filing again changed derived rows")
		}
		s, err := l.Stats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if s.Reports != 24 || s.Texts != 18 {
			t.Errorf("%d reports and %d texts, want 24 and 18", s.Reports, s.Texts)
		}
	})
}

// What is copied to the other database and back derives to the same rows.
func TestCopyAndCheck(t *testing.T) {
	both(t, func(t *testing.T, to *Ledger) {
		from := newSQLite(t)
		add(t, from, corpus(), 5)
		if err := from.Copy(t.Context(), to, func(int) {}); err != nil {
			t.Fatal(err)
		}
		if got, want := dump(t, to), dump(t, from); got != want {
			t.Errorf("the copy differs: %s", firstDifference(got, want))
		}
		faults, err := to.Check(t.Context(), 10, func(int) {})
		if err != nil || len(faults) > 0 {
			t.Errorf("check: %v, %v", faults, err)
		}
		if _, err := to.db.SQL.ExecContext(context.Background(), "UPDATE incident SET reports = reports + 1"); err != nil {
			t.Fatal(err)
		}
		if faults, err = to.Check(t.Context(), 10, func(int) {}); err != nil || len(faults) == 0 {
			t.Errorf("a changed row was not noticed: %v", err)
		}
	})
}

func TestSearch(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, corpus(), 9)
		for _, c := range []struct {
			query []string
			want  int
		}{
			{nil, 12}, {[]string{"country:MLI", "from:2024-03-01", "to:2024-03-31"}, 1}, {[]string{"judge"}, 6}, {[]string{"killed:>=9"}, 4},
			{[]string{"place:quet", "mode:shooting"}, 1}, {[]string{"motorcycle bomb", "country:COL"}, 1},
		} {
			q, err := ParseQuery(c.query)
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			if err := l.Incidents(t.Context(), q, 0, func(Summary) error { n++; return nil }); err != nil {
				t.Fatal(err)
			}
			if n != c.want {
				t.Errorf("%v: %d incidents, want %d", c.query, n, c.want)
			}
		}
	})
}

// anchor gives what a judgement on the main event of a report is anchored to.
func anchor(t *testing.T, f Filing) Anchor {
	t.Helper()
	for _, e := range f.Record.Events {
		if e.Main {
			return Anchor{SHA256: f.Report.SHA256(), Start: e.Trigger.Start, End: e.Trigger.End, In: e.Trigger.In, Of: "event"}
		}
	}
	t.Fatalf("report %s has no main event", f.Report.ID)
	return Anchor{}
}

func incidentsOf(t *testing.T, l *Ledger) map[string]string {
	t.Helper()
	of := map[string]string{}
	err := l.Clusters(t.Context(), func(c Cluster) error {
		for _, r := range c.Reports {
			of[r] = c.Incident
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return of
}

// What a person says of two reports goes before any score, survives whatever is filed later, and can be undone.
func TestJudgedPairs(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		reports := readAll(attacks()) // judgements change records: not the shared ones
		add(t, l, reports[:20], 5)
		before := dump(t, l)
		same := Judgement{Author: "ada", Kind: Same, Target: []Anchor{anchor(t, reports[0]), anchor(t, reports[3])}, Reason: "a test"}
		if err := l.Judge(t.Context(), &same); err != nil {
			t.Fatal(err)
		}
		if of := incidentsOf(t, l); of["r00"] != of["r03"] {
			t.Error("what was called the same is apart")
		}
		different := Judgement{Author: "ada", Kind: Different, Target: []Anchor{anchor(t, reports[4]), anchor(t, reports[6])}, Reason: "a test"}
		if err := l.Judge(t.Context(), &different); err != nil {
			t.Fatal(err)
		}
		if of := incidentsOf(t, l); of["r04"] == of["r06"] {
			t.Error("what was called different is one")
		}
		if faults, err := l.Check(t.Context(), 5, func(int) {}); err != nil || len(faults) > 0 {
			t.Errorf("check: %v, %v", faults, err)
		}
		for _, id := range []string{same.ID, different.ID} {
			if err := l.Judge(t.Context(), &Judgement{Author: "ada", Kind: Undo, Undoes: id}); err != nil {
				t.Fatal(err)
			}
		}
		if got := dump(t, l); got != before {
			t.Errorf("undone, but not as before: %s", firstDifference(got, before))
		}
	})
}

// An edited figure is what the incident counts, and comes back when the edit is undone.
func TestEdit(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		reports := readAll(attacks()[3:4])
		rec := reports[0].Record
		add(t, l, reports, 1)
		before := dump(t, l)
		if len(rec.Counts) == 0 {
			t.Fatal("no count to edit")
		}
		c := rec.Counts[0]
		edit := Judgement{Author: "ada", Kind: Edit, Field: "best", Value: []byte("7"), Reason: "a test",
			Target: []Anchor{{SHA256: reports[0].Report.SHA256(), Start: c.Start, End: c.End, Of: "count"}}}
		if err := l.Judge(t.Context(), &edit); err != nil {
			t.Fatal(err)
		}
		q, _ := ParseQuery([]string{"killed:7"})
		n := 0
		if err := l.Incidents(t.Context(), q, 0, func(Summary) error { n++; return nil }); err != nil || n != 1 {
			t.Errorf("%d incidents with the edited figure, want 1 (%v)", n, err)
		}
		if err := l.Judge(t.Context(), &Judgement{Author: "ada", Kind: Undo, Undoes: edit.ID}); err != nil {
			t.Fatal(err)
		}
		if got := dump(t, l); got != before {
			t.Errorf("undone, but not as before: %s", firstDifference(got, before))
		}
		for _, bad := range []Judgement{
			{Author: "ada", Kind: Edit, Field: "colour", Value: []byte("7"), Target: edit.Target},
			{Author: "ada", Kind: Edit, Field: "best", Value: []byte(`"many"`), Target: edit.Target},
			{Author: "ada", Kind: "guess", Target: edit.Target}, {Kind: Note, Target: edit.Target}, {Author: "ada", Kind: Undo, Undoes: "j0"},
		} {
			if err := l.Judge(t.Context(), &bad); err == nil {
				t.Errorf("%+v was filed", bad)
			}
		}
	})
}

// A new reading is kept beside the old one, judgements hold on, and what changed is told.
func TestReread(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		given := attacks()[:8]
		given[7].ID = "" // is called by its text
		old := readAll(given)
		for i := range old {
			old[i].Record.Coder.Version = "0.0"
		}
		rec := old[0].Record
		if len(rec.Counts) == 0 {
			t.Fatal("no count")
		}
		rec.Counts[0].Best, rec.Counts[0].Category = nil, "unknown" // what the old version read wrongly
		add(t, l, old, 3)
		c := rec.Counts[0]
		edit := Judgement{Author: "ada", Kind: Edit, Field: "best", Value: []byte("41"),
			Target: []Anchor{{SHA256: old[0].Report.SHA256(), Start: c.Start, End: c.End, Of: "count"}}}
		if err := l.Judge(t.Context(), &edit); err != nil {
			t.Fatal(err)
		}
		coder := CoderOf(readAll(attacks()[:1])[0].Record)
		reports, err := l.Outdated(t.Context(), coder, "", 100)
		if err != nil || len(reports) != 8 {
			t.Fatalf("%d reports are outdated, want 8 (%v)", len(reports), err)
		}
		changes, err := l.Reread(t.Context(), readAll(reports))
		if err != nil {
			t.Fatal(err)
		}
		altered := 0
		for _, c := range changes {
			altered += len(c.Altered)
			// The figure is read as neither before nor as it was edited.
			if len(c.Gained)+len(c.Lost) > 0 || len(c.Conflicts) > 0 && c.Conflicts[0].What != "best is read as 3, and was decided to be 41" {
				t.Errorf("report %s: %+v", c.Report, c)
			}
		}
		if altered == 0 {
			t.Error("nothing was altered")
		}
		q, _ := ParseQuery([]string{"killed:41"})
		n := 0
		if err := l.Incidents(t.Context(), q, 0, func(Summary) error { n++; return nil }); err != nil || n != 1 {
			t.Errorf("%d incidents with the edited figure after rereading, want 1 (%v)", n, err)
		}
		if reports, err = l.Outdated(t.Context(), coder, "", 100); err != nil || len(reports) != 0 {
			t.Errorf("%d reports are still outdated (%v)", len(reports), err)
		}
	})
}
