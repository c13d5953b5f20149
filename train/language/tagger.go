package main

import (
	"log"
	"math/rand/v2"

	"github.com/tollbook/tollbook/language/model"
)

const (
	taggerRounds = 8
	// taggerLeast and leastWeight say what is left out of the weights; see pack.
	taggerLeast = 2
	leastWeight = 0.1
)

// trainTagger learns the tagger from all trees and gives its weights.
func trainTagger(b *banks, rounds int) []byte {
	p, known := learnTagger(b.train, b.tags, rounds)
	return p.pack(b.tags, taggerLeast, leastWeight, known)
}

// jackknife tags each fifth of the trees by a tagger that learnt from the others, for the parser to learn from.
func jackknife(b *banks, rounds int) {
	const folds = 5
	for f := range folds {
		var rest []tree
		for i := range b.train {
			if fold(b, i, folds) != f {
				rest = append(rest, b.train[i])
			}
		}
		p, known := learnTagger(rest, b.tags, min(rounds, 3))
		weights, err := model.Open(string(p.pack(b.tags, taggerLeast, leastWeight, known)))
		if err != nil {
			log.Fatal(err)
		}
		var space model.Workspace
		for i := range b.train {
			if fold(b, i, folds) == f {
				model.TagWords(weights, b.train[i].words, &space)
			}
		}
	}
}

// fold gives the fold of tree i; a copy without case is in the fold of its original.
func fold(b *banks, i, folds int) int {
	if i >= b.cased {
		i = (i - b.cased) * copied
	}
	return i / 50 % folds
}

// learnTagger learns a tagger and gives it with the rows of its dictionary.
func learnTagger(trees []tree, tags []string, rounds int) (*perceptron, []model.Row) {
	p := newPerceptron(len(tags))
	r := rand.New(rand.NewPCG(1, 2))
	order := r.Perm(len(trees))
	scores := make([]int32, len(tags))
	var keys []uint64
	counts := countForms(trees)
	known := knownRows(trees, counts)
	open, dictionary := model.OpenTags(tags), map[uint64]string{}
	for _, row := range known {
		dictionary[row.Key] = model.PackedRow(row.Cells)
	}
	for round := range rounds {
		right, all := 0, 0
		for _, k := range order {
			t := &trees[k]
			words := hideRare(nil, t.words, counts, r)
			for i := range words {
				keys = model.TagFeatures(keys[:0], words, i)
				clear(scores)
				p.score(keys, scores)
				row := dictionary[model.KnownKey(words[i].Form)]
				guess := model.BestTag(scores, open, row)
				p.now++
				all++
				words[i].Tag = uint8(guess)
				if gold := t.tags[i]; gold == model.NoTag || int(gold) == guess {
					right++
				} else if model.MayBe(int(gold), open, row) {
					p.update(keys, int(gold), guess)
				}
			}
		}
		log.Printf("tagger round %d: %.4f of %d", round+1, float64(right)/float64(all), all)
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	}
	return p, known
}

const (
	// frequent is how often a word must be seen for its classes to be taken for all that it can have.
	frequent = 40
	// rareShare is the part of the occurrences of a frequent word, 1 in so many, under which a class is taken for an error.
	rareShare = 60
)

// knownRows gives the dictionary of the tagger: of every form that is seen twice the classes that it has.
func knownRows(trees []tree, counts map[uint32]int) []model.Row {
	classes := map[uint32]map[uint8]int{}
	for _, t := range trees {
		for i, w := range t.words {
			if t.tags[i] == model.NoTag || counts[w.Form] < 2 {
				continue
			}
			if classes[w.Form] == nil {
				classes[w.Form] = map[uint8]int{}
			}
			classes[w.Form][t.tags[i]]++
		}
	}
	var rows []model.Row
	for form, set := range classes {
		kind := int8(model.KnownSome)
		if counts[form] >= frequent {
			kind = model.KnownAll
		}
		row := model.Row{Key: model.KnownKey(form)}
		for c, n := range set {
			if kind == model.KnownSome || n*rareShare >= counts[form] {
				row.Cells = append(row.Cells, model.Cell{Class: c, Weight: kind})
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// countForms counts the forms of all words.
func countForms(trees []tree) map[uint32]int {
	out := map[uint32]int{}
	for _, t := range trees {
		for _, w := range t.words {
			out[w.Form]++
		}
	}
	return out
}

// hideRare copies words to out, half of the rare ones with a form that was never seen, as many will have when the models are used.
func hideRare(out, words []model.Word, counts map[uint32]int, r *rand.Rand) []model.Word {
	out = append(out[:0], words...)
	for i := range out {
		if counts[out[i].Form] <= 2 && r.IntN(2) == 0 {
			out[i].Form = r.Uint32()
		}
	}
	return out
}
