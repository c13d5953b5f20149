package read

import (
	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// compareBefore adds the totals of an earlier time to which those of a sentence, from count first on, are compared: "34 have been killed this year, against 21 in
// the same period of 2023".
func (c *counter) compareBefore(first int, s language.Range) {
	for n := first; n < len(c.counts); n++ {
		if a := &c.counts[n]; !a.tally || a.from.IsZero() || a.realis != record.Actual || a.partOf >= 0 {
			continue
		}
		fig, from, to, words, ok := c.comparedTo(n, s)
		if !ok {
			continue
		}
		f := c.found[n]
		f.group = group{words: fig.words, form: counted, figure: fig, head: -1, harmNoun: -1, state: -1}
		f.part, f.total, f.toll, f.rising = -1, false, true, false
		out := c.counts[n]
		out.quantity, out.who, out.low, out.best, out.high, out.bound = fig.words, language.Range{}, fig.low, fig.best, fig.high, fig.bound
		out.from, out.to, out.time = from, to, -1
		out.evidence = map[string][]language.Range{"quantity": {fig.words}, "from": {words}}
		if out.place >= 0 {
			out.evidence["place"] = []language.Range{c.places[out.place].Range}
		}
		out.clause = language.Range{Start: fig.words.Start, End: words.End}
		c.counts, c.found = append(c.counts, out), append(c.found, f)
		return
	}
}

// comparedTo reads "against 21 in the same period of 2023", "compared with 300 last year" behind the people of count n: the figure, its days, and the words
// that tell them.
func (c *counter) comparedTo(n int, s language.Range) (fig figure, from, to calendar.Day, words language.Range, ok bool) {
	a, f := &c.counts[n], &c.found[n]
	for i := max(f.group.words.End, f.harm.words.End); i < s.End; i++ {
		start := c.comparison(i)
		if start < 0 {
			continue
		}
		if fig, ok = figureAt(c.toks, start, s.End); !ok || c.inTime[start] {
			return fig, from, to, words, false
		}
		end := fig.words.End
		if end < s.End && (c.toks[end].Tag == language.NOUN || c.isPeople(end)) {
			end++ // "against 780 deaths": a count of its own
			if _, harm := c.words.harm[c.low(end-1)]; harm {
				return fig, from, to, words, false
			}
		}
		from, to, words = c.earlierPeriod(a, end, s)
		return fig, from, to, words, !from.IsZero()
	}
	return fig, from, to, words, false
}

// comparison gives the token behind words that compare at token i, -1 for none.
func (c *counter) comparison(i int) int {
	switch c.low(i) {
	case "against", "versus":
		return i + 1
	case "compared":
		if w := c.low(i + 1); w == "with" || w == "to" {
			return i + 2
		}
	case "up", "down":
		if c.low(i+1) == "from" {
			return i + 2
		}
	}
	return -1
}

// earlierPeriod gives the days of "in the same period of 2023" after count a's own, or those of "in all of 2023", and the words that tell them.
func (c *counter) earlierPeriod(a *count, i int, s language.Range) (from, to calendar.Day, words language.Range) {
	same := false
	for k := i; k < min(s.End, i+10); k++ {
		switch c.low(k) {
		case "same", "corresponding", "comparable", "equivalent":
			same = true
		case ",", ";", "and", "but":
			return from, to, words
		}
		for t := range c.times {
			x := &c.times[t]
			if x.Start != k || x.From.IsZero() || x.Relation != calendar.Unrelated || x.Kind == calendar.Set {
				continue
			}
			words = language.Range{Start: i, End: x.End}
			years := a.from.Year - x.From.Year
			switch c.low(x.End - 1) {
			case "earlier", "ago", "before":
				same = same || years > 0 // "up from 780 a year earlier"
			}
			if !same {
				return x.From, x.To, words
			}
			if years < 1 {
				return from, to, words
			}
			back := calendar.Period{N: years, Unit: calendar.Year}
			return back.Before(a.from), back.Before(a.to), words
		}
	}
	return from, to, words
}
