// Package dateparser stands in for github.com/markusmobius/go-dateparser,
// which go-htmldate imports for its extensive search. Tollbook never asks for
// that search (a date guessed from a page's prose is no publication date), but
// the real package fills 80 MB of tables in 0.2 s whenever a program starts.
// To go back to the real one, delete the replace directive in go.mod.
package dateparser

import (
	"errors"
	"time"
)

// ParserType names a parser of the real package.
type ParserType int

// The parsers that go-htmldate names.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// PreferredDateSource says towards which side an unclear date is resolved.
type PreferredDateSource int

// Past is the only preference that go-htmldate names.
const Past PreferredDateSource = iota

// Configuration is taken and not looked at.
type Configuration struct {
	PreferredDateSource PreferredDateSource
	StrictParsing       bool
}

// Parser finds no date.
type Parser struct {
	ParserTypes []ParserType
}

// Date is a parsed date.
type Date struct {
	Time time.Time
}

var errNotHere = errors.New("dateparser: not part of this program")

// Parse always fails.
func (p *Parser) Parse(_ *Configuration, _ string, _ ...string) (Date, error) {
	return Date{}, errNotHere
}
