package calendar

import (
	"fmt"
	"time"
)

// A partial is a date with parts left out: 0 is not said.
type partial struct {
	year, month, day int
	lastDay          int  // of "October 3-7", else 0
	weekday          int  // plus one
	article          bool // "the 8th of May": the article is part of it
}

// date reads an absolute date, or the part of one that the text gives, at atom i.
func (s *scanner) date(i int) (partial, int) {
	if p, j := s.figureDate(i); j > i {
		return p, j
	}
	j, day := i, 0
	if w, ok := s.weekday(i); ok {
		day = w + 1
		j = s.skip(i+1, ".")
		j = s.skip(j, ",")
		j = s.skip(j, "the")
	}
	p, k := s.monthDate(j)
	if k == j {
		return partial{}, i
	}
	if day > 0 {
		if p.day == 0 {
			return partial{}, i
		}
		p.weekday = day
	}
	return p, k
}

// monthDate reads a date that names its month.
func (s *scanner) monthDate(i int) (partial, int) {
	if m, j := s.month(i); j > i {
		p := partial{month: m}
		j = s.dayAfterMonth(&p, j)
		j = s.yearAfter(&p, j)
		return p, s.yearTold(&p, j)
	}
	day, j := s.dayNumber(i)
	if j == i {
		return partial{}, i
	}
	p := partial{day: day}
	if s.is(j, "-", "–", "to", "and") {
		if d, k := s.dayNumber(j + 1); k > j+1 && d > day {
			p.lastDay, j = d, k
		}
	}
	if s.is(j, "of") {
		p.article = true
		j++
	} else {
		j = s.skip(j, "-")
	}
	m, k := s.month(j)
	if k == j {
		return partial{}, i
	}
	p.month = m
	k = s.yearAfter(&p, k)
	return p, s.yearTold(&p, k)
}

// yearTold reads "this year" or "last year" after a month or a day of one: "March this year".
func (s *scanner) yearTold(p *partial, i int) int {
	if p.year > 0 || s.base.IsZero() || !s.is(i, "this", "last") || !s.is(i+1, "year") || s.is(i+2, "'", "’", "'s", "’s") {
		return i
	}
	p.year = s.base.Year
	if s.is(i, "last") {
		p.year--
	}
	return i + 2
}

// dayNumber reads the day of a month: "9", "9th", "ninth".
func (s *scanner) dayNumber(i int) (int, int) {
	if n, j := s.ordinal(i); j > i && n >= 1 && n <= 31 {
		return n, j
	}
	if a := s.at(i); a.value >= 1 && a.value <= 31 && a.end-a.start <= 2 && !s.point(i+1) {
		return a.value, i + 1
	}
	return 0, i
}

// point says whether atom i goes on a number: a decimal, a time of day, a percentage.
func (s *scanner) point(i int) bool {
	return s.is(i, ".", ":", ",") && !s.at(i).spaced && s.at(i+1).value >= 0 && !s.at(i+1).spaced || s.is(i, "%")
}

// month reads the name of a month. "May", "March" and abbreviations need a capital letter, or a number beside them.
func (s *scanner) month(i int) (int, int) {
	a := s.at(i)
	m, ok := a.get(month)
	if !ok {
		return 0, i
	}
	short := a.mean.short && len(a.word) <= 4 && m != 5
	j := i + 1
	if short && s.is(j, ".") && !s.at(j).spaced {
		j++
	}
	numbered := s.at(j).value > 0 && s.at(j).value < 2200 || s.at(i-1).value > 0 && s.at(i-1).value <= 31 || s.is(i-1, "of", "th", "st", "nd", "rd")
	switch {
	case numbered && (a.capital || s.caseless || !a.is("may", "march", "mar", "dec")):
		return m, j
	case short && j == i+1:
		return 0, i
	case !a.capital && !s.caseless:
		return 0, i
	case a.is("may", "march", "august", "mar", "april", "june", "jan"):
		if !s.monthContext(i, j) {
			return 0, i
		}
	}
	return m, j
}

// monthContext says whether a word that is also a verb, an adjective or a name is a month here.
func (s *scanner) monthContext(i, j int) bool {
	if s.is(i-1, "in", "since", "of", "last", "this", "next", "until", "till", "by", "early", "late", "mid", "from", "between", "during", "each", "every", "for", "through", "before", "after", "-", "past", "to", "around", "coming") {
		return !s.caseless || !s.at(i).is("may", "march") || !s.is(i-1, "to", "this", "for", "each", "before", "after")
	}
	if s.caseless {
		return false
	}
	if s.is(i-1, "and", "or") {
		return s.at(i-2).in(month) || s.at(i-2).value > 1000 && s.at(i-3).in(month)
	}
	if ordinalDay, k := s.ordinal(j); k > j && ordinalDay <= 31 {
		return true
	}
	return !s.at(i).first && !s.is(j, "of", "for", "on", "to") && !s.at(i-1).capital && !s.at(j).capital && !s.at(i).is("may") && s.at(i-1).token >= 0
}

// dayAfterMonth reads the day in "October 9", "Oct. 9th", "March eighth", "October 3-7".
func (s *scanner) dayAfterMonth(p *partial, i int) int {
	j := s.skip(i, "the")
	d, k := s.dayNumber(j)
	if k == j || s.at(k).is("people", "percent", "soldiers", "million") {
		return i
	}
	p.day = d
	if s.is(k, "-", "–", "to", "and", "through") {
		if d2, k2 := s.dayNumber(k + 1); k2 > k+1 && d2 > d && !s.at(k2).in(month) && !s.at(k2).in(unit) && (!s.is(k, "and", "to") || s.ends(k2)) {
			p.lastDay, k = d2, k2
		}
	}
	return k
}

// ends says whether atom i ends a phrase: a mark, a year, or a small word.
func (s *scanner) ends(i int) bool {
	a := s.at(i)
	if _, j := s.year(i); j > i {
		return true
	}
	return a.word == "" || a.value < 0 && (a.word[0] < 'a' || a.word[0] > 'z') || a.is("in", "at", "when", "and", "as", "by", "on", "to")
}

// yearAfter reads the year after a month or a day; without one, the year of the next date in
// "between March and May 2024" serves.
func (s *scanner) yearAfter(p *partial, i int) int {
	j := s.skip(i, ",")
	j = s.skip(j, "of")
	j = s.skip(j, "-")
	if y, k := s.year(j); k > j && !s.counts(j, k) {
		p.year = y
		return k
	}
	if k := s.yearAside(j); k > j && !s.base.IsZero() {
		_, step, _ := s.determiner(j)
		p.year = s.base.Year + step
		return k
	}
	if a := s.at(j); p.day > 0 && j == i && a.end-a.start == 2 && s.twoFigureYear(j) {
		p.year = shortYear(a.value)
		return j + 1
	}
	s.sharedYear(p, i)
	return i
}

// twoFigureYear says whether the two figures at j, after a date, are its year: "3 JAN 90".
func (s *scanner) twoFigureYear(j int) bool {
	n, dayFirst := s.at(j).value, s.at(j-1).in(month)
	if dayFirst && n >= 32 {
		return !s.plural(j+1) && !s.at(j+1).is("people", "percent", "%") && !s.point(j+1)
	}
	return (n >= 32 || n >= 0 && dayFirst) && s.ends(j+1)
}

// yearAside reads "last year" after a month: "in May last year".
func (s *scanner) yearAside(i int) int {
	if s.is(i, "this", "last", "next") && s.is(i+1, "year") && !s.is(i+2, "'", "’") {
		return i + 2
	}
	return i
}

func (s *scanner) sharedYear(p *partial, i int) {
	if !s.is(i, "and", "to", "or", "-", "–", "through", "until") {
		return
	}
	m, j := s.month(i + 1)
	if j == i+1 {
		return
	}
	_, k := s.dayNumber(j)
	if y, e := s.year(s.skip(k, ",")); e > k && !s.is(e-1) && y > 0 {
		p.year = y
		if p.month > m {
			p.year--
		}
	}
}

// counts says whether the four digits from i to j are a number of things and no year.
func (s *scanner) counts(i, j int) bool {
	if s.at(i).value < 0 {
		return false
	}
	if s.point(j) || s.is(j, "people", "percent", "troops", "soldiers", "dead", "million", "meters", "metres", "kilometers", "kilometres", "miles", "feet", "km", "m", "hours", "hrs") {
		return true
	}
	return s.is(i-1, "$", "£", "€", "#") || s.is(j, "%")
}

// figureDate reads dates all in figures: 2025-10-09, 2025/10/09, 10/25/2025, 25.10.2025, and 9/11.
func (s *scanner) figureDate(i int) (partial, int) {
	a := s.at(i)
	mark := s.at(i + 1)
	if a.value < 1 || !mark.is("-", "/", ".") || mark.spaced || s.at(i+2).value < 1 || s.at(i+2).spaced {
		return partial{}, i
	}
	b := s.at(i + 2)
	if a.value == 9 && b.value == 11 && mark.is("/") && !s.is(i+3, "/") && s.at(i-1).word != "/" {
		return partial{year: 2001, month: 9, day: 11}, i + 3
	}
	if s.at(i+3).word != mark.word || s.at(i+3).spaced || s.at(i+4).value < 1 || s.at(i+4).spaced {
		return partial{}, i
	}
	c := s.at(i + 4)
	if s.is(i+5, mark.word) && !s.at(i+5).spaced && !s.is(i+5, ".") || s.point(i+5) && !s.is(i+5, ":") {
		return partial{}, i
	}
	p := partial{}
	switch {
	case a.end-a.start == 4 && a.value < 2200:
		p = partial{year: a.value, month: b.value, day: c.value}
	case c.end-c.start == 4 && c.value >= 1000 && c.value < 2200:
		p = dayAndMonth(a.value, b.value, c.value, mark.word)
	case c.end-c.start == 2 && mark.is("/"):
		p = dayAndMonth(a.value, b.value, shortYear(c.value), mark.word)
	}
	if p.year == 0 || p.month > 12 || p.day > 31 {
		return partial{}, i
	}
	return p, i + 5
}

// dayAndMonth orders the first two figures of a date. Where both orders are possible and differ, only
// the year is certain; with points, the day comes first.
func dayAndMonth(a, b, year int, mark string) partial {
	switch {
	case a > 31 || b > 31:
		return partial{}
	case mark == "." || a > 12:
		return partial{year: year, month: b, day: a}
	case b > 12 || a == b:
		return partial{year: year, month: a, day: b}
	}
	return partial{year: year}
}

// resolve gives the days of a partial date that stands at atom i.
func (s *scanner) resolve(p partial, i, end int) interval {
	m := time.Month(p.month)
	if p.day > 31 || p.day > 0 && p.day > monthLength(2024, m) {
		return interval{}
	}
	if p.year == 0 && s.base.IsZero() {
		if p.day > 0 {
			return interval{value: fmt.Sprintf("XXXX-%02d-%02d", p.month, p.day), unit: OneDay}
		}
		return interval{value: fmt.Sprintf("XXXX-%02d", p.month), unit: Month}
	}
	if p.year == 0 {
		p.year = s.nearYear(p, i, end)
	}
	switch {
	case p.month == 0:
		return yearInterval(p.year)
	case p.day == 0:
		return monthInterval(p.year, m)
	}
	day := Day{p.year, m, min(p.day, monthLength(p.year, m))}
	iv := dayInterval(day)
	if p.lastDay > p.day {
		iv.to = Day{p.year, m, min(p.lastDay, monthLength(p.year, m))}
		iv.value += "/" + iv.to.String()
	}
	return iv
}

// nearYear chooses the year of a date without one: the past one in news, unless the words or the nearness
// speak for the coming one.
func (s *scanner) nearYear(p partial, i, end int) int {
	year := s.base.Year
	if p.weekday > 0 && p.day > 0 {
		if y := s.weekdayYear(p); y > 0 {
			return y
		}
	}
	tense := s.tense(i, end)
	if p.day == 0 {
		if ahead := (p.month - int(s.base.Month) + 12) % 12; tense < 0 && ahead > 0 && ahead <= 3 && s.lasts(i) {
			tense = 1
		}
		return s.nearMonth(p.month, tense)
	}
	best, least := year, 0.0
	for _, y := range [...]int{year, year - 1, year + 1} {
		days := s.base.Days(Day{y, time.Month(p.month), p.day})
		if cost := farness(days, tense); y == year || cost < least {
			best, least = y, cost
		}
	}
	return best
}

// lasts says whether the word before atom i makes a month the end of what began before it: "has lent it money through
// January" looks ahead where January is near, whatever the tense.
func (s *scanner) lasts(i int) bool {
	for s.is(i-1, "-", "early", "mid", "late") {
		i--
	}
	return s.is(i-1, "through", "until", "till", "by")
}

// farness weighs how unlikely news leaves out the year of a date so many days ahead. News looks back, but not at a date
// of eleven months ago rather than at one of next month.
func farness(days, tense int) float64 {
	d := float64(days)
	switch {
	case d < 0 && tense > 0:
		return -4 * d
	case d < 0:
		return -d
	case tense > 0:
		return d
	case tense < 0 && days > 45:
		return 8 * d
	case tense < 0:
		return 3 * d
	}
	return 1.5 * d
}

// nearMonth chooses the year of a month without one: the last such month, or the next one by the tense.
func (s *scanner) nearMonth(m, tense int) int {
	year, now := s.base.Year, int(s.base.Month)
	switch {
	case m == now:
		return year
	case tense > 0 && m < now:
		// A plan for a month just past is told late; it is not one for next year.
		if now-m <= 2 {
			return year
		}
		return year + 1
	case tense > 0:
		return year
	case m > now && tense == 0 && m-now <= 1:
		return year
	case m > now:
		return year - 1
	case tense == 0 && now-m >= 10:
		return year + 1
	}
	return year
}

// weekdayYear gives the year nearest to now in which a date falls on the weekday that the text gives, or 0.
func (s *scanner) weekdayYear(p partial) int {
	for _, step := range [...]int{0, -1, 1} {
		d := Day{s.base.Year + step, time.Month(p.month), p.day}
		if n := s.base.Days(d); int(d.Weekday()) == p.weekday-1 && (n > -200 && n < 200 || step < 0 && n < 0) {
			return d.Year
		}
	}
	return 0
}
