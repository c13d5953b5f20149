package codebook

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/language"
)

// A Lexicon tells phrases their kind.
type Lexicon struct {
	phrases []phrase
	first   map[string][]int // phrases by first word
}

type phrase struct {
	words []string
	kind  string
}

func (x *Lexicon) add(words []string, kind string) {
	if len(words) == 0 {
		return
	}
	x.first[words[0]] = append(x.first[words[0]], len(x.phrases))
	x.phrases = append(x.phrases, phrase{words, kind})
}

// Match gives the kind of the longest phrase that begins at token i, and how
// many tokens it has; 0 when there is none. The last word also matches by its lemma.
func (x *Lexicon) Match(doc *language.Doc, i int) (kind string, n int) {
	kind, n = x.match(doc, i, doc.Tokens[i].Lower)
	if lemma := doc.Tokens[i].Lemma; lemma != doc.Tokens[i].Lower {
		if k, m := x.match(doc, i, lemma); m > n {
			kind, n = k, m
		}
	}
	return kind, n
}

func (x *Lexicon) match(doc *language.Doc, i int, first string) (kind string, n int) {
	for _, p := range x.first[first] {
		words := x.phrases[p].words
		if len(words) <= n || i+len(words) > len(doc.Tokens) {
			continue
		}
		ok := true
		for k := 1; k < len(words) && ok; k++ {
			tok := &doc.Tokens[i+k]
			ok = (tok.Lower == words[k] || tok.Lemma == words[k]) && tok.Sentence == doc.Tokens[i].Sentence
		}
		if ok {
			kind, n = x.phrases[p].kind, len(words)
		}
	}
	return kind, n
}

// A Kind is one kind of a lexicon, with its phrases.
type Kind struct {
	Name    string
	Phrases []string
}

// Kinds gives all kinds with their phrases, in the order of the files.
func (x *Lexicon) Kinds() []Kind {
	var out []Kind
	for _, p := range x.phrases {
		i := slices.IndexFunc(out, func(k Kind) bool { return k.Name == p.kind })
		if i < 0 {
			i = len(out)
			out = append(out, Kind{Name: p.kind})
		}
		if !slices.Contains(p.words, "-") { // that is the same phrase for tokens that are split at hyphens
			out[i].Phrases = append(out[i].Phrases, strings.Join(p.words, " "))
		}
	}
	return out
}

// Kind gives the kind of a single word, empty when it has none.
func (x *Lexicon) Kind(word string) string {
	for _, p := range x.first[word] {
		if len(x.phrases[p].words) == 1 {
			return x.phrases[p].kind
		}
	}
	return ""
}
