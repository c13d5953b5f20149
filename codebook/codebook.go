// Package codebook holds the ontology as data: which words tell of which acts.
//
// Each type of event is one folder that a researcher can read, edit and add: definition.txt says what the type means,
// patterns.txt which words tell of it, examples.txt what must be found and what must not. Around them stand word classes,
// the kinds of weapons and targets, the cues of realis and the loaded words with their neutral ones. plover/README.txt
// tells the form.
package codebook

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/tollbook/tollbook/record"
)

//go:embed plover
var embedded embed.FS

// A Codebook is the ontology, ready for use. It never changes once loaded.
type Codebook struct {
	Name     string // "plover"
	Version  string
	Extends  string // the codebook that this one adds to; "" for none
	Types    []Type
	Triggers []Trigger // of all types, in the order of the files
	Weapons  *Lexicon  // phrases by weapon kind
	Targets  *Lexicon  // phrases by target kind
	Realis   *Lexicon  // cues by realis: "plan" is planned, "deny" denied
	Loaded   *Lexicon  // loaded words by their neutral one: "martyr" is "kill"
	Contexts *Lexicon  // cues by context: "cholera" is disease
	strays   Faults    // files that are read by nobody
	classes  map[string]*class
	first    map[string][]int // triggers by the first word that each can begin with
	sum      string
}

// A class is a set of words that patterns name with "@".
type class struct {
	words map[string]bool
	file  string
	line  int
	used  bool // by a pattern
	own   bool // of a codebook that extends another
}

// A Type is one type of event: PLOVER's, or a codebook's own.
type Type struct {
	Name       record.Type
	Means      string   // the definition, in our own words
	Not        string   // what it is often taken for
	Boundaries []string // rules for what lies between it and another type
	Quad       int      // 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict
	Modes      []Mode
	CAMEO      []string // the roots and base codes that belong to it
	Codes      []Code   // the codes themselves, with their meanings
	Examples   []Example
	goldstein  *float64 // of what has no code
	Folder     string   // "assault"
	File       string   // its definition.txt
	own        bool     // of a codebook that extends another
}

// A Mode is one of the ways in which an act is done.
type Mode struct{ Name, CAMEO, Means string }

// A Code is one of CAMEO's.
type Code struct {
	Code, Means string
	Goldstein   *float64 // how far it moves two states apart (to -10) or together (to 10); nil where it is not known
}

// Mode gives the entry of a mode, nil when the type has none of that name.
func (t *Type) Mode(name string) *Mode {
	for i := range t.Modes {
		if t.Modes[i].Name == name {
			return &t.Modes[i]
		}
	}
	return nil
}

// Goldstein gives the value of a CAMEO code on Goldstein's scale: that of the longest code listed that it begins with, else that of the
// type; nil when there is none.
func (t *Type) Goldstein(cameo string) *float64 {
	value, length := t.goldstein, 0
	for i := range t.Codes {
		if c := &t.Codes[i]; c.Goldstein != nil && len(c.Code) > length && strings.HasPrefix(cameo, c.Code) {
			value, length = c.Goldstein, len(c.Code)
		}
	}
	return value
}

// Part says which part of speech a trigger's first word must be.
type Part uint8

// The parts of speech of triggers.
const (
	Verb Part = iota
	Noun
	Adjective
)

// Roles says how the parts of a trigger's clause take part in the act.
type Roles uint8

// The ways.
const (
	Doer      Roles = iota // the subject acts, the object receives
	Undergoer              // the subject receives: "died", "came under fire"
	Mutual                 // all subjects act on each other: "met", "clashed"
	Device                 // the subject is the weapon: "exploded"
	Receiver               // the object acts, the subject receives: "received an invitation from"
)

// A Trigger is a word or a phrase that tells of an act.
type Trigger struct {
	Type           record.Type
	Mode           string
	CAMEO          string
	Part           Part
	Roles          Roles
	Pattern        []Element
	To             []string         // prepositions that lead to the recipient, best first
	Needs          []Element        // one of them must stand in the sentence
	Unless         []Element        // none of them may stand next to the trigger
	Object         []Element        // the object's head must be one of them
	NotObject      []Element        // the object's head must be none of them
	By             []Element        // the subject must be, or hold, one of them
	Conditions     []Condition      // what must, and must not, hang around it in the tree
	Arguments      map[string]Paths // where its actor, recipient, target and weapon hang, where the pattern says so itself
	Realis         []RealisRule     // the first that holds
	hyphened       bool             // its first word can hold a hyphen
	Weak           bool             // joins an event, and begins one only beside another sign of the same type
	Sure           bool             // what it reads stays the news, whatever the reader takes the sentence for: "apologised"
	Aside          bool             // as Weak, and never listed among the mentions: "the incident"
	Own            bool             // of a codebook that extends another
	Text           string           // the pattern as it is written
	Group, Options string           // what its group and its row say of it, as they are written
	File           string
	Line           int
}

// An Element is one place of a pattern.
type Element struct {
	Words   []string // any of these lemmas or forms; a class's words are not spelled out here
	Classes []string // or any word of these classes
	Gap     bool     // other words may stand before it
}

// An Example is a sentence with what must be found in it, or, as a near miss, with why nothing of its type may be.
type Example struct {
	Sentence string
	NearMiss bool
	Events   []Expected  // what must be found
	Why      string      // why a near miss is none
	Instead  record.Type // the type that must be found in a near miss; "" for whatever
	Known    string      // why it is not read as it should be, where that is known
	File     string
	Line     int
}

// An Expected is an event that must be found, with the fields that it must have.
type Expected struct {
	Fields []Field
	Line   int
}

// A Field is what one field of an event must hold: each of the values, or nothing when the only value is "none".
type Field struct {
	Name   string
	Values []string
}

// Fields are the names of the fields that an example can speak of.
var Fields = []string{"mode", "trigger", "actors", "recipients", "targets", "weapons", "place", "realis", "cameo", "number", "contexts"}

// Default gives the codebook that is built in. It panics when that one has an
// error, which the tests of this package rule out.
var Default = sync.OnceValue(func() *Codebook {
	book, err := load([]source{plover()})
	if err != nil {
		panic(fmt.Sprintf("codebook: %v", err))
	}
	return book
})

// plover is the codebook that is built in.
func plover() source {
	files, err := fs.Sub(embedded, "plover")
	if err != nil {
		panic(err) // the folder is named in this file
	}
	return source{label: "plover", files: files}
}

// Files gives the files of the codebook that is built in, for a copy to be changed.
func Files() fs.FS { return plover().files }

// SHA256 gives the digest of all files of the built-in codebook, in hex.
func SHA256() string { return Default().sum }

// SHA256 gives the digest of all files that the codebook was read from, in hex.
func (b *Codebook) SHA256() string { return b.sum }

// Type gives the entry of a type, nil when the codebook has none.
func (b *Codebook) Type(name record.Type) *Type {
	for i := range b.Types {
		if b.Types[i].Name == name {
			return &b.Types[i]
		}
	}
	return nil
}

// Own says whether a type is the codebook's own, not one of those that it extends.
func (b *Codebook) Own(t *Type) bool { return b.Extends == "" || t.own }

// In says whether a word belongs to a class.
func (b *Codebook) In(class, word string) bool {
	c := b.classes[class]
	return c != nil && c.words[word]
}

// Title gives name and version: "plover 1.0".
func (b *Codebook) Title() string { return strings.TrimSpace(b.Name + " " + b.Version) }
