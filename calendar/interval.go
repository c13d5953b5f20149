package calendar

import (
	"fmt"
	"time"
)

// A Unit is a length that the calendar knows.
type Unit uint8

// The units, in the order of words.tsv.
const (
	Second Unit = iota
	Minute
	Hour
	OneDay
	Week
	Month
	Quarter
	Year
	Decade
	Century
	fortnight
	weekend
	halfYear
	night
	seasonUnit
)

// A Period is a length of time: 10 months, 24 hours.
type Period struct {
	N    int
	Unit Unit
}

// Before gives the day that lies the period before d. Less than a day gives d itself, whole days are rounded up.
func (p Period) Before(d Day) Day { return shift(d, p.Unit, -p.N) }

// After gives the day that lies the period after d.
func (p Period) After(d Day) Day { return shift(d, p.Unit, p.N) }

// shift moves a day by n units. A month that lacks the day gives its last day (March 31 less a month is February 28).
func shift(d Day, u Unit, n int) Day {
	if d.IsZero() {
		return d
	}
	switch u {
	case Second, Minute:
		return d
	case Hour:
		if n < 0 {
			return d.Add(-((-n + 23) / 24))
		}
		return d.Add((n + 23) / 24)
	case OneDay, night:
		return d.Add(n)
	case Week, weekend:
		return d.Add(7 * n)
	case fortnight:
		return d.Add(14 * n)
	case Month:
		return addMonths(d, n)
	case Quarter:
		return addMonths(d, 3*n)
	case halfYear:
		return addMonths(d, 6*n)
	case Decade:
		return addMonths(d, 120*n)
	case Century:
		return addMonths(d, 1200*n)
	}
	return addMonths(d, 12*n)
}

func addMonths(d Day, n int) Day {
	first := NewDay(d.Year, d.Month+time.Month(n), 1)
	return Day{first.Year, first.Month, min(d.Day, monthLength(first.Year, first.Month))}
}

func monthLength(year int, m time.Month) int { return NewDay(year, m+1, 0).Day }

// Days gives the number of days from d to e, negative where e comes first.
func (d Day) Days(e Day) int { return int(e.Time().Sub(d.Time()).Hours() / 24) }

// An interval is a stretch of the calendar with its TIMEX3 value.
type interval struct {
	from, to Day
	value    string
	unit     Unit
}

func (iv interval) known() bool { return !iv.from.IsZero() }

func dayInterval(d Day) interval {
	if d.IsZero() {
		return interval{unit: OneDay}
	}
	return interval{d, d, d.String(), OneDay}
}

// weekInterval gives the ISO week of d, Monday to Sunday.
func weekInterval(d Day) interval {
	if d.IsZero() {
		return interval{unit: Week}
	}
	monday := d.Add(-(int(d.Weekday()) + 6) % 7)
	year, week := d.Time().ISOWeek()
	return interval{monday, monday.Add(6), fmt.Sprintf("%04d-W%02d", year, week), Week}
}

// weekendInterval gives the Saturday and Sunday of the ISO week of d.
func weekendInterval(d Day) interval {
	iv := weekInterval(d)
	if !iv.known() {
		return interval{unit: weekend}
	}
	return interval{iv.to.Add(-1), iv.to, iv.value + "-WE", weekend}
}

func monthInterval(year int, m time.Month) interval {
	from := NewDay(year, m, 1)
	return interval{from, NewDay(year, m+1, 0), fmt.Sprintf("%04d-%02d", from.Year, from.Month), Month}
}

// quarterInterval gives quarter q, counted from 1; q may run over into other years.
func quarterInterval(year, q int) interval {
	from := NewDay(year, time.Month(3*q-2), 1)
	q = int(from.Month-1)/3 + 1
	return interval{from, NewDay(from.Year, from.Month+3, 0), fmt.Sprintf("%04d-Q%d", from.Year, q), Quarter}
}

func halfInterval(year, h int) interval {
	from := NewDay(year, time.Month(6*h-5), 1)
	h = int(from.Month-1)/6 + 1
	return interval{from, NewDay(from.Year, from.Month+6, 0), fmt.Sprintf("%04d-H%d", from.Year, h), halfYear}
}

func yearInterval(year int) interval {
	return interval{Day{year, time.January, 1}, Day{year, time.December, 31}, fmt.Sprintf("%04d", year), Year}
}

// seasonCodes are the TIMEX3 codes of spring, summer, autumn and winter.
var seasonCodes = [...]string{"SP", "SU", "FA", "WI"}

// seasonInterval gives the meteorological season of the northern half of the globe: the winter of a year begins in its December.
func seasonInterval(year, s int) interval {
	from := NewDay(year, time.Month(3*s+3), 1)
	return interval{from, NewDay(from.Year, from.Month+3, 0), fmt.Sprintf("%04d-%s", year, seasonCodes[s]), seasonUnit}
}

func decadeInterval(year int) interval {
	year -= year % 10
	return interval{Day{year, time.January, 1}, Day{year + 9, time.December, 31}, fmt.Sprintf("%03d", year/10), Decade}
}

// centuryInterval gives a century by its ordinal: 20 is 1901 to 2000.
func centuryInterval(n int) interval {
	return interval{NewDay(100*n-99, time.January, 1), NewDay(100*n, time.December, 31), fmt.Sprintf("%02d", n-1), Century}
}

// unitInterval gives the whole unit that holds d.
func unitInterval(d Day, u Unit) interval {
	if d.IsZero() {
		return interval{unit: u}
	}
	switch u {
	case Week, fortnight:
		return weekInterval(d)
	case weekend:
		return weekendInterval(d)
	case Month:
		return monthInterval(d.Year, d.Month)
	case Quarter:
		return quarterInterval(d.Year, (int(d.Month)+2)/3)
	case halfYear:
		return halfInterval(d.Year, (int(d.Month)+5)/6)
	case Year:
		return yearInterval(d.Year)
	case Decade:
		return decadeInterval(d.Year)
	case Century:
		return centuryInterval((d.Year + 99) / 100)
	case seasonUnit:
		year, s := seasonOf(d)
		return seasonInterval(year, s)
	}
	return dayInterval(d)
}

// seasonOf gives the season that d lies in, and the year that it is called by.
func seasonOf(d Day) (year, s int) {
	if d.Month < time.March {
		return d.Year - 1, 3
	}
	return d.Year, int(d.Month)/3 - 1
}

// precisionOf gives the UCDP date_prec of a stretch of days: 1 a day, 2 two to six days, 3 a week,
// 4 up to a month, 5 longer.
func precisionOf(from, to Day) int {
	if from.IsZero() || to.IsZero() {
		return 0
	}
	switch n := from.Days(to) + 1; {
	case n <= 1:
		return 1
	case n <= 6:
		return 2
	case n <= 7:
		return 3
	case n <= 31:
		return 4
	}
	return 5
}

// An edge narrows an interval: "early January", "the end of March".
type edge uint8

const (
	whole edge = iota
	early
	middle
	late
)

// narrow keeps the first, second or third third of the days. The value stays: TIMEX3 keeps such words in another attribute.
func (iv interval) narrow(e edge) interval {
	if e == whole || !iv.known() || iv.unit == OneDay {
		return iv
	}
	n := iv.from.Days(iv.to) + 1
	third := max(n/3, 1)
	switch e {
	case early:
		iv.to = iv.from.Add(third - 1)
	case middle:
		iv.from, iv.to = iv.from.Add(third), iv.to.Add(-third)
	case late:
		iv.from = iv.to.Add(-(n - 2*third) + 1)
	}
	return iv
}
