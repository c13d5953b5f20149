package actors

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/tollbook/tollbook/countries"
)

// An Entry is one actor of the registry.
type Entry struct {
	ID        string
	Name      string
	Acronyms  []string // match in capitals only
	Aliases   []string // match in any letter case
	Countries []string // ISO 3166 alpha-3, the main one first
	Sector    string   // PLOVER sector
	First     int      // first year of activity; 0 when not known
	Last      int      // last year; 0 while active
	Kind      Kind     // ArmedGroup or Organisation
	added     bool     // by the user
}

// active says whether the actor was active in a year, or within a year of it; in year 0, which is not known, everybody may be.
func (e *Entry) active(year int) bool {
	return year == 0 || (e.First == 0 || e.First <= year+1) && (e.Last == 0 || e.Last >= year-1)
}

// Registry gives the armed groups, international bodies and other named bodies that the program
// knows, groups first, in the order of the files under data. The caller must not change it.
func Registry() []*Entry { return Default().registry.entries }

// Officials gives the holders of offices that the program knows. The caller must not change it.
func Officials() []*Official { return Default().registry.officials }

// ByID gives the entry with an id, or nil.
func ByID(id string) *Entry { return Default().registry.ids[id] }

// A registry is who is known by name.
type registry struct {
	entries   []*Entry
	ids       map[string]*Entry
	officials []*Official
	surnames  map[string][]*Official // by the last word of each of their names
}

// The files of the registry, each with the number of its fields.
var registryFiles = []struct {
	name   string
	fields int
}{{"groups.txt", 7}, {"bodies.txt", 7}, {"officials.txt", 8}, {"heads.txt", 8}}

func newRegistry() *registry {
	return &registry{ids: map[string]*Entry{}, surnames: map[string][]*Official{}}
}

// addFile adds the lines of one of the registry's files.
func (r *registry) addFile(file string, lines []dataLine) error {
	if file == "officials.txt" || file == "heads.txt" {
		return r.addOfficials(file, lines)
	}
	return r.add(file, lines)
}

// addBuiltIn adds the files that are part of the program.
func (r *registry) addBuiltIn() error {
	for _, f := range registryFiles {
		lines, err := readData(f.name, f.fields)
		if err == nil {
			err = r.addFile(f.name, lines)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *registry) add(file string, lines []dataLine) error {
	for _, l := range lines {
		e, err := parseEntry(l)
		if err != nil {
			return fmt.Errorf("%s:%d: %w", file, l.number, err)
		}
		if old := r.ids[e.ID]; old != nil && old.added {
			continue // the user's entry of this id wins
		} else if old != nil {
			return fmt.Errorf("%s:%d: id %q is used twice", file, l.number, e.ID)
		}
		e.Kind = kindInFile(file, e.Sector)
		r.entries = append(r.entries, e)
		r.ids[e.ID] = e
	}
	return nil
}

// kindInFile: parties and state forces stand among the armed groups for their history, but are organisations.
func kindInFile(file, sector string) Kind {
	if file == "groups.txt" && sector != "PTY" && sector != "OPP" && sector != "MIL" {
		return ArmedGroup
	}
	return Organisation
}

func parseEntry(l dataLine) (*Entry, error) {
	f := l.fields
	e := &Entry{ID: f[0], Name: f[1], Acronyms: listOf(f[2]), Aliases: listOf(f[3]), Countries: listOf(f[4]), Sector: f[5]}
	if e.ID == "" || e.Name == "" {
		return nil, fmt.Errorf("no id or no name")
	}
	if !validID(e.ID) {
		return nil, fmt.Errorf("id %q is not lower-case letters, digits and hyphens", e.ID)
	}
	for _, c := range e.Countries {
		if len(c) != 3 || countries.ByCode(c) == nil {
			return nil, fmt.Errorf("country %q is not known", c)
		}
	}
	if !slices.Contains(Sectors(), e.Sector) {
		return nil, fmt.Errorf("sector %q is not known", e.Sector)
	}
	first, last, found := strings.Cut(f[6], "-")
	if !found {
		return nil, fmt.Errorf("years %q are not FIRST-LAST", f[6])
	}
	var err error
	if e.First, err = year(first); err != nil {
		return nil, err
	}
	if e.Last, err = year(last); err != nil {
		return nil, err
	}
	if e.Last != 0 && e.Last < e.First {
		return nil, fmt.Errorf("years %q run backwards", f[6])
	}
	return e, nil
}

func validID(id string) bool {
	return id != "" && !strings.ContainsFunc(id, func(r rune) bool { return r != '-' && (r < 'a' || r > 'z') && (r < '0' || r > '9') })
}

func year(s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1000 || n > 2100 {
		return 0, fmt.Errorf("year %q", s)
	}
	return n, nil
}

// Sectors gives the PLOVER sectors that actors may carry.
func Sectors() []string { return loadSectors() }

var loadSectors = sync.OnceValue(func() []string {
	lines, err := readData("sectors.txt", 2)
	if err != nil {
		panic(err)
	}
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = l.fields[0]
	}
	return out
})
