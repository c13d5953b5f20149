package brief

import (
	"cmp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/tollbook/tollbook/countries"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
	"golang.org/x/text/unicode/norm"
)

func dateOf(s string) (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, s[:min(len(s), len(time.DateOnly))])
	return t, err == nil
}

// day writes a date as "9 October 2025"; what is none stays as it is.
func day(s string) string {
	if t, ok := dateOf(s); ok {
		return t.Format("2 January 2006")
	}
	return s
}

// days writes a span of days as shortly as it can be.
func days(from, to string) string {
	a, okA := dateOf(from)
	z, okZ := dateOf(to)
	switch {
	case !okA || !okZ || from == to:
		return day(cmp.Or(from, to))
	case a.Day() == 1 && z.Equal(a.AddDate(0, 1, -1)):
		return a.Format("January 2006")
	case a.Year() == z.Year() && a.Month() == z.Month():
		return a.Format("2") + "–" + z.Format("2 January 2006")
	case a.Year() == z.Year():
		return a.Format("2 January") + " – " + z.Format("2 January 2006")
	}
	return a.Format("2 January 2006") + " – " + z.Format("2 January 2006")
}

// during says when, to begin a sentence with.
func during(from, to string) string {
	a, okA := dateOf(from)
	z, okZ := dateOf(to)
	switch {
	case !okA || !okZ || from == to:
		return "On " + day(from)
	case a.Day() == 1 && z.Equal(a.AddDate(0, 1, -1)):
		return "In " + a.Format("January 2006")
	}
	return "From " + a.Format("2 January 2006") + " to " + z.Format("2 January 2006")
}

// number writes a number with thin spaces between thousands.
func number(n int) string {
	s := strconv.Itoa(n)
	if n < 0 {
		s = "−" + s[1:]
	}
	for at := len(s) - 3; at > 0 && s[at-1] >= '0' && s[at-1] <= '9'; at -= 3 {
		s = s[:at] + "\u202f" + s[at:]
	}
	return s
}

// span writes a figure as a report gives it.
func span(low, best, high *int) string {
	switch {
	case low == nil && best == nil && high == nil:
		return "a number that is not told"
	case low != nil && high != nil && *low != *high:
		return number(*low) + " to " + number(*high)
	case high == nil && low != nil:
		return number(*low) + " or more"
	case low == nil && high != nil && best == nil:
		return "up to " + number(*high)
	}
	for _, n := range []*int{best, low, high} {
		if n != nil {
			return number(*n)
		}
	}
	return ""
}

// plural writes "1 report", "3 reports".
func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + one + "s"
}

func country(code string) string {
	if c := countries.ByCode(code); c != nil {
		return c.Name
	}
	return code
}

// properName writes a name that was kept in small letters.
func properName(s string) string {
	if s != strings.ToLower(s) {
		return s
	}
	words := strings.Fields(s)
	for i, w := range words {
		if i == 0 || !small[w] {
			words[i] = sentence(w)
		}
	}
	return strings.Join(words, " ")
}

var small = map[string]bool{"of": true, "the": true, "and": true, "de": true, "du": true, "la": true, "al": true, "in": true}

// same says that two names differ in case and accents alone.
func same(a, z string) bool { return bare(a) == bare(z) }

func bare(s string) string {
	var out strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		if !unicode.Is(unicode.Mn, r) {
			out.WriteRune(r)
		}
	}
	return out.String()
}

// lower begins a text with a small letter, unless its first word is written in capitals.
func lower(s string) string {
	r := []rune(s)
	if len(r) > 1 && unicode.IsUpper(r[1]) {
		return s
	}
	for i := range r {
		r[i] = unicode.ToLower(r[i])
		break
	}
	return string(r)
}

// sentence begins a line with a capital.
func sentence(s string) string {
	for i, r := range s {
		return s[:i] + string(unicode.ToUpper(r)) + s[i+len(string(r)):]
	}
	return s
}

func spaced(code string) string { return strings.ReplaceAll(code, "_", " ") }

// list writes "a, b and c".
func list(names []string) string {
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// what names a kind of event; the type where there is no mode.
func what(kind, mode string) string {
	if mode == "other" || mode == "unspecified" {
		mode = ""
	}
	return strings.ReplaceAll(cmp.Or(modeWords[mode], mode, typeWords[kind], strings.ToLower(kind), "event"), "-", " ")
}

var modeWords = map[string]string{"ied": "IED attack", "sexual": "sexual violence", "property": "attack on property", "hostage": "hostage taking", "vehicle": "vehicle attack",
	"chemical": "chemical attack", "third-party": "third party talks", "phone": "phone call", "drone": "drone strike", "allege": "allegation", "settle": "settlement",
	"mine": "mine explosion", "refuse": "refusal", "military": "military aid", "humanitarian": "humanitarian aid"}

var typeWords = map[string]string{"AGREE": "agreement", "CONSULT": "consultation", "SUPPORT": "support", "CONCEDE": "concession", "COOPERATE": "cooperation", "AID": "aid",
	"RETREAT": "retreat", "REQUEST": "request", "ACCUSE": "accusation", "REJECT": "rejection", "THREATEN": "threat", "SANCTION": "sanction", "PROTEST": "protest",
	"MOBILIZE": "mobilization", "COERCE": "coercion", "ASSAULT": "attack"}

var sideWords = map[record.Category]string{record.Civilian: "civilians", record.Security: "security forces", record.Militant: "militants"}

// gradeWords tell how well an incident is documented, after Airwars.
var gradeWords = map[string]string{
	"confirmed":  "a side accepts responsibility",
	"fair":       "two or more independent texts tell of it",
	"weak":       "one text alone tells of it",
	"contested":  "several are held responsible, or one denies it",
	"discounted": "later reports say that it was not what it seemed",
}

var disputeWords = map[string]string{"killed": "how many were killed", "injured": "how many were injured", "place": "the place", "day": "the day", "perpetrator": "who did it", "kind": "what kind of attack it was"}

// plainValue writes a value on which sources differ.
func plainValue(on, s string) string {
	if kind, mode, ok := strings.Cut(s, " "); on == "kind" && ok {
		return what(strings.ToUpper(kind), mode)
	}
	return day(s)
}

// policyWords say how a policy counts.
var policyWords = map[policy.Policy]string{
	policy.ACLED:   "as ACLED does: of figures that differ the lowest counts until another source bears out a higher one",
	policy.UCDP:    "as UCDP does: the best-sourced figure counts, else the lower one; the others make the range",
	policy.Airwars: "as Airwars does: the headline is the lowest figure of any source, and the range goes to the highest",
	policy.All:     "by nobody's rules: the range goes from the lowest to the highest figure of any source, and the lowest is the headline",
}

var policyNames = map[policy.Policy]string{policy.ACLED: "ACLED", policy.UCDP: "UCDP", policy.Airwars: "Airwars", policy.All: "all"}

// cut shortens a text at a space.
func cut(s string, most int) string {
	s = strings.Join(strings.Fields(s), " ")
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	at := most
	for at > most/2 && r[at] != ' ' {
		at--
	}
	return string(r[:at]) + " …"
}
