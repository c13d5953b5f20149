package read

import (
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// specify lets what a verbal act is about say of what kind it is: a demand for a release is one to yield, a threat of a strike one of
// protest. It leaves alone what the act's own words already tell.
func (g *act) specify(a *act) {
	switch g.mode {
	case "", "other", "accept", "refuse":
	default:
		return
	}
	if len(g.cameo) < 3 || g.typ == "THREATEN" && a.realis == record.Actual {
		return
	}
	mode, digit := "", ""
	if g.typ == "THREATEN" && a.typ == "THREATEN" {
		g.mode, g.cameo = a.mode, a.cameo // "warned that it will respond with force"
		return
	}
	if g.typ == "THREATEN" {
		mode, digit = threatOf(a)
	} else {
		mode, digit = wishOf(a)
	}
	switch {
	case mode == "":
		return
	case g.typ == "REJECT":
		if mode, digit = "refuse", refused[digit]; digit == "" {
			return
		}
	case g.typ == "AGREE" && mode == "assist":
		mode = "aid"
	case g.typ == "AGREE" && a.mode == "mediation":
		digit = "9" // they will mediate, not accept it
	case g.typ == "AGREE" && (mode == "change" || mode == "investigate"), g.typ == "REQUEST" && mode == "cooperate":
		return // no such mode
	}
	g.mode, g.cameo = mode, g.cameo[:2]+digit
}

// refused gives the last digit of CAMEO's root 12, which begins to count one lower, for that of the others.
var refused = map[string]string{"1": "1", "3": "2", "4": "3", "5": "4", "6": "5", "7": "7", "8": "6"}

// wishOf gives the mode and the last digit of the code of what is asked for, promised or refused: CAMEO counts them alike in its
// roots 02, 03 and 10.
func wishOf(a *act) (mode, digit string) {
	switch a.typ {
	case "AID":
		return "assist", "3"
	case "COOPERATE":
		return "cooperate", "1"
	case "CONSULT":
		if a.mode == "mediation" {
			return "settle", "8"
		}
		return "meet", "6"
	case "CONCEDE":
		if a.mode == "reform" {
			return "change", "4"
		}
		return "yield", "5"
	case "RETREAT":
		switch a.mode {
		case "ceasefire":
			return "settle", "7"
		case "resign":
			return "change", "4"
		}
		return "yield", "5"
	case "ACCUSE":
		if a.mode == "investigate" {
			return "investigate", "0"
		}
	}
	return "", ""
}

// threatOf gives the same of what is threatened.
func threatOf(a *act) (mode, digit string) {
	switch a.typ {
	case "ASSAULT", "MOBILIZE":
		return "force", "8"
	case "PROTEST":
		return "protest", "3"
	case "COERCE":
		return "political", "2"
	case "SANCTION":
		if a.mode == "embargo" || a.mode == "suspend-aid" {
			return "sanctions", "1"
		}
		return "political", "1"
	}
	return "", ""
}

// speakerActs takes the speaker for who will act, where the words name nobody but a pronoun: "Turkey said it will not lift the ban".
func (f *eventFinder) speakerActs(a *act) {
	if len(a.actors) > 0 || a.source < 0 {
		return
	}
	s := f.pronounBefore(a.top)
	if s < 0 {
		return
	}
	a.actors = addTo(a.actors, a.source)
	a.note("actors", language.Range{Start: s, End: s + 1})
}

// pronounBefore gives the personal pronoun that stands before a verb and its auxiliaries, whatever relation the tree has given it; -1 for none.
func (f *eventFinder) pronounBefore(v int) int {
	for i := v - 1; i >= f.doc.SentenceOf(v).Start; i-- {
		switch tok := &f.doc.Tokens[i]; {
		case modal(tok.Lower) != "": // whatever the tagger has taken it for
		case tok.Tag == language.PRON:
			switch tok.Lower {
			case "it", "he", "she", "they", "we", "i":
				return i
			}
			return -1
		case tok.Tag != language.AUX && tok.Tag != language.PART && tok.Tag != language.ADV:
			return -1
		}
	}
	return -1
}
