package read

import (
	"slices"

	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// How the reader and the codebook go together on violence, in one rule (codebook.Rule; codebook.Rules tell the rest for people): where the reader is sure, it
// decides; where it is not, the codebook and the tree do. So
//   - a word of the codebook is no act of violence, and not listed among an event's triggers, where the reader is sure that it
//     tells of no event, unless its pattern has several words, which stand by themselves;
//   - a word without a pattern of the codebook is one where the reader takes it for a trigger of violence, and pairs it with
//     what only an act can have;
//   - who acts, who and what is hit, by what means, where and when, is what the reader pairs with a trigger in its sentence;
//     a part that it leaves open comes from the tree;
//   - whom the reader takes for a party to violence is one, of the event that is told nearest (events_parties.go).

const (
	// sureNone is the probability of an event below which a word tells of none, whatever the codebook says: four to one. It is
	// no rounder than that because the reader, which has learnt from few texts, finds too few triggers rather than too many.
	sureNone = 0.2
	// sure is the probability from which an answer of the reader stands.
	sure = 0.5
)

// readTriggers indexes the reader's triggers, with what they are paired with in their own sentences: what stands farther off is
// mostly another act's.
func (f *eventFinder) readTriggers() {
	f.triggerAt = none(len(f.doc.Tokens))
	f.readings = slices.Clone(f.doc.Triggers)
	for i := range f.readings {
		t := &f.readings[i]
		s := f.doc.SentenceOf(t.Token)
		t.Arguments = slices.Clone(t.Arguments)
		for k := range t.Arguments {
			if g := &t.Arguments[k]; g.Role != "place" && g.Role != "time" {
				g.Range = f.withAge(f.trimmed(g.Range))
			}
		}
		t.Arguments = slices.DeleteFunc(t.Arguments, func(g language.Argument) bool { return g.Range.Empty() || !s.Contains(g.Range) })
		f.triggerAt[t.Token] = i
	}
}

// triggerOf gives what the reader says of an act: of its first word, or of another that names it. It is nil where the reader
// takes none of them for a trigger.
func (f *eventFinder) triggerOf(a *act) *language.Trigger {
	for _, t := range append([]int{a.At}, a.triggers...) {
		if x := f.triggerAt[t]; x >= 0 {
			return &f.readings[x]
		}
	}
	return nil
}

// saysNone says whether the reader is sure that a match of the codebook tells of no event.
func (f *eventFinder) saysNone(m *codebook.Match) bool {
	if m.Type != "ASSAULT" || len(m.Pattern) > 1 && m.Part == codebook.Verb && !m.Weak {
		return false
	}
	if f.namesHarm(m) {
		return false
	}
	floor := float32(sureNone)
	if len(m.By) > 0 || f.takesCounted(m.At) {
		floor /= 4 // "a drone struck", "killed two shepherds": a pattern that asks for a weapon as its subject is seldom wrong, nor one that counts its dead
	}
	for _, t := range append([]int{m.At}, m.Others...) {
		if f.doc.Tokens[t].EventP >= floor {
			return false
		}
	}
	return true
}

// namesHarm says whether a noun tells how those were harmed whom its verb counts: "11 soldiers were killed in an ambush".
func (f *eventFinder) namesHarm(m *codebook.Match) bool {
	tok := &f.doc.Tokens[m.At]
	if m.Part != codebook.Noun || m.Weak || tok.Rel != language.Obl || tok.Head < 0 || tok.Head > m.At {
		return false
	}
	c := f.doc.Child(m.At, language.Case)
	return c >= 0 && f.doc.Tokens[c].Lower == "in" && f.book.In("toll", f.doc.Tokens[tok.Head].Lemma) && f.doc.Tokens[tok.Head].EventP >= sure
}

// takesCounted says whether what a verb is done to is counted as harmed.
func (f *eventFinder) takesCounted(v int) bool {
	o := f.doc.Child(v, language.Obj, language.NsubjPass)
	if o < 0 || f.doc.Tokens[v].Tag != language.VERB {
		return false
	}
	r := f.doc.Subtree(o)
	for i := r.Start; i < r.End && i <= o; i++ {
		if t := &f.doc.Tokens[i]; t.Harm != language.NoHarm && t.HarmP >= sure {
			return true
		}
	}
	return false
}

// addRead adds the acts of violence for which the codebook has no pattern.
func (f *eventFinder) addRead() {
	if f.book.Type("ASSAULT") == nil {
		return
	}
	for i := range f.readings {
		t := &f.readings[i]
		switch f.doc.Tokens[t.Token].Rel {
		case language.Aux, language.AuxPass, language.Cop:
			continue
		}
		if f.book.In("aftermath", f.doc.Tokens[t.Token].Lemma) {
			continue // "exhumed 21 bodies"
		}
		if t.Type != "ASSAULT" || t.P < sure || f.actAt[t.Token] >= 0 || f.insideName(t.Token) || !showsForIt(t) || f.book.Bars(f.doc, t.Token, "ASSAULT") {
			continue
		}
		f.addAct(codebook.Match{Trigger: &codebook.Trigger{Type: "ASSAULT", Mode: "attack", CAMEO: "180", Part: f.partOf(t.Token), Weak: true}, At: t.Token})
		f.acts[len(f.acts)-1].beside = true
	}
}

// showsForIt says whether the reader pairs a trigger with a place, somebody or something hit, or a means. Many a verb near violence
// is taken for an act of it; these are told apart by what stands with them.
func showsForIt(t *language.Trigger) bool {
	return slices.ContainsFunc(t.Arguments, func(g language.Argument) bool {
		return g.P >= sure && g.Role != "actor" && g.Role != "time"
	})
}

func (f *eventFinder) partOf(i int) codebook.Part {
	switch f.doc.Tokens[i].Tag {
	case language.VERB, language.AUX:
		return codebook.Verb
	case language.ADJ:
		return codebook.Adjective
	}
	return codebook.Noun
}

// heed lets the reader say who and what takes part in an act of violence, where it takes the word for one.
func (f *eventFinder) heed(a *act) {
	t := f.triggerOf(a)
	if t == nil {
		return
	}
	if a.Roles == codebook.Mutual && len(a.actors) > 0 && len(a.recipients) > 0 {
		return // "clashes between the army and the rebels": both do it
	}
	if a.typ != "ASSAULT" && a.typ != "COERCE" || t.Type != "ASSAULT" && t.Type != "COERCE" {
		f.heedCounterpart(a, t)
		return
	}
	suffers := slices.Clone(a.recipients)
	f.heedSide(a, t, "actors", &a.actors, "actor")
	if len(a.Pattern) == 0 && a.Part == codebook.Verb && len(a.actors) == 0 {
		if s, passive := f.subject(a.At); !passive {
			f.perform(a, s) // the reader's word, whose doer it has not found
		}
	}
	if a.Roles == codebook.Undergoer {
		a.actors = slices.DeleteFunc(a.actors, func(x int) bool { return slices.Contains(suffers, x) }) // "laid down their lives"
	}
	f.heedSide(a, t, "recipients", &a.recipients, "recipient", "target")
	a.recipients = slices.DeleteFunc(a.recipients, func(x int) bool { return slices.Contains(a.actors, x) })
}

// heedSide replaces those who act or are acted on by whom the reader pairs with the act, unless the tree has found somebody in the same words.
func (f *eventFinder) heedSide(a *act, t *language.Trigger, field string, side *[]int, roles ...string) {
	found := f.argumentActors(t, roles...)
	if len(found) == 0 || len(a.Arguments[roles[0]]) > 0 || slices.ContainsFunc(t.Arguments, func(g language.Argument) bool {
		return slices.Contains(roles, g.Role) && slices.ContainsFunc(a.evidence[field], g.Range.Overlaps)
	}) {
		return
	}
	*side = found
	f.evidenceOf(a, field, t, roles...)
}

// heedThings adds the weapons and the things hit that the reader pairs with an act, unless the tree has them in other words.
func (f *eventFinder) heedThings(a *act) {
	t := f.triggerOf(a)
	if t == nil {
		return
	}
	for i := range t.Arguments {
		switch g := &t.Arguments[i]; {
		case g.P < sure:
		case g.Role == "weapon":
			a.addWeapon(instrument{g.Range, f.weaponKind(g.Range)})
			a.note("weapons", g.Range)
		case g.Role == "target" && f.isThingHit(g.Range):
			a.addTarget(instrument{g.Range, f.targetKind(g.Range)})
		}
	}
}

// argumentActors gives the actors that a trigger has in one of the roles.
func (f *eventFinder) argumentActors(t *language.Trigger, roles ...string) []int {
	var out []int
	for i := range t.Arguments {
		g := &t.Arguments[i]
		if g.P < sure || !slices.Contains(roles, g.Role) {
			continue
		}
		if g.Role == "target" && f.isThingHit(g.Range) || f.isOfAnother(t.Token, g.Range) || f.isTopic(f.doc.HeadOf(g.Range)) ||
			g.Role == "actor" && f.isHarmed(f.doc.HeadOf(g.Range)) || g.Role != "actor" && f.suffersAnother(t.Token, f.doc.HeadOf(g.Range)) {
			continue
		}
		if g.Role == "actor" && f.isNoOneTold(f.doc.HeadOf(g.Range)) {
			continue
		}
		if t.Type != "ASSAULT" && f.clausesBetween(f.doc.HeadOf(g.Range), t.Token) < 0 {
			continue
		}
		out = addTo(out, f.actorsIn(g.Range)...)
	}
	return out
}

// isOfAnother says whether words are the subject or the object of another act than that at token i, told to come before or after it ("struck nine camps
// two weeks after gunmen killed 26 tourists"), or the subject of who blames ("attacks that the government blamed on rebels").
func (f *eventFinder) isOfAnother(i int, r language.Range) bool {
	tok := &f.doc.Tokens[f.doc.HeadOf(r)]
	v := tok.Head
	if v < 0 || v == i || f.doc.Tokens[v].Tag != language.VERB || tok.Rel != language.Nsubj && tok.Rel != language.NsubjPass && tok.Rel != language.Obj {
		return false
	}
	if f.isBlamer(r) {
		return true
	}
	if tok.Rel == language.Obj && f.doc.Tokens[v].Rel == language.Conj && v > i && f.actAt[v] >= 0 && f.doc.Child(v, language.Nsubj) > i && !f.hangs(i, v) {
		return true // "left 200 dead, and police arrested 11,000"
	}
	if f.doc.Tokens[v].Rel != language.Advcl || f.doc.Child(v, language.Nsubj, language.NsubjPass) < 0 || f.hangs(i, v) {
		return false
	}
	m := f.doc.Child(v, language.Mark)
	return m >= 0 && (f.doc.Tokens[m].Lower == "after" || f.doc.Tokens[m].Lower == "before")
}

// isBlamer says whether words are the subject of who blames or accuses, or of who only came because of it: "police responded to a shooting".
func (f *eventFinder) isBlamer(r language.Range) bool {
	tok := &f.doc.Tokens[f.doc.HeadOf(r)]
	return tok.Rel == language.Nsubj && tok.Head >= 0 && (f.book.In("blame", f.doc.Tokens[tok.Head].Lemma) || f.comesAfterwards(tok.Head))
}

// comesAfterwards says whether the subject of a verb comes to where something happened.
func (f *eventFinder) comesAfterwards(v int) bool {
	switch f.doc.Tokens[v].Lemma {
	case "respond", "investigate", "probe":
		return true
	case "rush", "arrive", "come", "race", "hurry":
		for _, p := range []string{"to", "at", "on"} {
			if j := f.under(v, p); j >= 0 && f.doc.Tokens[j].Lemma == "scene" {
				return true
			}
		}
	}
	return false
}

// actorsIn gives the actors whose mentions are headed within a range: that of its head, and those joined to it.
func (f *eventFinder) actorsIn(r language.Range) []int {
	head := f.doc.HeadOf(r)
	if t := &f.doc.Tokens[head]; t.Head >= 0 && f.actorAt[t.Head] >= 0 {
		switch t.Rel {
		case language.Amod, language.Compound, language.Nummod, language.Det:
			head = t.Head // "Indian" of "the Indian army", "four" of "four guards"
		}
	}
	out := f.actorsOf(head)
	for t := r.Start; t < r.End; t++ {
		if f.headAt[t] && f.doc.Tokens[t].Rel == language.Conj && !f.unnamed(f.actorAt[t]) {
			out = addTo(out, f.actorAt[t])
		}
	}
	return out
}

// evidenceOf gives a field of an act the words of the reader's arguments for evidence, instead of those from the tree.
func (f *eventFinder) evidenceOf(a *act, field string, t *language.Trigger, roles ...string) {
	delete(a.evidence, field)
	for i := range t.Arguments {
		if g := &t.Arguments[i]; g.P >= sure && slices.Contains(roles, g.Role) && len(f.actorsIn(g.Range)) > 0 {
			if !f.isOfAnother(t.Token, g.Range) {
				a.note(field, g.Range)
			}
		}
	}
}

// isThingHit says whether a range names a thing that can be hit, not people and not a place.
func (f *eventFinder) isThingHit(r language.Range) bool {
	head := f.doc.HeadOf(r)
	if f.kindWithin(f.book.Targets, r) != "" {
		return true
	}
	return f.actorAt[head] < 0 && f.placeAt[head] < 0 && f.doc.Tokens[head].Tag == language.NOUN
}

func (f *eventFinder) weaponKind(r language.Range) string {
	kind := otherKind
	for i := r.Start; i < r.End; i++ {
		if k, n := f.weaponAt(i); n > 0 && i+n <= r.End {
			kind = k
		}
	}
	return kind
}

func (f *eventFinder) targetKind(r language.Range) string {
	if k := f.kindWithin(f.book.Targets, r); k != "" {
		return k
	}
	return otherKind
}

// otherKind is the kind of weapons and of things hit that the codebook does not know.
const otherKind = "other"

// kindWithin gives the kind of the last phrase of a lexicon within a range, "" when there is none.
func (f *eventFinder) kindWithin(x *codebook.Lexicon, r language.Range) string {
	kind := ""
	for i := r.Start; i < r.End; i++ {
		k, n := x.Match(f.doc, i)
		if i+n > r.End {
			k = x.Kind(f.doc.Tokens[i].Lower) // "mortar", of which "fire" stands outside
		}
		if k != "" {
			kind = k
		}
	}
	return kind
}

// readPlace gives the place that the reader pairs with an act of violence, -1 for none: the first that is named, or one that lies
// within it.
func (f *eventFinder) readPlace(a *act) int {
	t := f.triggerOf(a)
	if t == nil || t.Type != "ASSAULT" {
		return -1
	}
	place := -1
	for i := range t.Arguments {
		g := &t.Arguments[i]
		if g.Role != "place" {
			continue
		}
		for p := range f.places {
			if m := &f.places[p]; m.Overlaps(g.Range) && !m.Dateline && !m.Associative && (place < 0 || f.lies(p, place)) {
				place = p
			}
		}
	}
	return place
}

// readTime gives the time that the reader pairs with an act, -1 for none.
func (f *eventFinder) readTime(a *act) int {
	if t := f.triggerOf(a); t != nil {
		for i := range t.Arguments {
			g := &t.Arguments[i]
			for k := g.Start; k < g.End && g.Role == "time"; k++ {
				if f.timeAt[k] >= 0 {
					return f.timeAt[k]
				}
			}
		}
	}
	return -1
}

// listTriggers takes from an event's triggers the words that the reader is sure tell of none, where others are left. They have
// served to find its counts.
func listTriggers(d *draft) {
	for i := range d.events {
		e := &d.events[i]
		if e.typ != "ASSAULT" {
			continue
		}
		doubted := func(t int) bool { return d.doc.Tokens[t].EventP < sureNone }
		if !slices.ContainsFunc(e.triggers, func(t int) bool { return !doubted(t) && !d.doc.InTitle(t) }) {
			continue
		}
		e.triggers = slices.DeleteFunc(e.triggers, doubted)
		if !slices.Contains(e.triggers, e.trigger) {
			e.trigger = e.triggers[max(0, slices.IndexFunc(e.triggers, func(t int) bool { return !d.doc.InTitle(t) }))]
		}
	}
}

// isViolent says whether an event is an act of violence that was, is or may be done.
func isViolent(e *event) bool {
	if e.realis == record.Denied || e.realis == record.Hypothetical {
		return false
	}
	return e.typ == "ASSAULT" || e.typ == "COERCE" && e.mode == "abduction"
}
