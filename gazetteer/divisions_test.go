package gazetteer

import (
	"reflect"
	"testing"
)

// TestDivisionsByName: the word of division after a name tells what is meant, and what is told to lie in the division lies there.
func TestDivisionsByName(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"Gunmen burned two schools in the Gero area of Ghazni Province.", []string{"Gero=?/AFG/0", "Ghazni=Ghazni/AFG/4"}},
		{"In Doda District, gunmen threw a grenade at a police post.", []string{"Doda=Doda/IND/3"}},
		{"Two men were shot in the Orvanne district of Istanbul Province.", []string{"Orvanne=?/TUR/0", "Istanbul=Istanbul/TUR/4"}},
		{"A mine killed a boy in Bolivar Department.", []string{"Bolivar=Bolívar/COL/4"}},
		{"Two vans burned in the Kato Orvanne suburb of Athens.", []string{"Kato Orvanne=?/GRC/0", "Athens=Athens/GRC/1"}},
		{"A bomb went off in Mosul's Yarmouk district.", []string{"Mosul=Mosul/IRQ/1", "Yarmouk=?/IRQ/0"}},
		{"A shell hit a house in northern Baghdad's Aden square.", []string{"Baghdad=Baghdad/IRQ/1/northern part", "Aden=?/IRQ/0"}},
		{"Two policemen died in Zabol Province.", []string{"Zabol Province=Zabul/AFG/4"}},
	} {
		if got := tell(test.text); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}
