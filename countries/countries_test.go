package countries

import (
	"strings"
	"testing"

	"github.com/tollbook/tollbook/language"
)

func TestLookup(t *testing.T) {
	for _, test := range []struct {
		phrase, code string
		kind         Kind
	}{
		{"Pakistan", "PAK", Name}, {"PAKISTAN", "PAK", Name}, {"Pakistanis", "PAK", Demonym},
		{"Burma", "MMR", Name}, {"U.S.", "USA", Name}, {"US", "USA", Name}, {"us", "", None}, {"America", "USA", Name},
		{"the United States", "USA", Name}, {"UK", "GBR", Name}, {"Great Britain", "GBR", Name}, {"Scotland", "GBR", Name},
		{"UAE", "ARE", Name}, {"Côte d’Ivoire", "CIV", Name}, {"Ivorian", "CIV", Demonym},
		{"DRC", "COD", Name}, {"DR Congo", "COD", Name}, {"Republic of Congo", "COG", Name}, {"Congolese", "COD", Demonym},
		{"Soviet Union", "RUS", Name}, {"USSR", "RUS", Name}, {"Palestinian territories", "PSE", Name},
		{"Palestinians", "PSE", Demonym}, {"Kosovo", "XKX", Name}, {"Taiwan", "TWN", Name}, {"Afghan", "AFG", Demonym},
		{"Frenchmen", "FRA", Demonym}, {"Salvadorean", "SLV", Demonym}, {"Nigerien", "NER", Demonym}, {"Nigerian", "NGA", Demonym},
		{"Dominican", "DOM", Demonym}, {"Dominica", "DMA", Name}, {"South Korean", "KOR", Demonym}, {"Kurdish", "", None},
		{"Georgia", "GEO", Name}, {"Springfield", "", None}, {"", "", None},
	} {
		c, kind := Lookup(test.phrase)
		code := ""
		if c != nil {
			code = c.Alpha3
		}
		if code != test.code || kind != test.kind {
			t.Errorf("Lookup(%q) = %q, %d; want %q, %d", test.phrase, code, kind, test.code, test.kind)
		}
	}
}

func TestAtTakesTheLongestRun(t *testing.T) {
	doc := &language.Doc{Text: "South Korean troops met Guinea-Bissau's envoy ."}
	at := 0
	for _, word := range []string{"South", "Korean", "troops", "met", "Guinea", "-", "Bissau", "'s", "envoy", "."} {
		start := at + strings.Index(doc.Text[at:], word)
		at = start + len(word)
		doc.Tokens = append(doc.Tokens, language.Token{Start: start, End: at, Lower: strings.ToLower(word)})
	}
	doc.Sentences = []language.Sentence{{Range: language.Range{Start: 0, End: len(doc.Tokens)}}}
	for _, test := range []struct {
		at   int
		code string
		end  int
	}{{0, "KOR", 2}, {1, "KOR", 2}, {4, "GNB", 7}} {
		c, _, r := At(doc, test.at)
		if c == nil || c.Alpha3 != test.code || r.End != test.end {
			t.Errorf("At(%d) = %v, %v; want %s to token %d", test.at, c, r, test.code, test.end)
		}
	}
	if c, kind, r := At(doc, 2); c != nil || kind != None || !r.Empty() {
		t.Errorf("At(troops) = %v, %v, %v; want nothing", c, kind, r)
	}
}

func TestTable(t *testing.T) {
	if n := len(All()); n != 250 {
		t.Errorf("%d countries, want 250", n)
	}
	owner := map[string]string{}
	for _, c := range All() {
		if len(c.Alpha3) != 3 || len(c.Alpha2) != 2 || c.GeonameID <= 0 || c.Name == "" || c.Region == "" {
			t.Errorf("incomplete: %+v", c)
		}
		if c.Lat < -90 || c.Lat > 90 || c.Lon < -180 || c.Lon > 180 || (c.Lat == 0 && c.Lon == 0) {
			t.Errorf("%s: no such point: %v, %v", c.Alpha3, c.Lat, c.Lon)
		}
		for _, word := range append(append([]string{c.Name}, c.Names...), c.Demonyms...) {
			if word == "" || strings.TrimSpace(word) != word {
				t.Errorf("%s: %q has white space around it", c.Alpha3, word)
			}
			if other := owner[word]; other != "" && other != c.Alpha3 {
				t.Errorf("%q is told of both %s and %s", word, other, c.Alpha3)
			}
			owner[word] = c.Alpha3
		}
		if ByCode(c.Alpha2) != c || ByCode(c.Alpha3) != c || ByName(c.Name) != c {
			t.Errorf("%s: not found by its codes and name", c.Alpha3)
		}
	}
}
