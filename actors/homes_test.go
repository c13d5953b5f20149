package actors

import (
	"slices"
	"testing"

	"github.com/tollbook/tollbook/language"
)

func TestHomes(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"The Taliban said that they had hit a post in Faizabad.", []string{"AFG"}},
		{"ETA and the FARC denied it. ETA is small.", []string{"ESP", "COL"}},
		{"The mayor of a small town denied it.", nil},
	} {
		if got := Default().Homes(language.Parse("", test.text)); !slices.Equal(got, test.want) {
			t.Errorf("%q: %v, want %v", test.text, got, test.want)
		}
	}
}
