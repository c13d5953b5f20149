package read

import (
	"slices"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// amongStates puts right what the words for acts between states mean elsewhere: a state that protests complains, whoever
// travels without an office visits nobody, and a party to an act of words is not its place.
func (f *eventFinder) amongStates() {
	for i := range f.acts {
		a := &f.acts[i]
		if a.dropped {
			continue
		}
		f.adopted(a)
		if f.protestsAsState(a) {
			a.typ, a.mode, a.cameo = "ACCUSE", "complain", "114"
		}
		if f.isMereTravel(a) {
			a.leave("silent")
		}
		f.notPlace(a)
	}
}

// protestsAsState says whether those who protest are states or their ministries, which do not take to the streets.
func (f *eventFinder) protestsAsState(a *act) bool {
	if a.typ != "PROTEST" || a.mode != "demonstration" || a.Part != codebook.Verb || len(a.actors) == 0 || f.book.Type("ACCUSE") == nil {
		return false
	}
	return !slices.ContainsFunc(a.actors, func(x int) bool {
		who := &f.draft.actors[x]
		return who.Kind != actors.State && (who.Kind != actors.Organisation || who.Sector != "GOV")
	})
}

// isMereTravel says whether an act is the way of somebody without an office, or leads to no place: "the minister is due in court".
func (f *eventFinder) isMereTravel(a *act) bool {
	if a.typ != "CONSULT" || a.mode != "visit" || len(a.Others) > 0 {
		return false
	}
	switch f.doc.Tokens[a.At].Lemma {
	case "travel", "fly", "head", "due", "expect":
	default:
		return false
	}
	to := f.under(a.At, "to", "in")
	if to < 0 || f.placeAt[to] < 0 || f.timeAt[to] >= 0 {
		return true
	}
	return !slices.ContainsFunc(a.actors, f.isOfficial)
}

// isOfficial says whether an actor speaks for a state, a body of states or an armed group.
func (f *eventFinder) isOfficial(x int) bool {
	who := &f.draft.actors[x]
	switch who.Kind {
	case actors.State, actors.ArmedGroup:
		return true
	}
	switch who.Sector {
	case "GOV", "IGO":
		return who.Kind == actors.Person || !slices.ContainsFunc(who.Mentions, func(m actors.Mention) bool {
			return f.book.In("troops", f.doc.Tokens[m.Head].Lemma)
		})
	case "LEG", "REB":
		return who.Kind != actors.People
	}
	return false
}

// isPolitical says whether an actor takes part in politics: an official, a party, an opposition, lawmakers.
func (f *eventFinder) isPolitical(x int) bool {
	switch f.draft.actors[x].Sector {
	case "OPP", "PTY", "LEG":
		return true
	}
	return f.isOfficial(x)
}

// standsAsWords says whether a demand, a refusal or a threat in a sentence of its own is an act though it names no counterpart: "the
// president called for tougher sanctions".
func (f *eventFinder) standsAsWords(a *act) bool {
	if a.Part != codebook.Verb || a.Weak || len(a.actors) == 0 || a.realis != record.Actual {
		return false
	}
	switch a.typ {
	case "REQUEST", "REJECT", "THREATEN":
		return slices.ContainsFunc(a.actors, f.isPolitical)
	}
	return false
}

// notPlace takes from an act of words the place that is but one of its parties: "called on ASEAN", "thanked Abu Dhabi".
func (f *eventFinder) notPlace(a *act) {
	if a.place < 0 || !isVerbal(a.typ) {
		return
	}
	p := &f.places[a.place]
	if c := f.leader(f.doc.HeadOf(p.Range), p.Start); c >= 0 && f.doc.Tokens[c].Lower == "from" {
		a.place, a.placeOwn = -1, false // where a counterpart is from
		delete(a.evidence, "place")
		return
	}
	if a.typ == "CONSULT" {
		return
	}
	for t := p.Start; t < p.End; t++ {
		if x := f.actorAt[t]; x >= 0 && f.headAt[t] && (slices.Contains(a.recipients, x) || slices.Contains(a.actors, x)) {
			a.place, a.placeOwn = -1, false
			delete(a.evidence, "place")
			return
		}
	}
}

// agreedMeasure says whether a is the hostile measure that g is the agreement about: "agreed to impose sanctions". The measure is the act.
func (f *eventFinder) agreedMeasure(g, a *act) bool {
	if g.typ != "AGREE" || a.typ != "SANCTION" || g.realis != record.Actual || len(g.actors) == 0 {
		return false
	}
	switch f.doc.Tokens[g.At].Lemma {
	case "agree", "approve", "back", "endorse":
		return true
	}
	return false
}

// joinedMeasures lets what is joined to a measure that was agreed on be agreed on too: "to impose sanctions and freeze assets".
func (f *eventFinder) joinedMeasures(a *act) {
	for i := range f.acts {
		b := &f.acts[i]
		tok := &f.doc.Tokens[b.At]
		if b.dropped || b.typ != "SANCTION" && b.typ != "COERCE" || tok.Rel != language.Conj || tok.Head != a.At || b.realis != record.Planned {
			continue
		}
		b.realis = record.Actual
		if len(b.actors) == 0 {
			b.actors = addTo(nil, a.actors...)
		}
	}
}

// withWhom takes those for whom a "whom" or "which" stands that a preposition leads to: "the states with which she signed a treaty".
func (f *eventFinder) withWhom(a *act) {
	tok := &f.doc.Tokens[a.At]
	if tok.Rel != language.AclRelcl || tok.Head < 0 {
		return
	}
	for j := f.doc.SentenceOf(a.At).Start; j < a.At; j++ {
		if l := f.doc.Tokens[j].Lower; (l == "whom" || l == "which") && f.doc.Tokens[j].Head == a.At && f.doc.Child(j, language.Case) >= 0 {
			f.receive(a, tok.Head)
			return
		}
	}
}

// adopted lets those who adopt a document do what it does: "the council adopted a resolution condemning the raid".
func (f *eventFinder) adopted(a *act) {
	if !isVerbal(a.typ) || a.Part != codebook.Verb {
		return
	}
	i := a.At
	if tok := &f.doc.Tokens[i]; tok.Rel == language.Conj && tok.Head >= 0 {
		i = tok.Head
	}
	n := f.doc.Tokens[i].Head
	if f.doc.Tokens[i].Rel != language.Acl || n < 0 {
		return
	}
	s := adopter(f.doc, n)
	who := f.actorsOf(s)
	if len(who) == 0 {
		return
	}
	a.actors = who
	a.recipients = slices.DeleteFunc(a.recipients, func(x int) bool { return slices.Contains(who, x) })
	delete(a.evidence, "actors")
	f.noteActors(a, s)
}

// adopter gives the subject of the verb that a document is the object of: who adopts the resolution at token n; -1 for none.
func adopter(doc *language.Doc, n int) int {
	tok := &doc.Tokens[n]
	switch tok.Lemma {
	case "resolution", "declaration", "motion", "statement", "communique", "communiqué", "letter", "note":
	default:
		return -1
	}
	if tok.Rel != language.Obj || tok.Head < 0 {
		return -1
	}
	switch doc.Tokens[tok.Head].Lemma {
	case "adopt", "pass", "approve", "issue", "sign", "release", "send", "deliver", "back", "endorse":
		return doc.Child(tok.Head, language.Nsubj)
	}
	return -1
}

// unlikeProtests says whether two ways to protest are not one event: who stays away or downs tools does not march.
func unlikeProtests(a, b string) bool {
	kind := func(mode string) string {
		switch mode {
		case "boycott", "strike", "hunger-strike":
			return mode
		}
		return ""
	}
	return kind(a) != kind(b)
}

// denyAt reads "the army blamed the shelling on the front, which denied it": whoever is blamed denies the act.
func (f *eventFinder) denyAt(i int) {
	o := f.doc.Child(i, language.Obj)
	if f.doc.Tokens[i].Tag != language.VERB || o < i {
		return
	}
	switch f.doc.Tokens[o].Lemma {
	case "it", "this", "that", "accusation", "allegation", "charge", "claim":
	default:
		return
	}
	if r, _ := f.cueBelow(i, nil); r == record.Denied {
		return
	}
	s, passive := f.subject(i)
	if s < 0 || passive {
		return
	}
	who := f.actorsOf(s)
	for e := len(f.events) - 1; e >= 0; e-- {
		ev := &f.events[e]
		for _, pair := range ev.blamedBy {
			if slices.Contains(who, pair[1]) && distance(f.doc.Tokens[ev.trigger].Sentence, f.doc.Tokens[i].Sentence) <= 2 {
				ev.deniedBy = addTo(ev.deniedBy, pair[1])
				f.noteAt(ev, "denied_by", s)
				return
			}
		}
	}
}
