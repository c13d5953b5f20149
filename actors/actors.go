// Package actors finds who is spoken of in a Doc: persons with their offices, states and their
// bodies, armed groups, organisations and peoples, each with all its mentions.
package actors

import (
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
	Ref      string // id in the registry
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

// Find gives the actors of doc in order of first mention. It needs everything of a Doc, and the places.
func Find(doc *language.Doc, places []gazetteer.Mention) []Actor { return nil }
