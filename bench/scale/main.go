// Command scale measures a ledger: how long it takes to file and link reports that are made up, as the ledger grows, how fast searches are, and how the
// rate of adding compares with that of reading.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strconv"
	"strings"
	"time"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/ledger/scale"
)

func main() {
	sizes := flag.String("reports", "1000,10000", "sizes of the ledger at which it is measured, rising")
	address := flag.String("db", "", "an empty ledger (default: a file in a temporary folder)")
	batch := flag.Int("batch", 256, "reports filed at once")
	reading := flag.Int("read", 6000, "reports more that are really read, and added, by the commands, to compare their rates; the ledger is filled with ready-made records")
	seed := flag.Uint64("seed", 1, "of the made-up reports")
	searching := flag.Bool("searches", true, "time searches with every kind of filter at the end")
	profile := flag.String("cpuprofile", "", "a file for a profile of filing and linking")
	flag.Parse()
	if err := run(*sizes, *address, *batch, *reading, *seed, *searching, *profile); err != nil {
		fmt.Fprintln(os.Stderr, "scale:", err)
		os.Exit(1)
	}
}

func run(sizes, address string, batch, reading int, seed uint64, searching bool, profile string) error {
	ctx := context.Background()
	if address == "" {
		folder, err := os.MkdirTemp("", "tollbook-scale-")
		if err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(folder) }()
		address = filepath.Join(folder, "ledger.db")
	}
	l, err := ledger.Open(ctx, address)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	if profile != "" {
		f, err := os.Create(profile)
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	fmt.Println("| reports | incidents | largest component | filing and linking, ms a report | processor time, ms a report | of the time linking | last 1,000 reports, ms | their processor time, ms | resident, MB | file, MB | incidents: rare words, ms | frequent word, ms | country and days, ms | reports: rare words, ms | frequent word, ms | country and word, ms | one incident, ms |")
	fmt.Println("|" + strings.Repeat("---|", 17))
	f := filler{ledger: l, maker: scale.New(seed), batch: batch}
	if err := f.skip(ctx); err != nil {
		return err
	}
	for field := range strings.SplitSeq(sizes, ",") {
		n, err := strconv.Atoi(field)
		if err != nil {
			return err
		}
		if err := f.fill(ctx, n); err != nil {
			return err
		}
		if err := f.row(ctx, address); err != nil {
			return err
		}
	}
	if searching {
		if err := searchTable(ctx, l); err != nil {
			return err
		}
	}
	if reading > 0 {
		return compareCommands(ctx, address, f.maker, reading, f.filed)
	}
	return nil
}

// A filler adds made-up reports and keeps the time.
type filler struct {
	ledger     *ledger.Ledger
	maker      *scale.Maker
	batch      int
	there      int // reports from the start
	filed      int
	spent      time.Duration
	worked     time.Duration // of processors
	last       time.Duration // of the last thousand
	lastWorked time.Duration
}

// skip goes on where a ledger that was filled earlier stands.
func (f *filler) skip(ctx context.Context) error {
	s, err := f.ledger.Stats(ctx)
	if err != nil {
		return err
	}
	for range s.Reports {
		f.maker.Next()
	}
	f.there, f.filed = s.Reports, s.Reports
	return nil
}

// fill adds reports until so many are there. Making them up does not count.
func (f *filler) fill(ctx context.Context, n int) error {
	for f.filed < n {
		batch := make([]ledger.Filing, 0, f.batch)
		for len(batch) < min(f.batch, n-f.filed) {
			made := f.maker.Next()
			batch = append(batch, ledger.Filing{Report: made.Report, Record: made.Record})
		}
		if n-f.filed <= 1000 && f.last == 0 {
			f.last, f.lastWorked = -f.spent, -f.worked
		}
		start, worked := time.Now(), processor()
		if _, err := f.ledger.Add(ctx, batch); err != nil {
			return err
		}
		f.spent += time.Since(start)
		f.worked += processor() - worked
		f.filed += len(batch)
	}
	f.last, f.lastWorked = f.last+f.spent, f.lastWorked+f.worked
	return nil
}

// mostResident is how many MB filing may take.
const mostResident = 1000

// shown is how many of what a search finds are asked for.
const shown = 50

// row prints what was measured at this size.
func (f *filler) row(ctx context.Context, address string) error {
	s, err := f.ledger.Stats(ctx)
	if err != nil {
		return err
	}
	per := func(d time.Duration, n int) float64 { return d.Seconds() * 1000 / float64(n) }
	here := max(f.filed-f.there, 1)
	fmt.Printf("| %d | %d | %d | %.2f | %.2f | %.0f %% | %.2f | %.2f | %d | %s", s.Reports, s.Incidents, s.LargestComponent, per(f.spent, here), per(f.worked, here),
		100*f.ledger.Linking().Seconds()/max(f.spent.Seconds(), 1e-9), per(f.last, min(here, 1000)), per(f.lastWorked, min(here, 1000)), resident(), fileSize(address))
	f.last, f.lastWorked = 0, 0
	if resident() > mostResident {
		return fmt.Errorf("filing took %d MB, more than %d", resident(), mostResident)
	}
	some := ""
	searches := []struct {
		reports bool
		query   []string
	}{
		{false, []string{"condolences", "fishermen", "mosque"}}, {false, []string{"killed"}}, {false, []string{"country:MLI", "from:2015-01-10", "to:2015-01-20"}},
		{true, []string{"condolences", "fishermen", "mosque"}}, {true, []string{"killed"}}, {true, []string{"wounded", "country:MLI"}},
	}
	for _, search := range searches {
		q, err := ledger.ParseQuery(search.query)
		if err != nil {
			return err
		}
		took, err := quickest(7, func() error {
			if search.reports {
				return f.ledger.Reports(ctx, q, shown, func(ledger.Found) error { return nil })
			}
			return f.ledger.Incidents(ctx, q, shown, func(x ledger.Summary) error { some = x.ID; return nil })
		})
		if err != nil {
			return err
		}
		fmt.Printf(" | %.1f", took.Seconds()*1000)
	}
	took, err := quickest(7, func() error { _, err := f.ledger.Incident(ctx, some); return err })
	fmt.Printf(" | %.1f |\n", took.Seconds()*1000)
	return err
}

// quickest gives the least time of a few tries: of processors, if it is known, since others may be using them.
func quickest(tries int, work func() error) (time.Duration, error) {
	best := time.Hour
	for range tries {
		start, worked := time.Now(), processor()
		if err := work(); err != nil {
			return 0, err
		}
		took := time.Since(start)
		if worked = processor() - worked; worked > 0 {
			took = worked
		}
		best = min(best, took)
	}
	return best, nil
}

// resident gives the most memory that the program held, in MB, where the system tells; else what Go holds now.
func resident() int {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		if field := strings.Fields(line); field[0] == "VmHWM:" {
			kb, _ := strconv.Atoi(field[1])
			return kb / 1000
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.Sys / 1_000_000)
}

func fileSize(address string) string {
	info, err := os.Stat(address)
	if err != nil {
		return "–"
	}
	return strconv.FormatInt(info.Size()/1_000_000, 10)
}
