package read

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/language"
)

// findParties gives violent events the parties that the reader finds in the text: perpetrators, victims, things
// hit and weapons, each to the event told nearest in its sentence. In a report without
// lower case letters, where the tree and the names are least to be trusted, nobody and nothing else is a party, and those of sentences that tell of no violence go to the nearest that does.
func (f *eventFinder) findParties() {
	if f.doc.Upper {
		for e := range f.events {
			if ev := &f.events[e]; isViolent(ev) {
				ev.clearParties()
			}
		}
	}
	roles := f.roles()
	for i := range roles {
		r := &roles[i]
		if r.P < sure && !f.doc.Upper {
			continue // other words may still tell who it is
		}
		if e := f.violenceAt(r.Start, r.Role); e >= 0 {
			f.addRole(&f.events[e], r)
		}
	}
	for e := range f.events {
		ev := &f.events[e]
		ev.weapons, ev.targets = f.once(ev.weapons), f.once(ev.targets)
		f.holders(ev)
	}
}

// reach is how many sentences away from violence somebody may be named who has part in it, in a report in which the reader alone says who has: who
// is named farther off has to do with something else. Things hit and weapons name no violence but their own.
const reach = 1

// surer is the probability from which a role turns round what the tree says of who acts and on whom.
const surer = 0.6

func (e *event) clearParties() {
	e.actors, e.recipients, e.weapons, e.targets = nil, nil, nil, nil
	for _, field := range []string{"actors", "recipients", "weapons", "targets"} {
		delete(e.evidence, field)
	}
}

func (f *eventFinder) addRole(ev *event, r *language.RoleSpan) {
	if f.isPartOfParty(ev, r) {
		return
	}
	switch r.Role {
	case "perpetrator", "perpetrator organisation":
		if head := f.doc.HeadOf(r.Range); f.isBlamer(r.Range) || f.isNoOneTold(head) || !f.doc.Upper && f.isHarmed(head) {
			return
		}
		x := f.partyAt(r)
		if ev.mode == "clash" && slices.Contains(ev.recipients, x) {
			return // both sides do it
		}
		if !f.doc.Upper && slices.Contains(ev.recipients, x) && (r.P < surer || f.pairedAsRecipient(ev, r.Range)) {
			return
		}
		ev.actors = addTo(ev.actors, x)
		ev.actors = addTo(ev.actors, f.bodyOf(f.doc.HeadOf(r.Range))...) // "members of the Front"
		ev.recipients = slices.DeleteFunc(ev.recipients, func(y int) bool { return x == y })
		ev.note("actors", r.Range)
	case "victim":
		if !f.doc.Upper && f.suffersAnother(ev.trigger, f.doc.HeadOf(r.Range)) {
			return
		}
		if x := f.partyAt(r); !slices.Contains(ev.actors, x) {
			ev.recipients = addTo(ev.recipients, x)
			ev.note("recipients", r.Range)
		}
	case "target":
		ev.addTarget(instrument{r.Range, f.targetKind(r.Range)})
	case "weapon":
		ev.addWeapon(instrument{r.Range, f.weaponKind(r.Range)})
		ev.note("weapons", r.Range)
	}
}

// isHarmed says whether token i is the object of an active verb of harm, or the subject of a passive one: "strikes killed 27 Palestinians", "14 insurgents
// were neutralised".
func (f *eventFinder) isHarmed(i int) bool {
	t := &f.doc.Tokens[i]
	if t.Head < 0 || f.actAt[t.Head] < 0 {
		return false
	}
	if lemma := f.doc.Tokens[t.Head].Lemma; !f.harms(t.Head) && lemma != "neutralise" && lemma != "neutralize" && lemma != "eliminate" && lemma != "martyr" {
		return false
	}
	return t.Rel == language.Obj && t.Head < i || t.Rel == language.NsubjPass
}

// suffersAnother says whether token i is the object, or the passive subject, of another act than that at token v, which has an object of its own: the women
// of "killed 18 farmers and abducted scores of women".
func (f *eventFinder) suffersAnother(v, i int) bool {
	t := &f.doc.Tokens[i]
	for steps := 0; steps < 2 && t.Head >= 0 && t.Rel == language.Nmod; steps++ { // "scores of women"
		t = &f.doc.Tokens[t.Head]
	}
	if t.Head < 0 || t.Head == v || t.Rel != language.Obj && t.Rel != language.NsubjPass || f.actAt[t.Head] < 0 || f.doc.Child(v, language.Obj, language.NsubjPass) < 0 {
		return false
	}
	if f.doc.Tokens[t.Head].Rel != language.Conj && f.doc.Tokens[v].Rel != language.Conj {
		return false
	}
	switch f.acts[f.actAt[t.Head]].typ {
	case "ASSAULT", "COERCE", "AID", "RETREAT":
		return true
	}
	return false
}

// pairedAsRecipient says whether the reader pairs words with one of an event's triggers as those acted on.
func (f *eventFinder) pairedAsRecipient(ev *event, r language.Range) bool {
	for _, t := range ev.triggers {
		if k := f.triggerAt[t]; k >= 0 && slices.ContainsFunc(f.readings[k].Arguments, func(g language.Argument) bool {
			return g.Role == "recipient" && g.P >= sure && g.Range.Overlaps(r)
		}) {
			return true
		}
	}
	return false
}

// isPartOfParty says whether the words of a role only end the name of somebody who is a party already: the "Rosal" of "the mayor of Rosal".
func (f *eventFinder) isPartOfParty(ev *event, r *language.RoleSpan) bool {
	if f.doc.Upper || r.Start == 0 || f.doc.Tokens[r.Start-1].Lower != "of" {
		return false
	}
	x := f.actorAt[f.doc.HeadOf(r.Range)]
	return x >= 0 && (slices.Contains(ev.actors, x) || slices.Contains(ev.recipients, x))
}

// violenceAt gives the violent event that is told nearest to a token: one of its sentence, if there is any. It is -1 when none is
// told within reach, or the nearest of the sentence is denied or only supposed.
func (f *eventFinder) violenceAt(tok int, role string) int {
	within := reach
	if role == "target" || role == "weapon" {
		within = len(f.doc.Sentences)
	}
	best, bestGap := -1, 1<<30
	for e := range f.events {
		ev := &f.events[e]
		if ev.typ != "ASSAULT" && !isViolent(ev) {
			continue
		}
		for _, t := range ev.triggers {
			sentences := distance(f.doc.Tokens[t].Sentence, f.doc.Tokens[tok].Sentence)
			gap := distance(t, tok) + 1000*sentences
			if gap < bestGap && sentences <= within && (sentences == 0 || f.doc.Upper && isViolent(ev)) {
				best, bestGap = e, gap
			}
		}
	}
	for i := range f.acts {
		if a := &f.acts[i]; best < 0 && a.said && a.into >= 0 && f.doc.Tokens[a.At].Sentence == f.doc.Tokens[tok].Sentence {
			best = a.into // "it was the third attack by the front"
		}
	}
	if best >= 0 && !isViolent(&f.events[best]) {
		return -1
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
	if y := f.actorAt[head]; x < 0 && y >= 0 && (!f.isName(r.Range) || f.draft.actors[y].Kind != actors.Person && r.Role == "perpetrator organisation") {
		x = y // "Afghan" in "Afghan soldiers", "six" in "six soldiers"
	}
	if x < 0 || f.unnamed(x) {
		x = f.addParty(r, head)
	}
	a := &f.draft.actors[x]
	if f.doc.Upper {
		f.fitMention(a, r.Range)
		f.trimName(a)
	}
	switch {
	case r.Role == "victim" && (a.Kind == actors.Unknown || a.Kind == actors.Organisation && f.isName(r.Range)):
		a.Kind = f.partyKind(r)
	case r.Role == "perpetrator organisation" && (a.Kind == actors.Unknown || a.Kind == actors.Person && !f.isPersonName(r.Range)):
		a.Kind = f.partyKind(r)
	case r.Role == "perpetrator" && (a.Kind == actors.Unknown || isGroup(a.Kind) && !isNamed(a)):
		a.Kind = f.partyKind(r)
	}
	return x
}

func isGroup(k actors.Kind) bool { return k == actors.ArmedGroup || k == actors.Organisation }

// isNamed says whether an actor is mentioned by a name anywhere.
func isNamed(a *actors.Actor) bool {
	return slices.ContainsFunc(a.Mentions, func(m actors.Mention) bool { return m.Kind == actors.Name })
}

// fitMention gives an actor's mention at the words of a role these words.
func (f *eventFinder) fitMention(a *actors.Actor, r language.Range) {
	for i := range a.Mentions {
		if m := &a.Mentions[i]; r.Has(m.Head) {
			m.Range = r
			return
		}
	}
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
		head := &f.doc.Tokens[f.doc.HeadOf(r.Range)]
		if head.Fine == "NNS" || head.Fine == "NNPS" || f.book.In("grouping", head.Lemma) {
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
