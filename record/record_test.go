package record

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func sample() *Record {
	n := 18
	return &Record{
		Report:     Report{ID: "r", SHA256: "0", Extra: Extra{"desk": json.RawMessage(`{"a":[1]}`)}},
		Actors:     []Actor{{ID: "a1", Name: "Ana <Torres>", Kind: Person, Mentions: []Mention{{Start: 0, End: 3}, {Start: 1, End: 2, In: "title"}}}},
		Counts:     []Count{{ID: "c1", Span: Span{Start: 0, End: 5}, Kind: Killed, Low: &n, Best: &n, High: &n, Bound: Exact, Quantity: "18", Category: Civilian, Scope: Incident, Realis: Actual, Source: "a1", Evidence: Evidence{"quantity": {{Start: 0, End: 2}}}}},
		Events:     []Event{{ID: "e1", Span: Span{Start: 0, End: 5}, Trigger: Mention{Start: 0, End: 2}, Type: "ASSAULT", Quad: 4, Number: 1, Realis: Actual, BlamedBy: [][2]string{{"a1", "a1"}}}},
		Statements: []Statement{{ID: "s1", Span: Span{Start: 0, End: 5}, Act: Inform, Speaker: "a1"}},
	}
}

func TestJSONForm(t *testing.T) {
	got, err := sample().JSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"places":[]`, `"warnings":[]`, `"weapons":[]`, `"claimed_by":[]`, `"blamed_by":[["a1","a1"]]`, `"extra":{"desk":{"a":[1]}}`,
		`"mentions":[[0,3],[1,2,"title"]]`, `"name":"Ana <Torres>"`, `"perpetrator":null`, `"source":"a1"`, `"low":18`, `"dateline":null`,
		`"cue":null`, `"evidence":{"quantity":[[0,2]]}`,
	} {
		if !strings.Contains(string(got), want) {
			t.Errorf("JSON lacks %s:\n%s", want, got)
		}
	}
	for _, not := range []string{`"tokens"`, `"text"`, `"p":`, `"in"`} {
		if strings.Contains(string(got), not) {
			t.Errorf("JSON has %s:\n%s", not, got)
		}
	}
}

func TestJSONRoundTrip(t *testing.T) {
	first, err := sample().JSON()
	if err != nil {
		t.Fatal(err)
	}
	var back Record
	if err := json.Unmarshal(first, &back); err != nil {
		t.Fatal(err)
	}
	second, err := back.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(first), string(second)); diff != "" {
		t.Errorf("round trip changed the record (-first +second):\n%s", diff)
	}
}

func TestValidate(t *testing.T) {
	if err := sample().Validate("Title", "Eighteen"); err != nil {
		t.Errorf("a sound record: %v", err)
	}
	for name, tc := range map[string]struct {
		spoil func(*Record)
		want  string
	}{
		"span past the text":  {func(r *Record) { r.Counts[0].End = 99 }, "span 0 to 99"},
		"span past the title": {func(r *Record) { r.Actors[0].Mentions[1].End = 6 }, "span 1 to 6"},
		"unknown id":          {func(r *Record) { r.Counts[0].Source = "a9" }, `"a9"`},
		"no evidence":         {func(r *Record) { r.Counts[0].Evidence = nil }, "no evidence"},
		"two main events": {func(r *Record) {
			r.Events[0].Main = true
			e := r.Events[0]
			e.ID = "e2"
			r.Events = append(r.Events, e)
		}, "2 main events"},
		"same id twice": {func(r *Record) { r.Statements[0].ID = "e1" }, "used twice"},
		"wrong quad":    {func(r *Record) { r.Events[0].Quad = 1 }, "quad 1"},
		"wrong realis":  {func(r *Record) { r.Events[0].Realis = "maybe" }, `realis "maybe"`},
	} {
		rec := sample()
		tc.spoil(rec)
		if err := rec.Validate("Title", "Eighteen"); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: error %v, want one with %q", name, err, tc.want)
		}
	}
}
