package ledger

import (
	"cmp"
	"context"
	"slices"

	"github.com/tollbook/tollbook/link"
)

// longestSpan is how long, in days, an incident may last that is looked for around a time: of those that began earlier it is not known in which part of their
// months they were.
const longestSpan = 31

// Near gives incidents around the place of one, at most some, the latest first; none where it has no point.
func (l *Ledger) Near(ctx context.Context, x *Summary, km float64, most int) ([]Summary, error) {
	out := []Summary{}
	if x.Lat == nil || x.Lon == nil || x.Place == "" {
		return out, nil
	}
	s, err := l.shelf(ctx)
	if err != nil {
		return nil, err
	}
	points, err := remember(&s.answers, "points", func() ([][2]float32, error) { return pointsOf(s.entries), nil })
	if err != nil {
		return nil, err
	}
	at := []*circle{{*x.Lat, *x.Lon, km}}
	north, reach := float32(*x.Lat), float32(km/kmPerDegree)+0.01
	for i, p := range points {
		if p[0] < north-reach || p[0] > north+reach {
			continue // too far, or without a point
		}
		if e := s.entries[i]; e.ID != x.ID && len(out) < most && insideAll(at, e.Lat, e.Lon) {
			out = append(out, e.Summary)
		}
		if len(out) == most {
			break
		}
	}
	return out, nil
}

// nowhere is the latitude of what has no point.
const nowhere = 1000

// pointsOf gives the latitudes and longitudes of entries, close together in memory.
func pointsOf(entries []*entry) [][2]float32 {
	out := make([][2]float32, len(entries))
	for i, e := range entries {
		out[i][0] = nowhere
		if e.Lat != nil && e.Lon != nil {
			out[i] = [2]float32{float32(*e.Lat), float32(*e.Lon)}
		}
	}
	return out
}

// Around gives incidents near one in time and place, at most some, those nearest in time first: within so many kilometres where its place is known, and else in its
// country; begun at most so many days before its first day, or after its last. There are none where its day or country is not known.
func (l *Ledger) Around(ctx context.Context, x *Summary, km float64, days, most int) ([]Summary, error) {
	first, last := link.Days(x.FirstDay), link.Days(cmp.Or(x.LastDay, x.FirstDay))
	var at []*circle
	if x.Lat != nil && x.Lon != nil && x.Place != "" {
		at = []*circle{{*x.Lat, *x.Lon, km}}
	}
	if first == link.Unknown || last == link.Unknown || at == nil && x.Country == "" {
		return []Summary{}, nil
	}
	s, err := l.shelf(ctx)
	if err != nil {
		return nil, err
	}
	from, _ := slices.BinarySearchFunc(s.entries, last+days, func(e *entry, day int) int { return cmp.Compare(day, e.day) })
	var found []*entry
	earliest := date(first - days)
	for _, e := range s.entries[from:] {
		if e.day < first-days-longestSpan {
			break
		}
		if e.ID != x.ID && cmp.Or(e.LastDay, e.FirstDay) >= earliest && (at != nil || e.Country == x.Country) && insideAll(at, e.Lat, e.Lon) {
			found = append(found, e)
		}
	}
	apart := func(e *entry) int { return max(e.day-first, first-e.day) }
	slices.SortFunc(found, func(a, b *entry) int { return cmp.Or(cmp.Compare(apart(a), apart(b)), cmp.Compare(a.ID, b.ID)) })
	out := []Summary{}
	for _, e := range found[:min(len(found), most)] {
		out = append(out, e.Summary)
	}
	return out, nil
}
