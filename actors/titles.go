package actors

import (
	"strings"

	"github.com/tollbook/tollbook/countries"
	"github.com/tollbook/tollbook/language"
)

// A title is what stands before a person's name.
type title struct {
	start   int // first token of the title, with its own qualifiers: "former army chief"
	phrase  int // first token of the phrase: "Pakistan's former army chief"
	words   string
	sector  string
	country string
	gender  gender
	end     int // token after it: where the name begins
}

// titleAt gives the token after the title or form of address that begins at token i; i if there is none.
func (f *finder) titleAt(i int) int {
	w := f.wordAt[i]
	if w >= len(f.words) {
		return i
	}
	if _, end, ok := f.lex.styles.at(f.words, w, nil); ok && f.capital(i) {
		return f.words[end-1].token + 1
	}
	n, end, ok := f.lex.nouns.at(f.words, w, nil)
	if ok && (n.office && f.capital(i) || n.kind == People && f.oneCase(i)) && f.endsToken(end) {
		return f.words[end-1].token + 1
	}
	return i
}

// titleBefore reads leftward from the name at token i.
func (f *finder) titleBefore(i int) title {
	t := title{start: i, phrase: i, end: i}
	first := f.doc.SentenceOf(i).Start
	for rounds := 0; rounds < 3; rounds++ {
		start, ok := f.titlePart(&t, first)
		if !ok {
			break
		}
		t.start = start
	}
	if t.start == i {
		return t
	}
	t.start = f.qualifiers(t.start, first, &t)
	t.phrase = t.start
	if _, kind, c := f.countryAt(t.start); kind == countries.Demonym && c.End < i {
		t.start = c.End // "Iranian Foreign Ministry spokesman"
	}
	f.titleCountry(&t, first)
	if words := f.doc.Phrase(language.Range{Start: t.start, End: i}); t.words != "" {
		t.words = f.withoutStyles(words, t)
	}
	return t
}

// titlePart finds one title or form of address that ends where t begins.
func (f *finder) titlePart(t *title, first int) (start int, ok bool) {
	at := t.start
	if at > first && (f.tok(at-1).Lower == "," || f.tok(at-1).Lower == "-") && t.start != t.end {
		return 0, false
	}
	for from := max(first, at-6); from < at; from++ {
		w := f.wordAt[from]
		if w >= f.wordAt[at] || f.nameAt[from] >= 0 {
			continue
		}
		if s, end, found := f.lex.styles.at(f.words, w, nil); found && end == f.wordAt[at] && (f.capital(from) || f.doc.Lower) {
			if s.gender != anyGender {
				t.gender = s.gender
			}
			f.takeTitle(t, s.office, s.sector, from, at)
			return from, true
		}
		n, end, found := f.lex.nouns.at(f.words, w, nil)
		if found && end == f.wordAt[at] && n.kind == Person && f.mayBeTitle(from, at, n) {
			if n.gender != anyGender && t.gender == anyGender {
				t.gender = n.gender
			}
			f.takeTitle(t, "-", n.sector, from, at)
			return from, true
		}
	}
	return 0, false
}

// mayBeTitle: "the president Alfredo Vega" and "mayor Lopez" are titles, "told the man Lopez" hardly ever comes up;
// what is no office needs to stand next to the name in the tree or as a noun without a comma.
func (f *finder) mayBeTitle(from, at int, n noun) bool {
	return n.office || f.isNoun(at-1) || !f.tree
}

func (f *finder) takeTitle(t *title, office, sector string, from, at int) {
	if office != "" {
		t.words = "+" // to be spelled out when the whole title is known
	}
	if sector != "" && t.sector == "" {
		t.sector = sector
	}
}

// qualifiers gives the first token of what qualifies the title at token start: "former army", "Taliban", "deputy". The
// qualifier may tell the sector.
func (f *finder) qualifiers(start, first int, t *title) int {
	for start > first {
		i := start - 1
		low := f.tok(i).Lower
		if f.isRankWord(low) {
			start = i
			continue
		}
		if low == "-" && start-1 > first && f.isRankWord(f.tok(start-2).Lower) {
			start -= 2
			continue
		}
		if n := f.nameAt[i]; n >= 0 && f.found[n].kind != Person && f.found[n].kind != State && f.found[n].name.End == start {
			if t.sector == "" {
				t.sector = f.found[n].sector
			}
			if t.country == "" {
				t.country = f.found[n].country
			}
			return f.found[n].name.Start
		}
		from, sector := f.modifierBefore(start, first)
		if from == start {
			return start
		}
		if sector != "" && (t.sector == "" || t.sector == "GOV" && sector != "GOV") {
			t.sector = sector
		}
		start = from
	}
	return start
}

func (f *finder) isRankWord(w string) bool {
	switch w {
	case "former", "ex", "acting", "deputy", "vice", "interim", "chief", "senior", "top", "then", "outgoing", "incoming", "assistant", "late",
		"retired", "veteran", "local", "leading", "second", "first", "junior", "co", "lead", "principal", "associate":
		return true
	}
	return false
}

// modifierBefore gives the start and sector of the modifier that ends where token at begins; at itself if there is none.
func (f *finder) modifierBefore(at, first int) (int, string) {
	for from := max(first, at-3); from < at; from++ {
		if code, _, _ := f.countryAt(from); code != "" || f.wordAt[from] >= f.wordAt[at] {
			continue
		}
		if sector, end, ok := f.lex.modifiers.at(f.words, f.wordAt[from], nil); ok && end == f.wordAt[at] {
			return from, sector
		}
	}
	return at, ""
}

// titleCountry reads the country before a title: "Pakistan's", "Pakistani", "the Afghan".
func (f *finder) titleCountry(t *title, first int) {
	i := t.start - 1
	if i > first && (f.tok(i).Lower == "'s" || f.tok(i).Lower == "’s" || f.tok(i).Lower == "'" || f.tok(i).Lower == "’") {
		i--
	}
	if i < first {
		return
	}
	for from := max(first, i-5); from <= i; from++ {
		code, _, r := f.countryAt(from)
		if code != "" && r.End == i+1 {
			t.phrase = from
			if t.country == "" {
				t.country = code
			}
			break
		}
	}
	if t.phrase == t.start && t.country == "" {
		f.titlePlace(t, i)
	}
	if t.phrase > first && f.tok(t.phrase-1).Lower == "the" {
		t.phrase--
	}
}

// titlePlace reads the place that ends at token i, before a title: "Borno state governor".
func (f *finder) titlePlace(t *title, i int) {
	for k := range f.places {
		p := &f.places[k]
		if p.Start <= i && p.End > i && p.End < t.end && p.Country != "" && f.tok(i).Sentence == f.tok(t.end).Sentence {
			t.phrase, t.country = p.Start, p.Country
			return
		}
	}
}

// withoutStyles drops "Mr.", and "counterpart", which is no office.
func (f *finder) withoutStyles(words string, t title) string {
	parts := strings.Fields(words)
	for len(parts) > 1 {
		last := parts[len(parts)-1]
		s, _, ok := f.lex.styles.at([]word{{strings.Trim(strings.ToLower(last), "."), 0}}, 0, nil)
		if !ok || s.office != "" {
			break
		}
		parts = parts[:len(parts)-1]
	}
	if strings.EqualFold(parts[0], "counterpart") {
		parts = parts[1:]
	}
	return strings.Join(parts, " ")
}
