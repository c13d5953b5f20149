package report

import (
	"math"
	"slices"

	"unicode"
)

// Copies of one text are found by their shingles: runs of five words, each as a hash. Texts that share many are found by MinHash (Broder 1997):
// of two texts that have the share r of their shingles in common, each of the least hashes is the same with probability r.
const (
	shingleWords = 5
	groups       = 8 // of bands that begin with one least hash in common, so that they lie together on a disk
	groupBands   = 3 // in a group: so many chances to meet, where the first hash is the same
	bandRows     = 2 // each of so many further least hashes that must all be the same: half in common is met at 94 %
)

// Shingles are the shingles of a text, in order, each once.
type Shingles []uint64

// ShinglesOf gives the shingles of a text. Case, marks and spaces do not count.
func ShinglesOf(text string) Shingles {
	all, _ := shinglesOf(text, func(string) bool { return false })
	return all
}

// leastTelling is how many telling shingles a text must have to be found by these alone.
const leastTelling = 8

// TellingShinglesOf gives the shingles of a text, and those of them that hold a rare word, by which it should be looked for: what hangs together shares
// names and the like, and phrases of everyday words are shared by many texts that do not. Of a text with few of these they are all.
func TellingShinglesOf(text string, rare func(word string) bool) (all, telling Shingles) {
	all, telling = shinglesOf(text, rare)
	if len(telling) < leastTelling {
		telling = all
	}
	return all, telling
}

func shinglesOf(text string, rare func(word string) bool) (all, telling Shingles) {
	var words []uint64
	hash, start, lastRare := uint64(offset64), -1, -1
	end := func(at int) {
		if start < 0 {
			return
		}
		if rare(text[start:at]) {
			lastRare = len(words)
		}
		words = append(words, hash)
		hash, start = offset64, -1
		if n := len(words); n >= shingleWords {
			shingle := mixAll(words[n-shingleWords:])
			all = append(all, shingle)
			if lastRare >= n-shingleWords {
				telling = append(telling, shingle)
			}
		}
	}
	for at, c := range text {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			if c != '\'' && c != '’' {
				end(at)
			}
			continue
		}
		if start < 0 {
			start = at
		}
		hash = (hash ^ uint64(unicode.ToLower(c))) * prime64
	}
	end(len(text))
	if len(all) == 0 && len(words) > 0 {
		all = append(all, mixAll(words))
	}
	slices.Sort(all)
	slices.Sort(telling)
	return slices.Compact(all), slices.Compact(telling)
}

const (
	offset64 = 14695981039346656037
	prime64  = 1099511628211
)

func mixAll(words []uint64) uint64 {
	h := uint64(offset64)
	for _, w := range words {
		h = mix(h ^ w)
	}
	return h
}

// mix is the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
func mix(h uint64) uint64 {
	h += 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// Bands gives the keys under which texts that share many shingles meet. A text without words has none.
func (s Shingles) Bands() []uint64 {
	if len(s) == 0 {
		return nil
	}
	row := uint64(1000)
	least := func() uint64 {
		seed, least := mix(row), uint64(math.MaxUint64)
		row++
		for _, x := range s {
			least = min(least, mix(x^seed))
		}
		return least
	}
	var out []uint64
	for g := range uint64(groups) {
		first := mix(least() ^ mix(g))
		for b := range uint64(groupBands) {
			key := mix(first ^ b)
			for range bandRows {
				key = mix(key ^ least())
			}
			out = append(out, first>>33<<32|key>>32) // 63 bits: databases have signed numbers
		}
	}
	return out
}

// A Copy says how two texts hang together.
type Copy string

// The ways, from the closest.
const (
	SameText    Copy = "copy"        // all but the same words
	Abridgement Copy = "abridgement" // one has nearly all of its words from the other, which is longer
	Rewrite     Copy = "rewrite"     // much in common
	Apart       Copy = ""
)

// LeastShared is the least share of its shingles that the shorter of two texts has in common with the other, if they hang together.
const LeastShared = 0.3

// Compare says how two texts hang together, and which share of the shorter one's shingles the longer one has, 0 to 1.
func (s Shingles) Compare(t Shingles) (Copy, float64) {
	if len(s) == 0 || len(t) == 0 {
		return Apart, 0
	}
	both := 0
	for a, b := s, t; len(a) > 0 && len(b) > 0; {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			both++
			a, b = a[1:], b[1:]
		}
	}
	inShorter := float64(both) / float64(min(len(s), len(t)))
	inLonger := float64(both) / float64(max(len(s), len(t)))
	switch {
	case inLonger >= 0.85:
		return SameText, inShorter
	case inShorter >= 0.8:
		return Abridgement, inShorter
	case inShorter >= LeastShared:
		return Rewrite, inShorter
	}
	return Apart, inShorter
}
