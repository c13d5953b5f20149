package codebook

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/language"
)

// A Match is a trigger found in a Doc.
type Match struct {
	*Trigger
	At     int   // the token of the pattern's first word
	Others []int // the tokens of its other words
}

// gapWidth is how many words may stand in a gap of a pattern.
const gapWidth = 6

// Find gives the triggers that begin at token i, the longest of each type only.
func (b *Codebook) Find(doc *language.Doc, i int) []Match {
	tok := &doc.Tokens[i]
	var out []Match
	out = b.find(doc, i, b.first[tok.Lower], out)
	if tok.Lemma != tok.Lower {
		out = b.find(doc, i, b.first[tok.Lemma], out)
	}
	if len(out) > 0 {
		return out
	}
	// Taggers take participles for adjectives, whose dictionary form they are themselves.
	for _, stem := range stems(tok.Lower) {
		if stem != tok.Lemma && stem != tok.Lower {
			out = b.find(doc, i, b.first[stem], out)
		}
	}
	return out
}

// stems gives the verbs that a form in -ed can come from.
func stems(word string) []string {
	stem, ok := strings.CutSuffix(word, "ed")
	n := len(stem)
	switch {
	case !ok || n < 3:
		return nil
	case stem[n-1] == stem[n-2]:
		return []string{stem, stem[:n-1]}
	case stem[n-1] == 'i':
		return []string{stem[:n-1] + "y"}
	}
	return []string{stem + "e", stem}
}

func (b *Codebook) find(doc *language.Doc, i int, triggers []int, out []Match) []Match {
next:
	for _, n := range triggers {
		t := &b.Triggers[n]
		if !partFits(t.Part, doc, i) || !b.begins(doc, i, t) || !b.near(doc, i, t) || !b.byFits(doc, i, t) {
			continue
		}
		others, ok := b.rest(doc, i, t)
		if !ok {
			continue
		}
		m := headed(doc, Match{t, i, others})
		if b.failing(t, doc, m.At) != nil {
			continue
		}
		if t.Part == Noun && m.At != i && !partFits(Noun, doc, m.At) {
			continue
		}
		for k := range out {
			if out[k].Type == t.Type {
				if t.Specificity() > out[k].Specificity() {
					out[k] = m
				}
				continue next
			}
		}
		out = append(out, m)
	}
	return out
}

// headed moves a match of a compound noun to its last noun, which the tree hangs the others from: "drone strike".
func headed(doc *language.Doc, m Match) Match {
	if m.Part != Noun || len(m.Others) == 0 {
		return m
	}
	at := -1
	for k, j := range m.Others {
		tok := &doc.Tokens[j]
		if m.Pattern[k+1].Gap || tok.Tag == language.ADP || isPreposition(tok.Lower) || tok.Tag == language.SCONJ || tok.Tag == language.PART {
			break
		}
		at = k
	}
	if at < 0 {
		return m
	}
	others := append([]int{m.At}, m.Others[:at]...)
	return Match{m.Trigger, m.Others[at], append(others, m.Others[at+1:]...)}
}

// isPreposition says whether a word leads from a noun to another: taggers do not always know.
func isPreposition(word string) bool {
	switch word {
	case "with", "between", "on", "of", "to", "against", "by", "for":
		return true
	}
	return false
}

// Specificity ranks triggers that could both stand for the same words: strong over weak, then more
// words, then words spelled out rather than a class, then conditions.
func (t *Trigger) Specificity() int {
	n := 0
	for _, e := range t.Pattern {
		n += 8
		if len(e.Classes) == 0 {
			n++
		}
	}
	if t.hyphened {
		n += 8
	}
	if len(t.Object) > 0 {
		n += 2
	}
	if len(t.Needs) > 0 {
		n += 2
	}
	if len(t.By) > 0 {
		n += 12
	}
	n += 2 * len(t.Conditions)
	if !t.Weak {
		n += 20
	}
	return n
}

// pastForms are irregular pasts that taggers take for nouns and that are hardly ever any.
var pastForms = map[string]bool{"tore": true, "shook": true, "struck": true, "fought": true, "slew": true, "blew": true, "withdrew": true}

// partFits says whether a token can be the first word of a trigger. Taggers take
// participles for adjectives, and titles' verbs for nouns, so it is lenient there.
func partFits(p Part, doc *language.Doc, i int) bool {
	tok := &doc.Tokens[i]
	switch p {
	case Verb:
		return tok.Tag == language.VERB || tok.Tag == language.AUX || strings.HasPrefix(tok.Fine, "VB") ||
			pastForms[tok.Lower] && tok.Tag != language.PROPN || strings.HasSuffix(tok.Lower, "ed") && (tok.Tag != language.PROPN || doc.Word(i) == tok.Lower) ||
			i > 0 && doc.Tokens[i-1].Lower == "to" && tok.Fine == "NN"
	case Noun:
		return tok.Tag == language.NOUN || tok.Tag == language.PROPN ||
			tok.Tag == language.VERB && tok.Fine == "VBG" && doc.Child(i, language.Obj) < 0
	}
	return tok.Tag == language.ADJ || tok.Tag == language.ADV || tok.Tag == language.VERB || tok.Tag == language.NOUN
}

// begins checks the parts before the last of a first word with a hyphen: the "cease-" of "cease-fire".
func (b *Codebook) begins(doc *language.Doc, i int, t *Trigger) bool {
	return !t.hyphened || b.fits(t.Pattern[0], doc, i)
}

// rest matches the pattern's words after the first: after it in the text, or, for what a
// passive puts in front ("talks were suspended"), the last of two words before it.
func (b *Codebook) rest(doc *language.Doc, i int, t *Trigger) ([]int, bool) {
	if len(t.Pattern) == 1 {
		return nil, b.objectFits(doc, i, t)
	}
	var others []int
	at := i
	for _, e := range t.Pattern[1:] {
		j := b.after(doc, at, e)
		if j < 0 {
			if j = b.object(doc, i, e); !e.Gap || j < 0 {
				if e.Gap && t.oneGap() {
					j = b.before(doc, i, e)
				} else {
					j = -1
				}
			}
			if j < 0 {
				return nil, false
			}
		}
		others = append(others, j)
		at = j
	}
	return others, true
}

// oneGap says whether a trigger's only gap stands before its last word: "call off .. strike".
func (t *Trigger) oneGap() bool {
	for k := 1; k < len(t.Pattern)-1; k++ {
		if t.Pattern[k].Gap {
			return false
		}
	}
	return true
}

// object finds an element in the object of a verb, or in what "of" adds to it, however far off it stands.
func (b *Codebook) object(doc *language.Doc, i int, e Element) int {
	o := doc.Child(i, language.Obj)
	if o < 0 {
		return -1
	}
	if b.fits(e, doc, o) {
		return o
	}
	for _, c := range doc.Children(o) {
		if r := doc.Tokens[c].Rel; c > o && (r == language.Nmod || r == language.Conj || r == language.Flat) && b.fits(e, doc, c) {
			return c
		}
	}
	return -1
}

// after finds an element after token at.
func (b *Codebook) after(doc *language.Doc, at int, e Element) int {
	width := 1
	if e.Gap {
		width = 1 + gapWidth
	}
	for j := at + 1; j <= at+width && j < len(doc.Tokens); j++ {
		tok := &doc.Tokens[j]
		if tok.Sentence != doc.Tokens[at].Sentence || e.Gap && ends(tok) {
			return -1
		}
		if b.fits(e, doc, j) {
			return j
		}
	}
	return -1
}

// ends says whether a gap may not run over a token.
func ends(tok *language.Token) bool {
	switch tok.Lower {
	case ";", ":", "that", "which", "who", "after", "because", "while", "when", "but", "—", "–", "--":
		return true
	}
	return false
}

// before finds the passive subject of token i among the element's words.
func (b *Codebook) before(doc *language.Doc, i int, e Element) int {
	if h := doc.Tokens[i].Head; doc.Tokens[i].Rel == language.Acl && h >= 0 && h < i && doc.Tokens[i].Fine != "VBG" && b.fits(e, doc, h) {
		return h // "a bomb planted by rebels"
	}
	if doc.Tokens[i].Fine != "VBN" && doc.Tokens[i].Rel != language.Root && doc.Child(i, language.AuxPass) < 0 {
		return -1
	}
	for j := i - 1; j >= 0 && j >= i-8 && doc.Tokens[j].Sentence == doc.Tokens[i].Sentence; j-- {
		if doc.Tokens[j].Head != i || doc.Tokens[j].Rel != language.NsubjPass {
			continue
		}
		if b.fits(e, doc, j) {
			return j
		}
	}
	return -1
}

// fits says whether token j is one of the element's words. A word with a hyphen that
// the text's tokens are split at fits at its last part.
func (b *Codebook) fits(e Element, doc *language.Doc, j int) bool {
	tok := &doc.Tokens[j]
	if b.fitsWord(e, doc, j, tok.Lower) || tok.Lemma != tok.Lower && b.fitsWord(e, doc, j, tok.Lemma) {
		return true
	}
	if j < 2 || doc.Tokens[j-1].Lower != "-" {
		return false
	}
	before := doc.Tokens[j-2].Lower + "-"
	return b.fitsWord(e, doc, j, before+tok.Lower) || b.fitsWord(e, doc, j, before+tok.Lemma)
}

func (b *Codebook) fitsWord(e Element, doc *language.Doc, j int, word string) bool {
	if slices.Contains(e.Words, word) {
		return true
	}
	for _, class := range e.Classes {
		n := 0
		switch class {
		case "weapon":
			_, n = b.Weapons.Match(doc, j)
		case "target":
			_, n = b.Targets.Match(doc, j)
		case "name":
			n = nameAt(doc, j)
		}
		if n > 0 || b.In(class, word) {
			return true
		}
	}
	return false
}

// nameAt gives 1 where token j is part of a person's name, else 0.
func nameAt(doc *language.Doc, j int) int {
	k, ok := slices.BinarySearchFunc(doc.Entities, j, func(e language.Entity, j int) int {
		switch {
		case e.End <= j:
			return -1
		case e.Start > j:
			return 1
		}
		return 0
	})
	if ok && doc.Entities[k].Type == language.PersonName {
		return 1
	}
	return 0
}

func (b *Codebook) anyFits(list []Element, doc *language.Doc, j int) bool {
	for _, e := range list {
		if b.fits(e, doc, j) {
			return true
		}
	}
	return false
}

// near checks what must, and what must not, stand around the trigger.
func (b *Codebook) near(doc *language.Doc, i int, t *Trigger) bool {
	if b.unwanted(doc, i, t) {
		return false
	}
	if len(t.Needs) == 0 {
		return true
	}
	s := doc.SentenceOf(i)
	for j := max(s.Start, i-15); j < min(s.End, i+16); j++ {
		if j != i && b.anyFits(t.Needs, doc, j) {
			return true
		}
	}
	return false
}

// objectFits says whether the object of token i, or its passive subject, is one that the trigger asks for.
func (b *Codebook) objectFits(doc *language.Doc, i int, t *Trigger) bool {
	if b.wrongObject(doc, i, t) {
		return false
	}
	if len(t.Object) == 0 {
		return true
	}
	j := doc.Child(i, language.Obj, language.NsubjPass)
	if j >= 0 {
		if b.anyFits(t.Object, doc, j) || b.anyFits(t.Object, doc, lastChild(doc, i, language.Obj, language.NsubjPass)) {
			return true
		}
		if b.In("grouping", doc.Tokens[j].Lemma) && doc.Child(j, language.Nmod) >= 0 {
			return b.anyFits(t.Object, doc, doc.Child(j, language.Nmod)) // "hundreds of policemen"
		}
		return t.Part == Verb && b.anyFits(t.Object, doc, max(j-1, 0))
	}
	for j := i + 1; j < len(doc.Tokens) && j <= i+4 && doc.Tokens[j].Sentence == doc.Tokens[i].Sentence; j++ {
		if b.anyFits(t.Object, doc, j) {
			return true
		}
	}
	return false
}

// lastChild gives the last child of a token in one of the relations, of which there is one.
func lastChild(doc *language.Doc, i int, rels ...language.Rel) int {
	last := -1
	for _, c := range doc.Children(i) {
		if slices.Contains(rels, doc.Tokens[c].Rel) {
			last = c
		}
	}
	return last
}

// byFits says whether the subject of token i is one that the trigger asks for. Where the tree
// shows none, the noun right before the verb, adverbs aside, is taken for it.
func (b *Codebook) byFits(doc *language.Doc, i int, t *Trigger) bool {
	if len(t.By) == 0 {
		return true
	}
	j := doc.Child(i, language.Nsubj)
	if j < 0 && doc.Tokens[i].Rel == language.Conj {
		j = doc.Child(doc.Tokens[i].Head, language.Nsubj)
	}
	if j < 0 && (doc.Tokens[i].Rel == language.Acl || doc.Tokens[i].Rel == language.AclRelcl) {
		j = doc.Tokens[i].Head
	}
	for k := i - 1; j < 0 && k >= 0 && k >= i-3; k-- {
		switch doc.Tokens[k].Tag {
		case language.ADV, language.AUX, language.PRON:
			continue
		case language.NOUN, language.PROPN:
			j = k
		}
		break
	}
	if j < 0 || j > i {
		return false
	}
	if b.anyFits(t.By, doc, j) {
		return true
	}
	// "A volley of rockets", "the first of the missiles".
	for _, c := range doc.Children(j) {
		if doc.Tokens[c].Rel == language.Nmod && c > j && c < i && b.anyFits(t.By, doc, c) {
			return true
		}
	}
	return false
}
