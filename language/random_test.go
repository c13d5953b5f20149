package language

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestRandomText(t *testing.T) {
	parts := strings.Split("a|B|.|'|’|\"|\n| |1|,|-|[|]|(|)|\xff|“|”|`|``|''|U.S|$|@|/|://|_|é|\u00ad|\x00|:|—|‘|…|!|n't|Said|to|KABUL|%", "|")
	r := rand.New(rand.NewPCG(1, 1))
	for range 2000 {
		var s strings.Builder
		for range r.IntN(25) {
			s.WriteString(parts[r.IntN(len(parts))])
		}
		check(t, Parse("", s.String()))
	}
}
