package link

import (
	_ "embed"
	"encoding/binary"
	"math"
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"
)

// How rare words are in news reports: hashes of words in order, each with the natural logarithm of the share of reports that do not hold it,
// made by train/link. A word that is not listed is as rare as the rarest. The table is fixed, so that what two reports have in common
// never depends on the other reports of a ledger.
//
//go:embed words.bin
var words []byte

const (
	entrySize   = 6 // four bytes of hash, two of weight in thousandths
	rareInTexts = 6
	rarest      = 9.2      // of a word that is not in the table
	mostTerms   = 96       // kept of a text
	longWord    = 40       // bytes; longer runs are addresses and codes
	bodyLimit   = 40 << 10 // bytes of a text that are looked at
	steps       = 1 << 12  // weights are multiples of one part in so many, so that they are the same on every machine
)

// rarity gives the weight of a word by its hash.
func rarity(hash uint32) float64 {
	count := len(words) / entrySize
	i := sort.Search(count, func(i int) bool { return binary.LittleEndian.Uint32(words[i*entrySize:]) >= hash })
	if i < count && binary.LittleEndian.Uint32(words[i*entrySize:]) == hash {
		return float64(binary.LittleEndian.Uint16(words[i*entrySize+4:])) / 1000
	}
	return rarest
}

// Rare says whether a word, in any case, is one that fewer than one of four hundred reports hold.
func Rare(word string) bool {
	rare := false
	Words(word, func(hash uint32, _ bool) { rare = rare || rarity(hash) >= rareInTexts })
	return rare
}

// Words calls yield with the hash of each word of a text: a run of letters and digits, in lower case. The first letters of each word's
// original case are told too, since names weigh more.
func Words(text string, yield func(hash uint32, capital bool)) {
	if len(text) > bodyLimit {
		text = text[:bodyLimit]
	}
	const offset, prime = 2166136261, 16777619 // FNV-1a
	hash, size, capital := uint32(offset), 0, false
	end := func() {
		if size > 1 && size <= longWord {
			yield(hash, capital)
		}
		hash, size, capital = offset, 0, false
	}
	for i := 0; i < len(text); {
		c := rune(text[i])
		width := 1
		if c >= utf8.RuneSelf {
			c, width = utf8.DecodeRuneInString(text[i:])
		}
		i += width
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			end()
			continue
		}
		if size == 0 {
			capital = unicode.IsUpper(c)
		}
		c = unicode.ToLower(c)
		for b := range utf8.RuneLen(c) {
			hash = (hash ^ uint32(c>>(8*b)&0xff)) * prime
		}
		size += width
	}
	end()
}

// terms gives the most telling words of a text: each weighs its rarity times one plus the logarithm of how often it stands there, all
// together of length one.
func terms(text string, most int) []Term {
	often := make(map[uint32]int, 256)
	Words(text, func(hash uint32, _ bool) { often[hash]++ })
	out := make([]Term, 0, len(often))
	for hash, n := range often {
		out = append(out, Term{hash, float32(rarity(hash) * (1 + math.Log(float64(n))))})
	}
	slices.SortFunc(out, func(a, b Term) int {
		switch {
		case a.Weight != b.Weight && a.Weight > b.Weight:
			return -1
		case a.Weight != b.Weight:
			return 1
		case a.Word < b.Word:
			return -1
		}
		return 1
	})
	out = slices.Clip(out[:min(len(out), most)])
	sum := 0.0
	for _, t := range out {
		sum += float64(t.Weight) * float64(t.Weight)
	}
	for i := range out {
		out[i].Weight = float32(math.Round(float64(out[i].Weight)/math.Sqrt(sum)*steps)) / steps
	}
	slices.SortFunc(out, func(a, b Term) int {
		if a.Word < b.Word {
			return -1
		}
		return 1
	})
	return out
}

// likeness gives how much two lists of terms agree, 0 to 1: their cosine, and the share of the words of either that the other has, too,
// whichever is greater. A short report of a long story shares little of the story's words, and the story nearly all of the report's.
func likeness(a, b []Term) (cosine, contained float64) {
	ofA, ofB := 0.0, 0.0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].Word < b[0].Word:
			a = a[1:]
		case a[0].Word > b[0].Word:
			b = b[1:]
		default:
			v, w := float64(a[0].Weight), float64(b[0].Weight)
			cosine, ofA, ofB = cosine+v*w, ofA+v*v, ofB+w*w
			a, b = a[1:], b[1:]
		}
	}
	return cosine, max(ofA, ofB)
}
