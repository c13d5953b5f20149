package read

import (
	"strings"
	"testing"
)

// Who is held to have done it by the report, the police or nameless officials acts.
func TestHeldResponsible(t *testing.T) {
	const blast = "A bomb killed three traders in a market in Quetta on Monday. "
	for _, test := range []struct{ text, actor string }{
		{blast + "The Taliban are suspected.", "Taliban"},
		{blast + "The Balochistan Liberation Army is suspected of the attack.", "Balochistan Liberation Army"},
		{blast + "The Taliban are believed to have been responsible for the attack.", "Taliban"},
		{blast + "The Taliban were behind the attack.", "Taliban"},
		{blast + "Police blamed the Taliban for the attack.", "Taliban"},
		{blast + "Authorities attributed the attack to the Taliban.", "Taliban"},
		{blast + "The action was claimed by the Taliban.", "Taliban"},
		{"The Taliban claimed responsibility for a blast. A bomb killed three traders in Quetta on Monday.", "Taliban"},
		{blast + "The Taliban were not behind the attack.", ""},
		{"Two gunmen believed to belong to the Taliban killed a teacher in Quetta on Monday.", "Taliban"},
		{"A teacher was killed on Monday by suspected members of the Taliban in Quetta.", "Taliban"},
		{"A group calling itself the Sons of the Grey Dawn burned down a bank in Lyon on Monday.", "Sons of the Grey Dawn"},
	} {
		r := readUndated(test.text)
		e := mainOf(r)
		if e == nil {
			t.Errorf("%q: no main event", test.text)
			continue
		}
		got := namesOf(r, e.Actors)
		if test.actor != "" && !strings.Contains(got, test.actor) || test.actor == "" && strings.Contains(got, "Taliban") {
			t.Errorf("%q: actors %q, want %q", test.text, got, test.actor)
		}
	}
}

// Acts of diplomacy are done to the state that their clause names, also where the tree hangs it elsewhere.
func TestCounterparts(t *testing.T) {
	for _, test := range []struct{ text, recipient string }{
		{"Germany has cancelled a planned visit to Ethiopia.", "Ethiopia"},
		{"Japan has agreed to lift its ban on Brazilian beef.", "Brazilian"},
		{"Canada sent peacekeepers to Haiti.", "Haiti"},
	} {
		r := readUndated(test.text)
		e := mainOf(r)
		if e == nil || !strings.Contains(namesOf(r, e.Recipients), test.recipient) {
			t.Errorf("%q: %+v, want the recipient %q", test.text, e, test.recipient)
		}
	}
}
