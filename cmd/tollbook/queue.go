package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/tollbook/tollbook/ledger"
)

type queueCommand struct {
	address
	Query  []string `arg:"" optional:"" name:"search" help:"Words and filters, as of tollbook incidents."`
	Reason string   `placeholder:"REASON" help:"Only those that wait for a reason: conflict, changed, disputed, low, unsure or new."`
	After  string   `placeholder:"MARK" help:"Go on where an earlier page ended."`
	Limit  int      `placeholder:"N" default:"20" help:"Incidents on a page (default 20)."`
	Format string   `enum:"text,json" default:"text" help:"text for a person to read, or json."`
}

// Help says what the reasons mean.
func (queueCommand) Help() string {
	return `Lists the incidents that wait for a person to look at them, the most urgent first, and then by the dead:

  conflict   a new reading differs from what a person decided
  changed    its toll was told otherwise later, or reports came after it was accepted
  disputed   its reports differ on the dead, the injured, the day or the place
  low        a report hangs on it by a weak link
  unsure     somebody looked at it and could not decide
  new        nobody has accepted any of it

What a search finds in many incidents is counted among the first of the queue alone, and then told as "at least" so many.

An incident of which all reports were accepted waits no more, until something changes.

Examples:

  tollbook queue
  tollbook queue --reason disputed country:MLI from:2026-03-01
  tollbook judge accept ifc9a0ae1635d --author ada`
}

// Run lists the queue.
func (c *queueCommand) Run(ctx context.Context, out *output) error {
	if c.Limit < 1 || c.Limit > 10_000 {
		return &usageError{"--limit must lie between 1 and 10000", ""}
	}
	l, query, err := c.openQuery(ctx, c.Query)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	page, err := l.Queue(ctx, query, ledger.Reason(c.Reason), c.After, c.Limit)
	if err != nil {
		return asUsage(err)
	}
	w := bufio.NewWriter(out.stdout)
	if c.Format == "json" {
		return errors.Join(jsonLines(w).Encode(page), w.Flush())
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tDAY\tWHAT\tWHERE\tKILLED\tREPORTS\tWHY")
	for i := range page.Items {
		x := &page.Items[i]
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%d\t%s\n", x.ID, x.Days(), x.What(), printable(x.Where()), figure(x.Killed), x.Reports, words(x.Reasons))
	}
	_ = table.Flush()
	var counts []string
	for _, r := range ledger.Reasons {
		counts = append(counts, fmt.Sprintf("%s %s", waiting(page, string(r)), r))
	}
	fmt.Fprintf(w, "%s wait: %s\n", waiting(page, "all"), strings.Join(counts, ", "))
	if page.Next != "" {
		fmt.Fprintf(w, "(--after %s shows more)\n", page.Next)
	}
	return w.Flush()
}

// waiting gives a count of the queue, with "at least" where it was not carried to the end.
func waiting(page *ledger.QueuePage, of string) string {
	if slices.Contains(page.AtLeast, of) {
		return fmt.Sprintf("at least %d", page.Counts[of])
	}
	return strconv.Itoa(page.Counts[of])
}

func words(reasons []ledger.Reason) string {
	out := make([]string, len(reasons))
	for i, r := range reasons {
		out[i] = string(r)
	}
	return strings.Join(out, ", ")
}
