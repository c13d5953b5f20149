package brief

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/report"
	"github.com/tollbook/tollbook/stream"
)

// Briefs of a year over the written corpus lead every number back to the words of reports.
func TestEveryNumberOfTheCorpusIsTraced(t *testing.T) {
	if testing.Short() {
		t.Skip("left out by -short: it reads some six hundred reports")
	}
	l := opened(t, filepath.Join(t.TempDir(), "corpus.db"))
	for _, half := range []string{"a", "b"} {
		fileCorpus(t, l, filepath.Join("..", "testkit", "corpus", half+".jsonl"))
	}
	for _, by := range policy.Policies {
		t.Run(string(by), func(t *testing.T) {
			traceAll(t, l, Options{From: "2024-01-01", To: "2024-12-31", Policy: by})
		})
	}
}

// fileCorpus reads the reports of a file and files them.
func fileCorpus(t *testing.T, l *ledger.Ledger, path string) {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	type told struct {
		filing ledger.Filing
		err    error
	}
	var filings []ledger.Filing
	err = stream.Ordered(t.Context(), stream.Lines(bytes.NewReader(data), 1<<20), runtime.GOMAXPROCS(0), func(line stream.Line) told {
		rep, err := report.FromJSON(line.Bytes, report.Options{})
		if err != nil {
			return told{err: err}
		}
		return told{filing: ledger.Filing{Report: rep, Record: read.Read(rep, read.Options{})}}
	}, func(x told) error {
		filings = append(filings, x.filing)
		return x.err
	}, func() error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Add(t.Context(), filings); err != nil {
		t.Fatal(err)
	}
}
