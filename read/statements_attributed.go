package read

import (
	"slices"

	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// attribute puts what the reader attributes before what the rules have found. A rule's utterance whose cue the reader has found too only tells
// what the cue does and to whom; another one stays if it adds something.
func (f *statementFinder) attribute() {
	if len(f.doc.Said) == 0 && len(f.doc.Attributions) == 0 {
		return
	}
	ruled := f.said
	f.said = nil
	attributions := f.inOneVoice()
	for k := range attributions {
		ruled = f.besides(&attributions[k], ruled)
	}
	for _, r := range f.doc.Said {
		if v := f.cueBeside(r); v >= 0 && !f.claimed(r) && !f.unspoken(r) {
			ruled = f.besides(&language.Attribution{Cue: language.Range{Start: v, End: v + 1}, Contents: []language.Range{r}}, ruled)
		}
	}
	found := f.said
	for _, u := range ruled {
		if f.addsTo(&u, found) {
			f.said = append(f.said, u)
		}
	}
}

// besides adds the utterances of an attribution and gives what is left of those of the rules.
func (f *statementFinder) besides(a *language.Attribution, ruled []utterance) []utterance {
	same := func(u utterance) bool { return u.cue.Overlaps(a.Cue) }
	var by *utterance
	if own := slices.IndexFunc(ruled, same); own >= 0 {
		u := ruled[own]
		by = &u
	}
	if f.attributed(a, by) {
		ruled = slices.DeleteFunc(ruled, same)
	}
	return ruled
}

// cueBeside gives the listed verb that words which are somebody's for the reader follow in their sentence, or that follows them with its speaker; -1 if
// there is none.
func (f *statementFinder) cueBeside(r language.Range) int {
	s := f.doc.SentenceOf(r.Start)
	for i := r.Start - 1; i >= s.Start && i >= r.Start-3; i-- {
		if w, _ := f.cueVerb(i); w != nil && !f.unsaid(i) && !f.ownWords(i) {
			return i
		}
	}
	s = f.doc.SentenceOf(r.End - 1)
	for i := r.End; i < s.End && i < r.End+4; i++ {
		if w, _ := f.cueVerb(i); w != nil && w.has(clauseFrame|quoteFrame) && !f.unsaid(i) && !f.ownWords(i) {
			return i
		}
	}
	return -1
}

// attributed adds the utterances of an attribution, and says whether nothing is left to say of its cue. By is what the rules have found for the same
// cue; it may be nil.
func (f *statementFinder) attributed(a *language.Attribution, by *utterance) bool {
	u := f.fromCueWords(a.Cue, by)
	if f.idiom(u.verb) || f.denied(u.verb) {
		return true
	}
	parts := f.parts(a)
	switch {
	case len(parts) == 0 && by == nil:
		return false
	case len(parts) == 0, by != nil && by.content.Contains(parts[0]) && f.dangles(parts[0], by):
		parts = []language.Range{by.content}
	}
	u.p = a.P
	if len(a.Sources) > 0 {
		u.source, u.speaker = f.wholeSource(a.Sources[0], u.cue)
		if n := f.antecedentOf(u.speaker); n >= 0 {
			u.source, u.speaker = f.sourceRange(n), n // "The guard, who said": the guard
		}
	}
	if u.speaker >= 0 && f.isTime(u.speaker) && f.doc.Tokens[u.verb].Tag == language.VERB {
		if s := f.subject(u.verb, 0); s >= 0 && !f.isTime(s) {
			u.speaker, u.source = s, f.sourceRange(s)
		}
	}
	if u.speaker >= 0 && f.nobody(u.speaker) {
		return true
	}
	for k, r := range parts {
		u.content = f.beforeAccording(f.beforeMore(f.ofOneVoice(f.toObject(f.withArticle(f.afterThat(r))), &u), u.verb), &u)
		if k == 0 && u.content == u.source {
			continue // "the secretary, who accused": nobody says himself
		}
		before := len(f.said)
		f.add(u)
		if k == 0 {
			u.carried = before
		}
	}
	return true
}

// denied says whether a listed verb of saying at v has a "not" or "never" right before it: "did not say how many" reports nothing.
func (f *statementFinder) denied(v int) bool {
	if w, _ := f.cueVerb(v); w == nil {
		return false
	}
	for i := v - 1; i >= f.doc.SentenceOf(v).Start && i >= v-3; i-- {
		switch t := &f.doc.Tokens[i]; t.Lower {
		case "not", "n't", "n’t", "never", "without":
			return true
		default:
			if t.Tag != language.ADV && t.Tag != language.AUX {
				return false
			}
		}
	}
	return false
}

// unspoken says whether r is what the cue that the reader gives it denies having been said: another cue beside it does not say it either.
func (f *statementFinder) unspoken(r language.Range) bool {
	return slices.ContainsFunc(f.doc.Attributions, func(a language.Attribution) bool {
		return slices.ContainsFunc(a.Contents, r.Overlaps) && f.denied(f.fromCueWords(a.Cue, nil).verb)
	})
}

// antecedentOf gives the noun that the "who" or "which" at token i stands for; -1 if token i is none, or nothing is known that it stands for.
func (f *statementFinder) antecedentOf(i int) int {
	if i < 0 || !f.relative(i) {
		return -1
	}
	return f.antecedent(i)
}

// dangles says whether r is not the whole of what was said: a word of it hangs from one in the rest of the rule's content, or the other way round
// with the cue between ("The ceasefire, the mediator said, will begin"), or it has no verb with a tense and one stands behind the cue, whatever
// hangs from what.
func (f *statementFinder) dangles(r language.Range, by *utterance) bool {
	if behind := (language.Range{Start: by.cue.End, End: by.content.End}); r.End <= by.cue.Start && by.content.Contains(by.cue) && !f.hasFinite(r) && f.hasFinite(behind) {
		return true
	}
	for i := by.content.Start; i < by.content.End; i++ {
		h := f.doc.Tokens[i].Head
		if h < 0 || f.doc.Tokens[i].Tag == language.PUNCT || by.cue.Has(i) || by.cue.Has(h) {
			continue
		}
		if r.Has(i) && !r.Has(h) && by.content.Has(h) || !r.Has(i) && r.Has(h) && (i < by.cue.Start) != (h < by.cue.Start) && by.content.Contains(by.cue) {
			return true
		}
	}
	return false
}

// afterThat gives a content without the "that" that opens it.
func (f *statementFinder) afterThat(r language.Range) language.Range {
	if t := &f.doc.Tokens[r.Start]; t.Lower == "that" && (t.Rel == language.Mark || t.Tag == language.SCONJ) {
		r.Start++
	}
	return r
}

// withArticle gives a content with the article of its first noun, which the reader may have lost: "truce" of "the truce".
func (f *statementFinder) withArticle(r language.Range) language.Range {
	if r.Start == 0 || f.outer[r.Start-1] != f.outer[r.Start] {
		return r
	}
	if t := &f.doc.Tokens[r.Start-1]; (t.Rel == language.Det || t.Rel == language.NmodPoss) && r.Has(t.Head) {
		r.Start--
	}
	return r
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
			if u.speaker = f.agent(u.verb); u.speaker < 0 && !f.passive(u.verb) && !(t.Fine == "VBN" && f.doc.Child(u.verb, language.Aux) < 0) {
				u.speaker = f.subject(u.verb, 0)
			}
		case language.NOUN:
			u.speaker = f.nounSpeaker(u.verb)
		}
	}
	if h := f.doc.HeadOf(cue); f.doc.Tokens[h].Tag == language.AUX {
		if v := f.doc.Tokens[h].Head; v >= cue.End && v <= cue.End+3 && f.outer[v] == f.outer[h] {
			u.cue.End = v + 1 // "has often" of "has often said"
			u.verb, u.word = f.cueHead(u.cue)
		}
	}
	if f.doc.Tokens[u.verb].Tag == language.VERB {
		if r := f.cueRange(u.verb); r.Start <= u.cue.End && u.cue.Start <= r.End {
			u.cue = language.Range{Start: min(r.Start, u.cue.Start), End: max(r.End, u.cue.End)}
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

// toObject gives a content with the object or the clause that its last words take, which the reader may have lost: "killing" of "killing the prisoners".
func (f *statementFinder) toObject(r language.Range) language.Range {
	s := f.doc.SentenceOf(r.End - 1)
	for i := r.End; i < s.End; i++ {
		t := &f.doc.Tokens[i]
		if t.Tag == language.PUNCT || f.outer[i] != f.outer[r.End-1] {
			break
		}
		if r.Has(t.Head) && (t.Rel == language.Obj || t.Rel == language.Ccomp || t.Rel == language.Xcomp) {
			if whole := f.doc.Subtree(i); whole.Start <= r.End {
				r.End = whole.End
				break
			}
		}
	}
	return r
}

// wholeSource gives a source with what the reader may have lost of it, and its head: what its words hang from ("the" of "the ministry"), its title,
// and the end of its phrase where that stands right before the cue.
func (f *statementFinder) wholeSource(r, cue language.Range) (language.Range, int) {
	for r.End > r.Start+1 && (f.doc.Tokens[r.End-1].Tag == language.PUNCT && f.doc.Tokens[r.End-1].Lower != "." && !f.closesWithin(r) || f.relative(r.End-1)) {
		r.End--
	}
	head := f.sourceHead(r)
	for steps := 0; steps < 4; steps++ {
		switch t := &f.doc.Tokens[head]; t.Rel {
		case language.Det, language.Amod, language.Nummod, language.Compound, language.Case, language.NmodPoss:
			if t.Head < r.End || t.Head > r.End+4 || cue.Has(t.Head) || t.Head > cue.Start && head < cue.Start || f.doc.Tokens[r.End].Tag == language.PART {
				break
			}
			head = t.Head
			r.End = head + 1
		}
	}
	if a, m := f.mentionAt(head); a >= 0 {
		if x := &f.draft.actors[a].Mentions[m]; x.Head == head && x.Contains(r) && !x.Overlaps(cue) {
			r = f.sameVoice(x.Range, head)
		}
	}
	whole := f.doc.Subtree(head)
	if whole.Contains(r) && whole.End > r.End && whole.End <= cue.Start && f.onlyPunct(whole.End, cue.Start) && f.doc.Tokens[head].Tag != language.VERB {
		r.End = whole.End
	}
	if r = f.speakerAlone(r, head); r.End > head+1 && f.doc.Tokens[r.End-1].Lower == "," {
		r.End--
	}
	return r, head
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

// parts gives the parts of what an attribution attributes, the one nearest to the cue first. Parts that
// are joined and have no other cue between are one. A part in another sentence than the cue that is not quoted gives way to one in the cue's, and so does any where that
// is not quoted itself.
func (f *statementFinder) parts(a *language.Attribution) []language.Range {
	here, quoted := false, false
	for _, r := range a.Contents {
		if f.sameSentence(r, a.Cue) {
			here, quoted = true, quoted || f.hasQuote(r)
		}
	}
	var out []language.Range
	for _, r := range a.Contents {
		if here && !f.sameSentence(r, a.Cue) && !(quoted && f.hasQuote(r)) || len(a.Contents) > 1 && f.hasOtherCue(r, a.Cue) {
			continue
		}
		if n := len(out); n > 0 && f.joined(out[n-1], r) && !f.cueBetween(out[n-1], r, a) {
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

// hasOtherCue says whether a listed verb of saying other than the cue stands right before r.
func (f *statementFinder) hasOtherCue(r, cue language.Range) bool {
	v := r.Start - 1
	if v < 0 || cue.Has(v) || f.doc.Tokens[v].Sentence != f.doc.Tokens[r.Start].Sentence {
		return false
	}
	w, _ := f.cueVerb(v)
	return w != nil
}

// sameSentence says whether one of the ends of r lies in the sentence of the cue.
func (f *statementFinder) sameSentence(r, cue language.Range) bool {
	s := f.doc.Tokens[cue.Start].Sentence
	return f.doc.Tokens[r.Start].Sentence == s || f.doc.Tokens[r.End-1].Sentence == s
}

// joined says whether two parts that somebody says one after the other are one statement: parts of one quotation or one sentence (“A,” she said, “B”),
// or of one paragraph unless the two do different things: a demand and a threat are a statement each.
func (f *statementFinder) joined(r, next language.Range) bool {
	last, first := f.lastOf(r), f.firstWord(next)
	if f.outer[last] >= 0 && f.outer[last] == f.outer[first] || f.doc.Tokens[last].Sentence == f.doc.Tokens[first].Sentence {
		return true
	}
	paragraph := f.doc.SentenceOf(last).Paragraph
	if f.doc.SentenceOf(f.wholeQuotes(next).End-1).Paragraph != paragraph {
		return false
	}
	act, other := f.does(r), f.does(next)
	return act == other || act == record.Inform || other == record.Inform
}

// cueBetween says whether another cue with a content stands between two parts of what a attributes. One behind its own in its sentence does not
// keep the first words of another sentence from going on.
func (f *statementFinder) cueBetween(r, next language.Range, a *language.Attribution) bool {
	return slices.ContainsFunc(f.doc.Attributions, func(o language.Attribution) bool {
		return o.Cue != a.Cue && o.Cue.Start >= r.End && o.Cue.Start < next.Start && len(o.Contents) > 0 && !f.passedOver(o.Cue, a.Cue, next)
	})
}

// wordsBetween gives the number of words between two ranges, 0 if they overlap.
func wordsBetween(a, b language.Range) int { return max(a.Start-b.End, b.Start-a.End, 0) }

// addsTo says whether an utterance of the rules tells something that those of the reader do not: an act that is more than telling, words in
// quotation marks, or what is reported within what somebody says, and no other cue has its words already. Where words only tell, the reader knows
// better whether they are somebody's.
func (f *statementFinder) addsTo(u *utterance, found []utterance) bool {
	inside := false
	for i := range found {
		c := found[i].content
		inside = inside || c.Contains(u.cue)
		if u.content.Contains(c) && u.content.Contains(found[i].cue) && !found[i].cue.Empty() && f.reportsWithin(u) {
			return true // it reports the report that the reader has found
		}
		shared := min(c.End, u.content.End) - max(c.Start, u.content.Start)
		if 2*shared > u.content.End-u.content.Start && !c.Contains(u.cue) {
			return false
		}
	}
	if inside {
		return f.reportsWithin(u)
	}
	return u.direct || u.word.act != record.Inform
}

// reportsWithin says whether an utterance that only the rules have found within what somebody says is surely another's: "the mayor
// said that the police had reported that ..."; what one says of one's own words in a quotation ("we told them") is rarely a report.
func (f *statementFinder) reportsWithin(u *utterance) bool {
	if u.speaker < 0 || f.outer[u.cue.Start] >= 0 || f.doc.Tokens[u.speaker].Tag == language.PRON || !u.word.has(clauseFrame|thatFrame) {
		return false
	}
	if u.direct || f.doc.Tokens[u.verb].Fine == "VBD" {
		return true
	}
	if h := f.doc.Child(u.verb, language.Aux); h >= 0 && f.doc.Tokens[h].Lemma == "have" {
		return true
	}
	return u.content.Start > 0 && f.doc.Tokens[u.content.Start-1].Lower == "that"
}

// fromJudged gives a content with the one judged at its start, where it begins behind them: "accused [the army] of looting".
func (f *statementFinder) fromJudged(r language.Range, u *utterance) language.Range {
	if !u.word.has(aboutFrame) || r.Start <= u.cue.End || r.Start > u.cue.End+6 || !f.opensTopic(r.Start) {
		return r
	}
	for i := u.cue.End; i < r.Start; i++ {
		if t := f.doc.Tokens[i].Tag; t == language.PUNCT || t == language.VERB {
			return r
		}
	}
	return language.Range{Start: u.cue.End, End: r.End}
}
