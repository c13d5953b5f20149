package read

import (
	"slices"

	"github.com/tollbook/tollbook/language"
)

// afterTime gives r without a time expression at its start that tells when it was said: "said on Monday the road was closed".
func (f *statementFinder) afterTime(r language.Range) language.Range {
	i := r.Start
	if i < r.End && f.doc.Tokens[i].Tag == language.ADP {
		i++
	}
	for t := range f.times {
		if x := f.times[t].Range; x.Start == i && x.End < r.End && r.Start > 0 && f.words.verbs[f.doc.Tokens[r.Start-1].Lemma] != nil && f.doc.Tokens[x.End].Tag != language.PUNCT {
			if f.doc.Tokens[x.End].Lower == "that" {
				return language.Range{Start: x.End + 1, End: r.End}
			}
			return language.Range{Start: x.End, End: r.End}
		}
	}
	return r
}

// restOfSentence gives what follows a cue to the end of its sentence, where the tree does not show a clause there.
func (f *statementFinder) restOfSentence(u *utterance) language.Range {
	if u.speaker < 0 || u.speaker > u.verb || f.participle(u.verb) {
		return language.Range{}
	}
	s := f.doc.SentenceOf(u.verb)
	r := language.Range{Start: u.cue.End, End: s.End}
	if u.word.has(whomFrame) {
		if h := f.nounAfter(r.Start); h >= 0 {
			r.Start = f.sourceRange(h).End
		}
	}
	if r.Empty() || f.doc.Tokens[r.Start].Tag == language.PUNCT || f.doc.Tokens[r.Start].Tag == language.ADP || !f.hasFinite(r) {
		return language.Range{}
	}
	r.End = r.Start + 1
	return f.extend(r, u.verb)
}

// hasFinite says whether the words hold a verb that makes them a clause.
func (f *statementFinder) hasFinite(r language.Range) bool {
	for i := r.Start; i < r.End; i++ {
		switch f.doc.Tokens[i].Fine {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}

// extend widens what the verb at v says to where the verb's own next clause begins, or to the end of the sentence: a
// parser loses the far end of a long clause more often than a reporter adds to it.
func (f *statementFinder) extend(r language.Range, v int) language.Range {
	s := f.doc.SentenceOf(v)
	if c := f.beforeMore(r, v); c != r {
		return c
	}
	if c := f.relativeEnd(r, v); c > 0 {
		return language.Range{Start: r.Start, End: c}
	}
	for j := r.End; j < s.End; j++ {
		if f.outer[j] != f.outer[v] && f.outer[v] >= 0 || f.resumesReport(j, v) {
			return language.Range{Start: r.Start, End: j}
		}
	}
	return language.Range{Start: r.Start, End: s.End}
}

// beforeMore gives what the verb at v says up to where the report adds more: "…, adding that".
func (f *statementFinder) beforeMore(r language.Range, v int) language.Range {
	for j := r.Start + 1; j+1 < r.End; j++ {
		n := &f.doc.Tokens[j+1]
		if f.doc.Tokens[j].Lower == "," && n.Fine == "VBG" && f.outer[j+1] == f.outer[v] && f.saysMore(n.Lemma) {
			return language.Range{Start: r.Start, End: j}
		}
	}
	return r
}

// extendPhrase widens a phrase that the verb at v takes to the next comma, or as extend does.
func (f *statementFinder) extendPhrase(r language.Range, v int) language.Range {
	wide := f.extend(r, v)
	for j := r.End; j < wide.End; j++ {
		if t := &f.doc.Tokens[j]; t.Tag == language.PUNCT && t.Lower != "-" && f.outer[j] < 0 && !f.marksQuote(j) {
			wide.End = j
			break
		}
	}
	return wide
}

// marksQuote says whether token j is a quotation mark.
func (f *statementFinder) marksQuote(j int) bool {
	return j+1 < len(f.outer) && f.outer[j] < 0 && f.outer[j+1] >= 0 || j > 0 && f.outer[j] < 0 && f.outer[j-1] >= 0
}

// phraseAfter gives the phrase that follows a cue which takes a person, a thing or a judgement, read from the words alone:
// "urged people not to leave", "called for talks", "asked the envoy what he knew".
func (f *statementFinder) phraseAfter(u *utterance, w *cueWord) language.Range {
	s := f.doc.SentenceOf(u.verb)
	i := u.cue.End
	if w.has(nameFrame) {
		if h := f.nounAfter(i); h >= 0 && h+1 < s.End && f.doc.Tokens[h+1].Tag == language.DET {
			u.about = h
			return f.extendPhrase(language.Range{Start: i, End: h + 2}, u.verb)
		}
	}
	if !w.has(whomFrame | objectFrame | aboutFrame) {
		return language.Range{}
	}
	if i < s.End && slices.Contains(w.prepositions, f.doc.Tokens[i].Lower) {
		i++
	}
	if i >= s.End {
		return language.Range{}
	}
	h := f.nounAfter(i)
	if h < 0 && f.doc.Tokens[i].Fine != "VBG" {
		return language.Range{}
	}
	r := language.Range{Start: i, End: max(h, i) + 1}
	if !w.has(whomFrame) {
		u.about = h
		return f.extendPhrase(r, u.verb)
	}
	u.addressee = h
	for j := r.End; j < s.End && j < r.End+8; j++ {
		t := &f.doc.Tokens[j]
		switch t.Lower {
		case "that", "what", "whether", "why", "how", "if", "where", "when":
			return f.afterMark(f.extend(language.Range{Start: j, End: j + 1}, u.verb))
		case "to":
			if j+1 < s.End && f.doc.Tokens[j+1].Fine == "VB" {
				if h >= 0 && f.doc.Tokens[h].Tag == language.PRON {
					r.Start = j
				}
				return f.extendPhrase(language.Range{Start: r.Start, End: j + 2}, u.verb)
			}
		}
		if t.Tag == language.VERB || t.Tag == language.PUNCT {
			break
		}
	}
	return language.Range{}
}

// isDocument says whether the words with head h are of a document: a report, a survey.
func (f *statementFinder) isDocument(h int) bool {
	return h >= 0 && f.words.is("document", f.doc.Tokens[h].Lemma)
}

// relativeEnd gives where what is said in a clause set off by commas ends (", who said it was safe, left"); 0 if v is in no such clause.
func (f *statementFinder) relativeEnd(r language.Range, v int) int {
	s := f.doc.SentenceOf(v)
	who := f.ownSubject(v)
	if who < s.Start+1 || who > v || !f.relative(who) || f.doc.Tokens[who-1].Lower != "," {
		return 0
	}
	for j := r.Start + 1; j < s.End; j++ {
		if f.doc.Tokens[j].Lower == "," && f.outer[j] == f.outer[v] {
			return j
		}
	}
	return 0
}

// saysMore says whether a verb takes a clause or a quotation, so that ", adding that …" is the report's and not the speaker's.
func (f *statementFinder) saysMore(lemma string) bool {
	w := f.words.verbs[lemma]
	return w != nil && w.has(clauseFrame|quoteFrame|whomFrame)
}

// resumesReport says whether at token j the report itself goes on after what the verb at v said: with a comma or "and" before
// another word of saying, or before a verb joined to v.
func (f *statementFinder) resumesReport(j, v int) bool {
	t := &f.doc.Tokens[j]
	if t.Tag != language.PUNCT && t.Tag != language.CCONJ || t.Tag == language.PUNCT && t.Lower != "," && t.Lower != "—" && t.Lower != "--" && t.Lower != "–" {
		return false
	}
	s := f.doc.SentenceOf(v)
	joined := t.Tag == language.CCONJ
	for k := j + 1; k < s.End && k < j+5; k++ {
		n := &f.doc.Tokens[k]
		joined = joined || n.Tag == language.CCONJ
		switch n.Tag {
		case language.VERB:
			if n.Head == v && (n.Rel == language.Conj || n.Rel == language.Advcl || n.Rel == language.Parataxis) {
				return true
			}
			cue := f.words.verbs[n.Lemma]
			if n.Fine == "VBG" && k == j+1 && t.Lower == "," {
				return true
			}
			return cue != nil && cue.has(clauseFrame|quoteFrame|whomFrame|aboutFrame) && (joined && n.Fine == "VBD" && k <= j+3)
		case language.ADV, language.CCONJ, language.AUX:
		case language.PUNCT:
			if n.Lower != "," {
				return false
			}
		default:
			return n.Lower == "according" || k == j+1 && t.Lower == "," && (n.Lower == "which" || n.Lower == "who" || n.Lower == "whereas")
		}
	}
	return false
}

// tells says whether a clause begins with ", adding …": then it is the report's own.
func (f *statementFinder) tells(r language.Range) bool {
	for r.Start < r.End && f.doc.Tokens[r.Start].Tag == language.PUNCT {
		r.Start++
	}
	return r.Start > 0 && !r.Empty() && f.doc.Tokens[r.Start-1].Lower == "," && f.doc.Tokens[r.Start].Fine == "VBG" && f.saysMore(f.doc.Tokens[r.Start].Lemma)
}

// fromCue widens a clause back to the cue where only words of it can stand between: the tree may have lost its beginning.
func (f *statementFinder) fromCue(r language.Range, u *utterance) language.Range {
	if t := f.thatClause(u.verb); !t.Empty() && t.Start < r.Start && !f.marked(r) && f.outer[t.Start] == f.outer[r.Start] {
		return language.Range{Start: t.Start, End: max(t.End, r.End)}
	}
	if u.word.has(whomFrame) || u.addressee >= 0 || u.cue.End >= r.Start || f.marked(r) || u.speaker > u.verb || f.isTime(u.cue.End) {
		return r
	}
	switch f.doc.Tokens[u.cue.End].Tag {
	case language.DET, language.NOUN, language.PROPN, language.PRON, language.NUM, language.ADJ:
		return language.Range{Start: u.cue.End, End: r.End}
	}
	return r
}

// marked says whether a clause opens with "that", a question word or a quotation mark.
func (f *statementFinder) marked(r language.Range) bool {
	for i := r.Start; i < r.End && i < r.Start+3; i++ {
		switch f.doc.Tokens[i].Lower {
		case "that", "whether", "how", "why", "what", "when", "where", "who", "if":
			return true
		}
		if f.doc.Tokens[i].Tag != language.PUNCT {
			return false
		}
	}
	return false
}

func (f *statementFinder) startsQuoted(r language.Range) bool {
	for i := r.Start; i < r.End && i < r.Start+3; i++ {
		if f.outer[i] >= 0 && f.doc.Quotes[f.outer[i]].Start == i {
			return true
		}
	}
	return false
}

func (f *statementFinder) infinitive(r language.Range) bool {
	for i := r.Start; i < r.End && i < r.Start+3; i++ {
		if f.doc.Tokens[i].Lower == "to" {
			return true
		}
	}
	return false
}

// withTo gives an infinitive of the verb at v with the "to" right before it, which the tree may have hung from v itself.
func (f *statementFinder) withTo(r language.Range, v int) language.Range {
	if r.Start > v+1 && f.doc.Tokens[r.Start-1].Lower == "to" && f.doc.Tokens[r.Start].Fine == "VB" {
		r.Start--
	}
	return r
}

// finite says whether the words hold a subject: a clause that was taken for a bare complement.
func (f *statementFinder) finite(r language.Range) bool {
	for i := r.Start; i < r.End; i++ {
		if t := f.doc.Tokens[i].Rel; t == language.Nsubj || t == language.NsubjPass {
			return true
		}
	}
	return false
}

// afterMark gives r without the "that", comma or colon that introduces it.
func (f *statementFinder) afterMark(r language.Range) language.Range {
	for i := r.Start; i < r.End && i < r.Start+12; i++ {
		t := &f.doc.Tokens[i]
		if t.Lower == "that" && (t.Rel == language.Mark || t.Tag == language.SCONJ) {
			r.Start = i
			break
		}
		if t.Lower == "that" && i > r.Start && f.doc.Tokens[r.Start].Tag == language.ADP {
			return language.Range{Start: i + 1, End: r.End}
		}
		if t.Tag == language.VERB || t.Tag == language.AUX || f.outer[i] >= 0 {
			break
		}
	}
	for r.Start < r.End {
		t := &f.doc.Tokens[r.Start]
		if t.Tag != language.PUNCT && !(t.Lower == "that" && (t.Rel == language.Mark || t.Tag == language.SCONJ)) {
			break
		}
		r.Start++
	}
	return r
}

// thatClause gives the rest of the sentence after a "that" which follows the verb at v closely.
func (f *statementFinder) thatClause(v int) language.Range {
	s := f.doc.SentenceOf(v)
	for i := v + 1; i < s.End && i < v+12; i++ {
		t := &f.doc.Tokens[i]
		if t.Lower == "that" && i+1 < s.End && (t.Tag == language.SCONJ || t.Rel == language.Mark || i == v+1 || f.doc.Tokens[i+1].Tag == language.DET) {
			return f.extend(language.Range{Start: i + 1, End: i + 2}, v)
		}
		if t.Tag == language.VERB || f.outer[i] != f.outer[v] {
			return language.Range{}
		}
	}
	return language.Range{}
}

// partHeadlines ends what is said in a headline at its semicolon: "Kyiv says it hit a depot; Moscow expels two diplomats" are two stories.
func (f *statementFinder) partHeadlines() {
	for n := range f.said {
		u := &f.said[n]
		if u.content.Empty() || !f.doc.InTitle(u.content.Start) {
			continue
		}
		for i := u.content.Start; i < u.content.End; i++ {
			if f.doc.Tokens[i].Lower == ";" && f.outer[i] < 0 && u.cue.End <= i {
				u.content.End = i
			}
		}
	}
}
