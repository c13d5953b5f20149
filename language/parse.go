package language

import (
	"sync"

	"github.com/tollbook/tollbook/language/model"
)

// Parse reads a title (which may be empty) and a body into a Doc with tokens,
// sentences, tags, tree, entities and quotes. It is safe for concurrent use.
func Parse(title, body string) *Doc {
	d := Split(title, body)
	if r := openReader(); r != nil {
		d.read(r)
	} else {
		d.analyse()
	}
	return d
}

// Split is Parse without what the models add: tokens, sentences and quotes only.
func Split(title, body string) *Doc {
	d := &Doc{Text: title + "\n" + body, Body: len(title) + 1}
	d.Upper, d.Lower = letterCase(body)
	d.tokenize()
	d.findQuotes()
	return d
}

// tokenize adds tokens and sentences, those of the title first.
func (d *Doc) tokenize() {
	d.Tokens = make([]Token, 0, len(d.Text)/5+8)
	d.Tokens = appendTokens(d.Tokens, d.Text, 0, d.Body-1)
	d.lowerFrom(0)
	d.splitSentences(0, true)
	n := len(d.Tokens)
	d.Tokens = appendTokens(d.Tokens, d.Text, d.Body, len(d.Text))
	d.lowerFrom(n)
	d.splitSentences(n, false)
	for s := range d.Sentences {
		for i := d.Sentences[s].Start; i < d.Sentences[s].End; i++ {
			d.Tokens[i].Sentence = s
		}
	}
}

func (d *Doc) lowerFrom(n int) {
	for i := n; i < len(d.Tokens); i++ {
		d.Tokens[i].Lower = LowerWord(d.Word(i))
	}
}

var workspaces = sync.Pool{New: func() any { return new(model.Workspace) }}

// analyse adds tags, lemmas, tree and entities. It needs tokens and sentences.
func (d *Doc) analyse() {
	m := models()
	space := workspaces.Get().(*model.Workspace)
	defer workspaces.Put(space)
	words := make([]model.Word, 0, 64)
	for k := range d.Sentences {
		s := &d.Sentences[k]
		caseless := d.caseless(s)
		words = words[:0]
		for i := s.Start; i < s.End; i++ {
			words = append(words, model.NewWord(m.clusters, d.Word(i), d.Tokens[i].Lower, caseless))
		}
		d.tag(m, words, s, space)
		d.name(m, words, s, space)
		d.attach(m, words, s, space)
	}
}

// caseless says whether the case of the letters of a sentence means nothing.
func (d *Doc) caseless(s *Sentence) bool {
	if (d.Upper || d.Lower) && !s.Title {
		return true
	}
	upper, lower, capital := 0, 0, 0
	for i := s.Start; i < s.End; i++ {
		word := d.Word(i)
		r, _ := runeAt(word, 0)
		switch {
		case !isLetter(r) || len(word) < 2:
		case allUpper(word):
			upper++
		case isUpper(r):
			capital++
		default:
			lower++
		}
	}
	return upper >= 3 && lower+capital == 0 || upper >= 8 && (lower+capital)*20 <= upper
}

func (d *Doc) tag(m *modelSet, words []model.Word, s *Sentence, space *model.Workspace) {
	if m.tagger != nil {
		model.TagWords(m.tagger, words, space)
	}
	for i := range words {
		t := &d.Tokens[s.Start+i]
		if int(words[i].Tag) < len(m.tags) {
			t.Tag, t.Fine = m.tags[words[i].Tag].tag, m.tags[words[i].Tag].fine
		}
		t.Lemma = lemmaIn(t, words[i].Caseless)
	}
}

// lemmaIn gives the lemma of a tagged token; in a sentence whose case means nothing, names in the plural may be nouns.
func lemmaIn(t *Token, caseless bool) string {
	if caseless && t.Fine == "NNPS" {
		return nounLemma(t.Lower, irregularForms())
	}
	return lemmaOf(t.Lower, t.Tag, t.Fine)
}

// name adds the entities of a sentence.
func (d *Doc) name(m *modelSet, words []model.Word, s *Sentence, space *model.Workspace) {
	if m.entities == nil {
		return
	}
	model.TagEntities(m.entities, words, m.proper, space)
	for i := 0; i < len(words); i++ {
		begin := words[i].Entity
		if begin%2 == 0 {
			continue
		}
		start := i
		for i+1 < len(words) && words[i+1].Entity == begin+1 {
			i++
		}
		d.Entities = append(d.Entities, Entity{Range: Range{s.Start + start, s.Start + i + 1}, Type: EntityType(begin/2 + 1), Fine: EntityType(begin/2 + 1)})
	}
}

// attach sets heads and relations. A tree with several roots keeps the best of them and hangs the others on it.
func (d *Doc) attach(m *modelSet, words []model.Word, s *Sentence, space *model.Workspace) {
	if m.parser == nil {
		d.flatTree(s)
		return
	}
	state := model.ParseWords(m.parser, words, space)
	root := -1
	for i := range words {
		t := &d.Tokens[s.Start+i]
		t.Head, t.Rel = s.Start+int(state.Head[i]), Rel(state.Rel[i])
		if int(state.Head[i]) == len(words) {
			t.Head, t.Rel = -1, Root
			if root < 0 || rootRank(t) > rootRank(&d.Tokens[root]) {
				root = s.Start + i
			}
		}
	}
	for i := s.Start; i < s.End; i++ {
		t := &d.Tokens[i]
		switch {
		case t.Head < 0 && i != root:
			t.Head, t.Rel = root, Parataxis
			if t.Tag == PUNCT {
				t.Rel = Punct
			}
		case t.Head >= 0 && (t.Rel == Root || t.Rel >= relCount):
			t.Rel = Dep
		}
	}
}

// rootRank says how well a word does as the root where the parser left several.
func rootRank(t *Token) int {
	switch t.Tag {
	case VERB:
		return 3
	case PUNCT:
		return 0
	case NOUN, PROPN, AUX, ADJ:
		return 2
	}
	return 1
}

// flatTree gives every token of s the first one as its head.
func (d *Doc) flatTree(s *Sentence) {
	for i := s.Start; i < s.End; i++ {
		t := &d.Tokens[i]
		t.Head, t.Rel = s.Start, Dep
		if i == s.Start {
			t.Head, t.Rel = -1, Root
		}
	}
}
