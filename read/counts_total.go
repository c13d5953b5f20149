package read

import "github.com/tollbook/tollbook/record"

// totals makes the counts of an event that are left over parts of the largest figure that the report gives for it: once a report has said
// how many were hurt in an incident, whom it tells of elsewhere are among them, unless its words add them.
func (c *counter) totals(dropped []bool) {
	for m := range c.counts {
		if !c.isTotal(m, dropped) {
			continue
		}
		for n := max(0, m-againReach); n < min(len(c.counts), m+linkReach); n++ {
			if n == m || dropped[n] || !c.isLeft(n) || !c.isOfTotal(n, m, dropped) {
				continue
			}
			if a, b := c.found[n].figure.number(), c.found[m].figure.number(); a < b {
				c.counts[n].partOf = m
			} else if n > m {
				c.counts[n].repeats = m
			}
		}
	}
}

// isLeft says whether count n stands for itself: no part, no repeat, not replaced.
func (c *counter) isLeft(n int) bool {
	a := &c.counts[n]
	return a.partOf < 0 && a.repeats < 0 && a.supersededBy < 0
}

// isTotal says whether count m is the largest figure of its kind for its event, and the first of those as large.
func (c *counter) isTotal(m int, dropped []bool) bool {
	f, a := &c.found[m], &c.counts[m]
	if dropped[m] || !c.isLeft(m) || f.form != counted || f.figure.bound != record.Exact || f.figure.number() < 2 || a.event < 0 || a.realis != record.Actual || f.of || f.more {
		return false
	}
	for k := range c.counts {
		b := &c.counts[k]
		if k == m || dropped[k] || b.kind != a.kind || b.event != a.event || b.realis != a.realis || b.tally != a.tally || !c.isLeft(k) {
			continue
		}
		if x, y := c.found[k].figure.number(), f.figure.number(); x > y || x == y && k < m {
			return false
		}
	}
	return true
}

// isOfTotal says whether the people of count n may be among those of the total that is count m. Those told in one sentence are told apart, and
// "also", "more" and "others" add to what was told last.
func (c *counter) isOfTotal(n, m int, dropped []bool) bool {
	a, b := &c.counts[n], &c.counts[m]
	if c.totalsDiffer(n, m) || c.found[n].figure.number() > 1 && c.found[n].form == counted && c.othersByName(&c.found[n], &c.found[m]) {
		return false
	}
	if a.kind != b.kind || a.event != b.event || a.realis != b.realis || a.tally != b.tally || c.found[n].figure.number() == 0 ||
		c.sameSentence(n, m) || c.datesDiffer(n, m) || c.placesDiffer(n, m) || !c.covers(&c.found[m], &c.found[n]) || c.apart(n) ||
		c.fightersApart(n, m) && c.category(&c.found[m]) == record.Militant {
		return false
	}
	if f := &c.found[n]; f.of && f.state >= 0 && deadKinds[c.low(f.state)] != f.kind {
		return false // "one of the wounded died"
	}
	if !c.found[n].more && !c.also(n) {
		return true
	}
	last := n - 1
	for last >= 0 && dropped[last] {
		last--
	}
	return last >= 0 && last != m && c.counts[last].repeats != m
}
