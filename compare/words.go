package compare

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/tollbook/tollbook/countries"
)

// words are those of the names of actors.
type words map[string]bool

// sorts are words that say of what sort an actor is.
var sorts = map[string]string{"army": "state forces", "military": "state forces", "soldiers": "state forces", "soldier": "state forces", "troops": "state forces", "police": "state forces",
	"policemen": "state forces", "gendarmerie": "state forces", "gendarmes": "state forces", "government": "state forces", "security": "state forces",
	"civilians": "civilians", "civilian": "civilians", "villagers": "civilians", "citizens": "civilians", "residents": "civilians", "people": "civilians", "farmers": "civilians",
	"gunmen": "armed groups", "militants": "armed groups", "rebels": "armed groups", "militia": "armed groups", "militiamen": "armed groups", "fighters": "armed groups", "insurgents": "armed groups",
	"bandits": "armed groups", "protesters": "protesters", "demonstrators": "protesters", "rioters": "protesters"}

// empty are words of names that tell nobody from others.
var empty = map[string]bool{"the": true, "and": true, "for": true, "forces": true, "force": true, "armed": true, "group": true, "groups": true, "unidentified": true, "unknown": true, "unnamed": true,
	"state": true, "national": true, "members": true, "movement": true, "front": true, "liberation": true, "united": true, "private": true, "property": true, "other": true, "former": true,
	"local": true, "men": true, "women": true, "two": true, "three": true, "several": true, "its": true, "their": true, "defence": true, "defense": true, "republic": true, "party": true, "people's": true,
	"north": true, "south": true, "east": true, "west": true, "northern": true, "southern": true, "eastern": true, "western": true, "general": true, "union": true, "new": true}

// add adds the words of a name, without years, countries and what nobody is told by.
func (w words) add(name string) {
	for _, word := range strings.FieldsFunc(fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' }) {
		if len(word) < 3 || empty[word] || strings.Trim(word, "0123456789") == "" || countries.ByName(word) != nil || countries.ByDemonym(word) != nil {
			continue
		}
		w[word] = true
	}
}

// shared gives a word of a name that two have in common, and a sort of actors; the first by letters, empty for none.
func (w words) shared(other words) (name, sort string) {
	var all []string
	mine, theirs := map[string]bool{}, map[string]bool{}
	for word := range w {
		if sorts[word] != "" {
			mine[sorts[word]] = true
		} else if other[word] {
			all = append(all, word)
		}
	}
	for word := range other {
		theirs[sorts[word]] = true
	}
	var kinds []string
	for kind := range mine {
		if theirs[kind] {
			kinds = append(kinds, kind)
		}
	}
	if len(all) > 0 {
		name = slices.Min(all)
	}
	if len(kinds) > 0 {
		sort = slices.Min(kinds)
	}
	return name, sort
}

// fold writes a name in small letters without accents, and a place without what recorders add to it.
func fold(s string) string {
	var out strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(strings.TrimSpace(s))) {
		if !unicode.Is(unicode.Mn, r) {
			out.WriteRune(r)
		}
	}
	name := out.String()
	for _, end := range []string{" region", " province", " state", " district", " town", " city", " village", " governorate"} {
		name = strings.TrimSuffix(name, end)
	}
	return name
}
