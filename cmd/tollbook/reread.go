package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"

	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
	"github.com/tollbook/tollbook/stream"
)

type rereadCommand struct {
	address
	Format string `enum:"text,json" default:"text" help:"text for a person to read; json for one changed report a line."`
	Batch  int    `placeholder:"N" default:"64" help:"Reports filed at once (default 64)."`
}

// Help says what is kept.
func (rereadCommand) Help() string {
	return `Reads again all reports of a ledger that were read by another version of the program, its codebook or its model, and tells what changed:
counts and events gained, lost and altered, and judgements about something that is no longer read, or is read otherwise. Earlier records are kept, and judgements
hold as before. A run that was broken off goes on where it stopped.`
}

// coder names what this program reads with.
func coder() string {
	return ledger.CoderOf(&record.Record{Coder: record.Coder{Version: read.Version, Codebook: codebook.SHA256(), Model: language.Model()}})
}

// Run reads the ledger again.
func (c *rereadCommand) Run(ctx context.Context, out *output) error {
	if c.Batch < 1 || c.Batch > 10_000 {
		return &usageError{"--batch must lie between 1 and 10000", ""}
	}
	l, err := c.openThere(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	w := bufio.NewWriter(out.stdout)
	r := &rereading{rereadCommand: c, ledger: l, out: out, w: w}
	var failed error
	reports := func(yield func(stream.Job[*report.Report]) bool) {
		for rep, err := range r.outdated(ctx) {
			if err != nil {
				failed = err
				return
			}
			if !yield(stream.Job[*report.Report]{Value: rep, Size: len(rep.Text)}) {
				return
			}
		}
	}
	work := func(rep *report.Report) ledger.Filing {
		return ledger.Filing{Report: rep, Record: read.Read(rep, read.Options{})}
	}
	err = stream.Ordered(ctx, reports, runtime.GOMAXPROCS(0), work, func(f ledger.Filing) error { return r.take(ctx, f) }, func() error { return nil })
	err = errors.Join(failed, err)
	if err == nil {
		err = r.flush(ctx)
	}
	if err == nil && c.Format == "text" {
		fmt.Fprintf(w, "%d read again, %d of them changed\n", r.done, r.changed)
	}
	return errors.Join(err, w.Flush())
}

type rereading struct {
	*rereadCommand
	ledger        *ledger.Ledger
	out           *output
	w             *bufio.Writer
	batch         []ledger.Filing
	done, changed int
}

// outdated gives the reports one by one.
func (r *rereading) outdated(ctx context.Context) iter.Seq2[*report.Report, error] {
	return func(yield func(*report.Report, error) bool) {
		last := ""
		for {
			some, err := r.ledger.Outdated(ctx, coder(), last, 256)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, rep := range some {
				last = ledger.Key(rep)
				if !yield(rep, nil) {
					return
				}
			}
			if len(some) == 0 {
				return
			}
		}
	}
}

func (r *rereading) take(ctx context.Context, f ledger.Filing) error {
	if r.batch = append(r.batch, f); len(r.batch) < r.Batch {
		return nil
	}
	return r.flush(ctx)
}

func (r *rereading) flush(ctx context.Context) error {
	if len(r.batch) == 0 {
		return nil
	}
	changes, err := r.ledger.Reread(context.WithoutCancel(ctx), r.batch)
	if err != nil {
		return err
	}
	r.done += len(r.batch)
	r.batch = r.batch[:0]
	lines := jsonLines(r.w)
	for i := range changes {
		if changes[i].Empty() {
			continue
		}
		r.changed++
		if r.Format == "json" {
			err = errors.Join(err, lines.Encode(changes[i]))
			continue
		}
		showChange(r.w, &changes[i])
	}
	return err
}

func showChange(w *bufio.Writer, c *ledger.Change) {
	fmt.Fprintln(w, printable(c.Report))
	for _, list := range []struct {
		sign  string
		lines []string
	}{{"+", c.Gained}, {"-", c.Lost}, {"~", c.Altered}} {
		for _, line := range list.lines {
			fmt.Fprintf(w, "  %s %s\n", list.sign, printable(line))
		}
	}
	for _, j := range c.Conflicts {
		fmt.Fprintf(w, "  ! judgement %s (%s by %s): %s\n", j.ID, j.Kind, printable(j.Author), printable(j.What))
	}
}
