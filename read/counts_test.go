package read

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// countsOf reads a report published on a Thursday and gives each count on a line: kind, low/best/high, and what is not usual about it.
func countsOf(text string) []string {
	rec := Read(&report.Report{Text: text, Published: "2024-03-14"}, Options{})
	var out []string
	for _, c := range rec.Counts {
		out = append(out, showCount(c))
	}
	return out
}

func showCount(c record.Count) string {
	number := func(n *int) string {
		if n == nil {
			return "-"
		}
		return fmt.Sprint(*n)
	}
	line := string(c.Kind) + " "
	if c.Bound == record.Exact {
		line += number(c.Best)
	} else {
		line += fmt.Sprintf("%s/%s/%s %s", number(c.Low), number(c.Best), number(c.High), c.Bound)
	}
	if c.Category != record.UnknownCategory {
		line += " " + string(c.Category)
	}
	if c.Scope == record.Tally {
		line += " tally"
	}
	if c.Realis != record.Actual {
		line += " " + string(c.Realis)
	}
	for _, link := range []struct {
		name string
		to   record.Nullable
	}{{"part of", c.PartOf}, {"repeats", c.Repeats}, {"superseded by", c.SupersededBy}} {
		if link.to != "" {
			line += " " + link.name + " " + string(link.to)
		}
	}
	return line
}

func checkCounts(t *testing.T, cases [][2]string) {
	t.Helper()
	for _, test := range cases {
		got := strings.Join(countsOf(test[0]), "; ")
		if got != test[1] {
			t.Errorf("%s\n got  %s\n want %s", test[0], got, test[1])
		}
	}
}

func TestCountPatterns(t *testing.T) {
	checkCounts(t, [][2]string{
		{"Gunmen killed 12 people in Ordana on Monday.", "killed 12"},
		{"A bomb killed 12 people and wounded 30 others near the market.", "killed 12; injured 30"},
		{"Twelve people were killed and 30 wounded when a bomb exploded.", "killed 12; injured 30"},
		{"A roadside bomb exploded, killing five soldiers and injuring seven.", "killed 5 security; injured 7 security"},
		{"The blast left 12 people dead and 30 injured.", "killed 12; injured 30"},
		{"The attack left a man and a woman dead.", "killed 1; killed 1"},
		{"At least 15 villagers were shot dead by gunmen.", "killed 15/15/- at_least civilian"},
		{"Three soldiers and two civilians were killed in the clash.", "killed 3 security; killed 2 civilian"},
		{"Three soldiers, two policemen and a child were killed.", "killed 3 security; killed 2 security; killed 1 civilian"},
		{"The raid led to the deaths of 12 people.", "killed 12"},
		{"There were 12 deaths and 40 injuries, the hospital said.", "killed 12; injured 40"},
		{"The shelling caused at least 40 casualties.", "killed_or_injured 40/40/- at_least"},
		{"The suicide attack claimed the lives of 22 worshippers.", "killed 22 civilian"},
		{"The storming of the camp claimed 31 lives.", "killed 31"},
		{"Nine miners lost their lives in the attack.", "killed 9 civilian"},
		{"The army lost 14 soldiers in the ambush.", "killed 14 security"},
		{"Four officers embraced martyrdom in the operation.", "killed 4 security"},
		{"Six militants were eliminated in the raid, the army said.", "killed 6 militant"},
		{"Mayor Tomas Beriz was assassinated outside his home.", "killed 1 civilian"},
		{"A soldier was killed by a sniper.", "killed 1 security"},
		{"Gunmen shot and killed a policeman in Karvel.", "killed 1 security"},
		{"The bodies of seven farmers were found in a ditch.", "killed 7 civilian"},
		{"Police recovered three bodies from the river.", "killed 3"},
		{"Two brothers were stabbed to death on Friday.", "killed 2 civilian"},
		{"The rebels took 12 people hostage.", "abducted 12"},
		{"Eight aid workers were kidnapped by armed men.", "abducted 8 civilian"},
		{"Police arrested 25 protesters.", "detained 25"},
		{"Some 300 people were detained at the rally.", "detained -/300/- about"},
		{"Forty fighters surrendered to the army.", "surrendered 40 militant"},
		{"About 2,000 families were displaced by the fighting.", "displaced -/2000/- about civilian"},
		{"Nearly 40,000 people fled their homes.", "displaced -/40000/- about"},
		{"Ten people are missing after the attack.", "missing 10"},
		{"Five people were killed or wounded in the crossfire.", "killed_or_injured 5"},
		{"The murder of two priests shocked the town.", "killed 2 civilian"},
		{"Doctors treated three wounded soldiers.", "injured 3 security"},
		{"Two guards suffered minor injuries.", "injured 2 security"},
		{"Gunmen killed a judge, his wife and two of their children.", "killed 1 civilian; killed 1 civilian; killed 2 civilian"},
		{"A policeman was killed along with two bystanders.", "killed 1 security; killed 2 civilian"},
		{"A teacher was killed and another wounded.", "killed 1 civilian; injured 1"},
		{"The bomber killed himself and four guards.", "killed 1; killed 4 security"},
		{"A family of five was killed in the air strike.", "killed 5 civilian"},
		{"An elderly couple was murdered in their home.", "killed 2 civilian"},
		{"Another five people died in hospital.", "killed 5"},
		{"Militants beheaded two drivers accused of spying.", "killed 2 civilian"},
		{"Four Red Cross workers were abducted near Lake Osha.", "abducted 4 civilian"},
		{"The mayor and his driver were gunned down.", "killed 1 civilian; killed 1 civilian"},
		{"A 17-year-old student was killed and his 9-year-old sister was injured.", "killed 1 civilian; injured 1 civilian"},
		{"Police shot dead three suspected rebels.", "killed 3 militant"},
		{"A farmer died of his wounds.", "killed 1 civilian"},
		{"Seven prisoners were executed at dawn.", "killed 7"},
	})
}

func TestCountBounds(t *testing.T) {
	checkCounts(t, [][2]string{
		{"More than 15 people were killed.", "killed 15/15/- at_least"},
		{"No fewer than 15 people were killed.", "killed 15/15/- at_least"},
		{"Over 100 people were injured.", "injured 100/100/- at_least"},
		{"Up to 40 people were killed.", "killed -/40/40 up_to"},
		{"As many as 40 people were killed.", "killed -/40/40 up_to"},
		{"About 200 people were wounded.", "injured -/200/- about"},
		{"Almost 200 people were wounded.", "injured -/200/- about"},
		{"An estimated 200 people were wounded.", "injured -/200/- about"},
		{"Some 20 villagers were killed.", "killed -/20/- about civilian"},
		{"Between five and seven people were killed.", "killed 5/-/7 range"},
		{"Five to seven people were killed.", "killed 5/-/7 range"},
		{"Two or three people were hurt.", "injured 2/-/3 range"},
		{"Several people were killed.", "killed 3/-/- vague"},
		{"A few people were hurt.", "injured 2/-/- vague"},
		{"A number of soldiers were wounded.", "injured 2/-/- vague security"},
		{"Dozens of people were killed.", "killed 24/-/- vague"},
		{"Scores were wounded.", "injured 40/-/- vague"},
		{"Hundreds of civilians were killed.", "killed 200/-/- vague civilian"},
		{"Thousands were displaced.", "displaced 2000/-/- vague"},
		{"Many people were injured.", "injured -/-/- vague"},
		{"Police did not tell how many people were injured.", ""},
		{"Ten men and infants were killed.", "killed 10 civilian"},
		{"Soldiers shot her dead.", "killed 1"},
		{"The mission recorded 137 civilians killed, including 41 children, and 264 civilians injured.",
			"killed 137 civilian; killed 41 civilian part of c1; injured 264 civilian"},
		{"The men were freed ten days after they were abducted.", ""},
		{"Shelling forced 8,000 people to flee.", "displaced 8000"},
		{"Soldiers drove 230 people out of three hamlets.", "displaced 230"},
		{"The home side killed the game with a late goal.", ""},
		{"A soldier shot her dead husband's dog.", ""},
		{"Two dozen people were killed.", "killed 24"},
		{"At least a dozen people were killed.", "killed 12/12/- at_least"},
		{"Half a dozen officers were hurt.", "injured 6 security"},
		{"Twenty-one people were killed.", "killed 21"},
		{"A hundred and fifty people were killed.", "killed 150"},
		{"Fifteen or more people were killed.", "killed 15/15/- at_least"},
		{"1,250 people were injured.", "injured 1250"},
		{"Around 1.2 million people were displaced.", "displaced -/1200000/- about"},
	})
}

func TestNoCount(t *testing.T) {
	for _, text := range []string{
		"If four, five, ten or fifteen people from a camp attack a convoy, we will answer, he said.",
		"Anna Levik, 34, leads the party.",
		"The soldiers marched 12 kilometres to the border.",
		"Police said two attacks took place on Friday.",
		"Five gunmen attacked the village.",
		"About 3,000 protesters marched through the capital.",
		"The attack destroyed 12 houses and 3 trucks.",
		"No one was killed in the attack.",
		"There were no casualties.",
		"Neither Varga nor his wife was injured.",
		"The blast injured nobody.",
		"The government will send 200 soldiers to the region.",
		"The 80th session of the assembly opened on Tuesday.",
		"Inflation killed 12 percent of the jobs.",
		"The bomb weighed 20 kilograms.",
		"The rebels captured three towns.",
		"Soldiers were killed in the ambush.",
		"The troops seized 14 rifles.",
		"He was sentenced to 12 years in prison.",
		"The explosion killed 14 cows.",
		"The ministers held talks for three hours.",
	} {
		if got := countsOf(text); len(got) > 0 {
			t.Errorf("%s\n got %v", text, got)
		}
	}
}

func TestCountLinks(t *testing.T) {
	checkCounts(t, [][2]string{
		{"Twelve people, including three children, were killed.", "killed 12; killed 3 civilian part of c1"},
		{"The bomb killed 12 people, including three children.", "killed 12; killed 3 civilian part of c1"},
		{"Twelve people were killed, among them two women.", "killed 12; killed 2 part of c1"},
		{"Twelve people were killed, five of them children.", "killed 12; killed 5 civilian part of c1"},
		{"Three people died in the blast: two soldiers and a child.", "killed 3; killed 2 security part of c1; killed 1 civilian part of c1"},
		{"Three guards were killed on Monday. The three guards were shot at a checkpoint.", "killed 3 security; killed 3 security repeats c1"},
		{"A bomb killed nine people in Tarsk. The nine people killed were farmers.", "killed 9; killed 9 repeats c1"},
		{"The death toll rose from nine to 12.", "killed 9 superseded by c2; killed 12"},
		{"The death toll has risen to 18.", "killed 18"},
		{"Another man died in hospital, bringing the death toll to 12.", "killed 1 part of c2; killed 12"},
		{"A soldier was killed on Monday. His death caused anger.", "killed 1 security"},
		{"Two soldiers were killed. A civilian was also killed.", "killed 2 security; killed 1 civilian"},
		{"Police said nine people were killed. The toll was later raised to 12.", "killed 9 superseded by c2; killed 12"},
		{"Six people were killed. Two of the dead were children.", "killed 6; killed 2 civilian part of c1"},
		{"Ten people were killed. Among the dead were two nurses.", "killed 10; killed 2 civilian part of c1"},
	})
}

func TestCountRealis(t *testing.T) {
	checkCounts(t, [][2]string{
		{"The group threatened to kill 12 hostages.", "killed 12 hypothetical"},
		{"Forty people are feared dead.", "killed 40 feared"},
		{"The army denied killing 12 civilians.", "killed 12 civilian denied"},
		{"The soldiers did not kill 12 villagers, the general said.", "killed 12 civilian denied"},
		{"The bomb could have killed 50 people.", "killed 50 hypothetical"},
		{"The men plotted to kill the president.", ""},
		{"A gunman tried to assassinate the minister.", ""},
		{"He survived an assassination attempt.", ""},
	})
}

func TestCountScope(t *testing.T) {
	checkCounts(t, [][2]string{
		{"More than 500 people have been killed since January.", "killed 500/500/- at_least tally"},
		{"Over the past six months, the country has lost 210 soldiers.", "killed 210 security tally"},
		{"About 9,000 people have been killed in the conflict.", "killed -/9000/- about tally"},
		{"At least 60 people have been killed this year in the province.", "killed 60/60/- at_least tally"},
		{"Gunmen killed 12 people in Ordana last week.", "killed 12"},
		{"The war has killed 40,000 people.", "killed 40000 tally"},
	})
}
