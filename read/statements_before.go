package read

import (
	"github.com/tollbook/tollbook/language"
)

// contentBefore gives what stands before the cue of u as what was said: “A,” he said; A, police said. A comma
// alone does not do where the cue has something after it: "In Kabul, officials said that …".
func (f *statementFinder) contentBefore(u *utterance, after bool) (language.Range, bool) {
	s := f.doc.SentenceOf(u.verb)
	g := f.groupStart(u)
	if a := f.asideStart(u.cue.Start); a > s.Start && a < g && !after && !f.separates(g-1) {
		if h := f.nounAfter(a); h >= 0 && h < u.cue.Start {
			u.speaker, g = h, a
		}
	}
	if g > s.Start && f.doc.Tokens[g-1].Lower == "as" && !after {
		if g--; g == s.Start {
			return f.afterAs(u)
		}
	}
	if g == s.Start && (after || !f.leadsOn(g-1)) {
		return language.Range{}, false
	}
	if q, ok := f.quoteEndingAt(g - 1); ok {
		return f.quoteWithLead(q), true
	}
	if after && f.parenthetical(u, g) {
		return language.Range{Start: f.clauseStart(g - 1), End: s.End}, true
	}
	if after || !u.word.has(clauseFrame) || f.outer[u.verb] >= 0 && f.outer[g-1] != f.outer[u.verb] {
		return language.Range{}, false
	}
	if !f.separates(g - 1) {
		return language.Range{}, false
	}
	r := language.Range{Start: f.clauseStart(g - 1), End: g - 1}
	whole := f.goesOn(u, g) || !f.hasVerb(r) && f.parenthetical(u, g) && f.hasFinite(language.Range{Start: u.cue.End, End: s.End})
	if r.Empty() || !f.hasVerb(r) && !whole {
		return language.Range{}, false
	}
	if whole {
		r.End = s.End
	}
	return r, true
}

// separates says whether token i is a mark that can part what was said from the words that report it.
func (f *statementFinder) separates(i int) bool {
	if i < 0 {
		return false
	}
	switch f.doc.Tokens[i].Lower {
	case ",", "—", "–", "--", "?", "!":
		return true
	}
	return false
}

// afterAs gives what follows "As the police reported, …".
func (f *statementFinder) afterAs(u *utterance) (language.Range, bool) {
	s := f.doc.SentenceOf(u.verb)
	for e := u.cue.End; e < s.End; e++ {
		if f.doc.Tokens[e].Lower == "," {
			return language.Range{Start: e + 1, End: s.End}, e+1 < s.End
		}
	}
	return language.Range{}, false
}

// parenthetical says whether the cue group that begins at token g stands between two commas and a clause goes on behind
// them: "The road, she said, is closed".
func (f *statementFinder) parenthetical(u *utterance, g int) bool {
	e := u.cue.End
	if u.speaker >= e {
		e = f.sourceRange(u.speaker).End
	}
	if e+1 >= len(f.doc.Tokens) || f.doc.Tokens[g-1].Lower != "," || f.doc.Tokens[e].Lower != "," || f.outer[e+1] != f.outer[e] {
		return false
	}
	return !f.resumesReport(e, u.verb) && f.doc.Tokens[e].Sentence == f.doc.Tokens[u.verb].Sentence
}

// leadsOn says whether the closing mark at token i ends a quotation without a full stop, so that its sentence may go on
// though it was cut there: “Who did this?” she asked.
func (f *statementFinder) leadsOn(i int) bool {
	q, ok := f.quoteEndingAt(i)
	return ok && f.doc.Tokens[q.End-1].Lower != "."
}

// quoteEndingAt gives the outer quotation whose closing mark is token i, or the one before where i is a comma.
func (f *statementFinder) quoteEndingAt(i int) (*language.Quote, bool) {
	if i > 0 && f.doc.Tokens[i].Lower == "," {
		i--
	}
	if i < 1 || f.outer[i] >= 0 || f.outer[i-1] < 0 {
		return nil, false
	}
	q := &f.doc.Quotes[f.outer[i-1]]
	return q, q.End == i && !q.Open
}

// quoteWithLead gives a quotation and, where it is only the end of a sentence of the report's own ("The plan is “dead”"), the
// words before it.
func (f *statementFinder) quoteWithLead(q *language.Quote) language.Range {
	s := f.doc.SentenceOf(q.Start)
	mark := q.Start - 1
	if mark <= s.Start || f.doc.Tokens[mark].Sentence != f.doc.Tokens[q.Start].Sentence {
		return q.Range
	}
	switch f.doc.Tokens[mark-1].Lower {
	case ",", ":", "—", "–", "--":
		return q.Range
	}
	return language.Range{Start: s.Start, End: q.End}
}

// groupStart gives the first token of the words that report: of the speaker's, where they stand before the cue, or of the cue.
func (f *statementFinder) groupStart(u *utterance) int {
	g := u.cue.Start
	if u.speaker < 0 || u.speaker >= g || f.doc.Tokens[u.speaker].Sentence != f.doc.Tokens[u.verb].Sentence {
		return g
	}
	if f.participle(u.verb) {
		return g
	}
	return f.sourceRange(u.speaker).Start
}

// clauseStart gives where the clause that ends at token end begins: at the start of its sentence or behind
// an earlier cue of the same sentence.
func (f *statementFinder) clauseStart(end int) int {
	s := f.doc.SentenceOf(end)
	start := s.Start
	for _, u := range f.said {
		if u.cue.Start >= s.Start && u.cue.End <= end && u.content.End <= end && u.content.End >= s.Start {
			start = max(start, u.cue.End, u.content.End)
		}
	}
	return start
}

// goesOn says whether the sentence that the cue group beginning at g interrupts goes on behind it: "The raid, police said, failed".
func (f *statementFinder) goesOn(u *utterance, g int) bool {
	s := f.doc.SentenceOf(u.verb)
	e := u.cue.End
	if u.speaker >= e {
		e = f.sourceRange(u.speaker).End
	}
	for e < s.End && f.doc.Tokens[e].Lower != "," {
		if f.doc.Tokens[e].Tag == language.VERB {
			return false
		}
		e++
	}
	if e+1 >= s.End || f.outer[e+1] >= 0 {
		return false
	}
	next := &f.doc.Tokens[e+1]
	if f.words.verbs[next.Lemma] != nil && next.Tag == language.VERB || next.Tag == language.CCONJ || next.Lower == "who" {
		return false
	}
	return f.sentenceGoesOn(g, e+1)
}

// sentenceGoesOn says whether words from token e on hang from words before token g, or the other way round: one clause goes on
// around what stands between.
func (f *statementFinder) sentenceGoesOn(g, e int) bool {
	s := f.doc.SentenceOf(g)
	for j := e; j < s.End; j++ {
		if h := f.doc.Tokens[j].Head; h >= s.Start && h < g && f.doc.Tokens[j].Tag != language.PUNCT {
			return true
		}
	}
	for j := s.Start; j < g; j++ {
		if f.doc.Tokens[j].Head >= e && f.doc.Tokens[j].Tag != language.PUNCT {
			return true
		}
	}
	return false
}

func (f *statementFinder) hasVerb(r language.Range) bool {
	for i := r.Start; i < r.End; i++ {
		if t := f.doc.Tokens[i].Tag; t == language.VERB || t == language.AUX {
			return true
		}
	}
	return false
}

// accordingTo adds the utterance of "according to X" at token i: what the rest of its sentence says.
func (f *statementFinder) accordingTo(i int) {
	s := f.doc.SentenceOf(i)
	if i+2 >= s.End || f.doc.Tokens[i+1].Lower != "to" {
		return
	}
	h := f.nounAfter(i + 2)
	if h < 0 {
		return
	}
	u := utterance{verb: i, word: f.words.verbs["say"], cue: language.Range{Start: i, End: i + 2}, speaker: h, addressee: -1, about: -1, carried: -1}
	u.source = f.sourceRange(h)
	u.source.Start = max(u.source.Start, i+2)
	end := f.phraseEnd(u.source)
	switch {
	case i >= s.Start+2 && f.doc.Tokens[i-1].Lower == "," && f.opensClause(i-2):
		u.content = language.Range{Start: end, End: s.End}
	case f.onlyPunct(s.Start, i):
		u.content = language.Range{Start: end, End: s.End}
	case f.onlyPunct(end, s.End) || f.doc.Tokens[end].Lower != "," || !f.sentenceGoesOn(i, end):
		u.content = language.Range{Start: f.clauseStart(i), End: i}
	default:
		u.content = language.Range{Start: f.clauseStart(i), End: s.End}
	}
	if q, ok := f.quoteEndingAt(i - 1); ok {
		u.content = f.quoteWithLead(q)
	}
	f.add(u)
}

// opensClause says whether token i is a conjunction or the like, behind which a clause begins: "… when, according to".
func (f *statementFinder) opensClause(i int) bool {
	switch t := &f.doc.Tokens[i]; t.Tag {
	case language.SCONJ, language.CCONJ:
		return true
	default:
		return t.Fine == "WRB" || t.Lower == "that"
	}
}

// phraseEnd gives where the phrase of a source ends: at the comma, full stop or quotation behind it.
func (f *statementFinder) phraseEnd(source language.Range) int {
	s := f.doc.SentenceOf(source.Start)
	for e := source.End; e < s.End; e++ {
		if f.doc.Tokens[e].Tag == language.PUNCT {
			return e
		}
	}
	return s.End
}

func (f *statementFinder) onlyPunct(start, end int) bool {
	for i := start; i < end; i++ {
		if f.doc.Tokens[i].Tag != language.PUNCT {
			return false
		}
	}
	return true
}
