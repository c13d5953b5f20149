package gazetteer

import (
	"fmt"
	"math"
	"testing"

	"github.com/tollbook/tollbook/language"
)

// near says what a report tells of where a name lies: the place whose point it gets and how exact that is; "-" for nothing.
func near(t *testing.T, text, name string) string {
	t.Helper()
	for _, m := range Find(language.Parse("", text)) {
		if m.Name != name {
			continue
		}
		switch {
		case m.Around != nil:
			return fmt.Sprintf("%s/%s/%d", m.Around.Name, m.Country, m.AroundPrecision)
		case m.Place != nil:
			return fmt.Sprintf("on the map %.1f %.1f", math.Abs(m.Place.Lat), math.Abs(m.Place.Lon))
		}
		return "-"
	}
	return "not found"
}

func TestNamesOffTheMap(t *testing.T) {
	for _, test := range []struct{ about, text, name, want string }{
		{"what is said to hold it", "A bomb went off in the village of Garrandu in Swat district, Pakistan, on Monday.", "Garrandu", "Swat/PAK/3"},
		{"the town beside it", "Gunmen from the hamlet of Orvanne drove to Limerick on Sunday.", "Orvanne", "Limerick/IRL/3"},
		{"the locality of the report", "Police in Saskatoon arrested a man on Friday. A court will hear him next week. Neighbours said that he had come from the village of Orvanne.", "Orvanne", "Saskatoon/CAN/3"},
		{"towns of two countries tell nothing", "The minister flew from Lisbon to Oslo. He had spent May at home. His family has lived in the village of Orvanne since then. They like it.", "Orvanne", "-"},
		{"nor does the place of another story", "The minister will sign in Tokyo on Friday.\n\nA Chinese ship rammed a Philippine boat near the village of Orvanne.", "Orvanne", "-"},
		{"a village lies in no capital that its sentence names", "Officials in Bamako said that gunmen had attacked the village of Orvanne.", "Orvanne", "-"},
		{"a shoal lies in no town", "A ship left Manila on Monday. It was hit near Tarrant Shoal.", "Tarrant Shoal", "-"},
		{"one name is one place", "Gunmen attacked a convoy between Orvanne and Bougouni in Mali.\n\nSchools were closed in Bamako. Residents of Orvanne fled.\n\nThe town of Orvanne is empty.", "Orvanne", "Bougouni/MLI/3"},
		{"nor does a country", "Shells fell in Yemen on Friday. Three people died in the village of Orvanne.", "Orvanne", "-"},
	} {
		if got := near(t, test.text, test.name); got != test.want {
			t.Errorf("%s: %q is by %s, want %s", test.about, test.name, got, test.want)
		}
	}
}

// TestNamesakesFarOff: a village that is told to lie by a town is not the town of that name in another country.
func TestNamesakesFarOff(t *testing.T) {
	for _, test := range []struct{ text, name, country string }{
		{"Police found a body in Riyadh, southwest of Kirkuk.", "Riyadh", "IRQ"},
		{"The minister flew to Riyadh from Kirkuk.", "Riyadh", "SAU"},
	} {
		got := ""
		for _, m := range Find(language.Parse("", test.text)) {
			if m.Name == test.name {
				got = m.Country
			}
		}
		if got != test.country {
			t.Errorf("%q: %s lies in %q, want %s", test.text, test.name, got, test.country)
		}
	}
}

func TestCountryAndItsCapitalOfOneName(t *testing.T) {
	for _, m := range Find(language.Parse("", "MEXICO CITY — Mexico's senate met in Mexico City on Tuesday. Mexico will not agree, a senator said in Mexico City.")) {
		if m.Name == "Mexico" && (m.Place == nil || m.Place.Feature != "PCLI") {
			t.Errorf("%s is %+v, want the country", m.Name, m.Place)
		}
	}
}

func TestStreetsAreNoTowns(t *testing.T) {
	for _, test := range []struct{ text, name string }{
		{"Police in Saskatoon said that shots were fired on Hampton Avenue in Saskatoon on Friday. The shots in Saskatoon hurt nobody.", "Hampton Avenue"},
		{"Shots were fired in Hampton, Virginia, on Friday.", "Hampton"},
	} {
		found := false
		for _, m := range Find(language.Parse("", test.text)) {
			found = found || m.Name == test.name
			if m.Name == "Hampton" && test.name != m.Name {
				t.Errorf("%s: the street's name is read as a town's", test.text)
			}
		}
		if !found {
			t.Errorf("%s: no %s", test.text, test.name)
		}
	}
}

func TestNamesWithAPossessive(t *testing.T) {
	for _, test := range []struct{ text, name, country string }{
		{"Envoys of the Democratic People's Republic of Korea left the talks.", "Democratic People's Republic of Korea", "PRK"},
		{"Yemen's Aden port was shelled.", "Yemen", "YEM"},
		{"Kirkuk's Hawija district was calm, Iraq's army said.", "Kirkuk", "IRQ"},
	} {
		found := false
		for _, m := range Find(language.Parse("", test.text)) {
			found = found || m.Name == test.name && m.Country == test.country
		}
		if !found {
			t.Errorf("%s: no %s in %s", test.text, test.name, test.country)
		}
	}
}

func TestProvinceBeforeItsTown(t *testing.T) {
	for _, m := range Find(language.Parse("", "He may not stay in Quebec, the judge in Montreal said.")) {
		if m.Name == "Quebec" && (m.Place == nil || m.Place.Feature != "ADM1") {
			t.Errorf("Quebec is %+v, want the province", m.Place)
		}
	}
}

func TestTerritoryOfACountry(t *testing.T) {
	for _, m := range Find(language.Parse("", "Azerbaijan mined the border territory of Georgia, the Georgian ministry said. Troops passed through Georgia.")) {
		if m.Name == "Georgia" && m.Country != "GEO" {
			t.Errorf("Georgia lies in %s, want GEO", m.Country)
		}
	}
}

// TestInitialsAreNoPlaces: a word off the map that stands all in capitals is a body's.
func TestInitialsAreNoPlaces(t *testing.T) {
	for _, m := range Find(language.Parse("", "A jet bombed a monastery in Sagaing Region before dawn on Tuesday.\n\nThe opposition National Unity Government called on ASEAN to impose an arms embargo. Thailand offered to host talks between the two sides.")) {
		if m.Name == "ASEAN" {
			t.Errorf("%s is read as a place", m.Name)
		}
	}
}
