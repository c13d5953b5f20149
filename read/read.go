// Package read turns a report into a record. It is the whole way from text to
// claims, in order, in one place.
package read

import (
	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/gazetteer"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// Version is the version of the reader, as it stands in every record.
const Version = "0.1.0"

// Options change what a record holds.
type Options struct {
	Tokens   bool               // add the tokens with their tags and tree
	Codebook *codebook.Codebook // nil for the one that is built in
	Actors   *actors.Book       // who is known by name; nil for the program's own
}

// Read gives the record of a report. It never fails: what cannot be read gives a warning.
// The same report and options give the same record.
func Read(rep *report.Report, opt Options) *record.Record {
	if opt.Codebook == nil {
		opt.Codebook = codebook.Default()
	}
	if !rep.English() {
		rec := assemble(rep, &draft{doc: &language.Doc{}, book: opt.Codebook}, dateline{}, Options{Actors: opt.Actors})
		rec.Warnings = append(rec.Warnings, "language: "+rep.Language+" is not read")
		return rec
	}
	d, line, _ := draftOf(rep, opt)
	return assemble(rep, d, line, opt)
}

// draftOf finds all that a report claims.
func draftOf(rep *report.Report, opt Options) (*draft, dateline, *eventFinder) {
	doc := language.Parse(rep.Title, rep.Text)
	d := &draft{doc: doc, book: opt.Codebook, published: calendar.ParseDay(rep.Published)}
	line := findDateline(doc, d.published)
	d.filed = line.words
	d.times = calendar.Find(doc, anchor(line, d.published))
	d.places = gazetteer.Find(doc, cluesOf(rep, opt.book().Homes(doc))...)
	d.actors = opt.book().Find(doc, d.places, d.published)
	d.placeByGroups()
	findStatements(d)
	f := findEvents(d)
	findCounts(d)
	weave(d, &line)
	return d, line, f
}

func (o *Options) book() *actors.Book {
	if o.Actors != nil {
		return o.Actors
	}
	return actors.Default()
}
