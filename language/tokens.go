package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A scanner cuts text[at:end] into tokens as the English UD treebanks do: clitics ("n't", "'s") and
// most hyphens are tokens of their own, abbreviations keep their stop. It never changes the text.
type scanner struct {
	text string
	end  int
	out  []Token
}

// appendTokens appends the tokens of text[start:end] to out, with their offsets only.
func appendTokens(out []Token, text string, start, end int) []Token {
	s := scanner{text[:end], end, out}
	for i := start; i < end; {
		r, w := runeAt(s.text, i)
		switch {
		case isSpace(r):
			i += w
		case isWordRune(r):
			i = s.word(i)
		default:
			i = s.mark(i, r, w)
		}
	}
	return s.out
}

func isSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return r == ' ' || '\t' <= r && r <= '\r' || r < ' '
	}
	return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b'
}

func (s *scanner) add(start, end int) int {
	if start < end {
		s.out = append(s.out, Token{Start: start, End: end})
	}
	return end
}

// mark reads a token that does not begin with a letter or digit.
func (s *scanner) mark(i int, r rune, w int) int {
	next, _ := runeAt(s.text, i+w)
	switch {
	case r == '\'' && next == '\'', r == '`' && next == '`':
		return s.add(i, i+2*w)
	case isApostrophe(r):
		return s.add(i, s.afterApostrophe(i, w))
	case (r == '@' || r == '#') && isWordRune(next):
		return s.add(i, s.handle(i+w))
	case r == '.' && '0' <= next && next <= '9' && !isWordRune(runeBefore(s.text, i)):
		return s.number(i)
	case strings.ContainsRune(".-*_=~+<>", r):
		return s.add(i, s.run(i, func(c rune) bool { return c == r }))
	case r == '!' || r == '?':
		return s.add(i, s.run(i, func(c rune) bool { return c == '!' || c == '?' }))
	case r == utf8.RuneError && w == 1:
		return s.add(i, s.run(i, func(c rune) bool { return c == utf8.RuneError }))
	}
	return s.add(i, i+w)
}

func (s *scanner) run(i int, in func(rune) bool) int {
	for i < s.end {
		r, w := runeAt(s.text, i)
		if !in(r) {
			break
		}
		i += w
	}
	return i
}

// afterApostrophe gives the end of a token that begins with an apostrophe: a clitic that
// stands alone ("company 's"), a decade ("'90s") or the mark itself.
func (s *scanner) afterApostrophe(i, w int) int {
	j := s.run(i+w, isWordRune)
	tail := s.text[i+w : j]
	if isCliticTail(tail) || len(tail) == 3 && isDigit(tail[0]) && isDigit(tail[1]) && (tail[2]|0x20) == 's' {
		return j
	}
	return i + w
}

func isCliticTail(s string) bool {
	switch len(s) {
	case 1:
		c := s[0] | 0x20
		return c == 's' || c == 'd' || c == 'm'
	case 2:
		a, b := s[0]|0x20, s[1]|0x20
		return b == 'e' && (a == 'r' || a == 'v') || a == 'l' && b == 'l'
	}
	return false
}

func (s *scanner) handle(i int) int {
	return s.run(i, func(r rune) bool { return isWordRune(r) || r == '_' })
}

// word reads what begins with a letter or digit.
func (s *scanner) word(i int) int {
	if j := s.address(i); j > i {
		return s.add(i, j)
	}
	if isDigit(s.text[i]) {
		return s.number(i)
	}
	j := s.letters(i)
	if r, _ := runeAt(s.text, j); r == '$' && j-i <= 3 && isUpper(runeBefore(s.text, j)) {
		return s.add(i, j+1)
	}
	if k := s.clitic(i, j); k > i && k < j {
		s.add(i, k)
		return s.add(k, j)
	}
	if s.keepsStop(i, j) {
		j++
	}
	return s.add(i, j)
}

// address gives the end of a web or mail address that begins at i, or i.
func (s *scanner) address(i int) int {
	j, at, web := i, 0, false
	for j < s.end && j-i < 2000 {
		r, w := runeAt(s.text, j)
		if isSpace(r) || r == '<' || r == '>' || r == '"' || r == '”' || r == utf8.RuneError {
			break
		}
		if r == '@' && j > i {
			at = j
		}
		web = web || r == ':' && strings.HasPrefix(s.text[j:], "://")
		j += w
	}
	web = web || j-i > 8 && strings.EqualFold(s.text[i:i+4], "www.")
	mail := at > 0 && strings.ContainsRune(s.text[at:j], '.') && isWordRune(runeBefore(s.text, at))
	if !web && !mail {
		return i
	}
	for j > i && strings.ContainsRune(".,;:!?)]}'’”…", runeBefore(s.text, j)) {
		j -= utf8.RuneLen(runeBefore(s.text, j))
	}
	return j
}

// letters gives the end of a word that begins with a letter at i, with the marks that may stand in one.
func (s *scanner) letters(i int) int {
	j := i
	for j < s.end {
		r, w := runeAt(s.text, j)
		if isWordRune(r) || r == '_' && j > i {
			j += w
			continue
		}
		next, _ := runeAt(s.text, j+w)
		if !isWordRune(next) || !s.joins(i, j, r, w) {
			break
		}
		j += w
	}
	return j
}

// joins says whether the mark r at j, which a word rune follows, is part of the word that began at i.
func (s *scanner) joins(i, j int, r rune, w int) bool {
	next, _ := runeAt(s.text, j+w)
	last := runeBefore(s.text, j)
	switch {
	case r == '`':
		return false
	case isApostrophe(r):
		return isLetter(last) && isLetter(next) || unicode.IsDigit(last) && next|0x20 == 's'
	case r == '.':
		return s.stopJoins(i, j)
	case r == '&':
		return isUpper(last) && isUpper(next)
	case r == '/':
		after := s.run(j+w, isWordRune)
		return j-i == 1 || after-(j+w) == 1 && isLetter(next)
	case r == '-':
		return isLetter(next) && prefixes()[LowerWord(s.text[i:j])]
	}
	return false
}

// stopJoins says whether the stop at j is inside a word: "U.S", "a.m", "Ph.D" or "example.com".
func (s *scanner) stopJoins(i, j int) bool {
	start := strings.LastIndexByte(s.text[i:j], '.') + 1 + i
	after := s.run(j+1, isWordRune)
	part, tail := s.text[start:j], s.text[j+1:after]
	if utf8.RuneCountInString(part) == 1 {
		return utf8.RuneCountInString(tail) <= 2 || start > i
	}
	if strings.EqualFold(part, "ph") && strings.EqualFold(tail, "d") {
		return true
	}
	switch tail {
	case "com", "org", "net", "gov", "edu", "info", "co", "uk", "mil", "int", "tv":
		return true
	}
	return false
}

// number reads what begins with a digit: figures, times, dates, ordinals, and figures with a unit, which is a token of its own.
func (s *scanner) number(i int) int {
	j := s.digits(i)
	k := s.run(j, isWordRune)
	tail := s.text[j:k]
	if r, w := runeAt(s.text, k); isApostrophe(r) && r != '`' && k == j {
		if n, _ := runeAt(s.text, k+w); n|0x20 == 's' && !isWordRune(first(runeAt(s.text, k+w+1))) {
			return s.add(i, k+w+1) // "1990's"
		}
	}
	if tail == "" || !isUnit(tail) {
		return s.add(i, k)
	}
	return s.add(i, j)
}

func first(r rune, _ int) rune { return r }

// isUnit says whether letters written on to a figure are a word of their own.
func isUnit(tail string) bool {
	switch LowerWord(tail) {
	case "st", "nd", "rd", "th", "s":
		return false
	case "am", "pm", "a", "p", "m", "k", "b", "bn", "mm", "cm", "km", "kg", "kb", "mb", "gb", "ft", "lb", "lbs", "hrs", "hr",
		"mins", "min", "mph", "hz", "khz", "mhz", "mw", "kw", "kwh", "million", "billion", "percent", "x", "days", "years",
		"yrs", "people", "persons", "killed", "injured":
		return tail[0] >= 'a' || len(tail) > 1
	}
	return false
}

// digits gives the end of a figure: "1,000", "1,00,000", "3.5", "5:30", "9/11", "713-853-3989".
func (s *scanner) digits(i int) int {
	j, dashes := i, 0
	for j < s.end {
		c := s.text[j]
		if isDigit(c) {
			j++
			continue
		}
		if j+1 >= s.end || !isDigit(s.text[j+1]) {
			break
		}
		if j == i { // ".40 calibre"
			j++
			continue
		}
		n := s.digitRun(j + 1)
		if !(c == '.' || c == '/' || c == ':' && n == 2 || c == ',' && s.comma(j, n) || c == '-' && dashes < 4 && s.phone(i, j)) {
			break
		}
		if c == '-' {
			dashes++
		}
		j++
	}
	return j
}

// comma says whether the comma at j, before n digits, groups a figure.
func (s *scanner) comma(j, n int) bool {
	return n == 3 || n == 2 && j+3 < s.end && s.text[j+3] == ',' && s.digitRun(j+4) >= 2
}

func (s *scanner) digitRun(i int) int {
	n := 0
	for i+n < s.end && isDigit(s.text[i+n]) {
		n++
	}
	return n
}

// phone says whether the hyphen at j belongs to a telephone number or an ISO date that began at i:
// figures and hyphens only, with two hyphens or seven digits.
func (s *scanner) phone(i, j int) bool {
	digits, hyphens, k := 0, 0, i
	for k < s.end && (isDigit(s.text[k]) || s.text[k] == '-') {
		if s.text[k] == '-' {
			hyphens++
		} else {
			digits++
		}
		k++
	}
	return j < k && hyphens >= 2 && digits >= 6
}

// clitic gives the place at which the word [i,j) divides, or i.
func (s *scanner) clitic(i, j int) int {
	word := s.text[i:j]
	k := len(word) - 1
	for k > 0 && k > len(word)-7 && !isApostrophe(rune(word[k])) && word[k] < utf8.RuneSelf {
		k--
	}
	if k > 0 && word[k] >= utf8.RuneSelf {
		for k > 0 && !utf8.RuneStart(word[k]) {
			k--
		}
	}
	if r, w := runeAt(word, k); k > 0 && isApostrophe(r) {
		tail := word[k+w:]
		if strings.EqualFold(tail, "t") && k > 1 && word[k-1]|0x20 == 'n' {
			return i + k - 1
		}
		if isCliticTail(tail) && word[0] != '.' {
			return i + k
		}
		return i
	}
	switch LowerWord(word) {
	case "cannot", "gonna", "gotta", "wanna":
		return j - 2 - b2i(len(word) == 6 && word[0]|0x20 == 'c')
	}
	return i
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// keepsStop says whether the stop after the word [i,j) is part of it.
func (s *scanner) keepsStop(i, j int) bool {
	if j >= s.end || s.text[j] != '.' || j+1 < s.end && s.text[j+1] == '.' {
		return false
	}
	word := s.text[i:j]
	if dot := strings.IndexByte(word, '.'); dot >= 0 {
		return utf8.RuneCountInString(word[:dot]) <= 2 && len(word) <= 12
	}
	next, beside := s.following(j + 1)
	if utf8.RuneCountInString(word) == 1 {
		return s.initial(word, next, beside)
	}
	switch abbreviations()[LowerWord(word)] {
	case titleAbbreviation:
		return isWordRune(next) || next == '(' || next == '“' || next == '"'
	case endAbbreviation:
		return true
	case monthAbbreviation:
		return unicode.IsDigit(next) || next == ',' || s.figureBefore(i)
	case numberAbbreviation:
		return unicode.IsDigit(next)
	case stateAbbreviation:
		return isUpper(first(runeAt(s.text, i))) && s.commaBefore(i)
	}
	return false
}

// following gives the first rune from i on that is no space, and whether no line break comes before it.
func (s *scanner) following(i int) (rune, bool) {
	for i < s.end {
		r, w := runeAt(s.text, i)
		if !isSpace(r) {
			return r, true
		}
		if r == '\n' && i+1 < s.end && s.text[i+1] == '\n' {
			return 0, false
		}
		i += w
	}
	return 0, false
}

// initial says whether a single letter before a stop is an initial: "J. Smith", "p. 5", "Roe v. Wade".
func (s *scanner) initial(word string, next rune, beside bool) bool {
	r, _ := runeAt(word, 0)
	switch {
	case !beside || !isWordRune(next) && next != ',':
		return false
	case isUpper(r):
		return isUpper(next) || next == ','
	case r == 'v':
		return isUpper(next)
	case r == 'p':
		return unicode.IsDigit(next)
	}
	return false
}

func (s *scanner) figureBefore(i int) bool {
	n := len(s.out)
	return n > 0 && s.out[n-1].End >= i-1 && isDigit(s.text[s.out[n-1].End-1])
}

func (s *scanner) commaBefore(i int) bool {
	n := len(s.out)
	return n > 0 && s.text[s.out[n-1].Start:s.out[n-1].End] == ","
}
