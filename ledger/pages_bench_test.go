package ledger

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// filedVariable says how many reports benchmarks file.
const filedVariable = "TOLLBOOK_BENCH_REPORTS"

func benchReports(otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(filedVariable)); err == nil {
		return n
	}
	return otherwise
}

// BenchmarkAdd files reports a hundred at a time.
func BenchmarkAdd(b *testing.B) {
	filings := madeUp(benchReports(2_000))
	for b.Loop() {
		l := newSQLite(b)
		start := time.Now()
		add(b, l, filings, 100)
		b.ReportMetric(float64(time.Since(start).Microseconds())/float64(len(filings)), "µs/report")
	}
}

// speaking gives each of some made-up records a few statements by its actors.
func speaking(filings []Filing) []Filing {
	acts := []record.Act{record.Inform, "accuse", "deny", "condemn", "threaten"}
	for n := range filings {
		rec := filings[n].Record
		for i := range 2 * len(rec.Actors) {
			a, about := &rec.Actors[i%len(rec.Actors)], rec.Actors[(i+1)%len(rec.Actors)].ID
			rec.Statements = append(rec.Statements, record.Statement{ID: fmt.Sprintf("s%d", i+1), Span: record.Span(a.Mentions[0]), Speaker: record.Nullable(a.ID),
				About: record.Nullable(about), Act: acts[(n+i)%len(acts)], Event: "e1"})
		}
	}
	return filings
}

// benchLedger gives a ledger with many reports. It is kept where the variable names a file.
func benchLedger(b *testing.B) *Ledger {
	path := os.Getenv("TOLLBOOK_BENCH_LEDGER")
	if path == "" {
		path = filepath.Join(b.TempDir(), "ledger.db")
	}
	l := opened(b, path)
	if s, err := l.Stats(b.Context()); err != nil || s.Reports == 0 {
		add(b, l, speaking(madeUp(benchReports(10_000))), 200)
	}
	return l
}

// BenchmarkPages measures what pages ask for: first after a change, when nothing is remembered, and then again.
func BenchmarkPages(b *testing.B) {
	l := benchLedger(b)
	ctx := context.Background()
	search := func(line string) Query { return parsed(b, line) }
	start := time.Now()
	s, err := l.shelf(ctx)
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d incidents read in %v", len(s.entries), time.Since(start))
	report, actor := "made-up-000500", s.entries[0].Parties[0].Key
	asks := []struct {
		name string
		ask  func() error
	}{
		{"generation", func() error { _, err := l.Generation(ctx); return err }},
		{"overview", func() error { _, err := l.Overview(ctx, Query{}, policy.ACLED, Month); return err }},
		{"overview-weeks-of-a-country", func() error {
			_, err := l.Overview(ctx, search("country:"+s.entries[0].Country), policy.UCDP, Week)
			return err
		}},
		{"incidents", func() error { _, err := l.IncidentsPage(ctx, Query{}, policy.ACLED, ByDay, Page{}); return err }},
		{"incidents-most-killed", func() error {
			_, err := l.IncidentsPage(ctx, search("type:ASSAULT killed:>2"), policy.ACLED, ByKilled, Page{})
			return err
		}},
		{"incidents-with-words", func() error {
			_, err := l.IncidentsPage(ctx, search("hospital"), policy.ACLED, ByDay, Page{})
			return err
		}},
		{"points", func() error { return l.Points(ctx, Query{}, policy.ACLED, func(*Point) error { return nil }) }},
		{"statements", func() error { _, err := l.Statements(ctx, Query{}, Page{}); return err }},
		{"statements-of-an-act", func() error { _, err := l.Statements(ctx, search("act:deny from:2015-01-10"), Page{}); return err }},
		{"speakers", func() error { _, err := l.Speakers(ctx, Query{}, Page{}); return err }},
		{"actors", func() error { _, err := l.Actors(ctx, Query{}, "", Page{}); return err }},
		{"actor", func() error { _, err := l.Actor(ctx, actor, Query{}, policy.ACLED); return err }},
		{"graph", func() error { _, err := l.ActorGraph(ctx, Query{}, policy.ACLED, 0); return err }},
		{"publishers", func() error { _, err := l.Publishers(ctx); return err }},
		{"wires", func() error { _, err := l.WireFamilies(ctx); return err }},
		{"report", func() error { _, err := l.Report(ctx, report, policy.ACLED); return err }},
		{"incident", func() error { _, err := l.Incident(ctx, s.entries[len(s.entries)/2].ID); return err }},
		{"suggest", func() error { _, err := l.Suggest(ctx, "ka"); return err }},
		{"stats", func() error { _, err := l.Stats(ctx); return err }},
	}
	for _, x := range asks {
		b.Run(x.name+"/first", func(b *testing.B) {
			for b.Loop() {
				l.shelving.now = &shelf{generation: s.generation, entries: s.entries, byID: s.byID}
				if err := x.ask(); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(x.name+"/again", func(b *testing.B) {
			for b.Loop() {
				if err := x.ask(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
