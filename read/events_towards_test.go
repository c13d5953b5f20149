package read

import "testing"

// To whom an act of words or politics is done, and who does it.
func TestTowards(t *testing.T) {
	tests := []struct{ text, actors, recipients string }{
		// A state's name before an office, and a name before a participle, only describe.
		{"The bishops' council rejected US President Ray Dole's plan for the valley on Monday.", "bishops' council", "Ray Dole"},
		{"Norwegian Foreign Minister Kari Lund reiterated her support for the NATO-backed government in Bamako.", "Kari Lund", "NATO-backed government"},
		{"Kenyan opposition leader Amos Kibet rejected French President Luc Marin's invitation to Paris.", "Amos Kibet", "Luc Marin"},
		// Whose government it is, is not asked to go.
		{"The generals demanded that Prime Minister Anton Petrosyan's government resign.", "generals", "Prime Minister Anton Petrosyan's government"},
		// Who is told of in a clause about something else receives nothing.
		{"Prosecutors launched an audit of a regional vote that the opposition says was rigged.", "Prosecutors", ""},
		{"The court dismissed the appeal filed by former governor Pilar Ortega against Senator Rosa Diaz.", "court", "Pilar Ortega"},
		{"The prime minister condemned the Cuban government's decision to close the port as an insult to the people of Havana.", "prime minister", "Cuban government"},
		// What they talked about is not whom they met.
		{"Spanish Foreign Minister Ana Ruiz received the Omani ambassador to discuss ties between Oman and Qatar.", "Ana Ruiz", "Omani ambassador"},
		{"Peru summoned Chile's ambassador on Friday to complain about fishing boats.", "Peru", "Chile's ambassador"},
		// Who is sent is not to whom.
		{"Ghana withdrew its troops from the border on Friday.", "Ghana", ""},
		{"About 900 Kenyan soldiers were deployed along the border on Friday.", "About 900 Kenyan soldiers", ""},
		// An auxiliary has the sides of its verb; what must be done is asked of its subject.
		{"Austria says it will not accept returned asylum seekers.", "Austria", "returned asylum seekers"},
		{"Zambia's creditors said on Friday that Zambia must publish its accounts.", "Zambia's creditors", "Zambia"},
		{"A lawyer has filed a lawsuit in a Geneva court against former minister Paul Weber.", "lawyer", "Paul Weber"},
		{"The United States and Eritrea are restoring diplomatic ties after 12 years.", "The United States", "Eritrea"},
	}
	for _, test := range tests {
		r := readText("", test.text, "2024-05-14")
		e := mainOf(r)
		if e == nil {
			t.Errorf("%q: no event", test.text)
			continue
		}
		if got := namesOf(r, e.Actors); got != test.actors {
			t.Errorf("%q: %s: actors %q, want %q", test.text, e.Rule, got, test.actors)
		}
		if got := namesOf(r, e.Recipients); got != test.recipients {
			t.Errorf("%q: %s: recipients %q, want %q", test.text, e.Rule, got, test.recipients)
		}
	}
}
