package ledger

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// appended are the tables that are only added to, each with its columns, in an order in which they can be copied.
var appended = []struct{ table, columns string }{
	{"text", "sha256, title, body"},
	{"report", "key, sha256, id, url, publisher, author, published, language, extra, json, added"},
	{"record", "report, coder, body, added"},
	{"judgement", "id, at, author, kind, target, value, reason"},
	{"reference", "incident, report, event"},
	{"page", "url, fetched, address, status, sha256, etag, last_modified, headers, body, report"},
	{"visit", visitColumns},
}

// derived are the tables that follow from those, with their columns in the order of their keys. Mentions and texts have numbers, which depend on the order in
// which they came: where they are shown, what is numbered is joined.
var derived = []struct{ table, columns, joined string }{
	{"reading", "report, coder", ""},
	{"review", "incident, fresh, disputed, low, changed, conflict, unsure, weakest, weight", ""},
	{"mention", "report, event, main, component, incident, body", ""},
	{"block", "hash, report, event", "JOIN mention ON mention.number = block.mention"},
	{"band", "hash, sha256", "JOIN text ON text.number = band.text"},
	{"copy", "a, b, kind, share", ""},
	{"tally", "report, figure, first_day, last_day, country, admin1, place, kind, category", ""},
	{"actor", "report, name, ref, key, shown, kind, country, spoke, did, suffered", ""},
	{"named", "name, key", ""},
	{"statement", "report, id, day, act, speaker, speaker_name, country, addressee, addressee_name, about, about_name, event, first, past, title, direct", ""},
	{"telling", "report, event, body", ""},
	{"incident", "id, first_day, last_day, type, mode, country, admin1, place, lat, lon, reports, killed, injured, grade, sources, accuracy, published, updated, coverage", ""},
	{"toll", tollColumns, ""},
	{"party", "incident, role, key, name, kind, country, reports", ""},
}

// Copy puts all of a ledger into an empty one, on whichever database, and derives the rest there. What is copied is the ledger as it was at one moment:
// others may go on writing. advance is called with the number of reports done.
func (l *Ledger) Copy(ctx context.Context, to *Ledger, advance func(n int)) error {
	s, err := to.Stats(ctx)
	if err != nil {
		return err
	}
	if s.Reports > 0 {
		return &Error{fmt.Errorf("%s holds %d reports", to.Name(), s.Reports), "copy into a ledger that is empty or not there yet"}
	}
	if err := l.copyFiled(ctx, to); err != nil {
		return err
	}
	return to.derive(ctx, to, advance)
}

// copyFiled copies what does not follow from anything else: the tables that are only added to, and which records are in force.
func (l *Ledger) copyFiled(ctx context.Context, to *Ledger) error {
	moment, err := l.db.SQL.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead})
	if err != nil {
		return explain(err)
	}
	defer func() { _ = moment.Rollback() }()
	for _, t := range appended {
		if err := copyTable(ctx, moment, to, t.table, t.columns); err != nil {
			return err
		}
	}
	if err := copyTable(ctx, moment, to, "recorded", recordedColumns); err != nil {
		return err
	}
	// Who was told what is no part of a ledger that is given away, but moves with it.
	if err := copyTable(ctx, moment, to, "alert", alertColumns); err != nil {
		return err
	}
	return copyTable(ctx, moment, to, "reading", "report, coder")
}

// asked is a database, or a transaction on one.
type asked interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func copyTable(ctx context.Context, from asked, to *Ledger, table, columns string) error {
	names := strings.Split(columns, ", ")
	rows, err := from.QueryContext(ctx, "SELECT "+columns+" FROM "+table)
	if err != nil {
		return explain(err)
	}
	defer func() { _ = rows.Close() }()
	insert := "INSERT INTO " + table + " (" + columns + ") VALUES ?"
	return to.update(ctx, func(tx *transaction) error {
		var gathered [][]any
		for rows.Next() {
			values, places := make([]any, len(names)), make([]any, len(names))
			for i := range places {
				places[i] = &values[i]
			}
			if err := rows.Scan(places...); err != nil {
				return err
			}
			if gathered = append(gathered, values); len(gathered) == sizes[0] {
				if err := tx.insert(noRow, insert, gathered); err != nil {
					return err
				}
				gathered = gathered[:0]
			}
		}
		if err := rows.Err(); err != nil {
			return err
		}
		return tx.insert(noRow, insert, gathered)
	})
}

// derivedAtOnce is how many reports one transaction derives.
const derivedAtOnce = 256

// derive makes all derived rows of a ledger that has none, from the readings that are in force in another with the same reports (or in itself).
func (l *Ledger) derive(ctx context.Context, from *Ledger, advance func(n int)) error {
	var last *reading
	for {
		batch, err := from.filings(ctx, last, derivedAtOnce)
		if err != nil || len(batch) == 0 {
			return err
		}
		err = l.update(ctx, func(tx *transaction) error {
			touched := newTouched()
			texts, err := tx.textsOf(batch)
			if err != nil {
				return err
			}
			if err := tx.addTexts(texts); err != nil {
				return err
			}
			if err := tx.putReadings(batch, touched); err != nil {
				return err
			}
			return tx.relink(touched)
		})
		if err != nil {
			return err
		}
		last = &batch[len(batch)-1]
		advance(len(batch))
	}
}

// textsOf gives the texts of readings, each once, under the numbers that they have here.
func (tx *transaction) textsOf(batch []reading) (out []text, err error) {
	bySum := map[string]*reading{}
	for i := range batch {
		bySum[batch[i].sha256] = &batch[i]
	}
	err = among(tx, func(scan func(...any) error) error {
		var number int64
		var sum string
		err := scan(&number, &sum)
		if r := bySum[sum]; r != nil {
			out = append(out, newText(number, sum, r.title, r.text))
		}
		return err
	}, "SELECT number, sha256 FROM text WHERE sha256 IN (?)", slices.Sorted(maps.Keys(bySum)))
	return out, err
}

// filings gives the reports that come after one, nil for the first, in the order in which they were published: what is of one time is linked with each other,
// and lies together.
func (l *Ledger) filings(ctx context.Context, after *reading, most int) ([]reading, error) {
	var from reading
	if after != nil {
		from = *after
	}
	rows, err := l.db.SQL.QueryContext(ctx, l.db.Rewrite(`SELECT r.key, r.published, g.coder, r.sha256, t.title, t.body, c.body
		FROM (SELECT key, published, sha256 FROM report WHERE published >= ? AND (published > ? OR key > ?) ORDER BY published, key LIMIT ?) AS r
		JOIN reading g ON g.report = r.key JOIN record c ON c.report = r.key AND c.coder = g.coder JOIN text t ON t.sha256 = r.sha256
		ORDER BY r.published, r.key`), from.published, from.published, from.key, most)
	if err != nil {
		return nil, explain(err)
	}
	defer func() { _ = rows.Close() }()
	var out []reading
	for rows.Next() {
		var s reading
		var body []byte
		if err := rows.Scan(&s.key, &s.published, &s.coder, &s.sha256, &s.title, &s.text, &body); err != nil {
			return nil, explain(err)
		}
		if s.record, err = unpackRecord(body); err != nil {
			return nil, fmt.Errorf("report %s: %w", s.key, err)
		}
		out = append(out, s)
	}
	return out, explain(rows.Err())
}

// Dump writes all derived rows, table by table in the order of their keys, one line of JSON a row: two ledgers with the same reports write the same bytes.
func (l *Ledger) Dump(ctx context.Context, w io.Writer) error {
	out := bufio.NewWriter(w)
	for _, t := range derived {
		if err := l.dumpTable(ctx, out, t.table, t.columns, t.joined); err != nil {
			return err
		}
	}
	return out.Flush()
}

func (l *Ledger) dumpTable(ctx context.Context, out io.Writer, table, columns, joined string) error {
	names := strings.Split(columns, ", ")
	order := "hash, report, event"
	switch table {
	case "review":
		order = names[0]
	case "block":
	case "band":
		order = "hash, sha256"
	case "toll", "party":
		order = strings.Join(names[:3], ", ")
	default:
		order = strings.Join(names[:2], ", ")
	}
	rows, err := l.db.SQL.QueryContext(ctx, "SELECT "+columns+" FROM "+table+" "+joined+" ORDER BY "+l.db.Bytewise(order))
	if err != nil {
		return explain(err)
	}
	defer func() { _ = rows.Close() }()
	values := make([]sql.NullString, len(names))
	places := make([]any, len(names))
	for i := range places {
		places[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return err
		}
		line := []any{table}
		for _, v := range values {
			if v.Valid {
				line = append(line, v.String)
			} else {
				line = append(line, nil)
			}
		}
		data, err := json.Marshal(line)
		if err != nil {
			return err
		}
		if _, err := out.Write(append(data, '\n')); err != nil {
			return err
		}
	}
	return explain(rows.Err())
}

// A Fault is something in a ledger that does not hold.
type Fault struct{ What string }

// Check derives everything anew, in a ledger beside, and compares it with what is there; and looks whether every record's spans lie inside its
// report. It gives at most most faults. advance is called with the number of reports done.
func (l *Ledger) Check(ctx context.Context, most int, advance func(n int)) (faults []Fault, err error) {
	folder, err := os.MkdirTemp("", "tollbook-check-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	fresh, err := Open(ctx, filepath.Join(folder, "ledger.db"))
	if err != nil {
		return nil, err
	}
	defer func() { _ = fresh.Close() }()
	if err := l.Copy(ctx, fresh, advance); err != nil {
		return nil, err
	}
	faults, err = l.checkSpans(ctx, most)
	if err != nil {
		return nil, err
	}
	more, err := compare(ctx, l, fresh, most-len(faults))
	return append(faults, more...), err
}

func (l *Ledger) checkSpans(ctx context.Context, most int) (faults []Fault, err error) {
	var last *reading
	for {
		batch, err := l.filings(ctx, last, derivedAtOnce)
		if err != nil || len(batch) == 0 {
			return faults, err
		}
		for _, s := range batch {
			if err := s.record.Validate(s.title, s.text); err != nil && len(faults) < most {
				faults = append(faults, Fault{fmt.Sprintf("report %s (%s): %v", s.record.Report.ID, s.key, err)})
			}
		}
		last = &batch[len(batch)-1]
	}
}

// compare walks through the derived rows of two ledgers side by side.
func compare(ctx context.Context, a, b *Ledger, most int) (faults []Fault, err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	left, right := a.lines(ctx), b.lines(ctx)
	for len(faults) < most {
		x, y := <-left, <-right
		switch {
		case x.err != nil || y.err != nil:
			return faults, firstOf(x.err, y.err)
		case x.text == "" && y.text == "":
			return faults, nil
		case x.text != y.text:
			return append(faults, Fault{"a derived row is " + x.text + ", and derived anew " + y.text}), nil
		}
	}
	return faults, nil
}

func firstOf(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

type dumpLine struct {
	text string
	err  error
}

func (l *Ledger) lines(ctx context.Context) <-chan dumpLine {
	out := make(chan dumpLine)
	r, w := io.Pipe()
	go func() { _ = w.CloseWithError(l.Dump(ctx, w)) }()
	go func() {
		defer close(out)
		defer func() { _ = r.Close() }()
		lines := bufio.NewScanner(r)
		lines.Buffer(nil, 64<<20)
		for lines.Scan() {
			select {
			case out <- dumpLine{text: lines.Text()}:
			case <-ctx.Done():
				return
			}
		}
		if err := lines.Err(); err != nil {
			select {
			case out <- dumpLine{err: err}:
			case <-ctx.Done():
			}
		}
	}()
	return out
}
