//go:build unix

// Command export measures how long tollbook export takes, and how much memory, on a ledger of as many incidents as are wanted. They are those of the example
// ledger again and again, under other names and days, so that a million are there in minutes; only forms that ask for no reports can be made of them.
package main

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	_ "modernc.org/sqlite" // the ledger's database
)

type options struct {
	tollbook, file, forms string
	incidents             int
}

func main() {
	var o options
	flag.StringVar(&o.tollbook, "tollbook", "./tollbook", "the program")
	flag.StringVar(&o.file, "db", "", "the ledger; made if it is not there (default: a file in a temporary folder)")
	flag.StringVar(&o.forms, "forms", "csv,jsonl,geojson,parquet,xlsx", "which forms")
	flag.IntVar(&o.incidents, "incidents", 1_000_000, "how many incidents")
	flag.Parse()
	if err := run(context.Background(), o); err != nil {
		fmt.Fprintln(os.Stderr, "export:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	folder, err := os.MkdirTemp("", "tollbook-export-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	if o.file == "" {
		o.file = filepath.Join(folder, "ledger.db")
	}
	if _, err := os.Stat(o.file); errors.Is(err, os.ErrNotExist) {
		if err := fill(ctx, o); err != nil {
			return errors.Join(err, os.Remove(o.file))
		}
	}
	fmt.Printf("%s, %d processors, %s/%s, %d incidents\n\n", runtime.Version(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, o.incidents)
	fmt.Println("| form | time, s | of the processors, s | memory at most, MB | file, MB |\n|---|---|---|---|---|")
	for form := range strings.SplitSeq(o.forms, ",") {
		if err := measure(o, form, filepath.Join(folder, "out")); err != nil {
			return err
		}
	}
	return nil
}

// measure exports in one form, and writes a line of what that took.
func measure(o options, form, to string) error {
	cmd := exec.Command(o.tollbook, "export", form, "--db", o.file, "-o", to)
	cmd.Stderr = os.Stderr
	begun := time.Now()
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", form, err)
	}
	took := time.Since(begun)
	used := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	info, err := os.Stat(to)
	if err != nil {
		return err
	}
	resident := used.Maxrss // in kilobytes, but on macOS in bytes
	if runtime.GOOS == "darwin" {
		resident >>= 10
	}
	fmt.Printf("| `%s` | %.1f | %.1f | %d | %d |\n", form, took.Seconds(), (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(), resident>>10, info.Size()>>20)
	return os.Remove(to)
}

// fill makes the ledger.
func fill(ctx context.Context, o options) error {
	if out, err := exec.Command(o.tollbook, "add", "examples/ledger", "--db", o.file).CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	db, err := sql.Open("sqlite", o.file)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	var patterns []string
	if err := texts(ctx, db, &patterns, "SELECT id FROM incident ORDER BY id"); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if err := name(ctx, tx, patterns, o.incidents-len(patterns)); err != nil {
		return err
	}
	for _, table := range []string{"incident", "party", "toll"} {
		if err := multiply(ctx, tx, table); err != nil {
			return fmt.Errorf("%s: %w", table, err)
		}
	}
	return tx.Commit()
}

// name makes the names and days of incidents, and says which one each is made of. The same every time; in the order of names, so that rows are put behind one another.
func name(ctx context.Context, tx *sql.Tx, patterns []string, n int) error {
	if _, err := tx.ExecContext(ctx, "CREATE TEMP TABLE made (id TEXT PRIMARY KEY, day TEXT, of TEXT) WITHOUT ROWID"); err != nil {
		return err
	}
	put, err := tx.PrepareContext(ctx, "INSERT INTO made VALUES (?, ?, ?)")
	if err != nil {
		return err
	}
	defer func() { _ = put.Close() }()
	random := rand.New(rand.NewPCG(1, 2))
	width := len(patterns[0]) - 1
	ids := make([]string, n)
	for i := range ids {
		ids[i] = fmt.Sprintf("i%0*x", width, random.Uint64N(1<<min(4*width, 63)))
	}
	slices.Sort(ids)
	for i, id := range slices.Compact(ids) {
		day := time.Date(1997, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, random.IntN(10_000)).Format(time.DateOnly)
		if _, err := put.ExecContext(ctx, id, day, patterns[i%len(patterns)]); err != nil {
			return err
		}
	}
	return nil
}

// multiply puts the rows of a table in again under the names that were made.
func multiply(ctx context.Context, tx *sql.Tx, table string) error {
	var columns []string
	if err := texts(ctx, tx, &columns, "SELECT name FROM pragma_table_info('"+table+"') WHERE name <> 'number'"); err != nil {
		return err
	}
	values := make([]string, len(columns))
	of := "incident"
	for i, c := range columns {
		switch {
		case c == "id" || c == "incident":
			values[i], of = "made.id", c
		case c == "first_day" || c == "last_day":
			values[i] = "made.day"
		default:
			values[i] = "old." + c
		}
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO "+table+" ("+strings.Join(columns, ", ")+") SELECT "+strings.Join(values, ", ")+
		" FROM made CROSS JOIN "+table+" old ON old."+of+" = made.of ORDER BY made.id")
	return err
}

// texts adds the texts that a query gives to a list.
func texts(ctx context.Context, db interface {
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
}, to *[]string, query string) error {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return err
		}
		*to = append(*to, s)
	}
	return rows.Err()
}
