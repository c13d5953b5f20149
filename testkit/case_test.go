package testkit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/read"
)

func TestCases(t *testing.T) {
	files, err := filepath.Glob("cases/*.txt")
	if err != nil || len(files) < 150 {
		t.Fatalf("%d cases found (%v); want 150 or more", len(files), err)
	}
	for _, file := range files {
		t.Run(nameOf(file), func(t *testing.T) {
			t.Parallel()
			for _, d := range differences(t, file) {
				t.Error(d)
			}
		})
	}
}

// The cases in open/ say what is right and not yet read so. They are told of, and do not fail.
func TestOpenCases(t *testing.T) {
	files, err := filepath.Glob("open/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		t.Run(nameOf(file), func(t *testing.T) {
			t.Parallel()
			diffs := differences(t, file)
			for _, d := range diffs {
				t.Log(d)
			}
			if len(diffs) == 0 {
				t.Log("reads right now: it belongs in cases/")
			}
		})
	}
}

func nameOf(file string) string { return strings.TrimSuffix(filepath.Base(file), ".txt") }

// differences reads a case's report and checks the record.
func differences(t *testing.T, file string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Parse(file, string(data))
	if err != nil {
		t.Fatal(err)
	}
	rec, err := read.Read(&c.Report, read.Options{}).JSON()
	if err != nil {
		t.Fatal(err)
	}
	diffs, err := c.Check(rec)
	if err != nil {
		t.Fatal(err)
	}
	return diffs
}

func TestParseErrors(t *testing.T) {
	for _, tc := range []struct{ data, want string }{
		{"title: x\nno dashes", "three dashes"},
		{"colour: red\n---\nText.", "unknown key"},
		{"count: tally=3\n---\nText.", "unknown field"},
		{"count: 3\n---\nText.", "field=value"},
		{"only: wishes\n---\nText.", "no part"},
		{"just words\n---\nText.", "key: value"},
	} {
		if _, err := Parse("case", tc.data); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%q: error %v, want one with %q", tc.data, err, tc.want)
		}
	}
}

func TestCheckTellsDifferences(t *testing.T) {
	c, err := Parse("case", "count: quantity=18; kind=killed; perpetrator=null\ncount: quantity=5\nonly: counts\n---\nIt killed 18 people and 7 dogs.")
	if err != nil {
		t.Fatal(err)
	}
	diffs, err := c.Check([]byte(`{"actors":[],"counts":[{"id":"c1","start":3,"end":19,"quantity":"18","kind":"injured","perpetrator":null},` +
		`{"id":"c2","start":24,"end":30,"quantity":"5"},{"id":"c3","start":24,"end":30,"quantity":"7"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(diffs, "\n")
	for _, want := range []string{"case:1: counts: kind is injured, not killed", "not wanted", "quantity=7"} {
		if !strings.Contains(all, want) {
			t.Errorf("differences\n%s\nlack %q", all, want)
		}
	}
}
