package read

import (
	"strings"

	"github.com/tollbook/tollbook/language"
)

// subject gives the subject of a verb, also where the grammar leaves it to be
// understood: "gunmen stormed in and killed", "was accused of killing", "the man
// who shot". Passive says that the subject is acted on.
func (f *eventFinder) subject(v int) (subj int, passive bool) {
	doc := f.doc
	passive = f.isPassive(v)
	if f.isPeopleByState(v) {
		return v, true
	}
	for steps := 0; steps < 6; steps++ {
		if s := doc.Child(v, language.Nsubj, language.NsubjPass); s >= 0 {
			return f.antecedent(v, s), passive
		}
		tok := &doc.Tokens[v]
		h := tok.Head
		if h < 0 {
			return -1, passive
		}
		if o := f.chargedWith(v); o >= 0 {
			return o, passive
		}
		switch tok.Rel {
		case language.Acl:
			if isParticiple(tok) || tok.Fine == "VBG" {
				return h, passive
			}
			v = h // "plans to attack": the plans' owner
			if p := doc.Child(h, language.NmodPoss); p >= 0 {
				return p, passive
			}
		case language.AclRelcl:
			return h, passive
		case language.Xcomp:
			if o := doc.Child(h, language.Obj); o >= 0 && o < v && f.book.In("objectcontrol", doc.Tokens[h].Lemma) {
				return o, passive
			}
			v = h
		case language.Advcl, language.Conj, language.Parataxis:
			if doc.Tokens[h].Tag != language.VERB && doc.Tokens[h].Tag != language.AUX && doc.Child(h, language.Nsubj, language.NsubjPass) < 0 {
				return -1, passive
			}
			if tok.Rel == language.Advcl && tok.Fine != "VBG" && tok.Fine != "VBN" && tok.Fine != "VB" {
				return -1, passive
			}
			if f.opensClause(h, v) {
				return -1, passive
			}
			if s := f.speakerAgain(v, h, passive); s >= 0 {
				return s, passive
			}
			v = h
		case language.Obj:
			v = h // "plans an attack"
		default:
			return -1, passive
		}
	}
	return -1, passive
}

// speakerAgain gives who speaks where an act of words is joined to a passive of what was said: "the minister said that forty had been arrested and
// accused the unions"; -1 where it is not so.
func (f *eventFinder) speakerAgain(v, h int, passive bool) int {
	tok := &f.doc.Tokens[v]
	up := f.doc.Tokens[h].Head
	if tok.Rel != language.Conj || passive || tok.Fine == "VBG" || up < 0 || f.doc.Tokens[h].Rel != language.Ccomp || !f.isPassive(h) || !f.isSpeech(up) ||
		f.doc.Child(v, language.Obj) < 0 || f.actAt[v] < 0 || isOnTheGround(f.acts[f.actAt[v]].typ) {
		return -1
	}
	return f.doc.Child(up, language.Nsubj)
}

// chargedWith gives the object of the verb above whose doing v is told to be: "accused the rebels of moving troops", "blamed him for
// firing"; -1 when there is none.
func (f *eventFinder) chargedWith(v int) int {
	tok := &f.doc.Tokens[v]
	if tok.Fine != "VBG" || v == 0 || tok.Head < 0 || tok.Head > v {
		return -1
	}
	switch f.doc.Tokens[v-1].Lower {
	case "of", "for", "from", "into":
	default:
		return -1
	}
	if o := f.doc.Child(tok.Head, language.Obj); o >= 0 && o < v && f.headAt[o] {
		return o
	}
	return -1
}

// opensClause says whether a "when" or the like stands between a verb and the one that the tree has joined to it,
// and belongs to the latter: its subject is its own, though the tree may have missed it ("were killed when gunmen stormed").
func (f *eventFinder) opensClause(h, v int) bool {
	for k := h + 1; k < v; k++ {
		switch f.doc.Tokens[k].Lower {
		case "when", "while", "after", "before", "because":
		default:
			continue
		}
		top := f.doc.Tokens[k].Head
		if top == v && k+1 < v && f.doc.Tokens[v].Fine == "VBD" || top == v-1 && f.doc.Tokens[top].Head == v && f.doc.Child(top, language.Nsubj, language.NsubjPass) < 0 {
			return true
		}
	}
	return false
}

// isParticiple says whether a word can be a past participle. Taggers take many in -ed for other parts of speech.
func isParticiple(tok *language.Token) bool {
	return tok.Fine == "VBN" || tok.Fine == "VBD" || tok.Tag != language.VERB && strings.HasSuffix(tok.Lower, "ed")
}

// isPassive says whether a verb's subject is acted on.
func (f *eventFinder) isPassive(v int) bool {
	doc := f.doc
	tok := &doc.Tokens[v]
	if doc.Child(v, language.NsubjPass, language.AuxPass) >= 0 {
		return true
	}
	if doc.Child(v, language.Nsubj) >= 0 && doc.Child(v, language.Obj) >= 0 {
		return false
	}
	if f.doc.InTitle(v) && isParticiple(tok) && doc.Child(v, language.Obj) < 0 && f.harms(v) {
		return true // "Candidate shot dead in Manta": titles tell what somebody did in the present
	}
	if !isParticiple(tok) && tok.Tag != language.ADJ {
		return false
	}
	switch tok.Rel {
	case language.Acl:
		return doc.Child(v, language.Obj) < 0
	case language.Conj:
		if lemma := tok.Lemma; tok.Head >= 0 && doc.Child(v, language.Obj) < 0 && (lemma == "wound" || lemma == "injure" || lemma == "kill" || lemma == "hurt") && f.isPassive(tok.Head) {
			return true // "nine were killed and twenty others wounded", whose "were" is left out
		}
		// "five were killed and nine wounded" is passive through and through; "came and killed" is not.
		return tok.Head >= 0 && doc.Child(v, language.Obj, language.Nsubj) < 0 && tok.Fine == "VBN" && f.isPassive(tok.Head)
	case language.Advcl:
		return tok.Fine == "VBN" && doc.Child(v, language.Obj) < 0
	}
	be := f.hasAux(v, "be") || f.hasAux(v, "get")
	if be && tok.Tag != language.ADJ && tok.Fine != "VBN" && isParticiple(tok) {
		return true // taken for a past or an auxiliary, which no "be" can stand before
	}
	if tok.Tag == language.ADJ && isParticiple(tok) {
		return be || doc.Child(v, language.Obj) < 0 // "were seriously injured"
	}
	return tok.Fine == "VBN" && be ||
		tok.Fine == "VBN" && doc.Child(v, language.Aux) < 0 && doc.Child(v, language.Obj) < 0
}

// formOfBe says whether a word is a form of "be", whatever the tagger has made of it.
func formOfBe(word string) bool {
	switch word {
	case "be", "is", "are", "was", "were", "been", "being":
		return true
	}
	return false
}

func (f *eventFinder) hasAux(v int, lemma string) bool {
	for _, c := range f.doc.Children(v) {
		t := &f.doc.Tokens[c]
		if (t.Rel == language.Aux || t.Rel == language.AuxPass || t.Rel == language.Cop) && (t.Lemma == lemma || lemma == "be" && formOfBe(t.Lower)) {
			return true
		}
	}
	return false
}

// antecedent gives the noun that a relative pronoun stands for.
func (f *eventFinder) antecedent(v, s int) int {
	switch f.doc.Tokens[s].Lower {
	case "who", "which", "that", "whom":
		for steps := 0; v >= 0 && steps < 4; steps++ {
			if rel := f.doc.Tokens[v].Rel; rel == language.AclRelcl || rel == language.Acl {
				return f.doc.Tokens[v].Head
			}
			v = f.doc.Tokens[v].Head
		}
	}
	return s
}

// isPeopleByState says whether a participle stands for people: "visited the wounded".
func (f *eventFinder) isPeopleByState(v int) bool {
	tok := &f.doc.Tokens[v]
	if !isParticiple(tok) || v == 0 || f.doc.Tokens[v-1].Lower != "the" || f.doc.Tokens[v-1].Head != v {
		return false
	}
	switch tok.Rel {
	case language.Obj, language.Nsubj, language.NsubjPass, language.Obl, language.Nmod, language.Conj:
		return true
	}
	return false
}
