package read

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// ownBook makes a codebook of one type with patterns.
func ownBook(t *testing.T, head, patterns string) *codebook.Codebook {
	t.Helper()
	book, err := codebook.Load("mine", fstest.MapFS{
		"codebook.txt":            {Data: []byte("name: mine\n" + head)},
		"contexts.txt":            {Data: []byte("refugee: camp, asylum seeker\n")},
		"blockade/definition.txt": {Data: []byte("type: BLOCKADE\nquad: 4\ngoldstein: -6.5\nmode road: A road is closed.\nmode port: A port is closed.\n")},
		"blockade/patterns.txt":   {Data: []byte(patterns)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// codedAs sets out the events of a text: "BLOCKADE/road Farmers > drivers actual".
func codedAs(t *testing.T, book *codebook.Codebook, text string) string {
	t.Helper()
	rec := Read(&report.Report{Text: text, Published: "2024-05-16"}, Options{Codebook: book})
	if err := rec.Validate("", text); err != nil {
		t.Errorf("%q: %v", text, err)
	}
	var out []string
	for _, e := range rec.Events {
		out = append(out, fmt.Sprintf("%s/%s %s > %s %s", e.Type, e.Mode, namesOf(rec, e.Actors), namesOf(rec, e.Recipients), e.Realis))
	}
	return strings.Join(out, "; ")
}

// A type that PLOVER does not have is coded from its patterns alone.
func TestOwnType(t *testing.T) {
	for _, test := range []struct{ name, head, patterns, text, want string }{
		{"added", "extends: plover", "[verb; mode road]\nblock .. road", "Farmers blocked the road to Dover on Monday.", "BLOCKADE/road Farmers >  actual"},
		{"alone", "", "[verb; mode road]\nblock .. road", "Farmers blocked the road to Dover, and gunmen killed two soldiers.", "BLOCKADE/road Farmers >  actual"},
		{"noun", "", "[noun; mode port; to of]\nport blockade", "The port blockade by rebels went on.", "BLOCKADE/port rebels >  actual"},
		{"paths", "", "[verb; mode road; actor obj; recipient nsubj]\nblock", "Farmers blocked soldiers in Dover.", "BLOCKADE/road soldiers > Farmers actual"},
		{"path that finds nobody", "", "[verb; mode road; actor obl:with]\nblock", "Farmers blocked soldiers in Dover.", "BLOCKADE/road  > soldiers actual"},
		{"with", "", "[verb; mode road; with obj = road]\nblock", "Farmers blocked the road.", "BLOCKADE/road Farmers >  actual"},
		{"not with", "", "[verb; mode road; with obj = road]\nblock", "Farmers blocked the plan.", ""},
		{"realis", "", "[verb; mode road; realis denied < xcomp = fail]\nblock", "Farmers failed to block the road.", "BLOCKADE/road Farmers >  denied"},
		{"realis always", "", "[verb; mode road; realis planned]\nmass near", "Farmers massed near the road to Dover.", "BLOCKADE/road Farmers >  planned"},
	} {
		if got := codedAs(t, ownBook(t, test.head, test.patterns), test.text); got != test.want {
			t.Errorf("%s: %q is %s, want %s", test.name, test.text, got, test.want)
		}
	}
}

func TestValuesOfTheCodebook(t *testing.T) {
	book := ownBook(t, "extends: plover", "[verb; mode road]\nblock .. road")
	rec := Read(&report.Report{Text: "Farmers blocked the road to the refugee camp on Monday.", Published: "2024-05-16"}, Options{Codebook: book})
	if len(rec.Events) != 1 {
		t.Fatalf("%d events", len(rec.Events))
	}
	e := rec.Events[0]
	if e.Quad != 4 || e.Goldstein == nil || *e.Goldstein != -6.5 || strings.Join(e.Contexts, " ") != "refugee" || e.Rule != "blockade/block-active" {
		t.Errorf("quad %d, goldstein %v, contexts %q, rule %s", e.Quad, e.Goldstein, e.Contexts, e.Rule)
	}
	if rec.Coder.Codebook != book.SHA256() || book.SHA256() == codebook.SHA256() {
		t.Error("the record does not name the codebook that it was made with")
	}
}

func TestExplain(t *testing.T) {
	own := ownBook(t, "extends: plover", "[verb; mode road; recipient obl:beside | obj > nmod:beside]\nblock .. road")
	for _, test := range []struct {
		book *codebook.Codebook
		text string
		want []string // parts of what is said
	}{
		{nil, "Gunmen shot dead two policemen in Quetta on Monday.", []string{
			`type ASSAULT "shot": pattern "shoot dead" at plover/assault/patterns.txt:`, `the reader takes it for ASSAULT (0.`,
			`place Quetta "Quetta": the reader pairs it with "shot"`, "realis actual nothing says", `left out dead`, "the one that says most is taken: here ASSAULT"}},
		{nil, "The minister promised to send food to Chad.", []string{"type AGREE", "left out send food", codebook.RuleText("words")}},
		{nil, "The army plans to bomb the city of Daru.", []string{`realis planned the cue "plans"`}},
		{nil, "Three people died peacefully in Quetta.", []string{`left out died`, `unless: "peacefully" stands beside it`}},
		{own, "Farmers blocked the road to Quetta.", []string{`type BLOCKADE "blocked": pattern "block .. road" at mine/blockade/patterns.txt:2`,
			`actors Farmers "Farmers": the tree, by "nsubj" from "blocked"`, "left out blocked .. road"}},
		{own, "Farmers blocked the road beside the soldiers.", []string{`recipients soldiers "the soldiers": the pattern's path "ob`}},
		{nil, "It rained.", nil},
	} {
		rec, x := Explain(&report.Report{Text: test.text, Published: "2024-05-16"}, Options{Codebook: test.book})
		var b strings.Builder
		for _, e := range x.Events {
			for _, r := range e.Reasons {
				fmt.Fprintln(&b, r.Field, r.Value, r.Why)
			}
		}
		for _, l := range x.LeftOut {
			fmt.Fprintln(&b, "left out", l.Words, l.Type, l.Pattern, l.Why)
		}
		for _, want := range test.want {
			if !strings.Contains(b.String(), want) {
				t.Errorf("%q: no %q in\n%s", test.text, want, b.String())
			}
		}
		if test.want == nil && b.Len() > 0 {
			t.Errorf("%q: %s", test.text, b.String())
		}
		again := Read(&report.Report{Text: test.text, Published: "2024-05-16"}, Options{Codebook: test.book})
		if !sameJSON(t, rec, again) {
			t.Errorf("%q: what is explained is not what is read", test.text)
		}
	}
}

func sameJSON(t *testing.T, a, b *record.Record) bool {
	t.Helper()
	x, err := a.JSON()
	if err != nil {
		t.Fatal(err)
	}
	y, err := b.JSON()
	if err != nil {
		t.Fatal(err)
	}
	return string(x) == string(y)
}
