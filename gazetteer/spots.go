package gazetteer

import "github.com/tollbook/tollbook/language"

// A Spot is a run of words that may be the name of a place, with what is seen of it: what
// the weights of weights.tsv are fitted on.
type Spot struct {
	language.Range
	Kind     string // "country", "town", "facility" and so on
	Features []Feature
}

// Spots gives every run of words in doc that Find weighs.
func Spots(doc *language.Doc) []Spot {
	f := newFinder(doc)
	f.scan()
	f.findHolders()
	spots := make([]Spot, len(f.candidates))
	for n := range f.candidates {
		c := &f.candidates[n]
		spots[n] = Spot{c.Range, kindNames[c.kind], f.features(nil, n)}
	}
	return spots
}
