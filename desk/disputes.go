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

// A state says of what moment findings are.
type state uint8

const (
	pending state = iota // nothing is known yet
	passing              // they are those of a moment ago, while they are worked out anew
	current              // of the ledger as it is now
)

// disputes gives the latest disputes, and of what moment they are.
func (d *Desk) disputes(ctx context.Context) (*Disputes, state) {
	findings, of := d.findings(ctx, policy.ACLED)
	out := &Disputes{Pending: of == pending, Counts: map[string]int{}}
	for _, f := range findings {
		out.Counts[string(f.Verdict)]++
		if f.Verdict == check.Above || f.Verdict == check.Below {
			out.Findings = append(out.Findings, f)
		}
	}
	out.Findings = out.Findings[max(0, len(out.Findings)-disputesShown):]
	return out, of
}

// findings gives all totals, and of what moment they are.
func (d *Desk) findings(ctx context.Context, p policy.Policy) ([]*check.Finding, state) {
	generation, err := d.ledger.Generation(ctx)
	if err != nil {
		return nil, pending
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
	if fresh, rests := x.generation == generation, x.running == nil && x.took > disputeWait && time.Since(x.done) < disputeRest*x.took; x.known && (fresh || rests) {
		defer w.Unlock()
		return x.findings, x.stateAt(generation)
	}
	if x.running == nil {
		x.running = make(chan struct{})
		go d.check(context.WithoutCancel(ctx), x, p, generation)
	}
	running, short := x.running, !x.known || x.took < disputeWait
	w.Unlock()
	if short {
		select {
		case <-running:
		case <-time.After(disputeWait):
		case <-ctx.Done():
		}
	}
	w.Lock()
	defer w.Unlock()
	return x.findings, x.stateAt(generation)
}

func (x *checkedBy) stateAt(generation int64) state {
	switch {
	case !x.known:
		return pending
	case x.generation != generation:
		return passing
	}
	return current
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
