package read

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// refineMode lets the weapon say how force was used where the verb alone does not: a bus that rebels
// "blew up" with a landmine is mode mine.
func (f *eventFinder) refineMode(ev *event) {
	if ev.typ != "ASSAULT" || isShotDown(ev) {
		return
	}
	if ev.mode == "chemical" && len(ev.weapons) > 0 && !slices.ContainsFunc(ev.weapons, func(w instrument) bool { return w.kind == "chemical" }) {
		ev.mode, ev.cameo = "other", "182" // tear gas
	}
	for _, w := range ev.weapons {
		mode, cameo := f.modeOf(w, ev.mode)
		if mode != "" && refines(mode, ev.mode) {
			ev.mode, ev.cameo = mode, cameo
		}
	}
}

// refines says whether a mode that a weapon tells says more than the one that the words of the act tell.
func refines(mode, than string) bool {
	switch than {
	case "", "other", "attack", "killing", "property":
		return true
	case "bombing":
		return slices.Contains([]string{"suicide-bombing", "ied", "mine", "airstrike", "drone", "arson"}, mode)
	case "shooting":
		return mode == "shelling" // rockets that are fired
	case "airstrike", "shelling":
		return mode == "drone" && than == "airstrike"
	}
	return false
}

// modeOf gives the mode and the CAMEO code of force that is used with a weapon.
func (f *eventFinder) modeOf(w instrument, now string) (mode, cameo string) {
	words := strings.ToLower(f.doc.Phrase(w.words))
	switch w.kind {
	case "firearm":
		return "shooting", "193"
	case "explosive", "bomb":
		switch {
		case strings.Contains(words, "improvised") || strings.Contains(words, "ied") || strings.Contains(words, "roadside"):
			return "ied", "183"
		case strings.Contains(words, "suicide") || strings.Contains(words, "vest") || strings.Contains(words, "belt"):
			return "suicide-bombing", "183"
		}
		return "bombing", "183"
	case "grenade":
		return "bombing", "183"
	case "mine":
		return "mine", "183"
	case "rocket", "missile", "artillery":
		return "shelling", "194"
	case "aircraft":
		return "airstrike", "195"
	case "drone":
		return "drone", "195"
	case "incendiary":
		if now == "property" || now == "attack" || now == "bombing" {
			return "arson", "180"
		}
	case "blade":
		return "stabbing", "182"
	case "chemical":
		return "chemical", "204"
	}
	return "", ""
}

// isTally says whether an act only tells how many were killed or hurt over weeks or months: a total
// of many acts, and no act of its own.
func (f *eventFinder) isTally(a *act) bool {
	if f.isGeneral(a) {
		return true
	}
	if a.typ != "ASSAULT" || a.realis != record.Actual || !f.book.In("toll", f.doc.Tokens[a.At].Lemma) {
		return false
	}
	if f.overMonths(a) {
		return true
	}
	if a.from.IsZero() || !a.timeOwn {
		return false
	}
	if f.byOne(a) || f.onOne(a) {
		return false // "in March 2022 a bomber killed 63 people", "in March a councilwoman was killed"
	}
	if f.doc.Tokens[a.At].Rel == language.AclRelcl && f.ledIn(a.At) {
		return false // "the genocide of 1994, in which 800,000 were killed" is one act, however long
	}
	if t := &f.times[a.time]; t.Kind == calendar.Date && t.Bound == calendar.At && a.placeOwn && len(a.actors) > 0 && len(a.recipients) > 0 {
		return false // "in 2014 militants killed 130 children at a school in the city": one act, whose day is not told
	}
	return a.from.Add(tallyDays).Before(lastDay(a.from, a.to))
}

// overMonths says whether a toll in the perfect is told as that of months or years whose days are not told: "have been killed in three months of fighting".
func (f *eventFinder) overMonths(a *act) bool {
	if !a.from.IsZero() || !f.hasAux(a.At, "have") {
		return false
	}
	s := f.doc.SentenceOf(a.At)
	for t := range f.times {
		m := &f.times[t]
		if m.Kind != calendar.Duration || m.Start <= a.At || !s.Contains(m.Range) {
			continue
		}
		length, ok := calendar.ParseLength(m.Value)
		switch f.doc.Tokens[m.Start-1].Lower {
		case "in", "over", "during":
			return ok && length.Unit >= calendar.Month
		}
	}
	return false
}

// byOne says whether an act's doer is told as a single one: "an Islamic State bomber".
func (f *eventFinder) byOne(a *act) bool {
	s, passive := f.subject(a.At)
	if s < 0 || passive || f.doc.Tokens[s].Fine == "NNS" {
		return false
	}
	d := f.doc.Child(s, language.Det)
	return d >= 0 && (f.doc.Tokens[d].Lower == "a" || f.doc.Tokens[d].Lower == "an")
}

// onOne says whether somebody told as a single one is harmed: "a councilwoman was killed".
func (f *eventFinder) onOne(a *act) bool {
	s, passive := f.subject(a.At)
	if s < 0 || !passive || !f.headAt[s] || f.doc.Tokens[s].Fine != "NN" || f.book.In("grouping", f.doc.Tokens[s].Lemma) {
		return false
	}
	d := f.doc.Child(s, language.Det)
	return d >= 0 && (f.doc.Tokens[d].Lower == "a" || f.doc.Tokens[d].Lower == "an")
}

// harmIn lets those who are harmed in an act by the clause on it suffer it, and not do it: "an ambush in which seven guards died".
func (f *eventFinder) harmIn() {
	for i := range f.acts {
		b := &f.acts[i]
		v := &f.doc.Tokens[b.top]
		if b.typ != "ASSAULT" || v.Rel != language.AclRelcl || v.Head < 0 || f.actAt[v.Head] < 0 || !f.ledIn(b.top) || len(b.recipients) == 0 {
			continue
		}
		a := &f.acts[f.actAt[v.Head]]
		if a.typ != b.typ || !sharesOne(a.actors, b.recipients) {
			continue
		}
		a.actors = slices.DeleteFunc(a.actors, func(x int) bool { return slices.Contains(b.recipients, x) })
		a.recipients = addTo(a.recipients, b.recipients...)
		delete(a.evidence, "actors")
		for _, r := range b.evidence["recipients"] {
			a.note("recipients", r)
		}
	}
}

// harmBy gives a harm whose clause tells what did it the place and the doers of that act: "five more were killed when a
// bomb struck a second convoy outside Gao" is no part of what happened elsewhere before.
func (f *eventFinder) harmBy() {
	for i := range f.acts {
		a := &f.acts[i]
		if a.typ != "ASSAULT" || a.Part != codebook.Verb || !f.book.In("toll", f.doc.Tokens[a.At].Lemma) {
			continue
		}
		for k := range f.acts {
			b := &f.acts[k]
			if b.typ != a.typ || b.dropped || b.place < 0 || !b.placeOwn || b.realis != a.realis {
				continue
			}
			if tok := &f.doc.Tokens[b.top]; tok.Rel == language.Advcl && tok.Head == a.At {
				f.takeHarm(a, b)
				break
			}
		}
	}
}

// takeHarm gives a harm the place of the act that did it, and those who did it, where it has none of its own.
func (f *eventFinder) takeHarm(harm, a *act) {
	if !harm.placeOwn {
		harm.place, harm.placeOwn = a.place, true
		harm.note("place", f.places[a.place].Range)
	}
	if len(harm.actors) > 0 || f.doc.Child(a.top, language.Nsubj) < 0 {
		return
	}
	harm.actors = withoutThem(a.actors, harm.recipients)
	if len(harm.actors) > 0 {
		for _, r := range a.evidence["actors"] {
			harm.note("actors", r)
		}
	}
}

// withoutThem gives a list without those of another.
func withoutThem(list, them []int) []int {
	return slices.DeleteFunc(slices.Clone(list), func(x int) bool { return slices.Contains(them, x) })
}

// isGeneral says whether a noun speaks of such acts in general: "Attacks on police are frequent in the country".
func (f *eventFinder) isGeneral(a *act) bool {
	tok := &f.doc.Tokens[a.At]
	if a.typ != "ASSAULT" || a.Part != codebook.Noun || tok.Rel != language.Nsubj || tok.Head < 0 || f.doc.Child(a.At, language.Det, language.Nummod) >= 0 {
		return false
	}
	for _, c := range f.doc.Children(tok.Head) {
		if t := &f.doc.Tokens[c]; t.Rel == language.Cop && (t.Lower == "are" || t.Lower == "is") {
			return true
		}
	}
	return false
}

// tallyDays is how long a window makes a toll a tally.
const tallyDays = 20
