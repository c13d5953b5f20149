package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/term"

	"github.com/tollbook/tollbook/plot"
	"github.com/tollbook/tollbook/policy"
)

type plotCommand struct {
	address
	Chart  string   `arg:"" help:"killed, injured, incidents, provinces or map."`
	Query  []string `arg:"" optional:"" name:"search" help:"Words, and filters such as country:MLI, type:ASSAULT; as in tollbook incidents."`
	From   string   `placeholder:"DAY" help:"First day on which incidents began (default: the first there is)."`
	To     string   `placeholder:"DAY" help:"Last day (default: the last there is)."`
	Policy string   `placeholder:"NAME" default:"acled" help:"Count as acled, ucdp, airwars or all do (default acled)."`
	Title  string   `placeholder:"TEXT" help:"A title of your own."`
	Format string   `placeholder:"NAME" help:"svg, png, or csv for the figures (default: as the file is called, else svg)."`
	Output string   `short:"o" placeholder:"FILE" default:"-" help:"Where to; - for standard output (the default)."`
}

// Help teaches by example.
func (plotCommand) Help() string {
	var b strings.Builder
	b.WriteString("Draws a chart of the incidents of violence in a ledger.\n\nCharts:\n\n")
	for _, k := range plot.Kinds {
		fmt.Fprintf(&b, "  %-10s %s\n", k[0], k[1])
	}
	b.WriteString(`
Examples:

  tollbook plot killed country:MLI --from 2026-01-01 --to 2026-06-30 -o killed.svg
  tollbook plot injured --policy ucdp -o injured.png
  tollbook plot provinces country:MLI --format csv
  tollbook plot map from:2026-03-01 to:2026-03-31 -o map.png

An SVG names and describes itself to those who do not see it; --format csv gives its figures as a table.`)
	return b.String()
}

// Run draws the chart.
func (c *plotCommand) Run(ctx context.Context, out *output) error {
	p, err := policy.Parse(c.Policy)
	if err != nil {
		return &usageError{err.Error(), "policies are acled, ucdp, airwars and all"}
	}
	format := cmp.Or(c.Format, strings.TrimPrefix(filepath.Ext(c.Output), "."), "svg")
	if !slices.Contains([]string{"svg", "png", "csv"}, format) {
		return &usageError{fmt.Sprintf("there is no format %q", format), "formats are svg, png, csv"}
	}
	if c.Output == "-" && format == "png" && term.IsTerminal(int(out.stdout.Fd())) {
		return &usageError{"a picture is not for a terminal", "-o FILE writes a file"}
	}
	l, err := c.openThere(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	chart, err := plot.Make(ctx, l, c.Chart, plot.Options{Search: c.Query, From: c.From, To: c.To, Policy: p, Title: c.Title})
	if err != nil {
		return asUsage(err)
	}
	write := map[string]func(io.Writer) error{"svg": chart.SVG, "png": chart.PNG, "csv": chart.CSV}[format]
	if c.Output == "-" {
		return write(out.stdout)
	}
	return writeWhole(c.Output, write)
}
