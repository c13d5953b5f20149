package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strconv"
	"text/tabwriter"

	"github.com/tollbook/tollbook/ledger"
)

type incidentsCommand struct {
	address
	Query  []string `arg:"" optional:"" name:"search" help:"Words, and filters such as country:MLI, type:ASSAULT, from:2025-01-01, killed:>10."`
	Format string   `enum:"text,json,clusters" default:"text" help:"text for a person to read; json for one incident a line; clusters for the reports of each incident, every report once, by its main event."`
	Limit  int      `placeholder:"N" default:"100" help:"Most incidents to list (default 100; 0 for all)."`
}

// Help teaches by example.
func (incidentsCommand) Help() string {
	return `Lists the incidents that the reports of a ledger speak of, the latest first.

Filters, which may be joined:

  country:PAK type:ASSAULT mode:bombing      codes of the record
  place:quetta                               part of the name of its place
  from:2025-01-01 to:2025-03-31              days; month:2025-03 is short for one month
  killed:>10  injured:5  reports:>=3         numbers: N, >N, >=N, <N, <=N; sources: counts independent texts
  grade:fair                                 confirmed, fair, weak, contested or discounted
  kind:injured category:civilian             harm and people that its tolls tell of
  by:gunmen against:farmers                  who did it, to whom: part of a name, or an id of the registry
  near:16.27,-0.04,50                        latitude, longitude, kilometres around
  publisher:courier actor:army id:REPORT     one of its reports; id: also takes an incident's name
  speaker:ministry act:deny about:army       a statement in one of its reports, also addressee:
  convoy "market bombing"                    words in the reports, phrases in quotation marks

Examples:

  tollbook incidents country:MLI from:2025-01-01
  tollbook incidents --format json killed:'>=10' > large.jsonl
  tollbook incidents --format clusters`
}

// Run lists the incidents.
func (c *incidentsCommand) Run(ctx context.Context, out *output) error {
	l, query, err := c.openQuery(ctx, c.Query)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	w := bufio.NewWriter(out.stdout)
	lines := jsonLines(w)
	if c.Format == "clusters" {
		err = l.Clusters(ctx, func(x ledger.Cluster) error { return lines.Encode(x) })
		return errors.Join(err, w.Flush())
	}
	if c.Format == "json" {
		err = l.Incidents(ctx, query, c.Limit, func(x ledger.Summary) error { return lines.Encode(x) })
		return errors.Join(asUsage(err), w.Flush())
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tDAY\tWHAT\tWHERE\tKILLED\tINJURED\tREPORTS")
	n := 0
	err = l.Incidents(ctx, query, c.Limit, func(x ledger.Summary) error {
		n++
		_, err := fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%d\n", x.ID, x.Days(), x.What(), x.Where(), figure(x.Killed), figure(x.Injured), x.Reports)
		return err
	})
	if n == c.Limit && n > 0 {
		fmt.Fprintf(table, "(the first %d; --limit shows more)\n", n)
	}
	return errors.Join(asUsage(err), table.Flush(), w.Flush())
}

// figure writes a figure that may not be known.
func figure(n *int) string {
	if n == nil {
		return "–"
	}
	return strconv.Itoa(*n)
}

// asUsage makes an error of a search one of the command line.
func asUsage(err error) error {
	if q, ok := errors.AsType[*ledger.QueryError](err); ok {
		return &usageError{q.Error(), q.Hint}
	}
	return err
}

type dbCommand struct {
	Stats dbStatsCommand `cmd:"" help:"Count what a ledger holds."`
	Check dbCheckCommand `cmd:"" help:"Derive everything anew, compare, and look whether all evidence lies inside its report."`
	Copy  dbCopyCommand  `cmd:"" help:"Copy a ledger into an empty one, on either database."`
}

// shownFaults is how many faults a check tells of.
const shownFaults = 20

type dbCheckCommand struct{ address }

// Run checks the ledger.
func (c *dbCheckCommand) Run(ctx context.Context, out *output) error {
	l, err := c.openThere(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	s, err := l.Stats(ctx)
	if err != nil {
		return err
	}
	out.progress(int64(s.Reports), false)
	faults, err := l.Check(ctx, shownFaults, func(n int) { out.advance(int64(n)) })
	out.finish()
	if err != nil {
		return err
	}
	for _, f := range faults {
		out.failed++
		out.complain(l.Name(), f.What, "")
	}
	if len(faults) == 0 {
		_, err = fmt.Fprintf(out.stdout, "%s: %d reports, all in order\n", l.Name(), s.Reports)
	}
	return err
}

type dbCopyCommand struct {
	From string `arg:"" help:"The ledger to copy: a file, or postgres://…"`
	To   string `arg:"" help:"Where to: an empty ledger, or one that is not there yet."`
}

// Run copies the ledger.
func (c *dbCopyCommand) Run(ctx context.Context, out *output) error {
	from, err := address{c.From}.openThere(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = from.Close() }()
	to, err := address{c.To}.open(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = to.Close() }()
	s, err := from.Stats(ctx)
	if err != nil {
		return err
	}
	out.progress(int64(s.Reports), false)
	err = from.Copy(ctx, to, func(n int) { out.advance(int64(n)) })
	out.finish()
	if err == nil {
		_, err = fmt.Fprintf(out.stdout, "%d reports copied to %s\n", s.Reports, to.Name())
	}
	return err
}

type dbStatsCommand struct{ address }

// Run prints the counts.
func (c *dbStatsCommand) Run(ctx context.Context, out *output) error {
	l, err := c.openThere(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	s, err := l.Stats(ctx)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(out.stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, row := range []struct {
		name string
		n    int
	}{{"reports", s.Reports}, {"texts", s.Texts}, {"copies and rewrites", s.Copies}, {"records", s.Records}, {"events told", s.Mentions},
		{"incidents", s.Incidents}, {"statements", s.Statements}, {"actors", s.Actors}, {"publishers", s.Publishers}, {"judgements", s.Judgements}} {
		fmt.Fprintf(table, "%d\t  %s\t\n", row.n, row.name)
	}
	return table.Flush()
}
