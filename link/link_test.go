package link

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

var towns = map[string]struct {
	region   string
	lat, lon float64
}{"gao": {"09", 16.27, -0.04}, "kidal": {"10", 18.44, 1.41}, "mopti": {"04", 14.49, -4.19}}

// bombing gives a mention of a bombing as a report tells of it on some day.
func bombing(report, town string, day int, text string) Mention {
	at := towns[town]
	return Mention{Report: report, Event: "e1", Published: day + 1, From: day, To: day, Type: "ASSAULT", Mode: "bombing", Main: true, Number: 1,
		Country: "MLI", Admin1: at.region, Lat: at.lat, Lon: at.lon, HasPoint: at.region != "", Place: town, Precision: 1, Killed: 4, Injured: Unknown, Places: []string{town}, Days: []int{day}, Terms: terms(text, mostTerms)}
}

const story = "A roadside bomb killed four soldiers near the bridge, the governor said. The convoy was on its way to the garrison."

func TestCompare(t *testing.T) {
	base := bombing("a", "gao", 100, story)
	for _, c := range []struct {
		name   string
		change func(*Mention)
		set    []Feature
		unset  []Feature
	}{
		{"same", func(*Mention) {}, []Feature{samePlace, sameDay, sameMode, sameKilled, dayShared, townShared}, []Feature{otherDay, noTown, otherCountry, toldBefore}},
		{"a week later", func(m *Mention) { m.From, m.To, m.Published, m.Days = 107, 107, 108, []int{107} }, []Feature{otherDay, otherFreshDay, toldBefore, noDayShared}, []Feature{sameDay, dayNamed}},
		{"another country", func(m *Mention) {
			m.Country, m.Place, m.Places, m.HasPoint = "NER", "tillabéri", []string{"tillabéri"}, false
		}, []Feature{otherCountry, noTown}, []Feature{samePlace, townShared, townNamed}},
		{"the town is named", func(m *Mention) { m.Place, m.Places, m.HasPoint = "kidal", []string{"gao", "kidal"}, false }, []Feature{townNamed, townShared}, []Feature{noTown, samePlace}},
		{"no day", func(m *Mention) { m.From, m.To = Unknown, Unknown }, []Feature{noDay, dayNamed}, []Feature{sameDay, otherDay}},
		{"a year on", func(m *Mention) { m.Published += 365 }, []Feature{anniversary}, nil},
		{"another weapon and target", func(m *Mention) { m.Weapons, m.Targets = []string{"gun"}, []string{"worship"} }, []Feature{otherWeapon, otherTarget}, []Feature{sameWeapon, sameTarget}},
		{"besides", func(m *Mention) { m.Main = false }, []Feature{besides, wordsBesides}, nil},
	} {
		a, b := base, base
		a.Weapons, a.Targets, b.Report = []string{"explosive"}, []string{"military"}, "b"
		c.change(&b)
		x := Compare(&a, &b)
		if x != Compare(&b, &a) {
			t.Errorf("%s: not the same in both directions", c.name)
		}
		for _, f := range c.set {
			if x[f] == 0 {
				t.Errorf("%s: %q is 0", c.name, f)
			}
		}
		for _, f := range c.unset {
			if x[f] != 0 {
				t.Errorf("%s: %q is %.2f", c.name, f, x[f])
			}
		}
	}
}

func TestEachFeatureHasAName(t *testing.T) {
	seen := map[string]bool{}
	for f := range features {
		if f.String() == "" || seen[f.String()] {
			t.Errorf("feature %d is called %q", f, f)
		}
		seen[f.String()] = true
	}
}

// The same words of another town, or another week, are another incident.
func TestConflictsOutweighWords(t *testing.T) {
	a, same, elsewhere, later := bombing("a", "gao", 100, story), bombing("b", "gao", 100, story), bombing("c", "quetta", 100, story), bombing("d", "gao", 130, story)
	elsewhere.Country = "PAK"
	if _, linked := Linked(&a, &same); !linked {
		t.Errorf("a copy scores %.2f", Score(&a, &same))
	}
	for _, other := range []*Mention{&elsewhere, &later} {
		if _, linked := Linked(&a, other); linked {
			t.Errorf("%s on day %d scores %.2f", other.Place, other.From, Score(&a, other))
		}
	}
	reasons := fmt.Sprint(Reasons(&a, &elsewhere))
	if !strings.Contains(reasons, "other country (-") || !strings.Contains(reasons, "words shared 1.00 (+") {
		t.Errorf("reasons: %s", reasons)
	}
}

func TestBlocks(t *testing.T) {
	meet := func(a, b Mention) bool {
		met := false
		Meetings([]Mention{a, b}, func(int, int) { met = true })
		again := false
		Meetings([]Mention{b, a}, func(int, int) { again = true })
		if met != again {
			t.Error("one meets the other and not the other way round")
		}
		if _, others := a.Blocks(); len(others) > MostBlocks {
			t.Errorf("%d blocks", len(others))
		}
		return met
	}
	written := func(m Mention, published int) Mention {
		m.Published = published
		return m
	}
	strange := "Nothing else alike here"
	a := written(bombing("a", "gao", 100, story), 101)
	for name, b := range map[string]Mention{
		"day and place":                 bombing("b", "gao", 101, strange),
		"words of one time":             bombing("c", "quetta", 104, story),
		"words of one town, later":      bombing("d", "gao", 3000, story),
		"town and month":                written(bombing("e", "gao", 3000, strange), 120),
		"town and a day a year earlier": written(bombing("f", "gao", 3000, strange), 101+2*365),
	} {
		if !meet(a, b) {
			t.Errorf("%s: they do not meet", name)
		}
	}
	for name, b := range map[string]Mention{
		"nothing shared":             bombing("g", "quetta", 300, strange),
		"words of other town, later": written(bombing("h", "quetta", 300, story), 300),
		"town alone":                 written(bombing("i", "gao", 3000, strange), 3000),
	} {
		if meet(a, b) {
			t.Errorf("%s: they meet", name)
		}
	}
	victim, statesman := []string{"amadou zzyzxy"}, []string{"john clinton"}
	for _, names := range [][]string{victim, statesman} {
		a, b := bombing("j", "gao", 100, strange), bombing("k", "quetta", 3000, story)
		a.Persons, b.Persons = names, names
		if meet(a, b) != (names[0] == victim[0]) {
			t.Errorf("%s: their meeting is %v", names[0], meet(a, b))
		}
	}
	if partOfYear(0) != 0 || partOfYear(365) != partsOfYear-1 || partOfYear(365*40+10) != 0 || partOfYear(-1) != partsOfYear-1 {
		t.Error("parts of the year begin elsewhere")
	}
}

func TestTelling(t *testing.T) {
	var list Terms
	for i := range 40 {
		list = append(list, Term{uint32(i), float32(i*7%11) / 16})
	}
	want := slices.Clone(list)
	slices.SortStableFunc(want, func(a, b Term) int {
		if a.Weight > b.Weight {
			return -1
		} else if a.Weight < b.Weight {
			return 1
		}
		return 0
	})
	if got := telling(list); !slices.Equal(got, want[:tellingWords]) {
		t.Errorf("got %v", got)
	}
}

// many gives mentions of several incidents, near and far.
func many() []Mention {
	var out []Mention
	for i := range 30 {
		town := []string{"gao", "kidal", "mopti"}[i%3]
		out = append(out, bombing(fmt.Sprintf("r%02d", i), town, 100+i%2*40, story+strings.Repeat(" Witnesses spoke of smoke.", i%4)))
	}
	return out
}

// names gives groups by the reports in them, whatever the order.
func names(mentions []Mention, groups [][]int) string {
	var out []string
	for _, g := range groups {
		var in []string
		for _, i := range g {
			in = append(in, mentions[i].Report)
		}
		slices.Sort(in)
		out = append(out, strings.Join(in, " "))
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// cluster puts mentions into incidents by their links and what people said.
func cluster(mentions []Mention, judged Judged) [][]int {
	return Cluster(mentions, Links(mentions), judged, func(i, j int) float64 { return Score(&mentions[i], &mentions[j]) })
}

func components(mentions []Mention) [][]int { return Components(len(mentions), Links(mentions), nil) }

func TestOrderDoesNotMatter(t *testing.T) {
	mentions := many()
	clusters, parts := names(mentions, cluster(mentions, Judged{})), names(mentions, components(mentions))
	if strings.Count(clusters, "\n") < 2 {
		t.Errorf("few incidents:\n%s", clusters)
	}
	for seed := range uint64(20) {
		rng := rand.New(rand.NewPCG(seed, 1))
		rng.Shuffle(len(mentions), func(i, j int) { mentions[i], mentions[j] = mentions[j], mentions[i] })
		if got := names(mentions, cluster(mentions, Judged{})); got != clusters {
			t.Fatalf("clusters, order %d:\n%s\nwant\n%s", seed, got, clusters)
		}
		if got := names(mentions, components(mentions)); got != parts {
			t.Fatalf("components, order %d:\n%s\nwant\n%s", seed, got, parts)
		}
	}
}

// What people said goes before any score, and "different" before "same".
func TestJudged(t *testing.T) {
	mentions := []Mention{bombing("a", "gao", 100, story), bombing("b", "gao", 100, story), bombing("c", "mopti", 400, "Something else")}
	of := func(j Judged) string { return fmt.Sprint(cluster(mentions, j)) }
	for _, c := range []struct {
		judged Judged
		want   string
	}{
		{Judged{}, "[[0 1] [2]]"},
		{Judged{Different: []Pair{{0, 1}}}, "[[0] [1] [2]]"},
		{Judged{Same: []Pair{{2, 0}}}, "[[0 1 2]]"},
		{Judged{Same: []Pair{{0, 2}}, Different: []Pair{{2, 0}}}, "[[0 1] [2]]"},
	} {
		if got := of(c.judged); got != c.want {
			t.Errorf("%+v: %s, want %s", c.judged, got, c.want)
		}
	}
	twice := []Mention{mentions[0], mentions[0]}
	twice[1].Event = "e2"
	if got := cluster(twice, Judged{}); len(got) != 2 {
		t.Errorf("two events of one report are one incident: %v", got)
	}
}

// Whether two mentions hang together is told before their words are compared where that is enough, and with the same answer.
func TestLinkedAsScored(t *testing.T) {
	var mentions []Mention
	for i, town := range []string{"gao", "quetta", ""} {
		for day := 90; day < 480; day += 13 {
			m := bombing(fmt.Sprint("r", len(mentions)), town, day, story+strings.Repeat(" and more of it", day%3))
			m.Country = []string{"MLI", "PAK", ""}[i]
			m.Main, m.Killed = day%2 == 0, []int{Unknown, 9, 12}[day%3]
			mentions = append(mentions, m)
		}
	}
	yes := 0
	for i := range mentions {
		for j := range i {
			score := Score(&mentions[i], &mentions[j])
			told, linked := Linked(&mentions[i], &mentions[j])
			if linked != (score >= Edge) || linked && told != score {
				t.Fatalf("%+v and %+v: %v with %.3f, scored %.3f", mentions[i], mentions[j], linked, told, score)
			}
			if linked {
				yes++
			}
		}
	}
	if pairs := len(mentions) * (len(mentions) - 1) / 2; yes == 0 || yes > pairs/2 {
		t.Errorf("%d of %d pairs are linked: they are not varied", yes, pairs)
	}
}
