package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"runtime"
	"strconv"
	"strings"

	"golang.org/x/term"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/archive"
	"github.com/tollbook/tollbook/fetch"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
	"github.com/tollbook/tollbook/show"
	"github.com/tollbook/tollbook/stream"
)

type readCommand struct {
	Inputs    []string `arg:"" optional:"" name:"input" help:"Files, archives, http(s) addresses, or - for standard input."`
	Format    string   `enum:"text,json" default:"text" help:"text for a person to read, json for one object a report."`
	JSONL     bool     `name:"jsonl" help:"Work as a filter: one JSON report a line in, one record a line out."`
	With      []string `enum:"tokens" placeholder:"tokens" help:"Add to each record: tokens, with their tags and tree."`
	Policy    string   `placeholder:"NAME" help:"Add totals to each record, counted as acled, ucdp, airwars or all do."`
	Published string   `placeholder:"DATE" help:"Day of publication of reports that do not say it, as 2025-10-09."`
	bookFlag
	Actors  string `placeholder:"DIR" help:"Folder with actors of your own, in the form of the program's: groups.txt, bodies.txt, officials.txt."`
	MaxText size   `placeholder:"SIZE" default:"2MB" help:"Most text in one report (default 2MB)."`

	actors *actors.Book
}

// Help teaches by example.
func (readCommand) Help() string {
	return `Text, HTML and JSON are told apart by what they hold. "On Thursday" can only be dated where the day of publication is
known: JSON and pages tell it, for text give --published.

Examples:

  tollbook read report.txt --published 2025-10-09     a text
  tollbook read https://example.org/news/1234         a page of the web
  pbpaste | tollbook read                             what you have copied
  tollbook read --format json *.html > records.jsonl  many pages
  tollbook read crawl.warc.gz mail.eml paper.pdf      archives, piece by piece
  tollbook read --policy acled report.txt             with each event's toll as ACLED counts
  tollbook read --jsonl < reports.jsonl > out.jsonl   an archive, on all cores

A report in JSON needs "text"; "title", "published", "publisher", "url", "id" and "language" help, other keys are kept:

  {"text": "...", "title": "...", "published": "2025-10-09"}

With --jsonl a line that cannot be read gives {"error": ..., "line": N} in its place.

With --codebook DIR the events are those of a codebook of your own: tollbook codebook --help.

Exit status: 0 if all was read, 1 if something could not be, 2 for a wrong command line.`
}

// A size is a number of bytes: 500000, 500kB, 2MB.
type size int

// UnmarshalText reads a size.
func (s *size) UnmarshalText(text []byte) error {
	lower := strings.ToLower(strings.ReplaceAll(string(text), " ", ""))
	unit := 1
	for _, u := range []struct {
		suffix string
		bytes  int
	}{{"gb", 1_000_000_000}, {"mb", 1_000_000}, {"kb", 1_000}, {"g", 1_000_000_000}, {"m", 1_000_000}, {"k", 1_000}, {"b", 1}} {
		if number, found := strings.CutSuffix(lower, u.suffix); found {
			lower, unit = number, u.bytes
			break
		}
	}
	n, err := strconv.ParseFloat(lower, 64)
	if bytes := n * float64(unit); err != nil || !(bytes >= 1 && bytes <= 1e9) { // the negation catches NaN
		return fmt.Errorf("%q is no size between 1 byte and 1 GB, such as 500kB or 5MB", text)
	}
	*s = size(n * float64(unit))
	return nil
}

// Run reads the inputs and prints their records.
func (c *readCommand) Run(ctx context.Context, out *output) error {
	if !report.ValidPublished(c.Published) {
		return &usageError{fmt.Sprintf("--published %q is neither a date nor an RFC 3339 time", c.Published), "write it as 2025-10-09"}
	}
	if c.Policy != "" {
		counting, err := policy.Parse(c.Policy)
		if err != nil {
			return &usageError{"--policy " + err.Error(), "docs/counting.md tells how each of them counts"}
		}
		c.Policy = string(counting)
	}
	if c.Actors != "" {
		book, err := actors.With(c.Actors)
		if err != nil {
			return &usageError{"--actors: " + err.Error(), "docs/actors.md tells the form of the files"}
		}
		c.actors = book
	}
	if len(c.Inputs) == 0 {
		if term.IsTerminal(int(os.Stdin.Fd())) {
			return &usageError{"nothing to read", "name a file or an address, for example: tollbook read report.txt; tollbook read --help shows more"}
		}
		c.Inputs = []string{"-"}
	}
	if err := c.load(); err != nil {
		return err
	}
	if c.JSONL {
		return c.filter(ctx, out)
	}
	return c.readAll(ctx, out)
}

// newFetcher makes what asks the web. Tests put one here that may ask this machine too.
var newFetcher = fetch.New

// A result is what came of one input.
type result struct {
	input string
	page  []byte
	err   error
}

// readAll reads one report an input, and prints them in order.
func (c *readCommand) readAll(ctx context.Context, out *output) error {
	if len(c.Inputs) > 20 {
		out.progress(int64(len(c.Inputs)), false)
		defer out.finish()
	}
	fetcher := newFetcher(fetch.Options{})
	work := func(p piece) (r result) {
		r.input = p.input
		defer recovered(&r.err)
		var rep *report.Report
		if p.part != nil {
			r.input = p.part.Name
			if rep, r.err = p.part.Report(c.options()); p.part.Crawled && errors.Is(r.err, report.ErrNoArticle) {
				return result{input: r.input}
			}
			if r.err == nil && rep.Published == "" {
				rep.Published = c.Published
			}
		} else {
			rep, r.err = c.open(ctx, fetcher, p.input)
		}
		if r.err == nil {
			r.page, r.err = c.print(rep, r.input, len(c.Inputs) > 1 || r.input != p.input, out)
		}
		return r
	}
	emit := func(r result) error {
		out.advance(1)
		if r.err != nil {
			if ctx.Err() == nil {
				out.fail(nameOf(r.input), r.err)
			}
			return nil
		}
		_, err := out.stdout.Write(r.page)
		return err
	}
	return stream.Ordered(ctx, c.pieces(ctx), runtime.GOMAXPROCS(0), work, emit, func() error { return nil })
}

// pieces gives the inputs one by one, archives in their parts.
func (c *readCommand) pieces(ctx context.Context) iter.Seq[stream.Job[piece]] {
	return func(yield func(stream.Job[piece]) bool) {
		for _, name := range c.Inputs {
			if name == "-" || fetch.IsURL(name) || !archive.Is(name) {
				if !yield(stream.Job[piece]{Value: piece{input: name}}) {
					return
				}
				continue
			}
			for part := range archive.Open(name, archive.Options{MaxPiece: c.options().MaxInput()}) {
				if ctx.Err() != nil || !yield(stream.Job[piece]{Value: piece{input: name, part: &part}, Size: part.Size()}) {
					return
				}
			}
		}
	}
}

func nameOf(input string) string {
	if input == "-" {
		return "standard input"
	}
	return input
}

// open reads the report of an input.
func (c *readCommand) open(ctx context.Context, fetcher *fetch.Fetcher, input string) (*report.Report, error) {
	var rep *report.Report
	var err error
	switch {
	case input == "-":
		rep, err = readStdin(ctx, c.options())
	case fetch.IsURL(input):
		var page *fetch.Page
		if page, err = fetcher.Get(ctx, fetch.Request{URL: input, MaxSize: c.options().MaxInput()}); err == nil {
			rep, err = archive.FromPage(page.Body, page.Header.Get("Content-Type"), page.URL, c.options())
		}
	default:
		rep, err = report.ReadFile(input, c.options())
	}
	if err == nil && rep.Published == "" {
		rep.Published = c.Published
	}
	return rep, err
}

func (c *readCommand) options() report.Options { return report.Options{MaxText: int(c.MaxText)} }

func (c *readCommand) readOptions() read.Options {
	return read.Options{Tokens: len(c.With) > 0, Codebook: c.book, Actors: c.actors}
}

// readStdin reads standard input, and leaves it when ctx is done: a read of a terminal or a pipe cannot be broken off.
func readStdin(ctx context.Context, opt report.Options) (*report.Report, error) {
	type answer struct {
		rep *report.Report
		err error
	}
	done := make(chan answer, 1)
	go func() {
		rep, err := report.Read(os.Stdin, report.Source{}, opt)
		done <- answer{rep, err}
	}()
	select {
	case a := <-done:
		return a.rep, a.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// print reads the record of a report and sets it out.
func (c *readCommand) print(rep *report.Report, input string, named bool, out *output) ([]byte, error) {
	rec := read.Read(rep, c.readOptions())
	totals := c.totals(rec, rep)
	if c.Format == "json" {
		return jsonLine(rec, totals)
	}
	var b bytes.Buffer
	if named {
		fmt.Fprintf(&b, "==> %s <==\n\n", printable(nameOf(input)))
	}
	err := show.Write(&b, rec, rep.Text, show.Options{Width: out.width, Colour: out.colour, Totals: totals})
	if named {
		b.WriteByte('\n')
	}
	return b.Bytes(), err
}

// totals counts a record where a policy is asked for.
func (c *readCommand) totals(rec *record.Record, rep *report.Report) []policy.Total {
	if c.Policy == "" {
		return nil
	}
	return policy.OfRecord(policy.Policy(c.Policy), rec, rep.Title, rep.Text)
}

// jsonLine writes a record as a line of JSON, with the totals, unless they are nil, as one more key.
func jsonLine(rec *record.Record, totals []policy.Total) ([]byte, error) {
	line, err := rec.JSON()
	if err != nil || totals == nil {
		return append(line, '\n'), err
	}
	var added bytes.Buffer
	enc := json.NewEncoder(&added)
	enc.SetEscapeHTML(false)
	err = enc.Encode(totals)
	line = append(bytes.TrimSuffix(line, []byte("}")), `,"totals":`...)
	line = append(line, bytes.TrimSpace(added.Bytes())...)
	return append(line, "}\n"...), err
}

// recovered turns a fault of the reader into an error, so that one report does not cost the others.
func recovered(err *error) {
	if fault := recover(); fault != nil {
		*err = fmt.Errorf("the reader failed on this report, which is a fault of the program: %v", fault)
	}
}
