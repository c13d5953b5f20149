package read

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
)

// findThings finds the weapons used and the things hit.
func (f *eventFinder) findThings(a *act) {
	s := f.doc.SentenceOf(a.At)
	for i := s.Start; i < s.End; {
		n := 1
		if tok := &f.doc.Tokens[i]; isNoun(tok.Tag) || tok.Tag == language.ADJ || f.weaponWords(i) > 1 {
			n = max(1, f.thingAt(a, i))
		}
		i += n
	}
}

// weaponWords gives how many words the weapon has that begins at token i.
func (f *eventFinder) weaponWords(i int) int {
	_, n := f.weaponAt(i)
	return n
}

// weaponAt gives the kind and the number of words of the weapon that begins at token i, 0 for none. What is sprayed to break up a crowd
// is no chemical weapon, and not every tank is armoured.
func (f *eventFinder) weaponAt(i int) (kind string, words int) {
	kind, words = f.book.Weapons.Match(f.doc, i)
	switch first := f.doc.Tokens[i].Lower; {
	case words == 0:
	case first == "teargas" || first == "tear" || first == "pepper":
		kind = otherKind
	case strings.HasPrefix(f.doc.Tokens[i+words-1].Lower, "grenade") && f.stuns(i):
		kind = otherKind
	case words == 1 && f.doc.Tokens[i].Lemma == "tank" && i > f.doc.SentenceOf(i).Start:
		switch f.doc.Tokens[i-1].Lower {
		case "think", "water", "fuel", "gas", "oil", "fish", "septic", "storage", "propane", "oxygen":
			return "", 0
		}
	}
	return kind, words
}

// stuns says whether the weapon at token i, or the word before it, tells of what only stuns or blinds: "stun grenades".
func (f *eventFinder) stuns(i int) bool {
	for k := max(f.doc.SentenceOf(i).Start, i-1); k <= i; k++ {
		switch f.doc.Tokens[k].Lower {
		case "stun", "smoke", "sound", "flash", "flashbang", "gas":
			return true
		}
	}
	return false
}

// thingAt takes the weapon or target that begins at token i, and gives its length.
func (f *eventFinder) thingAt(a *act, i int) int {
	wk, wn := f.weaponAt(i)
	tk, tn := f.book.Targets.Match(f.doc, i)
	if wn == 0 && tn == 0 || f.actorAt[i] >= 0 && f.headAt[i] && tn > 0 && wn == 0 && f.isPerson(f.actorAt[i]) {
		return 1
	}
	if wn >= tn {
		last := i + wn - 1
		if p := f.placeAt[last]; p >= 0 && f.doc.Tokens[last].Tag == language.PROPN && f.places[p].End == last+1 {
			return wn // the town of Tank
		}
		if isNoun(f.doc.Tokens[last].Tag) && f.nearest(a, last) && f.isUsed(last) && !f.ofOtherClause(a, last) {
			a.addWeapon(instrument{language.Range{Start: i, End: last + 1}, wk})
			a.note("weapons", language.Range{Start: i, End: last + 1})
		}
		return wn
	}
	last := i + tn - 1
	if isNoun(f.doc.Tokens[last].Tag) && !f.isModifier(last) && f.isHit(a, last) {
		a.addTarget(instrument{f.widen(i, last), tk})
	}
	return tn
}

// isModifier says whether a noun only stands before another: the "police station" of "police station chief".
func (f *eventFinder) isModifier(i int) bool {
	r := f.doc.Tokens[i].Rel
	return (r == language.Compound || r == language.NmodPoss || r == language.Flat) && f.doc.Tokens[i].Head > i
}

// widen takes the words before a noun that belong to it: "car" in "car bomb", "high-powered" in "high-powered bomb".
func (f *eventFinder) widen(i, last int) language.Range {
	for i > 0 && f.doc.Tokens[i-1].Head == last {
		switch t := &f.doc.Tokens[i-1]; t.Rel {
		case language.Compound, language.Flat, language.Amod:
			if t.Tag == language.VERB && f.actAt[i-1] >= 0 || f.timeAt[i-1] >= 0 {
				return language.Range{Start: i, End: last + 1}
			}
			i--
			continue
		}
		break
	}
	return language.Range{Start: i, End: last + 1}
}

// nearest says whether no other act of violence stands nearer to token i in its sentence.
func (f *eventFinder) nearest(a *act, i int) bool {
	s := f.doc.Tokens[a.At].Sentence
	for k := range f.acts {
		b := &f.acts[k]
		if b.At == a.At || b.dropped || b.typ != a.typ || f.doc.Tokens[b.At].Sentence != s {
			continue
		}
		if near, own := distance(b.At, i), distance(a.At, i); near < own {
			return false
		}
	}
	return true
}

func distance(i, j int) int {
	if i < j {
		return j - i
	}
	return i - j
}

// isUsed says whether a weapon is one that is used here, not one that is found, seized or handed in.
func (f *eventFinder) isUsed(i int) bool {
	for steps := 0; i >= 0 && steps < 4; steps++ {
		if f.book.In("notused", f.doc.Tokens[i].Lemma) {
			return false
		}
		if f.doc.Tokens[i].Tag == language.VERB {
			return true
		}
		i = f.doc.Tokens[i].Head
	}
	return true
}

// isHit says whether a thing is what the act struck: its object, what "on" or "against" leads
// to, or where a bomb was laid or went off.
func (f *eventFinder) isHit(a *act, i int) bool {
	for steps := 0; steps < 3; steps++ {
		tok := &f.doc.Tokens[i]
		h := tok.Head
		if h < 0 {
			return false
		}
		prep := ""
		if c := f.doc.Child(i, language.Case); c >= 0 {
			prep = f.doc.Tokens[c].Lower
		}
		mine := h == a.At || h == a.top || f.coreOf(a, h)
		switch tok.Rel {
		case language.Obj:
			return mine && a.Part == codebook.Verb && !f.coreOf(a, i)
		case language.NsubjPass:
			return mine && a.Part == codebook.Verb && f.isPassive(h)
		case language.Nsubj:
			return mine && a.Part == codebook.Verb && a.Roles == codebook.Undergoer // "a convoy came under fire"
		case language.Obl, language.Nmod:
			if mine {
				return f.strikes(a, prep)
			}
			if prep != "of" {
				return false
			}
		case language.Conj, language.Appos:
		default:
			return false
		}
		i = h
	}
	return false
}

// strikes says whether a preposition leads from an act to what it hit.
func (f *eventFinder) strikes(a *act, prep string) bool {
	switch prep {
	case "on", "against", "upon":
		return true
	case "at", "into", "inside", "outside", "in", "near", "under", "through", "towards", "toward", "of", "to":
		switch a.mode {
		case "bombing", "suicide-bombing", "ied", "arson", "shelling", "airstrike", "drone", "vehicle", "property":
			return prep != "of" || a.Part == codebook.Noun
		}
		return prep == "at" && (a.mode == "shooting" || a.mode == "attack") || prep == "into" || prep == "of" && a.mode == "hostage"
	}
	return false
}

func (e *event) addWeapon(w instrument) {
	for i, x := range e.weapons {
		if !x.words.Overlaps(w.words) {
			continue
		}
		if w.kind != otherKind && w.words.End-w.words.Start > x.words.End-x.words.Start {
			e.weapons[i] = w // "improvised explosive device" says more than "explosive device"
			e.weapons = slices.DeleteFunc(e.weapons, func(y instrument) bool { return y.words != w.words && y.words.Overlaps(w.words) })
		}
		return
	}
	e.weapons = append(e.weapons, w)
}

func (e *event) addTarget(t instrument) {
	if !slices.ContainsFunc(e.targets, func(x instrument) bool { return x.words.Overlaps(t.words) }) {
		e.targets = append(e.targets, t)
		e.note("targets", t.words)
	}
}

// findNumber reads how many acts a noun tells of, and whether it tells of a known or a new one.
func (f *eventFinder) findNumber(a *act) {
	s := f.doc.SentenceOf(a.At)
	if word := f.doc.Tokens[a.At].Lower; a.Part != codebook.Noun || word == "deaths" || word == "fatalities" || word == "casualties" {
		a.fresh = f.book.In("elsewhere", f.doc.Tokens[s.Start].Lower)
		return
	}
	for _, c := range f.doc.Children(a.At) {
		tok := &f.doc.Tokens[c]
		if c > a.At {
			break
		}
		switch tok.Rel {
		case language.Det, language.NmodPoss:
			switch tok.Lower {
			case "the", "this", "that", "these", "those", "its", "his", "her", "their":
				a.definite = true
			case "a", "an":
				a.fresh = !f.isSaidOfIt(a.At)
			case "another":
				a.fresh = true
			}
		case language.Nummod, language.Amod, language.Compound:
			if n := f.manyFold(c, a.At); n > 1 {
				a.number = n
				a.note("number", language.Range{Start: c, End: c + 1})
			}
			if f.book.In("other", tok.Lower) {
				a.fresh = true
			}
		}
	}
	for c := a.At - 1; c >= s.Start && a.number <= 1; c-- { // the tree may have hung the number elsewhere
		if n := f.manyFold(c, a.At); n > 1 {
			a.number = n
			a.note("number", language.Range{Start: c, End: c + 1})
		}
		if f.doc.Tokens[c].Tag != language.ADJ {
			break
		}
	}
	if f.book.In("elsewhere", f.doc.Tokens[s.Start].Lower) {
		a.fresh = true
	}
}

// isSaidOfIt says whether a noun tells what something told before was: "it was a targeted attack".
func (f *eventFinder) isSaidOfIt(noun int) bool {
	if f.doc.Child(noun, language.Cop) < 0 {
		return false
	}
	s := f.doc.Child(noun, language.Nsubj)
	if s < 0 {
		return false
	}
	switch f.doc.Tokens[s].Lower {
	case "it", "this", "that":
		return f.doc.Tokens[s].Tag == language.PRON || f.doc.Tokens[s].Tag == language.DET
	}
	return false
}

// manyFold reads "two", "twin" or "triple" before a noun.
func (f *eventFinder) manyFold(c, noun int) int {
	switch f.doc.Tokens[c].Lower {
	case "twin", "double", "dual":
		return 2
	case "triple":
		return 3
	}
	if f.doc.Tokens[noun].Fine == "NN" && !f.doc.Upper {
		return 1
	}
	if fig, ok := figureAt(f.doc.Tokens, c, noun); ok && fig.best > 1 && fig.best == fig.low && fig.best == fig.high && fig.best < 1000 {
		return fig.best
	}
	return 1
}
