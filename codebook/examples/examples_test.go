package examples

import (
	"strings"
	"testing"

	"github.com/tollbook/tollbook/codebook"
)

// Every example of the built-in codebook is read as it says.
func TestBuiltIn(t *testing.T) {
	tried, known, failures := Try(codebook.Default(), true)
	for _, f := range failures {
		t.Errorf("%s:%d: %s\n  %s\n  found %s", f.File, f.Line, f.Sentence, strings.Join(f.Wrong, "\n  "), strings.Join(f.Found, "\n  found "))
	}
	t.Logf("%d examples, of which %d are known not to be read as they should be", tried, known)
}
