package gazetteer

import (
	"strings"
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
		{"a name with a small word inside", "", "A leader was captured in Dara-ye Suf district, Samangan province, Afghanistan, on Monday.", "Dara-ye Suf", "AFG off the map"},
		{"the report says in which province a district lies", "", "A leader was captured in Ghormach district, Faryab province, Afghanistan, on Monday.", "Ghormach", "AFG off the map"},
	} {
		if got := feature(test.title, test.text, test.name); got != test.want {
			t.Errorf("%s: %s is %q, want %q", test.about, test.name, got, test.want)
		}
	}
}

// TestProvincesOfAfghanistan finds all provinces by the spellings that armies and agencies use for them.
func TestProvincesOfAfghanistan(t *testing.T) {
	for code, names := range map[string]string{
		"01": "Badakhshan", "02": "Badghis", "03": "Baghlan", "30": "Balkh", "05": "Bamyan; Bamiyan; Bamian", "41": "Daykundi; Dai Kundi; Day Kundi; Daikundi", "06": "Farah", "07": "Faryab",
		"08": "Ghazni", "09": "Ghor; Ghowr", "10": "Helmand; Hilmand", "11": "Herat; Hirat", "31": "Jowzjan; Jawzjan; Jozjan", "13": "Kabul", "23": "Kandahar; Qandahar", "14": "Kapisa",
		"37": "Khost; Khowst", "34": "Kunar; Konar", "24": "Kunduz; Konduz", "35": "Laghman", "17": "Logar; Lowgar", "18": "Nangarhar; Nangahar; Nangrahar", "19": "Nimroz; Nimruz",
		"38": "Nuristan; Nurestan", "29": "Paktika", "36": "Paktia; Paktiya; Paktya", "42": "Panjshir; Panjsher; Panshir", "40": "Parwan; Parvan", "32": "Samangan",
		"33": "Sar-e Pul; Sar-e Pol; Sari Pul; Saripul; Sar-e-Pul", "26": "Takhar", "39": "Uruzgan; Oruzgan; Urozgan", "27": "Wardak; Maidan Wardak; Maydan Wardak; Vardak", "28": "Zabul",
	} {
		for _, name := range strings.Split(names, "; ") {
			text := "KABUL, Afghanistan (Sept. 12, 2010) - Afghan and coalition forces killed two insurgents in " + name + " province yesterday."
			got := ""
			for _, m := range Find(language.Parse("", text)) {
				if m.Place != nil && !m.Associative && m.Place.Admin1Code != "" && !m.Dateline {
					got = m.Place.Country + m.Place.Admin1Code
				}
			}
			if got != "AFG"+code {
				t.Errorf("%s is %q, want AFG%s", name, got, code)
			}
		}
	}
}
