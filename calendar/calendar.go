// Package calendar finds time expressions in a Doc and resolves them to days.
package calendar

import "github.com/tollbook/tollbook/language"

// Kind is the TIMEX3 type of an expression.
type Kind uint8

// The kinds of time expressions.
const (
	Date     Kind = iota // a day, month, year, season: "on Thursday", "July 2024"
	Clock                // a time of day: "at 7 p.m.", "Friday evening"
	Duration             // a length: "ten months", "over the past ten months"
	Set                  // a repetition: "every week", "daily"
)

// A Time is a time expression and what it means.
type Time struct {
	language.Range
	Kind  Kind
	Value string // TIMEX3 value ("2025-10-08", "P10M", "PAST_REF"); empty when unknown
	// From and To are the first and the last possible day; zero when the
	// expression cannot be resolved, or is none (a bare duration).
	From, To  Day
	Precision int // UCDP date_prec, 1 to 5; 0 when unresolved
}

// An Anchor is what relative expressions are resolved against.
type Anchor struct {
	Published Day // zero when not known
	Dateline  Day // the day in the dateline, zero when there is none; wins over Published
}

// Find gives the time expressions of doc in order. It needs tokens, sentences, tags and the tree.
// With a zero anchor, relative expressions have neither value nor days.
func Find(doc *language.Doc, anchor Anchor) []Time {
	return nil
}
