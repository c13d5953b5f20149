package read

import (
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// eventOf gives the event that has the word of harm among its triggers, else the nearest fitting one before it.
func (c *counter) eventOf(f *finding, s language.Range) int {
	for n := range c.events {
		for _, t := range c.events[n].triggers {
			if f.harm.words.Has(t) && c.fits(f, n) {
				return n
			}
		}
	}
	best, distance := -1, 1<<30
	for n := range c.events {
		if !c.fits(f, n) {
			continue
		}
		for _, t := range c.events[n].triggers {
			if !s.Has(t) {
				continue
			}
			if d := abs(t - f.word); d < distance {
				best, distance = n, d
			}
		}
	}
	if best >= 0 {
		return best
	}
	return c.eventBefore(f, s)
}

func abs(n int) int { return max(n, -n) }

// fits says whether an event may be one that harms people in this way.
func (c *counter) fits(f *finding, n int) bool {
	typ := c.events[n].typ
	switch f.kind {
	case record.Detained, record.Abducted:
		return typ == "COERCE" || typ == "ASSAULT" && f.kind == record.Abducted
	case record.Surrendered, record.Displaced:
		return typ == "ASSAULT" || typ == "COERCE" || typ == "RETREAT"
	}
	return typ == "ASSAULT" || typ == "PROTEST" && false
}

// eventBefore gives the last fitting event told in the sentences before, the main one first.
func (c *counter) eventBefore(f *finding, s language.Range) int {
	best, at := -1, -1
	for n := range c.events {
		if !c.fits(f, n) || c.events[n].background || f.kind == record.Detained {
			continue
		}
		for _, t := range c.events[n].triggers {
			if t < s.Start && t > at && c.doc.InTitle(t) == c.doc.InTitle(f.word) {
				best, at = n, t
			}
		}
	}
	return best
}

// fillTime gives the count the time told in its clause, else its event's.
func (c *counter) fillTime(out *count, f *finding, s language.Range) {
	if out.event >= 0 {
		e := &c.events[out.event]
		out.from, out.to, out.time = e.from, e.to, e.time
		if words := e.evidence["from"]; len(words) > 0 {
			out.evidence["from"] = words
		}
	}
}

// fillPlace gives the count the place of its event.
func (c *counter) fillPlace(out *count, f *finding, s language.Range) {
	if out.event >= 0 && c.events[out.event].place >= 0 {
		out.place = c.events[out.event].place
		out.evidence["place"] = []language.Range{c.places[out.place].Range}
	}
}
