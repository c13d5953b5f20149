package read

import (
	"slices"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// Where no sentence of an act gives its place, the report may: by the heading that stands over it, by "the incident occurred in" of the
// next sentence, or by playing in one country alone. Only the news of the report is placed so, and never by its dateline.

// placeByReport gives events a place that the report gives them, not their own words.
func (f *eventFinder) placeByReport() {
	over := f.headingPlace()
	for e := range f.events {
		ev := &f.events[e]
		if ev.background {
			continue
		}
		if ev.place >= 0 {
			if ev.main && isOnTheGround(ev.typ) && f.isElsewhere(ev.place, over) {
				ev.place = over // an entry of a chronicle is filed under where it happened: what lies abroad is a way there, or whose it was
				ev.note("place", f.places[over].Range)
			}
			continue
		}
		p := -1
		if over >= 0 && (isOnTheGround(ev.typ) || ev.main) {
			p = over
		}
		if ev.main && p < 0 {
			p = f.placeAround(ev)
		}
		if ev.main && p < 0 {
			p = f.groupsCountry(ev)
		}
		if ev.main && p < 0 {
			p = f.officialsTown(ev)
		}
		if ev.main && p < 0 {
			p = f.placeOfAll(ev)
		}
		if p >= 0 {
			ev.place = p
			ev.note("place", f.places[p].Range)
		}
	}
}

// headingPlace gives the finest place that stands over the text by itself, "PERU.", -1 for none.
func (f *eventFinder) headingPlace() int {
	over := -1
	for p := range f.places {
		if m := &f.places[p]; m.Heading && (over < 0 || f.finer(p, over)) {
			over = p
		}
	}
	return over
}

// isElsewhere says whether a place lies outside the country that stands over the text.
func (f *eventFinder) isElsewhere(p, over int) bool {
	if over < 0 {
		return false
	}
	m, h := &f.places[p], &f.places[over]
	return m.Country != "" && h.Country != "" && m.Country != h.Country
}

// officialsTown gives the town, district or province whose own official is attacked, where the report names no place of the act: "the mayor of Lasarte
// was shot". Those who govern a place are mostly met there. It is -1 where nobody is, or officials of two.
func (f *eventFinder) officialsTown(ev *event) int {
	if !isOnTheGround(ev.typ) {
		return -1
	}
	found := -1
	for p := range f.places {
		m := &f.places[p]
		if m.Dateline || m.Precision == 0 || m.Precision > 4 || m.Start < 2 || f.doc.Tokens[m.Start].Sentence != f.doc.Tokens[ev.trigger].Sentence {
			continue
		}
		if f.doc.Tokens[m.Start-1].Lower != "of" || !f.book.In("townsman", f.doc.Tokens[m.Start-2].Lemma) {
			continue
		}
		if x := f.actorAt[m.Start-2]; x < 0 || !slices.Contains(ev.recipients, x) || found >= 0 {
			return -1
		}
		found = p
	}
	return found
}

// isOnTheGround says whether acts of a type are done to people and things at a place, not in words.
func isOnTheGround(t record.Type) bool {
	return slices.Contains([]record.Type{"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"}, t)
}

// nearSentences is how far from an act the sentence may stand that says where it was done.
const nearSentences = 2

// placeAround gives the place that the sentences around an event tell, where the report's places near it lie in one country: one in them that a word of place leads, the
// nearest; failing that, any other; failing that, the country whose people alone are told of. -1 for none.
func (f *eventFinder) placeAround(ev *event) int {
	sentence := f.doc.Tokens[ev.trigger].Sentence
	best, bestScore, country := -1, 1000, ""
	for p := range f.places {
		m := &f.places[p]
		d := f.doc.Tokens[m.Start].Sentence - sentence
		if m.Associative || m.Dateline || d < -nearSentences || d > nearSentences || d == 0 && isOnTheGround(ev.typ) || f.isAnothers(p, ev) {
			continue // what the act's own sentence names has been weighed
		}
		if m.Country != "" {
			if country != "" && m.Country != country {
				return f.ledPlace(ev, sentence)
			}
			country = m.Country
		}
		if score := f.farness(p, d); score < bestScore {
			best, bestScore = p, score
		}
	}
	if best < 0 {
		return f.onlyPeople()
	}
	return best
}

// placeOfAll gives the place of a report of several sentences whose places all lie in one country, in whichever of them it stands: the one that speaks
// most for itself as that of the act. It is -1 where the report speaks of two countries or of none, or the place is that of another act.
func (f *eventFinder) placeOfAll(ev *event) int {
	sentence := f.doc.Tokens[ev.trigger].Sentence
	if !isOnTheGround(ev.typ) || f.bodySentences() < 2 {
		return -1
	}
	best, bestScore, country := -1, 1000, ""
	for p := range f.places {
		m := &f.places[p]
		if m.Associative || m.Dateline || m.Country == "" {
			continue
		}
		if country != "" && m.Country != country {
			return -1
		}
		country = m.Country
		if f.isAnothers(p, ev) {
			continue
		}
		if score := f.farness(p, f.doc.Tokens[m.Start].Sentence-sentence); score < bestScore {
			best, bestScore = p, score
		}
	}
	return best
}

func (f *eventFinder) bodySentences() int {
	n := 0
	for s := range f.doc.Sentences {
		if !f.doc.Sentences[s].Title {
			n++
		}
	}
	return n
}

// isAnothers says whether a place is that of another act of violence, by its own words, which happened on another day.
func (f *eventFinder) isAnothers(p int, ev *event) bool {
	return slices.ContainsFunc(f.acts, func(a act) bool {
		return a.place == p && a.placeOwn && a.typ == "ASSAULT" && !slices.Contains(ev.triggers, a.At) && daysDiffer(ev, &a)
	})
}

// farness says how little a place speaks for itself as that of an act d sentences before it.
func (f *eventFinder) farness(p, d int) int {
	m := &f.places[p]
	score := 3*max(d, -d) + m.Precision
	if d < 0 {
		score++
	}
	if h := f.doc.HeadOf(m.Range); !f.ledByPlaceWord(h) {
		score += 4
		if f.namesOther(h, m.Range) {
			score += 2
		}
	}
	if m.Precision == 0 {
		score += 3
	}
	return score
}

// ledPlace gives the first town or division that a word of place leads in the act's sentence or the next.
func (f *eventFinder) ledPlace(ev *event, sentence int) int {
	for p := range f.places {
		m := &f.places[p]
		s := f.doc.Tokens[m.Start].Sentence
		if s < sentence || s == sentence && isOnTheGround(ev.typ) || s > sentence+1 || m.Associative || m.Dateline || m.Precision == 0 || m.Precision > 4 || f.isAnothers(p, ev) {
			continue
		}
		if f.ledByPlaceWord(f.doc.HeadOf(m.Range)) {
			return p
		}
	}
	return -1
}

// groupsCountry gives the country in the name of a group that the report of an attack or an abduction names, where it speaks of no other country: "the
// People's Front of Peru blew up a bridge". Such groups fight at home. It is -1 where there is none.
func (f *eventFinder) groupsCountry(ev *event) int {
	if !isOnTheGround(ev.typ) {
		return -1
	}
	found := -1
	for p := range f.places {
		m := &f.places[p]
		if m.Dateline || m.Country == "" || found >= 0 && f.places[found].Country != m.Country {
			return -1
		}
		if found < 0 && m.Associative && m.Start > 0 && f.doc.Tokens[m.Start-1].Lower == "of" && slices.ContainsFunc(f.draft.actors, func(a actors.Actor) bool { return namedFor(&a, m.Range) }) {
			found = p
		}
	}
	return found
}

// namedFor says whether an armed group or a body has the words of a place in its name.
func namedFor(a *actors.Actor, place language.Range) bool {
	return (a.Kind == actors.ArmedGroup || a.Kind == actors.Organisation) && slices.ContainsFunc(a.Mentions, func(m actors.Mention) bool {
		return m.Contains(place) && m.End-m.Start > place.End-place.Start+1
	})
}

// onlyPeople gives the first mention of the one country that the report speaks of, where it is told by those who act in no other: "Colombian
// police". Soldiers may stand anywhere. It is -1 where there is none, or the report speaks of several.
func (f *eventFinder) onlyPeople() int {
	first, local := -1, false
	for p := range f.places {
		m := &f.places[p]
		switch {
		case m.Dateline || m.Country == "" || m.Place == nil || m.Place.Feature != "PCLI":
			return -1
		case first < 0:
			first = p
		case f.places[first].Country != m.Country:
			return -1
		}
		if m.End < len(f.doc.Tokens) && f.book.In("local", f.doc.Tokens[m.End].Lemma) {
			local = true
		}
	}
	if !local {
		return -1
	}
	return first
}
