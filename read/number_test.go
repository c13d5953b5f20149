package read

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/language"
)

func spaced(words string) []language.Token {
	var toks []language.Token
	for _, word := range strings.Fields(words) {
		toks = append(toks, language.Token{Lower: strings.ToLower(word)})
	}
	return toks
}

// show writes low/best/high, bound and the number of words read; "none" when there is no figure.
func (f figure) show() string {
	value := func(n int) string {
		if n < 0 {
			return "null"
		}
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s/%s/%s %s %d", value(f.low), value(f.best), value(f.high), f.bound, f.words.End-f.words.Start)
}

func TestFigureAt(t *testing.T) {
	for words, want := range map[string]string{
		"15 people":                        "15/15/15 exact 1",
		"one man":                          "1/1/1 exact 1",
		"twelve":                           "12/12/12 exact 1",
		"twenty-one miners":                "21/21/21 exact 1",
		"twenty - one miners":              "21/21/21 exact 3",
		"sixty four people":                "64/64/64 exact 2",
		"a hundred and fifty people":       "150/150/150 exact 4",
		"one hundred people":               "100/100/100 exact 2",
		"two hundred and six":              "206/206/206 exact 4",
		"three thousand four hundred men":  "3400/3400/3400 exact 4",
		"1,200 people":                     "1200/1200/1200 exact 1",
		"1.2 million people":               "1200000/1200000/1200000 exact 2",
		"40 thousand":                      "40000/40000/40000 exact 2",
		"2 lakh people":                    "200000/200000/200000 exact 2",
		"a million people":                 "1000000/1000000/1000000 exact 2",
		"two dozen":                        "24/24/24 exact 2",
		"a dozen villagers":                "12/12/12 exact 2",
		"half a dozen villagers":           "6/6/6 exact 3",
		"at least 15 people":               "15/15/null at_least 3",
		"more than 15":                     "15/15/null at_least 3",
		"no fewer than three":              "3/3/null at_least 4",
		"over a hundred":                   "100/100/null at_least 3",
		"at least another 12":              "12/12/null at_least 4",
		"15 or more":                       "15/15/null at_least 3",
		"up to 40":                         "null/40/40 up_to 3",
		"as many as forty people":          "null/40/40 up_to 4",
		"about 200":                        "null/200/null about 2",
		"around 880 militants":             "null/880/null about 2",
		"almost 200":                       "null/200/null about 2",
		"an estimated 2,000":               "null/2000/null about 3",
		"some 20 people":                   "null/20/null about 2",
		"20 or so":                         "null/20/null about 3",
		"5 to 7 people":                    "5/null/7 range 3",
		"5-7 people":                       "5/null/7 range 1",
		"5 - 7 people":                     "5/null/7 range 3",
		"two or three people":              "2/null/3 range 3",
		"between 10 and 15 people":         "10/null/15 range 4",
		"between 10 and the 15":            "none",
		"up to five or six":                "null/6/6 up_to 5",
		"some people":                      "2/null/null vague 1",
		"a few":                            "2/null/null vague 2",
		"a number of people":               "2/null/null vague 3",
		"several people":                   "3/null/null vague 1",
		"several hundred people":           "300/null/null vague 2",
		"dozens of people":                 "24/null/null vague 1",
		"at least dozens":                  "24/null/null vague 3",
		"scores of people":                 "40/null/null vague 1",
		"hundreds":                         "200/null/null vague 1",
		"tens of thousands of people":      "20000/null/null vague 3",
		"hundreds of thousands of people":  "200000/null/null vague 3",
		"thousands":                        "2000/null/null vague 1",
		"many":                             "null/null/null vague 1",
		"both men":                         "2/2/2 exact 1",
		"a couple of guards":               "2/2/2 exact 3",
		"a man":                            "none",
		"third":                            "none",
		"12th":                             "none",
		"2.5 people":                       "none",
		"1,20":                             "none",
		"1980s":                            "none",
		"99999999999999999999999999":       "none",
		"nine hundred billion billion":     "none",
		"about the town":                   "none",
		"seventeen , eighteen":             "17/17/17 exact 1",
		"one and a half":                   "1/1/1 exact 1",
		"more than a dozen people":         "12/12/null at_least 4",
		"more than two dozen people":       "24/24/null at_least 4",
		"two hundred thousand":             "200000/200000/200000 exact 3",
		"one million two hundred thousand": "1200000/1200000/1200000 exact 5",
	} {
		toks := spaced(words)
		got := "none"
		if f, ok := figureAt(toks, 0, len(toks)); ok {
			got = f.show()
		}
		if got != want {
			t.Errorf("%q: %s, want %s", words, got, want)
		}
	}
}

func FuzzFigureAt(f *testing.F) {
	for _, seed := range []string{"at least 1,200 people", "a hundred and fifty", "between 5 and 7", "5-7", "tens of thousands of",
		"half a dozen", "twenty - one", "up to", "- 5 - 7", "some few hundred", "1.2 million million", "9,,9"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, words string) {
		toks := spaced(words)
		for i := range toks {
			fig, ok := figureAt(toks, i, len(toks))
			if !ok {
				continue
			}
			if fig.words.Start != i || fig.words.Empty() || fig.words.End > len(toks) || !fig.words.Contains(fig.core) || fig.core.Empty() {
				t.Fatalf("%q at %d: words %v, core %v", words, i, fig.words, fig.core)
			}
			for _, n := range []int{fig.low, fig.best, fig.high} {
				if n < -1 || n > 2*maxFigure {
					t.Fatalf("%q at %d: %s", words, i, fig.show())
				}
			}
			if fig.low >= 0 && fig.high >= 0 && fig.low > fig.high {
				t.Fatalf("%q at %d: %s", words, i, fig.show())
			}
		}
	})
}
