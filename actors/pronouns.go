package actors

import "github.com/tollbook/tollbook/language"

// A pronoun is what a pronoun asks of the actor it stands for.
type pronoun uint8

const (
	noPronoun pronoun = iota
	heShe             // one person
	they              // several persons, or a body
	it                // a body or a state
	speaker           // "I" in a quotation: who says it
)

// findPronouns adds the pronouns of the third person. "It" without an actor to stand for is dropped again by resolve.
func (f *finder) findPronouns() {
	for i := range f.doc.Tokens {
		p, g := pronounOf(f.tok(i).Lower)
		if p == noPronoun || f.tok(i).Tag != language.PRON && f.tok(i).Tag != language.DET && f.tree || f.tok(i).Rel == language.Expl {
			continue
		}
		if p == it && f.isEmptyIt(i) {
			continue
		}
		c := candidate{pronoun: p, gender: g, plural: p == they, definite: true}
		c.Mention = Mention{Range: language.Range{Start: i, End: i + 1}, Head: i, Kind: Pronoun}
		f.add(c)
	}
}

func pronounOf(w string) (pronoun, gender) {
	switch w {
	case "he", "him", "his", "himself":
		return heShe, male
	case "she", "her", "hers", "herself":
		return heShe, female
	case "they", "them", "their", "theirs", "themselves":
		return they, anyGender
	case "it", "its", "itself":
		return it, anyGender
	}
	return noPronoun, anyGender
}

// isEmptyIt says whether "it" at token i stands for no actor: the subject of "be", or an object.
func (f *finder) isEmptyIt(i int) bool {
	t := f.tok(i)
	if t.Lower != "it" || !f.tree {
		return t.Lower == "it"
	}
	if t.Rel != language.Nsubj || t.Head < 0 {
		return true
	}
	return f.tok(t.Head).Tag != language.VERB || f.doc.Child(t.Head, language.Cop) >= 0
}
