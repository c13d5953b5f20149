package actors

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tollbook/tollbook/language"
)

// A word is a part of a Doc as names are looked up by it: lower case, without accents,
// apostrophes or hyphens. "al-Qaeda", "Al Qaida" in one token or in three all give "al" first.
type word struct {
	text  string
	token int
}

// wordsOf gives the words of doc, in order. Hyphens, slashes and apostrophes that are tokens of their own give none.
func wordsOf(doc *language.Doc) []word {
	out := make([]word, 0, len(doc.Tokens)+8)
	for i := range doc.Tokens {
		low := doc.Tokens[i].Lower
		if plain(low) {
			out = append(out, word{low, i})
			continue
		}
		for _, part := range splitWord(low) {
			out = append(out, word{part, i})
		}
	}
	return out
}

// plain says whether a word is made of a to z and digits only, as most are.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// splitWord cuts at hyphens and slashes, drops apostrophes and accents. A mark by
// itself (a comma, a bracket) stays as it is, so that nothing is matched across it.
func splitWord(s string) []string {
	if utf8.RuneCountInString(s) == 1 {
		switch s {
		case "-", "‐", "‑", "–", "/", "'", "’", "‘":
			return nil
		}
	}
	var out []string
	var b strings.Builder
	for _, r := range s {
		switch r {
		case '-', '‐', '‑', '–', '/':
			if b.Len() > 0 {
				out = append(out, b.String())
				b.Reset()
			}
		case '\'', '’', '‘', '`':
		default:
			fold(&b, r)
		}
	}
	if b.Len() > 0 {
		out = append(out, b.String())
	}
	return out
}

// accents gives the letters without their marks, for the languages whose names news spells with them.
var accents = map[rune]string{'á': "a", 'à': "a", 'â': "a", 'ä': "a", 'ã': "a", 'å': "a", 'ā': "a", 'ă': "a", 'ç': "c", 'ć': "c", 'č': "c",
	'é': "e", 'è': "e", 'ê': "e", 'ë': "e", 'ē': "e", 'ę': "e", 'ě': "e", 'ğ': "g", 'í': "i", 'ì': "i", 'î': "i", 'ï': "i", 'ī': "i", 'ı': "i",
	'ł': "l", 'ñ': "n", 'ń': "n", 'ó': "o", 'ò': "o", 'ô': "o", 'ö': "o", 'õ': "o", 'ø': "o", 'ō': "o", 'ş': "s", 'ś': "s", 'š': "s", 'ș': "s",
	'ț': "t", 'ţ': "t", 'ú': "u", 'ù': "u", 'û': "u", 'ü': "u", 'ū': "u", 'ý': "y", 'ž': "z", 'ź': "z", 'ż': "z", 'đ': "d", 'ß': "ss", 'æ': "ae", 'œ': "oe"}

func fold(b *strings.Builder, r rune) {
	if r < utf8.RuneSelf {
		b.WriteRune(r)
	} else if s := accents[r]; s != "" {
		b.WriteString(s)
	} else {
		b.WriteRune(r)
	}
}

// keyWords gives the words of a phrase of a data file, cut as wordsOf cuts a text.
func keyWords(phrase string) []string {
	var out []string
	for _, w := range strings.Fields(strings.ToLower(phrase)) {
		base, possessive := w, false
		for _, clitic := range []string{"'s", "’s"} {
			if cut, ok := strings.CutSuffix(w, clitic); ok && cut != "" {
				base, possessive = cut, true
			}
		}
		for _, bracket := range []string{"(", ")", ","} { // tokens of their own in a text
			if rest, ok := strings.CutPrefix(base, bracket); ok {
				out, base = append(out, bracket), rest
			}
		}
		tail := ""
		for _, bracket := range []string{")", ","} {
			if rest, ok := strings.CutSuffix(base, bracket); ok {
				base, tail = rest, bracket
			}
		}
		out = append(out, splitWord(base)...)
		if tail != "" {
			out = append(out, tail)
		}
		if possessive {
			out = append(out, "s")
		}
	}
	return out
}

// A phraseIndex finds the longest phrase that begins at a word.
type phraseIndex[T any] struct {
	first map[string][]phrase[T] // by first word; longest first
}

type phrase[T any] struct {
	rest  []string
	value T
}

func (x *phraseIndex[T]) add(words []string, value T) {
	if len(words) == 0 {
		return
	}
	if x.first == nil {
		x.first = map[string][]phrase[T]{}
	}
	list := x.first[words[0]]
	at := 0
	for at < len(list) && len(list[at].rest) >= len(words)-1 {
		at++
	}
	list = append(list, phrase[T]{})
	copy(list[at+1:], list[at:])
	list[at] = phrase[T]{words[1:], value}
	x.first[words[0]] = list
}

// exact gives the value of the first phrase with just these words, to be changed while the index is built; nil.
func (x *phraseIndex[T]) exact(words []string) *T {
	list := x.first[words[0]]
	for i := range list {
		if slices.Equal(list[i].rest, words[1:]) {
			return &list[i].value
		}
	}
	return nil
}

// at gives the value of the longest phrase that begins at words[i] and passes ok, and
// the index after its last word; false if there is none. Of equal phrases the first added counts.
func (x *phraseIndex[T]) at(words []word, i int, ok func(value T, end int) bool) (value T, end int, found bool) {
	for _, p := range x.first[words[i].text] {
		end := i + 1 + len(p.rest)
		if end > len(words) {
			continue
		}
		match := true
		for k, w := range p.rest {
			if words[i+1+k].text != w {
				match = false
				break
			}
		}
		if match && (ok == nil || ok(p.value, end)) {
			return p.value, end, true
		}
	}
	return value, i, false
}
