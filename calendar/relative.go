package calendar

// relativeUnit reads "last week", "this month", "the next year", "the past ten months", "the same day",
// "the following year", "recent weeks", "the current quarter".
func (s *scanner) relativeUnit(i int, article bool) found {
	j, step, _ := s.determiner(i)
	kind := s.at(max(i, j-1)).word
	if j == i {
		switch {
		case s.is(i, "this", "current", "same", "that", "latest", "recent", "these", "upcoming", "future", "whole", "entire", "full"):
			j, kind = i+1, s.at(i).word
		default:
			return found{}
		}
	}
	if s.is(j, "fiscal", "calendar", "full") {
		j++
	}
	q, k := s.number(j)
	if s.is(j, "half") {
		q, k = quantity{}, j
	}
	if k > j && kind == "that" {
		return found{}
	}
	if k > j || s.is(j, "couple") {
		return s.countedUnit(q, j, k, step, kind)
	}
	if s.is(j, "several", "few") {
		return found{}
	}
	if m, e := s.relativeMonth(i, j, step); e > j {
		return m
	}
	a := s.at(j)
	u, ok := a.get(unit)
	if s.is(j, "period") && kind == "latest" && !s.base.IsZero() {
		return found{end: j + 1, iv: s.lastQuarter(), mention: true}
	}
	if !ok || Unit(u) < OneDay && !(article && kind == "past") {
		return found{}
	}
	if a.word[len(a.word)-1] == 's' {
		return s.vagueUnits(j, Unit(u), step, kind)
	}
	return s.oneUnit(i, j, Unit(u), step, kind, article)
}

// relativeMonth reads "last April", "this September", "next May".
func (s *scanner) relativeMonth(i, j, step int) (found, int) {
	m, k := s.month(j)
	if k == j {
		return found{}, j
	}
	if s.at(k).value > 0 {
		return s.lastDate(i, j, step)
	}
	f := found{end: k, mention: true, iv: interval{unit: Month}}
	if s.base.IsZero() {
		return f, k
	}
	year := s.base.Year
	switch {
	case s.is(i, "this"):
	case step < 0 && (m >= int(s.base.Month) || m == int(s.base.Month)-1 && s.base.Day < 15):
		year-- // the month just over is "last month"
	case step > 0 && m <= int(s.base.Month):
		year++
	}
	f.iv = unitInterval(Day{year, monthOf(m), 1}, Month)
	return f, k
}

// lastDate reads "last July 13".
func (s *scanner) lastDate(i, j, step int) (found, int) {
	p, k := s.monthDate(j)
	if p.day == 0 || p.year > 0 || step == 0 || s.base.IsZero() || k == j {
		return found{}, j
	}
	p.year = s.base.Year
	day := Day{p.year, monthOf(p.month), p.day}
	if step < 0 && !day.Before(s.base) || step > 0 && day.Before(s.base) {
		p.year += step
	}
	return found{end: k, mention: true, iv: s.resolve(p, i, k)}, k
}

// countedUnit reads the rest of "the past ten months", "the next few years", "the last 24 hours".
func (s *scanner) countedUnit(q quantity, j, k, step int, kind string) found {
	if s.is(j, "couple") {
		q, k = quantity{n: 2, most: 2}, s.skip(j+1, "of")
	}
	k = s.skip(k, "-", "full", "straight", "consecutive", "trading", "fiscal")
	u, ok := s.at(k).get(unit)
	if !ok || Unit(u) == halfYear || k == j || s.ages(k+1) {
		return found{}
	}
	f := found{end: k + 1, kind: Duration, iv: interval{value: lengthValue(q, Unit(u))}}
	if s.is(k+1, "or") && s.is(k+2, "so") {
		f.end = k + 3
	}
	if q.vague || s.base.IsZero() || kind == "same" || kind == "that" || kind == "these" || kind == "following" || kind == "previous" {
		return f
	}
	if q.most > q.n {
		f.iv.value = "PX" + unitCodes[Unit(u)]
	}
	if step < 0 || kind == "recent" {
		f.iv.from, f.iv.to = shift(s.base, Unit(u), -q.n), s.base
	} else if step > 0 {
		f.iv.from, f.iv.to = s.base, shift(s.base, Unit(u), max(q.n, q.most))
	}
	return f
}

// vagueUnits reads the rest of "recent years", "coming weeks", "these days".
func (s *scanner) vagueUnits(j int, u Unit, step int, kind string) found {
	f := found{end: j + 1, bare: kind == "recent" || kind == "coming"}
	switch {
	case kind == "these" && u == OneDay:
		f.iv.value = "PRESENT_REF"
	case kind == "recent" && u >= Year, kind == "past", kind == "previous":
		f.iv.value = "PAST_REF"
	case kind == "recent":
		f.kind, f.iv.value = Duration, "PX"+unitCodes[u]
	case step > 0, kind == "future", kind == "upcoming":
		f.iv.value = "FUTURE_REF"
	default:
		return found{}
	}
	if s.is(f.end, "and") && s.at(f.end+1).in(unit) {
		f.end += 2
	}
	return f
}

// oneUnit reads the rest of "last week", "the same day", "this year".
func (s *scanner) oneUnit(i, j int, u Unit, step int, kind string, article bool) found {
	f := found{end: j + 1, mention: true, iv: interval{unit: u}}
	if u == night || u == halfYear || s.at(j).capital && !s.caseless || kind == "recent" || kind == "future" || kind == "these" {
		return found{}
	}
	if kind == "past" && (article || s.is(i, "this")) && u >= Hour && u != weekend {
		f.kind, f.mention = Duration, false
		f.iv.value = lengthValue(quantity{n: 1, most: 1}, u)
		f.iv.from, f.iv.to = shift(s.base, u, -1), s.base
		return f
	}
	base := s.base
	back := s.is(i, "same", "that", "following", "previous", "preceding") || s.is(i, "next") && article && u == OneDay
	if back {
		base = s.backward(u, kind)
	}
	if u == OneDay && (!back || kind == "that" && s.is(i-1, "so", "of")) {
		return found{}
	}
	if kind == "latest" && u == Quarter {
		if s.quarter.known() && s.quarter.to.Before(s.base) {
			f.iv = s.quarter
			return f
		}
		step = -1
	}
	if base.IsZero() {
		return f
	}
	if u == Week && s.is(i, "last", "next", "this") && s.is(j+1, "'") {
		f.bare = false
	}
	f.iv = unitInterval(shiftUnit(base, u, step), u)
	return f
}

// backward gives the day that "the same", "that" and "the following" count from: the last one spoken of.
func (s *scanner) backward(u Unit, kind string) Day {
	switch {
	case !s.last.known():
		if kind == "previous" || kind == "preceding" {
			return s.base
		}
		return Day{}
	case kind == "following" || kind == "next":
		return s.last.to
	case u < s.last.unit && s.last.unit != seasonUnit:
		return Day{} // "that day" after "in July" is no day of July that could be told
	}
	return s.last.from
}

// shiftUnit gives a day in the unit that lies step units after that of d.
func shiftUnit(d Day, u Unit, step int) Day {
	if u == Month || u == Quarter || u == Year || u == Decade || u == Century {
		d.Day = 1
	}
	return shift(d, u, step)
}

// plainUnit reads "the week", "the weekend", "the quarter", "the year", "year-end", "the year-ago period".
func (s *scanner) plainUnit(i int, article bool) found {
	if f := s.periodOf(i); f.end > i {
		return f
	}
	if article && s.is(i, "fiscal") && s.is(i+1, "year") && s.at(i+2).value < 0 {
		return found{end: i + 2, kind: Duration, iv: interval{value: "P1Y"}}
	}
	a := s.at(i)
	u, ok := a.get(unit)
	if s.is(i, "year") && (s.is(i+1, "-") && s.is(i+2, "end") || s.is(i+1, "'", "’") && s.is(i+2, "s") && s.is(i+3, "end") || s.is(i+1, "end")) {
		end := i + 2
		for !s.is(end-1, "end") {
			end++
		}
		return s.yearEnd(i, end)
	}
	if !ok || !article || a.word[len(a.word)-1] == 's' {
		return found{}
	}
	f := found{end: i + 1, iv: interval{unit: Unit(u)}, mention: true}
	edged := s.is(i-1, "the") && s.is(i-2, "of", "in")
	switch Unit(u) {
	case weekend:
		day := s.base
		if !day.IsZero() && s.tense(i, i+1) <= 0 && day.Weekday() >= 1 && day.Weekday() <= 5 {
			day = day.Add(-7)
		}
		f.iv = unitInterval(day, weekend)
	case Week:
		if s.is(i+1, "of") {
			return s.weekOf(i)
		}
		if g := s.unitBeside(i, Week); g.end > i {
			return g
		}
		if s.is(i+1, "before", "after", "following") || !s.is(i-2, "in", "of", "during", "for", "over", "later", "earlier", "and") {
			return found{}
		}
		f.iv = unitInterval(s.base, Week)
	case Quarter:
		f.iv = s.quarterOf()
	case Month, Year:
		if s.is(i+1, "of") && Unit(u) == Month {
			if inner := s.core(i+2, false); inner.end > i+2 && inner.iv.unit == Month {
				inner.bare = false
				return inner // "the month of September"
			}
		}
		if g := s.unitBeside(i, Unit(u)); g.end > i {
			return g
		}
		if !edged && !s.is(i-2, "for", "during", "in", "of") {
			return found{}
		}
		if Unit(u) == Year && s.is(i+1, "to", "ended", "ending", "through") {
			return found{end: i + 1, kind: Duration, iv: interval{value: "P1Y"}}
		}
		f.iv = unitInterval(s.base, Unit(u))
	case OneDay:
		return s.dayBeside(i)
	case night:
		return s.unitBeside(i, OneDay)
	default:
		return found{}
	}
	return f
}

// weekOf reads "week of March 6".
func (s *scanner) weekOf(i int) found {
	j := s.skip(i+2, "the")
	inner := s.core(j, false)
	if inner.end <= j || inner.iv.unit != OneDay {
		return found{}
	}
	return found{end: inner.end, iv: unitInterval(inner.iv.from, Week), mention: true}
}

// dayBeside reads "day after X" and "day before X" after "the"; X is not a day.
func (s *scanner) dayBeside(i int) found {
	rel := relationAt(s.at(i + 1))
	if g := s.unitBeside(i, OneDay); g.end > i {
		return g
	}
	if rel == Unrelated || s.stops(i+2) {
		if s.is(i-2, "in", "during") && s.is(i-3, "later", "earlier", "late", "early") {
			return found{end: i + 1, iv: dayInterval(s.base), mention: true}
		}
		return found{}
	}
	return found{end: i + 1, relation: rel, offset: Period{1, OneDay}, iv: interval{unit: OneDay}}
}

// unitBeside reads "day before", "week after" after "the" where nothing follows: they count from what was spoken of last.
func (s *scanner) unitBeside(i int, u Unit) found {
	if !s.is(i+1, "before", "after") || !s.stops(i+2) {
		return found{}
	}
	f := found{end: i + 2, iv: interval{unit: u}, mention: true}
	night := s.is(i, "night")
	switch {
	case s.last.known() && s.is(i+1, "before"):
		f.iv = unitInterval(shiftUnit(s.last.from, u, -1), u)
	case s.last.known():
		f.iv = unitInterval(shiftUnit(s.last.to, u, 1), u)
	case s.is(i+1, "before") && !s.base.IsZero():
		f.iv = unitInterval(shiftUnit(s.base, u, -1), u)
	}
	if night {
		f.kind, f.iv.value = Clock, withPart(f.iv.value, 3)
	}
	return f
}

// lastQuarter gives the last quarter spoken of, if it is over, else the last one that is.
func (s *scanner) lastQuarter() interval {
	if s.quarter.known() && s.quarter.to.Before(s.base) {
		return s.quarter
	}
	return unitInterval(shiftUnit(s.base, Quarter, -1), Quarter)
}

// quarterOf gives the quarter that "the quarter" speaks of: the last one named, else the last one that is over.
func (s *scanner) quarterOf() interval {
	if s.quarter.known() {
		return s.quarter
	}
	return unitInterval(shiftUnit(s.base, Quarter, -1), Quarter)
}

// yearEnd gives the last day of the year, or of the year before for what has been since.
func (s *scanner) yearEnd(i, end int) found {
	f := found{end: end, iv: interval{unit: OneDay}}
	if !s.base.IsZero() {
		year := s.base.Year
		if s.is(i-1, "since", "from") || s.is(i-1, "at") && s.base.Month < 12 && s.tense(i, end) < 0 {
			year--
		}
		f.iv = dayInterval(Day{year, 12, 31})
	}
	return f
}

// periodOf reads "year-ago period", "year-earlier quarter", "year-earlier", "1988 period".
func (s *scanner) periodOf(i int) found {
	if j := s.yearAgo(i); j > i {
		f := found{end: j, bare: true, iv: s.yearBefore()}
		if s.is(j, "period", "quarter") {
			f.end, f.bare = j+1, false
		}
		if s.is(j, "quarter") && f.iv.unit == Year && !s.base.IsZero() {
			f.iv = unitInterval(shift(s.lastQuarter().from, Year, -1), Quarter)
		}
		return f
	}
	if y, j := s.year(i); j > i && s.is(j, "period", "quarter") {
		f := found{end: j + 1, iv: yearInterval(y)}
		if s.quarter.known() && !s.months {
			f.iv = quarterInterval(y, (int(s.quarter.from.Month)+2)/3)
		}
		return f
	}
	return found{}
}

// yearBefore gives what "a year ago" compares with: the quarter spoken of a year before, else the year before.
func (s *scanner) yearBefore() interval {
	if s.quarter.known() && !s.months {
		return unitInterval(shift(s.quarter.from, Year, -1), Quarter)
	}
	return unitInterval(shift(s.base, Year, -1), Year)
}
