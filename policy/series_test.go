package policy

import (
	"fmt"
	"slices"
	"testing"

	"github.com/tollbook/tollbook/record"
)

func on(report, published string, c Claim) Claim {
	c.Report, c.Published = report, published
	return c
}

func civilians(c *Claim) { c.Category = record.Civilian }
func fighters(c *Claim)  { c.Category = record.Militant }

func TestSeries(t *testing.T) {
	for _, tc := range []struct {
		name   string
		claims []Claim
		want   []string
	}{
		{"a toll that rises by one source", []Claim{on("b", "2024-05-02", claim("9", 9, id("c1"), by("police"))), on("a", "2024-05-01", claim("6", 6, id("c1"), by("police")))},
			[]string{"2024-05-01 police killed 6 superseded", "2024-05-02 police killed 9"}},
		{"two sources", []Claim{on("a", "2024-05-01", claim("6", 6, id("c1"), by("police"))), on("b", "2024-05-02", claim("9", 9, id("c1"), by("hospital")))},
			[]string{"2024-05-01 police killed 6", "2024-05-02 hospital killed 9"}},
		{"the same figure again", []Claim{on("a", "2024-05-01", claim("6", 6, id("c1"), by("police"))), on("b", "2024-05-02", claim("6", 6, id("c1"), by("police")))},
			[]string{"2024-05-01 police killed 6", "2024-05-02 police killed 6"}},
		{"a report corrects itself", []Claim{on("a", "2024-05-01", claim("6", 6, id("c1"), by("police"), replacedBy("c2"))), on("a", "2024-05-01", claim("9", 9, id("c2"), by("police")))},
			[]string{"2024-05-01 police killed 6 superseded", "2024-05-01 police killed 9"}},
		{"two sources in one report", []Claim{on("a", "2024-05-01", claim("6", 6, id("c1"), by("police"))), on("a", "2024-05-01", claim("9", 9, id("c2"), by("residents"), repeats("c1")))},
			[]string{"2024-05-01 police killed 6", "2024-05-01 residents killed 9"}},
		{"kinds of harm, open words", []Claim{on("a", "2024-05-01", claim("6", 6, id("c1"), by("police"), atLeast)), on("a", "2024-05-01", claim("9", 9, id("c2"), by("police"), kind(record.Injured)))},
			[]string{"2024-05-01 police killed 6 or more", "2024-05-01 police injured 9"}},
		{"a part is no further figure", []Claim{on("a", "2024-05-01", claim("6", 6, id("c1"), by("police"))), on("a", "2024-05-01", claim("2", 2, id("c2"), by("police"), partOf("c1")))},
			[]string{"2024-05-01 police killed 6"}},
		{"a title repeats what a source says, and so does a copy", []Claim{on("a", "2024-05-01", claim("6", 6, id("c1"), wire("text 1"))), on("a", "2024-05-01", claim("6", 6, id("c2"), by("police"), wire("text 1"))),
			on("b", "2024-05-02", claim("6", 6, id("c1"), wire("text 1"))), on("b", "2024-05-02", claim("6", 6, id("c2"), by("police"), wire("text 1")))},
			[]string{"2024-05-01 police killed 6"}},
		{"a total over a month, a feared death", []Claim{on("a", "2024-05-01", claim("6", 6, id("c1"), tally("2024-04-01", "2024-04-30"))), on("a", "2024-05-01", claim("6", 6, id("c2"), realis(record.Feared)))}, nil},
	} {
		var got []string
		for _, told := range Series(Incident{Claims: tc.claims}) {
			line := fmt.Sprintf("%s %s %s %s", told.Published, told.Source, told.Kind, told.Figure())
			if told.Superseded {
				line += " superseded"
			}
			got = append(got, line)
		}
		if !slices.Equal(got, tc.want) {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}

func TestSourcesDiffer(t *testing.T) {
	series := Series(Incident{Claims: []Claim{on("a", "2024-05-01", claim("6", 6, id("c1"), by("police"))), on("b", "2024-05-02", claim("9", 9, id("c1"), by("hospital"))),
		on("c", "2024-05-03", claim("9", 9, id("c1"), by("residents"))), on("c", "2024-05-03", claim("3", 3, id("c2"), by("residents"), kind(record.Injured)))}})
	if got := fmt.Sprint(Disagreement(series, record.Killed)); got != "[{6 [police]} {9 [hospital residents]}]" {
		t.Errorf("on the dead: %s", got)
	}
	if got := Disagreement(series, record.Injured); got != nil {
		t.Errorf("one figure is no disagreement: %v", got)
	}
}

// Two papers that both have it from the army's spokesman are one source; with a hospital's figure they are two.
func TestOfficialCountOnce(t *testing.T) {
	army := []Claim{on("a", "2024-05-01", claim("6", 6, id("c1"), by("army spokesman"), paper("Post", "2024-05-01"))), on("b", "2024-05-01", claim("6", 6, id("c1"), by("the army's spokesman"), paper("Star", "2024-05-01"))),
		on("c", "2024-05-01", claim("8", 8, id("c1"), by("hospital"), paper("Courier", "2024-05-01")))}
	if got := *Totals(ACLED, Incident{Claims: army})[0].Best; got != 6 {
		t.Errorf("lowest until corroborated: %d", got)
	}
	for _, reason := range Totals(ACLED, Incident{Claims: army})[0].Reasons {
		if reason == "6 is told by 2 independent sources (ACLED)" {
			t.Error("one spokesman in two papers is two sources")
		}
	}
	twice := append(slices.Clone(army), on("d", "2024-05-02", claim("8", 8, id("c1"), by("residents"), paper("Herald", "2024-05-02"))))
	if got := *Totals(ACLED, Incident{Claims: twice})[0].Best; got != 8 {
		t.Errorf("8 is told by hospital and residents, and %d is best", got)
	}
}

func TestDiscounted(t *testing.T) {
	for _, tc := range []struct {
		name   string
		claims []Claim
		want   string
	}{
		{"later known for fighters", []Claim{on("a", "2024-05-01", claim("5", 5, by("residents"), civilians)), on("b", "2024-05-03", claim("5", 5, by("hospital"), fighters))}, "the dead were combatants, says hospital"},
		{"the report that knows it speaks of people too", []Claim{on("a", "2024-05-01", claim("5", 5, by("residents"), civilians)), on("b", "2024-05-03", claim("5", 5, by("hospital"))),
			on("b", "2024-05-03", claim("5", 5, by("hospital"), fighters))}, "the dead were combatants, says hospital"},
		{"a side in the fighting says so", []Claim{on("a", "2024-05-01", claim("5", 5, by("residents"), civilians)), on("b", "2024-05-03", claim("5", 5, by("army"), fighters, party))}, ""},
		{"only some of them", []Claim{on("a", "2024-05-01", claim("5", 5, by("residents"), civilians)), on("b", "2024-05-03", claim("3", 3, by("hospital"), fighters))}, ""},
		{"contradicted after it", []Claim{on("a", "2024-05-01", claim("5", 5, by("residents"), civilians)), on("b", "2024-05-03", claim("5", 5, by("hospital"), fighters)),
			on("c", "2024-05-04", claim("5", 5, by("clinic"), civilians))}, ""},
		{"nobody ever spoke of civilians", []Claim{on("b", "2024-05-03", claim("5", 5, by("hospital"), fighters))}, ""},
	} {
		if got := Discounted(Incident{Claims: tc.claims}); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}
