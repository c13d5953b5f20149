package read

import (
	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// findRealis tells what happened from what was planned, threatened, demanded, denied or only
// supposed. It goes from the act's word up the tree as long as what stands above bears on it,
// and takes the first cue.
func (f *eventFinder) findRealis(a *act) {
	a.realis = record.Actual
	if cue := f.supposed(a.top); cue >= 0 {
		f.setRealis(a, record.Hypothetical, cue)
		return
	}
	v := a.top
	if cue := f.purpose(v); cue >= 0 && a.typ == "ASSAULT" {
		f.setRealis(a, record.Planned, cue)
		return
	}
	if v != a.At && f.cueOf(v) == record.Planned {
		f.setRealis(a, record.Planned, v) // "is planning an attack"
		return
	}
	for steps := 0; steps < 8; steps++ {
		if r, cue := f.cueBelow(v, a); r != "" {
			f.setRealis(a, r, cue)
			return
		}
		tok := &f.doc.Tokens[v]
		h := tok.Head
		if h < 0 {
			return
		}
		if !f.bears(a, v, steps == 0) {
			return
		}
		if r := f.cueOf(h); r != "" && !f.besideCue(v) && !(f.isPast(v) && r != record.Denied && r != record.Hypothetical) {
			f.setRealis(a, r, h)
			return
		}
		v = h
	}
}

// purpose gives the "order" of "in order to" before a verb, whose deed is only wanted: "searched the offices in order to arrest them"; -1 for none.
func (f *eventFinder) purpose(v int) int {
	s := f.doc.SentenceOf(v)
	for i := v - 1; i >= s.Start+2 && i >= v-3; i-- {
		switch tok := &f.doc.Tokens[i]; {
		case tok.Lower == "to" && f.doc.Tokens[i-1].Lower == "order" && f.doc.Tokens[i-2].Lower == "in":
			return i - 1
		case tok.Tag != language.ADV:
			return -1
		}
	}
	return -1
}

// supposed gives the "if" that a word is the first verb or act after, wherever the tree has hung it; -1 when there is none.
func (f *eventFinder) supposed(v int) int {
	s := f.doc.SentenceOf(v)
	for i := v - 1; i >= s.Start && i >= v-25; i-- {
		tok := &f.doc.Tokens[i]
		switch {
		case tok.Lower == "if" && i > s.Start && (f.doc.Tokens[i-1].Lower == "as" || f.doc.Tokens[i-1].Lower == "even"), tok.Lower == "whether":
			return -1
		case tok.Lower == "if" || tok.Lower == "unless":
			if f.doc.Tokens[v].Fine == "VBD" && !f.hasAux(v, "be") {
				return -1 // "asked if they attacked" asks of what may well have happened
			}
			return i
		case tok.Tag == language.VERB, tok.Lower == ";", tok.Lower == ":":
			return -1
		}
	}
	return -1
}

func (f *eventFinder) setRealis(a *act, r record.Realis, cue int) {
	a.realis = r
	if cue >= 0 {
		a.note("realis", language.Range{Start: cue, End: cue + 1})
	}
}

// cueOf gives the realis that a word lends to what it governs.
func (f *eventFinder) cueOf(i int) record.Realis {
	kind, n := f.book.Realis.Match(f.doc, i)
	if n == 0 || f.doc.Tokens[i].Tag == language.ADV {
		return ""
	}
	return record.Realis(kind)
}

// isPast says whether a verb tells of the past by its own form: what somebody "warned" had happened did happen.
func (f *eventFinder) isPast(v int) bool {
	tok := &f.doc.Tokens[v]
	return tok.Fine == "VBD" && tok.Rel == language.Ccomp || f.hasAux(v, "have") && tok.Rel == language.Ccomp
}

// besideCue says whether a verb is joined to the one above it and so lies outside what that one tells of: "denied the charge and accused the
// army". A bare verb may lie within: "planned to attack and burn".
func (f *eventFinder) besideCue(v int) bool {
	tok := &f.doc.Tokens[v]
	return tok.Rel == language.Conj && tok.Tag == language.VERB && (tok.Fine != "VB" || f.doc.Tokens[tok.Head].Fine == "VB")
}

// bears says whether what stands above token v can make it less than actual.
func (f *eventFinder) bears(a *act, v int, first bool) bool {
	switch f.doc.Tokens[v].Rel {
	case language.Xcomp, language.Ccomp, language.Acl, language.Obj, language.NsubjPass:
		return true
	case language.Csubj, language.CsubjPass: // not "the killing … would not go unpunished"
		return !isNoun(f.doc.Tokens[v].Tag) && f.doc.Child(v, language.Det) < 0
	case language.Conj:
		h := f.doc.Tokens[v].Head
		return f.doc.Child(v, language.Nsubj, language.NsubjPass) < 0 && f.doc.Tokens[h].Tag == f.doc.Tokens[v].Tag
	case language.Obl, language.Nmod:
		c := f.doc.Child(v, language.Case)
		if c < 0 || !first && a.Part == codebook.Verb {
			return false
		}
		switch f.doc.Tokens[c].Lower {
		case "of", "for", "to", "from", "about", "against":
			return f.cueOf(f.doc.Tokens[v].Head) != ""
		}
	case language.Compound, language.Amod:
		return f.cueOf(f.doc.Tokens[v].Head) != "" // "the attack threat"
	case language.Advcl:
		// "prevented them from attacking", and "plan to attack" where the tree takes it for a purpose.
		m := f.doc.Child(v, language.Mark)
		if m < 0 {
			return false
		}
		if f.doc.Tokens[m].Lower == "to" && f.doc.Tokens[v].Head != m-1 {
			r, _ := f.modalBefore(f.doc.Tokens[v].Head) // "would travel to Arva to sign the accord"
			return r != "" && f.cueOf(f.doc.Tokens[v].Head) == ""
		}
		return f.doc.Tokens[m].Lower == "from" || f.doc.Tokens[m].Lower == "to"
	}
	return false
}

// cueBelow looks for a cue among the auxiliaries, marks, negations and modifiers of a word.
func (f *eventFinder) cueBelow(v int, a *act) (record.Realis, int) {
	realis, cue := record.Realis(""), -1
	for _, c := range f.doc.Children(v) {
		tok := &f.doc.Tokens[c]
		r := record.Realis("")
		switch tok.Rel {
		case language.Nsubj, language.NsubjPass:
			if f.isNobody(c) {
				r = record.Denied
			}
		case language.Aux:
			r = modal(tok.Lower)
		case language.Advmod, language.Det:
			switch tok.Lower {
			case "not", "n't", "never", "no", "n’t", "neither":
				r = record.Denied
			case "possibly", "potentially":
				r = record.Hypothetical
			}
		case language.Mark:
			switch tok.Lower {
			case "if", "unless", "whether", "lest":
				r = record.Hypothetical
			}
		case language.Amod:
			if k := f.book.Realis.Kind(tok.Lower); k != "" && c < v {
				r = record.Realis(k)
			}
		}
		// A condition or a denial says more than a modal.
		if r == record.Hypothetical && tok.Rel == language.Mark {
			return r, c
		}
		if r != "" && (realis == "" || r == record.Denied) {
			realis, cue = r, c
		}
	}
	if realis == "" {
		return f.modalBefore(v)
	}
	return realis, cue
}

// modalBefore gives the realis of the modal right before a verb and its auxiliaries, whatever relation the tree has given it: "will
// meet", "may soon be attacked".
func (f *eventFinder) modalBefore(v int) (record.Realis, int) {
	if f.doc.Tokens[v].Tag != language.VERB {
		return "", -1
	}
	for i := v - 1; i >= f.doc.SentenceOf(v).Start; i-- {
		switch tok := &f.doc.Tokens[i]; {
		case tok.Fine == "MD", modal(tok.Lower) != "" && !isNoun(tok.Tag): // a tagger may take "will" for a pronoun
			return modal(tok.Lower), i
		case tok.Tag != language.ADV && tok.Tag != language.PART && tok.Lemma != "be" && tok.Lemma != "have" || tok.Lower == "to":
			return "", -1
		}
	}
	return "", -1
}

func modal(word string) record.Realis {
	switch word {
	case "will", "'ll", "’ll", "would", "shall", "wo", "'d":
		return record.Planned
	case "may", "might", "could", "can", "ca":
		return record.Hypothetical
	case "must", "should", "ought":
		return record.Demanded
	}
	return ""
}

// findStatement finds the innermost statement that tells of the act, and lets its
// speech act say what a plan is: a threat, a demand; and a bare clause that is denied.
func (f *eventFinder) findStatement(a *act) {
	best := -1
	for i := range f.statements {
		s := &f.statements[i]
		if s.says(a.At) && (best < 0 || s.content.End-s.content.Start < f.statements[best].content.End-f.statements[best].content.Start) {
			best = i
		}
	}
	a.statement = best
	if best < 0 {
		return
	}
	s := &f.statements[best]
	a.source = s.speaker
	switch {
	case s.act == record.ThreatenAct && a.realis == record.Planned:
		a.realis = record.Threatened
	case (s.act == record.DemandAct || s.act == record.Appeal) && (a.realis == record.Planned || a.realis == record.Actual && f.bare(a)):
		a.realis = record.Demanded
	case s.act == record.Deny && a.realis == record.Actual && a.Part == codebook.Verb && f.headsContent(a, s.content):
		a.realis = record.Denied
	}
}

// bare says whether a verb stands in its dictionary form, as after "to" or in "that they stop".
func (f *eventFinder) bare(a *act) bool {
	return a.Part == codebook.Verb && (f.doc.Tokens[a.At].Fine == "VB" || f.doc.Tokens[a.At].Fine == "VBP")
}

// headsContent says whether no other verb of the content stands above the act's.
func (f *eventFinder) headsContent(a *act, content language.Range) bool {
	for i := f.doc.Tokens[a.At].Head; i >= 0 && content.Has(i); i = f.doc.Tokens[i].Head {
		if f.doc.Tokens[i].Tag == language.VERB {
			return false
		}
	}
	return true
}
