package encoder

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxPieces is how many pieces of a word are read; the rest of a longer word is left out.
const maxPieces = 8

// maxPieceLength is the longest piece of a vocabulary in bytes.
const maxPieceLength = 64

// A vocabulary is the list of word pieces, in the order of their numbers, with an open-addressing hash table over it that is made
// ahead of time and used where it lies.
type vocabulary struct {
	text    string   // all pieces, one after the other; pieces that go on a word begin with "##"
	ends    []uint32 // of each piece, where it ends in text
	slots   []uint16 // number of a piece plus one, 0 for an empty slot; the length is a power of two
	longest int      // the length of the longest piece in bytes

	unknown, first, last int32 // [UNK], [CLS], [SEP]
}

const (
	hashStart = 2166136261 // FNV-1a
	hashPrime = 16777619
)

// goesOn is the hash of "##".
var goesOn = hashOf("##")

func (v *vocabulary) piece(n int) string {
	start := uint32(0)
	if n > 0 {
		start = v.ends[n-1]
	}
	return v.text[start:v.ends[n]]
}

// find gives the number of a piece with its hash, or -1. The piece is given without its "##".
func (v *vocabulary) find(hash uint32, inside bool, text []byte) int32 {
	mask := len(v.slots) - 1
	for slot := slotOf(hash, mask); ; slot = (slot + 1) & mask {
		n := int(v.slots[slot])
		if n == 0 {
			return -1
		}
		p := v.piece(n - 1)
		if inside {
			if len(p) < 2 || p[:2] != "##" {
				continue
			}
			p = p[2:]
		}
		if p == string(text) {
			return int32(n - 1)
		}
	}
}

// slotOf gives the slot at which the search for a hash begins.
func slotOf(hash uint32, mask int) int { return int(hash^hash>>15) & mask }

// appendPieces adds the numbers of the pieces of a word: those of its runs of letters and digits and of its single marks,
// in lower case and without accents, by the greedy longest match of WordPiece (Devlin and others, 2019). A run that the vocabulary
// cannot spell, and a word with nothing in it, is one unknown piece.
func (v *vocabulary) appendPieces(pieces []int32, word string, scratch *[]byte) []int32 {
	text := plainLower((*scratch)[:0], word)
	*scratch = text
	start := len(pieces)
	for len(text) > 0 && len(pieces) < start+maxPieces {
		n := run(text)
		pieces = v.appendRun(pieces, text[:n])
		text = text[n:]
	}
	if len(pieces) == start {
		return append(pieces, v.unknown)
	}
	return pieces[:min(len(pieces), start+maxPieces)]
}

func (v *vocabulary) appendRun(pieces []int32, text []byte) []int32 {
	start := len(pieces)
	for at := 0; at < len(text); {
		n, size := v.longestAt(text[at:], at > 0)
		if n < 0 {
			return append(pieces[:start], v.unknown)
		}
		pieces = append(pieces, n)
		at += size
	}
	return pieces
}

// longestAt gives the longest piece that text begins with, and its length in bytes; -1 if there is none.
func (v *vocabulary) longestAt(text []byte, inside bool) (n int32, size int) {
	var hashes [maxPieceLength + 1]uint32
	h := uint32(hashStart)
	if inside {
		h = goesOn
	}
	limit := min(len(text), v.longest)
	for i := range limit {
		h = (h ^ uint32(text[i])) * hashPrime
		hashes[i+1] = h
	}
	for size := limit; size > 0; size-- {
		if size < len(text) && !utf8.RuneStart(text[size]) {
			continue
		}
		if n := v.find(hashes[size], inside, text[:size]); n >= 0 {
			return n, size
		}
	}
	return -1, 0
}

// plainLower appends word in lower case, without accents, white space and control characters.
func plainLower(to []byte, word string) []byte {
	for i := range len(word) {
		c := word[i]
		switch {
		case c >= utf8.RuneSelf:
			return foldedLower(to[:0], word)
		case c <= ' ' || c == 0x7f:
			continue
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		to = append(to, c)
	}
	return to
}

func foldedLower(to []byte, word string) []byte {
	for _, r := range norm.NFD.String(strings.Map(unicode.ToLower, word)) {
		if !unicode.In(r, unicode.Mn, unicode.C, unicode.Z) && r != utf8.RuneError {
			to = utf8.AppendRune(to, r)
		}
	}
	return to
}

// run gives the length of the first run of letters and digits, or of the mark that text begins with.
func run(text []byte) int {
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[i:])
		}
		if isMark(r) {
			if i == 0 {
				return size
			}
			return i
		}
		i += size
	}
	return len(text)
}

// isMark says whether r stands alone: punctuation, the symbols of ASCII, and Chinese characters.
func isMark(r rune) bool {
	if r < utf8.RuneSelf {
		return ('0' > r || r > '9') && ('a' > r || r > 'z')
	}
	return unicode.Is(unicode.P, r) || 0x4E00 <= r && r <= 0x9FFF || 0x3400 <= r && r <= 0x4DBF
}

// caseOf gives the case class of a word: 0 has no letters, 1 lower case, 2 one capital at the beginning,
// 3 capitals throughout (two or more), 4 another mixture.
func caseOf(word string) uint8 {
	letters, upper, first := 0, 0, false
	for _, r := range word {
		isUpper := 'A' <= r && r <= 'Z'
		isLetter := isUpper || 'a' <= r && r <= 'z'
		if r >= utf8.RuneSelf {
			isUpper, isLetter = unicode.IsUpper(r), unicode.IsLetter(r)
		}
		if !isLetter {
			continue
		}
		if isUpper {
			upper++
			first = first || letters == 0
		}
		letters++
	}
	switch {
	case letters == 0:
		return 0
	case upper == 0:
		return 1
	case upper == 1 && first:
		return 2
	case upper == letters:
		return 3
	}
	return 4
}

// caseClasses is how many classes caseOf has.
const caseClasses = 5

// prepare checks the tables of a vocabulary and looks up its marks.
func (v *vocabulary) prepare() error {
	end := uint32(0)
	for n, e := range v.ends {
		if e < end || int(e) > len(v.text) {
			return fmt.Errorf("encoder: piece %d of the vocabulary ends at %d, after %d of %d", n, e, end, len(v.text))
		}
		v.longest = min(max(v.longest, int(e-end)), maxPieceLength)
		end = e
	}
	empty := false
	for _, n := range v.slots {
		if int(n) > len(v.ends) {
			return fmt.Errorf("encoder: the vocabulary's table has piece %d of %d", n, len(v.ends))
		}
		empty = empty || n == 0
	}
	if !empty || len(v.slots)&(len(v.slots)-1) != 0 {
		return fmt.Errorf("encoder: the vocabulary's table of %d slots cannot be searched", len(v.slots))
	}
	for name, at := range map[string]*int32{"[UNK]": &v.unknown, "[CLS]": &v.first, "[SEP]": &v.last} {
		if *at = v.find(hashOf(name), false, []byte(name)); *at < 0 {
			return fmt.Errorf("encoder: the vocabulary has no %s", name)
		}
	}
	return nil
}

func hashOf(s string) uint32 {
	h := uint32(hashStart)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * hashPrime
	}
	return h
}

// newVocabulary makes a vocabulary of a list of fewer than 65,536 pieces.
func newVocabulary(pieces []string) vocabulary {
	size := 2
	for size < 2*len(pieces) {
		size *= 2
	}
	v := vocabulary{slots: make([]uint16, size)}
	var text strings.Builder
	for n, p := range pieces {
		text.WriteString(p)
		v.ends = append(v.ends, uint32(text.Len()))
		slot := slotOf(hashOf(p), size-1)
		for v.slots[slot] != 0 {
			slot = (slot + 1) & (size - 1)
		}
		v.slots[slot] = uint16(n + 1)
	}
	v.text = text.String()
	return v
}
