package ledger

import (
	"testing"

	"github.com/tollbook/tollbook/ledger/scale"
	"github.com/tollbook/tollbook/report"
)

// A sketch lets all pass that hang together, and drops most of what does not.
func TestSketches(t *testing.T) {
	const n = 600
	maker := scale.New(3)
	shingles, sketches := make([]report.Shingles, n), make([]sketch, n)
	for i := range shingles {
		shingles[i] = report.ShinglesOf(maker.Next().Report.Text)
		sketches[i] = sketchOf(shingles[i])
	}
	hang, apart, passed := 0, 0, 0
	for i := range shingles {
		for k := range shingles {
			kind, _ := shingles[i].Compare(shingles[k])
			may := sketches[k].mayHang(shingles[i])
			switch {
			case kind != report.Apart && !may:
				t.Fatalf("%d and %d hang together as a %s, and the sketch says no", i, k, kind)
			case kind != report.Apart:
				hang++
			case may:
				passed++
				fallthrough
			default:
				apart++
			}
		}
	}
	if hang < n+n/10 || passed > apart/1000 {
		t.Errorf("%d pairs hang together, %d do not, of which %d pass", hang, apart, passed)
	}
	var none report.Shingles
	if sketchOf(none).mayHang(shingles[0]) || sketches[0].mayHang(none) {
		t.Error("a text without words hangs together with another")
	}
}
