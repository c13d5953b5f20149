package ledger

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tollbook/tollbook/ledger/scale"
)

// Variables that make this test binary a program that files made-up reports, to be killed by a test.
const (
	fillVariable = "TOLLBOOK_TEST_FILL" // the ledger
	seedVariable = "TOLLBOOK_TEST_SEED" // of the order
	sizeVariable = "TOLLBOOK_TEST_SIZE" // how many there are
	fillBatch    = 3
)

func TestMain(m *testing.M) {
	if address := os.Getenv(fillVariable); address != "" {
		if err := fillAndTell(address); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// fillAndTell files made-up reports that are not there yet, in an order of its own, as the command add does, and tells the ids of each batch
// once it is filed.
func fillAndTell(address string) error {
	seed, _ := strconv.ParseUint(os.Getenv(seedVariable), 10, 64)
	size, _ := strconv.Atoi(os.Getenv(sizeVariable))
	ctx := context.Background()
	l, err := Open(ctx, address)
	if err != nil {
		return err
	}
	var missing []Filing
	for _, f := range madeUp(size) {
		known, err := l.Has(ctx, Key(f.Report), CoderOf(f.Record))
		if err != nil {
			return err
		}
		if !known {
			missing = append(missing, f)
		}
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	rng.Shuffle(len(missing), func(i, j int) { missing[i], missing[j] = missing[j], missing[i] })
	for batch := range slices.Chunk(missing, fillBatch) {
		if _, err := l.Add(ctx, batch); err != nil {
			return err
		}
		for _, f := range batch {
			fmt.Println(f.Report.ID)
		}
	}
	return l.Close()
}

// madeUp gives made-up reports with their records, the same ones each time.
func madeUp(n int) []Filing {
	m := scale.New(7)
	out := make([]Filing, n)
	for i := range out {
		made := m.Next()
		out[i] = Filing{made.Report, made.Record}
	}
	return out
}

// filler gives a process that fills a ledger.
func filler(t *testing.T, address string, seed uint64, size int) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Stderr = os.Stderr
	cmd.Env = append(os.Environ(), fillVariable+"="+address, fmt.Sprintf("%s=%d", seedVariable, seed), fmt.Sprintf("%s=%d", sizeVariable, size))
	return cmd
}

// addresses runs a test on the address of a new ledger of each kind.
func addresses(t *testing.T, test func(t *testing.T, address string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "ledger.db")) })
	t.Run("postgres", func(t *testing.T) { test(t, postgresAddress(t)) })
}

// A program that is killed at any moment loses no report that it said to have filed, files none twice, and leaves nothing half done.
func TestKilledWriters(t *testing.T) {
	kills, size := 100, 700 // of each database
	if testing.Short() {
		kills, size = 10, 150
	}
	addresses(t, func(t *testing.T, address string) {
		opened(t, address) // so that the tables are there
		told := map[string]bool{}
		rng := rand.New(rand.NewPCG(3, 3))
		killed := 0
		for run := range uint64(kills) {
			killed += fillAndKill(t, address, run, size, told, rng)
			l, err := Open(t.Context(), address)
			if err != nil {
				t.Fatalf("after %d kills: %v", run+1, err)
			}
			checkTold(t, l, told)
			_ = l.Close()
		}
		t.Logf("%d of %d runs were killed while they worked; %d of %d reports were filed", killed, kills, len(told), size)
		if killed < kills/2 {
			t.Errorf("only %d of %d runs were killed while they worked", killed, kills)
		}
		finish := filler(t, address, 999, size)
		if out, err := finish.Output(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		l := opened(t, address)
		undisturbed := newSQLite(t)
		add(t, undisturbed, madeUp(size), 64)
		if got, want := dump(t, l), dump(t, undisturbed); got != want {
			t.Errorf("not as if nothing had been killed: %s", firstDifference(got, want))
		}
		if faults, err := l.Check(t.Context(), 5, func(int) {}); err != nil || len(faults) > 0 {
			t.Errorf("check: %v, %v", faults, err)
		}
	})
}

// fillAndKill starts a program that fills a ledger, kills it a moment after its first report, and notes what it said to have filed. It gives 1 if
// the program was not done by then.
func fillAndKill(t *testing.T, address string, seed uint64, size int, told map[string]bool, rng *rand.Rand) int {
	t.Helper()
	cmd := filler(t, address, seed, size)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	kill := func() { _ = cmd.Process.Kill() }
	// Half of them from the start on, when the ledger is opened and looked through, half while they file.
	if rng.IntN(2) == 0 {
		time.AfterFunc(time.Duration(rng.IntN(60_000))*time.Microsecond, kill)
	} else {
		if lines.Scan() {
			told[lines.Text()] = true
		}
		time.AfterFunc(time.Duration(rng.IntN(12_000))*time.Microsecond, kill)
	}
	for lines.Scan() {
		told[lines.Text()] = true
	}
	if cmd.Wait() != nil {
		return 1
	}
	return 0
}

// checkTold looks whether all reports that were told of are there, with their records and readings.
func checkTold(t *testing.T, l *Ledger, told map[string]bool) {
	t.Helper()
	rows, err := l.db.SQL.QueryContext(t.Context(), `SELECT r.id FROM report r JOIN record c ON c.report = r.key JOIN reading g ON g.report = r.key
		JOIN mention m ON m.report = r.key JOIN incident i ON i.id = m.incident JOIN text t ON t.sha256 = r.sha256`)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	there := map[string]int{}
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		there[id]++
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	for id := range told {
		if there[id] == 0 {
			t.Fatalf("%s was filed, and is lost", id)
		}
	}
	for id, n := range there {
		if n != 1 {
			t.Fatalf("%s is there %d times", id, n)
		}
	}
}

// Many programs that file at once, each in its own order, give what one alone gives.
func TestManyWriters(t *testing.T) {
	size := 320
	addresses(t, func(t *testing.T, address string) {
		l := opened(t, address)
		var programs []*exec.Cmd
		var said []*strings.Builder
		for seed := range uint64(3) {
			p := filler(t, address, seed, size)
			said = append(said, &strings.Builder{})
			p.Stdout = said[seed]
			if err := p.Start(); err != nil {
				t.Fatal(err)
			}
			programs = append(programs, p)
		}
		for _, p := range programs {
			if err := p.Wait(); err != nil {
				t.Error(err)
			}
		}
		first := newSQLite(t)
		add(t, first, madeUp(size), 50)
		if got, want := dump(t, l), dump(t, first); got != want {
			t.Errorf("other rows than of one writer: %s", firstDifference(got, want))
		}
	})
}

// Some hundred made-up reports give the same rows in any order and any batches.
func TestOrderOfManyDoesNotMatter(t *testing.T) {
	size, orders := 400, uint64(4)
	if testing.Short() {
		size, orders = 120, 2
	}
	first := newSQLite(t)
	add(t, first, madeUp(size), size)
	want := dump(t, first)
	addresses(t, func(t *testing.T, address string) {
		for seed := range orders {
			l := opened(t, address)
			if seed > 0 {
				l = opened(t, another(t, address))
			}
			shuffled := madeUp(size)
			rng := rand.New(rand.NewPCG(seed, 5))
			rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
			add(t, l, shuffled, 1+rng.IntN(90))
			if got := dump(t, l); got != want {
				t.Errorf("order %d: other rows\n%s", seed, firstDifference(got, want))
			}
			_ = l.Close()
		}
	})
}

// another gives the address of one more new ledger of the same kind.
func another(t *testing.T, address string) string {
	if strings.Contains(address, "://") {
		return postgresAddress(t)
	}
	return filepath.Join(t.TempDir(), "ledger.db")
}
