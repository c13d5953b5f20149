package show

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rivo/uniseg"

	"github.com/tollbook/tollbook/record"
)

var update = flag.Bool("update", false, "write the golden files anew")

const convoyText = `LODWAR, March 14 (Turkana Wire) — Two separate ambushes in northern Kenya killed at least 11 police officers and three herders on Thursday, Interior Minister Grace Ekal said.

“We will go after those who did this, wherever they hide,” Ekal told reporters in Nairobi, and she warned villages along the border against “feeding the men who carry the guns”.

No group has said that it was behind the ambushes. The governor, Peter Lomuria, denied that his office had been told of a threat.

In the past six months about 240 police officers and hundreds of herders have died in raids in the county, according to the Lake Rights Centre. A delegation will travel to Addis Ababa next week to ask for joint patrols.
`

// at gives the span of the nth occurrence of words in the text.
func at(words string, nth int) record.Span {
	from := 0
	for range nth {
		from += strings.Index(convoyText[from:], words) + len(words)
	}
	start := utf8.RuneCountInString(convoyText[:from]) - utf8.RuneCountInString(words)
	return record.Span{Start: start, End: start + utf8.RuneCountInString(words)}
}

func mention(words string, nth int) record.Mention { return record.Mention(at(words, nth)) }

func num(n int) *int { return &n }

// convoy is a record made by hand of convoyText.
func convoy() *record.Record {
	said, warned, denied, told := mention("said", 1), mention("warned", 1), mention("denied", 1), mention("told", 1)
	according := mention("according to", 1)
	evidence := func(quantity, who string, nth int) record.Evidence {
		return record.Evidence{"quantity": {mention(quantity, 1)}, "who": {mention(who, nth)}}
	}
	return &record.Record{
		Report: record.Report{ID: "turkana-1", Publisher: "Turkana Wire", Title: "Eleven officers die in Turkana ambushes",
			Published: "2024-03-15", Language: "en"},
		Actors: []record.Actor{
			{ID: "a1", Name: "police officers", Kind: record.People, Country: "KEN", Sector: "COP"},
			{ID: "a2", Name: "herders", Kind: record.People, Country: "KEN", Sector: "CVL"},
			{ID: "a3", Name: "Grace Ekal", Kind: record.Person, Title: "Interior Minister", Country: "KEN", Sector: "GOV"},
			{ID: "a4", Name: "Peter Lomuria", Kind: record.Person, Title: "governor", Country: "KEN", Sector: "GOV"},
			{ID: "a5", Name: "Lake Rights Centre", Kind: record.Organisation, Sector: "NGO"},
			{ID: "a6", Name: "Kenya", Kind: record.State, Country: "KEN", Sector: "GOV"},
			{ID: "a7", Name: "Ethiopia", Kind: record.State, Country: "ETH", Sector: "GOV"},
		},
		Places: []record.Place{
			{ID: "p1", Span: at("LODWAR", 1), Name: "Lodwar", Country: "KEN", Admin1: "Turkana", Precision: num(1)},
			{ID: "p2", Span: at("northern Kenya", 1), Name: "Kenya", Area: "northern part", Country: "KEN", Precision: num(6)},
			{ID: "p3", Span: at("Addis Ababa", 1), Name: "Addis Ababa", Country: "ETH", Precision: num(1)},
		},
		Counts: []record.Count{
			{ID: "c1", Span: at("killed at least 11 police officers", 1), Kind: record.Killed, Low: num(11), Best: num(11), Bound: record.AtLeast,
				Who: "police officers", Category: record.Security, Scope: record.Incident, From: "2024-03-14", To: "2024-03-14", Place: "p2",
				Source: "a3", Realis: record.Actual, Event: "e1", Quantity: "at least 11", Evidence: evidence("at least 11", "police officers", 1)},
			{ID: "c2", Span: at("three herders", 1), Kind: record.Killed, Low: num(3), Best: num(3), High: num(3), Bound: record.Exact,
				Who: "herders", Category: record.Civilian, Scope: record.Incident, From: "2024-03-14", To: "2024-03-14", Place: "p2",
				Source: "a3", Realis: record.Actual, Event: "e1", Quantity: "three", Evidence: evidence("three", "herders", 1)},
			{ID: "c3", Span: at("about 240 police officers", 1), Kind: record.Killed, Best: num(240), Bound: record.About,
				Who: "police officers", Category: record.Security, Scope: record.Tally, From: "2023-09-15", To: "2024-03-15",
				Source: "a5", Realis: record.Actual, Quantity: "about 240", Evidence: evidence("about 240", "police officers", 2)},
			{ID: "c4", Span: at("hundreds of herders", 1), Kind: record.Killed, Low: num(200), Bound: record.Vague,
				Who: "herders", Category: record.UnknownCategory, Scope: record.Tally, From: "2023-09-15", To: "2024-03-15",
				Realis: record.Actual, Quantity: "hundreds", Evidence: evidence("hundreds", "herders", 2)},
		},
		Events: []record.Event{
			{ID: "e1", Trigger: mention("ambushes", 1), Triggers: []record.Mention{mention("ambushes", 1), mention("ambushes", 2)},
				Type: "ASSAULT", Mode: "ambush", Number: 2, Main: true, Recipients: []string{"a1", "a2"}, Place: "p2",
				From: "2024-03-14", To: "2024-03-14", Realis: record.Actual, Counts: []string{"c1", "c2"}},
			{ID: "e2", Trigger: warned, Type: "THREATEN", Mode: "", Actors: []string{"a3"}, Realis: record.Actual, From: "2024-03-14", To: "2024-03-15"},
			{ID: "e3", Trigger: mention("travel", 1), Type: "CONSULT", Mode: "visit", Actors: []string{"a6"}, Recipients: []string{"a7"},
				Place: "p3", Realis: record.Planned, From: "2024-03-18", To: "2024-03-24"},
		},
		Statements: []record.Statement{
			{ID: "s1", Span: at("Two separate ambushes in northern Kenya killed at least 11 police officers and three herders on Thursday", 1),
				Cue: &said, Speaker: "a3", Act: record.Inform},
			{ID: "s2", Span: at("We will go after those who did this, wherever they hide", 1), Cue: &told, Speaker: "a3", Direct: true,
				Act: record.ThreatenAct, Venue: "Nairobi"},
			{ID: "s3", Span: at("villages along the border against “feeding the men who carry the guns”", 1), Cue: &warned, Speaker: "a3", Direct: true,
				Act: record.ThreatenAct},
			{ID: "s4", Span: at("his office had been told of a threat", 1), Cue: &denied, Speaker: "a4", Act: record.Deny},
			{ID: "s5", Span: at("In the past six months about 240 police officers and hundreds of herders have died in raids in the county", 1),
				Cue: &according, Speaker: "a5", Act: record.Inform},
		},
		Warnings: []string{},
	}
}

func page80(t *testing.T, rec *record.Record, text string, opt Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, rec, text, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	for _, c := range []struct {
		file string
		opt  Options
	}{
		{"convoy.txt", Options{}},
		{"convoy-colour.txt", Options{Colour: true}},
		{"convoy-wide.txt", Options{Width: 100}},
		{"convoy-narrow.txt", Options{Width: 64}},
	} {
		t.Run(c.file, func(t *testing.T) {
			got := page80(t, convoy(), convoyText, c.opt)
			path := filepath.Join("testdata", c.file)
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got (go test ./show -update writes it anew):\n%s", diff)
			}
		})
	}
}

func TestNoLineIsTooWide(t *testing.T) {
	for _, width := range []int{64, 71, 80, 100} {
		for line := range strings.Lines(page80(t, convoy(), convoyText, Options{Width: width})) {
			if w := uniseg.StringWidth(strings.TrimSuffix(line, "\n")); w > width {
				t.Errorf("width %d: %d columns: %s", width, w, line)
			}
		}
	}
}
