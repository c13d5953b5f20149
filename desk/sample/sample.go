// Package sample holds a few dozen made-up reports, to look at the desk with before one has filed reports of one's own.
//
// Places and states in them are real. Events, people, papers and armed groups are invented.
package sample

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"runtime"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/report"
	"github.com/tollbook/tollbook/stream"
)

//go:embed reports.jsonl
var reports []byte

// mostLine is more than any report of the sample holds.
const mostLine = 1 << 20

// Fill reads the reports and files them in a ledger. It says how many there are.
func Fill(ctx context.Context, l *ledger.Ledger) (int, error) {
	var filings []ledger.Filing
	err := stream.Ordered(ctx, stream.Lines(bytes.NewReader(reports), mostLine), runtime.GOMAXPROCS(0), readLine, func(f filed) error {
		filings = append(filings, f.filing)
		return f.err
	}, func() error { return nil })
	if err != nil {
		return 0, err
	}
	_, err = l.Add(ctx, filings)
	return len(filings), err
}

type filed struct {
	filing ledger.Filing
	err    error
}

func readLine(line stream.Line) filed {
	if line.Err != nil {
		return filed{err: line.Err}
	}
	rep, err := report.FromJSON(line.Bytes, report.Options{})
	if err != nil {
		return filed{err: fmt.Errorf("line %d: %w", line.Number, err)}
	}
	return filed{filing: ledger.Filing{Report: rep, Record: read.Read(rep, read.Options{})}}
}
