package calendar

import "github.com/tollbook/tollbook/language"

// saidThen says whether a day is that on which something was only said: the first verb above it is one of speech, or it hangs from the noun of a statement.
// "The same morning" and "the next day" go on with what happened, not with who told of it when.
func (s *scanner) saidThen(r language.Range) bool {
	for i, steps := s.doc.Tokens[s.doc.HeadOf(r)].Head, 0; i >= 0 && steps < 4; i, steps = s.doc.Tokens[i].Head, steps+1 {
		tok := &s.doc.Tokens[i]
		switch {
		case tok.Tag == language.VERB:
			return isSaying(tok.Lemma)
		case tok.Tag == language.NOUN:
			return tok.Lemma == "statement" || tok.Lemma == "briefing" || tok.Lemma == "interview"
		}
	}
	return false
}

// isSaying says whether a verb, by its lemma, reports words.
func isSaying(lemma string) bool {
	switch lemma {
	case "say", "tell", "announce", "report", "acknowledge", "confirm", "state", "add", "claim", "declare", "admit", "speak":
		return true
	}
	return false
}

// spokenThen dates "speaking a day after X" by the day of the last words before, in its paragraph or the one before; zero where relation i hangs from no
// verb of speech, or no such day is told.
func (s *scanner) spokenThen(i int) (from, to Day) {
	t := &s.out[i]
	if !s.saidThen(t.Range) && !s.clauseSays(t) {
		return Day{}, Day{}
	}
	for n := i - 1; n >= 0; n-- {
		x := &s.out[n]
		if s.doc.SentenceOf(t.Start).Paragraph-s.doc.SentenceOf(x.Start).Paragraph > 1 {
			break
		}
		if x.Precision == 1 && x.Bound == At && x.Relation == Unrelated && s.saidThen(x.Range) {
			return x.From, x.To
		}
	}
	return Day{}, Day{}
}

// clauseSays says whether the sentence that a time stands in opens with a verb of speech: "Speaking in parliament a day after".
func (s *scanner) clauseSays(t *Time) bool {
	first := &s.doc.Tokens[s.doc.SentenceOf(t.Start).Start]
	return first.Tag == language.VERB && first.Fine == "VBG" && isSaying(first.Lemma)
}
