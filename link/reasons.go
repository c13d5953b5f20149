package link

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// A Reason is one thing that speaks for or against two mentions' being of one incident. Its share is what it adds to the logarithm of the odds.
type Reason struct {
	Feature Feature
	Value   float64
	Share   float64
}

// String tells a reason in words, with its share.
func (r Reason) String() string {
	if r.Value == 1 {
		return fmt.Sprintf("%s (%+.1f)", r.Feature, r.Share)
	}
	return fmt.Sprintf("%s %.2f (%+.1f)", r.Feature, r.Value, r.Share)
}

// leastShare is the share from which a reason is worth telling.
const leastShare = 0.05

// Reasons says why two mentions are linked or not, the weightiest reasons first. What is said of every pair is left out.
func Reasons(a, b *Mention) []Reason {
	x := Compare(a, b)
	var out []Reason
	for f := always + 1; f < features; f++ {
		if share := weights[f] * x[f]; math.Abs(share) >= leastShare {
			out = append(out, Reason{f, x[f], share})
		}
	}
	slices.SortStableFunc(out, func(a, b Reason) int { return cmp.Compare(math.Abs(b.Share), math.Abs(a.Share)) })
	return out
}
