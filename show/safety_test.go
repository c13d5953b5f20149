package show

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/rivo/uniseg"

	"github.com/tollbook/tollbook/record"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                      "plain",
		"red \x1b[31mword\x1b[0m":    "red word",
		"\x1b]0;title\x07after":      "after",
		"\x1b]8;;http://a\x1b\\link": "link",
		"one\x9b31mcharacter":        "onecharacter", // invalid UTF-8 shows as such, or not at all
		"\u009b31mC1":                "C1",
		"bell\x07 back\x08space":     "bell backspace",
		"right\u202Eot tfel":         "rightot tfel",
		"zero\u200Bwidth\uFEFF":      "zerowidth",
		"two\nlines\tand  spaces":    "two lines and spaces",
		"unfinished \x1b[31":         "unfinished",
		"\x1b":                       "",
		"ends \x1b]0;never":          "ends ]0;never",
		"नमस्ते, café":               "नमस्ते, café",
	} {
		got := clean(in)
		if strings.HasPrefix(in, "one\x9b") {
			got = strings.ReplaceAll(got, "\uFFFD31m", "")
		}
		if got != want {
			t.Errorf("%q gives %q, not %q", in, got, want)
		}
	}
}

// Nothing in a report reaches the terminal as anything but letters, whatever
// the field that it comes in.
func TestNothingSteersTheTerminal(t *testing.T) {
	const evil = "a\x1b[2Jb\x07\u202Ec\x1b]0;x\x07"
	rec := convoy()
	rec.Report.Title, rec.Report.Publisher, rec.Report.URL, rec.Report.ID = evil, evil, evil, evil
	rec.Actors[2].Name, rec.Actors[2].Title, rec.Places[1].Name, rec.Places[1].Area = evil, evil, evil, evil
	rec.Counts[0].Who, rec.Statements[1].Venue, rec.Report.Published = evil, evil, evil
	rec.Events[0].Mode, rec.Events[2].From, rec.Warnings = evil, evil, []string{evil}
	page := page80(t, rec, evil+convoyText, Options{})
	for _, r := range page {
		if r != '\n' && (unicode.IsControl(r) || r == '\u202E') {
			t.Fatalf("%q reaches the terminal", r)
		}
	}
}

func TestWidths(t *testing.T) {
	text := strings.Repeat("火曜日、市内の市場で爆発があり、二人が死亡したと警察が発表した。", 5) + "\n" +
		strings.Repeat("नमस्ते दुनिया ", 30) + "\n" + strings.Repeat("e\u0301", 200) + "\n" + strings.Repeat("👩‍👩‍👧 ", 60) + strings.Repeat("x", 300)
	rec := &record.Record{Report: record.Report{ID: "w", Title: "爆発で二人死亡"}}
	end := len([]rune(text))
	rec.Counts = []record.Count{{ID: "c1", Span: record.Span{Start: 0, End: end}, Kind: record.Killed, Who: record.Nullable(strings.Repeat("警察官", 20)),
		Realis: record.Actual, Evidence: record.Evidence{"quantity": {{Start: 16, End: 18}}}}}
	rec.Actors = []record.Actor{{ID: "a1", Name: strings.Repeat("東京都警視庁", 12)}}
	rec.Counts[0].Source = "a1"
	for line := range strings.Lines(page80(t, rec, text, Options{Width: 80})) {
		if w := uniseg.StringWidth(strings.TrimSuffix(line, "\n")); w > 80 {
			t.Errorf("%d columns: %s", w, line)
		}
	}
}

// A record that does not fit its text must not bring the page down.
func TestSpansOutOfRange(t *testing.T) {
	rec := convoy()
	rec.Events[0].Trigger = record.Mention{Start: 5, End: 1_000_000}
	rec.Events[1].Trigger = record.Mention{Start: 2_000_000, End: 2_000_005}
	rec.Counts[0].Evidence = record.Evidence{"quantity": {{Start: -5, End: 3}}}
	rec.Statements[0].Span = record.Span{Start: 90, End: 10}
	rec.Statements[1].Cue = &record.Mention{Start: 0, End: 3, In: "title"}
	if page := page80(t, rec, "short text", Options{}); !strings.Contains(page, "leaves open") {
		t.Error(page)
	}
	if page := page80(t, &record.Record{}, "", Options{}); !strings.Contains(page, "No event, count or statement") {
		t.Error(page)
	}
}

func TestLongTextIsQuick(t *testing.T) {
	text := strings.Repeat("Two men were hurt in the market. ", 60_000) // one paragraph of 2 MB
	rec := &record.Record{}
	for i := range 5_000 {
		rec.Counts = append(rec.Counts, record.Count{ID: "c", Kind: record.Injured, Realis: record.Actual, Category: record.Civilian,
			Evidence: record.Evidence{"quantity": {{Start: 33 * i, End: 33*i + 3}}}})
	}
	started := time.Now()
	page80(t, rec, text, Options{Colour: true})
	if took := time.Since(started); took > 10*time.Second {
		t.Errorf("took %s", took)
	}
}

func TestParagraphs(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{
		{"", 0},
		{"one", 1},
		{"one\ntwo\n\nthree\n", 3}, // short lines are no set text
		{strings.Repeat("a line of a text that was set to fit a screen of old\n", 4) + "\nnext", 2},
		{strings.Repeat(strings.Repeat("long ", 40)+"\n", 3), 3},
		{"a\r\n\r\nb", 2},
	} {
		if got := len(paragraphs([]rune(c.text))); got != c.want {
			t.Errorf("%.30q has %d paragraphs, not %d", c.text, got, c.want)
		}
	}
}

func TestWindow(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"", "", ""},
		{"2025-10-08", "2025-10-08", "8 Oct 2025"},
		{"2025-10-01", "2025-10-31", "Oct 2025"},
		{"2024-01-01", "2024-12-31", "2024"},
		{"2025-10-06", "2025-10-12", "6–12 Oct 2025"},
		{"2025-09-29", "2025-10-05", "29 Sep – 5 Oct 2025"},
		{"2024-12-09", "2025-10-09", "9 Dec 2024 – 9 Oct 2025"},
		{"2025-10-08", "", "from 8 Oct 2025"},
		{"", "2025-10-08", "to 8 Oct 2025"},
		{"2025-10", "2025-11", "2025-10 – 2025-11"},
	} {
		if got := window(record.Nullable(c.from), record.Nullable(c.to)); got != c.want {
			t.Errorf("%s to %s is %q, not %q", c.from, c.to, got, c.want)
		}
	}
}
