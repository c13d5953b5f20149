package read

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// A setting fills the blanks of a report: the two sides, and where and when it plays.
type setting struct {
	a, b, demonymA, demonymB string // two states and their adjectives
	capital, town            string // of the first
	published                time.Time
}

// Two states each, in both orders, on several continents and dates. A published day is always a Thursday.
func settings() []setting {
	thursday := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 9, 0, 0, 0, time.UTC) }
	return []setting{
		{"Pakistan", "Afghanistan", "Pakistani", "Afghan", "Islamabad", "Quetta", thursday(2025, 10, 9)},
		{"Afghanistan", "Pakistan", "Afghan", "Pakistani", "Kabul", "Kandahar", thursday(2025, 10, 9)},
		{"Russia", "Ukraine", "Russian", "Ukrainian", "Moscow", "Belgorod", thursday(2024, 3, 14)},
		{"Ukraine", "Russia", "Ukrainian", "Russian", "Kyiv", "Kharkiv", thursday(2024, 3, 14)},
		{"Israel", "Iran", "Israeli", "Iranian", "Jerusalem", "Haifa", thursday(2023, 6, 15)},
		{"Iran", "Israel", "Iranian", "Israeli", "Tehran", "Isfahan", thursday(2023, 6, 15)},
		{"Sudan", "Ethiopia", "Sudanese", "Ethiopian", "Khartoum", "Kassala", thursday(2022, 11, 17)},
		{"Ethiopia", "Sudan", "Ethiopian", "Sudanese", "Addis Ababa", "Gondar", thursday(2022, 11, 17)},
		{"Colombia", "Venezuela", "Colombian", "Venezuelan", "Bogotá", "Cúcuta", thursday(2019, 2, 28)},
		{"Venezuela", "Colombia", "Venezuelan", "Colombian", "Caracas", "Maracaibo", thursday(2019, 2, 28)},
	}
}

// The reports. {A} and {B} are the states, {a} and {b} their adjectives.
var templates = []string{
	`{CAPITAL} — {A} and {B} traded fire across their border near {Town} on Wednesday, leaving six {a} soldiers and four {b} soldiers dead, officials said.`,
	`{CAPITAL} — {b} shelling killed three civilians in {Town} on Tuesday and wounded at least 12 others, {a} police said. {A} accused {B} of targeting homes.`,
	`{CAPITAL} — {A}’s foreign minister will visit {B} next week for talks on trade, the ministry said on Thursday.`,
	`{CAPITAL} — The {a} army said on Wednesday that {b} forces had killed 14 of its soldiers. {B} denied the claim.`,
	`{CAPITAL} — {A} threatened to strike {B} if about 40 {a} prisoners were not released by Sunday.`,
	`{CAPITAL} — Over the past six months {A} has lost some 210 soldiers in attacks by {b} troops, the {a} defence ministry said on Thursday.`,
}

func (s setting) fill(text string) *report.Report {
	text = strings.NewReplacer("{A}", s.a, "{B}", s.b, "{a}", s.demonymA, "{b}", s.demonymB,
		"{CAPITAL}", strings.ToUpper(s.capital), "{Town}", s.town).Replace(text)
	return &report.Report{Text: text, Published: s.published.Format(time.DateOnly), FromJSON: true}
}

// coding tells a record without names and with days counted from publication, so that two settings can be compared.
func (s setting) coding(rec *record.Record) []string {
	day := func(n record.Nullable) string {
		d := calendar.ParseDay(string(n))
		if d.IsZero() {
			return "-"
		}
		return fmt.Sprint(int(d.Time().Sub(calendar.DayOf(s.published).Time()).Hours() / 24))
	}
	var out []string
	for _, c := range rec.Counts {
		out = append(out, fmt.Sprintln("count", c.Kind, orNull(c.Low), orNull(c.Best), orNull(c.High), c.Bound, c.Category, c.Scope,
			c.Realis, day(c.From) != "-", c.Perpetrator != "", c.Source != ""))
	}
	for _, e := range rec.Events {
		when := day(e.From) + " " + day(e.To)
		if e.From != e.To {
			when = "a window" // six months before differ in length
		}
		out = append(out, fmt.Sprintln("event", e.Type, e.Mode, e.Realis, e.Number, len(e.Actors), len(e.Recipients), e.Main, when))
	}
	for _, st := range rec.Statements {
		out = append(out, fmt.Sprintln("statement", st.Act, st.Direct, st.Speaker != "", day(st.From)))
	}
	return out
}

func orNull(n *int) string {
	if n == nil {
		return "null"
	}
	return fmt.Sprint(*n)
}

func TestSidesCountryAndDateDoNotChangeTheCoding(t *testing.T) {
	for i, text := range templates {
		var first []string
		var firstReport string
		for _, s := range settings() {
			rep := s.fill(text)
			rec, _ := recordOf(t, rep)
			got := s.coding(rec)
			if first == nil {
				first, firstReport = got, rep.Text
				continue
			}
			if strings.Join(got, "") != strings.Join(first, "") {
				t.Errorf("report %d is coded otherwise:\n%s\n%s\nthan:\n%s\n%s", i, rep.Text, strings.Join(got, ""), firstReport, strings.Join(first, ""))
			}
		}
	}
}
