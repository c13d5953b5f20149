package read

import (
	"strings"
	"testing"

	"github.com/tollbook/tollbook/record"
)

// things gives the words of weapons or targets, joined.
func things(text string, list []record.Instrument) string {
	var out []string
	for _, x := range list {
		out = append(out, text[x.Start:x.End])
	}
	return strings.ToLower(strings.Join(out, "; "))
}

// Weapons are told once, in whole phrases, and only what is one.
func TestWeapons(t *testing.T) {
	tests := []struct{ text, weapons, kind, mode string }{
		{"Police fired tear gas at protesters in Nairobi on Monday, injuring four people.", "tear gas", "other", ""},
		{"A researcher at a think tank in London said the attack killed three soldiers near Mosul on Monday.", "", "", ""},
		{"A car bomb exploded in Herat on Monday, killing two people. The bomb was hidden in a taxi.", "car bomb", "bomb", "bombing"},
	}
	for _, test := range tests {
		e := mainOf(readText("", test.text, "2024-05-14"))
		if e == nil {
			t.Errorf("%q: no event", test.text)
			continue
		}
		got := things(test.text, e.Weapons)
		if !strings.HasSuffix(got, test.weapons) || strings.Contains(got, ";") || len(e.Weapons) > 0 && e.Weapons[0].Kind != test.kind {
			t.Errorf("%q: weapons %q of kind %v, want %q of kind %q", test.text, got, e.Weapons, test.weapons, test.kind)
		}
		if e.Mode == "chemical" || test.mode != "" && string(e.Mode) != test.mode {
			t.Errorf("%q: mode %q", test.text, e.Mode)
		}
	}
}
