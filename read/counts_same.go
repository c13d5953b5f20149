package read

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// inherit gives figures without a noun ("four others", "30 wounded", "a third") the people told before them in the
// sentence, where those are of one kind: of one person only soldiers or fighters, for the others beside a
// mother or a teacher may be anybody.
func (c *counter) inherit(found []finding, index []int) {
	for n := range found {
		f := &found[n]
		if index[n] < 0 || f.form != counted && !(f.form == single && f.more && f.head < 0) || f.harmNoun >= 0 || f.part != -1 || f.toll || !f.nouns.Empty() || c.apposedFigure(f) || c.counts[index[n]].category != record.UnknownCategory {
			continue
		}
		category, nouns := c.before(found, index, n)
		if category == "" {
			continue
		}
		out := &c.counts[index[n]]
		out.category, out.who = category, nouns
		c.found[index[n]].side = category
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

// apposedFigure says whether a headline sets a bare figure after a comma beside what it told before: "Two officers killed, seven injured". Who the
// seven are is left to the report.
func (c *counter) apposedFigure(f *finding) bool {
	return !f.more && c.low(f.group.words.Start-1) == "," && c.doc.InTitle(f.word)
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
		case "had":
			if st := c.counts[n].statement; st >= 0 && !c.draft.statements[st].direct && pronouns[c.low(i-1)] || c.low(i-1) == "it" {
				continue // "said it had confirmed 28 deaths": the tense is that of the speech
			}
			switch c.low(i + 1) {
			case "counted", "reported", "put", "listed", "confirmed", "given": // "we had counted 24 bodies"
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
		case "said", "put", "reported", "told", "stated", "announced", "gave", "given", "counted", "thought", "believed", "listed":
			return true
		}
	}
	return false
}

func isTollNoun(word string) bool {
	switch word {
	case "toll", "tolls", "version", "count", "counts", "figure", "figures", "report", "reports", "estimate", "estimates", "tally", "statement", "number", "numbers", "information", "account", "accounts":
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

// raised says whether the figure of count n is one that a toll has come to: "has risen to nine".
func (c *counter) raised(n int) bool {
	s := c.doc.SentenceOf(c.counts[n].harm)
	for i := s.Start; i < s.End; i++ {
		switch c.low(i) {
		case "risen", "rose", "rises", "rising", "climbed", "climbs", "increased", "jumped", "raised", "grown", "grew", "mounted", "reached", "gone":
			return true
		}
	}
	return false
}

// maxRise is how many times higher a later toll may be than an earlier one of the same incident.
const maxRise = 5

// sameFigure gives the latest count before n with its very figure and people that may be the same; -1 for none.
func (c *counter) sameFigure(n int, dropped []bool) int {
	f, a := &c.found[n], &c.counts[n]
	if f.form != counted || f.figure.number() < 2 || f.of || c.also(n) || c.apart(n) && !f.the {
		return -1
	}
	for m := n - 1; m >= max(0, n-linkReach); m-- {
		g, b := &c.found[m], &c.counts[m]
		if dropped[m] || b.kind != a.kind || b.realis != a.realis || b.tally != a.tally || b.partOf >= 0 || b.repeats >= 0 || b.supersededBy >= 0 {
			continue
		}
		if g.figure.number() == f.figure.number() && g.figure.bound != record.Vague && !c.datesDiffer(n, m) && !c.placesDiffer(n, m) &&
			(!c.sameSentence(n, m) || f.the) && (c.covers(g, f) || c.covers(f, g)) {
			return m
		}
	}
	return -1
}

// rival says whether count n is what another source says of the people of count m: "police said three officers died".
func (c *counter) rival(n, m int) bool {
	f, g := &c.found[n], &c.found[m]
	return !f.of && f.figure.number() > 1 && g.figure.number() <= f.figure.number()*maxRise && !c.isListed(n) && (c.sameHead(f, g) || c.isGeneric(f) && f.part == -1 || f.toll) && c.otherSource(n, m)
}

// isListed says whether the people of count n are told together with others by one word of harm: "21 passengers and four soldiers were killed".
func (c *counter) isListed(n int) bool {
	for _, k := range []int{n - 1, n + 1} {
		if k >= 0 && k < len(c.counts) && c.counts[k].harm == c.counts[n].harm && c.counts[k].kind == c.counts[n].kind && c.found[k].part == -1 && c.found[n].part == -1 {
			return true
		}
	}
	return false
}

// unnamed gives how many of the people of count m are in none of its parts. Of those told later only soldiers, police and fighters are surely none of
// those told before: children may be among the villagers.
func (c *counter) unnamed(m int) int {
	left := c.found[m].figure.number()
	parts := 0
	for k := range c.counts {
		whole := c.counts[k].partOf
		if whole < 0 || whole != m && c.counts[whole].repeats != m {
			continue
		}
		if c.counts[k].harm == c.counts[whole].harm {
			left -= c.found[k].figure.number()
			parts++
		} else if side := c.category(&c.found[k]); parts > 1 && (side == record.Security || side == record.Militant) {
			left -= c.found[k].figure.number()
		}
	}
	if parts < 2 { // "including three children": other sides of the same people may follow
		return c.found[m].figure.number()
	}
	return left
}

// placesDiffer says whether the clauses of both counts name places that have no part in common.
func (c *counter) placesDiffer(n, m int) bool {
	if f := &c.found[n]; f.form != counted && f.form != single {
		return false
	}
	a, b := c.ownPlace(c.counts[n].harm), c.ownPlace(c.counts[m].harm)
	if a < 0 || b < 0 || strings.HasPrefix(c.places[a].Name, c.places[b].Name) || strings.HasPrefix(c.places[b].Name, c.places[a].Name) {
		return false // "Gaza", "the Gaza Strip"
	}
	return !c.inside(a, b) && !c.inside(b, a)
}

// inside says whether place a lies in place b, as far as the text and the gazetteer tell; so it does where too little is known.
func (c *counter) inside(a, b int) bool {
	p, q := &c.places[a], &c.places[b]
	if p.Country == "" || q.Country == "" || p.Place == nil || q.Place == nil {
		return true
	}
	for k, steps := p.Within, 0; k >= 0 && steps < 8; k, steps = c.places[k].Within, steps+1 {
		if c.places[k].Name == q.Name {
			return true
		}
	}
	if p.Country != q.Country {
		return false
	}
	switch feature := q.Place.Feature; {
	case strings.HasPrefix(feature, "PCL"):
		return true
	case feature == "ADM1":
		return p.Place.Admin1Code == q.Place.Admin1Code
	case strings.HasPrefix(feature, "ADM"):
		return p.Place.Admin1Code == q.Place.Admin1Code && (p.Place.Admin2Code == q.Place.Admin2Code || p.Place.Admin2Code == "")
	}
	return false
}

// ownPlace gives the place that "in", "at" or "near" leads to in the sentence of a word of harm, where there is only one; else -1.
func (c *counter) ownPlace(harm int) int {
	s := c.doc.SentenceOf(harm)
	best := -1
	for k := range c.places {
		p := &c.places[k]
		if p.Associative || !s.Contains(p.Range) || c.isBuilding(p.Range) || c.ofSource(p.Start, s.Range) {
			continue
		}
		before := c.low(p.Start - 1)
		if before == "the" {
			before = c.low(p.Start - 2)
		}
		switch before {
		case "in", "at", "near", "outside", "around", "across", "throughout":
		default:
			continue
		}
		if c.ofOtherClause(c.doc.HeadOf(p.Range), harm) {
			continue
		}
		if best >= 0 {
			return -1
		}
		best = k
	}
	return best
}

// ofOtherClause says whether token i stands in a clause beside that of a word of harm: "killed 27 in Gaza, as mediators in Cairo reported progress".
func (c *counter) ofOtherClause(i, harm int) bool {
	for steps := 0; i >= 0 && i != harm && steps < 12; i, steps = c.toks[i].Head, steps+1 {
		if rel := c.toks[i].Rel; (rel == language.Advcl || rel == language.Parataxis) && c.toks[i].Tag == language.VERB && !c.doc.Under(harm, i) && !c.doc.Under(i, harm) {
			return true
		}
	}
	return false
}

// isBuilding says whether a place's name is one of a house that the hurt are brought to.
func (c *counter) isBuilding(r language.Range) bool {
	switch c.low(r.End - 1) {
	case "hospital", "center", "centre", "clinic", "infirmary":
		return true
	}
	return false
}

// figureOne says whether a finding has the figure one: "one man", "one dead".
func (c *counter) figureOne(f *finding) bool {
	return f.form == counted && f.figure.bound == record.Exact && f.figure.best == 1
}

// shares makes those told one after the other parts of the earlier total that they add up to, where that is the toll
// of several attacks or the last of them is told as "more": "14 soldiers died in two attacks. Nine … Five more …".
func (c *counter) shares() {
	for m := range c.counts {
		whole := c.found[m].figure.number()
		if bound := c.found[m].figure.bound; whole < 2 || bound != record.Exact && bound != record.AtLeast || c.counts[m].partOf >= 0 {
			continue
		}
		several := c.counts[m].event >= 0 && c.events[c.counts[m].event].number > 1
		var parts []int
		sum := 0
		for n := m + 1; n < min(len(c.counts), m+linkReach) && sum < whole; n++ {
			if !c.mayShare(n, m) {
				continue
			}
			parts = append(parts, n)
			sum += c.found[n].figure.number()
		}
		if sum != whole || len(parts) < 2 || !several && !c.found[parts[len(parts)-1]].more {
			continue
		}
		for _, n := range parts {
			c.counts[n].partOf = m
		}
	}
}

// mayShare says whether count n may be told as a part of the total that is count m.
func (c *counter) mayShare(n, m int) bool {
	a, b := &c.counts[n], &c.counts[m]
	return a.kind == b.kind && a.realis == b.realis && a.tally == b.tally && a.partOf < 0 && !c.sameSentence(n, m) && !c.datesDiffer(n, m) && !c.initial(n) &&
		c.found[n].form == counted && c.covers(&c.found[m], &c.found[n])
}

// denies says whether the clause before the harm denies it: "denied a claim that up to 40 had died".
func (c *counter) denies(f *finding, s language.Range) bool {
	start := min(f.group.words.Start, f.voice.Start)
	that := false
	for i := start - 1; i >= s.Start && i > start-20; i-- {
		switch c.low(i) {
		case "that", "claims", "claim", "reports", "report", "allegations", "allegation":
			that = true
		case "denied", "denies", "denying", "dismissed", "rejected", "refuted", "dismissing", "rejecting", "refuting":
			return that
		case ",", ";", "but", "saying", "said", "while":
			return false
		}
	}
	return false
}

// againReach is how many counts back those told together may be told together again.
const againReach = 40

// again finds those told together who are the same as others told together before, in other words and as many: "killed her daughter and
// two grandchildren … killed Ira Lem, Ato Lem and Ena Lem".
func (c *counter) again() {
	for n := 0; n < len(c.counts); {
		end, sum := c.toldTogether(n)
		for m := max(0, n-againReach); end > n+1 && m < n; {
			before, total := c.toldTogether(m)
			if before > m+1 && before <= n && total == sum && c.counts[m].kind == c.counts[n].kind && (c.counts[m].event == c.counts[n].event || c.found[n].the && c.eventsFit(n, m)) && !c.sameSentence(n, m) && !c.datesDiffer(n, m) {
				c.matchUp(n, end, m, before)
				break
			}
			m = before
		}
		n = end
	}
}

// toldTogether gives the end of the counts from n on that share a word of harm, and the sum of those that are no parts.
func (c *counter) toldTogether(n int) (end, sum int) {
	for end = n; end < len(c.counts) && c.counts[end].harm == c.counts[n].harm && c.counts[end].kind == c.counts[n].kind; end++ {
		if c.counts[end].partOf < 0 {
			sum += c.found[end].figure.number()
		}
	}
	return end, sum
}

// matchUp makes each count from n to end a repeat of one of those from m to before with the same figure, else a part of a larger one.
func (c *counter) matchUp(n, end, m, before int) {
	left := make([]int, before-m)
	for k := range left {
		if c.counts[m+k].partOf < 0 {
			left[k] = c.found[m+k].figure.number()
		}
	}
	for ; n < end; n++ {
		figure := c.found[n].figure.number()
		if c.counts[n].partOf >= 0 {
			continue
		}
		for _, exact := range [2]bool{true, false} {
			k := slices.IndexFunc(left, func(have int) bool { return have == figure && exact || have > figure && !exact })
			if k < 0 {
				continue
			}
			if whole := c.found[m+k].figure.number(); whole == figure {
				c.counts[n].repeats = m + k
			} else {
				c.counts[n].partOf = m + k
			}
			left[k] -= figure
			break
		}
	}
}

// linkMore links those told as others than the last told to an earlier total of the same event that has room for them: "five people were
// shot. A girl is in critical condition. Four others were treated."
func (c *counter) linkMore(n int, dropped []bool) {
	f, a := &c.found[n], &c.counts[n]
	if m := n - 1; m >= 0 && c.sameSentence(n, m) && c.found[m].toll && c.counts[m].kind == a.kind && f.figure.number() < c.found[m].figure.number() && c.raised(m) {
		a.partOf = m // "the toll reached 11 as three more died"
		return
	}
	if n > 0 && c.counts[n-1].partOf >= 0 && c.counts[n-1].kind == a.kind && c.sameSentence(n, n-1) && c.found[n-1].form == counted && f.figure.number() <= c.untold(c.counts[n-1].partOf) {
		a.partOf = c.counts[n-1].partOf // "30 were killed on the first night, while another 20 died the day after"
		return
	}
	if c.apart(n) || c.also(n) || a.event < 0 {
		return
	}
	for m := n - 1; m >= max(0, n-linkReach); m-- {
		g, b := &c.found[m], &c.counts[m]
		if dropped[m] || b.kind != a.kind || b.event != a.event || b.realis != a.realis || b.tally != a.tally || b.partOf >= 0 || b.repeats >= 0 || b.supersededBy >= 0 ||
			c.sameSentence(n, m) || c.datesDiffer(n, m) || c.placesDiffer(n, m) || !c.covers(g, f) {
			continue
		}
		switch figure := f.figure.number(); {
		case g.figure.number() == figure && figure > 1:
			a.repeats = m
			return
		case g.figure.number() > figure && figure <= c.untold(m):
			a.partOf = m
			return
		}
	}
}

// untold gives how many of the people of count m are in none of its parts.
func (c *counter) untold(m int) int {
	left := c.found[m].figure.number()
	for k := max(0, m-againReach); k < min(len(c.counts), m+linkReach); k++ {
		if c.counts[k].partOf == m && c.counts[k].repeats < 0 {
			left -= c.found[k].figure.number()
		}
	}
	return left
}

// takesIn makes those told together before, as many as count n, its parts: "a woman and her daughter were killed … the two died at once".
func (c *counter) takesIn(n int) bool {
	f, a := &c.found[n], &c.counts[n]
	if f.form != counted || f.figure.number() < 2 {
		return false
	}
	for m := max(0, n-againReach); m < n; {
		end, sum := c.toldTogether(m)
		if end > m+1 && end <= n && sum == f.figure.number() && c.counts[m].kind == a.kind && c.counts[m].event == a.event && !c.sameSentence(n, m) && !c.datesDiffer(n, m) {
			for k := m; k < end; k++ {
				if c.counts[k].partOf < 0 {
					c.counts[k].partOf = n
				}
			}
			return true
		}
		m = end
	}
	return false
}
