package read

import (
	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/language"
)

// A dateline is the "KABUL, Oct 9 (Agency) —" that opens a report.
type dateline struct {
	words language.Range
	day   calendar.Day
	place int // index of a place mention; -1
}

// findDateline gives the dateline of the body, an empty one if there is none.
func findDateline(doc *language.Doc) dateline { return dateline{place: -1} }

func anchor(line dateline, published calendar.Day) calendar.Anchor {
	return calendar.Anchor{Published: published, Dateline: line.day}
}
