package actors

import (
	"slices"
	"strings"
	"testing"
)

func TestData(t *testing.T) {
	if _, err := newBook(newRegistry()); err != nil {
		t.Fatal(err)
	}
	groups := 0
	for _, e := range Registry() {
		if e.Kind == ArmedGroup {
			groups++
		}
		for _, a := range append(slices.Clone(e.Aliases), e.Name) {
			if strings.ContainsAny(a, ";|/") && !strings.Contains(a, "/") {
				t.Errorf("%s: alias %q", e.ID, a)
			}
		}
	}
	if groups < 250 {
		t.Errorf("%d armed groups, want 250 or more", groups)
	}
}

func TestDataErrors(t *testing.T) {
	for _, test := range []struct{ line, want string }{
		{"x | X | | | PAK | REB", "6 fields"},
		{"x | X | | | ZZZ | REB | 1990-", "ZZZ"},
		{"x | X | | | PAK | FOO | 1990-", "FOO"},
		{"x | X | | | PAK | REB | 1990", "1990"},
		{"x | X | | | PAK | REB | 1990-1980", "backwards"},
		{"X Y | X | | | PAK | REB | 1990-", "X Y"},
		{"a | X | | | PAK | REB | 1990-\na | X | | | PAK | REB | 1990-", "twice"},
	} {
		lines, err := dataLines("test.txt", "# comment\n"+test.line, 7)
		if err == nil {
			err = (&registry{ids: map[string]*Entry{}}).add("test.txt", lines)
		}
		if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "test.txt:") {
			t.Errorf("%q: error %v, want one with %q and the line", test.line, err, test.want)
		}
	}
}

// An alias in small or capital letters must be one entry's only; an acronym may be shared.
func TestAliasesAreUnique(t *testing.T) {
	owner := map[string]string{}
	for _, e := range Registry() {
		for _, a := range append(slices.Clone(e.Aliases), e.Name) {
			if slices.Contains(e.Acronyms, a) {
				continue
			}
			key := strings.Join(keyWords(a), " ")
			if o := owner[key]; o != "" && o != e.ID {
				t.Errorf("%q is a name of %s and of %s", a, o, e.ID)
			}
			owner[key] = e.ID
		}
	}
}
