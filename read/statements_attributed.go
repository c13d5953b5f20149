package read

import (
	"slices"

	"github.com/tollbook/tollbook/language"
)

// brokenBy is the most words between two parts of one statement: “A,” the minister of the interior told reporters. “B.”
const brokenBy = 12

// attribute puts what the reader attributes before what the rules have found. A rule's utterance whose cue the reader has found too only tells
// what the cue does and to whom; another one stays if it adds something.
func (f *statementFinder) attribute() {
	if len(f.doc.Said) == 0 && len(f.doc.Attributions) == 0 {
		return
	}
	ruled := f.said
	f.said = nil
	for k := range f.doc.Attributions {
		a := &f.doc.Attributions[k]
		own := slices.IndexFunc(ruled, func(u utterance) bool { return u.cue.Overlaps(a.Cue) })
		var by *utterance
		if own >= 0 {
			by = &ruled[own]
		}
		if f.attributed(a, by) {
			ruled = slices.DeleteFunc(ruled, func(u utterance) bool { return u.cue.Overlaps(a.Cue) })
		}
	}
	found := f.said
	for _, u := range ruled {
		if f.addsTo(&u, found) {
			f.said = append(f.said, u)
		}
	}
}

// attributed adds the utterances of an attribution, and says whether there is one. By is what the rules have found for the same cue; it may be nil.
func (f *statementFinder) attributed(a *language.Attribution, by *utterance) bool {
	parts := f.parts(a)
	if len(parts) == 0 {
		if by == nil {
			return false
		}
		parts = []language.Range{by.content}
	}
	u := f.fromCueWords(a.Cue, by)
	u.p = a.P
	if len(a.Sources) > 0 {
		u.source = a.Sources[0]
		u.speaker = f.sourceHead(u.source)
	}
	for k, r := range parts {
		u.content = r
		before := len(f.said)
		f.add(u)
		if k == 0 {
			u.cue, u.carried = language.Range{}, before
		}
	}
	return true
}

// fromCueWords gives an utterance with this cue: its verb, or its noun, what that means, and who it says it is.
func (f *statementFinder) fromCueWords(cue language.Range, by *utterance) utterance {
	u := utterance{cue: cue, speaker: -1, addressee: -1, about: -1, carried: -1}
	if by != nil {
		u.verb, u.word, u.speaker, u.source, u.addressee, u.about = by.verb, by.word, by.speaker, by.source, by.addressee, by.about
	} else {
		u.verb, u.word = f.cueHead(cue)
		switch t := &f.doc.Tokens[u.verb]; t.Tag {
		case language.VERB:
			u.speaker = f.subject(u.verb, 0)
		case language.NOUN:
			u.speaker = f.nounSpeaker(u.verb)
		}
	}
	if f.doc.Tokens[u.verb].Tag == language.VERB {
		if r := f.cueRange(u.verb); r.Start <= cue.End && cue.Start <= r.End {
			u.cue = language.Range{Start: min(r.Start, cue.Start), End: max(r.End, cue.End)}
		}
	}
	return u
}

// cueHead gives the word of a cue that says what it does, with its entry: one that is listed, or else the head.
func (f *statementFinder) cueHead(cue language.Range) (int, *cueWord) {
	for i := cue.Start; i < cue.End; i++ {
		if w, _ := f.cueVerb(i); w != nil {
			return i, w
		}
	}
	for i := cue.Start; i < cue.End; i++ {
		if w := f.words.nouns[f.doc.Tokens[i].Lemma]; w != nil && f.doc.Tokens[i].Tag == language.NOUN {
			return i, w
		}
	}
	return f.doc.HeadOf(cue), f.words.verbs["say"]
}

// sourceHead gives the head of a source's words: the first that has its own head outside of them and can be a name or a noun.
func (f *statementFinder) sourceHead(r language.Range) int {
	for i := r.Start; i < r.End; i++ {
		if f.nominal(i) && !r.Has(f.doc.Tokens[i].Head) {
			return i
		}
	}
	return f.doc.HeadOf(r)
}

// parts gives the parts of what an attribution attributes, the one nearest to the cue first. Parts that only the cue, or a few words, stand between
// are one.
func (f *statementFinder) parts(a *language.Attribution) []language.Range {
	var out []language.Range
	for _, r := range a.Contents {
		if n := len(out); n > 0 && r.Start-out[n-1].End <= brokenBy {
			out[n-1].End = r.End
			continue
		}
		out = append(out, r)
	}
	nearest := 0
	for k, r := range out {
		if wordsBetween(r, a.Cue) < wordsBetween(out[nearest], a.Cue) {
			nearest = k
		}
	}
	if nearest > 0 {
		out[0], out[nearest] = out[nearest], out[0]
	}
	return out
}

// wordsBetween gives the number of words between two ranges, 0 if they overlap.
func wordsBetween(a, b language.Range) int { return max(a.Start-b.End, b.Start-a.End, 0) }

// addsTo says whether an utterance of the rules tells something that those of the reader do not: its words are somebody's for the reader too, or
// are an act that says more than that something was said, and no other cue has them already.
func (f *statementFinder) addsTo(u *utterance, found []utterance) bool {
	for i := range found {
		c := found[i].content
		shared := min(c.End, u.content.End) - max(c.Start, u.content.Start)
		if 2*shared > u.content.End-u.content.Start && !c.Contains(u.cue) {
			return false
		}
	}
	said := 0
	for _, r := range f.doc.Said {
		said += max(min(r.End, u.content.End)-max(r.Start, u.content.Start), 0)
	}
	return 2*said > u.content.End-u.content.Start
}
