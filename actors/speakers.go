package actors

import "github.com/tollbook/tollbook/language"

// findSpeakers adds "I", "me" and "my" within a quotation as mentions of the person whose words they are. It needs the
// candidates in order.
func (f *finder) findSpeakers() {
	added := false
	for q := range f.doc.Quotes {
		quote := &f.doc.Quotes[q]
		if quote.Inner {
			continue
		}
		who := -2 // not looked for yet
		for i := quote.Start; i < quote.End; i++ {
			if !isFirstPerson(f.tok(i).Lower) || f.tok(i).Tag != language.PRON && f.tok(i).Tag != language.DET || f.insideInner(i) {
				continue
			}
			if who == -2 {
				who = f.speakerOf(quote)
			}
			if who < 0 {
				break
			}
			c := candidate{pronoun: speaker, definite: true}
			c.Mention = Mention{Range: language.Range{Start: i, End: i + 1}, Head: i, Kind: Pronoun}
			f.found[f.add(c)].same = who
			added = true
		}
	}
	if added {
		f.order()
	}
}

func isFirstPerson(w string) bool {
	switch w {
	case "i", "me", "my", "mine", "myself":
		return true
	}
	return false
}

// insideInner says whether token i lies in a quotation within a quotation: the words of somebody else.
func (f *finder) insideInner(i int) bool {
	for q := range f.doc.Quotes {
		if f.doc.Quotes[q].Inner && f.doc.Quotes[q].Has(i) {
			return true
		}
	}
	return false
}

// speakerOf gives the candidate for one person that is the subject of a verb of speech behind or before a quotation in
// its sentence; -1.
func (f *finder) speakerOf(q *language.Quote) int {
	if q.End < len(f.doc.Tokens) {
		last := f.doc.SentenceOf(q.End - 1)
		for n := range f.found {
			if c := &f.found[n]; c.Start > q.End && c.Start < min(q.End+12, last.End+8) && f.sameParagraph(q.End-1, c.Start) && f.saysQuote(c) {
				return n
			}
		}
	}
	first := f.doc.SentenceOf(q.Start)
	for n := len(f.found) - 1; n >= 0; n-- {
		if c := &f.found[n]; first.Has(c.Start) && c.End <= q.Start && f.saysQuote(c) {
			return n
		}
	}
	return -1
}

func (f *finder) sameParagraph(i, j int) bool {
	return f.doc.SentenceOf(i).Paragraph == f.doc.SentenceOf(j).Paragraph
}

// saysQuote says whether c is one person who is the subject of a verb of speech.
func (f *finder) saysQuote(c *candidate) bool {
	if c.plural || c.kind != Person && c.pronoun != heShe {
		return false
	}
	t := f.tok(c.Head)
	if t.Rel != language.Nsubj || t.Head < 0 {
		return false
	}
	switch f.tok(t.Head).Lemma {
	case "say", "tell", "add", "warn", "state", "explain", "insist", "note", "write", "recall", "ask", "shout", "continue", "declare", "claim", "argue",
		"tweet", "admit", "vow", "pledge", "announce", "reply", "respond", "stress", "emphasize", "emphasise":
		return true
	}
	return false
}
