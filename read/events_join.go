package read

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/gazetteer"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// joinActs makes events of acts: each act joins the event that it tells of again, or begins its own.
func (f *eventFinder) joinActs() {
	for i := range f.acts {
		a := &f.acts[i]
		if a.dropped {
			continue
		}
		if e := f.sameEvent(a); e >= 0 {
			f.absorb(e, a)
			continue
		}
		if a.Aside || a.Weak && !a.beside && (!f.standsAlone(a) || f.chargedWith(a.At) >= 0) {
			continue
		}
		a.into = len(f.events)
		f.events = append(f.events, a.event)
	}
	f.joinWeak()
}

// joinWeak gives weak triggers that came before their event to the nearest one of their sentence or the next.
func (f *eventFinder) joinWeak() {
	for i := range f.acts {
		a := &f.acts[i]
		if a.into >= 0 || a.dropped || a.typ != "ASSAULT" {
			continue
		}
		for e := range f.events {
			if f.events[e].typ == a.typ && f.gap(&f.events[e], a) <= 1 && !f.conflict(&f.events[e], a, false) {
				f.absorb(e, a)
				break
			}
		}
	}
}

// standsAlone says whether a weak trigger tells of an act by what stands around it: deaths whose doer is told, say.
func (f *eventFinder) standsAlone(a *act) bool {
	if a.typ == "ASSAULT" {
		return len(a.actors) > 0 && len(a.recipients) > 0 && a.Part == codebook.Verb
	}
	return len(a.actors) > 0 && len(a.recipients) > 0
}

// gap gives how many sentences lie between an act and the nearest mention of an event.
func (f *eventFinder) gap(e *event, a *act) int {
	best := 1 << 20
	for _, t := range e.triggers {
		best = min(best, distance(f.doc.Tokens[t].Sentence, f.doc.Tokens[a.At].Sentence))
	}
	return best
}

// sameEvent gives the event that an act tells of again, -1 when it is a new one. The latest one that fits is taken.
func (f *eventFinder) sameEvent(a *act) int {
	if e := f.umbrellaOf(a); e >= 0 {
		return e
	}
	best, bestGap := -1, 1<<20
	for e := len(f.events) - 1; e >= 0; e-- {
		ev := &f.events[e]
		if ev.typ != a.typ || f.conflict(ev, a, true) || a.typ == "PROTEST" && unlikeProtests(ev.mode, a.mode) {
			continue
		}
		g := f.gap(ev, a)
		if !f.tellsOf(ev, a, g) {
			continue
		}
		if g *= 2; g > 0 && f.toldBeside(ev) {
			g++ // what follows goes on with the news, not with what came before it
		}
		if g < bestGap {
			best, bestGap = e, g
		}
	}
	return best
}

// toldBeside says whether an event is told only to say what came before or after another: "two weeks after gunmen killed 26".
func (f *eventFinder) toldBeside(e *event) bool {
	return !slices.ContainsFunc(e.triggers, func(t int) bool {
		tok := &f.doc.Tokens[t]
		m := f.doc.Child(t, language.Mark)
		return tok.Rel != language.Advcl || m < 0 || f.doc.Tokens[m].Lower != "after" && f.doc.Tokens[m].Lower != "before" && f.doc.Tokens[m].Lower != "since"
	})
}

// tellsOf says whether an act without conflict with an event is that event, by how it is told.
func (f *eventFinder) tellsOf(e *event, a *act, gap int) bool {
	if f.isSecond(a) {
		return false
	}
	if gap == 0 && isVerbal(a.typ) && a.typ != "CONSULT" && len(a.actors) > 0 && len(e.actors) > 0 && !sharesOne(e.actors, a.actors) {
		return false // somebody else's words
	}
	if gap == 0 {
		return !a.fresh || f.tied(e, a)
	}
	if a.fresh {
		return f.inTitle(e)
	}
	if a.typ != "ASSAULT" && a.typ != "COERCE" && a.typ != "PROTEST" {
		if gap > 0 && f.headlinesState(e, a) {
			return true
		}
		return sharesOne(e.actors, a.actors) && (len(a.recipients) == 0 || len(e.recipients) == 0 || sharesOne(e.recipients, a.recipients))
	}
	if a.number > 1 && e.number == 1 && !f.inTitle(e) && a.timeOwn && a.from.Add(tallyDays).Before(lastDay(a.from, a.to)) {
		return false // many, over months
	}
	if f.isOneOf(e, a) {
		return false
	}
	return a.Weak || a.definite || f.inTitle(e) || gap <= 4 || sharesOne(e.recipients, a.recipients) || !a.placeOwn && !a.timeOwn && f.isOnly(e)
}

// headlinesState says whether a headline tells as a state's act what the first sentence of the report tells of its leader or of a body of it: "Iran vows response",
// "Iran's supreme leader pledged to punish".
func (f *eventFinder) headlinesState(e *event, a *act) bool {
	if !f.inTitle(e) || f.doc.InTitle(a.At) || f.doc.Tokens[a.At].Sentence != f.leadSentence() || e.mode != a.mode || len(e.actors) != 1 || len(a.actors) != 1 {
		return false
	}
	x, y := &f.draft.actors[e.actors[0]], &f.draft.actors[a.actors[0]]
	return x.Kind == actors.State && y.Kind != actors.State && x.Country != "" && x.Country == y.Country && (len(e.recipients) == 0 || len(a.recipients) == 0 || sharesOne(e.recipients, a.recipients))
}

// isOnly says whether the report has told of no other harm than the event.
func (f *eventFinder) isOnly(e *event) bool {
	for k := range f.events {
		if x := &f.events[k]; x.typ == e.typ && x.realis == e.realis && x.trigger != e.trigger {
			return false
		}
	}
	return !e.isUmbrella()
}

func (f *eventFinder) inTitle(e *event) bool { return f.doc.InTitle(e.triggers[len(e.triggers)-1]) }

// tied says whether the tree joins an act to a mention of the event without a clause between.
func (f *eventFinder) tied(e *event, a *act) bool {
	for _, t := range e.triggers {
		if f.hangs(a.At, t) || f.hangs(t, a.At) {
			return true
		}
	}
	return false
}

func (f *eventFinder) hangs(i, top int) bool {
	for steps := 0; i >= 0 && steps < 6; steps++ {
		if i == top {
			return true
		}
		switch f.doc.Tokens[i].Rel {
		case language.Ccomp, language.Parataxis:
			return false
		case language.Advcl:
			if f.doc.Tokens[i].Fine != "VBG" && f.doc.Tokens[i].Fine != "VBN" {
				return false
			}
		}
		i = f.doc.Tokens[i].Head
	}
	return false
}

func sharesOne(a, b []int) bool {
	return slices.ContainsFunc(a, func(x int) bool { return slices.Contains(b, x) })
}

// conflict says whether an act cannot be the event: other realis, place, time, sides or way.
func (f *eventFinder) conflict(e *event, a *act, modes bool) bool {
	if (e.realis == record.Actual) != (a.realis == record.Actual) &&
		(e.realis != record.Actual || !a.Weak && !a.definite || a.realis != record.Hypothetical && a.Part == codebook.Verb) {
		return true
	}
	if f.placesDiffer(e, a) || daysDiffer(e, a) || f.sidesDiffer(e, a) || a.timeOwn && !e.from.IsZero() && isPeriod(f.times, e.time) != isPeriod(f.times, a.time) {
		return true
	}
	if f.doc.InTitle(a.At) && f.inTitle(e) && f.partsApart(e.triggers[len(e.triggers)-1], a.At) {
		return true
	}
	if f.cameAfter(e, a) || f.toldOfAnother(e, a) || f.otherSide(e, a) || f.isPartApart(e, a) || f.isFlight(e, a) {
		return true
	}
	return modes && !modesFit(e.mode, a.mode, f.gap(e, a) == 0)
}

// isSecond says whether an act is that of a second or another weapon: "a second bomb exploded".
func (f *eventFinder) isSecond(a *act) bool {
	if a.Part != codebook.Verb {
		return false
	}
	s := f.doc.Child(a.At, language.Nsubj, language.NsubjPass)
	if s < 0 || s > a.At {
		return false
	}
	if _, n := f.weaponAt(s); n == 0 {
		return false
	}
	for _, c := range f.doc.Children(s) {
		switch f.doc.Tokens[c].Lower {
		case "second", "third", "fourth", "another", "other":
			return c < s
		}
	}
	return false
}

// isNthEvent says whether an event's first mention tells of it as one of several.
func (f *eventFinder) isNthEvent(ev *event) bool {
	x := f.actAt[ev.trigger]
	return x >= 0 && f.isNth(&f.acts[x])
}

// isNth says whether a word tells of one of several acts by its place among them: "the first bombing", "in the first, gunmen ambushed".
func (f *eventFinder) isNth(a *act) bool {
	if a.Part != codebook.Noun {
		return f.opensWithNth(a.At)
	}
	for _, c := range f.doc.Children(a.At) {
		switch f.doc.Tokens[c].Lower {
		case "first", "second", "third", "fourth", "fifth", "latter", "former", "other", "last":
			return c < a.At && f.doc.Tokens[c].Rel == language.Amod
		}
	}
	return false
}

// opensWithNth says whether the sentence of token i begins with "in the first," or the like.
func (f *eventFinder) opensWithNth(i int) bool {
	s := f.doc.SentenceOf(i)
	if s.End-s.Start < 4 || f.doc.Tokens[s.Start].Lower != "in" {
		return false
	}
	k := s.Start + 1
	if f.doc.Tokens[k].Lower == "the" {
		k++
	}
	switch f.doc.Tokens[k].Lower {
	case "first", "second", "third", "fourth", "fifth", "latter", "former", "other", "one", "another":
		return f.doc.Tokens[k+1].Lower == ","
	}
	return false
}

// cameAfter says whether the event is told to have come before or after the act: "the bombing came two days after gunmen killed a judge". A
// death or a wound after an act is its outcome.
func (f *eventFinder) cameAfter(e *event, a *act) bool {
	v := &f.doc.Tokens[a.At]
	if v.Rel != language.Advcl || v.Head < 0 || a.Part != codebook.Verb || f.actAt[v.Head] >= 0 {
		return false
	}
	m := f.doc.Child(a.At, language.Mark)
	if m < 0 || f.doc.Tokens[m].Lower != "after" && f.doc.Tokens[m].Lower != "before" {
		return false
	}
	s := f.doc.Child(v.Head, language.Nsubj)
	return s >= 0 && slices.Contains(e.triggers, s)
}

// toldOfAnother says whether a relative clause tells the act of another act than the event: "the bombing comes after a kidnapping in which nine
// guards died".
func (f *eventFinder) toldOfAnother(e *event, a *act) bool {
	v := &f.doc.Tokens[a.At]
	if v.Rel != language.AclRelcl || v.Head < 0 || slices.Contains(e.triggers, v.Head) {
		return false
	}
	x := f.actAt[v.Head]
	return x >= 0 && f.acts[x].Part == codebook.Noun && f.acts[x].typ != e.typ && isOnTheGround(f.acts[x].typ)
}

// placesDiffer says whether both have places of their own, and neither lies within the other.
func (f *eventFinder) placesDiffer(e *event, a *act) bool {
	x, _ := e.whereabouts()
	y, own := a.whereabouts()
	if x < 0 || y < 0 || own && !a.placeOwn || x == y {
		return false
	}
	p, q := &f.places[x], &f.places[y]
	if p.Name == q.Name || f.lies(x, y) || f.lies(y, x) {
		return false
	}
	if (p.Place == nil || q.Place == nil) && f.gap(e, a) == 0 {
		return false // one that is not on the map may well lie in the other
	}
	if (p.Place == nil && q.Precision >= 4 || q.Place == nil && p.Precision >= 4) && p.Country == q.Country && p.Country != "" && f.onlyInTitle(e, a) {
		return false // nor in the country or the province
	}
	if f.isSpot(p.Range) != f.isSpot(q.Range) {
		return false // a street or a hospital may lie in or by the town
	}
	if p.Place != nil && q.Place != nil {
		if samePlace(p.Place, q.Place) {
			return false
		}
		// A country or a province beside a town of it is no other place.
		if p.Country == q.Country && (p.Precision >= 4 || q.Precision >= 4) {
			return p.Place.Admin1Code != "" && q.Place.Admin1Code != "" && p.Place.Admin1Code != q.Place.Admin1Code
		}
	}
	return true
}

// isSpot says whether a place's words name a house or a street, and no town.
func (f *eventFinder) isSpot(r language.Range) bool {
	if r.Empty() {
		return false
	}
	switch f.doc.Tokens[r.End-1].Lower {
	case "street", "st", "st.", "avenue", "ave", "ave.", "road", "rd", "rd.", "drive", "lane", "boulevard", "blvd", "highway", "hospital", "center", "centre", "clinic":
		return true
	}
	return slices.ContainsFunc(f.doc.Entities, func(x language.Entity) bool { return x.Fine == language.FacilityName && x.Overlaps(r) })
}

// lies says whether one place lies in the other, by the report or the map.
func (f *eventFinder) lies(inner, outer int) bool {
	if p, q := &f.places[inner], f.places[outer].Place; p.Place == nil && p.Around != nil && q != nil &&
		(samePlace(p.Around, q) || q.Feature == "ADM1" && q.Country == p.Country && q.Admin1Code == p.Around.Admin1Code) {
		return true
	}
	for steps := 0; inner >= 0 && steps < 5; steps++ {
		if inner == outer || samePlace(f.places[inner].Place, f.places[outer].Place) {
			return true
		}
		inner = f.places[inner].Within
	}
	return false
}

// samePlace says whether two are one place of the gazetteer. Provinces and what is not on the map have no id.
func samePlace(p, q *gazetteer.Place) bool {
	if p == nil || q == nil {
		return false
	}
	if p.GeonameID != 0 || q.GeonameID != 0 {
		return p.GeonameID == q.GeonameID
	}
	return p.Name == q.Name && p.Country == q.Country && p.Admin1Code == q.Admin1Code && p.Feature == q.Feature
}

func daysDiffer(e *event, a *act) bool {
	if e.from.IsZero() || a.from.IsZero() {
		return false
	}
	return lastDay(e.from, e.to).Before(a.from) || lastDay(a.from, a.to).Before(e.from)
}

// isPeriod says whether a time is a length of a week or more with days, "the week to 16 April": what is told of all of it is no single act in it.
func isPeriod(times []calendar.Time, t int) bool {
	return t >= 0 && times[t].Kind == calendar.Duration && !times[t].From.IsZero() && times[t].From.Add(5).Before(times[t].To)
}

func lastDay(from, to calendar.Day) calendar.Day {
	if to.IsZero() {
		return from
	}
	return to
}

// sidesDiffer says whether other actors act, or the roles are turned round.
func (f *eventFinder) sidesDiffer(e *event, a *act) bool {
	if f.hurtBySelf(e, a) {
		return false
	}
	if sharesOne(e.actors, a.recipients) && !sharesOne(e.actors, a.actors) || sharesOne(e.recipients, a.actors) && !sharesOne(e.recipients, a.recipients) {
		return e.mode != "clash" && a.mode != "clash"
	}
	if e.mode != "clash" && a.mode != "clash" && (f.forcesAndFighters(e.actors, a.actors) || f.gap(e, a) > 0 && !f.ownLosses(e, a) && (f.sameTrade(e.recipients, a.actors) || f.sameTrade(a.recipients, e.actors))) {
		return true
	}
	if f.ownLosses(e, a) {
		return false
	}
	if f.ownSide(e.actors, a.recipients) || f.ownSide(a.actors, e.recipients) {
		return e.mode != "clash" && a.mode != "clash" && f.gap(e, a) > 0
	}
	if len(e.actors) == 0 || len(a.actors) == 0 || sharesOne(e.actors, a.actors) {
		return false
	}
	if f.gap(e, a) > 0 && (f.areGunmen(e.actors) && isRemote(a.mode) || f.areGunmen(a.actors) && isRemote(e.mode)) {
		return true
	}
	if f.statesDiffer(e.actors, a.actors) {
		return true
	}
	// "Gunmen" and "the attackers" may be the group that is named elsewhere.
	return !f.allPeople(e.actors) && !f.allPeople(a.actors)
}

// ownLosses says whether an act only tells, in the next two sentences and of no other place or day, what an operation of soldiers or police cost them: "troops killed 20
// militants … Three soldiers lost their lives".
func (f *eventFinder) ownLosses(e *event, a *act) bool {
	return a.Part == codebook.Verb && len(a.actors) == 0 && len(a.recipients) > 0 && !a.placeOwn && !a.timeOwn && f.gap(e, a) <= 2 && !f.inTitle(e) &&
		f.areForces(e.actors) && f.areForces(a.recipients) &&
		slices.ContainsFunc(e.recipients, func(x int) bool { return f.areArmed([]int{x}) })
}

// ownSide says whether an army of those who act and one of those acted on are of one state: it is not told to kill its own.
func (f *eventFinder) ownSide(who, whom []int) bool {
	for _, x := range who {
		a := &f.draft.actors[x]
		if a.Country == "" || a.Sector != "MIL" && a.Kind != actors.State {
			continue
		}
		for _, y := range whom {
			if b := &f.draft.actors[y]; b.Country == a.Country && b.Sector == "MIL" {
				return true
			}
		}
	}
	return false
}

// areGunmen says whether all those who act are told by what they fire from the hand.
func (f *eventFinder) areGunmen(list []int) bool {
	return len(list) > 0 && !slices.ContainsFunc(list, func(x int) bool {
		m := f.draft.actors[x].Mentions
		return len(m) == 0 || !strings.HasPrefix(f.doc.Tokens[m[0].Head].Lemma, "gunm")
	})
}

// isRemote says whether force is used from afar, with what gunmen do not have.
func isRemote(mode string) bool { return family(mode) == "remote" }

// hurtBySelf says whether the one person who acts in the event, on nobody told, is the one harmed by nobody told in the act: "a boy fired a gun … he was
// wounded in the neck".
func (f *eventFinder) hurtBySelf(e *event, a *act) bool {
	return len(e.actors) == 1 && len(e.recipients) == 0 && len(a.actors) == 0 && sharesOne(e.actors, a.recipients) &&
		f.draft.actors[e.actors[0]].Kind == actors.Person
}

// allPeople says whether all of them are told by words that others may be told by too: people, or a person without a name.
func (f *eventFinder) allPeople(list []int) bool {
	return !slices.ContainsFunc(list, func(x int) bool { return f.draft.actors[x].Kind != actors.People && !f.isNameless(x) })
}

// isNameless says whether a person is told by what he is alone: "a gunman", "the suspect", "her father".
func (f *eventFinder) isNameless(x int) bool {
	a := &f.draft.actors[x]
	return a.Kind == actors.Person && a.Ref == "" && !slices.ContainsFunc(a.Mentions, func(m actors.Mention) bool { return m.Kind == actors.Name })
}

// modesFit says whether two ways can be those of one event. General ones fit all.
func modesFit(a, b string, sameSentence bool) bool {
	x, y := modeRank(a), modeRank(b)
	if a == b || x <= 2 || y <= 2 || a == "assassination" && family(b) == "explosion" || b == "assassination" && family(a) == "explosion" {
		return true
	}
	if family(a) == family(b) {
		return true
	}
	return sameSentence && a != "hostage" && b != "hostage"
}

// modeRank says how much a mode tells: the one that tells most is kept.
func modeRank(m string) int {
	switch m {
	case "", "other":
		return 0
	case "attack", "demonstration":
		return 1
	case "killing", "property", "beating", "rally":
		return 2
	case "bombing", "shooting", "clash", "massacre":
		return 3
	case "assassination", "stabbing", "shelling", "ambush", "arson":
		return 4
	}
	return 5
}

// family groups modes that tell of one kind of incident.
func family(m string) string {
	switch m {
	case "bombing", "suicide-bombing", "ied", "mine", "vehicle", "arson":
		return "explosion"
	case "shelling", "airstrike", "drone":
		return "remote"
	case "shooting", "ambush", "clash", "assassination", "massacre":
		return "guns"
	}
	return m
}

// absorb joins an act to an event.
func (f *eventFinder) absorb(e int, a *act) {
	ev := &f.events[e]
	a.into = e
	if f.doc.InTitle(ev.trigger) && !f.doc.InTitle(a.At) {
		ev.trigger, ev.realis, ev.rule = a.At, a.realis, a.rule
		ev.statement, ev.source = a.statement, a.source
	}
	burnt := f.burntToo(ev, a)
	part := (ev.isUmbrella() || ev.place < 0 && isOnTheGround(ev.typ) && f.overSeveral(ev.trigger)) && f.gap(ev, a) > 0 && !f.onlyInTitle(ev, a)
	ev.many = ev.many || a.many && f.gap(ev, a) == 0
	if !a.said { // what else its sentence tells of is no part of it
		ev.triggers = append(ev.triggers, a.triggers...)
	}
	for _, x := range a.actors {
		if ev.mode != "clash" || !slices.Contains(ev.recipients, x) { // who fights back keeps the other side
			ev.actors = addTo(ev.actors, x)
		}
	}
	onlyTells := f.onlyTellsMore(ev, a)
	if !onlyTells {
		ev.recipients = slices.DeleteFunc(addTo(ev.recipients, a.recipients...), func(x int) bool { return slices.Contains(ev.actors, x) })
	}
	for _, w := range a.weapons {
		ev.addWeapon(w)
	}
	for _, t := range a.targets {
		ev.addTarget(t)
	}
	if modeRank(a.mode) > modeRank(ev.mode) && !burnt && !isShotDown(ev) {
		ev.mode, ev.cameo = a.mode, a.cameo
	}
	if a.number > 1 && ev.number == 1 && f.doc.Tokens[ev.trigger].Sentence == f.doc.Tokens[a.At].Sentence {
		ev.number = a.number
	}
	if !part { // what is told of one of several is not where and when all were
		f.absorbWhere(ev, a)
	}
	for _, field := range []string{"actors", "recipients", "weapons", "targets", "number"} {
		if field == "recipients" && onlyTells {
			continue
		}
		for _, r := range a.evidence[field] {
			ev.note(field, r)
		}
	}
}

// burntToo says whether an act burns or breaks things after people have been killed or hurt in the event: that names no raid.
func (f *eventFinder) burntToo(ev *event, a *act) bool {
	if a.mode != "arson" && a.mode != "property" || f.gap(ev, a) == 0 {
		return false
	}
	return slices.ContainsFunc(ev.triggers, func(t int) bool { return f.book.In("toll", f.doc.Tokens[t].Lemma) })
}

// absorbWhere takes the act's place where it is a finer one, and its time where the event has none.
// "The incident" says where and when; "terrorism" in passing does not.
func (f *eventFinder) absorbWhere(ev *event, a *act) {
	if a.Aside && !a.definite || a.realis != ev.realis {
		return
	}
	if a.place >= 0 && (ev.place < 0 || a.placeOwn && f.finer(a.place, ev.place)) {
		ev.place = a.place
		if ev.evidence != nil {
			delete(ev.evidence, "place")
		}
		ev.note("place", f.places[a.place].Range)
	}
	if a.timeOwn && !ev.from.IsZero() && a.precision > 0 && a.precision < ev.precision && ev.precision >= 3 && !a.from.Before(ev.from) && !ev.to.Before(a.from) && !a.fresh {
		ev.time, ev.from, ev.to, ev.precision = a.time, a.from, a.to, a.precision // "in 2017 … on 14 October 2017"
		delete(ev.evidence, "from")
		ev.note("from", f.times[a.time].Range)
	}
	if ev.from.IsZero() && (a.timeOwn || !a.from.IsZero() && f.onlyInTitle(ev, a)) {
		ev.time, ev.from, ev.to, ev.precision = a.time, a.from, a.to, a.precision
		ev.note("from", f.times[a.time].Range)
	}
}

// onlyInTitle says whether an event was told by the title alone before an act joined it: what the body tells first is when it was, and what
// has another day is another event.
func (f *eventFinder) onlyInTitle(ev *event, a *act) bool {
	return !slices.ContainsFunc(ev.triggers, func(t int) bool { return !f.doc.InTitle(t) && !slices.Contains(a.triggers, t) })
}

// finer says whether one place tells more closely where than another.
func (f *eventFinder) finer(p, q int) bool {
	x, y := f.places[p].Precision, f.places[q].Precision
	if x == 0 && f.places[p].Around != nil {
		if f.places[q].Precision >= 4 && f.lies(p, q) {
			return true // a village off the map beside its province
		}
		x = f.places[p].AroundPrecision // off the map: as near as the town or the district around it
	}
	return x > 0 && (y == 0 || x < y) && (f.places[p].Country == f.places[q].Country || f.places[q].Country == "")
}

// umbrellas puts single acts that are told after "two attacks" under them.
func (f *eventFinder) umbrellas() {
	for u := range f.events {
		if !f.events[u].isUmbrella() {
			continue
		}
		left := f.events[u].number
		if f.events[u].many {
			left = len(f.events)
		}
		f.placeOverAll(&f.events[u])
		for e := u + 1; e < len(f.events) && left > 0; e++ {
			ev := &f.events[e]
			if ev.typ != f.events[u].typ || ev.isUmbrella() || ev.answer || isShotDown(ev) || ev.partOf >= 0 || ev.realis != f.events[u].realis || daysDiffer(&f.events[u], &act{event: *ev}) {
				continue
			}
			if f.doc.Tokens[ev.trigger].Sentence > f.doc.Tokens[f.events[u].trigger].Sentence+4 {
				break
			}
			if !f.isNthEvent(ev) && !f.isWithin(&f.events[u], ev) {
				continue
			}
			ev.partOf = u
			f.dateOfUmbrella(ev)
			left--
		}
	}
}
