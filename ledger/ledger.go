// Package ledger keeps reports, what was read in them, and what people decided, and derives the incidents that they speak of.
//
// Reports, records and judgements are only ever added. All else follows from them and is rebuilt to the same rows, on either
// database, in whatever order the reports came.
package ledger

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/tollbook/tollbook/ledger/database"
	"github.com/tollbook/tollbook/ledger/postgres"
	"github.com/tollbook/tollbook/ledger/sqlite"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// A Ledger is an open ledger. It is safe for concurrent use.
type Ledger struct {
	db *database.Database
}

// Open opens the ledger at an address: "postgres://…", or the path of a file, which is made if it is not there.
func Open(ctx context.Context, address string) (*Ledger, error) {
	var db *database.Database
	var err error
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		db, err = postgres.Open(ctx, address)
	} else {
		db, err = sqlite.Open(ctx, address)
	}
	if err != nil {
		return nil, explain(err)
	}
	return &Ledger{db}, nil
}

// Close closes the ledger.
func (l *Ledger) Close() error { return l.db.SQL.Close() }

// Name tells which ledger it is, without a password.
func (l *Ledger) Name() string { return l.db.Name }

// A Filing is a report with what was read in it.
type Filing struct {
	Report *report.Report
	Record *record.Record
}

// Key gives the name under which the ledger keeps a report: a hash of all that is known of it, so that the same report is filed once,
// and the same text by two publishers twice.
func Key(rep *report.Report) string {
	text, id := rep.SHA256(), rep.ID
	if strings.HasPrefix(text, id) {
		id = "" // what a report without an id is called
	}
	data, err := json.Marshal([]any{text, id, rep.URL, rep.Publisher, rep.Author, rep.Published, rep.Language, rep.Extra})
	if err != nil {
		panic(err) // strings and JSON that was read before
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}

// CoderOf gives the name of what made a record: version, codebook and model.
func CoderOf(rec *record.Record) string {
	return rec.Coder.Version + " " + rec.Coder.Codebook[:min(16, len(rec.Coder.Codebook))] + " " + rec.Coder.Model[:min(16, len(rec.Coder.Model))]
}

// Has says whether a report was filed, and read by a coder.
func (l *Ledger) Has(ctx context.Context, key, coder string) (bool, error) {
	var n int
	err := l.db.SQL.QueryRowContext(ctx, l.db.Rewrite("SELECT count(*) FROM record WHERE report = ? AND coder = ?"), key, coder).Scan(&n)
	return n > 0, err
}

// Add files reports, in one transaction, and brings the incidents up to date. Once it returns without an error, they are on the disk. It says of
// each whether it is new: one that was filed before with all that is known of it is not. A record by another coder than before is kept beside
// the older one, and is in force.
func (l *Ledger) Add(ctx context.Context, filings []Filing) (fresh []bool, err error) {
	fresh = make([]bool, len(filings))
	err = l.update(ctx, func(tx *transaction) error {
		touched := newTouched()
		for i, f := range filings {
			if fresh[i], err = tx.file(f, touched); err != nil {
				return err
			}
		}
		return tx.relink(touched)
	})
	return fresh, err
}

// A transaction is one that writes, with its context and database at hand.
type transaction struct {
	*sql.Tx
	ctx    context.Context
	db     *database.Database
	known  map[string]*sql.Stmt
	judged map[string][]Judgement // that hold, by text; nil until they are asked for
}

// update runs work as one transaction, alone among writers. SQLite and PostgreSQL both undo it unless work succeeds.
func (l *Ledger) update(ctx context.Context, work func(*transaction) error) error {
	raw, err := l.db.SQL.BeginTx(ctx, nil)
	if err != nil {
		return explain(err)
	}
	defer func() { _ = raw.Rollback() }()
	tx := &transaction{Tx: raw, ctx: ctx, db: l.db, known: map[string]*sql.Stmt{}}
	if l.db.Lock != "" {
		if err := tx.exec(l.db.Lock); err != nil {
			return explain(err)
		}
	}
	if err := work(tx); err != nil {
		return explain(err)
	}
	return explain(raw.Commit())
}

// prepared gives a statement, prepared once a transaction.
func (tx *transaction) prepared(statement string) (*sql.Stmt, error) {
	if s, ok := tx.known[statement]; ok {
		return s, nil
	}
	s, err := tx.PrepareContext(tx.ctx, tx.db.Rewrite(statement))
	if err == nil {
		tx.known[statement] = s
	}
	return s, err
}

func (tx *transaction) exec(statement string, args ...any) error {
	_, err := tx.count(statement, args...)
	return err
}

// count runs a statement and says how many rows it changed.
func (tx *transaction) count(statement string, args ...any) (int64, error) {
	s, err := tx.prepared(statement)
	if err != nil {
		return 0, err
	}
	r, err := s.ExecContext(tx.ctx, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// each calls row for each row of an answer; it must scan the row by what it is given.
func (tx *transaction) each(row func(scan func(...any) error) error, statement string, args ...any) error {
	s, err := tx.prepared(statement)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(tx.ctx, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// file writes one report and its record, and what is derived of it alone.
func (tx *transaction) file(f Filing, touched *touched) (fresh bool, err error) {
	rep, key, coder, now := f.Report, Key(f.Report), CoderOf(f.Record), time.Now().UTC().Format(time.RFC3339)
	sum := rep.SHA256()
	n, err := tx.count("INSERT INTO text (sha256, title, body) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING", sum, rep.Title, rep.Text)
	if err != nil {
		return false, err
	}
	if n > 0 {
		if err := tx.addText(sum, rep); err != nil {
			return false, err
		}
	}
	extra, err := json.Marshal(rep.Extra)
	if err != nil {
		return false, err
	}
	n, err = tx.count(`INSERT INTO report (key, sha256, id, url, publisher, author, published, language, extra, json, added)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING`,
		key, sum, f.Record.Report.ID, rep.URL, rep.Publisher, rep.Author, rep.Published, rep.Language, string(extra), number(rep.FromJSON), now)
	if err != nil {
		return false, err
	}
	fresh = n > 0
	body, err := packRecord(f.Record)
	if err != nil {
		return false, err
	}
	n, err = tx.count("INSERT INTO record (report, coder, body, added) VALUES (?, ?, ?, ?) ON CONFLICT (report, coder) DO NOTHING", key, coder, body, now)
	if err != nil {
		return false, err
	}
	if n == 0 {
		return fresh, nil
	}
	return fresh, tx.putReading(key, coder, sum, f.Record, rep.Title, rep.Text, touched)
}

// number gives a truth as the databases keep it.
func number(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

var (
	packer, _   = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	unpacker, _ = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(256<<20))
)

// packRecord gives a record as the ledger keeps it.
func packRecord(rec *record.Record) ([]byte, error) {
	data, err := json.Marshal(rec)
	if err != nil {
		return nil, err
	}
	return packer.EncodeAll(data, nil), nil
}

func unpackRecord(data []byte) (*record.Record, error) {
	raw, err := unpacker.DecodeAll(data, nil)
	if err != nil {
		return nil, fmt.Errorf("a record is damaged: %w", err)
	}
	rec := new(record.Record)
	if err := json.Unmarshal(raw, rec); err != nil {
		return nil, fmt.Errorf("a record is damaged: %w", err)
	}
	return rec, nil
}

// An Error is a failure of the database, with what may be done about it.
type Error struct {
	Err  error
	Hint string
}

func (e *Error) Error() string { return e.Err.Error() }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// explain adds a hint to the failures that people meet.
func explain(err error) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	for _, known := range []struct{ part, hint string }{
		{"disk is full", "nothing of this batch was filed; free some space and run the same command again: what was filed before is skipped"},
		{"readonly database", "the file or its folder cannot be written; nothing was changed"},
		{"attempt to write a readonly", "the file or its folder cannot be written; nothing was changed"},
		{"database is locked", "another program is writing to this ledger; try again when it is done"},
		{"file is not a database", "this is no ledger of tollbook"},
		{"malformed", "the file is damaged; tollbook db check tells more"},
	} {
		if strings.Contains(text, known.part) {
			return &Error{err, known.hint}
		}
	}
	if errors.Is(err, database.ErrNewer) {
		return &Error{err, "use the newer tollbook, or another ledger"}
	}
	return err
}
