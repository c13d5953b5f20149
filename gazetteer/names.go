package gazetteer

import (
	"slices"

	"github.com/tollbook/tollbook/language"
)

// How likely the type of a name must be: to be believed, and to be believed against what else is seen of it.
const (
	likely = 0.5
	sure   = 0.8
)

// unseenOdds is what is taken off the log of the odds of a place in whose words the reader sees no name: one in five is one.
const unseenOdds = 1.5

// namedPlace says whether the reader has a candidate, or a name within it, for a place's name.
func (f *finder) namedPlace(c *candidate) bool {
	for i := range f.doc.Entities {
		e := &f.doc.Entities[i]
		if e.Start >= c.End {
			break
		}
		if e.Type == language.PlaceName && e.P >= sure && c.Contains(e.Range) {
			return !f.caseless() || c.kind != demonym
		}
	}
	return false
}

// unseen says whether the reader, where letter case helps it, has seen no name where the gazetteer has some town: it costs the
// candidate the odds of an ordinary word.
func (f *finder) unseen(c *candidate) bool {
	if c.kind != town || f.caseless() || len(f.doc.Entities) == 0 && len(f.doc.Terms) == 0 {
		return false
	}
	return !slices.ContainsFunc(f.doc.Entities, func(e language.Entity) bool { return e.Overlaps(c.Range) }) &&
		!slices.ContainsFunc(f.doc.Terms, func(e language.Entity) bool { return e.Overlaps(c.Range) })
}

// inLongerName says whether a candidate is but a part of the name of a body or an event: "Canada" of "the Green Party of Canada".
func (f *finder) inLongerName(c *candidate) bool {
	return f.holdsIn(f.doc.Entities, c, language.OrganisationName) || f.holdsIn(f.doc.Terms, c, language.OtherName)
}

func (f *finder) holdsIn(names []language.Entity, c *candidate, typ language.EntityType) bool {
	for i := range names {
		e := &names[i]
		if e.Start >= c.End {
			break
		}
		if e.Type == typ && e.P >= likely && e.Contains(c.Range) && e.End-e.Start > c.End-c.Start {
			return true
		}
	}
	return false
}

// addNamed adds the names of places that only the reader has seen, and gives the accepted candidates with them.
func (f *finder) addNamed(accepted []int) []int {
	for i := range f.doc.Entities {
		e := &f.doc.Entities[i]
		if e.Type != language.PlaceName || e.P < sure || f.overlapsAny(accepted, e.Range) {
			continue
		}
		r := f.ofName(e.Range)
		if r.Empty() || f.isPersons(r) || r.End-r.Start == 1 && f.is(f.doc.Tokens[r.Start].Lower, neverWord) {
			continue
		}
		r, key, found := f.lookUpRange(r)
		if found.kind == demonym || found.kind == people {
			continue
		}
		c := candidate{Range: r, kind: found.kind, key: key, options: found.options, run: r, noun: -1, inside: -1, holder: -1, said: -1, framed: true}
		switch {
		case len(found.options) > 0:
		case e.Fine == language.FacilityName:
			c.kind, c.noun = facility, r.End-1
		case f.isInitials(r):
			continue
		default:
			c.kind = unknown
		}
		accepted = append(accepted, len(f.candidates))
		f.candidates = append(f.candidates, c)
	}
	return accepted
}

// isInitials says whether a name off the map is one word all in capitals where others are not: "ASEAN" is a body. In a dateline it is a town.
func (f *finder) isInitials(r language.Range) bool {
	return r.End-r.Start == 1 && isUpper(f.doc.Word(r.Start)) && !f.caseless() && !f.headline[f.doc.Tokens[r.Start].Sentence] && !f.inDateline(r)
}

// ofName cuts off a name what is none of it: an article before, a possessive behind. It is empty where no word of it can be a name's.
func (f *finder) ofName(r language.Range) language.Range {
	t := f.doc.Tokens
	for !r.Empty() && (t[r.Start].Lower == "the" || t[r.Start].Tag == language.PUNCT) {
		r.Start++
	}
	for !r.Empty() && (isPossessive(t[r.End-1].Lower) || t[r.End-1].Tag == language.PUNCT) {
		r.End--
	}
	for i := r.Start; i < r.End; i++ {
		if f.marks[i]&nameWord != 0 && !f.is(t[i].Lower, directionWord|monthWord|rankWord) {
			return r
		}
	}
	return language.Range{}
}

// isPersons says whether a word of r is a person's name elsewhere in the report.
func (f *finder) isPersons(r language.Range) bool {
	for i := r.Start; i < r.End; i++ {
		if f.persons[f.doc.Tokens[i].Lower] {
			return true
		}
	}
	return false
}

func (f *finder) overlapsAny(accepted []int, r language.Range) bool {
	for _, n := range accepted {
		c := &f.candidates[n]
		if c.Overlaps(r) || c.whole.Overlaps(r) {
			return true
		}
	}
	return false
}
