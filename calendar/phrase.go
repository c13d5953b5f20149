package calendar

import "fmt"

// phraseOfDate reads what names a stretch of the calendar at atom i, article and all: "Oct. 9, 2025", "early
// next year", "the end of March", "Friday evening", "the third quarter of 1990".
func (s *scanner) phraseOfDate(i int) found {
	j := s.skip(i, "the")
	e, dir, k := s.edge(j)
	if k > j {
		k = s.skip(k, "the")
	}
	f := s.core(k, j > i || s.is(k-1, "the"))
	if f.end <= k {
		return found{}
	}
	if k > j {
		f.bare = false
		f.iv = f.iv.narrow(e)
		s.direct(&f, dir)
	}
	s.suffix(&f)
	return f
}

// A direction is "earlier" (-1) or "later" (+1) in a stretch.
type direction int

// edge reads "early", "mid-", "late", "the end of", "earlier", "later in".
func (s *scanner) edge(i int) (edge, direction, int) {
	a := s.at(i)
	switch {
	case a.is("early", "late", "mid"):
		e := early
		if a.is("late") {
			e = late
		} else if a.is("mid") {
			e = middle
		}
		j := s.skip(i+1, "-")
		if s.is(j, "in", "on") && s.is(j+1, "the", "this", "last") {
			j++
		}
		return e, 0, j
	case a.is("earlier", "later"):
		dir := direction(-1)
		if a.is("later") {
			dir = 1
		}
		j := i + 1
		if s.is(j, "in", "on") {
			j++
		}
		return whole, dir, j
	case a.is("sometime"):
		return whole, 0, s.skip(i+1, "in")
	case s.is(i+1, "of") && s.is(i, "end", "close", "beginning", "start", "middle"):
		switch {
		case a.is("end", "close"):
			return late, 0, i + 2
		case a.is("middle"):
			return middle, 0, i + 2
		}
		return early, 0, i + 2
	}
	return whole, 0, i
}

// direct cuts a stretch at the day of writing: "earlier this month", "later this year".
func (s *scanner) direct(f *found, dir direction) {
	if dir == 0 || !f.iv.known() || s.base.IsZero() || s.base.Before(f.iv.from) || f.iv.to.Before(s.base) || f.iv.unit == OneDay {
		return
	}
	if dir < 0 {
		f.iv.to = s.base
	} else {
		f.iv.from = s.base
	}
}

// core reads a stretch without words such as "early" before it.
func (s *scanner) core(i int, article bool) found {
	var f found
	if p, j := s.date(i); j > i {
		f = found{end: j, iv: s.resolve(p, i, j), bare: !p.article || !article, mention: true}
	}
	f.longer(s.weekdayPhrase(i))
	f.longer(s.namedDay(i))
	f.longer(s.today(i))
	f.longer(s.ordinalPart(i, article))
	f.longer(s.yearPhrase(i, article))
	f.longer(s.seasonPhrase(i, article))
	f.longer(s.relativeUnit(i, article))
	f.longer(s.plainUnit(i, article))
	f.longer(s.dayPart(i, article))
	return f
}

// suffix adds what follows a day: a part of it, or a time of day.
func (s *scanner) suffix(f *found) {
	if f.iv.unit != OneDay || f.kind != Date || f.iv.value == "" && !s.base.IsZero() {
		return
	}
	j := s.skip(f.end, "-")
	if p, ok := s.at(j).get(part); ok && !s.is(f.end, ",") {
		f.kind, f.end = Clock, j+1
		f.iv.value = withPart(f.iv.value, p)
		return
	}
	j = s.skip(f.end, ",")
	if s.is(j, "at") {
		if value, k := s.hour(s.skip(j+1, "about", "around")); k > j+1 {
			f.kind, f.end = Clock, k
			f.iv.value = withHour(f.iv.value, value)
		}
	}
}

var partCodes = [...]string{"MO", "AF", "EV", "NI", "12:00", "24:00", "MO", "EV"}

func withPart(day string, p int) string {
	if day == "" {
		return ""
	}
	return day + "T" + partCodes[p]
}

func withHour(day, hour string) string {
	if day == "" {
		return ""
	}
	return day + hour
}

// weekday reads the name of a day of the week.
func (s *scanner) weekday(i int) (int, bool) {
	a := s.at(i)
	w, ok := a.get(weekday)
	if !ok || !a.capital && !s.caseless {
		return 0, false
	}
	if a.mean.short && len(a.word) <= 5 {
		j := s.skip(i+1, ".")
		j = s.skip(j, ",")
		return w, j > i+1 && (s.at(j).in(month) || s.at(j).value > 0) || s.at(i+1).in(month)
	}
	if s.at(i+1).in(paper) && s.at(i+1).capital && !s.caseless {
		return 0, false
	}
	return w, !(s.is(i-1, "black", "good", "bloody", "palm", "ash", "super", "fat", "easter", "holy", "maundy") && s.at(i-1).capital)
}

// weekdayPhrase reads "Friday", "last Friday", "this coming Sunday", "Fridays".
func (s *scanner) weekdayPhrase(i int) found {
	j, step, strict := s.determiner(i)
	w, ok := s.weekday(j)
	if !ok {
		return found{}
	}
	f := found{end: j + 1, bare: j == i, mention: true}
	if word := s.at(j).word; word[len(word)-1] == 's' && len(word) > 5 {
		f.kind, f.mention = Set, false
		f.iv = interval{value: fmt.Sprintf("XXXX-WXX-%d", (w+6)%7+1), unit: OneDay}
		return f
	}
	if e := s.partsOfDays(j + 1); e > j && j == i {
		f.kind, f.mention = Set, false
		p, _ := s.at(e - 1).get(part)
		f.iv = interval{value: fmt.Sprintf("XXXX-WXX-%dT%s", (w+6)%7+1, partCodes[p]), unit: OneDay}
		if s.at(j + 1).in(part) {
			f.end = j + 2
		}
		return f
	}
	if p, k := s.monthDate(s.skip(j+1, ",")); j > i && k > j+2 && p.day > 0 && p.lastDay == 0 {
		p.weekday = w + 1
		f.end, f.iv = k, s.resolve(p, i, k)
		return f
	}
	if s.base.IsZero() {
		f.iv.unit = OneDay
		return f
	}
	back := (int(s.base.Weekday()) - w + 7) % 7
	day := s.base.Add(-back)
	switch {
	case j > i && step < 0 && strict && back == 0:
		day = day.Add(-7)
	case j > i && step > 0:
		day = s.base.Add(7 - back)
	case j > i && step == 0 && back > 0 && s.tense(i, j+1) >= 0, j == i && back > 0 && s.tense(i, j+1) > 0:
		day = day.Add(7)
	}
	if s.at(i).is("previous", "following") && s.last.known() && s.last.unit == OneDay {
		day = besideWeekday(s.last.from, w, step)
	}
	if k := s.skip(j+1, "of"); j == i && s.is(k, "last", "next", "this") && s.is(k+1, "week") {
		_, weeks, _ := s.determiner(k) // "Tuesday of last week"
		f.end, day = k+2, weekInterval(s.base.Add(7*weeks)).from.Add((w+6)%7)
	}
	f.iv = dayInterval(day)
	return f
}

// partsOfDays gives the atom after the "nights" of "Tuesday nights" and "Monday and Tuesday nights", read from after the first weekday, or 0.
func (s *scanner) partsOfDays(i int) int {
	for s.is(i, "and", "or", ",") && s.at(i+1).in(weekday) {
		i += 2
	}
	if p, ok := s.at(i).get(part); ok && p <= 3 && s.at(i).word[len(s.at(i).word)-1] == 's' {
		return i + 1
	}
	return 0
}

func besideWeekday(d Day, w, step int) Day {
	for k := 1; k <= 7; k++ {
		if int(d.Add(step*k).Weekday()) == w {
			return d.Add(step * k)
		}
	}
	return d
}

// determiner reads "last", "next", "this", "this coming", "the past" and says which way it points.
// strict is false where the present one will do.
func (s *scanner) determiner(i int) (j, step int, strict bool) {
	switch {
	case s.is(i, "this") && s.is(i+1, "past", "last"):
		return i + 2, -1, true
	case s.is(i, "this") && s.is(i+1, "coming", "next"):
		return i + 2, 1, true
	case s.is(i, "last", "past", "previous", "preceding"):
		return i + 1, -1, true
	case s.is(i, "next", "coming"), s.is(i, "following") && s.is(i-1, "the"):
		return i + 1, 1, true
	case s.is(i, "this"):
		return i + 1, 0, false
	}
	return i, 0, false
}

// today reads the words that name a day by its distance from now.
func (s *scanner) today(i int) found {
	f := found{end: i + 1, mention: true, bare: true}
	step := 0
	switch {
	case s.is(i, "today"):
	case s.is(i, "yesterday"):
		step = -1
	case s.is(i, "tomorrow"):
		step = 1
	case s.is(i, "tonight"), s.is(i, "overnight"):
		f.kind = Clock
		f.iv = dayInterval(s.base)
		if s.is(i, "overnight") {
			f.iv = dayInterval(shift(s.base, OneDay, -1))
			f.iv.to = s.base
			if day := s.nightInto(i + 1); day.known() {
				f.iv = interval{from: day.from.Add(-1), to: day.from, value: day.from.Add(-1).String(), unit: OneDay}
			}
		}
		f.iv.value = withPart(f.iv.value, 3)
		return f
	case s.phrase(i, "day", "before", "yesterday") > i:
		f.end, f.bare, step = i+3, false, -2
	case s.phrase(i, "day", "after", "tomorrow") > i:
		f.end, f.bare, step = i+3, false, 2
	default:
		return found{}
	}
	f.iv = dayInterval(shift(s.base, OneDay, step))
	return f
}

// dayPart reads "this morning", "last night", "that evening", "the next morning", "the morning", "the night of May 3".
func (s *scanner) dayPart(i int, article bool) found {
	j, step, _ := s.determiner(i)
	told := j > i
	if !told && s.is(i, "that", "same") {
		j++
	}
	if e := s.skip(j, "mid", "early", "late"); e > j {
		j = s.skip(e, "-")
	}
	p, ok := s.at(j).get(part)
	if !ok || p > 3 || s.at(j).word[len(s.at(j).word)-1] == 's' {
		return found{}
	}
	f := found{end: j + 1, kind: Clock, mention: true}
	day := s.base
	switch {
	case !told && s.is(j+1, "today", "yesterday", "tomorrow"):
		inner := s.today(j + 1)
		f.end, f.iv = inner.end, inner.iv
		f.iv.value = withPart(f.iv.value, p)
		return f
	case s.is(j+1, "of") && article:
		k := s.skip(j+2, "the")
		if inner := s.core(k, k > j+2); inner.end > k && inner.iv.unit == OneDay {
			f.end, f.iv = inner.end, inner.iv
			f.iv.value = withPart(f.iv.value, p)
			return f
		}
		return found{}
	case s.is(i, "last", "this") && (!s.is(i, "last") || p == 3):
		day = shift(day, OneDay, min(step, 0))
	case s.is(i, "next", "following", "previous") && article, s.is(i, "that", "same"):
		day = Day{}
		if s.last.known() && s.last.unit == OneDay {
			day = shift(s.last.from, OneDay, step)
		}
	case !article || told:
		return found{}
	case s.is(i-1, "in", "during", "the") && s.last.known() && s.last.unit == OneDay:
		day = s.last.from
	default:
		day = Day{}
	}
	f.iv = dayInterval(day)
	f.iv.value = withPart(f.iv.value, p)
	return f
}

// nightInto gives the day that the night at atom i-1 is said to lead to: "overnight into Tuesday", "overnight from Monday to Tuesday"; unknown where none is.
func (s *scanner) nightInto(i int) interval {
	if s.is(i, "from") && s.at(i+1).in(weekday) {
		i += 2
	}
	if !s.is(i, "to", "into") {
		return interval{}
	}
	if inner := s.core(i+1, false); inner.end > i+1 && inner.iv.unit == OneDay && inner.kind == Date {
		return inner.iv
	}
	return interval{}
}
