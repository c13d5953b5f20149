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

// disputing works out the disputes of a ledger in the background, since a large one takes longer than a page may.
type disputing struct {
	sync.Mutex
	generation int64
	latest     *Disputes
	running    chan struct{} // closed when the work under way is done; nil without
}

const (
	disputesShown = 6
	disputeWait   = 400 * time.Millisecond // for what may be ready at once
	disputeTime   = 10 * time.Minute
)

// disputes gives the disputes of the ledger as it is now, or as it was a moment ago while they are worked out anew.
func (d *Desk) disputes(ctx context.Context) *Disputes {
	generation, err := d.ledger.Generation(ctx)
	if err != nil {
		return &Disputes{Pending: true}
	}
	w := &d.disputed
	w.Lock()
	if w.latest != nil && w.generation == generation {
		defer w.Unlock()
		return w.latest
	}
	if w.running == nil {
		w.running = make(chan struct{})
		go d.dispute(context.WithoutCancel(ctx), generation)
	}
	running := w.running
	w.Unlock()
	if w.latestNow() == nil {
		select {
		case <-running:
		case <-time.After(disputeWait):
		case <-ctx.Done():
		}
	}
	if latest := w.latestNow(); latest != nil {
		return latest
	}
	return &Disputes{Pending: true}
}

func (w *disputing) latestNow() *Disputes {
	w.Lock()
	defer w.Unlock()
	return w.latest
}

// dispute checks all totals.
func (d *Desk) dispute(ctx context.Context, generation int64) {
	ctx, cancel := context.WithTimeout(ctx, disputeTime)
	defer cancel()
	found := &Disputes{Counts: map[string]int{}}
	err := check.Check(ctx, d.ledger, ledger.Query{}, policy.ACLED, func(f *check.Finding) error {
		found.Counts[string(f.Verdict)]++
		if f.Verdict == check.Above || f.Verdict == check.Below {
			found.Findings = append(found.Findings, f)
			if len(found.Findings) > disputesShown {
				found.Findings = found.Findings[1:]
			}
		}
		return nil
	})
	w := &d.disputed
	w.Lock()
	defer w.Unlock()
	if err != nil {
		slog.Error("totals could not be checked", "error", err)
	} else {
		w.generation, w.latest = generation, found
	}
	close(w.running)
	w.running = nil
}
