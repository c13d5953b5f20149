// Package gazetteer finds places in a Doc and resolves them.
package gazetteer

import "github.com/tollbook/tollbook/language"

// A Place is a place of the gazetteer.
type Place struct {
	GeonameID          int
	Name               string
	Lat, Lon           float64
	Country            string // ISO 3166 alpha-3
	Admin1, Admin1Code string
	Admin2, Admin2Code string
	Feature            string // GeoNames feature code
	Population         int
}

// A Mention is one mention of a place in a report.
type Mention struct {
	language.Range
	Name        string // the place's words as the report has them, without "near" or "northwestern"
	Place       *Place // nil when it is a place but not one of the gazetteer
	Country     string // ISO alpha-3; known also for some places that are not resolved; empty when unknown
	Associative bool   // a demonym, or a name used for people or a government
	Precision   int    // UCDP where_prec, 1 to 7; 0 when unknown
	Area        string // "northwestern part" for "northwestern Pakistan"; empty otherwise
	Near        bool   // "near", "outside", "south of"
	Within      int    // index of the mention of the place that this one lies in, by the text or the gazetteer; -1
	Dateline    bool   // stands in the report's dateline
	Heading     bool   // stands over the text by itself: "PERU."

	// Of a place that is not on the map: the town or division that it lies in or by, as far as the report tells, and the UCDP where_prec of
	// that one's point for it; nil and 0 when unknown.
	Around          *Place
	AroundPrecision int
}

// A Clue is what is known of where a report plays besides the places that it names: the country of its publisher, that of a group that fights in one.
// It only tells namesakes apart, and puts no name anywhere.
type Clue struct {
	Country string  // ISO 3166 alpha-3
	Weight  float64 // in mentions of a place
}

// Find gives the mentions of places in doc, in order. It needs tokens, sentences, tags, the tree and entities.
func Find(doc *language.Doc, clues ...Clue) []Mention { return find(doc, clues) }
