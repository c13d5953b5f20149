package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tollbook/tollbook/language"
)

// findFrames notes the names that the words around say to be those of places: "the village of Masala",
// "the towns of A, B and C", "Tungar Maje village", "Karma, a village in the north". Such
// a name is one place as a whole, whether or not the gazetteer has it or a part of it.
func (f *finder) findFrames() {
	for i := range f.doc.Tokens {
		lower := f.doc.Tokens[i].Lower
		if lower == "near" || lower == "of" && i > 0 && f.is(f.doc.Tokens[i-1].Lower, directionWord) && f.doc.Tokens[i-1].Lower != "central" {
			f.frameNear(i + 1)
		}
		if lower != "area" && lower != "region" && !f.is(lower, frameWord) || !f.caseless() && (f.headline[f.doc.Tokens[i].Sentence] || f.marks[i]&nameWord != 0) {
			continue
		}
		sent := f.doc.SentenceOf(i)
		if i+2 < sent.End && (f.doc.Tokens[i+1].Lower == "of" || f.doc.Tokens[i+1].Lower == ":" && f.is(lower, pluralWord)) {
			f.frameAfter(i+2, f.is(lower, pluralWord))
			f.frameApposition(i, sent) // "Mekelle, the capital of Tigray"
			f.framePart(i, sent.Start)
			continue
		}
		if f.caseless() {
			if f.is(lower, placeNoun|divisionWord) {
				f.frameBeforeCaseless(i, sent.Start)
			}
			continue
		}
		if f.is(lower, placeNoun) || (lower == "area" || lower == "region") && !f.isKnown(i-1) && !f.isKnown(i-2) {
			f.frameBefore(i, sent.Start)
		}
		f.frameApposition(i, sent)
	}
}

func (f *finder) caseless() bool { return f.doc.Upper || f.doc.Lower }

// frameAfter takes the name that begins at token i, and for a plural the further ones of the list.
func (f *finder) frameAfter(i int, list bool) {
	end := f.doc.SentenceOf(i).End
	for i < end {
		if f.is(f.doc.Tokens[i].Lower, directionWord) && f.marks[i]&nameWord == 0 {
			i++
		}
		first, last := f.nameAt(i, end)
		if last <= first {
			return
		}
		f.framed[first] = last
		i = last
		if !list || i >= end || f.doc.Tokens[i].Lower != "," && f.doc.Tokens[i].Lower != "and" {
			return
		}
		i++
		if i < end && f.doc.Tokens[i-1].Lower == "," && f.doc.Tokens[i].Lower == "and" {
			i++
		}
	}
}

// isKnown says whether the gazetteer has the word at token i, or what ends with it and the one before.
func (f *finder) isKnown(i int) bool {
	for first := i; first >= 0 && first >= i-1; first-- {
		if f.marks[first]&nameWord == 0 {
			break
		}
		s := f.doc.Span(language.Range{Start: first, End: i + 1})
		if _, found := f.lookUp(f.doc.Text[s.Start:s.End], i+1-first); len(found.options) > 0 {
			return true
		}
	}
	return false
}

// frameNear takes the name after "near" or "south of", unless it is one of a building or a body.
func (f *finder) frameNear(i int) {
	if f.caseless() || i >= len(f.doc.Tokens) || f.headline[f.doc.Tokens[i].Sentence] {
		return
	}
	first, last := f.nameAt(i, f.doc.SentenceOf(i-1).End)
	if last <= first || f.is(f.doc.Tokens[last-1].Lower, facilityWord|bodyWord|divisionWord|settlementWord) || isUpper(f.doc.Word(first)) {
		return
	}
	for j := first; j < last; j++ {
		if lower := f.doc.Tokens[j].Lower; f.persons[lower] || f.is(lower, neverWord|rankWord|speechWord) || f.common[lower] > 1 {
			return
		}
	}
	f.framed[first] = last
}

// nameAt gives the first capitalised token of the name at i, after an article at most, and its end; an empty range if there is none.
func (f *finder) nameAt(i, end int) (first, last int) {
	if i+2 < end && f.marks[i]&nameWord == 0 && f.marks[i]&joiner != 0 && f.tightHyphen(i+1) {
		i += 2 // "al-Qasa"
	}
	if i >= end || f.marks[i]&nameWord == 0 || !f.startsName(i) {
		return i, i
	}
	if f.caseless() {
		return i, f.caselessEnd(i, end)
	}
	last = i + 1
	for j := i + 1; j < end && j < i+6; j++ {
		switch {
		case f.marks[j]&nameWord != 0:
			last = j + 1
		case !f.joins(j) || j > last+2:
			return i, last
		}
	}
	return i, last
}

// caselessEnd gives the end of the longest name that the gazetteer has at i; failing that, of the run of words tagged as names.
func (f *finder) caselessEnd(i, end int) int {
	for j := min(end, i+maxName); j > i; j-- {
		if f.marks[j-1]&nameWord == 0 {
			continue
		}
		s := f.doc.Span(language.Range{Start: i, End: j})
		if _, found := f.lookUp(f.doc.Text[s.Start:s.End], j-i); len(found.options) > 0 {
			if j == i+1 && (len(f.doc.Tokens[i].Lower) < 4 || found.kind == demonym) {
				break
			}
			if next, ok := f.goesOn(j, end); ok {
				return next
			}
			return j
		}
	}
	last := i
	for j := i; j < end && j < i+5; j++ {
		switch {
		case f.marks[j]&nameWord != 0 && (f.doc.Tokens[j].Tag == language.PROPN || j == i && f.common[f.doc.Tokens[j].Lower] == 0) && !f.is(f.doc.Tokens[j].Lower, divisionWord|settlementWord|monthWord):
			last = j + 1
		case !f.joins(j) || j > last+1:
			return last
		}
	}
	return last
}

// startsName says whether a name of a place may begin with token i.
func (f *finder) startsName(i int) bool {
	lower := f.doc.Tokens[i].Lower
	return !f.is(lower, monthWord|neverWord) && unicode.IsLetter(firstRune(lower))
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// joins says whether token i may stand inside one name: an article, "de", a hyphen without spaces.
func (f *finder) joins(i int) bool {
	lower := f.doc.Tokens[i].Lower
	return f.is(lower, linkWord) || f.tightHyphen(i) || lower == "'" || lower == "’" || f.marks[i]&joiner != 0 && (f.tightHyphen(i-1) || f.tightHyphen(i+1))
}

// tightHyphen says whether token i is a hyphen between two words that touch it.
func (f *finder) tightHyphen(i int) bool {
	t := f.doc.Tokens
	return i > 0 && i+1 < len(t) && t[i].Lower == "-" && t[i-1].End == t[i].Start && t[i].End == t[i+1].Start
}

// frameBefore takes the name that ends at the noun at token i: "Wanzamai village".
func (f *finder) frameBefore(i, start int) {
	r := f.nameBefore(i, start)
	first := r.Start
	if r.Empty() || f.ofAnother(r) || first == start && r.End-r.Start == 1 && f.doc.Tokens[first].Tag != language.PROPN || !f.framable(r, start) {
		return
	}
	f.framed[first] = i
}

// ofAnother says whether the noun after a name is that of another one: "the Fulani village of Dan".
func (f *finder) ofAnother(r language.Range) bool {
	t := f.doc.Tokens
	return r.End+1 < len(t) && t[r.End+1].Lower == "of" && f.marks[min(r.End+2, len(t)-1)]&nameWord != 0
}

// framable refuses peoples, bodies and persons before a noun of place: "a Dogon village", "the Fulani village of Dan",
// "ELN camp"; and names of which the gazetteer has all but a first word that is none ("Afghan Helmand province").
func (f *finder) framable(r language.Range, start int) bool {
	t := f.doc.Tokens
	if r.Start > start && (t[r.Start-1].Lower == "a" || t[r.Start-1].Lower == "an") {
		return false
	}
	for j := r.Start; j < r.End; j++ {
		lower := t[j].Lower
		if f.is(lower, neverWord|monthWord|bodyWord|speechWord) || j == r.Start && (f.is(lower, directionWord) || t[j].Tag == language.ADJ && f.marks[j]&nameWord != 0) {
			return false
		}
	}
	if r.End-r.Start == 1 && (isUpper(f.doc.Word(r.Start)) || f.firstNames[t[r.Start].Lower]) {
		return false
	}
	for _, e := range f.doc.Entities {
		if e.Overlaps(r) && e.Type == language.OrganisationName {
			return false
		}
	}
	for first := r.Start + 1; first < r.End; first++ {
		s := f.doc.Span(language.Range{Start: r.Start, End: first})
		if _, found := f.lookUp(f.doc.Text[s.Start:s.End], first-r.Start); found.kind == demonym || found.kind == country && len(found.options) > 0 {
			return false
		}
	}
	return true
}

// frameApposition takes the name before ", a village in".
func (f *finder) frameApposition(i int, sent *language.Sentence) {
	t := f.doc.Tokens
	j := i - 1
	for j > sent.Start && j >= i-4 && f.marks[j]&nameWord == 0 && t[j].Lower != "a" && t[j].Lower != "the" && t[j].Lower != "," {
		j--
	}
	if j <= sent.Start || t[j].Lower != "a" && t[j].Lower != "the" || t[j-1].Lower != "," || !f.endsNoun(i, sent.End) {
		return
	}
	first := j - 1
	for k := j - 2; k >= sent.Start && k >= j-6; k-- {
		switch {
		case f.marks[k]&nameWord != 0:
			first = k
		case k == j-2 || !f.joins(k):
			k = sent.Start
		}
	}
	r := language.Range{Start: first, End: j - 1}
	if r.Empty() || !f.framable(language.Range{Start: first, End: j - 1}, sent.Start) || f.is(t[max(first-1, 0)].Lower, rankWord) {
		return
	}
	f.framed[first] = r.End
}

// endsNoun says whether the noun at token i ends its phrase, so that "a town councillor" is no town.
func (f *finder) endsNoun(i, end int) bool {
	if i+1 >= end {
		return true
	}
	next := &f.doc.Tokens[i+1]
	switch next.Tag {
	case language.NOUN, language.PROPN, language.ADJ:
		return f.is(next.Lower, directionWord|nearWord)
	}
	return (next.Lower != "of" || f.doc.Tokens[i].Lower == "capital") && next.Lower != "-"
}

// addFramed adds the framed name at token i, and says where it ends.
func (f *finder) addFramed(i, end int, run language.Range) bool {
	r, key, found := f.lookUpRange(language.Range{Start: i, End: end})
	if found.kind == demonym || found.kind == people {
		return false
	}
	if len(found.options) == 0 {
		found.kind = unknown
	}
	r.Start = f.articleBefore(i)
	f.candidates = append(f.candidates, candidate{Range: r, kind: found.kind, key: key, options: found.options,
		run: run, noun: -1, inside: -1, holder: -1, said: -1, framed: true})
	return true
}

// goesOn says whether a name goes on after token end-1, which the gazetteer does not know: "Mocímboa" in
// "Mocímboa da Praia", "Pont" in "Pont-Sondé"; and where the whole ends.
func (f *finder) goesOn(i, end int) (int, bool) {
	j := i
	for j < end && j < i+3 && f.marks[j]&nameWord == 0 && f.joins(j) {
		j++
	}
	if j == i || j >= end || f.marks[j]&nameWord == 0 {
		return i, false
	}
	if f.caseless() && f.doc.Tokens[j].Tag != language.PROPN {
		return i, false
	}
	if j == i+1 && f.tightHyphen(i) && f.standsAlone(j, end) {
		return i, false // "the Kabul-Kandahar highway"
	}
	last := j + 1
	if next, ok := f.goesOn(last, end); ok {
		last = next
	}
	return last, true
}

// smallThenCapital says whether a word is like "e-Bala".
func smallThenCapital(word string) bool {
	before, after, found := strings.Cut(word, "-")
	return found && len(before) <= 3 && unicode.IsUpper(firstRune(after))
}

// standsAlone says whether the word at token i is a name that needs no other: of a country, a people, a region or a fair-sized town.
func (f *finder) standsAlone(i, end int) bool {
	for j := min(end, i+4); j > i; j-- {
		if f.marks[j-1]&nameWord == 0 {
			continue
		}
		s := f.doc.Span(language.Range{Start: i, End: j})
		_, found := f.lookUp(f.doc.Text[s.Start:s.End], j-i)
		for _, o := range found.options {
			if o.noted || o.Feature == "PCLI" || o.Feature == "ADM1" || !o.loose && o.Population >= 20000 || !o.loose && !o.alternate && o.Population >= 5000 {
				return true
			}
		}
	}
	return false
}

// whole gives the whole of a name of which the gazetteer has the part r, which is r itself where there is no more to it.
func (f *finder) whole(r, run language.Range) language.Range {
	end, goesOn := f.goesOn(r.End, f.doc.SentenceOf(r.Start).End)
	begun := false
	if i := r.Start; !f.caseless() && i-2 >= run.Start && f.tightHyphen(i-1) && f.marks[i-2]&nameWord != 0 && !f.standsAlone(i-2, i-1) {
		last := len(f.candidates) - 1
		begun = last < 0 || f.candidates[last].End < i-1
	}
	if begun {
		r.Start -= 2
	}
	if goesOn {
		r.End = end
	}
	return r
}

// isPart says whether the gazetteer has only a part of the candidate's name.
func (c *candidate) isPart() bool {
	return !c.whole.Empty() && (c.whole.Start < c.Start || c.whole.End > c.End || c.options == nil)
}

// onlyDirections says whether a name is nothing but two words of direction: "CENTRAL AND WESTERN".
func (f *finder) onlyDirections(r language.Range) bool {
	if r.End-r.Start != 3 || f.doc.Tokens[r.Start+1].Lower != "and" {
		return false
	}
	return f.is(f.doc.Tokens[r.Start].Lower, directionWord) && f.is(f.doc.Tokens[r.Start+2].Lower, directionWord)
}

// frameBeforeCaseless takes the name between a word that none has and the noun at token i: "IN THE ESCALON NEIGHBORHOOD".
func (f *finder) frameBeforeCaseless(i, start int) {
	first := i
	for j := i - 1; j >= start && j >= i-5; j-- {
		lower := f.doc.Tokens[j].Lower
		if f.marks[j]&nameWord != 0 && f.doc.Tokens[j].Tag == language.PROPN && !f.is(lower, neverWord|monthWord|bodyWord|rankWord|directionWord) {
			first = j
			continue
		}
		if j == i-1 || !f.is(lower, linkWord) {
			if before := f.doc.Tokens[j].Lower; first < i && (f.is(before, cueWord) || before == "the") {
				f.framed[first] = i
			}
			return
		}
	}
}

// amongOthers gives the candidate with the unknown words of its run that stand next to it: "Cabo" in "Cabo Ligado".
func (f *finder) amongOthers(c *candidate) language.Range {
	r, run := c.Range, f.partOf(c)
	if f.caseless() || f.headline[f.doc.Tokens[c.Start].Sentence] || f.isBody(run) || run.End-run.Start > mostAmongOthers || !f.placed(run.Start) {
		return r
	}
	for r.End < run.End && f.marks[r.End]&nameWord != 0 && f.wordIs(r.End) == "other" && !f.taken(r.End) {
		r.End++
	}
	for r.Start > run.Start && r.Start > f.doc.SentenceOf(c.Start).Start && f.marks[r.Start-1]&nameWord != 0 && f.wordIs(r.Start-1) == "other" && !f.taken(r.Start-1) {
		r.Start--
	}
	return r
}

// partOf gives the part of a candidate's run that it stands in: "Cabo Ligado" of "Cabo Ligado in the North".
func (f *finder) partOf(c *candidate) language.Range {
	for _, part := range f.parts(c.run) {
		if part.Contains(c.Range) {
			return part
		}
	}
	return c.run
}

// mostAmongOthers is the most tokens of a run in which a name of the map may be but a part of one that is not on it.
const mostAmongOthers = 5

// placed says whether a word of place leads the name at token i, over an article or over what it is a part of: "in the", "in Basra's".
func (f *finder) placed(i int) bool {
	if f.placedByPreposition(i) {
		return true
	}
	start := f.doc.SentenceOf(i).Start
	return i-1 > start && f.doc.Tokens[i-1].Lower == "the" && f.placedByPreposition(i-1) || i-2 > start && isPossessive(f.doc.Tokens[i-1].Lower) && f.placedByPreposition(i-2)
}

// taken says whether token i is in a candidate.
func (f *finder) taken(i int) bool {
	for n := range f.candidates {
		if c := &f.candidates[n]; c.Start <= i && i < max(c.End, c.whole.End) {
			return true
		}
	}
	return false
}
