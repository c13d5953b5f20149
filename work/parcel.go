package work

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"github.com/tollbook/tollbook/fetch"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// A parcel is what is kept of a report on its way.
type parcel struct {
	key                  string
	page, report, record []byte
	coder                string
}

// parcel gives one; nil if it is not there, since the report was filed.
func (q *Queue) parcel(ctx context.Context, key string) (*parcel, error) {
	p := &parcel{key: key}
	err := q.db.SQL.QueryRowContext(ctx, q.db.Rewrite("SELECT page, report, record, coder FROM work_parcel WHERE key = ?"), key).Scan(&p.page, &p.report, &p.record, &p.coder)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return p, err
}

// parcels gives those that are there of some.
func (q *Queue) parcels(ctx context.Context, keys []string) (map[string]*parcel, error) {
	out := map[string]*parcel{}
	values := make([]any, len(keys))
	for i, key := range keys {
		values[i] = key
	}
	rows, err := q.db.SQL.QueryContext(ctx, q.db.Rewrite("SELECT key, page, report, record, coder FROM work_parcel WHERE key IN ("+places(len(keys))+")"), values...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		p := new(parcel)
		if err := rows.Scan(&p.key, &p.page, &p.report, &p.record, &p.coder); err != nil {
			return nil, err
		}
		out[p.key] = p
	}
	return out, rows.Err()
}

func (q *Queue) dropParcels(ctx context.Context, tx *sql.Tx, keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	values := make([]any, len(keys))
	for i, key := range keys {
		values[i] = key
	}
	_, err := tx.ExecContext(ctx, q.db.Rewrite("DELETE FROM work_parcel WHERE key IN ("+places(len(keys))+")"), values...)
	return err
}

// places gives so many placeholders.
func places(n int) string {
	return "?" + string(bytes.Repeat([]byte(", ?"), n-1))
}

var (
	packer, _   = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	unpacker, _ = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(256<<20))
)

// pack gives a value as it is kept on its way. It is gob and not JSON, since a report must come out with the very bytes with which it went in.
func pack(value any) ([]byte, error) {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(value); err != nil {
		return nil, err
	}
	return packer.EncodeAll(b.Bytes(), nil), nil
}

func unpack(data []byte, value any) error {
	raw, err := unpacker.DecodeAll(data, nil)
	if err == nil {
		err = gob.NewDecoder(bytes.NewReader(raw)).Decode(value)
	}
	if err != nil {
		return fmt.Errorf("what was kept in the queue is damaged: %w", err)
	}
	return nil
}

// A packedReport is a report with what gob does not tell: an empty map from none.
type packedReport struct {
	Report   report.Report
	HasExtra bool
}

func packReport(rep *report.Report) ([]byte, error) {
	return pack(packedReport{*rep, rep.Extra != nil})
}

func unpackReport(data []byte) (*report.Report, error) {
	var p packedReport
	if err := unpack(data, &p); err != nil {
		return nil, err
	}
	if p.HasExtra && p.Report.Extra == nil {
		p.Report.Extra = map[string]json.RawMessage{}
	}
	return &p.Report, nil
}

func packPage(page *fetch.Page) ([]byte, error) { return pack(page) }

func unpackPage(data []byte) (*fetch.Page, error) {
	page := new(fetch.Page)
	return page, unpack(data, page)
}

// packRecord gives a record in its outside form, compressed.
func packRecord(rec *record.Record) ([]byte, error) {
	data, err := json.Marshal(rec)
	if err != nil {
		return nil, err
	}
	return packer.EncodeAll(data, nil), nil
}

func unpackRecord(data []byte) (*record.Record, error) {
	raw, err := unpacker.DecodeAll(data, nil)
	rec := new(record.Record)
	if err == nil {
		err = json.Unmarshal(raw, rec)
	}
	if err != nil {
		return nil, fmt.Errorf("what was kept in the queue is damaged: %w", err)
	}
	return rec, nil
}
