package actors

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/countries"
	"github.com/tollbook/tollbook/language"
)

// findNames adds the names: of the registry, of acronyms that the text introduces, of persons and
// organisations that the entity tagger sees, of states, and what stands behind a title.
func (f *finder) findNames() {
	f.findRegistered()
	f.findSelfNamed()
	f.findBodies()
	f.findEntities()
	f.findCapitalised()
	f.findTitled(false)
	f.findForenamed()
	f.findAgain()
	f.findStates()
	f.findAcronyms()
}

// findRegistered adds the names of the registry, the longest first at each place.
func (f *finder) findRegistered() {
	for i := 0; i < len(f.words); i++ {
		entry, end := f.registered(i)
		if entry == nil {
			continue
		}
		r := f.tokenRange(i, end)
		if f.insidePerson(r) || f.covered(r) {
			continue
		}
		c := candidate{name: r, kind: entry.Kind, sector: entry.Sector, ref: entry.ID, definite: true}
		if len(entry.Countries) > 0 {
			c.country = entry.Countries[0]
		}
		if owner := f.possessor(r); owner != "" && entry.Kind == Organisation && len(entry.Countries) > 0 && !slices.Contains(entry.Countries, owner) {
			c.ref, c.country = "", owner // "Pakistan's Foreign Office" is not the British one
		}
		if (entry.ID == "foreign-office" || entry.ID == "home-office") && f.weights["GBR"] == 0 {
			c.ref, c.country = "", "" // Pakistan and others have one too
		}
		f.addName(c)
		i = end - 1
	}
}

// registered gives the entry named at words[i]. Of several with the same words those active when the report appeared count first, then
// the country that the places speak of most.
func (f *finder) registered(i int) (*Entry, int) {
	var best *Entry
	bestEnd, bestWeight := 0, -2
	f.lex.named.at(f.words, i, func(n named, end int) bool {
		if end < bestEnd || !f.endsToken(end) || i > 0 && f.words[i-1].token == f.words[i].token || !f.written(n, i, end) || n.acronym && f.inHyphened(f.tokenRange(i, end)) {
			return false
		}
		if w := f.weight(n.entry); w > bestWeight {
			best, bestEnd, bestWeight = n.entry, end, w
		}
		return false // go on: a later entry of the same length may fit better
	})
	return best, bestEnd
}

func (f *finder) weight(e *Entry) int {
	w := 0
	if e.added {
		w = 1 << 20 // what the user adds wins
	}
	for _, c := range e.Countries {
		w = max(w, f.weights[c])
	}
	if !e.active(f.year) && !e.added {
		return -1
	}
	return w
}

// written says whether the letters of words[i:end] are those of a name: capitals where letter case tells.
func (f *finder) written(n named, i, end int) bool {
	r := f.tokenRange(i, end)
	if f.oneCase(r.Start) {
		if n.acronym && f.doc.Lower && len(f.words[i].text) < 3 {
			return false
		}
		return end-i > 1 || !f.lex.not[f.words[i].text]
	}
	if n.acronym {
		text := strings.NewReplacer("-", "", ".", "", "/", "", " ", "").Replace(f.doc.String(r))
		for _, a := range n.entry.Acronyms {
			if strings.NewReplacer("-", "", ".", "", "/", "", " ", "").Replace(a) == text {
				return true
			}
		}
		return false
	}
	if f.capital(r.Start) {
		return end-i == 1 || n.lowerEnd || f.capital(r.End-1)
	}
	return r.End-r.Start > 1 && f.words[i].text == "al" && f.capital(r.End-1) // "al-Shabaab"
}

// insidePerson says whether r is only a part of a person's name ("Wagner" in "Richard Wagner").
func (f *finder) insidePerson(r language.Range) bool {
	for _, e := range f.doc.Entities {
		if e.Start >= r.End {
			break
		}
		if e.Type == language.PersonName && e.Contains(r) && e.Range != r {
			return true
		}
	}
	return false
}

// isChannel says whether r names the service by which something was told, and nobody who acts: "claimed the attack on Twitter".
func (f *finder) isChannel(r language.Range) bool {
	if r.End-r.Start != 1 {
		return false
	}
	switch f.tok(r.Start).Lower {
	case "twitter", "telegram", "facebook", "instagram", "youtube", "whatsapp", "tiktok", "x", "weibo", "signal":
	default:
		return false
	}
	switch f.tok(max(0, r.Start-1)).Lower {
	case "on", "via", "through", "over":
		return true
	}
	return false
}

// findEntities adds the names of persons and organisations that the tagger sees and nothing else covers
// yet; persons first, so that a surname taken for an organisation later on is known.
func (f *finder) findEntities() {
	f.surnames = map[string]bool{}
	for _, e := range f.doc.Entities {
		if r := f.trim(e.Range); e.Type == language.PersonName && !r.Empty() && !f.covered(r) {
			f.addPerson(r)
		}
	}
	f.knowSurnames()
	f.findTitled(true)
	for _, e := range f.doc.Entities {
		r := f.trim(e.Range)
		if e.Type != language.OrganisationName || r.Empty() || f.covered(r) || f.isChannel(r) {
			continue
		}
		switch {
		case f.isPersonAfterAll(r), f.isTitledPerson(r):
			f.addPerson(r)
		case f.behindTitle(language.Range{Start: r.Start, End: r.End + 1}).Start > r.Start: // "DEFENSE" of "MINISTER OF DEFENSE"
		case !f.glosses(r):
			f.addOrganisation(r, e.Fine == language.GroupName)
		}
	}
}

// isPersonAfterAll corrects the tagger: a surname of the report alone, or a known forename with one or two
// more names and no word for a body among them.
func (f *finder) isPersonAfterAll(r language.Range) bool {
	if f.wordAt[r.Start] >= len(f.words) {
		return false
	}
	if r.End-r.Start == 1 {
		return f.surnames[f.tok(r.Start).Lower]
	}
	if r.End-r.Start > 3 || f.lex.genders[f.words[f.wordAt[r.Start]].text] == anyGender {
		return false
	}
	for i := r.Start; i < r.End; i++ {
		if f.tok(i).Tag != language.PROPN || i > r.Start && f.isKnownWord(i) {
			return false
		}
	}
	return true
}

// isTitledPerson says whether an office and then nothing but names stand in r: "Defense Minister Khawaja Nadir".
func (f *finder) isTitledPerson(r language.Range) bool {
	at := r.Start
	if _, kind, c := f.countryAt(at); kind == countries.Demonym && c.End < r.End {
		at = c.End
	}
	w := f.wordAt[at]
	if w >= len(f.words) {
		return false
	}
	title, end, ok := f.lex.nouns.at(f.words, w, nil)
	if !ok || !title.office || title.plural || end >= f.wordAt[r.End] || !f.endsToken(end) {
		return false
	}
	switch title.sector {
	case "GOV", "MIL", "COP", "LEG", "JUD", "IGO":
	default:
		return false
	}
	rest := language.Range{Start: f.words[end].token, End: r.End}
	return rest.End-rest.Start >= 2 && rest.End-rest.Start <= 4 && f.hasProper(rest) && f.looksPersonal(rest, true)
}

// knowSurnames notes the last words of the persons found.
func (f *finder) knowSurnames() {
	for n := range f.found {
		c := &f.found[n]
		if c.kind != Person || c.name.End-c.name.Start < 2 {
			continue
		}
		if last := c.name.End - 1; len(f.tok(last).Lower) > 2 && f.isSurname(last) {
			f.surnames[f.tok(last).Lower] = true
		}
	}
}

// trim cuts a determiner, a possessive and marks off a name.
func (f *finder) trim(r language.Range) language.Range {
	for !r.Empty() && (isDeterminer(f.tok(r.Start).Lower) || f.tok(r.Start).Tag == language.PUNCT) {
		r.Start++
	}
	for !r.Empty() {
		switch t := f.tok(r.End - 1); {
		case t.Lower == "'s", t.Lower == "’s", t.Lower == "'", t.Lower == "’", t.Tag == language.PUNCT && t.Lower != ")":
			r.End--
		default:
			return r
		}
	}
	return r
}

// addName adds a name with its determiner.
func (f *finder) addName(c candidate) int {
	c.Mention.Kind = Name
	c.Range = c.name
	c.Head = f.headOf(c.name)
	if d := c.Start - 1; d >= f.doc.SentenceOf(c.Start).Start && f.tok(d).Lower == "the" &&
		(!f.tree || !f.modifies(c.Head) || f.lower(c.End, d) == "(") { // not "the TTP fighters", but "the Tehreek-e-Taliban Pakistan (TTP)"
		c.Start = d
	}
	return f.add(c)
}

// addOrganisation adds a name of an organisation; its words tell kind and sector. Where they tell nothing, the tagger may say that it
// is an armed group.
func (f *finder) addOrganisation(r language.Range, armed bool) {
	if country, _, at := f.countryAt(r.Start); country != "" && at.Contains(r) {
		return // a state or its people: findStates decides
	}
	if at, code := f.capitalAt(r.Start); code != "" && at == r {
		return
	}
	if r.End-r.Start == 1 && (!f.isNounOrFlat(r.Start) || !hasLetter(f.doc.Word(r.Start))) {
		return
	}
	if f.isQualifier(r) || f.isEntered(r) || f.beginsBody(r) {
		return
	}
	r = f.withOf(r)
	if f.oneCase(r.Start) && (!f.hasProper(r) || r.Start > 0 && f.placeWord(r.Start-1) && f.joins(r.Start+1)) {
		return // "SERIOUS", "BOMB", "FROM EL-OBEID"
	}
	if country, _, _ := f.countryAt(r.Start); country != "" && !f.capital(r.End-1) && f.isKnownWord(r.End-1) {
		return // "Iraqi government": findNominals adds it
	}
	if f.endsInPeople(r) {
		return // "FMLN GUERRILLAS": findNominals adds it
	}
	c := candidate{name: r, kind: Organisation, definite: true, country: f.countryIn(r)}
	if n, ok := f.nounIn(r); ok {
		c.sector = n.sector
		if n.kind == ArmedGroup {
			c.kind = ArmedGroup
		}
	} else if armed {
		c.kind, c.sector = ArmedGroup, "REB"
	}
	f.bodyOf(&c)
	f.addName(c)
}

// isEntered says whether one word that nothing tells to be a body is the object of a verb for towns: "stormed Zabar".
func (f *finder) isEntered(r language.Range) bool {
	t := f.tok(r.Start)
	if r.End-r.Start != 1 || t.Rel != language.Obj || t.Head < 0 || f.allCapitals(r.Start) {
		return false
	}
	switch f.tok(t.Head).Lemma {
	case "storm", "raid", "enter", "reach", "capture", "seize", "overrun", "shell", "recapture", "retake", "besiege", "encircle", "visit", "flee":
		return true
	}
	return false
}

// withOf widens a name that ends in a noun for a body by "of" and the capitalised words behind it: "National Union of Mineworkers".
func (f *finder) withOf(r language.Range) language.Range {
	s := f.doc.SentenceOf(r.Start)
	if f.oneCase(r.Start) || r.End+1 >= s.End || f.tok(r.End).Lower != "of" || !f.isKnownWord(r.End-1) || f.isHeadline(r.Start) {
		return r
	}
	end := r.End + 1
	for end < s.End && f.capital(end) && f.tok(end).Tag == language.PROPN && f.nameAt[end] < 0 {
		end++
	}
	if end > r.End+1 {
		r.End = end
	}
	return r
}

// hasProper says whether a word of r is a proper noun.
func (f *finder) hasProper(r language.Range) bool {
	for i := r.Start; i < r.End; i++ {
		if f.tok(i).Tag == language.PROPN {
			return true
		}
	}
	return false
}

// endsInPeople says whether what the tagger took for an organisation is a noun for people, with what stands before it. A
// name of several words in capitals, "Hells Angels Riders", is believed where letter case tells.
func (f *finder) endsInPeople(r language.Range) bool {
	if !f.oneCase(r.Start) && r.End-r.Start > 1 {
		return false
	}
	for i := f.wordAt[r.Start]; i < f.wordAt[r.End]; i++ {
		if n, end, ok := f.lex.nouns.at(f.words, i, nil); ok && end == f.wordAt[r.End] {
			return n.kind == People || n.kind == Person
		}
	}
	return false
}

// nounIn gives the noun that the words of a name end, or else begin, with.
func (f *finder) nounIn(r language.Range) (noun, bool) {
	from, to := f.wordAt[r.Start], f.wordAt[r.End]
	for i := from; i < to; i++ {
		if n, end, ok := f.lex.nouns.at(f.words, i, nil); ok && end == to && (n.kind == Organisation || n.kind == ArmedGroup) {
			return n, true
		}
	}
	for i := from; i < to; i++ {
		if n, end, ok := f.lex.nouns.at(f.words, i, nil); ok && end <= to && (n.kind == Organisation || n.kind == ArmedGroup) {
			return n, true
		}
	}
	return noun{}, false
}

// findAcronyms links "Tehreek-e-Taliban Pakistan (TTP)" and "TTP [Tehreek-e-Taliban Pakistan]": what
// stands in brackets behind a name is the same actor, there and later.
func (f *finder) findAcronyms() {
	defined := map[string]int{}
	for n := 0; n < len(f.found); n++ {
		c := f.found[n]
		open := c.name.End
		if c.Mention.Kind != Name || c.kind == Person || open+2 >= len(f.doc.Tokens) {
			continue
		}
		if o := f.tok(open).Lower; o != "(" && o != "[" {
			continue
		}
		end := open + 1
		for end < len(f.doc.Tokens) && end < open+6 && f.tok(end).Lower != ")" && f.tok(end).Lower != "]" {
			end++
		}
		inside := language.Range{Start: open + 1, End: min(end, len(f.doc.Tokens))}
		if inside.Empty() || !f.isAcronymOf(inside, c.name) {
			continue
		}
		key := strings.ToLower(f.doc.Phrase(inside))
		if at := f.nameAt[inside.Start]; at >= 0 && f.found[at].name == inside {
			f.found[at].same = n
			f.found[at].ref, f.found[at].kind, f.found[at].sector, f.found[at].country = c.ref, c.kind, c.sector, c.country
		} else if at < 0 {
			a := candidate{name: inside, kind: c.kind, sector: c.sector, country: c.country, ref: c.ref, definite: true}
			f.found[f.addName(a)].same = n
		}
		defined[key] = n
	}
	f.useAcronyms(defined)
}

// isAcronymOf says whether r is one word in capitals of letters that the name has, in order, or the name's first letters.
func (f *finder) isAcronymOf(r, name language.Range) bool {
	if r.End-r.Start > 3 || !f.allCapitals(r.Start) {
		return false
	}
	acronym := strings.ToLower(f.doc.Phrase(r))
	letters := strings.ToLower(f.doc.Phrase(name))
	hits := 0
	for _, a := range acronym {
		if i := strings.IndexRune(letters, a); i >= 0 {
			letters = letters[i:]
			hits++
		}
	}
	return len(acronym) >= 2 && len(acronym) <= 10 && hits*2 > len(acronym)
}

// useAcronyms gives every later use of an acronym the actor that the text introduced it for.
func (f *finder) useAcronyms(defined map[string]int) {
	if len(defined) == 0 {
		return
	}
	for i := range f.doc.Tokens {
		n, ok := defined[f.tok(i).Lower]
		if !ok || !f.allCapitals(i) || !f.isNoun(i) && f.tok(i).Tag != language.X && f.tree {
			continue
		}
		c := f.found[n]
		if at := f.nameAt[i]; at >= 0 {
			if a := &f.found[at]; a.name == (language.Range{Start: i, End: i + 1}) && a.same < 0 && at != n {
				a.same, a.ref, a.kind, a.sector, a.country = n, c.ref, c.kind, c.sector, c.country
			}
			continue
		}
		a := candidate{name: language.Range{Start: i, End: i + 1}, kind: c.kind, sector: c.sector, country: c.country, ref: c.ref, definite: true}
		f.found[f.addName(a)].same = n
	}
}

// glosses says whether r stands in brackets behind a phrase that is no name, as "(IBOs)" behind a kind of operation.
func (f *finder) glosses(r language.Range) bool {
	if r.Start < 2 || f.tok(r.Start-1).Lower != "(" || f.nameAt[r.Start-2] >= 0 {
		return false
	}
	for _, e := range f.doc.Entities {
		if e.Has(r.Start - 2) {
			return false
		}
	}
	return f.isNoun(r.Start-2) && f.allCapitals(r.Start)
}

// findAgain adds what the tagger missed of persons named elsewhere in the report: the surname alone.
func (f *finder) findAgain() {
	f.knowSurnames()
	if len(f.surnames) == 0 {
		return
	}
	for i := range f.doc.Tokens {
		if !f.surnames[f.tok(i).Lower] || f.nameAt[i] >= 0 || !f.capital(i) || f.oneCase(i) && f.tok(i).Tag != language.PROPN {
			continue
		}
		r := language.Range{Start: i, End: i + 1}
		if _, kind, _ := f.countryAt(i); kind == countries.None && !f.isPlaceOrBody(r) {
			f.addPerson(r)
		}
	}
}

// isSurname refuses last words of names that are ordinary words too.
func (f *finder) isSurname(i int) bool {
	n, _, ok := f.lex.nouns.at(f.words, min(f.wordAt[i], len(f.words)-1), nil)
	return !ok || n.office
}

// isPlaceOrBody says whether an entity of another type, longer than r, holds it.
func (f *finder) isPlaceOrBody(r language.Range) bool {
	for _, e := range f.doc.Entities {
		if e.Overlaps(r) && e.Type != language.PersonName && e.Range != r {
			return true
		}
	}
	return false
}
