package bundle

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// What is committed as built is what its sources make.
func TestCommittedScripts(t *testing.T) {
	files, err := Scripts("../..")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join("../../../assets", name))
		if err != nil {
			t.Error(err)
		} else if !bytes.Equal(got, want) {
			t.Errorf("assets/%s is not what web/ makes: run go generate ./desk", name)
		}
	}
}
