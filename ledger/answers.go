package ledger

import (
	"context"
	"sync"
	"time"

	"github.com/tollbook/tollbook/policy"
)

// answersKept is how many answers a shelf remembers.
const answersKept = 200

// Answers are what was computed of a shelf, by what was asked.
type answers struct {
	sync.Mutex
	of map[string]*answer
}

// An answer is computed once.
type answer struct {
	once  sync.Once
	value any
	err   error
}

// remember gives what was computed for a question before, or computes it. Those who ask at once wait for one computation. A failure is not kept.
func remember[T any](a *answers, question string, compute func() (T, error)) (T, error) {
	a.Lock()
	x := a.of[question]
	if x == nil {
		if a.of == nil || len(a.of) >= answersKept {
			a.of = map[string]*answer{}
		}
		x = &answer{}
		a.of[question] = x
	}
	a.Unlock()
	x.once.Do(func() { x.value, x.err = compute() })
	if x.err != nil {
		a.Lock()
		if a.of[question] == x {
			delete(a.of, question)
		}
		a.Unlock()
		var zero T
		return zero, x.err
	}
	return x.value.(T), nil
}

// An answer that took so long is given again, although the ledger has changed, until a newer one is there; and a newer one is sought so seldom that
// computing takes at most one part of the time in so many.
const (
	longAnswer = 300 * time.Millisecond
	restAfter  = 10
)

// longKept is how many of them a ledger remembers.
const longKept = 200

// A long is an answer that took long to compute.
type long struct {
	value      any
	generation int64
	sought     bool // a newer one
	rest       time.Time
}

// lately is as remember, for what sums up a whole ledger in the database: after a change it may give the answer of before.
func lately[T any](l *Ledger, s *shelf, question string, compute func() (T, error)) (T, error) {
	k := &l.shelving
	ask := func() (T, error) {
		start := time.Now()
		value, err := remember(&s.answers, question, compute)
		k.longs.Lock()
		defer k.longs.Unlock()
		if took := time.Since(start); err == nil && (took > longAnswer || k.long[question] != nil) {
			if k.long == nil || len(k.long) >= longKept {
				k.long = map[string]*long{}
			}
			k.long[question] = &long{value: value, generation: s.generation, rest: time.Now().Add(restAfter * took)}
		} else if x := k.long[question]; x != nil {
			x.sought = false
		}
		return value, err
	}
	k.longs.Lock()
	x := k.long[question]
	if x == nil {
		k.longs.Unlock()
		return ask()
	}
	value := x.value.(T)
	if x.generation < s.generation && !x.sought && time.Now().After(x.rest) {
		x.sought = true
		go func() { _, _ = ask() }()
	}
	k.longs.Unlock()
	return value, nil
}

// Warm reads what pages ask for first, so that those who look first need not wait for it.
func (l *Ledger) Warm(ctx context.Context) error {
	for _, ask := range []func() error{
		func() error { _, err := l.Overview(ctx, Query{}, policy.ACLED, Month); return err },
		func() error { _, err := l.IncidentsPage(ctx, Query{}, policy.ACLED, ByDay, Page{}); return err },
		func() error { _, err := l.Statements(ctx, Query{}, Page{}); return err },
		func() error { _, err := l.ActorGraph(ctx, Query{}, policy.ACLED, 0); return err },
		func() error { _, err := l.Suggest(ctx, "a"); return err },
		func() error { _, err := l.Counts(ctx); return err },
	} {
		if err := ask(); err != nil {
			return err
		}
	}
	return nil
}

// Counts is as Stats, for pages: it remembers.
func (l *Ledger) Counts(ctx context.Context) (Stats, error) {
	s, err := l.shelf(ctx)
	if err != nil {
		return Stats{}, err
	}
	return lately(l, s, "stats", func() (Stats, error) { return l.Stats(context.WithoutCancel(ctx)) })
}
