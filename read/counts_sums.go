package read

import "github.com/tollbook/tollbook/record"

// sumsLater makes those told together parts of the toll in which the report adds them up later, for people of any kind: "three soldiers and an official died …
// four people were killed, the captain said".
func (c *counter) sumsLater() {
	for n := 0; n < len(c.counts); {
		end, sum := n, 0
		for end < len(c.counts) && c.counts[end].harm == c.counts[n].harm && c.counts[end].kind == c.counts[n].kind && c.counts[end].partOf < 0 && !c.found[end].of {
			sum += c.found[end].figure.number()
			end++
		}
		if end > n+1 && !c.counts[n].tally && c.counts[n].realis == record.Actual && !c.inTitle(n) {
			c.sumsTo(n, end, sum)
		}
		n = max(end, n+1)
	}
}

// sumsTo makes the counts from n to end parts of the first later one with their sum that may take all of them in.
func (c *counter) sumsTo(n, end, sum int) {
	for m := end; m < min(len(c.counts), end+linkReach); m++ {
		a, f := &c.counts[m], &c.found[m]
		if a.kind != c.counts[n].kind || f.figure.number() != sum || a.partOf >= 0 || a.repeats >= 0 || a.tally || a.realis != record.Actual || a.event != c.counts[n].event || f.of || f.more ||
			c.sameSentence(n, m) || c.datesDiffer(m, n) || c.also(m) || c.apart(m) || !(c.isGeneric(f) || f.head < 0) {
			continue
		}
		for k := n; k < end; k++ {
			c.counts[k].partOf = m
		}
		return
	}
}

// headlinedTotals makes a figure of the headline the total that the report tells of with the same figure, where it tells of no incident with it: "Network
// documents 31 deaths in a week".
func (c *counter) headlinedTotals() {
	for n := range c.counts {
		a, f := &c.counts[n], &c.found[n]
		if !c.inTitle(n) || a.tally || f.form != counted || f.figure.number() < 2 || a.realis != record.Actual {
			continue
		}
		total := -1
		for m := n + 1; m < len(c.counts); m++ {
			b := &c.counts[m]
			if c.inTitle(m) || b.kind != a.kind || c.found[m].figure.number() != f.figure.number() {
				continue
			}
			if !b.tally {
				total = -1
				break
			}
			if total < 0 {
				total = m
			}
		}
		if total < 0 {
			continue
		}
		b := &c.counts[total]
		a.tally, a.event, a.from, a.to, a.time = true, b.event, b.from, b.to, b.time
		a.evidence["from"] = b.evidence["from"]
		if a.place < 0 || b.place >= 0 && c.inside(b.place, a.place) {
			a.place, a.evidence["place"] = b.place, b.evidence["place"]
		}
		if a.category == record.UnknownCategory {
			a.category = b.category
		}
		a.partOf, b.partOf, b.repeats = b.partOf, -1, n
	}
}
