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
	"github.com/tollbook/tollbook/policy"
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
	day       int // of FirstDay; link.Unknown when not known
	country   int // numbers of Country and of Place with its Country, from 0
	place     int
	tolls     []toll
	coverage  []covered
	reporting []reporting
	queued    queued
}

// A toll is what the policies make of the claims of one kind and category.
type toll struct {
	kind     uint8     // place in harms
	category uint8     // place in sides
	of       [4]bounds // by policy.Policies
}

// harms and sides are the kinds of harm and the categories of tolls. Those asked for most come first.
var (
	harms = []record.Harm{record.Killed, record.Injured, record.KilledOrInjured, record.Missing, record.Abducted, record.Detained, record.Surrendered, record.Displaced}
	sides = []record.Category{policy.Everybody, record.Civilian, record.Security, record.Militant, record.UnknownCategory}
)

// The first places in harms and sides.
const (
	killed, injured = 0, 1
	everybody       = 0
)

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
	now   *shelf
	words interned
	// Countries and places are numbered as they come.
	countries, places map[string]int
	reports           map[string]int32 // by their keys, likewise

	longs sync.Mutex
	long  map[string]*long
}

// filled says that incidents are in memory.
func (s *shelving) filled() bool {
	s.Lock()
	defer s.Unlock()
	return s.now != nil
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

// entries reads incidents; all with no ids. Only one may run at a time.
func (l *Ledger) entries(ctx context.Context, ids []string) (map[string]*entry, error) {
	out := map[string]*entry{}
	for _, read := range []struct {
		query, column string
		row           func(scan func(...any) error) error
	}{
		{"SELECT id, first_day, last_day, type, mode, country, admin1, place, lat, lon, reports, killed, injured, grade, sources, accuracy, published, updated, coverage FROM incident", "id",
			func(scan func(...any) error) error { return l.shelving.readEntry(out, scan) }},
		{"SELECT " + tollColumns + " FROM toll", "incident", func(scan func(...any) error) error { return readToll(out, scan) }},
		{"SELECT incident, role, key, name, kind, country, reports FROM party", "incident", func(scan func(...any) error) error { return l.shelving.readParty(out, scan) }},
		{"SELECT m.incident, text.number, r.key, r.publisher FROM mention m JOIN report r ON r.key = m.report JOIN text ON text.sha256 = r.sha256", "m.incident",
			func(scan func(...any) error) error { return l.shelving.readReporting(out, scan) }},
		{"SELECT " + queueColumns + " FROM review", "incident", func(scan func(...any) error) error { return readQueued(out, scan) }},
	} {
		var err error
		if ids == nil {
			err = l.each(ctx, read.row, read.query)
		} else {
			err = l.inChunks(ctx, ids, read.query+" WHERE "+read.column+" IN (", read.row)
		}
		if err != nil {
			return nil, err
		}
	}
	for _, e := range out {
		slices.SortFunc(e.Parties, func(a, b Party) int {
			return cmp.Or(cmp.Compare(a.Role, b.Role), cmp.Compare(b.Reports, a.Reports), cmp.Compare(a.Key, b.Key))
		})
	}
	return out, nil
}

func (s *shelving) readEntry(out map[string]*entry, scan func(...any) error) error {
	e := &entry{}
	e.Parties = []Party{}
	var coverage []byte
	err := scan(&e.ID, &e.FirstDay, &e.LastDay, &e.Type, &e.Mode, &e.Country, &e.Admin1, &e.Place, &e.Lat, &e.Lon, &e.Reports, &e.Killed, &e.Injured,
		&e.Grade, &e.Sources, &e.Precision, &e.Published, &e.Updated, &coverage)
	if err != nil {
		return err
	}
	for _, text := range []*string{&e.Type, &e.Mode, &e.Country, &e.Admin1, &e.Place, &e.Grade, &e.FirstDay, &e.LastDay, &e.Published, &e.Updated} {
		*text = s.of(*text)
	}
	e.day = link.Days(e.FirstDay)
	e.country, e.place = numbered(s.countries, e.Country), numbered(s.places, s.of(e.Country+" "+e.Place))
	out[e.ID] = e
	if err := json.Unmarshal(coverage, &e.coverage); err != nil {
		return err
	}
	for i := range e.coverage {
		c := &e.coverage[i]
		c.day, c.publisher = s.of(c.day), s.of(c.publisher)
	}
	return nil
}

func readToll(out map[string]*entry, scan func(...any) error) error {
	var id, kind, category string
	var t toll
	to := []any{&id, &kind, &category}
	for i := range t.of {
		to = append(to, &t.of[i][0], &t.of[i][1], &t.of[i][2])
	}
	err := scan(to...)
	harm, side := slices.Index(harms, record.Harm(kind)), slices.Index(sides, record.Category(category))
	t.kind, t.category = uint8(harm), uint8(side)
	if e := out[id]; e != nil && harm >= 0 && side >= 0 {
		e.tolls = append(e.tolls, t)
	}
	return err
}

func (s *shelving) readParty(out map[string]*entry, scan func(...any) error) error {
	var id, role string
	var p Party
	err := scan(&id, &role, &p.Key, &p.Name, &p.Kind, &p.Country, &p.Reports)
	for _, text := range []*string{&p.Key, &p.Name, &p.Kind, &p.Country} {
		*text = s.of(*text)
	}
	p.Role = Role(s.of(role))
	if e := out[id]; e != nil {
		e.Parties = append(e.Parties, p)
	}
	return err
}

// interned keeps one of equal texts.
type interned map[string]string

// of gives the text that is kept.
func (s *shelving) of(text string) string {
	if kept, known := s.words[text]; known {
		return kept
	}
	if s.words == nil {
		s.words, s.countries, s.places, s.reports = interned{}, map[string]int{}, map[string]int{}, map[string]int32{}
	}
	text = strings.Clone(text)
	s.words[text] = text
	return text
}

// numbered gives the number of a text.
func numbered(numbers map[string]int, text string) int {
	n, known := numbers[text]
	if !known {
		n = len(numbers)
		numbers[text] = n
	}
	return n
}

// toll gives what a policy, by its place in policy.Policies, makes of the claims of one kind and category; nil for nothing.
func (e *entry) toll(p int, kind, category uint8) *bounds {
	for i := range e.tolls {
		if t := &e.tolls[i]; t.kind == kind && t.category == category && !t.of[p].empty() {
			return &t.of[p]
		}
	}
	return nil
}
