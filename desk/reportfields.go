package desk

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/record"
)

// An EntryGroup is the entries of one kind: harm, act, speech, place, time, actor.
type EntryGroup struct {
	Kind, Label string
	Aside       bool // only named, so that it is folded away
	Entries     []Entry
}

// An Entry is a count, an event, a statement, or something that the text names.
type Entry struct {
	ID     string // in the record
	Title  string
	Tags   []string // "main", "history", "denied"
	P      *float64
	Fields []Field
}

// A Field is one value of an entry, with the words that it comes from.
type Field struct {
	ID     string // c1.who
	Name   string
	Value  string
	Note   string // what a code means, or what set the value
	Spans  []record.Mention
	Quoted bool   // its value is its words
	Core   bool   // its words are set off though nobody looks at it
	Words  string // the first of them
	Href   string // where they stand
}

// A setter writes the fields of a record's entries.
type setter struct {
	rec    *record.Record
	actors map[string]*record.Actor
	places map[string]*record.Place
}

func newSetter(rec *record.Record) setter {
	s := setter{rec, map[string]*record.Actor{}, map[string]*record.Place{}}
	for i := range rec.Actors {
		s.actors[rec.Actors[i].ID] = &rec.Actors[i]
	}
	for i := range rec.Places {
		s.places[rec.Places[i].ID] = &rec.Places[i]
	}
	return s
}

// entriesOf sets a record out.
func entriesOf(rec *record.Record) []EntryGroup {
	s := newSetter(rec)
	groups := []EntryGroup{{Kind: "harm", Label: "People harmed"}, {Kind: "act", Label: "Events"}, {Kind: "speech", Label: "Statements"}, {Kind: "actor", Label: "Actors", Aside: true},
		{Kind: "place", Label: "Places", Aside: true}, {Kind: "time", Label: "Times", Aside: true}}
	for i := range rec.Counts {
		groups[0].Entries = append(groups[0].Entries, s.count(&rec.Counts[i]))
	}
	for i := range rec.Events {
		groups[1].Entries = append(groups[1].Entries, s.event(&rec.Events[i]))
	}
	for i := range rec.Statements {
		groups[2].Entries = append(groups[2].Entries, s.statement(&rec.Statements[i]))
	}
	for i := range rec.Actors {
		groups[3].Entries = append(groups[3].Entries, s.actor(&rec.Actors[i]))
	}
	for i := range rec.Places {
		groups[4].Entries = append(groups[4].Entries, s.place(&rec.Places[i]))
	}
	for i := range rec.Times {
		groups[5].Entries = append(groups[5].Entries, s.time(&rec.Times[i]))
	}
	return slices.DeleteFunc(groups, func(g EntryGroup) bool { return len(g.Entries) == 0 })
}

// add appends a field, unless it says nothing.
func (e *Entry) add(key, name, value, note string, spans ...record.Mention) {
	if value != "" {
		e.Fields = append(e.Fields, Field{ID: e.ID + "." + key, Name: name, Value: value, Note: note, Spans: spans, Core: coreFields[key]})
	}
}

// quote appends a field whose value is its words.
func (e *Entry) quote(key, name string, words record.Mention) {
	e.Fields = append(e.Fields, Field{ID: e.ID + "." + key, Name: name, Spans: []record.Mention{words}, Quoted: true, Core: coreFields[key]})
}

// coreFields are those by which one finds an entry in the text.
var coreFields = map[string]bool{"clause": true, "what": true, "act": true, "name": true, "value": true}

func (s *setter) name(id record.Nullable) string {
	if a := s.actors[string(id)]; a != nil {
		return a.Name
	}
	return ""
}

func (s *setter) names(ids []string) string {
	var out []string
	for _, id := range ids {
		if n := s.name(record.Nullable(id)); n != "" {
			out = append(out, n)
		}
	}
	return strings.Join(out, ", ")
}

// at says where, and how closely that is known.
func (s *setter) at(id record.Nullable) (value, note string) {
	p := s.places[string(id)]
	if p == nil {
		return "", ""
	}
	return where(cmp.Or(string(p.Area), "")+areaOf(p), string(p.Country)), precisionWords(p.Precision)
}

func areaOf(p *record.Place) string {
	if p.Area != "" && !strings.EqualFold(string(p.Area), p.Name) {
		return " of " + p.Name
	}
	if p.Area != "" {
		return ""
	}
	return p.Name
}

func (s *setter) count(c *record.Count) Entry {
	low := c.Low
	if low == nil {
		low = c.Best
	}
	e := Entry{ID: c.ID, P: c.P, Title: sentence(spaced(string(c.Kind))) + " " + span(low, cmp.Or(c.High, upper(c)))}
	if c.Realis != record.Actual {
		e.Tags = append(e.Tags, string(c.Realis))
	}
	if c.Scope == record.Tally {
		e.Tags = append(e.Tags, "total over a period")
	}
	for _, x := range []struct {
		to   record.Nullable
		word string
	}{{c.PartOf, "part of "}, {c.Repeats, "told again: "}, {c.SupersededBy, "corrected by "}} {
		if x.to != "" {
			e.Tags = append(e.Tags, x.word+string(x.to))
		}
	}
	e.add("figure", "figure", "“"+c.Quantity+"”", boundWords[c.Bound]+figures(c), c.Evidence["quantity"]...)
	e.add("who", "who", string(c.Who), "", c.Evidence["who"]...)
	e.add("category", "side", side(c.Category), "")
	e.add("when", "when", days(string(c.From), string(c.To)), "", c.Evidence["from"]...)
	at, note := s.at(c.Place)
	e.add("where", "where", at, note, c.Evidence["place"]...)
	e.add("by", "done by", s.name(c.Perpetrator), "", c.Evidence["perpetrator"]...)
	e.add("said", "said by", s.name(c.Source), "", c.Evidence["source"]...)
	e.quote("clause", "clause", record.Mention(c.Span))
	return e
}

// upper gives the upper end of a count that says only how many at best.
func upper(c *record.Count) *int {
	if c.Bound == record.Exact || c.Bound == record.About {
		return c.Best
	}
	return nil
}

// figures writes what was made of a quantity.
func figures(c *record.Count) string {
	return fmt.Sprintf(": low %s, best %s, high %s", figure(c.Low), figure(c.Best), figure(c.High))
}

var boundWords = map[record.Bound]string{record.Exact: "exact", record.AtLeast: "at least", record.UpTo: "up to", record.About: "about", record.Between: "a range", record.Vague: "a vague word"}

func (s *setter) event(x *record.Event) Entry {
	e := Entry{ID: x.ID, P: x.P, Title: sentence(what(string(x.Type), string(x.Mode)))}
	if x.Main {
		e.Tags = append(e.Tags, "the news")
	}
	if x.Background {
		e.Tags = append(e.Tags, "told as history")
	}
	if x.Realis != record.Actual {
		e.Tags = append(e.Tags, string(x.Realis))
	}
	if x.Number > 1 {
		e.Tags = append(e.Tags, "×"+strconv.Itoa(x.Number))
	}
	code := strings.Trim(strings.ToLower(string(x.Type))+" / "+string(x.Mode), " /")
	e.add("what", "what", code, strings.TrimSuffix("rule "+x.Rule, "rule "), x.Triggers...)
	e.add("actors", "who did it", s.names(x.Actors), "", x.Evidence["actors"]...)
	e.add("recipients", "to whom", s.names(x.Recipients), "", x.Evidence["recipients"]...)
	e.add("weapons", "with", instruments(x.Weapons), "", x.Evidence["weapons"]...)
	e.add("targets", "what was hit", instruments(x.Targets), "", x.Evidence["targets"]...)
	e.add("when", "when", days(string(x.From), string(x.To)), "", x.Evidence["from"]...)
	at, note := s.at(x.Place)
	e.add("where", "where", at, note, x.Evidence["place"]...)
	e.add("said", "said by", s.name(x.Source), "", x.Evidence["source"]...)
	e.add("claimed", "claimed by", s.names(x.ClaimedBy), "", x.Evidence["claimed_by"]...)
	var blames []string
	for _, b := range x.BlamedBy {
		blames = append(blames, s.name(record.Nullable(b[0]))+" blames "+s.name(record.Nullable(b[1])))
	}
	e.add("blamed", "blamed", strings.Join(blames, "; "), "", x.Evidence["blamed_by"]...)
	e.add("denied", "denied by", s.names(x.DeniedBy), "", x.Evidence["denied_by"]...)
	return e
}

func instruments(list []record.Instrument) string {
	var out []string
	for _, i := range list {
		out = append(out, i.Kind)
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), ", ")
}

func (s *setter) statement(x *record.Statement) Entry {
	e := Entry{ID: x.ID, P: x.P, Title: sentence(cmp.Or(s.name(x.Speaker), "somebody")) + ": " + spaced(string(x.Act))}
	if x.Direct {
		e.Tags = append(e.Tags, "quoted")
	}
	if x.Inside != "" {
		e.Tags = append(e.Tags, "within "+string(x.Inside))
	}
	if x.Cue != nil {
		e.add("act", "act", spaced(string(x.Act)), "", *x.Cue)
	} else {
		e.add("act", "act", spaced(string(x.Act)), "")
	}
	e.quote("content", "words", record.Mention(x.Span))
	if a := s.actors[string(x.Speaker)]; a != nil {
		e.add("speaker", "speaker", a.Name, string(a.Title), a.Mentions...)
	}
	e.add("addressee", "to", s.name(x.Addressee), "")
	e.add("about", "about", s.name(x.About), "")
	e.add("when", "when", days(string(x.From), string(x.To)), "")
	return e
}

func (s *setter) actor(a *record.Actor) Entry {
	e := Entry{ID: a.ID, Title: a.Name}
	note := strings.Trim(strings.Join([]string{string(a.Title), country(string(a.Country))}, ", "), ", ")
	e.add("mentions", "named", plural(len(a.Mentions), "time"), note, a.Mentions...)
	e.add("kind", "kind", spaced(string(a.Kind)), string(a.CAMEO))
	return e
}

func (s *setter) place(p *record.Place) Entry {
	e := Entry{ID: p.ID, Title: p.Name}
	e.add("name", "named", where(p.Name, string(p.Country)), string(p.Admin1), record.Mention(p.Span))
	if p.Lat != nil && p.Lon != nil {
		e.add("point", "point", fmt.Sprintf("%.4g, %.4g", *p.Lat, *p.Lon), precisionWords(p.Precision))
	}
	return e
}

func (s *setter) time(t *record.Time) Entry {
	e := Entry{ID: t.ID, Title: cmp.Or(days(string(t.From), string(t.To)), string(t.Value), "a time")}
	e.add("value", spaced(string(t.Kind)), cmp.Or(string(t.Value), "–"), datePrecision(t.Precision), record.Mention(t.Span))
	return e
}

// precisionWords tells what a code of UCDP's where_prec means.
func precisionWords(n *int) string {
	words := []string{"", "the place itself", "near the place", "its district", "its province", "a fuzzy area", "the country", "international waters or airspace"}
	if n == nil || *n < 1 || *n >= len(words) {
		return ""
	}
	return strconv.Itoa(*n) + " – " + words[*n]
}

// datePrecision tells what a code of UCDP's date_prec means.
func datePrecision(n *int) string {
	words := []string{"", "the day", "within two to six days", "the week", "the month", "the year"}
	if n == nil || *n < 1 || *n >= len(words) {
		return ""
	}
	return strconv.Itoa(*n) + " – " + words[*n]
}
