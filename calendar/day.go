package calendar

import (
	"fmt"
	"time"
)

// A Day is a day of the Gregorian calendar. The zero Day is no day.
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

// NewDay gives the day, carrying over as time.Date does (October 32 is November 1).
func NewDay(year int, month time.Month, day int) Day {
	return DayOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// DayOf gives the day of t in its own time zone.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day{y, m, d}
}

// ParseDay reads YYYY-MM-DD, also at the start of an RFC 3339 time. It gives the zero Day for anything else.
func ParseDay(s string) Day {
	if len(s) > 10 {
		if _, err := time.Parse(time.RFC3339, s); err != nil {
			return Day{}
		}
		s = s[:10]
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Day{}
	}
	return DayOf(t)
}

// IsZero says whether d is no day.
func (d Day) IsZero() bool { return d == Day{} }

// Time gives midnight UTC of d.
func (d Day) Time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// Add gives the day n days after d.
func (d Day) Add(n int) Day { return NewDay(d.Year, d.Month, d.Day+n) }

// Before says whether d comes before e.
func (d Day) Before(e Day) bool { return d.Time().Before(e.Time()) }

// Weekday gives the day of the week.
func (d Day) Weekday() time.Weekday { return d.Time().Weekday() }

// String gives YYYY-MM-DD, or the empty string for the zero Day.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}
