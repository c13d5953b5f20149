package ledger

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/countries"
)

// A Suggestion is something that a search could go on with.
type Suggestion struct {
	Text  string `json:"text"`  // what to write: country:MLI, by:gunmen, place:"al bab"
	Label string `json:"label"` // what it is, where the text does not say: a name
	Kind  string `json:"kind"`  // filter, actor, speaker, place, publisher, country, type, mode, grade, month
	Count int    `json:"count"` // incidents, reports or statements that it finds; 0 where not counted
}

// suggested is how many suggestions there are at most.
const suggested = 12

// Suggest gives what the last word of a search, as far as it is written, could become: filters, their values, actors, places and publishers whose names begin so, or hold a
// word that does. The most frequent come first.
func (l *Ledger) Suggest(ctx context.Context, prefix string) ([]Suggestion, error) {
	s, err := l.shelf(ctx)
	if err != nil {
		return nil, err
	}
	ctx = context.WithoutCancel(ctx)
	prefix = strings.ToLower(strings.TrimLeft(prefix, " "))
	out := []Suggestion{}
	key, value, isFilter := strings.Cut(prefix, ":")
	value = strings.Trim(value, `"' `)
	if !isFilter {
		value = strings.Trim(prefix, `"' `)
		for _, name := range strings.Split(filterNames(0), ", ") {
			if value != "" && strings.HasPrefix(name, value) {
				out = append(out, Suggestion{Text: name + ":", Label: exampleOf[name], Kind: "filter"})
			}
		}
		if value == "" {
			return out, nil
		}
	}
	all, err := l.suggestions(ctx, s)
	if err != nil {
		return nil, err
	}
	for i := range all {
		x := &all[i]
		if isFilter && !strings.HasPrefix(x.Text, key+":") {
			continue
		}
		if begins(x.words, value) {
			if out = append(out, x.Suggestion); len(out) == suggested {
				break
			}
		}
	}
	return out, nil
}

// A suggestible is a suggestion with the words by which it is found.
type suggestible struct {
	Suggestion
	words string // in lower case
}

// begins says whether a text, or one of its words, begins so.
func begins(words, prefix string) bool {
	return strings.HasPrefix(words, prefix) || strings.Contains(words, " "+prefix) || strings.Contains(words, "-"+prefix)
}

// suggestions gives all that may be suggested, the most frequent first.
func (l *Ledger) suggestions(ctx context.Context, s *shelf) ([]suggestible, error) {
	return lately(l, s, "suggestions", func() ([]suggestible, error) {
		var out []suggestible
		add := func(key, value, label, kind string, count int) {
			text := key + ":" + value
			if strings.ContainsAny(value, " ,'") {
				text = key + `:"` + value + `"`
			}
			out = append(out, suggestible{Suggestion{text, label, kind, count}, strings.ToLower(value + " " + label)})
		}
		f := facetsOf(s.entries)
		for kind, list := range map[string][]Facet{"country": f.Country, "type": f.Type, "mode": f.Mode, "grade": f.Grade, "month": f.Month} {
			for _, x := range list {
				label := ""
				if kind == "country" {
					label = countryName(x.Value)
				}
				add(kind, x.Value, label, kind, x.Count)
			}
		}
		places := map[string]int{}
		for _, e := range s.entries {
			if e.Place != "" {
				places[e.Place]++
			}
		}
		for _, x := range facets(places) {
			add("place", x.Value, "", "place", x.Count)
		}
		actors, err := l.acting(ctx, s, &Query{})
		if err != nil {
			return nil, err
		}
		for _, a := range actors {
			for _, x := range []struct {
				key, kind string
				count     int
			}{{"by", "actor", a.Did}, {"against", "actor", a.Suffered}, {"speaker", "speaker", a.Statements}} {
				if x.count > 0 {
					add(x.key, a.Key, a.Name, x.kind, x.count)
				}
			}
		}
		publishers, err := l.Publishers(ctx)
		if err != nil {
			return nil, err
		}
		for _, p := range publishers {
			if p.Name != "" {
				add("publisher", strings.ToLower(p.Name), p.Name, "publisher", p.Reports)
			}
		}
		slices.SortFunc(out, func(a, b suggestible) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Text, b.Text)) })
		return out, nil
	})
}

func countryName(code string) string {
	if c := countries.ByCode(code); c != nil {
		return c.Name
	}
	return ""
}
