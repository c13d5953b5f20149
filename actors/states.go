package actors

import (
	"strings"

	"github.com/tollbook/tollbook/countries"
	"github.com/tollbook/tollbook/language"
)

// A countryHit is what countryAt has found at a token, so that it looks once.
type countryHit struct {
	known bool
	code  string
	kind  countries.Kind
	words language.Range
}

// countryAt gives the country told by the words at token i, where letter case allows it.
func (f *finder) countryAt(i int) (code string, kind countries.Kind, r language.Range) {
	hit := &f.countryHits[i]
	if !hit.known {
		*hit = countryHit{known: true}
		if f.capital(i) && !(f.oneCase(i) && f.tok(i).Lower == "us" && f.tok(i).Tag == language.PRON) {
			if c, kind, r := countries.At(f.doc, i); c != nil {
				hit.code, hit.kind, hit.words = c.Alpha3, kind, r
			}
		}
	}
	return hit.code, hit.kind, hit.words
}

// countryIn gives the country of the first country or people named in r.
func (f *finder) countryIn(r language.Range) string {
	for i := r.Start; i < r.End; i++ {
		if code, _, at := f.countryAt(i); code != "" && at.End <= r.End {
			return code
		}
	}
	return ""
}

// countryOf gives the country that the phrase r with its head h tells: "Pakistan's", "Pakistani", "of Pakistan".
// A place that the gazetteer has resolved tells its country too.
func (f *finder) countryOf(r language.Range, h int) string {
	if code := f.countryIn(language.Range{Start: r.Start, End: h}); code != "" {
		return code
	}
	if code := f.countryIn(language.Range{Start: h + 1, End: r.End}); code != "" {
		return code
	}
	for i := range f.places {
		p := &f.places[i]
		if p.Start >= r.End {
			break
		}
		if r.Contains(p.Range) && p.Country != "" {
			return p.Country
		}
	}
	return ""
}

// findStates adds states: countries by name where they act or are acted on, and capitals where they stand for a government.
func (f *finder) findStates() {
	for i := 0; i < len(f.doc.Tokens); i++ {
		if f.nameAt[i] >= 0 {
			continue
		}
		code, kind, r := f.countryAt(i)
		switch {
		case kind == countries.Name && !f.covered(r) && f.isNounOrFlat(r.End-1):
			if f.actsAsState(r) && !f.namesTroops(r) {
				f.addState(code, r)
			}
		case kind == countries.Demonym && !f.covered(r):
			if f.beforeArms(r) {
				f.addState(code, r)
			} else {
				f.addPeopleOf(code, r)
			}
		case kind == countries.None && f.capital(i) && f.isNounOrFlat(i):
			r, code = f.capitalAt(i)
			if code != "" && f.governs(r) {
				f.addState(code, r)
			}
		}
		if !r.Empty() {
			i = r.End - 1
		}
	}
}

// namesTroops says whether the country named by r stands right before a plural noun for people and thus belongs to their phrase,
// whatever the tree makes of it: "Kuralia forces". After a preposition of place it is a place: "in Kuralia soldiers fled".
func (f *finder) namesTroops(r language.Range) bool {
	w := f.wordAt[r.End]
	if !f.tree || w >= len(f.words) || !f.isNoun(r.End) || f.tok(r.End).Sentence != f.tok(r.Start).Sentence {
		return false
	}
	n, end, ok := f.lex.nouns.at(f.words, w, f.endsTokenAfter)
	return ok && n.kind == People && n.plural && f.words[end-1].token == r.End && f.doc.Child(f.headOf(r), language.Case) < 0
}

func (f *finder) endsTokenAfter(_ noun, end int) bool { return f.endsToken(end) }

// countryBefore gives the country's name that ends right before token i and belongs to the phrase there; empty for none.
func (f *finder) countryBefore(i int) language.Range {
	for j := i - 1; j >= max(0, i-4); j-- {
		if _, kind, r := f.countryAt(j); kind == countries.Name && r.End == i && f.namesTroops(r) {
			return r
		}
	}
	return language.Range{}
}

// beforeArms says whether a weapon, a craft or an attack follows r at once: "Russian missiles", "an Israeli air strike".
func (f *finder) beforeArms(r language.Range) bool {
	w := f.wordAt[r.End]
	if w >= len(f.words) || f.tok(f.words[w].token).Sentence != f.tok(r.Start).Sentence {
		return false
	}
	_, end, ok := f.lex.arms.at(f.words, w, nil)
	return ok && !f.modifies(f.words[end-1].token)
}

func (f *finder) isNounOrFlat(i int) bool {
	return !f.tree || f.isNoun(i) || f.tok(i).Tag == language.ADJ || f.tok(i).Tag == language.X
}

func (f *finder) addState(code string, r language.Range) {
	f.addName(candidate{name: r, kind: State, country: code, sector: "GOV", ref: strings.ToLower(code), definite: true})
}

// capitalAt gives the capital of a country named at token i.
func (f *finder) capitalAt(i int) (language.Range, string) {
	key := ""
	for w := f.wordAt[i]; w < len(f.words) && w < f.wordAt[i]+3; w++ {
		if key != "" {
			key += " "
		}
		key += f.words[w].text
		if code := f.lex.capitals[key]; code != "" && f.endsToken(w+1) {
			return f.tokenRange(f.wordAt[i], w+1), code
		}
	}
	return language.Range{}, ""
}

// governs says whether the capital r is the subject of what governments do, or of "'s ... " something said.
func (f *finder) governs(r language.Range) bool {
	h := f.headOf(r)
	if !f.tree || f.modifies(h) {
		return false
	}
	verb := h
	for f.tok(verb).Rel == language.Conj {
		verb = f.tok(verb).Head
	}
	if rel := f.tok(verb).Rel; rel != language.Nsubj {
		return false
	}
	verb = f.tok(verb).Head
	if f.tok(verb).Rel == language.Xcomp {
		verb = f.tok(verb).Head
	}
	return f.tok(verb).Tag == language.VERB && f.lex.verbs[f.tok(verb).Lemma]
}

// actsAsState says whether the country named by r is an actor rather than a place.
func (f *finder) actsAsState(r language.Range) bool {
	h := f.headOf(r)
	if !f.tree {
		return true
	}
	switch t := f.tok(h); {
	case t.Rel == language.NmodPoss:
		return t.Head > h && !f.isPlaceNoun(t.Head)
	case f.modifies(h), t.Rel == language.Appos, t.Rel == language.List, t.Rel == language.Root:
		return t.Rel == language.Root && f.doc.InTitle(h)
	}
	switch f.preposition(h) {
	case "in", "at", "inside", "across", "within", "near", "throughout", "into", "through", "outside", "over", "around", "via", "off", "beyond", "along", "onto":
		return false
	case "of":
		up := f.tok(h).Head
		if f.tok(h).Rel == language.Conj {
			up = f.tok(up).Head
		}
		return up >= 0 && !f.isPlaceNoun(up) && !f.isPeopleNoun(up)
	}
	return true
}

func (f *finder) isPlaceNoun(i int) bool {
	switch f.tok(i).Lower {
	case "part", "parts", "north", "south", "east", "west", "capital", "city", "cities", "town", "towns", "region", "regions", "province",
		"provinces", "border", "borders", "republic", "kingdom", "island", "village", "coast", "area", "areas", "district", "state",
		"territory", "northeast", "northwest", "southeast", "southwest", "interior", "history", "port", "map", "country", "soil":
		return true
	}
	return false
}

func (f *finder) isPeopleNoun(i int) bool {
	_, _, ok := f.lex.nouns.at(f.words, min(f.wordAt[i], len(f.words)-1), nil)
	return ok
}

// addPeopleOf adds a people: "Pakistanis", "two Israelis", "an American", "the French". The adjective before a noun is none.
func (f *finder) addPeopleOf(code string, r language.Range) {
	h := r.End - 1
	if !f.tree || f.modifies(h) || f.tok(h).Tag == language.ADJ && f.tok(h).Rel != language.Nsubj && f.tok(h).Rel != language.Obj {
		return
	}
	if f.tok(h).Rel == language.Amod || f.tok(h).Rel == language.Flat || f.tok(h).Rel == language.Compound || f.preposition(h) == "in" {
		return
	}
	plural := strings.HasSuffix(f.tok(h).Lower, "s") || f.tok(h).Fine == "NNPS" || f.tok(h).Fine == "NNS" || f.tok(h).Tag == language.ADJ
	c := candidate{kind: People, country: code, sector: "CVL", plural: plural, lemma: strings.TrimSuffix(f.tok(h).Lower, "s")}
	if !plural {
		c.kind = Person
	}
	c.Mention = Mention{Range: f.nounPhrase(h, r), Head: h, Kind: Nominal}
	c.definite, c.bare = f.determination(c.Range, h)
	if !plural && c.bare {
		return
	}
	f.add(c)
}

// bodyOf makes a body that every state has the body of its state: its registry id is "irq-parliament".
func (f *finder) bodyOf(c *candidate) {
	r := c.name
	if r.Empty() {
		r = c.Range
	}
	from, to := f.wordAt[r.Start], f.wordAt[r.End]
	for i := from; i < to; i++ {
		body, end, ok := f.lex.bodies.at(f.words, i, nil)
		if !ok || end > to {
			continue
		}
		if c.sector == "" || c.kind == Organisation {
			c.sector = body.sector
		}
		if c.country != "" && c.ref == "" && (end == to || f.onlyCountry(end, to, c.country)) && f.onlyBefore(from, i) {
			c.ref = strings.ToLower(c.country) + "-" + body.slug
			if body.slug == "government" {
				c.kind = State
			}
		}
		return
	}
}

// onlyCountry says whether words[from:to] are "of" and the country.
func (f *finder) onlyCountry(from, to int, code string) bool {
	if from >= to || f.words[from].text != "of" {
		return false
	}
	at := f.words[from].token + 1
	for at < len(f.doc.Tokens) && isDeterminer(f.tok(at).Lower) {
		at++
	}
	if at >= len(f.doc.Tokens) {
		return false
	}
	got, _, r := f.countryAt(at)
	return got == code && f.wordAt[r.End] >= to
}

// onlyBefore says whether words[from:to] are a country, determiners and marks of the possessive alone: "the Afghan", "Pakistan's".
func (f *finder) onlyBefore(from, to int) bool {
	for w := from; w < to; {
		t := f.words[w].token
		if _, kind, r := f.countryAt(t); kind != countries.None {
			w = f.wordAt[r.End]
			continue
		}
		switch f.words[w].text {
		case "the", "s", "interim", "transitional", "federal", "central", "national", "new", "current", "military", "country":
			w++
		default:
			return false
		}
	}
	return true
}
