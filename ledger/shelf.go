package ledger

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/tollbook/tollbook/link"
	"github.com/tollbook/tollbook/record"
)

// A shelf holds all incidents of a ledger in memory, as they were at one generation, in the order of lists: the latest first. It does not change: a newer
// one takes its place. With it pages and lists take milliseconds where the database would take a second.
type shelf struct {
	generation int64
	entries    []*entry
	byID       map[string]*entry
	answers    answers
}

// An entry is an incident in memory.
type entry struct {
	Listed
	day, last int // of Listed's days; link.Unknown when not known
	tolls     []toll
	coverage  []covered
}

// A toll is what the policies make of the claims of one kind and category.
type toll struct {
	kind     record.Harm
	category record.Category
	of       [4]bounds // by policy.Policies
}

// bounds are low, best and high, each none where it is not known.
type bounds [3]figure

// A figure is a number that may not be known.
type figure int32

const none figure = -1

// Scan takes what the database gives.
func (f *figure) Scan(from any) error {
	switch n := from.(type) {
	case nil:
		*f = none
	case int64:
		*f = figure(min(n, 1<<31-1))
	default:
		return fmt.Errorf("%v is no figure", from)
	}
	return nil
}

func (f figure) pointer() *int {
	if f == none {
		return nil
	}
	n := int(f)
	return &n
}

func (b *bounds) empty() bool { return b[0] == none && b[1] == none && b[2] == none }

// A covered is one report in an incident's coverage, kept as a list in JSON.
type covered struct {
	day, publisher string
	family         int
	corrects       bool
}

// MarshalJSON writes a list.
func (c covered) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{c.day, c.publisher, c.family, number(c.corrects)})
}

// UnmarshalJSON reads a list.
func (c *covered) UnmarshalJSON(data []byte) error {
	corrects := 0
	err := json.Unmarshal(data, &[]any{&c.day, &c.publisher, &c.family, &corrects})
	c.corrects = corrects == 1
	return err
}

// shelving keeps the newest shelf of a ledger.
type shelving struct {
	sync.Mutex
	now *shelf
}

// shelf gives the incidents as they are now. Only those that changed since the last time are read.
func (l *Ledger) shelf(ctx context.Context) (*shelf, error) {
	n, err := l.Generation(ctx)
	if err != nil {
		return nil, err
	}
	l.shelving.Lock()
	defer l.shelving.Unlock()
	old := l.shelving.now
	if old != nil && old.generation >= n {
		return old, nil
	}
	next, err := l.nextShelf(ctx, old, n)
	if err == nil {
		l.shelving.now = next
	}
	return next, err
}

func (l *Ledger) nextShelf(ctx context.Context, old *shelf, n int64) (*shelf, error) {
	var oldest int64
	if err := l.db.SQL.QueryRowContext(ctx, "SELECT oldest FROM generation").Scan(&oldest); err != nil {
		return nil, explain(err)
	}
	next := &shelf{generation: n}
	if old == nil || old.generation < oldest {
		all, err := l.entries(ctx, nil)
		next.byID = all
		next.entries = slices.SortedFunc(maps.Values(all), byDay)
		return next, err
	}
	changed := map[string]bool{}
	err := l.each(ctx, func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		changed[id] = true
		return err
	}, "SELECT incident FROM change WHERE generation > ?", old.generation)
	if err != nil {
		return nil, err
	}
	if len(changed) == 0 {
		next.entries, next.byID = old.entries, old.byID
		return next, nil
	}
	fresh, err := l.entries(ctx, slices.Sorted(maps.Keys(changed)))
	if err != nil {
		return nil, err
	}
	next.byID = maps.Clone(old.byID)
	maps.DeleteFunc(next.byID, func(id string, _ *entry) bool { return changed[id] })
	maps.Copy(next.byID, fresh)
	next.entries = merge(old.entries, slices.SortedFunc(maps.Values(fresh), byDay), changed)
	return next, nil
}

// merge puts fresh entries into a list, in the place of those that changed. Both are in order.
func merge(list, fresh []*entry, changed map[string]bool) []*entry {
	out := make([]*entry, 0, len(list)+len(fresh))
	for _, e := range list {
		if changed[e.ID] {
			continue
		}
		for len(fresh) > 0 && byDay(fresh[0], e) < 0 {
			out, fresh = append(out, fresh[0]), fresh[1:]
		}
		out = append(out, e)
	}
	return append(out, fresh...)
}

// byDay orders incidents by day, the latest first and those without one last, and then by name.
func byDay(a, b *entry) int {
	return cmp.Or(cmp.Compare(b.day, a.day), cmp.Compare(a.ID, b.ID))
}

// entries reads incidents; all with no ids.
func (l *Ledger) entries(ctx context.Context, ids []string) (map[string]*entry, error) {
	out := map[string]*entry{}
	words := interned{}
	ask := func(query, column string, row func(scan func(...any) error) error) error {
		if ids == nil {
			return l.each(ctx, row, query)
		}
		return l.inChunks(ctx, ids, query+" WHERE "+column+" IN (", row)
	}
	err := ask(`SELECT id, first_day, last_day, type, mode, country, admin1, place, lat, lon, reports, killed, injured, grade, sources, accuracy, published, updated, coverage
		FROM incident`, "id", func(scan func(...any) error) error {
		e := &entry{}
		var coverage []byte
		err := scan(&e.ID, &e.FirstDay, &e.LastDay, &e.Type, &e.Mode, &e.Country, &e.Admin1, &e.Place, &e.Lat, &e.Lon, &e.Reports, &e.Killed, &e.Injured,
			&e.Grade, &e.Sources, &e.Precision, &e.Published, &e.Updated, &coverage)
		if err != nil {
			return err
		}
		for _, s := range []*string{&e.Type, &e.Mode, &e.Country, &e.Admin1, &e.Place, &e.Grade, &e.FirstDay, &e.LastDay, &e.Published, &e.Updated} {
			*s = words.of(*s)
		}
		e.day, e.last = link.Days(e.FirstDay), link.Days(e.LastDay)
		out[e.ID] = e
		if err := json.Unmarshal(coverage, &e.coverage); err != nil {
			return err
		}
		for i := range e.coverage {
			c := &e.coverage[i]
			c.day, c.publisher = words.of(c.day), words.of(c.publisher)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = ask("SELECT "+tollColumns+" FROM toll", "incident", func(scan func(...any) error) error {
		var id, kind, category string
		var t toll
		to := []any{&id, &kind, &category}
		for i := range t.of {
			to = append(to, &t.of[i][0], &t.of[i][1], &t.of[i][2])
		}
		err := scan(to...)
		t.kind, t.category = record.Harm(words.of(kind)), record.Category(words.of(category))
		if e := out[id]; e != nil {
			e.tolls = append(e.tolls, t)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	err = ask("SELECT incident, role, key, name, kind, country, reports FROM party", "incident", func(scan func(...any) error) error {
		var id, role string
		var p Party
		err := scan(&id, &role, &p.Key, &p.Name, &p.Kind, &p.Country, &p.Reports)
		for _, s := range []*string{&p.Key, &p.Name, &p.Kind, &p.Country} {
			*s = words.of(*s)
		}
		p.Role = Role(words.of(role))
		if e := out[id]; e != nil {
			e.Parties = append(e.Parties, p)
		}
		return err
	})
	for _, e := range out {
		slices.SortFunc(e.Parties, func(a, b Party) int {
			return cmp.Or(cmp.Compare(a.Role, b.Role), cmp.Compare(b.Reports, a.Reports), cmp.Compare(a.Key, b.Key))
		})
	}
	return out, err
}

// interned keeps one of equal texts.
type interned map[string]string

func (in interned) of(s string) string {
	if kept, known := in[s]; known {
		return kept
	}
	s = strings.Clone(s)
	in[s] = s
	return s
}

// toll gives what a policy, by its place in policy.Policies, makes of the claims of one kind and category; nil for nothing.
func (e *entry) toll(p int, kind record.Harm, category record.Category) *bounds {
	for i := range e.tolls {
		if t := &e.tolls[i]; t.kind == kind && t.category == category && !t.of[p].empty() {
			return &t.of[p]
		}
	}
	return nil
}
