package read

import (
	"slices"

	"github.com/tollbook/tollbook/language"
)

// What speaks against the place that shots and rockets come from, and for the one that they go to, where both are told.
const (
	originOdds = 3
	aimOdds    = 1
)

// comesFrom says whether a place is where the shots or rockets of an act come from: "shots were fired at Gilo from Beit Jala".
func (f *eventFinder) comesFrom(a *act, g chain) bool {
	return a.typ == "ASSAULT" && f.ledBy(g, "from") && slices.ContainsFunc(a.weapons, func(w instrument) bool { return isShot(w.kind) }) ||
		f.ledBy(g, "from") && (a.Mode == "shooting" || a.Mode == "shelling" || a.Mode == "airstrike" || a.Mode == "drone")
}

// isDoer says whether a place is told as the one who did it: "captured by Iran".
func (f *eventFinder) isDoer(g chain) bool {
	m := &f.places[g[0]]
	c := f.leader(f.doc.HeadOf(m.Range), m.Start)
	return c >= 0 && f.doc.Tokens[c].Lower == "by"
}

// isShot says whether a weapon of that kind strikes from afar.
func isShot(kind string) bool {
	switch kind {
	case "firearm", "rocket", "missile", "artillery", "aircraft", "drone":
		return true
	}
	return false
}

// isAimedAt says whether a place is led by a word for where shots go, or what they hit.
func (f *eventFinder) isAimedAt(g chain) bool {
	return f.ledBy(g, "at", "on", "into", "toward", "towards", "against", "near", "outside", "inside", "in", "to")
}

// ledBy says whether one of the words leads the first place of a chain, or the phrase that it is a part of: "from the nearby village of Beit Jala".
func (f *eventFinder) ledBy(g chain, words ...string) bool {
	for h, steps := f.doc.HeadOf(f.places[g[0]].Range), 0; h >= 0 && steps < 4; h, steps = f.doc.Tokens[h].Head, steps+1 {
		tok := &f.doc.Tokens[h]
		if c := f.doc.Child(h, language.Case); c >= 0 && f.doc.Tokens[c].Tag == language.ADP && f.doc.Tokens[c].Lower != "of" {
			return slices.Contains(words, f.doc.Tokens[c].Lower)
		}
		if !slices.Contains([]language.Rel{language.Nmod, language.NmodPoss, language.Amod, language.Compound, language.Flat}, tok.Rel) {
			break
		}
	}
	before := f.places[g[0]].Start - 1 // where the tree does not take it for the preposition that it is
	return before >= 0 && slices.Contains(words, f.doc.Tokens[before].Lower)
}
