package read

import (
	"testing"

	"github.com/tollbook/tollbook/report"
)

// TestRivalsAndParts: figures of other people, of another time or of another event never replace one another; parts hang on the whole beside them.
func TestRivalsAndParts(t *testing.T) {
	checkCounts(t, [][2]string{
		{"The army said 13 of its men had died in the attack on Monday and 60 terrorists were killed.", "killed 13; killed 60 militant"},
		{"Ten people were killed in a raid in Ordana. The dead were told by police to be villagers. Police said 60 terrorists were killed.", "killed 10; killed 60 militant"},
		{"Fourteen of the dead were officers, 13 of whom were killed when a mob stormed a station.", "killed 14 security; killed 13 part of c1"},
		{"Two officers were killed and six others injured.", "killed 2 security; injured 6 security"},
		{"Doctors said 17 wounded men were being treated, five of them in critical condition.", "injured 17; injured 5 part of c1"},
		{"Gunmen killed 50 people in Ordana on Monday. Thirty died at once and 20 were burned alive, a senator said.", "killed 50; killed 30 part of c1; killed 20 part of c1"},
		{"The rebels said they had taken six soldiers prisoner.", "abducted 6 security"},
		{"The fighters took 251 hostages.", "abducted 251"},
		{"Four sailors remain missing.", "missing 4"},
		{"The bodies of nine women and four children were found.", "killed 9; killed 4 civilian"},
		{"Gunmen killed 23 people in Ordana on Monday. The bodies of nine women and four children were among those taken to the hospital.",
			"killed 23; killed 9 part of c1; killed 4 civilian part of c1"},
		{"Gunmen injured 121 members of the security forces.", "injured 121 security"},
	})
}

// TestWindowsOfTotals: the time of a total is the one that it covers, and of totals over other times or areas none is a part of another.
func TestWindowsOfTotals(t *testing.T) {
	for _, test := range [][2]string{
		{"At least 6,800 civilians have been killed since the coup of February 2021.", "2021-02-01 2024-03-14 tally"},
		{"More than 900 people have been killed since the start of the war in 2022.", "2022-01-01 2024-03-14 tally"},
		{"Militant attacks killed at least 214 people across Pakistan in February.", "2024-02-01 2024-02-29 tally"},
		{"It was the worst attack since 2019, when a bomber killed 40 policemen.", "2019-01-01 2019-12-31 incident"},
		{"The Red Cross said it had treated 600 wounded people since the start of January.", "2024-01-01 2024-03-14 tally"},
	} {
		rec := Read(&report.Report{Text: test[0], Published: "2024-03-14"}, Options{})
		if len(rec.Counts) != 1 {
			t.Errorf("%s: %d counts", test[0], len(rec.Counts))
			continue
		}
		c := &rec.Counts[0]
		if got := string(c.From) + " " + string(c.To) + " " + string(c.Scope); got != test[1] {
			t.Errorf("%s: %s, not %s", test[0], got, test[1])
		}
	}
}

// TestSpeakersOfTolls: whoever speaks of a figure, or puts the toll at one, is its source.
func TestSpeakersOfTolls(t *testing.T) {
	text := "A bomb hit a bus in Herat on Monday, killing 20 people, residents said, although the military spoke of nine deaths."
	rec := Read(&report.Report{Text: text, Published: "2024-03-14"}, Options{})
	if len(rec.Counts) != 2 || rec.Counts[1].Source == "" || rec.Counts[1].Source == rec.Counts[0].Source {
		t.Errorf("%s: %+v", text, rec.Counts)
	}
}
