// Command work measures what a second process adds: it puts made-up reports in the queue of a new ledger, lets one process and then two of
// "tollbook work --concurrency 1" read and file them, and compares the rates. The machine should have nothing else to do.
package main

import (
	"bytes"
	"context"
	"database/sql"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the drivers
	_ "modernc.org/sqlite"

	"github.com/tollbook/tollbook/ledger/scale"
)

func main() {
	address := flag.String("db", os.Getenv("TOLLBOOK_TEST_POSTGRES"), "a PostgreSQL server, on which a schema is made for each run and removed; a file for SQLite is made in a temporary folder where this is empty")
	reports := flag.Int("reports", 400, "reports in each run")
	long := flag.Int("words", 400, "least words of a report: so many made-up ones are put together")
	turns := flag.Int("turns", 2, "how often each number of processes is measured, turn by turn")
	flag.Parse()
	if err := run(*address, *reports, *long, *turns); err != nil {
		fmt.Fprintln(os.Stderr, "work:", err)
		os.Exit(1)
	}
}

// A measured is what some processes have done.
type measured struct {
	reports          float64
	clock, processor time.Duration
	database         time.Duration // processor time of the server, where it runs on this machine
}

func run(address string, reports, long, turns int) error {
	ctx := context.Background()
	folder, err := os.MkdirTemp("", "tollbook-work-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	program, lines := filepath.Join(folder, "tollbook"), filepath.Join(folder, "reports.jsonl")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", program, "github.com/tollbook/tollbook/cmd/tollbook").CombinedOutput(); err != nil {
		return fmt.Errorf("building tollbook: %w\n%s", err, out)
	}
	words, err := writeReports(lines, reports, long)
	if err != nil {
		return err
	}
	fmt.Printf("%d reports of %d words, by processes of one processor each:\n\n| processes | clock time a report, ms | processor time of the processes a report, ms | of the database, ms | reports a second |\n|---|---|---|---|---|\n",
		reports, words/reports)
	rates := map[int]float64{}
	for turn := range turns {
		for _, processes := range []int{1 + turn%2, 2 - turn%2} {
			m, err := measure(ctx, address, folder, program, lines, reports, processes)
			if err != nil {
				return err
			}
			rate := m.reports / m.clock.Seconds()
			fmt.Printf("| %d | %.1f | %.1f | %.1f | %.2f |\n", processes, 1000*m.clock.Seconds()/m.reports, 1000*m.processor.Seconds()/float64(reports),
				1000*m.database.Seconds()/float64(reports), rate)
			rates[processes] += rate
		}
	}
	fmt.Printf("\ntwo processes do %.2f times what one does\n", rates[2]/rates[1])
	return nil
}

// writeReports writes reports of at least so many words, and gives how many words they have together.
func writeReports(path string, n, long int) (words int, err error) {
	var b bytes.Buffer
	m := scale.New(3)
	for range n {
		made := m.Next()
		for len(strings.Fields(made.Report.Text)) < long {
			made.Report.Text += "\n\n" + m.Next().Report.Text
		}
		words += len(strings.Fields(made.Report.Text))
		b.Write(append(made.JSON(), '\n'))
	}
	return words, os.WriteFile(path, b.Bytes(), 0o600)
}

// measure lets some processes work off a new queue. What is measured is the middle: from a tenth to nine tenths of the reports.
func measure(ctx context.Context, server, folder, program, lines string, reports, processes int) (m measured, err error) {
	address, kind := filepath.Join(folder, fmt.Sprintf("%d.db", time.Now().UnixNano())), "sqlite"
	if server != "" {
		schema := fmt.Sprintf("measured_%d", time.Now().UnixNano())
		separator := "?"
		if strings.Contains(server, "?") {
			separator = "&"
		}
		address, kind = server+separator+"search_path="+schema, "pgx"
		defer func() {
			if db, e := sql.Open("pgx", server); e == nil {
				_, _ = db.ExecContext(ctx, "DROP SCHEMA IF EXISTS "+schema+" CASCADE")
				_ = db.Close()
			}
		}()
	}
	if out, err := exec.CommandContext(ctx, program, "work", "add", "--db", address, lines).CombinedOutput(); err != nil {
		return m, fmt.Errorf("tollbook work add: %w\n%s", err, out)
	}
	db, err := sql.Open(kind, address)
	if err != nil {
		return m, err
	}
	defer func() { _ = db.Close() }()
	before := serverTime(ctx, db)
	defer func() { m.database = serverTime(ctx, db) - before }()
	failed := make(chan error, processes)
	var all sync.WaitGroup
	var mu sync.Mutex
	for range processes {
		all.Go(func() {
			cmd := exec.CommandContext(ctx, program, "work", "--db", address, "--once", "--concurrency", "1")
			out, err := cmd.CombinedOutput()
			if err != nil {
				failed <- fmt.Errorf("tollbook work: %w\n%s", err, out)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			m.processor += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		})
	}
	ended := make(chan struct{})
	go func() { all.Wait(); close(ended) }()
	var first, last time.Time
	var from, to int
	for ticker := time.NewTicker(250 * time.Millisecond); ; {
		select {
		case err := <-failed:
			return m, err
		case <-ended:
			m.reports, m.clock = float64(to-from), last.Sub(first)
			return m, nil
		case <-ticker.C:
		}
		// Readings, and not filings, since many reports are filed at once.
		var n int
		if err := db.QueryRowContext(ctx, "SELECT count(*) FROM river_job WHERE kind = 'read' AND state = 'completed'").Scan(&n); err != nil {
			return m, err
		}
		if n >= reports/10 && first.IsZero() {
			first, from = time.Now(), n
		}
		if n <= reports*9/10 && n > to {
			last, to = time.Now(), n
		}
	}
}

// serverTime gives the processor time that a PostgreSQL server on this machine and its processes have used; 0 where it cannot be told.
func serverTime(ctx context.Context, db *sql.DB) (sum time.Duration) {
	var file string
	if db.QueryRowContext(ctx, "SELECT pg_read_file('postmaster.pid')").Scan(&file) != nil {
		return 0
	}
	server, _, _ := strings.Cut(file, "\n")
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		data, err := os.ReadFile(path)
		at := strings.LastIndexByte(string(data), ')')
		if err != nil || at < 0 {
			continue
		}
		f := strings.Fields(string(data[at+1:])) // from the third on: state, parent, …
		if len(f) < 15 || f[1] != server && filepath.Base(filepath.Dir(path)) != server {
			continue
		}
		for i, field := range f[11:15] { // its own time and that of its children that ended, in hundredths of a second
			if i < 2 || f[1] != server {
				n, _ := strconv.Atoi(field)
				sum += time.Duration(n) * 10 * time.Millisecond
			}
		}
	}
	return sum
}
