package read

import (
	"slices"

	"github.com/tollbook/tollbook/actors"
)

// refineCAMEO tells war from other force where the words alone do not: CAMEO has root 19 for fighting between those who bear arms, and
// 18 for force against those who do not. Which side did it does not matter.
func (f *eventFinder) refineCAMEO(ev *event) {
	if ev.typ != "ASSAULT" {
		return
	}
	armed := slices.ContainsFunc(ev.recipients, f.bearsArms) || slices.ContainsFunc(ev.targets, func(t instrument) bool { return isOfArms(t.kind) })
	fighting := armed && (len(ev.actors) == 0 || slices.ContainsFunc(ev.actors, f.bearsArms))
	switch ev.mode {
	case "attack", "killing":
		switch {
		case fighting && (ev.cameo == "180" || ev.cameo == "182"):
			ev.cameo = "190"
		case !armed && ev.cameo == "190" && len(ev.recipients) > 0 && slices.ContainsFunc(ev.recipients, f.isPerson):
			ev.cameo = "180"
		}
	case "shooting":
		switch {
		case armed:
			ev.cameo = "193"
		case slices.ContainsFunc(ev.recipients, f.isPerson):
			ev.cameo = "182"
		}
	}
}

// bearsArms says whether an actor is one of those who fight: armed forces, police, armed groups and their people.
func (f *eventFinder) bearsArms(x int) bool {
	a := &f.draft.actors[x]
	if a.Kind == actors.ArmedGroup {
		return true
	}
	switch a.Sector {
	case "MIL", "COP", "REB", "UAF", "PAR":
		return true
	}
	return slices.ContainsFunc(a.Mentions, func(m actors.Mention) bool {
		return m.Head >= 0 && f.book.In("fighter", f.doc.Tokens[m.Head].Lemma)
	})
}

// isOfArms says whether a kind of target is held by those who fight.
func isOfArms(kind string) bool {
	return kind == "base" || kind == "checkpoint" || kind == "police-station"
}
