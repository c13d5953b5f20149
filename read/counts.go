package read

import (
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// findCounts needs statements and events, and adds d.counts.
func findCounts(d *draft) {
	c := &counter{draft: d, words: countLexicon(), stops: stopWords(), toks: d.doc.Tokens}
	c.names = make([]int, len(c.toks))
	for n, e := range d.doc.Entities {
		for i := e.Start; i < e.End; i++ {
			c.names[i] = n + 1
		}
	}
	for n := range d.doc.Sentences {
		c.sentence(d.doc.Sentences[n].Range)
	}
	c.link()
}

// sentence adds the counts of one sentence.
func (c *counter) sentence(s language.Range) {
	found := c.read(s)
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
		if f.part >= 0 {
			count.partOf = index[f.part]
		}
		if f.part == wholeBefore {
			count.partOf = c.lastWhole(count.kind)
		}
		c.counts = append(c.counts, count)
		c.found = append(c.found, *f)
	}
	for n := range found {
		if found[n].rising && n+1 < len(found) && index[n] >= 0 && index[n+1] >= 0 {
			c.counts[index[n]].supersededBy = index[n+1]
		}
	}
}

// keeps says whether a finding is a count at all.
func (c *counter) keeps(f *finding) bool {
	if f.group.form == plural || f.figure.number() == 0 && f.figure.bound != record.Vague {
		return false
	}
	if f.kind == record.Displaced && f.form != counted {
		return false
	}
	return true
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
