package desk

import (
	"strings"
	"unicode"
)

// A LitPart is a part of a text that lights up, or does not.
type LitPart struct {
	Text string
	Lit  bool
}

// lit parts a text at the words that were searched for, whole words in whatever case.
func lit(text string, words []string) (parts []LitPart) {
	runes := []rune(text)
	lower := make([]rune, len(runes))
	for i, r := range runes {
		lower[i] = unicode.ToLower(r)
	}
	from := 0
	for i := 0; i < len(runes); i++ {
		n := longestWord(lower, i, words)
		if n == 0 {
			continue
		}
		if i > from {
			parts = append(parts, LitPart{string(runes[from:i]), false})
		}
		parts = append(parts, LitPart{string(runes[i : i+n]), true})
		from = i + n
		i = from - 1
	}
	if from < len(runes) {
		parts = append(parts, LitPart{string(runes[from:]), false})
	}
	return parts
}

// longestWord gives the length of the longest of some words that stands at a place; 0 for none.
func longestWord(text []rune, at int, words []string) (longest int) {
	if at > 0 && wordRune(text[at-1]) {
		return 0
	}
	for _, w := range words {
		word := []rune(strings.ToLower(w))
		n := len(word)
		if n > longest && at+n <= len(text) && string(text[at:at+n]) == string(word) && (at+n == len(text) || !wordRune(text[at+n])) {
			longest = n
		}
	}
	return longest
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
