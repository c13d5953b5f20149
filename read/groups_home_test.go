package read

import (
	"testing"

	"github.com/tollbook/tollbook/report"
)

func TestCountryOfPlacesByGroups(t *testing.T) {
	for _, test := range []struct{ text, name, want string }{
		{"Two rockets were fired at the settlement of Orvanne. The military wing of Hamas said that it had fired them.", "Orvanne", "PSE"},
		{"Two rockets were fired at the settlement of Orvanne. Nobody said who had fired them.", "Orvanne", ""},
		{"Two rockets were fired at the settlement of Orvanne. Both Hamas and the Taliban denied it.", "Orvanne", ""},
	} {
		rec := Read(&report.Report{Text: test.text}, Options{})
		for _, p := range rec.Places {
			if p.Name == test.name && string(p.Country) != test.want {
				t.Errorf("%s: %s lies in %q, want %q", test.text, p.Name, p.Country, test.want)
			}
		}
	}
}
