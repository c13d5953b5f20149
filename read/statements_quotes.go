package read

import "github.com/tollbook/tollbook/language"

// looseQuotes adds the quotations that no cue has claimed. One that follows another speaker's
// quotation in the next paragraph goes on in that voice; what is joined to it is a part of that.
func (f *statementFinder) looseQuotes() {
	for q := range f.doc.Quotes {
		quote := &f.doc.Quotes[q]
		if quote.Inner || f.claimed(quote.Range) || !f.speechLike(quote) {
			continue
		}
		u := utterance{content: quote.Range, verb: -1, word: f.words.verbs["say"], speaker: -1, addressee: -1, about: -1, carried: -1}
		if p := f.voiceBefore(quote); p >= 0 {
			prev := f.said[p]
			if f.goesOnIn(&prev, quote) {
				f.said[p].content.End = quote.End
				continue
			}
			u.speaker, u.source, u.addressee = prev.speaker, prev.source, prev.addressee
			u.verb, u.carried = prev.verb, p
			if f.sameParagraph(prev.content.End-1, quote.Start) {
				u.cue = prev.cue
			}
		}
		if u.speaker < 0 {
			continue // a title, a slogan, a sign: nobody is known to say it
		}
		f.add(u)
	}
}

func (f *statementFinder) sameParagraph(a, b int) bool {
	return f.doc.SentenceOf(a).Paragraph == f.doc.SentenceOf(b).Paragraph
}

// goesOnIn says whether a quotation is a part of the quotation u before it: “A,” she said. “B.”
func (f *statementFinder) goesOnIn(u *utterance, q *language.Quote) bool {
	if f.outer[u.content.Start] < 0 || !f.joined(u.content, q.Range) {
		return false
	}
	for i := range f.said {
		if c := f.said[i].cue; c.Start >= u.content.End && c.End <= q.Start && c != u.cue && !f.passedOver(c, u.cue, q.Range) {
			return false
		}
	}
	return true
}

func (f *statementFinder) claimed(r language.Range) bool {
	for i := range f.said {
		if f.said[i].content.Overlaps(r) {
			return true
		}
	}
	return false
}

// speechLike tells a quotation of somebody's words from a title or a word held at arm's length: it has a verb and
// opens a sentence, or comes after a comma or colon.
func (f *statementFinder) speechLike(q *language.Quote) bool {
	if q.End-q.Start < 4 || q.Start < 1 {
		return false
	}
	mark := q.Start - 1
	if !f.hasVerb(q.Range) && (f.doc.Tokens[q.End-1].Lower != "." || f.doc.SentenceOf(q.Start).Start < mark) {
		return false
	}
	if f.doc.SentenceOf(q.Start).Start >= mark {
		return true
	}
	switch f.doc.Tokens[max(mark-1, 0)].Lower {
	case ",", ":", "—":
		return true
	}
	return false
}

// voiceBefore gives the utterance in whose voice the quotation goes on, -1 if there is none.
func (f *statementFinder) voiceBefore(q *language.Quote) int {
	best := -1
	for i := range f.said {
		u := &f.said[i]
		if u.content.End > q.Start || u.speaker < 0 || u.verb >= 0 && f.outer[u.verb] >= 0 {
			continue
		}
		if best < 0 || u.content.End > f.said[best].content.End {
			best = i
		}
	}
	if best < 0 {
		return -1
	}
	best = f.firstVoice(best)
	u := &f.said[best]
	gap := f.doc.SentenceOf(q.Start).Paragraph - f.doc.SentenceOf(max(u.content.End-1, u.cue.End-1)).Paragraph
	if gap == 0 || gap == 1 && u.direct {
		return best
	}
	return -1
}

// wholeQuotes widens r over each quotation that it holds the start of and whose words it leaves unfinished.
func (f *statementFinder) wholeQuotes(r language.Range) language.Range {
	if r.Empty() {
		return r
	}
	if q := f.outer[r.End-1]; q >= 0 && f.doc.Quotes[q].Start >= r.Start && f.doc.Quotes[q].End > r.End {
		r.End = f.doc.Quotes[q].End
	}
	return r
}

// trim takes quotation marks, stops and connecting marks from the ends of r. A quotation keeps its own full stop; of
// marks that enclose only a part ("“grave” concern") the inner ones stay.
func (f *statementFinder) trim(r language.Range) language.Range {
	for r.Start < r.End && f.doc.Tokens[r.Start].Tag == language.PUNCT && !f.opensInside(r.Start, r) {
		r.Start++
	}
	for r.Start < r.End && f.doc.Tokens[r.End-1].Tag == language.PUNCT && !f.closesInside(r.End-1, r) {
		r.End--
	}
	return f.balance(r)
}

// balance puts the marks of a quotation that is only the beginning or the end of r inside it, and takes those of one or two that
// begin and end with it (“A,” he said, “B”) out.
func (f *statementFinder) balance(r language.Range) language.Range {
	if r.Empty() {
		return r
	}
	opens, closes := f.opensInside(r.Start, r), r.End-1 > r.Start && f.closesInside(r.End-1, r)
	if opens && closes {
		return language.Range{Start: r.Start + 1, End: r.End - 1}
	}
	starts := r.Start > 0 && f.opensInside(r.Start-1, r)
	ends := r.End < len(f.outer) && f.closesInside(r.End, language.Range{Start: r.Start, End: r.End + 1})
	switch {
	case starts && closes:
		r.End--
	case opens && ends:
		r.Start++
	case starts && !ends:
		r.Start--
	case ends && !starts:
		r.End++
	}
	return r
}

// opensInside says whether token i opens a quotation that ends before r does, so that its marks belong to r.
func (f *statementFinder) opensInside(i int, r language.Range) bool {
	for k := range f.doc.Quotes {
		q := &f.doc.Quotes[k]
		if q.Start == i+1 {
			return f.lastWord(r) >= q.End
		}
	}
	return false
}

// closesInside says whether token i closes a quotation that begins after r does.
func (f *statementFinder) closesInside(i int, r language.Range) bool {
	for k := range f.doc.Quotes {
		q := &f.doc.Quotes[k]
		if q.End == i && !q.Open {
			return q.Start-1 > r.Start || q.Start-1 == r.Start && f.lastWord(r) > q.End
		}
	}
	return false
}

func (f *statementFinder) lastWord(r language.Range) int {
	i := r.End - 1
	for i > r.Start && f.doc.Tokens[i].Tag == language.PUNCT {
		i--
	}
	return i
}

// hasQuote says whether part of r, or all of it, is quoted.
func (f *statementFinder) hasQuote(r language.Range) bool {
	for i := r.Start; i < r.End; i++ {
		if f.outer[i] >= 0 {
			return true
		}
	}
	return false
}
