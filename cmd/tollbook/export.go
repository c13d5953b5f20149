package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"golang.org/x/term"

	"github.com/tollbook/tollbook/export"
	"github.com/tollbook/tollbook/policy"
)

type exportCommand struct {
	address
	Format   string   `arg:"" help:"csv, jsonl, geojson, acled, ucdp, gtd, plover, gdelt, gdelt-mentions, polecat, phoenix, hxl, annotations, parquet, xlsx, or package for the whole ledger."`
	Query    []string `arg:"" optional:"" name:"search" help:"Words, and filters such as country:MLI, from:2025-01-01, killed:>10; as in tollbook incidents."`
	Output   string   `short:"o" placeholder:"FILE" default:"-" help:"Where to; - for standard output (the default). What the format leaves out is told in FILE.lost.txt."`
	Policy   string   `placeholder:"NAME" help:"Whose numbers: acled, ucdp, airwars or all (default: those of the format, acled where it has none)."`
	Withhold bool     `name:"withhold-victims" help:"Keep the names of victims out."`
	Licence  string   `placeholder:"NAME" default:"notspecified" help:"Of a package: the licence under which it is given, such as CC-BY-4.0."`
}

// Help teaches by example.
func (exportCommand) Help() string {
	var b strings.Builder
	b.WriteString("Writes the incidents of a ledger in a form that other programs and people work with.\n\nFormats:\n\n")
	for _, f := range export.Formats() {
		fmt.Fprintf(&b, "  %-15s %s\n", f.Name, f.Means)
	}
	fmt.Fprintf(&b, "  %-15s %s\n", "package", "the whole ledger as a Frictionless data package; tollbook import reads it into an equal one")
	b.WriteString(`
Examples:

  tollbook export csv country:MLI from:2026-01-01 -o mali.csv
  tollbook export geojson killed:'>=10' -o large.geojson
  tollbook export acled --policy acled -o acled.csv       and acled.csv.lost.txt says what is lost
  tollbook export gdelt | wc -l
  tollbook export package -o ledger.zip --licence CC-BY-4.0

A file is there as a whole or not at all: it is written under another name first.`)
	return b.String()
}

// Run exports the incidents.
func (c *exportCommand) Run(ctx context.Context, out *output) error {
	format := export.ByName(c.Format)
	whole := c.Format == "package"
	if format == nil && !whole {
		return &usageError{"there is no format " + c.Format, "tollbook export --help lists the formats"}
	}
	var p policy.Policy
	if c.Policy != "" {
		var err error
		if p, err = policy.Parse(c.Policy); err != nil {
			return &usageError{err.Error(), "policies are acled, ucdp, airwars and all"}
		}
	}
	switch {
	case c.Output == "-" && (whole || format.Binary) && term.IsTerminal(int(out.stdout.Fd())):
		return &usageError{c.Format + " is not for a terminal", "-o FILE writes a file"}
	case whole && (len(c.Query) > 0 || c.Withhold || p != ""):
		return &usageError{"a package holds the whole ledger: it takes no search, --policy or --withhold-victims", "the other formats do"}
	}
	// An export is made once, and then the program ends: some memory is given for time, but not so much that a large table would take it all.
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(96 << 20)
	l, query, err := c.openQuery(ctx, c.Query)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	if whole {
		return c.to(out, func(w io.Writer) error { return export.Pack(ctx, l, w, c.Licence) })
	}
	var result *export.Result
	err = c.to(out, func(w io.Writer) (err error) {
		result, err = export.Write(ctx, l, format, export.Options{Query: query, Policy: p, Withhold: c.Withhold}, w)
		return err
	})
	if err != nil {
		return asUsage(err)
	}
	return c.tellLoss(out, format, result)
}

// tellLoss says what was left out: in a file beside the one that was written, else on standard error.
func (c *exportCommand) tellLoss(out *output, f *export.Format, r *export.Result) error {
	n := 0
	for _, l := range r.Left {
		n += l.N
	}
	if c.Output == "-" {
		if n > 0 {
			out.warn("", fmt.Sprintf("%d of what was asked for is not in the form of %s", n, f.Name), "-o FILE writes beside it FILE.lost.txt, which says why")
		}
		return nil
	}
	if len(f.Loses) == 0 && n == 0 {
		return nil
	}
	return writeWhole(c.Output+".lost.txt", func(w io.Writer) error { return export.WriteLoss(w, f, r) })
}

// to writes to where the command says.
func (c *exportCommand) to(out *output, write func(io.Writer) error) error {
	if c.Output == "-" {
		return write(out.stdout)
	}
	return writeWhole(c.Output, write)
}

// writeWhole writes a file that is there as a whole or not at all.
func writeWhole(path string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close(), os.Remove(f.Name()))
		}
	}()
	if err := write(f); err != nil {
		return err
	}
	if err := errors.Join(f.Chmod(0o644), f.Sync()); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return os.Rename(f.Name(), path)
}
