package read

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/language"
)

// findParties gives violent events the parties that the reader finds in the text: perpetrators, victims, things
// hit and weapons. Each goes to the event told nearest, those of its own sentence first.
func (f *eventFinder) findParties() {
	for i := range f.doc.Roles {
		r := &f.doc.Roles[i]
		e := f.violenceAt(r.Start)
		if e < 0 {
			continue
		}
		ev := &f.events[e]
		switch r.Role {
		case "perpetrator", "perpetrator organisation":
			x := f.partyAt(r)
			ev.actors = addTo(ev.actors, x)
			ev.recipients = slices.DeleteFunc(ev.recipients, func(y int) bool { return x == y })
			ev.note("actors", r.Range)
		case "victim":
			if x := f.partyAt(r); !slices.Contains(ev.actors, x) {
				ev.recipients = addTo(ev.recipients, x)
				ev.note("recipients", r.Range)
			}
		case "target":
			ev.targets = slices.DeleteFunc(ev.targets, func(t instrument) bool { return t.words.Overlaps(r.Range) })
			ev.addTarget(instrument{r.Range, f.targetKind(r.Range)})
		case "weapon":
			ev.weapons = slices.DeleteFunc(ev.weapons, func(w instrument) bool { return w.words.Overlaps(r.Range) })
			ev.addWeapon(instrument{r.Range, f.weaponKind(r.Range)})
			ev.note("weapons", r.Range)
		}
	}
}

// violenceAt gives the violent event that is told nearest to a token: one of its sentence, if there is any. -1 when none is told.
func (f *eventFinder) violenceAt(tok int) int {
	best, bestGap := -1, 1<<30
	for e := range f.events {
		if !isViolent(&f.events[e]) {
			continue
		}
		for _, t := range f.events[e].triggers {
			gap := distance(t, tok) + 1000*distance(f.doc.Tokens[t].Sentence, f.doc.Tokens[tok].Sentence)
			if gap < bestGap {
				best, bestGap = e, gap
			}
		}
	}
	return best
}

// partyAt gives the actor that the words of a role name, a new one where nobody was found there.
func (f *eventFinder) partyAt(r *language.RoleSpan) int {
	head := f.doc.HeadOf(r.Range)
	x := -1
	for t := r.End - 1; t >= r.Start; t-- {
		if f.headAt[t] && (x < 0 || t == head) {
			x = f.actorAt[t]
		}
	}
	if x < 0 || f.unnamed(x) {
		x = f.addParty(r, head)
	}
	a := &f.draft.actors[x]
	switch {
	case r.Role == "victim" && (a.Kind == actors.Unknown || a.Kind == actors.Organisation && f.isName(r.Range)):
		a.Kind = f.partyKind(r)
	case r.Role == "perpetrator organisation" && (a.Kind == actors.Unknown || a.Kind == actors.Person && !f.isPersonName(r.Range)):
		a.Kind = f.partyKind(r)
	case r.Role == "perpetrator" && a.Kind == actors.Unknown:
		a.Kind = f.partyKind(r)
	}
	return x
}

// addParty adds an actor for the words of a role, or a mention to one that has the same words.
func (f *eventFinder) addParty(r *language.RoleSpan, head int) int {
	m := actors.Mention{Range: r.Range, Head: head, Kind: actors.Nominal}
	if f.isName(r.Range) {
		m.Kind = actors.Name
	}
	name := f.doc.Phrase(r.Range)
	x := slices.IndexFunc(f.draft.actors, func(a actors.Actor) bool { return strings.EqualFold(a.Name, name) })
	if x < 0 {
		x = len(f.draft.actors)
		f.draft.actors = append(f.draft.actors, actors.Actor{Name: name, Kind: f.partyKind(r)})
	}
	a := &f.draft.actors[x]
	a.Mentions = append(a.Mentions, m)
	slices.SortStableFunc(a.Mentions, func(p, q actors.Mention) int { return p.Start - q.Start })
	f.actorAt[head], f.headAt[head] = x, true
	return x
}

// partyKind gives the kind of actor that the words of a role name.
func (f *eventFinder) partyKind(r *language.RoleSpan) actors.Kind {
	switch {
	case r.Role == "perpetrator organisation":
		for i := range f.doc.Entities {
			if e := &f.doc.Entities[i]; e.Overlaps(r.Range) && e.Fine == language.GroupName {
				return actors.ArmedGroup
			}
		}
		return actors.Organisation
	case r.Role == "perpetrator" && !f.isPersonName(r.Range):
		if fine := f.doc.Tokens[f.doc.HeadOf(r.Range)].Fine; fine == "NNS" || fine == "NNPS" {
			return actors.People
		}
	}
	return actors.Person
}

func (f *eventFinder) isName(r language.Range) bool {
	return f.doc.Tokens[f.doc.HeadOf(r)].Tag == language.PROPN
}

func (f *eventFinder) isPersonName(r language.Range) bool {
	return slices.ContainsFunc(f.doc.Entities, func(e language.Entity) bool { return e.Type == language.PersonName && e.Overlaps(r) })
}
