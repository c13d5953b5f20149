package gazetteer

import "github.com/tollbook/tollbook/language"

// What the words of a name say of the division that it is of, and how a place stands to the division that it is told with: "Ghazni Province", "the
// Gero area of Ghazni Province", "Boyaca Department".

// lookUpRange looks a name up as the text has it and, where the gazetteer does not have it so, without the word of division that ends it: "Ghazni
// Province" is filed as Ghazni. It gives the range of what was found, which is r where nothing was.
func (f *finder) lookUpRange(r language.Range) (language.Range, string, known) {
	s := f.doc.Span(r)
	key, found := f.lookUp(f.doc.Text[s.Start:s.End], r.End-r.Start)
	if len(found.options) > 0 || r.End-r.Start < 2 || !f.is(f.doc.Tokens[r.End-1].Lower, divisionWord) {
		return r, key, found
	}
	short := language.Range{Start: r.Start, End: r.End - 1}
	s = f.doc.Span(short)
	shortKey, without := f.lookUp(f.doc.Text[s.Start:s.End], short.End-short.Start)
	if without.kind != demonym && without.kind != people && f.hasDivision(without.options) {
		return short, shortKey, without
	}
	return r, key, found
}

func (f *finder) hasDivision(options []option) bool {
	for i := range options {
		if isDivision(options[i].Feature) && !options[i].loose {
			return true
		}
	}
	return false
}

// isDepartment says whether "Department" after a name is that of a division, not of a ministry: the name is one of a division of a country whose
// divisions are called so.
func (f *finder) isDepartment(c *candidate) bool {
	if f.wordAt(c.End, c) != "department" || f.wordAt(c.End+1, c) == "of" {
		return false
	}
	for i := range c.options {
		if o := &c.options[i]; isDivision(o.Feature) && hasDepartments(o.Country) {
			return true
		}
	}
	return false
}

func hasDepartments(country string) bool {
	switch country {
	case "BEN", "BOL", "COL", "FRA", "GTM", "HND", "HTI", "NIC", "PER", "PRY", "SLV", "URY":
		return true
	}
	return false
}

// framePart takes the name of several words before a part of a town or division, where the gazetteer does not have it as a whole: "the Me'a
// Orvanne neighborhood of Jerusalem". A single word may as well be the town that the suburb belongs to: "the Cincinnati suburb of".
func (f *finder) framePart(i, start int) {
	r := f.nameBefore(i, start)
	if r.End-r.Start < 2 || !f.isQuarter(i, &candidate{Range: language.Range{Start: i, End: i + 1}}) || f.doc.Tokens[max(r.Start-1, 0)].Lower != "the" || !f.framable(r, start) {
		return
	}
	s := f.doc.Span(r)
	if _, found := f.lookUp(f.doc.Text[s.Start:s.End], r.End-r.Start); len(found.options) == 0 && !f.isKnown(r.End-1) {
		f.framed[r.Start] = r.End
	}
}

// nameBefore gives the run of name words that ends at token i, with what may stand inside one name; empty where there is none.
func (f *finder) nameBefore(i, start int) language.Range {
	first := i
	for j := i - 1; j >= start && j >= i-6; j-- {
		if f.marks[j]&nameWord != 0 {
			first = j
		} else if j == i-1 || !f.joins(j) {
			break
		}
	}
	return language.Range{Start: first, End: i}
}
