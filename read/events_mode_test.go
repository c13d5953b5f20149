package read

import (
	"testing"

	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

func readUndated(text string) *record.Record {
	return Read(&report.Report{Text: text, Published: "2024-06-12"}, Options{})
}

// The weapon says how force was used where the verb alone does not.
func TestModeFromWeapon(t *testing.T) {
	tests := []struct{ mode, text string }{
		{"ied", "Four guards were killed on Monday when rebels blew up their jeep with an improvised explosive device near Tamale."},
		{"mine", "Two shepherds were killed on Monday when a landmine went off near Garissa."},
		{"mine", "A farmer was killed after a mine exploded in a field near Lodwar on Monday."},
		{"shelling", "Two missiles slammed into a warehouse in Odesa on Monday, killing five people."},
		{"shelling", "Rockets hit the market in Taiz on Monday, wounding nine people."},
		{"shelling", "Twelve mortars were fired at the town hall in Mosul on Monday."},
		{"airstrike", "Warplanes struck targets in the hills near Sirte on Monday, killing six fighters."},
		{"bombing", "An explosion tore through a mosque in Herat on Monday, killing seven people."},
	}
	for _, test := range tests {
		found := ""
		for _, e := range readUndated(test.text).Events {
			if e.Main {
				found = string(e.Mode)
			}
		}
		if found != test.mode {
			t.Errorf("%q: mode %q, want %q", test.text, found, test.mode)
		}
	}
}

// What follows "if" did not happen, and tolls of months are no incident.
func TestNoIncident(t *testing.T) {
	tests := []string{
		"“If two or twenty gunmen attack one of our posts, there will be an answer,” he said.",
		"Unless the rebels attack the town again, the road will open, the mayor said.",
		"Over the past eight months, 312 soldiers have been killed in the north of the country.",
	}
	for _, text := range tests {
		for _, e := range readUndated(text).Events {
			if e.Type == "ASSAULT" && e.Realis == record.Actual {
				t.Errorf("%q: %s tells of violence that happened", text, e.Rule)
			}
		}
	}
}

// Who claims an attack did it, however the claim is worded.
func TestClaims(t *testing.T) {
	tests := []string{
		"A bomb exploded in a market in Herat on Monday. The Islamic State has reportedly claimed responsibility for the attack.",
		"A bomb exploded in a market in Herat on Monday. The attack was claimed by the Islamic State.",
		"A bomb exploded in a market in Herat on Monday. The Islamic State later claimed responsibility for the blast.",
	}
	for _, text := range tests {
		claimed := 0
		for _, e := range readUndated(text).Events {
			claimed += len(e.ClaimedBy)
		}
		if claimed != 1 {
			t.Errorf("%q: claimed by %d, want 1", text, claimed)
		}
	}
}
