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

	generation int64 // of the ledger that they are of
}

// disputing works out the disputes of a ledger in the background, since a large one takes longer than a page may.
type disputing struct {
	sync.Mutex
	latest  *Disputes
	running chan struct{} // closed when the work under way is done; nil without
	took    time.Duration // the last time
	done    time.Time
}

const (
	disputesShown = 6
	disputeWait   = 400 * time.Millisecond // for what may be ready at once
	disputeTime   = 10 * time.Minute
	disputeRest   = 20 // times as long as the work took, so that it takes a small part of the processor where much is written
)

// disputes gives the disputes of the ledger as it is now; passing says that they are those of a moment ago, while they are worked out anew.
func (d *Desk) disputes(ctx context.Context) (found *Disputes, passing bool) {
	generation, err := d.ledger.Generation(ctx)
	if err != nil {
		return &Disputes{Pending: true}, true
	}
	w := &d.disputed
	w.Lock()
	if w.latest != nil && w.latest.generation == generation {
		defer w.Unlock()
		return w.latest, false
	}
	if w.running == nil && w.latest != nil && time.Since(w.done) < disputeRest*w.took && w.took > disputeWait {
		defer w.Unlock()
		return w.latest, true
	}
	if w.running == nil {
		w.running = make(chan struct{})
		go d.dispute(context.WithoutCancel(ctx), generation)
	}
	running, short := w.running, w.took < disputeWait
	w.Unlock()
	if short {
		select {
		case <-running:
		case <-time.After(disputeWait):
		case <-ctx.Done():
		}
	}
	if latest := w.latestNow(); latest != nil {
		return latest, latest.generation != generation
	}
	return &Disputes{Pending: true}, true
}

func (w *disputing) latestNow() *Disputes {
	w.Lock()
	defer w.Unlock()
	return w.latest
}

// dispute checks all totals.
func (d *Desk) dispute(ctx context.Context, generation int64) {
	start := time.Now()
	ctx, cancel := context.WithTimeout(ctx, disputeTime)
	defer cancel()
	found := &Disputes{Counts: map[string]int{}, generation: generation}
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
		w.latest = found
	}
	w.took, w.done = time.Since(start), time.Now()
	close(w.running)
	w.running = nil
}
