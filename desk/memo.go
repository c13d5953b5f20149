package desk

import (
	"context"
	"sync"
)

// memosKept is how many answers are remembered. The largest, a map's data, may take some megabytes.
const memosKept = 80

// A memo remembers what was made of the ledger while the ledger stays as it is.
type memo struct {
	sync.Mutex
	generation int64
	of         map[string]*remembered
}

type remembered struct {
	once  sync.Once
	value any
	err   error
}

// recall gives what was made for a question before, or makes it. Those who ask at once wait for one making. Failures are not kept.
func recall[T any](ctx context.Context, d *Desk, question string, make func(context.Context) (T, error)) (T, error) {
	var zero T
	generation, err := d.ledger.Generation(ctx)
	if err != nil {
		return zero, err
	}
	m := &d.memo
	m.Lock()
	if m.of == nil || m.generation != generation || len(m.of) >= memosKept {
		m.generation, m.of = generation, map[string]*remembered{}
	}
	x := m.of[question]
	if x == nil {
		x = &remembered{}
		m.of[question] = x
	}
	m.Unlock()
	x.once.Do(func() { x.value, x.err = make(context.WithoutCancel(ctx)) })
	if x.err != nil {
		m.Lock()
		if m.of[question] == x {
			delete(m.of, question)
		}
		m.Unlock()
		return zero, x.err
	}
	return x.value.(T), nil
}
