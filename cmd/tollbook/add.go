package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/archive"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/report"
	"github.com/tollbook/tollbook/stream"
)

// An address says which ledger a command works on.
type address struct {
	DB string `name:"db" placeholder:"ADDRESS" default:"tollbook.db" env:"TOLLBOOK_DB" help:"The ledger: a file, or postgres://… (default tollbook.db)."`
}

// open opens the ledger, which is made if it is not there.
func (a address) open(ctx context.Context) (*ledger.Ledger, error) { return ledger.Open(ctx, a.DB) }

// openThere opens a ledger that must be there.
func (a address) openThere(ctx context.Context) (*ledger.Ledger, error) {
	if !strings.Contains(a.DB, "://") {
		if _, err := os.Stat(a.DB); errors.Is(err, fs.ErrNotExist) {
			return nil, &usageError{a.DB + ": there is no such ledger", "tollbook add report.txt --db " + a.DB + " makes one; --db names another"}
		}
	}
	return a.open(ctx)
}

// openQuery reads a search and opens the ledger that it asks, which must be there.
func (a address) openQuery(ctx context.Context, words []string) (*ledger.Ledger, ledger.Query, error) {
	query, err := ledger.ParseQuery(words)
	if err != nil {
		return nil, query, asUsage(err)
	}
	l, err := a.openThere(ctx)
	return l, query, err
}

// jsonLines writes values as JSON, one a line, with <, > and & as they are.
func jsonLines(w io.Writer) *json.Encoder {
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	return lines
}

type addCommand struct {
	address
	Inputs    []string `arg:"" name:"input" help:"Files, folders, archives, or - for lines of JSON on standard input."`
	Published string   `placeholder:"DATE" help:"Day of publication of reports that do not say it, as 2025-10-09."`
	MaxText   size     `placeholder:"SIZE" default:"2MB" help:"Most text in one report (default 2MB)."`
	Batch     int      `placeholder:"N" default:"128" help:"Most reports filed at once (default 128)."`
}

// Help teaches by example.
func (addCommand) Help() string {
	return `Reads reports and files them in a ledger, with what they claim, and links those that speak of one incident. A report that was filed
before is skipped, so that a command that was broken off is simply given again. What was filed is on the disk. WARC and WACZ archives, mbox and EML mails, PDF with text, and ZIP, TAR and GZ of all these are read
piece by piece, Parquet files row by row; pages of a WARC that hold no article are passed over.

Examples:

  tollbook add report.txt --published 2025-10-09
  tollbook add archive/                          every text, page and .jsonl file of a folder
  tollbook add crawl.warc.gz mails.mbox papers.zip
  tollbook add part-*.parquet                    reports in columns: text, title, published, ...
  tollbook add - < reports.jsonl                 one report in JSON a line
  tollbook add archive/ --db postgres://user@host/tollbook

Exit status: 0 if all was filed, 1 if something could not be read, 2 for a wrong command line.`
}

// A piece is one report to file, as it came: a file, a line of one, or a part of an archive.
type piece struct {
	input string
	line  stream.Line    // with a number above 0, of a file of lines
	part  *archive.Piece // of an archive
}

// filed is what came of a piece.
type filed struct {
	name   string
	filing ledger.Filing
	known  bool // it was filed before
	empty  bool // a page of an archive that holds no article
	err    error
	fatal  error // of the ledger, so that there is no use in going on
}

// Run files the reports.
func (c *addCommand) Run(ctx context.Context, out *output) error {
	if err := c.check(); err != nil {
		return err
	}
	files, total := c.files(out)
	l, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	out.progress(total, true)
	a := &adding{addCommand: c, ledger: l, out: out, coder: coder()}
	if err := a.run(ctx, files); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out.stdout, "%d filed, %d known before, %d could not be read%s\n", a.filer.fresh, a.known+a.filer.known, a.bad, a.passed())
	return err
}

func (c *addCommand) check() error {
	if !report.ValidPublished(c.Published) {
		return &usageError{fmt.Sprintf("--published %q is neither a date nor an RFC 3339 time", c.Published), "write it as 2025-10-09"}
	}
	if c.Batch < 1 || c.Batch > 10_000 {
		return &usageError{"--batch must lie between 1 and 10000", ""}
	}
	return nil
}

// run goes through the files.
func (a *adding) run(ctx context.Context, files []string) error {
	a.filer = newFiler(ctx, a.ledger.Name(), a.file)
	err := stream.Ordered(ctx, a.pieces(ctx, files), runtime.GOMAXPROCS(0), func(p piece) filed { return a.read(ctx, p) },
		func(f filed) error { return a.take(ctx, f) }, func() error { return nil })
	if err == nil || ctx.Err() != nil {
		// What is read already is filed, though somebody wants to stop.
		err = errors.Join(err, a.flush())
	}
	if failed := a.filer.finish(); failed != nil && !errors.Is(err, failed) {
		err = errors.Join(err, failed)
	}
	a.out.finish()
	return err
}

// passed tells of pages without an article, where there were any.
func (a *adding) passed() string {
	if a.empty == 0 {
		return ""
	}
	return fmt.Sprintf(", %d pages without an article", a.empty)
}

// files gives the files to read, folders gone through in order, and their bytes together.
func (c *addCommand) files(out *output) (files []string, total int64) {
	add := func(path string, size int64) {
		files = append(files, path)
		total += size
	}
	for _, input := range c.Inputs {
		if input == "-" {
			add(input, 0)
			continue
		}
		err := filepath.WalkDir(input, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				out.fail(path, fmt.Errorf("cannot be opened: %w", cause(err)))
				return nil
			}
			hidden := strings.HasPrefix(d.Name(), ".") && path != input
			switch {
			case d.IsDir() && hidden:
				return filepath.SkipDir
			case d.IsDir() || hidden:
				return nil
			}
			info, err := d.Info()
			if err != nil {
				out.fail(path, err)
				return nil
			}
			add(path, info.Size())
			return nil
		})
		if err != nil {
			out.fail(input, err)
		}
	}
	return files, total
}

func cause(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}

// mostWaiting is how many bytes of text are gathered at most before they are filed: a record is many times as long as its text.
const mostWaiting = 4 << 20

// adding is the state of one run.
type adding struct {
	*addCommand
	ledger     *ledger.Ledger
	filer      *filer
	out        *output
	coder      string
	put        func(context.Context, []*report.Report) ([]bool, error) // where reports wait to be read; nil to read and file them
	batch      []ledger.Filing
	waiting    int // bytes of text in it
	known, bad int
	empty      int // pages of archives without an article
}

// pieces gives the reports one by one.
func (a *adding) pieces(ctx context.Context, files []string) iter.Seq[stream.Job[piece]] {
	return func(yield func(stream.Job[piece]) bool) {
		for _, path := range files {
			if ctx.Err() != nil || !a.piecesOf(path, yield) {
				return
			}
		}
	}
}

var lineFiles = []string{".jsonl", ".ndjson"}

func (a *adding) piecesOf(path string, yield func(stream.Job[piece]) bool) (more bool) {
	if path != "-" && archive.Is(path) {
		for part := range archive.Open(path, archive.Options{MaxPiece: a.options().MaxInput(), Count: func(n int) { a.out.advance(int64(n)) }}) {
			if !yield(stream.Job[piece]{Value: piece{input: path, part: &part}, Size: part.Size()}) {
				return false
			}
		}
		return true
	}
	if path != "-" && !slices.Contains(lineFiles, strings.ToLower(filepath.Ext(path))) {
		info, err := os.Stat(path)
		bytes := 0
		if err == nil {
			bytes = int(info.Size())
			a.out.advance(info.Size())
		}
		return yield(stream.Job[piece]{Value: piece{input: path}, Size: bytes})
	}
	f := os.Stdin
	if path != "-" {
		var err error
		if f, err = os.Open(path); err != nil {
			return yield(stream.Job[piece]{Value: piece{input: path, line: stream.Line{Number: 1, Err: fmt.Errorf("cannot be opened: %w", cause(err))}}})
		}
		defer func() { _ = f.Close() }()
	}
	for job := range stream.Lines(counted{f, a.out}, a.options().MaxInput()) {
		if !yield(stream.Job[piece]{Value: piece{input: path, line: job.Value}, Size: job.Size}) {
			return false
		}
	}
	return true
}

func (c *addCommand) options() report.Options { return report.Options{MaxText: int(c.MaxText)} }

// read reads one report, unless it was filed before.
func (a *adding) read(ctx context.Context, p piece) (f filed) {
	f.name = nameOf(p.input)
	defer recovered(&f.err)
	opt := a.options()
	var rep *report.Report
	if p.part != nil {
		f.name = p.part.Name
		if rep, f.err = p.part.Report(opt); p.part.Crawled && errors.Is(f.err, report.ErrNoArticle) {
			f.empty, f.err = true, nil
			return f
		}
	} else if p.line.Number > 0 {
		f.name += fmt.Sprintf(": line %d", p.line.Number)
		if f.err = p.line.Err; f.err == nil {
			rep, f.err = report.FromJSON(p.line.Bytes, opt)
		}
	} else {
		rep, f.err = report.ReadFile(p.input, opt)
	}
	if f.err != nil {
		return f
	}
	if rep.Published == "" {
		rep.Published = a.Published
	}
	f.known, f.fatal = a.ledger.Has(ctx, ledger.Key(rep), a.coder)
	if !f.known && f.fatal == nil {
		f.filing.Report = rep
		if a.put == nil {
			f.filing.Record = read.Read(rep, read.Options{})
		}
	}
	return f
}

// take gathers what was read, and has it filed batch by batch.
func (a *adding) take(ctx context.Context, f filed) error {
	switch {
	case (f.err != nil || f.fatal != nil) && ctx.Err() != nil:
	case f.fatal != nil:
		return fmt.Errorf("%s: %w", a.ledger.Name(), f.fatal)
	case f.err != nil:
		a.bad++
		a.out.fail(f.name, f.err)
	case f.known:
		a.known++
	case f.empty:
		a.empty++
	default:
		a.batch = append(a.batch, f.filing)
		a.waiting += len(f.filing.Report.Text)
	}
	if len(a.batch) < a.Batch && a.waiting < mostWaiting {
		return nil
	}
	return a.flush()
}

// flush has filed what was gathered.
func (a *adding) flush() error {
	if len(a.batch) == 0 {
		return nil
	}
	batch := a.batch
	a.batch, a.waiting = nil, 0
	return a.filer.file(batch)
}

// file files a batch, or has it wait.
func (a *adding) file(ctx context.Context, batch []ledger.Filing) ([]bool, error) {
	if a.put == nil {
		return a.ledger.Add(ctx, batch)
	}
	reports := make([]*report.Report, len(batch))
	for i := range batch {
		reports[i] = batch[i].Report
	}
	return a.put(ctx, reports)
}
