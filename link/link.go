// Package link says which records speak of the same incident.
//
// It is pure: what it says of two mentions depends on these two alone, never on what else a ledger holds or on the order in which
// reports came. So the same reports give the same incidents, whenever each of them arrived.
package link

import (
	"encoding/base64"
	"encoding/binary"
	"slices"
	"strings"
	"time"

	"github.com/tollbook/tollbook/record"
)

// A Mention is one event of one report, as far as linking needs to know it.
type Mention struct {
	Report string // key of the report in the ledger
	Event  string // id of the event in its record; empty for a report without any
	Text   string // SHA-256 of the report's text

	Start, End int    // of the event's first word, in code points
	In         string // "title" or empty

	Published  int // days since 1970-01-01; Unknown when the report does not say
	From, To   int // of the event, in days since 1970-01-01; Unknown when the report does not say
	Type       record.Type
	Mode       string
	Main       bool
	Background bool
	Number     int // of events under an umbrella, else 1

	Country, Admin1 string
	Place           string  // name, in lower case
	Lat, Lon        float64 // degrees; only with HasPoint
	HasPoint        bool
	Precision       int // UCDP where_prec, 1 to 7; 0 unknown

	Killed, Injured int // best figures of this event; Unknown without one

	Parties []string // names of those who acted and those acted on, in lower case, in order of the alphabet
	Persons []string // names of all persons of the report, in lower case, in order of the alphabet
	Places  []string // names of the towns that the report, or what tells of this event, speaks of, in lower case, in order of the alphabet
	Days    []int    // of which they speak, in order
	Targets []string // kinds of what was attacked, in order of the alphabet
	Weapons []string // kinds of weapons, in order of the alphabet
	Terms   Terms    // what the words around the event weigh, in order of their hashes
}

// Unknown stands for a day or a figure that a report does not give.
const Unknown = -1 << 30

// A Term is a word, by its hash, and its weight in a text.
type Term struct {
	Word   uint32
	Weight float32
}

// Terms are words of a text in order of their hashes. As text they are base64 of, for each, four bytes of hash and two of weight.
type Terms []Term

// MarshalText writes the terms.
func (t Terms) MarshalText() ([]byte, error) {
	raw := make([]byte, 0, termSize*len(t))
	for _, x := range t {
		raw = binary.LittleEndian.AppendUint32(raw, x.Word)
		raw = binary.LittleEndian.AppendUint16(raw, uint16(x.Weight*steps))
	}
	return base64.StdEncoding.AppendEncode(nil, raw), nil
}

// UnmarshalText reads what MarshalText has written.
func (t *Terms) UnmarshalText(text []byte) error {
	raw, err := base64.StdEncoding.AppendDecode(nil, text)
	if err != nil {
		return err
	}
	*t = make(Terms, 0, len(raw)/termSize)
	for ; len(raw) >= termSize; raw = raw[termSize:] {
		*t = append(*t, Term{binary.LittleEndian.Uint32(raw), float32(binary.LittleEndian.Uint16(raw[4:])) / steps})
	}
	return nil
}

const termSize = 6 // bytes

// Days gives the day of a date "2006-01-02" (what follows it does not matter), Unknown if it is none.
func Days(date string) int {
	if len(date) < 10 {
		return Unknown
	}
	t, err := time.Parse(time.DateOnly, date[:10])
	if err != nil {
		return Unknown
	}
	return int(t.Unix() / 86400)
}

// Mentions gives what a record says of incidents: its main event first, then the other acts of violence, coercion and protest that happened.
// A part of an umbrella is told by its umbrella. A record without an event gives one mention without an event, so that each report is somewhere.
func Mentions(key string, rec *record.Record, title, text string) []Mention {
	r := reading{key: key, rec: rec, title: []rune(title), text: []rune(text)}
	r.index()
	var out []Mention
	main := r.main()
	if main >= 0 {
		out = append(out, r.mention(main, true))
	} else {
		out = append(out, r.bare())
	}
	for i := range rec.Events {
		e := &rec.Events[i]
		if i != main && e.Realis == record.Actual && e.Quad == 4 && e.PartOf == "" && incidentTypes[e.Type] {
			out = append(out, r.mention(i, false))
		}
	}
	return out
}

// incidentTypes are the types of which incidents are made.
var incidentTypes = map[record.Type]bool{"ASSAULT": true, "COERCE": true, "PROTEST": true}

// A reading is what Mentions needs at hand of one record.
type reading struct {
	key         string
	rec         *record.Record
	title, text []rune
	places      map[string]*record.Place
	actors      map[string]*record.Actor
	whole       []Term
	persons     []string
	allTowns    []string
	allDays     []int
}

func (r *reading) index() {
	r.places = make(map[string]*record.Place, len(r.rec.Places))
	for i := range r.rec.Places {
		r.places[r.rec.Places[i].ID] = &r.rec.Places[i]
	}
	r.actors = make(map[string]*record.Actor, len(r.rec.Actors))
	for i := range r.rec.Actors {
		a := &r.rec.Actors[i]
		r.actors[a.ID] = a
		if a.Kind == record.Person && strings.Contains(a.Name, " ") {
			r.persons = append(r.persons, strings.ToLower(a.Name))
		}
	}
	slices.Sort(r.persons)
	r.persons = slices.Compact(r.persons)
	everywhere := func(record.Span) bool { return true }
	r.allTowns, r.allDays = r.towns(everywhere), r.days(everywhere)
	r.whole = terms(string(r.title)+"\n"+string(r.text), mostTerms)
}

// main gives the event that a report is filed under: the main one, else that of the first count of an incident, else the first. What is told of
// an arrest or a sentence is told of the attack for which it is.
func (r *reading) main() int {
	for i := range r.rec.Events {
		if e := &r.rec.Events[i]; e.Main {
			if attack := slices.IndexFunc(r.rec.Events, isAttack); attack >= 0 && ofTheLaw(e) {
				return attack
			}
			return i
		}
	}
	for _, c := range r.rec.Counts {
		if c.Scope == record.Incident && c.Event != "" {
			if i := slices.IndexFunc(r.rec.Events, func(e record.Event) bool { return e.ID == string(c.Event) }); i >= 0 {
				return i
			}
		}
	}
	if len(r.rec.Events) > 0 {
		return 0
	}
	return -1
}

// ofTheLaw says whether an event is an arrest, a charge or a trial.
func ofTheLaw(e *record.Event) bool {
	return e.Type == "ACCUSE" && e.Mode != "disapprove" || e.Type == "COERCE" && e.Mode == "arrest"
}

func isAttack(e record.Event) bool {
	return e.Type == "ASSAULT" && e.Realis == record.Actual && e.PartOf == ""
}

// bare is the mention of a report without events.
func (r *reading) bare() Mention {
	m := Mention{Report: r.key, Text: r.rec.Report.SHA256, Published: Days(string(r.rec.Report.Published)), From: Unknown, To: Unknown, Main: true, Number: 1,
		Killed: Unknown, Injured: Unknown, Persons: r.persons, Places: r.allTowns, Days: r.allDays, Terms: r.whole}
	r.nearestPlace(&m)
	return m
}

func (r *reading) mention(i int, main bool) Mention {
	e := &r.rec.Events[i]
	m := r.bare()
	m.Event, m.Main, m.Background, m.Number = e.ID, main, e.Background, max(e.Number, 1)
	m.Start, m.End, m.In = e.Trigger.Start, e.Trigger.End, e.Trigger.In
	m.Type, m.Mode = e.Type, string(e.Mode)
	r.setDays(&m, e)
	if p := r.places[string(e.Place)]; p != nil {
		r.setPlace(&m, p)
	}
	m.Killed, m.Injured = r.tolls(e)
	for _, list := range [][]string{e.Actors, e.Recipients} {
		for _, id := range list {
			if a := r.actors[id]; a != nil {
				m.Parties = append(m.Parties, strings.ToLower(a.Name))
			}
		}
	}
	m.Targets, m.Weapons = kinds(e.Targets), kinds(e.Weapons)
	slices.Sort(m.Parties)
	m.Parties = slices.Compact(m.Parties)
	if !main {
		m.Terms = terms(r.around(e), mostTerms)
		m.Persons = slices.DeleteFunc(slices.Clone(m.Persons), func(name string) bool { return !slices.Contains(m.Parties, name) })
		near := func(s record.Span) bool { return s.In == "" && tellsOf(e, s.Start) }
		m.Places, m.Days = r.towns(near), r.days(near)
	}
	return m
}

func kinds(things []record.Instrument) []string {
	var out []string
	for _, t := range things {
		out = append(out, string(t.Kind))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// nearestPlace sets the place of a report whose event has none: that of its dateline, else the first literal one.
func (r *reading) nearestPlace(m *Mention) {
	if d := r.rec.Report.Dateline; d != nil {
		if p := r.places[string(d.Place)]; p != nil {
			r.setPlace(m, p)
			return
		}
	}
	for i := range r.rec.Places {
		if r.rec.Places[i].Use == record.Literal {
			r.setPlace(m, &r.rec.Places[i])
			return
		}
	}
}

// towns gives the names of the places known to the town of which wanted says so.
func (r *reading) towns(wanted func(record.Span) bool) []string {
	var out []string
	for i := range r.rec.Places {
		p := &r.rec.Places[i]
		if p.Use == record.Literal && p.Precision != nil && *p.Precision <= townPrecision && wanted(p.Span) {
			out = append(out, strings.ToLower(p.Name))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// days gives the days that the times of which wanted says so stand for.
func (r *reading) days(wanted func(record.Span) bool) []int {
	var out []int
	for i := range r.rec.Times {
		t := &r.rec.Times[i]
		if day := Days(string(t.From)); day != Unknown && day == Days(string(t.To)) && wanted(t.Span) {
			out = append(out, day)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// townPrecision is the UCDP precision up to which a place is a town or a part of one, or near it.
const townPrecision = 2

// tellsOf says whether a point of the text lies where its words tell of an event.
func tellsOf(e *record.Event, at int) bool {
	return slices.ContainsFunc(e.Triggers, func(t record.Mention) bool { return t.In == "" && t.Start-reach <= at && at <= t.End+reach })
}

func (r *reading) setPlace(m *Mention, p *record.Place) {
	m.Country, m.Admin1, m.Place = string(p.Country), string(p.Admin1Code), strings.ToLower(p.Name)
	m.HasPoint, m.Precision = false, 0
	if p.Precision != nil {
		m.Precision = *p.Precision
	}
	if p.Lat != nil && p.Lon != nil {
		m.Lat, m.Lon, m.HasPoint = *p.Lat, *p.Lon, true
	}
}

// tolls adds up the best figures of an event and of its parts, each person once.
func (r *reading) tolls(e *record.Event) (killed, injured int) {
	killed, injured = Unknown, Unknown
	mine := map[string]bool{e.ID: true}
	for i := range r.rec.Events {
		if string(r.rec.Events[i].PartOf) == e.ID {
			mine[r.rec.Events[i].ID] = true
		}
	}
	for i := range r.rec.Counts {
		c := &r.rec.Counts[i]
		if !mine[string(c.Event)] || c.PartOf != "" || c.Repeats != "" || c.SupersededBy != "" || c.Best == nil ||
			c.Scope != record.Incident || c.Realis != record.Actual {
			continue
		}
		switch c.Kind {
		case record.Killed:
			killed = max(killed, 0) + *c.Best
		case record.Injured:
			injured = max(injured, 0) + *c.Best
		}
	}
	return killed, injured
}

// around gives the paragraphs, or in a text of one paragraph the sentences, around the mentions of an event.
func (r *reading) around(e *record.Event) string {
	var b strings.Builder
	end := 0
	for _, t := range e.Triggers {
		if t.In != "" {
			continue
		}
		from, to := max(t.Start-reach, end), min(t.End+reach, len(r.text))
		if from < to {
			b.WriteString(string(r.text[from:to]))
			b.WriteByte('\n')
			end = to
		}
	}
	return b.String()
}

// reach is how many code points before and after a mention of an event tell of it.
const reach = 240
