package codebook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/language"
)

// A Path leads from a word to others over the tree: "obj > nmod:of" is what hangs by "of" from the object. A step goes down to the
// words that hang from one by a relation; after "<" it goes up to what the word itself hangs from by it.
type Path []step

type step struct {
	up   bool
	rel  string // as Universal Dependencies write it
	word string // the preposition or mark that must stand with it; "" for any
}

// Paths are several, of which each leads on its own.
type Paths []Path

// A Condition is what must, or must not, hang around a trigger.
type Condition struct {
	Paths Paths
	Words []Element // the word that is found is one of them; empty for whatever
	Not   bool
	Text  string // as it is written
}

// A RealisRule gives the events of a pattern a realis: always, or where the condition holds.
type RealisRule struct {
	Realis string
	If     *Condition // nil for always
}

// parsePaths reads "nsubj | obl:by", "obj > nmod:of", "< acl". The reason is empty when it can be read.
func parsePaths(s string) (paths Paths, reason string) {
	for _, one := range strings.Split(s, "|") {
		var p Path
		words := strings.Fields(strings.NewReplacer("<", " < ", ">", " > ").Replace(one))
		for i := 0; i < len(words); i++ {
			up := words[i] == "<"
			if up || words[i] == ">" {
				i++
			} else if i > 0 {
				return nil, fmt.Sprintf("%q does not say whether it leads down (>) or up (<)", words[i])
			}
			if i == len(words) {
				return nil, "a path ends with a relation, not with < or >"
			}
			st, ok := parseStep(words[i])
			if !ok {
				return nil, fmt.Sprintf("there is no relation %q", words[i])
			}
			st.up = up
			p = append(p, st)
		}
		if len(p) == 0 {
			return nil, "an empty path"
		}
		paths = append(paths, p)
	}
	return paths, ""
}

// parseStep reads "nsubj:pass", which is a relation of its own, or "obl:against", which is one with a preposition.
func parseStep(s string) (step, bool) {
	if language.ParseRel(s).String() == s {
		return step{rel: s}, true
	}
	rel, word, found := strings.Cut(s, ":")
	return step{rel: rel, word: word}, found && word != "" && language.ParseRel(rel).String() == rel
}

// fits says whether token j hangs by the step's relation. One with a preposition is of any subtype: an agent with "by" is an obl:by.
func (s step) fits(doc *language.Doc, j int) bool {
	rel := doc.Tokens[j].Rel.String()
	if s.word == "" {
		return rel == s.rel
	}
	if main, _, _ := strings.Cut(rel, ":"); main != s.rel {
		return false
	}
	c := doc.Child(j, language.Case, language.Mark)
	return c >= 0 && doc.Tokens[c].Lower == s.word
}

// From gives the tokens that a path leads to from token i, in order of the text.
func (p Path) From(doc *language.Doc, i int) []int {
	at := []int{i}
	for _, s := range p {
		var next []int
		for _, j := range at {
			if s.up {
				if h := doc.Tokens[j].Head; h >= 0 && s.fits(doc, j) {
					next = append(next, h)
				}
				continue
			}
			for _, c := range doc.Children(j) {
				if s.fits(doc, c) {
					next = append(next, c)
				}
			}
		}
		at = next
	}
	slices.Sort(at)
	return slices.Compact(at)
}

// From gives the tokens that any of the paths leads to.
func (p Paths) From(doc *language.Doc, i int) []int {
	var out []int
	for _, one := range p {
		out = append(out, one.From(doc, i)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// String writes a path as it is read.
func (p Path) String() string {
	var b strings.Builder
	for i, s := range p {
		switch {
		case s.up && i == 0:
			b.WriteString("< ")
		case s.up:
			b.WriteString(" < ")
		case i > 0:
			b.WriteString(" > ")
		}
		b.WriteString(s.rel)
		if s.word != "" {
			b.WriteString(":" + s.word)
		}
	}
	return b.String()
}

// Between gives the path from token i to token j: up to what both hang from, and down. It is empty where they are the same or the tree
// does not join them.
func Between(doc *language.Doc, i, j int) Path {
	var up, down Path
	for top := i; top >= 0; top = doc.Tokens[top].Head {
		if down = nil; doc.Under(j, top) {
			for k := j; k != top; k = doc.Tokens[k].Head {
				down = append(Path{stepOf(doc, k, false)}, down...)
			}
			return append(up, down...)
		}
		up = append(up, stepOf(doc, top, true))
	}
	return nil
}

// stepOf gives the step over the relation that token j hangs by, with its preposition where it has one.
func stepOf(doc *language.Doc, j int, up bool) step {
	s := step{up: up, rel: doc.Tokens[j].Rel.String()}
	if c := doc.Child(j, language.Case); c >= 0 && !up && (doc.Tokens[j].Rel == language.Obl || doc.Tokens[j].Rel == language.Nmod) {
		s.word = doc.Tokens[c].Lower
	}
	return s
}

// Holds says whether a condition holds at token i, and gives the token that it was found at, or -1.
func (b *Codebook) Holds(c *Condition, doc *language.Doc, i int) (bool, int) {
	for _, j := range c.Paths.From(doc, i) {
		if len(c.Words) == 0 || b.anyFits(c.Words, doc, j) {
			return !c.Not, j
		}
	}
	return c.Not, -1
}

// failing gives the first condition of a trigger that does not hold at token i, nil when all do.
func (b *Codebook) failing(t *Trigger, doc *language.Doc, i int) *Condition {
	for k := range t.Conditions {
		if ok, _ := b.Holds(&t.Conditions[k], doc, i); !ok {
			return &t.Conditions[k]
		}
	}
	return nil
}

// RealisAt gives the realis that a trigger's own rules give to it at token i, and the token of the cue; "" when they say nothing.
func (b *Codebook) RealisAt(t *Trigger, doc *language.Doc, i int) (realis string, cue int) {
	for k := range t.Realis {
		if t.Realis[k].If == nil {
			return t.Realis[k].Realis, -1
		}
		if ok, cue := b.Holds(t.Realis[k].If, doc, i); ok {
			return t.Realis[k].Realis, cue
		}
	}
	return "", -1
}
