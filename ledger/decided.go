package ledger

import (
	"context"
	"sync"
)

// A decided remembers the judgements of a ledger. Since they are only ever added to, what was read holds as long as there are so many.
type decided struct {
	mutex  sync.Mutex
	all    []Judgement
	byText map[string][]Judgement
}

const judgementsCount = "SELECT count(*) FROM judgement"

// remembered gives the judgements if there are n of them, and those that hold by text. They must not be changed.
func (d *decided) remembered(n int) (all []Judgement, byText map[string][]Judgement, known bool) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	return d.all, d.byText, d.byText != nil && len(d.all) == n
}

// readJudgements gives all judgements, in the order in which they were given, and those that hold by text.
func (l *Ledger) readJudgements(ctx context.Context) ([]Judgement, map[string][]Judgement, error) {
	n := 0
	if err := l.each(ctx, func(scan func(...any) error) error { return scan(&n) }, judgementsCount); err != nil {
		return nil, nil, err
	}
	if all, held, known := l.decided.remembered(n); known {
		return all, held, nil
	}
	var all []Judgement
	err := l.each(ctx, func(scan func(...any) error) error {
		j, err := scanJudgement(scan)
		all = append(all, j)
		return err
	}, judgementsQuery+"ORDER BY at, id")
	if err != nil {
		return nil, nil, err
	}
	held := byText(all)
	l.decided.mutex.Lock()
	defer l.decided.mutex.Unlock()
	l.decided.all, l.decided.byText = all, held
	return all, held, nil
}

// judgements gives all, in the order in which they were given.
func (l *Ledger) judgements(ctx context.Context) ([]Judgement, error) {
	all, _, err := l.readJudgements(ctx)
	return all, err
}

// inForce gives the judgements that hold, by text.
func (l *Ledger) inForce(ctx context.Context) (map[string][]Judgement, error) {
	_, held, err := l.readJudgements(ctx)
	return held, err
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
	if _, held, known := tx.decided.remembered(n); known {
		tx.judged = held
		return held, nil
	}
	list, err := tx.judgements("")
	if err != nil {
		return nil, err
	}
	tx.judged = byText(list)
	return tx.judged, nil
}
