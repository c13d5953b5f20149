package calendar

import "github.com/tollbook/tollbook/language"

// endings gives lengths that are told by their last day the days that they take: "in the week to April 16", "the three months ended June". Both stay expressions
// of their own, as in TimeBank.
func (s *scanner) endings() {
	for i := range s.out {
		t := &s.out[i]
		if i+1 == len(s.out) || s.out[i+1].From.IsZero() || s.out[i+1].Kind != Date || !s.endsWith(t.Range, s.out[i+1].Range) {
			continue
		}
		length, known := ParseLength(t.Value)
		if !known || t.Kind != Duration {
			if length, known = s.oneLength(t); !known {
				continue
			}
			t.Kind, t.Value = Duration, lengthValue(quantity{n: 1, most: 1}, length.Unit)
		}
		t.To = s.out[i+1].To
		t.From = length.Before(t.To.Add(1))
		t.Precision = precisionOf(t.From, t.To)
	}
}

// endsWith says whether nothing but "to", "ending" or "ended" stands between two expressions of one sentence.
func (s *scanner) endsWith(a, b language.Range) bool {
	if b.Start-a.End < 1 || b.Start-a.End > 3 || s.doc.Tokens[a.Start].Sentence != s.doc.Tokens[b.Start].Sentence {
		return false
	}
	switch s.doc.Tokens[a.End].Lower {
	case "to", "ending", "ended", "through", "until":
	default:
		return false
	}
	for i := a.End + 1; i < b.Start; i++ {
		if w := s.doc.Tokens[i].Lower; w != "on" && w != "the" {
			return false
		}
	}
	return true
}

// oneLength gives the length of "the week", "the month", "the year".
func (s *scanner) oneLength(t *Time) (Period, bool) {
	if n := t.End - t.Start; n > 2 || n == 2 && s.doc.Tokens[t.Start].Lower != "the" {
		return Period{}, false
	}
	switch s.doc.Tokens[t.End-1].Lower {
	case "week":
		return Period{1, Week}, true
	case "month":
		return Period{1, Month}, true
	case "year":
		return Period{1, Year}, true
	}
	return Period{}, false
}
