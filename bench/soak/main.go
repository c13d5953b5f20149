// Command soak lets a ledger be filled, linked, judged and browsed at once for as long as it is told to, and writes what a minute at a time took: memory,
// errors, how many of each, and how long pages and writes took. The desk is a process of its own, as it is for people; reports are filed by this one, as
// tollbook add does, and some by the interface, which reads them. Reports are made up.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"github.com/tollbook/tollbook/ledger"
)

type options struct {
	tollbook string
	address  string
	length   time.Duration
	still    time.Duration
	interval time.Duration
	rate     int
	batch    int
	browsers int
	page     string
	drawing  string
}

func main() {
	var o options
	flag.StringVar(&o.tollbook, "tollbook", "./tollbook", "the program to serve the desk with")
	flag.StringVar(&o.address, "db", "", "an empty ledger (default: a file in a temporary folder)")
	flag.DurationVar(&o.length, "for", time.Hour, "how long")
	flag.DurationVar(&o.still, "still", 0, "how long at the end nothing more is filed: memory must then stay as it is")
	flag.DurationVar(&o.interval, "every", time.Minute, "what a row of the table is for")
	flag.IntVar(&o.rate, "rate", 600, "reports filed a minute")
	flag.IntVar(&o.batch, "batch", 10, "reports filed at once")
	flag.IntVar(&o.browsers, "browsers", 4, "how many people look at pages, one page a second each")
	flag.StringVar(&o.page, "page", "", "a page of the documentation to put the table into, between its marks (default: standard output)")
	flag.StringVar(&o.drawing, "svg", "", "a file for the drawing")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	if o.address == "" {
		folder, err := os.MkdirTemp("", "tollbook-soak-")
		if err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(folder) }()
		o.address = filepath.Join(folder, "ledger.db")
	}
	l, err := ledger.Open(ctx, o.address)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	t := &tallies{}
	w := &work{options: o, ledger: l, tallies: t}
	if err := w.file(ctx, 20); err != nil { // so that there is something to look at
		return err
	}
	desk, err := serve(ctx, o.tollbook, o.address)
	if err != nil {
		return err
	}
	defer desk.stop()
	w.desk = desk.address

	working, enough := context.WithTimeout(ctx, o.length)
	defer enough()
	filing, full := context.WithTimeout(working, o.length-o.still)
	defer full()
	done := w.start(working, filing)
	rows := watch(working, o.interval, desk, t)
	done()
	faults, err := l.Check(ctx, 5, func(int) {})
	if err != nil {
		return err
	}
	if err := write(o, rows, t, len(faults)); err != nil {
		return err
	}
	if len(faults) > 0 {
		return fmt.Errorf("the ledger is not in order: %s", faults[0].What)
	}
	if n := t.errors(); n > 0 {
		return fmt.Errorf("%d errors, the first: %w", n, t.first)
	}
	return nil
}

// The marks in a page between which the table stands.
const (
	before = "<!-- soak: written by make soak -->\n"
	after  = "<!-- end of soak -->"
)

// write puts out the table and the drawing.
func write(o options, rows []row, t *tallies, faults int) error {
	text := table(rows, t, faults)
	if o.drawing != "" {
		if err := os.WriteFile(o.drawing, []byte(draw(rows)), 0o644); err != nil {
			return err
		}
	}
	if o.page == "" {
		_, err := os.Stdout.WriteString(text)
		return err
	}
	page, err := os.ReadFile(o.page)
	if err != nil {
		return err
	}
	head, rest, found := strings.Cut(string(page), before)
	_, tail, ended := strings.Cut(rest, after)
	if !found || !ended {
		return fmt.Errorf("%s has no marks for the table: %s%s", o.page, before, after)
	}
	return os.WriteFile(o.page, []byte(head+before+text+after+tail), 0o644)
}
