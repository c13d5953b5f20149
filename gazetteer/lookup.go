package gazetteer

import (
	"cmp"
	"slices"

	"github.com/tollbook/tollbook/gazetteer/internal/pack"
)

// ByID gives the place with a GeoNames id.
func ByID(id int) (Place, bool) {
	t := load()
	for _, p := range t.countries {
		if p.GeonameID == id {
			return *p, true
		}
	}
	for _, list := range t.regions {
		for _, p := range list {
			if p.GeonameID == id {
				return *p, true
			}
		}
	}
	for i := range t.file.Len() {
		if t.file.Place(i).ID == id {
			return t.place(i), true
		}
	}
	return Place{}, false
}

// Named gives the places of a name, those of which it is the main name first, then by their population. country, as ISO 3166 alpha-3, leaves
// out the others; it may be empty.
func Named(name, country string) []Place {
	t := load()
	key := pack.Key(name)
	var out []Place
	main := map[int]bool{} // by place in out
	add := func(p Place, isMain bool) {
		if country == "" || p.Country == country {
			main[len(out)] = isMain
			out = append(out, p)
		}
	}
	for _, p := range t.countries {
		if pack.Key(p.Name) == key {
			add(*p, true)
		}
	}
	for _, p := range t.regions[key] {
		add(*p, pack.Key(p.Name) == key)
	}
	for _, hit := range t.file.Find(nil, []byte(key)) {
		add(t.place(hit.Place), !hit.Alternate)
	}
	order := make([]int, len(out))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		if main[i] != main[j] {
			if main[i] {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(out[j].Population, out[i].Population), cmp.Compare(out[i].Country, out[j].Country))
	})
	sorted := make([]Place, len(out))
	for i, at := range order {
		sorted[i] = out[at]
	}
	return sorted
}
