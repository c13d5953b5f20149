package work

import (
	"context"
	"time"
)

// A batcher gathers what several jobs have ready, and commits it in one transaction: each job waits until its own is on the disk.
type batcher[T any] struct {
	most   int           // in one batch
	wait   time.Duration // after the first, for more
	commit func(ctx context.Context, batch []T) []error
	in     chan ready[T]
}

type ready[T any] struct {
	value T
	done  chan error
}

func newBatcher[T any](most int, wait time.Duration, commit func(context.Context, []T) []error) *batcher[T] {
	return &batcher[T]{most, wait, commit, make(chan ready[T])}
}

// do has something committed, and says what came of it.
func (b *batcher[T]) do(ctx context.Context, value T) error {
	r := ready[T]{value, make(chan error, 1)}
	select {
	case b.in <- r:
		return <-r.done
	case <-ctx.Done():
		return ctx.Err()
	}
}

// run commits batches until ctx is done. By then nobody may wait any more.
func (b *batcher[T]) run(ctx context.Context) {
	for {
		var batch []ready[T]
		select {
		case first := <-b.in:
			batch = b.gather(first)
		case <-ctx.Done():
			return
		}
		values := make([]T, len(batch))
		for i := range batch {
			values[i] = batch[i].value
		}
		for i, err := range b.commit(ctx, values) {
			batch[i].done <- err
		}
	}
}

func (b *batcher[T]) gather(first ready[T]) []ready[T] {
	batch := []ready[T]{first}
	enough := time.NewTimer(b.wait)
	defer enough.Stop()
	for len(batch) < b.most {
		select {
		case next := <-b.in:
			batch = append(batch, next)
		case <-enough.C:
			return batch
		}
	}
	return batch
}

// same gives one error for each of n.
func same(n int, err error) []error {
	out := make([]error, n)
	for i := range out {
		out[i] = err
	}
	return out
}
