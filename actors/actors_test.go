package actors

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/gazetteer"
	"github.com/tollbook/tollbook/language"
)

var kindNames = map[Kind]string{Unknown: "unknown", Person: "person", People: "people", Organisation: "organisation", State: "state", ArmedGroup: "armed_group"}

// describe writes an actor as "name kind sector country ref: mention / mention".
func describe(doc *language.Doc, a *Actor) string {
	var mentions []string
	for _, m := range a.Mentions {
		mentions = append(mentions, doc.Phrase(m.Range))
	}
	head := a.Name
	if a.Title != "" {
		head += " (" + a.Title + ")"
	}
	for _, s := range []string{kindNames[a.Kind], a.Sector, a.Country, a.Ref} {
		if s != "" {
			head += " " + s
		}
	}
	return head + ": " + strings.Join(mentions, " / ")
}

func find(text string) (*language.Doc, []Actor) {
	doc := language.Parse("", text)
	return doc, Find(doc, gazetteer.Find(doc))
}

func TestFind(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string // actors that must be among those found
	}{
		{"Pakistan’s Defense Minister Khawaja Nadir said on Monday that soldiers had died. The defense minister warned that the army would respond. He blamed Kabul.",
			[]string{"Khawaja Nadir (Defense Minister) person GOV PAK: Pakistan’s Defense Minister Khawaja Nadir / The defense minister / He"}},
		{"Prime Minister Arif Lodhi met the president. Lodhi said the talks were good.",
			[]string{"Arif Lodhi (Prime Minister) person GOV: Prime Minister Arif Lodhi / Lodhi"}},
		{"Maria Lopez, the mayor of a small town in Mexico, said that two policemen were killed. She blamed the Sinaloa Cartel. The mayor said the group had threatened her.",
			[]string{"Maria Lopez (mayor) person GOV: Maria Lopez / the mayor of a small town / She / The mayor / her",
				"Sinaloa Cartel armed_group CRM MEX sinaloa-cartel: the Sinaloa Cartel / the group", "two policemen people COP: two policemen"}},
		{"The Tehreek-e-Taliban Pakistan (TTP) claimed the attack. Islamabad said the TTP would be crushed.",
			[]string{"Tehreek-e-Taliban Pakistan armed_group REB PAK ttp: The Tehreek-e-Taliban Pakistan / TTP / the TTP",
				"Islamabad state GOV PAK pak: Islamabad"}},
		{"The army spokesman, Col. Adamu Bello, said Boko Haram militants attacked a market in Nigeria. The militants killed 12 villagers.",
			[]string{"Boko Haram militants people REB: Boko Haram militants / The militants", "Boko Haram armed_group REB NGA boko-haram: Boko Haram",
				"12 villagers people CVL: 12 villagers"}},
		{"Russia and Ukraine agreed to swap prisoners, the Kremlin said.",
			[]string{"Russia state GOV RUS rus: Russia", "Ukraine state GOV UKR ukr: Ukraine", "Kremlin organisation GOV RUS kremlin: the Kremlin"}},
		{"Gunmen killed three soldiers in Burkina Faso, the Ministry of Defence said.",
			[]string{"Gunmen people UAF: Gunmen", "three soldiers people MIL: three soldiers", "Ministry of Defence organisation MIL: the Ministry of Defence"}},
		{"The Iraqi parliament voted on Sunday. Members of the Iraqi parliament said the vote was fair.",
			[]string{"Iraqi parliament organisation LEG IRQ irq-parliament: The Iraqi parliament / the Iraqi parliament"}},
		{"The president of Colombia, Andres Mejia, said the ELN had kidnapped his brother. Mejia ordered the army to find him.",
			[]string{"ELN armed_group REB COL eln: the ELN"}},
		{"UN Secretary-General Antonio Ferreira condemned the attack. The UN chief urged calm.",
			[]string{"Antonio Ferreira (UN Secretary-General) person IGO: UN Secretary-General Antonio Ferreira / The UN chief"}},
		{"Sudanese officials accused the Rapid Support Forces (RSF) of looting. The RSF denied it.",
			[]string{"Sudanese officials people GOV SDN: Sudanese officials", "Rapid Support Forces armed_group REB SDN rsf: the Rapid Support Forces / RSF / The RSF"}},
		{"Colombian police arrested a suspect in Cali. Police said the man was armed.",
			[]string{"Colombian police organisation COP COL col-police: Colombian police"}},
		{"M23 rebels seized a town from the Congolese army, residents said. Rwanda denies backing the rebels.",
			[]string{"Rwanda state GOV RWA rwa: Rwanda", "M23 rebels people REB: M23 rebels / the rebels", "residents people CVL: residents", "Congolese army organisation MIL COD cod-army: the Congolese army"}},
		{"Protesters clashed with riot police in Nairobi. A 14-year-old boy was killed. His mother, Grace Wanjiru, said he was buying bread.",
			[]string{"Grace Wanjiru person CVL: His mother / Grace Wanjiru"}},
		{"Two Palestinians were shot by Israeli soldiers in the West Bank. Hezbollah condemned the killing.",
			[]string{"Two Palestinians people CVL PSE: Two Palestinians", "Israeli soldiers people MIL ISR: Israeli soldiers",
				"Hezbollah armed_group REB LBN hezbollah: Hezbollah"}},
		{"A monitoring report said that the Houthis fired missiles at Saudi Arabia from Yemen.",
			[]string{"monitoring report unknown: A monitoring report", "Houthis armed_group REB YEM houthis: the Houthis"}},
		{"PRESIDENT RAMIRO ARDON SAID THAT FMLN GUERRILLAS MURDERED ATTORNEY GENERAL ROBERTO LINARES IN SAN SALVADOR.",
			[]string{"RAMIRO ARDON (PRESIDENT) person GOV: PRESIDENT RAMIRO ARDON", "FMLN armed_group REB SLV fmln: FMLN",
				"ROBERTO LINARES (ATTORNEY GENERAL) person JUD: ATTORNEY GENERAL ROBERTO LINARES"}},
		{"A rebel group known as the Red Dawn Front (RDF) attacked a base in Chad. The RDF is new.",
			[]string{"Red Dawn Front armed_group REB: A rebel group / the Red Dawn Front / RDF / The RDF"}},
		{"Iranian Foreign Ministry spokesman Ali Rezaei rejected the accusations. Rezaei called them baseless.",
			[]string{"Ali Rezaei (Foreign Ministry spokesman) person GOV IRN: Iranian Foreign Ministry spokesman Ali Rezaei / Rezaei"}},
		{"Haitian gang Gran Grif attacked a farming town, killing dozens of villagers, a judge said.",
			[]string{"Gran Grif armed_group CRM HTI gran-grif: Haitian gang / Gran Grif", "judge person JUD: a judge"}},
	} {
		doc, got := find(test.text)
		var all []string
		for i := range got {
			all = append(all, describe(doc, &got[i]))
		}
		list := "\n" + strings.Join(all, "\n") + "\n"
		for _, want := range test.want {
			if !strings.Contains(list, "\n"+want+"\n") {
				t.Errorf("%s\nwants %s\nhas %s", test.text, want, list)
			}
		}
	}
}

func TestThingsAreNoActors(t *testing.T) {
	for _, text := range []string{
		"The rocket hit a building in the capital.",
		"It was raining in Kabul on Tuesday.",
		"The attack took place in northern Mali.",
		"No group claimed the bombing.",
	} {
		doc, got := find(text)
		for i := range got {
			t.Errorf("%s: %s", text, describe(doc, &got[i]))
		}
	}
}

// shape gives kinds, sectors and the places of mentions, without names.
func shape(actors []Actor) string {
	var b strings.Builder
	for _, a := range actors {
		fmt.Fprint(&b, kindNames[a.Kind], " ", a.Sector, a.Mentions, "\n")
	}
	return b.String()
}

// Swapping the sides' names must change nothing but the names.
func TestSidesAreTreatedAlike(t *testing.T) {
	text := "%[1]s accused %[2]s of shelling a village. %[3]s soldiers killed two %[4]s soldiers, the %[3]s government said. " +
		"The %[4]s government denied it. %[2]s said its army had withdrawn."
	_, a := find(fmt.Sprintf(text, "Israel", "Syria", "Israeli", "Syrian"))
	for _, side := range [][4]string{{"Syria", "Israel", "Syrian", "Israeli"}, {"Ukraine", "Russia", "Ukrainian", "Russian"},
		{"Sudan", "Ethiopia", "Sudanese", "Ethiopian"}, {"India", "Pakistan", "Indian", "Pakistani"}} {
		_, b := find(fmt.Sprintf(text, side[0], side[1], side[2], side[3]))
		if shape(a) != shape(b) {
			t.Errorf("%v\n%s\nand\n%s", side, shape(a), shape(b))
		}
	}
	groups := "%s fighters attacked a convoy on Friday, killing five soldiers. %s said it would continue its attacks."
	_, a = find(fmt.Sprintf(groups, "Hamas", "Hamas"))
	for _, name := range []string{"Hezbollah", "FARC", "ISIS", "TTP"} {
		if _, b := find(fmt.Sprintf(groups, name, name)); shape(a) != shape(b) {
			t.Errorf("%s\n%s\nand\n%s", name, shape(a), shape(b))
		}
	}
}

func TestAt(t *testing.T) {
	doc, got := find("Hamas militants attacked Israeli soldiers near Gaza. They fled.")
	x := NewIndex(got, len(doc.Tokens))
	for i := range doc.Tokens {
		if a, b := At(got, i), x.At(i); a != b {
			t.Errorf("token %d %q: At %d, index %d", i, doc.Word(i), a, b)
		}
	}
	if n := x.At(1); n < 0 || got[n].Kind != People {
		t.Errorf("militants: %d", n)
	}
	if n := x.At(0); n < 0 || got[n].Ref != "hamas" {
		t.Errorf("Hamas: %d", n)
	}
	if x.At(2) != -1 || x.At(-1) != -1 || x.At(1000) != -1 {
		t.Error("attacked, or a token outside, has an actor")
	}
}

// check says what is wrong with actors of a Doc whatever its text.
func check(doc *language.Doc, actors []Actor) error {
	last := -1
	for i := range actors {
		a := &actors[i]
		if len(a.Mentions) == 0 || a.Name == "" {
			return fmt.Errorf("actor %d has no mention or no name: %+v", i, a)
		}
		if a.Mentions[0].Start < last {
			return fmt.Errorf("actor %d out of order", i)
		}
		last = a.Mentions[0].Start
		for _, m := range a.Mentions {
			if m.Empty() || m.Start < 0 || m.End > len(doc.Tokens) || !m.Has(m.Head) {
				return fmt.Errorf("actor %d: mention %+v", i, m)
			}
		}
	}
	return nil
}

func FuzzFind(f *testing.F) {
	f.Add("The TTP (Tehreek-e-Taliban Pakistan) said Gen. Bello's men, al-", false)
	f.Add("U.S. - 's President of Dr. ( UN ) [ELN] the - the Mai-Mai", true)
	f.Add("CPI (Maoist", false)
	f.Fuzz(func(t *testing.T, text string, upper bool) {
		if upper {
			text = strings.ToUpper(text)
		}
		doc, got := find(text)
		if err := check(doc, got); err != nil {
			t.Error(err)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("Pakistan’s Defense Minister Khawaja Nadir said on Monday that 18 soldiers were killed in two attacks by militants of "+
		"the Tehreek-e-Taliban Pakistan (TTP). He said the government would send a delegation to Kabul.\n", 10)
	doc := language.Parse("", text)
	places := gazetteer.Find(doc)
	for b.Loop() {
		Find(doc, places)
	}
}
