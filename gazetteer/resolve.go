package gazetteer

import (
	"math"
	"strings"
)

// An evidence is what a report says of where it plays, by its places so far.
type evidence struct {
	countries map[string]float64 // share of the places that lie in each country; sums to 1
	divisions map[string]float64 // the same by country and first-order division
	points    []*Place           // towns
	mine      map[*Place]float64 // what each place adds itself
	total     float64
	hinted    float64 // how much of it is what clues add
}

// resolve picks, for each place among the candidates, the option it means. It works in two
// rounds: the first goes by names that leave little doubt (countries, holders, capitals),
// the second by what the first found.
func (f *finder) resolve(accepted []int) []*Place {
	chosen := make([]*Place, len(f.candidates))
	f.findSettlements(accepted)
	holders := f.holdersByName(accepted)
	ev := f.clearEvidence(accepted)
	for round := range 2 {
		for _, n := range accepted {
			chosen[n] = f.best(n, ev, holders[f.candidates[n].key], chosen[n])
			if round == 1 && f.doubtful(n, chosen[n], ev) || f.settlements[f.candidates[n].key] && !ev.tells(chosen[n]) {
				chosen[n] = nil
			}
		}
		if round == 0 {
			ev = f.allEvidence(accepted, chosen, ev)
		}
	}
	f.settleBeside(accepted, chosen)
	f.settleTitles(accepted, chosen)
	return chosen
}

// holdersByName gives, for a name, the candidates said to hold it anywhere in the report.
func (f *finder) holdersByName(accepted []int) map[string][]int {
	holders := map[string][]int{}
	for _, n := range accepted {
		c := &f.candidates[n]
		if c.holder >= 0 {
			holders[c.key] = append(holders[c.key], c.holder)
		}
	}
	return holders
}

// clearEvidence counts the names of countries and their people, and of regions that only one country has.
func (f *finder) clearEvidence(accepted []int) *evidence {
	ev := f.evidenceOfClues()
	for _, n := range accepted {
		c := &f.candidates[n]
		if f.settlements[c.key] {
			continue
		}
		if len(c.options) == 1 || c.kind == country && len(c.options) > 0 && f.regions[c.key] == nil || c.kind == demonym {
			ev.add(c.options[0].Place, f.weight(c))
		} else if p := clearCapital(c); p != nil && !f.associative(c) {
			ev.add(p, f.weight(c))
		}
	}
	return ev
}

// whoseWeight is what a country says of where a report plays that only tells whose somebody or something is: "US forces" stand anywhere.
const whoseWeight = 0.4

// weight is how much a place says of where a report plays.
func (f *finder) weight(c *candidate) float64 {
	switch {
	case c.heading:
		return headingWeight
	case (c.kind == country || c.kind == demonym) && f.associative(c):
		return whoseWeight
	}
	return 1
}

// clearCapital gives the capital of a state that is the largest place of the name; nil if there is none.
func clearCapital(c *candidate) *Place {
	var capital *Place
	for i := range c.options {
		o := &c.options[i]
		if o.Feature == "PPLC" && !o.alternate && !o.loose && capital == nil {
			capital = o.Place
		}
	}
	for i := range c.options {
		if capital != nil && (c.options[i].Population > capital.Population || c.options[i].noted && c.options[i].Place != capital) {
			return nil
		}
	}
	return capital
}

// unsureWeight is what a town says of where a report plays that was taken for want of anything better: one of many of its name, and small.
const unsureWeight = 0.4

// isSure says whether a name by itself leaves little doubt which place is meant.
func isSure(c *candidate, p *Place) bool {
	return c.kind != town || c.holder >= 0 || c.heading || len(c.options) == 1 || !isTown(p) || p.Population >= 100000
}

// allEvidence counts all places as chosen so far; clear is what was clear from the start.
func (f *finder) allEvidence(accepted []int, chosen []*Place, clear *evidence) *evidence {
	ev := f.evidenceOfClues()
	for _, n := range accepted {
		if c := &f.candidates[n]; chosen[n] != nil && (c.kind != town || !f.associative(c)) { // governments meet and speak of places anywhere
			weight := f.weight(c)
			if !isSure(c, chosen[n]) && clear.countries[chosen[n].Country] == 0 {
				weight *= unsureWeight
			}
			ev.add(chosen[n], weight)
		}
	}
	return ev
}

func newEvidence() *evidence {
	return &evidence{countries: map[string]float64{}, divisions: map[string]float64{}, mine: map[*Place]float64{}}
}

func (ev *evidence) add(p *Place, weight float64) {
	ev.total += weight
	ev.mine[p] += weight
	if p.Country != "" {
		ev.countries[p.Country] += weight
	}
	if p.Admin1Code != "" {
		ev.divisions[p.Country+p.Admin1Code] += weight
	}
	if strings.HasPrefix(p.Feature, "PPL") {
		ev.points = append(ev.points, p)
	}
}

// best gives the option of candidate n with the highest score, the earlier one if two are alike.
func (f *finder) best(n int, ev *evidence, holders []int, own *Place) *Place {
	c := &f.candidates[n]
	if own == nil {
		own = &Place{}
	}
	var best *Place
	top := math.Inf(-1)
	wanted, department := f.wanted(c), f.isDepartment(c)
	for i := range c.options {
		o := &c.options[i]
		s := importance(o, c.kind) + ev.support(o.Place, own) + f.held(o.Place, holders) + wanted.fit(o.Place)
		if o.Population < smallTown && f.hasCity(c) && (isTown(o.Place) || hasCapital(c)) { // of a division no people are told
			s -= 1.5 // a hamlet named for a great city
		}
		if o.Feature != "PPLC" && hasCapital(c) && strings.HasPrefix(o.Feature, "PPL") {
			s -= 1.5 // a town named for a capital
		}
		if c.kind == country && o.alternate && o.Country == c.options[0].Country {
			s -= 4 // "Mexico" is the country, though its capital is called so too
		}
		if o.Feature == "PCLI" && f.settlements[c.key] {
			s -= 8
		}
		if department && !hasDepartments(o.Country) {
			s -= 4 // Colombia's Bolívar, not Venezuela's
		}
		if c.holding && isHolder(o.Place) && f.holdsOneBefore(n, o.Place) {
			s += 8
		}
		if s > top {
			top, best = s, o.Place
		}
	}
	return best
}

const (
	smallTown = 15000
	greatCity = 200000
)

// hasCity says whether a great city has the name for its main one.
func (f *finder) hasCity(c *candidate) bool {
	for i := range c.options {
		if o := &c.options[i]; o.Population >= greatCity && !o.alternate && !o.loose {
			return true
		}
	}
	return false
}

// doubtful says whether a place is better left unresolved: its country is not otherwise in the report, and it
// is small, or has the name only as an alternate or in a loose spelling; or the report says that it lies elsewhere.
func (f *finder) doubtful(n int, p *Place, ev *evidence) bool {
	c := &f.candidates[n]
	var o *option
	for i := range c.options {
		if c.options[i].Place == p {
			o = &c.options[i]
		}
	}
	if o == nil || o.noted && p.Feature != "PPLX" || p.Feature == "PCLI" || c.holder >= 0 {
		return false
	}
	if c.said >= 0 {
		area := f.candidates[c.said].options[0].Place
		return area.Country != p.Country && (p.Population < 200000 || o.alternate) || area.Feature == "ADM1" && area.Country == p.Country
	}
	others := ev.countries[p.Country] - ev.mine[p]
	if others > 0 {
		return false
	}
	if f.namesBase(c) {
		return true
	}
	if f.amongOthers(c) != c.Range && c.kind == town {
		return true // "Ban" of "Ban Ba-ngoy" is another place, which is not known
	}
	least := 30000
	switch {
	case o.loose || f.amongOthers(c) != c.Range:
		least = 1 << 40
	case len(c.options) == 1:
		least = 10000 // nothing else has the name
	case o.alternate:
		least = 100000
	}
	if ev.elsewhere(p) {
		least *= 3 // all else lies in one country
	}
	if f.home != "" && p.Country != f.home {
		least = max(least, 500000) // what lies elsewhere is told to
	}
	return p.Population < least && (ev.total-ev.hinted > ev.mine[p] || o.loose && !c.inOneCountry())
}

// elsewhere says whether nearly all that a report names besides a place lies in one country, which is not the place's.
func (ev *evidence) elsewhere(p *Place) bool {
	others := ev.total - ev.mine[p]
	if others < 1 {
		return false
	}
	for country, weight := range ev.countries {
		if country != p.Country && weight >= others*0.8 {
			return true
		}
	}
	return false
}

// leastLoose is the least length of the key of a name that a loose spelling leaves little doubt of.
const leastLoose = 7

// inOneCountry says whether all that a longer name may mean lies in one country, so that a loose spelling of it leaves little doubt where that is.
func (c *candidate) inOneCountry() bool {
	for i := range c.options {
		if c.options[i].Country != c.options[0].Country {
			return false
		}
	}
	return len(c.key) >= leastLoose
}

// tells says whether a place is a town of a division that the report speaks of, or the report speaks of none.
func (ev *evidence) tells(p *Place) bool {
	return p != nil && p.Feature != "PCLI" && (len(ev.divisions) == 0 || p.Feature == "PPLC" || ev.divisions[p.Country+p.Admin1Code] > ev.mine[p])
}

// findSettlements notes the names of countries that the report says to be those of towns: "the City of Turkey".
func (f *finder) findSettlements(accepted []int) {
	for _, n := range accepted {
		c := &f.candidates[n]
		if c.kind != country || f.wordAt(c.Start-1, c) != "of" || !f.is(f.wordAt(c.Start-2, c), settlementWord) || f.wordAt(c.Start-2, c) == "capital" {
			continue
		}
		f.settlements[c.key] = true
	}
}

// importance is how often such a place is in the news, in powers of ten.
func importance(o *option, k kind) float64 {
	s := math.Log10(float64(o.Population) + 30)
	switch o.Feature {
	case "PCLI":
		s = 10
	case "PPLC":
		s += 1.5
	case "PPLA":
		s += 0.5
	case "ADM1":
		s -= 1.8
	case "ADM2":
		s -= 2.5
	case "PPLX":
		s -= 1
	}
	switch {
	case o.noted && o.Feature == "PPLC":
		s = 8.5
	case o.noted && o.Country == "":
		s = 13 // a sea or a continent has no country to speak for it
	case o.noted:
		s = 7.5
	}
	switch {
	case o.alternate && o.Population >= 100000 && k != country:
		s -= 0.6 // as likely as not its English name: "Geneva", "Hodeidah"
	case o.alternate:
		s -= 1.4
	}
	if o.loose {
		s -= 2
	}
	return s
}

// of gives what a place adds itself, where it bears on the matter.
func (ev *evidence) of(own *Place, same bool) float64 {
	if !same {
		return 0
	}
	return ev.mine[own]
}

// support is what the other places of the report say for a place; own is what the name itself was taken for so far.
func (ev *evidence) support(p, own *Place) float64 {
	if ev.total == 0 {
		return 0
	}
	s := 0.0
	if n := ev.countries[p.Country] - ev.of(own, own.Country == p.Country); p.Country != "" && n > 0 {
		s += min(1, n)*2 + 3*n/max(1, ev.total)
	}
	if n := ev.divisions[p.Country+p.Admin1Code] - ev.of(own, own.Country == p.Country && own.Admin1Code == p.Admin1Code); p.Admin1Code != "" && n > 0 {
		s += 1.5 + 2*n/ev.total
	}
	if strings.HasPrefix(p.Feature, "PPL") {
		s += 1.5 * math.Exp(-ev.nearest(p)/150)
	}
	return s
}

// nearest gives the distance in kilometres to the nearest other town of the report.
func (ev *evidence) nearest(p *Place) float64 {
	least := math.Inf(1)
	for _, q := range ev.points {
		if q.Name == p.Name && q.Country == p.Country {
			continue
		}
		if math.Abs(q.Lat-p.Lat) < 5 { // further away it counts for nothing
			least = min(least, distance(p, q))
		}
	}
	return least
}

// distance gives the great-circle distance in kilometres.
func distance(p, q *Place) float64 {
	const radius, degree = 6371.0, math.Pi / 180
	dLat, dLon := (q.Lat-p.Lat)*degree/2, (q.Lon-p.Lon)*degree/2
	h := math.Pow(math.Sin(dLat), 2) + math.Cos(p.Lat*degree)*math.Cos(q.Lat*degree)*math.Pow(math.Sin(dLon), 2)
	return 2 * radius * math.Asin(math.Min(1, math.Sqrt(h)))
}

// held rewards a place that lies in one of the places said to hold it.
func (f *finder) held(p *Place, holders []int) float64 {
	for _, h := range holders {
		for i := range f.candidates[h].options {
			if holds(f.candidates[h].options[i].Place, p) {
				return 20
			}
		}
	}
	return 0
}

// holdsOneBefore says whether p holds one of the options of a candidate whose holder n is.
func (f *finder) holdsOneBefore(n int, p *Place) bool {
	for b := n - 1; b >= 0 && b >= n-3; b-- {
		if f.candidates[b].holder != n {
			continue
		}
		for i := range f.candidates[b].options {
			if holds(p, f.candidates[b].options[i].Place) {
				return true
			}
		}
	}
	return false
}

func isHolder(p *Place) bool {
	return p.Feature == "PCLI" || isDivision(p.Feature) || p.Feature == "RGN" || p.Feature == "ISL" || p.Feature == "PEN"
}

// holds says whether place p, a country, division or region, holds q.
func holds(p, q *Place) bool {
	if p == q || p.Country != "" && p.Country != q.Country {
		return false
	}
	switch p.Feature {
	case "PCLI":
		return q.Feature != "PCLI" && p.Country != ""
	case "ADM1":
		return p.Admin1Code != "" && p.Admin1Code == q.Admin1Code && q.Feature != "ADM1"
	case "ADM2":
		if p.Admin1Code != q.Admin1Code || isDivision(q.Feature) {
			return false
		}
		return p.Admin2Code != "" && p.Admin2Code == q.Admin2Code || p.Admin2Code == "" && distance(p, q) < 60
	case "RGN", "ISL", "PEN", "ISLS":
		return p.Country != "" && q.Feature != "PCLI" && distance(p, q) < 300
	}
	return strings.HasPrefix(p.Feature, "PPL") && q.Feature == "PPLX" && distance(p, q) < 40
}

// A wish is what the words around a name want it to be.
type wish uint8

const (
	anything wish = iota
	aDivision
	aSecondDivision
	aSettlement
)

// wanted reads the words around: "Kandahar province", "the city of Basra", "New York Gov."
func (f *finder) wanted(c *candidate) wish {
	tokens := f.doc.Tokens
	sent := f.doc.SentenceOf(c.Start)
	if c.End < sent.End {
		switch next := tokens[c.End].Lower; {
		case f.is(next, secondWord):
			return aSecondDivision
		case f.is(next, divisionWord) && (next != "department" || f.isDepartment(c)) || next == "gov" || next == "gov." || next == "governor":
			return aDivision
		case next == "city" || next == "town" || next == "village":
			return aSettlement
		}
	}
	if c.Start >= sent.Start+2 && tokens[c.Start-1].Lower == "of" {
		switch before := tokens[c.Start-2].Lower; {
		case f.is(before, secondWord):
			return aSecondDivision
		case f.is(before, settlementWord) && before != "quarter":
			return aSettlement
		case f.is(before, divisionWord) && !(c.kind == country && wholeCountry(before)):
			return aDivision
		}
	}
	return anything
}

// wholeCountry says whether a word before "of" speaks of all of a country as well as of a division: "the territory of Georgia".
func wholeCountry(word string) bool {
	return word == "territory" || word == "territories" || word == "republic" || word == "regions" || word == "region"
}

func (w wish) fit(p *Place) float64 {
	switch {
	case w == aDivision && p.Feature == "ADM1", w == aSecondDivision && p.Feature == "ADM2":
		return 6
	case w == aDivision && p.Feature == "ADM2":
		return 4
	case w == aSecondDivision && p.Feature == "ADM1":
		return 1
	case w == aSettlement && strings.HasPrefix(p.Feature, "PPL"):
		return 3
	}
	return 0
}
