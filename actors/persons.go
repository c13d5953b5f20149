package actors

import (
	"strings"
	"unicode"

	"github.com/tollbook/tollbook/countries"
	"github.com/tollbook/tollbook/language"
)

// addPerson adds a person's name, with the title before it or in it.
func (f *finder) addPerson(r language.Range) {
	r = f.behindTitle(f.behindPossessor(f.beforeOf(r)))
	r = f.wholePerson(r, false) // the tagger may have taken a title alone: "GENERAL"
	t := f.titleBefore(f.afterTitles(r))
	r.Start = t.end
	r = f.wholePerson(r, t.words != "")
	r = f.withoutSmallEnd(r)
	if r.Empty() || !f.namesPerson(r, t.words != "") {
		return
	}
	c := candidate{name: r, kind: Person, definite: true, title: t.words, sector: t.sector, country: t.country, gender: t.gender}
	if c.gender == anyGender {
		c.gender = f.lex.genders[f.words[f.wordAt[r.Start]].text]
	}
	c.Mention.Kind = Name
	c.Range = language.Range{Start: t.phrase, End: r.End}
	c.Head = f.headOf(c.Range)
	if f.tok(c.Head).Tag == language.PUNCT {
		c.Head = r.End - 1
	}
	n := f.add(c)
	for i := t.start; i < r.Start; i++ {
		if f.nameAt[i] < 0 {
			f.nameAt[i] = n
		}
	}
}

// withoutSmallEnd cuts off words in small letters that a tagger has taken into the end of a name: "Gichuru apologised".
func (f *finder) withoutSmallEnd(r language.Range) language.Range {
	for r.End-r.Start > 1 && hasLetter(f.doc.Word(r.Start)) && f.capital(r.Start) && !f.capital(r.End-1) && hasLetter(f.doc.Word(r.End-1)) {
		r.End--
	}
	return r
}

// wholePerson widens a name that a tagger cut short: by a forename before it, by a further name behind it
// that the tree joins to it, or that is an entity of its own.
func (f *finder) wholePerson(r language.Range, titled bool) language.Range {
	if r.Empty() {
		return r
	}
	s := f.doc.SentenceOf(r.Start)
	for !titled && r.Start > s.Start {
		i := r.Start - 1
		if f.nameAt[i] >= 0 || !f.capital(i) || f.tok(i).Tag != language.PROPN && f.tok(i).Rel != language.Flat || f.wordAt[i] >= len(f.words) ||
			f.lex.genders[f.words[f.wordAt[i]].text] == anyGender && !f.isForenameOf(i, r) {
			break
		}
		r.Start = i
	}
	for r.End < s.End {
		i := r.End
		t := f.tok(i)
		joined := f.personAt(i) || (t.Rel == language.Flat || f.oneCase(i) && t.Rel == language.Compound) && (r.Has(t.Head) || f.oneCase(i)) ||
			titled && f.tok(i-1).Rel == language.Compound && f.tok(i-1).Head == i
		if f.nameAt[i] >= 0 || t.Tag != language.PROPN || !f.capital(i) || !joined || f.isKnownWord(i) {
			break
		}
		r.End++
	}
	return r
}

// isForenameOf says whether the unknown word i and the name r behind it hang together behind a title: "Secretary-General Lars Holm".
func (f *finder) isForenameOf(i int, r language.Range) bool {
	t := f.tok(r.Start)
	if f.oneCase(i) || t.Rel != language.Flat || t.Head > i || f.isKnownWord(i) || f.titleAt(i) > i || i == f.doc.SentenceOf(i).Start {
		return false
	}
	_, end, ok := f.lex.nouns.at(f.words, f.wordAt[t.Head], nil)
	return ok && t.Head < i && f.words[end-1].token < i || t.Head == i && f.tok(i).Rel == language.Flat
}

// personAt says whether a person's name begins at token i by the tagger.
func (f *finder) personAt(i int) bool {
	for _, e := range f.doc.Entities {
		if e.Start == i {
			return e.Type == language.PersonName
		}
		if e.Start > i {
			break
		}
	}
	return false
}

// isKnownWord says whether token i is a noun of the lexicon or a country.
func (f *finder) isKnownWord(i int) bool {
	if code, _, _ := f.countryAt(i); code != "" {
		return true
	}
	_, _, ok := f.lex.nouns.at(f.words, min(f.wordAt[i], len(f.words)-1), nil)
	return ok
}

// namesPerson refuses what taggers take for persons but is a pronoun, a state, its people or its capital.
func (f *finder) namesPerson(r language.Range, titled bool) bool {
	if r.End-r.Start == 1 && (!f.isNounOrFlat(r.Start) || !hasLetter(f.doc.Word(r.Start))) {
		return false
	}
	if _, kind, at := f.countryAt(r.Start); kind != countries.None && at == r {
		return false
	}
	if titled {
		return true
	}
	if f.isTown(r) || f.beginsBody(r) {
		return false
	}
	if at, code := f.capitalAt(r.Start); code != "" && at == r {
		return false
	}
	if n, _, ok := f.lex.nouns.at(f.words, min(f.wordAt[r.End-1], len(f.words)-1), nil); ok && f.oneCase(r.Start) && (n.plural || n.kind == Organisation) {
		return false // "URBAN COMMANDOS"
	}
	if _, end, ok := f.lex.nouns.at(f.words, min(f.wordAt[r.Start], len(f.words)-1), nil); ok {
		return f.words[end-1].token < r.End-1
	}
	return true
}

// beginsBody says whether r only qualifies a noun for an armed body in a capital: "Azure" of "Azure Coast Liberation Army".
func (f *finder) beginsBody(r language.Range) bool {
	if f.oneCase(r.Start) || !f.capital(r.Start) {
		return false
	}
	h := r.End - 1
	for f.tok(h).Head > h && (f.tok(h).Rel == language.Compound || f.tok(h).Rel == language.Amod) {
		if h = f.tok(h).Head; h-r.End > 3 || !f.capital(h) {
			return false
		}
	}
	if h < r.End {
		return false
	}
	n, _, ok := f.lex.nouns.at(f.words, min(f.wordAt[h], len(f.words)-1), nil)
	return ok && (n.kind == ArmedGroup || n.kind == Organisation && isArmedName(f.tok(h).Lower))
}

// isTown says whether the gazetteer has just r for a place, and no person of the report bears that name.
func (f *finder) isTown(r language.Range) bool {
	if f.surnames[f.tok(r.End-1).Lower] || r.End-r.Start > 1 && f.lex.genders[f.words[f.wordAt[r.Start]].text] != anyGender {
		return false
	}
	for i := r.Start; i < r.End; i++ {
		if !f.allCapitals(i) {
			return false // where letter case tells, the tagger knows best
		}
	}
	for i := range f.places {
		if p := &f.places[i]; p.Range == r && !p.Associative {
			return true
		}
	}
	if s := f.lower(r.End, r.Start); s == "'s" || s == "’s" {
		return false
	}
	return r.End-r.Start == 1 && f.oneCase(r.Start) && r.Start > 0 && f.placeWord(r.Start-1)
}

// placeWord says whether token i is a preposition or noun that a place follows: "in X", "mayor of X".
func (f *finder) placeWord(i int) bool {
	switch f.tok(i).Lower {
	case "in", "at", "near", "into", "of", "from", "to":
		return true
	}
	return false
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// behindPossessor cuts the country off "Haiti's Prime Minister".
func (f *finder) behindPossessor(r language.Range) language.Range {
	if _, kind, c := f.countryAt(r.Start); kind != countries.None && c.End+1 < r.End {
		if w := f.tok(c.End).Lower; w == "'s" || w == "’s" || w == "'" || w == "’" {
			r.Start = c.End + 1
		}
	}
	return r
}

// behindTitle cuts off what is the end of a title that begins before r: "Defense" of "Minister of Defense Carlos Vega".
func (f *finder) behindTitle(r language.Range) language.Range {
	for from := max(f.doc.SentenceOf(r.Start).Start, r.Start-4); from < r.Start; from++ {
		if end := f.titleAt(from); end > r.Start && end < r.End {
			r.Start = end
			return r
		}
	}
	return r
}

// beforeOf cuts "of the Morena party" off a name.
func (f *finder) beforeOf(r language.Range) language.Range {
	for i := r.Start + 1; i < r.End; i++ {
		switch f.tok(i).Lower {
		case "of", "from", "in", "at", "for", "and", ",", "with":
			r.End = i
			return r
		}
	}
	return r
}

// afterTitles gives the first token of r behind titles that the tagger took into the name; all of r is not a title.
func (f *finder) afterTitles(r language.Range) int {
	at := r.Start
	if _, kind, c := f.countryAt(at); kind != countries.None && c.End < r.End-1 && f.titleAt(c.End) > c.End {
		at = c.End // "Qatari Prime Minister ..."
	}
	for at < r.End-1 {
		end := f.titleAt(at)
		if end <= at || end >= r.End {
			break
		}
		at = end
	}
	return at
}

// findTitled adds persons that the tagger missed: names in capitals right after a title.
// In text of one case, where taggers err most, it comes first.
func (f *finder) findTitled(oneCase bool) {
	for i := 0; i < len(f.doc.Tokens); i++ {
		if f.nameAt[i] >= 0 || oneCase && !f.oneCase(i) {
			continue
		}
		at := f.titleAt(i)
		if at == i || at >= f.doc.SentenceOf(i).End {
			continue
		}
		if r := f.nameSequence(at); !r.Empty() && !f.covered(r) && f.looksPersonal(r, true) {
			f.addPerson(r)
			i = r.End - 1
		}
	}
}

// findForenamed adds persons that the tagger missed: a known forename and at least one more name.
func (f *finder) findForenamed() {
	for i := 0; i < len(f.doc.Tokens); i++ {
		if f.nameAt[i] >= 0 || f.wordAt[i] >= len(f.words) || f.lex.genders[f.words[f.wordAt[i]].text] == anyGender || f.tok(i).Tag != language.PROPN {
			continue
		}
		if r := f.nameSequence(i); r.End-r.Start >= 2 && !f.covered(r) && f.looksPersonal(r, false) && !f.isPlace(r) {
			f.addPerson(r)
			i = r.End - 1
		}
	}
}

// isPlace says whether the gazetteer or the tagger has r for a place or a body. A tagger errs on
// "PHOTOGRAPHERS JUAN ROA": what begins with a noun for people is no place.
func (f *finder) isPlace(r language.Range) bool {
	for i := range f.places {
		if f.places[i].Contains(r) {
			return true
		}
	}
	for _, e := range f.doc.Entities {
		if e.Overlaps(r) && e.Type != language.PersonName && f.titleAt(e.Start) != r.Start {
			return !f.oneCase(r.Start) || e.Range != r
		}
	}
	return false
}

// nameSequence gives the run of proper nouns from token i, with the small words that names have inside.
func (f *finder) nameSequence(i int) language.Range {
	r := language.Range{Start: i, End: i}
	s := f.doc.SentenceOf(i)
	for j := i; j < s.End && j < i+8; j++ {
		t := f.tok(j)
		switch {
		case t.Tag == language.PROPN && f.capital(j) && (!f.oneCase(j) || f.tree):
			r.End = j + 1
		case j > i && (t.Lower == "-" || isNameParticle(t.Lower)) && j+1 < s.End && f.tok(j+1).Tag == language.PROPN:
		default:
			return r
		}
	}
	return r
}

func isNameParticle(w string) bool {
	switch w {
	case "de", "la", "del", "los", "las", "da", "dos", "bin", "ibn", "ben", "al", "el", "ul", "van", "von", "der", "den", "di", "du", "abu", "y", "e", "ur", "san":
		return true
	}
	return false
}

// looksPersonal refuses sequences with words of bodies, places or peoples in them.
func (f *finder) looksPersonal(r language.Range, titled bool) bool {
	for i := r.Start; i < r.End; i++ {
		if code, _, _ := f.countryAt(i); code != "" && !(titled && i > r.Start) {
			return false
		}
		w := f.wordAt[i]
		if w >= len(f.words) {
			return false
		}
		if n, _, ok := f.lex.nouns.at(f.words, w, nil); ok && (n.kind == Organisation || i == r.Start) {
			return false
		}
	}
	return f.tok(r.Start).Tag != language.PUNCT
}
