package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/tollbook/tollbook/ledger"
)

type searchCommand struct {
	address
	Query  []string `arg:"" name:"search" help:"Words, and filters such as publisher:courier, near:16.27,-0.04,50."`
	Format string   `enum:"text,json" default:"text" help:"text for a person to read; json for one report a line."`
	Limit  int      `placeholder:"N" default:"20" help:"Most reports to list (default 20; 0 for all)."`
}

// Help teaches by example.
func (searchCommand) Help() string {
	return `Finds reports, the latest first. Words must all stand in the report. Filters on incidents must hold of one incident that it tells of.

Filters, which may be joined:

  publisher:courier actor:army id:REPORT     the report; actor: is part of a name in it
  near:16.27,-0.04,50                        latitude, longitude, kilometres around
  speaker:ministry act:deny about:army       one statement in it; also addressee:
  country:PAK type:ASSAULT place:quetta      as in tollbook incidents, also mode:, admin1:, killed:, injured:, reports:, sources:, grade:, kind:,
                                             category:, by:, against:
  from:2025-01-01 to:2025-03-31              days of the incident; month:2025-03 is short for one month

Examples:

  tollbook search "market bombing" country:NGA
  tollbook search near:15.66,0.50,30 killed:'>=5' --format json
  tollbook search actor:'defence ministry' ceasefire`
}

// Run lists the reports.
func (c *searchCommand) Run(ctx context.Context, out *output) error {
	l, query, err := c.openQuery(ctx, c.Query)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	w := bufio.NewWriter(out.stdout)
	lines := jsonLines(w)
	n := 0
	err = l.Reports(ctx, query, c.Limit, func(f ledger.Found) error {
		n++
		if c.Format == "json" {
			return lines.Encode(f)
		}
		fmt.Fprintf(w, "%s  %s  %s\n", cmp.Or(f.Published, "undated"), printable(cmp.Or(f.Publisher, "unknown publisher")), printable(f.Report))
		if f.Title != "" {
			fmt.Fprintf(w, "  %s\n", printable(f.Title))
		}
		fmt.Fprintf(w, "  %s\n  %s\n", printable(f.Snippet), strings.Join(f.Incidents, " "))
		return nil
	})
	if err == nil && c.Format == "text" {
		switch n {
		case 0:
			fmt.Fprintln(w, "no report is like that")
		case c.Limit:
			fmt.Fprintf(w, "(the first %d; --limit shows more)\n", n)
		}
	}
	return errors.Join(asUsage(err), w.Flush())
}
