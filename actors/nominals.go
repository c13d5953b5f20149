package actors

import (
	"github.com/tollbook/tollbook/language"
)

// findNominals adds the phrases headed by nouns for people, offices and bodies.
func (f *finder) findNominals() {
	for i := 0; i < len(f.words); i++ {
		n, end, ok := f.lex.nouns.at(f.words, i, func(_ noun, end int) bool { return f.endsToken(end) })
		if !ok || i > 0 && f.words[i-1].token == f.words[i].token {
			continue
		}
		r := f.tokenRange(i, end)
		h := f.headOf(r)
		if f.covered(r) || !f.headsPhrase(h) && !f.isPlural(n, h) || f.inPlaceName(r) {
			continue
		}
		f.addNominal(n, r, h)
		i = end - 1
	}
	f.findDocuments()
}

// headsPhrase says whether the noun at token h heads a phrase for somebody, rather than qualify another noun or be a verb.
func (f *finder) headsPhrase(h int) bool {
	t := f.tok(h)
	switch t.Tag {
	case language.NOUN, language.PROPN:
	case language.ADJ: // "the wounded", "the dead"
		return f.tree && f.doc.Child(h, language.Det, language.Nummod) >= 0 && t.Rel != language.Amod
	case language.X, language.VERB, language.NUM:
		return !f.tree
	default:
		return !f.tree
	}
	return !f.modifies(h)
}

// inPlaceName says whether r is only a part of the name of a place: "Prince" in "Port-au-Prince".
func (f *finder) inPlaceName(r language.Range) bool {
	for i := range f.places {
		p := &f.places[i]
		if p.Start >= r.End {
			return false
		}
		if !p.Associative && p.Contains(r) && p.Range != r {
			return true
		}
	}
	return false
}

// isPlural says whether h is a plural noun for people: parsers take "troops shot dead two men" for a compound, but a
// plural hardly ever qualifies another noun.
func (f *finder) isPlural(n noun, h int) bool {
	t := f.tok(h)
	if t.Tag == language.VERB && n.kind == People && n.plural && (t.Rel == language.Nsubj || t.Rel == language.NsubjPass || t.Rel == language.Obj) {
		return true // "rebels seized": the tagger erred, the parser did not
	}
	return n.kind == People && n.plural && f.isNoun(h) && t.Rel == language.Compound && t.Head > h && f.tok(h+1).Start > t.End
}

func (f *finder) addNominal(n noun, r language.Range, h int) {
	c := candidate{kind: n.kind, sector: n.sector, gender: n.gender, plural: n.plural}
	c.Mention = Mention{Range: f.nounPhrase(h, r), Head: h, Kind: Nominal}
	if at := f.countryBefore(c.Start); !at.Empty() {
		c.Start = at.Start
	}
	if n.kind == Person && f.tok(h).Fine == "NNS" {
		c.kind, c.plural = People, true
	}
	c.definite, c.bare = f.determination(c.Range, h)
	c.lemma = f.singular(h)
	c.country = f.countryOf(c.Range, h)
	if f.isThing(&c, n) || f.isOurs(&c) {
		return
	}
	if s := f.sectorAround(c.Range, r); s != "" && (n.loose || f.overrules(s, n) || c.lemma == "man" && isForce(s)) {
		c.sector = s
	}
	if c.country == "" && c.kind == Organisation {
		c.country = f.possessor(c.Range)
	}
	if c.country == "" && c.kind == Organisation {
		c.country = f.groupCountry(language.Range{Start: c.Start, End: h})
	}
	f.bodyOf(&c)
	f.likeThoseBefore(&c)
	c.predicate = f.tree && f.doc.Child(h, language.Cop) >= 0 && f.doc.Child(h, language.Case) < 0
	f.add(c)
}

// overrules says whether a modifier's sector counts more than the noun's own: "rebel soldiers", "Taliban officials",
// but not "military victims".
func (f *finder) overrules(sector string, n noun) bool {
	switch n.sector {
	case "GOV":
		return sector != "GOV" && sector != "CVL"
	case "COP":
		return sector == "MIL" || sector == "REB" || sector == "SPY" || sector == "HLH" || sector == "EDU" || sector == "GOV" || sector == "IGO"
	case "MIL", "UAF":
		return sector == "REB" || sector == "UAF" || sector == "CRM"
	case "CVL":
		return sector == "REF"
	}
	return false
}

// singular gives the lemma of the head for comparing nominals: "gunmen" and "gunman" alike.
func (f *finder) singular(h int) string {
	t := f.tok(h)
	if t.Lemma != "" && t.Lemma != t.Lower {
		return t.Lemma
	}
	w := t.Lower
	switch {
	case len(w) > 3 && w[len(w)-3:] == "men":
		return w[:len(w)-2] + "an"
	case len(w) > 4 && w[len(w)-3:] == "ies":
		return w[:len(w)-3] + "y"
	case len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's':
		return w[:len(w)-1]
	}
	return w
}

// isThing refuses bodies by whose name a building or a state of things is meant: "in the hospital",
// "shelled a school", "on patrol"; what is no body at all: "140 houses", "in Artibonite department"; and "no group".
func (f *finder) isThing(c *candidate, n noun) bool {
	if f.tok(c.Start).Lower == "no" {
		return true
	}
	if n.kind != Organisation || !f.tree {
		return false
	}
	if c.plural && c.lemma == "house" || f.tok(c.Head).Lower == "department" && f.endsPlace(c.Head) {
		return true
	}
	building := n.sector == "EDU" || n.sector == "HLH" || n.sector == "REL" || n.sector == "BUS"
	switch f.preposition(c.Head) {
	case "in", "at", "inside", "near", "outside", "into", "around", "through", "across", "from", "on", "to":
		return building || c.bare && !c.plural && c.country == ""
	}
	rel := f.tok(c.Head).Rel
	return building && (rel == language.Obj || rel == language.NsubjPass)
}

// isForce says whether men before whom such a body is named belong to it: "CRPF men".
func isForce(sector string) bool {
	switch sector {
	case "MIL", "COP", "REB", "UAF", "CRM":
		return true
	}
	return false
}

// endsPlace says whether the word before token h ends the name of a place, of which that token says what it is.
func (f *finder) endsPlace(h int) bool {
	for i := range f.places {
		if p := &f.places[i]; p.End == h || p.Start < h && p.End == h+1 {
			return true
		}
	}
	return false
}

// groupCountry gives the country of a group by whose name a government goes: "the Taliban government".
func (f *finder) groupCountry(r language.Range) string {
	for i := r.Start; i < r.End; i++ {
		if n := f.nameAt[i]; n >= 0 && f.found[n].kind == ArmedGroup {
			return f.found[n].country
		}
	}
	return ""
}

// likeThoseBefore: "four others" after "six soldiers" of the same sentence are soldiers too.
func (f *finder) likeThoseBefore(c *candidate) {
	if c.lemma != "other" || c.kind != People || c.sector != "" {
		return
	}
	for n := len(f.found) - 1; n >= 0; n-- {
		o := &f.found[n]
		if o.Mention.Kind != Nominal || o.kind != People && o.kind != Person || o.Head >= c.Start {
			continue
		}
		if f.tok(o.Head).Sentence != f.tok(c.Head).Sentence {
			return
		}
		if o.plural && f.hasNumber(o) {
			c.sector, c.country = o.sector, o.country
			return
		}
	}
}

func (f *finder) hasNumber(c *candidate) bool {
	for i := c.Start; i < c.Head; i++ {
		if f.tok(i).Tag == language.NUM {
			return true
		}
	}
	return false
}

// isOurs says whether a phrase is a speaker's "our people", "my community": nobody the report could name. "Our army" is.
func (f *finder) isOurs(c *candidate) bool {
	switch f.tok(c.Start).Lower {
	case "our", "my", "your":
	default:
		return false
	}
	switch c.lemma {
	case "people", "community", "public", "population", "youth", "generation", "electorate", "audience", "nation", "citizen", "friend", "leader", "politician", "neighbour", "neighbor":
		return true
	}
	return false
}

// sectorAround tells a sector by the words of the phrase before the noun at core, by a name
// among them ("Taliban commander"), or by what follows "of".
func (f *finder) sectorAround(r, core language.Range) string {
	if s := f.sectorIn(language.Range{Start: r.Start, End: core.Start}, true); s != "" {
		return s
	}
	return f.sectorIn(language.Range{Start: core.End, End: r.End}, false)
}

// sectorIn gives the sector that the words of r tell, the last of them before a noun, the first of them behind it.
func (f *finder) sectorIn(r language.Range, last bool) string {
	found := ""
	for i := r.Start; i < r.End; i++ {
		s := ""
		if n := f.nameAt[i]; n >= 0 && f.found[n].kind != Person && f.found[n].kind != State {
			s = f.found[n].sector
		} else if w := f.wordAt[i]; w < len(f.words) {
			var ok bool
			if s, _, ok = f.lex.modifiers.at(f.words, w, nil); !ok && !last {
				if n, _, found := f.lex.nouns.at(f.words, w, nil); found {
					s = n.sector
				}
			}
		}
		if s != "" {
			if found = s; !last {
				return found
			}
		}
	}
	return found
}

// findDocuments adds the reports, statements and videos that speak: those that are the subject of a verb or
// follow "according to". Kind unknown.
func (f *finder) findDocuments() {
	for i := range f.words {
		f.documentAt(i)
	}
}

func (f *finder) documentAt(i int) {
	_, end, ok := f.lex.documents.at(f.words, i, nil)
	if !ok || !f.tree {
		return
	}
	r := f.tokenRange(i, end)
	h := f.headOf(r)
	if f.covered(r) || !f.isNoun(h) || !f.speaks(h) || f.isFound(h) {
		return
	}
	c := candidate{kind: Unknown, lemma: f.singular(h), plural: f.tok(h).Fine == "NNS"}
	c.Mention = Mention{Range: f.nounPhrase(h, r), Head: h, Kind: Nominal}
	c.definite, c.bare = f.determination(c.Range, h)
	f.add(c)
}

func (f *finder) isFound(h int) bool {
	for n := len(f.found) - 1; n >= 0; n-- {
		if f.found[n].Head == h && f.found[n].Mention.Kind == Nominal {
			return true
		}
	}
	return false
}

// speaks says whether token h is the subject of an active verb, or the source named by "according to".
func (f *finder) speaks(h int) bool {
	if p := f.preposition(h); p == "to" || p == "according" {
		s := f.doc.SentenceOf(h)
		for j := h - 1; j >= s.Start && j > h-8; j-- {
			if f.tok(j).Lower == "according" {
				return true
			}
		}
	}
	t := f.tok(h)
	if t.Rel != language.Nsubj || t.Head < 0 {
		return false
	}
	switch f.tok(t.Head).Lemma {
	case "say", "state", "claim", "warn", "accuse", "allege", "report", "show", "note", "add", "describe", "conclude", "find", "reveal", "document",
		"estimate", "put", "blame", "confirm", "deny", "condemn", "indicate", "suggest", "mention", "quote", "cite", "name", "list", "detail",
		"accord", "call", "urge", "demand", "declare", "announce", "recommend", "read", "point", "record", "speak", "tell", "assert", "charge":
		return true
	}
	return false
}
