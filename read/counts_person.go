package read

import (
	"strings"

	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// isOnePerson says whether the one person of count n is the one of the earlier count m, told again in other words: "a man was shot dead …
// the 23-year-old died at the scene … Ato Lem was killed". Neither sex nor age, names nor sides may speak against it.
func (c *counter) isOnePerson(n, m int) bool {
	f, g := &c.found[n], &c.found[m]
	if (f.of || g.of) && !c.fitsAnybody(f) || c.sameSentence(n, m) || !isOne(&g.group) && !c.figureOne(g) && g.form != pronoun || c.sexesDiffer(f, g) || c.agesDiffer(f, g) {
		return false
	}
	if c.isNamed(f) && c.isNamed(g) {
		return false // the caller has compared the names
	}
	if c.readsAsOne(f, g) {
		return true
	}
	if f.form == definite && f.the && c.sameHead(f, g) && c.sidesFit(f, g) && c.eventsFit(n, m) {
		return true
	}
	if !c.sidesFit(f, g) || c.counts[n].event != c.counts[m].event || c.counts[n].event < 0 {
		return false
	}
	if f.form == definite && f.the && f.head >= 0 && !c.isPlural(f.head) && c.isNamed(g) {
		return true // "the death of Ato Lem … the toddler died"
	}
	if c.ageOf(f) > 0 && c.ageOf(f) == c.ageOf(g) || g.form == pronoun {
		return true
	}
	return c.isNamed(f) || c.fitsAnybody(f) || c.fitsAnybody(g) || c.sameHead(f, g) || c.isYoung(f) && c.isYoung(g)
}

// sidesFit says whether the sides of both do not exclude each other.
func (c *counter) sidesFit(f, g *finding) bool {
	a, b := c.category(f), c.category(g)
	return a == b || a == record.UnknownCategory || b == record.UnknownCategory
}

// fitsAnybody says whether the words for a person would fit anybody: "the man", "one dead".
func (c *counter) fitsAnybody(f *finding) bool {
	return f.head < 0 || c.isGeneric(f) || f.harmNoun >= 0
}

// isYoung says whether the words tell of somebody young.
func (c *counter) isYoung(f *finding) bool {
	switch c.low(f.head) {
	case "boy", "girl", "child", "kid", "toddler", "baby", "infant", "teen", "teenager", "youth", "youngster", "juvenile", "student", "pupil",
		"son", "daughter", "brother", "sister", "cousin", "nephew", "niece", "grandson", "granddaughter":
		return true
	}
	age := c.ageOf(f)
	return age > 0 && age < 20
}

// oneMention is the score from which on the reader takes a mention for the same as an earlier one; 0 is as likely as none.
const oneMention = 1

// readsAsOne says whether the reader takes the words of both findings for the same person.
func (c *counter) readsAsOne(f, g *finding) bool {
	if f.head < 0 || g.head < 0 {
		return false
	}
	if a := c.actorAt(f.nouns); a >= 0 && a == c.actorAt(g.nouns) && !c.isPlural(f.head) && f.form != single {
		return true
	}
	score, ok := c.doc.Antecedent(f.head, g.head)
	return ok && score > oneMention
}

// isNamed says whether the words for a person hold a name, or one follows them.
func (c *counter) isNamed(f *finding) bool { return c.lastName(f) >= 0 }

// lastName gives the last token of the name of somebody, -1 for none.
func (c *counter) lastName(f *finding) int {
	for _, r := range [2]language.Range{f.nouns, f.alias} {
		last := r.End - 1
		if r.Empty() || c.isPeople(last) || c.low(last) == "old" {
			continue
		}
		if c.isPerson(last) && (c.isCapital(last) || c.doc.Upper || c.doc.Lower) || c.toks[last].Tag == language.PROPN && !c.doc.InTitle(last) {
			return last
		}
	}
	return -1
}

// sharesName says whether the name of the one ends in a name of the other.
func (c *counter) sharesName(f, g *finding) bool {
	last := c.lastName(f)
	if last < 0 {
		return false
	}
	for _, r := range [2]language.Range{g.nouns, g.alias} {
		for i := r.Start; i < r.End; i++ {
			if c.low(i) == c.low(last) {
				return true
			}
		}
	}
	return false
}

// agesDiffer says whether both groups give an age, and not the same: "a 16-year-old", "a 17-year-old girl".
func (c *counter) agesDiffer(f, g *finding) bool {
	a, b := c.ageOf(f), c.ageOf(g)
	return a > 0 && b > 0 && a != b || a >= grownUp && c.isChild(g) || b >= grownUp && c.isChild(f)
}

// grownUp is the age from which on nobody is told as a child, a boy or a girl.
const grownUp = 21

// isChild says whether the noun for a person is one for somebody young, and no word of kinship.
func (c *counter) isChild(f *finding) bool {
	if f.head < 0 {
		return false
	}
	switch c.low(f.head) {
	case "boy", "girl", "child", "kid", "toddler", "baby", "infant", "teen", "teenager":
		return true
	}
	return false
}

// ageOf gives the age that stands in the words for a person or right after them: "a 17-year-old girl", "Ato Lem, 22,".
func (c *counter) ageOf(f *finding) int {
	for i := f.group.words.Start; i < f.group.words.End; i++ {
		if c.yearsOld(i, f.group.words.End) > 0 {
			value, next, _ := cardinalAt(c.toks, i, f.group.words.End)
			if c.low(next) == "month" || c.low(next+1) == "month" || c.low(next+1) == "day" {
				return value / 12
			}
			return value
		}
	}
	for _, r := range [2]language.Range{f.group.words, f.alias} {
		i := r.End
		if r.Empty() || c.low(i) != "," && c.low(i) != "(" {
			continue
		}
		if c.low(i+1) == "aged" || c.low(i+1) == "age" {
			i++
		}
		if c.isAge(i+1, len(c.toks)) {
			value, _, _ := cardinalAt(c.toks, i+1, len(c.toks))
			return value
		}
	}
	return 0
}

// diedOnce says whether both counts tell of the death of one person by a full name: nobody dies on two days or in two places.
func (c *counter) diedOnce(n, m int) bool {
	f, g := &c.found[n], &c.found[m]
	if c.counts[n].kind != record.Killed || !isOne(&f.group) || !isOne(&g.group) || !c.isNamed(f) || !c.isNamed(g) {
		return false
	}
	shared := 0
	for i := f.nouns.Start; i < f.nouns.End; i++ {
		for k := g.nouns.Start; k < g.nouns.End; k++ {
			if c.isCapital(i) && c.low(i) == c.low(k) {
				shared++
			}
		}
	}
	return shared >= 2
}

// takeName notes that the one of count m bears the name of count n, so that another name is another person.
func (c *counter) takeName(n, m int) {
	if f, g := &c.found[n], &c.found[m]; !c.isNamed(g) && g.figure.number() == 1 {
		if last := c.lastName(f); f.nouns.Has(last) {
			g.alias = language.Range{Start: f.nouns.Start, End: last + 1}
		} else if last >= 0 {
			g.alias = f.alias
		}
	}
}

// succumbed settles that one person told injured died: the death takes the place of the injury.
func (c *counter) succumbed(dropped []bool) {
	for n := range c.counts {
		f, a := &c.found[n], &c.counts[n]
		if a.kind != record.Injured || dropped[n] || a.realis != record.Actual || a.repeats >= 0 || a.supersededBy >= 0 || f.figure.number() != 1 || f.figure.bound != record.Exact {
			continue
		}
		for k := max(0, n-againReach); k < min(len(c.counts), n+againReach); k++ {
			g, b := &c.found[k], &c.counts[k]
			if b.kind != record.Killed || dropped[k] || b.realis != record.Actual || g.figure.number() != 1 {
				continue
			}
			same := c.sharesName(f, g) || c.sharesName(g, f)
			if !same && !c.sexesDiffer(f, g) && !c.agesDiffer(f, g) {
				same = k > n && c.readsAsOne(g, f) || g.group.words == f.group.words || c.onlyOne(n, k) || c.isAged(n, k)
			}
			if same {
				a.supersededBy = k
				break
			}
		}
	}
}

// onlyOne says whether count n is the only injury that the report tells of its event, and count k the only death, told in another
// sentence, of somebody whom the words of the other fit: "a boy was critically hurt … Ato Lem, 9, died on Friday".
func (c *counter) onlyOne(n, k int) bool {
	f, g := &c.found[n], &c.found[k]
	if c.sameSentence(n, k) || c.counts[n].event != c.counts[k].event || c.counts[n].event < 0 || !c.sidesFit(f, g) || c.isNamed(f) && c.isNamed(g) || f.more || g.more || c.also(n) || c.also(k) ||
		f.of || g.of || k < n && (f.form == single || f.form == counted) || c.isKinOf(n, k) {
		return false
	}
	if !c.fitsAnybody(f) && !c.fitsAnybody(g) && !(c.isYoung(f) && c.isYoung(g)) && !c.sameHead(f, g) && !c.isNamed(g) {
		return false
	}
	if len(c.counts) > againReach {
		return false // a report of that many is not one of a single injury
	}
	for m := range c.counts {
		if a := &c.counts[m]; m != n && m != k && a.event == c.counts[n].event && a.repeats < 0 && a.supersededBy < 0 && a.partOf < 0 &&
			(a.kind == record.Injured || a.kind == record.Killed || a.kind == record.KilledOrInjured) {
			return false
		}
	}
	return true
}

// isAged says whether count k tells, in another sentence, of the death of one as old as the one of count n, told by the same word: an earlier version of
// a report that stands beside the later one.
func (c *counter) isAged(n, k int) bool {
	f, g := &c.found[n], &c.found[k]
	return !c.sameSentence(n, k) && c.ageOf(f) > 0 && c.ageOf(f) == c.ageOf(g) && c.sameHead(f, g) && c.counts[n].event == c.counts[k].event &&
		!f.more && !g.more && !c.also(n) && !c.also(k)
}

// isSelf says whether the words are those of somebody who did it: "himself", "his own life".
func (c *counter) isSelf(f *finding) bool {
	return f.form == pronoun && (strings.HasSuffix(c.low(f.head), "self") || c.low(f.head+1) == "own")
}

// hurtHimself says whether the one who hurt himself in count n is the one whom the same sentence says to have been hurt in count m:
// "a child was rushed to hospital after he shot himself".
func (c *counter) hurtHimself(n, m int) bool {
	f, g := &c.found[n], &c.found[m]
	child := c.doc.Child(f.harm.word, language.Nsubj)
	if child < 0 || g.head < 0 || !isOne(&g.group) || c.sexesDiffer(f, g) {
		return false
	}
	who, rel := c.low(child), c.toks[g.head].Rel
	return (who == "he" || who == "she") && (rel == language.NsubjPass || rel == language.Nsubj) && g.head < child
}

// selfIs says whether the one who hurt himself in finding f is the person of g: "a teenager was wounded … the boy had shot himself".
// Who hurts himself in an accident is the one hurt in it, whatever the words: "a student is in hospital after an accident … Ato Lem shot himself".
func (c *counter) selfIs(f, g *finding) bool {
	if g.head < 0 || g.form == counted {
		return false
	}
	if (c.inAccident(f) || c.inAccident(g)) && c.toks[g.head].Rel != language.Obj && !c.sexesDiffer(f, g) {
		return true
	}
	child := c.doc.Child(f.harm.word, language.Nsubj)
	if child < 0 {
		return false
	}
	words := c.nounPhrase(child)
	who := finding{group: group{head: child, form: definite, words: words, nouns: words}}
	return c.sameHead(&who, g) || c.isYoung(&who) && c.isYoung(g) || c.readsAsOne(&who, g)
}

// inAccident says whether the sentence of a finding tells that nobody meant it.
func (c *counter) inAccident(f *finding) bool {
	s := c.doc.SentenceOf(f.harm.word)
	for i := s.Start; i < s.End; i++ {
		switch c.low(i) {
		case "accidental", "accidentally", "accident", "unintentional", "unintentionally", "inadvertently":
			return true
		}
	}
	return false
}
