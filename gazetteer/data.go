package gazetteer

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/tollbook/tollbook/countries"
	"github.com/tollbook/tollbook/gazetteer/internal/pack"
)

//go:generate go run ./internal/build -from /tmp/npm -to places.bin

//go:embed places.bin
var packed string

//go:embed regions.tsv
var regionTable string

//go:embed peoples.tsv
var peopleTable string

//go:embed common.tsv
var commonTable string

//go:embed words.txt
var wordTable string

//go:embed firstnames.txt
var firstNameTable string

// tables is all that finding places needs to know. It is read only.
type tables struct {
	file       *pack.File
	regions    map[string][]*Place // by key
	peoples    map[string]*Place   // by key: "chechen" → Chechnya
	countries  map[string]*Place   // by alpha-3
	common     map[string]int      // by key: 1 to 3, see common.tsv
	firstNames map[string]bool
	words      map[string]wordClass
	weights    weights
	areaCodes  map[string]division1
}

var load = sync.OnceValue(func() *tables {
	t := &tables{regions: map[string][]*Place{}, peoples: map[string]*Place{}, countries: map[string]*Place{},
		common: map[string]int{}, firstNames: map[string]bool{}}
	var err error
	if t.file, err = pack.Open(packed); err != nil {
		panic(err) // the file is part of the program; a test reads it
	}
	for _, step := range []func() error{t.readRegions, t.readPeoples, t.readCommon, t.readWords, t.readWeights, t.readAreaCodes} {
		if err := step(); err != nil {
			panic(err)
		}
	}
	for line := range dataLines(firstNameTable) {
		for name := range strings.FieldsSeq(line) {
			t.firstNames[name] = true
		}
	}
	for _, c := range countries.All() {
		t.countries[c.Alpha3] = &Place{GeonameID: c.GeonameID, Name: c.Name, Lat: c.Lat, Lon: c.Lon, Country: c.Alpha3, Feature: "PCLI"}
	}
	return t
})

// dataLines gives the lines of a table but for comments and empty ones.
func dataLines(table string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(table) {
			line = strings.TrimRight(line, "\r\n")
			if line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}

func (t *tables) readRegions() error {
	for line := range dataLines(regionTable) {
		f := strings.Split(line, "\t")
		if len(f) != 8 {
			return fmt.Errorf("regions.tsv: %d columns in %q, want 8", len(f), line)
		}
		lat, errLat := strconv.ParseFloat(f[5], 64)
		lon, errLon := strconv.ParseFloat(f[6], 64)
		id, errID := strconv.Atoi(f[7])
		if errLat != nil || errLon != nil || errID != nil {
			return fmt.Errorf("regions.tsv: bad number in %q", line)
		}
		p := &Place{GeonameID: id, Name: f[0], Feature: f[2], Country: f[3], Admin1Code: f[4], Lat: lat, Lon: lon}
		if p.Feature == "ADM1" {
			p.Admin1 = p.Name
		}
		for _, name := range append([]string{f[0]}, strings.Split(f[1], "; ")...) {
			if key := pack.Key(name); key != "" {
				t.regions[key] = append(t.regions[key], p)
			}
		}
	}
	t.nameDivisions()
	return nil
}

// nameDivisions gives towns and areas of regions.tsv the name of the division whose code they have.
func (t *tables) nameDivisions() {
	names := map[string]string{}
	for i := range t.file.Len() {
		p := t.file.Place(i)
		if p.Feature != "ADM1" {
			break // first-order divisions come first
		}
		names[p.Country+p.Code] = p.Name
	}
	for _, list := range t.regions {
		for _, p := range list {
			if p.Admin1 == "" && p.Admin1Code != "" {
				p.Admin1 = names[p.Country+p.Admin1Code]
			}
		}
	}
}

func (t *tables) readPeoples() error {
	for line := range dataLines(peopleTable) {
		name, region, _ := strings.Cut(line, "\t")
		list := t.regions[pack.Key(region)]
		if len(list) == 0 {
			return fmt.Errorf("peoples.tsv: no region %q", region)
		}
		t.peoples[pack.Key(name)] = list[0]
	}
	return nil
}

func (t *tables) readCommon() error {
	for line := range dataLines(commonTable) {
		word, level, _ := strings.Cut(line, "\t")
		n, err := strconv.Atoi(level)
		if err != nil {
			return fmt.Errorf("common.tsv: bad line %q", line)
		}
		t.common[word] = n
	}
	return nil
}

// A wordClass is a set of the classes of words.txt.
type wordClass uint32

// The classes of words.txt.
const (
	divisionWord wordClass = 1 << iota
	secondWord
	settlementWord
	facilityWord
	naturalWord
	bodyWord
	rankWord
	speechWord
	nearWord
	directionWord
	particleWord
	cueWord
	monthWord
	neverWord
	reachWord
	frameWord
	pluralWord
	placeNoun
	linkWord
	politicsWord
	dealingWord
	groundWord
	startWord
	roadWord
	seaWord
	missionWord
	tiedWord
	forceWord
	streetWord
)

func (t *tables) readWords() error {
	classes := map[string]wordClass{"[division]": divisionWord, "[second]": secondWord, "[settlement]": settlementWord,
		"[facility]": facilityWord, "[natural]": naturalWord, "[body]": bodyWord, "[rank]": rankWord, "[speech]": speechWord,
		"[near]": nearWord, "[direction]": directionWord, "[particle]": particleWord, "[cue]": cueWord, "[month]": monthWord, "[never]": neverWord, "[reach]": reachWord,
		"[frame]": frameWord, "[plural]": pluralWord, "[noun]": placeNoun, "[link]": linkWord, "[politics]": politicsWord, "[dealing]": dealingWord, "[ground]": groundWord, "[start]": startWord, "[road]": roadWord, "[sea]": seaWord, "[mission]": missionWord,
		"[tied]": tiedWord, "[force]": forceWord, "[street]": streetWord}
	t.words = map[string]wordClass{}
	var class wordClass
	for line := range dataLines(wordTable) {
		if line[0] == '[' {
			if class = classes[line]; class == 0 {
				return fmt.Errorf("words.txt: unknown class %s", line)
			}
			continue
		}
		for word := range strings.FieldsSeq(line) {
			t.words[word] |= class
		}
	}
	return nil
}

// is says whether a word in lower case is of one of the classes.
func (t *tables) is(word string, class wordClass) bool { return t.words[word]&class != 0 }

// place gives place n of the packed file with the names of its divisions.
func (t *tables) place(n int) Place {
	p := t.file.Place(n)
	out := Place{GeonameID: p.ID, Name: p.Name, Lat: p.Lat, Lon: p.Lon, Country: p.Country, Feature: p.Feature, Population: p.Population}
	if p.Admin1 >= 0 {
		d := t.file.Place(p.Admin1)
		out.Admin1, out.Admin1Code = d.Name, d.Code
	}
	if p.Admin2 >= 0 {
		d := t.file.Place(p.Admin2)
		out.Admin2, out.Admin2Code = d.Name, d.Code
	}
	return out
}
