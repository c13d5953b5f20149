package gazetteer

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/language"
)

// find recognises, resolves and describes the places of doc.
func find(doc *language.Doc) []Mention {
	f := newFinder(doc)
	f.scan()
	f.findHolders()
	accepted := f.accept()
	chosen := f.resolve(accepted)
	return f.describe(accepted, chosen)
}

// findHolders notes "Nashville, Tenn." and "Mingora, Swat, Pakistan": the name after the comma holds the one before.
func (f *finder) findHolders() {
	for n := 1; n < len(f.candidates); n++ {
		a, b := &f.candidates[n-1], &f.candidates[n]
		if a.kind == facility || b.kind == facility || a.kind == demonym || b.kind == demonym {
			continue
		}
		gap := b.Start - a.End
		if !(gap == 1 && (f.doc.Tokens[a.End].Lower == "," || f.doc.Tokens[a.End].Lower == "(")) {
			continue
		}
		if f.anyHolds(b.options, a.options) {
			a.holder, b.holding = n, true
		}
	}
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

// accept gives the candidates that are places, in order, without overlap.
func (f *finder) accept() []int {
	var feats []Feature
	var accepted []int
	for n := range f.candidates {
		feats = f.features(feats[:0], n)
		for _, feat := range feats {
			f.candidates[n].score += f.weights[feat]
		}
	}
	for n := range f.candidates {
		c := &f.candidates[n]
		if c.score <= 0 || f.covered(n) {
			continue
		}
		accepted = append(accepted, n)
	}
	slices.SortStableFunc(accepted, func(a, b int) int { return f.candidates[a].Start - f.candidates[b].Start })
	return accepted
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
		m := Mention{Range: c.Range, Name: f.doc.Phrase(c.Range), Place: chosen[n], Within: -1}
		if m.Place != nil {
			m.Country = m.Place.Country
		}
		m.Associative = f.associative(c)
		f.surroundings(&m, c)
		out = append(out, m)
		index[n] = len(out)
	}
	for i, n := range accepted {
		if h := f.candidates[n].holder; h >= 0 && index[h] > 0 {
			out[i].Within = index[h] - 1
		}
	}
	f.placeFacilities(out, accepted)
	setWithin(out)
	for i := range out {
		out[i].Precision = precision(&out[i], f.candidates[accepted[i]].kind == facility)
		out[i].Dateline = f.inDateline(out[i].Range)
	}
	return out
}

// onTheGround are words after a demonym that speak of the land, not of its people: "Afghan soil".
var onTheGround = strings.Fields("soil territory border borders city town capital province village coast airspace waters island side mountains desert")

// associative says whether a name stands for a people or a government: a demonym, a name in the name
// of a body, or one that speaks ("Kabul said").
func (f *finder) associative(c *candidate) bool {
	next := ""
	if c.End < f.doc.SentenceOf(c.Start).End {
		next = f.doc.Tokens[c.End].Lower
	}
	switch {
	case c.kind == demonym || c.kind == people:
		return !slices.Contains(onTheGround, next)
	case c.kind == facility:
		return false
	case c.End < c.run.End && f.is(next, bodyWord):
		return !f.headline[f.doc.Tokens[c.Start].Sentence]
	case f.is(next, speechWord) && c.holder < 0 && !c.holding:
		return next != "who" && next != "whose" && f.bare(c)
	}
	return false
}

// bare says whether no preposition stands before a name.
func (f *finder) bare(c *candidate) bool {
	if c.Start == f.doc.SentenceOf(c.Start).Start {
		return true
	}
	before := f.doc.Tokens[c.Start-1].Lower
	return !f.is(before, cueWord) || before == "," || before == "and" || before == "—" || before == "--"
}

// placeFacilities gives streets, hospitals and camps the point of the town they stand in, where the
// report tells it: in their own name, after it, or as the last town before in the sentence or the one before that.
func (f *finder) placeFacilities(out []Mention, accepted []int) {
	for i, n := range accepted {
		c := &f.candidates[n]
		if c.kind != facility {
			continue
		}
		at := f.townOf(out, i)
		var in *Place
		switch {
		case c.inside >= 0 && len(f.candidates[c.inside].options) > 0 && f.candidates[c.inside].score > 0:
			in = f.sameName(out, accepted, c.inside)
		case at >= 0:
			in = out[at].Place
		}
		if in == nil {
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

// sameName resolves the name inside a facility's: as elsewhere in the report, else by itself.
func (f *finder) sameName(out []Mention, accepted []int, inside int) *Place {
	for j, m := range accepted {
		if f.candidates[m].key == f.candidates[inside].key && f.candidates[m].kind != facility {
			return out[j].Place
		}
	}
	return f.best(inside, f.mentionEvidence(out), nil)
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
				if j < 0 || j >= len(out) || out[j].Place == nil || out[j].Associative || !holds(out[j].Place, out[i].Place) {
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
func precision(m *Mention, isFacility bool) int {
	switch {
	case m.Place == nil:
		return 0
	case isFacility:
		return 2
	case m.Place.Feature == "PCLI":
		if m.Area != "" {
			return 5
		}
		return 6
	}
	p := precisionOf[m.Place.Feature]
	switch {
	case p == 0 && isTown(m.Place):
		p = 1
	case p == 0:
		return 5
	}
	if p == 1 && m.Near {
		return 2
	}
	return p
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
