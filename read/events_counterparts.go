package read

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// heedCounterpart lets the reader say towards whom an act of words or of politics is done, where the tree has not found somebody in the
// same words. A place that is dealt with stands for those who live in it or rule it: "suspended aid to Kabul".
func (f *eventFinder) heedCounterpart(a *act, t *language.Trigger) {
	if f.handedTo(a) {
		return
	}
	var found []int
	var words []language.Range
	for i := range t.Arguments {
		g := &t.Arguments[i]
		if g.P < sure || g.Role != "recipient" && g.Role != "target" {
			continue
		}
		if slices.ContainsFunc(a.evidence["recipients"], g.Range.Overlaps) {
			return
		}
		if f.isWhere(a, f.doc.HeadOf(g.Range)) {
			continue
		}
		if who := f.counterpartIn(g.Range); len(who) > 0 {
			found, words = addTo(found, who...), append(words, g.Range)
		}
	}
	found = slices.DeleteFunc(found, func(x int) bool { return slices.Contains(a.actors, x) || slices.Contains(a.own, x) })
	if len(found) == 0 {
		return
	}
	a.recipients = found
	delete(a.evidence, "recipients")
	for _, r := range words {
		a.note("recipients", r)
	}
}

// handedTo says whether the one to whom the act hands something over is found already: "handed back to Ukraine".
func (f *eventFinder) handedTo(a *act) bool {
	return slices.Contains(a.To, "to") && slices.ContainsFunc(a.evidence["recipients"], func(r language.Range) bool {
		head := f.doc.HeadOf(r)
		c := f.doc.Child(head, language.Case)
		return c >= 0 && f.doc.Tokens[c].Lower == "to" && f.doc.Tokens[head].Head == a.At
	})
}

// counterpartIn gives the actors that a phrase names as its head, or the place that stands for those in it.
func (f *eventFinder) counterpartIn(r language.Range) []int {
	head := f.doc.HeadOf(r)
	if who := f.actorsIn(r); len(who) > 0 {
		return who
	}
	if p := f.placeAt[head]; p >= 0 {
		return []int{f.placeAsActor(p)}
	}
	return nil
}

// placeAsActor gives the actor that a place stands for: the state itself, or one for the place's people.
func (f *eventFinder) placeAsActor(p int) int {
	m := &f.places[p]
	kind, sector, ref := actors.Unknown, "", ""
	if m.Precision == 6 {
		kind, sector, ref = actors.State, "GOV", strings.ToLower(m.Country)
	}
	name := f.doc.Phrase(m.Range)
	for x := range f.draft.actors {
		if a := &f.draft.actors[x]; a.Name == name || kind == actors.State && a.Kind == kind && a.Country == m.Country {
			return x
		}
	}
	head := f.doc.HeadOf(m.Range)
	f.draft.actors = append(f.draft.actors, actors.Actor{Name: name, Kind: kind, Country: m.Country, Sector: sector, Ref: ref,
		Mentions: []actors.Mention{{Range: m.Range, Head: head, Kind: actors.Name}}})
	x := len(f.draft.actors) - 1
	f.actorAt[head], f.headAt[head] = x, true
	return x
}

// isWhere says whether a word names but the place that an act is done at, goes through or, where it is aid, sets out from: "a strike in
// Tunis", "evacuated its citizens from Sudan".
func (f *eventFinder) isWhere(a *act, k int) bool {
	p := f.placeAt[k]
	if p < 0 || f.places[p].Associative {
		return false
	}
	c := f.leader(k, f.places[p].Start)
	if c < 0 {
		return false
	}
	switch f.doc.Tokens[c].Lower {
	case "through", "via", "outside", "near":
		return true
	case "in", "at":
		return a.typ == "PROTEST" || a.mode == "sign-agreement"
	case "from":
		return a.typ == "AID"
	}
	return false
}

// towards are the prepositions that lead from an act to the one it is done towards, the surest first.
var towards = []string{"against", "with", "to", "on", "for", "into", "from", "in", "at"}

// findCounterpart looks for the counterpart of an act where its pattern has none: by its prepositions, inside its object ("rejected the
// president's proposal"), or a place that is dealt with.
func (f *eventFinder) findCounterpart(a *act) {
	f.dropOwn(a)
	f.givenTo(a)
	if len(a.recipients) == 0 {
		f.withWhom(a)
	}
	if len(a.recipients) == 0 {
		f.placeAddressed(a)
	}
	if len(a.recipients) == 0 {
		f.counterpartUnder(a)
	}
	if len(a.recipients) == 0 {
		f.counterpartWithin(a)
	}
	if len(a.recipients) == 0 && actsOnPlaces(a.typ) {
		f.placeUnder(a)
	}
}

// placeAddressed takes the state or the town that a verb of words has for its object for those who rule it: "accused Kigali of backing rebels".
func (f *eventFinder) placeAddressed(a *act) {
	if a.Part != codebook.Verb || a.passive {
		return
	}
	switch a.typ {
	case "ACCUSE", "THREATEN", "REQUEST", "SUPPORT":
	default:
		return
	}
	o := f.doc.Child(a.At, language.Obj, language.Iobj)
	if o < 0 || f.actorAt[o] >= 0 || f.placeAt[o] < 0 || f.coreOf(a, o) {
		return
	}
	if x := f.placeAsActor(f.placeAt[o]); !slices.Contains(a.actors, x) {
		a.recipients = addTo(a.recipients, x)
		a.note("recipients", f.places[f.placeAt[o]].Range)
	}
}

// dropOwn takes from those acted on the people that are only sent or moved: "sent 200 troops to Syria", "withdrew its forces".
func (f *eventFinder) dropOwn(a *act) {
	if a.typ != "AID" && a.typ != "SANCTION" && a.typ != "MOBILIZE" && a.typ != "RETREAT" && a.typ != "AGREE" && a.typ != "REJECT" && a.typ != "ACCUSE" {
		return
	}
	for _, top := range f.tops(a) {
		o := f.doc.Child(top, language.Obj)
		if o < 0 || f.actorAt[o] < 0 || !f.isSent(a, top, o) {
			continue
		}
		own := f.actorsOf(o)
		a.own = addTo(a.own, own...)
		a.recipients = slices.DeleteFunc(a.recipients, func(x int) bool { return slices.Contains(own, x) })
		delete(a.evidence, "recipients")
	}
}

// isSent says whether the object of a verb is people of the one who acts: "its troops", or those whom a verb of sending has for an object.
func (f *eventFinder) isSent(a *act, verb, object int) bool {
	if f.draft.actors[f.actorAt[object]].Kind == actors.Person {
		return false
	}
	if f.draft.actors[f.actorAt[object]].Sector == "CVL" {
		return false
	}
	if p := f.doc.Child(object, language.NmodPoss); p >= 0 && f.doc.Tokens[p].Tag == language.PRON && a.typ != "AGREE" && a.typ != "ACCUSE" {
		return true
	}
	switch f.doc.Tokens[verb].Lemma {
	case "send", "deploy", "redeploy", "dispatch", "move", "mobilise", "mobilize", "withdraw", "pull", "contribute", "station", "post", "fly",
		"strengthen", "beef":
		return true
	}
	return false
}

// counterpartUnder takes the actor that hangs by a preposition from the act's words.
func (f *eventFinder) counterpartUnder(a *act) {
	for _, p := range towards {
		if a.typ == "REJECT" && p == "against" {
			continue // what it is against is not who asked
		}
		for _, top := range f.tops(a) {
			j := f.under(top, p)
			if j >= 0 && f.actorAt[j] < 0 && f.book.In("grouping", f.doc.Tokens[j].Lemma) {
				j = max(j, f.ofGroup(j)) // "to thousands of refugees"
			}
			if j >= 0 && f.headAt[j] && f.timeAt[j] < 0 && !a.isParty(f.actorAt[j]) && !f.isWhere(a, j) {
				f.receive(a, j)
				return
			}
		}
	}
}

// counterpartWithin takes the first actor inside what the act is about, or the one whose name or description that is part of: of "US President
// Ray Dole's plan", Dole.
func (f *eventFinder) counterpartWithin(a *act) {
	if o := f.doc.Child(a.At, language.Obj, language.Iobj); o >= 0 && a.Part == codebook.Verb && o == a.At+1 {
		switch f.doc.Tokens[o].Lower {
		case "it", "him", "them", "us":
			return // "urged it not to host troops": whoever that is
		}
	}
	if f.counterpartAmong(a); len(a.recipients) == 0 && len(a.actors) > 0 {
		f.stateWithin(a)
	}
}

// stateWithin takes the state whose things the act is about, where it is not of those who act: "its ban on Brazilian beef".
func (f *eventFinder) stateWithin(a *act) {
	if !isVerbal(a.typ) && a.typ != "SANCTION" {
		return
	}
	s := f.doc.SentenceOf(a.At)
	for k := a.At + 1; k < min(s.End, a.At+12) && f.doc.Tokens[k].Tag != language.PUNCT; k++ {
		p := f.placeAt[k]
		if p < 0 || f.places[p].Precision != 6 || !f.places[p].Associative || f.doc.Tokens[k].Tag != language.ADJ {
			continue
		}
		if !slices.ContainsFunc(a.actors, func(x int) bool { return f.draft.actors[x].Country == f.places[p].Country }) {
			a.recipients = addTo(a.recipients, f.placeAsActor(p))
			a.note("recipients", f.places[p].Range)
		}
		return
	}
}

// actsOnPlaces says whether acts of a type are done to a place: a curfew in a town, aid to a country, a siege.
func actsOnPlaces(t record.Type) bool {
	switch t {
	case "AID", "SANCTION", "COERCE", "MOBILIZE", "REQUEST", "AGREE", "REJECT", "CONCEDE", "RETREAT", "THREATEN", "SUPPORT", "COOPERATE", "ACCUSE":
		return true
	}
	return false
}

// placeUnder takes the place that hangs by a preposition from the act's words, or from what they have for an object.
func (f *eventFinder) placeUnder(a *act) {
	tops := f.tops(a)
	for _, top := range tops[:len(tops):len(tops)] {
		if o := f.doc.Child(top, language.Obj); o >= 0 {
			tops = append(tops, o)
		}
	}
	for _, p := range towards {
		for _, top := range tops {
			j := f.under(top, p)
			if j >= 0 && f.placeAt[j] < 0 && f.namesPart(j) {
				j = f.under(j, "of") // "the province of Kunar", "parts of the north"
			}
			if j < 0 || f.placeAt[j] < 0 || f.timeAt[j] >= 0 || f.isWhere(a, j) {
				continue
			}
			x := f.placeAsActor(f.placeAt[j])
			if !slices.Contains(a.actors, x) {
				a.recipients = addTo(a.recipients, x)
				a.note("recipients", f.places[f.placeAt[j]].Range)
				return
			}
		}
	}
}

// shareOut lets the second of two who agree or talk be the other side: "Canada and Peru have agreed to begin talks".
func shareOut(a *act) {
	if (a.typ == "AGREE" || a.typ == "CONSULT" || a.typ == "COOPERATE" || a.mode == "improve-ties") && len(a.recipients) == 0 && len(a.actors) > 1 {
		a.actors, a.recipients = a.actors[:1:1], a.actors[1:]
	}
}

// holders gives an act of violence that struck a place or a post, and of which nobody is told to be hit, those who live there or hold
// it for its victims: "attacked a military base in the north".
func (f *eventFinder) holders(ev *event) {
	if ev.typ != "ASSAULT" || len(ev.recipients) > 0 || f.doc.Upper {
		return
	}
	for _, t := range ev.targets {
		head := f.doc.HeadOf(t.words)
		var x int
		switch p := f.placeAt[head]; {
		case p >= 0:
			x = f.placeAsActor(p)
		case isHeld(t.kind):
			x = f.postAsActor(t.words, head)
		default:
			continue
		}
		if !slices.Contains(ev.actors, x) {
			ev.recipients = addTo(ev.recipients, x)
			ev.note("recipients", t.words)
		}
	}
}

// placeHit gives an act of violence of which neither victim nor thing hit is told the place that it was done to, not only in: "took over
// Kirkuk", "an attack on Aleppo".
func (f *eventFinder) placeHit(a *act) {
	if len(a.recipients) > 0 || len(a.targets) > 0 || a.typ != "ASSAULT" || f.doc.Upper {
		return
	}
	for _, top := range addTo([]int{a.At, a.top}, a.Others...) {
		for _, j := range []int{f.doc.Child(top, language.Obj), f.under(top, "on"), f.under(top, "against"), f.under(top, "over")} {
			if j < 0 || f.placeAt[j] < 0 || f.actorAt[j] >= 0 || f.timeAt[j] >= 0 {
				continue
			}
			if x := f.placeAsActor(f.placeAt[j]); !slices.Contains(a.actors, x) {
				a.recipients = addTo(a.recipients, x)
				a.note("recipients", f.places[f.placeAt[j]].Range)
				return
			}
		}
	}
}

// isHeld says whether things of a kind are manned: to attack them is to attack a body or a community.
func isHeld(kind string) bool {
	switch kind {
	case "base", "checkpoint", "police-station", "convoy", "government", "embassy", "refugee-camp", "school", "hospital", "worship", "other":
		return true
	}
	return false
}

// postAsActor gives the actor that a manned thing stands for.
func (f *eventFinder) postAsActor(r language.Range, head int) int {
	if x := f.actorAt[head]; x >= 0 && f.headAt[head] {
		return x
	}
	f.draft.actors = append(f.draft.actors, actors.Actor{Name: f.doc.Phrase(r),
		Mentions: []actors.Mention{{Range: r, Head: head, Kind: actors.Nominal}}})
	x := len(f.draft.actors) - 1
	f.actorAt[head], f.headAt[head] = x, true
	return x
}
