package read

import (
	"slices"

	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
)

// findActs finds the triggers of all types, and keeps of those that share words the one that says most.
func (f *eventFinder) findActs() {
	var found []codebook.Match
	for i := range f.doc.Tokens {
		if tag := f.doc.Tokens[i].Tag; tag == language.PUNCT || tag == language.DET || tag == language.ADP {
			continue
		}
		found = append(found, f.book.Find(f.doc, i)...)
	}
	keep := make([]bool, len(found))
	for i := range found {
		keep[i] = !f.insideName(found[i].At) && !f.insideDate(found[i].At) && !slices.ContainsFunc(found[i].Others, f.insideDate) && !f.saysNone(&found[i])
		// Found in order, so that only near neighbours can share words.
		for j := max(0, i-12); j < len(found) && j <= i+12 && keep[i]; j++ {
			if i != j && shareWords(&found[i], &found[j]) && outdoes(&found[j], &found[i], j < i) {
				keep[i] = false
			}
		}
	}
	for i, m := range found {
		if keep[i] {
			f.addAct(m)
		} else {
			f.passed = append(f.passed, m)
		}
	}
	f.addRead()
	slices.SortStableFunc(f.acts, func(a, b act) int { return a.At - b.At })
	f.indexActs()
	f.standBeside()
}

// indexActs gives each trigger word its act.
func (f *eventFinder) indexActs() {
	f.actAt = none(len(f.doc.Tokens))
	for i := range f.acts {
		for _, t := range append([]int{f.acts[i].At}, f.acts[i].triggers...) {
			if f.actAt[t] < 0 {
				f.actAt[t] = i
			}
		}
	}
}

// saysOf says whether a noun is what a sentence says of an act told before: "It was the third attack since May".
func (f *eventFinder) saysOf(a *act) bool {
	if a.Part != codebook.Noun {
		return false
	}
	if f.isCounted(a.At) {
		return true
	}
	if f.doc.Child(a.At, language.Cop) < 0 {
		return false
	}
	s := f.doc.Child(a.At, language.Nsubj)
	if s < 0 {
		return false
	}
	switch f.doc.Tokens[s].Lower {
	case "it", "this", "that":
		return f.doc.Child(a.At, language.AclRelcl) < 0
	}
	return f.actAt[s] >= 0 && f.doc.Child(a.At, language.Amod) >= 0 && f.doc.Child(s, language.Det) >= 0
}

// sayOf takes from such a noun the time and place that say among which acts it is counted, and makes it one told before.
func (f *eventFinder) sayOf(a *act) {
	if !f.saysOf(a) {
		return
	}
	a.definite, a.fresh, a.said = true, false, true
	if a.from.Add(1).Before(lastDay(a.from, a.to)) {
		a.time, a.from, a.to, a.precision, a.timeOwn = -1, calendar.Day{}, calendar.Day{}, 0, false
		delete(a.evidence, "from")
	}
	if a.place >= 0 && f.places[a.place].Precision >= 4 {
		a.place, a.placeOwn = -1, false
		delete(a.evidence, "place")
	}
}

func (f *eventFinder) addAct(m codebook.Match) {
	a := act{Match: m, into: -1, event: event{trigger: m.At, triggers: append([]int{m.At}, f.triggerWords(m)...), typ: m.Type,
		mode: m.Mode, cameo: m.CAMEO, number: 1, place: -1, time: -1, source: -1, statement: -1, partOf: -1}}
	if m.Aside {
		a.triggers = nil
	}
	if m.Mode == "attack" {
		f.modeWithin(&a)
	}
	for _, t := range append([]int{m.At}, a.triggers...) {
		if f.actAt[t] < 0 {
			f.actAt[t] = len(f.acts)
		}
	}
	f.acts = append(f.acts, a)
}

// modeWithin lets a word of a pattern that is itself the name of an act say how it was done: "carried out an airstrike".
func (f *eventFinder) modeWithin(a *act) {
	for _, j := range a.Others {
		for _, n := range f.book.Find(f.doc, j) {
			if n.Type == a.typ && n.Mode != "" && n.Mode != "attack" && n.Part == codebook.Noun {
				a.mode, a.cameo = n.Mode, n.CAMEO
				return
			}
		}
	}
}

// triggerWords gives those further words of a match that name the act themselves: the "attack" of "launched an attack".
func (f *eventFinder) triggerWords(m codebook.Match) []int {
	var out []int
	for _, j := range m.Others {
		if f.doc.Tokens[j].Tag == language.PRON {
			continue
		}
		for _, n := range f.book.Find(f.doc, j) {
			if n.Type == m.Type {
				out = append(out, j)
				break
			}
		}
	}
	return out
}

// insideName says whether a word is part of a person's or an organisation's name: "the Peace Talks Support Group".
func (f *eventFinder) insideName(i int) bool {
	for k := range f.doc.Entities {
		e := &f.doc.Entities[k]
		if e.Has(i) && e.End-e.Start > 1 && e.Type != language.NoEntity {
			return true
		}
		if e.Start > i {
			break
		}
	}
	return false
}

// insideDate says whether a word is a name within a date: nobody marches "since March".
func (f *eventFinder) insideDate(i int) bool {
	if f.doc.Tokens[i].Tag != language.PROPN {
		return false
	}
	return slices.ContainsFunc(f.times, func(t calendar.Time) bool { return t.Has(i) })
}

func shareWords(a, b *codebook.Match) bool {
	if a.At == b.At {
		return true
	}
	for _, x := range a.Others {
		if x == b.At {
			return true
		}
		for _, y := range b.Others {
			if x == y {
				return true
			}
		}
	}
	for _, y := range b.Others {
		if y == a.At {
			return true
		}
	}
	return false
}

// outdoes says whether match a is to be kept rather than b, which shares words with it:
// that of the codebook that extends another, the more specific one, then the one that comes first.
func outdoes(a, b *codebook.Match, first bool) bool {
	if a.Own != b.Own && !a.Weak && !b.Weak {
		return a.Own
	}
	if x, y := a.Specificity(), b.Specificity(); x != y {
		return x > y
	}
	return first
}

// standBeside says of weak triggers whether a strong one of the same type, or a weapon, stands in their sentence.
func (f *eventFinder) standBeside() {
	strong := make(map[int]bool, len(f.doc.Sentences)) // by sentence: violence told in so many words
	for i := range f.acts {
		if a := &f.acts[i]; !a.Weak && a.typ == "ASSAULT" {
			strong[f.doc.Tokens[a.At].Sentence] = true
		}
	}
	for i := range f.acts {
		a := &f.acts[i]
		if !a.Weak {
			continue
		}
		if t := f.triggerOf(a); t != nil && t.Type == string(a.typ) {
			a.beside = a.beside || len(a.Pattern) > 0
			continue
		}
		s := f.doc.Tokens[a.At].Sentence
		switch {
		case a.typ == "ASSAULT":
			a.beside = strong[s] || f.weaponIn(s)
		default:
			for j := range f.acts {
				if b := &f.acts[j]; !b.Weak && b.typ == a.typ && f.doc.Tokens[b.At].Sentence == s {
					a.beside = true
				}
			}
		}
	}
}

func (f *eventFinder) weaponIn(sentence int) bool {
	s := &f.doc.Sentences[sentence]
	for i := s.Start; i < s.End; i++ {
		if isNoun(f.doc.Tokens[i].Tag) {
			if _, n := f.weaponAt(i); n > 0 {
				return true
			}
		}
	}
	return false
}

func isNoun(t language.Tag) bool { return t == language.NOUN || t == language.PROPN }
