package read

import (
	"slices"

	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// How reports of several operations tell their figures: a total over all of them in the title or the lead, then one after the other; and how reports of one
// operation tell it again in more words.

// eventsFit says whether counts n and m may be of one event: the same, or two mentions of which the later is told neither on another day, nor at another
// place, nor apart from what was told before.
func (c *counter) eventsFit(n, m int) bool {
	a, b := &c.counts[n], &c.counts[m]
	if a.event == b.event || a.event < 0 || b.event < 0 {
		return !c.turnsBetween(m, n)
	}
	e, w := &c.events[a.event], &c.events[b.event]
	if e.typ != w.typ || e.realis != w.realis || c.turnsBetween(m, n) {
		return false
	}
	if !e.from.IsZero() && !w.from.IsZero() && (lastDay(e.from, e.to).Before(w.from) || lastDay(w.from, w.to).Before(e.from)) {
		return false
	}
	p, _ := e.whereabouts()
	q, _ := w.whereabouts()
	return p < 0 || q < 0 || c.places[p].Name == c.places[q].Name || c.inside(p, q) || c.inside(q, p)
}

// turnsBetween says whether the text turns to another story after count m and before count n or with it: "in a separate operation", a heading.
func (c *counter) turnsBetween(m, n int) bool {
	for s := c.toks[c.counts[m].harm].Sentence + 1; s <= c.toks[c.counts[n].harm].Sentence; s++ {
		if c.turns(s) {
			return true
		}
	}
	return false
}

// turns says whether a sentence begins by turning to another story, or is a heading in the body.
func (c *counter) turns(sentence int) bool {
	s := &c.doc.Sentences[sentence]
	if s.Title || s.Empty() {
		return false
	}
	if c.isHeading(sentence) || c.opensOther(s.Range) {
		return true
	}
	switch c.low(s.Start) {
	case "meanwhile", "also":
		return true
	case "in":
		return c.low(s.Start+1) == "other"
	}
	return false
}

// isHeading says whether a sentence is a line of a few words by itself without a mark at its end: "South".
func (c *counter) isHeading(sentence int) bool {
	s := &c.doc.Sentences[sentence]
	if sentence == 0 || s.End-s.Start > 4 || c.doc.Sentences[sentence-1].Paragraph == s.Paragraph || sentence+1 < len(c.doc.Sentences) && c.doc.Sentences[sentence+1].Paragraph == s.Paragraph {
		return false
	}
	return c.isWord(s.End-1) || c.low(s.End-1) == ":"
}

// titledPerson says whether the one person of count n is the one that the title tells of in count m: a report begins with whom its title names, by whatever
// word, and no other of its counts has been taken for that one.
func (c *counter) titledPerson(n, m int) bool {
	f, g := &c.found[n], &c.found[m]
	if !c.inTitle(m) || c.inTitle(n) || f.of || g.of || f.form == pronoun || !c.sidesFit(f, g) || c.sexesDiffer(f, g) || c.agesDiffer(f, g) || c.isNamed(f) && c.isNamed(g) && !c.sharesName(g, f) {
		return false
	}
	if c.category(g) != record.Militant && (c.category(f) != record.Militant || !c.sameHead(f, g) && !(c.counts[n].kind == record.Detained && c.category(g) == record.UnknownCategory)) {
		return false
	}
	for k := m + 1; k < n; k++ {
		if !c.inTitle(k) && c.counts[k].kind == c.counts[n].kind && c.counts[k].realis == record.Actual && (c.counts[k].repeats == m || c.counts[k].partOf < 0 && c.counts[k].repeats < 0 && c.sidesFit(&c.found[k], g)) {
			return false
		}
	}
	return true
}

// sameTaken says whether both kinds tell of somebody who was taken: who surrendered is detained.
func sameTaken(a, b record.Harm) bool {
	return (a == record.Detained || a == record.Surrendered) && (b == record.Detained || b == record.Surrendered)
}

// partsOfUpdate makes those told one operation after the other parts of the total over all operations that was told before, as long as they do not
// exceed it: "detained more than a dozen insurgents in operations across the country. In Daru, a force detained a commander."
func (c *counter) partsOfUpdate() {
	for m := range c.counts {
		whole := c.found[m].figure.number()
		if whole < 2 || c.found[m].figure.bound == record.Vague || c.found[m].figure.bound == record.UpTo || c.counts[m].partOf >= 0 || c.counts[m].supersededBy >= 0 || c.counts[m].realis != record.Actual {
			continue
		}
		over := c.overSeveral(c.counts[m].harm)
		if !over && (!c.inTitle(m) || c.isToldAgain(m)) {
			continue
		}
		var parts []int
		sum := 0
		for n := m + 1; n < min(len(c.counts), m+linkReach); n++ {
			a := &c.counts[n]
			if a.kind != c.counts[m].kind && !sameTaken(a.kind, c.counts[m].kind) || a.realis != record.Actual || a.tally || a.partOf >= 0 || a.repeats >= 0 || a.supersededBy >= 0 || c.sameSentence(n, m) || !c.sidesFit(&c.found[m], &c.found[n]) || over && c.datesDiffer(n, m) {
				continue
			}
			if over && c.found[m].figure.bound != record.AtLeast && sum+c.found[n].figure.number() > whole {
				break
			}
			parts = append(parts, n)
			sum += c.found[n].figure.number()
		}
		if len(parts) == 0 || !over && (len(parts) < 2 || sum != whole) {
			continue
		}
		for _, n := range parts {
			c.counts[n].partOf = m
		}
	}
}

// isToldAgain says whether another count repeats or replaces count m, or is a part of it.
func (c *counter) isToldAgain(m int) bool {
	return slices.ContainsFunc(c.counts, func(a count) bool { return a.repeats == m || a.partOf == m })
}

// overSeveral says whether the sentence of a word of harm tells of several operations at once: "in operations across the country", "during three raids".
func (d *draft) overSeveral(harm int) bool {
	s := d.doc.SentenceOf(harm)
	for i := s.Start; i < s.End; i++ {
		switch d.doc.Tokens[i].Lower {
		case "operations", "raids", "missions", "engagements", "incidents", "strikes", "airstrikes":
			if d.doc.Tokens[i].Tag == language.NOUN && d.happensIn(i, s.Start) {
				return true
			}
		}
	}
	return false
}

// happensIn says whether "in", "during" or "conducted" leads to the noun at i.
func (d *draft) happensIn(i, start int) bool {
	for k := i - 1; k >= start && k > i-6; k-- {
		switch d.doc.Tokens[k].Lower {
		case "in", "during", "after", "through", "conducted", "over":
			return true
		case "for", "to", "of", "against", ",":
			return false
		}
	}
	return false
}

// ofTheirs settles on which side the guards of somebody stand who was told right before and may be a fighter: "a leader was captured with two of his bodyguards".
func (c *counter) ofTheirs(out *count, f *finding, s language.Range) {
	if out.category != record.Security || f.head < 0 {
		return
	}
	switch c.low(f.head) {
	case "bodyguard", "bodyguards", "guard", "guards":
	default:
		return
	}
	if word := c.low(f.nouns.Start - 1); word != "his" && word != "their" {
		return
	}
	for i := s.Start; i < f.nouns.Start; i++ {
		if c.words.people[c.low(i)] == record.Militant || c.words.sides[c.low(i)] == record.Militant {
			out.category, f.side = record.Militant, record.Militant
			return
		}
	}
	last := len(c.counts) - 1
	if last < 0 || c.counts[last].category == record.Security || c.counts[last].category == record.Civilian || c.toks[out.harm].Sentence-c.toks[c.counts[last].harm].Sentence > 1 {
		return
	}
	if slices.ContainsFunc(c.counts, func(a count) bool { return a.category == record.Militant }) {
		out.category, f.side = record.Militant, record.Militant
	}
}

// besideForces settles on which side a commander stands of whom nothing else is told: forces of a state take or kill those of the other side.
func (c *counter) besideForces(out *count, f *finding) {
	if out.category != record.Security || f.head < 0 || f.form == named || out.perpetrator < 0 || f.nouns.End-f.nouns.Start > 1 {
		return
	}
	switch c.low(f.head) {
	case "commander", "commanders", "lieutenant", "captain":
	default:
		return
	}
	switch c.draft.actors[out.perpetrator].Sector {
	case "MIL", "COP":
		out.category = record.Militant
		f.side = record.Militant
	}
}
