package gazetteer

import "github.com/tollbook/tollbook/language"

// Chronicles put the country, and at times the town, over each entry, where a newspaper has a dateline: "PERU." or "Lima, Peru."
// as a sentence of its own. A dateline says where a report was filed; a heading says where what it tells of happened.

const (
	mostHeadings      = 3  // sentences
	mostHeadingTokens = 10 // "CENTRAL AFRICAN REPUBLIC."; "Los Angeles, California, United States."
	headingWeight     = 4  // what a heading says of where a report plays, in mentions of a place
)

// findHeadings marks the places that stand as headings over the text, and notes their country.
func (f *finder) findHeadings(accepted []int) {
	left := mostHeadings
	for s := range f.doc.Sentences {
		sent := &f.doc.Sentences[s]
		if sent.Title {
			continue
		}
		if left--; left < 0 || s+1 == len(f.doc.Sentences) || !f.isHeading(sent, accepted) {
			return
		}
		for _, n := range accepted {
			if c := &f.candidates[n]; sent.Contains(c.Range) {
				c.heading = true
				if c.kind == country {
					f.home = c.options[0].Country
				}
			}
		}
	}
}

// isHeading says whether a sentence is nothing but names of places and the marks between them. One that ends with a dash is a
// dateline, and so is one that ends with a colon, unless it names a country: nobody files from a whole country.
func (f *finder) isHeading(sent *language.Sentence, accepted []int) bool {
	if sent.End-sent.Start > mostHeadingTokens {
		return false
	}
	places, countries := 0, 0
	for i := sent.Start; i < sent.End; i++ {
		n := f.candidateAt(accepted, i)
		switch word := f.doc.Word(i); {
		case n >= 0:
			c := &f.candidates[n]
			if c.kind == demonym || c.kind == people || c.kind == unknown || c.kind == facility {
				return false
			}
			places++
			if c.kind == country {
				countries++
			}
			i = c.End - 1
		case word == "," || word == "/" || word == "-" && i+1 < sent.End || f.doc.Tokens[i].Lower == "and":
		case word == "." && i+1 == sent.End:
		case word == ":" && i+1 == sent.End && countries > 0:
		default:
			return false
		}
	}
	return places > 0 && (countries > 0 || f.doc.Word(sent.End-1) == "." && !f.caseless())
}

// candidateAt gives the accepted candidate that begins at token i, -1 for none.
func (f *finder) candidateAt(accepted []int, i int) int {
	for _, n := range accepted {
		if f.candidates[n].Start == i {
			return n
		}
	}
	return -1
}
