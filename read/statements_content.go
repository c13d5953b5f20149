package read

import (
	"slices"

	"github.com/tollbook/tollbook/language"
)

// fromVerb adds the utterance that the verb at v reports, if it reports one.
func (f *statementFinder) fromVerb(v, words int, w *cueWord) {
	tok := &f.doc.Tokens[v]
	if tok.Rel == language.Amod && tok.Tag == language.VERB || tok.Rel == language.Compound || f.unsaid(v) || f.ownWords(v) {
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

// afterTime gives r without a time expression at its start that tells when it was said: "said on Monday the road was closed".
func (f *statementFinder) afterTime(r language.Range) language.Range {
	i := r.Start
	if i < r.End && f.doc.Tokens[i].Tag == language.ADP {
		i++
	}
	for t := range f.times {
		if x := f.times[t].Range; x.Start == i && x.End < r.End && r.Start > 0 && f.words.verbs[f.doc.Tokens[r.Start-1].Lemma] != nil && f.doc.Tokens[x.End].Tag != language.PUNCT {
			if f.doc.Tokens[x.End].Lower == "that" {
				return language.Range{Start: x.End + 1, End: r.End}
			}
			return language.Range{Start: x.End, End: r.End}
		}
	}
	return r
}

// participle says whether the verb at v is a bare "-ing" form: what it reports follows it.
func (f *statementFinder) participle(v int) bool {
	return f.doc.Tokens[v].Fine == "VBG" && f.doc.Child(v, language.Aux) < 0
}

// restOfSentence gives what follows a cue to the end of its sentence, where the tree does not show a clause there.
func (f *statementFinder) restOfSentence(u *utterance) language.Range {
	if u.speaker < 0 || u.speaker > u.verb || f.participle(u.verb) {
		return language.Range{}
	}
	s := f.doc.SentenceOf(u.verb)
	r := language.Range{Start: u.cue.End, End: s.End}
	if u.word.has(whomFrame) {
		if h := f.nounAfter(r.Start); h >= 0 {
			r.Start = f.sourceRange(h).End
		}
	}
	if r.Empty() || f.doc.Tokens[r.Start].Tag == language.PUNCT || f.doc.Tokens[r.Start].Tag == language.ADP || !f.hasFinite(r) {
		return language.Range{}
	}
	r.End = r.Start + 1
	return f.extend(r, u.verb)
}

// hasFinite says whether the words hold a verb that makes them a clause.
func (f *statementFinder) hasFinite(r language.Range) bool {
	for i := r.Start; i < r.End; i++ {
		switch f.doc.Tokens[i].Fine {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}

// extend widens what the verb at v says to where the verb's own next clause begins, or to the end of the sentence: a
// parser loses the far end of a long clause more often than a reporter adds to it.
func (f *statementFinder) extend(r language.Range, v int) language.Range {
	s := f.doc.SentenceOf(v)
	for j := r.Start + 1; j+1 < r.End; j++ {
		n := &f.doc.Tokens[j+1]
		if f.doc.Tokens[j].Lower == "," && n.Fine == "VBG" && f.outer[j+1] == f.outer[v] && f.saysMore(n.Lemma) {
			return language.Range{Start: r.Start, End: j}
		}
	}
	if c := f.relativeEnd(r, v); c > 0 {
		return language.Range{Start: r.Start, End: c}
	}
	for j := r.End; j < s.End; j++ {
		if f.outer[j] != f.outer[v] && f.outer[v] >= 0 || f.resumesReport(j, v) {
			return language.Range{Start: r.Start, End: j}
		}
	}
	return language.Range{Start: r.Start, End: s.End}
}

// extendPhrase widens a phrase that the verb at v takes to the next comma, or as extend does.
func (f *statementFinder) extendPhrase(r language.Range, v int) language.Range {
	wide := f.extend(r, v)
	for j := r.End; j < wide.End; j++ {
		if t := &f.doc.Tokens[j]; t.Tag == language.PUNCT && t.Lower != "-" && f.outer[j] < 0 && !f.marksQuote(j) {
			wide.End = j
			break
		}
	}
	return wide
}

// marksQuote says whether token j is a quotation mark.
func (f *statementFinder) marksQuote(j int) bool {
	return j+1 < len(f.outer) && f.outer[j] < 0 && f.outer[j+1] >= 0 || j > 0 && f.outer[j] < 0 && f.outer[j-1] >= 0
}

// phraseAfter gives the phrase that follows a cue which takes a person, a thing or a judgement, read from the words alone:
// "urged people not to leave", "called for talks", "asked the envoy what he knew".
func (f *statementFinder) phraseAfter(u *utterance, w *cueWord) language.Range {
	if !w.has(whomFrame | objectFrame | aboutFrame) {
		return language.Range{}
	}
	s := f.doc.SentenceOf(u.verb)
	i := u.cue.End
	if i < s.End && slices.Contains(w.prepositions, f.doc.Tokens[i].Lower) {
		i++
	}
	if i >= s.End {
		return language.Range{}
	}
	h := f.nounAfter(i)
	if h < 0 && f.doc.Tokens[i].Fine != "VBG" {
		return language.Range{}
	}
	r := language.Range{Start: i, End: max(h, i) + 1}
	if !w.has(whomFrame) {
		u.about = h
		return f.extendPhrase(r, u.verb)
	}
	u.addressee = h
	for j := r.End; j < s.End && j < r.End+8; j++ {
		t := &f.doc.Tokens[j]
		switch t.Lower {
		case "that", "what", "whether", "why", "how", "if", "where", "when":
			return f.afterMark(f.extend(language.Range{Start: j, End: j + 1}, u.verb))
		case "to":
			if j+1 < s.End && f.doc.Tokens[j+1].Fine == "VB" {
				if h >= 0 && f.doc.Tokens[h].Tag == language.PRON {
					r.Start = j
				}
				return f.extendPhrase(language.Range{Start: r.Start, End: j + 2}, u.verb)
			}
		}
		if t.Tag == language.VERB || t.Tag == language.PUNCT {
			break
		}
	}
	return language.Range{}
}

// isDocument says whether the words with head h are of a document: a report, a survey.
func (f *statementFinder) isDocument(h int) bool {
	return h >= 0 && f.words.is("document", f.doc.Tokens[h].Lemma)
}

// relativeEnd gives where what is said in a clause set off by commas ends (", who said it was safe, left"); 0 if v is in no such clause.
func (f *statementFinder) relativeEnd(r language.Range, v int) int {
	s := f.doc.SentenceOf(v)
	who := f.ownSubject(v)
	if who < s.Start+1 || who > v || !f.relative(who) || f.doc.Tokens[who-1].Lower != "," {
		return 0
	}
	for j := r.Start + 1; j < s.End; j++ {
		if f.doc.Tokens[j].Lower == "," && f.outer[j] == f.outer[v] {
			return j
		}
	}
	return 0
}

// saysMore says whether a verb takes a clause or a quotation, so that ", adding that …" is the report's and not the speaker's.
func (f *statementFinder) saysMore(lemma string) bool {
	w := f.words.verbs[lemma]
	return w != nil && w.has(clauseFrame|quoteFrame|whomFrame)
}

// resumesReport says whether at token j the report itself goes on after what the verb at v said: with a comma or "and" before
// another word of saying, or before a verb joined to v.
func (f *statementFinder) resumesReport(j, v int) bool {
	t := &f.doc.Tokens[j]
	if t.Tag != language.PUNCT && t.Tag != language.CCONJ || t.Tag == language.PUNCT && t.Lower != "," && t.Lower != "—" && t.Lower != "--" && t.Lower != "–" {
		return false
	}
	s := f.doc.SentenceOf(v)
	joined := t.Tag == language.CCONJ
	for k := j + 1; k < s.End && k < j+5; k++ {
		n := &f.doc.Tokens[k]
		joined = joined || n.Tag == language.CCONJ
		switch n.Tag {
		case language.VERB:
			if n.Head == v && (n.Rel == language.Conj || n.Rel == language.Advcl || n.Rel == language.Parataxis) {
				return true
			}
			cue := f.words.verbs[n.Lemma]
			if n.Fine == "VBG" && k == j+1 && t.Lower == "," {
				return true
			}
			return cue != nil && cue.has(clauseFrame|quoteFrame|whomFrame|aboutFrame) && (joined && n.Fine == "VBD" && k <= j+3)
		case language.ADV, language.CCONJ, language.AUX:
		case language.PUNCT:
			if n.Lower != "," {
				return false
			}
		default:
			return n.Lower == "according" || k == j+1 && t.Lower == "," && (n.Lower == "which" || n.Lower == "who" || n.Lower == "whereas")
		}
	}
	return false
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

// add finishes an utterance: trims its content, takes quotations whole, finds its source's words.
func (f *statementFinder) add(u utterance) {
	u.content = f.trim(f.wholeQuotes(f.afterTime(u.content)))
	if u.content.Empty() {
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
	for _, c := range f.doc.Children(v) {
		switch f.doc.Tokens[c].Rel {
		case language.AuxPass, language.NsubjPass:
			return true
		}
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
		if t.Tag != language.AUX && (t.Tag != language.ADV || t.Head != v) || f.outer[r.Start-1] != f.outer[v] {
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
			take = f.prepositional(part, w)
			if !take && u.addressee < 0 && t.Rel == language.Obl && f.towards(part) {
				u.addressee = c
			}
			if take && object >= 0 && w.has(whomFrame) && f.doc.Tokens[object].Tag != language.PRON {
				part.Start = min(part.Start, f.doc.Subtree(object).Start)
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

// tells says whether a clause begins with ", adding …": then it is the report's own.
func (f *statementFinder) tells(r language.Range) bool {
	for r.Start < r.End && f.doc.Tokens[r.Start].Tag == language.PUNCT {
		r.Start++
	}
	return r.Start > 0 && !r.Empty() && f.doc.Tokens[r.Start-1].Lower == "," && f.doc.Tokens[r.Start].Fine == "VBG" && f.saysMore(f.doc.Tokens[r.Start].Lemma)
}

// fromCue widens a clause back to the cue where only words of it can stand between: the tree may have lost its beginning.
func (f *statementFinder) fromCue(r language.Range, u *utterance) language.Range {
	if u.word.has(whomFrame) || u.addressee >= 0 || u.cue.End >= r.Start || f.marked(r) || u.speaker > u.verb || f.isTime(u.cue.End) {
		return r
	}
	switch f.doc.Tokens[u.cue.End].Tag {
	case language.DET, language.NOUN, language.PROPN, language.PRON, language.NUM, language.ADJ:
		return language.Range{Start: u.cue.End, End: r.End}
	}
	return r
}

// marked says whether a clause opens with "that", a question word or a quotation mark.
func (f *statementFinder) marked(r language.Range) bool {
	for i := r.Start; i < r.End && i < r.Start+3; i++ {
		switch f.doc.Tokens[i].Lower {
		case "that", "whether", "how", "why", "what", "when", "where", "who", "if":
			return true
		}
		if f.doc.Tokens[i].Tag != language.PUNCT {
			return false
		}
	}
	return false
}

func (f *statementFinder) startsQuoted(r language.Range) bool {
	for i := r.Start; i < r.End && i < r.Start+3; i++ {
		if f.outer[i] >= 0 && f.doc.Quotes[f.outer[i]].Start == i {
			return true
		}
	}
	return false
}

func (f *statementFinder) infinitive(r language.Range) bool {
	for i := r.Start; i < r.End && i < r.Start+3; i++ {
		if f.doc.Tokens[i].Lower == "to" {
			return true
		}
	}
	return false
}

// finite says whether the words hold a subject: a clause that was taken for a bare complement.
func (f *statementFinder) finite(r language.Range) bool {
	for i := r.Start; i < r.End; i++ {
		if t := f.doc.Tokens[i].Rel; t == language.Nsubj || t == language.NsubjPass {
			return true
		}
	}
	return false
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

// afterMark gives r without the "that", comma or colon that introduces it.
func (f *statementFinder) afterMark(r language.Range) language.Range {
	for i := r.Start; i < r.End && i < r.Start+12; i++ {
		t := &f.doc.Tokens[i]
		if t.Lower == "that" && (t.Rel == language.Mark || t.Tag == language.SCONJ) {
			r.Start = i
			break
		}
		if t.Lower == "that" && i > r.Start && f.doc.Tokens[r.Start].Tag == language.ADP {
			return language.Range{Start: i + 1, End: r.End}
		}
		if t.Tag == language.VERB || t.Tag == language.AUX || f.outer[i] >= 0 {
			break
		}
	}
	for r.Start < r.End {
		t := &f.doc.Tokens[r.Start]
		if t.Tag != language.PUNCT && !(t.Lower == "that" && (t.Rel == language.Mark || t.Tag == language.SCONJ)) {
			break
		}
		r.Start++
	}
	return r
}

// thatClause gives the rest of the sentence after a "that" which follows the verb at v closely.
func (f *statementFinder) thatClause(v int) language.Range {
	s := f.doc.SentenceOf(v)
	for i := v + 1; i < s.End && i < v+12; i++ {
		t := &f.doc.Tokens[i]
		if t.Lower == "that" && i+1 < s.End && (t.Tag == language.SCONJ || t.Rel == language.Mark || i == v+1 || f.doc.Tokens[i+1].Tag == language.DET) {
			return f.extend(language.Range{Start: i + 1, End: i + 2}, v)
		}
		if t.Tag == language.VERB || f.outer[i] != f.outer[v] {
			return language.Range{}
		}
	}
	return language.Range{}
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
