package actors

import (
	"slices"
	"strings"
)

// identify gives the persons who held an office on the day of the report their id in the registry. A name alone is not enough: the
// report must also give the office, or name the country of somebody in office on that day.
func (r *registry) identify(list []Actor, weights map[string]int, day int) {
	for i := range list {
		a := &list[i]
		if a.Kind != Person || a.Ref != "" {
			continue
		}
		o := r.official(a, weights, day)
		if o == nil {
			continue
		}
		a.Ref = o.ID
		if a.Country == "" {
			a.Country = o.Country
		}
		if a.Sector == "" || a.Sector == "CVL" {
			a.Sector = o.Sector
		}
	}
}

// official gives the person of the registry that fits an actor best; nil where none or several do.
func (r *registry) official(a *Actor, weights map[string]int, day int) *Official {
	words := keyWords(a.Name)
	if len(words) == 0 {
		return nil
	}
	var best *Official
	bestScore, tie := 0, false
	for _, o := range r.surnames[words[len(words)-1]] {
		switch score := o.fits(a, words, weights, day); {
		case score > bestScore:
			best, bestScore, tie = o, score, false
		case score == bestScore && score > 0:
			tie = tie || !best.added
		}
	}
	if tie {
		return nil
	}
	return best
}

// fits says how well a person of the registry fits an actor: 0 not at all.
func (o *Official) fits(a *Actor, words []string, weights map[string]int, day int) int {
	full := o.named(words)
	if a.Country != "" && o.Country != "" && a.Country != o.Country || !full && len(words) > 1 {
		return 0
	}
	here := o.Country == "" || a.Country == o.Country || weights[o.Country] > 0
	title := officeWords(a.Title)
	switch {
	case o.hasOffice(title, day):
		if !full && !here {
			return 0
		}
		if full {
			return 3
		}
		return 2
	case !full || !here || day == 0 || !isForm(title):
		return 0
	case slices.ContainsFunc(o.Roles, func(r Role) bool { return r.holds(day) }):
		return 1
	}
	return 0
}

// named says whether a name is one of the person's: all of it, or with more names within, or the first and the last.
func (o *Official) named(words []string) bool {
	for _, n := range o.names {
		switch {
		case slices.Equal(n, words):
			return true
		case len(n) > 1 && len(words) > len(n) && within(n, words), len(words) > 1 && len(words) < len(n) && words[0] == n[0] && within(words, n):
			return true
		}
	}
	return false
}

// within says whether all of a comes in b, in order.
func within(a, b []string) bool {
	i := 0
	for j := 0; j < len(b) && i < len(a); j++ {
		if a[i] == b[j] {
			i++
		}
	}
	return i == len(a)
}

// hasOffice says whether a title is that of an office the person held on a day, or, behind "former", had held. Without a day any term counts.
func (o *Official) hasOffice(title []string, day int) bool {
	if len(title) == 0 {
		return false
	}
	former := slices.ContainsFunc(title, isPast)
	for i := range o.Roles {
		r := &o.Roles[i]
		if !r.called(title, o.Country == "") {
			continue
		}
		if day == 0 || r.holds(day) && !former || r.begun(day) && former {
			return true
		}
	}
	return false
}

// called says whether a title is that of the role. A deputy's is another. The body's name, first in the offices of bodies of states,
// need not be part of the title.
func (r *Role) called(title []string, ofBody bool) bool {
	for _, w := range title {
		if (w == "deputy" || w == "vice" || w == "assistant" || w == "under") && !slices.Contains(r.words, w) {
			return false
		}
	}
	words := r.words
	if ofBody && len(words) > 1 && !slices.Contains(title, words[0]) {
		words = words[1:]
	}
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(title, w) })
}

func isPast(w string) bool {
	return w == "former" || w == "ex" || w == "late" || w == "ousted" || w == "deposed"
}

// isForm says whether a title is but a form of address or a rank, which tells of no office; none at all is such too.
func isForm(title []string) bool {
	for _, w := range title {
		switch strings.Trim(w, ".") {
		case "mr", "mrs", "ms", "dr", "sir", "gen", "general", "senior", "field", "marshal", "lt", "lieutenant", "col", "colonel", "maj", "major", "mullah", "ayatollah",
			"sheikh", "sayyed", "prof", "professor", "leader":
		default:
			return false
		}
	}
	return true
}
