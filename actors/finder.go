package actors

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/tollbook/tollbook/gazetteer"
	"github.com/tollbook/tollbook/language"
)

// A candidate is a mention with what it tells of its actor.
type candidate struct {
	Mention
	kind    Kind
	name    language.Range // the words of the name alone, without title; empty for nominals and pronouns
	title   string
	country string
	sector  string
	ref     string
	gender  gender
	plural  bool
	// definite: "the", "this", a possessive; a name is always definite.
	definite  bool
	bare      bool   // a nominal without any determiner or number
	lemma     string // head noun of a nominal, in the singular where the lexicon tells
	pronoun   pronoun
	same      int  // candidate that this one is the same as, by apposition or definition; -1
	predicate bool // "he is a lawyer": tells of its subject, is no mention itself
}

// A finder holds what the steps of Find share.
type finder struct {
	doc     *language.Doc
	places  []gazetteer.Mention
	lex     *lexicon
	words   []word
	wordAt  []int // by token: index in words of its first word; len(words) after the last
	found   []candidate
	nameAt  []int          // by token: index in found of the name that covers it; -1
	weights map[string]int // countries by how often the places speak of them
	year    int            // of publication; 0 where it is not known
	tree    bool           // the Doc has a tree worth the name

	capitals    []bool          // by sentence: all in capitals
	countryHits []countryHit    // by token
	surnames    map[string]bool // of the persons named in full, in lower case
}

func newFinder(doc *language.Doc, places []gazetteer.Mention, lex *lexicon) *finder {
	f := &finder{doc: doc, places: places, lex: lex, words: wordsOf(doc), weights: map[string]int{}}
	f.wordAt = make([]int, len(doc.Tokens)+1)
	f.countryHits = make([]countryHit, len(doc.Tokens))
	w := 0
	for t := range f.wordAt {
		for w < len(f.words) && f.words[w].token < t {
			w++
		}
		f.wordAt[t] = w
	}
	f.nameAt = make([]int, len(doc.Tokens))
	for i := range f.nameAt {
		f.nameAt[i] = -1
	}
	f.capitals = f.sentencesInCapitals()
	for i := range places {
		if c := places[i].Country; c != "" {
			f.weights[c]++
		}
	}
	for i := range doc.Tokens {
		if doc.Tokens[i].Rel != language.Dep && doc.Tokens[i].Rel != language.Root {
			f.tree = true
			break
		}
	}
	return f
}

// add appends a candidate and gives its index.
func (f *finder) add(c candidate) int {
	c.same = -1
	n := len(f.found)
	f.found = append(f.found, c)
	if c.Kind == Name {
		for t := c.name.Start; t < c.name.End; t++ {
			f.nameAt[t] = n
		}
	}
	return n
}

// order sorts the candidates by their place in the text, the wider first.
func (f *finder) order() {
	at := make([]int, len(f.found))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(a, b int) int {
		x, y := &f.found[a], &f.found[b]
		if x.Start != y.Start {
			return x.Start - y.Start
		}
		return y.End - x.End
	})
	place := make([]int, len(at))
	sorted := make([]candidate, len(at))
	for n, i := range at {
		place[i] = n
		sorted[n] = f.found[i]
	}
	for i := range sorted {
		if sorted[i].same >= 0 {
			sorted[i].same = place[sorted[i].same]
		}
	}
	f.found = sorted
	for t, c := range f.nameAt {
		if c >= 0 {
			f.nameAt[t] = place[c]
		}
	}
}

// tokenRange gives the tokens of words[from:to].
func (f *finder) tokenRange(from, to int) language.Range {
	return language.Range{Start: f.words[from].token, End: f.words[to-1].token + 1}
}

// endsToken says whether words[end] begins a new token, so that a phrase ending there cuts no token.
func (f *finder) endsToken(end int) bool {
	return end >= len(f.words) || f.words[end].token != f.words[end-1].token
}

// capital says whether token i begins with a capital letter. In a text of one case every word passes.
func (f *finder) capital(i int) bool {
	if f.oneCase(i) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(f.doc.Text[f.doc.Tokens[i].Start:])
	return unicode.IsUpper(r)
}

// oneCase says whether letter case tells nothing at token i.
func (f *finder) oneCase(i int) bool {
	return (f.doc.Upper || f.doc.Lower) && !f.doc.InTitle(i) || f.capitals[f.doc.Tokens[i].Sentence]
}

// sentencesInCapitals tells which sentences of some length have no small letter: headlines, wire text within other text.
func (f *finder) sentencesInCapitals() []bool {
	out := make([]bool, len(f.doc.Sentences))
	for n := range out {
		s := &f.doc.Sentences[n]
		words := 0
		for i := s.Start; i < s.End; i++ {
			switch {
			case f.allCapitals(i):
				words++
			case hasLetter(f.doc.Word(i)):
				words = -len(f.doc.Tokens)
			}
		}
		out[n] = words > 3
	}
	return out
}

// allCapitals says whether token i has a letter and no small one.
func (f *finder) allCapitals(i int) bool {
	has := false
	for _, r := range f.doc.Word(i) {
		if unicode.IsLower(r) {
			return false
		}
		has = has || unicode.IsUpper(r)
	}
	return has
}

func (f *finder) covered(r language.Range) bool {
	for t := r.Start; t < r.End; t++ {
		if f.nameAt[t] >= 0 {
			return true
		}
	}
	return false
}

func (f *finder) tok(i int) *language.Token { return &f.doc.Tokens[i] }

// lower gives token i in lower case, or "" outside the sentence of token near.
func (f *finder) lower(i, near int) string {
	if s := f.doc.SentenceOf(near); i < s.Start || i >= s.End {
		return ""
	}
	return f.doc.Tokens[i].Lower
}

func (f *finder) isNoun(i int) bool {
	t := f.tok(i).Tag
	return t == language.NOUN || t == language.PROPN
}

// headOf is the head of r, by the tree where there is one, else the word before "of", else the last.
func (f *finder) headOf(r language.Range) int {
	if f.tree {
		if h := f.doc.HeadOf(r); f.tok(h).Tag != language.PUNCT && f.tok(h).Tag != language.ADP {
			return h
		}
	}
	for i := r.Start + 1; i < r.End; i++ {
		if f.tok(i).Lower == "of" || f.tok(i).Lower == "for" {
			return i - 1
		}
	}
	return r.End - 1
}
