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
	took       time.Duration    // the last time
	done       time.Time
}

const (
	disputesShown = 6
	disputeWait   = 400 * time.Millisecond // for what may be ready at once
	disputeTime   = 10 * time.Minute
	disputeRest   = 20 // times as long as the work took, so that it takes a small part of the processor where much is written
)

// disputes gives the latest disputes; passing says that they are those of a moment ago, or not known yet, while they are worked out anew.
func (d *Desk) disputes(ctx context.Context) (found *Disputes, passing bool) {
	findings, known, passing := d.findings(ctx, policy.ACLED)
	out := &Disputes{Pending: !known, Counts: map[string]int{}}
	for _, f := range findings {
		out.Counts[string(f.Verdict)]++
		if f.Verdict == check.Above || f.Verdict == check.Below {
			out.Findings = append(out.Findings, f)
		}
	}
	out.Findings = out.Findings[max(0, len(out.Findings)-disputesShown):]
	return out, passing
}

// findings gives all totals as the ledger is now, or in passing as it was a moment ago while they are worked out anew; known is false while nothing is known yet.
func (d *Desk) findings(ctx context.Context, p policy.Policy) (found []*check.Finding, known, passing bool) {
	generation, err := d.ledger.Generation(ctx)
	if err != nil {
		return nil, false, true
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
		return x.findings, true, false
	}
	if x.running == nil && x.known && x.took > disputeWait && time.Since(x.done) < disputeRest*x.took {
		defer w.Unlock()
		return x.findings, true, true
	}
	if x.running == nil {
		x.running = make(chan struct{})
		go d.check(context.WithoutCancel(ctx), x, p, generation)
	}
	running, wait := x.running, !x.known || x.took < disputeWait
	w.Unlock()
	if wait {
		select {
		case <-running:
		case <-time.After(disputeWait):
		case <-ctx.Done():
		}
	}
	w.Lock()
	defer w.Unlock()
	return x.findings, x.known, !x.known || x.generation != generation
}

// check checks all totals.
func (d *Desk) check(ctx context.Context, x *checkedBy, p policy.Policy, generation int64) {
	start := time.Now()
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
	x.took, x.done = time.Since(start), time.Now()
	close(x.running)
	x.running = nil
}
