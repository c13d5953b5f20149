package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/tollbook/tollbook/check"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

type checkCommand struct {
	address
	Query  []string `arg:"" optional:"" name:"search" help:"Words, and filters such as country:MLI, category:security, id:REPORT."`
	Policy string   `placeholder:"NAME" default:"acled" help:"Count incidents as acled, ucdp, airwars or all do (default acled)."`
	Only   []string `placeholder:"VERDICT" help:"Only claims that are consistent, above, below or not_comparable."`
	Format string   `enum:"text,json" default:"text" help:"text for a person to read; json for one claim a line."`
}

// Help teaches by example.
func (checkCommand) Help() string {
	return `Lays the totals that reports state ("214 soldiers were killed this year, the army said") beside what the incidents of the ledger add up
to for the same time, area, harm and people. What is documented is a floor: not every incident is reported, and not every
report is in the ledger. So a claim may be higher than documented and right.

  consistent       the claim lies between the least and the most that is documented
  above, below     it is higher, or lower
  not_comparable   the report does not say for when or where, or the ledger does not reach back so far

Filters, which may be joined:

  country:PAK admin1:02 place:gao            area of the total
  from:2024-01-01 to:2024-10-31              days that its time touches
  kind:killed category:security              harm and people
  actor:army publisher:courier id:REPORT     the report; also speaker:, act:, about:, addressee:
  "so far this year"                         words in the report

Examples:

  tollbook check country:PAK category:security
  tollbook check --only above --only below --policy ucdp
  tollbook check --format json > findings.jsonl`
}

// Run checks the claims.
func (c *checkCommand) Run(ctx context.Context, out *output) error {
	p, err := policy.Parse(c.Policy)
	if err != nil {
		return &usageError{err.Error(), ""}
	}
	only := map[check.Verdict]bool{}
	for _, v := range c.Only {
		only[check.Verdict(v)] = true
	}
	names := make([]string, len(check.Verdicts))
	for i, v := range check.Verdicts {
		names[i] = string(v)
		delete(only, v)
	}
	for v := range only {
		return &usageError{fmt.Sprintf("there is no verdict %q", v), "verdicts are " + strings.Join(names, ", ")}
	}
	l, query, err := c.openQuery(ctx, c.Query)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	w := bufio.NewWriter(out.stdout)
	lines := jsonLines(w)
	tally := map[check.Verdict]int{}
	err = check.Check(ctx, l, query, p, func(f *check.Finding) error {
		if len(c.Only) > 0 && !slices.Contains(c.Only, string(f.Verdict)) {
			return nil
		}
		tally[f.Verdict]++
		if c.Format == "json" {
			return lines.Encode(f)
		}
		showFinding(w, f)
		return nil
	})
	if err == nil && c.Format == "text" {
		fmt.Fprintf(w, "%d consistent, %d above, %d below, %d not comparable\n", tally[check.Consistent], tally[check.Above], tally[check.Below], tally[check.NotComparable])
	}
	return errors.Join(asUsage(err), w.Flush())
}

func showFinding(w io.Writer, f *check.Finding) {
	c := &f.Claim
	fmt.Fprintf(w, "%s: %s\n", strings.ToUpper(strings.ReplaceAll(string(f.Verdict), "_", " ")), printable(f.Why))
	fmt.Fprintf(w, "  \u201c%s\u201d\n", printable(c.Text))
	fmt.Fprintf(w, "  said by %s; %s, %s, %s/%s", printable(cmp.Or(c.SaidBy, "nobody named")), printable(cmp.Or(c.Publisher, "unknown publisher")), cmp.Or(c.Published, "undated"),
		printable(c.Report), c.Count)
	if len(c.Also) > 0 {
		fmt.Fprintf(w, "; also %s", printable(strings.Join(c.Also, ", ")))
	}
	area := "no area"
	if c.Area.Name != "" {
		area = strings.TrimSpace(c.Area.Name + " " + c.Area.Country)
	}
	fmt.Fprintf(w, "\n  claim       %s %s (%s), %s to %s, %s\n", printable(c.Quantity), c.Kind, printable(cmp.Or(c.Who, string(c.Category))), cmp.Or(c.From, "?"), cmp.Or(c.To, "?"), printable(area))
	if d := f.Documented; d != nil {
		more := ""
		if d.Open {
			more = " or more"
		}
		fmt.Fprintf(w, "  documented  %d to %d%s, best %d, counted as %s does; the claim differs from the best by %+d\n", d.Low, d.High, more, d.Best, f.Policy, *f.Gap)
	}
	if f.FirstReport != "" {
		fmt.Fprintf(w, "  reports     %d others on %s of this time or the week after it; the first of all is of %s\n", f.ReportsOfWindow, c.Area.Country, f.FirstReport)
	}
	if f.Documented != nil {
		showLines(w, "incidents", f.Documented.Incidents)
		if n := f.Documented.Without; n > 0 {
			fmt.Fprintf(w, "  and %d without such a figure\n", n)
		}
	}
	showLines(w, "outside the category: "+sums(f.OutsideCategory), nearFirst(f))
	showLines(w, "just outside the time", f.OutsideWindow)
	showOwn(w, &f.Claimant)
	fmt.Fprintln(w)
}

// shownLines is how many incidents of one sort are told of to people.
const shownLines = 25

// nearFirst puts those of the claim's own category but of another kind first: army and police are the usual trap.
func nearFirst(f *check.Finding) []check.Line {
	lines := slices.Clone(f.OutsideCategory)
	slices.SortStableFunc(lines, func(a, b check.Line) int {
		far := func(x check.Line) int {
			if x.Category == f.Claim.Category {
				return 0
			}
			return 1
		}
		return far(a) - far(b)
	})
	return lines
}

// sums adds up lines by what they count.
func sums(lines []check.Line) string {
	var parts []string
	for _, category := range []record.Category{record.Civilian, record.Security, record.Militant, record.UnknownCategory} {
		n := 0
		for _, x := range lines {
			if x.Category == category {
				n += x.Best
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, category))
		}
	}
	return strings.Join(parts, ", ")
}

func showLines(w io.Writer, title string, lines []check.Line) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(w, "  %s\n", title)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for i, x := range lines {
		if i == shownLines {
			fmt.Fprintf(table, "    and %d more, which --format json lists\n", len(lines)-i)
			break
		}
		n := fmt.Sprint(x.Best)
		if x.High > x.Best || x.Low < x.Best {
			n = fmt.Sprintf("%d (%d to %d)", x.Best, x.Low, x.High)
		}
		if x.Open {
			n += "+"
		}
		note := strings.Join(x.Who, ", ")
		if note == "" {
			note = string(x.Category)
		}
		if x.Perhaps != "" {
			note += " (perhaps not: " + x.Perhaps + ")"
		}
		s := ledger.Summary{FirstDay: x.From, LastDay: x.To}
		fmt.Fprintf(table, "    %s\t%s\t%s\t%s\t%s\n", x.ID, s.Days(), printable(x.Place), n, printable(note))
	}
	_ = table.Flush()
}

func showOwn(w io.Writer, own *check.Own) {
	if own.Incidents > 0 {
		fmt.Fprintf(w, "  the same speaker's figures for %s add up to %d\n", plural(own.Incidents, "incident"), own.Sum)
	}
	if own.Periods > 0 {
		fmt.Fprintf(w, "  the same speaker's totals for %s within this time add up to %d\n", plural(own.Periods, "part"), own.PeriodSum)
	}
	for _, e := range own.Earlier {
		against := ""
		if e.Against != "" {
			against = ": " + e.Against
		}
		fmt.Fprintf(w, "  said earlier, on %s (%s): %s, %s to %s%s\n", e.Published, printable(e.Report), printable(e.Quantity), e.From, cmp.Or(e.To, "?"), against)
	}
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
