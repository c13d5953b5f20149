package gazetteer

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/language"
)

// find recognises, resolves and describes the places of doc.
func find(doc *language.Doc, clues []Clue) []Mention {
	f := newFinder(doc)
	f.clues = clues
	f.scan()
	f.findHolders()
	accepted := f.accept()
	f.findHeadings(accepted)
	chosen := f.resolve(accepted)
	return f.describe(accepted, chosen)
}

// findHolders notes which name is said to hold the one before: "Nashville, Tenn.", "Mingora in the Swat
// district", "Basra, in southern Iraq", or the one after: "Narathiwat's Janae district".
func (f *finder) findHolders() {
	for n := 1; n < len(f.candidates); n++ {
		a, b := &f.candidates[n-1], &f.candidates[n]
		if a.kind == facility || b.kind == facility || a.kind == demonym || b.kind == demonym {
			continue
		}
		switch f.link(max(a.End, a.whole.End), b.Start) {
		case inNext:
			if f.listed(n) {
				continue
			}
			if !a.isPart() && f.anyHolds(b.options, a.options) {
				a.holder, b.holding = n, true
			} else if isArea(b) || f.isDivisionHere(b) {
				a.said = n
			}
		case inLast:
			if !b.isPart() && f.anyHolds(a.options, b.options) {
				b.holder = n - 1
			} else if isArea(a) {
				b.said = n - 1
			}
		}
	}
}

// listed says whether the comma before a name is that of a list of towns, not of what holds the one before: "Washington, New York and Boston".
func (f *finder) listed(n int) bool {
	a, b := &f.candidates[n-1], &f.candidates[n]
	if f.wordAt(a.End, a) != "," || a.End+1 != b.Start || n+1 >= len(f.candidates) {
		return false
	}
	and := f.wordAt(b.End, b) == "and" && f.candidates[n+1].Start == b.End+1
	return and && largestIsTown(a) && largestIsTown(b) && largestIsTown(&f.candidates[n+1])
}

// largestIsTown says whether the best known place of a name is a city of its own right, though others may hold it: "New York".
func largestIsTown(c *candidate) bool {
	for i := range c.options {
		if o := &c.options[i]; !o.alternate && !o.loose && (o.Population >= 300000 || o.noted) && strings.HasPrefix(o.Feature, "PPL") {
			return true
		}
	}
	return false
}

// isArea says whether a candidate is a country, or a region or division that is well known or can be nothing else.
func isArea(c *candidate) bool {
	return len(c.options) > 0 && isHolder(c.options[0].Place) &&
		(len(c.options) == 1 || c.options[0].noted || c.options[0].Feature == "PCLI")
}

// A link says how two names that follow each other stand to each other.
type link uint8

const (
	notLinked link = iota
	inNext         // the first lies in the second
	inLast         // the second lies in the first
)

// link reads the words between the end of one name and the start of the next.
func (f *finder) link(from, to int) link {
	t := f.doc.Tokens
	if to <= from || to-from > 6 || t[from].Sentence != t[to].Sentence {
		return notLinked
	}
	if isPossessive(t[from].Lower) && to-from <= 2 {
		return inLast
	}
	i := from
	for i < to && (f.is(t[i].Lower, divisionWord|settlementWord) || t[i].Lower == "area") {
		i++
	}
	comma := i < to && (t[i].Lower == "," || t[i].Lower == "(")
	if comma {
		i++
	}
	in := i < to && (t[i].Lower == "in" || t[i].Lower == "of" && i > from)
	if in {
		i++
	}
	if !comma && !in {
		return notLinked
	}
	for ; i < to; i++ {
		lower := t[i].Lower
		if f.is(lower, directionWord) && f.marks[i]&nameWord == 0 {
			continue // "Zakho, northern Iraq"
		}
		if !in || lower != "the" && lower != "-" && lower != "of" && !f.is(lower, directionWord|divisionWord) {
			return notLinked
		}
	}
	return inNext
}

func (f *finder) anyHolds(outer, inner []option) bool {
	for i := range outer {
		if !isHolder(outer[i].Place) {
			continue
		}
		for j := range inner {
			if holds(outer[i].Place, inner[j].Place) {
				return true
			}
		}
	}
	return false
}

// qualifies says whether a demonym is an adjective before a common noun: "a Russian proposal". It then means a state or its people, however
// sure the weights are of the word.
func (f *finder) qualifies(c *candidate) bool {
	if c.kind != demonym || f.caseless() || c.End >= len(f.doc.Tokens) {
		return false
	}
	tok, next := &f.doc.Tokens[c.Start], &f.doc.Tokens[c.End]
	return (tok.Tag == language.ADJ || tok.Rel == language.Amod) && next.Tag == language.NOUN && f.marks[c.End]&nameWord == 0 && next.Sentence == tok.Sentence
}

// accept gives the candidates that are places, in order, without overlap.
func (f *finder) accept() []int {
	var feats []Feature
	var accepted []int
	for n := range f.candidates {
		feats = f.features(feats[:0], n)
		for _, feat := range feats {
			f.candidates[n].score += f.weights[feat]
		}
		if f.unseen(&f.candidates[n]) {
			f.candidates[n].score -= unseenOdds
		}
	}
	f.takeStreets()
	for n := range f.candidates {
		c := &f.candidates[n]
		if c.score <= 0 && !c.framed && !f.speaksFor(c) && !f.surelyIn(c) && !f.nothingElse(c) && !f.namedPlace(c) && !f.qualifies(c) || f.covered(n) || f.isSomebody(c) {
			continue
		}
		if c.isPart() {
			c.Range, c.options = c.whole, nil // they are places of another name
		}
		accepted = append(accepted, n)
	}
	accepted = f.addNamed(accepted)
	slices.SortStableFunc(accepted, func(a, b int) int { return f.candidates[a].Start - f.candidates[b].Start })
	return accepted
}

// nothingElse says whether a name that stands alone can hardly be anything but a place: of a country,
// a capital or a region, that is neither a common word nor a person's name here. One that is a given name elsewhere needs a preposition.
func (f *finder) nothingElse(c *candidate) bool {
	if f.caseless() || c.Range != c.run || f.common[c.key] > 0 || c.isPart() || c.kind > town || c.kind == people || c.kind == demonym || len(c.options) == 0 {
		return false
	}
	several := c.End-c.Start > 1
	first := f.doc.Tokens[c.Start].Lower
	if !several && (f.persons[first] && !f.dealtWith(c) || f.firstNames[first] && !f.placedByPreposition(c.Start) && !f.ownsOffice(c)) || f.is(f.wordAt(c.Start-1, c), rankWord) {
		return false
	}
	if c.kind == country {
		return several || len(first) > 3
	}
	o := &c.options[0]
	return o.noted && o.Feature != "BLDG" && several || largestIsCapital(c)
}

// ownsOffice says whether a body or an office follows as a possession: "Chad's president".
func (f *finder) ownsOffice(c *candidate) bool {
	return isPossessive(f.wordAt(c.End, c)) && f.is(f.wordAt(c.End+1, c), bodyWord|rankWord)
}

func largestIsCapital(c *candidate) bool {
	largest := &c.options[0]
	for i := range c.options {
		if c.options[i].Population > largest.Population {
			largest = &c.options[i]
		}
	}
	return largest.Feature == "PPLC" && !largest.loose && (!largest.alternate || len(c.key) > 4)
}

// surelyIn says whether a well-known name that is no common word stands alone after "in", or one of several words after a verb of
// attack or a word of nearness.
func (f *finder) surelyIn(c *candidate) bool {
	before, several := f.wordAt(c.Start-1, c), c.End-c.Start > 1
	if before != "in" && !(several && f.is(before, reachWord|nearWord)) || f.common[c.key] > 0 || c.isPart() || c.kind > town || c.kind == demonym || c.kind == people {
		return false
	}
	if !f.caseless() && c.Range != c.run || f.caseless() && c.End < len(f.marks) && f.marks[c.End]&nameWord != 0 && f.doc.Tokens[c.End].Tag == language.PROPN {
		return false
	}
	for i := range c.options {
		o := &c.options[i]
		if o.noted || o.Feature == "PCLI" || (!o.alternate || several) && !o.loose && (o.Population >= 100000 || several && o.Population >= 20000 || o.Feature == "PPLC") {
			return true
		}
	}
	return false
}

// covered says whether a facility that is a place has candidate n in its name.
func (f *finder) covered(n int) bool {
	for m := n + 1; m < len(f.candidates) && f.candidates[m].run == f.candidates[n].run; m++ {
		g := &f.candidates[m]
		if g.kind == facility && g.score > 0 && g.Overlaps(f.candidates[n].Range) {
			return true
		}
	}
	return false
}

// describe turns the accepted candidates into mentions.
func (f *finder) describe(accepted []int, chosen []*Place) []Mention {
	var out []Mention
	index := make([]int, len(f.candidates)) // candidate → mention, plus one
	for _, n := range accepted {
		c := &f.candidates[n]
		if chosen[n] == nil && c.kind == town && !c.framed {
			c.Range = f.amongOthers(c)
		}
		m := Mention{Range: c.Range, Name: f.doc.Phrase(c.Range), Place: chosen[n], Within: -1}
		if m.Place != nil {
			m.Country = m.Place.Country
		} else if c.said >= 0 {
			m.Country = f.candidates[c.said].options[0].Country
		}
		m.Associative = f.associative(c) || c.kind != facility && c.kind != unknown && f.inLongerName(c)
		f.surroundings(&m, c)
		out = append(out, m)
		index[n] = len(out)
	}
	for i, n := range accepted {
		h := f.candidates[n].holder
		if h < 0 && out[i].Place == nil {
			h = f.candidates[n].said
		}
		if h >= 0 && index[h] > 0 {
			out[i].Within = index[h] - 1
		}
	}
	f.withinNeighbours(out, accepted)
	f.withinPossessed(out)
	local := findLocality(out)
	f.placeFacilities(out, accepted, local)
	f.placeNearby(out, accepted, local)
	f.countryOfUnknown(out)
	setWithin(out)
	for i := range out {
		out[i].Precision = f.precision(&out[i], &f.candidates[accepted[i]])
		out[i].Heading = f.candidates[accepted[i]].heading
		out[i].Dateline = !out[i].Heading && f.inDateline(out[i].Range)
	}
	return out
}

// withinNeighbours puts a name that the gazetteer does not have into the town or area that the text says it lies in: "the Orrs quarter of
// Basra", "Kirkuk's Qaziya area".
func (f *finder) withinNeighbours(out []Mention, accepted []int) {
	for i := range out {
		if out[i].Place != nil || out[i].Within >= 0 || out[i].Associative {
			continue
		}
		j := -1
		if n := i + 1; n < len(out) && f.link(max(out[i].End, f.candidates[accepted[i]].whole.End), out[n].Start) == inNext {
			j = n
		} else if n := i - 1; n >= 0 && f.link(out[n].End, out[i].Start) == inLast {
			j = n
		}
		if j >= 0 && out[j].Place != nil && !out[j].Associative {
			out[i].Within, out[i].Country = j, out[j].Country
		}
	}
}

// placeFacilities gives streets, hospitals and camps the point of the town they stand in, where the
// report tells it: in their own name, after it, or as the last town before in the sentence or the one before that. One that is named for a
// town elsewhere does not stand there.
func (f *finder) placeFacilities(out []Mention, accepted []int, local locality) {
	for i, n := range accepted {
		c := &f.candidates[n]
		if c.kind != facility {
			continue
		}
		at := f.townOf(out, i)
		var in *Place
		if at >= 0 {
			in = out[at].Place
		}
		if c.inside >= 0 && len(f.candidates[c.inside].options) > 0 && f.candidates[c.inside].score > 0 {
			if named := f.sameName(out, accepted, c.inside, local); named != nil {
				in = named
			}
		}
		if in == nil || in.Feature == "PCLI" || in.Feature == "CONT" {
			continue
		}
		if at >= 0 && out[at].Place == in {
			out[i].Within = at
		}
		p := *in
		p.GeonameID, p.Name, p.Feature, p.Population = 0, out[i].Name, "", 0
		out[i].Place, out[i].Country = &p, p.Country
	}
}

// sameName resolves the name inside a facility's: as elsewhere in the report, else by itself where that leaves little doubt.
func (f *finder) sameName(out []Mention, accepted []int, inside int, local locality) *Place {
	for j, m := range accepted {
		if f.candidates[m].key == f.candidates[inside].key && f.candidates[m].kind != facility {
			return out[j].Place
		}
	}
	ev := f.mentionEvidence(out)
	p := f.best(inside, ev, nil, nil)
	if p == nil || p.Country == "" || local.isFar(p) {
		return nil
	}
	least := 200000
	if ev.total > 0 {
		least = 1000000
	}
	if ev.countries[p.Country] == 0 && p.Population < least {
		return nil
	}
	return p
}

// countryOfUnknown gives a name that the gazetteer does not have the country that stands over the text; failing that, the country of the
// nearest place in its sentence, else the country where most of the report's places lie.
func (f *finder) countryOfUnknown(out []Mention) {
	main := mainCountry(out, true)
	if main == "" {
		main = mainCountry(out, false)
	}
	for i := range out {
		if out[i].Place != nil || out[i].Country != "" || f.isSeamark(&out[i]) {
			continue
		}
		if f.home != "" {
			out[i].Country = f.home
			continue
		}
		sentence := f.doc.Tokens[out[i].Start].Sentence
		least := len(f.doc.Tokens)
		for j := range out {
			if out[j].Place == nil || out[j].Country == "" || f.doc.Tokens[out[j].Start].Sentence != sentence || out[j].Associative {
				continue
			}
			if d := max(out[j].Start-out[i].End, out[i].Start-out[j].End); d < least {
				least, out[i].Country = d, out[j].Country
			}
		}
		if out[i].Country == "" {
			out[i].Country = main
		}
	}
}

// mainCountry gives the country of two in three of the report's places, empty where there is none: of those alone that are where something is, or of all,
// of which a people counts half.
func mainCountry(out []Mention, literal bool) string {
	shares, total := map[string]int{}, 0
	for i := range out {
		p := out[i].Place
		if p == nil || p.Country == "" || literal && out[i].Associative {
			continue
		}
		weight := 2
		if out[i].Associative {
			weight = 1
		}
		shares[p.Country] += weight
		total += weight
	}
	for country, share := range shares {
		if share*3 >= total*2 {
			return country // only one can have as much
		}
	}
	return ""
}

func (f *finder) mentionEvidence(out []Mention) *evidence {
	ev := newEvidence()
	for i := range out {
		if out[i].Place != nil {
			ev.add(out[i].Place, 1)
		}
	}
	return ev
}

// townOf gives the town that a facility stands in: the next mention if it follows at once, else the nearest town before.
func (f *finder) townOf(out []Mention, i int) int {
	if j := i + 1; j < len(out) && out[j].Start <= out[i].End+2 && isTown(out[j].Place) &&
		f.doc.Tokens[out[j].Start].Sentence == f.doc.Tokens[out[i].Start].Sentence {
		return j
	}
	for j := i - 1; j >= 0 && f.doc.Tokens[out[j].Start].Sentence >= f.doc.Tokens[out[i].Start].Sentence-2; j-- {
		if isTown(out[j].Place) && !out[j].Associative {
			return j
		}
	}
	return -1
}

func isTown(p *Place) bool { return p != nil && strings.HasPrefix(p.Feature, "PPL") }

// setWithin gives each mention without a holder the nearest earlier mention, else the nearest later one, of the smallest place that holds it.
func setWithin(out []Mention) {
	for i := range out {
		if out[i].Within >= 0 || out[i].Place == nil {
			continue
		}
		best := -1
		for d := 1; d < len(out); d++ {
			for _, j := range [2]int{i - d, i + d} {
				if j < 0 || j >= len(out) || out[j].Place == nil || out[j].Associative || !holds(out[j].Place, out[i].Place) ||
					out[j].Place.Feature == "RGN" && out[i].Place.Feature == "RGN" { // which of two regions holds the other is not told
					continue
				}
				if best < 0 || precisionOf[out[j].Place.Feature] < precisionOf[out[best].Place.Feature] {
					best = j
				}
			}
		}
		out[i].Within = best
	}
}

// precisionOf gives UCDP where_prec by feature; what is not listed is a point (PPL...) or a line or area (5).
var precisionOf = map[string]int{"ADM2": 3, "ADM1": 4, "PCLI": 6, "BLDG": 1, "AIRP": 1, "HSTS": 1, "MILB": 1, "PASS": 1, "ST": 1}

// precision gives UCDP where_prec, by the rules of UCDP's codebook; 0 where nothing is known of the place.
func (f *finder) precision(m *Mention, c *candidate) int {
	switch {
	case m.Place == nil:
		return 0
	case c.kind == facility:
		return 2
	case f.offshore(c):
		return 7
	case m.Place.Feature == "PCLI":
		if m.Area != "" || f.alongBorder(c) {
			return 5
		}
		return 6
	case strings.Contains(" SEA OCN GULF STRT ", " "+m.Place.Feature+" "):
		return 7
	}
	p := precisionOf[m.Place.Feature]
	switch {
	case p == 0 && isTown(m.Place):
		p = f.precisionOfTown(m, c)
	case p == 0:
		return 5
	}
	if p == 1 && m.Near {
		return 2
	}
	return p
}

// precisionOfTown is 1, but for a division that the gazetteer has by its seat only, and for what lies between two towns.
func (f *finder) precisionOfTown(m *Mention, c *candidate) int {
	switch f.wanted(c) {
	case aSecondDivision:
		if m.Place.Population < 1000000 { // "the Karrada district of Baghdad" is no division
			return 3
		}
	case aDivision:
		return 4
	}
	if f.between(c) {
		return 5
	}
	return 1
}

// between says whether a town is one of two that something happened between: "on the road between Kidal and Gao",
// "the Kabul-Kandahar highway".
func (f *finder) between(c *candidate) bool {
	before := f.wordAt(c.Start-1, c)
	switch {
	case f.associative(c):
		return false
	case before == "between":
		return true
	case before == "and":
		for i := c.Start - 2; i >= c.Start-5 && i > 0; i-- {
			if f.wordAt(i, c) == "between" {
				return true
			}
		}
	case f.wordAt(c.End, c) == "-" && f.tightHyphen(c.End):
		return f.is(f.wordAt(c.End+2, c), roadWord) || f.is(f.wordAt(c.End+3, c), roadWord)
	case before == "-" && f.tightHyphen(c.Start-1):
		return f.is(f.wordAt(c.End, c), roadWord)
	}
	return false
}

// alongBorder says whether a country only tells which border is meant, which is a line: "along the Afghan-Pakistani border", "the border with Chad".
func (f *finder) alongBorder(c *candidate) bool {
	i := c.End
	if isPossessive(f.wordAt(i, c)) {
		i++
	}
	if f.bordersOn(c) {
		i += 2
	}
	next, before := f.wordAt(i, c), f.wordAt(c.Start-2, c)
	return next == "border" || next == "frontier" || f.wordAt(c.Start-1, c) == "with" && (before == "border" || before == "frontier")
}

// offshore says whether something is said to be at sea off the place: "off the coast of Yemen", "60 miles off Aden".
func (f *finder) offshore(c *candidate) bool {
	i := c.Start - 1
	if f.wordAt(i, c) == "the" {
		i--
	}
	switch f.wordAt(i, c) {
	case "off":
		return f.is(f.wordAt(i-1, c), seaWord) || unitOfSea(f.wordAt(i-1, c))
	case "of":
		if word := f.wordAt(i-1, c); word == "coast" || word == "shore" || word == "shores" || word == "coastline" {
			for j := i - 2; j >= i-4; j-- {
				if f.wordAt(j, c) == "off" {
					return true
				}
			}
		}
	}
	if next := f.wordAt(c.End, c); isPossessive(next) && f.wordAt(c.Start-1, c) == "off" {
		for j := c.End + 1; j <= c.End+4; j++ {
			if f.wordAt(j, c) == "coast" {
				return true
			}
		}
	}
	return false
}

func unitOfSea(word string) bool {
	return word == "miles" || word == "kilometres" || word == "kilometers" || word == "km"
}

// inDateline says whether r lies in the dateline: a short first sentence of the body that a dash or colon ends.
func (f *finder) inDateline(r language.Range) bool {
	sent := f.doc.SentenceOf(r.Start)
	if sent.Title || sent.End-sent.Start > 24 || sent.Start > 0 && !f.doc.SentenceOf(sent.Start-1).Title {
		return false
	}
	switch last := f.doc.Word(sent.End - 1); last {
	case "-", "--", "---", "–", "—", ":":
		return true
	}
	return false
}
