package read

import (
	"slices"

	"github.com/tollbook/tollbook/language"
)

// partsInside takes "including three children" between a subject and its verb as a part of the whole.
func (r *reading) partsInside(h harm, k, whole int, voice language.Range) {
	if whole < 0 {
		return
	}
	for n := k + 1; n < len(r.groups) && r.groups[n].words.End <= voice.Start; n++ {
		if !r.opensParts(n) {
			continue
		}
		r.parts(h, n, whole, voice)
		return
	}
}

// beforeTitle gives the token before the words that stand before a name, up to token i: "including high value target (HVT) Ato Lem"; i where
// no list opens before them.
func (r *reading) beforeTitle(i int) int {
	for k := i; k > r.sent.Start && k > i-7; k-- {
		switch t := &r.toks[k]; {
		case t.Lower == "including" || t.Lower == "namely":
			return k
		case t.Tag == language.NOUN || t.Tag == language.ADJ || t.Tag == language.DET || t.Tag == language.PROPN || t.Lower == "(" || t.Lower == ")" || t.Lower == "-":
		default:
			return i
		}
	}
	return i
}

// opensParts says whether the group begins a list of parts: "including", "among them", "three of them".
func (r *reading) opensParts(n int) bool {
	i := r.groups[n].words.Start - 1
	if r.groups[n].form == named {
		i = r.beforeTitle(i)
	}
	switch r.low(i) {
	case "including", "includes", "included", "namely":
		return true
	case "them", "whom":
		return r.low(i-1) == "among" || r.low(i-1) == "of"
	case ":":
		return r.low(i-1) == "including"
	}
	return r.groups[n].ofThem
}

// inParts says whether group k stands in a list that "including" or the like opens, after its whole.
func (r *reading) inParts(k int) bool {
	if g := &r.groups[k]; g.ofThem && r.low(g.words.End) != "," {
		return false // "two men, one of whom died"
	}
	for ; k > 0; k-- {
		if r.opensParts(k) {
			return true
		}
		if _, link := r.joined(k - 1); link == noLink {
			return false
		}
	}
	return false
}

// parts takes the list that starts with group n as parts of the whole.
func (r *reading) parts(h harm, n, whole int, voice language.Range) {
	for {
		if r.accepts(h, &r.groups[n], true) {
			r.add(h, n, whole, voice, false)
		}
		next, link := r.joined(n)
		if link == apposed {
			next, link = r.joined(next)
		}
		if link == noLink || r.isSubjectOf(next) || r.holdsHarm(next) {
			return
		}
		n = next
	}
}

// partsAfter takes "including three children" after the verb and its objects as a part of the whole.
func (r *reading) partsAfter(h harm, whole int, voice language.Range) {
	if whole < 0 {
		return
	}
	from := max(h.words.End, r.out[whole].group.words.End)
	for n := range r.groups {
		if r.groups[n].words.Start < from {
			continue
		}
		if r.harmBetween(from, r.groups[n].words.Start) {
			return
		}
		if before := r.low(r.groups[n].words.Start - 1); (before == ":" || before == "—" || before == "–" || before == "--") && r.sumFrom(n) == r.out[whole].figure.number() {
			r.parts(h, n, whole, voice)
			return
		}
		if r.addsTo(n) {
			r.chain(h, n, voice, false)
			return
		}
		if r.opensParts(n) {
			if r.isSubjectOf(n) && r.groups[n].of {
				return
			}
			if r.out[whole].figure.number() > r.groups[n].figure.number() || !r.groups[n].ofThem {
				r.parts(h, n, whole, voice)
			}
			return
		}
		if r.isAnother(n) {
			return
		}
	}
}

// isAnother says whether group n is a whole of its own, which the parts after it are parts of: "a student was killed and 27 people, nine of them
// officers, were hurt".
func (r *reading) isAnother(n int) bool {
	g := &r.groups[n]
	if g.form != counted || g.thing || g.unknown || g.head < 0 {
		return false
	}
	return !slices.ContainsFunc(r.out, func(f finding) bool { return f.group.words == g.words })
}

// addsTo says whether "along with" or "as well as" leads to group n.
func (r *reading) addsTo(n int) bool {
	i := r.groups[n].words.Start - 1
	switch r.low(i) {
	case "with":
		return r.low(i-1) == "along" || r.low(i-1) == "together"
	case "as":
		return r.low(i-1) == "well" && r.low(i-2) == "as"
	case "to":
		return r.low(i-1) == "addition" && r.low(i-2) == "in"
	}
	return r.low(i) == "alongside"
}

// holdsHarm says whether group k has a word of harm of its own: "20 wounded".
func (r *reading) holdsHarm(k int) bool {
	return r.groups[k].form == counted && (r.groups[k].state >= 0 || r.groups[k].harmNoun >= 0)
}

func (r *reading) harmBetween(i, j int) bool {
	for _, h := range r.harms {
		if h.words.Start >= i && h.words.Start < j {
			return true
		}
	}
	return false
}
