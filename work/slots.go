package work

import (
	"container/heap"
	"context"
	"sync"
)

// slots are the processors that a worker may use. Who waits for one gets it by rank, the lowest first, and then in the order of asking: filing goes before
// reading, since others wait meanwhile for the ledger, and fresh news before backfill.
type slots struct {
	mu      sync.Mutex
	free    int
	asked   int
	waiting queue
}

// rankLink is that of filing; readings have the priorities of their jobs.
const rankLink = 0

type waiter struct {
	rank, number int
	ready        chan struct{}
	at           int // in the queue; -1 once it has its slot
}

// take waits for a slot, unless ctx ends first.
func (s *slots) take(ctx context.Context, rank int) error {
	s.mu.Lock()
	if s.free > 0 {
		s.free--
		s.mu.Unlock()
		return nil
	}
	s.asked++
	w := &waiter{rank: rank, number: s.asked, ready: make(chan struct{})}
	heap.Push(&s.waiting, w)
	s.mu.Unlock()
	select {
	case <-w.ready:
		return nil
	case <-ctx.Done():
		s.mu.Lock()
		defer s.mu.Unlock()
		if w.at < 0 {
			s.handOn()
		} else {
			heap.Remove(&s.waiting, w.at)
		}
		return context.Cause(ctx)
	}
}

// give gives a slot back.
func (s *slots) give() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.handOn()
}

func (s *slots) handOn() {
	if len(s.waiting) == 0 {
		s.free++
		return
	}
	close(heap.Pop(&s.waiting).(*waiter).ready)
}

// A queue is a heap of who waits.
type queue []*waiter

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	return q[i].rank < q[j].rank || q[i].rank == q[j].rank && q[i].number < q[j].number
}
func (q queue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].at, q[j].at = i, j
}

// Push is for package heap.
func (q *queue) Push(x any) {
	w := x.(*waiter)
	w.at = len(*q)
	*q = append(*q, w)
}

// Pop is for package heap.
func (q *queue) Pop() any {
	last := len(*q) - 1
	w := (*q)[last]
	w.at = -1
	*q = (*q)[:last]
	return w
}
