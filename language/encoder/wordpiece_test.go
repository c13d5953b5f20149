package encoder

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

var testPieces = strings.Fields("[PAD] [UNK] [CLS] [SEP] a b e k kill ##ed ##s ##ing the un ##kill un - ' # ## . , 10 ##0 1 ##5 cafe é ü ß ss 中 ##中 $ € ##€ i ı al qa ##eda ##e")

// slowPieces does what appendPieces does, in the plainest way.
func slowPieces(list []string, word string) []int32 {
	place := map[string]int32{}
	for i, p := range list {
		if _, ok := place[p]; !ok {
			place[p] = int32(i)
		}
	}
	var runs []string
	joins := false
	for _, r := range norm.NFD.String(strings.Map(unicode.ToLower, word)) {
		if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.C, r) || unicode.Is(unicode.Z, r) || unicode.IsSpace(r) || r == '\uFFFD' {
			continue
		}
		mark := unicode.Is(unicode.P, r) || r < 128 && !unicode.IsLetter(r) && !unicode.IsDigit(r) || 0x4E00 <= r && r <= 0x9FFF || 0x3400 <= r && r <= 0x4DBF
		if joins && !mark {
			runs[len(runs)-1] += string(r)
		} else {
			runs = append(runs, string(r))
		}
		joins = !mark
	}
	var out []int32
	for _, run := range runs {
		var found []int32
		for rest, prefix := []rune(run), ""; len(rest) > 0; prefix = "##" {
			n := len(rest)
			for n > 0 {
				if id, ok := place[prefix+string(rest[:n])]; ok {
					found = append(found, id)
					break
				}
				n--
			}
			if n == 0 {
				found = []int32{place["[UNK]"]}
				break
			}
			rest = rest[n:]
		}
		out = append(out, found...)
	}
	if len(out) == 0 {
		out = []int32{place["[UNK]"]}
	}
	return out[:min(len(out), maxPieces)]
}

func prepared(t testing.TB) *vocabulary {
	t.Helper()
	v := newVocabulary(testPieces)
	if err := v.prepare(); err != nil {
		t.Fatal(err)
	}
	return &v
}

func TestPieces(t *testing.T) {
	v := prepared(t)
	var scratch []byte
	for word, want := range map[string]string{
		"Killed":          "kill ##ed",
		"UNKILLED":        "un ##kill ##ed",
		"killxed":         "[UNK]",
		"al-Qaeda":        "al - qa ##eda",
		"kills-x.":        "kill ##s - [UNK] .",
		"":                "[UNK]",
		"\u00ad":          "[UNK]",
		"Café":            "cafe",
		"K\u00adills":     "kill ##s",
		"中中":              "中 中",
		"$1005":           "$ 10 ##0 ##5",
		"##s":             "# # [UNK]",
		"-----------":     "- - - - - - - -",
		"k\xffill":        "kill",
		"e\u0301":         "e",
		"İ":               "i",
		"killeding.theun": "kill ##ed ##ing . [UNK]",
	} {
		var got []string
		for _, n := range v.appendPieces(nil, word, &scratch) {
			got = append(got, v.piece(int(n)))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %s, want %s", word, s, want)
		}
	}
}

func FuzzPieces(f *testing.F) {
	v := prepared(f)
	for _, s := range append(testPieces, "Unkilled", "ÜBER", "a\u0300\u0301", "İıß", "\xf0\x28") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, word string) {
		var scratch []byte
		got, want := v.appendPieces(nil, word, &scratch), slowPieces(testPieces, word)
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", word, got, want)
		}
	})
}

func TestCaseOf(t *testing.T) {
	for word, want := range map[string]uint8{"": 0, "12,5": 0, "the": 1, "café": 1, "A": 2, "Kofi": 2, "3rd": 1, "U.S.": 3, "UN": 3, "McCain": 4,
		"iPhone": 4, "Élan": 2, "ÉLAN": 3, "'Tis": 2, "COVID-19": 3, "中国": 1, "Al-Shabaab": 4, "B52s": 2} {
		if got := caseOf(word); got != want {
			t.Errorf("%q: %d, want %d", word, got, want)
		}
	}
}
