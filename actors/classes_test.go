package actors

import (
	"strings"
	"testing"
)

// all lists the actors of a text as describe writes them.
func all(text string) []string {
	doc, got := find(text)
	var out []string
	for i := range got {
		out = append(out, describe(doc, &got[i]))
	}
	return out
}

func TestNamesWithinLongerNames(t *testing.T) {
	for _, text := range []string{
		"PORT-AU-PRINCE, Haiti - Schools reopened on Monday.",
		"PONT-UN-RIVIERE, Haiti - Roads were closed.",
		"RAIN FELL IN PORT-AU-PRINCE ON MONDAY.",
		"ROADS TO PORT-AU-PRINCE AND TO PORT-EU-PONT WERE CLOSED ON MONDAY.",
	} {
		for _, a := range all(text) {
			if strings.Contains(a, " IGO") {
				t.Errorf("%s: %s", text, a)
			}
		}
	}
	for _, text := range []string{"The UN-backed talks failed.", "An anti-NATO rally was held.", "THE UN-BACKED TALKS FAILED ON MONDAY."} {
		if list := all(text); strings.Contains(strings.Join(list, "\n"), "backed") || strings.Contains(strings.Join(list, "\n"), "rally") {
			t.Errorf("%s: %q", text, list)
		}
	}
	for _, text := range []string{"UN - The talks failed.", "The FMLN-FDR alliance said so.", "THE FMLN-FDR ALLIANCE SAID SO ON MONDAY."} {
		if list := strings.Join(all(text), "\n"); !strings.Contains(list, " IGO") && !strings.Contains(list, "fmln") {
			t.Errorf("%s: no body in\n%s", text, list)
		}
	}
}

func TestPhrasesBeginWithTheirNumber(t *testing.T) {
	for text, want := range map[string]string{
		"In all, 198 people were killed in October.":             "198 people",
		"In total, 30 soldiers died that month.":                 "30 soldiers",
		"At least 25 villagers were hurt.":                       "25 villagers",
		"No fewer than 14 policemen were killed.":                "14 policemen",
		"The army killed around 880 militants.":                  "around 880 militants",
		"Rescuers said that altogether 17 workers were trapped.": "17 workers",
	} {
		found := false
		for _, a := range all(text) {
			found = found || strings.HasPrefix(a, want+" people")
			first, _, _ := strings.Cut(a, " ")
			switch strings.Trim(strings.ToLower(first), ",") {
			case "all", "least", "than", "total", "fewer", "altogether":
				t.Errorf("%s: %s", text, a)
			}
		}
		if !found {
			t.Errorf("%s: no %s in %q", text, want, all(text))
		}
	}
}

func TestArmsSpeakOfTheirState(t *testing.T) {
	for text, want := range map[string]string{
		"Three Russian missiles hit a market.":         "Russian state GOV RUS rus: Russian",
		"Two Indian jets crossed the border.":          "Indian state GOV IND ind: Indian",
		"Turkish drones circled over the town.":        "Turkish state GOV TUR tur: Turkish",
		"An Israeli air strike killed five people.":    "Israeli state GOV ISR isr: Israeli",
		"Russia said that Russian missiles hit a base": "Russia state GOV RUS rus: Russia / Russian",
	} {
		list := all(text)
		if !strings.Contains("\n"+strings.Join(list, "\n")+"\n", "\n"+want+"\n") {
			t.Errorf("%s: no %s in %q", text, want, list)
		}
		for _, a := range list {
			if strings.Contains(a, "missiles people") || strings.Contains(a, "jets people") || strings.Contains(a, "drones people") {
				t.Errorf("%s: %s", text, a)
			}
		}
	}
}

func TestStatesWithArticles(t *testing.T) {
	for text, ref := range map[string]string{
		"The United States called the talks a step.":              " usa:",
		"The Philippines, which has signed, urged China to do so": " phl:",
		"The Netherlands rejected the claim.":                     " nld:",
		"He said the United Kingdom condemned the attack.":        " gbr:",
	} {
		if list := all(text); !strings.Contains(strings.Join(list, "\n"), " state GOV "+strings.ToUpper(ref[1:4])+ref) {
			t.Errorf("%s: %q", text, list)
		}
	}
}

func TestCapitals(t *testing.T) {
	for text, want := range map[string]string{
		"RECENT ATTACKS BY TERRORISTS CAUSED SERIOUS DAMAGE.":                "TERRORISTS people REB: TERRORISTS",
		"THE FIRST GUERRILLAS FLED AFTER A BOMB EXPLODED.":                   "FIRST GUERRILLAS people REB: THE FIRST GUERRILLAS",
		"HEAVY FIGHTING BROKE OUT WHEN TROOPS ENTERED THE TOWN.":             "TROOPS people MIL: TROOPS",
		"JUAN PEREDO, MAYOR OF A SMALL TOWN, WAS KILLED.":                    "JUAN PEREDO (MAYOR) person GOV: JUAN PEREDO / MAYOR OF A SMALL TOWN",
		"MINISTER OF DEFENSE CARLOS VEGA RESIGNED ON FRIDAY.":                "CARLOS VEGA (MINISTER OF DEFENSE) person GOV: MINISTER OF DEFENSE CARLOS VEGA",
		"COLONEL LUIS ROJAS, COMMANDER OF THE FIRST BRIGADE, SAID IT ENDED.": "LUIS ROJAS (COMMANDER) person MIL: COLONEL LUIS ROJAS / COMMANDER OF THE FIRST BRIGADE",
	} {
		list := all(text)
		if !strings.Contains("\n"+strings.Join(list, "\n")+"\n", "\n"+want+"\n") {
			t.Errorf("%s: no %s in %q", text, want, list)
		}
		for _, a := range list {
			switch first, _, _ := strings.Cut(a, " organisation"); first {
			case "RECENT", "FIRST", "SERIOUS", "BOMB", "HEAVY":
				t.Errorf("%s: %s", text, a)
			}
		}
	}
}

func TestOffices(t *testing.T) {
	for text, want := range map[string]string{
		"The mayor, Juan Peredo, said he would resign.":                         "Juan Peredo (mayor) person GOV: The mayor / Juan Peredo / he",
		"A police spokesman, Ali Karan, said so.":                               "Ali Karan (police spokesman) person COP: A police spokesman / Ali Karan",
		"Capt. Ibrahim Sawa, the junta leader, spoke.":                          "Ibrahim Sawa (junta leader) person MIL: Capt. Ibrahim Sawa / the junta leader",
		"Lt. Gen. Ahmed Dar, the military spokesman, said so.":                  "Ahmed Dar (military spokesman) person MIL: Lt. Gen. Ahmed Dar / the military spokesman",
		"Gov. Bukar Zanna arrived. The governor met soldiers.":                  "Bukar Zanna (Gov.) person GOV: Gov. Bukar Zanna / The governor",
		"Minister of Foreign Affairs Amara Diallo left. The minister will talk": "Amara Diallo (Minister of Foreign Affairs) person GOV: Minister of Foreign Affairs Amara Diallo / The minister",
	} {
		if list := all(text); !strings.Contains("\n"+strings.Join(list, "\n")+"\n", "\n"+want+"\n") {
			t.Errorf("%s: no %s in %q", text, want, list)
		}
	}
}

func TestTitlesWithPlaces(t *testing.T) {
	for text, want := range map[string]string{
		"Nairobi governor Umara Zannah visited the town.":       "Umara Zannah (governor) person GOV KEN: Nairobi governor Umara Zannah",
		"JUSTICE MINISTER CARLOS LEMA CONDEMNED THE ATTACK.":    "CARLOS LEMA (JUSTICE MINISTER) person GOV: JUSTICE MINISTER CARLOS LEMA",
		"A local official said so. He, Charles Ombe, saw it.":   "local official person GOV: A local official / He",
		"GENERAL MANUEL MURILLA SAID THAT TROOPS ARE SEARCHING": "MANUEL MURILLA (GENERAL) person MIL: GENERAL MANUEL MURILLA",
	} {
		if list := all(text); !strings.Contains("\n"+strings.Join(list, "\n")+"\n", "\n"+want+"\n") {
			t.Errorf("%s: no %s in %q", text, want, list)
		}
	}
}

func TestBodiesSpokenOfAgain(t *testing.T) {
	for text, want := range map[string]string{
		"The National Union of Glaziers went on strike. The union said the company refused to talk.": "National Union of Glaziers organisation LAB: The National Union of Glaziers / The union",
		"The Ministry of Defence of Peru said no. The ministry gave no reason.":                      "Ministry of Defence of Peru organisation MIL PER per-defence-ministry: The Ministry of Defence of Peru / The ministry",
		"Hamas vowed revenge. A spokesman said the movement would go on.":                            "Hamas armed_group REB PSE hamas: Hamas / the movement",
	} {
		if list := all(text); !strings.Contains("\n"+strings.Join(list, "\n")+"\n", "\n"+want+"\n") {
			t.Errorf("%s: no %s in %q", text, want, list)
		}
	}
}

func TestWholeNames(t *testing.T) {
	for text, want := range map[string]string{
		"Al-Shabab fighters attacked a base. The militant group said it won.":      "Al-Shabab armed_group REB SOM al-shabaab: Al-Shabab / The militant group",
		"MOGADISHU: Masked fighters attacked a base.":                              "Masked fighters people UAF: Masked fighters",
		"Deputy President Rigathi Gachuru apologised. Gachuru regretted the dead.": "Rigathi Gachuru (Deputy President) person GOV: Deputy President Rigathi Gachuru / Gachuru",
	} {
		if list := all(text); !strings.Contains("\n"+strings.Join(list, "\n"), "\n"+want) {
			t.Errorf("%s: no %s in %q", text, want, list)
		}
	}
}

func TestTheSameFigureAgain(t *testing.T) {
	for text, want := range map[string]string{
		"A blast killed 17 people in a market. Officials said 17 people had died.":       "17 people people CVL: 17 people / 17 people",
		"The raid killed 40 villagers. Residents buried the 40 villagers on Sunday.":     "40 villagers people CVL: 40 villagers / the 40 villagers",
		"Gunmen killed two soldiers in a town. Far away two soldiers were shot.":         "two soldiers people MIL: two soldiers",
		"The attack killed six soldiers and wounded four others. A suspect was detained": "four others people MIL: four others",
	} {
		if list := all(text); !strings.Contains("\n"+strings.Join(list, "\n")+"\n", "\n"+want+"\n") {
			t.Errorf("%s: no %s in %q", text, want, list)
		}
	}
}

func TestGovernments(t *testing.T) {
	for _, test := range []struct{ text, want, not string }{
		{"ISLAMABAD: Pakistan's Defence Minister Hamid Rafiq said the government plans to send a delegation.", "government state GOV PAK pak-government: the government", ""},
		{"BAMAKO (Reuters) - Rebels attacked a base. The government said it would respond.", "government state GOV MLI mli-government: The government / it", ""},
		{"Peruvian officials said the government had agreed to talks.", "government state GOV PER per-government: the government", ""},
		{"GENEVA: Rebels attacked a base in Mali. The government said it would respond.", "", "-government"},
		{"KHARTOUM: American officials said the government must stop the war.", "", "-government"},
		{"France urged the government to act.", "", "-government"},
		{"Afghan interim authorities denied the claim.", "Afghan interim authorities state GOV AFG afg-government: Afghan interim authorities", ""},
		{"The UN human rights office said 70 people had died.", "UN human rights office organisation IGO ohchr: The UN human rights office", ""},
	} {
		list := "\n" + strings.Join(all(test.text), "\n") + "\n"
		if test.want != "" && !strings.Contains(list, "\n"+test.want+"\n") || test.not != "" && strings.Contains(list, test.not) {
			t.Errorf("%s: wants %q, not %q; has %s", test.text, test.want, test.not, list)
		}
	}
}

func TestSpeakersOfQuotations(t *testing.T) {
	for text, want := range map[string]string{
		"“I lost my brother,” said Ahmad Walid, a farmer.":                   "Ahmad Walid (farmer) person AGR: I / my / Ahmad Walid / a farmer",
		"Maria Torrado said: “I saw five gunmen.”":                           "Maria Torrado person: Maria Torrado / I",
		"Mayor Pavel Orlov was angry. “They shot at me,” he told reporters.": "Pavel Orlov (Mayor) person GOV: Mayor Pavel Orlov / me / he",
	} {
		if list := all(text); !strings.Contains("\n"+strings.Join(list, "\n")+"\n", "\n"+want+"\n") {
			t.Errorf("%s: no %s in %q", text, want, list)
		}
	}
	for _, text := range []string{"“Our people must know this,” the minister said.", "“Our political community must act,” he said.", "“Our neighbours will see,” she said."} {
		for _, a := range all(text) {
			if strings.HasPrefix(a, "Our") || strings.HasPrefix(a, "our") {
				t.Errorf("%s: %s", text, a)
			}
		}
	}
}

func TestArmedByTheirSentences(t *testing.T) {
	for text, want := range map[string]bool{
		"Fighters of the Northern Renewal Front attacked a base.":                                         true,
		"On Sunday the Azure Coast Liberation Army attacked a convoy that was carrying food to the town.": true,
		"The Red River Movement claimed responsibility for the ambush.":                                   true,
		"The Northern Renewal Front won two seats in the vote on Sunday.":                                 false,
	} {
		if got := strings.Contains(strings.Join(all(text), "\n"), "armed_group"); got != want {
			t.Errorf("%s: armed group %v in %q", text, got, all(text))
		}
	}
}
