package read

import (
	"github.com/tollbook/tollbook/language"
)

// fillPlace gives an incident's count the place of its event, a tally the place that its own sentence names.
func (c *counter) fillPlace(out *count, f *finding, s language.Range) {
	if !out.tally {
		if out.event >= 0 && c.events[out.event].place >= 0 {
			out.place = c.events[out.event].place
		}
		if own := c.ownPlace(f.word); own >= 0 && (out.place < 0 || !s.Contains(c.places[out.place].Range) && c.places[own].Precision <= 5 && !c.inside(out.place, own)) {
			out.place = own // "In Herat, two more were killed": the event as a whole lies elsewhere
		}
	} else {
		out.place = c.tallyPlace(f, s)
	}
	if out.place >= 0 {
		out.evidence["place"] = []language.Range{c.places[out.place].Range}
	}
}

// ofSource says whether token i stands in the words for who says so: "according to a think tank in Islamabad".
func (c *counter) ofSource(i int, s language.Range) bool {
	for k := i - 1; k >= s.Start && k > i-12; k-- {
		switch c.low(k) {
		case ",", ";":
			return false
		case "according":
			return c.low(k+1) == "to"
		}
	}
	return false
}

// tallyPlace gives the place of the sentence that "in" or "across" leads to, else the one nearest before the people.
func (c *counter) tallyPlace(f *finding, s language.Range) int {
	best := -1
	for n := range c.places {
		p := &c.places[n]
		if !s.Contains(p.Range) || p.Associative || c.ofSource(p.Start, s) {
			continue
		}
		switch before := c.low(p.Start - 1); {
		case (before == "in" || before == "across" || before == "throughout" || before == "around" || before == "the" && c.low(p.Start-2) == "in") && p.Start > f.group.words.Start-12:
			return c.possessed(n)
		case best < 0:
			best = n
		}
	}
	return best
}

// possessed gives the place that place n is named for, where that follows: "in Myanmar's Sagaing region".
func (c *counter) possessed(n int) int {
	if n+1 < len(c.places) && c.places[n+1].Start == c.places[n].End+1 && (c.low(c.places[n].End) == "'s" || c.low(c.places[n].End) == "’s") && !c.places[n+1].Associative {
		return c.possessed(n + 1)
	}
	return n
}
