package pack

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// A Named is a place with the names under which it is to be found.
type Named struct {
	Place
	Names []string // alternates; the main name needs no repeating
	Loose bool     // file loose spellings too
}

// Write gives the packed file. Places must be in their final order (Admin1 and
// Admin2 are numbers in that order). The same input gives the same bytes.
func Write(places []Named, sources []string) ([]byte, error) {
	w := writer{features: map[string]int{}, countries: map[string]int{}, offsets: map[string]uint32{}}
	for i := range places {
		if err := w.add(i, &places[i]); err != nil {
			return nil, err
		}
	}
	return w.file(sources, places), nil
}

type writer struct {
	featureList, countryList []string
	features, countries      map[string]int
	offsets                  map[string]uint32 // of names already written
	places, names            []byte
	entries                  []entry
}

type entry struct {
	hash  uint64 // 40 bits
	value uint32
}

func (w *writer) add(number int, p *Named) error {
	if len(p.Name) > 255 || number >= 1<<placeBits || p.Admin1 >= none || p.Admin2 >= none {
		return fmt.Errorf("%q does not fit", p.Name)
	}
	country, feature := code(&w.countryList, w.countries, p.Country), code(&w.featureList, w.features, p.Feature)
	if country > 255 || feature > 255 {
		return fmt.Errorf("too many countries or features at %q", p.Name)
	}
	first := uint32(p.ID)
	if isDivision(p.Feature) {
		first = w.name(p.Code)
	}
	b := putU32(w.places, first)
	b = putU32(b, w.name(p.Name))
	b = putU32(b, uint32(int32(math.Round(p.Lat*1e5))))
	b = putU32(b, uint32(int32(math.Round(p.Lon*1e5))))
	b = putU32(b, uint32(p.Population))
	b = append(b, byte(p.Admin1), byte(p.Admin1>>8), byte(p.Admin2), byte(p.Admin2>>8), byte(country), byte(feature))
	w.places = b
	w.index(number, p)
	return nil
}

func code(list *[]string, known map[string]int, s string) int {
	if n, ok := known[s]; ok {
		return n
	}
	*list = append(*list, s)
	known[s] = len(*list) - 1
	return known[s]
}

func (w *writer) name(s string) uint32 {
	at, ok := w.offsets[s]
	if !ok {
		at = uint32(len(w.names))
		w.names = append(append(w.names, byte(len(s))), s...)
		w.offsets[s] = at
	}
	return at
}

func (w *writer) index(number int, p *Named) {
	if p.Lat == 0 && p.Lon == 0 {
		return // nobody knows where it is: a division without a town
	}
	done := map[string]bool{}
	main := Key(p.Name)
	for i, name := range append([]string{p.Name}, p.Names...) {
		key := Key(name)
		if len(key) < 2 || done[key] {
			continue
		}
		done[key] = true
		value := uint32(number)
		if i > 0 {
			value |= alternateFlag
		}
		w.entries = append(w.entries, entry{hash([]byte(key), false) & (1<<40 - 1), value})
		loose := Loose(key)
		if !p.Loose || len(loose) < 4 || done["~"+loose] {
			continue
		}
		done["~"+loose] = true
		if key != main {
			value |= alternateFlag
		}
		w.entries = append(w.entries, entry{hash([]byte(loose), true) & (1<<40 - 1), value | looseFlag})
	}
}

// rank orders places of one name: large before small, then divisions before
// towns and low numbers before high, so that the order is the same each time.
func rank(places []Named, a, b entry) int {
	x, y := int(a.value&(1<<placeBits-1)), int(b.value&(1<<placeBits-1))
	if d := places[y].Population - places[x].Population; d != 0 {
		return d
	}
	return x - y
}

func (w *writer) file(sources []string, places []Named) []byte {
	slices.SortFunc(w.entries, func(a, b entry) int {
		if a.hash != b.hash {
			if a.hash < b.hash {
				return -1
			}
			return 1
		}
		return rank(places, a, b)
	})
	parts := [][]byte{text(sources), text(w.featureList), text(w.countryList), w.places, w.names, w.indexBytes()}
	out := []byte(magic)
	at := headerSize
	for _, part := range parts {
		out = putU32(out, uint32(at))
		at += len(part)
	}
	return append(out, slices.Concat(parts...)...)
}

func (w *writer) indexBytes() []byte {
	var out []byte
	next := 0
	for bucket := range bucketCount + 1 {
		for next < len(w.entries) && int(w.entries[next].hash>>24) < bucket {
			next++
		}
		out = putU32(out, uint32(next))
	}
	for _, e := range w.entries {
		out = putU24(putU24(out, uint32(e.hash&0xFFFFFF)), e.value)
	}
	return out
}

func text(list []string) []byte {
	return []byte(strings.Join(list, "\n"))
}

func lines(s string) []string { return strings.Split(s, "\n") }
