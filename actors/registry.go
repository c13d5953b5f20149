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
}

// Registry gives the armed groups, international bodies and other named bodies that the program
// knows, groups first, in the order of the files under data. The caller must not change it.
func Registry() []*Entry { return loadRegistry().entries }

// ByID gives the entry with an id, or nil.
func ByID(id string) *Entry { return loadRegistry().ids[id] }

type registry struct {
	entries []*Entry
	ids     map[string]*Entry
}

var loadRegistry = sync.OnceValue(func() *registry {
	r := &registry{ids: map[string]*Entry{}}
	for _, file := range []string{"groups.txt", "bodies.txt"} {
		lines, err := readData(file, 7)
		if err == nil {
			err = r.add(file, lines)
		}
		if err != nil {
			panic(err) // the files are part of the program; a test reads them
		}
	}
	return r
})

func (r *registry) add(file string, lines []dataLine) error {
	for _, l := range lines {
		e, err := parseEntry(l)
		if err != nil {
			return fmt.Errorf("%s:%d: %w", file, l.number, err)
		}
		if r.ids[e.ID] != nil {
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
	if strings.ContainsFunc(e.ID, func(r rune) bool { return r != '-' && (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
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
