package gazetteer

import (
	"testing"

	"github.com/tollbook/tollbook/language"
)

// countryOf gives the country and division of the first mention of a name.
func countryOf(text, name string, clues ...Clue) string {
	for _, m := range Find(language.Parse("", text), clues...) {
		if m.Name != name {
			continue
		}
		if m.Place == nil {
			return m.Country + "/?"
		}
		return m.Country + "/" + m.Place.Admin1Code
	}
	return "not found"
}

// TestPhonesTellTheProvince: a local report need not say of which London its police are; the number to call does.
func TestPhonesTellTheProvince(t *testing.T) {
	for _, test := range []struct{ text, name, want string }{
		{"Two men were stabbed in London on Sunday. Anyone who saw it may call 519-555-0142.", "London", "CAN/08"},
		{"Two men were stabbed in London on Sunday. Anyone who saw it may call (519) 555-0142 or 1-800-555-0100.", "London", "CAN/08"},
		{"Two men were stabbed in London on Sunday. Anyone who saw it may call 800-555-0142.", "London", "GBR/ENG"},
		{"Two men were stabbed in London on Sunday. The file is 4519-555-01425.", "London", "GBR/ENG"},
	} {
		if got := countryOf(test.text, test.name); got != test.want {
			t.Errorf("%q: %s lies in %s, want %s", test.text, test.name, got, test.want)
		}
	}
}

// TestCluesTellNamesakesApart: what is known besides the text decides between towns of one name, and puts nothing anywhere.
func TestCluesTellNamesakesApart(t *testing.T) {
	for _, test := range []struct{ text, name, clue, want string }{
		{"A school burned down in Faizabad on Friday.", "Faizabad", "AFG", "AFG/01"},
		{"A school burned down in the village of Orvanne on Friday.", "Orvanne", "AFG", "/?"},
		{"A school burned down in Nairobi on Friday.", "Nairobi", "AFG", "KEN/05"},
	} {
		if got := countryOf(test.text, test.name, Clue{test.clue, 0.5}); got != test.want {
			t.Errorf("%q: %s lies in %s, want %s", test.text, test.name, got, test.want)
		}
	}
}

// TestTownsCalledLikeCountries: "the City of Turkey" is not the country, whether or not the map has it.
func TestTownsCalledLikeCountries(t *testing.T) {
	for _, test := range []struct{ text, name, want string }{
		{"The fair returns to Turkey on Friday, the City of Turkey says. It draws people from all over Texas.", "Turkey", "USA/?"},
		{"The city of Singapore is clean.", "Singapore", "SGP/"},
		{"A New Mexico man was shot in Texas.", "New Mexico", "USA/NM"},
	} {
		if got := countryOf(test.text, test.name); got != test.want {
			t.Errorf("%q: %s lies in %s, want %s", test.text, test.name, got, test.want)
		}
	}
}

// TestSpellings: a name that differs from a town's only by its spelling is that town's, where all that it may be spelled for lies in one country.
func TestSpellings(t *testing.T) {
	for _, test := range []struct{ text, name, want string }{
		{"Five rockets hit a school in Lashkargah.", "Lashkargah", "AFG/10"},
		{"A Turkish driver was shot near Baiji.", "Baiji", "IRQ/18"},
	} {
		if got := countryOf(test.text, test.name); got != test.want {
			t.Errorf("%q: %s lies in %s, want %s", test.text, test.name, got, test.want)
		}
	}
}

// TestSuburbs: "the X suburb of Y" lies by the city X, and "the X suburb of Y" lies in Y where that is the larger.
func TestSuburbs(t *testing.T) {
	if got := near(t, "Police searched a house in the Cincinnati suburb of Orvanne.", "Orvanne"); got != "Cincinnati/USA/3" {
		t.Errorf("got %s", got)
	}
	if got := countryOf("A man from the Cincinnati suburb of West Chester was arrested.", "Cincinnati"); got != "USA/OH" {
		t.Errorf("got %s", got)
	}
}

// TestFarNamesakes: where a report plays in one country, a small town elsewhere is not meant, nor is a part of a longer name a town.
func TestFarNamesakes(t *testing.T) {
	for _, test := range []struct{ text, name, want string }{
		{"Shots were fired in Ma'ale Orvanne in the West Bank.", "Ma'ale Orvanne", "PSE/?"},
		{"A bomb went off on a bus at Spin Qaira in South Waziristan in Pakistan.", "Spin Qaira", "PAK/?"},
		{"Gunmen killed a man who had helped US forces in Garrandu. Such attacks are frequent in Iraq.", "Garrandu", "IRQ/?"},
		{"A mine killed two men in Zabol. The Taliban laid it.", "Zabol", "AFG/28"},
	} {
		if got := countryOf(test.text, test.name); got != test.want {
			t.Errorf("%q: %s lies in %s, want %s", test.text, test.name, got, test.want)
		}
	}
}

// TestWhose: a country that only tells whose somebody is, is no place.
func TestWhose(t *testing.T) {
	for _, text := range []string{"Four men of a US private security firm were killed.", "Gunmen fired on a joint US-Iraqi police convoy."} {
		for _, m := range Find(language.Parse("", text)) {
			if !m.Associative {
				t.Errorf("%q: %s is a place", text, m.Name)
			}
		}
	}
}
