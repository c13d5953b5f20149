package ledger

import (
	"cmp"
	"context"
	"slices"
)

// A waitingRow is an incident of the queue in memory.
type waitingRow struct {
	id              string
	weight, weakest int
	holds           [6]bool // by Reasons
}

// queueInMemory gives a page of the queue where incidents are in memory: going through all that wait there is quicker than having the database look for
// those that a search wants.
func (l *Ledger) queueInMemory(ctx context.Context, q *Query, reason Reason, after queuePlace, limit int) (*QueuePage, error) {
	rows, err := l.waitingRows(ctx)
	if err != nil {
		return nil, err
	}
	s, err := l.shelf(ctx)
	if err != nil {
		return nil, err
	}
	wanted, err := l.wanted(ctx, s, q)
	if err != nil {
		return nil, err
	}
	column := slices.Index(Reasons, reason)
	page := &QueuePage{Items: []Waiting{}, Counts: map[string]int{"all": 0}}
	counts := make([]int, len(Reasons))
	for i := range rows {
		r := &rows[i]
		e := s.byID[r.id]
		if e == nil || !wanted(e) {
			continue
		}
		page.Counts["all"]++
		for k, holds := range r.holds {
			counts[k] += number(holds)
		}
		if column >= 0 && !r.holds[column] || len(page.Items) > limit || !after.before(r) {
			continue
		}
		page.Items = append(page.Items, r.waiting(e))
	}
	for k, x := range Reasons {
		page.Counts[string(x)] = counts[k]
	}
	page.cut(limit)
	return page, nil
}

// wanted gives a test of the incidents that a query wants.
func (l *Ledger) wanted(ctx context.Context, s *shelf, q *Query) (func(*entry) bool, error) {
	tests, asked := q.inMemory()
	if len(asked.conditions) == 0 && len(asked.words) == 0 {
		return func(e *entry) bool { return e.passes(tests) }, nil
	}
	found, err := l.chosen(ctx, s, q)
	if err != nil {
		return nil, err
	}
	in := make(map[string]bool, len(found))
	for _, e := range found {
		in[e.ID] = true
	}
	return func(e *entry) bool { return in[e.ID] }, nil
}

// waiting gives the incident as a page shows it.
func (r *waitingRow) waiting(e *entry) Waiting {
	w := Waiting{Summary: e.Summary, Reasons: []Reason{}, Weakest: r.weakest, mark: markOf(r.weight, r.id)}
	for k, x := range Reasons {
		if r.holds[k] {
			w.Reasons = append(w.Reasons, x)
		}
	}
	return w
}

// waitingRows gives all that waits, the most urgent first. While nothing is written it is read once.
func (l *Ledger) waitingRows(ctx context.Context) ([]waitingRow, error) {
	state, err := l.queueState(ctx)
	if err != nil {
		return nil, err
	}
	l.waiting.reading.Lock()
	defer l.waiting.reading.Unlock()
	if l.waiting.rows != nil && l.waiting.rowsOf == state {
		return l.waiting.rows, nil
	}
	rows := []waitingRow{}
	err = l.each(ctx, func(scan func(...any) error) error {
		var r waitingRow
		var holds [6]int
		err := scan(&r.id, &r.weight, &r.weakest, &holds[0], &holds[1], &holds[2], &holds[3], &holds[4], &holds[5])
		for k, n := range holds {
			r.holds[k] = n == 1
		}
		rows = append(rows, r)
		return err
	}, "SELECT incident, weight, weakest, conflict, changed, disputed, low, unsure, fresh FROM review WHERE weight > 0")
	if err != nil {
		return nil, err
	}
	slices.SortFunc(rows, func(a, b waitingRow) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.id, b.id)) })
	l.waiting.rows, l.waiting.rowsOf = rows, state
	return rows, nil
}
