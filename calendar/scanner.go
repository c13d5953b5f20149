package calendar

import (
	"slices"

	"github.com/tollbook/tollbook/language"
)

// A scanner reads the atoms of one sentence. What it has found so far is the
// context of expressions such as "the same day" and "a year earlier".
type scanner struct {
	doc      *language.Doc
	atoms    []atom // of one sentence
	none     atom   // stands after the end and before the start
	caseless bool   // capital letters mean nothing
	base     Day    // what relative expressions count from; zero when not known
	last     interval
	spoken   int      // paragraph of the last mention
	quarter  interval // last quarter of a year spoken of
	months   bool     // "the first nine months" were spoken of after it
	out      []Time
	from     int // index in out of the sentence's first expression
}

// A found is an expression before it becomes a Time.
type found struct {
	start, end int // atoms
	kind       Kind
	iv         interval
	bare       bool // an article before it is no part of it
	mention    bool // later expressions may count from it
	relation   Relation
	offset     Period
}

func (f *found) longer(g found) {
	if g.end > f.end {
		*f = g
	}
}

func (s *scanner) at(i int) *atom {
	if i < 0 || i >= len(s.atoms) {
		return &s.none
	}
	return &s.atoms[i]
}

func (s *scanner) is(i int, list ...string) bool { return s.at(i).is(list...) }

func (a *atom) is(list ...string) bool { return a.word != "" && slices.Contains(list, a.word) }

// get gives the number that the word stands for in a class.
func (a *atom) get(c class) (int, bool) {
	if a.mean == nil || a.mean.number[c] == 0 {
		return 0, false
	}
	return int(a.mean.number[c]) - 1, true
}

func (a *atom) in(c class) bool { return a.mean != nil && a.mean.number[c] != 0 }

// skip gives the atom after i if i is one of the words, else i.
func (s *scanner) skip(i int, list ...string) int {
	if s.is(i, list...) {
		return i + 1
	}
	return i
}

// ifIs gives 1 if atom i is one of the words, else 0.
func (s *scanner) ifIs(i int, list ...string) int { return s.skip(i, list...) - i }

// phrase gives the atom after the words if they stand at i, else i.
func (s *scanner) phrase(i int, list ...string) int {
	for k, w := range list {
		if s.at(i+k).word != w {
			return i
		}
	}
	return i + len(list)
}

// sentence finds the expressions of one sentence.
func (s *scanner) sentence(list []atom) {
	s.atoms, s.from = list, len(s.out)
	for i := 0; i < len(list); {
		f := s.expression(i)
		if f.end <= i {
			i++
			continue
		}
		s.keep(f)
		i = f.end
	}
}

// expression reads the longest expression that begins at atom i; its end is 0 where there is none.
func (s *scanner) expression(i int) found {
	if !s.starts(i) {
		return found{}
	}
	if f := s.someDay(i); f.end > i {
		f.start = i
		return f
	}
	j := s.skip(i, "the")
	var best found
	best.longer(s.phraseOfDate(i))
	best.longer(s.clock(j))
	best.longer(s.length(i))
	best.longer(s.repetition(i))
	best.longer(s.reference(i))
	if best.end == 0 {
		return best
	}
	best.start = i
	if best.bare && j > i {
		best.start = j
	}
	return best
}

// starts says whether an expression may begin at atom i: most atoms cannot.
func (s *scanner) starts(i int) bool {
	a := s.at(i)
	if a.value >= 0 {
		return i == 0 || !s.glued(i)
	}
	return a.mean != nil && a.mean.starts
}

// glued says whether the digits at i go on from letters, a point or a comma: "B52", "3.14", "1,500".
func (s *scanner) glued(i int) bool {
	if s.at(i).spaced || s.at(i).first {
		return false
	}
	p := s.at(i - 1)
	if p.is(",", ".") {
		return s.at(i-2).value >= 0 && !p.spaced
	}
	return p.is("$", "£", "€", "#", "/", ":", "@") || p.mean == nil && p.value < 0 && len(p.word) > 1 && p.word[0] >= 'a' && p.word[0] <= 'z'
}

// keep makes a Time of an expression and remembers it as context.
func (s *scanner) keep(f found) {
	t := Time{Kind: f.kind, Value: f.iv.value, From: f.iv.from, To: f.iv.to, Relation: f.relation, Offset: f.offset}
	t.Range = language.Range{Start: s.atoms[f.start].token, End: s.atoms[f.end-1].token + 1}
	if n := len(s.out); n > 0 && s.out[n-1].End > t.Start {
		return // two expressions in one token: the first wins
	}
	t.Precision = precisionOf(t.From, t.To)
	s.window(&t, f)
	s.out = append(s.out, t)
	if f.mention && f.iv.known() && !(s.last.unit == OneDay && s.last.known() && s.paragraph()-s.spoken <= 1 && s.saidThen(t.Range)) {
		s.last, s.spoken = f.iv, s.paragraph()
		if f.iv.unit == Quarter {
			s.quarter, s.months = f.iv, false
		}
	}
	if f.kind == Duration && f.iv.known() && (f.iv.value == "P9M" || f.iv.value == "P6M") {
		s.months = true
	}
}

func (s *scanner) paragraph() int {
	return s.doc.SentenceOf(s.atoms[0].token).Paragraph
}

// window widens "since January" to today, and the two ends of "between March and May" to the whole.
func (s *scanner) window(t *Time, f found) {
	if f.kind == Duration || f.kind == Set || !f.iv.known() {
		return
	}
	i := f.start
	if s.is(i-1, "the") {
		i--
	}
	if s.is(i-1, "since") && !s.base.IsZero() && t.From.Before(s.base) {
		t.Bound, t.To = Since, s.base
		t.Precision = precisionOf(t.From, t.To)
		return
	}
	n := len(s.out)
	if n <= s.from || !s.is(i-1, "and", "to", "until", "till", "through", "-", "–") {
		return
	}
	first := &s.out[n-1]
	if first.Bound != At || first.From.IsZero() || first.End != s.at(i-1).token && first.End != s.at(i-2).token {
		return
	}
	opener := s.before(first.Start)
	if !(s.is(i-1, "and") && opener == "between" || !s.is(i-1, "and") && (opener == "from" || s.is(i-1, "through", "-", "–"))) {
		return
	}
	if t.To.Before(first.From) {
		return
	}
	for _, x := range []*Time{first, t} {
		x.Bound = Through
	}
	first.To, t.From = t.To, first.From
	first.Precision = precisionOf(first.From, first.To)
	t.Precision = first.Precision
}

// before gives the word before a token, past an article.
func (s *scanner) before(token int) string {
	i := token - 1
	if i >= 0 && s.doc.Tokens[i].Lower == "the" {
		i--
	}
	if i < 0 {
		return ""
	}
	return s.doc.Tokens[i].Lower
}
