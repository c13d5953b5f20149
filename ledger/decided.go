package ledger

import (
	"context"
	"slices"
	"sync"
)

// A decided remembers the judgements of a ledger. Since they are only ever added to, what was read holds as long as there are so many.
type decided struct {
	mutex sync.Mutex
	last  *decisionsOf
}

// decisionsOf are judgements with what became of each. They must not be changed.
type decisionsOf struct {
	all      []Judgement // in the order in which they were given
	holds    map[string]bool
	undoneBy map[string]string // the undo that holds
	open     map[string]bool   // differences of a reading that nobody has judged since
	inForce  map[string][]Judgement
	about    map[string][]int // by text: places in all, of undos too
	byID     map[string]*Judgement
}

func newDecisions(all []Judgement) *decisionsOf {
	d := &decisionsOf{all: all, holds: holding(all), undoneBy: map[string]string{}, open: map[string]bool{}, inForce: byText(all), about: map[string][]int{}, byID: index(all)}
	for _, c := range openConflicts(all, d.holds) {
		d.open[c.ID] = true
	}
	for i := range all {
		j := &all[i]
		if j.Kind == Undo && d.holds[j.ID] {
			d.undoneBy[j.Undoes] = j.ID
		}
		for _, text := range textsIn(subjectOf(d.byID, j)) {
			d.about[text] = append(d.about[text], i)
		}
	}
	return d
}

// of gives the judgements on texts that touch what is wanted, in the order in which they were given.
func (d *decisionsOf) of(texts []string, touches func(Anchor) bool) []Decision {
	var at []int
	for _, text := range texts {
		at = append(at, d.about[text]...)
	}
	slices.Sort(at)
	out := []Decision{}
	for _, i := range slices.Compact(at) {
		if j := &d.all[i]; slices.ContainsFunc(subjectOf(d.byID, j), touches) {
			out = append(out, Decision{*j, d.holds[j.ID], d.undoneBy[j.ID], d.open[j.ID]})
		}
	}
	return out
}

const judgementsCount = "SELECT count(*) FROM judgement"

// remembered gives the judgements if there are n of them; nil otherwise.
func (d *decided) remembered(n int) *decisionsOf {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if d.last == nil || len(d.last.all) != n {
		return nil
	}
	return d.last
}

// decisions gives all judgements with what became of them.
func (l *Ledger) decisions(ctx context.Context) (*decisionsOf, error) {
	n := 0
	if err := l.each(ctx, func(scan func(...any) error) error { return scan(&n) }, judgementsCount); err != nil {
		return nil, err
	}
	if d := l.decided.remembered(n); d != nil {
		return d, nil
	}
	var all []Judgement
	err := l.each(ctx, func(scan func(...any) error) error {
		j, err := scanJudgement(scan)
		all = append(all, j)
		return err
	}, judgementsQuery+"ORDER BY at, id")
	if err != nil {
		return nil, err
	}
	d := newDecisions(all)
	l.decided.mutex.Lock()
	defer l.decided.mutex.Unlock()
	l.decided.last = d
	return d, nil
}

// inForce gives the judgements that hold, by text.
func (l *Ledger) inForce(ctx context.Context) (map[string][]Judgement, error) {
	d, err := l.decisions(ctx)
	if err != nil {
		return nil, err
	}
	return d.inForce, nil
}

// inForce gives the judgements that hold, by text, read once a transaction. What a transaction has read is not remembered beyond it, for it may come to nothing.
func (tx *transaction) inForce() (map[string][]Judgement, error) {
	if tx.judged != nil {
		return tx.judged, nil
	}
	n := 0
	if err := tx.each(func(scan func(...any) error) error { return scan(&n) }, judgementsCount); err != nil {
		return nil, err
	}
	if d := tx.decided.remembered(n); d != nil {
		tx.judged = d.inForce
		return tx.judged, nil
	}
	list, err := tx.judgements("")
	if err != nil {
		return nil, err
	}
	tx.judged = byText(list)
	return tx.judged, nil
}
