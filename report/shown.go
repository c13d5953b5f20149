package report

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// shownDate gives the date of publication that the page shows to its readers: in its article, or anywhere; where it calls it so in words; or beside its heading.
func shownDate(doc *html.Node) string {
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "article" {
			if date := shownIn(n); date != "" {
				return date
			}
			break
		}
	}
	if date := shownIn(doc); date != "" {
		return date
	}
	if date := calledDate(doc); date != "" {
		return date
	}
	return dateByHeading(doc)
}

// longestDateline is the most bytes of a text that tells a date and little else.
const longestDateline = 160

// shownIn looks in time elements and in elements whose class calls them the
// date. Where several differ, and none says that it is the date of
// publication, there is none.
func shownIn(root *html.Node) string {
	var found []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || isUpdate(n) {
			continue
		}
		var date string
		switch label := labelOf(n); {
		case n.Data == "time":
			date = first(toDate(attr(n, "datetime")), writtenDate(attr(n, "datetime")), writtenDate(textOf(n)))
		case callsDate(label):
			if text := textOf(n); len(text) < longestDateline {
				date = first(toDate(attr(n, "content")), writtenDate(text))
			}
		}
		if date == "" {
			continue
		}
		if itemprop := strings.ToLower(attr(n, "itemprop")); itemprop == "datepublished" || hasAttr(n, "pubdate") {
			return date
		}
		found = append(found, date)
	}
	return agreed(found)
}

// agreed gives the date that all tell; empty where they differ.
func agreed(found []string) string {
	for _, date := range found {
		if date[:len(time.DateOnly)] != found[0][:len(time.DateOnly)] {
			return ""
		}
	}
	return first(found...)
}

// callsDate says that the classes of an element call it the date.
func callsDate(label string) bool {
	for _, word := range []string{"date", "publish", "posted", "byline", "timestamp", "datum", "fecha", "authored", "created", "submitted"} {
		if strings.Contains(label, word) {
			return true
		}
	}
	return false
}

func labelOf(n *html.Node) string {
	return strings.ToLower(attr(n, "class") + " " + attr(n, "id") + " " + attr(n, "itemprop") + " " + attr(n, "data-testid"))
}

// isUpdate says that an element, or the one that it stands in, tells of an edit.
func isUpdate(n *html.Node) bool {
	for range 2 {
		label := labelOf(n)
		if strings.Contains(label, "updat") || strings.Contains(label, "modif") {
			return true
		}
		if n = n.Parent; n == nil {
			break
		}
	}
	return false
}

func hasAttr(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// published is said of a date in words, some of them over it.
var published = regexp.MustCompile(`(?i)(?:\bpublished\b|\bposted\b|\bveröffentlicht\b|\berstellt\b|\bdatum:|\bpressemitteilung vom\b|\bmeldung vom\b|\bdate:|\bpublié\b|\bpublicado\b|\bpublicada\b|\bpubblicato\b|` +
	`\bopublikowano\b|\bgepubliceerd\b|\bpublicerad\b|\bpublisert\b|\bpubliceret\b|\bjulkaistu\b|опубликовано|опубліковано|\byayınlan|نشر في|প্রকাশিত|प्रकाशित)`)

// calledDate looks for a date after such a word; where several differ there is none.
func calledDate(doc *html.Node) string {
	var found []string
	near := "" // the text before
	for text := range visibleTexts(doc) {
		line := near + " " + text
		if !strings.ContainsAny(line, "0123456789") {
			near = ending(text)
			continue
		}
		near = ending(text)
		at := published.FindStringIndex(line)
		if at == nil || len(line)-at[1] > longestDateline && len(text) > 2*longestDateline {
			continue
		}
		after := line[at[1]:]
		if date := writtenDate(after[:min(len(after), 60)]); date != "" {
			found = append(found, date)
			near = ""
		}
	}
	return agreed(found)
}

// ending gives the last bytes of a text, from the start of a letter.
func ending(text string) string {
	for i := max(0, len(text)-40); i < len(text); i++ {
		if utf8.RuneStart(text[i]) {
			return text[i:]
		}
	}
	return ""
}

// byHeading is how many letters of text around the heading a byline may stand in.
const byHeading = 250

// dateByHeading gives the date that stands alone, or with a name or a rubric, by the heading of a page; empty where several that differ do.
func dateByHeading(doc *html.Node) string {
	var before, after []string
	var passed []int // letters of the texts before the heading
	var datesBefore []string
	seen, gone := false, 0
	for text, n := range visibleTexts(doc) {
		if within(n, "h1") {
			seen, gone = true, 0
			continue
		}
		date := ""
		if len(text) < longestDateline && strings.ContainsAny(text, "0123456789") {
			date = writtenDate(text)
		}
		if !seen {
			passed = append(passed, letters(text))
			datesBefore = append(datesBefore, date)
			continue
		}
		if date != "" {
			after = append(after, date)
		}
		if gone += letters(text); gone > byHeading {
			break
		}
	}
	if !seen {
		return ""
	}
	for i, sum := len(passed)-1, 0; i >= 0 && sum <= byHeading/2; i-- {
		sum += passed[i]
		if datesBefore[i] != "" {
			before = append(before, datesBefore[i])
		}
	}
	return first(agreed(after), agreed(before))
}

// visibleTexts gives the texts of a page that are no menu, script or list of links, each on one line.
func visibleTexts(doc *html.Node) func(func(string, *html.Node) bool) {
	return func(yield func(string, *html.Node) bool) {
		for n := range doc.Descendants() {
			if n.Type != html.TextNode || n.Parent == nil {
				continue
			}
			if text := strings.Join(strings.Fields(n.Data), " "); text != "" && !within(n, "script", "style", "nav", "aside", "footer", "noscript", "template", "head", "option") {
				if !yield(text, n) {
					return
				}
			}
		}
	}
}

// Dates in words and in figures. A day stands before its month where a full stop, or the month's name, says so; 03/04/2024 may be March or April.
var (
	isoDate     = regexp.MustCompile(`\b((?:19|20)\d\d)[-./](\d\d)[-./](\d\d)(?:\D|$)`)
	dottedDate  = regexp.MustCompile(`(?:^|[^\d.])(\d{1,2})\. ?(\d{1,2})\. ?((?:19|20)\d\d|\d\d)(?:[^\d.]|\.?$|\.[^\d])`)
	slashedDate = regexp.MustCompile(`(?:^|[^\d/])(\d{1,2})[/-](\d{1,2})[/-]((?:19|20)\d\d)(?:[^\d/]|$)`)
	hanDate     = regexp.MustCompile(`((?:19|20)\d\d) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]`)
)

// writtenDate finds the first date in words or figures: "2 March 2024", "March 2nd, 2024", "2. März 2024", "2 de marzo de 2024", "2024-03-02", "02.03.2024".
func writtenDate(text string) string {
	if lower := strings.ToLower(text); strings.HasPrefix(lower, "updated") || strings.HasPrefix(lower, "last updated") || strings.HasPrefix(lower, "aktualisiert") {
		return ""
	}
	if date := namedDate(text); date != "" {
		return date
	}
	if m := hanDate.FindStringSubmatch(text); m != nil {
		return dateOf(m[1], m[2], m[3])
	}
	if m := isoDate.FindStringSubmatch(text); m != nil {
		return dateOf(m[1], m[2], m[3])
	}
	if m := dottedDate.FindStringSubmatch(text); m != nil {
		if len(m[3]) == 2 {
			m[3] = "20" + m[3]
		}
		return dateOf(m[3], m[2], m[1])
	}
	if m := slashedDate.FindStringSubmatch(text); m != nil {
		day, month := m[1], m[2]
		if dayFirst, monthFirst := dateOf(m[3], month, day), dateOf(m[3], day, month); dayFirst == "" || monthFirst == "" || dayFirst == monthFirst {
			return first(dayFirst, monthFirst)
		}
	}
	return ""
}

// namedDate finds the first date whose month is named.
func namedDate(text string) string {
	words := wordsOf(text)
	if len(words) > 2 && len(text) < 2*longestDateline { // "2 de marzo de 2024", "5th of March 2024"
		kept := words[:0:0]
		for _, w := range words {
			if lower := strings.ToLower(w); lower != "de" && lower != "of" && lower != "del" && lower != "d" {
				kept = append(kept, w)
			}
		}
		words = kept
	}
	for i := 0; i+2 < len(words); i++ {
		day, month, year := words[i], words[i+1], words[i+2]
		if monthNumber(day) > 0 {
			day, month = month, day
		}
		m := monthNumber(month)
		day = strings.TrimRight(strings.ToLower(day), "stndrheº")
		if m == 0 || len(day) > 2 || len(year) != 4 {
			continue
		}
		if date := dateOf(year, strconv.Itoa(m), day); date != "" {
			return date
		}
	}
	return ""
}

// dateOf gives a day of its numbers; empty where there is none such.
func dateOf(year, month, day string) string {
	y, errYear := strconv.Atoi(year)
	m, errMonth := strconv.Atoi(month)
	d, errDay := strconv.Atoi(day)
	if errYear != nil || errMonth != nil || errDay != nil || m < 1 || m > 12 || d < 1 {
		return ""
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d || !plausible(t) {
		return ""
	}
	return t.Format(time.DateOnly)
}
