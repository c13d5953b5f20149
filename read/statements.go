package read

import (
	"sort"

	"github.com/tollbook/tollbook/language"
)

// findStatements needs actors, places and times, and adds d.statements: who said what. It may
// add actors that are only named as speakers ("a report", "a source").
func findStatements(d *draft) {
	f := newStatementFinder(d)
	for i := range d.doc.Tokens {
		f.atToken(i)
	}
	f.attribute()
	f.goOn()
	f.joinQuotedAs()
	f.looseQuotes()
	f.partHeadlines()
	f.settle()
	f.resolveSpeakers()
	f.resolveOccasions()
	f.resolveActs()
}

// A statementFinder is a draft with what finding statements needs beside it.
type statementFinder struct {
	*draft
	words   *statementWords
	outer   []int          // by token: the outermost quotation it lies in, -1
	said    []utterance    // as found, before they become statements
	sources map[string]int // actors added here, by their words in lower case
}

// An utterance is a statement in the making: what the words around it say.
type utterance struct {
	content   language.Range
	cue       language.Range
	verb      int // head of the cue, -1
	word      *cueWord
	source    language.Range
	speaker   int // head of the source's words, -1
	addressee int // token, -1
	about     int // token, -1
	carried   int // utterance whose speaker and occasion this one shares, -1
	direct    bool
	p         float32 // probability of the cue, 0 where only rules have found it
}

func newStatementFinder(d *draft) *statementFinder {
	f := &statementFinder{draft: d, words: statementLexicon(), outer: make([]int, len(d.doc.Tokens)), sources: map[string]int{}}
	for i := range f.outer {
		f.outer[i] = -1
	}
	for q, quote := range d.doc.Quotes {
		if quote.Inner {
			continue
		}
		for i := quote.Start; i < quote.End; i++ {
			f.outer[i] = q
		}
	}
	return f
}

// atToken adds the utterance that token i is the cue of, if it is one.
func (f *statementFinder) atToken(i int) {
	tok := &f.doc.Tokens[i]
	if tok.Lower == "according" {
		f.accordingTo(i)
		return
	}
	if w, n := f.cueVerb(i); w != nil {
		f.fromVerb(i, n, w)
		return
	}
	if tok.Tag == language.VERB && f.words.is("voicing", tok.Lemma) {
		f.fromVoicing(i)
		return
	}
	if tok.Tag == language.NOUN {
		if w := f.words.nouns[tok.Lemma]; w != nil {
			f.fromNoun(i, w)
		}
	}
}

// cueVerb gives the entry of the verb at token i and how many words it has; nil if it reports nothing. A form in "-ed" right
// behind a noun is a verb whatever the tagger says ("Police urged people …").
func (f *statementFinder) cueVerb(i int) (*cueWord, int) {
	tok := &f.doc.Tokens[i]
	lemma := tok.Lemma
	switch tok.Tag {
	case language.AUX:
		if lemma = f.words.forms[tok.Lower]; lemma == "" {
			return nil, 0
		}
	case language.VERB:
		if i > 0 && (f.doc.Tokens[i-1].Fine == "PRP$" || f.doc.Tokens[i-1].Fine == "POS") {
			return nil, 0
		}
		if known := f.words.forms[tok.Lower]; known != "" && f.words.verbs[lemma] == nil {
			lemma = known // the tagger took it for another form
		}
	case language.ADJ, language.NOUN, language.PROPN:
		lemma = f.words.forms[tok.Lower]
		s := f.doc.SentenceOf(i)
		if lemma == "" || i == s.Start || i+1 >= s.End || !f.nominal(i-1) && !f.nounlike(i-1) {
			return nil, 0
		}
		two := f.words.verbs[lemma+" "+f.doc.Tokens[i+1].Lower] != nil
		if t := f.doc.Tokens[i+1].Tag; !two && (t == language.ADP || t == language.PUNCT) && !f.lastWords(i) {
			return nil, 0
		}
	default:
		return nil, 0
	}
	if i+1 < len(f.doc.Tokens) {
		if w := f.words.verbs[lemma+" "+f.doc.Tokens[i+1].Lower]; w != nil {
			return w, 2
		}
	}
	return f.words.verbs[lemma], 1
}

// lastWords says whether the word at i ends a sentence whose last part, behind a comma, can be "…, the official added".
func (f *statementFinder) lastWords(i int) bool {
	s := f.doc.SentenceOf(i)
	return f.onlyPunct(i+1, s.End) && f.asideStart(i) > s.Start
}

// asideStart gives the first token behind the last comma or closing quotation mark before the cue at token v, where no verb stands
// between; -1 if there is none.
func (f *statementFinder) asideStart(v int) int {
	s := f.doc.SentenceOf(v)
	for i := v - 1; i > s.Start && i > v-20; i-- {
		t := &f.doc.Tokens[i]
		if t.Lower == "," || f.marksQuote(i) {
			if i == v-1 {
				return -1
			}
			return i + 1
		}
		if t.Tag == language.VERB && t.Fine != "VBN" && t.Fine != "VBG" || t.Tag == language.SCONJ || f.outer[i] != f.outer[v] {
			return -1
		}
	}
	return -1
}

// settle drops utterances that say again what another one holds and turns the rest into statements in order.
func (f *statementFinder) settle() {
	kept := f.said[:0]
	sort.SliceStable(f.said, func(i, j int) bool {
		a, b := f.said[i].content, f.said[j].content
		if a.Start != b.Start {
			return a.Start < b.Start
		}
		return a.End > b.End
	})
	for _, u := range f.said {
		if f.namesSpeaker(&u) {
			continue
		}
		if n := len(kept); n > 0 && f.same(&kept[n-1], &u) {
			if kept[n-1].speaker < 0 && u.speaker >= 0 && kept[n-1].content == u.content {
				kept[n-1] = u // "was quoted as saying": the one of the two cues that knows who
			}
			continue
		}
		kept = append(kept, u)
	}
	f.said = kept
	for i := range f.said {
		u := &f.said[i]
		f.statements = append(f.statements, statement{content: u.content, cue: u.cue, speaker: -1, source: u.source, direct: u.direct, between: f.between(u), p: u.p,
			addressee: -1, about: -1, event: -1, place: -1, inside: -1})
	}
	for i := range f.statements {
		f.statements[i].inside = f.insideOf(i)
	}
}

// namesSpeaker says whether what was taken for content only stands before the speaker's name, as a part of it: the "Chief Minister Ali" of "Chief Minister Ali
// Amin Wazir condemned".
func (f *statementFinder) namesSpeaker(u *utterance) bool {
	if u.content.Empty() || u.source.Empty() || u.direct || u.cue.Start < u.content.End || u.content.End > u.source.End || u.content.End < u.source.Start {
		return false
	}
	for i := u.content.Start; i < u.content.End; i++ {
		if tag := f.doc.Tokens[i].Tag; tag != language.PROPN && tag != language.NOUN && tag != language.ADJ {
			return false
		}
	}
	return true
}

// same says whether two utterances have (nearly) one content and would only repeat each other.
func (f *statementFinder) same(a, b *utterance) bool {
	if !a.content.Overlaps(b.content) {
		return false
	}
	if a.content == b.content {
		return true
	}
	return a.cue == b.cue && !a.cue.Empty()
}

// insideOf gives the innermost statement that reports statement i, cue and all.
func (f *statementFinder) insideOf(i int) int {
	s, best := &f.statements[i], -1
	for j := range f.statements {
		o := f.statements[j].content
		if j == i || o == s.content || !o.Contains(s.content) || !s.cue.Empty() && !o.Contains(s.cue) {
			continue
		}
		// “A,” he said, “B” spans its own cue: such a cue speaks of the whole and of nothing inside it
		if o.Contains(f.statements[j].cue) && f.statements[j].cue.Overlaps(s.cue) {
			continue
		}
		if !s.cue.Empty() && f.statements[j].between.Contains(s.cue) {
			continue
		}
		if best < 0 || f.statements[best].content.Contains(o) {
			best = j
		}
	}
	return best
}

// statementOf gives the innermost statement whose content covers token tok, -1 if there is none.
func (d *draft) statementOf(tok int) int {
	best := -1
	for i := range d.statements {
		c := d.statements[i].content
		if !d.statements[i].says(tok) {
			continue
		}
		if best < 0 || c.End-c.Start < d.statements[best].content.End-d.statements[best].content.Start {
			best = i
		}
	}
	return best
}
