package gazetteer

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/language"
)

// parts cuts a run at the words that lead from one name to the next: "Hampton Avenue in St. Louis".
func (f *finder) parts(run language.Range) []language.Range {
	var out []language.Range
	start := run.Start
	for i := run.Start; i < run.End; i++ {
		if f.marks[i]&nameWord != 0 {
			continue
		}
		switch f.doc.Tokens[i].Lower {
		case "in", "on", "by", "and", "at":
			out = append(out, language.Range{Start: start, End: i})
			start = i + 1
		}
	}
	return append(out, language.Range{Start: start, End: run.End})
}

// addFacility adds a part of a run as a facility where its last word is one and the gazetteer does not have it whole.
func (f *finder) addFacility(run, whole language.Range, first int) {
	noun := run.End - 1
	if f.doc.Upper || f.doc.Lower || run.End-run.Start < 2 || !f.is(f.doc.Tokens[noun].Lower, facilityWord) {
		return
	}
	start := f.nameStart(run)
	inside := -1
	for n := first; n < len(f.candidates); n++ {
		c := &f.candidates[n]
		if !run.Contains(c.Range) && !c.Contains(run) {
			continue
		}
		if c.End == run.End && c.Start <= start {
			return
		}
		if inside < 0 && c.kind != demonym {
			inside = n
		}
		if c.End == noun && c.Start <= start && f.is(f.doc.Tokens[noun].Lower, divisionWord) && f.hasDivision(c.options) {
			return // "Doda District" is no building
		}
	}
	if start >= noun {
		return
	}
	at := len(f.candidates)
	for at > first && f.candidates[at-1].Start >= run.End {
		at-- // before the names that follow it
	}
	f.candidates = slices.Insert(f.candidates, at, candidate{Range: language.Range{Start: start, End: run.End}, kind: facility,
		run: whole, noun: noun, inside: inside, holder: -1, said: -1})
}

// takeStreets makes a place of a street whose name the gazetteer has for a town's: "Hampton Avenue" is no town, wherever Hampton is.
func (f *finder) takeStreets() {
	for n := range f.candidates {
		c := &f.candidates[n]
		if c.kind != facility || c.inside < 0 || c.score > 0 || !f.is(f.doc.Tokens[c.noun].Lower, streetWord) {
			continue
		}
		in := &f.candidates[c.inside]
		if in.kind != town && in.kind != division && in.kind != region || in.End != c.noun || f.hyphened(c.Range) {
			continue
		}
		c.score = streetOdds
	}
}

// streetOdds is the log of the odds that a name that ends as a street's is a street.
const streetOdds = 1

// hyphened says whether a hyphen stands in a name: "the Orvanne-Limerick Road" runs between two towns.
func (f *finder) hyphened(r language.Range) bool {
	for i := r.Start; i < r.End; i++ {
		if f.doc.Tokens[i].Lower == "-" || f.doc.Tokens[i].Lower == "–" {
			return true
		}
	}
	return false
}

// nameStart gives where a run begins without "The", and without a first word of a sentence that is no name ("After").
func (f *finder) nameStart(run language.Range) int {
	start := run.Start
	if t := &f.doc.Tokens[start]; start == f.doc.Sentences[t.Sentence].Start && t.Tag != language.X && t.Tag != language.PROPN &&
		t.Tag != language.NOUN && t.Tag != language.ADJ {
		start++
	}
	for start < run.End && (f.doc.Tokens[start].Lower == "the" || f.marks[start]&nameWord == 0) {
		start++
	}
	return start
}

// addUnknown adds the run where the gazetteer has no part of it and it is neither a body nor a person.
func (f *finder) addUnknown(run language.Range, first int) {
	if run.Start = f.nameStart(run); run.Empty() {
		return
	}
	if f.hasArticle(run) && len(f.candidates) == first+1 && f.candidates[first].kind == town && f.candidates[first].Range != run {
		f.candidates = f.candidates[:first] // "Ain" of "Ain al-Hilweh"
	}
	if len(f.candidates) > first || f.doc.Upper || f.doc.Lower || run.End-run.Start > 5 || f.headline[f.doc.Tokens[run.Start].Sentence] {
		return
	}
	for i := run.Start; i < run.End; i++ {
		lower := f.doc.Tokens[i].Lower
		if f.is(lower, rankWord|bodyWord|monthWord|speechWord|neverWord) || f.firstNames[lower] && f.marks[i]&joiner == 0 || len(lower) < 3 && f.marks[i]&nameWord != 0 && f.marks[i]&joiner == 0 ||
			run.End-run.Start == 1 && strings.HasSuffix(lower, "ist") { // "in Maoist violence"
			return
		}
	}
	if run.Start == f.doc.SentenceOf(run.Start).Start || f.doc.Tokens[run.Start-1].Lower == "a" || f.doc.Tokens[run.Start-1].Lower == "an" || isUpper(f.doc.Word(run.Start)) {
		return
	}
	f.candidates = append(f.candidates, candidate{Range: run, kind: unknown, key: f.doc.Tokens[run.Start].Lower,
		run: run, noun: -1, inside: -1, holder: -1, said: -1})
}

// articleBefore gives where the name that begins at token i begins with an article in small letters: "al-Raqqa".
func (f *finder) articleBefore(i int) int {
	t := f.doc.Tokens
	if i < 2 || t[i-1].Lower != "-" || t[i-2].End != t[i-1].Start || t[i-1].End != t[i].Start || f.marks[i-2]&nameWord != 0 {
		return i
	}
	if f.marks[i-2]&joiner != 0 && len(t[i-2].Lower) <= 3 && t[i-2].Lower != "-" {
		return i - 2
	}
	return i
}

// hasArticle says whether an Arabic article stands inside the run.
func (f *finder) hasArticle(run language.Range) bool {
	for i := run.Start + 1; i < run.End-1; i++ {
		switch f.doc.Tokens[i].Lower {
		case "al", "el", "ar", "as", "ash", "ad", "an", "az", "ul", "al-", "el-":
			return true
		}
	}
	return false
}
