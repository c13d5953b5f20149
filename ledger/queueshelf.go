package ledger

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A mark is a place in the queue: that of an incident.
type mark struct {
	weight int
	id     string
}

func (m mark) String() string { return fmt.Sprintf("%d-%s", m.weight, m.id) }

// before says that what is at a mark comes earlier than what is at another: the weightiest is first, of equals the one whose name is.
func (m mark) before(other mark) bool {
	return m.weight > other.weight || m.weight == other.weight && m.id < other.id
}

// parseMark reads what an earlier page calls next; nil for the beginning.
func parseMark(s string) (*mark, error) {
	if s == "" {
		return nil, nil
	}
	var m mark
	if n, err := fmt.Sscanf(strings.Replace(s, "-", " ", 1), "%d %s", &m.weight, &m.id); n != 2 || err != nil {
		return nil, &QueryError{fmt.Sprintf("%q is no place in the queue", s), "it is what an earlier page calls next"}
	}
	return &m, nil
}

// A queued is an incident's row of the queue in memory.
type queued struct {
	weight  int32
	weakest uint8 // in percent
	reasons uint8 // a bit for each of Reasons
}

// queueColumns are those of review that readQueued reads.
const queueColumns = "incident, weakest, weight, conflict, changed, disputed, low, unsure, fresh"

func readQueued(out map[string]*entry, scan func(...any) error) error {
	var id string
	var weight, weakest int
	flags := make([]int, len(Reasons))
	to := []any{&id, &weakest, &weight}
	for i := range flags {
		to = append(to, &flags[i])
	}
	err := scan(to...)
	e := out[id]
	if e == nil {
		return err
	}
	e.queued = queued{weight: int32(weight), weakest: uint8(weakest)}
	for i, n := range flags {
		e.queued.reasons |= uint8(n) << i
	}
	return err
}

func (e *entry) mark() mark { return mark{int(e.queued.weight), e.ID} }

// waiting gives an entry as the queue shows it.
func (e *entry) waiting() Waiting {
	w := Waiting{Summary: e.Summary, Reasons: []Reason{}, Weakest: int(e.queued.weakest), mark: e.mark().String()}
	for i, r := range Reasons {
		if e.queued.reasons&(1<<i) != 0 {
			w.Reasons = append(w.Reasons, r)
		}
	}
	return w
}

// shelvedQueue is as Queue, of what is in memory.
func (l *Ledger) shelvedQueue(ctx context.Context, q Query, reason Reason, after *mark, limit int) (*QueuePage, error) {
	s, err := l.shelf(ctx)
	if err != nil {
		return nil, err
	}
	from := ""
	if after != nil {
		from = after.String()
	}
	page, err := remember(&s.answers, q.question("queue", string(reason), from, strconv.Itoa(limit)), func() (*QueuePage, error) {
		entries, err := l.chosen(ctx, s, &q)
		if err != nil {
			return nil, err
		}
		return queuePage(entries, reason, after, limit), nil
	})
	if err != nil {
		return nil, err
	}
	return &QueuePage{Items: slices.Clone(page.Items), Counts: maps.Clone(page.Counts), Next: page.Next}, nil
}

// queuePage finds the first entries after a mark that wait for a reason, in one walk through all: sorting all would take longer.
func queuePage(entries []*entry, reason Reason, after *mark, limit int) *QueuePage {
	wanted := slices.Index(Reasons, reason)
	counts := make([]int, len(Reasons)+1)
	var first []*entry
	for _, e := range entries {
		if e.queued.weight > 0 {
			counts[len(Reasons)]++
		}
		for i := range Reasons {
			counts[i] += int(e.queued.reasons >> i & 1)
		}
		switch {
		case wanted < 0 && e.queued.weight == 0, wanted >= 0 && e.queued.reasons>>wanted&1 == 0:
			continue
		case after != nil && !after.before(e.mark()):
			continue
		case len(first) > limit && !e.mark().before(first[limit].mark()):
			continue
		}
		at, _ := slices.BinarySearchFunc(first, e, func(a, b *entry) int {
			if a.mark().before(b.mark()) {
				return -1
			}
			return 1
		})
		first = slices.Insert(first, at, e)
		first = first[:min(len(first), limit+1)]
	}
	page := &QueuePage{Items: []Waiting{}, Counts: map[string]int{"all": counts[len(Reasons)]}}
	for i, r := range Reasons {
		page.Counts[string(r)] = counts[i]
	}
	for i, e := range first[:min(len(first), limit)] {
		page.Items = append(page.Items, e.waiting())
		if i == limit-1 && len(first) > limit {
			page.Next = page.Items[i].mark
		}
	}
	return page
}
