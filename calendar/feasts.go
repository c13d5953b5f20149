package calendar

import "time"

// A feast is a day that has a name: its words, and how it is told from the year.
type feast struct {
	words []string
	day   func(year int) Day
}

// feasts are days that have one date the world over or in the country whose press uses the name alone; "day" and "sunday"
// that may follow are read with them.
var feasts = [...]feast{
	{[]string{"christmas", "eve"}, fixed(time.December, 24)},
	{[]string{"christmas", "day"}, fixed(time.December, 25)},
	{[]string{"christmas"}, fixed(time.December, 25)},
	{[]string{"boxing", "day"}, fixed(time.December, 26)},
	{[]string{"new", "year", "s", "eve"}, fixed(time.December, 31)},
	{[]string{"new", "year", "s", "day"}, fixed(time.January, 1)},
	{[]string{"valentine", "s", "day"}, fixed(time.February, 14)},
	{[]string{"st", "patrick", "s", "day"}, fixed(time.March, 17)},
	{[]string{"may", "day"}, fixed(time.May, 1)},
	{[]string{"memorial", "day"}, func(year int) Day { return besideWeekday(Day{year, time.June, 1}, 1, -1) }},
	{[]string{"labor", "day"}, func(year int) Day { return besideWeekday(Day{year, time.August, 31}, 1, 1) }},
	{[]string{"halloween"}, fixed(time.October, 31)},
	{[]string{"veterans", "day"}, fixed(time.November, 11)},
	{[]string{"armistice", "day"}, fixed(time.November, 11)},
	{[]string{"thanksgiving", "day"}, thanksgiving},
	{[]string{"thanksgiving"}, thanksgiving},
	{[]string{"ash", "wednesday"}, fromEaster(-46)},
	{[]string{"palm", "sunday"}, fromEaster(-7)},
	{[]string{"maundy", "thursday"}, fromEaster(-3)},
	{[]string{"good", "friday"}, fromEaster(-2)},
	{[]string{"easter", "monday"}, fromEaster(1)},
	{[]string{"easter", "sunday"}, fromEaster(0)},
	{[]string{"easter"}, fromEaster(0)},
}

func fixed(m time.Month, d int) func(int) Day { return func(year int) Day { return Day{year, m, d} } }

// thanksgiving is that of the United States: the fourth Thursday of November.
func thanksgiving(year int) Day { return besideWeekday(Day{year, time.November, 21}, 4, 1) }

func fromEaster(days int) func(int) Day {
	return func(year int) Day { return easter(year).Add(days) }
}

// easter gives Easter Sunday of the Western churches, by the method of Butcher.
func easter(year int) Day {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return Day{year, time.Month(n / 31), n%31 + 1}
}

// namedDay reads a feast, with "last" or "next" before it and a year after it.
func (s *scanner) namedDay(i int) found {
	j, step, _ := s.determiner(i)
	if a := s.at(j); !a.in(named) || !a.capital && !s.caseless {
		return found{}
	}
	for k := range feasts {
		end, ok := s.feastWords(j, feasts[k].words)
		if !ok || len(feasts[k].words) == 1 && !s.ending(end) && s.at(end).value < 0 {
			continue
		}
		return s.feastDay(i, end, step, feasts[k].day)
	}
	return found{}
}

// feastWords matches the name of a feast at atom j and gives the atom after it.
func (s *scanner) feastWords(j int, words []string) (int, bool) {
	for _, w := range words {
		if w == "s" {
			j = s.skip(j, "'", "’")
		}
		if !s.is(j, w) {
			return j, false
		}
		j++
	}
	return j, true
}

// feastDay gives the day of a feast whose name stands from i to end: of the year that follows, else of that which the words
// or the nearness tell.
func (s *scanner) feastDay(i, end, step int, day func(int) Day) found {
	f := found{end: end, mention: true, bare: true, iv: interval{unit: OneDay}}
	year, k := s.year(s.skip(end, ","))
	if year > 0 {
		f.end, f.iv = k, dayInterval(day(year))
		return f
	}
	year = s.base.Year
	if s.base.IsZero() {
		d := day(2000)
		if day(2001) == (Day{2001, d.Month, d.Day}) {
			f.iv = s.resolve(partial{month: int(d.Month), day: d.Day}, i, end)
		}
		return f
	}
	best, least := Day{}, 0.0
	tense := s.tense(i, end)
	for _, y := range [...]int{year, year - 1, year + 1} {
		d := day(y)
		days := s.base.Days(d)
		switch {
		case step < 0 && days >= 0, step > 0 && days < 0:
			continue
		}
		if cost := farness(days, tense*(1-step*step)); best.IsZero() || cost < least {
			best, least = d, cost
		}
	}
	f.iv = dayInterval(best)
	return f
}
