package read

import (
	"strings"
	"testing"
)

// In a report in upper case a person named far from all violence has no part in it, and "any group" is nobody.
func TestReach(t *testing.T) {
	near := "LIMA, 4 MAR 90 -- [TEXT] TERRORISTS KILLED MAYOR PEDRO SALAS IN AYACUCHO YESTERDAY."
	tests := []struct{ text, not string }{
		{near + " POLICE ARE SEARCHING THE AREA. NO CLAIM HAS BEEN MADE. NOR HAS ANY SUBVERSIVE GROUP SPOKEN OF THE ATTACK.", "SUBVERSIVE GROUP"},
		{near + " THE PRICE OF BREAD ROSE AGAIN. THE MINISTRY OF TRADE WILL MEET THE BAKERS. A BAKER, LUIS OSORIO, WAS ELECTED SPOKESMAN AND SAID THAT HE WAS THE VICTIM OF THE CRISIS.", "LUIS OSORIO"},
		{"Officials found no evidence that any group killed the six priests in Ayacucho on Monday.", "any group"},
	}
	for _, test := range tests {
		r := readText("", test.text, "")
		if len(r.Events) == 0 {
			t.Errorf("%q: no event", test.text)
		}
		for i := range r.Events {
			if got := namesOf(r, append(r.Events[i].Actors, r.Events[i].Recipients...)); strings.Contains(got, test.not) {
				t.Errorf("%q: %s: parties %q", test.text, r.Events[i].Rule, got)
			}
		}
	}
}
