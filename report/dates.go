package report

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// zonedLayouts are those in which pages write a time with its zone, plainLayouts without.
var (
	zonedLayouts = []string{time.RFC3339, "2006-01-02T15:04:05-0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04-0700",
		"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00", time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700"}
	plainLayouts = []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly,
		"20060102", "2006/01/02", "2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "Monday, January 2, 2006",
		"Mon, 2 Jan 2006 15:04:05 MST", "2006-01-02 15:04:05 MST"}
)

// firstDate gives the first of the values that is a date, in the contract's form.
func firstDate(values ...string) string {
	for _, v := range values {
		if date := toDate(v); date != "" {
			return date
		}
	}
	return ""
}

// toDate reads a date as machines write it: RFC 3339 where it has a time and a zone, else the day.
// 03/04/2024 is left alone: it may be March or April.
func toDate(s string) string {
	s = strings.TrimSpace(s)
	for _, layout := range zonedLayouts {
		if t, err := time.Parse(layout, s); err == nil && plausible(t) {
			return t.Format(time.RFC3339)
		}
	}
	for _, layout := range plainLayouts {
		if t, err := time.Parse(layout, s); err == nil && plausible(t) {
			return t.Format(time.DateOnly)
		}
	}
	return ""
}

// plausible leaves out the zero dates of content systems ("0001-01-01", "1970-01-01").
func plausible(t time.Time) bool {
	return t.Year() >= 1900 && t.Year() < 2200 && t.Unix() != 0
}

// shownDate gives the date of publication that the page shows to its readers,
// in its article or, failing that, anywhere.
func shownDate(doc *html.Node) string {
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "article" {
			if date := shownIn(n); date != "" {
				return date
			}
			break
		}
	}
	return shownIn(doc)
}

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
			date = first(toDate(attr(n, "datetime")), writtenDate(textOf(n)))
		case strings.Contains(label, "date") || strings.Contains(label, "publish") || strings.Contains(label, "posted") ||
			strings.Contains(label, "byline") || strings.Contains(label, "timestamp"):
			if text := textOf(n); len(text) < 160 {
				date = writtenDate(text)
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
	for _, date := range found {
		if date[:len(time.DateOnly)] != found[0][:len(time.DateOnly)] {
			return ""
		}
	}
	return first(found...)
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

// writtenDate finds the first date in words: "2 March 2024", "March 2nd, 2024", "2024-03-02".
func writtenDate(text string) string {
	if lower := strings.ToLower(text); strings.HasPrefix(lower, "updated") || strings.HasPrefix(lower, "last updated") {
		return ""
	}
	words := wordsOf(text)
	for i := 0; i+2 < len(words); i++ {
		day, month, year := words[i], words[i+1], words[i+2]
		if monthNumber(day) > 0 {
			day, month = month, day
		}
		m := monthNumber(month)
		d, errDay := strconv.Atoi(strings.TrimRight(strings.ToLower(day), "stndrh"))
		y, errYear := strconv.Atoi(year)
		if m == 0 { // 2024-03-02
			if len(words[i]) != 4 || len(words[i+1]) != 2 || len(words[i+2]) != 2 {
				continue
			}
			if date := toDate(words[i] + "-" + words[i+1] + "-" + words[i+2]); date != "" {
				return date
			}
			continue
		}
		if errDay != nil || errYear != nil || len(year) != 4 {
			continue
		}
		t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
		if t.Day() == d && plausible(t) {
			return t.Format(time.DateOnly)
		}
	}
	return ""
}

func monthNumber(word string) int {
	if len(word) < 3 {
		return 0
	}
	lower := strings.ToLower(word)
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if lower == name || lower == name[:3] || lower == "sept" && m == time.September {
			return int(m)
		}
	}
	return 0
}

// dateInURL gives the day in an address such as /2024/03/02/title or /2024-03-02-title.
func dateInURL(address string) string {
	isDigit := func(c byte) bool { return c >= '0' && c <= '9' }
	for i := 0; i+len("2024/03/02") <= len(address); i++ {
		s := address[i : i+len("2024/03/02")]
		if i > 0 && isDigit(address[i-1]) || s[4] != s[7] || s[4] != '/' && s[4] != '-' {
			continue
		}
		if i+len(s) < len(address) && isDigit(address[i+len(s)]) {
			continue
		}
		if date := toDate(s[:4] + "-" + s[5:7] + "-" + s[8:]); date != "" {
			return date
		}
	}
	return ""
}
