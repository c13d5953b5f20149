package ledger

import "sync"

// answersKept is how many answers a shelf remembers.
const answersKept = 1_000

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
