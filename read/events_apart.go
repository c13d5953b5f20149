package read

import (
	"slices"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// What is told as one of several acts, or as what one side did in answer to the other, is an event of its own.

// isUmbrella says whether an event stands for several acts, whether or not their number is told.
func (e *event) isUmbrella() bool { return e.number > 1 || e.many }

// isMany says whether a noun tells of several acts without their number: "a string of bomb attacks", "attacks in Cauca and Valle".
func (f *eventFinder) isMany(a *act) bool {
	if a.Part != codebook.Noun || a.typ != "ASSAULT" || a.mode == "clash" || f.doc.Tokens[a.At].Fine != "NNS" {
		return false
	}
	s := f.doc.SentenceOf(a.At)
	if f.onSeveral(a.At+1, s.End) {
		return true
	}
	for k := a.At - 1; k > s.Start && k >= a.At-5; k-- {
		tok := &f.doc.Tokens[k]
		if tok.Lower == "of" {
			switch f.doc.Tokens[k-1].Lemma {
			case "string", "series", "wave", "spate", "flurry", "rash":
				return true
			}
			return false
		}
		switch tok.Lower {
		case "coordinated", "co-ordinated", "simultaneous", "synchronised", "synchronized":
			return true
		}
		if tok.Tag != language.ADJ && !isNoun(tok.Tag) && tok.Tag != language.PUNCT {
			return false
		}
	}
	return false
}

// onSeveral says whether what follows token i is "on several Ukrainian cities" or the like.
func (f *eventFinder) onSeveral(i, end int) bool {
	if i+2 >= end || f.doc.Tokens[i].Lower != "on" && f.doc.Tokens[i].Lower != "in" && f.doc.Tokens[i].Lower != "across" {
		return false
	}
	switch f.doc.Tokens[i+1].Lower {
	case "several", "multiple", "many", "various", "different", "two", "three", "four", "five", "six":
	default:
		return false
	}
	for k := i + 2; k < min(end, i+5); k++ {
		if tok := &f.doc.Tokens[k]; tok.Tag == language.NOUN && tok.Fine == "NNS" {
			return f.book.In("settlement", tok.Lemma)
		}
	}
	return false
}

// isOneOf says whether an act is told as one of those that an umbrella told before stands for.
func (f *eventFinder) isOneOf(e *event, a *act) bool {
	if !e.isUmbrella() || a.number > 1 || a.many {
		return false
	}
	if f.isNth(a) || f.isOfNth(a.At) {
		return true
	}
	return !a.Weak && a.placeOwn && (e.number > 1 || !f.inTitle(e))
}

// isOfNth says whether the subject of a verb counts it among several: "the first device exploded".
func (f *eventFinder) isOfNth(v int) bool {
	s := f.doc.Child(v, language.Nsubj, language.NsubjPass)
	if s < 0 || s > v || f.doc.Tokens[v].Tag != language.VERB {
		return false
	}
	if _, n := f.weaponAt(s); n == 0 && f.actAt[s] < 0 && !f.book.In("blast", f.doc.Tokens[s].Lemma) {
		return false
	}
	return f.isCalled(s, "first", "second", "third", "fourth", "other", "another")
}

// isCalled says whether one of some words stands before token i and hangs from it.
func (f *eventFinder) isCalled(i int, words ...string) bool {
	return slices.ContainsFunc(f.doc.Children(i), func(c int) bool { return c < i && slices.Contains(words, f.doc.Tokens[c].Lower) })
}

// isCounted says whether a noun behind "in" or a comma only counts what its sentence has told among others: "in the second assassination of an
// officer this year".
func (f *eventFinder) isCounted(n int) bool {
	tok := &f.doc.Tokens[n]
	c, d := f.doc.Child(n, language.Case), f.doc.Child(n, language.Det)
	s := f.doc.SentenceOf(n)
	if d < 0 || f.doc.Tokens[d].Lower != "the" || d < s.Start+4 || c >= 0 && f.doc.Tokens[c].Lower != "in" || c < 0 && tok.Rel != language.Appos && tok.Rel != language.Parataxis {
		return false
	}
	if start := min(d, max(c, s.Start)); c >= 0 && (start == s.Start || f.doc.Tokens[start-1].Lower != ",") {
		return false
	}
	for k := d + 1; k < n; k++ {
		switch f.doc.Tokens[k].Lower {
		case "second", "third", "fourth", "fifth", "sixth", "latest":
			return f.doc.Tokens[k].Head == n
		}
	}
	return false
}

// umbrellaOf gives the event that "the attacks" stands for where one was told that stands for several; -1 for none.
func (f *eventFinder) umbrellaOf(a *act) int {
	if a.Part != codebook.Noun || !a.definite || a.placeOwn || a.timeOwn || f.doc.Tokens[a.At].Fine != "NNS" || !f.book.In("attack", f.doc.Tokens[a.At].Lemma) {
		return -1
	}
	for e := len(f.events) - 1; e >= 0; e-- {
		if ev := &f.events[e]; ev.isUmbrella() && ev.typ == a.typ && ev.realis == record.Actual && !daysDiffer(ev, a) {
			return e
		}
	}
	return -1
}

// isWithin says whether an event may have happened where an umbrella is told to: at its place, or at another that is joined to it ("attacks in
// Cauca and Valle").
func (f *eventFinder) isWithin(u, e *event) bool {
	own := &act{event: *e, placeOwn: true}
	if !f.placesDiffer(u, own) {
		return true
	}
	return slices.ContainsFunc(f.besides(u), func(p int) bool {
		other := *u
		other.place = p
		return !f.placesDiffer(&other, own)
	})
}

// besides gives the places that the words for an umbrella join to its own by "and" or a comma.
func (f *eventFinder) besides(u *event) []int {
	var out []int
	for p := range f.places {
		if m := &f.places[p]; !m.Associative && !m.Dateline && u.place >= 0 && p != u.place && slices.ContainsFunc(u.triggers, f.doc.SentenceOf(m.Start).Has) &&
			f.doc.Tokens[m.Start].Sentence == f.doc.Tokens[f.places[u.place].Start].Sentence && f.areJoined(p, u.place) {
			out = append(out, p)
		}
	}
	return out
}

// areJoined says whether "and" or a comma alone stands between two places.
func (f *eventFinder) areJoined(p, q int) bool {
	x, y := f.places[p].Range, f.places[q].Range
	if y.Start < x.Start {
		x, y = y, x
	}
	if y.Start-x.End != 1 {
		return false
	}
	word := f.doc.Tokens[x.End].Lower
	return word == "and" || word == ","
}

// placeOverAll places an umbrella that was told of two places at the one that its other words tell of, and in which its own lies.
func (f *eventFinder) placeOverAll(u *event) {
	if len(f.besides(u)) == 0 {
		return
	}
	for p := range f.places {
		m := &f.places[p]
		if m.Associative || m.Dateline || p == u.place || !f.lies(u.place, p) || !slices.ContainsFunc(u.triggers, f.doc.SentenceOf(m.Start).Has) {
			continue
		}
		u.place = p
		delete(u.evidence, "place")
		u.note("place", m.Range)
		return
	}
}

// dateOfUmbrella gives a part that has no time the one day of the umbrella.
func (f *eventFinder) dateOfUmbrella(e *event) {
	u := &f.events[e.partOf]
	if !e.from.IsZero() || u.from.IsZero() || u.time < 0 || u.from.Add(1).Before(lastDay(u.from, u.to)) {
		return
	}
	e.time, e.from, e.to, e.precision = u.time, u.from, u.to, u.precision
	e.note("from", f.times[u.time].Range)
}

// answering are the nouns of what the other side does after an attack.
var answering = []string{"operation", "raid", "airstrike", "strike", "offensive", "crackdown", "manhunt", "sweep", "bombardment"}

// isAnswer says whether an act is told as part of what followed an attack, by the other side: "militants were killed in the operation that followed the
// ambush", "in a retaliatory raid".
func (f *eventFinder) isAnswer(a *act) bool {
	if a.typ != "ASSAULT" {
		return false
	}
	s := f.doc.SentenceOf(a.At)
	for i := s.Start; i < s.End; i++ {
		if !slices.Contains(answering, f.doc.Tokens[i].Lemma) || !isNoun(f.doc.Tokens[i].Tag) || i != a.At && f.doc.Tokens[i].Head != a.At && i > s.Start+4 {
			continue
		}
		if c := f.doc.Child(i, language.Case); i != a.At && (c < 0 || f.doc.Tokens[c].Lower != "in" && f.doc.Tokens[c].Lower != "during") {
			continue
		}
		if i+2 < s.End && (f.doc.Tokens[i+1].Lower == "that" || f.doc.Tokens[i+1].Lower == "which") && f.doc.Tokens[i+2].Lemma == "follow" {
			return true
		}
		if f.isCalled(i, "retaliatory", "ensuing", "subsequent", "follow-up", "reprisal", "counter") {
			return true
		}
	}
	return false
}

// otherSide says whether one of an event and an act is an answer to an attack and the other is no part of that answer.
func (f *eventFinder) otherSide(e *event, a *act) bool {
	if e.answer == a.answer {
		return false
	}
	if a.answer {
		return !f.areForces(e.actors) || !f.areForces(a.actors)
	}
	if a.Part != codebook.Noun {
		return f.gap(e, a) > 0 && !a.Weak
	}
	return !slices.Contains(answering, f.doc.Tokens[a.At].Lemma)
}

// isPartApart says whether an act tells what others than the two sides of a clash did at a place of its own: "thirteen were killed when a mob
// stormed a station in Enayetpur" is no more than a part of the clashes of that day.
func (f *eventFinder) isPartApart(e *event, a *act) bool {
	if e.mode != "clash" || a.mode == "clash" || a.Part != codebook.Verb || len(e.actors) == 0 || len(a.actors) == 0 || sharesOne(e.actors, a.actors) || sharesOne(e.recipients, a.actors) {
		return false
	}
	if !a.placeOwn || !f.isNearby(a.place) || f.isNearby(e.place) && !f.placesDiffer(e, a) {
		return false
	}
	start := f.doc.SentenceOf(a.At).Start
	return !slices.ContainsFunc(a.actors, func(x int) bool {
		m := f.draft.actors[x].Mentions
		return len(m) == 0 || m[0].Start < start
	})
}

// isFlight says whether one of an event and an act, told in two sentences, is the shooting down of an aircraft and the other is not.
func (f *eventFinder) isFlight(e *event, a *act) bool {
	return isShotDown(e) != isShotDown(&a.event) && f.gap(e, a) > 0
}

// isShotDown says whether an event is what is done to aircraft, drones and missiles in the air.
func isShotDown(e *event) bool { return e.typ == "ASSAULT" && e.mode == "other" && e.cameo == "195" }

// ownStrike gives what a state's forces say of strikes on fighters, and nobody is told to have done, to those forces: "the army said 60 militants had
// been killed in an air strike".
func (f *eventFinder) ownStrike() {
	for e := range f.events {
		ev := &f.events[e]
		if ev.typ != "ASSAULT" || ev.realis != record.Actual || len(ev.actors) > 0 || ev.statement < 0 || !f.isStrike(ev) || !f.areFighters(ev.recipients) {
			continue
		}
		x := f.statements[ev.statement].speaker
		if x < 0 || f.draft.actors[x].Sector != "MIL" || f.draft.actors[x].Kind == actors.Person || slices.Contains(ev.recipients, x) {
			continue
		}
		ev.actors = []int{x}
		f.noteAt(ev, "actors", f.speakerHead(&f.statements[ev.statement]))
	}
}

// isStrike says whether an event is force as an army uses it from afar, or in an operation that answers an attack.
func (f *eventFinder) isStrike(ev *event) bool { return ev.answer || isRemote(ev.mode) }

// areFighters says whether all of them are told by words for fighters.
func (f *eventFinder) areFighters(list []int) bool {
	return len(list) > 0 && !slices.ContainsFunc(list, func(x int) bool {
		return !slices.ContainsFunc(f.draft.actors[x].Mentions, func(m actors.Mention) bool {
			return f.book.In("fighter", f.doc.Tokens[m.Head].Lemma)
		})
	})
}

// ofOtherClause says whether a word of a title hangs from a verb with a subject of its own in another of its clauses than the act, which has one too:
// "Norland hits Daru with bombs, Westland strikes refinery".
func (f *eventFinder) ofOtherClause(a *act, i int) bool {
	if f.doc.InTitle(i) && f.partsApart(a.At, i) {
		return true
	}
	if !f.doc.InTitle(i) || a.Part != codebook.Verb || !f.commaBetween(min(a.At, i), max(a.At, i)) || f.doc.Child(a.At, language.Nsubj) < 0 {
		return false
	}
	for v, steps := f.doc.Tokens[i].Head, 0; v >= 0 && steps < 5; v, steps = f.doc.Tokens[v].Head, steps+1 {
		if v == a.At || f.doc.Tokens[v].Tag == language.VERB {
			s := f.doc.Child(v, language.Nsubj)
			return v != a.At && s >= 0 && s != f.doc.Child(a.At, language.Nsubj)
		}
	}
	return false
}

// statesDiffer says whether those who act are of the one state in one case and of another in the other: "Norland's forces" are none of Westland's.
func (f *eventFinder) statesDiffer(these, those []int) bool {
	p, q := f.stateOf(these), f.stateOf(those)
	return p != "" && q != "" && p != q
}

// stateOf gives the one country of states and their forces, "" where there are others among them.
func (f *eventFinder) stateOf(list []int) string {
	country := ""
	for _, x := range list {
		a := &f.draft.actors[x]
		if a.Country == "" || a.Kind != actors.State && a.Sector != "MIL" || country != "" && country != a.Country {
			return ""
		}
		country = a.Country
	}
	return country
}

// forcesAndFighters says whether a state's forces act in one case and those who fight them in the other.
func (f *eventFinder) forcesAndFighters(these, those []int) bool {
	return f.areForces(these) && f.areArmed(those) || f.areForces(those) && f.areArmed(these)
}

// areForces says whether all of them are a state's soldiers or police.
func (f *eventFinder) areForces(list []int) bool {
	return len(list) > 0 && !slices.ContainsFunc(list, func(x int) bool {
		a := &f.draft.actors[x]
		return a.Sector != "MIL" && a.Sector != "COP" || a.Kind == actors.ArmedGroup || f.isPersonAlone(x)
	})
}

// areArmed says whether all of them are armed groups or told by words for fighters or gunmen.
func (f *eventFinder) areArmed(list []int) bool {
	return len(list) > 0 && !slices.ContainsFunc(list, func(x int) bool {
		a := &f.draft.actors[x]
		if (a.Sector == "MIL" || a.Sector == "COP") && a.Kind != actors.ArmedGroup {
			return true // the words for fighters are those for soldiers, too
		}
		return a.Kind != actors.ArmedGroup && !slices.ContainsFunc(a.Mentions, func(m actors.Mention) bool {
			lemma := f.doc.Tokens[m.Head].Lemma
			return f.book.In("gunmen", lemma) || f.book.In("fighter", lemma)
		})
	})
}

func (f *eventFinder) isPersonAlone(x int) bool { return f.draft.actors[x].Kind == actors.Person }

// sameTrade says whether those harmed in one case and those who act in the other are soldiers, police or fighters of one sort: peacekeepers who
// killed three are not the attackers of eight peacekeepers.
func (f *eventFinder) sameTrade(harmed, acting []int) bool {
	for _, x := range harmed {
		for _, y := range acting {
			a, b := &f.draft.actors[x], &f.draft.actors[y]
			if x == y || a.Sector != "MIL" && a.Sector != "COP" || a.Sector != b.Sector || a.Country != "" && b.Country != "" && a.Country != b.Country {
				continue
			}
			if f.headWord(x) == f.headWord(y) {
				return true
			}
		}
	}
	return false
}

// headWord gives the dictionary form of the head of an actor's first mention.
func (f *eventFinder) headWord(x int) string {
	m := f.draft.actors[x].Mentions
	if len(m) == 0 {
		return ""
	}
	return f.doc.Tokens[m[0].Head].Lemma
}

// harms says whether a verb is one of doing harm to somebody.
func (f *eventFinder) harms(v int) bool {
	switch f.doc.Tokens[v].Lemma {
	case "kill", "murder", "wound", "injure", "execute", "behead", "stab", "abduct", "kidnap", "assassinate", "ambush":
		return true
	case "shoot":
		return v+1 < len(f.doc.Tokens) && f.doc.Tokens[v+1].Lower == "dead"
	}
	return false
}

// ownersAct lets the state or the body act whose ship, aircraft or defences are the subject: "a Chinese ship rammed a boat", "its air defences downed".
func (f *eventFinder) ownersAct(a *act) {
	if a.typ != "ASSAULT" || a.Part != codebook.Verb || len(a.actors) > 0 || a.passive {
		return
	}
	s, passive := f.subject(a.At)
	if s < 0 || passive {
		return
	}
	switch f.doc.Tokens[s].Lemma {
	case "ship", "vessel", "boat", "gunboat", "warship", "frigate", "submarine", "cutter", "jet", "helicopter", "plane", "warplane", "aircraft", "drone", "tank",
		"defence", "defense", "battery", "artillery", "missile":
		f.performOwner(a, s)
		for c := s - 1; c >= 0 && len(a.actors) == 0 && f.doc.Tokens[c].Head > c && f.doc.Under(c, s); c-- {
			if p := f.placeAt[c]; p >= 0 && f.places[p].Precision == 6 && f.doc.Tokens[c].Tag == language.ADJ {
				a.actors = []int{f.placeAsActor(p)} // "a Chinese coast guard ship"
				a.note("actors", f.places[p].Range)
			}
		}
	}
}

// withAge adds to words that begin in the midst of an age what stands before them: the "61-year-" of "old woman".
func (f *eventFinder) withAge(r language.Range) language.Range {
	i := r.Start
	if i < 2 || f.doc.Tokens[i].Lower != "old" && f.doc.Tokens[i].Lower != "year" {
		return r
	}
	s := f.doc.SentenceOf(i).Start
	for k := i - 1; k >= s && k >= i-4; k-- {
		switch tok := &f.doc.Tokens[k]; {
		case tok.Tag == language.NUM:
			return language.Range{Start: k, End: r.End}
		case tok.Lower != "-" && tok.Lower != "year":
			return r
		}
	}
	return r
}
