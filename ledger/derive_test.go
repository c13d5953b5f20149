package ledger

import (
	"slices"
	"testing"

	"github.com/tollbook/tollbook/ledger/scale"
)

// Texts are compared with those that they were made from, and hardly with any that merely sound like them, however many there are.
func TestFewTextsMeetByChance(t *testing.T) {
	const sizes = 3000
	maker := scale.New(1)
	under := map[uint64][]int{}
	seen := map[string]bool{}
	var texts []text
	met, copies := 0, 0
	for range sizes {
		r := maker.Next()
		x := newText(0, r.Report.SHA256(), r.Report.Title, r.Report.Text)
		if seen[x.sum] {
			continue
		}
		seen[x.sum] = true
		var near []int
		for _, band := range x.bands {
			near = append(near, under[band]...)
			under[band] = append(under[band], len(texts))
		}
		slices.Sort(near)
		for _, other := range slices.Compact(near) {
			met++
			if kind, _ := x.shingles.Compare(texts[other].shingles); kind != "" {
				copies++
			}
		}
		texts = append(texts, x)
	}
	t.Logf("%d texts, %d pairs meet, of which %d hang together", len(texts), met, copies)
	if met > len(texts)/2 {
		t.Errorf("%d pairs of %d texts meet", met, len(texts))
	}
	if copies < sizes*2/100 {
		t.Errorf("only %d pairs hang together", copies)
	}
}
