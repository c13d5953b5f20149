package policy

import (
	"testing"

	"github.com/tollbook/tollbook/record"
)

func TestEventType(t *testing.T) {
	for _, tc := range []struct {
		name  string
		event record.Event
		clash bool
		want  [2]string
	}{
		{"an attack on civilians", record.Event{Type: "ASSAULT", Mode: "shooting"}, false, [2]string{"Violence against civilians", "Attack"}},
		{"an exchange of fire", record.Event{Type: "ASSAULT", Mode: "clash"}, false, [2]string{"Battles", "Armed clash"}},
		{"an airstrike", record.Event{Type: "ASSAULT", Mode: "airstrike"}, false, [2]string{"Explosions/Remote violence", "Air/drone strike"}},
		{"an airstrike inside a ground battle is a battle", record.Event{Type: "ASSAULT", Mode: "airstrike"}, true, [2]string{"Battles", "Armed clash"}},
		{"a suicide bomb", record.Event{Type: "ASSAULT", Mode: "suicide-bombing"}, false, [2]string{"Explosions/Remote violence", "Suicide bomb"}},
		{"an abduction", record.Event{Type: "COERCE", Mode: "abduction"}, false, [2]string{"Violence against civilians", "Abduction/forced disappearance"}},
		{"a ceasefire", record.Event{Type: "RETREAT", Mode: "ceasefire"}, false, [2]string{"Strategic developments", "Agreement"}},
		{"a meeting is no event", record.Event{Type: "CONSULT", Mode: "meeting"}, false, [2]string{"", ""}},
		{"a riot", record.Event{Type: "PROTEST", Mode: "riot"}, false, [2]string{"Riots", "Violent demonstration"}},
		{"what is only threatened is no event", record.Event{Type: "ASSAULT", Mode: "airstrike", Realis: record.Threatened}, false, [2]string{"", ""}},
	} {
		if tc.event.Realis == "" {
			tc.event.Realis = record.Actual
		}
		if a, b := EventType(&tc.event, tc.clash); [2]string{a, b} != tc.want {
			t.Errorf("ACLED: %s: %q, %q", tc.name, a, b)
		}
	}
}

func TestInteraction(t *testing.T) {
	army := &record.Actor{Sector: "MIL", Country: "MLI"}
	rebels := &record.Actor{Sector: "REB", Kind: record.ArmedGroup}
	gunmen := &record.Actor{Sector: "UAF", Kind: record.People}
	villagers := &record.Actor{Sector: "CVL", Kind: record.People}
	for _, tc := range []struct {
		name        string
		a, b        *record.Actor
		home        string
		interaction string
		violence    int
	}{
		{"army and rebels", army, rebels, "MLI", "12", 1},
		{"rebels and army: the lower digit first", rebels, army, "MLI", "12", 1},
		{"a foreign army", army, rebels, "NER", "28", 1},
		{"a militia and civilians", gunmen, villagers, "MLI", "37", 3},
		{"army and civilians", army, villagers, "MLI", "17", 3},
		{"rebels and a militia", rebels, gunmen, "MLI", "23", 2},
		{"an actor alone", army, &record.Actor{}, "MLI", "10", 0},
	} {
		a, b := Inter(tc.a, tc.home), Inter(tc.b, tc.home)
		if got := Interaction(a, b); got != tc.interaction {
			t.Errorf("ACLED: %s: interaction %s, want %s", tc.name, got, tc.interaction)
		}
		if got := TypeOfViolence(a, b); got != tc.violence {
			t.Errorf("UCDP: %s: type of violence %d, want %d", tc.name, got, tc.violence)
		}
	}
}
