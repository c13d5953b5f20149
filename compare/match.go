package compare

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/recorder"
)

// How the numbers of killed of a pair lie to each other.
const (
	same    = "same"
	overlap = "overlap" // the best numbers differ, the ranges overlap
	apart   = "apart"
	one     = "one" // only one of the two gives a number
	none    = "none"
)

// reach is how far, in km, a point may be from where it was, by its precision.
var reach = map[int]float64{0: 50, 1: 5, 2: 25, 3: 50, 4: 150, 5: 250, 7: 250}

// A dated is an incident with its days as numbers.
type dated struct {
	*Side
	first, last int
}

func datedOf(list []*Side) (out []dated) {
	for _, s := range list {
		a, errA := time.Parse(time.DateOnly, s.From)
		z, errZ := time.Parse(time.DateOnly, s.To)
		if errA == nil && errZ == nil {
			out = append(out, dated{s, int(a.Unix() / 86400), int(z.Unix() / 86400)})
		}
	}
	return out
}

// longest is for how many days an incident is looked up day by day.
const longest = 40

// match finds pairs by the rule: one to one, the surest first. near tells of each that is left with whom it would have made one.
func match(ours, theirs []*Side) (pairs []*Pair, near map[*Side]string) {
	them := datedOf(theirs)
	byDay, long := map[int][]int{}, []int{}
	for i, t := range them {
		if t.last-t.first > longest {
			long = append(long, i)
			continue
		}
		for d := t.first; d <= t.last; d++ {
			byDay[d] = append(byDay[d], i)
		}
	}
	var all []*Pair
	for _, o := range datedOf(ours) {
		seen := map[int]bool{}
		try := func(list []int) {
			for _, i := range list {
				if !seen[i] {
					seen[i] = true
					if p := rate(o, them[i]); p != nil {
						all = append(all, p)
					}
				}
			}
		}
		if o.last-o.first > 10*longest {
			for i := range them {
				try([]int{i})
			}
			continue
		}
		for d := o.first - 1; d <= o.last+1; d++ {
			try(byDay[d])
		}
		try(long)
	}
	slices.SortFunc(all, func(a, b *Pair) int {
		return cmp.Or(cmp.Compare(b.Points, a.Points), cmp.Compare(a.distance(), b.distance()), cmp.Compare(a.Ours.From, b.Ours.From), cmp.Compare(a.Ours.ID, b.Ours.ID),
			cmp.Compare(a.Theirs.From, b.Theirs.From), cmp.Compare(a.Theirs.ID, b.Theirs.ID))
	})
	done := map[*Side]bool{}
	near = map[*Side]string{}
	for _, p := range all {
		if !done[p.Ours] && !done[p.Theirs] {
			done[p.Ours], done[p.Theirs] = true, true
			pairs = append(pairs, p)
			continue
		}
		for _, x := range [][2]*Side{{p.Ours, p.Theirs}, {p.Theirs, p.Ours}} {
			if near[x[0]] == "" {
				near[x[0]] = x[1].ID
			}
		}
	}
	return pairs, near
}

// distance orders pairs; those without one come last.
func (p *Pair) distance() float64 {
	if p.KM == nil {
		return 1e6
	}
	return *p.KM
}

// rate gives two incidents as a pair, nil where they are none.
func rate(o, t dated) *Pair {
	if o.Country != "" && t.Country != "" && o.Country != t.Country || !sameClass(o.class, t.class) {
		return nil
	}
	days, whyDays := rateDays(o, t)
	if days == 0 {
		return nil
	}
	place, km, whyPlace := ratePlace(o.Side, t.Side)
	if place < 0 {
		return nil
	}
	who, whyWho := rateActors(o.Side, t.Side)
	p := &Pair{Ours: o.Side, Theirs: t.Side, KM: km, Killed: laid(o.Side, t.Side)}
	dead, whyDead := p.rateKilled()
	p.Points = days + place + who + dead
	if p.Points < fewest {
		return nil
	}
	p.Why = strings.Join(slices.DeleteFunc([]string{whyDays, whyPlace, whyWho, whyDead}, func(s string) bool { return s == "" }), ", ")
	if o.Best != nil && t.Best != nil {
		d := *o.Best - *t.Best
		p.Difference = &d
	}
	return p
}

// sameClass says whether both may be one event: a riot is violence, or a protest.
func sameClass(a, b recorder.Class) bool {
	riot := func(x, y recorder.Class) bool {
		return x == recorder.Riot && (y == recorder.Violence || y == recorder.Protest)
	}
	return a == b || riot(a, b) || riot(b, a)
}

func rateDays(o, t dated) (int, string) {
	gap := max(o.first, t.first) - min(o.last, t.last)
	switch {
	case gap > 1:
		return 0, ""
	case gap == 1:
		return 1, "a day apart"
	case o.first == o.last && t.first == t.last:
		return 3, "the same day"
	case max(o.last-o.first, t.last-t.first) < 7:
		return 2, "days that overlap"
	}
	return 1, "days that overlap, not closely known"
}

// ratePlace gives below 0 where the places cannot be one.
func ratePlace(o, t *Side) (points int, km *float64, why string) {
	if o.Precision == 6 || t.Precision == 6 {
		if o.Country == "" || o.Country != t.Country {
			return -1, nil, ""
		}
		return 0, nil, "the same country"
	}
	if o.Lat == nil || o.Lon == nil || t.Lat == nil || t.Lon == nil {
		place, province := fold(o.Place), fold(t.Admin1)
		switch {
		case place == "":
			return -1, nil, ""
		case place == fold(t.Place):
			return 2, nil, "a place of the same name"
		case place == province:
			return 1, nil, "a province of the same name"
		}
		return -1, nil, ""
	}
	d := ledger.Distance(*o.Lat, *o.Lon, *t.Lat, *t.Lon)
	switch closely := max(o.Precision, t.Precision); {
	case d > reach[o.Precision]+reach[t.Precision]:
		return -1, nil, ""
	case d <= 10 && closely <= 2:
		points = 3
	case closely <= 3:
		points = 2
	default:
		points = 1
	}
	rounded := float64(int(d*10+0.5)) / 10
	return points, &rounded, fmt.Sprintf("%.0f km apart", d)
}

func rateActors(o, t *Side) (int, string) {
	name, sort := o.names.shared(t.names)
	switch {
	case name != "":
		return 2, "an actor of the same name (" + name + ")"
	case sort != "":
		return 1, "actors of one sort (" + sort + ")"
	}
	return 0, ""
}

// laid says how the killed of both lie to each other.
func laid(o, t *Side) string {
	numbered := func(s *Side) bool { return s.Low != nil || s.Best != nil || s.High != nil }
	switch {
	case !numbered(o) && !numbered(t):
		return none
	case !numbered(o) || !numbered(t):
		return one
	}
	low, best, high := bounds(o)
	l, b, h := bounds(t)
	switch {
	case best == b:
		return same
	case low <= h && l <= high:
		return overlap
	}
	return apart
}

// many is from how many killed on the same number says something.
const many = 3

func (p *Pair) rateKilled() (int, string) {
	switch p.Killed {
	case same:
		if _, best, _ := bounds(p.Ours); best >= many {
			return 2, "as many killed"
		}
		return 1, "as many killed"
	case overlap:
		return 1, "numbers of killed that overlap"
	}
	return 0, ""
}

// order puts the lists in order of time.
func (c *Comparison) order() {
	slices.SortFunc(c.Both, func(a, b *Pair) int {
		return cmp.Or(cmp.Compare(a.Ours.From, b.Ours.From), cmp.Compare(a.Ours.ID, b.Ours.ID))
	})
	for _, list := range [][]*Alone{c.OursAlone, c.TheirsAlone} {
		slices.SortFunc(list, func(a, b *Alone) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.ID, b.ID)) })
	}
}
