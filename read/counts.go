package read

import (
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// findCounts needs statements and events, and adds d.counts.
func findCounts(d *draft) {
	c := newCounter(d)
	for n := range d.doc.Sentences {
		c.sentence(d.doc.Sentences[n].Range)
	}
	c.link()
	c.mainByHarm()
}

// newCounter marks what each token lies in: a name, a time, a place.
func newCounter(d *draft) *counter {
	c := &counter{draft: d, words: countLexicon(), stops: stopWords(), toks: d.doc.Tokens}
	c.heads = actorHeads(d)
	c.names = make([]int, len(c.toks))
	for n, e := range d.doc.Entities {
		for i := e.Start; i < e.End; i++ {
			c.names[i] = n + 1
		}
	}
	c.inTime, c.inPlace = make([]bool, len(c.toks)), make([]bool, len(c.toks))
	for n := range d.times {
		for i := d.times[n].Start; i < d.times[n].End; i++ {
			c.inTime[i] = true
		}
	}
	for n := range d.places {
		for i := d.places[n].Start; i < d.places[n].End && !d.places[n].Associative; i++ {
			c.inPlace[i] = true
		}
	}
	return c
}

// sentence adds the counts of one sentence.
func (c *counter) sentence(s language.Range) {
	found, first := c.read(s), len(c.counts)
	index := make([]int, len(found))
	for n := range found {
		index[n] = -1
		f := &found[n]
		if !c.keeps(f) {
			continue
		}
		index[n] = len(c.counts)
		count := c.count(f, s)
		if count.realis != record.Actual && f.form != counted {
			index[n] = -1
			continue // nobody was harmed, and there is no figure
		}
		if f.part == wholeBefore {
			count.partOf = c.wholeFor(count.kind, f.figure.number())
		}
		c.counts = append(c.counts, count)
		c.found = append(c.found, *f)
		if count.partOf >= 0 {
			c.asPart(len(c.counts)-1, count.partOf)
		}
	}
	c.inherit(found, index)
	for n := range found {
		if found[n].part >= 0 && index[n] >= 0 {
			c.counts[index[n]].partOf = index[found[n].part]
			if whole := index[found[n].part]; whole >= 0 {
				c.asPart(index[n], whole)
			}
		}
		if found[n].rising && n+1 < len(found) && index[n] >= 0 && index[n+1] >= 0 {
			c.counts[index[n]].supersededBy = index[n+1]
		}
	}
	c.compareBefore(first, s)
}

// keeps says whether a finding is a count at all.
func (c *counter) keeps(f *finding) bool {
	if f.group.form == plural || f.figure.number() == 0 && f.figure.bound != record.Vague {
		return false
	}
	if f.kind == record.Displaced && f.form != counted {
		return false
	}
	switch c.low(f.group.words.Start - 1) {
	case "no", "neither", "nor":
		return false
	}
	if f.bare && !f.read && f.alias.Empty() && !c.headline(f) && !c.isVictim(f.head) {
		return false
	}
	return !c.natural(f)
}

// headline says whether a person without an article is told of in a headline, or shares the article before "and".
func (c *counter) headline(f *finding) bool {
	s := c.doc.SentenceOf(f.word)
	if s.Title || c.low(f.group.words.Start-1) == "and" || c.doc.Upper {
		return true
	}
	last := c.low(s.End - 1)
	return last != "." && last != "\"" && last != "”" && last != "?" && last != "!" && f.group.words.Start == s.Start
}

// natural says whether a death was one of age or illness.
func (c *counter) natural(f *finding) bool {
	if f.kind != record.Killed || f.class == nounHarm {
		return false
	}
	end := c.doc.SentenceOf(f.word).End
	for i := f.harm.words.End; i < min(f.harm.words.End+6, end); i++ {
		switch c.low(i) {
		case "natural", "cancer", "illness", "disease", "pneumonia", "stroke", "leukemia", "covid-19", "peacefully", "ailment":
			return true
		case "heart":
			return c.low(i+1) == "attack" || c.low(i+1) == "failure"
		case "at":
			if isNumeral(c.low(i+1)) && i == f.harm.words.End {
				return true
			}
		}
	}
	return false
}

// wholeFor gives the last count of a kind that is not part of another and large enough to hold a part of some people, -1 for none.
func (c *counter) wholeFor(kind record.Harm, people int) int {
	for n := len(c.counts) - 1; n >= 0; n-- {
		if c.counts[n].kind == kind && c.counts[n].partOf < 0 && (c.found[n].figure.number() >= people || c.found[n].figure.number() == 0) {
			return n
		}
	}
	return -1
}

// lastWhole gives the last count of a kind that is not part of another, -1 for none.
func (c *counter) lastWhole(kind record.Harm) int {
	for n := len(c.counts) - 1; n >= 0; n-- {
		if c.counts[n].kind == kind && c.counts[n].partOf < 0 {
			return n
		}
	}
	return -1
}
