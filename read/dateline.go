package read

import (
	"unicode"
	"unicode/utf8"

	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/language"
)

// A dateline is the "KABUL, Oct 9 (Agency) —" that opens a report. Its words run from the place to the mark.
// Its day is that of filing.
type dateline struct {
	words language.Range
	day   calendar.Day
	place int // index of a place mention; -1
}

// mostDatelineTokens is longer than any dateline with two places, a date and a long agency name.
const mostDatelineTokens = 30

// findDateline needs tokens and sentences. It gives the dateline of the body, an empty one if there is none.
// Without a year its day is the nearest one on or before the day of publication; without either it has none.
func findDateline(doc *language.Doc, published calendar.Day) dateline {
	line := dateline{place: -1}
	tried := 0
	for s := range doc.Sentences {
		sent := &doc.Sentences[s]
		if sent.Title || s > 0 && sent.Paragraph == doc.Sentences[s-1].Paragraph && !doc.Sentences[s-1].Title {
			continue
		}
		// A heading or a byline may stand above the dateline.
		if tried++; tried > 4 {
			break
		}
		if words := datelineAt(doc, sent.Start); !words.Empty() {
			line.words = words
			line.day = calendar.FiledDay(doc, words, published)
			break
		}
	}
	return line
}

func anchor(line dateline, published calendar.Day) calendar.Anchor {
	return calendar.Anchor{Published: published, Dateline: line.day}
}

// datelineAt gives the dateline that begins at token i, or an empty range.
func datelineAt(doc *language.Doc, i int) language.Range {
	var f filing
	for j := i; j < len(doc.Tokens) && j < i+mostDatelineTokens; j++ {
		word := doc.Word(j)
		if isDash(word) && (spacedBefore(doc, j) || j > i && doc.Word(j-1) == ")") || word == ":" {
			if (f.whole(doc, word) || f.townAndCountry(word)) && j+1 < len(doc.Tokens) && startsText(doc, j+1) {
				return language.Range{Start: i, End: j + 1}
			}
			return language.Range{}
		}
		if f.agencyAlone(doc, j) {
			return language.Range{Start: i, End: j}
		}
		if !f.take(doc, j) {
			return language.Range{}
		}
	}
	return language.Range{}
}

// A filing is what has been read of a possible dateline.
type filing struct {
	capitals int  // words all in capitals
	words    int  // other words outside brackets
	figures  int  // numbers outside brackets
	inside   int  // tokens inside the open bracket, plus one
	agency   bool // brackets were closed
	months   int
	commas   int
}

// take reads token j, and says whether a dateline can hold it.
func (f *filing) take(doc *language.Doc, j int) bool {
	word := doc.Word(j)
	r, _ := utf8.DecodeRuneInString(word)
	switch {
	case f.inside > 0:
		f.inside++
		if r == ')' {
			f.inside, f.agency = 0, true
		}
		return f.inside <= 10
	case r == '(':
		f.inside = 1
	case r == ',':
		f.commas++
		return f.words+f.capitals > 0
	case r == '/' || r == '.' || r == '\'' || r == '’' || isDash(word):
	case unicode.IsDigit(r):
		f.figures++
	case calendar.IsMonth(doc.Tokens[j].Lower):
		f.months++
	case unicode.IsUpper(r) && len(word) > 1 && word == upper(word):
		f.capitals++
	case unicode.IsUpper(r) || doc.Lower && unicode.IsLetter(r) || isParticle(word):
		f.words++
	default:
		return false
	}
	return f.capitals+f.words <= 7 && f.figures <= 3
}

// whole says whether what was read before a mark is a dateline. A colon also ends the names of speakers and
// headings, and needs a place in capitals or a bracket before it; a dash needs capitals, a date or a bracket.
func (f *filing) whole(doc *language.Doc, mark string) bool {
	dated := f.figures > 0 && f.months > 0
	switch {
	case f.inside > 0 || f.capitals+f.words == 0 && !f.agency:
		return false
	case f.agency || dated:
		return true
	case doc.Upper || doc.Lower:
		return mark == ":" && f.capitals+f.words <= 2 && f.figures == 0
	}
	return f.capitals > 0 && f.words <= 3 && f.figures == 0
}

// mostNames is the number of words in "Sittwe, Rakhine State, Myanmar" and the like, and some to spare.
const mostNames = 6

// townAndCountry says whether what was read before a long dash is a place within another, in small letters: "Gao, Mali —".
func (f *filing) townAndCountry(mark string) bool {
	return (mark == "—" || mark == "–") && f.commas >= 1 && f.commas < f.words && f.words <= mostNames && f.capitals == 0 && f.figures == 0 && f.months == 0
}

// agencyAlone says whether token j begins the text after "(CNN)" or "KABUL (Reuters)" without any mark.
func (f *filing) agencyAlone(doc *language.Doc, j int) bool {
	return f.agency && f.inside == 0 && !doc.Upper && !doc.Lower && doc.Word(j-1) == ")" &&
		(f.capitals > 0 || f.words == 0) && startsText(doc, j)
}

// startsText says whether token j can begin the text of a report.
func startsText(doc *language.Doc, j int) bool {
	r, _ := utf8.DecodeRuneInString(doc.Word(j))
	return doc.Lower || unicode.IsUpper(r) || unicode.IsDigit(r) || r == '[' || r == '"' || r == '“' || r == '\'' || r == '‘' || r == '`'
}

func isDash(word string) bool {
	switch word {
	case "-", "--", "---", "–", "—", "_", "__":
		return true
	}
	return false
}

// isParticle says whether a word may stand in the name of a place in small letters.
func isParticle(word string) bool {
	switch word {
	case "of", "de", "del", "el", "la", "al", "and", "near", "the", "du", "da", "e":
		return true
	}
	return false
}

func spacedBefore(doc *language.Doc, j int) bool {
	return j > 0 && doc.Tokens[j].Start > doc.Tokens[j-1].End || j+1 < len(doc.Tokens) && doc.Tokens[j+1].Start > doc.Tokens[j].End
}

func upper(word string) string {
	for _, r := range word {
		if unicode.IsLower(r) {
			return ""
		}
	}
	return word
}
