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

	"github.com/tollbook/tollbook/ledger"
)

type incidentCommand struct {
	address
	ID     string `arg:"" help:"The incident's name, also one that it had earlier."`
	Format string `enum:"text,json" default:"text" help:"text for a person to read, or json."`
}

// Help says what is shown.
func (incidentCommand) Help() string {
	return `Shows one incident: how well it is documented, who did it according to whom, on what sources differ, how its toll rose, what each counting policy
makes of it, and each report with its words. The name may be one that the incident had earlier, before reports that came later joined it with another.

Examples:

  tollbook incident ifc9a0ae1635d
  tollbook incident ifc9a0ae1635d --format json`
}

// Run shows one incident, source by source.
func (c *incidentCommand) Run(ctx context.Context, out *output) error {
	l, err := c.openThere(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	x, err := l.Incident(ctx, c.ID)
	if errors.Is(err, ledger.ErrNoIncident) {
		return &usageError{err.Error(), "tollbook incidents lists them"}
	}
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out.stdout)
	if c.Format == "json" {
		lines := jsonLines(w)
		return errors.Join(lines.Encode(x), w.Flush())
	}
	showIncident(w, x)
	return w.Flush()
}

func showIncident(w io.Writer, x *ledger.Incident) {
	fmt.Fprintf(w, "%s  %s, %s, %s\n", x.ID, x.What(), printable(x.Where()), x.Days())
	fmt.Fprintf(w, "%s: %s\n", x.Grading.Grade, printable(x.Grading.Why))
	showAccounts(w, x)
	showReview(w, x)
	showSeries(w, x)
	fmt.Fprintln(w, "\nTotals, low to high, with what counts as best")
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, t := range x.Totals {
		fmt.Fprintf(table, "  %s\t%s\t%s\t%s to %s\tbest %s\t%s\n", t.Policy, t.Kind, t.Category, figure(t.Low), figure(t.High), figure(t.Best), printable(strings.Join(t.Reasons, "; ")))
	}
	_ = table.Flush()
	fmt.Fprintln(w, "\nSources")
	for i := range x.Sources {
		showSource(w, &x.Sources[i])
	}
}

// showAccounts tells who did it according to whom, on what sources differ, and what else the reports tell of.
func showAccounts(w io.Writer, x *ledger.Incident) {
	told := map[string]bool{}
	for _, b := range x.Blamed {
		line := fmt.Sprintf("held responsible by %s: %s", printable(cmp.Or(b.By, "somebody")), printable(b.Whom))
		if !told[line] {
			told[line] = true
			fmt.Fprintln(w, line)
		}
	}
	for _, name := range x.Claimed {
		fmt.Fprintf(w, "%s says that it did it\n", printable(name))
	}
	for _, name := range x.Denied {
		fmt.Fprintf(w, "%s denies it\n", printable(name))
	}
	for _, d := range x.Disputes {
		var values []string
		for _, v := range d.Values {
			values = append(values, fmt.Sprintf("%s (%s)", v.Value, strings.Join(v.By, ", ")))
		}
		fmt.Fprintf(w, "sources differ on %s: %s\n", d.On, printable(strings.Join(values, "; ")))
	}
	for _, c := range x.Conceded {
		fmt.Fprintf(w, "%s itself speaks of %s %s (%s)\n", printable(c.By), figure(cmp.Or(c.Best, c.Low, c.High)), c.Kind, printable(c.Report))
	}
	for _, p := range x.Parts {
		fmt.Fprintf(w, "part of it: %s, %s, %s, killed %s (%s/%s)\n", p.What, printable(cmp.Or(p.Place, "–")), cmp.Or(p.Day, "–"), figure(p.Killed), printable(p.Report), p.Event)
	}
	for i := range x.Related {
		r := &x.Related[i]
		how := "told with it"
		if r.Past {
			how = "told as history beside it"
		} else if r.Later {
			how = "later, tells of it as history"
		}
		fmt.Fprintf(w, "%s: %s  %s, %s, %s\n", how, r.ID, r.What(), printable(r.Where()), r.Days())
	}
}

// showReview tells what people decided.
func showReview(w io.Writer, x *ledger.Incident) {
	if r := x.Reviewed; r != nil {
		fmt.Fprintf(w, "accepted by %s on %s", printable(r.By), r.At[:min(len(r.At), 10)])
		if len(r.Missing) > 0 {
			fmt.Fprintf(w, ", but not %s", printable(strings.Join(r.Missing, ", ")))
		}
		fmt.Fprintln(w)
	}
	if x.Unsure {
		fmt.Fprintln(w, "somebody looked at it and was unsure")
	}
	for i := range x.Decided {
		switch d := &x.Decided[i]; {
		case d.Open:
			fmt.Fprintf(w, "a new reading disagrees: %s (judgement %s)\n", printable(d.Reason), d.About)
		case d.Holds && (d.Kind == ledger.Split || d.Kind == ledger.Same || d.Kind == ledger.Different):
			fmt.Fprintf(w, "%s by %s on %s%s\n", d.Kind, printable(d.Author), d.At[:min(len(d.At), 10)], printable(because(d.Reason)))
		}
	}
	for _, n := range x.Notes {
		fmt.Fprintf(w, "note by %s on %s: %s\n", printable(n.Author), printable(n.On), printable(n.Text))
	}
}

func because(reason string) string {
	if reason == "" {
		return ""
	}
	return ": " + reason
}

// showSeries tells how the toll rose, where it is told more than once.
func showSeries(w io.Writer, x *ledger.Incident) {
	if len(x.Series) < 2 {
		return
	}
	ids := map[string]string{}
	for _, s := range x.Sources {
		ids[s.Key] = s.Report
	}
	fmt.Fprintln(w, "\nToll over time")
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for i := range x.Series {
		t := &x.Series[i]
		later := ""
		if t.Superseded {
			later = "superseded"
		}
		fmt.Fprintf(table, "  %s\t%s\t%s\t%s\t%s\t%s\n", cmp.Or(t.Published, "undated"), t.Kind, t.Figure(), printable(t.Source), printable(ids[t.Report]), later)
	}
	_ = table.Flush()
}

// done are judgements on a figure in the past.
var done = map[ledger.Kind]string{ledger.Accept: "accepted", ledger.Edit: "edited", ledger.Add: "added"}

func showSource(w io.Writer, s *ledger.Source) {
	fmt.Fprintf(w, "  %s  %s  text %d  %s\n", cmp.Or(s.Published, "undated"), printable(cmp.Or(s.Publisher, "unknown publisher")), s.Family, printable(s.Report))
	if s.Title != "" {
		fmt.Fprintf(w, "    %s\n", printable(s.Title))
	}
	for _, q := range s.Figures {
		said := ""
		if q.Said != "" {
			said = " (" + q.Said + ")"
		}
		if r := q.Reviewed; r != nil {
			said += fmt.Sprintf(", %s by %s on %s", done[r.Kind], r.By, r.At[:min(len(r.At), 10)])
		}
		fmt.Fprintf(w, "    %s %s: %s%s\n", q.Kind, figure(q.Best), printable(q.Text), printable(said))
	}
	fmt.Fprintf(w, "    \u201c%s\u201d\n", printable(s.Evidence))
	if l := s.Linked; l != nil {
		fmt.Fprintf(w, "    one incident with %s at %.2f: %s\n", printable(l.With), l.P, strings.Join(l.Because, ", "))
	}
}
