package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tollbook/tollbook/link"
	"github.com/tollbook/tollbook/policy"
)

// A Step is how long the parts of a series are.
type Step string

// The steps.
const (
	Day   Step = "day"
	Week  Step = "week" // from Monday
	Month Step = "month"
)

// ParseStep reads day, week or month.
func ParseStep(s string) (Step, error) {
	if x := Step(strings.ToLower(s)); x == Day || x == Week || x == Month {
		return x, nil
	}
	return "", &QueryError{fmt.Sprintf("there is no step %q", s), "steps are day, week and month"}
}

// An Overview sums up the incidents that a query wants.
type Overview struct {
	Policy    policy.Policy `json:"policy"`
	Step      Step          `json:"step"`
	From      string        `json:"from"` // the first and the last day; empty without any
	To        string        `json:"to"`
	Incidents int           `json:"incidents"`
	Undated   int           `json:"undated"` // of these, those that no report gives a day: they are in the sums and not in the series
	Reports   int           `json:"reports"` // tellings of them
	Killed    Sides         `json:"killed"`
	Injured   Sides         `json:"injured"`
	Series    []Part        `json:"series"` // in order of time; parts without an incident are left out
	Countries []PlaceSum    `json:"countries"`
	Places    []PlaceSum    `json:"places"` // those with most killed, then most incidents
	Latest    []Listed      `json:"latest"`
}

// A Part is one day, week or month of a series. An incident counts on its first day.
type Part struct {
	From      string `json:"from"` // its first day
	Incidents int    `json:"incidents"`
	Killed    Sides  `json:"killed"`
	Injured   Sides  `json:"injured"`
}

// Sides are sums over everybody, and of those whose side is told.
type Sides struct {
	All      Sum `json:"all"`
	Civilian Sum `json:"civilian"`
	Security Sum `json:"security"`
	Militant Sum `json:"militant"`
	Unknown  Sum `json:"unknown"`
}

// A Sum adds up tolls. An end that is not known counts as the next known one.
type Sum struct {
	Low  int `json:"low"`
	Best int `json:"best"`
	High int `json:"high"`
	Open int `json:"open"` // incidents whose high is not known
}

// A PlaceSum sums up a place.
type PlaceSum struct {
	Place     string `json:"place"` // empty for a whole country
	Country   string `json:"country"`
	Incidents int    `json:"incidents"`
	Killed    Sum    `json:"killed"`
	Told      int    `json:"told"` // incidents of which it is told how many were killed
	Last      string `json:"last"` // day of the last incident
}

// Of lists in an overview so much is shown.
const (
	topPlaces    = 10
	latestListed = 10
)

// Overview sums up the incidents that a query wants, counted by a policy, in steps of time.
func (l *Ledger) Overview(ctx context.Context, q Query, p policy.Policy, step Step) (*Overview, error) {
	at, err := policyPlace(p)
	if err != nil {
		return nil, err
	}
	s, err := l.shelf(ctx)
	if err != nil {
		return nil, err
	}
	return remember(&s.answers, q.question("overview", string(p), string(step)), func() (*Overview, error) {
		entries, err := l.chosen(ctx, s, &q)
		if err != nil {
			return nil, err
		}
		return overviewOf(entries, at, step), nil
	})
}

func policyPlace(p policy.Policy) (int, error) {
	if at := slices.Index(policy.Policies, p); at >= 0 {
		return at, nil
	}
	return 0, &QueryError{fmt.Sprintf("there is no counting policy %q", p), "policies are acled, ucdp, airwars and all"}
}

// overviewOf sums up entries, which are in order.
func overviewOf(entries []*entry, at int, step Step) *Overview {
	o := &Overview{Policy: policy.Policies[at], Step: step, Incidents: len(entries), Series: []Part{}, Latest: []Listed{}}
	var countries, places placeSums
	part, start, day := (*Part)(nil), link.Unknown, link.Unknown
	for _, e := range entries {
		o.Reports += e.Reports
		countries.add(e.country, e, "", at)
		if e.Place != "" {
			places.add(e.place, e, e.Place, at)
		}
		if e.day == link.Unknown {
			o.Undated++
			o.Killed.add(e, at, killed)
			o.Injured.add(e, at, injured)
			continue
		}
		if e.day != day { // the latest come first
			day = e.day
			if first := step.start(day); part == nil || first != start {
				o.Series = append(o.Series, Part{From: date(first)})
				part, start = &o.Series[len(o.Series)-1], first
			}
		}
		part.Incidents++
		part.Killed.add(e, at, killed)
		part.Injured.add(e, at, injured)
		o.From = e.FirstDay
		o.To = max(o.To, e.LastDay)
	}
	slices.Reverse(o.Series)
	for i := range o.Series {
		o.Killed.plus(&o.Series[i].Killed)
		o.Injured.plus(&o.Series[i].Injured)
	}
	o.Countries, o.Places = countries.top(), places.top()
	for _, e := range entries[:min(len(entries), latestListed)] {
		o.Latest = append(o.Latest, e.listed(at))
	}
	return o
}

// start gives the first day of the part in which a day lies.
func (s Step) start(day int) int {
	switch s {
	case Week:
		return day - ((day+3)%7+7)%7 // 1970-01-01 was a Thursday
	case Month:
		t := time.Unix(int64(day)*86400, 0).UTC()
		return day - t.Day() + 1
	}
	return day
}

// add adds the tolls of an incident for one kind of harm.
func (s *Sides) add(e *entry, at int, kind uint8) {
	for i := range e.tolls {
		if t := &e.tolls[i]; t.kind == kind && !t.of[at].empty() {
			s.of(int(t.category)).add(&t.of[at])
		}
	}
}

// of gives the sum of a category, by its place in sides.
func (s *Sides) of(side int) *Sum {
	return [...]*Sum{&s.All, &s.Civilian, &s.Security, &s.Militant, &s.Unknown}[side]
}

// plus adds other sums.
func (s *Sides) plus(more *Sides) {
	for i := range sides {
		to, from := s.of(i), more.of(i)
		to.Low, to.Best, to.High, to.Open = to.Low+from.Low, to.Best+from.Best, to.High+from.High, to.Open+from.Open
	}
}

func (s *Sum) add(b *bounds) {
	low, best, high := b[0], b[1], b[2]
	if best == none {
		best = low // "dozens"
	}
	if high == none {
		s.Open++
		high = best
	}
	s.Low, s.Best, s.High = s.Low+int(max(low, 0)), s.Best+int(max(best, 0)), s.High+int(max(high, 0))
}

// placeSums are sums by the numbers of places.
type placeSums []PlaceSum

func (p *placeSums) add(number int, e *entry, place string, at int) {
	for number >= len(*p) {
		*p = append(*p, make([]PlaceSum, max(number-len(*p)+1, len(*p)))...)
	}
	s := &(*p)[number]
	if s.Incidents == 0 {
		s.Place, s.Country = place, e.Country
	}
	s.Incidents++
	s.Last = max(s.Last, e.FirstDay)
	if b := e.toll(at, killed, everybody); b != nil {
		s.Told++
		s.Killed.add(b)
	}
}

// top gives the places with most killed.
func (p placeSums) top() []PlaceSum {
	out := []PlaceSum{}
	before := func(a, b PlaceSum) int {
		return cmp.Or(cmp.Compare(b.Killed.Best, a.Killed.Best), cmp.Compare(b.Incidents, a.Incidents), cmp.Compare(a.Country, b.Country), cmp.Compare(a.Place, b.Place))
	}
	for _, s := range p {
		if s.Incidents == 0 || s.Country == "" && s.Place == "" || len(out) == topPlaces && before(s, out[topPlaces-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(out, s, before)
		out = slices.Insert(out, at, s)
		out = out[:min(len(out), topPlaces)]
	}
	return out
}
