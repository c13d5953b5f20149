// Package database holds what the ledger's two databases have in common: a pool of connections, and the few ways in which their SQL differs.
package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// A Database is an open one.
type Database struct {
	SQL      *sql.DB
	Writes   *sql.DB // for transactions that write much: the same database
	Name     string  // for people: a path, or an address without its password
	Numbered bool    // placeholders are $1, $2 and not ?
	Match    string  // a condition with one placeholder: the text holds what is asked for
	Box      string  // a condition with four placeholders: the incident lies between south, north, west and east
	Likely   string  // a format for conditions that no index helps, so that rows are gone through in the order wanted; empty where the database knows how many rows hold what
	Points   string  // a table of points and a condition as Box on it; only with Likely
	Lock     string  // a statement that makes a transaction the only writer; empty where that is so anyway
	TryLock  string  // a query that does so only if it can at once, and says whether it has; empty like Lock
	// Query turns a search in words and "phrases" into the form that Match wants.
	Query func(words []string) string
}

// Close closes all connections.
func (d *Database) Close() error {
	err := d.SQL.Close()
	if d.Writes != d.SQL {
		err = errors.Join(d.Writes.Close(), err)
	}
	return err
}

// Rewrite gives a statement written as for SQLite, with ? and instr, in the database's own form. Statements hold no other question marks.
func (d *Database) Rewrite(statement string) string {
	if !d.Numbered {
		return statement
	}
	statement = strings.ReplaceAll(statement, "instr(", "strpos(")
	var b strings.Builder
	n := 0
	for part := range strings.SplitSeq(statement, "?") {
		if n > 0 {
			b.WriteByte('$')
			b.WriteString(strconv.Itoa(n))
		}
		b.WriteString(part)
		n++
	}
	return b.String()
}

// Bytewise gives an order of columns in which text is ordered by its bytes, whatever the database's language.
func (d *Database) Bytewise(columns string) string {
	if !d.Numbered {
		return columns // as SQLite does
	}
	var out []string
	for c := range strings.SplitSeq(columns, ", ") {
		if c != "hash" {
			c += ` COLLATE "C"`
		}
		out = append(out, c)
	}
	return strings.Join(out, ", ")
}

// ErrNewer says that a ledger was written by a newer program.
var ErrNewer = errors.New("the ledger was written by a newer version of tollbook")

const schemaVersion = "SELECT value FROM meta WHERE name = 'schema'"

// ErrForeign says that a database holds tables of something else.
var ErrForeign = errors.New("the database holds tables of something else")

// Migrate brings a database to the newest schema: files named 0001.sql and so on, of which each is applied once, in order, in one transaction.
// It fails with ErrNewer if the database has more than there are files, and with
// ErrForeign if it holds something else.
func (d *Database) Migrate(ctx context.Context, files fs.FS) error {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return err
	}
	slices.Sort(names)
	// Most ledgers are up to date, and no writer need be waited for.
	version := 0
	if d.SQL.QueryRowContext(ctx, schemaVersion).Scan(&version) == nil && version == len(names) {
		return nil
	}
	tx, err := d.SQL.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if d.Lock != "" {
		if _, err := tx.ExecContext(ctx, d.Lock); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)"); err != nil {
		return err
	}
	version = 0
	err = tx.QueryRowContext(ctx, schemaVersion).Scan(&version)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return foreign(err)
	}
	if version > len(names) {
		return fmt.Errorf("%w: its schema is %d, this one knows %d", ErrNewer, version, len(names))
	}
	for _, name := range names[version:] {
		script, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, string(script)); err != nil {
			if version == 0 {
				err = foreign(err)
			}
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	_, err = tx.ExecContext(ctx, d.Rewrite("INSERT INTO meta (name, value) VALUES ('schema', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"),
		strconv.Itoa(len(names)))
	if err != nil {
		return err
	}
	return tx.Commit()
}

// foreign marks the errors that come of a table that is there already, and of one with other columns.
func foreign(err error) error {
	for _, part := range []string{"already exists", "no such column", "does not exist"} {
		if strings.Contains(err.Error(), part) {
			return fmt.Errorf("%w: %w", ErrForeign, err)
		}
	}
	return err
}
