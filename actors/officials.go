package actors

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/countries"
)

// An Official is a person of public life with the offices that he or she has held.
type Official struct {
	ID      string
	Name    string
	Aliases []string
	Country string // ISO 3166 alpha-3; empty for bodies of states
	Sector  string // PLOVER sector
	Roles   []Role
	names   [][]string // the words of name and aliases
	added   bool       // by the user
}

// A Role is an office held for some terms.
type Role struct {
	Office string // "defence minister"
	Terms  []Term
	Source string // where the fact is from; empty where it is general knowledge
	words  []string
}

// A Term is the time in office. Days are numbers such as 20251009; Until is 0 while it lasts.
type Term struct{ From, Until int }

// holds says whether a day lies in one of the terms.
func (r *Role) holds(day int) bool {
	return slices.ContainsFunc(r.Terms, func(t Term) bool { return t.From <= day && (t.Until == 0 || day <= t.Until) })
}

// begun says whether the office had been held at all by a day.
func (r *Role) begun(day int) bool {
	return slices.ContainsFunc(r.Terms, func(t Term) bool { return t.From <= day })
}

// addOfficials reads lines of officials.txt or heads.txt. Lines of one id, or of one name and country, are one person.
func (r *registry) addOfficials(file string, lines []dataLine) error {
	for _, l := range lines {
		o, err := parseOfficial(l)
		if err != nil {
			return fmt.Errorf("%s:%d: %w", file, l.number, err)
		}
		old := r.samePerson(o, file == "heads.txt")
		if old != nil && old.added {
			continue // the user's entry wins
		}
		if old != nil {
			for _, name := range append([]string{o.Name}, o.Aliases...) {
				if name != old.Name && !slices.Contains(old.Aliases, name) {
					old.Aliases = append(old.Aliases, name)
				}
			}
			old.Roles = append(old.Roles, o.Roles...)
			r.indexNames(old, o.names)
			continue
		}
		r.officials = append(r.officials, o)
		r.indexNames(o, o.names)
	}
	return nil
}

// indexNames adds the names of a person that are new to it.
func (r *registry) indexNames(o *Official, names [][]string) {
	for _, words := range names {
		key := words[len(words)-1]
		if !slices.Contains(r.surnames[key], o) {
			r.surnames[key] = append(r.surnames[key], o)
		}
		if !slices.ContainsFunc(o.names, func(have []string) bool { return slices.Equal(have, words) }) {
			o.names = append(o.names, words)
		}
	}
}

// samePerson gives the person that a line tells more of: by its id, or, where the file has ids of its own, by name and country.
func (r *registry) samePerson(o *Official, byName bool) *Official {
	if at := slices.IndexFunc(r.officials, func(old *Official) bool { return old.ID == o.ID }); at >= 0 {
		return r.officials[at]
	}
	for _, words := range o.names {
		for _, old := range r.surnames[words[len(words)-1]] {
			if byName && old.Country == o.Country && len(words) > 1 && slices.ContainsFunc(old.names, func(n []string) bool { return slices.Equal(n, words) }) {
				return old
			}
		}
	}
	return nil
}

func parseOfficial(l dataLine) (*Official, error) {
	f := l.fields
	o := &Official{ID: f[0], Name: f[1], Aliases: listOf(f[2]), Country: strings.Trim(f[3], "-"), Sector: f[4]}
	if !validID(o.ID) || o.Name == "" {
		return nil, fmt.Errorf("id %q is not lower-case letters, digits and hyphens, or there is no name", o.ID)
	}
	if o.Country != "" && (len(o.Country) != 3 || countries.ByCode(o.Country) == nil) {
		return nil, fmt.Errorf("country %q is not known", o.Country)
	}
	if !slices.Contains(Sectors(), o.Sector) {
		return nil, fmt.Errorf("sector %q is not known", o.Sector)
	}
	role := Role{Office: f[5], Source: strings.Trim(f[7], "-"), words: officeWords(f[5])}
	if len(role.words) == 0 {
		return nil, fmt.Errorf("no office")
	}
	for _, t := range listOf(f[6]) {
		term, err := parseTerm(t)
		if err != nil {
			return nil, err
		}
		role.Terms = append(role.Terms, term)
	}
	if len(role.Terms) == 0 {
		return nil, fmt.Errorf("no term of office")
	}
	o.Roles = []Role{role}
	for _, name := range append([]string{o.Name}, o.Aliases...) {
		if words := keyWords(name); len(words) > 0 && !slices.ContainsFunc(o.names, func(have []string) bool { return slices.Equal(have, words) }) {
			o.names = append(o.names, words)
		}
	}
	return o, nil
}

// parseTerm reads "2013-11/2017-07" or "2024-03/". A bare year or month begins with its first day and ends with its last.
func parseTerm(s string) (Term, error) {
	from, until, ok := strings.Cut(s, "/")
	if !ok || from == "" {
		return Term{}, fmt.Errorf("term %q is not FROM/UNTIL", s)
	}
	a, err := dayNumber(from, "01", "01")
	if err != nil {
		return Term{}, err
	}
	t := Term{From: a}
	if until != "" {
		if t.Until, err = dayNumber(until, "12", "31"); err != nil {
			return Term{}, err
		}
		if t.Until < t.From {
			return Term{}, fmt.Errorf("term %q runs backwards", s)
		}
	}
	return t, nil
}

// dayNumber reads 2013, 2013-11 or 2013-11-04 as 20131104, with the month and day given for what is not said.
func dayNumber(s, month, day string) (int, error) {
	parts := strings.Split(s, "-")
	if len(parts) < 2 {
		parts = append(parts, month)
	}
	if len(parts) < 3 {
		parts = append(parts, day)
	}
	n, err := strconv.Atoi(strings.Join(parts, ""))
	if err != nil || len(parts) != 3 || len(parts[0]) != 4 || len(parts[1]) != 2 || len(parts[2]) != 2 || n%10000/100 > 12 || n%100 > 31 {
		return 0, fmt.Errorf("day %q is not a year, a month or a day such as 2013-11-04", s)
	}
	return n, nil
}

// officeWords gives the words of an office by which two wordings are compared: "Minister of Defense" and "defence minister" have the same.
func officeWords(office string) []string {
	var out []string
	for _, w := range keyWords(office) {
		switch w {
		case "of", "the", "for", "s", "affairs", "federal", "union", "and":
			continue
		case "defense":
			w = "defence"
		case "external":
			w = "foreign"
		case "pm":
			out = append(out, "prime")
			w = "minister"
		case "premier":
			out = append(out, "premier", "prime")
			w = "minister"
		}
		out = append(out, w)
	}
	return out
}
