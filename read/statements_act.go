package read

import (
	"slices"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// demandOf keys the patterns that make a demand of an appeal to another country or an armed group.
const demandOf record.Act = "demand-of"

// vowOf keys the patterns that make a threat of a pledge.
const vowOf record.Act = "vow-of"

// resolveActs says what each statement does: its cue tells, or, where the cue is a neutral one, its words do.
func (f *statementFinder) resolveActs() {
	for i := range f.statements {
		u, s := &f.said[i], &f.statements[i]
		s.act = u.word.act
		if u.carried >= 0 || u.verb < 0 {
			s.act = record.Inform
		}
		if f.claimsResponsibility(u) || f.claimsDeed(u, s.speaker) {
			s.act = record.ClaimResponsibility
		}
		switch {
		case s.act == record.Inform && f.directs(u):
			s.act = record.Appeal
			if f.doc.Tokens[u.verb].Lemma == "tell" {
				s.act = record.DemandAct
			}
		case s.act == record.Inform:
			s.act = f.actOf(i)
			if s.act == record.AccuseAct && f.ofItself(s.content) {
				s.act = record.ClaimResponsibility // "said it was behind the ambush"
			}
		case s.act == record.OtherAct:
			s.act = f.actOfName(u)
		case s.act == record.Pledge && f.hasPattern(vowOf, s.content):
			s.act = record.ThreatenAct
		case s.act == record.Appeal && f.acrossBorders(s) && f.hasPattern(demandOf, s.content):
			s.act = record.DemandAct
		}
		if s.about < 0 && f.hasTarget(s.act) {
			s.about = f.targetOf(s)
		}
	}
}

// claimsResponsibility says whether the cue and its object are "claimed responsibility", or the like.
func (f *statementFinder) claimsResponsibility(u *utterance) bool {
	if u.verb < 0 {
		return false
	}
	for i := u.verb + 1; i < len(f.doc.Tokens) && i < u.verb+4; i++ {
		if f.doc.Tokens[i].Lemma == "responsibility" || f.doc.Tokens[i].Lower == "credit" {
			switch f.doc.Tokens[u.verb].Lemma {
			case "claim", "admit", "accept", "take", "assume", "acknowledge", "own":
				return true
			}
		}
	}
	return false
}

// ofItself says whether a statement's words begin with who makes it: "it was responsible for the blast".
func (f *statementFinder) ofItself(c language.Range) bool {
	for i := c.Start; i < min(c.End, c.Start+2); i++ {
		switch f.doc.Tokens[i].Lower {
		case "that":
			continue
		case "it", "they", "we", "its", "their", "our":
			return true
		}
		break
	}
	return false
}

// claimsDeed says whether the cue is a "claimed" whose object is a deed: "claimed the attack"; an armed group may acknowledge it, too.
func (f *statementFinder) claimsDeed(u *utterance, speaker int) bool {
	if u.verb < 0 {
		return false
	}
	if lemma := f.doc.Tokens[u.verb].Lemma; lemma != "claim" && !(lemma == "acknowledge" && speaker >= 0 && f.draft.actors[speaker].Kind == actors.ArmedGroup) {
		return false
	}
	o := f.doc.Child(u.verb, language.Obj)
	return o > u.verb && f.draft.book.In("attack", f.doc.Tokens[o].Lemma)
}

// directs says whether u asks or tells somebody to do something.
func (f *statementFinder) directs(u *utterance) bool {
	if u.verb < 0 || u.carried >= 0 || u.addressee < 0 || !u.word.has(whomFrame) {
		return false
	}
	for i := max(u.content.Start, u.addressee); i < u.content.End && i < u.addressee+8; i++ {
		t := &f.doc.Tokens[i]
		if t.Lower == "to" && i+1 < u.content.End && (t.Fine == "TO" || f.doc.Tokens[i+1].Fine == "VB") {
			return true
		}
		if t.Tag == language.VERB || t.Tag == language.AUX || t.Tag == language.SCONJ {
			return false
		}
	}
	return false
}

// acrossBorders says whether a statement goes from one country's people or government to another's, or to an armed group.
func (f *statementFinder) acrossBorders(s *statement) bool {
	if s.speaker < 0 || s.addressee < 0 {
		return false
	}
	from, to := &f.draft.actors[s.speaker], &f.draft.actors[s.addressee]
	if from.Sector != "GOV" && from.Sector != "MIL" && from.Kind != actors.State {
		return false
	}
	return to.Kind == actors.ArmedGroup || to.Country != "" && to.Country != from.Country
}

// actOfName gives the act of calling something by a name: "called it abhorrent", "called the report baseless"; other where the name only tells.
func (f *statementFinder) actOfName(u *utterance) record.Act {
	if u.verb < 0 {
		return record.OtherAct
	}
	name := language.Range{Start: u.verb + 1, End: max(u.content.End, u.verb+1)}
	for s := f.doc.SentenceOf(u.verb); name.End < s.End && name.End < u.content.End+6 && f.doc.Tokens[name.End].Tag != language.PUNCT; {
		name.End++
	}
	for _, act := range []record.Act{record.Condemn, record.Deny, record.Praise} {
		if f.hasPattern(act, name) {
			return act
		}
	}
	return record.OtherAct
}

// hasPattern says whether words match a pattern of a kind: what only the one addressed can stop or do ("stop", "take action", "hand over") makes
// a demand of an appeal, "hunt down" or "revenge" a threat of a pledge.
func (f *statementFinder) hasPattern(kind record.Act, c language.Range) bool {
	for k := range f.words.acts {
		p := &f.words.acts[k]
		if p.act != kind || p.first {
			continue
		}
		for at := c.Start; at < c.End; at++ {
			if f.oneOf(p.words[0], at) && f.matchesFrom(p.words[1:], at+1, c.End) {
				return true
			}
		}
	}
	return false
}

// actOf gives the act that the words of statement i do, inform where they only tell. What another statement within it says
// is not its own word.
func (f *statementFinder) actOf(i int) record.Act {
	c := f.statements[i].content
	if f.imperative(i) {
		return record.Appeal
	}
	for k := range f.words.acts {
		if kind := f.words.acts[k].act; kind != demandOf && kind != vowOf && f.matches(&f.words.acts[k], c, i) {
			return f.words.acts[k].act
		}
	}
	return record.Inform
}

// matches says whether a pattern is found in c, outside of statements within statement i.
func (f *statementFinder) matches(p *actPattern, c language.Range, i int) bool {
	if p.first && !f.firstPerson(c) {
		return false
	}
	for at := c.Start; at < c.End; at++ {
		if !f.oneOf(p.words[0], at) || f.innermost(at) != i {
			continue
		}
		if f.matchesFrom(p.words[1:], at+1, c.End) {
			return true
		}
	}
	return false
}

// matchesFrom says whether words come in order from token at on, each within four tokens of the one before and in its sentence.
func (f *statementFinder) matchesFrom(words [][]string, at, end int) bool {
	for _, w := range words {
		found := false
		for j := at; j < end && j < at+4 && f.doc.Tokens[j].Sentence == f.doc.Tokens[at-1].Sentence; j++ {
			if f.oneOf(w, j) {
				at, found = j+1, true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

func (f *statementFinder) oneOf(words []string, i int) bool {
	t := &f.doc.Tokens[i]
	return slices.Contains(words, t.Lower) || slices.Contains(words, t.Lemma)
}

func (f *statementFinder) innermost(tok int) int { return f.statementOf(tok) }

func (f *statementFinder) firstPerson(c language.Range) bool {
	for i := c.Start; i < c.End; i++ {
		switch f.doc.Tokens[i].Lower {
		case "we", "i", "our", "us", "my":
			return true
		}
	}
	return false
}

// does gives what words do beyond telling something, said by anybody; inform where they only tell.
func (f *statementFinder) does(c language.Range) record.Act {
	for k := range f.words.acts {
		p := &f.words.acts[k]
		if p.act == demandOf || p.act == vowOf || p.first && !f.firstPerson(c) {
			continue
		}
		for at := c.Start; at < c.End; at++ {
			if f.oneOf(p.words[0], at) && f.matchesFrom(p.words[1:], at+1, c.End) {
				return p.act
			}
		}
	}
	if f.bids(c) {
		return record.Appeal
	}
	return record.Inform
}

// imperative says whether statement i begins with a bare verb: “Stand with us.”
func (f *statementFinder) imperative(i int) bool {
	s := &f.statements[i]
	return s.direct && f.bids(s.content)
}

// bids says whether a quotation begins with a bare verb.
func (f *statementFinder) bids(c language.Range) bool {
	for !c.Empty() && f.doc.Tokens[c.Start].Tag == language.PUNCT {
		c.Start++
	}
	if c.Empty() || f.outer[c.Start] < 0 {
		return false
	}
	i := c.Start
	t := &f.doc.Tokens[i]
	if i+1 >= c.End || f.doc.Child(i, language.Nsubj, language.NsubjPass, language.Aux, language.Mark) >= 0 {
		return false
	}
	if t.Tag == language.VERB && t.Fine == "VB" {
		return true
	}
	next := f.doc.Tokens[i+1].Tag
	return f.words.is("imperative", t.Lower) && next != language.AUX && next != language.VERB && next != language.PUNCT
}

// hasTarget says whether an act is done towards somebody whom its words may name.
func (f *statementFinder) hasTarget(act record.Act) bool {
	switch act {
	case record.AccuseAct, record.ThreatenAct, record.Condemn, record.Praise:
		return true
	}
	return false
}

// targetOf gives the first actor that a statement's words name or describe and that is not its speaker; -1 for none.
func (f *statementFinder) targetOf(s *statement) int {
	best, at := -1, s.content.End
	for a := range f.draft.actors {
		if a == s.speaker {
			continue
		}
		for _, m := range f.draft.actors[a].Mentions {
			if s.content.Has(m.Head) && m.Head < at && m.Kind != actors.Pronoun {
				best, at = a, m.Head
			}
		}
	}
	return best
}
