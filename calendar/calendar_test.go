package calendar

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/tollbook/tollbook/language"
)

var kindNames = [...]string{"date", "time", "duration", "set"}

// A phrase is a sentence of testdata/phrases.tsv with its expressions, a line each.
type phrase struct {
	text string
	want []string
}

func phrases(t testing.TB) []phrase {
	t.Helper()
	f, err := os.Open("testdata/phrases.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list []phrase
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "\t"):
			last := &list[len(list)-1]
			last.want = append(last.want, line[1:])
		default:
			list = append(list, phrase{text: line})
		}
	}
	return list
}

func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func show(doc *language.Doc, list []Time) []string {
	var out []string
	for _, t := range list {
		out = append(out, strings.Join([]string{doc.Phrase(t.Range), kindNames[t.Kind], dash(t.Value), dash(t.From.String()), dash(t.To.String())}, "\t"))
	}
	return out
}

func find(text, published string) (*language.Doc, []Time) {
	doc := language.Parse("", text)
	return doc, Find(doc, Anchor{Published: ParseDay(published)})
}

func TestPhrases(t *testing.T) {
	n := 0
	for _, p := range phrases(t) {
		n += max(len(p.want), 1)
		doc, list := find(p.text, "2025-10-09")
		if got := show(doc, list); strings.Join(got, "\n") != strings.Join(p.want, "\n") {
			t.Errorf("%s\n got\t%s\nwant\t%s", p.text, strings.Join(got, "\n\t"), strings.Join(p.want, "\n\t"))
		}
	}
	if n < 150 {
		t.Errorf("only %d phrases", n)
	}
}

func TestWithoutAnchor(t *testing.T) {
	for text, want := range map[string]string{
		"Rebels shelled the town on Thursday.":         "Thursday\tdate\t-\t-\t-",
		"Rebels shelled the town yesterday.":           "yesterday\tdate\t-\t-\t-",
		"Rebels shelled the town last month.":          "last month\tdate\t-\t-\t-",
		"Rebels shelled the town in July.":             "July\tdate\tXXXX-07\t-\t-",
		"Rebels shelled the town on 4 July.":           "4 July\tdate\tXXXX-07-04\t-\t-",
		"Rebels shelled the town three weeks ago.":     "three weeks ago\tdate\t-\t-\t-",
		"Rebels shelled the town overnight.":           "overnight\ttime\t-\t-\t-",
		"Rebels shelled the town on Friday evening.":   "Friday evening\ttime\t-\t-\t-",
		"Rebels shelled the town over the weekend.":    "the weekend\tdate\t-\t-\t-",
		"Rebels shelled the town last summer.":         "last summer\tdate\t-\t-\t-",
		"Rebels shelled the town the following day.":   "the following day\tdate\t-\t-\t-",
		"Rebels shelled the town over the past year.":  "the past year\tduration\tP1Y\t-\t-",
		"Over the past ten months, 600 men died.":      "the past ten months\tduration\tP10M\t-\t-",
		"Rebels shelled the town on 4 July 2021.":      "4 July 2021\tdate\t2021-07-04\t2021-07-04\t2021-07-04",
		"Rebels shelled the town in spring 2021.":      "spring 2021\tdate\t2021-SP\t2021-03-01\t2021-05-31",
		"Rebels shelled the town in the third quarter": "the third quarter\tdate\t-\t-\t-",
		"Rebels shelled the town since January.":       "January\tdate\tXXXX-01\t-\t-",
		"Rebels shelled the town last Christmas.":      "last Christmas\tdate\tXXXX-12-25\t-\t-",
	} {
		doc, list := find(text, "")
		if got := strings.Join(show(doc, list), "\n"); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestDatelineWins(t *testing.T) {
	doc := language.Parse("", "Rebels shelled the town on Thursday.")
	list := Find(doc, Anchor{Published: ParseDay("2025-10-09"), Dateline: ParseDay("2025-10-08")})
	if len(list) != 1 || list[0].From.String() != "2025-10-02" {
		t.Errorf("got %v", show(doc, list))
	}
}

// Moving the day of publication by whole weeks moves what is told from it by as much.
func TestShift(t *testing.T) {
	texts := []string{
		"Rebels shelled the town on Thursday.", "Rebels shelled the town yesterday.", "Rebels shelled the town the day before yesterday.",
		"Rebels shelled the town last week.", "The envoy will arrive on Monday.", "Rebels shelled the town two days ago.",
		"Rebels shelled the town last Friday night.", "In the past two weeks, nine people were killed.", "In the last 24 hours, two died.",
		"Rebels shelled the town over the weekend.", "Talks will open next week.", "Rebels shelled the town three weeks ago.",
		"He spoke on Tuesday. A day earlier, a bridge fell.",
	}
	base := ParseDay("2023-11-15")
	for _, text := range texts {
		doc := language.Parse("", text)
		first := Find(doc, Anchor{Published: base})
		for _, n := range []int{-700, -364, -7, 7, 70, 3640} {
			moved := Find(doc, Anchor{Published: base.Add(n)})
			if len(moved) != len(first) || len(first) == 0 {
				t.Fatalf("%s: %d expressions, then %d", text, len(first), len(moved))
			}
			for i := range first {
				if first[i].From.Add(n) != moved[i].From || first[i].To.Add(n) != moved[i].To || first[i].From.IsZero() {
					t.Errorf("%s: %s to %s, %d days on %s to %s", text, first[i].From, first[i].To, n, moved[i].From, moved[i].To)
				}
			}
		}
	}
	for n := range 30 {
		doc := language.Parse("", "Rebels shelled the town two days ago.")
		if got := Find(doc, Anchor{Published: base.Add(n)}); got[0].From != base.Add(n-2) {
			t.Errorf("%d days on: %s", n, got[0].From)
		}
	}
}

func TestRelation(t *testing.T) {
	for _, tc := range []struct{ text, main, other string }{
		{"The minister spoke on Thursday.\nHis remarks came a day after 18 soldiers were killed.", "2025-10-09", "2025-10-08"},
		{"Her remarks came two days after the raid.", "2025-10-09", "2025-10-07"},
		{"The strike on Tuesday came three days after the raid.", "2025-10-07", "2025-10-04"},
		{"Police moved in a week after the raid of 3 May 2021 began.", "2021-05-10", "2021-05-03"},
		{"The men fled two weeks before the clash on June 20.", "2025-06-06", "2025-06-20"},
		{"On Tuesday the town fell, the day after the bridge was blown up.", "2025-10-07", "2025-10-06"},
		{"Police moved in two days after the raid.", "", ""},
		{"The war came a year after the coup.", "", ""},
	} {
		_, list := find(tc.text, "2025-10-09")
		n := 0
		for _, x := range list {
			if x.Relation == Unrelated {
				continue
			}
			n++
			if x.From.String() != tc.main || x.OtherFrom.String() != tc.other {
				t.Errorf("%s: clause %q, other %q; want %q and %q", tc.text, x.From, x.OtherFrom, tc.main, tc.other)
			}
		}
		if n != 1 {
			t.Errorf("%s: %d relations", tc.text, n)
		}
	}
}

func TestOtherAndMain(t *testing.T) {
	x := Time{Relation: AfterOther, Offset: Period{3, OneDay}}
	d := Day{2024, time.March, 2}
	if got := x.Other(d); got.String() != "2024-02-28" || x.Main(got) != d {
		t.Errorf("other day %s, and back %s", got, x.Main(got))
	}
	x.Relation = BeforeOther
	if got := x.Other(d); got.String() != "2024-03-05" || x.Main(got) != d {
		t.Errorf("other day %s, and back %s", got, x.Main(got))
	}
	if got := (&Time{}).Other(d); !got.IsZero() {
		t.Errorf("no relation, yet %s", got)
	}
}

func TestPrecision(t *testing.T) {
	for text, want := range map[string]int{
		"Two men died on Tuesday.": 1, "Two men died over the weekend.": 2, "Two men died last week.": 3, "Two men died in July.": 4,
		"Two men died in 2019.": 5, "Two men died recently.": 0, "Two men died in the third quarter.": 5, "Two men died on Oct 3-7.": 2,
	} {
		if _, list := find(text, "2025-10-09"); len(list) != 1 || list[0].Precision != want {
			t.Errorf("%s: %+v, want precision %d", text, list, want)
		}
	}
}

func TestCaseless(t *testing.T) {
	for text, want := range map[string]string{
		"THE ARMY SAID ON 3 JAN 90 THAT TWO MEN DIED IN MAY.":      "1990-01-03 2025-05",
		"THE REBELS SHELLED THE TOWN LAST TUESDAY AND MAY RETURN.": "2025-10-07",
		"police fired at the crowd on monday in the old town.":     "2025-10-06",
		"the march may go on in march.":                            "2025-03",
	} {
		_, list := find(text, "2025-10-09")
		var got []string
		for _, x := range list {
			got = append(got, x.Value)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", text, got, want)
		}
	}
}

func TestMonthEnds(t *testing.T) {
	for _, tc := range []struct {
		p          Period
		from, want string
	}{
		{Period{1, Month}, "2024-03-31", "2024-02-29"}, {Period{12, Month}, "2024-02-29", "2023-02-28"}, {Period{4, Year}, "2024-02-29", "2020-02-29"},
		{Period{24, Hour}, "2024-03-01", "2024-02-29"}, {Period{30, Hour}, "2024-03-01", "2024-02-28"}, {Period{2, Decade}, "2024-03-01", "2004-03-01"},
		{Period{5, Minute}, "2024-03-01", "2024-03-01"}, {Period{1, Quarter}, "2024-05-31", "2024-02-29"},
	} {
		if got := tc.p.Before(ParseDay(tc.from)); got.String() != tc.want {
			t.Errorf("%v before %s is %s, want %s", tc.p, tc.from, got, tc.want)
		}
	}
}

// No text makes the scanner fail, and what it finds is in order, in the text, and runs forward.
func FuzzFind(f *testing.F) {
	for _, p := range phrases(f) {
		f.Add(p.text)
	}
	f.Add("on 31 Feb 2023 and 2025-13-45, 99/99/9999, Oct 99, 00:99 p.m., 999999999999 years ago, a million centuries later")
	f.Add("the the last last 1 1 1 - - and a half a half of of")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		doc := language.Parse("", text)
		for _, published := range []string{"2025-10-09", ""} {
			end := 0
			for _, x := range Find(doc, Anchor{Published: ParseDay(published)}) {
				if x.Start < end || x.End <= x.Start || x.End > len(doc.Tokens) {
					t.Fatalf("range %v after %d", x.Range, end)
				}
				end = x.End
				if x.From.IsZero() != x.To.IsZero() || x.To.Before(x.From) {
					t.Fatalf("%q: from %s to %s", doc.Phrase(x.Range), x.From, x.To)
				}
				if (x.Precision == 0) != x.From.IsZero() || x.Precision > 5 {
					t.Fatalf("%q: precision %d", doc.Phrase(x.Range), x.Precision)
				}
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var text strings.Builder
	for _, p := range phrases(b) {
		text.WriteString(p.text)
		text.WriteByte('\n')
	}
	doc := language.Parse("", text.String())
	b.ReportMetric(float64(len(doc.Tokens)), "tokens")
	for b.Loop() {
		Find(doc, Anchor{Published: Day{2025, 10, 9}})
	}
}

// TestGoesOn: what goes on from a day goes on from that of the deed, not from that on which somebody told of it.
func TestGoesOn(t *testing.T) {
	for _, test := range []struct{ text, words, from, to string }{
		{"A drone hit a market on Monday, killing 23. The army said on Tuesday that it had shot down two drones the same morning.", "the same morning", "2025-10-06", "2025-10-06"},
		{"Fighters attacked a convoy on Friday.\n\nThe army acknowledged the attack in a statement on Saturday but said 60 had died in an air strike the next day.", "the next day", "2025-10-04", "2025-10-04"},
		{"The group held them between December 2022 and March this year.", "March this year", "2022-12-01", "2025-03-31"},
		{"A man was shot on Tuesday last week.", "Tuesday last week", "2025-09-30", "2025-09-30"},
		{"Overnight into Tuesday, drones hit the port.", "Overnight", "2025-10-06", "2025-10-07"},
	} {
		doc, list := find(test.text, "2025-10-09")
		got := ""
		for _, x := range list {
			if doc.Phrase(x.Range) == test.words {
				got = x.From.String() + " " + x.To.String()
			}
		}
		if want := test.from + " " + test.to; got != want {
			t.Errorf("%s: %s is %q, want %q", test.text, test.words, got, want)
		}
	}
	_, list := find("The minister spoke on Thursday, he said on Thursday.\n\nSpeaking in parliament a day after 11 soldiers were killed in an ambush, he said patience was running out.", "2025-10-09")
	for _, x := range list {
		if x.Relation != Unrelated && x.OtherFrom.String() != "2025-10-08" {
			t.Errorf("a day after: got %v, want 2025-10-08", x.OtherFrom)
		}
	}
}
