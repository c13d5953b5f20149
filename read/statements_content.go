package read

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/language"
)

// fromVerb adds the utterance that the verb at v reports, if it reports one.
func (f *statementFinder) fromVerb(v, words int, w *cueWord) {
	tok := &f.doc.Tokens[v]
	if tok.Rel == language.Amod && tok.Tag == language.VERB || tok.Rel == language.Compound || f.unsaid(v) || f.ownWords(v) || f.idiom(v) {
		return
	}
	u := utterance{verb: v, word: w, addressee: -1, about: -1, speaker: -1, carried: -1}
	u.cue = f.cueRange(v)
	u.cue.End = max(u.cue.End, v+words)
	passive := f.passive(v)
	u.speaker = f.subject(v, 0)
	if f.nobody(u.speaker) {
		return
	}
	if passive {
		f.fromPassive(&u, w)
		return
	}
	after, ok := f.contentAfter(&u, w)
	before, okBefore := language.Range{}, false
	if w.has(clauseFrame|quoteFrame) && !f.participle(v) {
		before, okBefore = f.contentBefore(&u, ok)
	}
	if !ok && !okBefore && w.has(clauseFrame) {
		after = f.restOfSentence(&u)
		ok = !after.Empty()
	}
	switch {
	case ok && okBefore && f.outer[after.Start] >= 0:
		u.content = language.Range{Start: before.Start, End: after.End}
	case okBefore:
		u.content = before
	case ok:
		u.content = after
	default:
		return
	}
	f.add(u)
}

// idiom says whether the verb at v and its object say something else than the verb alone: a blast "claimed the lives of ten".
func (f *statementFinder) idiom(v int) bool {
	if f.movesSomebody(v) {
		return true
	}
	s := f.doc.SentenceOf(v)
	for i := v + 1; i < s.End && i <= v+5; i++ {
		if f.words.is("idiom", f.doc.Tokens[v].Lemma+" "+f.doc.Tokens[i].Lemma) {
			return true
		}
		if t := f.doc.Tokens[i].Tag; t == language.VERB || t == language.PUNCT {
			return false
		}
	}
	return false
}

// participle says whether the verb at v is a bare "-ing" form: what it reports follows it.
func (f *statementFinder) participle(v int) bool {
	return f.doc.Tokens[v].Fine == "VBG" && strings.HasSuffix(f.doc.Tokens[v].Lower, "ing") && f.doc.Child(v, language.Aux) < 0
}

// nobody says whether the words with head s say that nobody said it.
func (f *statementFinder) nobody(s int) bool {
	if s < 0 {
		return false
	}
	switch f.doc.Tokens[s].Lower {
	case "nobody", "none", "no":
		return true
	case "one", "group":
		return s > 0 && f.doc.Tokens[s-1].Lower == "no"
	}
	return false
}

// fromPassive adds the utterance of a verb in the passive: "it was announced that …", "the raid was condemned by the bishop",
// "the family was told that …". Whom it is not by, it is by nobody known.
func (f *statementFinder) fromPassive(u *utterance, w *cueWord) {
	agent := f.agent(u.verb)
	subject := f.ownSubject(u.verb)
	if subject < 0 {
		subject = f.nounBefore(u.verb)
	}
	u.speaker = agent
	if r := f.thatClause(u.verb); !r.Empty() && w.has(clauseFrame|thatFrame) {
		if w.has(whomFrame) {
			u.addressee = subject
		}
		u.content = r
		f.add(*u)
		return
	}
	if agent < 0 || subject < 0 || !w.has(objectFrame|aboutFrame) {
		return
	}
	u.about = subject
	u.content = f.doc.Subtree(subject)
	f.add(*u)
}

// agent gives the head of the "by …" of a verb in the passive, -1 if it has none.
func (f *statementFinder) agent(v int) int {
	if a := f.doc.Child(v, language.OblAgent); a >= 0 {
		return a
	}
	for _, c := range f.doc.Children(v) {
		if r := f.doc.Tokens[c].Rel; c > v && (r == language.Obl || r == language.Nmod) && f.doc.Tokens[f.doc.Subtree(c).Start].Lower == "by" {
			return c
		}
	}
	return -1
}

// empty says whether r has no word that says anything: what is left of "asked not to be named".
func (f *statementFinder) empty(r language.Range) bool {
	for i := r.Start; i < r.End; i++ {
		switch f.doc.Tokens[i].Tag {
		case language.PART, language.ADP, language.PUNCT, language.DET, language.CCONJ, language.SCONJ, language.AUX:
		default:
			return false
		}
	}
	return true
}

// add finishes an utterance: trims its content, takes quotations whole, finds its source's words.
func (f *statementFinder) add(u utterance) {
	u.content = f.trim(f.wholeQuotes(f.fromJudged(f.afterTime(u.content), &u)))
	if u.content.Empty() || f.empty(u.content) || f.isSpeakerAlone(&u) {
		return
	}
	if u.speaker >= 0 && u.source.Empty() {
		u.source = f.sourceRange(u.speaker)
	}
	u.direct = f.hasQuote(u.content)
	f.said = append(f.said, u)
}

// unsaid says whether the verb at v tells of no saying: it is denied ("did not say"), only possible ("must admit"), or the
// infinitive of something refused or judged ("refused to say", "it is safe to say").
func (f *statementFinder) unsaid(v int) bool {
	for i := v - 1; i >= f.doc.SentenceOf(v).Start && i >= v-4; i-- {
		t := &f.doc.Tokens[i]
		switch t.Lower {
		case "not", "n't", "n’t", "never", "must", "should", "could", "may", "might", "can", "cannot", "ca", "will", "would", "shall":
			return t.Head == v || i >= v-2
		case "to":
			return f.emptyInfinitive(v)
		}
		if t.Tag != language.ADV && t.Tag != language.AUX && t.Tag != language.PART {
			return false
		}
	}
	return false
}

// emptyInfinitive says whether the infinitive at v hangs from a word that says that nothing was said, or from no verb.
func (f *statementFinder) emptyInfinitive(v int) bool {
	h := f.doc.Tokens[v].Head
	if h < 0 || f.doc.Tokens[h].Tag != language.VERB {
		return true
	}
	switch f.doc.Tokens[h].Lemma {
	case "refuse", "decline", "fail", "want", "try", "need":
		return true
	}
	return f.unsaid(h)
}

// ownWords says whether the verb at v stands in a quotation and has the quoted speaker or the person
// spoken to as its subject ("I think"): that is how people talk, not a report of speech.
func (f *statementFinder) ownWords(v int) bool {
	if f.outer[v] < 0 {
		return false
	}
	s := f.subject(v, 0)
	if s < 0 {
		return true
	}
	switch f.doc.Tokens[s].Lower {
	case "i", "we", "you", "it", "that", "this", "who", "what":
		return true
	}
	return f.outer[s] != f.outer[v]
}

func (f *statementFinder) passive(v int) bool {
	if f.doc.Child(v, language.AuxPass) >= 0 {
		return true
	}
	t := &f.doc.Tokens[v]
	if t.Rel != language.Acl || t.Fine != "VBN" || v+1 >= len(f.doc.Tokens) {
		return false
	}
	next := &f.doc.Tokens[v+1]
	return next.Lower == "by" || next.Lower == "as" || next.Lower == "to"
}

// cueRange gives the verb at v with the auxiliaries and adverbs right before it and its particle.
func (f *statementFinder) cueRange(v int) language.Range {
	r := language.Range{Start: v, End: v + 1}
	s := f.doc.SentenceOf(v)
	for r.Start > s.Start {
		t := &f.doc.Tokens[r.Start-1]
		if t.Tag != language.AUX && (t.Tag != language.ADV || t.Head != v || t.Fine == "WRB") || f.outer[r.Start-1] != f.outer[v] {
			break
		}
		r.Start--
	}
	if v+1 < s.End && f.doc.Tokens[v+1].Rel == language.CompoundPrt {
		r.End++
	}
	if n := f.inWriting(r.End); n > 0 {
		r.End += n
	}
	return r
}

// inWriting gives the number of tokens of "in a statement" at token i, 0 if there is no such thing.
func (f *statementFinder) inWriting(i int) int {
	toks := f.doc.Tokens
	if i+2 >= len(toks) || toks[i].Lower != "in" && toks[i].Lower != "on" {
		return 0
	}
	j := i + 1
	for j < len(toks) && j < i+4 && (toks[j].Tag == language.DET || toks[j].Tag == language.ADJ) {
		j++
	}
	if j > i+1 && j < len(toks) && f.words.is("written", toks[j].Lemma) {
		return j + 1 - i
	}
	return 0
}

// contentAfter gives what the verb of u says after itself: its clause, infinitive, object or quotation.
func (f *statementFinder) contentAfter(u *utterance, w *cueWord) (language.Range, bool) {
	r := language.Range{}
	if u.cue.End == u.verb+1 || w.has(clauseFrame) {
		r = f.complements(u, w)
	}
	if r.Empty() && w.has(clauseFrame|thatFrame) {
		r = f.thatClause(u.verb)
	}
	if r.Empty() {
		r = f.phraseAfter(u, w)
	}
	if q, ok := f.quoteAfter(u); ok && w.has(quoteFrame) && (r.Empty() || q.Start <= r.Start+1) {
		if e := q.End + 1; r.Empty() && e < len(f.doc.Tokens) && f.doc.Tokens[q.End-1].Tag == language.ADJ && f.doc.Tokens[e].Tag == language.NOUN {
			return f.extendPhrase(language.Range{Start: q.Start - 1, End: e + 1}, u.verb), true // “grave” concerns
		}
		return language.Range{Start: q.Start, End: max(q.End, r.End)}, true
	}
	return r, !r.Empty()
}

// complements gives the span of the dependents of u's verb that hold what it says.
func (f *statementFinder) complements(u *utterance, w *cueWord) language.Range {
	v := u.verb
	s := f.doc.SentenceOf(v)
	r := language.Range{Start: s.End, End: 0}
	object, clause := -1, false
	for c := v + 1; c < s.End; c++ {
		t := &f.doc.Tokens[c]
		if t.Head != v || c < r.End {
			continue
		}
		part := f.doc.Subtree(c)
		part.Start = max(part.Start, v+1)
		take := false
		switch t.Rel {
		case language.Ccomp:
			take = !f.tells(part) && (w.has(clauseFrame) || w.has(thatFrame|whomFrame) && f.marked(part) || f.startsQuoted(part))
			clause = clause || take
		case language.Xcomp:
			part = f.withTo(part, v)
			take = (w.has(toFrame) || w.has(whomFrame) && object >= 0) && f.infinitive(part) ||
				w.has(clauseFrame) && f.finite(part) || w.has(nameFrame) && object >= 0
			if take && object >= 0 && f.doc.Tokens[object].Tag != language.PRON {
				part.Start = min(part.Start, f.doc.Subtree(object).Start)
			}
		case language.Obj, language.Iobj:
			second := object >= 0
			object = c
			switch {
			case w.has(nameFrame) && second:
				take = true
				part.Start = f.doc.Subtree(u.about).Start
			case w.has(whomFrame):
				u.addressee = c
			case w.has(aboutFrame) && !w.has(objectFrame):
				u.about = c
				take = true
			case w.has(objectFrame), w.has(documentFrame) && f.isDocument(u.speaker):
				u.about = c
				take = !f.reporting(c)
			case w.has(nameFrame):
				u.about = c
			}
		case language.Obl, language.Advcl:
			part = f.behindTime(part, w)
			take = f.prepositional(part, w)
			if !take && u.addressee < 0 && t.Rel == language.Obl && f.towards(part) {
				u.addressee = c
			}
			if take && object >= 0 && w.has(whomFrame) {
				part.Start++ // "warned the rebels of reprisals": not the one warned, nor the preposition
			}
		}
		if take {
			r.Start, r.End = min(r.Start, part.Start), max(r.End, part.End)
		}
	}
	if r.End == 0 {
		return language.Range{}
	}
	if clause {
		r = f.extend(f.fromCue(r, u), v)
	} else {
		r = f.extendPhrase(r, v)
	}
	return f.afterMark(r)
}

// behindTime gives the rest of a phrase that opens with a time, where the rest opens with one of the word's own prepositions, as
// the tree hangs it: "warned the rebels [on Sunday of reprisals]".
func (f *statementFinder) behindTime(r language.Range, w *cueWord) language.Range {
	for i := range f.times {
		x := &f.times[i]
		rest := language.Range{Start: x.End, End: r.End}
		if x.Start >= r.Start && x.Start <= r.Start+2 && !rest.Empty() && f.prepositional(rest, w) {
			return rest
		}
	}
	return r
}

// prepositional says whether a phrase opens with one of the word's own prepositions.
func (f *statementFinder) prepositional(r language.Range, w *cueWord) bool {
	first := f.doc.Tokens[r.Start].Lower
	if slices.Contains(w.prepositions, first) {
		return true
	}
	return w.has(aboutFrame) && (first == "of" || first == "for" || first == "as" || first == "over")
}

// towards says whether a phrase names the one spoken to ("called on the rebels").
func (f *statementFinder) towards(r language.Range) bool {
	switch f.doc.Tokens[r.Start].Lower {
	case "on", "upon", "to", "with", "from":
		return true
	}
	return false
}

// reporting says whether the object at c is what the speech was given in ("issued a statement"), or a time.
func (f *statementFinder) reporting(c int) bool {
	for _, t := range f.times {
		if t.Has(c) {
			return true
		}
	}
	return false
}

// quoteAfter gives the quotation that the verb of u introduces: one that opens right after it, or after
// a comma or colon, in its own sentence or, after a colon, at the start of the next.
func (f *statementFinder) quoteAfter(u *utterance) (language.Range, bool) {
	v := u.verb
	s := f.doc.SentenceOf(v)
	for i := v + 1; i < len(f.doc.Tokens) && i <= v+20; i++ {
		if i >= s.End && f.doc.Tokens[s.End-1].Lower != ":" {
			break
		}
		if q := f.outer[i]; q >= 0 && q != f.outer[v] {
			quote := f.doc.Quotes[q]
			return quote.Range, quote.Start == i && f.introduced(i-1, u)
		}
		if f.doc.Tokens[i].Tag == language.VERB && f.doc.Tokens[i].Rel != language.AclRelcl && f.doc.Tokens[i].Rel != language.Acl {
			break
		}
	}
	return language.Range{}, false
}

// introduced says whether the quotation whose opening mark is at token mark stands on its own: after a comma,
// a colon, "that", or the cue itself.
func (f *statementFinder) introduced(mark int, u *utterance) bool {
	if mark < 1 {
		return false
	}
	switch f.doc.Tokens[mark-1].Lower {
	case ",", ":", "that", "—", "–", "--":
		return true
	}
	return mark-1 == u.cue.End-1 || mark-1 == u.addressee || mark-1 == u.speaker
}
