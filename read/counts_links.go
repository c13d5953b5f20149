package read

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// link settles which counts tell of the same people, and drops those that
// tell of a person already counted without a figure of their own.
func (c *counter) link() {
	dropped := make([]bool, len(c.counts))
	c.undecided()
	c.headlinedTotals()
	c.sums()
	c.sumsLater()
	c.sentenceSums()
	c.again()
	c.shares()
	for n := range c.counts {
		if c.counts[n].partOf >= 0 || c.counts[n].repeats >= 0 {
			continue
		}
		dropped[n] = c.linkOne(n, dropped)
	}
	c.partsOfUpdate()
	c.totals(dropped)
	c.shots(dropped)
	c.succumbed(dropped)
	for n := range c.counts {
		if m := c.counts[n].partOf; m >= 0 && c.counts[m].repeats >= 0 {
			c.counts[n].partOf = c.counts[m].repeats
		}
	}
	c.drop(dropped)
}

// mayBeOne says whether the person only said to be shot in count n may be the one told dead in count k.
func (c *counter) mayBeOne(n, k int) bool {
	f, g := &c.found[n], &c.found[k]
	if c.isSelf(g) && !c.isSelf(f) {
		return c.selfIs(g, f) // "shot a woman before killing himself"
	}
	if f.form == pronoun || g.form == pronoun || c.sharesName(f, g) || c.sharesName(g, f) {
		return true
	}
	if g.figure.number() != 1 || c.sexesDiffer(f, g) || c.agesDiffer(f, g) || c.isNamed(f) && c.isNamed(g) {
		return false
	}
	return c.fitsAnybody(f) || c.fitsAnybody(g) || c.sameHead(f, g) || c.readsAsOne(f, g) || c.readsAsOne(g, f)
}

// sexesDiffer says whether the nouns tell of a man and of a woman.
func (c *counter) sexesDiffer(f, g *finding) bool {
	if f.head < 0 || g.head < 0 {
		return false
	}
	a, b := sexOf(c.low(f.head)), sexOf(c.low(g.head))
	return a != 0 && b != 0 && a != b
}

// sexOf gives 'm' or 'f' for a noun that tells it, else 0.
func sexOf(word string) byte {
	switch word {
	case "he", "him", "himself", "man", "boy", "father", "husband", "son", "brother", "boyfriend", "grandfather", "uncle", "nephew", "grandson", "policeman", "gunman":
		return 'm'
	case "she", "herself", "woman", "girl", "mother", "wife", "daughter", "sister", "girlfriend", "grandmother", "aunt", "niece", "granddaughter", "policewoman":
		return 'f'
	}
	return 0
}

// linkReach is how many counts back a count may refer; it keeps the time linear on very long texts.
const linkReach = 300

// linkOne links count n to the earlier ones of its kind; true when it is no count of its own.
func (c *counter) linkOne(n int, dropped []bool) bool {
	f := &c.found[n]
	if f.more {
		c.linkMore(n, dropped)
		return false
	}
	if m := c.sameFigure(n, dropped); m >= 0 {
		c.counts[n].repeats = m
		return false
	}
	if f.the && c.takesIn(n) {
		return false
	}
	for m := n - 1; m >= max(0, n-linkReach); m-- {
		if dropped[m] || c.counts[m].kind != c.counts[n].kind && (!f.the || !isOne(&f.group) || !sameTaken(c.counts[m].kind, c.counts[n].kind)) || c.counts[m].partOf >= 0 || c.counts[m].repeats >= 0 || c.counts[m].supersededBy >= 0 ||
			c.counts[m].realis != c.counts[n].realis || c.counts[m].tally != c.counts[n].tally {
			continue
		}
		if !c.diedOnce(n, m) && !(f.ofThem && n-m == 1) && (c.datesDiffer(n, m) || c.placesDiffer(n, m) || c.eventsDiffer(n, m)) {
			continue
		}
		if c.sameSentence(n, m) && f.form != pronoun && !f.the {
			if (f.of || c.found[m].toll && !f.toll) && f.figure.number() < c.found[m].figure.number() && c.raised(m) {
				c.counts[n].partOf = m // "the toll has risen to nine after two of the wounded died", "with the death of a woman"
				return false
			}
			continue
		}
		switch relation := c.relation(n, m); relation {
		case samePerson:
			c.takeName(n, m)
			if c.inTitle(m) && !c.inTitle(n) {
				c.counts[n].repeats = m
				return false
			}
			return true
		case samePeople:
			c.takeName(n, m)
			c.counts[n].repeats = m
			return false
		case partOfThem:
			c.counts[n].partOf = m
			return false
		case wholeOfThem:
			c.counts[m].partOf = n
		case newToll:
			c.counts[m].supersededBy = n
		case oldToll:
			c.counts[n].supersededBy = m
			return false
		}
	}
	return f.form == pronoun && c.weakPronoun(n) && !strings.HasSuffix(c.low(f.head), "self")
}

// datesDiffer says whether the two counts are of different days.
func (c *counter) datesDiffer(n, m int) bool {
	a, b := &c.counts[n], &c.counts[m]
	if c.totalsDiffer(n, m) || c.found[n].past != c.found[m].past {
		return true
	}
	if a.from.IsZero() || b.from.IsZero() {
		return false
	}
	slack := 0
	if a.event >= 0 && a.event == b.event {
		slack = daySlack
	}
	return a.to.Add(slack).Before(b.from) || b.to.Add(slack).Before(a.from)
}

// eventsDiffer says whether the two counts are of different events, the later one's told by its own word of harm, and their figures differ: as many harmed
// may be the same people told again in other words.
func (c *counter) eventsDiffer(n, m int) bool {
	a, b := &c.counts[n], &c.counts[m]
	if f := &c.found[n]; f.of && f.state < 0 && f.head >= 0 && c.sameHead(f, &c.found[m]) {
		return false // "detained four of the insurgents" are some of those told before
	}
	return a.event >= 0 && b.event >= 0 && a.event != b.event && c.found[n].figure.number() != c.found[m].figure.number() &&
		slices.Contains(c.events[a.event].triggers, a.harm)
}

// weakPronoun says whether the pronoun of count n stands for somebody who cannot be told.
func (c *counter) weakPronoun(n int) bool {
	return c.found[n].harm.class == possibleHarm
}

// sums finds those told together who add up to a figure given before: "four were wounded … two men and two women were wounded".
func (c *counter) sums() {
	for n := 0; n < len(c.counts); {
		end, sum := n+1, c.found[n].figure.number()
		for end < len(c.counts) && c.counts[end].harm == c.counts[n].harm && c.counts[end].partOf < 0 {
			sum += c.found[end].figure.number()
			end++
		}
		if end > n+1 && c.counts[n].partOf < 0 {
			c.sumsUp(n, end, sum)
		}
		n = end
	}
}

// sumsUp makes the counts from n to end parts of an earlier one with their sum.
func (c *counter) sumsUp(n, end, sum int) {
	for m := n - 1; m >= max(0, n-linkReach); m-- {
		if c.counts[m].kind != c.counts[n].kind || c.found[m].figure.number() != sum || c.counts[m].partOf >= 0 || c.sameSentence(n, m) || c.totalsDiffer(n, m) {
			continue
		}
		for k := n; k < end; k++ {
			if !c.covers(&c.found[m], &c.found[k]) {
				return
			}
		}
		for k := n; k < end; k++ {
			c.counts[k].partOf = m
		}
		return
	}
}

type peopleRelation uint8

const (
	otherPeople peopleRelation = iota
	samePerson
	samePeople
	partOfThem
	wholeOfThem
	newToll
	oldToll
)

// relation says how the people of count n stand to those of the earlier count m of the same kind.
func (c *counter) relation(n, m int) peopleRelation {
	f, g := &c.found[n], &c.found[m]
	a, b := f.figure.number(), g.figure.number()
	if isOne(&f.group) && isOne(&g.group) && c.sharesName(f, g) {
		return samePerson
	}
	if c.also(n) || c.apart(n) && !f.the {
		return otherPeople
	}
	if isOne(&f.group) || f.form == pronoun || c.figureOne(f) {
		return c.oneRelation(n, m)
	}
	covers, covered := c.covers(g, f), c.covers(f, g)
	switch {
	case c.fightersApart(n, m) && a != b:
		return otherPeople
	case f.of && a == b && f.figure.bound != record.Vague && f.head >= 0 && g.head >= 0 && !c.sameHead(f, g) && isPossessive(c.low(f.nouns.Start-1)):
		return otherPeople // "two leaders … two of their guards"
	case a == b && a > 0 && f.figure.bound == record.Vague && g.figure.bound == record.Vague && c.category(g) == record.Militant && c.sidesFit(f, g) && c.eventsFit(n, m):
		return samePeople // "several suspected insurgents … several of his associates"
	case a == b && a > 0 && c.headlined(n, m):
		return samePeople
	case !covers && !covered || a == 0 || b == 0:
		return otherPeople
	case (f.figure.bound == record.Vague) != (g.figure.bound == record.Vague) && !f.of:
		switch {
		case b == 1:
			return otherPeople // "the mayor was hurt … several were hurt"
		case g.figure.bound == record.Vague && b > 0 && a >= b && (c.counts[m].event == c.counts[n].event || c.sameHead(f, g) && c.eventsFit(n, m)):
			return newToll // "several people were shot … five people were shot"
		}
		return samePeople
	case f.of && f.state >= 0 && deadKinds[c.low(f.state)] != f.kind && !(a < b && covers && (c.raised(n) || c.raised(m))):
		return otherPeople // "two of the wounded died"; but the toll that has risen so takes them in
	case f.of && a < b && covers:
		return partOfThem
	case a == b:
		return samePeople
	case c.initial(n) && covers && !g.of:
		return oldToll
	case (c.initial(m) || c.revised(n)) && covered:
		return newToll
	case f.the && a > b:
		return otherPeople
	case a < b && covers && c.rival(n, m):
		return samePeople
	case a < b && covers && (a > c.unnamed(m) || c.statesDiffer(n, m)):
		return otherPeople
	case a < b && covers:
		return partOfThem
	case b > 1 && a > b*maxRise || a > b && g.of && !f.of: // "two of the wounded died" is no toll
		return otherPeople
	case a > b && covered:
		if isOne(&g.group) || !covers {
			if c.turnsBetween(m, n) {
				return otherPeople
			}
			return wholeOfThem
		}
		if c.otherSource(n, m) {
			return samePeople
		}
		if c.othersByName(f, g) {
			return otherPeople
		}
		return newToll
	}
	return otherPeople
}

// othersByName says whether two groups are told by words for different people of one side: "three marines" and "seven rangers".
func (c *counter) othersByName(f, g *finding) bool {
	return !f.toll && !g.toll && f.head >= 0 && g.head >= 0 && f.harmNoun < 0 && g.harmNoun < 0 && !c.isGeneric(f) && !c.isGeneric(g) && !c.sameHead(f, g) && c.category(f) == record.Security
}

// oneRelation is relation for a single person, named or described.
func (c *counter) oneRelation(n, m int) peopleRelation {
	f, g := &c.found[n], &c.found[m]
	b := g.figure.number()
	switch {
	case f.of && f.state >= 0 && deadKinds[c.low(f.state)] != f.kind:
		return otherPeople // "one of the wounded died"
	case f.form == pronoun:
		if c.isSelf(f) {
			if c.sameSentence(n, m) && c.hurtHimself(n, m) {
				return samePerson
			}
			if !c.sameSentence(n, m) && c.counts[n].event == c.counts[m].event && (c.isSelf(g) || c.selfIs(f, g)) {
				return samePerson
			}
			return otherPeople
		}
		return samePerson
	case f.harmNoun >= 0 && f.owned: // "his body"
		return samePerson
	case c.sharesName(f, g):
		return samePerson
	case b > 1 && c.covers(g, f):
		return partOfThem
	case b > 1:
		return otherPeople
	case c.titledPerson(n, m):
		return samePeople
	case !c.isOnePerson(n, m):
		return otherPeople
	case f.form == single || f.form == counted:
		return samePeople
	}
	return samePerson
}

// otherSource says whether somebody else than the source of count m gives the figure of count n, and not as a later toll.
func (c *counter) otherSource(n, m int) bool {
	a, b := &c.counts[n], &c.counts[m]
	if a.source < 0 || a.source == b.source || b.source < 0 && c.inTitle(m) {
		return false // whose figure a headline gives is not told
	}
	s := c.doc.SentenceOf(a.harm)
	for i := s.Start; i < s.End; i++ {
		switch c.low(i) {
		case "toll":
			if !c.putBefore(i) {
				return false
			}
		case "raised", "rose", "risen", "later", "now", "updated", "revised", "climbed", "earlier", "initially":
			return false
		}
	}
	return true
}

// putBefore says whether somebody is told to put the toll at token i at a figure.
func (c *counter) putBefore(i int) bool {
	for k := i - 1; k >= 0 && k > i-4; k-- {
		if w := c.low(k); w == "put" || w == "puts" || w == "putting" {
			return true
		}
	}
	return false
}

// statesDiffer says whether two states give the two figures: each counts its own.
func (c *counter) statesDiffer(n, m int) bool {
	a, b := c.counts[n].source, c.counts[m].source
	if a < 0 || b < 0 {
		return false
	}
	x, y := c.draft.actors[a].Country, c.draft.actors[b].Country
	return x != "" && y != "" && x != y
}

// apart says whether the clause of count n tells of another incident: "an earlier blast", "the second bomb".
func (c *counter) apart(n int) bool {
	s := c.doc.SentenceOf(c.counts[n].harm)
	for i := s.Start; i < c.counts[n].harm; i++ {
		if c.low(i) == "earlier" && c.low(i+1) == "," && c.found[n].toll {
			continue // "Earlier, the mayor had put the toll at four"
		}
		switch c.low(i) {
		case "earlier", "previous", "separate", "separately", "elsewhere", "another", "second", "third":
			if isTollNoun(c.low(i+1)) || c.low(i+1) == "death" || c.low(i+1) == "-" || c.low(i+1) == "degree" {
				continue // "second-degree murder" is no second incident
			}
			if next := c.toks[min(i+1, s.End-1)]; !c.isPeople(i+1) && (next.Tag == language.NOUN || next.Tag == language.ADJ || next.Tag == language.PUNCT) && !c.inTime[i] {
				return true
			}
		}
	}
	return false
}

// also says whether the clause of count n adds to those before: "also killed".
func (c *counter) also(n int) bool {
	f := &c.found[n]
	for i := f.voice.Start; i < f.voice.End; i++ {
		if w := c.low(i); w == "also" {
			return true
		}
	}
	return c.low(f.voice.Start-1) == "also"
}

func (c *counter) sameSentence(n, m int) bool {
	return c.toks[c.counts[n].harm].Sentence == c.toks[c.counts[m].harm].Sentence
}

func (c *counter) inTitle(n int) bool { return c.doc.InTitle(c.counts[n].harm) }

// headlined says whether the title gave count m and the body gives count n of the same event, of people who may be of one side: a title names them by
// other words than its report.
func (c *counter) headlined(n, m int) bool {
	a, b := c.category(&c.found[n]), c.category(&c.found[m])
	return c.inTitle(m) && !c.inTitle(n) && c.counts[n].event >= 0 && c.counts[n].event == c.counts[m].event &&
		(a == b || a == record.UnknownCategory || b == record.UnknownCategory)
}

// covers says whether whole may be a word for the people of part: "people" for soldiers, "soldiers" for an officer.
func (c *counter) covers(whole, part *finding) bool {
	if a, b := c.category(whole), c.category(part); a != b && a != record.UnknownCategory && b != record.UnknownCategory && a != record.Mixed {
		return false
	}
	if c.attacks(whole) && c.isAttacked(part) || c.attacks(part) && c.isAttacked(whole) {
		return false
	}
	if part.form == named && whole.figure.number() > 1 && whole.form == counted {
		return true // "two teachers … Ato Lem and Ira Lem"
	}
	if whole.head < 0 || whole.harmNoun >= 0 || c.isGeneric(whole) || c.sameHead(whole, part) || part.head < 0 || c.isGeneric(part) {
		return true
	}
	a, b := c.words.people[c.low(whole.head)], c.words.people[c.low(part.head)]
	return a == b && a != record.UnknownCategory && a != ""
}

// attacks says whether the people of a count are those who attacked: no word for others takes them in, and they take in nobody else.
func (c *counter) attacks(f *finding) bool { return f.head >= 0 && c.words.doers[c.low(f.head)] }

// isAttacked says whether the people of a count are on the side of those who are attacked, not of who attacks.
func (c *counter) isAttacked(f *finding) bool {
	side := c.category(f)
	return !c.attacks(f) && (side == record.Security || side == record.Civilian)
}

func (c *counter) isGeneric(f *finding) bool {
	return f.head >= 0 && f.form != named && (c.words.generic[c.low(f.head)] || c.endsInAge(f.nouns))
}

func (c *counter) sameHead(f, g *finding) bool {
	return f.head >= 0 && g.head >= 0 && (c.low(f.head) == c.low(g.head) || pluralOf(c.low(f.head)) == c.low(g.head) || pluralOf(c.low(g.head)) == c.low(f.head))
}

// drop removes counts and renumbers the links of those that stay.
func (c *counter) drop(dropped []bool) {
	to := make([]int, len(c.counts))
	kept := 0
	for n := range c.counts {
		to[n] = kept
		if dropped[n] {
			to[n] = -1
			continue
		}
		kept++
	}
	renumber := func(n int) int {
		if n < 0 {
			return -1
		}
		return to[n]
	}
	at := 0
	for n := range c.counts {
		if dropped[n] {
			continue
		}
		c.counts[n].partOf, c.counts[n].repeats = renumber(c.counts[n].partOf), renumber(c.counts[n].repeats)
		c.counts[n].supersededBy = renumber(c.counts[n].supersededBy)
		c.counts[at], c.found[at] = c.counts[n], c.found[n]
		at++
	}
	c.counts, c.found = slices.Clip(c.counts[:at]), c.found[:at]
}
