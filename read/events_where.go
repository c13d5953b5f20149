package read

import (
	"slices"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// findPlace takes the place of the sentence that is most likely that of an act on the ground. Of another act it takes the one that the
// tree has.
func (f *eventFinder) findPlace(a *act) {
	best, own := f.treePlace(a)
	if isOnTheGround(a.typ) {
		best = f.weighPlaces(a)
		own = best >= 0 && (f.climb(a, f.doc.HeadOf(f.places[best].Range)) >= 0 || f.readPlace(a) == best)
	}
	if best < 0 {
		best = f.placeThere(a)
		own = best >= 0
	}
	if best < 0 {
		best = f.placeHere(a)
		own = best >= 0
	}
	if best >= 0 {
		a.place, a.placeOwn = best, own
		a.note("place", f.places[best].Range)
	}
}

// placeHere gives the finest place of the dateline, if the sentence of an act has it happen "here"; else -1.
func (f *eventFinder) placeHere(a *act) int {
	s := f.doc.SentenceOf(a.At)
	here := slices.ContainsFunc(f.doc.Tokens[s.Start:s.End], func(t language.Token) bool { return t.Lower == "here" && t.Tag == language.ADV })
	best := -1
	for p := range f.places {
		if m := &f.places[p]; here && m.Dateline && m.Precision > 0 && (best < 0 || m.Precision < f.places[best].Precision) {
			best = p
		}
	}
	return best
}

// placeThere gives the place spoken of last, if the clause of an act has it happen "there": in the sentence or the one before; else -1.
func (f *eventFinder) placeThere(a *act) int {
	s := f.doc.SentenceOf(a.At)
	at := -1
	for i := s.Start; i < s.End; i++ {
		if tok := &f.doc.Tokens[i]; tok.Lower == "there" && tok.Tag == language.ADV && (i == s.Start || f.doc.Tokens[i-1].Tag != language.ADP) {
			at = i
		}
	}
	if at < 0 {
		return -1
	}
	for p := len(f.places) - 1; p >= 0; p-- {
		m := &f.places[p]
		if m.Start >= at || m.Associative || m.Dateline {
			continue
		}
		if f.doc.Tokens[m.Start].Sentence < f.doc.Tokens[at].Sentence-1 || f.doc.InTitle(m.Start) {
			return -1
		}
		return p
	}
	return -1
}

// treePlace gives the place that hangs nearest to the act in the tree; failing that, one elsewhere in the sentence that a word of
// place leads to, which is not the act's own. It is -1 for none.
func (f *eventFinder) treePlace(a *act) (best int, own bool) {
	s := f.doc.SentenceOf(a.At)
	best, bestScore := -1, 1000
	for p := range f.places {
		m := &f.places[p]
		if m.Start < s.Start || m.Associative || m.Dateline {
			continue
		}
		if m.Start >= s.End {
			break
		}
		h := f.doc.HeadOf(m.Range)
		if f.namesOther(h, m.Range) {
			continue
		}
		score, tied := f.placeScore(a, h)
		score += m.Precision
		if score < bestScore {
			best, bestScore, own = p, score, tied
		}
	}
	return best, own
}

// namesOther says whether a place's name only serves to name somebody: "US soldiers", "the Britain-based observatory".
func (f *eventFinder) namesOther(h int, words language.Range) bool {
	tok := &f.doc.Tokens[h]
	switch tok.Rel {
	case language.Amod, language.Compound, language.NmodPoss:
		if tok.Head > h && f.placeAt[tok.Head] < 0 {
			if _, n := f.book.Targets.Match(f.doc, tok.Head); n == 0 && f.actorAt[tok.Head] >= 0 && f.headAt[tok.Head] {
				return true
			}
		}
	}
	// "Pakistan has lost 18 soldiers": a state that acts or is acted on is no place.
	if x := f.actorAt[h]; x >= 0 && f.headAt[h] && f.draft.actors[x].Kind == actors.State && f.doc.Child(h, language.Case) < 0 {
		switch tok.Rel {
		case language.Nsubj, language.NsubjPass, language.Obj, language.Iobj, language.Obl:
			return true
		}
	}
	if h+2 < len(f.doc.Tokens) && f.doc.Tokens[h+1].Lower == "-" && f.doc.Tokens[h+2].Lower == "based" {
		return true
	}
	if x := f.actorAt[h]; x >= 0 {
		r, ok := f.mentionAt(h)
		if !ok || r.End-r.Start <= words.End-words.Start {
			return false
		}
		switch f.draft.actors[x].Kind {
		case actors.ArmedGroup, actors.Person:
			return true // "the Islamic State of Iraq"
		}
		return f.doc.Tokens[h].Rel == language.Flat
	}
	return false
}

// placeScore says how far a place stands from an act: small when it hangs from it.
func (f *eventFinder) placeScore(a *act, h int) (score int, tied bool) {
	if d := f.climb(a, h); d >= 0 {
		return 6 * d, true
	}
	if !f.ledByPlaceWord(h) || f.anothers(a, h) {
		return 1000, false
	}
	gap := h - a.At
	if gap < 0 {
		gap = 5 - gap // what follows is nearer
	}
	return 60 + gap, false
}

// climb gives how many steps up the tree lead from token i to the act, -1 when none do.
func (f *eventFinder) climb(a *act, i int) int {
	for steps := 0; i >= 0 && steps < 6; steps++ {
		if i == a.At || i == a.top || f.coreOf(a, i) {
			return steps
		}
		switch f.doc.Tokens[i].Rel {
		case language.Ccomp, language.Advcl, language.Parataxis:
			return -1
		}
		if x := f.actAt[i]; x >= 0 && steps > 0 && f.acts[x].typ == a.typ && f.acts[x].At != a.At && i != a.top {
			// The place belongs to another act below this one; it is this one's too, but only at a distance.
			steps++
		}
		i = f.doc.Tokens[i].Head
	}
	return -1
}

// anothers says whether a word hangs close below another act of the sentence.
func (f *eventFinder) anothers(a *act, i int) bool {
	for steps := 0; i >= 0 && steps < 3; steps++ {
		if x := f.actAt[i]; x >= 0 && f.acts[x].At != a.At && f.acts[x].typ != a.typ {
			return true
		}
		i = f.doc.Tokens[i].Head
	}
	return false
}

func (f *eventFinder) ledByPlaceWord(h int) bool {
	for steps := 0; h >= 0 && steps < 3; steps++ {
		if c := f.doc.Child(h, language.Case); c >= 0 {
			return f.book.In("placeword", f.doc.Tokens[c].Lower)
		}
		r := f.doc.Tokens[h].Rel
		if r == language.Obj && f.book.In("enter", f.doc.Tokens[f.doc.Tokens[h].Head].Lemma) {
			return true // "shot as he left a Baghdad mosque"
		}
		if r != language.Appos && r != language.Flat && r != language.Compound && r != language.Conj {
			return false
		}
		h = f.doc.Tokens[h].Head
	}
	return false
}

// sinceFar is how much farther than any other time "since X" is from an act that is not told in the perfect.
const sinceFar = 500

// findTime takes the time that is said of the act itself: one that the reader pairs with it, or one under its verb, or under
// a verb whose clause it is a part of, but never that of the speech verb that reports it.
func (f *eventFinder) findTime(a *act) {
	s := f.doc.SentenceOf(a.At)
	best, bestScore := -1, 1000
	paired := f.readTime(a)
	for t := range f.times {
		m := &f.times[t]
		if m.Start < s.Start {
			continue
		}
		if m.Start >= s.End {
			break
		}
		if m.Relation != calendar.Unrelated && m.End <= a.At {
			// "a day after 18 were killed": the day is that of what came before.
			if d := a.At - m.End; (!m.OtherFrom.IsZero() || !f.daysFromLead(m, a).IsZero()) && d < 40 && (d < bestScore || f.marks(m.Range, a)) {
				best, bestScore = t, 0
			}
			continue
		}
		if m.From.IsZero() || m.Kind == calendar.Set || f.partsApart(a.At, m.Start) {
			continue
		}
		if f.comesAfter(t, a) || f.toldThen(t, a) || f.endsPeriod(t) {
			continue
		}
		d := f.timeDistance(a, f.doc.HeadOf(m.Range))
		if t == paired {
			d = 0
		}
		if d >= 0 && m.Bound == calendar.Since && !f.hasAux(a.top, "have") {
			d += sinceFar // "on his fourth trip since October, he meets … on Wednesday"
		}
		if d >= 0 && d < bestScore {
			best, bestScore = t, d
		}
	}
	if best >= 0 {
		m := &f.times[best]
		a.time, a.from, a.to, a.precision, a.timeOwn = best, m.From, m.To, m.Precision, true
		if m.Relation != calendar.Unrelated && m.End <= a.At {
			a.from, a.to = m.OtherFrom, m.OtherTo
			if a.from.IsZero() {
				a.from = f.daysFromLead(m, a)
				a.to, a.precision = a.from, 1
			}
		}
		a.note("from", m.Range)
		f.throughNext(a, best)
	}
}

// endsPeriod says whether a time is only the end of the period before it: "in the week to 16 April".
func (f *eventFinder) endsPeriod(t int) bool {
	if t == 0 {
		return false
	}
	before, x := &f.times[t-1], &f.times[t]
	return before.Kind == calendar.Duration && !before.From.IsZero() && before.To == x.To && x.Start-before.End <= 3 && x.Start > before.End
}

// throughNext lets an act last from one day to the next, where both are told: "on Thursday and Friday".
func (f *eventFinder) throughNext(a *act, t int) {
	for m := range f.times {
		x, y := &f.times[t], &f.times[m]
		if y.End+1 == x.Start {
			x, y = y, x
		}
		if x.End+1 != y.Start || f.doc.Tokens[x.End].Lower != "and" || x.Precision != 1 || y.Precision != 1 || x.Kind != calendar.Date || y.Kind != calendar.Date {
			continue
		}
		if x.From.Add(1) == y.From && (a.from == x.From || a.from == y.From) && a.from == a.to {
			a.from, a.to, a.precision = x.From, y.To, 2
			a.note("from", f.times[m].Range)
			return
		}
	}
}

// daysFromLead counts "a day after 11 were killed" from the one day that the lead names, where the calendar has no day for what came after; the zero
// day where it cannot.
func (f *eventFinder) daysFromLead(m *calendar.Time, a *act) calendar.Day {
	if !f.marks(m.Range, a) || m.Offset.Unit != calendar.OneDay {
		return calendar.Day{}
	}
	lead, only := f.leadSentence(), -1
	for t := range f.times {
		x := &f.times[t]
		if f.doc.Tokens[x.Start].Sentence != lead || x.Precision != 1 || x.Kind != calendar.Date || x.Relation != calendar.Unrelated || f.ahead(x) {
			continue
		}
		if only >= 0 && f.times[only].From != x.From {
			return calendar.Day{}
		}
		only = t
	}
	if only < 0 {
		return calendar.Day{}
	}
	return m.Other(f.times[only].From)
}

// toldThen says whether a time is that of the words for who told of an act, which come behind it: "gunmen ambushed a convoy, two officials told
// reporters on Tuesday".
func (f *eventFinder) toldThen(t int, a *act) bool {
	for i := f.times[t].Start - 1; i > a.At && i > f.times[t].Start-8; i-- {
		tok := &f.doc.Tokens[i]
		if tok.Tag == language.PUNCT || tok.Tag == language.SCONJ {
			return false
		}
		if tok.Tag == language.VERB {
			s := f.doc.Child(i, language.Nsubj)
			return f.isSpeech(i) && s > a.At && f.doc.Tokens[s].Sentence == tok.Sentence && f.commaBetween(a.At, s)
		}
	}
	return false
}

func (f *eventFinder) commaBetween(a, b int) bool {
	for i := a + 1; i < b; i++ {
		if f.doc.Tokens[i].Lower == "," {
			return true
		}
	}
	return false
}

// notYet settles an act whose day lies after the report: a deed is planned then, and an act of words has the day of what it speaks of, not
// its own ("called on Monday for a strike on Friday").
func (f *eventFinder) notYet(a *act) {
	if a.realis != record.Actual || a.from.IsZero() || f.published.IsZero() || !f.published.Before(a.from) {
		return
	}
	switch a.typ {
	case "REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT":
		a.time, a.from, a.to, a.precision, a.timeOwn = -1, calendar.Day{}, calendar.Day{}, 0, false
		delete(a.evidence, "from")
	default:
		f.setRealis(a, record.Planned, -1)
		a.note("realis", f.times[a.time].Range)
	}
}

// comesAfter says whether a time is that of something done after an act: "raised the toll of the strike on Friday".
func (f *eventFinder) comesAfter(t int, a *act) bool {
	v := f.doc.Tokens[f.doc.HeadOf(f.times[t].Range)].Head
	if v < 0 || v == a.At || f.doc.Tokens[v].Tag != language.VERB {
		return false
	}
	return f.book.In("aftermath", f.doc.Tokens[v].Lemma) || a.typ == "ASSAULT" && f.pursued(t, v, a.At)
}

// marks says whether the word after a time, or in it, joins the act's clause to it: "a day after 18 were killed". No other time
// of the sentence is the act's then.
func (f *eventFinder) marks(r language.Range, a *act) bool {
	for i, steps := a.At, 0; i >= r.End && steps < 4; i, steps = f.doc.Tokens[i].Head, steps+1 {
		for k := r.Start; k <= r.End; k++ {
			if tok := &f.doc.Tokens[k]; tok.Head == i && (tok.Rel == language.Mark || tok.Rel == language.Case) {
				return true
			}
		}
	}
	return false
}

// timeDistance gives how far a time stands from an act whose clause it is in, -1 when it is not.
func (f *eventFinder) timeDistance(a *act, h int) int {
	up := make([]int, 0, 8) // the time's ancestors up to its verb
	for i := h; i >= 0 && len(up) < 6; i = f.doc.Tokens[i].Head {
		up = append(up, i)
		if i != h && (f.doc.Tokens[i].Tag == language.VERB || f.actAt[i] >= 0) {
			break
		}
	}
	if len(up) == 0 {
		return -1
	}
	verb := up[len(up)-1]
	if f.isSpeech(verb) && verb != a.At {
		return -1
	}
	down := 0
	for i := a.At; i >= 0 && down < 6; i = f.doc.Tokens[i].Head {
		for k, u := range up {
			if u == i && (i == verb || k > 0) {
				return k + down
			}
		}
		switch f.doc.Tokens[i].Rel {
		case language.AclRelcl:
			// "the massacre of 1994, in which 800 were killed": the day of what the clause tells of is theirs.
			if k := slices.Index(up, f.doc.Tokens[i].Head); k > 0 && f.ledIn(i) {
				return k + down + 1
			}
			return -1
		case language.Ccomp, language.Parataxis:
			return -1
		case language.Advcl:
			if f.doc.Tokens[i].Fine != "VBG" && f.doc.Tokens[i].Fine != "VBN" {
				return -1
			}
		}
		down++
	}
	return -1
}

// ledIn says whether "in which", "during which", "when" or "where" leads a relative clause into what it hangs from.
func (f *eventFinder) ledIn(verb int) bool {
	for i := f.doc.SentenceOf(verb).Start; i < verb; i++ {
		if f.doc.Tokens[i].Head != verb {
			continue
		}
		switch f.doc.Tokens[i].Lower {
		case "when", "where":
			return true
		case "which":
			if c := f.doc.Child(i, language.Case); c >= 0 && (f.doc.Tokens[c].Lower == "in" || f.doc.Tokens[c].Lower == "during") {
				return true
			}
		}
	}
	return false
}

// isSpeech says whether a verb reports words: the time beside it is when they were said.
func (f *eventFinder) isSpeech(v int) bool { return f.book.In("speech", f.doc.Tokens[v].Lemma) }
