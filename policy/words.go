package policy

import (
	"fmt"
	"strings"

	"github.com/tollbook/tollbook/record"
)

// A figure is a claim's quantity as a policy reads it.
type figure struct {
	low, best, high int
	open            bool // nobody says how many there may be at most
	ceiling         bool // "up to 40": an upper bound and nothing else
	why             reasons
}

func (f figure) plus(g figure) figure {
	f.low, f.best, f.high = f.low+g.low, f.best+g.best, f.high+g.high
	f.open, f.ceiling = f.open || g.open, f.ceiling && g.ceiling
	f.why = append(reasons(nil), f.why...)
	f.why.add(g.why...)
	return f
}

// minus gives what is left of a figure less a part of it.
func (f figure) minus(g figure) figure {
	f.low, f.best, f.high = max(0, f.low-g.high), max(0, f.best-g.best), max(0, f.high-g.low)
	return f
}

// within caps a part at its whole.
func (f figure) within(whole figure) figure {
	f.best = min(f.best, whole.best)
	f.low = min(f.low, f.best)
	f.high = max(f.best, min(f.high, whole.high))
	return f
}

// figureOf reads a claim's quantity. Large-scale fighting makes ACLED's "several" ten.
func figureOf(p Policy, c Claim, large bool) figure {
	if c.Bound == record.Vague {
		return vagueFigure(p, c, large)
	}
	low, best, high := orElse(c.Low, c.Best, c.High), orElse(c.Best, c.Low, c.High), orElse(c.High, c.Best, c.Low)
	f := figure{low: low, best: best, high: high}
	switch c.Bound {
	case record.AtLeast:
		f.best, f.high, f.open = low, low, true
		f.say("'%s' counts %d (%s)", c.Quantity, low, p.label())
	case record.UpTo:
		f.low, f.best, f.ceiling = 0, 0, true
		f.say("'%s' is only an upper bound (%s)", c.Quantity, p.label())
	case record.Between:
		f.best = low
		f.say("'%s' counts %d (%s)", c.Quantity, low, p.label())
	case record.About:
		f.say("'%s' counts %d (%s)", c.Quantity, best, p.label())
	}
	return f
}

func (f *figure) say(format string, args ...any) { f.why.add(fmt.Sprintf(format, args...)) }

func orElse(values ...*int) int {
	for _, v := range values {
		if v != nil {
			return *v
		}
	}
	return 0
}

// vagueFigure gives a vague word its number: ACLED's own, else the least that the word can mean. The widest range
// begins at the lesser of the two.
func vagueFigure(p Policy, c Claim, large bool) figure {
	n := leastOf(c)
	acled, why := acledOf(c, large)
	switch p {
	case ACLED:
		n = acled
	case All:
		n = min(n, acled)
	}
	f := figure{low: n, best: n, high: n, open: true}
	if p == ACLED && why != "" {
		f.say("'%s' counts %d, %s (%s)", c.Quantity, n, why, p.label())
	} else {
		f.say("'%s' counts %d (%s)", c.Quantity, n, p.label())
	}
	return f
}

// leastOf gives the least that a vague word can mean: of a plural, two of its unit.
func leastOf(c Claim) int {
	if c.Low != nil {
		return *c.Low
	}
	return 3 // "many": more than a pair
}

// acledNumbers are ACLED's numbers for words of number. "Scores" follows from "dozens": one of the unit, not two.
var acledNumbers = map[string]int{"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1_000, "millions": 1_000_000,
	"dozen": 12, "score": 20, "hundred": 100, "thousand": 1_000, "million": 1_000_000}

// acledOf multiplies the words of number that a quantity holds: "tens of thousands" are 10 times 1,000. Words
// without a number are 3, or 10 in large-scale fighting; before a unit ("several hundred") they are 3.
func acledOf(c Claim, large bool) (n int, why string) {
	product, units := 1, false
	for _, word := range strings.Fields(strings.ToLower(c.Quantity)) {
		if unit, ok := acledNumbers[strings.Trim(word, ".,")]; ok {
			product *= unit
			units = true
		} else if isFew(word) {
			product *= 3
		}
	}
	switch {
	case units:
		return product, ""
	case large:
		return 10, "for the fighting is large in scale"
	}
	return 3, ""
}

func isFew(word string) bool {
	return word == "several" || word == "few" || word == "many" || word == "some"
}
