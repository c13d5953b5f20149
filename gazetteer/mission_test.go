package gazetteer

import (
	"testing"

	"github.com/tollbook/tollbook/language"
)

// feature gives the country, division and feature of the first place of a name in a report, "-" for none.
func feature(title, text, name string) string {
	for _, m := range Find(language.Parse(title, text)) {
		if m.Name != name {
			continue
		}
		if m.Place == nil {
			return m.Country + " off the map"
		}
		return m.Country + " " + m.Place.Feature
	}
	return "-"
}

func TestReportsOfArmies(t *testing.T) {
	for _, test := range []struct{ about, title, text, name, want string }{
		{"a base is not the town it is named for", "", "KABUL, Afghanistan – Insurgents attacked Forward Operating Bases Salerno and Chapman in Khost province on Saturday.", "Salerno", "AFG off the map"},
		{"a fighter told with his rank is no village", "", "The force killed a Taliban commander, Mullah Darvesi, in Kandahar province, Afghanistan, on Monday. It was engaged in a compound, killing four militants in addition to Darvesi.", "Darvesi", "-"},
		{"a title calls the province by its name", "Taliban commander killed in Kandahar", "A Taliban commander was killed in Zhari district, Kandahar province, Afghanistan, on Monday.", "Kandahar", "AFG ADM1"},
		{"but not where the report speaks of the city", "Taliban commander killed in Kandahar", "A Taliban commander was killed in Kandahar city, the capital of Kandahar province, Afghanistan, on Monday.", "Kandahar", "AFG PPLA"},
		{"the report says in which province a district lies", "", "A leader was captured in Ghormach district, Faryab province, Afghanistan, on Monday.", "Ghormach", "AFG off the map"},
	} {
		if got := feature(test.title, test.text, test.name); got != test.want {
			t.Errorf("%s: %s is %q, want %q", test.about, test.name, got, test.want)
		}
	}
}
