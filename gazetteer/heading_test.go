package gazetteer

import (
	"reflect"
	"testing"

	"github.com/tollbook/tollbook/language"
)

func TestHeadings(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string // headings
	}{
		{"PERU.  Two bombs damaged a bank. Nobody was hurt.", []string{"PERU"}},
		{"ITALY.  Turin, Italy.  A bomb was defused at a station.", []string{"ITALY", "Turin", "Italy"}},
		{"SOMALIA: Aid reached three towns on Monday.", []string{"SOMALIA"}},
		{"KABUL: Four people died in a blast on Monday.", nil},
		{"KABUL, Afghanistan — Four people died in a blast on Monday.", nil},
		{"Peru is at peace. Nobody was hurt.", nil},
		{"Peruvian. The soldiers left.", nil},
	} {
		var got []string
		for _, m := range Find(language.Parse("", test.text)) {
			if m.Heading {
				got = append(got, m.Name)
			}
		}
		if !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}

// What stands over the text says in which country its names lie.
func TestHeadingsResolve(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"COLOMBIA.  Rebels burned two buses in Florencia.", []string{"COLOMBIA=Colombia/COL/6", "Florencia=Florencia/COL/1"}},
		{"ETHIOPIA.  A mine went off near Zorbagala Wells.", []string{"ETHIOPIA=Ethiopia/ETH/6", "Zorbagala Wells=?/ETH/0/near"}},
		{"SYRIA.  A bomb went off in Damaskas near a bakery.", []string{"SYRIA=Syria/SYR/6", "Damaskas=Damascus/SYR/1"}},
	} {
		if got := tell(test.text); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}

// A country that only says whose something is, is not where it is.
func TestWhoseNotWhere(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"A bomb damaged the U.S. Embassy in Lima.", []string{"U.S.=United States/USA/6/associative", "Lima=Lima/PER/1"}},
		{"Shots were fired at the embassy of Peru in Vienna.", []string{"Peru=Peru/PER/6/associative", "Vienna=Vienna/AUT/1"}},
		{"The US-led coalition bombed Raqqa.", []string{"The US=United States/USA/6/associative", "Raqqa=Ar Raqqah/SYR/1"}},
		{"Washington, New York and Boston tightened security.", []string{"Washington=Washington/USA/1", "New York=New York City/USA/1", "Boston=Boston/USA/1"}},
		{"Police in Scotland arrested four men.", []string{"Scotland=Scotland/GBR/4"}},
		{"A car bomb exploded in Hillah.", []string{"Hillah=Hillah/IRQ/1"}},
		{"A house was searched in Berkshire.", []string{"Berkshire=Berkshire/GBR/3"}},
	} {
		if got := tell(test.text); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}
