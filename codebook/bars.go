package codebook

import (
	"slices"

	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// Bars says whether a pattern of a type has token i for its word, and says itself that the type is not meant here: by what may not
// stand beside it, hang from it or be its object. "A gas explosion" is no attack, whatever else may be thought of it.
func (b *Codebook) Bars(doc *language.Doc, i int, typ record.Type) bool {
	tok := &doc.Tokens[i]
	for _, word := range []string{tok.Lower, tok.Lemma} {
		for _, n := range b.first[word] {
			if t := &b.Triggers[n]; t.Type == typ && len(t.Pattern) == 1 && partFits(t.Part, doc, i) && b.excludes(doc, i, t) {
				return true
			}
		}
	}
	return false
}

// excludes says whether what a trigger must not have is there.
func (b *Codebook) excludes(doc *language.Doc, i int, t *Trigger) bool {
	if b.unwanted(doc, i, t) || b.wrongObject(doc, i, t) {
		return true
	}
	return slices.ContainsFunc(t.Conditions, func(c Condition) bool {
		if !c.Not {
			return false
		}
		ok, _ := b.Holds(&c, doc, i)
		return !ok
	})
}

// unwanted says whether a word stands beside token i that may not.
func (b *Codebook) unwanted(doc *language.Doc, i int, t *Trigger) bool {
	for j := max(i-2, 0); j <= i+2 && j < len(doc.Tokens) && len(t.Unless) > 0; j++ {
		if j != i && b.anyFits(t.Unless, doc, j) {
			return true
		}
	}
	return false
}

// wrongObject says whether the object of token i, or its passive subject, is one that it may not have.
func (b *Codebook) wrongObject(doc *language.Doc, i int, t *Trigger) bool {
	if len(t.NotObject) == 0 {
		return false
	}
	j := doc.Child(i, language.Obj, language.NsubjPass)
	if j < 0 && doc.Tokens[i].Rel == language.Acl && doc.Tokens[i].Fine == "VBN" {
		j = doc.Tokens[i].Head // "a report released in July"
	}
	return j >= 0 && b.anyFits(t.NotObject, doc, j)
}
