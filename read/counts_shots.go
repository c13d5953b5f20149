package read

import "github.com/tollbook/tollbook/record"

// undecided settles, before anything is linked, what is known of several who are only said to be shot or stabbed where the report tells
// of deaths too: killed or injured. Figures of the injured are not theirs, and neither parts nor repeats of them.
func (c *counter) undecided() {
	for n := range c.counts {
		if c.isOpen(n) && !c.isSingle(n) && !c.found[n].more && !c.also(n) && !c.killedBefore(n) && c.tellsOfDeath(n) {
			c.counts[n].kind = record.KilledOrInjured
		}
	}
}

// isOpen says whether count n tells of people only said to be shot, stabbed or brought to hospital: some may have died.
func (c *counter) isOpen(n int) bool {
	return c.found[n].harm.class == possibleHarm && c.counts[n].kind == record.Injured
}

// isSingle says whether count n is of one person.
func (c *counter) isSingle(n int) bool {
	f := &c.found[n]
	return f.figure.number() == 1 && f.figure.bound == record.Exact
}

// tellsOfDeath says whether the report tells of deaths beside count n.
func (c *counter) tellsOfDeath(n int) bool {
	for k := range c.counts {
		if c.isDeath(k) {
			return true
		}
	}
	return false
}

func (c *counter) isDeath(k int) bool {
	return c.counts[k].kind == record.Killed && c.counts[k].realis == record.Actual
}

// killedBefore says whether the people of count n are told to be as many as were told killed before: "two were killed … both were shot".
func (c *counter) killedBefore(n int) bool {
	for k := 0; k < n; k++ {
		if c.isDeath(k) && c.isAsMany(n, k) {
			return true
		}
	}
	return false
}

// isAsMany says whether "the two" or "both" of count n may be the two of count k before.
func (c *counter) isAsMany(n, k int) bool {
	f, g := &c.found[n], &c.found[k]
	return f.the && k < n && f.figure.number() == g.figure.number() && c.covers(g, f)
}

// shots settles what became of the others only said to be shot or stabbed: those told to be as many as the dead are the dead, and one who
// may be somebody told dead elsewhere is no injured. Of two who are told together only one is the one dead.
func (c *counter) shots(dropped []bool) {
	type told struct{ death, harm int }
	died := map[told]bool{}
	for n := range c.counts {
		if !c.isOpen(n) || dropped[n] {
			continue
		}
		single := c.isSingle(n)
		for k := range c.counts {
			if !c.isDeath(k) || dropped[k] {
				continue
			}
			if !single && c.isAsMany(n, k) {
				c.counts[n].kind, c.counts[n].repeats = record.Killed, k
				break
			}
			if one := (told{k, c.counts[n].harm}); single && !died[one] && !c.toldApart(n, k) && c.mayBeOne(n, k) {
				dropped[n], died[one] = true, true
				break
			}
		}
	}
}

// toldApart says whether the words for the one of count n set him apart from the one dead: "a woman was also shot", told after the death, or "the fifth
// man died", told after the others.
func (c *counter) toldApart(n, k int) bool {
	return k < n && (c.also(n) || c.found[n].more) || k > n && c.isNth(&c.found[k]) || c.isKinOf(n, k)
}

// isKinOf says whether the one of count n is told as somebody's, and not by the word for the one of count k: "a boy was shot. His father was hit". Where he is told behind the verb
// ("shot his friend") he may be that of the one who did it.
func (c *counter) isKinOf(n, k int) bool {
	f, g := &c.found[n], &c.found[k]
	return k < n && f.owned && f.head >= 0 && f.group.words.End <= f.voice.Start && !c.sameHead(f, g) && !c.isYoung(f) && !c.isGeneric(f) && !c.isNamed(g)
}

// isNth says whether the words for a person count on from those told before: "the third victim".
func (c *counter) isNth(f *finding) bool {
	for i := f.group.words.Start; i < f.group.words.End; i++ {
		switch c.low(i) {
		case "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth":
			return true
		}
	}
	return false
}
