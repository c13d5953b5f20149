package read

import (
	"slices"

	"github.com/tollbook/tollbook/language"
)

// speakerAlone gives the words for a speaker without marks before them, and without small words at their end that lead to nothing ("the governor on" of
// "the governor on Friday"), or with what they lead to.
func (f *statementFinder) speakerAlone(r language.Range, head int) language.Range {
	for r.Start < head && f.doc.Tokens[r.Start].Tag == language.PUNCT && f.doc.Tokens[r.Start].Lower != "(" {
		r.Start++
	}
	if whole := f.doc.Subtree(head); r.End > head+1 && f.leadsToNothing(r.End-1) && r.End <= whole.End && f.breaksOff(r, whole) {
		r.End = whole.End
	}
	for r.End > head+1 && f.leadsToNothing(r.End-1) {
		r.End--
	}
	return r
}

// breaksOff says whether a clause about a speaker goes on behind r, to the end of the speaker's whole phrase, with no cue and no quotation between: "who wants a
// committee to" of "who wants a committee to examine the rules".
func (f *statementFinder) breaksOff(r, whole language.Range) bool {
	if !f.hasFinite(r) || f.hasQuote(language.Range{Start: r.End, End: whole.End}) {
		return false
	}
	return !slices.ContainsFunc(f.doc.Attributions, func(a language.Attribution) bool { return a.Cue.Start >= r.End && a.Cue.Start < whole.End })
}

// leadsToNothing says whether token i is a small word that nothing ends with.
func (f *statementFinder) leadsToNothing(i int) bool {
	switch f.doc.Tokens[i].Tag {
	case language.ADP, language.CCONJ, language.DET:
		return true
	}
	return f.doc.Tokens[i].Lower == "to" || f.relative(i)
}
