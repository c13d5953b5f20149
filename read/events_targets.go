package read

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
)

// tidyTargets leaves of the things hit the things alone: not "the town" in which the market lies, nor what is told of it.
func (f *eventFinder) tidyTargets(ev *event) {
	if f.doc.Upper {
		return // where the tree is least to be trusted, the reader's words stand
	}
	kept := ev.targets[:0:0]
	for _, t := range ev.targets {
		t.words = f.trimThing(t.words)
		if h := f.doc.HeadOf(t.words); t.kind == otherKind && (f.isTownWord(h) || f.placeAt[h] >= 0 || f.actorAt[h] >= 0 && f.isPerson(f.actorAt[h])) {
			continue
		}
		if f.isRoadTo(t.words) && len(ev.targets)+len(ev.recipients) > 1 {
			continue
		}
		if !slices.ContainsFunc(kept, func(x instrument) bool { return x.words.Overlaps(t.words) }) {
			kept = append(kept, t)
		}
	}
	ev.targets = kept
}

// isRoadTo says whether a thing is but the road on which others were hit.
func (f *eventFinder) isRoadTo(r language.Range) bool {
	h := f.doc.HeadOf(r)
	switch f.doc.Tokens[h].Lemma {
	case "road", "highway", "motorway", "street":
		c := f.doc.Child(h, language.Case)
		return c >= 0 && f.doc.Tokens[c].Lower == "on"
	}
	return false
}

// isTownWord says whether a word only says of a place that is named what it is: "the town of Nuhud".
func (f *eventFinder) isTownWord(i int) bool {
	if !f.book.In("settlement", f.doc.Tokens[i].Lemma) {
		return false
	}
	return i+2 < len(f.doc.Tokens) && f.doc.Tokens[i+1].Lower == "of" && f.placeAt[i+2] >= 0 || f.placeAt[i] >= 0 || i > 0 && f.placeAt[i-1] >= 0
}

// trimThing cuts off what follows a thing's noun and tells where it is or what happened: "monastery kills 22", "market in the town".
func (f *eventFinder) trimThing(r language.Range) language.Range {
	noun := false
	for i := r.Start; i < r.End; i++ {
		tok := &f.doc.Tokens[i]
		switch {
		case noun && (tok.Tag == language.VERB || strings.HasSuffix(tok.Lower, "ing") && tok.Rel == language.Obj), noun && f.actAt[i] >= 0 && f.acts[f.actAt[i]].Part == codebook.Verb:
			return language.Range{Start: r.Start, End: i}
		case noun && tok.Tag == language.ADP && i+1 < r.End && (tok.Lower == "in" || tok.Lower == "near" || tok.Lower == "outside"):
			return language.Range{Start: r.Start, End: i}
		}
		noun = noun || isNoun(tok.Tag)
	}
	return r
}
