package actors

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/countries"
	"github.com/tollbook/tollbook/language"
)

// actors gives the clusters as actors, in the order of their first mentions.
func (r *resolver) actors() []Actor {
	out := make([]Actor, 0, len(r.clusters))
	for _, g := range r.clusters {
		a := Actor{Kind: g.kind, Country: g.country, Sector: g.sector, Ref: g.ref, Name: r.fullestName(g)}
		if g.kind == Person {
			a.Title = g.title
		}
		if a.Sector == "" {
			a.Sector = plainSector(g)
		}
		for _, n := range g.members {
			a.Mentions = append(a.Mentions, r.found[n].Mention)
		}
		slices.SortStableFunc(a.Mentions, byPlace)
		a.Mentions = slices.CompactFunc(a.Mentions, func(x, y Mention) bool { return x.Range == y.Range })
		out = append(out, a)
	}
	slices.SortStableFunc(out, func(a, b Actor) int { return byPlace(a.Mentions[0], b.Mentions[0]) })
	return out
}

func byPlace(a, b Mention) int {
	if a.Start != b.Start {
		return a.Start - b.Start
	}
	return b.End - a.End
}

// plainSector is the sector of those of whom the report tells no more: people are civilians only when it says so.
func plainSector(g *cluster) string {
	if g.kind == State {
		return "GOV"
	}
	return ""
}

// fullestName gives the longest name of a cluster, without its title; of one without a name its fullest description.
func (r *resolver) fullestName(g *cluster) string {
	best, size := language.Range{}, -1
	for _, n := range g.members {
		c := &r.found[n]
		if c.Mention.Kind == Pronoun || g.named && c.Mention.Kind != Name {
			continue
		}
		span := c.name
		if c.Mention.Kind == Nominal {
			span = c.Range
		}
		length := len(r.nameWords(span))
		if g.kind == State && len(g.ref) == 3 && !r.isCountryName(span) {
			length = 0 // "Islamabad", "Pakistani" name Pakistan only where nothing better does
		}
		if length > size {
			best, size = span, length
		}
		if c.Mention.Kind == Nominal {
			break // descriptions: the first one, that introduces
		}
	}
	name := r.doc.Phrase(best)
	if !g.named {
		name = withoutArticle(name)
	}
	return name
}

func (r *resolver) isCountryName(span language.Range) bool {
	_, kind, at := r.countryAt(span.Start)
	return kind == countries.Name && at == span
}

func withoutArticle(s string) string {
	first, rest, found := strings.Cut(s, " ")
	switch strings.ToLower(first) {
	case "the", "a", "an":
		if found {
			return rest
		}
	}
	return s
}
