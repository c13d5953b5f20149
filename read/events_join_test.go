package read

import (
	"reflect"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/record"
)

func eventsOf(r *record.Record, typ record.Type) []record.Event {
	var out []record.Event
	for _, e := range r.Events {
		if e.Type == typ {
			out = append(out, e)
		}
	}
	return out
}

func TestJoining(t *testing.T) {
	tests := []struct {
		text string
		want int // events of violence
	}{
		{"Eighteen soldiers were martyred in two separate attacks in Kohat.", 1},
		{"A bomb exploded in a market in Herat, killing seven people. The blast also wounded thirty. Nobody claimed the attack.", 1},
		{"Gunmen shot dead a judge in Lima. The attack took place outside his home.", 1},
		{"Gunmen killed a judge in Lima on Monday. Elsewhere, rebels attacked a convoy in Bogota on Tuesday.", 2},
		{"Rebels attacked a village. Another attack left two dead in Bria.", 2},
		{"A policeman was killed in an ambush near Kidal. His killing was the third this month.", 1},
		{"Five soldiers were killed when a bomb struck a convoy near Gao. The army denied a claim by the rebels that 40 soldiers had died.", 2},
		{"Israel bombed Beirut. Hezbollah attacked Haifa.", 2},
		{"The bombing came two days after gunmen killed a judge in Quetta.", 2},
		{"A farmer died two days after gunmen shot him in Quetta.", 1},
		{"Gunmen shot a clerk in Quetta. Police said it was a targeted attack.", 1},
		{"A gunman opened fire in a bank in Lima. The attacker killed two clerks.", 1},
	}
	for _, test := range tests {
		r := readText("", test.text, "2024-05-14")
		if got := eventsOf(r, "ASSAULT"); len(got) != test.want {
			t.Errorf("%q: %d events of violence, want %d", test.text, len(got), test.want)
			for _, e := range got {
				t.Logf("  %s %s %v", e.Rule, e.Mode, e.Triggers)
			}
		}
	}
}

func TestUmbrella(t *testing.T) {
	r := readText("", "Eighteen security personnel were martyred in two separate attacks in northern Kuralia.", "2024-05-14")
	events := eventsOf(r, "ASSAULT")
	if len(events) != 1 || events[0].Number != 2 || len(events[0].Triggers) != 2 || len(events[0].Actors) != 0 {
		t.Fatalf("want one umbrella of two without actors: %+v", events)
	}
}

func TestUmbrellaParts(t *testing.T) {
	r := readText("", "Two bombings in the port of Aden killed nine people on Tuesday. The first bombing hit a market in the old town.", "2024-05-14")
	events := eventsOf(r, "ASSAULT")
	if len(events) != 2 || events[0].Number != 2 || string(events[1].PartOf) != events[0].ID {
		t.Errorf("want an umbrella of two and a part of it: %+v", events)
	}
}

func TestRoles(t *testing.T) {
	tests := []struct{ text, actors, recipients string }{
		{"Rebels killed a policeman in Gao.", "Rebels", "a policeman"},
		{"A policeman was killed by rebels in Gao.", "rebels", "A policeman"},
		{"The attack by rebels on soldiers lasted an hour.", "rebels", "soldiers"},
		{"Militants carried out an attack on policemen.", "Militants", "policemen"},
		{"The killing of two farmers by soldiers in Dori angered the governor of the province.", "soldiers", "two farmers"},
		{"Gunmen opened fire on worshippers.", "Gunmen", "worshippers"},
		{"Gunmen attacked a convent in Dori and killed two nuns on Monday.", "gunmen", "two nuns"},
		{"Pakistan plans to send a delegation to Afghanistan.", "Pakistan", "Afghanistan"},
		{"Chad accused Sudan of arming rebels.", "Chad", "Sudan"},
		{"Canada and Peru agreed on Tuesday to begin talks on fishing.", "Canada", "Peru"},
		{"Norway suspended aid to Khartoum on Monday after the coup.", "Norway", "Khartoum"},
		{"Militants attacked an army base in Dori on Sunday.", "Militants", "army base"},
		{"Japan sent 200 troops to South Sudan on Friday.", "Japan", "South Sudan"},
	}
	for _, test := range tests {
		r := readText("", test.text, "2024-05-14")
		e := mainOf(r)
		if e == nil {
			t.Errorf("%q: no event", test.text)
			continue
		}
		a, b := strings.ToLower(namesOf(r, e.Actors)), strings.ToLower(namesOf(r, e.Recipients))
		if !strings.Contains(a, strings.ToLower(test.actors)) || !strings.Contains(b, lastWord(test.recipients)) {
			t.Errorf("%q: %q did it to %q, want %q to %q", test.text, a, b, test.actors, test.recipients)
		}
	}
}

func lastWord(s string) string {
	words := strings.Fields(strings.ToLower(s))
	return words[len(words)-1]
}

func TestResponsibility(t *testing.T) {
	r := readText("", "A bomb killed nine soldiers in Gao on Monday. The Kuralia Liberation Front claimed responsibility for the attack. "+
		"The Malian army blamed the rebels for the bombing.", "2024-05-14")
	e := mainOf(r)
	if e == nil || e.Type != "ASSAULT" {
		t.Fatalf("no violence: %+v", r.Events)
	}
	if got := namesOf(r, e.ClaimedBy); !strings.Contains(got, "Kuralia Liberation Front") {
		t.Errorf("claimed by %q", got)
	}
	if len(e.BlamedBy) != 1 || !strings.HasSuffix(namesOf(r, e.BlamedBy[0][:]), "rebels") {
		t.Errorf("blamed: %v", e.BlamedBy)
	}
}

// The coding must not depend on who the sides are.
func TestSwappedSides(t *testing.T) {
	texts := []string{
		"@ forces shelled a village in % on Monday, killing five civilians. % condemned the attack and accused @ of aggression.",
		"@ said on Friday it will withdraw its troops from %. The president of % welcomed the decision of @.",
		"@ rejected a proposal by %. % threatened to attack @.",
		"The army of @ killed two policemen near the border with %. @ denied responsibility for the attack.",
	}
	pairs := [][2]string{{"Israel", "Syria"}, {"Russia", "Ukraine"}, {"India", "Pakistan"}}
	for _, text := range texts {
		for _, p := range pairs {
			one := coding(text, p[0], p[1])
			two := coding(text, p[1], p[0])
			if !reflect.DeepEqual(one, two) {
				t.Errorf("%q with %v:\n%v\n%v", text, p, one, two)
			}
		}
	}
}

// coding gives what is coded of each event, with the sides as @ and %.
func coding(text, at, percent string) []string {
	names := strings.NewReplacer("@", at, "%", percent)
	back := strings.NewReplacer(at, "@", percent, "%")
	r := readText("", names.Replace(text), "2024-05-14")
	var out []string
	for _, e := range r.Events {
		out = append(out, back.Replace(strings.Join([]string{string(e.Type), string(e.Mode), string(e.Realis), namesOf(r, e.Actors),
			namesOf(r, e.Recipients), e.Rule, namesOf(r, e.ClaimedBy), namesOf(r, e.DeniedBy)}, "|")))
	}
	return out
}
