package model

import (
	"unicode"
	"unicode/utf8"
)

// A Shape says how a word is written.
type Shape uint8

// The shapes of words.
const (
	Other    Shape = iota // marks and symbols
	Small                 // lower case
	Capital               // first letter upper case
	Capitals              // all upper case
	Mixed                 // capitals inside
	Digits                // only digits and marks
	Figure                // digits and letters
	Caseless              // letters, in a text whose case means nothing
	Letter                // one capital letter, with or without a stop
)

// A Word is what the models see of a token.
type Word struct {
	Form             uint32 // hash of the lower-case form, each digit as 0
	Suffix2, Suffix3 uint32
	Suffix4, Prefix  uint32
	Shape            Shape
	Hyphen           bool
	Tag              uint8 // class of the tagger
	Entity           uint8 // class of the entity tagger
	Fine, Coarse     uint8 // clusters
	Caseless         bool
}

// NewWord makes the Word of a token. The clusters may be nil. Caseless says that the case of its sentence means nothing.
func NewWord(clusters *Clusters, text, lower string, caseless bool) Word {
	n := len(lower)
	w := Word{Form: HashForm(lower), Caseless: caseless, Shape: shapeOf(text, caseless)}
	w.Suffix2, w.Suffix3, w.Suffix4 = HashForm(lower[max(0, n-2):]), HashForm(lower[max(0, n-3):]), HashForm(lower[max(0, n-4):])
	w.Fine, w.Coarse = clusters.Of(w.Form)
	w.Prefix = HashForm(lower[:min(n, 3)])
	for i := 1; i+1 < n; i++ {
		w.Hyphen = w.Hyphen || lower[i] == '-'
	}
	return w
}

// HashForm is FNV-1a of a lower-case form, with each digit as 0.
func HashForm(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if '0' <= c && c <= '9' {
			c = '0'
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

func shapeOf(text string, caseless bool) Shape {
	var upper, lower, digits, runes int
	first := false
	for i, r := range text {
		runes++
		switch {
		case '0' <= r && r <= '9':
			digits++
		case 'a' <= r && r <= 'z':
			lower++
		case 'A' <= r && r <= 'Z':
			upper++
			first = first || i == 0
		case r < utf8.RuneSelf:
		case unicode.IsUpper(r):
			upper++
			first = first || i == 0
		case unicode.IsLetter(r):
			lower++
		}
	}
	switch {
	case digits > 0 && upper+lower == 0:
		return Digits
	case digits > 0:
		return Figure
	case upper+lower == 0:
		return Other
	case caseless:
		return Caseless
	case upper == 0:
		return Small
	case upper == 1 && runes <= 2 && first:
		return Letter
	case lower == 0:
		return Capitals
	case first && upper == 1:
		return Capital
	}
	return Mixed
}

// key mixes a template's number and up to three values into the key of a feature.
func key(template, a, b, c uint64) uint64 {
	h := (a + template<<40) * 0x9E3779B97F4A7C15
	h ^= h >> 29
	h = (h + b) * 0xBF58476D1CE4E5B9
	h ^= h >> 32
	h = (h + c) * 0x94D049BB133111EB
	return h ^ h>>31
}

// Strip makes the word as it were in a text whose case means nothing.
func (w *Word) Strip() {
	w.Caseless = true
	switch w.Shape {
	case Small, Capital, Capitals, Mixed, Letter:
		w.Shape = Caseless
	}
}
