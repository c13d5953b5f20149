package language

import (
	"strings"
)

// A gap tells what white space stands before a token.
type gap uint8

const (
	noBreak   gap = iota
	lineBreak     // one line break
	blankLine     // more: a paragraph ends
)

func gapBetween(text string, from, to int) gap {
	switch n := strings.Count(text[from:to], "\n"); {
	case n >= 2 || strings.ContainsAny(text[from:to], "\u2029\f"):
		return blankLine
	case n == 1 || strings.ContainsAny(text[from:to], "\r\u2028"):
		return lineBreak
	}
	return noBreak
}

// A splitter cuts a run of tokens into sentences.
type splitter struct {
	doc       *Doc
	wrapped   bool // single line breaks come from wrapping, not from the author
	width     int  // of the longest line, in bytes
	start     int  // first token of the sentence
	lineStart int  // first byte of the line
	dateline  int  // token after the dateline, or -1
}

// splitSentences cuts the tokens from from on into sentences. It needs tokens with Lower, and Upper and Lower of the Doc.
func (d *Doc) splitSentences(from int, title bool) {
	if from >= len(d.Tokens) {
		return
	}
	s := splitter{doc: d, start: from, lineStart: d.Tokens[from].Start, dateline: -1}
	s.wrapped, s.width = wrapping(d.Text[d.Tokens[from].Start:])
	paragraph, first := 0, len(d.Sentences)
	if first > 0 {
		paragraph = d.Sentences[first-1].Paragraph + 1
	}
	if !title {
		s.dateline = d.datelineEnd(from)
	}
	for i := from; i < len(d.Tokens); i++ {
		cut, newParagraph := s.boundary(i)
		if !cut {
			continue
		}
		d.Sentences = append(d.Sentences, Sentence{Range: Range{s.start, i + 1}, Paragraph: paragraph, Title: title})
		s.start = i + 1
		if newParagraph {
			paragraph++
			if s.dateline < 0 && !title && len(d.Sentences) < first+3 {
				s.dateline = d.datelineEnd(i + 1) // a heading or a byline may come before it
			}
		}
	}
}

// boundary says whether a sentence ends with token i, and whether its paragraph does.
func (s *splitter) boundary(i int) (sentence, paragraph bool) {
	d := s.doc
	if i+1 == len(d.Tokens) {
		return true, true
	}
	g := gapBetween(d.Text, d.Tokens[i].End, d.Tokens[i+1].Start)
	if g == noBreak {
		return i+1 == s.dateline || s.endsHere(s.start, i), false
	}
	line := d.Tokens[i].End - s.lineStart
	s.lineStart = d.Tokens[i+1].Start
	if g == blankLine {
		return true, true
	}
	cut := i+1 == s.dateline || s.endsHere(s.start, i) || s.lineEnds(i, line)
	return cut, cut && !s.wrapped
}

// wrapping says whether single line breaks come from wrapping lines to a width, and gives that width in bytes.
func wrapping(text string) (bool, int) {
	lines, open, width := 0, 0, 0
	for len(text) > 0 {
		n := strings.IndexByte(text, '\n')
		if n < 0 {
			break
		}
		line := strings.TrimRight(text[:n], " \t\r")
		text = text[n+1:]
		if line == "" || text == "" || text[0] == '\n' || text[0] == '\r' {
			continue
		}
		lines++
		width = max(width, len(line))
		if c := line[len(line)-1]; isWordRune(rune(c)) || c == ',' || c == '-' {
			open++
		}
	}
	return lines >= 2 && width <= 160 && width >= 30 && open*10 >= lines*6, width
}

// lineEnds says whether the single line break after token i, in a line of so many bytes, ends a sentence
// although no mark does.
func (s *splitter) lineEnds(i, bytes int) bool {
	d := s.doc
	r, _ := runeAt(d.Text, d.Tokens[i+1].Start)
	if !d.Lower && isLower(r) {
		return false
	}
	if s.wrapped {
		return bytes*2 < s.width
	}
	return d.Word(i) != ","
}

// endsHere says whether a sentence that began at start ends with token i.
func (s *splitter) endsHere(start, i int) bool {
	d := s.doc
	j := i // the token that might end it, before any closing marks
	for j > start && d.closes(j) {
		j--
		if j > start+1 && d.Word(j+1) == "]" && isDigit(d.Text[d.Tokens[j].Start]) && d.Word(j-1) == "[" {
			j -= 2 // the number of a footnote
		}
	}
	if i+1 >= len(d.Tokens) || d.closes(i+1) {
		return false
	}
	word := d.Word(j)
	switch word[0] {
	case '!', '?':
		return s.begins(i+1) && !(j < i && d.speechAfter(i+1))
	case '.':
		if len(word) > 1 {
			return s.begins(i+1) && isUpperOrDigit(d.Text, d.Tokens[i+1].Start)
		}
		numbering := j == start+1 && d.Tokens[start].End-d.Tokens[start].Start <= 2 && isDigit(d.Text[d.Tokens[start].Start])
		return !numbering && s.begins(i+1)
	}
	if strings.HasPrefix(word, "…") {
		return s.begins(i+1) && isUpperOrDigit(d.Text, d.Tokens[i+1].Start)
	}
	if word[len(word)-1] == '.' && abbreviations()[strings.TrimRight(d.Tokens[j].Lower, ".")] != titleAbbreviation {
		return j > start && s.capital(i+1) && (s.starter(i+1) || s.afterClock(j, i+1))
	}
	return false
}

// afterClock says whether token j is the "p.m." of a time of day and token next, which has a capital, no part of it: no day, month or zone.
func (s *splitter) afterClock(j, next int) bool {
	d := s.doc
	if w := d.Tokens[j].Lower; w != "p.m." && w != "a.m." || d.Lower || d.Upper {
		return false
	}
	word := d.Tokens[next].Lower
	if next+1 < len(d.Tokens) && d.Tokens[next+1].Lower == "time" {
		return false // "5 p.m. Nairobi time"
	}
	if abbreviations()[strings.TrimRight(word, ".")] == monthAbbreviation || isDigit(word[0]) || d.opens(next) {
		return false
	}
	zone := allUpper(d.Word(next)) && len(word) <= 4 // "GMT"
	return !zone && !afterClockWords[word]
}

// afterClockWords are what goes on a time of day with a capital: days, months, and what names a zone.
var afterClockWords = setOf("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september " +
	"october november december eastern central pacific mountain greenwich")

func setOf(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

func isUpperOrDigit(text string, i int) bool {
	r, _ := runeAt(text, i)
	return !isLower(r)
}

// begins says whether token i can begin a sentence.
func (s *splitter) begins(i int) bool {
	d := s.doc
	r, _ := runeAt(d.Text, d.Tokens[i].Start)
	if strings.ContainsRune(",;.!?…%", r) {
		return false
	}
	if r == '[' && i+2 < len(d.Tokens) && isDigit(d.Text[d.Tokens[i+1].Start]) && d.Word(i+2) == "]" {
		return false // the number of a footnote
	}
	return d.Lower || !isLower(r)
}

func (s *splitter) capital(i int) bool {
	r, _ := runeAt(s.doc.Text, s.doc.Tokens[i].Start)
	return s.doc.Lower || !isLower(r)
}

// starter says whether token i, or the one after an opening mark, is a word that begins sentences.
func (s *splitter) starter(i int) bool {
	d := s.doc
	if i+1 < len(d.Tokens) && d.opens(i) {
		i++
	}
	if d.Lower || d.Upper {
		switch d.Tokens[i].Lower {
		case "in", "on", "at", "and", "or", "for", "from", "with", "by", "to", "as", "so", "if", "no", "two", "three", "four",
			"five", "six", "seven", "eight", "nine", "ten", "police", "officials", "now", "then", "today", "yesterday", "when", "while", "where", "who", "what":
			return false
		}
	}
	return starters()[d.Tokens[i].Lower]
}

// closes says whether token i is a mark that belongs to what stands before it: a closing quotation mark or bracket.
func (d *Doc) closes(i int) bool {
	t := d.Tokens[i]
	switch d.Text[t.Start] {
	case ')', ']', '}':
		return true
	case '\'':
		if t.End-t.Start == 2 && d.Text[t.Start+1] != '\'' {
			return false
		}
		return t.End-t.Start <= 2 && d.spaceAfter(i) && !d.spaceBefore(i)
	case '"':
		return !d.spaceBefore(i) && (d.spaceAfter(i) || d.oddQuote(i))
	}
	w := d.Word(i)
	return w == "”" || w == "’" || w == "»"
}

// oddQuote says whether the straight mark i, with no space on either side, closes: an odd
// number of straight marks stand before it in its line.
func (d *Doc) oddQuote(i int) bool {
	odd := false
	for j := i - 1; j >= 0 && i-j < 400; j-- {
		if d.Text[d.Tokens[j].Start] == '"' {
			odd = !odd
		}
		if gapBetween(d.Text, d.Tokens[j].End, d.Tokens[j+1].Start) != noBreak {
			break
		}
	}
	return odd
}

// opens says whether token i is an opening quotation mark or bracket.
func (d *Doc) opens(i int) bool {
	switch d.Word(i) {
	case "(", "[", "{", "“", "‘", "``", "«":
		return true
	case "\"", "'", "''":
		return !d.spaceAfter(i) && (d.spaceBefore(i) || i == 0)
	}
	return false
}

func (d *Doc) spaceBefore(i int) bool {
	r := runeBefore(d.Text, d.Tokens[i].Start)
	return r == 0 || isSpace(r)
}

func (d *Doc) spaceAfter(i int) bool {
	r, w := runeAt(d.Text, d.Tokens[i].End)
	return w == 0 || isSpace(r)
}

// speechAfter says whether a short subject and a verb of saying follow, as after a question in quotation marks.
func (d *Doc) speechAfter(i int) bool {
	for j := i; j < len(d.Tokens) && j < i+5; j++ {
		switch d.Tokens[j].Lower {
		case "said", "says", "asked", "asks", "told", "added", "shouted", "wrote", "cried", "replied", "wondered":
			return true
		case ".", ",", "\"", "”":
			return false
		}
	}
	return false
}
