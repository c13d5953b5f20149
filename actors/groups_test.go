package actors

import (
	"testing"

	"github.com/tollbook/tollbook/gazetteer"
	"github.com/tollbook/tollbook/language"
)

// Names by which one actor is known are one actor, those of different actors are not.
func TestOneActorOrTwo(t *testing.T) {
	for _, test := range []struct {
		text, a, b string
		same       bool
	}{
		{"The al-Shabaab group attacked a base in Somalia on Monday. Al-Shabaab said that it had killed ten soldiers.", "group", "Al-Shabaab", true},
		{"The Zarun Front group claimed the attack on Monday.", "group", "Zarun", true},
		{"A group calling itself Sons of the Grey Dawn claimed responsibility for the attack.", "group", "Sons", true},
		{"A little-known group, the Ninth Moon Legion, claimed responsibility for the attack.", "group", "Ninth", true},
		{"Imran Toral met reporters on Monday. Toral said that he would resign. Davud Toral, a farmer, was killed later.", "Imran", "Davud", false},
		{"Imran Toral met reporters on Monday. Toral said that he would resign.", "Imran", "Toral said", true},
	} {
		doc := language.Parse("", test.text)
		list := Find(doc, gazetteer.Find(doc))
		a, b := actorWith(doc, list, test.a), actorWith(doc, list, test.b)
		if a < 0 || b < 0 || (a == b) != test.same {
			t.Errorf("%q: %q is actor %d, %q is actor %d", test.text, test.a, a, test.b, b)
		}
	}
}

// actorWith gives the actor with the mention that holds the first word of s, where the text first has s.
func actorWith(doc *language.Doc, list []Actor, s string) int {
	for i := range doc.Tokens {
		if at := doc.Tokens[i].Start; at+len(s) <= len(doc.Text) && doc.Text[at:at+len(s)] == s {
			return At(list, i)
		}
	}
	return -1
}
