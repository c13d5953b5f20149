// Package stream works through many things at once and gives the results in
// order, in constant memory.
package stream

import (
	"context"
	"iter"
	"sync"
)

// A Job is one thing to work on.
type Job[T any] struct {
	Value T
	Size  int // in bytes: what it keeps in memory while it waits
}

// maxBytes is how much may be in work or waiting at once, in bytes of input.
// A single larger job passes alone.
const maxBytes = 32 << 20

// Ordered runs work over the jobs on so many goroutines, and hands the results
// to emit one by one in the order of the jobs. idle is called whenever the next
// result is not ready yet: the time to flush. It ends early with emit's error,
// or when ctx is done, with what was begun before that still emitted.
func Ordered[T, R any](ctx context.Context, jobs iter.Seq[Job[T]], workers int,
	work func(T) R, emit func(R) error, idle func() error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type task struct {
		job  Job[T]
		done chan R
	}
	room := newRoom(maxBytes)
	todo := make(chan task)
	inOrder := make(chan task, 4*workers)
	go func() {
		defer close(inOrder)
		defer close(todo)
		for job := range jobs {
			room.take(job.Size)
			t := task{job: job, done: make(chan R, 1)}
			select {
			case <-ctx.Done():
				return
			case inOrder <- t:
			}
			todo <- t // the workers run until it is closed
		}
	}()
	for range workers {
		go func() {
			for t := range todo {
				t.done <- work(t.job.Value)
			}
		}()
	}
	var failed error
	next := func(t task) R {
		select {
		case r := <-t.done:
			return r
		default:
		}
		if err := idle(); err != nil && failed == nil {
			failed = err
		}
		return <-t.done
	}
	for {
		t, open, err := receive(ctx, inOrder, idle)
		if failed == nil {
			failed = err
		}
		if !open {
			break
		}
		r := next(t)
		if failed == nil {
			failed = emit(r)
		}
		room.give(t.job.Size)
		if failed != nil {
			cancel() // what is begun is worked off, unseen
		}
	}
	return failed
}

// receive takes the next task, and calls idle first if there is none yet.
func receive[T any](ctx context.Context, from chan T, idle func() error) (t T, open bool, err error) {
	select {
	case t, open = <-from:
		return t, open, nil
	default:
	}
	err = idle()
	select {
	case t, open = <-from:
	case <-ctx.Done():
		// The reader may hang in a read; what it has handed over is still given.
		select {
		case t, open = <-from:
		default:
		}
	}
	return t, open, err
}

// A room is a number of bytes of which parts are taken and given back.
type room struct {
	mu    sync.Mutex
	freed sync.Cond
	size  int
	taken int
}

func newRoom(size int) *room {
	r := &room{size: size}
	r.freed.L = &r.mu
	return r
}

// take waits until n bytes are free, or all are.
func (r *room) take(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for r.taken > 0 && r.taken+n > r.size {
		r.freed.Wait()
	}
	r.taken += n
}

func (r *room) give(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.taken -= n
	r.freed.Signal()
}
