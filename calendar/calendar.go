// Package calendar finds time expressions in a Doc and resolves them to days.
//
// Spans and values follow TimeML's TIMEX3 as it is used in TimeBank: prepositions
// stay outside, "last", "early" and "about" inside.
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

// Bound says how the days of a Time follow from its words.
type Bound uint8

// The bounds.
const (
	At      Bound = iota // the days are those that the words name
	Since                // "since January": from its first day to the anchor
	Through              // one end of "between March and May", "from Monday to Friday": the days are the whole range's
)

// Relation tells "a day after X" from "a day before X".
type Relation uint8

// The relations.
const (
	Unrelated Relation = iota
	AfterOther
	BeforeOther
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
	Bound     Bound
	// Relation and Offset are set for "a day after X" and "two weeks before X",
	// where X is a clause or a noun that follows: the clause that holds the expression
	// lies Offset after, or before, X. From and To are then the days of that clause,
	// OtherFrom and OtherTo those of X; both are zero when they cannot be told. In "Her remarks
	// came a day after 18 were killed" the remarks are dated From, the killing OtherFrom.
	Relation           Relation
	Offset             Period
	OtherFrom, OtherTo Day
}

// Other gives the day of X in "a day after X" for a day of the clause that has the expression.
// It gives the zero Day for a Time without Relation.
func (t *Time) Other(main Day) Day {
	switch t.Relation {
	case AfterOther:
		return t.Offset.Before(main)
	case BeforeOther:
		return t.Offset.After(main)
	}
	return Day{}
}

// Main gives the day of the clause that has the expression for a day of X: the inverse of Other.
func (t *Time) Main(other Day) Day {
	switch t.Relation {
	case AfterOther:
		return t.Offset.After(other)
	case BeforeOther:
		return t.Offset.Before(other)
	}
	return Day{}
}

// An Anchor is what relative expressions are resolved against.
type Anchor struct {
	Published Day // zero when not known
	Dateline  Day // the day in the dateline, zero when there is none; wins over Published
}

// Day gives the day that relative expressions count from.
func (a Anchor) Day() Day {
	if a.Dateline.IsZero() {
		return a.Published
	}
	return a.Dateline
}

// Find gives the time expressions of doc in order. It needs tokens, sentences, tags and the tree.
// With a zero anchor, relative expressions have neither value nor days.
func Find(doc *language.Doc, anchor Anchor) []Time {
	s := &scanner{doc: doc, base: anchor.Day(), none: atom{value: -1, token: -1}, caseless: doc.Upper || doc.Lower}
	list := atoms(doc, language.Range{End: len(doc.Tokens)})
	for start := 0; start < len(list); {
		end := start + 1
		for end < len(list) && !list[end].first {
			end++
		}
		s.sentence(list[start:end])
		start = end
	}
	s.relate()
	s.endings()
	return s.out
}
