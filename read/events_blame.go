package read

import (
	"slices"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// attribute takes those whom the report itself, the police or nameless officials hold for the doers of an event as such, where no
// other body is told to have done it. Whom a party to the conflict blames is only blamed.
func (f *eventFinder) attribute(ev *event, by, whom []int, at int) {
	if len(whom) == 0 || ev.realis != record.Actual || slices.ContainsFunc(by, f.isParty) || slices.ContainsFunc(whom, f.isVictimOf(ev)) {
		return
	}
	f.doers(ev, whom, at)
}

// isVictimOf says whether an actor is a person among those whom an event harmed: an accused leader is mostly no doer of it.
func (f *eventFinder) isVictimOf(ev *event) func(x int) bool {
	return func(x int) bool { return slices.Contains(ev.recipients, x) && f.isPerson(x) }
}

// isParty says whether somebody who blames may have a side: anybody but police, courts and nameless officials.
func (f *eventFinder) isParty(x int) bool {
	a := &f.draft.actors[x]
	switch a.Sector {
	case "COP", "JUD", "SPY":
		return false
	case "GOV", "":
		return a.Ref != "" || a.Kind == actors.State || a.Kind == actors.ArmedGroup || slices.ContainsFunc(a.Mentions, func(m actors.Mention) bool { return m.Kind == actors.Name })
	}
	return true
}

// hasBody says whether one of those who act can bear arms as a body: a group, a state, a force. A firm, a school or people cannot.
func (f *eventFinder) hasBody(list []int) bool {
	return slices.ContainsFunc(list, func(x int) bool {
		a := &f.draft.actors[x]
		switch a.Kind {
		case actors.ArmedGroup, actors.State:
			return true
		case actors.Organisation:
			switch a.Sector {
			case "BUS", "MED", "EDU", "HLH", "NGO", "REL", "LAB":
				return false
			}
			return true
		}
		return false
	})
}

// suspectAt reads "X is suspected", "X is suspected of the attack", where nobody is told to suspect.
func (f *eventFinder) suspectAt(i int) {
	tok := &f.doc.Tokens[i]
	if tok.Lower != "suspected" || tok.Rel == language.Amod {
		return
	}
	s, _ := f.subject(i)
	if s < 0 || f.agent(i) >= 0 || f.doc.Child(i, language.Obj) >= 0 || f.isNoOneTold(s) || !f.hasBe(i) {
		return
	}
	if r, _ := f.cueBelow(i, nil); r == record.Denied {
		return
	}
	e := f.eventNear(i, f.doc.Subtree(i))
	if e < 0 {
		e = f.harmBefore(i)
	}
	if who := f.bodies(f.actorsOf(s), s); e >= 0 && len(who) > 0 {
		f.attribute(&f.events[e], nil, who, s)
	}
}

// hasBe says whether a form of "be" stands with the word at token i.
func (f *eventFinder) hasBe(i int) bool {
	return f.doc.Child(i, language.AuxPass, language.Aux, language.Cop) >= 0
}

// bodies gives those of a list that can be blamed as a body, with the group that people among them belong to.
func (f *eventFinder) bodies(list []int, at int) []int {
	return addTo(list, f.bodyOf(at)...)
}

// heldResponsible reads "X is believed to be responsible" and "X was responsible for the attack". It gives the word for X, and those who
// say so; -1 where the words tell of neither.
func (f *eventFinder) heldResponsible(i int) (s int, by []int) {
	s = f.doc.Child(i, language.Nsubj)
	up := f.doc.Tokens[i].Head
	if s >= 0 {
		if up >= 0 {
			speaker, _ := f.subject(up)
			by = f.actorsOf(speaker)
		}
		return s, by
	}
	if up < 0 {
		return -1, nil
	}
	switch f.doc.Tokens[up].Lemma {
	case "believe", "think", "suspect", "consider", "hold", "presume", "say", "report", "find":
		t, passive := f.subject(up)
		if passive {
			return t, f.actorsOf(f.agent(up))
		}
		if o := f.doc.Child(up, language.Obj); o >= 0 {
			return o, f.actorsOf(t)
		}
	}
	return -1, nil
}

// behindAt reads "X was behind the attack", "X is believed to be behind the attack".
func (f *eventFinder) behindAt(i int) {
	what := f.doc.Tokens[i].Head // the attack, which "behind" marks
	if what <= i || f.doc.Tokens[i].Rel != language.Case || f.doc.Child(what, language.Cop) < 0 {
		return
	}
	s, by := f.heldResponsible(what)
	e := f.deedAt(what)
	if s < 0 || f.isNoOneTold(s) || e < 0 {
		return
	}
	if r, _ := f.cueBelow(what, nil); r == record.Denied {
		return
	}
	ev := &f.events[e]
	if who := f.actorsOf(s); f.doc.Tokens[s].Tag == language.PRON && f.doc.Tokens[what].Rel == language.Ccomp && len(by) > 0 && (len(who) == 0 || sharesOne(who, by)) {
		f.claim(ev, by, s) // "said it was behind the ambush"
		return
	}
	f.blames(ev, by, f.actorsOf(s), s)
	f.attribute(ev, by, f.bodies(f.actorsOf(s), s), s)
}

// deedAt gives the event that the word at token i tells of; "it" and "this" stand for the violence told last. -1 for none.
func (f *eventFinder) deedAt(i int) int {
	if a := f.actAt[i]; a >= 0 {
		return f.acts[a].into
	}
	last, at := -1, -1
	switch word := f.doc.Tokens[i].Lower; {
	case word == "it", word == "this", word == "that", f.isTheOne(i) && f.book.In("attack", f.doc.Tokens[i].Lemma):
		for e := range f.events {
			for _, t := range f.events[e].triggers {
				if ev := &f.events[e]; isViolent(ev) && ev.realis == record.Actual && t < i && t > at {
					last, at = e, t
				}
			}
		}
	}
	return last
}

// harmBefore gives the first actual violence told before token i; -1 for none. An abduction is violence too.
func (f *eventFinder) harmBefore(i int) int {
	for e := range f.events {
		if ev := &f.events[e]; isViolent(ev) && ev.realis == record.Actual && ev.triggers[0] < i {
			return e
		}
	}
	return -1
}

// belongAt reads "gunmen believed to belong to X", "the men, thought to be members of X": what those who act are said to belong to
// acts too.
func (f *eventFinder) belongAt(i int) {
	to := f.under(i, "to", "of", "with")
	if to < 0 || f.actorAt[to] < 0 || f.draft.actors[f.actorAt[to]].Kind != actors.ArmedGroup {
		return
	}
	x := f.actorAt[to]
	for t, steps := i, 0; t >= 0 && steps < 6; t, steps = f.doc.Tokens[t].Head, steps+1 {
		owner := -1
		if f.headAt[t] && f.actorAt[t] != x {
			owner = f.actorAt[t]
		} else if s, _ := f.subject(t); s >= 0 {
			owner = f.actorAt[s]
		}
		if owner < 0 {
			continue
		}
		for e := range f.events {
			if ev := &f.events[e]; isViolent(ev) && slices.Contains(ev.actors, owner) && !slices.Contains(ev.actors, x) {
				f.doers(ev, []int{x}, to)
			}
		}
	}
}

// claimedDeed reads "the action was claimed by X", where a plain word for what was done stands for the violence told before.
func (f *eventFinder) claimedDeed(i, what, s int) {
	switch f.doc.Tokens[what].Lemma {
	case "action", "act", "operation", "incident", "deed", "strike", "raid":
	default:
		return
	}
	who := f.actorsOf(s)
	e := f.harmBefore(i)
	if e < 0 || len(who) == 0 || f.isNoOneTold(s) {
		return
	}
	f.claim(&f.events[e], who, s)
}

// arm makes bodies of which the report tells nothing but that violence was theirs armed groups.
func (f *eventFinder) arm(list []int) {
	for _, x := range list {
		if a := &f.draft.actors[x]; a.Kind == actors.Organisation && a.Ref == "" && a.Sector == "" && a.Country == "" {
			a.Kind, a.Sector = actors.ArmedGroup, "REB"
		}
	}
}
