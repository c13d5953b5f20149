package main

import (
	"context"
	"fmt"

	"github.com/tollbook/tollbook/ledger"
)

// A filer files batches of reports while the next are read, one batch after the other. One waits while another is filed, and no more.
type filer struct {
	ledger       string // its name
	add          func(context.Context, []ledger.Filing) ([]bool, error)
	batches      chan []ledger.Filing
	done         chan struct{} // closed when nothing more is filed
	fresh, known int           // reports, once it is done
	err          error         // why it ended early, once it is done
}

// newFiler gives one that is at work. What was handed to it is filed even if ctx ends.
func newFiler(ctx context.Context, name string, add func(context.Context, []ledger.Filing) ([]bool, error)) *filer {
	f := &filer{ledger: name, add: add, batches: make(chan []ledger.Filing), done: make(chan struct{})}
	go f.run(context.WithoutCancel(ctx))
	return f
}

func (f *filer) run(ctx context.Context) {
	defer close(f.done)
	for batch := range f.batches {
		fresh, err := f.add(ctx, batch)
		if err != nil {
			f.err = fmt.Errorf("%s: %w", f.ledger, err)
			return
		}
		f.count(fresh)
	}
}

func (f *filer) count(fresh []bool) {
	for _, yes := range fresh {
		if yes {
			f.fresh++
		} else {
			f.known++
		}
	}
}

// file hands over a batch. It fails if an earlier one could not be filed.
func (f *filer) file(batch []ledger.Filing) error {
	select {
	case f.batches <- batch:
		return nil
	case <-f.done:
		return f.err
	}
}

// finish waits until all that was handed over is filed. No more may be handed over.
func (f *filer) finish() error {
	close(f.batches)
	<-f.done
	return f.err
}
