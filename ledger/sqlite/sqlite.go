// Package sqlite opens a ledger in one file.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"net/url"
	"strings"

	_ "modernc.org/sqlite" // the driver

	"github.com/tollbook/tollbook/ledger/database"
)

//go:embed *.sql
var migrations embed.FS

// idle is how many connections stay open. Each remembers up to 16 MB of what it has read, of which the allocator makes twice as many.
const idle = 6

// What the connection that files and links does besides: it remembers more, since what it writes lies all over the file, and brings pages from the log into
// the file when there are many, since the same ones are written batch after batch. What a batch changes is written once, at its end.
const (
	writerCache = 96 << 10 // KiB, of which the allocator makes twice as many
	writerLog   = 32_000   // pages of 4 KiB
)

// Open opens the ledger in a file, which it makes if there is none. Writers wait up to half a minute for each other, for on a busy machine some take long. An acknowledged
// transaction is on the disk (WAL with full synchronisation).
func Open(ctx context.Context, path string) (*database.Database, error) {
	db, err := pool(path, "cache_size(-16384)", "cache_spill(-196608)", "wal_autocheckpoint(10000)")
	if err != nil {
		return nil, err
	}
	writes, err := pool(path, fmt.Sprintf("cache_size(-%d)", writerCache), fmt.Sprintf("cache_spill(-%d)", writerCache), fmt.Sprintf("wal_autocheckpoint(%d)", writerLog))
	if err != nil {
		return nil, err
	}
	writes.SetMaxOpenConns(1)
	// A connection is dear to open and remembers what it has read. More than these are closed when they are not needed.
	db.SetMaxIdleConns(idle)
	const points = "point WHERE north >= ? AND south <= ? AND east >= ? AND west <= ?"
	d := &database.Database{SQL: db, Writes: writes, Name: path, Likely: "likely(%s)", Match: "text.number IN (SELECT rowid FROM words WHERE words MATCH ?)", Query: query,
		Box: "incident.number IN (SELECT number FROM " + points + ")", Points: points}
	if err := d.Migrate(ctx, migrations); err != nil {
		_ = d.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return d, nil
}

// pool gives connections to a file, with pragmas of their own besides those that all have.
func pool(path string, pragmas ...string) (*sql.DB, error) {
	options := url.Values{"_txlock": {"immediate"},
		"_pragma": append([]string{"busy_timeout(30000)", "journal_mode(wal)", "synchronous(full)", "foreign_keys(on)", "temp_store(memory)"}, pragmas...)}
	return sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+options.Encode())
}

// query asks for all of the words; each is a phrase in FTS5's form.
func query(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = `"` + strings.ReplaceAll(w, `"`, `""`) + `"`
	}
	return strings.Join(quoted, " ")
}
