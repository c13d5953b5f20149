package read

import (
	"slices"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/language"
)

// counterparts gives acts of diplomacy for which the tree shows no recipient the one that their sentence names behind the trigger: a
// state, a body, an official, or a country in or to which it is done: "sent peacekeepers to Kuralia".
func (f *eventFinder) counterparts() {
	for e := range f.events {
		ev := &f.events[e]
		switch ev.typ {
		case "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "REQUEST", "REJECT", "THREATEN", "SANCTION":
		default:
			continue
		}
		if len(ev.recipients) > 0 || len(ev.actors) == 0 {
			continue
		}
		if k := f.counterpartAfter(ev); k >= 0 {
			f.addCounterpart(ev, k)
		}
	}
}

// counterpartAfter gives the word behind an event's trigger, in its clause, that names a counterpart; -1.
func (f *eventFinder) counterpartAfter(ev *event) int {
	s := f.doc.SentenceOf(ev.trigger)
	for k := ev.trigger + 1; k < min(s.End, ev.trigger+22); k++ {
		tok := &f.doc.Tokens[k]
		if x := f.actAt[k]; x >= 0 && tok.Tag == language.VERB && tok.Rel != language.Xcomp && tok.Rel != language.Acl {
			return -1 // another act begins
		}
		if tok.Lower == "," || tok.Lower == "after" || tok.Lower == "while" || tok.Lower == "as" || tok.Lower == "when" || tok.Lower == "because" || tok.Lower == "amid" || tok.Lower == "despite" {
			return -1
		}
		if f.timeAt[k] >= 0 {
			continue
		}
		if f.headAt[k] && f.isCounterpart(ev, f.actorAt[k]) {
			return k
		}
		if p := f.placeAt[k]; p >= 0 && !f.headAt[k] && f.places[p].Start == k && f.foreign(ev, f.places[p].Country) {
			if f.places[p].Precision == 6 && (f.places[p].Associative || f.leadsTo(k)) {
				return k
			}
		}
	}
	return -1
}

// isCounterpart says whether an actor can be dealt with: neither one who acts nor of their own side, and more than people.
func (f *eventFinder) isCounterpart(ev *event, x int) bool {
	if slices.Contains(ev.actors, x) || x == ev.source || f.unnamed(x) {
		return false
	}
	a := &f.draft.actors[x]
	if !f.foreign(ev, a.Country) && a.Country != "" && (a.Sector == "GOV" || a.Kind == actors.State) {
		return false
	}
	switch a.Kind {
	case actors.State, actors.ArmedGroup, actors.Organisation:
		return true
	case actors.Person:
		return a.Sector == "GOV" || a.Sector == "IGO" || a.Sector == "MIL" || a.Ref != ""
	}
	return false
}

// foreign says whether a country is that of none of those who act.
func (f *eventFinder) foreign(ev *event, country string) bool {
	return country != "" && !slices.ContainsFunc(ev.actors, func(x int) bool { return f.draft.actors[x].Country == country })
}

// leadsTo says whether a preposition of direction or place stands before the name at token k.
func (f *eventFinder) leadsTo(k int) bool {
	for i := k - 1; i >= max(0, k-4); i-- {
		switch f.doc.Tokens[i].Lower {
		case "to", "in", "for", "with", "against", "on", "from", "into", "between", "of":
			return true
		}
	}
	return false
}

// addCounterpart adds the actor at token k, or the state of the country named there.
func (f *eventFinder) addCounterpart(ev *event, k int) {
	x := f.actorAt[k]
	if !f.headAt[k] || x < 0 {
		x = f.stateOf(f.placeAt[k], k)
	}
	ev.recipients = addTo(ev.recipients, x)
	ev.note("recipients", language.Range{Start: k, End: k + 1})
}

// stateOf gives the state of a place mention, a new actor where it has not acted so far.
func (f *eventFinder) stateOf(p, k int) int {
	m := &f.places[p]
	x := slices.IndexFunc(f.draft.actors, func(a actors.Actor) bool { return a.Kind == actors.State && a.Country == m.Country && len(a.Ref) == 3 })
	if x >= 0 {
		return x
	}
	return f.addState(m, k)
}
