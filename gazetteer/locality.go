package gazetteer

import "github.com/tollbook/tollbook/language"

// Local reports name streets, schools, farms and hamlets that no gazetteer has. Where such a place lies is told by what it is said to lie in,
// by the town told beside it, or by the report's own locality: the town around which the report's towns lie. Its point is then that of
// the town or division, by the rule of UCDP, and the precision says how near that is.

const (
	localKilometres = 100 // towns so near to each other are of one locality
)

// A locality is the town or, where a report names none, the division that a report is about; nil where it is about several.
type locality struct{ *Place }

// A toldPlace is a town or district of a report, with how much is told of it.
type toldPlace struct {
	*Place
	weight int
}

// mostTowns bounds how many towns of a report are compared with each other; more than that are of no one locality.
const mostTowns = 300

// findLocality gives the locality of a report: the town told most of those that lie together, where three in five of all mentions of towns are theirs;
// without towns, the one division named.
func findLocality(out []Mention) locality {
	towns, total := toldPlaces(out)
	if len(towns) == 0 {
		return locality{onlyDivision(out)}
	}
	if len(towns) > mostTowns {
		return locality{}
	}
	best, top := 0, 0
	for i := range towns {
		sum := 0
		for j := range towns {
			if together(towns[i].Place, towns[j].Place) {
				sum += towns[j].weight
			}
		}
		if sum > top {
			best, top = i, sum
		}
	}
	if top*5 < total*3 {
		return locality{}
	}
	told := towns[best]
	for _, t := range towns {
		if together(towns[best].Place, t.Place) && (t.weight > told.weight || t.weight == told.weight && isTown(t.Place) && !isTown(told.Place)) {
			told = t
		}
	}
	return locality{told.Place}
}

// toldPlaces gives the towns and districts of a report in the order of their first mention, and the sum of their weights.
func toldPlaces(out []Mention) (towns []toldPlace, total int) {
	type point struct {
		name, country string
		lat, lon      float64
	}
	at := map[point]int{}
	for i := range out {
		p := out[i].Place
		if !isLocal(p) {
			continue
		}
		key := point{p.Name, p.Country, p.Lat, p.Lon}
		n, known := at[key]
		if !known {
			n = len(towns)
			at[key] = n
			towns = append(towns, toldPlace{Place: p})
		}
		weight := tellingWeight(&out[i])
		towns[n].weight += weight
		total += weight
	}
	return towns, total
}

// together says whether two places are of one locality.
func together(p, q *Place) bool { return p.Country == q.Country && distance(p, q) <= localKilometres }

// isLocal says whether a place is a town or a district, not one that a name was only guessed to mean.
func isLocal(p *Place) bool { return isTown(p) || p != nil && p.Feature == "ADM2" }

// tellingWeight is what a mention says of where a report plays; a town's name for its people or body says less.
func tellingWeight(m *Mention) int {
	if m.Associative {
		return 1
	}
	return 2
}

// onlyDivision gives the one first-order division that a report names; nil for none or several.
func onlyDivision(out []Mention) *Place {
	var only *Place
	for i := range out {
		p := out[i].Place
		if p == nil || p.Feature != "ADM1" {
			continue
		}
		if only != nil && (only.Country != p.Country || only.Admin1Code != p.Admin1Code) {
			return nil
		}
		only = p
	}
	return only
}

// isFar says whether a town or district lies elsewhere than the report plays, as far as it is known where that is.
func (l locality) isFar(p *Place) bool {
	if l.Place == nil || !isLocal(p) {
		return false
	}
	if l.Feature == "ADM1" {
		return l.Country != p.Country || l.Admin1Code != p.Admin1Code
	}
	return l.Country != p.Country || distance(l.Place, p) > localKilometres
}

// countryBefore gives the mention of the country or people that a settlement is said to be of: "the southern Lebanese town of Baraachit"; -1 for none.
func (f *finder) countryBefore(out []Mention, i int) int {
	s := out[i].Start
	if i == 0 || s < 3 || out[i-1].End != s-2 || out[i-1].Place == nil || out[i-1].Place.Feature != "PCLI" || f.doc.Tokens[s-1].Lower != "of" || !f.is(f.doc.Tokens[s-2].Lower, settlementWord) {
		return -1
	}
	return i - 1
}

// withinPossessed puts a place that is not on the map, and is said to lie in a country whose name opens that of a division, in the division: "a village
// in northwest Nigeria's Kebbi State".
func (f *finder) withinPossessed(out []Mention) {
	for i := range out {
		h := out[i].Within
		if out[i].Place != nil || h < 0 || h+1 >= len(out) || h+1 == i || out[h].Place == nil || out[h].Place.Feature != "PCLI" {
			continue
		}
		d := &out[h+1]
		if d.Place != nil && isDivision(d.Place.Feature) && d.Start == out[h].End+1 && isPossessive(f.doc.Tokens[out[h].End].Lower) && d.Place.Country == out[h].Place.Country {
			out[i].Within = h + 1
		}
	}
}

// holderOf gives the town or division that a name is said to lie in, and the precision of its point for the name.
func holderOf(out []Mention, i int) (*Place, int) {
	for steps, h := 0, out[i].Within; h >= 0 && steps < 4; steps, h = steps+1, out[h].Within {
		switch p := out[h].Place; {
		case p == nil:
		case isTown(p) || p.Feature == "":
			return p, 2
		case p.Feature == "ADM2":
			return p, 3
		case p.Feature == "ADM1":
			return p, 4
		default:
			return nil, 0
		}
	}
	return nil, 0
}

// townBeside gives the nearest town of a name's sentence; nil for none.
func (f *finder) townBeside(out []Mention, i int) *Place {
	sentence := f.doc.Tokens[out[i].Start].Sentence
	var best *Place
	least := len(f.doc.Tokens)
	look := func(j int) bool {
		if f.doc.Tokens[out[j].Start].Sentence != sentence {
			return false
		}
		if d := gap(out[i].Range, out[j].Range); isTown(out[j].Place) && !out[j].Associative && d < least {
			best, least = out[j].Place, d
		}
		return true
	}
	for j := i - 1; j >= 0 && look(j); j-- {
	}
	for j := i + 1; j < len(out) && look(j); j++ {
	}
	return best
}

// gap gives how many tokens lie between two ranges.
func gap(a, b language.Range) int { return max(b.Start-a.End, a.Start-b.End) }
