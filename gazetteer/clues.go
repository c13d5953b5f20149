package gazetteer

import (
	_ "embed"
	"fmt"
	"strings"
)

// Local reports often name no country and no state: those who read them know where they live. The telephone numbers that such a report gives for its
// readers tell it all the same, and so may what is known of the report besides its text.

//go:embed areacodes.tsv
var areaCodeTable string

// phoneWeight is what a telephone number says of where a report plays, in mentions of a place.
const phoneWeight = 2

// A division1 is a first-order division, by the country and the code that GeoNames has for it.
type division1 struct{ country, code string }

// readAreaCodes reads which area codes of the North American numbering plan are those of which state or province.
func (t *tables) readAreaCodes() error {
	t.areaCodes = map[string]division1{}
	for line := range dataLines(areaCodeTable) {
		f := strings.Fields(line)
		if len(f) < 3 {
			return fmt.Errorf("areacodes.tsv: %q has no codes", line)
		}
		for _, code := range f[2:] {
			t.areaCodes[code] = division1{f[0], f[1]}
		}
	}
	return nil
}

// evidenceOfClues gives what is known of where a report plays before any of its places is.
func (f *finder) evidenceOfClues() *evidence {
	ev := newEvidence()
	for _, c := range f.clues {
		ev.hint(c.Country, c.Weight)
	}
	for _, d := range f.phones {
		ev.hint(d.country, phoneWeight)
		ev.divisions[d.country+d.code] += phoneWeight
	}
	return ev
}

func (ev *evidence) hint(country string, weight float64) {
	ev.total += weight
	ev.hinted += weight
	ev.countries[country] += weight
}

// findPhones notes the divisions of the telephone numbers of the text, each once: "519-661-5670", "(806) 423-1253".
func (f *finder) findPhones() {
	text := f.doc.Text
	for i := 0; i+12 <= len(text); i++ {
		if text[i] < '2' || text[i] > '9' || i > 0 && isDigit(text[i-1]) {
			continue
		}
		if d, ok := f.areaCodes[text[i:i+3]]; ok && isPhone(text[i:]) && !f.hasPhone(d) {
			f.phones = append(f.phones, d)
		}
	}
}

func (f *finder) hasPhone(d division1) bool {
	for _, p := range f.phones {
		if p == d {
			return true
		}
	}
	return false
}

// isPhone says whether a text begins as "519-661-5670", "519.661.5670", "519) 661-5670" or "519 661 5670" does.
func isPhone(s string) bool {
	i := 3
	if s[i] == ')' {
		i++
	}
	if i < len(s) && strings.IndexByte("-. ", s[i]) >= 0 {
		i++
	}
	if i == 3 || len(s) < i+8 || strings.IndexByte("-. ", s[i+3]) < 0 || len(s) > i+8 && isDigit(s[i+8]) {
		return false
	}
	for n := i; n < i+8; n++ {
		if n != i+3 && !isDigit(s[n]) {
			return false
		}
	}
	return true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
