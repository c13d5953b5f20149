package calendar

import "github.com/tollbook/tollbook/language"

// IsMonth says whether a word in lower case is the name of a month or its abbreviation, with or without a point.
func IsMonth(word string) bool {
	if n := len(word); n > 0 && word[n-1] == '.' {
		word = word[:n-1]
	}
	m := words()[word]
	return m != nil && m.number[month] != 0
}

// FiledDay gives the day in a dateline. A day without a year is the nearest one on or before the day of
// publication, a weekday likewise; where that is not known, or no day is given, it gives the zero Day.
func FiledDay(doc *language.Doc, words language.Range, published Day) Day {
	s := &scanner{doc: doc, base: published, none: atom{value: -1, token: -1}, caseless: true}
	for _, a := range atoms(doc, words) {
		a.first = false
		s.atoms = append(s.atoms, a)
	}
	weekday := -1
	for i := range s.atoms {
		if p, j := s.date(i); j > i && p.day > 0 && p.day <= 31 {
			return s.filed(p)
		}
		if w, ok := s.weekday(i); ok && weekday < 0 {
			weekday = w
		}
	}
	if weekday < 0 || published.IsZero() {
		return Day{}
	}
	return published.Add(-((int(published.Weekday()) - weekday + 7) % 7))
}

// filed gives the day of a date in a dateline.
func (s *scanner) filed(p partial) Day {
	if p.month < 1 || p.month > 12 || p.year == 0 && s.base.IsZero() {
		return Day{}
	}
	year := p.year
	if year == 0 {
		year = s.base.Year
	}
	// Four years reach the last leap day.
	for back := 0; back <= 8; back++ {
		d := Day{year - back, monthOf(p.month), p.day}
		if p.day <= monthLength(d.Year, d.Month) && (p.year > 0 || !s.base.Before(d)) {
			return d
		}
		if p.year > 0 {
			break
		}
	}
	return Day{}
}
