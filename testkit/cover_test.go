package testkit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/record"
)

// The cases ask for every type of event three times or more, and for every value of the small vocabularies.
func TestCasesCoverTheVocabularies(t *testing.T) {
	asked := map[string]int{} // "part field value", by the number of cases
	for _, folder := range []string{"cases", "open"} {
		files, err := filepath.Glob(folder + "/*.txt")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			c, err := Parse(file, string(data))
			if err != nil {
				t.Fatal(err)
			}
			inCase := map[string]bool{}
			for _, w := range c.Wants {
				for _, f := range w.Fields {
					inCase[w.Part+" "+f.Name+" "+f.Value] = true
				}
			}
			for key := range inCase {
				asked[key]++
			}
		}
	}
	for _, typ := range record.Types {
		if n := asked["events type "+string(typ)]; n < 3 {
			t.Errorf("%s is asked for in %d cases, want 3 or more", typ, n)
		}
	}
	for field, values := range map[string]string{
		"counts bound":     "exact at_least up_to about range vague",
		"counts kind":      "killed injured killed_or_injured missing abducted detained surrendered displaced",
		"counts category":  "civilian security militant unknown",
		"counts scope":     "incident tally",
		"counts realis":    "denied hypothetical feared",
		"events realis":    "actual planned threatened demanded denied hypothetical",
		"events precision": "1 2 3 4 5",
		"places precision": "1 2 3 4 5 6 7",
		"places use":       "literal associative",
		"statements act":   "accuse threaten demand pledge deny condemn",
	} {
		for _, value := range strings.Fields(values) {
			if asked[field+" "+value] == 0 {
				t.Errorf("no case asks for %s=%s", field, value)
			}
		}
	}
}
