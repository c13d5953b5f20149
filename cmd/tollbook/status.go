package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/work"
)

type statusCommand struct {
	address
	JSON bool `name:"json" help:"Print one object of JSON."`
}

// Help teaches by example.
func (statusCommand) Help() string {
	return `Tells how a ledger stands: its size and schema, the last report, which versions of the reader have read it, and of each source that is watched when it was
last asked for and what went wrong; and of the queue, where there is one, how much waits and who works (tollbook work list tells more).

Examples:

  tollbook status --db news.db
  tollbook status --json | jq '.sources[] | select(.failures > 0)'

Exit status: 0, also where sources fail; 1 where the ledger cannot be read.`
}

// Run tells how the ledger stands.
func (c *statusCommand) Run(ctx context.Context, out *output) error {
	l, err := c.openThere(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	s, err := l.Status(ctx)
	if err != nil {
		return err
	}
	q, err := queueOf(ctx, l)
	if err != nil {
		return err
	}
	if c.JSON {
		return jsonLines(out.stdout).Encode(ledgerStatus{s, q})
	}
	w := tabwriter.NewWriter(out.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "ledger\t%s, %.1f MB, schema %d\n", printable(s.Ledger), float64(s.Bytes)/1e6, s.Schema)
	fmt.Fprintf(w, "holds\t%d reports, %d incidents, %d judgements\n", s.Reports, s.Incidents, s.Judgements)
	fmt.Fprintf(w, "last report\tfiled %s, published %s\n", orNever(s.LastFiled), orNever(printable(s.Published)))
	for _, r := range s.Readers {
		note := ""
		if r.Reader != coder() {
			note = " (not this version: tollbook reread reads anew)"
		}
		fmt.Fprintf(w, "reader\t%s: %d reports%s\n", printable(r.Reader), r.Reports, note)
	}
	fmt.Fprintf(w, "this reader\t%s\n", coder())
	if q != nil {
		waits, hand, again, dead := q.sum()
		fmt.Fprintf(w, "queue\t%d wait, %d in hand, %d failed and are tried again, %d dead; %d workers\n", waits, hand, again, dead, len(q.Workers))
	}
	if err := w.Flush(); err != nil || len(s.Sources) == 0 {
		return err
	}
	fmt.Fprintf(w, "\nSOURCE\tASKED\tARTICLES\tFAILING\tERROR\n")
	for _, x := range s.Sources {
		wrong := ""
		if x.Failures > 0 {
			wrong = fmt.Sprintf("%s (%d times)", printable(x.Note), x.Failures)
		}
		fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%s\n", printable(x.URL), orNever(max(x.Checked, x.ArticleChecked)), x.Articles, x.Failing, wrong)
	}
	return w.Flush()
}

// ledgerStatus is how a ledger stands, with its queue where it has one.
type ledgerStatus struct {
	*ledger.Status
	Queue *queueStatus `json:"queue,omitempty"`
}

type queueStatus struct {
	Stages  []work.Count  `json:"stages"`
	Workers []work.Worker `json:"workers"`
}

func (q *queueStatus) sum() (waits, hand, again, dead int) {
	for _, x := range q.Stages {
		waits, hand, again, dead = waits+x.Waits, hand+x.Hand, again+x.Again, dead+x.Dead
	}
	return waits, hand, again, dead
}

// queueOf tells of the queue of a ledger; nil where it has none.
func queueOf(ctx context.Context, l *ledger.Ledger) (*queueStatus, error) {
	q, err := work.Look(ctx, l)
	if q == nil || err != nil {
		return nil, err
	}
	counts, err := q.Counts(ctx)
	if err != nil {
		return nil, err
	}
	workers, err := q.Workers(ctx)
	return &queueStatus{counts, workers}, err
}

func orNever(at string) string {
	if at == "" {
		return "never"
	}
	return at
}
