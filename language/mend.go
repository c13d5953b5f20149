package language

import "strings"

// mendTag puts a verb's finer tag right where the word cannot have that form: "blamed" is no present participle, "had shot" no infinitive, and
// what is no auxiliary by its form ("threatened", "an ultimatum") is a verb or a noun.
func (d *Doc) mendTag(i int) {
	t := &d.Tokens[i]
	switch t.Fine {
	case "VBG":
		switch {
		case strings.HasSuffix(t.Lower, "ing"):
		case strings.HasSuffix(t.Lower, "ed") || isPastOnly(t.Lower):
			t.Fine = d.pastAt(i)
		case strings.HasSuffix(t.Lower, "s") && !strings.HasSuffix(t.Lower, "ings"):
			t.Fine = "VBZ"
		}
	case "NN":
		if isPlural(t.Lower) {
			t.Fine = "NNS"
		}
	case "VB":
		if isPastOnly(t.Lower) && d.pastAt(i) == "VBN" {
			t.Fine = "VBN"
		}
	case "MD":
		switch {
		case t.Lower == "to":
			t.Tag, t.Fine = PART, "TO"
		case t.Lower == "if":
			t.Tag, t.Fine = SCONJ, "IN"
		case len(t.Lower) > 6 && strings.HasSuffix(t.Lower, "ed"):
			t.Tag, t.Fine = VERB, d.pastAt(i) // no modal is as long
		case len(t.Lower) > 6 && i > 0 && (d.Tokens[i-1].Tag == DET || d.Tokens[i-1].Tag == ADJ):
			t.Tag, t.Fine = NOUN, "NN"
		}
	}
}

// isPlural says whether a word in small letters is a plural by its form.
func isPlural(word string) bool {
	n := len(word)
	if n < 5 || word[n-1] != 's' {
		return false
	}
	switch word[n-2] {
	case 's', 'u', 'i', '\'': // "press", "virus", "crisis", "men's"
		return false
	}
	switch word {
	case "means", "series", "species", "chaos", "thanks", "always", "lens", "canvas", "pancreas", "atlas", "texas", "kansas", "alias":
		return false
	}
	return !strings.HasSuffix(word, "ics") && !strings.HasSuffix(word, "ness")
}

// pastAt gives the tag of a verb in the past: a participle right behind a form of "have" or "be", else the past tense.
func (d *Doc) pastAt(i int) string {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		switch d.Tokens[k].Lower {
		case "have", "has", "had", "having", "'ve", "’ve", "be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re":
			return "VBN"
		}
		if d.Tokens[k].Tag != ADV && d.Tokens[k].Tag != PART {
			break
		}
	}
	return "VBD"
}

// plansTo makes what an infinitive i hangs from a verb where it has a subject and stands right before its "to": "the government plans to send".
func (d *Doc) plansTo(i int) {
	h := d.Tokens[i].Head
	t := &d.Tokens[h]
	if t.Tag != NOUN || h >= i || h+1 >= len(d.Tokens) || d.Tokens[h+1].Lower != "to" || !strings.HasSuffix(t.Lower, "s") {
		return
	}
	n := d.Child(h, Nsubj)
	if p := d.Child(h, NmodPoss, Compound); n < 0 && p == h-1 && d.Tokens[p].Tag == NOUN && d.Child(p, Det) >= 0 && d.Child(p, Case) < 0 {
		n, d.Tokens[p].Rel = p, Nsubj
	}
	if n < 0 {
		return
	}
	t.Tag, t.Fine = VERB, "VBZ"
	t.Lemma = lemmaIn(t, false)
}

// finiteAfter turns a noun at the root and the verb in the past right behind it, which hangs from it without a mark or a subject, round: "Armenia accused".
func (d *Doc) finiteAfter(v int) {
	n := d.Tokens[v].Head
	if n != v-1 || d.Tokens[v].Fine != "VBD" || d.Tokens[n].Tag != PROPN && d.Tokens[n].Tag != NOUN || d.Tokens[n].Head >= 0 || d.Child(v, Nsubj, Mark, AuxPass) >= 0 {
		return
	}
	d.Tokens[v].Head, d.Tokens[v].Rel = -1, Root
	d.Tokens[n].Head, d.Tokens[n].Rel = v, Nsubj
	for k := v + 1; k < d.SentenceOf(v).End; k++ {
		if d.Tokens[k].Head == n {
			d.Tokens[k].Head = v // what hung from the noun behind the verb: no two arcs cross
		}
	}
}

// mendRelations puts right what cannot be in a tree of Universal Dependencies, though the reader scores each relation by itself:
//   - a verb with a passive auxiliary has a passive subject ("flights were resumed");
//   - a "to" right before the verb that it hangs from marks it, and is no slip of the tongue;
//   - an article hangs from a noun, not from a verb: from the next one;
//   - a noun with an article and without a preposition right behind a verb that has no object is its object, if it names no time
//     ("is planning an attack", not "lasted a week").
func (d *Doc) mendRelations(s *Sentence) {
	for i := s.Start; i < s.End; i++ {
		t := &d.Tokens[i]
		if t.Head < 0 {
			continue
		}
		switch t.Rel {
		case Xcomp:
			d.plansTo(i)
		case Advcl, Acl, Parataxis, Dep:
			d.finiteAfter(i)
			d.outcome(i)
		case AuxPass:
			d.passiveSubject(t.Head, s)
			d.participle(t.Head)
		case Mark:
			d.markAhead(i, s)
		case Det:
			if n := d.nounAfter(i); n >= 0 && d.Tokens[t.Head].Tag == VERB && t.Head < i && d.closed(i, n) {
				t.Head = n
			}
		case Reparandum, Punct:
			if t.Lower == "to" && t.Head == i+1 && d.Tokens[i+1].Tag == VERB {
				t.Rel = Mark
			}
		case Compound, Amod:
			d.hyphened(i, s)
			d.progressive(i, s)
		case Aux:
			if t.Tag == NOUN && t.Head > i {
				t.Rel = Nsubj // "an ultimatum was given"
			}
		case Nsubj:
			d.harmed(i)
		case AclRelcl:
			d.ofKin(i)
		case Ccomp:
			if t.Tag == NOUN && t.Head < i && d.Tokens[t.Head].Tag == VERB && d.isPlainObject(i) {
				t.Rel = Obj
			}
		case Obl:
			if t.Tag == NOUN && t.Head < i && d.Tokens[t.Head].Tag == VERB && d.bareObject(i) {
				t.Rel = Obj
			}
		}
	}
}

// isPlainObject says whether noun i, which hangs from a verb before it as a clause, is none: it has an article, nothing that a clause has, and no mark or
// quotation begins between: "claimed a missile attack".
func (d *Doc) isPlainObject(i int) bool {
	v := d.Tokens[i].Head
	if d.Child(v, Obj) >= 0 || d.Child(i, Det) < 0 || d.Child(i, Cop, Nsubj, NsubjPass, Csubj, Mark, Case, Aux, AuxPass) >= 0 {
		return false
	}
	for k := v + 1; k < i; k++ {
		if d.Tokens[k].Tag == PUNCT && d.Tokens[k].Lower != "-" {
			return false
		}
	}
	return true
}

// ofKin hangs a clause with "who" from the name that stands before it, and not from those who are told by it: "the family of Ato Lem, who was detained".
func (d *Doc) ofKin(i int) {
	h := d.Tokens[i].Head
	switch d.Tokens[h].Lemma {
	case "family", "relative", "parent", "mother", "father", "wife", "widow", "husband", "son", "daughter", "brother", "sister", "friend", "lawyer", "supporter", "colleague", "death", "killing",
		"murder", "arrest", "detention", "trial", "funeral", "assassination", "abduction", "body":
	default:
		return
	}
	n := d.Child(h, Nmod)
	if n < h || n > i || d.Tokens[n].Tag != PROPN {
		return
	}
	who := n + 1
	for who < i && d.Under(who, n) || who < i && d.Tokens[who].Lower == "," {
		who++
	}
	if d.Tokens[who].Lower == "who" && d.Under(who, i) && d.closed(n, i) {
		d.Tokens[i].Head = n
	}
}

// harmed makes those behind an active verb of harm its object, and the noun right before it its subject: "air strikes killed 27 villagers". Nobody puts the
// subject of such a verb behind it.
func (d *Doc) harmed(i int) {
	v := d.Tokens[i].Head
	if v >= i || v < 1 || d.Tokens[v].Tag != VERB || d.Tokens[v].Fine == "VBG" || d.Tokens[v].Fine == "VBN" || d.Child(v, Obj, AuxPass, NsubjPass) >= 0 {
		return
	}
	switch d.Tokens[v].Lemma {
	case "kill", "wound", "injure", "destroy", "damage", "hit":
	default:
		return
	}
	n := &d.Tokens[v-1]
	if n.Tag != NOUN && n.Tag != PROPN || n.Sentence != d.Tokens[v].Sentence || n.Head == v && n.Rel != Nsubj {
		return
	}
	if n.Head == v-1 || d.Tokens[v].Head == v-1 {
		d.Tokens[v].Head, d.Tokens[v].Rel = n.Head, n.Rel
	}
	n.Head, n.Rel = v, Nsubj
	d.Tokens[i].Rel = Obj
}

// nounAfter gives the noun that the article at i may belong to: the next word but for what describes it; -1 for none. It is none for an article that
// something hangs from.
func (d *Doc) nounAfter(i int) int {
	switch d.Tokens[i].Lower {
	case "a", "an", "the":
	default:
		return -1
	}
	s := d.SentenceOf(i)
	for k := i + 1; k < s.End && k <= i+4; k++ {
		switch d.Tokens[k].Tag {
		case NOUN, PROPN:
			if d.Tokens[k].Head != i && d.Tokens[k].Rel != Compound {
				return k
			}
		case ADJ, NUM, ADV:
		default:
			return -1
		}
	}
	return -1
}

// hyphened gives the head of a word that a hyphen joins to it what hangs from the word: the subject of "test-fired".
func (d *Doc) hyphened(i int, s *Sentence) {
	h := d.Tokens[i].Head
	if h != i+2 || d.Tokens[i+1].Lower != "-" || d.Tokens[h].Tag != VERB {
		return
	}
	for k := s.Start; k < i; k++ {
		if d.Tokens[k].Head == i {
			d.Tokens[k].Head = h
		}
	}
}

// progressive makes a verb of the "-ing" between a form of "be" and a plural, where one named or "they" is the subject: "the Front was training fighters" is
// taken for "the sites were training camps".
func (d *Doc) progressive(i int, s *Sentence) {
	h := d.Tokens[i].Head
	if h != i+1 || i == s.Start || !strings.HasSuffix(d.Tokens[i].Lower, "ing") || d.Tokens[h].Fine != "NNS" {
		return
	}
	be, subject := d.Child(h, Cop), d.Child(h, Nsubj)
	if subject < 0 && i-2 >= s.Start && d.Tokens[i-2].Head == h {
		subject = i - 2
	}
	if be != i-1 || subject < 0 || d.Tokens[subject].Tag != PROPN && d.Tokens[subject].Tag != PRON {
		return
	}
	d.Tokens[subject].Rel = Nsubj
	if a := subject - 1; a >= s.Start && d.Tokens[a].Head == h && d.Tokens[a].Rel == Det {
		d.Tokens[a].Head = subject
	}
	t, o := &d.Tokens[i], &d.Tokens[h]
	t.Tag, t.Fine, t.Head, t.Rel = VERB, "VBG", o.Head, o.Rel
	t.Lemma = lemmaIn(t, false)
	o.Head, o.Rel = i, Obj
	for k := s.Start; k < s.End; k++ {
		if d.Tokens[k].Head == h && k < i {
			d.Tokens[k].Head = i
		}
	}
	d.Tokens[be].Rel, d.Tokens[be].Tag = Aux, AUX
}

// markAhead hangs a word that opens a clause, and that the tree has hung from the verb before it, from the verb of its clause: "it struck the camp
// after gunmen killed six".
func (d *Doc) markAhead(i int, s *Sentence) {
	h := d.Tokens[i].Head
	if h > i || d.Tokens[i].Tag != SCONJ {
		return
	}
	for v := i + 1; v < s.End; v++ {
		t := &d.Tokens[v]
		if t.Tag == PUNCT || t.Rel == Mark {
			return
		}
		if t.Rel == Advcl && t.Head == h && t.Tag == VERB {
			if d.closed(i, v) {
				d.Tokens[i].Head = v
			}
			return
		}
	}
}

// outcome hangs an "-ing" behind a comma that has no subject, and an object, from the verb before it as its outcome: "fired at the boat, injuring three".
func (d *Doc) outcome(i int) {
	t := &d.Tokens[i]
	if t.Rel != Parataxis || !strings.HasSuffix(t.Lower, "ing") || t.Head > i || t.Head < 0 || i == 0 || d.Tokens[i-1].Lower != "," || d.Tokens[t.Head].Tag != VERB {
		return
	}
	if d.Child(i, Nsubj, NsubjPass, Aux, AuxPass) < 0 && d.Child(i, Obj) >= 0 {
		t.Rel, t.Fine = Advcl, "VBG"
	}
}

// participle makes a word in "-ed" with a passive auxiliary a verb, which alone can have one: "were martyred".
func (d *Doc) participle(i int) {
	t := &d.Tokens[i]
	if t.Tag == ADJ && strings.HasSuffix(t.Lower, "ed") {
		t.Tag, t.Fine = VERB, "VBN"
		t.Lemma = lemmaIn(t, false)
	}
}

// closed says whether no arc leads from between two words to outside of them, so that one may join them.
func (d *Doc) closed(from, to int) bool {
	s := d.SentenceOf(from)
	for k := s.Start; k < s.End; k++ {
		h := d.Tokens[k].Head
		if k > from && k < to && (h < from || h > to) || (k < from || k > to) && h > from && h < to {
			return false
		}
	}
	return true
}

// passiveSubject makes the subject of verb v passive.
func (d *Doc) passiveSubject(v int, s *Sentence) {
	for i := s.Start; i < s.End; i++ {
		if t := &d.Tokens[i]; t.Head == v && t.Rel == Nsubj {
			t.Rel = NsubjPass
		} else if t.Head == v && t.Rel == Csubj {
			t.Rel = CsubjPass
		}
	}
}

// bareObject says whether only an article and what describes it stands between noun i and the verb that it hangs from, and the verb has no object.
func (d *Doc) bareObject(i int) bool {
	v, article := d.Tokens[i].Head, false
	for k := v + 1; k < i; k++ {
		t := &d.Tokens[k]
		switch {
		case t.Head != i || t.Rel == Case:
			return false
		case t.Rel == Det:
			article = article || t.Lower == "a" || t.Lower == "an" || t.Lower == "the"
		}
	}
	if !article || d.Child(v, Obj, Ccomp, NsubjPass) >= 0 || d.Child(i, Case) >= 0 {
		return false
	}
	switch d.Tokens[i].Lemma {
	case "second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "morning", "afternoon", "evening", "night", "weekend",
		"time", "moment", "way", "bit", "lot", "mile", "kilometre", "kilometer", "metre", "meter":
		return false
	}
	return true
}
