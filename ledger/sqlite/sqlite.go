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

// idle is how many connections stay open. Each may take 64 MB, and one that writes 192 MB until it is done: what a batch changes is written once, at its end.
const idle = 6

// Open opens the ledger in a file, which it makes if there is none. Writers wait up to half a minute for each other, for on a busy machine some take long.
// An acknowledged transaction is on the disk (WAL with full synchronisation).
func Open(ctx context.Context, path string) (*database.Database, error) {
	options := url.Values{"_txlock": {"immediate"}, "_pragma": {"busy_timeout(30000)", "journal_mode(wal)", "synchronous(full)", "foreign_keys(on)", "cache_size(-65536)", "cache_spill(-196608)", "temp_store(memory)", "wal_autocheckpoint(10000)"}}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+options.Encode())
	if err != nil {
		return nil, err
	}
	// A connection is dear to open and remembers what it has read. More than these are closed when they are not needed.
	db.SetMaxIdleConns(idle)
	const points = "point WHERE north >= ? AND south <= ? AND east >= ? AND west <= ?"
	d := &database.Database{SQL: db, Name: path, Likely: "likely(%s)", Match: "text.number IN (SELECT rowid FROM words WHERE words MATCH ?)", Query: query,
		Box: "incident.number IN (SELECT number FROM " + points + ")", Points: points}
	if err := d.Migrate(ctx, migrations); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return d, nil
}

// query asks for all of the words; each is a phrase in FTS5's form.
func query(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = `"` + strings.ReplaceAll(w, `"`, `""`) + `"`
	}
	return strings.Join(quoted, " ")
}
