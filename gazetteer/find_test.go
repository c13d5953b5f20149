package gazetteer

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/language"
)

// tell gives the mentions of a text in short: "Kabul=Kabul/AFG/1".
func tell(text string) []string {
	var out []string
	for _, m := range Find(language.Parse("", text)) {
		place := "?"
		if m.Place != nil {
			place = m.Place.Name
		}
		s := fmt.Sprintf("%s=%s/%s/%d", m.Name, place, m.Country, m.Precision)
		if m.Area != "" {
			s += "/" + m.Area
		}
		if m.Near {
			s += "/near"
		}
		if m.Associative {
			s += "/associative"
		}
		out = append(out, s)
	}
	return out
}

func TestFind(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"A roadside bomb killed four soldiers in Kandahar province, officials in Afghanistan said.",
			[]string{"Kandahar=Kandahar/AFG/4", "Afghanistan=Afghanistan/AFG/6"}},
		{"Gunmen opened fire on a convoy in northwestern Pakistan on Friday.",
			[]string{"Pakistan=Pakistan/PAK/5/northwestern part"}},
		{"Two attacks struck the north-western part of Pakistan within hours.",
			[]string{"Pakistan=Pakistan/PAK/5/north-western part"}},
		{"Fighting continued in eastern and southern Ukraine overnight.",
			[]string{"Ukraine=Ukraine/UKR/5/eastern and southern part"}},
		{"Shells hit villages in southern Helmand as troops withdrew.",
			[]string{"Helmand=Helmand/AFG/4/southern part"}},
		{"Rebels seized a post 20 km south of Bamako, the capital of Mali.",
			[]string{"Bamako=Bamako/MLI/2/near", "Mali=Mali/MLI/6"}},
		{"Clashes broke out near Mosul and on the outskirts of Kirkuk.",
			[]string{"Mosul=Mosul/IRQ/2/near", "Kirkuk=Kirkuk/IRQ/2/near"}},
		{"A bus was ambushed in the north of Mozambique.",
			[]string{"Mozambique=Mozambique/MOZ/5/north part"}},
		{"Colombian troops found the bodies near Medellin.",
			[]string{"Colombian=Colombia/COL/6/associative", "Medellin=Medellín/COL/2/near"}},
		{"The strike was launched from Afghan soil, Kabul said.",
			[]string{"Afghan=Afghanistan/AFG/6", "Kabul=Kabul/AFG/1/associative"}},
		{"The blast in the West Bank was heard in East Jerusalem.",
			[]string{"West Bank=West Bank/PSE/5", "East Jerusalem=East Jerusalem/PSE/1"}},
		{"Militants stormed a school in South Waziristan.",
			[]string{"South Waziristan=South Waziristan/PAK/3"}},
		{"A warship was hit in the Red Sea off Yemen.",
			[]string{"Red Sea=Red Sea//7", "Yemen=Yemen/YEM/7"}},
		{"The man was shot dead in Dayton, Ohio, on Sunday.",
			[]string{"Dayton=Dayton/USA/1", "Ohio=Ohio/USA/4"}},
		{"Three people were wounded in Florence, Ala., police said.",
			[]string{"Florence=Florence/USA/1", "Ala.=Alabama/USA/4"}},
		{"Protesters marched through Nairobi and Kampala.",
			[]string{"Nairobi=Nairobi/KEN/1", "Kampala=Kampala/UGA/1"}},
		{"A curfew was imposed in Santiago after riots across Chile.",
			[]string{"Santiago=Santiago/CHL/1", "Chile=Chile/CHL/6"}},
		{"Hundreds fled Goma in North Kivu, in the DR Congo.",
			[]string{"Goma=Goma/COD/1", "North Kivu=North Kivu/COD/4", "DR Congo=Democratic Republic of the Congo/COD/6"}},
		{"The army shelled Sittwe in Rakhine state, in western Myanmar.",
			[]string{"Sittwe=Sittwe/MMR/1", "Rakhine=Rakhine/MMR/4", "Myanmar=Myanmar/MMR/5/western part"}},
		{"Talks will resume in Geneva, Switzerland, and then in Doha.",
			[]string{"Geneva=Genève/CHE/1", "Switzerland=Switzerland/CHE/6", "Doha=Doha/QAT/1"}},
	} {
		if got := tell(test.text); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}

func TestFindInManyCountries(t *testing.T) {
	for _, test := range []struct{ text, name, country string }{
		{"A car bomb exploded in Maiduguri in Nigeria.", "Maiduguri", "NGA"},
		{"Police in Tegucigalpa, Honduras, fired tear gas.", "Tegucigalpa", "HND"},
		{"Soldiers retook Lashkar Gah from the insurgents.", "Lashkar Gah", "AFG"},
		{"A drone hit a market in El Fasher, in Sudan's Darfur region.", "El Fasher", "SDN"},
		{"Rockets fell on Sderot in southern Israel.", "Sderot", "ISR"},
		{"The rebels attacked Palma in Cabo Delgado.", "Cabo Delgado", "MOZ"},
		{"Troops entered Mekelle, the capital of Tigray in Ethiopia.", "Mekelle", "ETH"},
		{"A grenade wounded nine people in Cotabato City in the Philippines.", "Cotabato City", "PHL"},
		{"Villagers near Quetta in Pakistan found a mass grave.", "Quetta", "PAK"},
		{"Two teachers were killed in Yala province in southern Thailand.", "Yala", "THA"},
		{"Missiles struck Kharkiv, Ukraine.", "Kharkiv", "UKR"},
		{"A bomb went off in Bilbao in northern Spain.", "Bilbao", "ESP"},
		{"The president flew to Tashkent in Uzbekistan.", "Tashkent", "UZB"},
		{"Demonstrators gathered in Conakry, Guinea.", "Guinea", "GIN"},
		{"Fighters of the militia burned homes in Bria, Central African Republic.", "Bria", "CAF"},
		{"An ambush near Tillabery in western Niger killed eleven.", "Niger", "NER"},
		{"Gangs set fire to a police station in Port-au-Prince.", "Port-au-Prince", "HTI"},
		{"Security forces raided a house in al-Raqqa, Syria.", "al-Raqqa", "SYR"},
		{"A grenade was thrown in Bujumbura, Burundi.", "Bujumbura", "BDI"},
		{"Clashes were reported in Ayacucho, Peru.", "Ayacucho", "PER"},
		{"Farmers were killed in Kaduna state, Nigeria.", "Kaduna", "NGA"},
		{"The delegation arrived in Yerevan, Armenia.", "Yerevan", "ARM"},
		{"The gunman fled to Liverpool, England.", "Liverpool", "GBR"},
		{"BOMBS EXPLODED IN MEDELLIN AND CALI, COLOMBIA.", "MEDELLIN", "COL"},
		{"GUERRILLAS ATTACKED SAN MIGUEL IN EASTERN EL SALVADOR.", "SAN MIGUEL", "SLV"},
		{"police opened fire in ahmedabad in the state of gujarat in india.", "ahmedabad", "IND"},
	} {
		found := ""
		for _, m := range Find(language.Parse("", test.text)) {
			if m.Name == test.name {
				found = m.Country
			}
		}
		if found != test.country {
			t.Errorf("%s: %s is in %q, want %q: %q", test.text, test.name, found, test.country, tell(test.text))
		}
	}
}

func TestNoPlaces(t *testing.T) {
	for _, text := range []string{
		"Mr. Jordan told reporters that he would resign.",
		"Paris Hale, 34, was charged on Monday.",
		"In March the council will vote on reading lists.",
		"Police said the bath had been turned off.",
		"He said Christmas would be quiet for us.",
		"General Chad Lincoln commands the brigade.",
	} {
		if got := tell(text); len(got) > 0 {
			t.Errorf("%s\n got %q, want nothing", text, got)
		}
	}
}

func TestHolderDecides(t *testing.T) {
	for _, test := range []struct{ text, admin1 string }{
		{"A shooting in Springfield, Ill., left two dead. Springfield is quiet now.", "IL"},
		{"A shooting in Springfield, Missouri, left two dead. Springfield is quiet now.", "MO"},
		{"A shooting in Springfield, Ore., left two dead. Springfield is quiet now.", "OR"},
	} {
		n := 0
		for _, m := range Find(language.Parse("", test.text)) {
			if m.Name != "Springfield" {
				continue
			}
			n++
			if m.Place == nil || m.Place.Admin1Code != test.admin1 {
				t.Errorf("%s: Springfield is %+v, want state %s", test.text, m.Place, test.admin1)
			}
		}
		if n != 2 {
			t.Errorf("%s: Springfield found %d times, want 2", test.text, n)
		}
	}
}

func TestWithin(t *testing.T) {
	ms := Find(language.Parse("", "Nine miners died in Mingora in the Swat valley, and the army closed roads across Pakistan."))
	if len(ms) != 3 || ms[0].Within != 1 || ms[1].Within != 2 || ms[2].Within != -1 {
		t.Errorf("got %+v, want Mingora within Swat within Pakistan", ms)
	}
}

func TestDateline(t *testing.T) {
	ms := Find(language.Parse("", "KABUL, Oct 9 (Agency) — Two police officers were killed in Herat on Thursday."))
	if len(ms) != 2 || !ms[0].Dateline || ms[1].Dateline {
		t.Errorf("got %+v, want Kabul in the dateline and Herat outside", ms)
	}
}

// The sides of a report must not matter: with the names of two countries exchanged the same words are found.
func TestCountriesExchange(t *testing.T) {
	const text = "%[1]s said its troops had crossed into eastern %[2]s. %[3]s shells killed six people near the border, %[2]s said."
	one := Find(language.Parse("", fmt.Sprintf(text, "India", "Pakistan", "Indian")))
	two := Find(language.Parse("", fmt.Sprintf(text, "Pakistan", "India", "Pakistani")))
	if len(one) != 4 || len(two) != len(one) {
		t.Fatalf("%d and %d places, want 4", len(one), len(two))
	}
	for i := range one {
		a, b := one[i], two[i]
		if a.Range != b.Range || a.Area != b.Area || a.Precision != b.Precision || a.Associative != b.Associative || a.Country == b.Country {
			t.Errorf("%d: %+v and %+v", i, a, b)
		}
	}
}

func TestSameAgain(t *testing.T) {
	text := strings.Repeat("Rebels in Goma fought near Rutshuru in North Kivu. The mayor of Springfield spoke in Athens and Tripoli. ", 5)
	doc := language.Parse("", text)
	first := Find(doc)
	for range 5 {
		if again := Find(doc); !reflect.DeepEqual(first, again) {
			t.Fatal("the same text gave other places")
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("A bomb exploded in Basra, Iraq.")
	f.Add("al- of the St. - New York, , Ala. north of")
	f.Add("İstanbul’s ØRESUND \xff Ñ")
	f.Fuzz(func(t *testing.T, text string) {
		doc := language.Parse("", text)
		last := 0
		for i, m := range Find(doc) {
			if m.Empty() || m.Start < last || m.End > len(doc.Tokens) {
				t.Fatalf("mention %d has tokens %v after %d", i, m.Range, last)
			}
			last = m.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("Officials in Kabul, Afghanistan, said on Monday that gunmen had attacked a convoy near Jalalabad in Nangarhar province. ", 20)
	doc := language.Parse("", text)
	for b.Loop() {
		Find(doc)
	}
}
