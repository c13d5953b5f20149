package calendar

import (
	"fmt"

	"github.com/tollbook/tollbook/language"
)

// clock reads a time of day, with the day that follows it: "7:15 p.m. EST Friday", "noon", "1900 GMT".
func (s *scanner) clock(i int) found {
	j := s.skip(i, "about", "around", "approximately")
	value, k := s.hour(j)
	if k == j {
		return s.dawn(i)
	}
	f := found{end: k, kind: Clock, bare: true}
	day := interval{}
	n := s.skip(s.skip(k, ","), "on")
	if inner := s.core(n, false); inner.end > n && inner.iv.unit == OneDay && inner.kind == Date {
		f.end, day, f.mention = inner.end, inner.iv, true
		if p, ok := s.at(f.end).get(part); ok && p <= 3 {
			f.end++
			if !s.meridianBefore(k) {
				value = halfOfDay(value, p)
			}
		}
	} else {
		day = s.dayNear(k)
	}
	f.iv = interval{from: day.from, to: day.to, value: withHour(day.value, value), unit: OneDay}
	if day.value == "" {
		f.iv.value = value
	}
	return f
}

// meridianBefore says whether a time of day that ends before atom k has its "a.m." or "p.m.".
func (s *scanner) meridianBefore(k int) bool {
	return s.is(k-1, "am", "pm", "m", ".", "noon", "midnight", "midday") || s.at(k-1).in(zone)
}

// halfOfDay moves a time of day such as T08:30 into the part of the day that the words tell: "8:30 Wednesday night".
func halfOfDay(value string, p int) string {
	h, m := 0, 0
	if _, err := fmt.Sscanf(value, "T%d:%d", &h, &m); err != nil || h > 12 {
		return value
	}
	switch {
	case p == 0 && h == 12, p == 3 && h == 12:
		h = 0
	case p == 1 && h < 12, p == 2 && h < 12, p == 3 && h >= 5:
		h += 12
	}
	return fmt.Sprintf("T%02d:%02d", h, m)
}

// dawn reads "dawn on Sunday" and "dusk Friday"; without a day they are no expression.
func (s *scanner) dawn(i int) found {
	p, ok := s.at(i).get(part)
	if !ok || p < 6 {
		return found{}
	}
	n := s.skip(i+1, "on")
	inner := s.core(n, false)
	if inner.end <= n || inner.iv.unit != OneDay || inner.kind != Date {
		return found{}
	}
	inner.iv.value = withPart(inner.iv.value, p)
	return found{end: inner.end, kind: Clock, iv: inner.iv, bare: true, mention: true}
}

// dayNear gives the day that a time of day is of: one that follows in the sentence, else the last one spoken of in this paragraph or the one before.
func (s *scanner) dayNear(i int) interval {
	for k := i; k < i+10 && k < len(s.atoms); k++ {
		if inner := s.core(k, false); inner.end > k && inner.iv.unit == OneDay && inner.kind == Date && inner.iv.known() {
			return inner.iv
		}
	}
	if s.last.unit == OneDay && s.paragraph()-s.spoken <= 1 {
		return interval{s.last.from, s.last.to, s.last.from.String(), OneDay}
	}
	return interval{}
}

// hour reads the time of day itself and gives it in the form T19:15.
func (s *scanner) hour(i int) (string, int) {
	a := s.at(i)
	if a.is("noon", "midday", "midnight") {
		if a.is("midnight") {
			return "T24:00", i + 1
		}
		return "T12:00", i + 1
	}
	h, m, j := a.value, 0, i+1
	size := a.end - a.start
	if n, ok := a.get(number); ok && n >= 1 && n <= 12 {
		h, size = n, 1
	}
	if h < 0 || s.at(i-1).is("$", ".", ":", ",") && !a.spaced {
		return "", i
	}
	if s.is(j, ":", ".") && !s.at(j).spaced && s.at(j+1).end-s.at(j+1).start == 2 && s.at(j+1).value >= 0 && s.at(j+1).value < 60 && !s.at(j+1).spaced {
		m, j = s.at(j+1).value, j+2
		if s.is(j, ":") && s.at(j+1).value >= 0 {
			j += 2
		}
	}
	minutes := j > i+1
	half, k := s.meridian(j)
	switch {
	case size > 2:
		if size != 4 || h > 2400 || h%100 > 59 || !s.at(j).in(zone) && !s.is(j, "hours", "hrs") && (!s.is(i-1, "at") || !s.caseless && s.at(j).capital && !s.at(j).in(weekday) || s.point(j)) {
			return "", i
		}
		if s.at(j).in(zone) || s.is(j, "hours", "hrs") {
			j++
		}
		return fmt.Sprintf("T%02d:%02d", h/100, h%100), j
	case k > j && h >= 1 && h <= 12:
		if h = h % 12; half > 0 {
			h += 12
		}
		j = k
	case s.is(j, "o") && s.is(j+1, "'", "’") && s.is(j+2, "clock"):
		j += 3
	case minutes && h < 24 && s.is(i+1, ":") && (s.at(j).in(zone) || s.is(i-1, "at", "around", "about", "by", "until", "from", "since", "before", "after", "of")):
	default:
		return "", i
	}
	if s.at(j).in(zone) {
		j++
	}
	return fmt.Sprintf("T%02d:%02d", h, m), j
}

// meridian reads "a.m.", "pm", "P.M." and gives 0 for the morning, 1 after noon.
func (s *scanner) meridian(i int) (int, int) {
	switch {
	case s.is(i, "am"):
		return 0, i + 1
	case s.is(i, "pm"):
		return 1, i + 1
	case s.is(i, "a", "p") && s.is(i+1, ".") && s.is(i+2, "m"):
		half := 0
		if s.is(i, "p") {
			half = 1
		}
		if s.is(i+3, ".") && s.at(i+3).token == s.at(i+2).token {
			return half, i + 4
		}
		return half, i + 3
	}
	return 0, i
}

// repetition reads "every day", "each July", "weekly", "per year".
func (s *scanner) repetition(i int) found {
	a := s.at(i)
	if n, ok := a.get(repeated); ok {
		if a.capital && !s.caseless && !a.first || s.is(i+1, "-") || s.newspaper(i) {
			return found{}
		}
		q := quantity{n: 1, most: 1}
		return found{end: i + 1, kind: Set, bare: true, iv: interval{value: lengthValue(q, Unit(n))}}
	}
	if !a.is("every", "each", "per") {
		return found{}
	}
	f := found{end: i + 2, kind: Set}
	if w, ok := s.weekday(i + 1); ok {
		f.iv.value = fmt.Sprintf("XXXX-WXX-%d", (w+6)%7+1)
		return f
	}
	if m, j := s.month(i + 1); j > i+1 {
		f.end, f.iv.value = j, fmt.Sprintf("XXXX-%02d", m)
		return f
	}
	if n, ok := s.at(i + 1).get(season); ok {
		f.iv.value = "XXXX-" + seasonCodes[n]
		return f
	}
	if p, ok := s.at(i + 1).get(part); ok && p <= 3 && !a.is("per") {
		f.iv.value = "XXXX-XX-XXT" + partCodes[p]
		return f
	}
	j := s.skip(i+1, "single", "other")
	if w, ok := s.weekday(j); ok {
		f.end, f.iv.value = j+1, fmt.Sprintf("XXXX-WXX-%d", (w+6)%7+1)
		return f
	}
	q, k := s.number(j)
	if k == j {
		q = quantity{n: 1, most: 1}
		if s.is(i+1, "other") {
			q.n = 2
		}
	}
	u, ok := s.at(k).get(unit)
	if !ok || q.vague || Unit(u) == halfYear || Unit(u) == Second && k == j {
		return found{}
	}
	f.end = k + 1
	if Unit(u) == Quarter && q.n == 1 {
		f.iv.value = "P1Q"
		return f
	}
	f.iv.value = lengthValue(q, Unit(u))
	return f
}

// newspaper says whether "daily" or "weekly" is a paper: "the daily Vox said", "told a German daily".
func (s *scanner) newspaper(i int) bool {
	a := s.at(i)
	if a.token < 0 || !a.is("daily", "weekly", "monthly") || s.caseless {
		return false
	}
	if next := s.at(i + 1); next.capital && s.doc.Tokens[next.token].Tag == language.PROPN {
		return true
	}
	return s.doc.Tokens[a.token].Tag == language.NOUN && s.ending(i+1) && (s.is(i-1, "a", "the") || s.at(i-1).token >= 0 && s.doc.Tokens[s.at(i-1).token].Tag == language.ADJ)
}

// someDay reads "one day" where it is a day to come: "will one day rule".
func (s *scanner) someDay(i int) found {
	if !s.is(i, "one", "some") || !s.is(i+1, "day") || s.is(i+2, "-", "after", "before", "earlier", "later", "ago", "of", "in", "or", "to", "and") {
		return found{}
	}
	if s.at(i-1).in(future) || s.is(i-1, "would", "could", "may", "might", "can", "to") || s.is(i+2, "will", "would", "be") {
		return found{end: i + 2, iv: interval{value: "FUTURE_REF"}}
	}
	return found{}
}

// soonPast says whether the clause of "soon" is told in the past, where it is no time to come.
func (s *scanner) soonPast(i int) bool {
	return s.past(i+1) || s.past(i-1) || s.governed(i, i+1) < 0
}

// reference reads what points at the present, the past or the future as such.
func (s *scanner) reference(i int) found {
	article := s.is(i, "the")
	j := s.skip(i, "the")
	ref := func(end int, value string) found {
		return found{end: end, iv: interval{value: value}, bare: !article}
	}
	switch {
	case s.is(i, "right", "just") && s.is(i+1, "now"):
		return ref(i+2, "PRESENT_REF")
	case s.is(i, "now", "currently", "nowadays", "presently"):
		return ref(i+1, "PRESENT_REF")
	case s.is(j, "current") && !s.at(j+1).in(unit):
		f := ref(j+1, "PRESENT_REF")
		f.bare = true
		return f
	case s.is(i, "recently", "lately"):
		return ref(i+1, "PAST_REF")
	case s.is(i, "soon") && !s.is(i-1, "as", "too") && !s.is(i+1, "after", "as") && !s.soonPast(i):
		return ref(i+1, "FUTURE_REF")
	case s.is(i, "as") && s.phrase(i, "as", "soon", "as", "possible") > i:
		return ref(i+4, "FUTURE_REF")
	case article && s.is(j, "near", "foreseeable", "distant") && s.is(j+1, "future", "term"):
		return ref(j+2, "FUTURE_REF")
	case article && s.is(j, "future", "past") && s.ending(j+1):
		if s.is(j, "past") {
			return ref(j+1, "PAST_REF")
		}
		return ref(j+1, "FUTURE_REF")
	}
	return found{}
}

// ending says whether a noun phrase ends before atom i: neither noun nor adjective follows.
func (s *scanner) ending(i int) bool {
	a := s.at(i)
	if a.token < 0 {
		return true
	}
	switch s.doc.Tokens[a.token].Tag {
	case language.NOUN, language.ADJ, language.PROPN, language.NUM:
		return false
	}
	return a.value < 0 && !a.in(number) && !a.in(unit) && !a.in(vague)
}

// relate dates the two sides of "a day after X" where one of them can be told.
func (s *scanner) relate() {
	for i := range s.out {
		t := &s.out[i]
		if t.Relation == Unrelated {
			continue
		}
		sent := s.doc.Tokens[t.Start].Sentence
		if n := s.dated(i+1, 1, sent); n >= 0 && !s.comma(t.End, s.out[n].Start) {
			t.OtherFrom, t.OtherTo = s.out[n].From, s.out[n].To
			t.From, t.To = t.Main(t.OtherFrom), t.Main(t.OtherTo)
			t.Precision = precisionOf(t.From, t.To)
			continue
		}
		from, to := s.mainDays(i, sent)
		if from.IsZero() {
			continue
		}
		t.From, t.To = from, to
		t.OtherFrom, t.OtherTo = t.Other(from), t.Other(to)
		t.Precision = precisionOf(from, to)
	}
}

// mainDays dates the clause that has relation i: by a date before it in its sentence, or, where it only says when
// something "came" some days after, by the last day spoken of; remarks that the report is about are dated by its own day.
func (s *scanner) mainDays(i, sent int) (from, to Day) {
	if n := s.dated(i-1, -1, sent); n >= 0 {
		return s.out[n].From, s.out[n].To
	}
	t := &s.out[i]
	if from, to := s.spokenThen(i); !from.IsZero() {
		return from, to
	}
	if t.Offset.Unit != OneDay && t.Offset.Unit != Week || t.Offset.N > 7 || t.Start < 1 || !isCame(s.doc.Tokens[t.Start-1].Lower) {
		return Day{}, Day{}
	}
	for n := i - 1; n >= 0; n-- {
		if x := &s.out[n]; x.Precision == 1 && x.Bound == At && x.Relation == Unrelated && (x.Kind == Date || x.Kind == Clock) {
			return x.From, x.To
		}
	}
	if t.Start < 2 || !isRemark(s.doc.Tokens[t.Start-2].Lower) {
		return Day{}, Day{}
	}
	return s.base, s.base
}

func isCame(word string) bool {
	switch word {
	case "came", "comes", "come", "coming":
		return true
	}
	return false
}

// isRemark says whether a noun names what a report of the day is about.
func isRemark(word string) bool {
	switch word {
	case "remarks", "comments", "statement", "statements", "announcement", "warning", "speech", "address", "move", "decision":
		return true
	}
	return false
}

// dated gives the nearest day of the sentence among the expressions from n on, or -1.
func (s *scanner) dated(n, step, sent int) int {
	for ; n >= 0 && n < len(s.out) && s.doc.Tokens[s.out[n].Start].Sentence == sent; n += step {
		if x := &s.out[n]; x.Precision == 1 && x.Bound == At && x.Relation == Unrelated {
			return n
		}
	}
	return -1
}

func (s *scanner) comma(from, to int) bool {
	for i := from; i < to; i++ {
		if w := s.doc.Tokens[i].Lower; w == "," || w == ";" || w == "—" || w == "--" {
			return true
		}
	}
	return false
}
