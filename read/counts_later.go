package read

import (
	"slices"

	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// ofWhom makes "13 of whom were killed when …" a part of those told right before it in the sentence.
func (r *reading) ofWhom() {
	for n := range r.out {
		f := &r.out[n]
		if !f.ofThem || f.part != -1 {
			continue
		}
		before := -1
		for m := range r.out {
			if g := &r.out[m]; m != n && g.group.words.End <= f.group.words.Start && (before < 0 || g.group.words.Start >= r.out[before].group.words.Start) {
				before = m
			}
		}
		if before < 0 {
			continue
		}
		if g := &r.out[before]; g.kind == f.kind && g.form == counted && g.figure.number() > f.figure.number() {
			f.part = before
		}
	}
}

// amongThose makes remains that "were among those" brought somewhere a part of the toll told before.
func (r *reading) amongThose() {
	for n := range r.out {
		f := &r.out[n]
		if f.class != bodyHarm || f.part != -1 {
			continue
		}
		v := r.toks[f.word].Head
		for i := f.harm.words.End; i+1 < r.sent.End && i < f.group.words.End+12; i++ {
			if r.low(i) == "among" && (r.low(i+1) == "those" || r.low(i+1) == "the") && (isBe(r.low(i-1)) || i > 0 && v == i-1) {
				f.part = wholeBefore
				break
			}
		}
	}
}

// captured finds whom somebody "took prisoner": "taken six soldiers prisoner", "took 251 hostages".
func (r *reading) captured() {
	for i := r.sent.Start; i < r.sent.End; i++ {
		switch r.low(i) {
		case "took", "take", "takes", "taking", "taken":
		default:
			continue
		}
		k, ok := r.starts[i+1]
		if !ok || r.groups[k].form != counted || r.groups[k].thing {
			continue
		}
		g := &r.groups[k]
		switch held := r.low(g.words.End); {
		case held == "prisoner" || held == "prisoners":
		case g.nouns.End-g.nouns.Start > 1 && r.low(g.nouns.End-1) == "prisoner":
			g.nouns.End--
			g.head = g.nouns.End - 1
		case g.head >= 0 && (r.low(g.head) == "hostages" || r.low(g.head) == "hostage" || r.low(g.head) == "prisoners" || r.low(g.head) == "prisoner" || r.low(g.head) == "captives"):
		default:
			continue
		}
		one := language.Range{Start: i, End: i + 1}
		r.add(harm{i, one, harmWord{record.Abducted, objectHarm, pastForm}}, k, -1, language.Range{Start: r.auxStart(i), End: i + 1}, true)
	}
}

// fillSpeaker takes whoever "spoke of" the figure, or "acknowledged" it, where no statement is found there.
func (c *counter) fillSpeaker(out *count, f *finding) {
	if f.class != nounHarm && f.class != stateHarm {
		return
	}
	for v, steps := f.word, 0; v >= 0 && steps < 4; v, steps = c.toks[v].Head, steps+1 {
		if c.toks[v].Tag != language.VERB {
			continue
		}
		switch c.toks[v].Lemma {
		case "speak", "acknowledge", "admit", "concede":
		default:
			return
		}
		r := c.nounPhrase(c.doc.Child(v, language.Nsubj))
		if a := c.actorAt(r); a >= 0 && !r.Overlaps(f.group.words) {
			out.source = a
			out.evidence["source"] = []language.Range{r}
		}
		return
	}
}

// asPart gives a part what its whole has and its own words do not tell: a part of a tally is one too, and a part whose harm is no event of its own
// belongs to the event of the whole.
func (c *counter) asPart(n, m int) {
	a, b := &c.counts[n], &c.counts[m]
	switch {
	case b.tally:
		if !a.tally || a.from.IsZero() {
			c.takeWhen(a, b)
		}
		a.tally, a.event = true, -1
		if a.place < 0 {
			a.place, a.evidence["place"] = b.place, b.evidence["place"]
		}
	case !b.tally && !a.tally && b.event >= 0 && a.event != b.event && (a.event < 0 || !slices.Contains(c.events[a.event].triggers, a.harm)):
		a.event = b.event
		c.takeWhen(a, b)
		a.place, a.perpetrator = b.place, b.perpetrator
		for _, field := range []string{"place", "perpetrator"} {
			delete(a.evidence, field)
			if words := b.evidence[field]; words != nil {
				a.evidence[field] = words
			}
		}
	}
	if b.category == record.Militant && (a.category == record.UnknownCategory || a.category == record.Security && c.found[n].form == named) {
		a.category = b.category // "eight militants, including commander Ato Lem"
	}
	for field, words := range a.evidence {
		if words == nil {
			delete(a.evidence, field)
		}
	}
}

// takeWhen gives a the time of b.
func (c *counter) takeWhen(a, b *count) {
	a.from, a.to, a.time = b.from, b.to, b.time
	delete(a.evidence, "from")
	if words := b.evidence["from"]; words != nil {
		a.evidence["from"] = words
	}
}

// whenTime gives the time right before the "when" that opens the clause of harm: "since 2019, when a bomber killed 40"; -1 for none.
func (c *counter) whenTime(f *finding, s language.Range) int {
	start := min(f.group.words.Start, f.harm.words.Start)
	for i := start - 1; i > s.Start && i > start-16; i-- {
		switch c.low(i) {
		case ";", ".":
			return -1
		case "when":
			return slices.IndexFunc(c.times, func(t calendar.Time) bool {
				return !t.From.IsZero() && s.Contains(t.Range) && (t.End == i || t.End == i-1 && c.low(i-1) == ",")
			})
		}
	}
	return -1
}

// namedEnd gives the last day that a time's own words name: of "since 2019" the last of that year, not today.
func namedEnd(t *calendar.Time) calendar.Day {
	if t.Bound != calendar.Since {
		return t.To
	}
	switch len(t.Value) {
	case len("2006"):
		return calendar.NewDay(t.From.Year, 12, 31)
	case len("2006-01"):
		return calendar.NewDay(t.From.Year, t.From.Month+1, 0)
	}
	return t.From
}

// ofHistory takes a count told of the time of a "when" out of an event that is told of elsewhere too.
func (c *counter) ofHistory(out *count, f *finding, s language.Range) {
	f.past = true
	if out.event < 0 {
		return
	}
	e := &c.events[out.event]
	if e.from == out.from || slices.IndexFunc(e.triggers, func(t int) bool { return !s.Contains(language.Range{Start: t, End: t + 1}) }) < 0 {
		return
	}
	out.event = -1
	if out.perpetrator >= 0 && !slices.ContainsFunc(out.evidence["perpetrator"], s.Contains) {
		out.perpetrator = -1
		delete(out.evidence, "perpetrator")
	}
}

// compared says whether the time at token i is that of another figure which this one is compared with: "up from 20 in September".
func (c *counter) compared(i int, s language.Range) bool {
	for k := i - 1; k > s.Start && k > i-8; k-- {
		switch c.low(k) {
		case "compared", "versus":
			return true
		case "from":
			switch c.low(k - 1) {
			case "up", "down":
				return true
			}
		case ",", ";":
			return false
		}
	}
	return false
}

// manyAttacks says whether the harm is that of attacks without number: "militant attacks killed 214 people in October", "died in clashes".
func (c *counter) manyAttacks(f *finding, s language.Range) bool {
	if f.active && f.class == objectHarm {
		r := c.activeSubject(f, s)
		if at := min(f.voice.Start, f.word); r.Empty() && at-2 >= s.Start { // where the tree gives no subject, what stands before the verb
			r = language.Range{Start: at - 2, End: at}
		}
		for i := r.End - 2; i >= r.Start && c.isWord(i); i-- {
			if c.toks[i].Tag == language.NUM || c.toks[i].Tag == language.DET {
				return false
			}
		}
		return !r.Empty() && c.isAttacks(r.End-1)
	}
	end := max(f.harm.words.End, f.group.words.End)
	if w := c.low(end); w != "in" && w != "by" && w != "during" {
		return false
	}
	for i := end + 1; i < min(end+4, s.End); i++ {
		if c.toks[i].Tag == language.NUM || c.toks[i].Tag == language.DET {
			return false
		}
		if c.isAttacks(i) {
			return true
		}
	}
	return false
}

// isAttacks says whether token i is a plural noun for violence of one place and day each.
func (c *counter) isAttacks(i int) bool {
	word := c.low(i)
	if len(word) < 4 || word[len(word)-1] != 's' {
		return false
	}
	return incidentNouns[word[:len(word)-1]] || word == "clashes" || word == "ambushes"
}

// totalsDiffer says whether two totals are of different windows, areas or doers: nobody of the one need be among the other.
func (c *counter) totalsDiffer(n, m int) bool {
	a, b := &c.counts[n], &c.counts[m]
	if !a.tally || !b.tally {
		return false
	}
	if !a.from.IsZero() && !b.from.IsZero() && (a.from != b.from || a.to != b.to) {
		return true
	}
	if a.place >= 0 && b.place >= 0 && c.places[a.place].Name != c.places[b.place].Name && !c.inside(a.place, b.place) && !c.inside(b.place, a.place) {
		return true
	}
	return a.perpetrator >= 0 && b.perpetrator >= 0 && a.perpetrator != b.perpetrator
}

// fightersApart says whether one count is of fighters and the other, of no such, not about as high: "13 dead" and "60 terrorists" are not two tolls of
// the same people. Fighters may be a part of a toll.
func (c *counter) fightersApart(n, m int) bool {
	f, g := &c.found[n], &c.found[m]
	a, b := f.figure.number(), g.figure.number()
	if (c.category(f) == record.Militant) == (c.category(g) == record.Militant) || f.toll || c.raised(n) {
		return false
	}
	if c.category(f) == record.Militant && a < b && !c.otherSource(n, m) {
		x, y := c.counts[n].event, c.counts[m].event
		return x >= 0 && y >= 0 && x != y // "12 people were killed. Three gunmen died": part of them, unless they died elsewhere
	}
	return min(a, b)*2 < max(a, b) || c.counts[n].source == c.counts[m].source && c.counts[n].source >= 0
}

// sentenceSums finds those told in one sentence by several words of harm who add up to a figure given before: "50 people were killed … thirty
// died at once and 20 were burned alive".
func (c *counter) sentenceSums() {
	for n := 0; n < len(c.counts); {
		end, sum, harms := n, 0, 0
		for ; end < len(c.counts) && c.sameSentence(end, n) && c.counts[end].kind == c.counts[n].kind && c.counts[end].partOf < 0 && !c.found[end].of && !c.found[end].more; end++ {
			sum += c.found[end].figure.number()
			if end == n || c.counts[end].harm != c.counts[end-1].harm {
				harms++
			}
		}
		if harms > 1 && !c.initial(n) {
			c.sumsUp(n, end, sum)
		}
		n = max(end, n+1)
	}
}

// countriesDiffer says whether both places lie in countries that are known and not the same.
func (c *counter) countriesDiffer(a, b int) bool {
	return a >= 0 && b >= 0 && c.places[a].Country != "" && c.places[b].Country != "" && c.places[a].Country != c.places[b].Country
}

// dayAndModeDiffer says whether both events have a day and a kind of attack of their own: an air strike the day after a convoy was shot at.
func dayAndModeDiffer(a, b *event) bool {
	if a.from.IsZero() || b.from.IsZero() || !(a.to.Before(b.from) || b.to.Before(a.from)) {
		return false
	}
	return tellsMode(a.mode) && a.mode != b.mode
}
