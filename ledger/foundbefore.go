package ledger

import (
	"context"
	"encoding/hex"
	"slices"
	"strconv"
	"sync"
)

// foundKept is of how many reports, the latest, a shelf remembers that they hold some words.
const foundKept = 20_000

// Holders are the reports that hold some words, the latest first.
type holders struct {
	keys [][]byte // in bytes, since they are many
	sync.Mutex
	incidents [][]*entry // of the first of them, as far as was asked
}

// foundBefore gives the keys of the reports that a search for words of certain incidents wants, where incidents are in memory: which reports hold the words is
// remembered, and of their incidents is asked until enough is found. It gives nil where that is no help.
func (l *Ledger) foundBefore(ctx context.Context, q *Query, limit int) ([]any, error) {
	tests, asked := q.inMemory()
	if limit <= 0 || len(q.words) == 0 || len(tests) == 0 || slices.ContainsFunc(asked.conditions, func(c condition) bool { return c.of&ofIncident != 0 }) || !l.shelving.filled() {
		return nil, nil
	}
	s, err := l.shelf(ctx)
	if err != nil {
		return nil, err
	}
	found, err := remember(&s.answers, asked.question("reports"), func() (*holders, error) { return l.wordHolders(context.WithoutCancel(ctx), &asked) })
	if err != nil {
		return nil, err
	}
	found.Lock()
	defer found.Unlock()
	var keys []any
	for i, key := range found.keys {
		if i == len(found.incidents) {
			if err := l.addIncidents(ctx, s, found); err != nil {
				return nil, err
			}
		}
		if slices.ContainsFunc(found.incidents[i], func(e *entry) bool { return e.passes(tests) }) {
			keys = append(keys, hex.EncodeToString(key))
		}
		if len(keys) == limit {
			return keys, nil
		}
	}
	if len(found.keys) == foundKept {
		return nil, nil // older ones may be wanted
	}
	if keys == nil {
		keys = []any{""} // no report has that key
	}
	return keys, nil
}

// wordHolders gives the reports that a query wants.
func (l *Ledger) wordHolders(ctx context.Context, q *Query) (*holders, error) {
	p, err := l.planOf(ctx, q, ofReport)
	if err != nil {
		return nil, err
	}
	h := &holders{}
	where, args := q.planned(ofReport, l.db, p)
	err = l.each(ctx, func(scan func(...any) error) error {
		var name string
		if err := scan(&name); err != nil {
			return err
		}
		key, err := hex.DecodeString(name)
		h.keys = append(h.keys, key)
		return err
	}, "SELECT r.key FROM report r JOIN text ON text.sha256 = r.sha256"+conjunction(where)+" ORDER BY "+l.db.Bytewise("r.published")+" DESC, "+l.db.Bytewise("r.key")+
		" LIMIT "+strconv.Itoa(foundKept), args...)
	return h, err
}

// addIncidents asks for the incidents of the next reports.
func (l *Ledger) addIncidents(ctx context.Context, s *shelf, h *holders) error {
	from := len(h.incidents)
	some := h.keys[from:min(from+askedAtOnce, len(h.keys))]
	names, at := make([]string, len(some)), make(map[string]int, len(some))
	for i, key := range some {
		names[i] = hex.EncodeToString(key)
		at[names[i]] = i
	}
	told := make([][]*entry, len(some))
	err := l.inChunks(ctx, names, "SELECT report, incident FROM mention WHERE report IN (", func(scan func(...any) error) error {
		var report, incident string
		err := scan(&report, &incident)
		if e := s.byID[incident]; e != nil {
			i := at[report]
			told[i] = append(told[i], e)
		}
		return err
	})
	if err == nil {
		h.incidents = append(h.incidents, told...)
	}
	return err
}
