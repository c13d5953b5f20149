package calendar

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tollbook/tollbook/language"
)

// An atom is a run of letters, a run of digits, or a mark. Time expressions are
// read in atoms and not in tokens, so that "third-quarter", "10:35" and "p.m."
// read alike however they are cut into tokens.
type atom struct {
	start, end int      // bytes of the Doc's text
	token      int      // token it lies in
	word       string   // in lower case
	mean       *meaning // nil where the word is no word of time
	value      int      // of a run of digits; -1 for anything else
	spaced     bool     // white space comes before
	first      bool     // begins a sentence
	capital    bool
}

// atoms cuts a range of tokens into atoms.
func atoms(doc *language.Doc, r language.Range) []atom {
	table := words()
	list := make([]atom, 0, r.End-r.Start+(r.End-r.Start)/8)
	sentence, end := -1, -1
	for i := r.Start; i < r.End; i++ {
		tok := &doc.Tokens[i]
		from := len(list)
		list = cut(list, doc.Text, tok, i)
		for k := from; k < len(list); k++ {
			list[k].mean = table[list[k].word]
		}
		if from < len(list) {
			list[from].spaced = tok.Start != end
			list[from].first = tok.Sentence != sentence
		}
		sentence, end = tok.Sentence, tok.End
	}
	return list
}

// cut adds the atoms of one token.
func cut(list []atom, text string, tok *language.Token, index int) []atom {
	for at := tok.Start; at < tok.End; {
		r, size := utf8.DecodeRuneInString(text[at:tok.End])
		a := atom{start: at, end: at + size, token: index, value: -1, capital: unicode.IsUpper(r)}
		switch {
		case '0' <= r && r <= '9':
			a.end, a.value = digits(text, at, tok.End)
		case unicode.IsLetter(r):
			a.end = letters(text, at, tok.End)
		}
		a.word = lower(text, tok, a.start, a.end)
		list = append(list, a)
		at = a.end
	}
	return list
}

// digits gives the end and the value of a run of digits; a run too long for a date or a count of days has the value -1.
func digits(text string, at, end int) (int, int) {
	value, from := 0, at
	for at < end && '0' <= text[at] && text[at] <= '9' {
		if at-from < 9 {
			value = value*10 + int(text[at]-'0')
		}
		at++
	}
	if at-from > 8 {
		value = -1
	}
	return at, value
}

func letters(text string, at, end int) int {
	for at < end {
		r, size := utf8.DecodeRuneInString(text[at:end])
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
			break
		}
		at += size
	}
	return at
}

// lower gives a part of the text in lower case, out of the token's own lower case form where it has the same length.
func lower(text string, tok *language.Token, start, end int) string {
	if len(tok.Lower) == tok.End-tok.Start {
		return tok.Lower[start-tok.Start : end-tok.Start]
	}
	return strings.ToLower(text[start:end])
}
