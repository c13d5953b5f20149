package read

import (
	"slices"

	"github.com/tollbook/tollbook/gazetteer"
	"github.com/tollbook/tollbook/language"
)

// Which of the places named in a sentence is that of an act in it, if any: each is weighed by what is seen of the two, and the
// heaviest is taken where it is more likely than not. What speaks for a place is that the reader pairs it with the act, that it hangs from the act in the
// tree, and a word of place before it; what speaks against it, that it hangs from another act, from a verb of speech, or names somebody.

// A placeSign is one thing seen of a place and an act.
type placeSign uint8

const (
	signAlways placeSign = iota
	signReading
	signPairedLow
	signPairedFair
	signPairedHigh
	signPairedSure
	signPairedFirst
	signPairedElsewhere
	signClimb0
	signClimb1
	signClimb2
	signClimb3
	signClimbFar
	signNoClimb
	signOtherAct
	signClause
	signRelative
	signSpeech
	signIn
	signInNoun
	signNear
	signFromTo
	signOfLed
	signPossessive
	signCompound
	signSubject
	signObject
	signNoCase
	signBefore
	signClose
	signMiddling
	signDistant
	signActBetween
	signTown
	signDivision
	signState
	signUnmapped
	signChain
	signNames
	signOnly
	signSeveral
	signNoun
	signFirstWords
	signDirect
	signOnlyLed
	signFrontLed
	signStateLed
	signOnlyUnled
	signCount
)

// placeWeights are what the signs add to the log of the odds that the place is that of the act. They are fitted on sentences of the
// development sets, as told in docs/architecture.md.
var placeWeights = [signCount]float64{
	signAlways:          0.57,
	signReading:         -0.87,
	signPairedLow:       -0.23,
	signPairedFair:      -0.14,
	signPairedHigh:      0.75,
	signPairedSure:      2.08,
	signPairedFirst:     1.49,
	signPairedElsewhere: -0.29,
	signClimb0:          -0.35,
	signClimb1:          0.47,
	signClimb2:          -0.12,
	signClimb3:          -0.19,
	signClimbFar:        -0.35,
	signNoClimb:         0.76,
	signOtherAct:        0.25,
	signClause:          -0.24,
	signRelative:        -0.36,
	signSpeech:          -0.79,
	signIn:              0.16,
	signInNoun:          0.76,
	signNear:            0.38,
	signFromTo:          -0.54,
	signOfLed:           0.08,
	signPossessive:      0.05,
	signCompound:        0.32,
	signSubject:         -1.28,
	signObject:          0.85,
	signNoCase:          -0.57,
	signBefore:          -0.28,
	signClose:           0.14,
	signMiddling:        0.31,
	signDistant:         -0.23,
	signActBetween:      -0.62,
	signTown:            0.38,
	signDivision:        0.31,
	signState:           -0.70,
	signUnmapped:        0.24,
	signChain:           0.31,
	signNames:           -0.77,
	signOnly:            0.82,
	signSeveral:         0.19,
	signNoun:            0.78,
	signFirstWords:      -0.20,
	signDirect:          -0.42,
	signOnlyLed:         0.59,
	signFrontLed:        0.01,
	signStateLed:        0.01,
	signOnlyUnled:       0.22,
}

// placeOdds gives the log of the odds that a place of the act's sentence is that of the act.
func (f *eventFinder) placeOdds(a *act, g chain, all []chain) float64 {
	sum := 0.0
	for _, s := range f.placeSigns(nil, a, g, all) {
		sum += placeWeights[s]
	}
	return sum
}

// A chain is places of one sentence that are told as one: "Buwa village in Ibi, Taraba State", "Mogadishu's Yaqshid district".
type chain []int

// placeSigns appends what is seen of a place and an act in one sentence; all are the places that may be the act's.
func (f *eventFinder) placeSigns(out []placeSign, a *act, g chain, all []chain) []placeSign {
	finest := &f.places[f.finest(g)]
	h := f.doc.HeadOf(language.Range{Start: f.places[g[0]].Start, End: f.places[g[len(g)-1]].End})
	out = append(out, signAlways)
	out = f.pairSigns(out, a, g, all)
	out = f.treeSigns(out, a, h)
	out = f.caseSigns(out, h, f.places[g[0]].Start)
	out = f.wordSigns(out, a, &f.places[g[0]], h)
	switch {
	case finest.Precision == 0:
		out = append(out, signUnmapped)
	case finest.Precision <= 2:
		out = append(out, signTown)
	case finest.Precision <= 4:
		out = append(out, signDivision)
	default:
		out = append(out, signState)
	}
	if len(g) > 1 {
		out = append(out, signChain)
	}
	if len(g) == 1 && f.namesOther(h, finest.Range) {
		out = append(out, signNames)
	}
	switch n := f.apart(all); {
	case n == 1:
		out = append(out, signOnly)
	case n > 3:
		out = append(out, signSeveral)
	}
	return ledSigns(out)
}

// ledSigns are those that count only together: a word of place before the name, and where the name stands.
func ledSigns(out []placeSign) []placeSign {
	has := func(signs ...placeSign) bool {
		return slices.ContainsFunc(signs, func(s placeSign) bool { return slices.Contains(out, s) })
	}
	if !has(signIn, signInNoun, signNear) {
		if has(signOnly) {
			out = append(out, signOnlyUnled)
		}
		return out
	}
	if has(signClimb0, signClimb1) {
		out = append(out, signDirect)
	}
	if has(signOnly) {
		out = append(out, signOnlyLed)
	}
	if has(signFirstWords) {
		out = append(out, signFrontLed)
	}
	if has(signState) {
		out = append(out, signStateLed)
	}
	return out
}

// apart counts the places of a list that are not the same as, and lie in none of, those before.
func (f *eventFinder) apart(all []chain) int {
	n := 0
	for i, g := range all {
		if !slices.ContainsFunc(all[:i], func(other chain) bool {
			p, q := f.finest(g), f.finest(other)
			return f.places[p].Name == f.places[q].Name || f.lies(p, q) || f.lies(q, p)
		}) {
			n++
		}
	}
	return n
}

// finest gives the place of a chain that says most exactly where; of those that say it alike the one that lies in the others, else the first.
func (f *eventFinder) finest(g chain) int {
	best := g[0]
	for _, p := range g[1:] {
		if x, y := f.coarseness(p), f.coarseness(best); x < y || x == y && f.lies(p, best) {
			best = p
		}
	}
	return best
}

// coarseness orders the places of a chain: a village or quarter that is called one, a town, a name that the map does not have and that may be a
// restaurant's, and so on up to the country.
func (f *eventFinder) coarseness(p int) int {
	m := &f.places[p]
	switch {
	case m.Precision == 0 && f.calledPlace(m):
		return 1
	case m.Precision == 0:
		return 4
	}
	return m.Precision + 2
}

// calledPlace says whether the words around a name call it a village, an area, a district: "Buwa village", "the settlement of Homesh".
func (f *eventFinder) calledPlace(m *gazetteer.Mention) bool {
	if m.End < len(f.doc.Tokens) && f.book.In("settlement", f.doc.Tokens[m.End].Lemma) {
		return true
	}
	return m.Start > 1 && f.doc.Tokens[m.Start-1].Lower == "of" && f.book.In("settlement", f.doc.Tokens[m.Start-2].Lemma)
}

// pairSigns are those of the reader: how surely it pairs the place with the act, and with another.
func (f *eventFinder) pairSigns(out []placeSign, a *act, g chain, all []chain) []placeSign {
	t := f.triggerOf(a)
	if t == nil {
		return out
	}
	out = append(out, signReading)
	own := f.pairing(t, g)
	first := own > 0
	for _, other := range all {
		if f.pairing(t, other) > own {
			first = false
		}
	}
	switch {
	case own >= 0.95:
		out = append(out, signPairedSure)
	case own >= 0.8:
		out = append(out, signPairedHigh)
	case own >= 0.6:
		out = append(out, signPairedFair)
	case own > 0:
		out = append(out, signPairedLow)
	}
	if first {
		out = append(out, signPairedFirst)
	}
	s := f.doc.SentenceOf(a.At)
	for i := range f.readings {
		if o := &f.readings[i]; o.Token != t.Token && s.Has(o.Token) && f.pairing(o, g) > own {
			return append(out, signPairedElsewhere)
		}
	}
	return out
}

// pairing is the probability that the reader gives a place as that of a trigger.
func (f *eventFinder) pairing(t *language.Trigger, g chain) float32 {
	best := float32(0)
	for i := range t.Arguments {
		for _, p := range g {
			if arg := &t.Arguments[i]; arg.Role == "place" && f.places[p].Overlaps(arg.Range) {
				best = max(best, arg.P)
			}
		}
	}
	return best
}

// treeSigns are those of the way up from the place's head to the act.
func (f *eventFinder) treeSigns(out []placeSign, a *act, h int) []placeSign {
	other, clause, relative, speech := false, false, false, false
	d := -1
	for i, steps := h, 0; i >= 0 && steps < 8; steps++ {
		if i == a.At || i == a.top || f.coreOf(a, i) {
			d = steps
			break
		}
		tok := &f.doc.Tokens[i]
		if x := f.actAt[i]; x >= 0 && steps > 0 && f.acts[x].At != a.At {
			other = true
		}
		if steps > 0 && f.isSpeech(i) {
			speech = true
		}
		switch tok.Rel {
		case language.Ccomp, language.Advcl, language.Parataxis, language.Acl, language.Conj:
			clause = true
		case language.AclRelcl:
			relative = true
		}
		i = tok.Head
	}
	switch {
	case d < 0:
		out = append(out, signNoClimb)
	case d < 4:
		out = append(out, signClimb0+placeSign(d))
	default:
		out = append(out, signClimbFar)
	}
	for _, s := range []struct {
		seen bool
		sign placeSign
	}{{other, signOtherAct}, {clause, signClause}, {relative, signRelative}, {speech, signSpeech}} {
		if s.seen {
			out = append(out, s.sign)
		}
	}
	return out
}

// leader gives the preposition or possessive that goes with the name headed at h: by the tree, or else the preposition right before the name, which
// begins at start. It is -1 for none.
func (f *eventFinder) leader(h, start int) int {
	if c := f.doc.Child(h, language.Case); c >= 0 {
		return c
	}
	if start > 0 && f.doc.Tokens[start-1].Tag == language.ADP {
		return start - 1
	}
	return -1
}

// caseSigns are those of the word that leads the place, which begins at start, and of what it is in its clause.
func (f *eventFinder) caseSigns(out []placeSign, h, start int) []placeSign {
	tok := &f.doc.Tokens[h]
	if c := f.leader(h, start); c >= 0 {
		switch word := f.doc.Tokens[c].Lower; {
		case word == "in" && f.doc.Tokens[c].Head == h && tok.Rel == language.Nmod:
			return append(out, signInNoun)
		case word == "in" || word == "at" || word == "inside" || word == "on" || word == "across" || word == "throughout" || word == "around":
			return append(out, signIn)
		case word == "near" || word == "outside" || word == "between" || word == "along" || word == "through":
			return append(out, signNear)
		case word == "of":
			return append(out, signOfLed)
		case word == "from" || word == "to" || word == "into" || word == "toward" || word == "towards":
			return append(out, signFromTo)
		case word == "'s" || word == "’s" || word == "'" || word == "’":
			return append(out, signPossessive)
		}
	}
	switch tok.Rel {
	case language.NmodPoss:
		return append(out, signPossessive)
	case language.Compound, language.Amod:
		return append(out, signCompound)
	case language.Nsubj, language.NsubjPass:
		return append(out, signSubject)
	case language.Obj:
		return append(out, signObject)
	}
	return append(out, signNoCase)
}

// wordSigns are those of where the place stands.
func (f *eventFinder) wordSigns(out []placeSign, a *act, m *gazetteer.Mention, h int) []placeSign {
	gap, from, to := h-a.At, a.At+1, h
	if gap < 0 {
		gap, from, to = -gap, h+1, a.At
		out = append(out, signBefore)
	}
	switch {
	case gap <= 5:
		out = append(out, signClose)
	case gap <= 14:
		out = append(out, signMiddling)
	default:
		out = append(out, signDistant)
	}
	for i := from; i < to; i++ {
		if f.coreOf(a, i) || f.coreOf(a, i-1) && f.doc.Tokens[i-1].Head == i {
			continue // a word of the act itself: the "strike" of "began a hunger strike"
		}
		if x := f.actAt[i]; x >= 0 && f.acts[x].At != a.At || f.triggerAt[i] >= 0 && f.readings[f.triggerAt[i]].P >= sure && f.actAt[i] < 0 {
			out = append(out, signActBetween)
			break
		}
	}
	if m.Start <= f.doc.SentenceOf(a.At).Start+2 {
		out = append(out, signFirstWords)
	}
	if f.doc.Tokens[a.At].Tag == language.NOUN {
		out = append(out, signNoun)
	}
	return out
}

// weighPlaces gives the place of the act's sentence that is most likely its own, -1 where none is likely.
func (f *eventFinder) weighPlaces(a *act) int {
	all := f.placesBeside(a.At)
	fromTo := slices.ContainsFunc(all, func(g chain) bool { return f.comesFrom(a, g) }) && slices.ContainsFunc(all, f.isAimedAt)
	best, top := -1, 0.0
	for _, g := range all {
		if f.ofOtherClause(a, f.doc.HeadOf(f.places[g[0]].Range)) {
			continue
		}
		odds := f.placeOdds(a, g, all)
		switch {
		case f.isDoer(g):
			odds -= originOdds
		case fromTo && f.comesFrom(a, g):
			odds -= originOdds
		case fromTo && f.isAimedAt(g):
			odds += aimOdds
		}
		if odds > top {
			best, top = f.finest(g), odds
		}
	}
	return best
}

// placesBeside gives the places of a token's sentence that may be where something happened.
func (f *eventFinder) placesBeside(i int) []chain {
	s := f.doc.SentenceOf(i)
	var out []chain
	for p := range f.places {
		m := &f.places[p]
		if m.Start >= s.End {
			break
		}
		if m.Start < s.Start || m.Associative || m.Dateline || f.isWide(m) {
			continue
		}
		if n := len(out) - 1; n >= 0 && f.chained(out[n][len(out[n])-1], p) {
			out[n] = append(out[n], p)
		} else {
			out = append(out, chain{p})
		}
	}
	return out
}

// isWide says whether a place is a part of the world, in a report over which a country stands: what it tells of happened there.
func (f *eventFinder) isWide(m *gazetteer.Mention) bool {
	if m.Place == nil || m.Place.Country != "" || m.Place.Feature != "RGN" && m.Place.Feature != "CONT" {
		return false
	}
	return slices.ContainsFunc(f.places, func(o gazetteer.Mention) bool { return o.Heading && o.Country != "" })
}

// mostChainWords is the most tokens between two places that are told as one.
const mostChainWords = 6

// chained says whether the words between two places make them one: "in", "of the", "'s", "district, in northern"; but not "and" or "from".
func (f *eventFinder) chained(p, q int) bool {
	x, y := &f.places[p], &f.places[q]
	if y.Start-x.End > mostChainWords {
		return false
	}
	joined := false
	for i := x.End; i < y.Start; i++ {
		switch word := f.doc.Tokens[i].Lower; word {
		case ",", "(", "in", "of", "'s", "’s", "near", "outside":
			joined = true
		case "the", "-", "north", "south", "east", "west":
		default:
			if tok := &f.doc.Tokens[i]; tok.Tag != language.NOUN && tok.Tag != language.PROPN && (tok.Tag != language.ADJ || f.actorAt[i] >= 0) || f.actAt[i] >= 0 {
				return false
			}
		}
	}
	return joined && (f.lies(p, q) || f.lies(q, p) || x.Country == y.Country && (x.Place == nil || y.Place == nil || f.doc.Tokens[x.End].Lower != ","))
}
