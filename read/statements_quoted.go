package read

import (
	"slices"

	"github.com/tollbook/tollbook/language"
)

// joinQuotedAs makes one utterance of the two cues of "X was quoted by the agency as saying ...": what X says. The one of "was quoted",
// whose content would be X alone, goes.
func (f *statementFinder) joinQuotedAs() {
	var reporting []int
	for i := range f.said {
		u := &f.said[i]
		v := f.quotedAs(u.verb)
		if v < 0 {
			continue
		}
		s := f.ownSubject(v)
		if s < 0 {
			continue
		}
		reporting = append(reporting, v)
		if u.cue.End-v <= 8 {
			u.cue.Start = min(u.cue.Start, f.cueRange(v).Start)
		}
		if u.content.Contains(u.cue) && u.cue.End < u.content.End {
			u.content = f.afterThat(language.Range{Start: u.cue.End, End: u.content.End})
		}
		u.speaker, u.source = s, f.sourceRange(s)
	}
	f.said = slices.DeleteFunc(f.said, func(u utterance) bool { return u.verb >= 0 && slices.Contains(reporting, u.verb) })
}

// quotedAs gives the verb in the passive above the "saying" at token i: "was quoted (by the agency) as saying"; -1 for none.
func (f *statementFinder) quotedAs(i int) int {
	if i < 2 || f.doc.Tokens[i].Fine != "VBG" {
		return -1
	}
	s := f.doc.SentenceOf(i)
	as := i - 1
	if f.doc.Tokens[as].Lower != "as" {
		return -1
	}
	for v := as - 1; v >= s.Start && v >= as-10; v-- {
		switch f.doc.Tokens[v].Lower {
		case "quoted", "cited", "reported":
			if f.passive(v) {
				return v
			}
			return -1
		}
		if f.doc.Tokens[v].Tag == language.VERB {
			return -1
		}
	}
	return -1
}

// beforeAccording gives a content without an "according to X" that ends it, and what is said of X behind it.
func (f *statementFinder) beforeAccording(r language.Range, u *utterance) language.Range {
	if f.doc.Tokens[u.cue.Start].Lower != "according" || u.cue.Start <= r.Start || !r.Contains(u.cue) {
		return r
	}
	end := max(u.cue.End, u.source.End)
	if end < r.End && f.sentenceGoesOn(u.cue.Start, end) {
		return r
	}
	r.End = u.cue.Start
	return r
}
