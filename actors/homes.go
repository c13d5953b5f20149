package actors

import (
	"slices"

	"github.com/tollbook/tollbook/language"
)

// Homes gives the countries in which the armed groups that a report names fight, each once, in the order of the report. It needs no places, so that
// places can be told by it.
func (b *Book) Homes(doc *language.Doc) []string {
	f := newFinder(doc, nil, b.lexicon)
	var out []string
	for i := 0; i < len(f.words); i++ {
		entry, end := f.registered(i)
		if entry == nil {
			continue
		}
		if entry.Kind == ArmedGroup && len(entry.Countries) > 0 && !f.insidePerson(f.tokenRange(i, end)) && !slices.Contains(out, entry.Countries[0]) {
			out = append(out, entry.Countries[0])
		}
		i = end - 1
	}
	return out
}
