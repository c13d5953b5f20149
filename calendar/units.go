package calendar

import (
	"strings"

	"github.com/tollbook/tollbook/language"
)

// yearPhrase reads "1998", "fiscal 1989", "the year 2000", "the 1990s", "the nineties", "the 20th century".
func (s *scanner) yearPhrase(i int, article bool) found {
	if f := s.decadePhrase(i); f.end > i {
		return f
	}
	j := s.skip(i, "fiscal")
	j = s.skip(j, "year")
	y, k := s.year(j)
	if k == j || j == i && !s.yearStands(i, k, y, article) {
		return found{}
	}
	f := found{end: k, iv: yearInterval(y), bare: !s.is(i, "year"), mention: true}
	if s.is(k, "-", "–", "/") && s.at(k+1).value >= 0 && !s.at(k+1).spaced && !s.at(k).spaced {
		last := s.at(k + 1)
		n := last.value
		if last.end-last.start == 2 {
			n += y - y%100
		}
		if n > y && n < 2200 && last.end-last.start != 3 {
			f.end, f.iv.to = k+2, yearInterval(n).to
			f.iv.value += "/" + yearInterval(n).value
		}
	}
	return f
}

func (s *scanner) decadePhrase(i int) found {
	if n, ok := s.at(i).get(decade); ok && s.is(i-1, "the", "early", "late", "mid", "-", "of") && !s.aged(i-1) {
		return found{end: i + 1, iv: decadeInterval(n), mention: true}
	}
	if n, j := s.ordinal(i); j > i && s.is(s.skip(j, "-"), "century", "centuries") && n <= 30 {
		return found{end: s.skip(j, "-") + 1, iv: centuryInterval(n), mention: true}
	}
	y, j := s.year(i)
	if j == i || y%10 != 0 {
		return found{}
	}
	if y >= 2020 && s.is(i, "'", "’", "‘", "`") {
		y -= 100 // "the '20s" and "the '30s" are not yet over, or not yet begun
	}
	k := j
	if s.is(k, "'", "’") {
		k++
	}
	if !s.is(k, "s") || s.at(k).spaced || s.at(j).spaced || k > j && !s.is(i-1, "the", "early", "late", "mid", "-") {
		return found{}
	}
	return found{end: k + 1, iv: decadeInterval(y), mention: true}
}

// aged says whether "early", "mid-" or "late" before the twenties or thirties tells somebody's age: "in his early thirties".
func (s *scanner) aged(i int) bool {
	i -= s.ifIs(i, "-")
	return s.is(i, "early", "mid", "late") && !s.is(i-1, "the")
}

// yearStands says whether the number from i to j stands where years stand, and not where counts do.
func (s *scanner) yearStands(i, j, y int, article bool) bool {
	if s.at(i).value < 0 {
		return !s.is(i, "'", "’", "‘", "`") || s.is(i-1, "in", "of", "since", "summer", "fall", "spring", "winter", "late", "early")
	}
	p, n := s.at(i-1), s.at(j)
	if s.counts(i, j) || n.in(unit) && !s.is(j, "half", "second", "quarter", "quarters") || p.in(number) || p.value >= 0 && !p.in(month) {
		return false
	}
	if (p.is("-", "/", ".", ":") && !p.spaced || p.is("-", "/")) && s.at(i-2).value >= 0 || n.is("-", "/", "–") && !n.spaced && s.at(j+1).value >= 0 && s.at(j+1).end-s.at(j+1).start == 3 {
		return false
	}
	if p.in(counting) {
		return false
	}
	if s.plural(j) && !article && !p.is("this", "his", "her", "its", "their", "'", "s", "our", "early", "late") {
		return false
	}
	if p.in(yearBefore) || p.in(season) || p.is("(") {
		return y >= 1000 && (y >= 1700 || !p.is("of", "for", "from", "by", "after", "before"))
	}
	return y >= 1900 && y <= 2060
}

// plural says whether atom i is a noun in the plural, as after a count.
func (s *scanner) plural(i int) bool {
	a := s.at(i)
	if a.token < 0 || a.value >= 0 || len(a.word) < 3 {
		return false
	}
	tok := &s.doc.Tokens[a.token]
	if tok.Fine != "" {
		return tok.Fine == "NNS" || tok.Tag == language.ADJ && i+1 < len(s.atoms) && s.doc.Tokens[s.at(i+1).token].Fine == "NNS"
	}
	return strings.HasSuffix(a.word, "s") && !a.is("was", "has", "is", "as", "this", "his", "its")
}

// seasonPhrase reads "last fall", "this summer", "the winter of 1994", "summer 2024", "in spring".
func (s *scanner) seasonPhrase(i int, article bool) found {
	j, step, _ := s.determiner(i)
	n, ok := s.at(j).get(season)
	if !ok || s.at(j).word[len(s.at(j).word)-1] == 's' {
		return found{}
	}
	f := found{end: j + 1, mention: true}
	k := s.skip(j+1, "of")
	k = s.skip(k, ",")
	if y, e := s.year(k); e > k {
		return found{end: e, iv: seasonInterval(y, n), bare: !article || k == j+1, mention: true}
	}
	inPrep := s.is(i-1, "in", "during", "since", "until", "by", "early", "late", "mid", "-")
	if j == i && !article && !(inPrep && !s.at(j).is("fall")) {
		return found{}
	}
	if s.base.IsZero() {
		f.iv.unit = seasonUnit
		return f
	}
	year := s.base.Year
	now := seasonInterval(year, n)
	switch {
	case step < 0 && !now.to.Before(s.base):
		year--
	case step > 0 && !s.base.Before(now.from):
		year++
	case step == 0 && j == i && s.base.Before(now.from) && s.tense(i, j+1) <= 0:
		year--
	}
	f.iv = seasonInterval(year, n)
	return f
}

// ordinalPart reads quarters and halves of years, and "the first nine months of 2024".
func (s *scanner) ordinalPart(i int, article bool) found {
	year, j := s.owner(i)
	j = s.skip(s.skip(s.skip(j, "fiscal"), "year"), "-")
	if s.at(j).is("q", "h") && s.at(j+1).value >= 1 && !s.at(j+1).spaced {
		return s.codedPart(j)
	}
	n, k := s.ordinal(j)
	if k == j {
		if !s.is(j, "last", "final") {
			return found{}
		}
		n, k = 0, j+1
	}
	k = s.skip(k, "-")
	if s.is(k, "fiscal") {
		k = s.skip(k+1, "-")
	}
	u, ok := s.at(k).get(unit)
	switch {
	case ok && Unit(u) == Quarter && s.at(k).word == "quarter" && n >= 1 && n <= 4, ok && Unit(u) == halfYear && (n == 1 || n == 2) && s.halfOfYear(i, k):
		return s.yearPart(n, k+1, Unit(u), year, s.at(k-1).word == "-" && !article)
	case ok && Unit(u) == halfYear && (n == 1 || n == 2):
		return s.halfOfMonth(n, k)
	case ok && Unit(u) == Week || ok && Unit(u) == weekend || ok && Unit(u) == OneDay:
		return s.dayInMonth(n, k, Unit(u))
	case n == 1:
		return s.firstLength(k)
	}
	return found{}
}

// halfOfMonth reads "half of August" after its ordinal.
func (s *scanner) halfOfMonth(n, k int) found {
	if !s.is(k+1, "of") {
		return found{}
	}
	p, j := s.monthDate(k + 2)
	if j == k+2 || p.day > 0 {
		return found{}
	}
	f := found{end: j, iv: s.resolve(p, k+2, j), mention: true}
	if f.iv.known() && n == 1 {
		f.iv.to = f.iv.from.Add(14)
	} else if f.iv.known() {
		f.iv.from = f.iv.from.Add(15)
	}
	return f
}

// halfOfYear says whether "half" is that of a year and not of something else.
func (s *scanner) halfOfYear(i, k int) bool {
	if s.is(k+1, "of") {
		j := s.skip(k+2, "the")
		_, e := s.year(j)
		return e > j || s.is(j, "this", "last", "next", "year", "fiscal") && (s.is(j, "year") || s.is(j+1, "year"))
	}
	return s.at(k+1).value > 1900 || s.is(k+1, "profit", "earnings", "net", "results", "loss") || !s.is(i, "first", "second")
}

// owner reads the year that a quarter belongs to: "this year's", "1988".
func (s *scanner) owner(i int) (int, int) {
	if y, j := s.year(i); j > i {
		if s.is(j, "'", "’") && s.is(j+1, "s") {
			j += 2
		}
		return y, j
	}
	_, step, _ := s.determiner(i)
	if s.is(i, "this", "last", "next") && s.is(i+1, "year") && s.is(i+2, "'", "’") && s.is(i+3, "s") && !s.base.IsZero() {
		return s.base.Year + step, i + 4
	}
	if j := s.yearAgo(i); j > i && !s.base.IsZero() {
		return s.base.Year - 1, j
	}
	return 0, i
}

// yearAgo reads "year-ago" and "year-earlier".
func (s *scanner) yearAgo(i int) int {
	if s.is(i, "year") && s.is(i+1, "-") && s.is(i+2, "ago", "earlier") {
		return i + 3
	}
	return i
}

// codedPart reads "Q3 2024" and "H1".
func (s *scanner) codedPart(i int) found {
	u, most := Quarter, 4
	if s.is(i, "h") {
		u, most = halfYear, 2
	}
	if n := s.at(i + 1).value; n <= most {
		if f := s.yearPart(n, i+2, u, 0, true); s.is(i, "q") || f.end > i+2 {
			return f
		}
	}
	return found{}
}

// yearPart gives quarter or half n; its year is the given one, or one that follows, or the nearest by the tense.
func (s *scanner) yearPart(n, end int, u Unit, year int, bare bool) found {
	f := found{end: end, bare: bare, mention: true, iv: interval{unit: u}}
	if year == 0 {
		year, f.end = s.container(end)
	}
	part := quarterInterval
	if u == halfYear {
		part = halfInterval
	}
	if year == 0 {
		if s.base.IsZero() {
			return f
		}
		year = s.base.Year
		if iv := part(year, n); s.base.Before(iv.from) && s.tense(end-2, end) <= 0 {
			year--
		} else if iv.to.Before(s.base) && s.tense(end-2, end) > 0 && iv.to.Days(s.base) > 100 {
			year++
		}
	}
	f.iv = part(year, n)
	return f
}

// container reads the year in "the third quarter of 1990", "the first half of this year".
func (s *scanner) container(i int) (year, end int) {
	j := s.skip(i, "of")
	j = s.skip(s.skip(s.skip(j, "the"), "fiscal"), "year")
	if y, k := s.year(j); k > j && !s.counts(j, k) {
		return y, k
	}
	if s.is(i, "of") && s.is(i+1, "this", "last", "next") && s.is(i+2, "year") && !s.base.IsZero() {
		_, step, _ := s.determiner(i + 1)
		return s.base.Year + step, i + 3
	}
	if s.is(i, "of") && s.is(i+1, "the") && s.is(i+2, "year") && !s.base.IsZero() {
		return s.base.Year, i + 3
	}
	return 0, i
}

// dayInMonth reads "first week of May", "second weekend of March 2024", "last day of October".
func (s *scanner) dayInMonth(n, k int, u Unit) found {
	if !s.is(k+1, "of", "in") || n > 5 && u != OneDay {
		return found{}
	}
	j := s.skip(k+2, "the")
	inner := s.core(j, j > k+2)
	if inner.end <= j || inner.iv.unit != Month || !inner.iv.known() {
		return found{}
	}
	f := found{end: inner.end, mention: true}
	month := inner.iv
	switch {
	case u == OneDay && n == 0:
		f.iv = dayInterval(month.to)
	case u == OneDay:
		f.iv = dayInterval(month.from.Add(n - 1))
	case u == weekend:
		saturday := month.from.Add((6 - int(month.from.Weekday()) + 7) % 7)
		f.iv = weekendInterval(saturday.Add(7 * max(n-1, 0)))
	case n == 0:
		f.iv = weekInterval(month.to)
		f.iv.from, f.iv.to = month.to.Add(-6), month.to
	default:
		f.iv = weekInterval(month.from.Add(7 * (n - 1)))
		f.iv.from = month.from.Add(7 * (n - 1))
		f.iv.to = f.iv.from.Add(6)
		if month.to.Before(f.iv.to) {
			f.iv.to = month.to
		}
	}
	return f
}

// firstLength reads "nine months (of 2024)" after "the first": a length that begins with a year.
func (s *scanner) firstLength(k int) found {
	q, j := s.number(k)
	u, ok := s.at(j).get(unit)
	if j == k || !ok || q.vague || Unit(u) < Week || Unit(u) > Quarter {
		return found{}
	}
	f := found{end: j + 1, kind: Duration, iv: interval{value: lengthValue(q, Unit(u))}}
	year, end := s.container(j + 1)
	f.end = end
	if year == 0 && !s.base.IsZero() {
		year = s.base.Year
		if s.base.Before(shift(yearInterval(year).from, Unit(u), q.n).Add(-1)) {
			year--
		}
	}
	if year > 0 {
		f.iv.from = yearInterval(year).from
		f.iv.to = shift(f.iv.from, Unit(u), q.n).Add(-1)
	}
	return f
}
