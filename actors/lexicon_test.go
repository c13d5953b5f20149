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
	if groups < 600 {
		t.Errorf("%d armed groups, want 600 or more", groups)
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

// A name is one entry's only, unless the entries are of different times. Acronyms may be shared, but not within a country.
func TestAliasesAreUnique(t *testing.T) {
	owners := map[string][]*Entry{}
	for _, e := range Registry() {
		for _, a := range append(slices.Clone(e.Aliases), e.Name) {
			if !slices.Contains(e.Acronyms, a) {
				key := strings.Join(keyWords(a), " ")
				for _, o := range owners[key] {
					if o != e && overlap(o, e) {
						t.Errorf("%q is a name of %s and of %s at one time", a, o.ID, e.ID)
					}
				}
				owners[key] = append(owners[key], e)
			}
		}
		for _, a := range e.Acronyms {
			for _, o := range owners[a+"#"] {
				if o != e && overlap(o, e) && len(e.Countries) > 0 && len(o.Countries) > 0 && o.Countries[0] == e.Countries[0] {
					t.Errorf("%q is an acronym of %s and of %s in one country at one time", a, o.ID, e.ID)
				}
			}
			owners[a+"#"] = append(owners[a+"#"], e)
		}
	}
}

func overlap(a, b *Entry) bool {
	return (a.Last == 0 || b.First <= a.Last) && (b.Last == 0 || a.First <= b.Last)
}
