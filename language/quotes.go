package language

import "strings"

// A quoteMark is what a quotation mark token can do.
type quoteMark uint8

const (
	notQuote quoteMark = iota
	openMark
	closeMark
	eitherMark
)

// An openQuote is a quotation whose end is not found yet.
type openQuote struct {
	index  int  // in Doc.Quotes
	single bool // opened by a single mark
}

// findQuotes pairs quotation marks into Doc.Quotes. It needs tokens and sentences.
func (d *Doc) findQuotes() {
	var open []openQuote
	for s := 0; s < len(d.Sentences); {
		e := s
		for e < len(d.Sentences) && d.Sentences[e].Paragraph == d.Sentences[s].Paragraph {
			e++
		}
		open = d.quotesIn(Range{d.Sentences[s].Start, d.Sentences[e-1].End}, open)
		if e == len(d.Sentences) || !d.resumes(d.Sentences[e].Start) {
			d.endOpen(open, d.Sentences[e-1].End)
			open = open[:0]
		}
		s = e
	}
}

// resumes says whether a paragraph that begins at token i opens with a quotation mark.
func (d *Doc) resumes(i int) bool {
	m, single := d.quoteMark(i)
	return (m == openMark || m == eitherMark) && !single
}

func (d *Doc) endOpen(open []openQuote, end int) {
	for _, o := range open {
		d.Quotes[o.index].End = end
		d.Quotes[o.index].Open = true
	}
}

// quotesIn reads the marks of one paragraph, given the quotations that earlier ones left
// open and this one resumes, and gives those open at its end.
func (d *Doc) quotesIn(p Range, open []openQuote) []openQuote {
	i := p.Start
	if len(open) > 0 && d.resumes(i) {
		open = open[:1] // the outer quotation goes on; its mark is no new one
		i++
	}
	for ; i < p.End; i++ {
		m, single := d.quoteMark(i)
		if m == notQuote {
			continue
		}
		top := len(open) - 1
		for top >= 0 && open[top].single != single {
			top--
		}
		closing := m == closeMark || m == eitherMark && top >= 0
		if closing && top >= 0 {
			d.endOpen(open[top+1:], i)
			d.Quotes[open[top].index].End = i
			open = open[:top]
			continue
		}
		if m == closeMark || single && !d.closedLater(i, p.End) {
			continue
		}
		d.Quotes = append(d.Quotes, Quote{Range: Range{i + 1, i + 1}, Inner: len(open) > 0})
		open = append(open, openQuote{len(d.Quotes) - 1, single})
	}
	return open
}

// closedLater says whether a single closing mark that is no apostrophe follows the opening one at i.
func (d *Doc) closedLater(i, end int) bool {
	for j := i + 2; j < end; j++ {
		if m, single := d.quoteMark(j); single && m == closeMark {
			return true
		}
	}
	return false
}

// quoteMark says what token i does as a quotation mark and whether it is a single one.
func (d *Doc) quoteMark(i int) (mark quoteMark, single bool) {
	switch d.Word(i) {
	case "“", "``", "«", "„":
		return openMark, false
	case "”", "»":
		return closeMark, false
	case "\"", "''": // two single marks close what `` opened, and elsewhere do for both ends
		return d.direction(i), false
	case "‘", "`":
		return openMark, true
	case "’", "'":
		m := d.direction(i)
		if m == eitherMark || m == closeMark && d.possessive(i) {
			m = notQuote
		}
		return m, true
	}
	return notQuote, false
}

// direction tells from the spaces around a straight mark whether it opens or closes.
func (d *Doc) direction(i int) quoteMark {
	t := d.Tokens[i]
	before := runeBefore(d.Text, t.Start)
	after, w := runeAt(d.Text, t.End)
	left := before == 0 || isSpace(before) || before == '(' || before == '[' || before == '“' || before == '"' || before == '—' || before == '–'
	right := w == 0 || isSpace(after)
	switch {
	case left && !right:
		return openMark
	case right && !left:
		return closeMark
	}
	if !left && strings.ContainsRune(".,;:?!)”\"", after) {
		return closeMark
	}
	return eitherMark
}

// possessive says whether the single mark i is the apostrophe of a plural ("the writers' guild").
func (d *Doc) possessive(i int) bool {
	if i == 0 || i+1 >= len(d.Tokens) || d.Tokens[i-1].End != d.Tokens[i].Start {
		return false
	}
	last := d.Text[d.Tokens[i].Start-1] | 0x20
	next, _ := runeAt(d.Text, d.Tokens[i+1].Start)
	return (last == 's' || last == 'z' || last == 'x') && isWordRune(next) && d.Tokens[i+1].Start > d.Tokens[i].End
}
