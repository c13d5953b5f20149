package alert

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// A Message tells of incidents that a search found.
type Message struct {
	ID        string     `json:"id"` // the same for the same incidents, so that one who is told twice can know it
	Search    Search     `json:"search"`
	Incidents []Incident `json:"incidents"`

	ids []string
}

// A Search is the saved one.
type Search struct {
	Name   string        `json:"name"`
	Query  string        `json:"query"`
	Policy policy.Policy `json:"policy"` // that figures are counted by
}

// An Incident is one, with its evidence.
type Incident struct {
	ID          string   `json:"id"`
	URL         string   `json:"url"`  // on the desk; empty where none is known
	From        string   `json:"from"` // days; empty when no report says
	To          string   `json:"to"`
	Type        string   `json:"type"`
	Mode        string   `json:"mode"`
	Country     string   `json:"country"` // ISO 3166 alpha-3
	Place       string   `json:"place"`
	Lat         *float64 `json:"lat"`
	Lon         *float64 `json:"lon"`
	Grade       string   `json:"grade"`
	Why         string   `json:"why"` // it has this grade
	Reports     int      `json:"reports"`
	Independent int      `json:"independent"` // texts of which none was made from another
	Totals      []Total  `json:"totals"`
	Sources     []Source `json:"sources"` // in order of publication, at most ten

	headline string
}

// A Total is how many were harmed, by the policy.
type Total struct {
	Kind record.Harm `json:"kind"`
	Low  *int        `json:"low"`
	Best *int        `json:"best"`
	High *int        `json:"high"`
}

// A Source is a report that tells of an incident.
type Source struct {
	Report    string         `json:"report"`
	Publisher string         `json:"publisher"`
	Published string         `json:"published"`
	Title     string         `json:"title"`
	URL       string         `json:"url"`
	Evidence  string         `json:"evidence"` // the passage that tells of it
	Figures   []ledger.Quote `json:"figures"`
}

const mostSources = 10

// message makes a message of incidents. Those that are no more are left out.
func (s *Sender) message(ctx context.Context, f *File, a *Alert, ids []string) (*Message, error) {
	m := &Message{Search: Search{a.Name, a.Search, a.Policy}}
	for _, id := range ids {
		x, err := s.Ledger.Incident(ctx, id)
		if errors.Is(err, ledger.ErrNoIncident) {
			continue
		}
		if err == nil {
			err = s.veil.Incident(ctx, x)
		}
		if err != nil {
			return nil, err
		}
		m.Incidents = append(m.Incidents, incidentOf(f, a, x))
		m.ids = append(m.ids, id)
	}
	sum := sha256.Sum256([]byte(a.Name + "\x00" + strings.Join(m.ids, "\x00")))
	m.ID = "msg_" + hex.EncodeToString(sum[:16])
	return m, nil
}

func incidentOf(f *File, a *Alert, x *ledger.Incident) Incident {
	out := Incident{ID: x.ID, From: x.FirstDay, To: x.LastDay, Type: x.Type, Mode: x.Mode, Country: x.Country, Place: x.Place, Lat: x.Lat, Lon: x.Lon,
		Grade: x.Grading.Grade, Why: x.Grading.Why, Reports: x.Reports, Independent: x.Independent, Totals: []Total{}, Sources: []Source{},
		headline: x.What() + ", " + x.Where() + ", " + x.Days()}
	if f.Desk != "" {
		out.URL = f.Desk + "/incidents/" + x.ID
	}
	for _, t := range x.Totals {
		if t.Policy == a.Policy && t.Category == policy.Everybody {
			out.Totals = append(out.Totals, Total{t.Kind, t.Low, t.Best, t.High})
		}
	}
	for _, s := range x.Sources[:min(len(x.Sources), mostSources)] {
		out.Sources = append(out.Sources, Source{s.Report, s.Publisher, s.Published, s.Title, s.URL, s.Evidence, orEmpty(s.Figures)})
	}
	return out
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// Subject is a message in a line.
func (m *Message) Subject() string {
	if len(m.Incidents) == 1 {
		return plainText(m.Search.Name + ": " + m.Incidents[0].headline)
	}
	return plainText(fmt.Sprintf("%s: %d incidents", m.Search.Name, len(m.Incidents)))
}

// Text is a message for people to read.
func (m *Message) Text() string {
	var b strings.Builder
	for i := range m.Incidents {
		if i > 0 {
			b.WriteString("\n")
		}
		m.Incidents[i].write(&b)
	}
	fmt.Fprintf(&b, "\nFound by the saved search “%s” (%s); figures as %s counts. Claims of reports, not findings.\n", plainText(m.Search.Name), plainText(m.Search.Query), m.Search.Policy)
	return b.String()
}

func (x *Incident) write(b *strings.Builder) {
	line := func(indent, s string) {
		if s != "" {
			b.WriteString(indent + plainText(s) + "\n")
		}
	}
	line("", x.headline)
	line("", x.Tolls())
	line("", x.Grade+": "+x.Why)
	line("", x.URL)
	for _, s := range x.Sources {
		line("  ", strings.Join(filled(s.Published, s.Publisher, s.Title), "  "))
		line("    ", quoted(s.Evidence))
		for i := range s.Figures {
			line("    ", Figure(&s.Figures[i]))
		}
		line("    ", s.URL)
	}
	if more := x.Reports - len(x.Sources); more > 0 {
		line("  ", fmt.Sprintf("and %d more", more))
	}
}

// Tolls tells how many were harmed.
func (x *Incident) Tolls() string {
	var parts []string
	for _, t := range x.Totals {
		parts = append(parts, strings.ReplaceAll(string(t.Kind), "_", " ")+" "+toll(t.Low, t.Best, t.High))
	}
	return cmp.Or(strings.Join(parts, "; "), "no figure is known")
}

// Figure tells what a report says of how many.
func Figure(q *ledger.Quote) string {
	s := strings.ReplaceAll(string(q.Kind), "_", " ") + " " + toll(q.Low, q.Best, q.High) + ": " + q.Text
	if q.Said != "" {
		s += " (" + q.Said + ")"
	}
	return s
}

// toll writes a range for people: 6 to 8, best 6.
func toll(low, best, high *int) string {
	number := func(n *int) string {
		if n == nil {
			return "?"
		}
		return strconv.Itoa(*n)
	}
	switch l, h := number(low), number(high); {
	case low == nil && high == nil:
		return number(best)
	case l != h:
		return l + " to " + h + ", best " + number(best)
	default:
		return l
	}
}

func quoted(s string) string {
	if s == "" {
		return ""
	}
	return "“" + s + "”"
}

func filled(parts ...string) (out []string) {
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}

// plainText makes what a report holds a line: control characters, and those that turn the direction of writing, are spaces.
func plainText(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r <= ' ' || r >= 0x7F && r <= 0xA0 || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0x2028 || r == 0x2029 || r >= 0xFFFD && r <= 0xFFFF
	}), " ")
}
