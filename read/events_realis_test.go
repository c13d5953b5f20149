package read

import (
	"slices"
	"testing"

	"github.com/tollbook/tollbook/record"
)

func TestRealis(t *testing.T) {
	tests := []struct {
		text string
		typ  record.Type
		want record.Realis
	}{
		{"Rebels attacked a convoy near Gao.", "ASSAULT", "actual"},
		{"The rebels plan to attack the capital.", "ASSAULT", "planned"},
		{"The rebels threatened to attack the capital.", "ASSAULT", "threatened"},
		{"The rebels did not attack the convoy.", "ASSAULT", "denied"},
		{"The army denied on Monday that its soldiers had attacked the village.", "ASSAULT", "denied"},
		{"If rebels attack the convoy, the army will respond.", "ASSAULT", "hypothetical"},
		{"Rebels may attack the capital, diplomats said.", "ASSAULT", "hypothetical"},
		{"Police foiled an attack on a church.", "ASSAULT", "planned"},
		{"The minister plans to visit Kenya.", "CONSULT", "planned"},
		{"Pakistan plans to send a delegation to Afghanistan.", "CONSULT", "planned"},
		{"The president will meet the rebel leader in Doha.", "CONSULT", "planned"},
		{"The president met the rebel leader in Doha.", "CONSULT", "actual"},
		{"No one was killed in the raid by gunmen.", "ASSAULT", "denied"},
		{"The army said rebels had killed nine villagers.", "ASSAULT", "actual"},
		{"Gunmen searched the offices on Monday in order to kill the leaders.", "ASSAULT", "planned"},
		{"Any group that attacks the convoy will be punished, the minister said.", "ASSAULT", "threatened"},
		{"An imminent attack on the port was feared.", "ASSAULT", "planned"},
	}
	for _, test := range tests {
		r := readText("", test.text, "2024-05-14")
		got := []record.Realis{}
		for _, e := range r.Events {
			if e.Type == test.typ {
				got = append(got, e.Realis)
			}
		}
		if !slices.Contains(got, test.want) {
			t.Errorf("%q: realis of %s %v, want %s", test.text, test.typ, got, test.want)
		}
	}
}
