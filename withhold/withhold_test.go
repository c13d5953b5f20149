package withhold

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

func coded(t *testing.T, title, text string) *record.Record {
	t.Helper()
	return read.Read(&report.Report{ID: "r1", Title: title, Text: text, Language: "en", Published: "2026-03-05", FromJSON: true}, read.Options{})
}

func TestNamesOfVictimsAreWithheld(t *testing.T) {
	for _, x := range []struct {
		name, title, text string
		gone, stays       []string
	}{
		{"a teacher", "Teacher Amina Danjuma shot dead in Kaduna",
			"Gunmen shot dead Amina Danjuma, a teacher, in Kaduna in Nigeria on Monday, police said. Danjuma was 34. Her brother Ibrahim Danjuma said that she had been threatened. Governor Uba Sani condemned the killing.",
			[]string{"Amina", "Danjuma"}, []string{"Kaduna", "Uba Sani", "teacher"}},
		{"a soldier", "", "Militants killed Captain Yusuf Okoro of the army in an ambush near Gao in Mali on Monday, the army said.",
			nil, []string{"Yusuf Okoro"}},
		{"nobody named", "", "A bomb killed three farmers near Gao in Mali on Monday.", nil, []string{"three farmers"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			rec := coded(t, x.title, x.text)
			names := Of(rec, x.title, x.text)
			title, text := names.Record(rec, x.title, x.text)
			if err := rec.Validate(title, text); err != nil && !strings.Contains(err.Error(), "sha256") {
				t.Errorf("the record without names: %v", err)
			}
			data, err := rec.JSON()
			if err != nil {
				t.Fatal(err)
			}
			whole := title + "\n" + text + "\n" + string(data)
			for _, w := range x.gone {
				if i := strings.Index(whole, w); i >= 0 {
					t.Errorf("%s is still there: …%s…", w, whole[max(0, i-60):min(len(whole), i+60)])
				}
			}
			for _, w := range x.stays {
				if !strings.Contains(text, w) {
					t.Errorf("%s is gone: %s", w, text)
				}
			}
			if x.gone == nil && text != x.text {
				t.Errorf("changed: %s", text)
			}
		})
	}
}

// Each span shows the words that it showed before, but for the names.
func TestSpansMove(t *testing.T) {
	const title, text = "Amina Danjuma killed", "On Monday Amina Danjuma, a teacher, was shot dead in Kaduna. Danjuma's school is shut."
	before, after := coded(t, title, text), coded(t, title, text)
	names := Names{words: []string{"Amina Danjuma", "Danjuma", "Amina"}}
	newTitle, newText := names.Record(after, title, text)
	if newTitle != "[a civilian] killed" || newText != "On Monday [a civilian], a teacher, was shot dead in Kaduna. [a civilian]'s school is shut." {
		t.Errorf("%s\n%s", newTitle, newText)
	}
	old, now := texts{[]rune(title), []rune(text)}, texts{[]rune(newTitle), []rune(newText)}
	same := func(what string, a, b record.Span) {
		if was, is := names.Text(old.at(a)), now.at(b); was != is {
			t.Errorf("%s: %q became %q", what, was, is)
		}
	}
	for i := range before.Actors {
		for k := range before.Actors[i].Mentions {
			same("an actor", record.Span(before.Actors[i].Mentions[k]), record.Span(after.Actors[i].Mentions[k]))
		}
	}
	for i := range before.Counts {
		same("a count", before.Counts[i].Span, after.Counts[i].Span)
		for field, spans := range before.Counts[i].Evidence {
			for k := range spans {
				same(field, record.Span(spans[k]), record.Span(after.Counts[i].Evidence[field][k]))
			}
		}
	}
	for i := range before.Events {
		same("an event", before.Events[i].Span, after.Events[i].Span)
		same("a trigger", record.Span(before.Events[i].Trigger), record.Span(after.Events[i].Trigger))
	}
	for i := range before.Places {
		same("a place", before.Places[i].Span, after.Places[i].Span)
	}
}

func TestTextsWithoutNames(t *testing.T) {
	n := Names{words: []string{"Amina Danjuma", "Danjuma", "Amina"}}
	for in, want := range map[string]string{
		"":                             "",
		"Amina Danjuma was killed":     "[a civilian] was killed",
		"AMINA DANJUMA KILLED":         "[a civilian] KILLED",
		"Danjuma, Amina":               "[a civilian], [a civilian]",
		"Danjumas and Aminata stay":    "Danjumas and Aminata stay",
		"the Danjuma family":           "the [a civilian] family",
		"“Amina”":                      "“[a civilian]”",
		"Amina\nDanjuma":               "[a civilian]",
		"Danjuma–Amina, Amina/Danjuma": "[a civilian]–[a civilian], [a civilian]/[a civilian]",
	} {
		if got := n.Text(in); got != want {
			t.Errorf("%q became %q", in, got)
		}
	}
	if got := n.Address("https://news.example/2026/amina-danjuma-shot"); got != "" {
		t.Error(got)
	}
	if got := n.Address("https://news.example/2026/17"); got == "" {
		t.Error("an address that tells no name is gone")
	}
}

func TestAnyValue(t *testing.T) {
	type inner struct{ A, B string }
	v := struct {
		Text   string
		List   []string
		Map    map[string]string
		Inner  *inner
		Any    any
		Raw    json.RawMessage
		hidden string
	}{"Danjuma", []string{"Danjuma"}, map[string]string{"a": "Danjuma"}, &inner{"Danjuma", "x"}, &inner{"Danjuma", ""}, nil, "Danjuma"}
	Names{words: []string{"Danjuma"}}.In(&v)
	data, _ := json.Marshal(v)
	if strings.Contains(string(data), "Danjuma") {
		t.Error(string(data))
	}
}

func FuzzText(f *testing.F) {
	f.Add("Amina Danjuma was killed", "Amina Danjuma")
	f.Fuzz(func(t *testing.T, text, name string) {
		var n Names
		n.add(name, nil)
		n.sort()
		once := n.Text(text)
		for _, w := range n.words {
			if once == w {
				t.Errorf("%q of %q", once, text)
			}
		}
	})
}
