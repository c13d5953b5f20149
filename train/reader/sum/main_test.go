package main

import (
	"os"
	"strings"
	"testing"
)

// The committed weights are those that the committed code made.
func TestSums(t *testing.T) {
	want, err := os.ReadFile("../../reader.sum")
	if err != nil {
		t.Fatal(err)
	}
	got, err := ofCode("../../..")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(want), got) {
		t.Errorf("train/reader.sum is not that of the weights and the code: train again (see train/README.md)\n got\n%s\nwant\n%s", got, want)
	}
}
