package read

import (
	"slices"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// dropVague drops talk of violence that tells of no incident: neither where, but for a country or a province, nor when, no person by
// name, no figure, no weapon and nothing hit. What the lead or the title tells stays, and so does the main event.
func (f *eventFinder) dropVague() {
	lead := f.leadSentence()
	to := make([]int, len(f.events))
	var kept []event
	for e := range f.events {
		to[e] = -1
		if f.isVague(&f.events[e], lead) && !slices.ContainsFunc(f.events, func(x event) bool { return x.partOf == e }) {
			continue
		}
		to[e] = len(kept)
		kept = append(kept, f.events[e])
	}
	for i := range kept {
		if p := kept[i].partOf; p >= 0 {
			kept[i].partOf = to[p]
		}
	}
	for i := range f.acts {
		if x := f.acts[i].into; x >= 0 {
			f.acts[i].into = to[x]
		}
	}
	f.events = kept
}

func (f *eventFinder) isVague(ev *event, lead int) bool {
	if ev.typ != "ASSAULT" || ev.main || f.isNearby(ev.place) || !ev.from.IsZero() || len(ev.weapons) > 0 || len(ev.targets) > 0 || ev.number > 1 {
		return false
	}
	if len(ev.claimedBy) > 0 || len(ev.blamedBy) > 0 || len(ev.deniedBy) > 0 || f.doc.Tokens[ev.trigger].Sentence <= lead {
		return false
	}
	if ev.realis == record.Actual && len(ev.triggers) > 2 || ev.realis == record.Hypothetical || ev.realis == record.Threatened {
		return false // what is only supposed or threatened need not say where or when
	}
	return !slices.ContainsFunc(ev.recipients, f.isTold)
}

// isNearby says whether a place tells where more closely than a province or a country does.
func (f *eventFinder) isNearby(p int) bool {
	return p >= 0 && (f.places[p].Precision < 4 || f.places[p].Near)
}

// isTold says whether an actor is a person, or people in a figure.
func (f *eventFinder) isTold(x int) bool {
	a := &f.draft.actors[x]
	if a.Kind == actors.Person {
		return true
	}
	for _, m := range a.Mentions {
		for t := m.Start; t < m.End; t++ {
			if f.doc.Tokens[t].Tag == language.NUM || f.book.In("grouping", f.doc.Tokens[t].Lower) && f.doc.Tokens[t].Lower != "all" {
				return true
			}
		}
	}
	return false
}
