package examples

import (
	"strings"
	"testing"

	"github.com/tollbook/tollbook/codebook"
)

// Every example of the built-in codebook is read as it says.
func TestBuiltIn(t *testing.T) {
	tried, failures := Try(codebook.Default())
	for _, f := range failures {
		t.Errorf("%s:%d: %s\n  %s\n  found %s", f.File, f.Line, f.Sentence, strings.Join(f.Wrong, "\n  "), strings.Join(f.Found, "\n  found "))
	}
	t.Logf("%d examples", tried)
}
