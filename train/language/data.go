package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/language/model"
	"github.com/tollbook/tollbook/train/treebank"
)

// genres are the genres of GUM whose licence lets weights learn from them.
var genres = []string{"news", "interview", "bio", "voyage", "textbook", "vlog", "speech", "conversation"}

// copied is the part of the trees, 1 in so many, that is there once more without its case.
const copied = 3

// A tree is a sentence of a treebank as the models see it.
type tree struct {
	words      []model.Word
	tags       []uint8 // gold classes of the tagger
	heads      []int32 // len(words) for the root
	rels       []uint8
	projective bool
}

// banks are the trees to learn from and those to score.
type banks struct {
	tags       []string // classes of the tagger: "VBN VERB"
	train, dev []tree
	cased      int // of train, before the copies without case
}

func readTreebanks(folder string) (*banks, error) {
	ewt, err := treebank.Read(filepath.Join(folder, "ud-ewt-train.conllu.gz"))
	if err != nil {
		return nil, err
	}
	gum, err := treebank.Read(filepath.Join(folder, "ud-gum-train.conllu.gz"))
	if err != nil {
		return nil, err
	}
	dev, err := treebank.Read(filepath.Join(folder, "ud-ewt-dev.conllu.gz"))
	if err != nil {
		return nil, err
	}
	train := ewt
	for _, s := range gum {
		if slices.Contains(genres, genre(s.ID)) {
			train = append(train, s)
		}
	}
	b := &banks{tags: tagClasses(train)}
	for _, s := range train {
		b.train = append(b.train, makeTree(s, b.tags, false))
	}
	for _, s := range dev {
		b.dev = append(b.dev, makeTree(s, b.tags, false))
	}
	b.cased = len(b.train)
	for i, s := range train {
		if i%copied == 0 {
			b.train = append(b.train, makeTree(s, b.tags, true))
		}
	}
	return b, nil
}

func genre(id string) string {
	if parts := strings.Split(id, "_"); len(parts) > 1 {
		return parts[1]
	}
	return ""
}

// tagClasses gives the pairs of Penn and Universal tag that occur at least five times, in order of the alphabet.
func tagClasses(train []treebank.Sentence) []string {
	count := map[string]int{}
	for _, s := range train {
		for _, w := range s.Words {
			count[w.Fine+" "+w.Tag]++
		}
	}
	var out []string
	for name, n := range count {
		if n >= 5 {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

func makeTree(s treebank.Sentence, tags []string, caseless bool) tree {
	t := tree{projective: true}
	caseless = caseless || !hasCase(s)
	for _, w := range s.Words {
		t.words = append(t.words, model.NewWord(nil, w.Form, language.LowerWord(w.Form), caseless))
		tag, ok := slices.BinarySearch(tags, w.Fine+" "+w.Tag)
		if !ok {
			tag = model.NoTag
		}
		t.tags = append(t.tags, uint8(tag))
		h := w.Head
		if h < 0 {
			h = len(s.Words)
		}
		t.heads = append(t.heads, int32(h))
		t.rels = append(t.rels, uint8(language.ParseRel(w.Rel)))
	}
	t.projective = projective(t.heads)
	return t
}

// hasCase says whether the letters of a sentence are not all upper case; a sentence of one word is taken to have it.
func hasCase(s treebank.Sentence) bool {
	upper, lower := 0, 0
	for _, w := range s.Words {
		if strings.ToLower(w.Form) == strings.ToUpper(w.Form) {
			continue
		}
		if strings.ToUpper(w.Form) == w.Form {
			upper++
		} else {
			lower++
		}
	}
	return lower > 0 || upper < 3
}

func projective(heads []int32) bool {
	for i, h := range heads {
		lo, hi := min(int32(i), h), max(int32(i), h)
		for j := lo + 1; j < hi; j++ {
			if g := heads[j]; g < lo || g > hi {
				return false
			}
		}
	}
	return true
}

// cluster gives every word its clusters.
func (b *banks) cluster(c *model.Clusters) {
	for _, trees := range [][]tree{b.train, b.dev} {
		for _, t := range trees {
			for i := range t.words {
				t.words[i].Fine, t.words[i].Coarse = c.Of(t.words[i].Form)
			}
		}
	}
}
