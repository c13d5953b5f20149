// Package scale makes up reports of political violence, as many as are wanted and always the same for a seed, with records of what they claim.
// A ledger is measured and tested with them without the time that reading takes. Nothing in them happened; towns and people are invented.
package scale

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// Of a hundred reports so many tell again of an incident that another told of.
const (
	copies      = 12 // the same text, by another paper
	abridged    = 6  // its first sentences
	followUps   = 16 // another text, often with a higher toll
	incidentDay = 20 // new incidents a day
	remembered  = 400
)

// A Maker makes up reports one after the other.
type Maker struct {
	rng    *rand.Rand
	made   int
	news   int       // incidents made up
	recent []*attack // that may be told again
}

// New gives a maker. The same seed gives the same reports.
func New(seed uint64) *Maker { return &Maker{rng: rand.New(rand.NewPCG(seed, 20))} }

// A Report is one that was made up.
type Report struct {
	Report   *report.Report
	Record   *record.Record
	Incident int // the number of the incident that it tells of, from 0
}

// An attack is what reports tell of.
type attack struct {
	number                     int
	day                        time.Time
	what                       *kind
	town, district             string
	land                       *country
	lat, lon                   float64
	victims, witness, officer  string
	elder, commander, governor string
	victim, village            string
	group                      string
	killed, injured            int
	last                       *told // the newest text on it
	lastDay                    int   // days after the attack
}

// Next makes up a report.
func (m *Maker) Next() Report {
	dice := m.rng.IntN(100)
	if len(m.recent) == 0 || dice >= copies+abridged+followUps {
		a := m.attack()
		if len(m.recent) < remembered {
			m.recent = append(m.recent, a)
		} else {
			m.recent[a.number%remembered] = a
		}
		a.last = m.tell(a, false)
		return m.publish(a, a.last)
	}
	a := m.recent[m.rng.IntN(len(m.recent))]
	switch {
	case dice < copies:
		return m.publish(a, a.last)
	case dice < copies+abridged:
		return m.publish(a, a.last.cut(3))
	}
	a.lastDay += m.rng.IntN(2)
	if m.rng.IntN(2) == 0 && a.injured > 1 {
		a.killed, a.injured = a.killed+1, a.injured-1
	}
	a.last = m.tell(a, true)
	return m.publish(a, a.last)
}

func (m *Maker) attack() *attack {
	a := &attack{number: m.news, day: time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, m.news/incidentDay)}
	m.news++
	a.land = &countries[m.rng.IntN(len(countries))]
	a.what = &kinds[m.rng.IntN(len(kinds))]
	// A few towns of each country see much, most see little.
	number := m.rng.IntN(1 + m.rng.IntN(200))
	a.town, a.district = a.land.town(number), a.land.town(number/10+1000)
	a.lat, a.lon = a.land.lat+float64(number%20-10)*0.2, a.land.lon+float64(number/20-5)*0.3
	a.victims, a.group = pick(m.rng, victims), pick(m.rng, groups)
	a.witness, a.officer, a.elder, a.victim = m.person(), m.person(), m.person(), m.person()
	a.commander, a.governor, a.village = m.person(), m.person(), capital(name(m.rng.IntN(40_000)))
	a.killed, a.injured = 1+m.rng.IntN(1+m.rng.IntN(40)), m.rng.IntN(60)
	return a
}

// person makes up a name. Some forenames are frequent, most are not.
func (m *Maker) person() string {
	forename := capital(name(m.rng.IntN(40_000)))
	if m.rng.IntN(4) == 0 {
		forename = pick(m.rng, forenames)
	}
	return forename + " " + capital(name(m.rng.IntN(40_000)))
}

func pick[T any](rng *rand.Rand, list []T) T { return list[rng.IntN(len(list))] }

// town gives the name of one of a country's towns.
func (c *country) town(number int) string { return capital(name(number*97 + c.salt)) }

func capital(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

// name makes a name of syllables, a different one for each number below 40,000.
func name(number int) string {
	first := []string{"ka", "bo", "te", "ma", "su", "ri", "no", "da", "ze", "lu", "gha", "shi", "ta", "we", "pa", "jo", "fe", "ha", "mu", "ge"}
	rest := []string{"ran", "lim", "dor", "shar", "ti", "wen", "gar", "mu", "lek", "san", "bri", "tul", "vak", "nor", "zi", "pel", "kum", "des", "har", "yo"}
	return first[number%20] + rest[number/20%20] + rest[(number/400+number)%20] + []string{"", "a", "abad", "e", "i"}[number/8000%5]
}

// A told is a text with the places of what the record holds.
type told struct {
	text      string
	spans     map[string]record.Mention // the first of each slot
	sentences []int                     // where each ends
	killed    int
	injured   int
	published time.Time
}

// cut gives the first sentences of a text.
func (t *told) cut(sentences int) *told {
	short := *t
	short.text = t.text[:t.sentences[min(sentences, len(t.sentences))-1]]
	return &short
}

// tell writes a text: one of the openings, then some of the other sentences in any order.
func (m *Maker) tell(a *attack, later bool) *told {
	t := &told{spans: map[string]record.Mention{}, killed: a.killed, injured: a.injured, published: a.day.AddDate(0, 0, a.lastDay+m.rng.IntN(2))}
	opening := openings
	if later {
		opening = laterOpenings
	}
	fill := map[string]string{"act": a.what.act, "weapon": a.what.weapon, "killed": fmt.Sprint(a.killed), "injured": fmt.Sprint(a.injured), "town": a.town,
		"district": a.district, "country": a.land.name, "victims": a.victims, "day": a.day.Weekday().String(), "group": a.group, "officer": a.officer,
		"witness": a.witness, "body": pick(m.rng, bodies), "road": pick(m.rng, roads), "hour": fmt.Sprint(1 + m.rng.IntN(12)), "before": pick(m.rng, befores),
		"elder": a.elder, "victim": a.victim, "commander": a.commander, "governor": a.governor, "village": a.village}
	for _, slot := range names {
		fill[slot] = m.person()
	}
	for _, slot := range places {
		fill[slot] = capital(name(m.rng.IntN(40_000)))
	}
	t.write(pick(m.rng, opening), fill)
	for _, i := range m.rng.Perm(len(others))[:6+m.rng.IntN(7)] {
		t.write(others[i], fill)
	}
	return t
}

// write appends a sentence with slots [name], and notes where the first of each slot stands.
func (t *told) write(sentence string, fill map[string]string) {
	var b strings.Builder
	if t.text != "" {
		b.WriteByte(' ')
	}
	for sentence != "" {
		before, rest, _ := strings.Cut(sentence, "[")
		b.WriteString(before)
		slot, after, found := strings.Cut(rest, "]")
		sentence = after
		if !found {
			break
		}
		start := len(t.text) + b.Len()
		b.WriteString(fill[slot])
		if _, known := t.spans[slot]; !known {
			t.spans[slot] = record.Mention{Start: start, End: len(t.text) + b.Len()}
		}
	}
	t.text += b.String()
	t.sentences = append(t.sentences, len(t.text))
}

// publish gives a text to a paper.
func (m *Maker) publish(a *attack, t *told) Report {
	rep := &report.Report{ID: fmt.Sprintf("made-up-%06d", m.made), Publisher: pick(m.rng, papers), Language: "en", FromJSON: true,
		Published: t.published.Format(time.DateOnly), Text: t.text}
	m.made++
	return Report{rep, recordOf(a, t, rep), a.number}
}

// recordOf gives the record of a text: one event with its place, its day, its victims, who did it, and its toll.
func recordOf(a *attack, t *told, rep *report.Report) *record.Record {
	day, one, sum := a.day.Format(time.DateOnly), 1, rep.SHA256()
	rec := &record.Record{Report: record.Report{ID: rep.ID, Publisher: record.Nullable(rep.Publisher), Published: record.Nullable(rep.Published), Language: "en",
		SHA256: sum, Extra: record.Extra{}}, Coder: record.Coder{Version: "made up", Codebook: strings.Repeat("0", 64), Model: strings.Repeat("0", 64)}}
	e := record.Event{ID: "e1", Span: record.Span{Start: 0, End: t.sentences[0]}, Trigger: t.spans["act"], Triggers: []record.Mention{t.spans["act"]}, Type: "ASSAULT",
		Mode: record.Nullable(a.what.mode), Quad: 4, Number: 1, Main: true, From: record.Nullable(day), To: record.Nullable(day), Precision: &one, Realis: record.Actual, Rule: "made up"}
	within := func(slot string) (record.Mention, bool) {
		s, found := t.spans[slot]
		return s, found && s.End <= len(t.text)
	}
	if s, ok := within("town"); ok {
		lat, lon := a.lat, a.lon
		rec.Places = append(rec.Places, record.Place{ID: "l1", Span: record.Span(s), Name: a.town, Lat: &lat, Lon: &lon, Country: record.Nullable(a.land.code),
			Admin1: record.Nullable(a.district), Admin1Code: record.Nullable(a.land.code + "." + a.district[:2]), Use: record.Literal, Precision: &one})
		e.Place = "l1"
	}
	for _, x := range []struct {
		slot, name string
		kind       record.ActorKind
	}{{"victims", a.victims, record.People}, {"group", a.group, record.ArmedGroup}, {"witness", a.witness, record.Person}, {"officer", a.officer, record.Person}} {
		if s, ok := within(x.slot); ok {
			rec.Actors = append(rec.Actors, record.Actor{ID: fmt.Sprintf("a%d", len(rec.Actors)+1), Name: x.name, Kind: x.kind, Mentions: []record.Mention{s}})
			switch x.slot {
			case "victims":
				e.Recipients = append(e.Recipients, rec.Actors[len(rec.Actors)-1].ID)
			case "group":
				e.Actors = append(e.Actors, rec.Actors[len(rec.Actors)-1].ID)
			}
		}
	}
	for _, x := range []struct {
		slot string
		n    int
		kind record.Harm
	}{{"killed", t.killed, record.Killed}, {"injured", t.injured, record.Injured}} {
		if s, ok := within(x.slot); ok {
			n := x.n
			c := record.Count{ID: fmt.Sprintf("c%d", len(rec.Counts)+1), Span: record.Span(s), Kind: x.kind, Low: &n, Best: &n, High: &n, Bound: record.Exact,
				Quantity: fmt.Sprint(n), Category: record.Civilian, Scope: record.Incident, From: e.From, To: e.To, Place: e.Place, Realis: record.Actual, Event: "e1",
				Evidence: record.Evidence{"quantity": {s}}}
			rec.Counts, e.Counts = append(rec.Counts, c), append(e.Counts, c.ID)
		}
	}
	rec.Events = []record.Event{e}
	return rec
}

// JSON gives a report as a line that tollbook reads.
func (r *Report) JSON() []byte {
	line, err := json.Marshal(map[string]string{"id": r.Report.ID, "publisher": r.Report.Publisher, "published": r.Report.Published, "language": "en", "text": r.Report.Text})
	if err != nil {
		panic(err) // of plain strings
	}
	return line
}
