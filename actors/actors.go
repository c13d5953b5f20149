// Package actors finds who is spoken of in a Doc: persons with their offices, states and their
// bodies, armed groups, organisations and peoples, each with all its mentions.
package actors

import (
	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/gazetteer"
	"github.com/tollbook/tollbook/language"
)

// Kind says what sort of actor it is.
type Kind uint8

// The kinds of actors.
const (
	Unknown Kind = iota
	Person
	People
	Organisation
	State
	ArmedGroup
)

// An Actor is a person, body or people, with every mention of it in the report.
type Actor struct {
	Name     string // the fullest name, or description, that the report uses
	Kind     Kind
	Title    string // "Defense Minister"; persons only
	Country  string // ISO 3166 alpha-3
	Sector   string // PLOVER sector: GOV, MIL, COP, REB, CVL, ...
	Ref      string // id in the registry; of a state its alpha-3 code in lower case, of its bodies that code and a slug: "irq-parliament"
	Mentions []Mention
}

// MentionKind says by what sort of words an actor is mentioned.
type MentionKind uint8

// The kinds of mentions.
const (
	Name    MentionKind = iota // "Khawaja Asif", "the TTP"
	Nominal                    // "the minister", "militants"
	Pronoun                    // "he", "his", "they"
)

// A Mention is one mention of an actor.
type Mention struct {
	language.Range     // the phrase, with its title and determiner but no relative clause
	Head           int // the head word
	Kind           MentionKind
}

// Find gives the actors of doc, as Default knows them and on a day that is not known.
func Find(doc *language.Doc, places []gazetteer.Mention) []Actor {
	return Default().Find(doc, places, calendar.Day{})
}

// Find gives the actors of doc in order of first mention. It needs everything of a Doc, and the places. Offices are those of the day
// of publication; where it is not known, persons are told by their name and office together.
func (b *Book) Find(doc *language.Doc, places []gazetteer.Mention, published calendar.Day) []Actor {
	f := newFinder(doc, places, b.lexicon)
	f.year = published.Year
	f.findNames()
	f.findNominals()
	f.findPronouns()
	f.order()
	f.findSpeakers()
	f.linkAppositions()
	f.settleGovernments()
	found := f.resolve()
	b.registry.identify(found, f.weights, dayOf(published))
	return found
}

// At gives the actor that token tok speaks of: the one with a mention headed there, else the one
// with the shortest mention around it, else -1.
func At(actors []Actor, tok int) int {
	best, size := -1, 0
	for i := range actors {
		for _, m := range actors[i].Mentions {
			if m.Head == tok {
				return i
			}
			if m.Has(tok) && (best < 0 || m.End-m.Start < size) {
				best, size = i, m.End-m.Start
			}
		}
	}
	return best
}

// An Index answers At for many tokens of one Doc.
type Index struct {
	heads, around []int32 // by token: actor + 1
}

// NewIndex indexes the mentions of actors in a Doc with so many tokens.
func NewIndex(actors []Actor, tokens int) *Index {
	x := &Index{make([]int32, tokens), make([]int32, tokens)}
	size := make([]int, tokens)
	for i := range actors {
		for _, m := range actors[i].Mentions {
			if x.heads[m.Head] == 0 {
				x.heads[m.Head] = int32(i) + 1
			}
			for t := m.Start; t < m.End; t++ {
				if x.around[t] == 0 || m.End-m.Start < size[t] {
					x.around[t], size[t] = int32(i)+1, m.End-m.Start
				}
			}
		}
	}
	return x
}

// At is At over the index.
func (x *Index) At(tok int) int {
	if tok < 0 || tok >= len(x.heads) {
		return -1
	}
	if x.heads[tok] != 0 {
		return int(x.heads[tok]) - 1
	}
	return int(x.around[tok]) - 1
}
