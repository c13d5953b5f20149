package calendar

// tense says whether the clause around the atoms from i to end lies in the future (+1) or in the past (-1); 0 is
// not told. The nearest verb before the expression decides; at the head of a sentence, the first after it.
func (s *scanner) tense(i, end int) int {
	if i <= 2 || s.is(i-1, ",") || s.is(i-2, ",") && s.is(i-1, "on", "in", "by") {
		if t := s.tenseAfter(end); t != 0 {
			return t
		}
	}
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
	if a.is("was", "were", "had", "did", "said", "told") {
		return true
	}
	return s.doc.Tokens[a.token].Fine == "VBD" && !a.in(future)
}
