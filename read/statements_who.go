package read

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/language"
)

// subject gives the head of the words for who does what the verb at v says, -1 if nobody is named. A verb without a
// subject of its own takes that of the verb it is joined to.
func (f *statementFinder) subject(v, depth int) int {
	if depth > 6 {
		return -1
	}
	t := &f.doc.Tokens[v]
	if depth == 0 {
		if u := f.reporter(v); u >= 0 {
			return f.said[u].speaker
		}
	}
	if a := f.doc.Child(v, language.OblAgent); a >= 0 {
		return a
	}
	if s := f.ownSubject(v); s >= 0 {
		if n := f.nounBefore(v); n > s && f.commaBetween(s, n) {
			if f.relative(n) {
				return f.antecedent(n)
			}
			return n
		}
		if f.relative(s) {
			if t.Rel == language.AclRelcl && f.nominal(t.Head) {
				return f.issuer(t.Head)
			}
			return f.antecedent(s)
		}
		return s
	}
	if n := f.nounBefore(v); n >= 0 && f.afterComma(n) {
		return n
	}
	switch t.Rel {
	case language.AclRelcl, language.Acl:
		if s := adopter(f.doc, t.Head); s >= 0 && t.Rel == language.Acl {
			return s
		}
		if !f.isTime(t.Head) {
			return t.Head
		}
	}
	if s := f.inverted(v); s >= 0 && depth == 0 {
		return s
	}
	if t.Head >= 0 {
		switch t.Rel {
		case language.Conj, language.Advcl, language.Xcomp, language.Parataxis, language.Ccomp, language.Dep:
			if s := f.subject(t.Head, depth+1); s >= 0 && s < v {
				return s
			}
		}
	}
	if depth > 0 {
		return -1
	}
	if n := f.nounBefore(v); n >= 0 {
		return n
	}
	return f.beforeRelative(v)
}

// issuer gives whoever said something in the document at token i, where that is told: "she said in a statement that called for calm"; else the document.
func (f *statementFinder) issuer(i int) int {
	c, v := f.doc.Child(i, language.Case), f.doc.Tokens[i].Head
	if c < 0 || f.doc.Tokens[c].Lower != "in" || v < 0 || f.doc.Tokens[v].Tag != language.VERB || !f.words.is("document", f.doc.Tokens[i].Lemma) {
		return i
	}
	if s := f.ownSubject(v); s >= 0 {
		return s
	}
	return i
}

// relative says whether token i is "who" or "which".
func (f *statementFinder) relative(i int) bool {
	l := f.doc.Tokens[i].Lower
	return l == "who" || l == "which" || l == "that" && f.doc.Tokens[i].Fine == "WDT"
}

// antecedent gives the noun right before a relative pronoun, past a comma; -1 if there is none.
func (f *statementFinder) antecedent(i int) int {
	for j := i - 1; j >= f.doc.SentenceOf(i).Start && j >= i-2; j-- {
		if f.nominal(j) {
			return j
		}
	}
	return -1
}

// ownSubject gives the subject that the tree gives the verb at v: the first before it, or else one behind it; in the same
// quotation or outside of any as the verb is, since a speaker stands by the cue and not within what was said.
func (f *statementFinder) ownSubject(v int) int {
	for _, c := range f.doc.Children(v) {
		t := &f.doc.Tokens[c]
		if t.Rel != language.Nsubj && t.Rel != language.NsubjPass || f.outer[c] != f.outer[v] || t.Tag == language.VERB || f.isTime(c) {
			continue
		}
		if c < v && f.quoteBetween(c, v) {
			continue
		}
		for c+1 < v && f.doc.Tokens[c+1].Head == v && f.nominal(c) && f.nominal(c+1) {
			c++ // "the district police": a compound that the tree takes for two subjects
		}
		return c
	}
	return -1
}

// quoteBetween says whether a quotation stands between tokens a and b.
func (f *statementFinder) quoteBetween(a, b int) bool {
	for i := a; i < b; i++ {
		if f.outer[i] != f.outer[b] {
			return true
		}
	}
	return false
}

// reporter gives the utterance earlier in the sentence whose speaker goes on in the "-ing" word at v, behind a comma: "said the
// army would go, adding …". The tree often hangs such a word from what was said.
func (f *statementFinder) reporter(v int) int {
	s := f.doc.SentenceOf(v)
	if !f.participle(v) || v <= s.Start+1 || f.doc.Tokens[v-1].Lower != "," && f.doc.Tokens[v-1].Tag != language.CCONJ {
		return -1
	}
	best := -1
	for i := range f.said {
		u := &f.said[i]
		if u.verb >= s.Start && u.verb < v && u.speaker >= 0 && f.outer[u.verb] == f.outer[v] && f.doc.Tokens[u.verb].Tag == language.VERB {
			best = i
		}
	}
	return best
}

// inverted gives the subject that follows its verb: “A,” said the minister.
func (f *statementFinder) inverted(v int) int {
	s := f.doc.SentenceOf(v)
	if v+1 >= s.End || v == 0 {
		return -1
	}
	if p := f.doc.Tokens[v-1].Tag; p != language.PUNCT && v != s.Start {
		return -1
	}
	if f.doc.Tokens[v].Fine == "VBG" {
		return -1
	}
	switch f.doc.Tokens[v+1].Tag {
	case language.PROPN, language.DET, language.NOUN:
		if n := f.nounAfter(v + 1); n < 0 || n+1 >= s.End || !f.hasTense(n+1) {
			return n
		}
	}
	return -1
}

// hasTense says whether token i is a verb with a tense: the noun before it is the subject of what was said.
func (f *statementFinder) hasTense(i int) bool {
	switch f.doc.Tokens[i].Fine {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

// beforeRelative gives the noun whose relative clause, between commas, ends right before the verb at v:
// "The governor, who confirmed the raid to reporters, said"; -1 if there is none.
func (f *statementFinder) beforeRelative(v int) int {
	s := f.doc.SentenceOf(v)
	if v <= s.Start || f.doc.Tokens[v-1].Lower != "," {
		return -1
	}
	for i := v - 2; i > s.Start; i-- {
		if f.outer[i] != f.outer[v] {
			return -1
		}
		if f.relative(i) && f.doc.Tokens[i-1].Lower == "," {
			return f.antecedent(i)
		}
	}
	return -1
}

// nounAfter gives the head of the noun phrase that begins at token i, -1 if none does.
func (f *statementFinder) nounAfter(i int) int {
	if i >= len(f.doc.Tokens) {
		return -1
	}
	s := f.doc.SentenceOf(i)
	for j := i; j < s.End && j < i+10; j++ {
		switch f.doc.Tokens[j].Tag {
		case language.NOUN, language.PROPN, language.PRON:
			h := j
			for n := f.doc.Tokens[h].Head; n >= i && n < i+14 && n != h && f.nominal(n) && f.doc.Tokens[h].Rel != language.Conj; n = f.doc.Tokens[h].Head {
				h = n
			}
			return h
		case language.PUNCT, language.VERB:
			return -1
		}
	}
	return -1
}

// nounBefore gives the noun or name right before the verb at v, past adverbs and auxiliaries; -1 if something else stands there.
func (f *statementFinder) nounBefore(v int) int {
	s := f.doc.SentenceOf(v)
	for i := v - 1; i >= s.Start; i-- {
		switch f.doc.Tokens[i].Tag {
		case language.ADV, language.AUX, language.PART:
		case language.NOUN, language.PROPN, language.PRON:
			return i
		default:
			if f.nounlike(i) {
				return i
			}
			return -1
		}
	}
	return -1
}

// afterComma says whether the phrase that ends with token n begins behind a comma: "…, the official added".
func (f *statementFinder) afterComma(n int) bool {
	s := f.doc.SentenceOf(n)
	for i := n - 1; i >= s.Start; i-- {
		switch f.doc.Tokens[i].Tag {
		case language.DET, language.ADJ, language.NOUN, language.PROPN, language.PART:
		default:
			return f.doc.Tokens[i].Lower == ","
		}
	}
	return false
}

// nounlike says whether the adjective at i is used as a noun ("the general"): right behind an article and before no noun.
func (f *statementFinder) nounlike(i int) bool {
	return f.doc.Tokens[i].Tag == language.ADJ && i > 0 && f.doc.Tokens[i-1].Tag == language.DET
}

// commaBetween says whether a comma stands between tokens a and b, so that b is not a part of a's phrase: "The raid, police said, …".
func (f *statementFinder) commaBetween(a, b int) bool {
	for i := a + 1; i < b; i++ {
		if f.doc.Tokens[i].Lower == "," {
			return true
		}
	}
	return false
}

func (f *statementFinder) nominal(i int) bool {
	switch f.doc.Tokens[i].Tag {
	case language.NOUN, language.PROPN, language.PRON:
		return true
	}
	return false
}

// sourceRange gives the words for the speaker with head h: the actor's mention, or the phrase without what follows
// it after a comma or in a relative clause.
func (f *statementFinder) sourceRange(h int) language.Range {
	if a, m := f.mentionAt(h); a >= 0 {
		return f.sameVoice(f.draft.actors[a].Mentions[m].Range, h)
	}
	r := f.doc.Subtree(h)
	for i := h - 1; i >= r.Start; i-- {
		if t := &f.doc.Tokens[i]; t.Tag == language.PUNCT && t.Lower != "(" && t.Lower != ")" && t.Lower != "-" || t.Tag == language.ADP || t.Tag == language.SCONJ || t.Tag == language.CCONJ && t.Head == h {
			r.Start = i + 1
			break
		}
	}
	for i := h + 1; i < r.End; i++ {
		t := &f.doc.Tokens[i]
		clause := t.Head == h && (t.Rel == language.AclRelcl || t.Rel == language.Acl || t.Rel == language.Appos)
		if t.Tag == language.PUNCT && t.Lower != "." && t.Lower != "-" || t.Tag == language.VERB || clause {
			r.End = i
			break
		}
	}
	if r.Start == h && h > 0 && f.nounlike(h) {
		r.Start--
	}
	if h+1 > r.End {
		r.End = h + 1
	}
	return r
}

// sameVoice cuts from r what lies in another quotation than its head h, or across a quotation mark.
func (f *statementFinder) sameVoice(r language.Range, h int) language.Range {
	for i := h - 1; i >= r.Start; i-- {
		if f.outer[i] != f.outer[h] || f.marksQuote(i) {
			r.Start = i + 1
		}
	}
	for i := h + 1; i < r.End; i++ {
		if f.outer[i] != f.outer[h] || f.marksQuote(i) {
			r.End = i
		}
	}
	return r
}

// mentionAt gives the actor and the mention whose head is token h, or else the shortest that covers it; -1, -1 for none.
func (f *statementFinder) mentionAt(h int) (actor, mention int) {
	actor, mention = -1, -1
	best := 0
	for a := range f.draft.actors {
		for m := range f.draft.actors[a].Mentions {
			x := &f.draft.actors[a].Mentions[m]
			if x.Head == h {
				return a, m
			}
			if n := x.End - x.Start; x.Has(h) && (best == 0 || n < best) {
				actor, mention, best = a, m, n
			}
		}
	}
	return actor, mention
}

// resolveSpeakers finds the actors of speakers, of those spoken to and of those spoken about.
func (f *statementFinder) resolveSpeakers() {
	for i := range f.said {
		u, s := &f.said[i], &f.statements[i]
		if u.speaker >= 0 {
			if s.speaker = f.speakerActor(u, i); s.speaker >= 0 {
				f.mentionHere(s.speaker, u)
			}
		}
		if u.addressee >= 0 && !f.words.is("press", f.doc.Tokens[u.addressee].Lemma) {
			s.addressee, _ = f.mentionAt(u.addressee)
		}
		if u.about >= 0 {
			s.about, _ = f.mentionAt(u.about)
		}
	}
}

// speakerActor gives the actor of u's speaker; one that no earlier stage has found is added.
func (f *statementFinder) speakerActor(u *utterance, i int) int {
	t := &f.doc.Tokens[u.speaker]
	if f.relative(u.speaker) {
		if n := f.antecedent(u.speaker); n >= 0 {
			a, _ := f.mentionAt(n)
			return a
		}
	}
	a, _ := f.mentionAt(u.speaker)
	switch t.Lower {
	case "i", "we", "my", "our", "me", "us":
		if outer := f.statements[i].inside; outer >= 0 && outer < i {
			return f.statements[outer].speaker
		}
		return a
	case "he", "she":
		// Whoever spoke last goes on speaking: surer than the nearest person named.
		if last := f.pronounActor(t.Lower, i); last >= 0 && !f.hasSpoken(a, i) && f.moveMention(u.speaker, a, last) {
			return last
		}
	}
	if a >= 0 {
		return a
	}
	if f.words.is("personal", t.Lower) {
		if a := f.pronounActor(t.Lower, i); a >= 0 {
			return a
		}
		return f.likelyActor(u.speaker)
	}
	if u.source.Empty() || u.p == 0 && !f.nominal(u.speaker) && !f.nounlike(u.speaker) || f.relative(u.speaker) {
		return -1
	}
	if t.Tag == language.NOUN && !f.words.is("document", t.Lemma) && (t.EventP > sure || len(f.book.Find(f.doc, u.speaker)) > 0) {
		return -1 // "the visit is expected to": what happens says nothing
	}
	return f.addSpeaker(u.source, u.speaker)
}

// likelyActor gives the actor whose mention the reader takes for what the pronoun at token i stands for, -1 if for none.
func (f *statementFinder) likelyActor(i int) int {
	best, most := -1, float32(0)
	for a := range f.draft.actors {
		for _, m := range f.draft.actors[a].Mentions {
			if m.Head >= i {
				continue
			}
			if score, ok := f.doc.Antecedent(i, m.Head); ok && score > most {
				best, most = a, score
			}
		}
	}
	return best
}

// mentionHere makes the words for u's speaker a mention of the actor: the one that is there is widened to them ("Jeff Smith, a spokesman
// for the police"), or else one is added. Where a relative pronoun stands between them and the verb, that is the mention.
func (f *statementFinder) mentionHere(actor int, u *utterance) {
	r, head := u.source, u.speaker
	if u.verb >= 0 {
		if s := f.ownSubject(u.verb); s > head && f.relative(s) {
			r, head = language.Range{Start: s, End: s + 1}, s
		}
	}
	for r.End > r.Start && f.doc.Tokens[r.End-1].Tag == language.PUNCT && f.doc.Tokens[r.End-1].Lower != "." && !f.closesWithin(r) {
		r.End--
	}
	if r.Empty() || !r.Has(head) {
		return
	}
	r = f.withClosingMark(r, head)
	list := f.draft.actors[actor].Mentions
	for k := range list {
		m := &list[k]
		switch {
		case m.Contains(r):
			return
		case r.Contains(m.Range) && m.Head == head:
			m.Range = r
			return
		}
	}
	m := actors.Mention{Range: r, Head: head, Kind: actors.Nominal}
	if f.doc.Tokens[head].Tag == language.PRON || head != u.speaker {
		m.Kind = actors.Pronoun
	}
	at, _ := slices.BinarySearchFunc(list, r.Start, func(x actors.Mention, i int) int { return x.Start - i })
	f.draft.actors[actor].Mentions = slices.Insert(list, at, m)
}

// withClosingMark gives the words for a speaker with the comma or dash that closes what is put in behind the head, as another opens it: "Ann Lee, a
// lawyer," said.
func (f *statementFinder) withClosingMark(r language.Range, head int) language.Range {
	if r.End >= len(f.doc.Tokens) || f.doc.Tokens[r.End].Sentence != f.doc.Tokens[head].Sentence {
		return r
	}
	mark := f.doc.Tokens[r.End].Lower
	if mark != "," && mark != "—" && mark != "–" && mark != "--" {
		return r
	}
	for i := head + 1; i < r.End; i++ {
		if f.doc.Tokens[i].Lower == mark {
			r.End++
			break
		}
	}
	return r
}

// closesWithin says whether r ends with a bracket that opens within it: "Rep. Ann Lee (R-Ohio)".
func (f *statementFinder) closesWithin(r language.Range) bool {
	if f.doc.Tokens[r.End-1].Lower != ")" {
		return false
	}
	for i := r.Start; i < r.End; i++ {
		if f.doc.Tokens[i].Lower == "(" {
			return true
		}
	}
	return false
}

// moveMention makes the pronoun at token i a mention of another actor than before (from may be -1). It leaves
// an actor that has no other mention as it is, and says whether it moved.
func (f *statementFinder) moveMention(i, from, to int) bool {
	if from == to {
		return true
	}
	m := actors.Mention{Range: language.Range{Start: i, End: i + 1}, Head: i, Kind: actors.Pronoun}
	if from >= 0 {
		old := f.draft.actors[from].Mentions
		at := slices.IndexFunc(old, func(x actors.Mention) bool { return x.Head == i && x.Kind == actors.Pronoun })
		if at < 0 || len(old) < 2 {
			return false
		}
		f.draft.actors[from].Mentions = slices.Delete(old, at, at+1)
	}
	list := f.draft.actors[to].Mentions
	at, _ := slices.BinarySearchFunc(list, i, func(x actors.Mention, i int) int { return x.Start - i })
	f.draft.actors[to].Mentions = slices.Insert(list, at, m)
	return true
}

// hasSpoken says whether one of the four statements before i is by an actor.
func (f *statementFinder) hasSpoken(actor, i int) bool {
	for j := i - 1; j >= 0 && j >= i-4 && actor >= 0; j-- {
		if f.statements[j].speaker == actor {
			return true
		}
	}
	return false
}

// pronounActor gives the speaker of the last statement before i that a pronoun can stand for.
func (f *statementFinder) pronounActor(word string, i int) int {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		a := f.statements[j].speaker
		if a < 0 {
			continue
		}
		kind := f.draft.actors[a].Kind
		switch word {
		case "he", "she":
			if kind == actors.Person || kind == actors.Unknown {
				return a
			}
		case "they":
			if kind != actors.Person {
				return a
			}
		case "it":
			if kind != actors.Person && kind != actors.People {
				return a
			}
		}
	}
	return -1
}

// addSpeaker adds an actor for words that nobody has taken for one ("a report", "one source"), or a mention of it.
func (f *statementFinder) addSpeaker(words language.Range, head int) int {
	m := actors.Mention{Range: words, Head: head, Kind: actors.Nominal}
	key := f.speakerKey(words)
	if a, ok := f.sources[key]; ok {
		f.draft.actors[a].Mentions = append(f.draft.actors[a].Mentions, m)
		return a
	}
	act := actors.Actor{Name: strings.TrimSpace(f.doc.Phrase(words)), Mentions: []actors.Mention{m}}
	if f.doc.Tokens[head].Fine == "NNS" && !f.words.is("document", f.doc.Tokens[head].Lemma) {
		act.Kind = actors.People
	}
	f.draft.actors = append(f.draft.actors, act)
	f.sources[key] = len(f.draft.actors) - 1
	return f.sources[key]
}

// speakerKey gives the words of a source in lower case and without their article.
func (f *statementFinder) speakerKey(words language.Range) string {
	var b strings.Builder
	for i := words.Start; i < words.End; i++ {
		if t := &f.doc.Tokens[i]; t.Tag != language.DET || i > words.Start {
			b.WriteString(t.Lower)
			b.WriteByte(' ')
		}
	}
	return b.String()
}
