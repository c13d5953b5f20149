package testkit

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// A swap fills some blanks of a report in several ways that must be read alike.
type swap struct {
	name  string
	blank string // a report has this swap if it has this blank
	words []map[string]string
}

// swaps are the ways in which two reports may differ without telling of another kind of act or of other numbers.
var swaps = []swap{
	{"sides", "{A}", sides()},
	{"religions", "{believers}", []map[string]string{
		{"{believers}": "Muslims", "{believer}": "Muslim", "{worship}": "mosque", "{cleric}": "imam"},
		{"{believers}": "Christians", "{believer}": "Christian", "{worship}": "church", "{cleric}": "priest"},
		{"{believers}": "Hindus", "{believer}": "Hindu", "{worship}": "temple", "{cleric}": "priest"},
		{"{believers}": "Jews", "{believer}": "Jewish", "{worship}": "synagogue", "{cleric}": "rabbi"},
		{"{believers}": "Buddhists", "{believer}": "Buddhist", "{worship}": "monastery", "{cleric}": "monk"},
		{"{believers}": "Sikhs", "{believer}": "Sikh", "{worship}": "gurdwara", "{cleric}": "preacher"},
	}},
	{"genders", "{he}", []map[string]string{
		{"{he}": "he", "{him}": "him", "{his}": "his", "{man}": "man", "{men}": "men", "{boys}": "boys", "{father}": "father", "{Name}": "David Moreno"},
		{"{he}": "she", "{him}": "her", "{his}": "her", "{man}": "woman", "{men}": "women", "{boys}": "girls", "{father}": "mother", "{Name}": "Laura Moreno"},
		{"{he}": "she", "{him}": "her", "{his}": "her", "{man}": "woman", "{men}": "women", "{boys}": "girls", "{father}": "mother", "{Name}": "Fatima Noor"},
		{"{he}": "he", "{him}": "him", "{his}": "his", "{man}": "man", "{men}": "men", "{boys}": "boys", "{father}": "father", "{Name}": "Omar Noor"},
		{"{he}": "she", "{him}": "her", "{his}": "her", "{man}": "woman", "{men}": "women", "{boys}": "girls", "{father}": "mother", "{Name}": "Grace Achieng"},
	}},
	{"dates", "{Weekday}", []map[string]string{
		{"{Weekday}": "Monday", "{Month}": "May", "published": "2024-05-09"},
		{"{Weekday}": "Tuesday", "{Month}": "January", "published": "2019-01-31"},
		{"{Weekday}": "Wednesday", "{Month}": "October", "published": "2015-10-16"},
		{"{Weekday}": "Friday", "{Month}": "March", "published": "2023-03-04"},
		{"{Weekday}": "Saturday", "{Month}": "December", "published": "2008-12-15"},
		{"{Weekday}": "Sunday", "{Month}": "August", "published": "1997-08-27"},
	}},
}

// sides are two states each, in both orders, with a town of the first.
func sides() []map[string]string {
	type state struct{ name, adjective, capital, town string }
	var out []map[string]string
	for _, pair := range [][2]state{
		{{"India", "Indian", "New Delhi", "Jammu"}, {"Pakistan", "Pakistani", "Islamabad", "Sialkot"}},
		{{"Russia", "Russian", "Moscow", "Belgorod"}, {"Ukraine", "Ukrainian", "Kyiv", "Kharkiv"}},
		{{"Israel", "Israeli", "Jerusalem", "Haifa"}, {"Lebanon", "Lebanese", "Beirut", "Tyre"}},
		{{"Rwanda", "Rwandan", "Kigali", "Gisenyi"}, {"Burundi", "Burundian", "Gitega", "Ngozi"}},
		{{"Turkey", "Turkish", "Ankara", "Gaziantep"}, {"Syria", "Syrian", "Damascus", "Aleppo"}},
		{{"Armenia", "Armenian", "Yerevan", "Gyumri"}, {"Azerbaijan", "Azerbaijani", "Baku", "Ganja"}},
	} {
		for i := range pair {
			a, b := pair[i], pair[1-i]
			out = append(out, map[string]string{"{A}": a.name, "{a}": a.adjective, "{CAPITAL}": strings.ToUpper(a.capital), "{Town}": a.town,
				"{B}": b.name, "{b}": b.adjective})
		}
	}
	return out
}

// reports have blanks for what is swapped.
var reports = []string{
	`{CAPITAL} — {b} artillery hit a village near {Town} on {Weekday}, killing four civilians and wounding at least nine, {a} officials said.`,
	`{CAPITAL} — {A} and {B} exchanged fire near {Town} on {Weekday}. Three {a} soldiers and five {b} soldiers were killed, officials on both sides said.`,
	`{CAPITAL} — {A} accused {B} on {Weekday} of sending drones across the border. {B} rejected the accusation.`,
	`{CAPITAL} — {A} threatened on {Weekday} to strike {B} if its soldiers were not released.`,
	`{CAPITAL} — {A} and {B} signed an agreement on water on {Weekday}. Talks had lasted for two years.`,
	`{CAPITAL} — {A} imposed sanctions on {B} on {Weekday} and expelled its ambassador.`,
	`{CAPITAL} — {A} withdrew its troops from the border with {B} on {Weekday}, the {a} defence ministry said.`,
	`{CAPITAL} — The {a} president will visit {B} in {Month}, an aide said on {Weekday}.`,
	`{CAPITAL} — {b} warplanes bombed a depot in {Town} on {Weekday}. Up to 20 {a} soldiers were killed, a doctor said.`,
	`{CAPITAL} — Police arrested 14 {b} students in {Town} on {Weekday} after a protest outside the {b} embassy.`,
	`{CAPITAL} — The {a} army denied on {Weekday} that it had killed 30 {b} civilians. {B} asked the United Nations to investigate.`,
	`{CAPITAL} — Over the past two years, some 140 {a} soldiers have been killed along the border with {B}, the {a} army said on {Weekday}.`,
	`{CAPITAL} — A roadside bomb hit a {a} convoy near {Town} on {Weekday}, killing 6 to 8 soldiers. {A} blamed {B} for the attack, which nobody claimed.`,
	`{CAPITAL} — {A} and {B} exchanged 90 prisoners on {Weekday}. A ceasefire begins at midnight, the {a} foreign ministry said.`,
	`{CAPITAL} — {A} offered {B} humanitarian aid on {Weekday} after clashes had displaced 12,000 people near the border.`,
	`{CAPITAL} — {A} put its air force on alert on {Weekday}. Two {b} jets had crossed the border, the {a} army said.`,
	`{CAPITAL} — Protesters burned {b} flags in {Town} on {Weekday}. Police fired tear gas, and eleven people were hurt.`,
	`{CAPITAL} — {A} urged {B} on {Weekday} to free five fishermen. {B} has held them since {Month}.`,
	`{CAPITAL} — A {b} drone struck a bus in {Town} on {Weekday}. A driver and three children were killed; 30 people were feared dead elsewhere, {a} rescuers said.`,
	`{CAPITAL} — {A} will send a delegation to {B} next week, the {a} prime minister’s office said on {Weekday}. It rejected a {b} proposal to meet in {Town}.`,
	`{CAPITAL} — Two separate attacks killed at least 16 people in {A} on {Weekday}, among them nine soldiers. In the first, gunmen ambushed a patrol near {Town}.`,
	`{CAPITAL} — {a} security forces killed four militants and lost two soldiers in a raid near {Town} on {Weekday}, the {a} army said.`,
	`{Weekday}’s attack on a {worship} in {Town} killed 11 {believers} and injured dozens, police in {A} said. A {cleric} was among the dead.`,
	`A mob burned a {worship} near {Town} on {Weekday}. Two {believer} families fled, and a {cleric} was beaten, a newspaper in {A} wrote.`,
	`{CAPITAL} — Gunmen shot dead three {believers} outside a {worship} in {Town} on {Weekday}. The {a} government condemned the attack.`,
	`Thousands of {believers} protested in {Town} on {Weekday} against a law that {A} passed in {Month}.`,
	`The {cleric} of a {worship} in {Town} called on {believers} on {Weekday} to keep calm after a bomb had killed two people.`,
	`{Name}, a journalist, was shot dead in {Town} on {Weekday}. Colleagues said that {he} had been threatened before and that {his} car had been followed.`,
	`Gunmen abducted two {men} and five {boys} from a village near {Town} on {Weekday}. One {man} was freed later, and {he} said that the others were alive.`,
	`A bomb killed seven {men} at a market in {Town} on {Weekday}, {a} police said. “I lost {him} there,” said a {father} of three.`,
	`Police in {Town} detained {Name}, an opposition leader, on {Weekday}. A lawyer said that {he} had been beaten in custody.`,
	`{Name}, {A}’s foreign minister, met {his} {b} colleague on {Weekday}. {Name} said that {he} would return in {Month}.`,
	`“We will answer with force,” {Name}, the {a} defence minister, told reporters on {Weekday}. {he} accused {B} of moving troops to the border.`,
	`Rebels released four {men} and a {man} of 70 near {Town} on {Weekday}. The oldest of them said that {he} had walked for six days.`,
	`A {man} threw stones at soldiers near {Town} on {Weekday}, and the soldiers shot {him} dead, the {a} army said. {his} {father} denied that {he} had thrown anything.`,
	`Soldiers killed six {boys} in a school in {Town} on {Weekday}, teachers said. The {a} army said that it had fired at rebels.`,
}

// everything stands for all swaps at once.
const everything = -1

// fill fills all blanks, those of one swap, or of all, in its nth way and the others in their first.
func fill(text string, which, nth int) *report.Report {
	published := ""
	for i, s := range swaps {
		words := s.words[0]
		if i == which || which == everything {
			words = s.words[nth%len(s.words)]
		}
		for blank, word := range words {
			if blank == "published" {
				published = word
			}
			text = strings.ReplaceAll(text, blank, word)
		}
	}
	text = strings.ReplaceAll(text, ". he ", ". He ")
	text = strings.ReplaceAll(text, ". she ", ". She ")
	text = strings.ReplaceAll(text, ". his ", ". His ")
	text = strings.ReplaceAll(text, ". her ", ". Her ")
	return &report.Report{ID: "pair", Language: "en", Text: text, Published: published, FromJSON: true}
}

// coding tells codes, numbers, categories, scope and realis, and nothing that names anybody.
func coding(rec *record.Record) string {
	number := func(n *int) string {
		if n == nil {
			return "-"
		}
		return fmt.Sprint(*n)
	}
	var b strings.Builder
	for _, c := range rec.Counts {
		fmt.Fprintln(&b, "count", c.Kind, number(c.Low), number(c.Best), number(c.High), c.Bound, c.Category, c.Scope, c.Realis)
	}
	for _, e := range rec.Events {
		fmt.Fprintln(&b, "event", e.Type, e.Mode, e.CAMEO, e.Quad, e.Realis, e.Main)
	}
	return b.String()
}

// At least 500 pairs of reports that differ in who is who, or in the day, are coded alike.
func TestInvariance(t *testing.T) {
	pairs := 0
	for n, text := range reports {
		for which := everything; which < len(swaps); which++ {
			name, ways := "everything", len(swaps[0].words)
			if which != everything {
				name, ways = swaps[which].name, len(swaps[which].words)
				if !strings.Contains(text, swaps[which].blank) {
					continue
				}
			}
			pairs += ways - 1
			t.Run(fmt.Sprintf("%s/%d", name, n), func(t *testing.T) {
				t.Parallel()
				comparePairs(t, text, which, ways)
			})
		}
	}
	if pairs < 500 {
		t.Errorf("%d pairs, want 500 or more", pairs)
	}
}

// comparePairs compares a report filled in each way with the first.
func comparePairs(t *testing.T, text string, which, ways int) {
	first := fill(text, which, 0)
	want := coding(read.Read(first, read.Options{}))
	for nth := 1; nth < ways; nth++ {
		second := fill(text, which, nth)
		if got := coding(read.Read(second, read.Options{})); got != want {
			t.Errorf("%s\n%sbut\n%s\n%s", first.Text, want, second.Text, got)
		}
	}
}
