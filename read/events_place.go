package read

import (
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
	signHolder
	signNames
	signOnly
	signSeveral
	signNoun
	signFirstWords
	signCount
)

// placeWeights are what the signs add to the log of the odds that the place is that of the act. They are fitted; see docs/architecture.md.
var placeWeights = [signCount]float64{
	signAlways:          0.01,
	signReading:         -0.29,
	signPairedLow:       0.07,
	signPairedFair:      0.14,
	signPairedHigh:      1.38,
	signPairedSure:      3.65,
	signPairedFirst:     1.46,
	signPairedElsewhere: 0.34,
	signClimb0:          -0.11,
	signClimb1:          -0.10,
	signClimb2:          -0.17,
	signClimb3:          -0.21,
	signClimbFar:        -0.27,
	signNoClimb:         0.47,
	signOtherAct:        -0.03,
	signClause:          -0.13,
	signRelative:        -0.14,
	signSpeech:          -0.78,
	signIn:              0.44,
	signInNoun:          0.65,
	signNear:            0.07,
	signFromTo:          -0.32,
	signOfLed:           0.07,
	signPossessive:      -0.02,
	signCompound:        -0.04,
	signSubject:         -1.02,
	signObject:          0.54,
	signNoCase:          -0.77,
	signBefore:          0.02,
	signClose:           -0.28,
	signMiddling:        -0.03,
	signDistant:         -0.08,
	signActBetween:      -0.21,
	signTown:            0.32,
	signDivision:        0.28,
	signState:           -0.85,
	signUnmapped:        -0.14,
	signHolder:          -0.58,
	signNames:           -0.27,
	signOnly:            1.01,
	signSeveral:         -0.42,
	signNoun:            1.09,
	signFirstWords:      -0.06,
}

// placeOdds gives the log of the odds that place p of the act's sentence is that of the act.
func (f *eventFinder) placeOdds(a *act, p int, places []int) float64 {
	sum := 0.0
	for _, s := range f.placeSigns(nil, a, p, places) {
		sum += placeWeights[s]
	}
	return sum
}

// placeSigns appends what is seen of a place and an act in one sentence; places are all that may be its place.
func (f *eventFinder) placeSigns(out []placeSign, a *act, p int, places []int) []placeSign {
	m := &f.places[p]
	h := f.doc.HeadOf(m.Range)
	out = append(out, signAlways)
	out = f.pairSigns(out, a, p, places)
	out = f.treeSigns(out, a, h)
	out = f.caseSigns(out, h)
	out = f.wordSigns(out, a, m, h)
	switch {
	case m.Precision == 0:
		out = append(out, signUnmapped)
	case m.Precision <= 2:
		out = append(out, signTown)
	case m.Precision <= 4:
		out = append(out, signDivision)
	default:
		out = append(out, signState)
	}
	if f.holdsOne(p, places) {
		out = append(out, signHolder)
	}
	if f.namesOther(h, m.Range) {
		out = append(out, signNames)
	}
	switch n := len(places); {
	case n == 1:
		out = append(out, signOnly)
	case n > 3:
		out = append(out, signSeveral)
	}
	return out
}

// pairSigns are those of the reader: how surely it pairs the place with the act, and with another.
func (f *eventFinder) pairSigns(out []placeSign, a *act, p int, places []int) []placeSign {
	t := f.triggerOf(a)
	if t == nil {
		return out
	}
	out = append(out, signReading)
	own := f.pairing(t, p)
	first := own > 0
	for _, q := range places {
		if q != p && f.pairing(t, q) > own {
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
		if o := &f.readings[i]; o.Token != t.Token && s.Has(o.Token) && f.pairing(o, p) > own {
			return append(out, signPairedElsewhere)
		}
	}
	return out
}

// pairing is the probability that the reader gives a place as that of a trigger.
func (f *eventFinder) pairing(t *language.Trigger, p int) float32 {
	best := float32(0)
	for i := range t.Arguments {
		if g := &t.Arguments[i]; g.Role == "place" && f.places[p].Overlaps(g.Range) {
			best = max(best, g.P)
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

// caseSigns are those of the word that leads the place, and of what it is in its clause.
func (f *eventFinder) caseSigns(out []placeSign, h int) []placeSign {
	tok := &f.doc.Tokens[h]
	if c := f.doc.Child(h, language.Case); c >= 0 {
		switch word := f.doc.Tokens[c].Lower; {
		case word == "in" && f.doc.Tokens[c].Head == h && tok.Rel == language.Nmod:
			return append(out, signInNoun)
		case word == "in" || word == "at" || word == "inside" || word == "on" || word == "across" || word == "throughout" || word == "around":
			return append(out, signIn)
		case word == "near" || word == "outside" || word == "between" || word == "along":
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

// holdsOne says whether a place holds another of the list.
func (f *eventFinder) holdsOne(p int, places []int) bool {
	for _, q := range places {
		if q != p && f.lies(q, p) {
			return true
		}
	}
	return false
}

// weighPlaces gives the place of the act's sentence that is most likely its own, -1 where none is likely.
func (f *eventFinder) weighPlaces(a *act) int {
	places := f.placesBeside(a.At)
	best, top := -1, 0.0
	for _, p := range places {
		if odds := f.placeOdds(a, p, places); odds > top {
			best, top = p, odds
		}
	}
	return best
}

// placesBeside gives the places of a token's sentence that may be where something happened.
func (f *eventFinder) placesBeside(i int) []int {
	s := f.doc.SentenceOf(i)
	var out []int
	for p := range f.places {
		m := &f.places[p]
		if m.Start >= s.End {
			break
		}
		if m.Start >= s.Start && !m.Associative && !m.Dateline {
			out = append(out, p)
		}
	}
	return out
}
