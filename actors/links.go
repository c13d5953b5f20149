package actors

import "github.com/tollbook/tollbook/language"

// linkAppositions finds the candidates that the sentence itself says are the same: "Maria Lopez, the
// mayor of X", "the mayor of X, Maria Lopez", "Lopez is the mayor".
func (f *finder) linkAppositions() {
	heads := make([]int, len(f.doc.Tokens))
	for i := range heads {
		heads[i] = -1
	}
	for n := range f.found {
		if f.found[n].Mention.Kind != Pronoun {
			heads[f.found[n].Head] = n
		}
	}
	for n := range f.found {
		c := &f.found[n]
		if c.Mention.Kind == Pronoun || c.same >= 0 {
			continue
		}
		if m := f.groupAround(n); m >= 0 {
			c.same = m
			continue
		}
		m := f.apposedTo(n, heads)
		if m < 0 && c.predicate {
			m = f.subjectOf(n, heads)
		}
		if m < 0 || m == n || !f.mayBeSame(n, m) {
			continue
		}
		if f.found[m].same == n {
			continue
		}
		c.same = m
	}
}

// apposedTo gives the candidate that candidate n stands in apposition to; -1.
func (f *finder) apposedTo(n int, heads []int) int {
	c := &f.found[n]
	t := f.tok(c.Head)
	if t.Rel == language.Appos && t.Head >= 0 && heads[t.Head] >= 0 {
		return heads[t.Head]
	}
	if m := f.calledBefore(n); m >= 0 {
		return m
	}
	if m := f.namedBehind(n); m >= 0 {
		return m
	}
	// The parser misses some: a comma, the phrase, and a comma or the sentence's end behind it.
	s := f.doc.SentenceOf(c.Start)
	if c.Start-2 < s.Start || f.tok(c.Start-1).Lower != "," || c.Mention.Kind == Name && c.kind != Person {
		return -1
	}
	if c.End < s.End && f.tok(c.End).Tag != language.PUNCT || f.tok(c.Head).Rel == language.Conj {
		return -1
	}
	for m := n - 1; m >= 0 && m > n-6; m-- {
		if f.found[m].End == c.Start-1 && f.found[m].Mention.Kind != Pronoun && f.found[m].kind == Person && c.kind == Person {
			return m
		}
	}
	return -1
}

// namedBehind gives the nominal for one body that a body's name follows at once: "Haitian gang Gran Grif"; -1. The name hangs from
// the noun, or beside it from the same word: as what does not matter.
func (f *finder) namedBehind(n int) int {
	c := &f.found[n]
	if c.Mention.Kind != Name || c.kind != Organisation && c.kind != ArmedGroup {
		return -1
	}
	t := f.tok(c.Head)
	for m := n - 1; m >= 0 && m > n-6; m-- {
		o := &f.found[m]
		beside := o.End == c.Start && o.Head == c.Start-1
		behind := o.End == c.Start-1 && f.tok(o.End).Lower == "," && isPlainGroup(o.lemma) && t.Rel != language.Conj
		if o.Mention.Kind != Nominal || !beside && !behind || o.plural || o.kind != Organisation && o.kind != ArmedGroup {
			continue
		}
		if o.End == c.Start-1 { // "a group, the Northern Wolves, ..."
			return m
		}
		if b := f.tok(o.Head); t.Head == o.Head || t.Head == b.Head && t.Rel == b.Rel {
			return m
		}
	}
	return -1
}

// calledBefore gives the nominal that a name is said to be the name of: "a group known as X", "a gang called X"; -1.
func (f *finder) calledBefore(n int) int {
	c := &f.found[n]
	at := c.Start - 1
	start := f.doc.SentenceOf(c.Start).Start
	if c.Mention.Kind != Name || at-1 < start {
		return -1
	}
	switch f.tok(at).Lower {
	case "as":
		if w := f.tok(at - 1).Lower; w != "known" && w != "identified" {
			return -1
		}
		at--
	case "itself", "themselves":
		if !isNaming(f.tok(at - 1).Lower) {
			return -1
		}
		at--
	case "called", "named", "dubbed", "nicknamed":
	default:
		return -1
	}
	for at > start && (f.tok(at-1).Tag == language.ADV || f.tok(at-1).Lower == ",") {
		at--
	}
	for m := n - 1; m >= 0 && m > n-6; m-- {
		if f.found[m].End == at && f.found[m].Mention.Kind == Nominal {
			return m
		}
	}
	return -1
}

// subjectOf gives the candidate that is the subject of the predicate noun of candidate n; -1.
func (f *finder) subjectOf(n int, heads []int) int {
	if j := f.doc.Child(f.found[n].Head, language.Nsubj); j >= 0 {
		return heads[j]
	}
	return -1
}

// mayBeSame says whether kinds, numbers and genders of two candidates go together.
func (f *finder) mayBeSame(n, m int) bool {
	a, b := &f.found[n], &f.found[m]
	if a.Mention.Kind == Name && b.Mention.Kind == Name && (a.kind == Person) == (b.kind == Person) {
		return a.kind != Person && a.ref != "" && a.ref == b.ref
	}
	if (a.kind == Person) != (b.kind == Person) || a.gender != anyGender && b.gender != anyGender && a.gender != b.gender {
		return false
	}
	if a.kind == State || b.kind == State || a.kind == Unknown || b.kind == Unknown || a.Range.Overlaps(b.Range) {
		return false
	}
	return a.plural == b.plural || a.kind != Person && a.kind != People && b.kind != People
}

// groupAround gives the name that a plain word for a body follows, so that both are one: "the Zarun Front group", "the Northern Front
// (NF) movement"; -1.
func (f *finder) groupAround(n int) int {
	c := &f.found[n]
	if c.Mention.Kind != Nominal || c.plural || c.kind != Organisation && c.kind != ArmedGroup || !isGroupNoun(c.lemma) {
		return -1
	}
	at := c.Head - 1
	if at > c.Start && (f.tok(at).Lower == ")" || f.tok(at).Lower == "]") {
		for at > c.Start && f.tok(at).Lower != "(" && f.tok(at).Lower != "[" {
			at--
		}
		at--
	}
	if at < 0 || f.nameAt[at] < 0 {
		return -1
	}
	m := f.nameAt[at]
	if o := &f.found[m]; o.name.End == at+1 && (o.kind == ArmedGroup || o.kind == Organisation && (o.ref != "" || isPlainGroup(c.lemma))) {
		return m
	}
	return -1
}

// isPlainGroup says whether a word for a body tells nothing of its sort.
func isPlainGroup(w string) bool {
	return w == "group" || w == "movement" || w == "organization" || w == "organisation" || w == "outfit"
}
