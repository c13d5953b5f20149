package read

import (
	"slices"

	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// findEvents needs all that comes before it, statements too, and adds d.events.
// It also points each statement that is a verbal act at its event.
//
// Acts are found word by word from the codebook's triggers, each with its roles,
// realis, place and time; acts that tell of the same event are then joined.
func findEvents(d *draft) *eventFinder {
	f := newEventFinder(d)
	f.findActs()
	for i := range f.acts {
		f.fillAct(&f.acts[i])
		if f.isTally(&f.acts[i]) {
			f.acts[i].leave("tally")
		}
	}
	f.nearActs()
	f.harmIn()
	f.dateActs()
	f.harmBy()
	f.amongStates()
	f.composeVerbal()
	f.dropSilent()
	f.joinActs()
	f.findParties()
	for e := range f.events {
		f.tidyTargets(&f.events[e])
		f.refineMode(&f.events[e])
	}
	f.ownStrike()
	for e := range f.events {
		f.refineCAMEO(&f.events[e])
	}
	f.umbrellas()
	f.dateByContext()
	f.responsibility()
	f.answers()
	f.speakEvents()
	f.markBackground()
	f.markMain()
	f.placeByReport()
	f.dropVague()
	d.events = f.events
	for i := range d.events {
		tidyEvent(&d.events[i])
	}
	f.linkStatements()
	return f
}

// An act is one mention of an event: a trigger in the text with what stands around it.
type act struct {
	event
	codebook.Match
	top      int  // the word whose clause this is: the trigger, or the noun's light verb
	passive  bool // the subject receives
	definite bool // "the attack", "this attack": told before
	fresh    bool // "another attack", "an attack": not told before
	said     bool // what is said of an act told before: "it was the third attack"
	beside   bool // for weak triggers: another sign of violence stands beside it
	placeOwn bool // the place is attached to this very act, not found elsewhere in the sentence
	timeOwn  bool
	dropped  bool
	why      string // why it was dropped: the name of one of codebook.Rules
	into     int    // the event it was joined to; -1
	own      []int  // who is only sent or moved by those who act
}

// An eventFinder holds what finding events looks up again and again.
type eventFinder struct {
	*draft
	acts      []act
	actAt     []int // the act that a token is a trigger of; -1
	actorAt   []int // the actor whose mention is headed by, or else holds, a token; -1
	headAt    []bool
	readings  []language.Trigger // the reader's triggers
	triggerAt []int              // which of them a token is; -1
	placeAt   []int              // the place mention that holds a token; -1
	timeAt    []int
	passed    []codebook.Match // what was found and not taken
}

func newEventFinder(d *draft) *eventFinder {
	f := &eventFinder{draft: d}
	n := len(d.doc.Tokens)
	f.actAt, f.actorAt, f.placeAt, f.timeAt = none(n), none(n), none(n), none(n)
	f.headAt = make([]bool, n)
	f.indexActors()
	f.readTriggers()
	for i := range d.places {
		for t := d.places[i].Start; t < d.places[i].End; t++ {
			f.placeAt[t] = i
		}
	}
	for i := range d.times {
		for t := d.times[i].Start; t < d.times[i].End; t++ {
			f.timeAt[t] = i
		}
	}
	return f
}

// indexActors gives each token its actor: the shortest mention that holds it, heads before all.
func (f *eventFinder) indexActors() {
	width := make([]int, len(f.doc.Tokens))
	for a := range f.draft.actors {
		for _, m := range f.draft.actors[a].Mentions {
			for t := m.Start; t < m.End; t++ {
				if n := m.End - m.Start; !f.headAt[t] && (f.actorAt[t] < 0 || n < width[t]) {
					f.actorAt[t], width[t] = a, n
				}
			}
			if m.Head >= m.Start && m.Head < m.End {
				f.actorAt[m.Head], f.headAt[m.Head] = a, true
			}
		}
	}
}

func none(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

// fillAct gives an act its parts.
func (f *eventFinder) fillAct(a *act) {
	a.top = f.topOf(a)
	f.findRoles(a)
	f.heed(a)
	f.ownersAct(a)
	shareOut(a)
	f.findNumber(a)
	a.many = f.isMany(a)
	a.answer = f.isAnswer(a)
	f.findRealis(a)
	f.findStatement(a)
	f.realisByPattern(a)
	f.findPlace(a)
	f.findTime(a)
	f.notYet(a)
	f.sayOf(a)
	if a.typ == "ASSAULT" || a.typ == "COERCE" {
		f.findThings(a)
		f.heedThings(a)
		f.placeHit(a)
		f.refineMode(&a.event)
	}
	f.thingsByPath(a)
	a.rule = f.ruleOf(a)
}

// leave drops an act by one of codebook.Rules.
func (g *act) leave(rule string) { g.dropped, g.why = true, rule }

// topOf gives the light verb whose object a noun is ("carried out an attack"), or the trigger itself.
func (f *eventFinder) topOf(a *act) int {
	if a.Part == codebook.Noun {
		tok := &f.doc.Tokens[a.At]
		if h := tok.Head; h >= 0 && tok.Rel == language.Obj && f.book.In("lightverb", f.doc.Tokens[h].Lemma) {
			return h
		}
	}
	return a.At
}

// ruleOf names how an act was read: "assault/kill-passive".
func (f *eventFinder) ruleOf(a *act) string {
	way := "noun"
	switch {
	case a.Part == codebook.Adjective:
		way = "state"
	case a.Part == codebook.Verb && a.passive:
		way = "passive"
	case a.Part == codebook.Verb:
		way = "active"
	}
	word := f.doc.Tokens[a.At].Lemma
	if len(a.Pattern) == 0 {
		return "reader/" + lowerType(a.typ) + "-trigger"
	}
	if words := a.Pattern[0].Words; len(words) == 1 && len(a.Pattern) == 1 {
		word = words[0]
	}
	return lowerType(a.typ) + "/" + word + "-" + way
}

func lowerType(t record.Type) string {
	b := []byte(t)
	for i := range b {
		b[i] |= 0x20
	}
	return string(b)
}

// note keeps the words that a field's value comes from.
func (e *event) note(field string, r language.Range) {
	if r.Empty() || slices.Contains(e.evidence[field], r) {
		return
	}
	if e.evidence == nil {
		e.evidence = map[string][]language.Range{}
	}
	e.evidence[field] = append(e.evidence[field], r)
}

// addTo appends to a list what it does not hold yet.
func addTo(list []int, more ...int) []int {
	for _, x := range more {
		if x >= 0 && !slices.Contains(list, x) {
			list = append(list, x)
		}
	}
	return list
}

// tidyEvent puts triggers in order and the first one of the body in front.
func tidyEvent(e *event) {
	slices.Sort(e.triggers)
	e.triggers = slices.Compact(e.triggers)
	e.number = max(e.number, 1)
}
