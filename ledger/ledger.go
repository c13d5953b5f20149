// Package ledger keeps reports, what was read in them, and what people decided, and derives the incidents that they speak of.
//
// Reports, records and judgements are only ever added. All else follows from them and is rebuilt to the same rows, on either
// database, in whatever order the reports came.
package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
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
	prepared prepared
	db       *database.Database
	linking  atomic.Int64 // nanoseconds
	memory
	shelving shelving
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
		return nil, explainOpening(address, err)
	}
	l := &Ledger{db: db}
	for _, catchUp := range []func(context.Context) error{l.catchUp, l.catchUpReview} {
		if err := catchUp(ctx); err != nil {
			_ = l.Close()
			return nil, err
		}
	}
	return l, nil
}

// Close closes the ledger.
func (l *Ledger) Close() error { return l.db.Close() }

// Name tells which ledger it is, without a password.
func (l *Ledger) Name() string { return l.db.Name }

// Database gives the database itself, for what is kept beside the ledger: accounts, sessions, tokens and the log of who did what.
func (l *Ledger) Database() *database.Database { return l.db }

// Linking tells how long Add has spent on linking so far, of all that it did.
func (l *Ledger) Linking() time.Duration { return time.Duration(l.linking.Load()) }

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
	return n > 0, explain(err)
}

// Add files reports, in one transaction, and brings the incidents up to date. Once it returns without an error, they are on the disk. It says of
// each whether it is new: one that was filed before with all that is known of it is not. A record by another coder than before is kept beside
// the older one, and is in force.
func (l *Ledger) Add(ctx context.Context, filings []Filing) (fresh []bool, err error) {
	ready, err := prepare(filings)
	if err != nil {
		return nil, err
	}
	err = l.update(ctx, func(tx *transaction) error {
		touched := newTouched()
		var err error
		if fresh, err = tx.file(ready, touched); err != nil {
			return err
		}
		start := time.Now()
		defer func() { l.linking.Add(int64(time.Since(start))) }()
		return tx.relink(touched)
	})
	return fresh, err
}

// A filing is one made ready before the ledger is locked.
type filing struct {
	Filing
	key, coder, sum string
	body            []byte // the record as it is kept
}

func prepare(filings []Filing) ([]filing, error) {
	out := make([]filing, len(filings))
	for i, f := range filings {
		body, err := packRecord(f.Record)
		if err != nil {
			return nil, err
		}
		out[i] = filing{f, Key(f.Report), CoderOf(f.Record), f.Report.SHA256(), body}
	}
	return out, nil
}

// file writes reports and their records, and what is derived of each alone. It says of each whether the report is new.
func (tx *transaction) file(filings []filing, touched *touched) (fresh []bool, err error) {
	if err := tx.fileTexts(filings); err != nil {
		return nil, err
	}
	now := time.Now().UTC().Format(time.RFC3339)
	var reports, records [][]any
	for i := range filings {
		f := &filings[i]
		rep := f.Report
		extra, err := json.Marshal(rep.Extra)
		if err != nil {
			return nil, err
		}
		reports = append(reports, []any{f.key, f.sum, f.Record.Report.ID, rep.URL, rep.Publisher, rep.Author, rep.Published, rep.Language, string(extra), number(rep.FromJSON), now})
		records = append(records, []any{f.key, f.coder, f.body, now})
	}
	newReports, newRecords := map[string]bool{}, map[[2]string]bool{}
	err = tx.insert(func(scan func(...any) error) error {
		var key string
		err := scan(&key)
		newReports[key] = true
		return err
	}, `INSERT INTO report (key, sha256, id, url, publisher, author, published, language, extra, json, added)
		VALUES ? ON CONFLICT (key) DO NOTHING RETURNING key`, reports)
	if err != nil {
		return nil, err
	}
	err = tx.insert(func(scan func(...any) error) error {
		var key [2]string
		err := scan(&key[0], &key[1])
		newRecords[key] = true
		return err
	}, "INSERT INTO record (report, coder, body, added) VALUES ? ON CONFLICT (report, coder) DO NOTHING RETURNING report, coder", records)
	if err != nil {
		return nil, err
	}
	var readings []reading
	for _, f := range filings {
		fresh = append(fresh, newReports[f.key])
		delete(newReports, f.key) // given twice, it is new once
		if record := [2]string{f.key, f.coder}; newRecords[record] {
			delete(newRecords, record)
			readings = append(readings, reading{key: f.key, coder: f.coder, sha256: f.sum, title: f.Report.Title, text: f.Report.Text, record: f.Record})
		}
	}
	return fresh, tx.putReadings(readings, touched)
}

// fileTexts writes the texts of reports, each once.
func (tx *transaction) fileTexts(filings []filing) error {
	var rows [][]any
	texts := map[string]*report.Report{}
	for _, f := range filings {
		if texts[f.sum] == nil {
			rows = append(rows, []any{f.sum, f.Report.Title, f.Report.Text})
		}
		texts[f.sum] = f.Report
	}
	var fresh []text
	err := tx.insert(func(scan func(...any) error) error {
		var sum string
		var number int64
		err := scan(&sum, &number)
		fresh = append(fresh, newText(number, sum, texts[sum].Title, texts[sum].Text))
		return err
	}, "INSERT INTO text (sha256, title, body) VALUES ? ON CONFLICT (sha256) DO NOTHING RETURNING sha256, number", rows)
	if err != nil {
		return err
	}
	return tx.addTexts(fresh)
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
