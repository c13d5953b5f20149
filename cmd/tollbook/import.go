package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/tollbook/tollbook/export"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/recorder"
)

type importCommand struct {
	Package importPackageCommand `cmd:"" default:"withargs" help:"Read a data package that tollbook export package wrote into an empty ledger."`
	ACLED   importACLEDCommand   `cmd:"" name:"acled" help:"Keep a table of ACLED's beside the ledger's own incidents, for comparison."`
	UCDP    importUCDPCommand    `cmd:"" name:"ucdp" help:"Keep a table of UCDP's GED beside them."`
	GTD     importGTDCommand     `cmd:"" name:"gtd" help:"Keep a table of the GTD beside them."`
}

type importPackageCommand struct {
	address
	File string `arg:"" help:"The package: a .zip file."`
}

// Help teaches by example.
func (importPackageCommand) Help() string {
	return `Reads a data package into a ledger that is empty or not there yet. What incidents there are is derived anew, to the same rows.

Examples:

  tollbook export package -o ledger.zip
  tollbook import ledger.zip --db copy.db`
}

// Run reads the package.
func (c *importPackageCommand) Run(ctx context.Context, out *output) error {
	if info, err := os.Stat(c.File); err != nil || info.IsDir() {
		return &usageError{c.File + ": there is no such file", "tollbook export package -o ledger.zip writes one"}
	}
	folder, err := os.MkdirTemp("", "tollbook-import-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	// What the package holds is looked at as a whole before any of it is in the ledger.
	beside, err := ledger.Open(ctx, filepath.Join(folder, "ledger.db"))
	if err != nil {
		return err
	}
	defer func() { _ = beside.Close() }()
	if err := export.Unpack(ctx, c.File, beside); err != nil {
		return err
	}
	to, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = to.Close() }()
	n := 0
	if err := beside.Copy(ctx, to, func(more int) { n += more }); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out.stdout, "%d reports from %s are in %s\n", n, c.File, to.Name())
	return err
}

type importTableCommand struct {
	address
	File string `arg:"" help:"The table: a .csv file, or - for standard input."`
}

type importACLEDCommand struct{ importTableCommand }
type importUCDPCommand struct{ importTableCommand }
type importGTDCommand struct{ importTableCommand }

const importTableHelp = `. Its rows are kept as what they are, incidents that another recorder documents. They never become incidents of the ledger, count in none of its
numbers, and are no part of a data package; tollbook compare lays them beside the ledger's own.

A row that was imported before is known again by its id; where the recorder has changed it, the newer one takes its place. A row that
cannot be read is told of with its line, and the rest goes on.

Examples:

  tollbook import %[1]s table.csv
  zcat table.csv.gz | tollbook import %[1]s -
  tollbook compare --with %[1]s --from 2026-03-01 --to 2026-03-31

Exit status: 0 if all was kept, 1 if something could not be read, 2 for a wrong command line.`

// Help teaches by example.
func (importACLEDCommand) Help() string {
	return "Reads a table as ACLED publishes it, of 31 columns or fewer" + fmt.Sprintf(importTableHelp, "acled")
}

// Help teaches by example.
func (importUCDPCommand) Help() string {
	return "Reads a table of UCDP's Georeferenced Event Dataset, also of candidate events, with or without a head" + fmt.Sprintf(importTableHelp, "ucdp")
}

// Help teaches by example.
func (importGTDCommand) Help() string {
	return "Reads a table of the Global Terrorism Database, saved as CSV" + fmt.Sprintf(importTableHelp, "gtd")
}

// Run reads the table.
func (c *importACLEDCommand) Run(ctx context.Context, out *output) error {
	return c.read(ctx, out, "acled")
}

// Run reads the table.
func (c *importUCDPCommand) Run(ctx context.Context, out *output) error {
	return c.read(ctx, out, "ucdp")
}

// Run reads the table.
func (c *importGTDCommand) Run(ctx context.Context, out *output) error {
	return c.read(ctx, out, "gtd")
}

// keptAtOnce is how many rows are kept in one transaction.
const keptAtOnce = 1000

// shownRows is how many rows that could not be read are told of one by one.
const shownRows = 100

// read keeps the rows of a table.
func (c *importTableCommand) read(ctx context.Context, out *output, name string) error {
	form := recorder.ByName(name)
	in, size := io.ReadCloser(os.Stdin), int64(0)
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return &usageError{c.File + ": " + cause(err).Error(), "give a table that " + form.Means + " published, as CSV"}
		}
		if info, err := f.Stat(); err == nil {
			size = info.Size()
		}
		in = f
	}
	defer func() { _ = in.Close() }()
	l, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	out.progress(size, true)
	defer out.finish()
	var rows []*recorder.Incident
	var n ledger.Recorded
	keep := func() error {
		m, err := l.Record(ctx, filepath.Base(c.File), rows)
		n.New, n.Changed, n.Known = n.New+m.New, n.Changed+m.Changed, n.Known+m.Known
		rows = rows[:0]
		return err
	}
	bad := 0
	err = form.Read(counted{in, out}, func(x *recorder.Incident) error {
		if rows = append(rows, x); len(rows) < keptAtOnce {
			return nil
		}
		return errors.Join(keep(), ctx.Err())
	}, func(e *recorder.RowError) {
		out.failed++
		if bad++; bad <= shownRows {
			out.complain(c.File, e.Error(), "")
		}
	})
	if errors.Is(err, recorder.ErrNoTable) {
		return &usageError{c.File + " " + err.Error(), "tollbook import " + name + " reads the tables of " + form.Means}
	}
	if ctx.Err() == nil {
		err = errors.Join(err, keep())
	}
	if err != nil {
		return err
	}
	out.finish()
	if bad > shownRows {
		out.complain(c.File, fmt.Sprintf("%d more rows could not be read", bad-shownRows), "")
	}
	_, err = fmt.Fprintf(out.stdout, "%d new, %d changed, %d known before, %d could not be read\n", n.New, n.Changed, n.Known, bad)
	return err
}
