package main

import (
	_ "embed"
	"errors"
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/tollbook/tollbook/countries"
	"github.com/tollbook/tollbook/gazetteer/internal/pack"
)

//go:embed generic.txt
var genericWords string

// loosely are the countries whose names reach English through a transliteration, which varies.
const loosely = " AF AE AM AZ BD BH BY CN DJ DZ EG ER ET GE GR IL IN IQ IR JO KG KR KW KZ LA LB LK LY MA MD ME MK MM MN MR MV NP OM PK PS QA RS RU SA SD SO SY TD TH TJ TM TN UA UZ XK YE ML NE NG EH "

type builder struct {
	places           []pack.Named
	divisions        map[string]int // code → number
	admin1           int            // the first so many places are first-order divisions
	cells            map[int]map[cell]bool
	prefixes, suffix []string
}

// A cell is a quarter of a degree square. The middle of a division is the mean of its cells with a town
// in them, which lies nearer to the middle of its area than the mean of its towns.
type cell struct{ lat, lon int }

func newBuilder() *builder {
	b := &builder{divisions: map[string]int{}, cells: map[int]map[cell]bool{}}
	for line := range strings.Lines(genericWords) {
		line = strings.TrimSpace(line)
		if word, ok := strings.CutPrefix(line, "+"); ok {
			b.suffix = append(b.suffix, word)
		} else if word, ok := strings.CutPrefix(line, "-"); ok {
			b.prefixes = append(b.prefixes, word)
		}
	}
	return b
}

func (b *builder) addDivisions(data []byte, first bool) error {
	list, err := parseDivisions(data)
	if err != nil {
		return err
	}
	for _, d := range list {
		alpha2, _, _ := strings.Cut(d.Code, ".")
		c := countries.ByCode(alpha2)
		if c == nil {
			continue
		}
		p := pack.Named{Place: pack.Place{Name: d.Name, Code: d.Code[strings.LastIndexByte(d.Code, '.')+1:], Country: c.Alpha3, Feature: "ADM1", Admin1: -1, Admin2: -1}, Loose: isLoose(alpha2)}
		number := len(b.places)
		p.Admin1 = number
		if !first {
			p.Feature, p.Admin1, p.Admin2 = "ADM2", b.parent(d.Code), number
		}
		if alpha2 != "US" || first {
			p.Names = b.bare(d.Name)
		}
		b.divisions[d.Code] = number
		b.places = append(b.places, p)
	}
	if first {
		b.admin1 = len(b.places)
	}
	return nil
}

func isLoose(alpha2 string) bool { return strings.Contains(loosely, " "+alpha2+" ") }

func (b *builder) parent(code string) int {
	if n, ok := b.divisions[code[:strings.LastIndexByte(code, '.')]]; ok {
		return n
	}
	return -1
}

// bare gives the name without the words for its kind of division.
func (b *builder) bare(name string) []string {
	key := pack.Key(name)
	for _, word := range b.suffix {
		if rest, ok := strings.CutSuffix(key, " "+word); ok {
			return []string{rest}
		}
	}
	for _, word := range b.prefixes {
		if rest, ok := strings.CutPrefix(key, word+" "); ok {
			return []string{rest}
		}
	}
	return nil
}

// Columns of the GeoNames table.
const (
	colID         = 0
	colName       = 1
	colASCII      = 2
	colAlternates = 3
	colLat        = 4
	colLon        = 5
	colFeature    = 7
	colCountry    = 8
	colAdmin1     = 10
	colAdmin2     = 11
	colPopulation = 14
	columns       = 19
)

func (b *builder) addCities(data []byte) error {
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) != columns {
			return errors.New("bad line: " + line)
		}
		c := countries.ByCode(f[colCountry])
		if c == nil {
			continue
		}
		id, errID := strconv.Atoi(f[colID])
		lat, errLat := strconv.ParseFloat(f[colLat], 64)
		lon, errLon := strconv.ParseFloat(f[colLon], 64)
		if errID != nil || errLat != nil || errLon != nil {
			return errors.New("bad number: " + line)
		}
		population, _ := strconv.Atoi(f[colPopulation]) // empty where unknown
		p := pack.Named{Place: pack.Place{ID: id, Name: f[colName], Lat: lat, Lon: lon, Population: population,
			Country: c.Alpha3, Feature: f[colFeature], Admin1: -1, Admin2: -1}, Loose: isLoose(f[colCountry])}
		if !latin(p.Name) {
			p.Name = f[colASCII]
		}
		if p.Feature == "" {
			p.Feature = "PPL"
		}
		b.locate(&p, f[colCountry]+"."+f[colAdmin1], f[colAdmin2])
		p.Names = append(p.Names, f[colASCII])
		for name := range strings.SplitSeq(f[colAlternates], ",") {
			if usable(name) {
				p.Names = append(p.Names, name)
			}
		}
		b.places = append(b.places, p)
	}
	return nil
}

// locate gives a town its divisions, and them its cell and its people.
func (b *builder) locate(p *pack.Named, admin1, admin2 string) {
	here := cell{int(math.Floor(p.Lat * 4)), int(math.Floor(p.Lon * 4))}
	if n, ok := b.divisions[admin1]; ok {
		p.Admin1 = n
		b.count(n, here, p.Population)
	}
	if n, ok := b.divisions[admin1+"."+admin2]; ok && admin2 != "" {
		p.Admin2 = n
		b.count(n, here, p.Population)
	}
}

func (b *builder) count(division int, here cell, population int) {
	if b.cells[division] == nil {
		b.cells[division] = map[cell]bool{}
	}
	b.cells[division][here] = true
	b.places[division].Population += population
}

// placeDivisions gives each division the middle of its inhabited cells. One
// without towns stays at 0, 0, and is not filed under its name.
func (b *builder) placeDivisions() {
	for n, cells := range b.cells {
		var lat, lon int // sums of whole numbers, so that the order of the map does not matter
		for c := range cells {
			lat, lon = lat+c.lat, lon+c.lon
		}
		b.places[n].Lat = (float64(lat)/float64(len(cells)) + 0.5) / 4
		b.places[n].Lon = (float64(lon)/float64(len(cells)) + 0.5) / 4
	}
}

// usable says whether an alternate name is written in Latin letters, as a name is. Names
// without a capital are readings of Chinese and Japanese, which no report uses.
func usable(name string) bool {
	return name != "" && latin(name) && strings.ContainsFunc(name, unicode.IsUpper) && !strings.ContainsFunc(name, unicode.IsDigit)
}

func latin(name string) bool {
	for _, r := range name {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return false
		}
	}
	return true
}
