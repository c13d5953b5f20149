package encoder

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// eachTree calls f with every projective tree with one root over n words.
func eachTree(n int, f func(heads []int)) {
	heads := make([]int, n)
	var set func(i int)
	set = func(i int) {
		if i == n {
			if isTree(heads) {
				f(heads)
			}
			return
		}
		for h := -1; h < n; h++ {
			if h != i {
				heads[i] = h
				set(i + 1)
			}
		}
	}
	set(0)
}

func TestIsTree(t *testing.T) {
	for _, c := range []struct {
		heads []int
		want  bool
	}{
		{[]int{-1}, true},
		{[]int{1, -1, 1}, true},
		{[]int{-1, -1}, false},
		{[]int{1, 0, -1}, false},
		{[]int{2, -1, 1}, false},    // 2→0 passes over the root
		{[]int{2, 3, -1, 2}, false}, // crossed
		{[]int{-1, 0, 1, 0}, true},
		{[]int{1, 2, 0, -1}, false},
	} {
		if got := isTree(c.heads); got != c.want {
			t.Errorf("%v: %v", c.heads, got)
		}
	}
	counts := map[int]int{1: 1, 2: 2, 3: 7, 4: 30, 5: 143} // C(3n-2, n-1)/n
	for n, want := range counts {
		got := 0
		eachTree(n, func([]int) { got++ })
		if got != want {
			t.Errorf("%d trees of %d words, want %d", got, n, want)
		}
	}
}

func TestBestTree(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var space treeSpace
	for range 300 {
		n := 1 + rng.IntN(6)
		scores := make([]float32, n*(n+1))
		for i := range scores {
			scores[i] = float32(rng.NormFloat64())
		}
		sum := func(heads []int) float64 {
			total := 0.0
			for i, h := range heads {
				if h < 0 {
					h = n
				}
				total += float64(scores[i*(n+1)+h])
			}
			return total
		}
		most := math.Inf(-1)
		eachTree(n, func(heads []int) { most = max(most, sum(heads)) })
		for name, find := range map[string]func([]float32, []int){"best": space.bestTree, "eisner": space.eisner} {
			heads := make([]int, n)
			find(scores, heads)
			if !isTree(heads) || sum(heads) < most-1e-5 {
				t.Fatalf("%s: %v scores %f, the best tree %f", name, heads, sum(heads), most)
			}
		}
	}
	heads := make([]int, 190)
	scores := make([]float32, len(heads)*(len(heads)+1))
	for i := range scores {
		scores[i] = float32(rng.NormFloat64())
	}
	if space.bestTree(scores, heads); !isTree(heads) {
		t.Error("a long sentence has no tree")
	}
}

func TestAppendSpans(t *testing.T) {
	for _, c := range []struct {
		name string
		p    []float32 // O, B-0, I-0, B-1, I-1
		want []Span
	}{
		{"nothing", []float32{.9, .1, 0, 0, 0, .6, 0, .4, 0, 0}, nil},
		{"one", []float32{.1, .8, .1, 0, 0, .2, 0, .8, 0, 0, .9, 0, .1, 0, 0}, []Span{{5, 7, 0, .85}}},
		{"two that touch", []float32{0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0}, []Span{{5, 6, 0, 1}, {6, 7, 0, 1}, {7, 8, 1, 1}}},
		{"inside without beginning", []float32{.3, .2, .5, 0, 0, .1, 0, .9, 0, 0}, []Span{{5, 7, 0, .8}}},
		{"the label of the beginning holds", []float32{.05, .9, .05, 0, 0, .05, 0, .45, 0, .5}, []Span{{5, 7, 0, .7}}},
	} {
		var space spanSpace
		got := space.appendSpans(nil, c.p, 5, 5)
		for i := range got {
			got[i].P = float32(math.Round(float64(got[i].P)*1000) / 1000)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
