// Package countries knows the states and territories of the world: names, demonyms,
// capitals and codes. Both places and actors are told by it.
package countries

// A Country is a state or a territory with an ISO 3166 code.
type Country struct {
	Alpha3    string   // "PAK"
	Alpha2    string   // "PK"
	Name      string   // common English name
	Names     []string // other names and abbreviations in use: "Burma", "U.S.", "UAE"
	Demonyms  []string // adjectives and names of its people: "Pakistani", "Pakistanis", "French"
	Capital   string
	Lat, Lon  float64 // GeoNames point of the country
	GeonameID int
}

// All gives every country, by alpha-3 code.
func All() []*Country { return nil }

// ByCode gives the country with an alpha-2 or alpha-3 code, or nil.
func ByCode(code string) *Country { return nil }

// ByName gives the country with that name, in any letter case, or nil.
func ByName(name string) *Country { return nil }

// ByDemonym gives the country of an adjective or of a name of its people, in any letter case, or nil.
func ByDemonym(word string) *Country { return nil }
