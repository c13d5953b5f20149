package main

import (
	"log"
	"math/rand/v2"

	"github.com/tollbook/tollbook/language/model"
)

const (
	parserRounds = 5
	// parserSize is how large the weights may be, in bytes.
	parserSize = 7_200_000
	// relations is a little more than the number of relations of package language.
	relations = 48
)

// trainParser learns the arc-eager parser with the dynamic oracle of Goldberg and Nivre (2012), from the projective trees.
func trainParser(b *banks, rounds int) []byte {
	jackknife(b, taggerRounds)
	classes := 2 + 2*relations
	p := newPerceptron(classes)
	r := rand.New(rand.NewPCG(3, 4))
	var order []int
	for i := range b.cased {
		if b.train[i].projective {
			order = append(order, i)
		}
	}
	var s model.State
	scores := make([]int32, classes)
	var keys []uint64
	var words []model.Word
	counts := countForms(b.train)
	for round := range rounds {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		right, all := 0, 0
		for _, k := range order {
			t := &b.train[eitherCase(b, k, r)]
			words = hideRare(words, t.words, counts, r)
			s.Reset(words)
			for !s.Done() {
				keys = s.Features(keys[:0])
				clear(scores)
				p.score(keys, scores)
				guess := s.Best(scores)
				gold, good := bestGold(&s, t, scores, guess)
				p.now++
				all++
				if good {
					right++
				} else {
					p.update(keys, gold, guess)
				}
				if good || round > 0 && r.IntN(10) > 0 {
					s.Apply(guess)
				} else {
					s.Apply(gold)
				}
			}
		}
		log.Printf("parser round %d: %.4f of %d moves, %d features", round+1, float64(right)/float64(all), all, len(p.keys))
	}
	return p.packUnder(parserSize)
}

// eitherCase gives tree i or, half of the time, its copy without case if it has one. The parser sees of the case only what
// it makes of the tags.
func eitherCase(b *banks, i int, r *rand.Rand) int {
	if i%copied == 0 && r.IntN(2) == 0 {
		return b.cased + i/copied
	}
	return i
}

// packUnder packs the weights of as many features as the size allows, those that changed most.
func (p *perceptron) packUnder(size int) []byte {
	for least := int32(3); ; least++ {
		data := p.pack(moveNames(), least, leastWeight, nil)
		log.Printf("changed %d times: %d bytes", least, len(data))
		if len(data) <= size {
			return data
		}
	}
}

func moveNames() []string {
	out := make([]string, 2+2*relations)
	out[model.Shift], out[model.Reduce] = "shift", "reduce"
	return out
}

// bestGold gives the best scored move that costs no arc that can still be had, and whether guess is such a move.
func bestGold(s *model.State, t *tree, scores []int32, guess int) (int, bool) {
	shift, reduce, left, right := s.Legal()
	costs := costsOf(s, t)
	lowest := int32(1 << 30)
	for i, legal := range [4]bool{shift, reduce, left, right} {
		if legal {
			lowest = min(lowest, costs[i])
		}
	}
	gold, good := -1, false
	try := func(move int) {
		if gold < 0 || scores[move] > scores[gold] {
			gold = move
		}
		good = good || move == guess
	}
	if shift && costs[0] == lowest {
		try(model.Shift)
	}
	if reduce && costs[1] == lowest {
		try(model.Reduce)
	}
	if left && costs[2] == lowest {
		try(model.LeftArc(int(t.rels[s.Top()])))
	}
	if right && costs[3] == lowest {
		try(model.RightArc(int(t.rels[s.Next])))
	}
	return gold, good
}

// costsOf counts the gold arcs that each kind of move makes impossible.
func costsOf(s *model.State, t *tree) (costs [4]int32) {
	n := int32(len(t.words))
	next := int32(s.Next)
	top := s.Top()
	head := func(i int32) int32 {
		if i == n {
			return -1
		}
		return t.heads[i]
	}
	for _, k := range s.Stack {
		if head(next) == k {
			costs[0]++
			if k != top {
				costs[3]++
			}
		}
		if next < n && s.Head[k] < 0 && head(k) == next {
			costs[0]++
			costs[3]++
		}
	}
	if next < n && head(next) > next {
		costs[3]++
	}
	if top < 0 {
		return costs
	}
	if s.Head[top] < 0 && head(top) > next {
		costs[2]++
	}
	for k := next; k < n; k++ {
		if head(k) == top {
			costs[1]++
			costs[2]++
		}
	}
	return costs
}
