package main

import (
	"testing"

	"github.com/tollbook/tollbook/language/model"
)

// Moves without cost rebuild the gold tree, whichever of them is taken.
func TestOracle(t *testing.T) {
	for _, heads := range [][]int32{
		{1, 4, 1, 2},    // the last but one hangs on the second
		{4, 0, 1, 2},    // a chain to the right
		{1, 2, 3, 4},    // a chain to the left
		{2, 2, 5, 4, 2}, // both sides
		{1},
	} {
		tr := tree{heads: heads, rels: make([]uint8, len(heads)), words: make([]model.Word, len(heads))}
		if !projective(heads) {
			t.Fatalf("%v is not projective", heads)
		}
		for pick := range 4 {
			var s model.State
			s.Reset(tr.words)
			scores := make([]int32, 2+2*relations)
			scores[[4]int{model.Shift, model.Reduce, model.LeftArc(0), model.RightArc(0)}[pick]] = 1
			for !s.Done() {
				move, _ := bestGold(&s, &tr, scores, -1)
				s.Apply(move)
			}
			for i, h := range heads {
				if s.Head[i] != h {
					t.Errorf("%v: head of %d is %d (order %d)", heads, i, s.Head[i], pick)
				}
			}
		}
	}
	if projective([]int32{2, 3, 4, 4}) {
		t.Error("crossed arcs pass as projective")
	}
}
