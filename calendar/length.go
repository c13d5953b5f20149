package calendar

import (
	"strconv"
	"time"

	"github.com/tollbook/tollbook/language"
)

var unitCodes = [...]string{"S", "M", "H", "D", "W", "M", "Q", "Y", "Y", "Y", "W", "WE", "Y", "D", "Y"}

func monthOf(m int) time.Month { return time.Month(m) }

// lengthValue gives the TIMEX3 value of a length.
func lengthValue(q quantity, u Unit) string {
	head := "P"
	if u <= Hour {
		head = "PT"
	}
	if q.vague {
		if u == Quarter {
			return "PXM"
		}
		return head + "X" + unitCodes[u]
	}
	n := q.n
	switch u {
	case Decade:
		n *= 10
	case Century:
		n *= 100
	case fortnight:
		n *= 2
	case Quarter:
		n, u = n*3, Month
	}
	value := head
	if n > 0 || !q.half {
		value += strconv.Itoa(n) + unitCodes[u]
	}
	if q.half {
		value += halfOf(u)
	}
	return value
}

// ParseLength reads the TIMEX3 value of a length in whole days, weeks, months or years: "P10M". It gives false for any other, also for "PXM".
func ParseLength(value string) (Period, bool) {
	if len(value) < 3 || value[0] != 'P' {
		return Period{}, false
	}
	n, err := strconv.Atoi(value[1 : len(value)-1])
	if err != nil || n < 1 {
		return Period{}, false
	}
	switch value[len(value)-1] {
	case 'D':
		return Period{n, OneDay}, true
	case 'W':
		return Period{n, Week}, true
	case 'M':
		return Period{n, Month}, true
	case 'Y':
		return Period{n, Year}, true
	}
	return Period{}, false
}

func halfOf(u Unit) string {
	switch u {
	case Year:
		return "6M"
	case Decade:
		return "5Y"
	case Century:
		return "50Y"
	case Hour:
		return "30M"
	case Minute:
		return "30S"
	case Month:
		return "15D"
	case OneDay:
		return "T12H"
	case Week:
		return "3D"
	}
	return ""
}

// length reads a length, and a date told by its distance: "10-hour", "nearly two years", "two weeks ago",
// "a day earlier", "two days after".
func (s *scanner) length(i int) found {
	j := s.hedge(i)
	if f := s.ahead(i); f.end > i {
		return f
	}
	for k, word := range [...]string{"daylong", "weeklong", "monthlong", "yearlong"} {
		if s.is(i, word) {
			return found{end: i + 1, kind: Duration, iv: interval{value: [...]string{"P1D", "P1W", "P1M", "P1Y"}[k]}}
		}
	}
	q, k := s.number(j)
	if u, ok := s.at(i).get(unit); ok && s.is(i+1, "-") && s.is(i+2, "long") && s.at(i).word[len(s.at(i).word)-1] != 's' {
		return found{end: i + 3, kind: Duration, iv: interval{value: lengthValue(quantity{n: 1, most: 1}, Unit(u))}}
	}
	bare := k == j
	if s.is(j, "the") || s.is(i, "the") || bare && (j > i || !s.at(j).in(unit)) {
		return found{}
	}
	k = s.skip(k, "-", "more", "full", "straight", "consecutive", "trading", "long", "whole", "additional", "other", "extra", "solid", "business", "working", "calendar")
	u, ok := s.at(k).get(unit)
	if !ok || !s.unitStands(q, bare, k, Unit(u)) {
		return found{}
	}
	end := k + 1
	if s.phrase(end, "and", "a", "half") > end {
		q.half, end = true, end+3
	}
	if s.ages(end) {
		return found{}
	}
	if bare {
		q = quantity{vague: true}
	}
	f := found{end: end, kind: Duration, iv: interval{value: lengthValue(q, Unit(u))}}
	if q.most > q.n && q.n > 0 {
		f.iv.value = lengthValue(quantity{n: q.n}, Unit(u))
	}
	if s.is(end, "or") && s.is(end+1, "so") {
		f.end = end + 2
	}
	if s.rate(i, j, k) {
		f.kind = Set
		return f
	}
	if g := s.distance(f, q, Unit(u)); g.end > f.end || g.relation != Unrelated {
		return g
	}
	if s.is(end, "-") && s.is(end+1, "long") {
		f.end = end + 2
	} else if bare && !s.is(i-1, "for", "over", "in", "within", "after", "of", "during", "through", "took", "lasted", "spent", "follows", "followed", "despite") {
		return found{}
	}
	return f
}

// ahead reads "the weeks ahead".
func (s *scanner) ahead(i int) found {
	u, ok := s.at(i + 1).get(unit)
	if !ok || !s.is(i, "the") || !s.is(i+2, "ahead", "to") || s.is(i+2, "to") && !s.is(i+3, "come") || s.is(i+3, "of") || Unit(u) < OneDay || Unit(u) > Century {
		return found{}
	}
	f := found{end: i + 3, kind: Duration, iv: interval{value: lengthValue(quantity{vague: true}, Unit(u))}}
	if s.at(i + 1).word[len(s.at(i+1).word)-1] != 's' {
		f.iv.value = lengthValue(quantity{n: 1, most: 1}, Unit(u))
	}
	if s.is(i+2, "to") {
		f.end++
	}
	return f
}

// hedge reads "nearly", "more than", "at least" before a number.
func (s *scanner) hedge(i int) int {
	switch {
	case s.is(i, "nearly", "almost", "about", "around", "over", "roughly", "approximately", "within"):
		return i + 1
	case s.is(i, "more", "less", "fewer") && s.is(i+1, "than"):
		return i + 2
	case s.is(i, "at") && s.is(i+1, "least", "most"):
		return i + 2
	case s.is(i, "no") && s.is(i+1, "more", "less") && s.is(i+2, "than"):
		return i + 3
	case s.is(i, "up") && s.is(i+1, "to"):
		return i + 2
	}
	return i
}

// unitStands says whether the word at k is a unit of time here: "a second attack", "a quarter of them" and "three
// quarters" of something are none.
func (s *scanner) unitStands(q quantity, bare bool, k int, u Unit) bool {
	plural := s.at(k).word[len(s.at(k).word)-1] == 's'
	hyphen := s.is(k-1, "-")
	switch u {
	case halfYear, weekend, night:
		return false
	case Second:
		return plural && !bare || hyphen && q.n > 0
	case Quarter:
		return plural && !bare && !s.is(k+1, "of") && !hyphen && (q.vague || q.n > 1) && (q.vague || s.is(s.atNumber(k)-1, "next", "last", "past", "for", "in", "over"))
	}
	if bare {
		return plural && u >= Hour
	}
	if q.n > 1 && !plural && !hyphen && !q.half && (s.at(k-1).value < 0 || u > Year) && !s.at(k-1).in(number) {
		return false
	}
	return !s.at(k).capital || s.caseless || s.at(k).first || hyphen
}

// atNumber gives the first atom of the number that ends before k.
func (s *scanner) atNumber(k int) int {
	for k > 0 && (s.at(k-1).in(number) || s.at(k-1).value >= 0 || s.at(k-1).in(vague)) {
		k--
	}
	return k
}

// ages says whether a length is somebody's age: "-old", "years old", "years of age".
func (s *scanner) ages(i int) bool {
	j := s.skip(i, "-")
	return s.is(j, "old", "olds") || s.is(i, "of") && s.is(i+1, "age")
}

// rate says whether "a day" tells how often: "two attacks a day", "$5 a day".
func (s *scanner) rate(i, j, k int) bool {
	if j != i || !s.is(i, "a", "an") || k != i+1 || s.is(k+1, "ago", "earlier", "later", "after", "before", "and", "-") {
		return false
	}
	p := s.at(i - 1)
	if p.token < 0 || p.is("once", "twice", "times") || p.value >= 0 {
		return p.token >= 0
	}
	tok := &s.doc.Tokens[p.token]
	if tok.Fine == "" {
		return false
	}
	return tok.Tag == language.NOUN || tok.Tag == language.NUM || p.is("million", "billion", "thousand")
}

// distance reads "ago", "earlier", "later", "from now", "before", "after" after a length.
func (s *scanner) distance(f found, q quantity, u Unit) found {
	j := s.skip(f.end, "-")
	step, base := 0, s.base
	switch {
	case s.is(j, "ago"):
		step = -1
	case s.is(j, "earlier", "previously") || s.is(j, "before") && s.stops(j+1):
		step = -1
		if s.last.known() {
			base = s.last.from
		}
	case s.is(j, "later") || s.is(j, "after") && s.stops(j+1):
		step, base = 1, s.last.to
	case s.is(j, "from") && s.is(j+1, "now"), s.is(j, "hence"):
		step = 1
		if s.is(j, "from") {
			j++
		}
	case relationAt(s.at(j)) != Unrelated && !q.vague:
		f.relation, f.offset = relationAt(s.at(j)), Period{q.n, u}
		return f
	default:
		return f
	}
	f.end = j + 1
	if u <= Hour {
		if u == Hour && q.n%24 == 0 && q.n > 0 {
			f.iv = dayInterval(shift(base, OneDay, step*q.n/24))
			f.kind, f.mention = Date, f.iv.known()
		} else if s.is(j, "ago") && !q.vague && q.n > 0 {
			// Less than a day ago may have been yesterday.
			f.iv.from, f.iv.to = shift(base, Hour, -1), base
			if u == Hour {
				f.iv.from = shift(base, Hour, -q.n)
			}
		}
		return f
	}
	if s.is(j, "later", "after") && (q.vague || base.IsZero() && !s.base.IsZero()) {
		return f // how long after is all that is known
	}
	f.kind = Date
	f.iv = s.farOff(q, u, step, base, j)
	f.mention = f.iv.known() && f.iv.unit != Quarter
	return f
}

// farOff gives the stretch that lies a length from a day. A year from a quarter is a quarter.
func (s *scanner) farOff(q quantity, u Unit, step int, base Day, j int) interval {
	switch {
	case q.vague && step < 0:
		return interval{value: "PAST_REF"}
	case q.vague:
		return interval{value: "FUTURE_REF"}
	case base.IsZero():
		return interval{unit: u}
	case u == Year && q.n == 1 && s.quarter.known() && step < 0:
		return s.yearBefore()
	case s.is(j, "earlier", "later", "before", "after") && s.last.known() && u != s.last.unit && s.last.unit < u:
		return unitInterval(shift(base, u, step*q.n), s.last.unit)
	case u == Decade || u == Century:
		return unitInterval(shift(base, u, step*q.n), Year)
	}
	return unitInterval(shift(base, u, step*q.n), u)
}

func relationAt(a *atom) Relation {
	switch {
	case a.is("after", "since"):
		return AfterOther
	case a.is("before"):
		return BeforeOther
	}
	return Unrelated
}

// stops says whether a phrase ends before atom i, so that "two days after" has no X.
func (s *scanner) stops(i int) bool {
	a := s.at(i)
	return a.token < 0 || a.value < 0 && len(a.word) > 0 && !(a.word[0] >= 'a' && a.word[0] <= 'z') && !a.is("\"", "“", "'", "‘") && a.word[0] < 0x80 || a.is("and", "but", "when")
}
