package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/tollbook/tollbook/compare"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/recorder"
)

type compareCommand struct {
	address
	With   string `required:"" placeholder:"NAME" help:"Whose incidents: acled, ucdp or gtd."`
	From   string `required:"" placeholder:"DAY" help:"First day of the period, as 2026-03-01."`
	To     string `required:"" placeholder:"DAY" help:"Last day of the period."`
	Place  string `placeholder:"NAME" help:"Only what happened in a place: part of a name, or a country's code of three letters."`
	Policy string `placeholder:"NAME" help:"Count ours as acled, ucdp, airwars or all do (default: as the other recorder does; ucdp for the GTD)."`
	Limit  int    `placeholder:"N" default:"50" help:"Most incidents to list of each sort, as text (default 50; 0 for all)."`
	Format string `enum:"text,json,csv" default:"text" help:"text for a person to read; json for all of it as one object; csv for one incident a row."`
	JSON   bool   `name:"json" help:"Short for --format json."`
}

// Help teaches by example.
func (compareCommand) Help() string {
	return `Lays the incidents of a ledger beside those that another recorder documents and that tollbook import has put beside them: what both have,
what each has alone, and where they count differently. Neither is the truth: an incident that only one has may be one that the
other's sources did not tell of, that its rules leave out, or that it counts in another place or on another day.

` + strings.Join(compare.Rule, "\n\n") + `

Examples:

  tollbook import ucdp ged.csv
  tollbook compare --with ucdp --from 2026-03-01 --to 2026-03-31
  tollbook compare --with acled --from 2026-03-01 --to 2026-03-31 --place MLI
  tollbook compare --with ucdp --from 2026-01-01 --to 2026-12-31 --place gao --format csv > gao.csv
  tollbook compare --with gtd --from 2020-01-01 --to 2020-12-31 --json | jq .in_both`
}

// Run compares.
func (c *compareCommand) Run(ctx context.Context, out *output) error {
	wanted := cmp.Or(c.Policy, map[string]string{"acled": "acled", "ucdp": "ucdp", "gtd": "ucdp"}[c.With], "acled")
	p, err := policy.Parse(wanted)
	if err != nil {
		return &usageError{err.Error(), "policies are acled, ucdp, airwars and all"}
	}
	l, err := c.openThere(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	found, err := compare.Compare(ctx, l, compare.Options{With: c.With, From: c.From, To: c.To, Place: c.Place, Policy: p})
	if err != nil {
		return asUsage(err)
	}
	w := bufio.NewWriter(out.stdout)
	switch {
	case c.JSON || c.Format == "json":
		err = jsonLines(w).Encode(found)
	case c.Format == "csv":
		err = found.CSV(w)
	default:
		c.show(w, found)
	}
	return errors.Join(err, w.Flush())
}

// show tells it to people.
func (c *compareCommand) show(w io.Writer, x *compare.Comparison) {
	them := recorder.ByName(x.With).Means
	place := ""
	if x.Place != "" {
		place = ", " + printable(x.Place)
	}
	fmt.Fprintf(w, "This ledger and %s, %s to %s%s; ours counted as %s does\n\n", them, x.From, x.To, place, x.Policy)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "\tINCIDENTS\tKILLED, OURS\tKILLED, %s\n", strings.ToUpper(x.With))
	fmt.Fprintf(table, "both\t%d\t%s\t%s\n", x.InBoth, sum(x.KilledOurs), sum(x.KilledOther))
	fmt.Fprintf(table, "ours alone\t%d\t%s\t\n", len(x.OursAlone), sum(x.SumOurs))
	fmt.Fprintf(table, "%s alone\t%d\t\t%s\n", x.With, len(x.TheirsAlone), sum(x.SumTheirs))
	_ = table.Flush()
	fmt.Fprintf(w, "\n%d in both: in %d the same number killed, in %d ranges that overlap, in %d ranges that lie apart, in %d only one gives a number\n", x.InBoth, x.Same, x.Overlap, x.Apart, x.One)
	if x.NotEntered > 0 {
		fmt.Fprintf(w, "%d more of ours are of a kind that %s does not enter\n", x.NotEntered, them)
	}
	c.both(w, x, "Both, and they count differently", func(p *compare.Pair) bool { return p.Difference == nil || *p.Difference != 0 })
	c.both(w, x, "Both, with the same number", func(p *compare.Pair) bool { return p.Difference != nil && *p.Difference == 0 })
	c.alone(w, "Ours alone", x.With, x.OursAlone)
	c.alone(w, x.With+" alone", "ours", x.TheirsAlone)
}

// sum writes the killed of some incidents.
func sum(s compare.Sum) string {
	text := fmt.Sprint(s.Best)
	if s.Low < s.High {
		text += fmt.Sprintf(" (%d to %d)", s.Low, s.High)
	}
	if s.Unknown > 0 {
		text += fmt.Sprintf(", %d without", s.Unknown)
	}
	return text
}

func (c *compareCommand) both(w io.Writer, x *compare.Comparison, title string, wanted func(*compare.Pair) bool) {
	n := 0
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, p := range x.Both {
		if !wanted(p) {
			continue
		}
		if n++; n == 1 {
			fmt.Fprintf(table, "\n%s\n  OURS\t%s\tDAY\tWHERE\tKILLED, OURS\tTHEIRS\tWHY ONE\n", title, strings.ToUpper(x.With))
		}
		if c.Limit == 0 || n <= c.Limit {
			fmt.Fprintf(table, "  %s\t%s\t%s\t%s\t%s\t%s\t%s\n", p.Ours.ID, printable(p.Theirs.ID), dayOf(p.Ours), printable(where(p.Ours)), p.Ours.Span(), p.Theirs.Span(), printable(p.Why))
		}
	}
	_ = table.Flush()
	c.rest(w, n)
}

func (c *compareCommand) alone(w io.Writer, title, other string, list []*compare.Alone) {
	if len(list) == 0 {
		return
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "\n%s\n  ID\tDAY\tWHAT\tWHERE\tKILLED\t\n", strings.ToUpper(title[:1])+title[1:])
	for i, a := range list {
		if c.Limit > 0 && i == c.Limit {
			break
		}
		near := ""
		if a.Near != "" {
			near = "fits " + other + " " + a.Near + " too, which has a closer one"
		}
		fmt.Fprintf(table, "  %s\t%s\t%s\t%s\t%s\t%s\n", printable(a.ID), dayOf(a.Side), printable(strings.ToLower(a.Type)), printable(where(a.Side)), a.Span(), printable(near))
	}
	_ = table.Flush()
	c.rest(w, len(list))
}

// rest says how many are not listed.
func (c *compareCommand) rest(w io.Writer, n int) {
	if c.Limit > 0 && n > c.Limit {
		fmt.Fprintf(w, "  and %d more; --limit 0 lists all\n", n-c.Limit)
	}
}

func dayOf(s *compare.Side) string {
	x := ledger.Summary{FirstDay: s.From, LastDay: s.To}
	return x.Days()
}

func where(s *compare.Side) string {
	x := ledger.Summary{Place: s.Place, Country: s.Country}
	return x.Where()
}
