package pack

import (
	"encoding/binary"
	"errors"
	"math"
)

// The file is, in little endian:
//
//	magic         8 bytes
//	sections      six uint32: where sources, features, countries, places, names and index begin
//	sources       text: one "sha256  file" a line
//	features      text: one feature code a line
//	countries     text: one alpha-3 code a line
//	places        placeSize bytes each: first-order divisions, second-order ones, then populated places;
//	              GeoNames id (of a division: its code, as a name), name, latitude and longitude in units of 0.00001
//	              degrees, population, number of the first- and of the second-order division, country, feature
//	names         a byte of length, then the name
//	index         bucketCount+1 uint32 (first entry of each bucket), then entrySize bytes an entry
//
// An entry is the low 24 bits of a name's hash and 24 bits that hold the
// place's number and how the name stands to the place. The bucket is 16 further bits of the hash,
// so that a name which is not there is taken for another once in a million. Entries of one name are in order of population.
const (
	magic       = "TOLLGAZ1"
	placeSize   = 26
	entrySize   = 6
	bucketCount = 1 << 16
	sectionEnds = 6
	headerSize  = len(magic) + 4*sectionEnds
	placeBits   = 19
	none        = 0xFFFF
)

// How a name stands to a place, in an entry.
const (
	alternateFlag = 1 << placeBits       // not the place's main name
	looseFlag     = 1 << (placeBits + 1) // the Loose form of a name
)

// A Place is one place of the file.
type Place struct {
	ID         int // GeoNames id; 0 for divisions, whose ids the sources do not tell
	Name       string
	Code       string // divisions only: GeoNames code within the country or the division above, "NC", "077"
	Lat, Lon   float64
	Population int
	Country    string // ISO 3166 alpha-3
	Feature    string
	Admin1     int // number of its first-order division, -1 if there is none
	Admin2     int
}

// A Hit is a place that has a name looked up.
type Hit struct {
	Place     int
	Alternate bool // the name is not the place's main one
}

// A File is a packed gazetteer.
type File struct {
	data              string
	Sources           []string
	features          []string
	countries         []string
	places, names, at int // where these sections begin
	entries           int // where the entries begin
	count             int
}

// Open reads the header of data; it neither copies nor unpacks the rest.
func Open(data string) (*File, error) {
	if len(data) < headerSize || data[:len(magic)] != magic {
		return nil, errors.New("not a packed gazetteer")
	}
	var s [sectionEnds]int
	for i := range s {
		s[i] = int(u32(data, len(magic)+4*i))
		if s[i] > len(data) || i > 0 && s[i] < s[i-1] {
			return nil, errors.New("packed gazetteer: bad section")
		}
	}
	f := &File{data: data, Sources: lines(data[s[0]:s[1]]), features: lines(data[s[1]:s[2]]), countries: lines(data[s[2]:s[3]]),
		places: s[3], names: s[4], at: s[5], entries: s[5] + 4*(bucketCount+1), count: (s[4] - s[3]) / placeSize}
	if f.entries > len(data) {
		return nil, errors.New("packed gazetteer: cut short")
	}
	return f, nil
}

// Len gives the number of places.
func (f *File) Len() int { return f.count }

// Place gives place i.
func (f *File) Place(i int) Place {
	p := f.data[f.places+i*placeSize:][:placeSize]
	place := Place{
		Name:       f.name(u32(p, 4)),
		Lat:        degrees(p[8:12]),
		Lon:        degrees(p[12:16]),
		Population: int(u32(p, 16)),
		Admin1:     division(p[20:]),
		Admin2:     division(p[22:]),
		Country:    f.countries[p[24]],
		Feature:    f.features[p[25]],
	}
	if first := u32(p, 0); isDivision(place.Feature) {
		place.Code = f.name(first)
	} else {
		place.ID = int(first)
	}
	return place
}

func isDivision(feature string) bool { return feature == "ADM1" || feature == "ADM2" }

func (f *File) name(offset uint32) string {
	at := f.names + int(offset)
	return f.data[at+1:][:f.data[at]]
}

func degrees(b string) float64 { return math.Round(float64(int32(u32(b, 0)))) / 1e5 }

func division(b string) int {
	if n := int(b[0]) | int(b[1])<<8; n != none {
		return n
	}
	return -1
}

// Find appends the places filed under key to dst, largest population first.
func (f *File) Find(dst []Hit, key []byte) []Hit { return f.find(dst, hash(key, false), false) }

// FindLoose appends the places that have a name whose Loose form is key.
func (f *File) FindLoose(dst []Hit, key []byte) []Hit { return f.find(dst, hash(key, true), true) }

func (f *File) find(dst []Hit, h uint64, loose bool) []Hit {
	bucket := int(h >> 24 & (bucketCount - 1))
	low := uint32(h & 0xFFFFFF)
	first, last := u32(f.data, f.at+4*bucket), u32(f.data, f.at+4*bucket+4)
	for i := first; i < last; i++ {
		e := f.data[f.entries+int(i)*entrySize:][:entrySize]
		if u24(e) != low {
			continue
		}
		v := u24(e[3:])
		if (v&looseFlag != 0) == loose {
			dst = append(dst, Hit{Place: int(v & (1<<placeBits - 1)), Alternate: v&alternateFlag != 0})
		}
	}
	return dst
}

// hash is FNV-1a with a final mix; loose forms have their own space.
func hash(key []byte, loose bool) uint64 {
	h := uint64(14695981039346656037)
	if loose {
		h = (h ^ 0xFF) * 1099511628211
	}
	for _, c := range key {
		h = (h ^ uint64(c)) * 1099511628211
	}
	h ^= h >> 29
	h *= 0x9E3779B97F4A7C15
	return h ^ h>>32
}

func u24(b string) uint32 { return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 }

func u32(b string, at int) uint32 {
	_ = b[at+3]
	return uint32(b[at]) | uint32(b[at+1])<<8 | uint32(b[at+2])<<16 | uint32(b[at+3])<<24
}

func putU24(b []byte, v uint32) []byte { return append(b, byte(v), byte(v>>8), byte(v>>16)) }

func putU32(b []byte, v uint32) []byte { return binary.LittleEndian.AppendUint32(b, v) }
