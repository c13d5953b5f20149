package read

import (
	"slices"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// isVerbal says whether a type is of words, not of deeds.
func isVerbal(t record.Type) bool {
	switch t {
	case "AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN":
		return true
	}
	return false
}

// cooperates says whether a type is of deeds that help the other side.
func cooperates(t record.Type) bool {
	switch t {
	case "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT":
		return true
	}
	return false
}

// composeVerbal reads a deed that was only spoken of as the act that the words are, as PLOVER
// has it: help that is promised is AGREE, help that is refused REJECT, a hostile measure that
// is announced THREATEN. Force that is planned or threatened stays what it is, with its realis.
func (f *eventFinder) composeVerbal() {
	for i := range f.acts {
		a := &f.acts[i]
		if a.dropped {
			continue
		}
		g := f.governor(a)
		if g != nil && f.agreedMeasure(g, a) {
			a.actors, a.realis, a.beside = addTo(nil, g.actors...), record.Actual, true
			delete(a.evidence, "actors")
			for _, r := range g.evidence["actors"] {
				a.note("actors", r)
			}
			g.leave("words")
			f.joinedMeasures(a)
			continue
		}
		if g != nil {
			g.specify(a)
		}
		if g != nil && f.swallows(g, a) {
			if len(g.recipients) == 0 {
				g.recipients = addTo(nil, a.recipients...)
			}
			g.recipients = slices.DeleteFunc(g.recipients, func(x int) bool { return slices.Contains(g.actors, x) })
			a.leave("words")
			continue
		} else if g != nil && g.typ == "THREATEN" && len(g.recipients) == 0 {
			g.recipients = addTo(nil, a.recipients...) // who is to be attacked is who is threatened
		}
		f.recast(a)
	}
}

// recast changes the type of a deed that is only spoken of.
func (f *eventFinder) recast(a *act) {
	for _, t := range []record.Type{"AGREE", "REJECT", "REQUEST", "THREATEN"} {
		if f.book.Type(t) == nil {
			return // a codebook without types of words
		}
	}
	will := a.Part == codebook.Verb && (a.realis == record.Planned || a.realis == record.Denied && f.hasWill(a.top))
	switch {
	case a.realis == record.Denied && will && (cooperates(a.typ) || a.typ == "CONSULT" || a.typ == "AGREE"):
		_, digit := wishOf(a)
		if digit = refused[digit]; digit == "" {
			digit = "0"
		}
		a.typ, a.mode, a.cameo, a.realis = "REJECT", "refuse", "12"+digit, record.Actual
		f.speakerActs(a)
	case a.realis == record.Denied && (cooperates(a.typ) || a.typ == "AGREE"):
		a.leave("words")
	case a.realis == record.Planned && cooperates(a.typ):
		a.cameo, a.mode = "031", "cooperate"
		switch a.typ {
		case "AID":
			a.mode, a.cameo = "aid", "033"
		case "CONCEDE", "RETREAT":
			a.mode, a.cameo = "yield", "035"
		}
		a.typ, a.realis = "AGREE", record.Actual
		f.speakerActs(a)
	case will && a.realis == record.Planned && (a.typ == "SANCTION" || a.typ == "PROTEST" && a.mode == "boycott"):
		mode, digit := threatOf(a)
		a.typ, a.mode, a.cameo, a.realis = "THREATEN", mode, "13"+digit, record.Actual
		f.speakerActs(a)
	case a.realis == record.Demanded && cooperates(a.typ) && a.source >= 0:
		a.recipients, a.actors = addTo(nil, a.actors...), []int{a.source}
		a.typ, a.mode, a.cameo, a.realis = "REQUEST", "change", "100", record.Actual
	}
}

func (f *eventFinder) hasWill(v int) bool {
	for _, c := range f.doc.Children(v) {
		if f.doc.Tokens[c].Rel == language.Aux && modal(f.doc.Tokens[c].Lower) == record.Planned {
			return true
		}
	}
	return false
}

// governor gives the verbal act whose content an act is: the "agreed" of "agreed to release".
func (f *eventFinder) governor(a *act) *act {
	i := a.top
	joined := f.doc.Tokens[i].Rel == language.Conj && f.doc.Tokens[i].Tag == language.VERB
	for steps := 0; steps < 4; steps++ {
		switch f.doc.Tokens[i].Rel {
		case language.Xcomp, language.Ccomp, language.Obj, language.Acl, language.Conj, language.Obl, language.Nmod:
		default:
			if f.doc.Tokens[i].Fine != "VB" || f.doc.Tokens[i].Rel != language.Advcl {
				return nil
			}
		}
		if i = f.doc.Tokens[i].Head; i < 0 {
			return nil
		}
		if x := f.actAt[i]; x >= 0 && f.acts[x].At != a.At && !f.acts[x].dropped {
			if isVerbal(f.acts[x].typ) && !(joined && steps == 0) {
				return &f.acts[x]
			}
			return nil // "rejected the vote and called for a march": two acts
		}
	}
	return nil
}

// swallows says whether what a verbal act is about is no event of its own: the release that is demanded.
func (f *eventFinder) swallows(g, a *act) bool {
	switch g.typ {
	case "AGREE", "REJECT", "REQUEST", "THREATEN":
		return cooperates(a.typ) || a.typ == "AGREE" || a.typ == "REQUEST" && g.typ == "REJECT" ||
			a.typ == "CONSULT" && g.typ != "AGREE" || a.typ == "SANCTION" || a.typ == "ACCUSE" && g.typ == "REQUEST"
	}
	return false
}

// dropSilent drops verbal and diplomatic acts in which nobody is told to act on anybody: words in
// passing. When that would leave a report without any event, all are kept.
func (f *eventFinder) dropSilent() {
	kept, lead := false, f.leadSentence()
	silent := make([]bool, len(f.acts))
	for i := range f.acts {
		a := &f.acts[i]
		switch a.typ {
		case "ASSAULT":
		case "PROTEST", "COERCE", "MOBILIZE", "RETREAT", "CONCEDE":
			silent[i] = len(a.actors) == 0 && len(a.recipients) == 0 && a.Part != codebook.Noun
		case "ACCUSE":
			// An investigation or a charge is an act also where the report names nobody.
			official := a.mode == "investigate" || a.mode == "legal-action" || a.mode == "verdict"
			silent[i] = len(a.actors) == 0 || len(a.recipients) == 0 && !official && f.doc.Tokens[a.At].Sentence > lead
		default:
			if record.Quad(a.typ) == 0 && f.book.Type(a.typ).Quad%2 == 0 { // a codebook's own type of deeds
				silent[i] = len(a.actors) == 0 && len(a.recipients) == 0 && a.Part != codebook.Noun
				break
			}
			// In the lead, what somebody does is news even where nobody is told to whom.
			silent[i] = len(a.actors) == 0 || len(a.recipients) == 0 && (f.doc.Tokens[a.At].Sentence > lead || a.Part != codebook.Verb) && !f.standsAsWords(a)
		}
		kept = kept || !silent[i] && !a.dropped && (!a.Weak || a.beside)
	}
	for i := range f.acts {
		if kept && silent[i] {
			f.acts[i].leave("silent")
		}
	}
}

// responsibility reads who claims an attack, who is blamed for it, and who denies having done it.
func (f *eventFinder) responsibility() {
	for i := range f.doc.Tokens {
		switch f.doc.Tokens[i].Lemma {
		case "responsibility", "involvement", "credit":
			f.claimAt(i)
		case "blame", "accuse", "attribute", "suspect", "link":
			f.blameAt(i)
			f.suspectAt(i)
		case "deny", "reject":
			f.denyAt(i)
		case "behind":
			f.behindAt(i)
		case "belong", "member", "associate", "affiliate", "tie":
			f.belongAt(i)
		case "claim", "acknowledge":
			f.claimedAt(i)
		case "responsible":
			f.responsibleAt(i)
		case "identify":
			f.identifiedAt(i)
		}
	}
}

// identifiedAt reads "the victims were identified as A and B".
func (f *eventFinder) identifiedAt(i int) {
	s, passive := f.subject(i)
	if s < 0 || !passive || !f.book.In("victim", f.doc.Tokens[s].Lemma) {
		return
	}
	who := f.actorsOf(f.under(i, "as"))
	if e := f.eventNear(i, language.Range{}); e >= 0 {
		ev := &f.events[e]
		ev.recipients = addTo(ev.recipients, slices.DeleteFunc(who, func(x int) bool { return slices.Contains(ev.actors, x) })...)
		f.noteAt(ev, "recipients", f.under(i, "as"))
	}
}

// claimAt reads "claimed responsibility for", "a claim of responsibility by", "denied involvement in".
func (f *eventFinder) claimAt(i int) {
	v, taken := f.doc.Tokens[i].Head, false
	if i > 1 && f.book.In("claimed", f.doc.Tokens[i-1].Lower) && (f.doc.Tokens[i-1].Tag != language.VERB || f.doc.Tokens[i-1].Head == i) {
		v, taken = i-1, true // the tree has taken "claimed" for an adjective
	}
	if v < 0 {
		return
	}
	lemma := f.doc.Tokens[v].Lemma
	denies := lemma == "deny" || lemma == "reject" || lemma == "disclaim"
	if !denies && (f.doc.Tokens[i].Lemma == "involvement" || !f.book.In("claim", lemma) && !f.book.In("claimed", f.doc.Tokens[v].Lower) && !taken) {
		return
	}
	if r, _ := f.cueBelow(v, nil); r == record.Denied {
		return
	}
	s, passive := f.subject(v)
	if s < 0 && f.doc.Tokens[v].Tag != language.VERB {
		taken = taken || v == i-1
	}
	if taken {
		s = f.actorBefore(i - 2)
	} else if passive || f.doc.Tokens[v].Tag != language.VERB {
		if s = f.agent(v); s < 0 {
			s = f.under(i, "by")
		}
	}
	who := f.actorsOf(s)
	if len(who) == 0 && (s < 0 || !f.isNoOneTold(s)) && !passive && i-v <= 2 && f.doc.Tokens[v].Tag == language.VERB {
		if b := f.actorBefore(v - 1); b >= 0 { // whoever stands right before, where the tree has hung them elsewhere
			s, who = b, f.actorsOf(b)
		}
	}
	e := f.eventNear(i, f.upToPart(f.doc.Subtree(v), i))
	if len(who) == 0 || e < 0 || s >= 0 && f.isNoOneTold(s) {
		return
	}
	ev := &f.events[e]
	if denies {
		ev.deniedBy = addTo(ev.deniedBy, who...)
		f.noteAt(ev, "denied_by", s)
		return
	}
	f.claim(ev, who, s)
}

// upToPart cuts r at the first semicolon behind token i: what is said there is said of something else.
func (f *eventFinder) upToPart(r language.Range, i int) language.Range {
	for k := i + 1; k < r.End; k++ {
		if f.doc.Tokens[k].Lower == ";" {
			r.End = k
		}
	}
	return r
}

// actorBefore gives the nearest head of an actor's mention at or before token i, past adverbs, auxiliaries and brackets.
func (f *eventFinder) actorBefore(i int) int {
	if i < 0 {
		return -1
	}
	first := f.doc.SentenceOf(i).Start
	for k := i; k >= first && k >= i-8; k-- {
		if x := f.actorAt[k]; x >= 0 {
			for _, m := range f.draft.actors[x].Mentions {
				if m.Has(k) {
					return m.Head
				}
			}
		}
		switch f.doc.Tokens[k].Tag {
		case language.ADV, language.AUX, language.PUNCT, language.PROPN:
		default:
			return -1
		}
	}
	return -1
}

// claimedAt reads "the attack was claimed by X" and "X claimed the attack"; where X is an armed group, also "X acknowledged the attack".
func (f *eventFinder) claimedAt(i int) {
	if f.doc.Tokens[i].Tag != language.VERB || f.doc.Child(i, language.Ccomp) >= 0 {
		return
	}
	if r, _ := f.cueBelow(i, nil); r == record.Denied {
		return
	}
	s, passive := f.subject(i)
	what := f.doc.Child(i, language.Obj)
	if passive {
		what, s = s, f.agent(i)
		if what >= 0 && f.doc.Tokens[what].Tag == language.DET && f.doc.Tokens[what+1].Head == i {
			what++ // the tree has made a subject of the article too
		}
	}
	if what < 0 || s < 0 {
		return
	}
	who := f.actorsOf(s)
	if f.doc.Tokens[i].Lemma == "acknowledge" && !slices.ContainsFunc(who, func(x int) bool { return f.draft.actors[x].Kind == actors.ArmedGroup }) {
		return
	}
	if f.actAt[what] < 0 {
		f.claimedDeed(i, what, s)
		return
	}
	a := &f.acts[f.actAt[what]]
	if a.typ != "ASSAULT" || a.Part != codebook.Noun || a.into < 0 || f.book.In("toll", f.doc.Tokens[what].Lemma) && f.doc.Tokens[what].Fine == "NNS" || f.isNoOneTold(s) {
		return
	}
	f.claim(&f.events[a.into], who, s)
}

// responsibleAt reads "they believe X to be responsible for the attack": X is blamed by those who believe it.
func (f *eventFinder) responsibleAt(i int) {
	s, by := f.heldResponsible(i)
	if s < 0 || f.isNoOneTold(s) {
		return
	}
	if r, _ := f.cueBelow(i, nil); r == record.Denied {
		return
	}
	e := f.eventNear(i, f.doc.Subtree(i))
	if e < 0 || !isViolent(&f.events[e]) {
		return
	}
	f.blames(&f.events[e], by, f.actorsOf(s), s)
	f.attribute(&f.events[e], by, f.bodies(f.actorsOf(s), s), s)
}

// blames notes who lays an event at whose door.
func (f *eventFinder) blames(ev *event, by, whom []int, at int) {
	for _, b := range by {
		for _, x := range whom {
			if pair := [2]int{b, x}; b != x && !slices.Contains(ev.blamedBy, pair) {
				ev.blamedBy = append(ev.blamedBy, pair)
				f.noteAt(ev, "blamed_by", at)
			}
		}
	}
}

// isNoOneTold says whether a word names nobody in particular: "no group", "nobody", or the "any group" of "nor has any group claimed it".
func (f *eventFinder) isNoOneTold(s int) bool {
	d := f.doc.Child(s, language.Det)
	return d >= 0 && f.doc.Tokens[d].Lower == "any" || f.isNobody(s)
}

// isNobody says whether a subject is "no group" or "nobody".
func (f *eventFinder) isNobody(s int) bool {
	switch f.doc.Tokens[s].Lower {
	case "nobody", "none", "no-one":
		return true
	}
	d := f.doc.Child(s, language.Det)
	return d >= 0 && (f.doc.Tokens[d].Lower == "no" || f.doc.Tokens[d].Lower == "neither")
}

// claim notes who claims an event by the words at token at.
func (f *eventFinder) claim(ev *event, who []int, at int) {
	ev.claimedBy = addTo(ev.claimedBy, who...)
	f.noteAt(ev, "claimed_by", at)
	f.doers(ev, who, at)
}

// doers takes those who claim an act for those who did it, where the report names no other body.
func (f *eventFinder) doers(ev *event, who []int, at int) {
	if f.hasBody(ev.actors) {
		return
	}
	f.arm(who)
	ev.actors = addTo(ev.actors, who...)
	ev.recipients = slices.DeleteFunc(ev.recipients, func(x int) bool { return slices.Contains(who, x) })
	f.noteAt(ev, "actors", at)
}

func (f *eventFinder) noteAt(ev *event, field string, i int) {
	if i < 0 {
		return
	}
	if r, ok := f.mentionAt(i); ok {
		ev.note(field, r)
	}
}

// blameAt reads "blamed X for the attack", "accused X of killing", "attributed the attack to X".
func (f *eventFinder) blameAt(i int) {
	subj, passive := f.subject(i)
	obj := f.doc.Child(i, language.Obj, language.Iobj)
	if s, on := f.doc.Child(i, language.Nsubj), f.rightAfter(i, "on"); s >= 0 && on >= 0 && (obj < 0 || f.actorAt[obj] < 0) {
		subj, passive, obj = s, false, on // "attacks that the government blamed on X"
	}
	switch {
	case f.doc.Tokens[i].Lemma == "attribute" || f.doc.Tokens[i].Lemma == "link":
		obj = f.under(i, "to")
		if passive {
			subj = f.agent(i)
		}
	case passive:
		subj, obj = f.agent(i), subj
	case obj >= 0 && (f.actorAt[obj] < 0 || f.doc.Tokens[obj].Lower == "them" || f.doc.Tokens[obj].Lower == "it") && f.under(i, "on") >= 0:
		obj = f.under(i, "on") // "blamed the attack on X"
	case obj >= 0 && f.actAt[obj] >= 0 && f.under(obj, "on") >= 0:
		obj = f.under(obj, "on") // where the tree hangs X from the attack
	}
	blamed := f.actorsOf(obj)
	if len(blamed) == 0 || f.doc.Tokens[i].Lemma == "link" && f.tiesSomebody(i) {
		return
	}
	e := f.eventNear(i, f.doc.Subtree(i))
	if e < 0 || f.events[e].typ != "ASSAULT" {
		return
	}
	ev := &f.events[e]
	if f.doc.Tokens[obj].Head != i { // "on X" is no target then
		ev.recipients = slices.DeleteFunc(ev.recipients, func(x int) bool { return slices.Contains(blamed, x) })
	}
	by := f.actorsOf(subj)
	f.blames(ev, by, blamed, obj)
	if lemma := f.doc.Tokens[i].Lemma; lemma != "accuse" && lemma != "suspect" && (len(by) > 0 || lemma != "link") || lemma == "link" && passive {
		f.attribute(ev, by, f.bodies(blamed, obj), obj)
	}
}

// rightAfter gives the word that a preposition right after token i leads to, wherever the tree has hung it; -1 for none.
func (f *eventFinder) rightAfter(i int, prep string) int {
	if i+1 < len(f.doc.Tokens) && f.doc.Tokens[i+1].Lower == prep && f.doc.Tokens[i+1].Rel == language.Case {
		return f.doc.Tokens[i+1].Head
	}
	return -1
}

// tiesSomebody says whether a "linked to" at token i ties a group to another, not a deed to its doer: "the front, which is linked to al Qaeda".
func (f *eventFinder) tiesSomebody(i int) bool {
	s, passive := f.subject(i)
	return passive && s >= 0 && f.actorAt[s] >= 0 && f.actAt[s] < 0
}

// eventNear gives the event that is told of within r; else, the main violence told before token i, or that of the sentence behind; -1 when
// there is none.
func (f *eventFinder) eventNear(i int, r language.Range) int {
	for k := range f.acts {
		if a := &f.acts[k]; r.Has(a.At) && a.into >= 0 && (a.typ == "ASSAULT" || a.typ == "COERCE") {
			return a.into
		}
	}
	for e := range f.events {
		if ev := &f.events[e]; ev.typ == "ASSAULT" && ev.realis == record.Actual && ev.triggers[0] < i {
			return e
		}
	}
	for e := range f.events {
		if ev := &f.events[e]; ev.typ == "ASSAULT" && ev.realis == record.Actual && f.doc.Tokens[ev.triggers[0]].Sentence <= f.doc.Tokens[i].Sentence+1 {
			return e
		}
	}
	return -1
}

// spoken maps what a speaker does by a statement to the act that it is.
func spoken(act record.Act) (typ record.Type, mode, cameo string) {
	switch act {
	case record.AccuseAct:
		return "ACCUSE", "allege", "112"
	case record.Condemn:
		return "ACCUSE", "disapprove", "111"
	case record.ThreatenAct:
		return "THREATEN", "other", "130"
	case record.DemandAct:
		return "REQUEST", "other", "100"
	case record.Appeal:
		return "REQUEST", "other", "020"
	case record.RejectAct:
		return "REJECT", "refuse", "120"
	case record.Praise:
		return "SUPPORT", "praise", "051"
	case record.AgreeAct:
		return "AGREE", "accept", "030"
	case record.Pledge:
		return "AGREE", "other", "030"
	}
	return "", "", ""
}

// speakEvents makes events of statements that are acts towards somebody, unless their cue already tells of one.
func (f *eventFinder) speakEvents() {
	for i := range f.statements {
		s := &f.statements[i]
		typ, mode, cameo := spoken(s.act)
		if typ == "" || s.cue.Empty() || s.speaker < 0 || f.cueEvent(s) >= 0 {
			continue
		}
		to := addTo(nil, s.addressee, s.about)
		to = slices.DeleteFunc(to, func(x int) bool { return x == s.speaker || f.draft.actors[x].Sector == "MED" }) // reporters only pass it on
		if len(to) == 0 || f.draft.actors[s.speaker].Kind == actors.Unknown {
			continue
		}
		head := f.doc.HeadOf(s.cue)
		if f.isSpeech(head) && f.tellsVerbal(s.content) {
			continue
		}
		if e := f.saidBefore(s, typ, to); e >= 0 {
			ev := &f.events[e]
			ev.triggers = append(ev.triggers, head)
			if len(ev.recipients) == 0 { // whom it is first said of; what follows paints it out
				ev.recipients = addTo(nil, to...)
			}
			continue
		}
		ev := event{trigger: head, triggers: []int{head}, typ: typ, mode: mode, cameo: cameo, number: 1, actors: []int{s.speaker},
			recipients: to, place: s.place, time: -1, from: s.from, to: s.to, realis: record.Actual, source: -1, statement: s.inside,
			partOf: -1, rule: lowerType(typ) + "/" + f.doc.Tokens[head].Lemma + "-statement"}
		if ev.statement >= 0 {
			ev.source = f.statements[ev.statement].speaker
		}
		ev.note("actors", s.source)
		f.events = append(f.events, ev)
	}
}

// saidBefore gives the verbal act of the same speaker and kind that a statement only goes on with: one threat in
// three sentences is one; -1 when it is a new one.
func (f *eventFinder) saidBefore(s *statement, typ record.Type, to []int) int {
	for e := len(f.events) - 1; e >= 0; e-- {
		ev := &f.events[e]
		if ev.typ != typ || ev.realis != record.Actual || !slices.Contains(ev.actors, s.speaker) {
			continue
		}
		if daysDiffer(ev, &act{event: event{from: s.from, to: s.to}}) {
			continue
		}
		if sharesOne(ev.recipients, to) || distance(f.doc.Tokens[ev.triggers[len(ev.triggers)-1]].Sentence, f.doc.Tokens[s.content.Start].Sentence) <= 3 {
			return e
		}
	}
	return -1
}

// tellsVerbal says whether the content of plain speech itself tells of a verbal act: "said it will not lift the ban".
func (f *eventFinder) tellsVerbal(content language.Range) bool {
	for i := range f.acts {
		if a := &f.acts[i]; content.Has(a.At) && a.into >= 0 && isVerbal(a.typ) && f.headsContent(a, content) {
			return true
		}
	}
	return false
}

// cueEvent gives the event that a statement's cue is a trigger of.
func (f *eventFinder) cueEvent(s *statement) int {
	for e := range f.events {
		for _, t := range f.events[e].triggers {
			if s.cue.Has(t) && isVerbal(f.events[e].typ) {
				return e
			}
		}
	}
	return -1
}

// linkStatements points each statement at the verbal event that it is, and fills that event's sides.
func (f *eventFinder) linkStatements() {
	for i := range f.statements {
		s := &f.statements[i]
		s.event = -1
		e := f.cueEvent(s)
		if e < 0 || s.cue.Empty() {
			s.event = f.spokenOf(s)
			continue
		}
		s.event = e
		ev := &f.draft.events[e]
		if len(ev.actors) == 0 {
			ev.actors = addTo(nil, s.speaker)
		}
		if len(ev.recipients) == 0 {
			ev.recipients = slices.DeleteFunc(addTo(nil, s.addressee, s.about), func(x int) bool { return slices.Contains(ev.actors, x) })
		}
	}
}
