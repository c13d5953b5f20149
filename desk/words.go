package desk

import (
	"cmp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/tollbook/tollbook/countries"
	"github.com/tollbook/tollbook/record"
)

// day writes a date as "9 Oct 2025"; what is no date it leaves as it is.
func day(s string) string {
	if t, ok := dateOf(s); ok {
		return t.Format("2 Jan 2006")
	}
	return s
}

func dateOf(s string) (time.Time, bool) {
	if len(s) < len(time.DateOnly) {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)])
	return t, err == nil
}

// days writes a span of days as shortly as it can be.
func days(from, to string) string {
	a, okA := dateOf(from)
	b, okB := dateOf(to)
	switch {
	case from == "" && to == "":
		return ""
	case to == "" || from == to:
		return day(from)
	case from == "":
		return "to " + day(to)
	case !okA || !okB:
		return from + " – " + to
	case a.Day() == 1 && b.Equal(a.AddDate(0, 1, -1)):
		return a.Format("Jan 2006")
	case a.YearDay() == 1 && b.Equal(a.AddDate(1, 0, -1)):
		return a.Format("2006")
	case a.Year() == b.Year() && a.Month() == b.Month():
		return a.Format("2") + "–" + b.Format("2 Jan 2006")
	case a.Year() == b.Year():
		return a.Format("2 Jan") + " – " + b.Format("2 Jan 2006")
	}
	return a.Format("2 Jan 2006") + " – " + b.Format("2 Jan 2006")
}

// figure writes a number with thin spaces between thousands; a dash where it is not known.
func figure(n *int) string {
	if n == nil {
		return "–"
	}
	return number(*n)
}

func number(n int) string {
	s := strconv.Itoa(n)
	for at := len(s) - 3; at > 0 && s[at-1] != '-'; at -= 3 {
		s = s[:at] + "\u202f" + s[at:]
	}
	return s
}

// told gives a sum where somebody tells of what was summed up: a toll that nobody tells is none, and not zero.
func told(sum string, told int) string { return toldOr(sum, told, "–") }

func toldOr(sum string, told int, otherwise string) string {
	if told == 0 {
		return otherwise
	}
	return sum
}

func plainInt(n int) string { return strconv.Itoa(n) }

// span writes low to high: "6–8", "6 or more", "up to 8".
func span(low, high *int) string {
	switch {
	case low == nil && high == nil:
		return "–"
	case high == nil:
		return number(*low) + " or more"
	case low == nil:
		return "up to " + number(*high)
	case *low == *high:
		return number(*low)
	}
	return number(*low) + "–" + number(*high)
}

// plural writes "1 report", "3 reports".
func plural(n int, one string) string {
	many := one + "s"
	switch {
	case n == 1:
		many = one
	case strings.HasSuffix(one, "y"):
		many = strings.TrimSuffix(one, "y") + "ies"
	}
	return number(n) + " " + many
}

// country gives the name of a country by its code.
func country(code string) string {
	if c := countries.ByCode(code); c != nil {
		return c.Name
	}
	return code
}

// where says where, from the narrow to the wide: "Gao, Mali".
func where(place, code string) string {
	name, in := properName(place), country(code)
	if name == "" || strings.EqualFold(name, in) {
		return in
	}
	if in == "" {
		return name
	}
	return name + ", " + in
}

// properName writes a name that was kept in small letters.
func properName(s string) string {
	if s != strings.ToLower(s) {
		return s
	}
	words := strings.Fields(s)
	for i, w := range words {
		if small[w] && i > 0 {
			continue
		}
		out := []rune(w)
		start := true
		for j, r := range out {
			if start && unicode.IsLetter(r) {
				out[j] = unicode.ToUpper(r)
			}
			start = r == '-' || r == '(' || r == '.'
		}
		words[i] = string(out)
	}
	return strings.Join(words, " ")
}

var small = map[string]bool{"of": true, "the": true, "and": true, "de": true, "du": true, "la": true, "al": true, "ez": true, "el": true, "in": true}

// what names a kind of event for a person: "ambush", "suicide bombing", "arrest"; the type where there is no mode.
func what(kind, mode string) string {
	if mode == "" || mode == "other" || mode == "unspecified" {
		mode = ""
	}
	return strings.ReplaceAll(cmp.Or(modeWords[mode], mode, typeWords[kind], strings.ToLower(kind), "event"), "-", " ")
}

var modeWords = map[string]string{"ied": "IED attack", "sexual": "sexual violence", "property": "attack on property", "hostage": "hostage taking", "vehicle": "vehicle attack",
	"chemical": "chemical attack", "third-party": "third party talks", "phone": "phone call", "drone": "drone strike",
	"allege": "allegation", "settle": "settlement", "mine": "mine explosion", "refuse": "refusal", "military": "military aid", "humanitarian": "humanitarian aid"}

var typeWords = map[string]string{"AGREE": "agreement", "CONSULT": "consultation", "SUPPORT": "support", "CONCEDE": "concession", "COOPERATE": "cooperation", "AID": "aid",
	"RETREAT": "retreat", "REQUEST": "request", "ACCUSE": "accusation", "REJECT": "rejection", "THREATEN": "threat", "SANCTION": "sanction", "PROTEST": "protest",
	"MOBILIZE": "mobilization", "COERCE": "coercion", "ASSAULT": "attack"}

// side names on which side people stood.
func side(c record.Category) string {
	return cmp.Or(sideWords[c], string(c))
}

var sideWords = map[record.Category]string{record.Civilian: "civilians", record.Security: "security forces", record.Militant: "militants", record.Mixed: "several sides",
	record.UnknownCategory: "side not told", "all": "everybody"}

// sides are all sides, in the order in which they are told of.
var sides = []record.Category{record.Civilian, record.Security, record.Militant, record.Mixed, record.UnknownCategory}

// spaced writes a code for a person: "killed_or_injured" as "killed or injured".
func spaced(code string) string { return strings.ReplaceAll(code, "_", " ") }

// sentence begins a line with a capital.
func sentence(s string) string {
	for i, r := range s {
		return s[:i] + string(unicode.ToUpper(r)) + s[i+len(string(r)):]
	}
	return s
}

// meaning tells what a grade means, after Airwars.
func meaning(grade string) string { return gradeWords[grade] }

var gradeWords = map[string]string{
	"confirmed":  "a side accepts responsibility",
	"fair":       "two or more independent texts tell of it",
	"weak":       "a single text tells of it",
	"contested":  "the sides blame each other, or one denies it",
	"discounted": "a person has found that it is not what it seemed",
}

// monthName writes "2026-03" as "March 2026".
func monthName(s string) string {
	if t, err := time.Parse("2006-01", s); err == nil {
		return t.Format("January 2006")
	}
	return s
}
