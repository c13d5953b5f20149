package language

import (
	_ "embed" // the word lists
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed abbreviations.txt
var abbreviationText string

//go:embed starters.txt
var starterText string

//go:embed prefixes.txt
var prefixText string

// abbreviationClass says when a word keeps the stop after it; see abbreviations.txt.
type abbreviationClass uint8

const (
	noAbbreviation abbreviationClass = iota
	titleAbbreviation
	endAbbreviation
	monthAbbreviation
	numberAbbreviation
	stateAbbreviation
)

var abbreviations = sync.OnceValue(func() map[string]abbreviationClass {
	classes := map[string]abbreviationClass{"title": titleAbbreviation, "end": endAbbreviation,
		"month": monthAbbreviation, "number": numberAbbreviation, "state": stateAbbreviation}
	out := map[string]abbreviationClass{}
	for _, line := range dataLines(abbreviationText) {
		name, words, _ := strings.Cut(line, "\t")
		for _, w := range strings.Fields(words) {
			out[w] = classes[name]
		}
	}
	return out
})

var starters = sync.OnceValue(func() map[string]bool { return wordSet(starterText) })

var prefixes = sync.OnceValue(func() map[string]bool { return wordSet(prefixText) })

// dataLines gives the lines of a data file without comments and blank lines.
func dataLines(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

func wordSet(text string) map[string]bool {
	out := map[string]bool{}
	for _, line := range dataLines(text) {
		for _, w := range strings.Fields(line) {
			out[w] = true
		}
	}
	return out
}

// LowerWord gives a word in lower case with straight apostrophes.
func LowerWord(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '’', '‘', 'ʼ', '`':
			return '\''
		case '–', '—':
			return r
		}
		return unicode.ToLower(r)
	}, s)
}

// isWordRune says whether r can be part of a word or a number.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '\u00ad' || r == '\u200d'
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r)
}

func isUpper(r rune) bool {
	if r < utf8.RuneSelf {
		return 'A' <= r && r <= 'Z'
	}
	return unicode.IsUpper(r)
}

func isLower(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z'
	}
	return unicode.IsLower(r)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isApostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == 'ʼ' || r == 'ʻ' || r == '`' || r == '‘'
}

// runeAt gives the rune at byte i of s, or 0 and no width at either end.
func runeAt(s string, i int) (rune, int) {
	if i < 0 || i >= len(s) {
		return 0, 0
	}
	if c := s[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

// runeBefore gives the rune that ends at byte i of s, or 0 at the beginning.
func runeBefore(s string, i int) rune {
	if i <= 0 || i > len(s) {
		return 0
	}
	if c := s[i-1]; c < utf8.RuneSelf {
		return rune(c)
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return r
}

// letterCase says whether a text is (next to) all upper or all lower case. Lower asks that
// sentences begin with small letters too: a long sentence with one capital is not enough.
func letterCase(text string) (upper, lower bool) {
	var uppers, lowers, words, capitals, smallStarts, bigStarts int
	inWord, atStart := false, true
	for _, r := range text {
		switch {
		case isUpper(r):
			uppers++
			if !inWord {
				words++
				capitals++
				if atStart {
					bigStarts++
				}
			}
			inWord, atStart = true, false
		case isLower(r):
			lowers++
			if !inWord {
				words++
				if atStart {
					smallStarts++
				}
			}
			inWord, atStart = true, false
		default:
			inWord = inWord && !unicode.IsSpace(r) && r != '-'
			if r == '.' || r == '\n' {
				atStart = true
			} else if isWordRune(r) {
				atStart = false
			}
		}
	}
	upper = uppers >= 8 && lowers*20 < uppers
	lower = lowers >= 8 && (capitals == 0 || capitals*25 < words && smallStarts > bigStarts)
	return upper, lower
}
