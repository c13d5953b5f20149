package language

// datelineEnd gives the token after the dateline that begins at token i ("KABUL, Oct 9 (Agency) —",
// "SAN SALVADOR, 3 JAN 90 -- [REPORT]", "LAHORE:"), or -1 where there is none.
func (d *Doc) datelineEnd(i int) int {
	if i >= len(d.Tokens) || !isUpperOrDigit(d.Text, d.Tokens[i].Start) && !d.Lower {
		return -1
	}
	p := placePart{doc: d}
	for j := i; j < len(d.Tokens) && j < i+24; j++ {
		if j > i && gapBetween(d.Text, d.Tokens[j-1].End, d.Tokens[j].Start) == blankLine {
			return -1
		}
		switch d.Word(j) {
		case ":":
			if p.colon(j - i) {
				return d.afterBrackets(j + 1)
			}
			return -1
		case "-", "--", "---", "–", "—", "_", "__":
			if !d.spaceBefore(j) && !d.spaceAfter(j) && d.Word(j) == "-" && j > i {
				continue
			}
			if j+1 < len(d.Tokens) && p.dash(j-i) && isUpperOrDigit(d.Text, d.Tokens[j+1].Start) {
				return d.afterBrackets(j + 1)
			}
			return -1
		}
		if !p.read(j) {
			return -1
		}
	}
	return -1
}

// placePart is what has been read of a dateline before its mark.
type placePart struct {
	doc                      *Doc
	words, capitals, figures int
	bracket, bracketed       bool
}

// read takes token j, and says whether a dateline may hold it.
func (p *placePart) read(j int) bool {
	d := p.doc
	word, lower := d.Word(j), d.Tokens[j].Lower
	r, _ := runeAt(word, 0)
	switch {
	case r == '(' || r == '[':
		p.bracket, p.bracketed = true, true
	case r == ')' || r == ']':
		p.bracket = false
	case p.bracket, r == ',', r == '/', r == '.':
	case r >= '0' && r <= '9':
		p.figures++
	case isUpper(r) || d.Lower && isLower(r):
		p.words++
		if allUpper(word) && len(word) > 2 {
			p.capitals++
		}
	case lower == "and" || lower == "of" || lower == "de" || lower == "near" || lower == "al" || lower == "el":
	default:
		return isApostrophe(r)
	}
	return p.words <= 8
}

// colon says whether a colon after n tokens ends a dateline.
func (p *placePart) colon(n int) bool {
	switch {
	case n == 0 || p.bracket || p.words == 0:
		return false
	case p.doc.Upper:
		return p.words <= 3 && n <= 4
	case p.doc.Lower:
		return p.words <= 2 && n <= 2
	}
	return p.capitals > 0 && (p.figures > 0 || p.bracketed || n <= 6) || n <= 2
}

// dash says whether a dash after n tokens ends a dateline.
func (p *placePart) dash(n int) bool {
	switch {
	case n == 0 || p.bracket || p.words == 0 || p.doc.Lower:
		return false
	case p.doc.Upper:
		return p.figures > 0 || p.bracketed || n <= 5
	}
	return p.capitals > 0 || p.figures > 0 || p.bracketed || n <= 4
}

// afterBrackets skips "[REPORT] [TEXT]" after a dateline.
func (d *Doc) afterBrackets(i int) int {
	for i < len(d.Tokens) && d.Word(i) == "[" {
		j := i
		for j < len(d.Tokens) && j < i+12 && d.Word(j) != "]" {
			j++
		}
		if j >= len(d.Tokens) || d.Word(j) != "]" {
			break
		}
		i = j + 1
	}
	return i
}

// allUpper says whether a word has capital letters and no small ones.
func allUpper(word string) bool {
	upper := false
	for _, r := range word {
		if isLower(r) {
			return false
		}
		upper = upper || isUpper(r)
	}
	return upper
}
