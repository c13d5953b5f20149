package read

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
)

// described gives the head of the phrase that an actor's words at token j only describe: Dole for the "US" of "US President Ray Dole", the
// government for the "U.N." of "the U.N.-backed government". It is j itself where they stand for themselves.
func (f *eventFinder) described(j int) int {
	r, ok := f.mentionAt(j)
	if !ok {
		return j
	}
	if k := f.hyphenated(r); k >= 0 {
		return k
	}
	if k := f.officeOf(j, r); k >= 0 {
		return k
	}
	best, width := j, r.End-r.Start
	for x := range f.draft.actors {
		if x == f.actorAt[j] || f.draft.actors[x].Kind == actors.Unknown {
			continue
		}
		for _, m := range f.draft.actors[x].Mentions {
			if n := m.End - m.Start; m.Start <= r.Start && m.Head >= r.End && m.Head < m.End && n > width && f.actorAt[m.Head] == x && !f.parted(r.End, m.Head) {
				best, width = m.Head, n
			}
		}
	}
	return best
}

// parted says whether a preposition, a verb or a comma stands between tokens i and k.
func (f *eventFinder) parted(i, k int) bool {
	for ; i < k; i++ {
		switch t := &f.doc.Tokens[i]; t.Tag {
		case language.ADP, language.VERB, language.AUX, language.SCONJ, language.CCONJ:
			return true
		case language.PUNCT:
			if t.Lower == "," {
				return true
			}
		}
	}
	return false
}

// hyphenated gives the actor's head that a name with a hyphen and a participle stands before: "the U.N.-backed government"; -1 for none.
func (f *eventFinder) hyphenated(r language.Range) int {
	k := r.End
	end := f.doc.SentenceOf(r.Start).End
	if k+2 >= end || f.doc.Tokens[k].Lower != "-" {
		return -1
	}
	switch w := f.doc.Tokens[k+1].Lower; {
	case strings.HasSuffix(w, "ed"), w == "held", w == "led", w == "run":
	default:
		return -1
	}
	for k += 2; k < min(end, r.End+8); k++ {
		if f.headAt[k] && f.doc.Tokens[k].Tag != language.ADJ {
			return k
		}
		switch t := &f.doc.Tokens[k]; t.Tag {
		case language.NOUN, language.PROPN, language.ADJ:
		default:
			if t.Lower != "-" {
				return -1
			}
		}
	}
	return -1
}

// officeOf gives the name of the person whose office the name of a state at token j stands before: "US President Ray Dole"; -1 for none.
func (f *eventFinder) officeOf(j int, r language.Range) int {
	if f.draft.actors[f.actorAt[j]].Kind != actors.State {
		return -1
	}
	end := f.doc.SentenceOf(j).End
	for k := r.End; k < min(end, r.End+6); k++ {
		switch f.doc.Tokens[k].Tag {
		case language.PROPN:
			if x := f.actorAt[k]; x >= 0 && f.draft.actors[x].Kind == actors.Person && f.isPersonName(language.Range{Start: k, End: k + 1}) {
				return k
			}
		case language.NOUN, language.ADJ:
		default:
			return -1
		}
	}
	return -1
}

// isParty says whether an actor is one of those who act, or one of those that they send.
func (g *act) isParty(x int) bool { return slices.Contains(g.actors, x) || slices.Contains(g.own, x) }

// A candidate is an actor's head inside what an act is about.
type candidate struct {
	at      int
	clauses int // how many clauses it stands deeper than the act
	rank    int // how well its preposition fits; 0 best
}

// counterpartAmong takes the actor inside what the act is about that stands in the fewest clauses below it; of those the one that a preposition leads
// to which tells of a counterpart, then the first.
func (f *eventFinder) counterpartAmong(a *act) {
	var all []candidate
	for _, top := range f.tops(a) {
		for _, c := range f.doc.Children(top) {
			switch f.doc.Tokens[c].Rel {
			case language.Obj, language.Obl, language.Nmod, language.Iobj, language.Xcomp, language.Ccomp, language.Acl:
			default:
				continue
			}
			if c < a.At || f.timeAt[c] >= 0 || f.isCircumstance(c) {
				continue
			}
			r := f.doc.Subtree(c)
			for k := r.Start; k < min(r.End, r.Start+25); k++ {
				x := f.actorAt[k]
				if x < 0 || !f.headAt[k] || a.isParty(x) || f.isWhere(a, k) || f.isForum(a, k) || f.draft.actors[x].Kind == actors.Unknown && f.placeAt[k] < 0 {
					continue
				}
				if d := f.described(k); d != k && a.isParty(f.actorAt[d]) {
					continue
				}
				n, rank := f.clausesBetween(k, top), f.fits(a, k)
				if n < 0 || a.Part == codebook.Noun && rank > 0 {
					continue // a noun has much around it that is not done to anybody
				}
				all = append(all, candidate{k, n, rank})
			}
		}
	}
	if len(all) == 0 {
		return
	}
	best := slices.MinFunc(all, func(x, y candidate) int {
		return cmp.Or(x.clauses-y.clauses, x.rank-y.rank, x.at-y.at)
	})
	f.receive(a, f.describedBy(best.at))
}

// isCircumstance says whether a phrase tells only of a time, a cause or a source.
func (f *eventFinder) isCircumstance(c int) bool {
	p := f.doc.Child(c, language.Case)
	if p < 0 {
		return false
	}
	switch f.doc.Tokens[p].Lower {
	case "as", "after", "before", "since", "during", "according", "following", "despite", "amid", "because":
		return true
	}
	return false
}

// fits says how well the preposition before an actor tells that an act is done towards it: 0 well, 1 it says nothing. What is turned down is turned
// down to those who asked.
func (f *eventFinder) fits(a *act, k int) int {
	p := ""
	if c := f.doc.Child(k, language.Case); c >= 0 {
		p = f.doc.Tokens[c].Lower
	} else if r, ok := f.mentionAt(k); ok && r.Start > 0 {
		p = f.doc.Tokens[r.Start-1].Lower // hung elsewhere
	}
	good := []string{"to", "against", "with"}
	if a.typ == "REJECT" {
		good = []string{"by", "from", "to", "with"}
	}
	if slices.Contains(good, p) {
		return 0
	}
	return 1
}

// clausesBetween counts the clauses below token top that token k stands in; -1 where one of them only tells of somebody or something, or of a time or a
// cause: "Kunar, where a quake killed thousands", "measures after guards were attacked".
func (f *eventFinder) clausesBetween(k, top int) int {
	n, below := 0, -1
	for steps := 0; k != top && k >= 0 && steps < 30; steps++ {
		t := &f.doc.Tokens[k]
		switch t.Rel {
		case language.AclRelcl:
			return -1
		case language.Advcl:
			if f.doc.Child(k, language.Mark) >= 0 && f.doc.Child(k, language.Nsubj, language.NsubjPass) >= 0 {
				return -1
			}
			n++
		case language.Xcomp, language.Ccomp:
			n++
		case language.Acl:
			if s := f.doc.Child(k, language.Nsubj, language.NsubjPass); s >= 0 && isRelative(f.doc.Tokens[s].Lower) {
				return -1
			}
			if below < 0 || f.doc.Tokens[below].Rel != language.OblAgent { // but "an appeal lodged by the widow" is hers
				n++
			}
		}
		for _, c := range f.doc.Children(k) {
			if c < k && f.doc.Tokens[c].Lower == "where" {
				return -1
			}
		}
		below, k = k, t.Head
	}
	return n
}

// isRelative says whether a word opens a relative clause.
func isRelative(word string) bool { return word == "that" || word == "which" || word == "who" }

// describedBy gives the actor's head that a word stands before and describes or owns: "government" for the "U.N." of "the U.N.-backed government",
// and for the Holm of "Chancellor Ida Holm's government".
func (f *eventFinder) describedBy(k int) int {
	top := k
	for steps := 0; steps < 3; steps++ {
		tok := &f.doc.Tokens[k]
		switch tok.Rel {
		case language.Compound, language.Amod, language.NmodPoss, language.Flat, language.Nmod, language.Obl:
		default:
			return top
		}
		if tok.Head <= k {
			return top
		}
		k = tok.Head
		if f.headAt[k] && f.actorAt[k] >= 0 && f.draft.actors[f.actorAt[k]].Kind != actors.Unknown {
			top = k
		}
	}
	return top
}

// onlyTellsMore says whether an act of words or politics stands in a clause below the event that it joins, which has its counterpart already: what they
// discussed is not whom they met ("met the envoy to discuss ties with Norland").
func (f *eventFinder) onlyTellsMore(ev *event, a *act) bool {
	if ev.typ == "ASSAULT" || len(ev.recipients) == 0 {
		return false
	}
	k := a.At
	for steps := 0; k >= 0 && steps < 20; steps++ {
		if slices.Contains(ev.triggers, k) && k != a.At {
			return true
		}
		if f.doc.Tokens[k].Rel == language.Conj && f.doc.Tokens[k].Tag == language.VERB {
			return false
		}
		k = f.doc.Tokens[k].Head
	}
	return false
}

// tops are the words that what an act is done towards can hang from: its own, and the verb that it is an auxiliary of ("will not accept").
func (f *eventFinder) tops(a *act) []int {
	tops := append([]int{a.At}, a.Others...)
	if v := f.auxiliaryOf(a.At); v >= 0 {
		tops = addTo(tops, v)
	}
	return tops
}

// auxiliaryOf gives the verb that token i is an auxiliary of; -1 where it is none.
func (f *eventFinder) auxiliaryOf(i int) int {
	if tok := &f.doc.Tokens[i]; tok.Rel == language.Aux && tok.Head >= 0 {
		return tok.Head
	}
	return -1
}

// auxiliaryRoles finds who takes part in an act whose first word is an auxiliary: the subject of its verb, and the object. What must be done is asked
// by who says so, of the subject: "donors said that Norland must hold a vote". It says whether the first word is one.
func (f *eventFinder) auxiliaryRoles(a *act) bool {
	v := f.auxiliaryOf(a.At)
	if v < 0 || a.Part != codebook.Verb {
		return false
	}
	subj := f.doc.Child(v, language.Nsubj, language.NsubjPass)
	if a.typ != "REQUEST" {
		f.perform(a, subj)
		f.receive(a, f.doc.Child(v, language.Obj, language.Iobj))
		return true
	}
	speech := f.doc.Child(v, language.Parataxis)
	if rel := f.doc.Tokens[v].Rel; rel == language.Ccomp || rel == language.Parataxis {
		speech = f.doc.Tokens[v].Head
	}
	if speech >= 0 && f.isSpeech(speech) {
		f.perform(a, f.doc.Child(speech, language.Nsubj))
	}
	f.receive(a, subj)
	return true
}

// isSummoned says whether a word of a pattern is also whom the act is done to: "summoned the ambassador", which one word alone does not tell.
func (f *eventFinder) isSummoned(a *act, o int) bool {
	return a.typ == "ACCUSE" && f.headAt[o] && f.isPerson(f.actorAt[o])
}

// areSent says whether the subject of a passive are forces that somebody has sent, nobody says who: "500 soldiers were deployed to the border".
func (f *eventFinder) areSent(a *act, subj int) bool {
	return (a.typ == "MOBILIZE" && a.mode != "alert" || a.typ == "AID") && subj >= 0 && f.actorAt[subj] >= 0 && f.draft.actors[f.actorAt[subj]].Kind != actors.Person &&
		f.draft.actors[f.actorAt[subj]].Sector == "MIL"
}

// givenTo lets those to whom a thing or people are given be whom the act is done towards: "offered Norland's army a regiment", "returned a pendant to
// the museum's owners". What is given is not.
func (f *eventFinder) givenTo(a *act) {
	if a.Part != codebook.Verb || a.passive {
		return
	}
	switch f.doc.Tokens[a.At].Lemma {
	case "give", "hand", "offer", "return", "send", "deliver", "provide", "supply", "donate", "lend", "grant", "transfer", "contribute":
	default:
		return
	}
	o := f.doc.Child(a.At, language.Obj)
	j := f.under(a.At, "to")
	if j < 0 && o >= 0 {
		j = f.under(o, "to")
	}
	if o < 0 || j < 0 || !f.headAt[j] || f.timeAt[j] >= 0 {
		return
	}
	if f.headAt[o] {
		a.own = addTo(a.own, f.actorAt[o])
	}
	a.recipients = nil
	delete(a.evidence, "recipients")
	f.receive(a, j)
	a.recipients = slices.DeleteFunc(a.recipients, a.isParty)
}

// isForum says whether an actor is only the court that an act of the law is brought before: "filed a suit in a Norland court".
func (f *eventFinder) isForum(a *act, k int) bool {
	if a.typ != "ACCUSE" || f.draft.actors[f.actorAt[k]].Sector != "JUD" {
		return false
	}
	c := f.doc.Child(k, language.Case)
	if c < 0 {
		return false
	}
	switch f.doc.Tokens[c].Lower {
	case "in", "at", "to", "before", "with":
		return true
	}
	return false
}

// summons says whether an act is done to whom its pattern names.
func (f *eventFinder) summons(a *act) bool {
	o := f.doc.Child(a.At, language.Obj)
	return o >= 0 && f.coreOf(a, o) && f.isSummoned(a, o)
}

// namesPart says whether a noun only names a part, or the kind, of the place after its "of".
func (f *eventFinder) namesPart(j int) bool {
	switch f.doc.Tokens[j].Lemma {
	case "part", "area", "section", "region", "swathe", "outskirt", "street", "suburb", "rest", "neighbourhood", "neighborhood", "east", "west", "north", "south":
		return true
	}
	return f.book.In("settlement", f.doc.Tokens[j].Lemma)
}
