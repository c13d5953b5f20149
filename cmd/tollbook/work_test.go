package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/ledger/scale"
	"github.com/tollbook/tollbook/work"
)

// workReports is a variable that makes the test of worker processes one of so many reports.
const workReports = "TOLLBOOK_TEST_WORK"

// shortReports writes a file of made-up reports, of a sentence or two each.
func shortReports(t *testing.T, n int) string {
	t.Helper()
	var b bytes.Buffer
	m := scale.New(11)
	for range n {
		made := m.Next()
		if sentences := strings.SplitAfterN(made.Report.Text, ". ", 3); len(sentences) == 3 {
			made.Report.Text = strings.TrimSpace(sentences[0] + sentences[1])
		}
		b.Write(append(made.JSON(), '\n'))
	}
	path := filepath.Join(t.TempDir(), "reports.jsonl")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// ran runs the command to its end.
func ran(t *testing.T, args ...string) string {
	t.Helper()
	out, err := command(t, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("tollbook %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// A schema of its own on the tests' server.
func schemaAddress(t *testing.T) (address string, server *sql.DB) {
	t.Helper()
	address = os.Getenv("TOLLBOOK_TEST_POSTGRES")
	if address == "" {
		t.Skip("TOLLBOOK_TEST_POSTGRES names no server")
	}
	server, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	schema := fmt.Sprintf("processes_%d_%d", os.Getpid(), time.Now().UnixNano())
	t.Cleanup(func() {
		_, _ = server.ExecContext(context.Background(), "DROP SCHEMA IF EXISTS "+schema+" CASCADE")
		_ = server.Close()
	})
	separator := "?"
	if strings.Contains(address, "?") {
		separator = "&"
	}
	return address + separator + "search_path=" + schema, server
}

// A supervisor starts workers again that have ended, until nothing is left to do.
type supervisor struct {
	t       *testing.T
	address string
	over    context.Context
	mu      sync.Mutex
	running map[int]*exec.Cmd
	starts  int
}

func (s *supervisor) start(slot int) {
	for s.over.Err() == nil {
		cmd := command(s.t, "work", "--db", s.address, "--once", "--concurrency", "1", "--silence", "3s", "--retry-after", "200ms")
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &out
		if err := cmd.Start(); err != nil {
			s.t.Error(err)
			return
		}
		s.mu.Lock()
		s.running[slot] = cmd
		s.starts++
		s.mu.Unlock()
		err := cmd.Wait()
		if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); err != nil && ok && !status.Signaled() {
			// As while the database is away.
			if !strings.Contains(out.String(), "error") {
				s.t.Errorf("%v: %s", err, out.String())
			}
			time.Sleep(200 * time.Millisecond)
		}
	}
}

func (s *supervisor) kill(slot int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if cmd := s.running[slot]; cmd != nil {
		_ = cmd.Process.Kill()
	}
}

// left gives how many jobs there are to do, and how many were done of each stage; and fails where some are dead.
func left(t *testing.T, q *work.Queue) (n int, done map[string]int, err error) {
	t.Helper()
	counts, err := q.Counts(t.Context())
	done = map[string]int{}
	for _, c := range counts {
		n += c.Waits + c.Hand + c.Again
		done[c.Stage] = c.Done
		if c.Dead > 0 {
			_ = q.Dead(t.Context(), func(j work.Job) error { t.Logf("%+v", j); return nil })
			t.Fatalf("%d jobs are dead", c.Dead)
		}
	}
	return n, done, err
}

// Four worker processes share the reports of a ledger on PostgreSQL, while they are killed and started again at random and the server is restarted once:
// each report is read and filed once, none is lost, and the ledger is that of one process without a queue.
func TestWorkerProcesses(t *testing.T) {
	const workers = 4
	n := 200
	if testing.Short() {
		n = 60
	}
	if many := os.Getenv(workReports); many != "" {
		var err error
		if n, err = strconv.Atoi(many); err != nil {
			t.Fatal(err)
		}
	}
	address, server := schemaAddress(t)
	file := shortReports(t, n)
	alone := filepath.Join(t.TempDir(), "alone.db")
	ran(t, "add", "--db", alone, file)
	if said, want := ran(t, "work", "add", "--db", address, file), fmt.Sprintf("%d put in the queue", n); !strings.Contains(said, want) {
		t.Fatal(said)
	}
	l, err := ledger.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	q, err := work.Open(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	over, end := context.WithCancel(t.Context())
	s := &supervisor{t: t, address: address, over: over, running: map[int]*exec.Cmd{}}
	var all sync.WaitGroup
	for slot := range workers {
		all.Go(func() { s.start(slot) })
	}
	kills, restarted := disturb(t, s, q, server, n, workers)
	end()
	all.Wait()
	_, done, err := left(t, q)
	t.Logf("%d reports, %d processes, of which %d were killed; the server was restarted: %v; done %v", n, s.starts, kills, restarted, done)
	if err != nil || done["read"] != n || done["link"] != n {
		t.Errorf("%v, %v", done, err)
	}
	if got, want := dumped(t, address), dumped(t, alone); got != want {
		t.Errorf("the ledger is not that of one process without a queue: %d bytes, and not %d", len(got), len(want))
	}
	ran(t, "db", "check", "--db", address)
}

// disturb kills workers until there is nothing left to do, and restarts the server once.
func disturb(t *testing.T, s *supervisor, q *work.Queue, server *sql.DB, n, workers int) (kills int, restarted bool) {
	t.Helper()
	rng := rand.New(rand.NewPCG(5, 5))
	most := max(8, min(n/20, 200)) // so that it comes to an end
	until := time.Now().Add(5*time.Minute + time.Duration(n)*500*time.Millisecond)
	for time.Now().Before(until) {
		time.Sleep(time.Duration(500+rng.IntN(2500)) * time.Millisecond)
		jobs, done, err := left(t, q)
		switch {
		case err != nil: // the server is coming up
		case jobs == 0:
			return kills, restarted
		case done["link"] > n/3 && !restarted && os.Getenv("TOLLBOOK_TEST_POSTGRES_RESTARTS") != "":
			restart(t, server)
			restarted = true
		case kills < most:
			s.kill(rng.IntN(workers))
			kills++
		}
	}
	t.Fatal("not done in time")
	return kills, restarted
}

// restart ends the server, which comes up again by itself.
func restart(t *testing.T, server *sql.DB) {
	t.Helper()
	var file string
	if err := server.QueryRowContext(t.Context(), "SELECT pg_read_file('postmaster.pid')").Scan(&file); err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.SplitN(file, "\n", 2)[0])
	if err == nil {
		err = syscall.Kill(pid, syscall.SIGINT) // at once, whoever is connected
	}
	if err != nil {
		t.Fatal(err)
	}
}

// dumped gives what a ledger has derived.
func dumped(t *testing.T, address string) string {
	t.Helper()
	l, err := ledger.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	var b bytes.Buffer
	if err := l.Dump(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// An interrupt ends a worker that gives back what it has in hand.
func TestWorkInterrupt(t *testing.T) {
	db, file := filepath.Join(t.TempDir(), "ledger.db"), shortReports(t, 200)
	ran(t, "work", "add", "--db", db, file)
	cmd := command(t, "work", "--db", db, "--concurrency", "1")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 600 {
		if !strings.Contains(ran(t, "work", "list", "--db", db), "\nread     200") {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	_ = cmd.Process.Signal(syscall.SIGINT)
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitInterrupted {
		t.Errorf("exit status %d", code)
	}
	said := ran(t, "work", "list", "--db", db, "--format", "json")
	if strings.Count(said, `"in_hand":0`) != 4 || strings.Contains(said, "concurrency") {
		t.Error(said)
	}
}
