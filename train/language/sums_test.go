package main

import (
	"os"
	"testing"
)

// The committed weights are those that the committed code made.
func TestSums(t *testing.T) {
	want, err := os.ReadFile("../language.sum")
	if err != nil {
		t.Fatal(err)
	}
	got, err := sums("../..", "../../language/weights")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("train/language.sum is not that of the weights and the code: train again (see train/README.md)\n got\n%s\nwant\n%s", got, want)
	}
}

func TestCommentsDoNotCount(t *testing.T) {
	a, b := tokens([]byte("package a\n\n// one\nvar x = 1\n")), tokens([]byte("package a\n\nvar  x = 1 // two\n"))
	if string(a) != string(b) {
		t.Errorf("%q is not %q", a, b)
	}
	if string(a) == string(tokens([]byte("package a\nvar x = 2\n"))) {
		t.Error("a change of code does not count")
	}
}
