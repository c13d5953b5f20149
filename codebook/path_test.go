package codebook

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tollbook/tollbook/language"
)

func TestPaths(t *testing.T) {
	doc := language.Parse("", "The rebels fired rockets at the port of Arvel, and soldiers were attacked by the rebels.")
	find := func(word string) int {
		return slices.IndexFunc(doc.Tokens, func(tok language.Token) bool { return tok.Lower == word })
	}
	for _, test := range []struct{ from, path, want string }{
		{"fired", "nsubj", "rebels"},
		{"fired", "obj", "rockets"},
		{"fired", "nsubj | obj", "rebels rockets"},
		{"fired", "obl:at", "port"},
		{"fired", "obl:at > nmod:of", "Arvel"},
		{"fired", "obl:on", ""},
		{"rockets", "< obj", "fired"},
		{"rockets", "< obj > nsubj", "rebels"},
		{"rockets", "<obj>nsubj", "rebels"},
		{"attacked", "nsubj", ""}, // a passive subject is another relation
		{"attacked", "nsubj:pass", "soldiers"},
		{"attacked", "obl:by", "rebels"}, // whatever the subtype of obl
	} {
		paths, reason := parsePaths(test.path)
		if reason != "" {
			t.Errorf("%s: %s", test.path, reason)
			continue
		}
		var got []string
		for _, j := range paths.From(doc, find(test.from)) {
			got = append(got, doc.Word(j))
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s from %s is %q, want %q", test.path, test.from, got, test.want)
		}
	}
	for _, test := range []struct{ from, to, want string }{
		{"fired", "rebels", "nsubj"}, {"fired", "arvel", "obl:at > nmod:of"}, {"rockets", "rebels", "< obj > nsubj"}, {"fired", "fired", ""},
	} {
		if got := Between(doc, find(test.from), find(test.to)).String(); got != test.want {
			t.Errorf("from %s to %s is %q, want %q", test.from, test.to, got, test.want)
		}
	}
}

func TestPathFaults(t *testing.T) {
	for path, want := range map[string]string{
		"": "an empty path", "nsubj |": "an empty path", "nsubj >": "a path ends with a relation", "subject": `there is no relation "subject"`,
		"nsubj obj": `"obj" does not say whether`, "obl:": `there is no relation "obl:"`, "foo:by": `there is no relation "foo:by"`,
	} {
		if _, reason := parsePaths(path); !strings.Contains(reason, want) {
			t.Errorf("%q: %q, want %q", path, reason, want)
		}
	}
}

// What a pattern asks of the tree decides whether it matches.
func TestConditions(t *testing.T) {
	book, err := Load("mine", fstest.MapFS{"a/definition.txt": {Data: []byte("type: LOSS\nquad: 4\n")},
		"a/patterns.txt": {Data: []byte("[verb; without nsubj = company]\nlose .. ship/plane; with obj\n")}})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		"The navy lost a ship.": true, "The company lost a ship.": false, "The navy lost its way to the ship.": true,
	} {
		doc := language.Parse("", text)
		found := false
		for i := range doc.Tokens {
			found = found || len(book.Find(doc, i)) > 0
		}
		if found != want {
			t.Errorf("%q: found is %v, want %v", text, found, want)
		}
	}
}
