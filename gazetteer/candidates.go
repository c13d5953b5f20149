package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tollbook/tollbook/countries"
	"github.com/tollbook/tollbook/gazetteer/internal/pack"
	"github.com/tollbook/tollbook/language"
)

// kind says what a candidate would be if it is a place, by the first that fits.
type kind uint8

const (
	country kind = iota
	demonym
	region
	people // of a region
	division
	town
	facility // a street, hospital, camp: known by its last word, not by the gazetteer
	unknown  // a name that the gazetteer does not have
)

var kindNames = [...]string{"country", "demonym", "region", "people", "division", "town", "facility", "unknown"}

// An option is one place that a candidate may mean.
type option struct {
	*Place
	alternate bool // the name is not its main one
	loose     bool // only a loose spelling of it
	noted     bool // from regions.tsv or peoples.tsv: well known, though its people are not told
}

// A candidate is a run of words that may be the name of a place.
type candidate struct {
	language.Range
	kind    kind
	key     string
	options []option
	run     language.Range // the capitalised words that it lies in
	noun    int            // facility: its last word
	inside  int            // facility: the candidate that its name begins with; -1
	holder  int            // candidate after a comma that holds this one ("Nashville, Tenn."); -1
	holding bool           // holds the one before
	said    int            // an area that this one is said to lie in, though no place of its name does; -1
	framed  bool           // the words around say that it is a place
	heading bool           // stands over the text, see heading.go
	whole   language.Range // the whole name, where the gazetteer has only a part of it; else empty or the same
	score   float64        // above zero: it is a place
}

// A finder holds what one report's places are found with.
type finder struct {
	*tables
	doc         *language.Doc
	marks       []mark // by token
	headline    []bool // by sentence: nearly all words have capitals
	persons     map[string]bool
	small       map[string]bool // words that the report also writes small
	known       map[string]known
	framed      map[int]int     // by first token, the end of the names that the words around say to be places
	settlements map[string]bool // by key, the names of countries that are those of towns here
	candidates  []candidate
	clues       []Clue
	phones      []division1
	home        string // the country that stands over the text; empty where none does
	key         []byte
	hits        []pack.Hit
}

// known is what a name was found to be, so that a name is looked up once a report.
type known struct {
	kind    kind
	options []option
}

// A mark says what a token may be in a name.
type mark uint8

const (
	nameWord mark = 1 << iota // may begin or end a name
	joiner                    // may stand inside one: "of", "-", "al"
)

func newFinder(doc *language.Doc) *finder {
	f := &finder{tables: load(), doc: doc, known: map[string]known{}, persons: map[string]bool{}, small: map[string]bool{}, framed: map[int]int{}, settlements: map[string]bool{}}
	f.markTokens()
	f.findHeadlines()
	f.findPersons()
	f.findFrames()
	f.findPhones()
	return f
}

func (f *finder) markTokens() {
	f.marks = make([]mark, len(f.doc.Tokens))
	caseless := f.doc.Upper || f.doc.Lower
	for i := range f.doc.Tokens {
		word := f.doc.Word(i)
		lower := f.doc.Tokens[i].Lower
		r, _ := utf8.DecodeRuneInString(word)
		capital := unicode.IsUpper(r) && !(lower == "a" && f.doc.Sentences[f.doc.Tokens[i].Sentence].Start == i) // "A New Mexico man"
		letters := unicode.IsLetter(r)
		switch {
		case caseless && letters && !f.is(lower, cueWord|monthWord) && f.common[lower] < 3:
			f.marks[i] |= nameWord
		case !caseless && f.tightHyphen(i-1) && smallThenCapital(word): // "Dasht-e-Barchi"
			f.marks[i] |= nameWord
		case !caseless && capital && (lower == "the" || !f.is(lower, cueWord)):
			f.marks[i] |= nameWord
		case letters && !caseless && !f.is(lower, particleWord):
			f.small[lower] = true
		}
		if f.is(lower, particleWord) || word == "'" || word == "’" {
			f.marks[i] |= joiner
		}
	}
}

func (f *finder) findHeadlines() {
	f.headline = make([]bool, len(f.doc.Sentences))
	for s, sent := range f.doc.Sentences {
		words, capitals := 0, 0
		for i := sent.Start; i < sent.End; i++ {
			if len(f.doc.Tokens[i].Lower) < 4 {
				continue
			}
			words++
			if f.marks[i]&nameWord != 0 {
				capitals++
			}
		}
		f.headline[s] = words >= 4 && capitals*5 > words*4
	}
}

// runAt gives the run of name words, with joiners inside it, that begins at i.
func (f *finder) runAt(i int) language.Range {
	end, last := f.doc.SentenceOf(i).End, i
	for j := i; j < end && j < i+12; j++ {
		if f.marks[j]&nameWord != 0 {
			last = j
			continue
		}
		if f.marks[j]&joiner == 0 || j > last+3 { // "Port-au-Prince"
			break
		}
	}
	return language.Range{Start: i, End: last + 1}
}

// findPersons notes the words of persons' names: after a rank or a given name, or before an age.
func (f *finder) findPersons() {
	for _, e := range f.doc.Entities {
		if e.Type == language.PersonName && !f.isState(e.Range) {
			f.addPerson(e.Range)
		}
	}
	if f.doc.Upper || f.doc.Lower {
		return
	}
	for i := 0; i < len(f.doc.Tokens); i++ {
		if f.marks[i]&nameWord == 0 {
			continue
		}
		run := f.strictRun(i)
		i = run.End - 1
		start := run.Start
		for start < run.End-1 && f.is(f.doc.Tokens[start].Lower, rankWord) {
			start++
		}
		ranked := start > run.Start || run.Start > 0 && f.is(f.doc.Tokens[run.Start-1].Lower, rankWord) && !f.headline[f.doc.Tokens[i].Sentence]
		given := run.End-start >= 2 && f.firstNames[f.doc.Tokens[start].Lower] && !f.isBody(run)
		if ranked && !f.isBody(run) || given || f.hasAge(run) {
			f.addPerson(language.Range{Start: start, End: run.End})
		}
	}
}

// isState says whether a single word is the name of a state or of its capital: a person of that name has another one too.
func (f *finder) isState(r language.Range) bool {
	if r.End-r.Start != 1 {
		return false
	}
	_, found := f.lookUp(f.doc.Word(r.Start), 1)
	return found.kind == country && len(found.options) > 0 || found.kind == town && len(found.options) > 0 && largestIsCapital(&candidate{key: f.doc.Tokens[r.Start].Lower, options: found.options})
}

// strictRun is a run without joiners, up to four words.
func (f *finder) strictRun(i int) language.Range {
	end := min(f.doc.SentenceOf(i).End, i+5)
	j := i + 1
	for j < end && f.marks[j]&nameWord != 0 {
		j++
	}
	return language.Range{Start: i, End: j}
}

func (f *finder) isBody(run language.Range) bool {
	return f.is(f.doc.Tokens[run.End-1].Lower, bodyWord|facilityWord|divisionWord)
}

// hasAge says whether ", 34," follows two words or more.
func (f *finder) hasAge(run language.Range) bool {
	t := f.doc.Tokens
	if run.End-run.Start < 2 || run.End+2 >= len(t) || t[run.End].Lower != "," || t[run.End+2].Lower != "," {
		return false
	}
	age := t[run.End+1].Lower
	return len(age) == 2 && age[0] >= '1' && age[0] <= '9' && age[1] >= '0' && age[1] <= '9'
}

func (f *finder) addPerson(r language.Range) {
	for i := r.Start; i < r.End; i++ {
		f.persons[f.doc.Tokens[i].Lower] = true
	}
}

// scan fills f.candidates: in each run of capitalised words the longest names that the gazetteer has,
// and the whole run where it ends as facilities do.
func (f *finder) scan() {
	for i := 0; i < len(f.doc.Tokens); {
		if f.marks[i]&nameWord == 0 {
			i++
			continue
		}
		run := f.runAt(i)
		first := len(f.candidates)
		for i < run.End {
			i = f.scanAt(i, run)
		}
		for _, part := range f.parts(run) {
			f.addFacility(part, run, first)
		}
		if len(f.candidates) > first {
			f.addUnknown(run, first)
			continue
		}
		for _, part := range f.parts(run) { // "Rimumui and Zesharleke" are two
			if !part.Empty() {
				f.addUnknown(part, len(f.candidates))
			}
		}
	}
}

// maxName is the most tokens that a name is looked for in.
const maxName = 7

// scanAt adds the longest name at i and gives the token to go on from.
func (f *finder) scanAt(i int, run language.Range) int {
	if f.marks[i]&nameWord == 0 {
		return i + 1
	}
	if end := f.framed[i]; end > i && f.addFramed(i, end, run) {
		return end
	}
	if end := f.scanPossessive(i, run); end > i {
		return end
	}
	for end := min(run.End, i+maxName); end > i; end-- {
		if f.marks[end-1]&nameWord == 0 {
			continue
		}
		r := language.Range{Start: i, End: end}
		s := f.doc.Span(r)
		phrase := f.doc.Text[s.Start:s.End]
		if caseMatters(phrase) && i > 1 && f.doc.Tokens[i-1].Lower == "," {
			phrase = strings.ToUpper(phrase) // "Edmonton, Ky (WXYZ)"
		}
		key, found := f.lookUp(phrase, end-i)
		if len(found.options) == 0 || f.onlyDirections(r) || (found.kind == town || found.kind == division) && end-i == 1 && f.noTown(i, run, found.options) {
			continue
		}
		r.Start = f.articleBefore(i)
		whole := r
		if found.kind == town || found.kind == division {
			whole = f.whole(r, run)
		}
		f.candidates = append(f.candidates, candidate{Range: r, kind: found.kind, key: key, options: found.options,
			run: run, noun: -1, inside: -1, holder: -1, said: -1, whole: whole})
		return whole.End
	}
	return i + 1
}

// scanPossessive adds the longest name at i that goes on behind a possessive, as the map has it: "Democratic People's Republic of Korea". It gives the token
// to go on from, i where there is no such name.
func (f *finder) scanPossessive(i int, run language.Range) int {
	next, end := run.End+1, f.doc.SentenceOf(i).End
	if next >= end || !isPossessive(f.doc.Tokens[run.End].Lower) || f.marks[next]&nameWord == 0 || f.caseless() {
		return i
	}
	long := language.Range{Start: run.Start, End: f.runAt(next).End}
	for end := min(long.End, i+maxName+1); end > next; end-- {
		if f.marks[end-1]&nameWord == 0 {
			continue
		}
		r := language.Range{Start: i, End: end}
		s := f.doc.Span(r)
		key, found := f.lookUp(f.doc.Text[s.Start:s.End], end-i)
		if len(found.options) == 0 || found.options[0].loose || found.options[0].alternate || found.kind == demonym {
			continue
		}
		f.candidates = append(f.candidates, candidate{Range: r, kind: found.kind, key: key, options: found.options,
			run: long, noun: -1, inside: -1, holder: -1, said: -1, whole: r})
		return end
	}
	return i
}

// noTown says whether a single word is no town, whatever the gazetteer has: a month, a direction, a rank, a
// body; "the Valley"; and initials that are only a town's other name ("OAS").
func (f *finder) noTown(i int, run language.Range, options []option) bool {
	lower := f.doc.Tokens[i].Lower
	if f.is(lower, startWord) {
		return true // "San", "La"
	}
	if f.is(lower, monthWord|directionWord|rankWord|bodyWord|facilityWord|divisionWord|settlementWord|neverWord) {
		return !f.stateFollows(i)
	}
	if i > 0 && f.doc.Tokens[i-1].Lower == "the" && i+1 == run.End && f.common[lower] > 0 {
		return true
	}
	if f.common[lower] >= 2 && !f.placedByPreposition(i) {
		return !f.stateFollows(i)
	}
	if len(lower) < 3 && f.caseless() || f.is(lower, particleWord) {
		return true
	}
	word := f.doc.Word(i)
	if len(word) > 4 || !isUpper(word) || f.headline[f.doc.Tokens[i].Sentence] {
		return false
	}
	for _, o := range options {
		if !o.alternate && !o.loose {
			return false
		}
	}
	return true
}

// placedByPreposition says whether a word of place stands before token i: "in Mobile".
func (f *finder) placedByPreposition(i int) bool {
	if i == f.doc.SentenceOf(i).Start {
		return false
	}
	switch before := f.doc.Tokens[i-1].Lower; before {
	case "in", "at", "near", "from", "to", "outside", "around", "into", "through", "between", "toward", "towards":
		return true
	case "of":
		return i >= 2 && f.is(f.doc.Tokens[i-2].Lower, settlementWord|divisionWord)
	default:
		return f.is(before, directionWord|settlementWord|divisionWord|nearWord) || before == "downtown"
	}
}

// stateFollows says whether a comma and a division or country come next: "Mobile, Ala.", "Male, Maldives".
func (f *finder) stateFollows(i int) bool {
	if i+2 >= f.doc.SentenceOf(i).End || f.doc.Tokens[i+1].Lower != "," {
		return false
	}
	word := f.doc.Word(i + 2)
	if c, is := countries.Lookup(word); c != nil && is == countries.Name && f.marks[i+2]&nameWord != 0 {
		return true
	}
	for _, p := range f.regions[pack.Key(word)] {
		if p.Feature == "ADM1" && f.marks[i+2]&nameWord != 0 {
			return true
		}
	}
	return false
}

// mostHits bounds how many places of one name are weighed; the gazetteer gives the largest first.
const mostHits = 150

func (f *finder) lookUp(phrase string, tokens int) (string, known) {
	f.key = pack.AppendKey(f.key[:0], phrase)
	if len(f.key) < 2 {
		return "", known{}
	}
	if k, ok := f.known[string(f.key)]; ok && !caseMatters(phrase) {
		return string(f.key), k
	}
	k := f.lookUpNew(phrase, tokens)
	key := string(f.key)
	f.known[key] = k
	return key, k
}

// caseMatters says whether a word is a name only in capitals: US.
func caseMatters(phrase string) bool { return len(phrase) == 2 }

func (f *finder) lookUpNew(phrase string, tokens int) known {
	k := known{kind: town}
	if caseMatters(phrase) && f.caseless() {
		return k // "LA" is an article as like as not
	}
	if c, is := countries.Lookup(phrase); c != nil && f.spelled(phrase) {
		k.kind = country
		if is == countries.Demonym {
			k.kind = demonym
		}
		k.options = append(k.options, option{Place: f.countries[c.Alpha3]})
	}
	if k.kind == country && len(k.options) > 0 && f.isPartOf(k.options[0].Country) {
		k = known{kind: town} // Scotland is a name of a state to those who ask whose it is; on the map it is a part of one
	}
	if p := f.peoples[string(f.key)]; p != nil {
		if len(k.options) == 0 {
			k.kind = people
		}
		k.options = append([]option{{Place: p, noted: true}}, k.options...)
	}
	for _, p := range f.regions[string(f.key)] {
		if len(k.options) == 0 {
			k.kind = region
		}
		if caseMatters(phrase) && phrase != p.Name && !isUpper(phrase) {
			continue
		}
		k.options = append(k.options, option{Place: p, noted: true})
	}
	if k.kind == demonym || caseMatters(phrase) {
		return k
	}
	f.addPacked(&k, tokens)
	return k
}

// isPartOf says whether the key names a first-order division of that country: "Scotland", but not "Georgia".
func (f *finder) isPartOf(country string) bool {
	for _, p := range f.regions[string(f.key)] {
		if p.Feature == "ADM1" && p.Country == country {
			return true
		}
	}
	return false
}

// spelled refuses "Us", and "US" in a text that is all in capitals, where it may be the pronoun.
func (f *finder) spelled(phrase string) bool {
	if len(phrase) == 2 && (phrase[0]|0x20) == 'u' && (phrase[1]|0x20) == 's' {
		return phrase == "US" && !f.doc.Upper
	}
	return true
}

func isUpper(s string) bool {
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}

func (f *finder) addPacked(k *known, tokens int) {
	loose := false
	f.hits = f.file.Find(f.hits[:0], f.key)
	if len(f.hits) == 0 && len(k.options) == 0 && tokens <= 3 && len(f.key) >= 5 && !f.doc.Upper && !f.doc.Lower && f.common[string(f.key)] == 0 {
		loose = true
		f.hits = f.file.FindLoose(f.hits, []byte(pack.Loose(string(f.key))))
	}
	hits := f.hits[:min(len(f.hits), mostHits)]
	if len(hits) == 0 {
		return
	}
	places := make([]Place, len(hits))
	empty := len(k.options) == 0
	for i, hit := range hits {
		places[i] = f.place(hit.Place)
		if f.hasRegion(k.options, &places[i]) {
			continue
		}
		k.options = append(k.options, option{Place: &places[i], alternate: hit.Alternate && !f.spelledAlike(places[i].Name), loose: loose})
	}
	if empty && isDivision(places[0].Feature) && len(hits) == 1 {
		k.kind = division
	}
}

// spelledAlike says whether the key is but another spelling of a name: "Baiji" of "Bayjī".
func (f *finder) spelledAlike(name string) bool {
	return len(f.key) >= 5 && pack.Loose(string(f.key)) == pack.Loose(pack.Key(name))
}

// hasRegion says whether one of the options from regions.tsv is the place p, told there better.
func (f *finder) hasRegion(options []option, p *Place) bool {
	for _, o := range options {
		if o.Country != p.Country || !o.noted {
			continue
		}
		if o.GeonameID != 0 && o.GeonameID == p.GeonameID || o.Feature == p.Feature && isDivision(p.Feature) && o.Admin1Code == p.Admin1Code {
			return true
		}
	}
	return false
}

func isDivision(feature string) bool { return feature == "ADM1" || feature == "ADM2" }
