package read

import (
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// inherit gives figures without a noun ("four others", "30 wounded") the people told before them in the
// sentence, where those are of one kind: of one person only soldiers or fighters, for the others beside a
// mother or a teacher may be anybody.
func (c *counter) inherit(found []finding, index []int) {
	for n := range found {
		f := &found[n]
		if index[n] < 0 || f.form != counted || f.harmNoun >= 0 || f.part != -1 || !f.nouns.Empty() || c.counts[index[n]].category != record.UnknownCategory {
			continue
		}
		category, nouns := c.before(found, index, n)
		if category == "" {
			continue
		}
		out := &c.counts[index[n]]
		out.category, out.who = category, nouns
		out.evidence["who"] = []language.Range{nouns}
	}
}

// before gives the side and the noun of the people of the last word of harm before finding n; no side when they are of several.
func (c *counter) before(found []finding, index []int, n int) (record.Category, language.Range) {
	category, nouns := record.Category(""), language.Range{}
	last := -1
	for m := n - 1; m >= 0; m-- {
		g := &found[m]
		if index[m] < 0 || g.part != -1 || g.nouns.Empty() {
			continue
		}
		if last < 0 {
			last = g.harm.word
		}
		if g.harm.word != last {
			break
		}
		own := c.counts[index[m]].category
		if own == record.UnknownCategory || category != "" && own != category || isOne(&g.group) && own == record.Civilian || g.form == named {
			return "", language.Range{}
		}
		category, nouns = own, g.nouns
	}
	return category, nouns
}

// initial says whether the clause of count n gives a toll that the report itself calls an early one.
func (c *counter) initial(n int) bool {
	s := c.doc.SentenceOf(c.counts[n].harm)
	for i := s.Start; i < s.End; i++ {
		switch c.low(i) {
		case "initially", "originally", "first", "previously":
			if c.speaksNear(i) {
				return true
			}
		case "initial", "earlier", "previous", "preliminary", "first-reported", "early":
			if isTollNoun(c.low(i+1)) || c.low(i+1) == "death" || c.low(i+1) == "police" && isTollNoun(c.low(i+2)) {
				return true
			}
			if c.low(i) == "earlier" && c.speaksNear(i) {
				return true
			}
		}
	}
	return false
}

// speaksNear says whether a verb of telling stands within three words of token i.
func (c *counter) speaksNear(i int) bool {
	for k := i - 2; k <= i+3; k++ {
		switch c.low(k) {
		case "said", "put", "reported", "told", "stated", "announced", "given", "counted", "thought", "believed", "listed":
			return true
		}
	}
	return false
}

func isTollNoun(word string) bool {
	switch word {
	case "toll", "tolls", "count", "counts", "figure", "figures", "report", "reports", "estimate", "estimates", "tally", "statement", "number", "numbers", "information", "account", "accounts":
		return true
	}
	return false
}

// revised says whether the clause of count n puts its figure in the place of another: "lowered the toll to nine".
func (c *counter) revised(n int) bool {
	s := c.doc.SentenceOf(c.counts[n].harm)
	for i := s.Start; i < s.End; i++ {
		switch c.low(i) {
		case "revised", "lowered", "corrected", "reduced", "revising", "lowering", "downgraded":
			return true
		}
	}
	return false
}
