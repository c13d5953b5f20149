package codebook

import (
	"fmt"

	"github.com/tollbook/tollbook/language"
)

// A Miss is a trigger whose words are there, and that does not match for what stands around them.
type Miss struct {
	*Trigger
	Why string
}

// Misses gives the triggers that nearly begin at token i, in order.
func (b *Codebook) Misses(doc *language.Doc, i int) []Miss {
	tok := &doc.Tokens[i]
	triggers := b.first[tok.Lower]
	if tok.Lemma != tok.Lower {
		triggers = append(triggers[:len(triggers):len(triggers)], b.first[tok.Lemma]...)
	}
	var out []Miss
	for _, n := range triggers {
		t := &b.Triggers[n]
		if !partFits(t.Part, doc, i) || !b.begins(doc, i, t) {
			continue
		}
		var others []int
		if len(t.Pattern) > 1 {
			var ok bool
			if others, ok = b.rest(doc, i, t); !ok {
				continue
			}
		}
		if why := b.whyNot(doc, i, t, others); why != "" {
			out = append(out, Miss{t, why})
		}
	}
	return out
}

// whyNot says which of a trigger's conditions does not hold at token i, "" when all do.
func (b *Codebook) whyNot(doc *language.Doc, i int, t *Trigger, others []int) string {
	for j := max(i-2, 0); j <= i+2 && j < len(doc.Tokens) && len(t.Unless) > 0; j++ {
		if j != i && b.anyFits(t.Unless, doc, j) {
			return fmt.Sprintf("unless: %q stands beside it", doc.Word(j))
		}
	}
	switch c := b.failing(t, doc, headed(doc, Match{t, i, others}).At); {
	case !b.near(doc, i, t):
		return "needs: none of the words that it needs stands near"
	case !b.byFits(doc, i, t):
		return "by: the subject is none that it asks for"
	case len(t.Pattern) == 1 && !b.objectFits(doc, i, t):
		if len(t.Object) == 0 {
			return "not-object: the object is one that it rules out"
		}
		return "object: the object is none that it asks for"
	case c != nil:
		return c.Text + ": does not hold in the tree"
	}
	return ""
}
