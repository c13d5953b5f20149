package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
	"golang.org/x/text/language"
)

// detectedOver is how many bytes of a text its language is detected from.
const detectedOver = 2000

// DetectLanguage gives the ISO 639-1 code of a text's language, empty where the
// text is too short or too mixed to tell. It says that a text is not English
// only when it is sure: a wrong "not English" costs the whole reading.
func DetectLanguage(text string) string {
	text = text[:min(len(text), detectedOver)]
	words, function := englishWords(text)
	if words >= 5 && function*6 >= words {
		return "en"
	}
	info := whatlanggo.DetectWithOptions(text, whatlanggo.Options{Whitelist: whitelist})
	latin := info.Script == unicode.Latin
	switch {
	case info.Script == nil:
		return ""
	case !latin && letters(text) >= 20:
		return info.Lang.Iso6391()
	case latin && words >= 25 && function*15 < words && info.Confidence > 0.5:
		return info.Lang.Iso6391()
	}
	return ""
}

// English says that a report is in English as far as is known: an unknown
// language is read as English, "en-GB" and "eng" are English too.
func (r *Report) English() bool {
	code := BaseLanguage(r.Language)
	return code == "" || code == "en"
}

// BaseLanguage gives the ISO 639-1 code of a language tag such as "en-GB" or "eng",
// the tag itself in lower case where it has none.
func BaseLanguage(tag string) string {
	tag = strings.TrimSpace(tag)
	if tag == "" {
		return ""
	}
	if strings.EqualFold(tag, "english") {
		return "en"
	}
	parsed, err := language.Parse(strings.ReplaceAll(tag, "_", "-"))
	if err != nil {
		return strings.ToLower(tag)
	}
	base, _ := parsed.Base()
	return base.String()
}

// englishWords counts the words of a text, and those of them that are English function words.
func englishWords(text string) (words, function int) {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		words++
		switch strings.ToLower(word) {
		case "the", "of", "and", "to", "was", "were", "said", "by", "with", "that", "from", "has", "have", "had",
			"at", "for", "who", "is", "his", "their", "after", "which", "been", "on", "it", "as", "not":
			function++
		}
	}
	return words, function
}

func letters(text string) int {
	n := 0
	for _, r := range text {
		if r != utf8.RuneError && unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// whitelist holds the languages of news that the detector tells well apart;
// without it short texts come out as Esperanto or Sundanese.
var whitelist = map[whatlanggo.Lang]bool{
	whatlanggo.Eng: true, whatlanggo.Spa: true, whatlanggo.Fra: true, whatlanggo.Por: true, whatlanggo.Deu: true,
	whatlanggo.Ita: true, whatlanggo.Nld: true, whatlanggo.Swe: true, whatlanggo.Pol: true, whatlanggo.Tur: true,
	whatlanggo.Ron: true, whatlanggo.Ces: true, whatlanggo.Hun: true, whatlanggo.Ind: true, whatlanggo.Vie: true,
	whatlanggo.Som: true, whatlanggo.Hau: true, whatlanggo.Hrv: true, whatlanggo.Uzb: true,
	whatlanggo.Rus: true, whatlanggo.Ukr: true, whatlanggo.Bul: true, whatlanggo.Srp: true, whatlanggo.Ell: true,
	whatlanggo.Arb: true, whatlanggo.Pes: true, whatlanggo.Urd: true, whatlanggo.Heb: true, whatlanggo.Amh: true,
	whatlanggo.Hin: true, whatlanggo.Ben: true, whatlanggo.Mar: true, whatlanggo.Nep: true, whatlanggo.Tam: true,
	whatlanggo.Tel: true, whatlanggo.Mya: true, whatlanggo.Tha: true, whatlanggo.Khm: true, whatlanggo.Sin: true,
	whatlanggo.Kat: true, whatlanggo.Cmn: true, whatlanggo.Jpn: true, whatlanggo.Kor: true,
}
