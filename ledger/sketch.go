package ledger

import "github.com/tollbook/tollbook/report"

// A sketch tells of a text, without its words, whether another can share as many shingles with it as texts do that hang together: it holds the first bits of each
// shingle, in order. Texts meet by chance the more often the more there are: nearly all of these are dropped by their sketches, and need not be fetched. It never
// says no where Compare would say yes.
type sketch []uint16

func sketchOf(s report.Shingles) sketch {
	k := make(sketch, len(s))
	for i, x := range s {
		k[i] = uint16(x >> 48)
	}
	return k
}

// mayHang says whether a text may hang together with that of the sketch.
func (k sketch) mayHang(s report.Shingles) bool {
	both, rest := 0, k
	for _, x := range s {
		for len(rest) > 0 && rest[0] < uint16(x>>48) {
			rest = rest[1:]
		}
		if len(rest) > 0 && rest[0] == uint16(x>>48) {
			both++ // the next shingle may begin so, too
		}
	}
	return float64(both)/float64(min(len(s), len(k))) >= report.LeastShared
}
