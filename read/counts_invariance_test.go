package read

import (
	"slices"
	"strings"
	"testing"
)

// TestCountsSwapped: other names, sides of the same sort, or countries must not change how the harm is counted.
func TestCountsSwapped(t *testing.T) {
	texts := []string{
		"Soldiers of X killed seven civilians and wounded a dozen in Y on Tuesday, officials said.",
		"At least nine people, including two children, were killed when X shelled a market in Y.",
		"X said Y troops had killed four of its soldiers; 20 people were injured.",
		"Over the past two years, X has lost about 300 soldiers in clashes with Y.",
	}
	names := [][2]string{{"Pakistan", "Afghanistan"}, {"Russia", "Ukraine"}, {"Kenya", "Somalia"}, {"Colombia", "Venezuela"}}
	for _, text := range texts {
		var want []string
		for n, pair := range names {
			for swap := range 2 {
				got := countsOf(strings.NewReplacer("X", pair[swap], "Y", pair[1-swap]).Replace(text))
				if n == 0 && swap == 0 {
					want = got
					if len(want) == 0 {
						t.Errorf("%s: no count", text)
					}
				}
				if !slices.Equal(got, want) {
					t.Errorf("%s\n with %v: %v, want %v", text, pair, got, want)
				}
			}
		}
	}
}

// TestCountsFigures: the figure changes the count, and nothing else.
func TestCountsFigures(t *testing.T) {
	for figure, want := range map[string]string{"four": "4", "17": "17", "twenty-six": "26", "1,300": "1300", "two hundred": "200"} {
		got := countsOf("Gunmen killed " + figure + " villagers and wounded " + figure + " others on Sunday.")
		if expect := []string{"killed " + want + " civilian", "injured " + want + " civilian"}; !slices.Equal(got, expect) {
			t.Errorf("%s: %v, want %v", figure, got, expect)
		}
	}
}
