// Package countries knows the states and territories of the world: names, demonyms,
// capitals and codes. Both places and actors are told by it.
package countries

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/tollbook/tollbook/language"
)

//go:embed countries.tsv
var table string

// A Country is a state or a territory with an ISO 3166 code.
type Country struct {
	Alpha3    string   // "PAK"
	Alpha2    string   // "PK"
	Name      string   // common English name
	Names     []string // other names and abbreviations in use: "Burma", "U.S.", "UAE"
	Demonyms  []string // adjectives and names of its people: "Pakistani", "Pakistanis", "French"
	Capital   string
	Continent string  // "Asia"; GeoNames' division
	Region    string  // "South Asia", "Middle East": the groups that news speaks of
	Lat, Lon  float64 // GeoNames point of the country
	GeonameID int
}

// Kind tells a name of a country from a name of its people.
type Kind uint8

// The kinds of words that tell a country.
const (
	None    Kind = iota
	Name         // "Pakistan", "the U.S."
	Demonym      // "Pakistani", "Frenchmen"
)

// index is the table with its look-ups; every key is in lower case.
type index struct {
	all      []*Country
	codes    map[string]*Country
	names    map[string]*Country
	demonyms map[string]*Country
	firsts   map[string]bool // first words of names and demonyms
}

var load = sync.OnceValue(func() *index {
	x := &index{codes: map[string]*Country{}, names: map[string]*Country{}, demonyms: map[string]*Country{}, firsts: map[string]bool{}}
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		c, err := parseLine(line)
		if err != nil {
			panic("countries.tsv: " + err.Error()) // the table is part of the program; a test reads it
		}
		x.add(c)
	}
	slices.SortFunc(x.all, func(a, b *Country) int { return strings.Compare(a.Alpha3, b.Alpha3) })
	return x
})

func parseLine(line string) (*Country, error) {
	f := strings.Split(line, "\t")
	if len(f) != 11 {
		return nil, fmt.Errorf("%d columns in %q, want 11", len(f), line)
	}
	id, errID := strconv.Atoi(f[2])
	lat, errLat := strconv.ParseFloat(f[5], 64)
	lon, errLon := strconv.ParseFloat(f[6], 64)
	if errID != nil || errLat != nil || errLon != nil {
		return nil, fmt.Errorf("bad number in %q", line)
	}
	return &Country{
		Alpha3: f[0], Alpha2: f[1], GeonameID: id, Continent: f[3], Region: f[4], Lat: lat, Lon: lon,
		Capital: f[7], Name: f[8], Names: list(f[9]), Demonyms: list(f[10]),
	}, nil
}

func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "; ")
}

func (x *index) add(c *Country) {
	x.all = append(x.all, c)
	x.codes[c.Alpha2], x.codes[c.Alpha3] = c, c
	for _, name := range append([]string{c.Name}, c.Names...) {
		x.addKey(x.names, name, c)
	}
	for _, word := range c.Demonyms {
		x.addKey(x.demonyms, word, c)
	}
}

func (x *index) addKey(to map[string]*Country, name string, c *Country) {
	key := lower(name)
	to[key] = c
	first, _, _ := strings.Cut(key, " ")
	x.firsts[firstWord(first)] = true
}

// All gives every country, by alpha-3 code. The caller must not change it.
func All() []*Country { return load().all }

// ByCode gives the country with an alpha-2 or alpha-3 code in capitals, or nil.
func ByCode(code string) *Country { return load().codes[code] }

// ByName gives the country with that name, with or without "the", in any
// letter case, or nil. Only "us" and "Us" are not taken for a country, but for the pronoun.
func ByName(name string) *Country {
	if name == "us" || name == "Us" {
		return nil
	}
	x := load()
	low := lower(name)
	if c := x.names[low]; c != nil {
		return c
	}
	if rest, ok := strings.CutPrefix(low, "the "); ok {
		return x.names[rest]
	}
	return nil
}

// ByDemonym gives the country of an adjective or of a name of its people, in any letter case, or nil.
// "polish" and "turkey" are for the caller to tell from Polish and Turkey.
func ByDemonym(word string) *Country { return load().demonyms[lower(word)] }

// Lookup gives the country that a phrase names, and the kind of words it is; nil and None if it names none.
func Lookup(phrase string) (*Country, Kind) {
	if c := ByName(phrase); c != nil {
		return c, Name
	}
	if c := ByDemonym(phrase); c != nil {
		return c, Demonym
	}
	return nil, None
}

// At gives the country told by the longest run of tokens that begins at token
// i ("South Korean" over "South"), the kind of words, and the run; nil, None and an
// empty range if there is none. It does not look at letter case, so the caller must:
// "turkey", "polish" and "chad" are words, and so are "US" in a text all in capitals.
func At(doc *language.Doc, i int) (*Country, Kind, language.Range) {
	x := load()
	sent := doc.SentenceOf(i)
	if !x.firsts[firstWord(doc.Tokens[i].Lower)] {
		return nil, None, language.Range{}
	}
	for end := min(i+longestRun, sent.End); end > i; end-- {
		r := language.Range{Start: i, End: end}
		if c, kind := Lookup(doc.Phrase(r)); c != nil {
			return c, kind, r
		}
	}
	return nil, None, language.Range{}
}

// longestRun is in tokens: "Federal Democratic Republic of Ethiopia" has five words, and hyphens may be tokens.
const longestRun = 8

// firstWord cuts what a tokenizer may or may not have cut: "guinea-bissau" and "guinea" begin alike.
func firstWord(word string) string {
	if i := strings.IndexAny(word, " -'’"); i > 0 {
		return word[:i]
	}
	return word
}

// lower gives the form in which names are looked up: lower case, straight apostrophes.
func lower(s string) string {
	return strings.ReplaceAll(strings.ToLower(s), "’", "'")
}
