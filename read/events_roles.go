package read

import (
	"slices"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
)

// findRoles finds who acts and on whom.
func (f *eventFinder) findRoles(a *act) {
	switch {
	case len(a.Pattern) == 0:
		return // how its parts take part is not known from the codebook
	case a.Part == codebook.Noun:
		f.nounRoles(a)
	case a.Part == codebook.Adjective:
		if h := f.doc.Tokens[a.At].Head; h >= 0 && f.doc.Tokens[a.At].Rel == language.Amod {
			f.receive(a, h)
		} else if s, _ := f.subject(a.At); s >= 0 && f.doc.Child(a.At, language.Det) < 0 {
			f.receive(a, s) // not "the mayor put the dead at three"
		}
	default:
		f.verbRoles(a)
	}
	a.recipients = slices.DeleteFunc(a.recipients, func(x int) bool { return slices.Contains(a.actors, x) })
	if a.typ != "ASSAULT" && a.Part != codebook.Adjective {
		f.findCounterpart(a)
	}
	f.rolesByPath(a)
	a.recipients = slices.DeleteFunc(a.recipients, func(x int) bool { return slices.Contains(a.actors, x) })
}

// hiddenObject gives the object of a verb that the tree has taken for a quality of it: "condemned the
// strike and accused Arland of aggression"; -1 where it is no such verb.
func (f *eventFinder) hiddenObject(v int) int {
	tok := &f.doc.Tokens[v]
	h := tok.Head
	if tok.Rel != language.Amod || h <= v || h > v+3 || f.doc.Tokens[h].Tag != language.PROPN || v == 0 || !isParticiple(tok) {
		return -1
	}
	switch f.doc.Tokens[v-1].Lower {
	case "and", "but", "or", "then", "also", "later", "has", "have", "had":
		return h
	}
	return -1
}

// verbBefore gives the verb with a subject that stands nearest before token v in its sentence, -1 when there is none.
func (f *eventFinder) verbBefore(v int) int {
	for i := v - 1; i >= f.doc.SentenceOf(v).Start; i-- {
		if f.doc.Tokens[i].Tag == language.VERB && f.doc.Child(i, language.Nsubj) >= 0 {
			return i
		}
	}
	return -1
}

func (f *eventFinder) verbRoles(a *act) {
	if f.auxiliaryRoles(a) {
		return
	}
	if o := f.hiddenObject(a.At); o >= 0 && a.Roles == codebook.Doer {
		if v := f.verbBefore(a.At); v >= 0 {
			s, _ := f.subject(v)
			f.perform(a, s)
		}
		f.receive(a, o)
		return
	}
	subj, passive := f.subject(a.At)
	agent := f.agent(a.At)
	a.passive = passive
	switch {
	case a.Roles == codebook.Undergoer:
		f.receive(a, subj)
		f.perform(a, f.under(a.At, "from", "by", "at"))
	case a.Roles == codebook.Receiver:
		f.receive(a, subj)
		f.perform(a, f.underAll(a, a.To))
	case a.Roles == codebook.Device:
		f.perform(a, agent)
		f.performOwner(a, subj)
		f.receiveObject(a)
	case passive && a.Roles == codebook.Mutual && subj >= 0 && agent < 0 && f.between(a, subj):
		// "an accord between the government and the rebels was signed"
	case passive && agent < 0 && f.areSent(a, subj):
		f.perform(a, subj)
	case passive:
		f.perform(a, agent)
		if subj < 0 {
			subj = f.inverted(a.At)
		}
		for o := f.doc.SentenceOf(a.At).Start; o < a.At && subj < 0; o++ {
			if f.doc.Tokens[o].Head != a.At || f.doc.Tokens[o].Rel != language.Obj || f.actorAt[o] < 0 {
				continue
			}
			subj = o // a subject that the tree has taken for an object: "two fighters were disarmed"
		}
		if len(a.Others) == 0 || !f.coreOf(a, subj) {
			f.receive(a, subj)
		}
	case a.Roles == codebook.Mutual:
		f.mutual(a, subj)
		f.receiveObject(a)
	default:
		f.perform(a, subj)
		f.receiveObject(a)
	}
	if len(a.recipients) == 0 || a.typ == "ASSAULT" || len(a.Others) > 0 && !f.summons(a) {
		f.receive(a, f.underAll(a, a.To))
	}
}

// inverted gives the subject that stands after its verb: "Also wounded were two nuns".
func (f *eventFinder) inverted(v int) int {
	if v+2 >= len(f.doc.Tokens) || f.doc.Tokens[v+1].Lemma != "be" {
		return -1
	}
	for k := v + 2; k < min(len(f.doc.Tokens), v+8) && f.doc.Tokens[k].Sentence == f.doc.Tokens[v].Sentence; k++ {
		if f.headAt[k] {
			return k
		}
	}
	return -1
}

// coreOf says whether a token is one of the pattern's own words: the talks in "talks were suspended".
func (f *eventFinder) coreOf(a *act, tok int) bool { return slices.Contains(a.Others, tok) }

// receiveObject takes the object for the recipient, unless it is a word of the pattern.
// A verb that is joined to another shares its object: "attacked and killed the guard".
func (f *eventFinder) receiveObject(a *act) {
	v := a.At
	for steps := 0; steps < 2; steps++ {
		if o := f.doc.Child(v, language.Obj, language.Iobj); o >= 0 {
			if !f.coreOf(a, o) || f.isSummoned(a, o) {
				f.receive(a, o)
			}
			return
		}
		if o := f.objectBeside(v); o >= 0 {
			f.receive(a, o)
			return
		}
		next := -1
		for _, c := range f.doc.Children(v) {
			if c > v && f.doc.Tokens[c].Rel == language.Conj && f.doc.Tokens[c].Tag == language.VERB && f.doc.Child(c, language.Nsubj) < 0 {
				next = c
			}
		}
		if next < 0 {
			return
		}
		v = next
	}
}

// objectBeside gives the head of an actor's mention right after a verb, where the tree has taken it for something else than an
// object: "met Chancellor Ida Holm". It is -1 where none stands there, or it belongs to what follows.
func (f *eventFinder) objectBeside(v int) int {
	for k := v + 1; k < min(v+6, f.doc.SentenceOf(v).End); k++ {
		tok := &f.doc.Tokens[k]
		if f.headAt[k] {
			if tok.Head == v && tok.Rel != language.Obl && tok.Rel != language.Nsubj && tok.Rel != language.OblAgent && f.doc.Child(k, language.Case) < 0 && f.timeAt[k] < 0 {
				return k
			}
			return -1
		}
		switch tok.Tag {
		case language.NOUN, language.PROPN, language.ADJ, language.DET, language.NUM:
		default:
			return -1
		}
	}
	return -1
}

// mutual shares the subjects out: what stands first acts, what is joined to it receives.
func (f *eventFinder) mutual(a *act, subj int) {
	if subj < 0 {
		return
	}
	all := f.actorsOf(subj)
	with := f.actorsOf(f.underAll(a, a.To))
	if len(all) > 1 && len(with) == 0 && f.doc.Child(a.At, language.Obj) < 0 || len(all) > 1 && len(with) == 0 && len(a.Others) > 0 {
		f.perform(a, subj)
		a.actors, a.recipients = addTo(nil, a.actors[0]), addTo(a.recipients, a.actors[1:]...)
		return
	}
	f.perform(a, subj)
}

func (f *eventFinder) nounRoles(a *act) {
	n := a.At
	if a.top != n {
		s, passive := f.subject(a.top)
		if !passive {
			f.perform(a, s)
		}
	}
	f.perform(a, f.byWithin(n))
	ofIsRecipient := slices.Contains(a.To, "of")
	if p := f.doc.Child(n, language.NmodPoss); p >= 0 {
		if ofIsRecipient && a.typ == "ASSAULT" {
			f.receive(a, p)
		} else {
			f.perform(a, p)
		}
	}
	if a.Roles == codebook.Mutual {
		if f.between(a, n) {
			return
		}
		with := f.under(n, "with", "against")
		if with < 0 {
			with = f.following(a, []string{"with"})
		}
		if f.endsInHarm(n) {
			f.perform(a, with) // "killed in an encounter with police"
		} else {
			f.receive(a, with)
		}
		return
	}
	for _, c := range f.doc.Children(n) {
		switch f.doc.Tokens[c].Rel {
		case language.Compound, language.Amod, language.Nmod:
			if c < n && len(a.actors) == 0 && f.actorAt[c] >= 0 && f.actAt[c] < 0 && f.isBody(c) {
				if ofIsRecipient && f.isPerson(f.actorAt[c]) {
					f.receive(a, c)
				} else {
					f.perform(a, c)
				}
			} else if x := f.forceNamed(c); x >= 0 && c < n && len(a.actors) == 0 && isRemote(a.mode) {
				a.actors = addTo(a.actors, x) // "an army air strike"
				f.noteActors(a, c)
			}
		}
	}
	if o := f.ofGroup(n); o >= 0 && !ofIsRecipient && len(a.actors) == 0 && f.placeAt[o] < 0 {
		f.perform(a, o) // "the withdrawal of the army"
	}
	if len(a.recipients) == 0 || a.typ == "ASSAULT" {
		f.receive(a, f.underAll(a, a.To))
	}
	if r := f.doc.Child(n, language.Acl); r >= 0 && f.book.In("lightverb", f.doc.Tokens[r].Lemma) {
		f.perform(a, f.agent(r)) // "an attack carried out by rebels"
	}
	tok := &f.doc.Tokens[n]
	if tok.Head >= 0 && tok.Rel == language.NsubjPass && f.book.In("lightverb", f.doc.Tokens[tok.Head].Lemma) {
		f.perform(a, f.agent(tok.Head))
	}
}

// endsInHarm says whether a fight is told as what somebody was harmed in.
func (f *eventFinder) endsInHarm(n int) bool {
	tok := &f.doc.Tokens[n]
	c := f.doc.Child(n, language.Case)
	return tok.Rel == language.Obl && c >= 0 && (f.doc.Tokens[c].Lower == "in" || f.doc.Tokens[c].Lower == "during") &&
		f.book.In("toll", f.doc.Tokens[tok.Head].Lemma) && (f.isPassive(tok.Head) || f.doc.Child(tok.Head, language.Obj) < 0)
}

// between takes the sides that stand after a noun's "between": the first acts, the others receive. The tree is not to be trusted with them.
func (f *eventFinder) between(a *act, n int) bool {
	end := f.doc.SentenceOf(n).End
	k := n + 1
	for k < min(end, n+4) && f.doc.Tokens[k].Lower != "between" {
		k++
	}
	if k == min(end, n+4) {
		return false
	}
	var all []int
	first := -1
	for k++; k < min(end, n+25); k++ {
		if tag := f.doc.Tokens[k].Tag; tag == language.VERB || tag == language.AUX || tag == language.PUNCT && f.doc.Tokens[k].Lower != "," {
			break
		}
		if c := f.doc.Child(k, language.Case); f.headAt[k] && !f.unnamed(f.actorAt[k]) && f.timeAt[k] < 0 && (len(all) == 0 || c < 0 || c <= first) {
			if all = addTo(all, f.actorAt[k]); first < 0 {
				first = k
			}
		}
	}
	if len(all) < 2 {
		return false
	}
	a.actors, a.recipients = addTo(a.actors, all[0]), addTo(a.recipients, all[1:]...)
	f.noteActors(a, first)
	return true
}

// isBody says whether a word before a noun can name who acts: a state, a group, a body or persons, not a mere quality.
func (f *eventFinder) isBody(c int) bool {
	switch f.draft.actors[f.actorAt[c]].Kind {
	case actors.State, actors.ArmedGroup:
		return true
	case actors.Organisation:
		return f.doc.Tokens[c].Tag != language.ADJ && f.doc.Tokens[c].Rel != language.Amod
	}
	return isNoun(f.doc.Tokens[c].Tag)
}

func (f *eventFinder) isPerson(a int) bool {
	k := f.draft.actors[a].Kind
	return k == actors.Person || k == actors.People
}

// underAll gives the first word that hangs by one of the prepositions from the act's words, or follows them.
func (f *eventFinder) underAll(a *act, preps []string) int {
	if len(preps) == 0 {
		return -1
	}
	for _, p := range preps {
		for k := len(a.Others) - 1; k >= 0; k-- {
			if j := f.under(a.Others[k], p); j >= 0 && f.fitsRecipient(j) {
				return j
			}
		}
		if j := f.under(a.At, p); j >= 0 && f.fitsRecipient(j) {
			return j
		}
		if a.top != a.At {
			if j := f.under(a.top, p); j >= 0 && f.fitsRecipient(j) {
				return j
			}
		}
	}
	return f.following(a, preps)
}

// fitsRecipient says whether a word can be acted on: it is an actor, or a thing of no time or place.
func (f *eventFinder) fitsRecipient(j int) bool {
	return f.actorAt[j] >= 0 || f.timeAt[j] < 0 && f.placeAt[j] < 0
}

// following looks for "preposition actor" in the words right after the trigger, where the tree has hung it elsewhere.
func (f *eventFinder) following(a *act, preps []string) int {
	last := a.At
	for _, o := range a.Others {
		last = max(last, o)
	}
	s := f.doc.SentenceOf(a.At)
	if !slices.Contains(preps, f.doc.Tokens[last].Lower) {
		last++ // the pattern does not end with the preposition itself
	}
	for j := last; j < min(s.End, last+6); j++ {
		if !slices.Contains(preps, f.doc.Tokens[j].Lower) {
			if t := f.doc.Tokens[j].Tag; t == language.VERB || t == language.PUNCT {
				return -1
			}
			continue
		}
		for k := j + 1; k < min(s.End, j+8); k++ {
			if f.headAt[k] {
				return k
			}
			if t := f.doc.Tokens[k].Tag; t == language.VERB || t == language.PUNCT || t == language.ADP || t == language.SCONJ || t == language.PRON {
				break // another clause: "attacks on Thursday that the government blamed"
			}
		}
	}
	return -1
}

// under gives the child of token i that one of the prepositions leads to.
func (f *eventFinder) under(i int, preps ...string) int {
	for _, p := range preps {
		s := f.doc.SentenceOf(i)
		for j := s.Start; j < s.End; j++ {
			tok := &f.doc.Tokens[j]
			if tok.Head != i || tok.Rel != language.Obl && tok.Rel != language.Nmod && tok.Rel != language.OblAgent {
				continue
			}
			if c := f.doc.Child(j, language.Case); c >= 0 && f.doc.Tokens[c].Lower == p {
				return j
			}
		}
	}
	return -1
}

// byWithin gives the "by" of a noun, also where the tree has hung it from a word within the noun's phrase or
// elsewhere: "the killing of two farmers by soldiers".
func (f *eventFinder) byWithin(n int) int {
	if j := f.under(n, "by"); j >= 0 {
		return j
	}
	s := f.doc.SentenceOf(n)
	for k := n + 1; k < min(s.End, n+12); k++ {
		tok := &f.doc.Tokens[k]
		if tok.Lower != "by" {
			if tok.Tag == language.VERB || tok.Tag == language.AUX || tok.Tag == language.PUNCT || tok.Tag == language.SCONJ || f.actAt[k] >= 0 && tok.Head != n {
				return -1 // another clause, or another act
			}
			continue
		}
		j := tok.Head
		if j <= k || tok.Rel != language.Case || f.timeAt[j] >= 0 || f.actorAt[j] < 0 {
			return -1
		}
		return j
	}
	return -1
}

// agent gives the "by" of a passive.
func (f *eventFinder) agent(v int) int {
	j := f.doc.Child(v, language.OblAgent)
	if j < 0 {
		j = f.under(v, "by")
	}
	if j < 0 && f.isPassive(v) {
		j = f.byWithin(v)
	}
	if j >= 0 && f.timeAt[j] >= 0 {
		return -1
	}
	return j
}

// perform adds the actors of token j, and what is joined to it, to those who act.
func (f *eventFinder) perform(a *act, j int) {
	if j >= 0 && (a.typ == "ASSAULT" || a.typ == "COERCE") && f.isNoOneTold(j) {
		return
	}
	if j >= 0 && (a.typ == "ASSAULT" || a.typ == "COERCE") && (f.isThing(j) || f.isTopic(j)) {
		return
	}
	if j >= 0 && a.typ == "ASSAULT" && f.book.In("grouping", f.doc.Tokens[j].Lemma) {
		if k := f.ofGroup(j); k >= 0 && f.isThing(k) {
			return // "dozens of houses burned"
		}
	}
	a.actors = addTo(a.actors, f.actorsOf(j)...)
	if j >= 0 && (a.typ == "ASSAULT" || a.typ == "COERCE") {
		a.actors = addTo(a.actors, f.bodyOf(j)...)
	}
	if len(a.actors) > 0 && j >= 0 {
		f.noteActors(a, j)
	}
}

// performOwner adds the state or the group whose weapon token j is: "Russian missiles", "missiles of the army".
func (f *eventFinder) performOwner(a *act, j int) {
	if j < 0 {
		return
	}
	for _, c := range f.doc.Children(j) {
		switch f.doc.Tokens[c].Rel {
		case language.Amod, language.Compound, language.NmodPoss, language.Nmod:
		case language.Acl:
			f.perform(a, f.agent(c)) // "a bomb planted by rebels", "missiles fired by the army"
			continue
		default:
			continue
		}
		x := f.stateAt(c)
		if x < 0 {
			x = f.forceNamed(c)
		}
		if x < 0 || f.placeAt[c] >= 0 && !f.places[f.placeAt[c]].Associative && f.doc.Tokens[c].Rel == language.Nmod {
			continue
		}
		switch f.draft.actors[x].Kind {
		case actors.State, actors.ArmedGroup, actors.Organisation:
			a.actors = addTo(a.actors, x)
			f.noteActors(a, c)
		}
	}
}

// forceNamed gives the last force told before token c by that very word, -1 for none: "the army … an army air strike".
func (f *eventFinder) forceNamed(c int) int {
	word := f.doc.Tokens[c].Lemma
	switch word {
	case "army", "military", "navy", "police", "militia", "junta":
	default:
		return -1
	}
	best, at := -1, -1
	for x := range f.draft.actors {
		for _, m := range f.draft.actors[x].Mentions {
			if m.Head < c && m.Head > at && f.doc.Tokens[m.Head].Lemma == word {
				best, at = x, m.Head
			}
		}
	}
	return best
}

// stateAt gives the actor of token c. A demonym before a weapon names a state also where no actor is read
// into it, since the people around it are things: that state is then added.
func (f *eventFinder) stateAt(c int) int {
	p := f.placeAt[c]
	if p < 0 || !f.places[p].Associative || f.places[p].Precision != 6 || f.headAt[c] {
		return f.actorAt[c]
	}
	return f.placeAsActor(p)
}

// isThing says whether a word is a weapon, a thing hit or an act: what bears no responsibility for force.
func (f *eventFinder) isThing(j int) bool {
	if _, n := f.weaponAt(j); n > 0 {
		return true
	}
	if x := f.actAt[j]; x >= 0 && f.acts[x].typ == "ASSAULT" && f.acts[x].Part == codebook.Noun {
		return true
	}
	_, n := f.book.Targets.Match(f.doc, j)
	return n > 0 && f.doc.Tokens[j].Tag == language.NOUN
}

// isTopic says whether a title only says with a word where its story is: "Norland: shelling of camp kills dozens".
func (f *eventFinder) isTopic(j int) bool {
	return f.doc.InTitle(j) && f.placeAt[j] >= 0 && f.places[f.placeAt[j]].End < f.doc.SentenceOf(j).End && f.doc.Tokens[f.places[f.placeAt[j]].End].Lower == ":"
}

func (f *eventFinder) noteActors(a *act, j int) {
	if r, ok := f.mentionAt(j); ok {
		a.note("actors", r)
	}
}

// receive adds the actors of token j, and what is joined to it, to those acted on.
func (f *eventFinder) receive(a *act, j int) {
	if j < 0 {
		return
	}
	j = f.described(j)
	list := f.actorsOf(j)
	a.recipients = addTo(a.recipients, list...)
	if f.actorAt[j] < 0 && len(list) > 0 {
		j = max(j, f.ofGroup(j)) // "a handful of reporters"
	}
	if r, ok := f.mentionAt(j); ok && len(list) > 0 {
		a.note("recipients", r)
	}
}

// mentionAt gives the shortest mention of an actor around token j.
func (f *eventFinder) mentionAt(j int) (language.Range, bool) {
	if f.actorAt[j] < 0 {
		return language.Range{}, false
	}
	best := language.Range{}
	for _, m := range f.draft.actors[f.actorAt[j]].Mentions {
		if m.Has(j) && (best.Empty() || m.End-m.Start < best.End-best.Start) {
			best = m.Range
		}
	}
	return best, !best.Empty()
}

// actorsOf gives the actor that token j heads, those joined to it, and, where it only says
// how many or what sort ("a group of gunmen"), the one after "of".
func (f *eventFinder) actorsOf(j int) []int {
	if j < 0 {
		return nil
	}
	var out []int
	if x := f.actorAt[j]; x < 0 && f.doc.Tokens[j].Tag == language.PRON {
		if s := f.speakerFor(j); s >= 0 {
			return f.actorsOf(s)
		}
	}
	if x := f.actorAt[j]; x >= 0 {
		if f.unnamed(x) {
			return nil
		}
		out = append(out, x)
	} else if f.book.In("grouping", f.doc.Tokens[j].Lemma) {
		if k := f.ofGroup(j); k >= 0 {
			return f.actorsOf(k)
		}
	}
	for _, c := range f.doc.Children(j) {
		if f.doc.Tokens[c].Rel == language.Conj && c > j && isNominal(f.doc.Tokens[c].Tag) {
			if p := f.placeAt[c]; f.actorAt[c] < 0 && p >= 0 && f.places[p].Precision == 6 && len(out) > 0 && f.draft.actors[out[0]].Kind == actors.State {
				f.placeAsActor(p) // "Turkey and Iraq exchanged intelligence"
			}
			out = addTo(out, f.actorsOf(c)...)
		}
	}
	out = addTo(f.listedBefore(j), out...)
	return addTo(out, f.namedBeside(j)...)
}

// speakerFor gives the subject of the verb of speech whose words a pronoun is the subject of, where it can stand for it: "India said it had
// struck". It is -1 where it cannot.
func (f *eventFinder) speakerFor(j int) int {
	tok := &f.doc.Tokens[j]
	if tok.Rel != language.Nsubj || tok.Lower != "it" && tok.Lower != "they" || tok.Head < 0 || f.doc.Tokens[tok.Head].Rel != language.Ccomp {
		return -1
	}
	up := f.doc.Tokens[tok.Head].Head
	if up < 0 || up > j || !f.isSpeech(up) {
		return -1
	}
	s := f.doc.Child(up, language.Nsubj)
	if s < 0 || f.actorAt[s] < 0 {
		return -1
	}
	switch f.draft.actors[f.actorAt[s]].Kind {
	case actors.State, actors.ArmedGroup, actors.Organisation:
		return s
	}
	return -1
}

// listedBefore gives the party that a headline joins by a comma alone to the one at token j: "Colombia, ELN rebels agree".
func (f *eventFinder) listedBefore(j int) []int {
	r, ok := f.mentionAt(j)
	s := f.doc.SentenceOf(j)
	if !ok || !s.Title || r.Start-2 < s.Start || f.doc.Tokens[r.Start-1].Lower != "," {
		return nil
	}
	for k := s.Start; k < r.Start-1; k++ {
		if tag := f.doc.Tokens[k].Tag; tag == language.VERB || tag == language.AUX || tag == language.ADP {
			return nil
		}
	}
	k := r.Start - 2
	if x := f.actorAt[k]; x >= 0 {
		return []int{x}
	}
	if p := f.placeAt[k]; p >= 0 && f.places[p].Precision == 6 {
		return []int{f.placeAsActor(p)}
	}
	return nil
}

// ofGroup gives the head after a noun's "of", wherever the tree has hung it: what "dozens" counts, whose withdrawal it is; -1 for none.
func (f *eventFinder) ofGroup(j int) int {
	if k := f.under(j, "of"); k >= 0 {
		return k
	}
	if j+1 >= len(f.doc.Tokens) || f.doc.Tokens[j+1].Lower != "of" {
		return -1
	}
	for k := j + 2; k < min(j+7, f.doc.SentenceOf(j).End); k++ {
		if f.headAt[k] {
			return k
		}
		switch f.doc.Tokens[k].Tag {
		case language.VERB, language.AUX, language.ADP, language.PUNCT:
			return -1
		}
	}
	return -1
}

// unnamed says whether an actor is but a pronoun that stands for nobody who is told.
func (f *eventFinder) unnamed(x int) bool {
	return !slices.ContainsFunc(f.draft.actors[x].Mentions, func(m actors.Mention) bool { return m.Kind != actors.Pronoun })
}

// namedBeside gives the persons who are named right after a word for them, and those listed
// with them: "the judges Ana Paz, Luis Rey and Eva Sol". Trees of long lists are not to be trusted.
func (f *eventFinder) namedBeside(j int) []int {
	if f.actorAt[j] < 0 || f.draft.actors[f.actorAt[j]].Kind != actors.Person {
		return nil
	}
	var out []int
	s := f.doc.SentenceOf(j)
	r, _ := f.mentionAt(j)
	at := max(r.End, j+1)
	for at < s.End {
		next, ok := f.nextName(at, s.End)
		if !ok {
			break
		}
		out = addTo(out, f.actorAt[next.Start])
		at = next.End
	}
	return out
}

// nextName gives the mention of a person that begins at token i, or after a comma or an
// "and" there, titles let pass.
func (f *eventFinder) nextName(i, end int) (language.Range, bool) {
	joined := false
	for k := i; k < min(end, i+7); k++ {
		tok := &f.doc.Tokens[k]
		if x := f.actorAt[k]; x >= 0 && f.draft.actors[x].Kind == actors.Person && tok.Tag == language.PROPN {
			for _, m := range f.draft.actors[x].Mentions {
				if m.Start == k && m.Kind == actors.Name {
					return m.Range, true
				}
			}
		}
		switch {
		case tok.Lower == "," || tok.Lower == "and" || tok.Lower == ";":
			joined = true
		case isNoun(tok.Tag) || tok.Tag == language.DET || tok.Tag == language.ADJ || tok.Tag == language.NUM:
			if !joined && k > i+1 {
				return language.Range{}, false
			}
		default:
			return language.Range{}, false
		}
	}
	return language.Range{}, false
}

// bodyOf gives the group or force that the people at token j belong to: "Front guerrillas", "troops of the army".
func (f *eventFinder) bodyOf(j int) []int {
	if f.actorAt[j] < 0 || f.draft.actors[f.actorAt[j]].Kind == actors.Person {
		return nil
	}
	var out []int
	top := f.doc.Subtree(j)
	for k := max(top.Start, j-6); k < min(top.End, j+8); k++ {
		x := f.actorAt[k]
		if x < 0 || x == f.actorAt[j] || !f.headAt[k] {
			continue
		}
		switch kind := f.draft.actors[x].Kind; {
		case kind != actors.ArmedGroup && kind != actors.Organisation || f.doc.Tokens[k].Tag == language.ADJ, f.doc.Tokens[k].Rel == language.Nsubj:
			continue
		case k < j:
			out = addTo(out, x)
		default:
			c := f.doc.Child(k, language.Case)
			if c >= 0 && slices.Contains([]string{"of", "from", "to", "with"}, f.doc.Tokens[c].Lower) && f.doc.Tokens[k].Head == j {
				out = addTo(out, x)
			}
		}
	}
	return out
}

func isNominal(t language.Tag) bool { return isNoun(t) || t == language.PRON || t == language.NUM }
