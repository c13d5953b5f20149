package read

import (
	"cmp"
	"slices"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/language"
)

// roles gives the reader's parties to violence in whole phrases. The reader decides word by word, and often leaves off a name's second
// half ("Carlos" of "Carlos Lorenzana"), a noun's head ("automatic" of "automatic weapons"), or what follows "loaded with".
func (f *eventFinder) roles() []language.RoleSpan {
	var out []language.RoleSpan
	for _, r := range f.doc.Roles {
		r.Range = f.withAge(f.trimmed(f.whole(&r)))
		if r.Empty() || !isNominal(f.doc.Tokens[f.doc.HeadOf(r.Range)].Tag) {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Role == r.Role && out[n-1].End >= r.Start {
			last := &out[n-1]
			last.End, last.P = max(last.End, r.End), max(last.P, r.P)
			continue
		}
		out = append(out, r)
	}
	return out
}

// whole gives the phrase that a role's words are part of.
func (f *eventFinder) whole(r *language.RoleSpan) language.Range {
	out := r.Range
	for _, e := range f.namesIn(out) {
		if e.Type == language.PersonName && r.Role == "victim" {
			out.End = max(out.End, e.End)
			if e.Contains(out) {
				out.Start = e.Start
			}
		}
	}
	switch r.Role {
	case "target", "perpetrator":
		return f.completed(out)
	case "weapon":
		if more := f.completed(out); f.isWeapon(more) || !f.isWeapon(out) {
			return more
		}
	}
	return out
}

// trimmed leaves off the prepositions, marks and possessives at the ends of a range.
func (f *eventFinder) trimmed(r language.Range) language.Range {
	loose := func(i int) bool {
		t := f.doc.Tokens[i].Tag
		return t == language.ADP || t == language.PUNCT || t == language.CCONJ || t == language.SCONJ || f.doc.Tokens[i].Lower == "'s"
	}
	for !r.Empty() && loose(r.Start) {
		r.Start++
	}
	for !r.Empty() && loose(r.End-1) {
		r.End--
	}
	return r
}

// namesIn gives the names that share words with a range.
func (f *eventFinder) namesIn(r language.Range) []language.Entity {
	all := f.doc.Entities // in order, not overlapping
	first, _ := slices.BinarySearchFunc(all, r.Start, func(e language.Entity, at int) int { return cmp.Compare(e.End, at+1) })
	last := first
	for last < len(all) && all[last].Start < r.End {
		last++
	}
	return all[first:last]
}

// completed adds the head that the last word of a range is a part of, and what its last preposition leads to.
func (f *eventFinder) completed(r language.Range) language.Range {
	end := f.doc.SentenceOf(r.Start).End
	for steps := 0; steps < 3; steps++ {
		last := &f.doc.Tokens[r.End-1]
		h := last.Head
		if h < r.End || h >= min(end, r.End+5) {
			return r
		}
		switch last.Rel {
		case language.Compound, language.Amod, language.Nummod, language.Det, language.Case, language.NmodPoss, language.Flat:
		default:
			return r
		}
		if !isNominal(f.doc.Tokens[h].Tag) || f.actAt[h] >= 0 {
			return r
		}
		r.End = h + 1
	}
	return r
}

// isWeapon says whether a phrase ends in a weapon's word: not "machine-gun fire".
func (f *eventFinder) isWeapon(r language.Range) bool {
	for i := r.Start; i < r.End; i++ {
		if _, n := f.weaponAt(i); n > 0 && i+n == r.End {
			return true
		}
	}
	return false
}

// trimName leaves of the mentions of a person by name the name, in a report in which case says nothing of where it begins.
func (f *eventFinder) trimName(a *actors.Actor) {
	if a.Kind != actors.Person {
		return
	}
	for i := range a.Mentions {
		m := &a.Mentions[i]
		for _, e := range f.namesIn(m.Range) {
			if e.Type == language.PersonName && m.Contains(e.Range) && e.Has(m.Head) {
				m.Range = e.Range
				break
			}
		}
	}
}

// once leaves of things that are named by the same words, or of which one only says more of the other, the one that says most.
func (f *eventFinder) once(list []instrument) []instrument {
	var out []instrument
	for i, x := range list {
		if !slices.ContainsFunc(list[i+1:], func(y instrument) bool { return f.saysMore(y.words, x.words) && !f.saysMore(x.words, y.words) }) &&
			!slices.ContainsFunc(out, func(y instrument) bool { return f.saysMore(y.words, x.words) }) {
			out = append(out, x)
		}
	}
	return out
}

// saysMore says whether two phrases have the same head, and the first has all the words of the second but articles and numbers: of "a bomb"
// and "a 20-kg car bomb" the latter.
func (f *eventFinder) saysMore(r, s language.Range) bool {
	if f.doc.Tokens[f.doc.HeadOf(r)].Lemma != f.doc.Tokens[f.doc.HeadOf(s)].Lemma {
		return false
	}
	for i := s.Start; i < s.End; i++ {
		tok := &f.doc.Tokens[i]
		switch tok.Tag {
		case language.DET, language.NUM, language.ADP, language.PUNCT, language.PART:
			continue
		}
		has := false
		for k := r.Start; k < r.End && !has; k++ {
			has = f.doc.Tokens[k].Lemma == tok.Lemma
		}
		if !has {
			return false
		}
	}
	return true
}
