package policy

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/record"
)

func num(n int) *int { return &n }

// claim gives a claim of people killed; a figure without a hedge unless changed.
func claim(quantity string, n int, change ...func(*Claim)) Claim {
	c := Claim{Report: "r", Kind: record.Killed, Low: num(n), Best: num(n), High: num(n), Bound: record.Exact, Quantity: quantity, Who: "people",
		Category: record.UnknownCategory, Scope: record.Incident, Realis: record.Actual}
	for _, f := range change {
		f(&c)
	}
	return c
}

func vague(low int) func(*Claim) {
	return func(c *Claim) { c.Low, c.Best, c.High, c.Bound = num(low), nil, nil, record.Vague }
}
func many(c *Claim)    { c.Low, c.Best, c.High, c.Bound = nil, nil, nil, record.Vague }
func atLeast(c *Claim) { c.High, c.Bound = nil, record.AtLeast }
func upTo(c *Claim)    { c.Low, c.Bound = nil, record.UpTo }
func between(high int) func(*Claim) {
	return func(c *Claim) { c.Best, c.High, c.Bound = nil, num(high), record.Between }
}
func by(source string) func(*Claim) { return func(c *Claim) { c.Source = source } }
func party(c *Claim)                { c.Party = true }
func wire(name string) func(*Claim) { return func(c *Claim) { c.Wire = name } }
func paper(name, day string) func(*Claim) {
	return func(c *Claim) { c.Report, c.Publisher, c.Published = name+day, name, day }
}
func id(name string) func(*Claim)         { return func(c *Claim) { c.ID = name } }
func partOf(name string) func(*Claim)     { return func(c *Claim) { c.PartOf = name } }
func repeats(name string) func(*Claim)    { return func(c *Claim) { c.Repeats = name } }
func replacedBy(name string) func(*Claim) { return func(c *Claim) { c.SupersededBy = name } }
func realis(r record.Realis) func(*Claim) { return func(c *Claim) { c.Realis = r } }
func kind(k record.Harm) func(*Claim)     { return func(c *Claim) { c.Kind = k } }
func words(s string) func(*Claim)         { return func(c *Claim) { c.Words = s } }
func places(names ...string) func(*Claim) { return func(c *Claim) { c.Places = names } }
func tally(from, to string) func(*Claim) {
	return func(c *Claim) { c.Scope, c.From, c.To = record.Tally, from, to }
}
func who(s string, side record.Category) func(*Claim) {
	return func(c *Claim) { c.Who, c.Category = s, side }
}

// short tells a total as "killed all 1/2/3".
func short(t Total) string {
	n := func(p *int) string {
		if p == nil {
			return "-"
		}
		return fmt.Sprint(*p)
	}
	return fmt.Sprintf("%s %s %s/%s/%s", t.Kind, t.Category, n(t.Low), n(t.Best), n(t.High))
}

// A rule is one case of the rules of an organisation.
type rule struct {
	name   string // the organisation and the rule
	policy Policy
	in     Incident
	want   []string // totals that must be there
	reason string   // words that the first total's reasons must hold
}

func check(t *testing.T, rules []rule) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			for i := range r.in.Claims {
				if c := &r.in.Claims[i]; c.ID == "" {
					c.ID = fmt.Sprint("n", i)
				}
			}
			var got []string
			var why string
			for i, total := range Totals(r.policy, r.in) {
				got = append(got, short(total))
				if i == 0 {
					why = strings.Join(total.Reasons, "; ")
				}
			}
			for _, want := range r.want {
				if !slices.Contains(got, want) {
					t.Errorf("no %q in %q (%s)", want, got, why)
				}
			}
			if len(r.want) == 0 && len(got) > 0 {
				t.Errorf("totals %q, want none", got)
			}
			if !strings.Contains(why, r.reason) {
				t.Errorf("reasons %q lack %q", why, r.reason)
			}
		})
	}
}

func one(c ...Claim) Incident { return Incident{Event: "e1", Claims: c} }

func TestWordsToNumbers(t *testing.T) {
	check(t, []rule{
		{"ACLED: tens are 10", ACLED, one(claim("tens", 20, vague(20))), []string{"killed all 10/10/10"}, "'tens' counts 10 (ACLED)"},
		{"ACLED: dozens are 12, not 24", ACLED, one(claim("dozens", 24, vague(24))), []string{"killed all 12/12/12"}, "'dozens' counts 12 (ACLED)"},
		{"ACLED: hundreds are 100", ACLED, one(claim("Hundreds", 200, vague(200))), []string{"killed all 100/100/100"}, "100"},
		{"ACLED: thousands are 1,000", ACLED, one(claim("thousands", 2000, vague(2000))), []string{"killed all 1000/1000/1000"}, ""},
		{"ACLED: tens of thousands are 10 times 1,000", ACLED, one(claim("tens of thousands", 20000, vague(20000))), []string{"killed all 10000/10000/10000"}, ""},
		{"ACLED: several are 3", ACLED, one(claim("several", 3, vague(3))), []string{"killed all 3/3/3"}, "'several' counts 3 (ACLED)"},
		{"ACLED: many are 3", ACLED, one(claim("many", 0, many)), []string{"killed all 3/3/3"}, ""},
		{"ACLED: a few are 10 where the fighting is large", ACLED, Incident{Large: true, Claims: []Claim{claim("a few", 2, vague(2))}}, []string{"killed all 10/10/10"}, "large in scale"},
		{"ACLED: several dead beside 40 wounded are 10", ACLED, one(claim("several", 3, vague(3)), claim("40", 40, kind(record.Injured))),
			[]string{"killed all 10/10/10", "injured all 40/40/40"}, "large in scale"},
		{"ACLED: several hundred are 300", ACLED, one(claim("several hundred", 300, vague(300))), []string{"killed all 300/300/300"}, ""},
		{"UCDP: dozens are the least that the plural means", UCDP, one(claim("dozens", 24, vague(24))), []string{"killed all 24/24/24"}, "'dozens' counts 24 (UCDP)"},
		{"Airwars: dozens are the least that the plural means", Airwars, one(claim("dozens", 24, vague(24))), []string{"killed all 24/24/24"}, ""},
		{"all: dozens are 12 or more", All, one(claim("dozens", 24, vague(24))), []string{"killed all 12/12/-"}, ""},
	})
}

func TestBounds(t *testing.T) {
	check(t, []rule{
		{"ACLED: at least N is N", ACLED, one(claim("at least 15", 15, atLeast)), []string{"killed all 15/15/15"}, "'at least 15' counts 15 (ACLED)"},
		{"ACLED: up to N alone is no lower bound", ACLED, one(claim("up to 40", 40, upTo)), []string{"killed all 0/0/40"}, "only an upper bound"},
		{"ACLED: up to N beside a lower figure", ACLED, one(claim("up to 40", 40, upTo, by("residents")), claim("22", 22, by("police"))), []string{"killed all 22/22/40"}, ""},
		{"ACLED: between A and B is A", ACLED, one(claim("5 to 7", 5, between(7))), []string{"killed all 5/5/7"}, "counts 5"},
		{"UCDP: a range keeps its ends", UCDP, one(claim("5 to 7", 5, between(7))), []string{"killed all 5/5/7"}, ""},
		{"all: at least N has no upper end", All, one(claim("at least 15", 15, atLeast)), []string{"killed all 15/15/-"}, ""},
		{"all: about N", All, one(claim("about 200", 200, func(c *Claim) { c.Low, c.High, c.Bound = nil, nil, record.About })), []string{"killed all 200/200/200"}, ""},
	})
}

func TestWhatIsNotCounted(t *testing.T) {
	casualties := claim("20", 20, kind(record.KilledOrInjured))
	check(t, []rule{
		{"ACLED: casualties are not deaths", ACLED, one(casualties), []string{"killed all 0/0/0", "killed_or_injured all 20/20/20"}, "'20' may be dead or wounded: 0 killed (ACLED)"},
		{"UCDP: casualties are not deaths", UCDP, one(casualties), []string{"killed all 0/0/0"}, "dead or wounded"},
		{"all: casualties may all be deaths", All, one(casualties), []string{"killed all 0/0/20"}, ""},
		{"ACLED: nothing said is 0", ACLED, Incident{Silent: true}, []string{"killed all 0/0/0"}, "no death is told: 0 (ACLED)"},
		{"UCDP: nothing said is nothing", UCDP, Incident{Silent: true}, nil, ""},
		{"ACLED: feared dead do not count", ACLED, one(claim("5", 5), claim("30", 30, realis(record.Feared))), []string{"killed all 5/5/5"}, "'30' is feared and does not count"},
		{"Airwars: a denied figure does not count", Airwars, one(claim("5", 5, realis(record.Denied))), nil, ""},
		{"UCDP: a hypothetical figure does not count", UCDP, one(claim("5", 5, realis(record.Hypothetical))), nil, ""},
		{"ACLED: neutralised is not killed", ACLED, one(claim("14", 14, who("militants", record.Militant), words("neutralised 14 militants"))), nil, ""},
		{"ACLED: neutralised, as the reader has it", ACLED, one(claim("14", 14, kind(record.KilledOrInjured), words("neutralised 14 militants"))),
			[]string{"killed all 0/0/0"}, "killed, captured or surrendered"},
	})
}

func TestNothingTwice(t *testing.T) {
	check(t, []rule{
		{"ACLED: parts are never added", ACLED, one(claim("12", 12, id("c1")), claim("three", 3, id("c2"), partOf("c1"), who("children", record.Civilian))),
			[]string{"killed all 12/12/12", "killed civilian 3/3/3", "killed unknown 9/9/9"}, ""},
		{"UCDP: a part told as an own figure is a part", UCDP, one(claim("12", 12, id("c1"), by("police")), claim("three", 3, id("c2"), by("police"), who("soldiers", record.Security))),
			[]string{"killed all 12/12/12", "killed security 3/3/3", "killed unknown 9/9/9"}, ""},
		{"ACLED: a repeated figure counts once", ACLED, one(claim("12", 12, id("c1")), claim("12", 12, id("c2"), repeats("c1"))), []string{"killed all 12/12/12"}, "told again"},
		{"ACLED: another source's figure for the same people is no repetition", ACLED, one(claim("12", 12, id("c1"), by("police")), claim("30", 30, id("c2"), by("residents"), repeats("c1"))),
			[]string{"killed all 12/12/30"}, "lowest of 2 figures"},
		{"ACLED: a plainer figure stands for the vaguer", ACLED, one(claim("Dozens", 24, id("c1"), vague(24)), claim("26", 26, id("c2"), by("police"), repeats("c1"))),
			[]string{"killed all 26/26/26"}, "'Dozens' is told more closely as '26'"},
		{"ACLED: parts of the vaguer figure are parts of the plainer", ACLED, one(claim("Dozens", 24, id("c1"), vague(24)), claim("26", 26, id("c2"), by("police"), repeats("c1")),
			claim("two", 2, id("c3"), partOf("c1"), who("children", record.Civilian))), []string{"killed all 26/26/26", "killed civilian 2/2/2"}, ""},
		{"ACLED: two versions of one source do not add up", ACLED, one(claim("12", 12, id("c1"), by("police"), who("farmers", record.Civilian)),
			claim("14", 14, id("c2"), by("police"), who("villagers", record.Civilian), repeats("c1"))), []string{"killed all 12/12/14"}, ""},
		{"ACLED: the same words again count once", ACLED, one(claim("12", 12), claim("twelve", 12)), []string{"killed all 12/12/12"}, "told again"},
		{"ACLED: two groups of one report add up", ACLED, one(claim("3", 3, who("farmers", record.Civilian)), claim("two", 2, who("soldiers", record.Security))),
			[]string{"killed all 5/5/5", "killed civilian 3/3/3", "killed security 2/2/2"}, ""},
		{"ACLED: others are added", ACLED, one(claim("3", 3), claim("two", 2, who("others", record.UnknownCategory))), []string{"killed all 5/5/5"}, ""},
		{"all: a corrected toll replaces", All, one(claim("40", 40, id("c1"), replacedBy("c2")), claim("33", 33, id("c2"))), []string{"killed all 33/33/33"}, "replaced by a later figure"},
		{"Airwars: nobody's figure replaces another source's", Airwars, one(claim("12", 12, id("c1"), by("police"), replacedBy("c2")), claim("15", 15, id("c2"), by("residents"))),
			[]string{"killed all 12/12/15"}, ""},
		{"ACLED: a part of a replaced toll stays a part", ACLED, one(claim("5", 5, id("c1"), replacedBy("c2")), claim("8", 8, id("c2")),
			claim("two", 2, id("c3"), partOf("c1"), who("children", record.Civilian))), []string{"killed all 8/8/8", "killed civilian 2/2/2"}, ""},
		{"ACLED: a tally is not added to an incident", ACLED, one(claim("12", 12), claim("210", 210, tally("2024-01-01", "2024-06-30"))), []string{"killed all 12/12/12"},
			"not added to the incident"},
	})
}

func TestDisagreement(t *testing.T) {
	two := one(claim("nine", 9, by("residents")), claim("five", 5, by("police")))
	three := one(claim("nine", 9, by("residents")), claim("five", 5, by("police")), claim("nine", 9, by("hospital")))
	check(t, []rule{
		{"ACLED: lowest until corroborated", ACLED, two, []string{"killed all 5/5/9"}, "lowest of 2 figures until corroborated"},
		{"ACLED: the corroborated figure", ACLED, three, []string{"killed all 5/9/9"}, "9 is told by 2 independent sources (ACLED)"},
		{"UCDP: the lower is best, the higher goes to high", UCDP, two, []string{"killed all 5/5/9"}, "(UCDP)"},
		{"Airwars: lowest to highest, headline the lowest", Airwars, three, []string{"killed all 5/5/9"}, "headline is the lowest"},
		{"all: widest", All, one(claim("nine", 9, by("residents")), claim("dozens", 24, vague(24), by("rebels"))), []string{"killed all 9/9/-"}, ""},
		{"all: a higher figure closes a lower open one", All, one(claim("at least 5", 5, atLeast, by("police")), claim("12", 12, by("residents"))), []string{"killed all 5/5/12"}, ""},
		{"ACLED: two figures of one source for the same people do not add up", ACLED, one(claim("12", 12, by("police")), claim("15", 15, by("police"))), []string{"killed all 12/12/15"}, ""},
		{"ACLED: five people or nine civilians are the same people", ACLED, one(claim("five", 5, by("police")), claim("nine", 9, by("residents"), who("civilians", record.Civilian))),
			[]string{"killed all 5/5/9", "killed civilian 5/5/9"}, "lowest"},
		{"UCDP: best is the sum of the sides", UCDP, one(claim("four", 4, by("army"), who("soldiers", record.Security)), claim("nine", 9, by("rebels"), who("fighters", record.Militant)),
			claim("two", 2, by("mayor"), who("villagers", record.Civilian))), []string{"killed all 15/15/15", "killed security 4/4/4", "killed militant 9/9/9", "killed civilian 2/2/2"}, ""},
		{"Airwars: what a side concedes is not merged", Airwars, one(claim("two", 2, by("Coalition"), party), claim("30", 30, by("residents"))), []string{"killed all 30/30/30"},
			"stands beside and is not merged"},
	})
}

func TestIndependence(t *testing.T) {
	check(t, []rule{
		{"standards: three prints of one wire count once", ACLED, one(claim("nine", 9, paper("Post", "2024-05-01"), wire("Reuters")), claim("nine", 9, paper("Star", "2024-05-01"), wire("Reuters")),
			claim("five", 5, paper("Times", "2024-05-01"))), []string{"killed all 5/5/9"}, "lowest"},
		{"standards: two papers with one primary source count once", ACLED, one(claim("nine", 9, paper("Post", "2024-05-01"), by("Police")), claim("nine", 9, paper("Star", "2024-05-01"), by("police")),
			claim("five", 5, paper("Times", "2024-05-01"))), []string{"killed all 5/5/9"}, "lowest"},
		{"standards: a report's own voice is no source beside the one that it names", ACLED, one(claim("nine", 9, who("dead people", record.UnknownCategory)),
			claim("nine", 9, by("police")), claim("five", 5, by("army"))), []string{"killed all 5/5/9"}, "lowest"},
		{"ACLED: two papers of their own corroborate", ACLED, one(claim("nine", 9, paper("Post", "2024-05-01")), claim("nine", 9, paper("Star", "2024-05-01")),
			claim("five", 5, paper("Times", "2024-05-01"))), []string{"killed all 5/9/9"}, "independent"},
		{"ACLED: a later figure of the same source replaces", ACLED, one(claim("three", 3, paper("Post", "2024-05-01")), claim("eight", 8, paper("Post", "2024-05-03"))),
			[]string{"killed all 8/8/8"}, "8 replaces the earlier 3 of post"},
		{"ACLED: and may be lower", ACLED, one(claim("40", 40, paper("Post", "2024-05-03"), by("police")), claim("33", 33, paper("Star", "2024-05-05"), by("police"))),
			[]string{"killed all 33/33/33"}, "replaces"},
		{"ACLED: of two corroborated figures the later", ACLED, one(claim("three", 3, paper("A", "2024-05-01")), claim("three", 3, paper("B", "2024-05-01")),
			claim("eight", 8, paper("C", "2024-05-04")), claim("eight", 8, paper("D", "2024-05-04"))), []string{"killed all 3/8/8"}, ""},
	})
}

func TestSpread(t *testing.T) {
	check(t, []rule{
		{"ACLED: 12 in three days are 4, 4, 4", ACLED, one(claim("12", 12, tally("2024-05-01", "2024-05-03"))), []string{"killed all 12/12/12"}, "split over 3 days: 4,4,4 (ACLED)"},
		{"ACLED: what is left over goes to the first days", ACLED, one(claim("14", 14, tally("2024-05-01", "2024-05-03"))), []string{"killed all 14/14/14"}, "5,5,4"},
		{"ACLED: also over places", ACLED, one(claim("seven", 7, places("Yei", "Lainya"))), []string{"killed all 7/7/7"}, "split over 2 places: 4,3"},
		{"ACLED: no split of a campaign of months", ACLED, one(claim("900", 900, tally("2024-01-01", "2024-03-31"))), []string{"killed all -/-/-"}, "no number until it is broken down"},
		{"UCDP: a total stays one event", UCDP, one(claim("12", 12, tally("2024-05-01", "2024-05-03"))), []string{"killed all 12/12/12"}, ""},
		{"Airwars: a total without incidents has no number", Airwars, one(claim("12", 12, tally("2024-05-01", "2024-05-03"))), []string{"killed all -/-/-"}, "cannot be checked"},
	})
}

func TestWho(t *testing.T) {
	check(t, []rule{
		{"ACLED: an off-duty soldier is a civilian", ACLED, one(claim("an", 1, who("off-duty soldier", record.Security))), []string{"killed civilian 1/1/1"}, "cannot fight"},
		{"ACLED: prisoners are civilians", ACLED, one(claim("six", 6, who("rebel prisoners", record.Militant))), []string{"killed civilian 6/6/6"}, ""},
		{"ACLED: executed detainees are civilians", ACLED, one(claim("four", 4, who("executed detainees", record.UnknownCategory))), []string{"killed civilian 4/4/4"}, ""},
		{"UCDP: officials are the government's side", UCDP, one(claim("a", 1, who("provincial governor", record.Civilian))), []string{"killed security 1/1/1"}, "not civilians (UCDP)"},
		{"ACLED: officials are civilians", ACLED, one(claim("a", 1, who("provincial governor", record.Civilian))), []string{"killed civilian 1/1/1"}, ""},
		{"Airwars: a belligerent's word makes no fighter", Airwars, one(claim("six", 6, by("army"), party, who("terrorists", record.Militant))), []string{"killed unknown 6/6/6"}, "no proof (Airwars)"},
		{"Airwars: whom a belligerent calls fighters are not the civilians whom others count", Airwars, one(claim("nine", 9, by("army"), party, who("terrorists", record.Militant)),
			claim("six", 6, by("residents"), who("villagers", record.Civilian))), []string{"killed all 15/15/15", "killed civilian 6/6/6", "killed unknown 9/9/9"}, "no proof"},
		{"Airwars: somebody else's may", Airwars, one(claim("six", 6, by("residents"), who("fighters", record.Militant))), []string{"killed militant 6/6/6"}, ""},
		{"ACLED: the suicide bomber counts", ACLED, Incident{Mode: "suicide-bombing", Claims: []Claim{claim("five", 5, who("worshippers", record.Civilian))}},
			[]string{"killed all 6/6/6", "killed civilian 5/5/5", "killed militant 1/1/1"}, "the suicide bomber counts"},
		{"ACLED: but once", ACLED, Incident{Mode: "suicide-bombing", Claims: []Claim{claim("five", 5, who("worshippers", record.Civilian)), claim("the", 1, who("bomber", record.Militant))}},
			[]string{"killed all 6/6/6"}, ""},
		{"UCDP: a bomber of whom nothing is told is not added", UCDP, Incident{Mode: "suicide-bombing", Claims: []Claim{claim("five", 5, who("worshippers", record.Civilian))}},
			[]string{"killed all 5/5/5"}, ""},
	})
}

func TestSpreadEvenly(t *testing.T) {
	for _, tc := range []struct {
		total, over int
		want        string
	}{{12, 3, "[4 4 4]"}, {13, 3, "[5 4 4]"}, {2, 3, "[1 1 0]"}, {0, 2, "[0 0]"}, {5, 0, "[]"}} {
		if got := fmt.Sprint(Spread(tc.total, tc.over)); got != tc.want {
			t.Errorf("%d over %d is %s, not %s", tc.total, tc.over, got, tc.want)
		}
	}
}

func TestParse(t *testing.T) {
	if p, err := Parse("ACLED"); err != nil || p != ACLED {
		t.Errorf("%q, %v", p, err)
	}
	if _, err := Parse("gtd"); err == nil {
		t.Error("gtd passes")
	}
}
