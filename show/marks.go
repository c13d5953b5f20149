package show

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
	"github.com/tollbook/tollbook/record"
)

// A mark is a stretch of the text, or of the title, that is evidence.
type mark struct {
	start, end int // code points
	title      bool
	number     int
	style      style
	superior   style // of its number
}

// marks are the numbered evidence of a record. A number is one place in the
// text; an event and a statement that hang on one word share it.
type marks struct {
	all                        []mark
	speech                     []mark // contents of statements: tinted, not numbered
	events, counts, statements []int  // number of each
}

// number numbers the evidence in the order of the text, title first.
func number(rec *record.Record) *marks {
	m := &marks{events: make([]int, len(rec.Events)), counts: make([]int, len(rec.Counts)),
		statements: make([]int, len(rec.Statements))}
	type claim struct {
		mark
		to *int
	}
	var claims []claim
	for i := range rec.Events {
		at := fromSpan(record.Span(rec.Events[i].Trigger), eventStyle, eventNumber)
		claims = append(claims, claim{at, &m.events[i]})
	}
	for i := range rec.Counts {
		claims = append(claims, claim{countMark(&rec.Counts[i]), &m.counts[i]})
	}
	for i := range rec.Statements {
		claims = append(claims, claim{statementMark(&rec.Statements[i]), &m.statements[i]})
		m.speech = append(m.speech, fromSpan(rec.Statements[i].Span, speechStyle, ""))
	}
	slices.SortStableFunc(claims, func(a, b claim) int { return compare(a.mark, b.mark) })
	n := 0
	for i, c := range claims {
		if i == 0 || compare(c.mark, claims[i-1].mark) != 0 {
			n++
			c.number = n
			m.all = append(m.all, c.mark)
		}
		*c.to = n
	}
	m.addRepeats(rec)
	slices.SortStableFunc(m.all, compare)
	return m
}

// addRepeats marks the further mentions of an event with the event's number.
func (m *marks) addRepeats(rec *record.Record) {
	for i, e := range rec.Events {
		for _, trigger := range e.Triggers {
			again := fromSpan(record.Span(trigger), eventStyle, eventNumber)
			again.number = m.events[i]
			if !slices.ContainsFunc(m.all, func(o mark) bool { return compare(o, again) == 0 }) {
				m.all = append(m.all, again)
			}
		}
	}
}

func compare(a, b mark) int {
	if a.title != b.title {
		if a.title {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end))
}

func fromSpan(s record.Span, st, superior style) mark {
	return mark{start: s.Start, end: s.End, title: s.In != "", style: st, superior: superior}
}

// countMark is the figure, with the people counted where they stand beside it.
func countMark(c *record.Count) mark {
	m := fromSpan(c.Span, countStyle, countNumber)
	quantity := c.Evidence["quantity"]
	if len(quantity) == 0 {
		return m
	}
	m = fromSpan(record.Span(quantity[0]), countStyle, countNumber)
	if who := c.Evidence["who"]; len(who) > 0 && who[0].In == quantity[0].In {
		start, end := min(m.start, who[0].Start), max(m.end, who[0].End)
		if end-start <= m.end-m.start+who[0].End-who[0].Start+len(" of ") {
			m.start, m.end = start, end
		}
	}
	return m
}

// statementMark is the word of saying, or else the first word of what is said.
func statementMark(s *record.Statement) mark {
	if s.Cue != nil {
		return fromSpan(record.Span(*s.Cue), statementStyle, sayNumber)
	}
	m := fromSpan(s.Span, statementStyle, sayNumber)
	m.end = -1 // settled where the text is at hand
	return m
}

// settle ends the marks of a single word where that word ends.
func settle(m mark, text []rune) mark {
	if m.end < 0 {
		m.end = m.start
		for m.end < len(text) && !unicode.IsSpace(text[m.end]) {
			m.end++
		}
	}
	m.start, m.end = min(max(m.start, 0), len(text)), min(m.end, len(text))
	return m
}

var superiors = []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")

// superior writes a number in superior figures.
func superior(n int) string {
	var b strings.Builder
	for _, digit := range strconv.Itoa(n) {
		b.WriteRune(superiors[digit-'0'])
	}
	return b.String()
}

// marked gives the cells of text[start:end], with evidence styled and numbered.
func (p *page) marked(text []rune, start, end int, title bool) []cell {
	l := p.layer(text, start, end, title)
	var out []cell
	for i := start; i < end; {
		if n := skipControl(text[i:end]); n > 0 {
			out = p.close(out, l, i, i+n)
			i += n
			continue
		}
		cluster, width, n := clusterAt(text[i:end])
		for at := i; at < i+n && !p.colour; at++ {
			for _, st := range l.opens[at] {
				out = append(out, cell{"[", 1, st})
			}
		}
		if cluster != " " || len(out) == 0 || out[len(out)-1].text != " " {
			out = append(out, cell{cluster, width, l.styles[i-start]})
		}
		out = p.close(out, l, i, i+n)
		i += n
	}
	return out
}

// A layer is what the marks make of a stretch of text.
type layer struct {
	styles []style         // of each code point
	opens  map[int][]style // by code point
	closes map[int][]mark  // by the last code point of the mark
}

func (p *page) layer(text []rune, start, end int, title bool) layer {
	l := layer{make([]style, end-start), map[int][]style{}, map[int][]mark{}}
	lay := func(m mark) (mark, bool) {
		m = settle(m, text)
		if m.title != title || m.start >= end || m.end <= start || m.start >= m.end {
			return m, false
		}
		for i := max(m.start, start); i < min(m.end, end); i++ {
			l.styles[i-start] = m.style
		}
		return m, true
	}
	for _, m := range p.marks.speech {
		lay(m)
	}
	for _, m := range p.marks.all {
		if m, here := lay(m); here {
			l.opens[m.start] = append(l.opens[m.start], m.style)
			l.closes[m.end-1] = append(l.closes[m.end-1], m)
		}
	}
	return l
}

// close adds the numbers of the marks whose last code point is one of from up to to.
func (p *page) close(out []cell, l layer, from, to int) []cell {
	for at := from; at < to; at++ {
		for _, m := range l.closes[at] {
			if !p.colour {
				out = append(out, cell{"]", 1, m.style})
			}
			out = append(out, cells(superior(m.number), m.superior)...)
		}
	}
	return out
}

// clusterAt gives the grapheme cluster that text opens with, its width and its length in code points.
// White space of every kind is one space.
func clusterAt(text []rune) (string, int, int) {
	if unicode.IsSpace(text[0]) {
		return " ", 1, 1
	}
	if text[0] < 0x300 && (len(text) == 1 || text[1] < 0x300) {
		return string(text[0]), 1, 1
	}
	ahead := text[:min(len(text), 16)]
	for i := 1; i < len(ahead); i++ {
		if skipControl(ahead[i:]) > 0 {
			ahead = ahead[:i]
		}
	}
	cluster, _, width, _ := uniseg.FirstGraphemeClusterInString(string(ahead), -1)
	return cluster, width, len([]rune(cluster))
}

// A stretch is a range of code points.
type stretch struct{ start, end int }

// paragraphs splits a text: at blank lines, and at line breaks unless the text
// was set in short lines, which are joined.
func paragraphs(text []rune) []stretch {
	var out []stretch
	var block []stretch
	flush := func() {
		if len(block) > 1 && setInLines(block) {
			block = []stretch{{block[0].start, block[len(block)-1].end}}
		}
		out = append(out, block...)
		block = nil
	}
	for start := 0; start < len(text); {
		end := start
		for end < len(text) && text[end] != '\n' {
			end++
		}
		if strings.TrimSpace(string(text[start:end])) == "" {
			flush()
		} else {
			block = append(block, stretch{start, end})
		}
		start = end + 1
	}
	flush()
	return out
}

// setInLines says that lines were broken to fit a width: none is long, and none but the last short.
func setInLines(lines []stretch) bool {
	for i, l := range lines {
		if n := l.end - l.start; n > 100 || n < 45 && i < len(lines)-1 {
			return false
		}
	}
	return true
}
