package read

import (
	"testing"

	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

func TestCountPartsBeforeVerb(t *testing.T) {
	checkCounts(t, [][2]string{
		{"Thirty villagers, among them four children, were shot dead.", "killed 30 civilian; killed 4 civilian part of c1"},
		{"At least 16 people, including six women and babies, were killed when rebels opened fire.", "killed 16/16/- at_least; killed 6 civilian part of c1"},
		{"Nine people, including two nurses, died in the blast.", "killed 9; killed 2 civilian part of c1"},
		{"A car bomb exploded, killing eight people, five of them policemen.", "killed 8; killed 5 security part of c1"},
		{"Officers found two men, one of whom died.", "killed 1"},
		{"The army said 11 men, whom it called rebels, were killed.", "killed 11"},
		{"Seven people were killed, including a nurse, and 20 injured.", "killed 7; killed 1 civilian part of c1; injured 20"},
	})
}

func TestCountEarlyTolls(t *testing.T) {
	checkCounts(t, [][2]string{
		{"A bomb killed 18 people. Officials had initially put the death toll at 9.", "killed 18; killed 9 superseded by c1"},
		{"The blast killed 22 people. Police earlier said 15 people had been killed.", "killed 22; killed 15 superseded by c1"},
		{"The raid killed 31 villagers. An earlier report said 20 villagers were killed.", "killed 31 civilian; killed 20 civilian superseded by c1"},
		{"The strike killed 40 people. The toll was later revised down to 33.", "killed 40 superseded by c2; killed 33"},
	})
}

func TestCountInherits(t *testing.T) {
	checkCounts(t, [][2]string{
		{"The ambush left six soldiers dead and four others wounded.", "killed 6 security; injured 4 security"},
		{"Eight militants were killed and three wounded.", "killed 8 militant; injured 3 militant"},
		{"A soldier was killed and two others were wounded.", "killed 1 security; injured 2 security"},
		{"A teacher was killed and two others were wounded.", "killed 1 civilian; injured 2"},
		{"Two soldiers and a nurse were killed and five others wounded.", "killed 2 security; killed 1 civilian; injured 5"},
		{"Twelve people were killed and nine others wounded.", "killed 12; injured 9"},
	})
}

func TestCountTotals(t *testing.T) {
	checkCounts(t, [][2]string{
		{"At least 41 attacks were recorded in January. In all, 98 people were killed, including 40 soldiers.", "killed 98 tally; killed 40 security tally part of c1"},
		{"The country marked the genocide of 1994, in which about 800,000 people were killed.", "killed -/800000/- about tally"},
		{"She recalled the war of 1971, in which 12,000 people died.", "killed 12000 tally"},
		{"About 30,000 people died in the 1988 uprising.", "killed -/30000/- about tally"},
		{"More than 150 people have died since January. Over 2,000 people have been arrested.", "killed 150/150/- at_least tally; detained 2000/2000/- at_least tally"},
		{"A bomb in the raid, in which 12 people were killed, failed.", "killed 12"},
	})
}

func TestCountRetold(t *testing.T) {
	checkCounts(t, [][2]string{
		{"A teenager was killed in a shooting in Orlin. One boy died at the scene, police said.", "killed 1 civilian; killed 1 civilian repeats c1"},
		{"A man was killed in a shooting. A woman was killed too.", "killed 1; killed 1"},
		{"A 16-year-old boy was killed in a shooting. A 17-year-old boy was killed in the shooting.", "killed 1 civilian; killed 1 civilian"},
		{"Ten soldiers were killed. The army then killed six militants. \"We lost ten men,\" said Col. Rado Behr.", "killed 10 security; killed 6 militant; killed 10 repeats c1"},
		{"Fourteen soldiers died in two attacks. Nine soldiers were killed near Velm. Five more soldiers were killed near Dorn.", "killed 14 security; killed 9 security part of c1; killed 5 security part of c1"},
		{"Three people were shot on Sunday, two of them fatally.", "killed_or_injured 3; killed 2; killed_or_injured 2 part of c1"},
		{"The victim was pronounced dead at the scene.", "killed 1"},
		{"A man and his wife, both 45, were pronounced dead.", "killed 1; killed 1 civilian"},
		{"One man is dead and two others are in critical condition.", "killed 1; injured 2"},
		{"A woman was struck in the leg and a guard was grazed by a bullet.", "injured 1; injured 1 security"},
		{"A spokesman denied a claim by the rebels that up to 40 soldiers had died.", "killed -/40/40 up_to security denied"},
	})
}

// TestNeutralised: Turkish officials mean killed, captured or surrendered by the word, others killed.
func TestNeutralised(t *testing.T) {
	checkCounts(t, [][2]string{
		{"Turkish jets struck the hills. The Defence Ministry said nine PKK militants were neutralised.", "killed_or_injured 9 militant"},
		{"Turkish soldiers neutralized four militants in the raid.", "killed_or_injured 4 militant"},
		{"The Pakistani army said it neutralised nine militants.", "killed 9 militant"},
		{"Indian troops neutralised three terrorists.", "killed 3 militant"},
	})
}

func TestCountDays(t *testing.T) {
	for _, test := range []struct{ text, kind, from, place string }{
		{"A day after an attack on a clinic in Kabul killed 19 people, a commander withdrew his claim.", "killed", "2024-03-13", "Kabul"},
		{"Two days after a bomb killed 12 people in Mosul, a militia denied a role.", "killed", "2024-03-12", "Mosul"},
		{"A week after gunmen killed nine people in Gao, the army sent more troops.", "killed", "2024-03-07", "Gao"},
	} {
		rec := Read(&report.Report{Text: test.text, Published: "2024-03-14"}, Options{})
		if len(rec.Counts) != 1 {
			t.Errorf("%s: %d counts", test.text, len(rec.Counts))
			continue
		}
		c := rec.Counts[0]
		place := ""
		for _, p := range rec.Places {
			if record.Nullable(p.ID) == c.Place {
				place = p.Name
			}
		}
		if string(c.Kind) != test.kind || string(c.From) != test.from || place != test.place || c.Time == "" {
			t.Errorf("%s: %s from %s at %q, time %q", test.text, c.Kind, c.From, place, c.Time)
		}
	}
}
