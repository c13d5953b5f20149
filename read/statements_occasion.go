package read

import (
	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/language"
)

// resolveOccasions finds when, at what venue and where each statement was made. One without an occasion of its own
// shares that of the statement by the same speaker right before it.
func (f *statementFinder) resolveOccasions() {
	for i := range f.statements {
		u, s := &f.said[i], &f.statements[i]
		if u.carried < 0 && u.verb >= 0 {
			f.ownOccasion(u, s)
		}
		if i == 0 || s.speaker < 0 || f.statements[i-1].speaker != s.speaker {
			continue
		}
		f.shareOccasion(s, &f.statements[i-1])
	}
}

func (f *statementFinder) ownOccasion(u *utterance, s *statement) {
	scope := f.occasionScope(u)
	if t := f.timeOf(u, scope); t >= 0 {
		s.from, s.to = f.times[t].From, f.times[t].To
	}
	s.venue = f.venueIn(u, scope)
	if !s.venue.Empty() {
		s.place = f.placeNear(s.venue, scope)
	}
}

// shareOccasion gives s the day, venue and place of the statement before it, as far as it has none of its own.
func (f *statementFinder) shareOccasion(s, before *statement) {
	if s.from.IsZero() && s.to.IsZero() {
		s.from, s.to = before.from, before.to
	}
	if s.venue.Empty() {
		s.venue, s.place = before.venue, before.place
	}
}

// occasionScope gives the sentence of the cue.
func (f *statementFinder) occasionScope(u *utterance) language.Range {
	return f.doc.SentenceOf(u.verb).Range
}

// timeOf gives the time expression that says when u was said: one in the sentence of its cue that hangs from the cue's verb
// and not from what was said, or one that dates the document which speaks ("a report released in July"); -1 for none.
func (f *statementFinder) timeOf(u *utterance, scope language.Range) int {
	best, distance := -1, 0
	for t := range f.times {
		x := &f.times[t]
		if x.From.IsZero() || x.Kind != calendar.Date && x.Kind != calendar.Clock || !scope.Contains(x.Range) || f.inContent(x.Range, u.verb) {
			continue
		}
		if !f.dates(f.doc.HeadOf(x.Range), u) || f.isDeclared(x.Range, u) {
			continue
		}
		n := x.Start - u.verb
		if n < 0 {
			n = -n
		}
		if best < 0 || n < distance {
			best, distance = t, n
		}
	}
	return best
}

// isDeclared says whether a day is what the words make something of: "declared Monday a day of mourning".
func (f *statementFinder) isDeclared(r language.Range, u *utterance) bool {
	return r.Start == u.verb+1 && r.End < len(f.doc.Tokens) && f.doc.Tokens[r.End].Tag == language.DET && f.doc.Tokens[u.verb].Lemma != "say" && f.doc.Tokens[u.verb].Lemma != "tell"
}

// inContent says whether r lies in what anybody says whose cue is the verb or lies outside of r.
func (f *statementFinder) inContent(r language.Range, verb int) bool {
	for i := range f.said {
		c := f.said[i].content
		if c.Contains(r) && !c.Has(verb) {
			return true
		}
	}
	return false
}

// dates says whether a time with head t hangs from the cue of u, from a verb that the cue is joined to, or from the source.
func (f *statementFinder) dates(t int, u *utterance) bool {
	if u.speaker >= 0 && f.words.is("document", f.doc.Tokens[u.speaker].Lemma) && f.doc.Under(t, u.speaker) {
		return true
	}
	verbs := f.cueChain(u.verb)
	for h, steps := t, 0; h >= 0 && steps < 6; h, steps = f.doc.Tokens[h].Head, steps+1 {
		for _, v := range verbs {
			if h == v {
				return true
			}
		}
		if tag := f.doc.Tokens[h].Tag; tag == language.VERB {
			return false
		}
	}
	return false
}

// cueChain gives the verb of a cue and the verbs above it that it is joined to or serves ("reiterated ..., calling on").
func (f *statementFinder) cueChain(v int) []int {
	chain := []int{v}
	for len(chain) < 4 {
		t := &f.doc.Tokens[v]
		switch t.Rel {
		case language.Advcl, language.Conj, language.Xcomp:
			v = t.Head
			chain = append(chain, v)
		default:
			return chain
		}
	}
	return chain
}

// venueIn gives the words for the venue of u in its sentence: "at a news conference", "Speaking at the National Assembly".
func (f *statementFinder) venueIn(u *utterance, scope language.Range) language.Range {
	for i := scope.Start; i < scope.End; i++ {
		if !f.opensVenue(i) || f.inContent(language.Range{Start: i, End: i + 1}, u.verb) {
			continue
		}
		if h := f.venueHead(i + 1); h >= 0 && (u.speaker < 0 || !f.doc.Under(i, u.speaker) || f.doc.Under(i, u.verb)) {
			return f.venueWords(i+1, h)
		}
	}
	return language.Range{}
}

// opensVenue says whether token i can stand before a venue: "at", "in", or "addressing" and "told" themselves.
func (f *statementFinder) opensVenue(i int) bool {
	t := &f.doc.Tokens[i]
	switch t.Lower {
	case "at", "in", "during", "before", "on", "to":
		return true
	}
	return t.Lemma == "address" || t.Lemma == "tell"
}

// venueHead gives the venue noun that heads the phrase which begins at token i; -1 if it is none.
func (f *statementFinder) venueHead(i int) int {
	s := f.doc.SentenceOf(min(i, len(f.doc.Tokens)-1))
	for j := i; j < s.End && j < i+9; j++ {
		t := &f.doc.Tokens[j]
		switch t.Tag {
		case language.VERB, language.PUNCT, language.AUX, language.SCONJ:
			return -1
		case language.ADP:
			if t.Lower != "of" {
				return -1
			}
		case language.NOUN, language.PROPN:
			last := j+1 >= s.End || f.doc.Tokens[j+1].Tag != language.NOUN && f.doc.Tokens[j+1].Tag != language.PROPN
			if last && (f.words.is("venue", t.Lower) || f.words.is("venue", t.Lemma)) {
				return j
			}
		}
	}
	return -1
}

// venueWords gives the phrase from token i to head h without its article, and the "of …" behind it.
func (f *statementFinder) venueWords(i, h int) language.Range {
	for i < h && f.doc.Tokens[i].Tag == language.DET {
		i++
	}
	r := language.Range{Start: i, End: h + 1}
	s := f.doc.SentenceOf(h)
	for r.End+1 < s.End && f.doc.Tokens[r.End].Lower == "of" {
		e := r.End + 1
		for e < s.End && (f.doc.Tokens[e].Tag == language.DET || f.doc.Tokens[e].Tag == language.ADJ || f.nominal(e) || f.capital(e)) && !f.isTime(e) {
			e++
		}
		if e == r.End+1 {
			break
		}
		r.End = e
	}
	return r
}

// capital says whether token i is written with a capital letter where that means something.
func (f *statementFinder) capital(i int) bool {
	c := f.doc.Word(i)[0]
	return 'A' <= c && c <= 'Z' && !f.doc.Upper
}

func (f *statementFinder) isTime(tok int) bool {
	for i := range f.times {
		if f.times[i].Has(tok) {
			return true
		}
	}
	return false
}

// placeNear gives the place that the venue lies in: one in its words or right behind them ("at a rally in Lahore").
func (f *statementFinder) placeNear(venue, scope language.Range) int {
	for p := range f.places {
		x := &f.places[p]
		if x.Associative || !scope.Contains(x.Range) {
			continue
		}
		if venue.Overlaps(x.Range) {
			return p
		}
		if x.Start <= venue.End+2 && x.Start > venue.End && f.doc.Tokens[venue.End].Tag == language.ADP {
			return p
		}
	}
	return -1
}
