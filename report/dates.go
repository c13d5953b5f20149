package report

import (
	"strings"
	"time"
)

// zonedLayouts are those in which pages write a time with its zone, plainLayouts without.
var (
	zonedLayouts = []string{time.RFC3339, "2006-01-02T15:04:05-0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04-0700",
		"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00", "2006-01-02T15:04:05 MST", time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700"}
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
	if i := strings.IndexAny(s, "T "); i == len(time.DateOnly) { // the day of a time that is written in some other way
		if t, err := time.Parse(time.DateOnly, s[:i]); err == nil && plausible(t) {
			return s[:i]
		}
	}
	return ""
}

// plausible leaves out the zero dates of content systems ("0001-01-01", "1970-01-01").
func plausible(t time.Time) bool {
	return t.Year() >= 1900 && t.Year() < 2200 && t.Unix() != 0
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
