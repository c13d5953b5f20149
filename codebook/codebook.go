// Package codebook holds the ontology as data: which words tell of which acts.
//
// Each PLOVER type is one file under data/types that a researcher can read and
// edit: what the type means, its modes, and its triggers. Around them stand
// word classes, the kinds of weapons and targets, the cues of realis and the
// loaded words with their neutral ones. data/README.txt tells the form.
package codebook

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"sync"

	"github.com/tollbook/tollbook/record"
)

//go:embed data
var embedded embed.FS

// A Codebook is the ontology, ready for use. It never changes once loaded.
type Codebook struct {
	Types    []Type
	Triggers []Trigger // of all types, in the order of the files
	Weapons  *Lexicon  // phrases by weapon kind
	Targets  *Lexicon  // phrases by target kind
	Realis   *Lexicon  // cues by realis: "plan" is planned, "deny" denied
	Loaded   *Lexicon  // loaded words by their neutral one: "martyr" is "kill"
	classes  map[string]map[string]bool
	first    map[string][]int // triggers by the first word that each can begin with
	sum      string
}

// A Type is one of PLOVER's event types.
type Type struct {
	Name  record.Type
	Means string // the definition, in our own words
	Not   string // what it is often taken for
	Modes []string
	CAMEO []string // root and base codes that belong to it
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
	Type      record.Type
	Mode      string
	CAMEO     string
	Part      Part
	Roles     Roles
	Pattern   []Element
	To        []string  // prepositions that lead to the recipient, best first
	Needs     []Element // one of them must stand in the sentence
	Unless    []Element // none of them may stand next to the trigger
	Object    []Element // the object's head must be one of them
	NotObject []Element // the object's head must be none of them
	By        []Element // the subject must be, or hold, one of them
	hyphened  bool      // its first word can hold a hyphen
	Weak      bool      // joins an event, and begins one only beside another sign of the same type
	Aside     bool      // as Weak, and never listed among the mentions: "the incident"
	File      string
	Line      int
}

// An Element is one place of a pattern.
type Element struct {
	Words   []string // any of these lemmas or forms; a class's words are not spelled out here
	Classes []string // or any word of these classes
	Gap     bool     // other words may stand before it
}

// Default gives the codebook that is built in. It panics when that one has an
// error, which the tests of this package rule out.
var Default = sync.OnceValue(func() *Codebook {
	data, err := fs.Sub(embedded, "data")
	if err != nil {
		panic(err)
	}
	book, err := Load(data)
	if err != nil {
		panic(fmt.Sprintf("codebook: %v", err))
	}
	return book
})

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

// In says whether a word belongs to a class.
func (b *Codebook) In(class, word string) bool { return b.classes[class][word] }

// digest hashes each file's path and content, in order of the paths.
func digest(files fs.FS, paths []string) (string, error) {
	h := sha256.New()
	for _, path := range paths {
		data, err := fs.ReadFile(files, path)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%s %d\n", path, len(data))
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
