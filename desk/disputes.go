package desk

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/tollbook/tollbook/check"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
)

// Disputes are the stated totals that do not go with what is documented.
type Disputes struct {
	Pending  bool             `json:"pending"` // they are still being added up
	Findings []*check.Finding `json:"findings"`
	Counts   map[string]int   `json:"counts"` // by verdict, of all totals
}

// checking lays the totals of a ledger beside what is documented, in the background, since with a large one that takes longer than a page may.
type checking struct {
	sync.Mutex
	of map[policy.Policy]*checkedBy
}

// checkedBy is what was found, counted by one policy.
type checkedBy struct {
	generation int64
	known      bool
	findings   []*check.Finding // in order of publication
	running    chan struct{}    // closed when the work under way is done; nil without
}

const (
	disputesShown = 6
	disputeWait   = 400 * time.Millisecond // for what may be ready at once
	disputeTime   = 10 * time.Minute
)

// disputes gives the latest disputes.
func (d *Desk) disputes(ctx context.Context) *Disputes {
	findings, known := d.findings(ctx, policy.ACLED)
	out := &Disputes{Pending: !known, Counts: map[string]int{}}
	for _, f := range findings {
		out.Counts[string(f.Verdict)]++
		if f.Verdict == check.Above || f.Verdict == check.Below {
			out.Findings = append(out.Findings, f)
		}
	}
	out.Findings = out.Findings[max(0, len(out.Findings)-disputesShown):]
	return out
}

// findings gives all totals as the ledger is now, or as it was a moment ago while they are worked out anew; false while nothing is known yet.
func (d *Desk) findings(ctx context.Context, p policy.Policy) ([]*check.Finding, bool) {
	generation, err := d.ledger.Generation(ctx)
	if err != nil {
		return nil, false
	}
	w := &d.checking
	w.Lock()
	if w.of == nil {
		w.of = map[policy.Policy]*checkedBy{}
	}
	x := w.of[p]
	if x == nil {
		x = &checkedBy{}
		w.of[p] = x
	}
	if x.known && x.generation == generation {
		defer w.Unlock()
		return x.findings, true
	}
	if x.running == nil {
		x.running = make(chan struct{})
		go d.check(context.WithoutCancel(ctx), x, p, generation)
	}
	running, known := x.running, x.known
	w.Unlock()
	if !known {
		select {
		case <-running:
		case <-time.After(disputeWait):
		case <-ctx.Done():
		}
	}
	w.Lock()
	defer w.Unlock()
	return x.findings, x.known
}

// check checks all totals.
func (d *Desk) check(ctx context.Context, x *checkedBy, p policy.Policy, generation int64) {
	ctx, cancel := context.WithTimeout(ctx, disputeTime)
	defer cancel()
	var findings []*check.Finding
	err := check.Check(ctx, d.ledger, ledger.Query{}, p, func(f *check.Finding) error {
		findings = append(findings, f)
		return nil
	})
	d.checking.Lock()
	defer d.checking.Unlock()
	if err != nil {
		slog.Error("totals could not be checked", "error", err)
	} else {
		x.generation, x.known, x.findings = generation, true, findings
	}
	close(x.running)
	x.running = nil
}
