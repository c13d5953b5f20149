package main

import (
	"log"
	"math/rand/v2"

	"github.com/tollbook/tollbook/language/model"
)

const taggerRounds = 6

// trainTagger learns the tagger from all trees and gives its weights.
func trainTagger(b *banks, rounds int) []byte {
	p := learnTagger(b.train, b.tags, rounds)
	return p.pack(b.tags, 2, 0.7)
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
		p := learnTagger(rest, b.tags, min(rounds, 3))
		weights, err := model.Open(string(p.pack(b.tags, 2, 0.7)))
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
		i = (i - b.cased) * 3
	}
	return i / 50 % folds
}

func learnTagger(trees []tree, tags []string, rounds int) *perceptron {
	p := newPerceptron(len(tags))
	r := rand.New(rand.NewPCG(1, 2))
	order := r.Perm(len(trees))
	scores := make([]int32, len(tags))
	var keys []uint64
	counts := countForms(trees)
	for round := range rounds {
		right, all := 0, 0
		for _, k := range order {
			t := &trees[k]
			words := hideRare(nil, t.words, counts, r)
			for i := range words {
				keys = model.TagFeatures(keys[:0], words, i)
				clear(scores)
				p.score(keys, scores)
				guess := 0
				for c, s := range scores {
					if s > scores[guess] {
						guess = c
					}
				}
				p.now++
				all++
				words[i].Tag = uint8(guess)
				if gold := t.tags[i]; gold == model.NoTag || int(gold) == guess {
					right++
				} else {
					p.update(keys, int(gold), guess)
				}
			}
		}
		log.Printf("tagger round %d: %.4f of %d", round+1, float64(right)/float64(all), all)
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	}
	return p
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
