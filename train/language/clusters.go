package main

import (
	"log"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/language/model"
)

const (
	fineClusters   = 250
	coarseClusters = 40
	clusterRounds  = 6
	leastCount     = 6    // of a word that gets a cluster
	contextWords   = 4000 // that tell words apart by standing before or after them
)

// texts are the lists whose reports, in folds 0 to 3, show how words are used.
var texts = []string{"muc4", "rand", "gva", "quotes", "wikievents", "indiapolice", "geo", "plover", "evloc", "ner", "coref"}

// trainClusters groups words by the words beside them: it moves words between groups for as long as that raises the information
// that the groups give about the neighbours (the exchange algorithm of Kneser and Ney).
func trainClusters(data string, b *banks) ([]byte, error) {
	sentences, err := readSentences(data, b)
	if err != nil {
		return nil, err
	}
	vocabulary, pairs := countPairs(sentences)
	log.Printf("clusters: %d sentences, %d words", len(sentences), len(vocabulary))
	fine := exchange(pairs, fineClusters, clusterRounds)
	merged := make([][]neighbour, fineClusters)
	for w, c := range fine {
		merged[c] = append(merged[c], pairs[w]...)
	}
	for c := range merged {
		merged[c] = sumNeighbours(merged[c])
	}
	coarse := exchange(merged, coarseClusters, clusterRounds)
	var members []model.Member
	for w, form := range vocabulary {
		members = append(members, model.Member{Form: form, Fine: uint8(fine[w] + 1), Coarse: uint8(coarse[fine[w]] + 1)})
	}
	return model.PackClusters(members), nil
}

// readSentences gives the forms of the words of every sentence.
func readSentences(data string, b *banks) ([][]uint32, error) {
	var out [][]uint32
	for _, t := range b.train[:b.cased] {
		var forms []uint32
		for _, w := range t.words {
			forms = append(forms, w.Form)
		}
		out = append(out, forms)
	}
	for _, name := range texts {
		reports, err := readReports(filepath.Join(data, name+".jsonl.gz"))
		if err != nil {
			return nil, err
		}
		for _, r := range reports {
			if r.Fold == 4 || r.LDC || name == "coref" && !freeGenre(strings.TrimPrefix(r.ID, "coref-")) {
				continue
			}
			d := language.Split("", r.Text)
			for _, s := range d.Sentences {
				var forms []uint32
				for i := s.Start; i < s.End; i++ {
					forms = append(forms, model.HashForm(d.Tokens[i].Lower))
				}
				out = append(out, forms)
			}
		}
	}
	return out, nil
}

// A neighbour is a context (2i before, 2i+1 after the context word i) and how often it was seen.
type neighbour struct{ context, count int32 }

// countPairs gives the frequent forms, from the most frequent on, and the contexts of each.
func countPairs(sentences [][]uint32) ([]uint32, [][]neighbour) {
	counts := map[uint32]int{}
	for _, s := range sentences {
		for _, f := range s {
			counts[f]++
		}
	}
	var vocabulary []uint32
	for f, n := range counts {
		if n >= leastCount {
			vocabulary = append(vocabulary, f)
		}
	}
	slices.SortFunc(vocabulary, func(a, b uint32) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return int(int64(a) - int64(b))
	})
	index := map[uint32]int32{}
	for i, f := range vocabulary {
		index[f] = int32(i)
	}
	pairs := make([][]neighbour, len(vocabulary))
	for _, s := range sentences {
		for i, f := range s {
			w, ok := index[f]
			if !ok {
				continue
			}
			before, after := int32(contextWords), int32(contextWords) // the edge of a sentence
			if i > 0 {
				before = contextOf(index, s[i-1])
			}
			if i+1 < len(s) {
				after = contextOf(index, s[i+1])
			}
			pairs[w] = append(pairs[w], neighbour{2 * before, 1}, neighbour{2*after + 1, 1})
		}
	}
	for w := range pairs {
		pairs[w] = sumNeighbours(pairs[w])
	}
	return vocabulary, pairs
}

// contextOf gives the number of a context word; rare ones share one.
func contextOf(index map[uint32]int32, form uint32) int32 {
	if i, ok := index[form]; ok && i < contextWords {
		return i
	}
	return contextWords + 1
}

func sumNeighbours(all []neighbour) []neighbour {
	slices.SortFunc(all, func(a, b neighbour) int { return int(a.context - b.context) })
	out := all[:0]
	for _, n := range all {
		if len(out) > 0 && out[len(out)-1].context == n.context {
			out[len(out)-1].count += n.count
		} else {
			out = append(out, n)
		}
	}
	return slices.Clip(out)
}

// A grouping is the groups so far with their counts.
type grouping struct {
	groups int
	joint  []int32 // context, then group
	total  []int32 // group
	gains  []float64
	table  []float64
}

func (g *grouping) f(n int32) float64 {
	if int(n) < len(g.table) {
		return g.table[n]
	}
	return float64(n) * math.Log(float64(n))
}

// exchange gives a group for each word.
func exchange(pairs [][]neighbour, groups, rounds int) []int {
	g := grouping{groups: groups, joint: make([]int32, 2*(contextWords+2)*groups), total: make([]int32, groups),
		gains: make([]float64, groups), table: make([]float64, 1<<16)}
	for n := 2; n < len(g.table); n++ {
		g.table[n] = float64(n) * math.Log(float64(n))
	}
	out := make([]int, len(pairs))
	for round := range rounds {
		moved := 0
		for w, list := range pairs {
			before := out[w]
			if round == 0 {
				if w < groups {
					out[w] = w
					g.change(list, w, 1)
					continue
				}
			} else {
				g.change(list, before, -1)
			}
			out[w] = g.bestGroup(list)
			g.change(list, out[w], 1)
			if out[w] != before {
				moved++
			}
		}
		log.Printf("clusters round %d: %d moved", round+1, moved)
	}
	return out
}

func (g *grouping) change(list []neighbour, group int, sign int32) {
	for _, n := range list {
		g.joint[int(n.context)*g.groups+group] += sign * n.count
		g.total[group] += sign * n.count
	}
}

func (g *grouping) bestGroup(list []neighbour) int {
	clear(g.gains)
	sum := int32(0)
	for _, n := range list {
		sum += n.count
		row := g.joint[int(n.context)*g.groups : (int(n.context)+1)*g.groups]
		for c, have := range row {
			if have > 0 {
				g.gains[c] += g.f(have+n.count) - g.f(have)
			} else {
				g.gains[c] += g.f(n.count)
			}
		}
	}
	best := 0
	for c := range g.gains {
		g.gains[c] -= g.f(g.total[c]+sum) - g.f(g.total[c])
		if g.gains[c] > g.gains[best] {
			best = c
		}
	}
	return best
}
