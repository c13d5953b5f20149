package read

import (
	"slices"

	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// answers notes who denies having done what happened: "the front denied that it carried out the bombing", "denied killing them".
func (f *eventFinder) answers() {
	for i := range f.statements {
		s := &f.statements[i]
		if s.act != record.Deny || s.speaker < 0 {
			continue
		}
		for k := range f.acts {
			a := &f.acts[k]
			if !s.says(a.At) || a.into < 0 || a.typ != "ASSAULT" && a.typ != "COERCE" || !f.ownDoing(a, s) {
				continue
			}
			ev := &f.events[a.into]
			ev.deniedBy = addTo(ev.deniedBy, s.speaker)
			f.noteAt(ev, "denied_by", f.speakerHead(s))
			if e := f.toldBefore(a); e >= 0 && (a.definite || slices.ContainsFunc(ev.triggers, f.isTheOne)) && ev.realis == record.Denied {
				f.events[e].deniedBy = addTo(f.events[e].deniedBy, s.speaker)
				f.noteAt(&f.events[e], "denied_by", f.speakerHead(s))
			}
			break
		}
	}
}

// speakerHead gives the head of the words for a statement's speaker, -1 if it has none.
func (f *eventFinder) speakerHead(s *statement) int {
	if s.source.Empty() {
		return -1
	}
	return f.doc.HeadOf(s.source)
}

// isTheOne says whether a noun is one that was told of: "the bombing".
func (f *eventFinder) isTheOne(i int) bool {
	d := f.doc.Child(i, language.Det)
	return d >= 0 && (f.doc.Tokens[d].Lower == "the" || f.doc.Tokens[d].Lower == "this" || f.doc.Tokens[d].Lower == "that")
}

// toldBefore gives the event of an act's type that happened and was told last before it: what "the bombing" that somebody denies is.
func (f *eventFinder) toldBefore(a *act) int {
	best := -1
	for e := range f.events {
		if ev := &f.events[e]; ev.typ == a.typ && ev.realis == record.Actual && !ev.background && ev.triggers[0] < a.At && (ev.mode == a.mode || best < 0) {
			best = e
		}
	}
	return best
}

// ownDoing says whether the act that a denial tells of would be its speaker's own.
func (f *eventFinder) ownDoing(a *act, s *statement) bool {
	if slices.Contains(a.actors, s.speaker) {
		return true
	}
	switch first := &f.doc.Tokens[s.content.Start]; first.Lower {
	case "it", "they", "he", "she", "its", "their", "his", "her", "we", "our":
		return a.Part != codebook.Verb || !a.passive
	default:
		return first.Fine == "VBG"
	}
}

// spokenOf gives the event that a claim of responsibility, a denial or an accusation speaks of; -1 for none.
func (f *eventFinder) spokenOf(s *statement) int {
	if s.speaker < 0 {
		return -1
	}
	best := -1
	for e := range f.draft.events {
		ev := &f.draft.events[e]
		answered := false
		switch s.act {
		case record.ClaimResponsibility:
			answered = slices.Contains(ev.claimedBy, s.speaker)
		case record.Deny:
			answered = slices.Contains(ev.deniedBy, s.speaker)
		case record.AccuseAct:
			answered = slices.ContainsFunc(ev.blamedBy, func(p [2]int) bool { return p[0] == s.speaker })
		}
		if !answered {
			continue
		}
		happened := ev.realis == record.Actual
		if happened && slices.ContainsFunc(ev.triggers, s.content.Has) {
			return e
		}
		if best < 0 || happened && f.draft.events[best].realis != record.Actual {
			best = e
		}
	}
	return best
}
