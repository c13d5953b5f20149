package calendar

import "github.com/tollbook/tollbook/language"

// tense says whether the clause around the atoms from i to end lies in the future (+1) or in the past (-1); 0 is
// not told. Words that look forward come first ("extended until Friday"), then a verb in the past beside the
// expression ("said Monday"), then the verb that governs it, then the nearest verb before it or, at the head of a sentence, after it.
func (s *scanner) tense(i, end int) int {
	for s.is(i-1, "the", "on", "early", "late") || i > 0 && s.clockWord(i-1) {
		i--
	}
	if s.is(i-1, "since") {
		return -1 // whatever the verb: "on his fourth trip since October, he is due to meet"
	}
	if s.awaited(i) {
		return 1
	}
	if s.past(i-1) || s.participle(i-1) || s.is(i-1, "until", "till") && s.past(i-2) {
		return -1
	}
	t := s.governed(i, end)
	if t == 0 && i > 2 && s.is(i-1, "until", "till", "by", "through") && !s.is(end, "'", "’") {
		return 1
	}
	if t != 0 {
		return t
	}
	if i <= 2 || s.is(i-1, ",") || s.is(i-2, ",") && s.is(i-1, "on", "in", "by") {
		if t := s.tenseAfter(end); t != 0 {
			return t
		}
	}
	return s.tenseBefore(i)
}

// clockWord says whether atom i is of a time of day before the day: "until 9 a.m. GMT Tuesday".
func (s *scanner) clockWord(i int) bool {
	a := s.at(i)
	switch {
	case a.in(zone), a.is("noon", "midnight", "p", "a", "m", "am", "pm"), a.is(".", ":") && s.clockWord(i-1):
		return i > 0
	case a.value >= 0 && a.value <= 2400:
		return s.is(i+1, "a", "p", "am", "pm", ":") || s.at(i+1).in(zone) || s.is(i-1, ":")
	}
	return false
}

// awaited says whether the words before atom i make the date an end to be waited for.
func (s *scanner) awaited(i int) bool {
	switch {
	case s.is(i-1, "effective", "starting", "beginning", "payable", "due"), s.is(i-1, "as") && s.is(i-2, "early", "soon"),
		s.is(i-1, "for", "on", "by") && s.is(i-2, "scheduled", "slated", "set", "due", "expected", "planned"):
		return true
	case s.is(i-1, "until", "till"), s.is(i-1, "to", "for"):
		for k := i - 2; k >= i-7; k-- {
			if s.is(k, "extended", "postponed", "delayed", "adjourned", "deadline", "suspended", "extend", "postpone", "rescheduled") {
				return true
			}
		}
	}
	return false
}

func (s *scanner) tenseBefore(i int) int {
	toward := false // a "to" or "for" was passed
	for k := i - 1; k >= 0 && k >= i-20; k-- {
		a := s.at(k)
		if n, ok := a.get(future); ok && (n == 0 || toward) && !(a.is("is", "are", "be") && !s.is(k+1, "to", "due")) {
			return 1
		}
		if a.is("to", "for") {
			toward = true
		}
		if s.past(k) {
			return -1
		}
	}
	return 0
}

func (s *scanner) tenseAfter(i int) int {
	for k := i; k < len(s.atoms) && k < i+15; k++ {
		a := s.at(k)
		if n, ok := a.get(future); ok && n == 0 && !a.is("upcoming", "due") || a.is("is", "are") && s.is(k+1, "to", "expected", "scheduled", "due", "set") || a.is("plans") && s.is(k+1, "to") {
			return 1
		}
		if s.past(k) {
			return -1
		}
	}
	return 0
}

// past says whether atom k is a verb in the past.
func (s *scanner) past(k int) bool {
	a := s.at(k)
	if a.token < 0 {
		return false
	}
	if a.is("was", "were", "had", "did", "said", "told") {
		return true
	}
	return s.doc.Tokens[a.token].Fine == "VBD" && !a.in(future)
}

// participle says whether atom k is a participle that tells what was done to the noun before it: "the order issued Thursday".
func (s *scanner) participle(k int) bool {
	a := s.at(k)
	if a.token < 1 || a.in(future) {
		return false
	}
	tok := &s.doc.Tokens[a.token]
	return tok.Fine == "VBN" && tok.Rel == language.Acl && s.doc.Tokens[a.token-1].Tag == language.NOUN
}

// governed gives the tense of the verb above the expression in the tree.
func (s *scanner) governed(i, end int) int {
	r := language.Range{Start: s.at(i).token, End: s.at(end-1).token + 1}
	if r.Start < 0 || r.End <= r.Start {
		return 0
	}
	k := s.doc.HeadOf(r)
	for steps := 0; steps < 6; steps++ {
		h := s.doc.Tokens[k].Head
		if h < 0 || s.doc.Tokens[k].Rel == language.Punct {
			return 0
		}
		k = h
		if s.slated(k) || steps == 0 && s.onProgramme(k) {
			return 1
		}
		if tag := s.doc.Tokens[k].Tag; tag == language.VERB || tag == language.AUX || s.doc.Child(k, language.Cop) >= 0 {
			if t, done := s.verbTense(k, r.Start); done {
				return t
			}
		}
	}
	return 0
}

// onProgramme says whether the verb at token k tells in the present what stands in a calendar: "the ministers meet Monday", "is visiting Cairo on Friday".
// Titles tell in the present what has happened.
func (s *scanner) onProgramme(k int) bool {
	tok := &s.doc.Tokens[k]
	if m := words()[tok.Lemma]; m == nil || m.number[programme] == 0 || tok.Tag != language.VERB || s.doc.InTitle(k) {
		return false
	}
	going := tok.Fine == "VBG"
	if !going && tok.Fine != "VBZ" && tok.Fine != "VBP" {
		return false
	}
	for _, c := range s.doc.Children(k) {
		if child := &s.doc.Tokens[c]; child.Rel == language.Aux || child.Rel == language.AuxPass {
			if !going || child.Lower != "is" && child.Lower != "are" && child.Lower != "'s" && child.Lower != "’s" {
				return false
			}
			return true
		}
	}
	return !going
}

// slated says whether token k is a noun for something yet to come: "the planned visit", "an upcoming trial".
func (s *scanner) slated(k int) bool {
	if s.doc.Tokens[k].Tag != language.NOUN {
		return false
	}
	for _, c := range s.doc.Children(k) {
		tok := &s.doc.Tokens[c]
		if tok.Rel == language.Amod && c < k {
			switch tok.Lower {
			case "slated", "scheduled", "planned", "upcoming", "forthcoming", "impending", "proposed", "expected":
				return true
			}
		}
	}
	return false
}

// verbTense gives the tense of a verb as it governs the expression at token at, and false where the verb above it
// decides ("agreed to meet").
func (s *scanner) verbTense(v, at int) (int, bool) {
	tok := &s.doc.Tokens[v]
	infinitive, past, perfect, present := false, tok.Fine == "VBD", false, tok.Fine == "VBZ" || tok.Fine == "VBP"
	bare := true // without any auxiliary
	for _, c := range s.doc.Children(v) {
		child := &s.doc.Tokens[c]
		switch {
		case child.Rel == language.Mark && child.Lower == "to":
			infinitive = true
		case child.Rel != language.Aux && child.Rel != language.AuxPass && child.Rel != language.Cop:
		case child.Lemma == "will" || child.Lemma == "shall" || child.Lower == "'ll" || child.Lower == "’ll" || child.Lower == "would" || child.Lower == "wo":
			return 1, true
		case child.Lower == "had":
			past, perfect, bare = true, true, false
		case child.Fine == "VBD" || child.Lower == "was" || child.Lower == "were" || child.Lower == "did" || child.Lower == "has" || child.Lower == "have" && !infinitive:
			past, bare = true, false
		case child.Fine == "VBZ" || child.Fine == "VBP" || child.Lower == "is" || child.Lower == "are":
			present, bare = true, false
		}
	}
	m, looksAhead := words()[tok.Lower], s.looksAhead(v)
	switch {
	case infinitive && (perfect || s.hadBeen(v)):
		return -1, true
	case infinitive:
		return s.purpose(v)
	case looksAhead && !perfect && (m.number[future] == 1 || present):
		return 1, true
	case looksAhead && !perfect && s.infinitiveBetween(v, at):
		return 1, true
	case past && s.aimBetween(v, at):
		return 1, true
	case past, tok.Fine == "VBN" && bare:
		return -1, true
	case present:
		return 0, true
	}
	return 0, false
}

// infinitiveBetween says whether what the verb at v aims at stands before token at: "pledged to free the men by Friday".
func (s *scanner) infinitiveBetween(v, at int) bool {
	for _, c := range s.doc.Children(v) {
		if tok := &s.doc.Tokens[c]; c > v && c < at && (tok.Rel == language.Xcomp || tok.Rel == language.Advcl) && s.doc.Tokens[c-1].Lower == "to" {
			return true
		}
	}
	return false
}

// aimBetween says whether an object of the verb at v that aims at something stands before token at: "reached an agreement to
// open the crossing in January".
func (s *scanner) aimBetween(v, at int) bool {
	for _, c := range s.doc.Children(v) {
		if c > v && s.doc.Tokens[c].Rel == language.Obj && s.looksAhead(c) {
			x := s.doc.Child(c, language.Acl)
			return x > c && x < at && s.doc.Tokens[x-1].Lower == "to"
		}
	}
	return false
}

// purpose gives the tense of "to meet" by the verb above: plans and duties look ahead, other verbs keep their own tense.
func (s *scanner) purpose(v int) (int, bool) {
	h := s.doc.Tokens[v].Head
	if h < 0 {
		return 1, true
	}
	if s.looksAhead(h) {
		return 1, true
	}
	for _, c := range s.doc.Children(v) {
		if tok := &s.doc.Tokens[c]; tok.Rel == language.Mark && c > 0 && s.looksAhead(c-1) {
			return 1, true // "reached an agreement to open the crossing"
		}
	}
	return 0, false
}

// hadBeen says whether what was to be is past by now: "had been due to expire".
func (s *scanner) hadBeen(v int) bool {
	h := s.doc.Tokens[v].Head
	if h < 0 {
		return false
	}
	for _, c := range s.doc.Children(h) {
		if tok := &s.doc.Tokens[c]; tok.Lower == "had" && (tok.Rel == language.Aux || tok.Rel == language.AuxPass || tok.Rel == language.Cop) {
			return true
		}
	}
	return false
}

// looksAhead says whether token i is a word that puts what it governs after now.
func (s *scanner) looksAhead(i int) bool {
	m := words()[s.doc.Tokens[i].Lower]
	return m != nil && m.number[future] != 0
}
