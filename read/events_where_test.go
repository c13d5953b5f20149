package read

import "testing"

// Where the main event happened, by name; "" for nowhere that the report tells.
func TestPlaceOfTheNews(t *testing.T) {
	tests := []struct{ text, want string }{
		// its own sentence
		{"Gunmen killed a judge in Lima, the mayor said in Cusco.", "Lima"},
		{"Seven farmers were killed in Buwara village in Borno state, Nigeria.", "Buwara"},
		{"A mortar struck Kirkuk's Qaziya neighborhood, killing a boy.", "Qaziya"},
		{"A grenade was thrown at the Peruvian embassy in Quito.", "Quito"},
		{"Two bombs exploded outside the U.S. Embassy.", ""},
		// over the text
		{"PERU.  Two bombs damaged a bank. Nobody claimed them.", "PERU"},
		{"PERU.  Two bombs damaged a bank in Cusco.", "Cusco"},
		{"BELGIUM.  A bomb exploded outside the Congolese embassy.", "BELGIUM"},
		// the sentences around
		{"A suicide bomber killed six recruits. The incident occurred in Muqdadiya.", "Muqdadiya"},
		{"Five drivers were kidnapped by gunmen. They had set out from the north. Attacks on drivers are common in Afghanistan.", "Afghanistan"},
		{"Gunmen killed a clerk. The embassies of Peru and Chile condemned it.", ""},
		{"LONDON, May 3 (Agency) — A ferry was attacked by pirates. Six sailors died.", ""},
		// the dateline's, where the text says so
		{"Gao, Mali — Gunmen raided a barracks here on Monday. Six soldiers died.", "Gao"},
		{"Gao, Mali — Gunmen raided a barracks here on Monday. Six soldiers died. In Kidal, gunmen killed a judge.", "Gao"},
		// not that of what happened on another day
		{"There was panic in Kharkiv on Sunday after men seized 40 teachers at a school. Three guards were dead. On 4 May, a car bomb went off in Sittwe.", "Kharkiv"},
		// those who act at home
		{"Algerian police said that a bomb had killed two men.", "Algerian"},
		{"Two Turkish soldiers were killed by a mine.", ""},
		{"Guerrillas of the Revolutionary Armed Forces of Colombia (FARC) bombed a pipeline.", "Colombia"},
	}
	for _, test := range tests {
		r := readText("", test.text, "2024-05-14")
		got := ""
		for _, e := range r.Events {
			for i := range r.Places {
				if e.Main && r.Places[i].ID == string(e.Place) {
					got = r.Places[i].Name
				}
			}
		}
		if got != test.want {
			t.Errorf("%q: happened in %q, want %q", test.text, got, test.want)
		}
	}
}
