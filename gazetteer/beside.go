package gazetteer

import "github.com/tollbook/tollbook/language"

// besideKilometres is how far a place may lie from the town that the report places it by: "Lemen, 30 km south of Basra".
const besideKilometres = 200

// settleBeside corrects the towns that the report says to lie in or by the town told next to them, and that were taken for a namesake far from there: one
// of the name that lies near is meant, or else one that the gazetteer does not have.
func (f *finder) settleBeside(accepted []int, chosen []*Place) {
	for i := 1; i < len(accepted); i++ {
		a, b := accepted[i-1], accepted[i]
		inner, outer, reach := f.toldBeside(a, b)
		if inner < 0 || chosen[inner] == nil || chosen[outer] == nil || f.candidates[inner].holder >= 0 {
			continue
		}
		switch kind := f.candidates[inner].kind; {
		case isTown(chosen[outer]) && !isHolder(chosen[inner]) && (kind == town || kind == region) && distance(chosen[inner], chosen[outer]) > reach:
			chosen[inner] = f.nearestOption(inner, chosen[outer], reach)
		case isDivision(chosen[outer].Feature) && (kind == town || kind == division) && !f.liesBy(chosen[inner], chosen[outer]):
			chosen[inner] = f.optionIn(inner, chosen[outer])
		}
	}
}

// liesBy says whether a place lies in a division or, as boundaries change, at least near it.
func (f *finder) liesBy(p, d *Place) bool {
	return holds(d, p) || p.Country == d.Country && (p.Admin1Code == d.Admin1Code || distance(p, d) <= besideKilometres)
}

// optionIn gives the largest option of a candidate that lies in a division; nil for none.
func (f *finder) optionIn(n int, d *Place) *Place {
	for i := range f.candidates[n].options {
		if o := f.candidates[n].options[i].Place; holds(d, o) {
			return o
		}
	}
	return nil
}

// toldBeside gives which of two candidates that follow each other lies in or by the other, and within how many kilometres; -1 where neither is said to.
func (f *finder) toldBeside(a, b int) (inner, outer int, reach float64) {
	x, y := &f.candidates[a], &f.candidates[b]
	end := max(x.End, x.whole.End)
	switch f.link(end, y.Start) {
	case inLast:
		if f.isQuarter(max(y.End, y.whole.End), y) {
			return b, a, localKilometres // "Mosul's Lemen district"
		}
	case inNext:
		if f.wordAt(end, x) == "suburb" && f.largest(x) >= greatCity && f.largest(x) > f.largest(y) {
			return b, a, localKilometres // "the Cincinnati suburb of Orvanne"
		}
		if f.isQuarter(end, x) {
			return a, b, localKilometres // "the Lemen district of Mosul"
		}
	}
	if f.measures(end, y.Start) {
		return a, b, besideKilometres
	}
	return -1, -1, 0
}

// largest gives how many people live in the largest town that a name may mean.
func (f *finder) largest(c *candidate) int {
	most := 0
	for i := range c.options {
		if o := &c.options[i]; isTown(o.Place) && !o.loose {
			most = max(most, o.Population)
		}
	}
	return most
}

// isQuarter says whether the word at token i, after a name, makes it one of a part of a town.
func (f *finder) isQuarter(i int, c *candidate) bool {
	switch f.wordAt(i, c) {
	case "district", "neighborhood", "neighbourhood", "quarter", "area", "suburb", "section", "square":
		return true
	}
	return false
}

// measures says whether the words between two names tell how far, or on which side, the first lies of the second: ", 30 km south of", ", near".
func (f *finder) measures(from, to int) bool {
	t := f.doc.Tokens
	if to-from < 2 || to-from > 9 || t[from].Sentence != t[to].Sentence || t[from].Lower != "," && t[from].Lower != "(" {
		return false
	}
	side := false
	for i := from + 1; i < to; i++ {
		switch lower := t[i].Lower; {
		case f.is(lower, nearWord), f.is(lower, directionWord):
			side = true
		case t[i].Tag == language.NUM, lower == "of", lower == "from", lower == "the", lower == "just", lower == "about", lower == "some", lower == "-", lower == "to", lower == "(",
			lower == ")", lower == "km", lower == "kilometers", lower == "kilometres", lower == "miles", lower == "mile":
		default:
			return false
		}
	}
	return side
}

// nearestOption gives the option of a candidate that lies nearest to a town and within reach of it; nil for none.
func (f *finder) nearestOption(n int, p *Place, reach float64) *Place {
	var best *Place
	for i := range f.candidates[n].options {
		o := f.candidates[n].options[i].Place
		if d := distance(o, p); d <= reach && !isHolder(o) {
			best, reach = o, d
		}
	}
	return best
}
