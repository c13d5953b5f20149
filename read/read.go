// Package read turns a report into a record. It is the whole way from text to
// claims, in order, in one place.
package read

import (
	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/gazetteer"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// Options change what a record holds.
type Options struct {
	Tokens bool // add the tokens with their tags and tree
}

// Read gives the record of a report. It never fails: what cannot be read gives a warning.
// The same report and options give the same record.
func Read(rep *report.Report, opt Options) *record.Record {
	doc := language.Parse(rep.Title, rep.Text)
	d := &draft{doc: doc, published: calendar.ParseDay(rep.Published)}
	dateline := findDateline(doc)
	d.times = calendar.Find(doc, anchor(dateline, d.published))
	d.places = gazetteer.Find(doc)
	d.actors = actors.Find(doc, d.places)
	findStatements(d)
	findEvents(d)
	findCounts(d)
	weave(d)
	return assemble(rep, d, dateline, opt)
}
