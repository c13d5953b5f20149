package desk

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"net/http"
	"strconv"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// Incident is the page of one incident.
type Incident struct {
	*ledger.Incident
	Heading string            `json:"heading"`
	Earlier string            `json:"earlier_name"` // by which it was asked for, where that is not today's
	Tolls   []TollRow         `json:"tolls"`
	Charts  []*TollChart      `json:"-"`
	Nearby  []ledger.Summary  `json:"nearby"` // others within nearbyKM kilometres
	History []ledger.Decision `json:"history"`
}

// A TollRow is what each policy makes of the claims, for one harm and one side.
type TollRow struct {
	Kind     record.Harm     `json:"kind"`
	Category record.Category `json:"category"`
	By       []policy.Total  `json:"by_policy"` // one for each of the policies, in their order; without figures where it enters none
}

// FamilySizes tells how many sources print each text.
func (p *Incident) FamilySizes() map[int]int {
	sizes := map[int]int{}
	for _, s := range p.Sources {
		sizes[s.Family]++
	}
	return sizes
}

// Widest gives what all claims together span.
func (t TollRow) Widest() policy.Total { return t.By[len(t.By)-1] }

const (
	nearbyKM   = 50
	mostNearby = 6
)

func (d *Desk) incident(r *http.Request) (*view, error) {
	id := r.PathValue("id")
	x, err := d.ledger.Incident(r.Context(), id)
	if err != nil {
		return nil, err
	}
	p := &Incident{Incident: x, Heading: headingOf(&x.Summary), Tolls: tollRows(x.Totals)}
	if id != x.ID {
		p.Earlier = id
	}
	for _, kind := range []record.Harm{record.Killed, record.Injured, record.Abducted} {
		if c := tollChart(x, kind); c != nil {
			p.Charts = append(p.Charts, c)
		}
	}
	if p.Nearby, err = d.nearby(r.Context(), &x.Summary); err != nil {
		return nil, err
	}
	p.History, err = d.ledger.History(r.Context(), x.ID)
	return &view{Title: p.Heading, Data: p, Table: claimTable(x)}, err
}

// headingOf names an incident: "Ambush, Ansongo, Mali".
func headingOf(s *ledger.Summary) string {
	heading := sentence(what(s.Type, s.Mode))
	if in := where(s.Place, s.Country); in != "" {
		heading += ", " + in
	}
	return heading
}

// tollRows lays the totals of the policies beside each other.
func tollRows(totals []policy.Total) (rows []TollRow) {
	at := map[string]int{}
	for _, t := range totals {
		key := string(t.Kind) + " " + string(t.Category)
		i, ok := at[key]
		if !ok {
			i = len(rows)
			at[key] = i
			rows = append(rows, TollRow{t.Kind, t.Category, make([]policy.Total, len(policy.Policies))})
			for j, p := range policy.Policies {
				rows[i].By[j].Policy = p
			}
		}
		for j, p := range policy.Policies {
			if p == t.Policy {
				rows[i].By[j] = t
			}
		}
	}
	return rows
}

// nearby gives other incidents around the place of one, the latest first; none where its place is not known closely.
func (d *Desk) nearby(ctx context.Context, s *ledger.Summary) ([]ledger.Summary, error) {
	found := []ledger.Summary{}
	if s.Lat == nil || s.Lon == nil || s.Place == "" {
		return found, nil
	}
	q, err := ledger.ParseQuery([]string{fmt.Sprintf("near:%g,%g,%d", *s.Lat, *s.Lon, nearbyKM)})
	if err != nil {
		return found, err
	}
	err = d.ledger.Incidents(ctx, q, mostNearby+1, func(other ledger.Summary) error {
		if other.ID != s.ID && len(found) < mostNearby {
			found = append(found, other)
		}
		return nil
	})
	return found, err
}

// claimTable gives the figures of an incident as rows, source by source.
func claimTable(x *ledger.Incident) *table {
	t := &table{Columns: []string{"report", "publisher", "published", "family", "kind", "low", "best", "high", "said_by", "words", "url"}}
	for _, s := range x.Sources {
		for _, f := range s.Figures {
			t.Rows = append(t.Rows, []string{s.Report, s.Publisher, s.Published, strconv.Itoa(s.Family), string(f.Kind), plain(f.Low), plain(f.Best), plain(f.High), f.Said, f.Text, s.URL})
		}
	}
	return t
}

// A TollChart shows the figures of an incident's sources by their day of publication.
type TollChart struct {
	Kind          record.Harm
	Width, Height float64
	Left, Bottom  float64
	X, Y          []Tick
	Points        []TollPoint
}

// A TollPoint is a figure of a source. Sources that print one text are one point.
type TollPoint struct {
	X, Y, Top, Foot float64 // of best, high and low
	Best            *int
	Low, High       *int
	Day             string
	Publisher, Said string
	Key             string
	Times           int // how many reports print it
}

// Label is what stands beside the point.
func (p TollPoint) Label() string { return span(cmp.Or(p.Low, p.Best), p.High) }

func tollChart(x *ledger.Incident, kind record.Harm) *TollChart {
	c := &TollChart{Kind: kind, Width: 440, Height: 190, Left: 34, Bottom: 162}
	most := 0
	type printed struct {
		family    int
		low, high int
		said      string
	}
	at := map[printed]int{}
	for _, s := range x.Sources {
		if _, ok := dateOf(s.Published); !ok {
			continue
		}
		for _, f := range s.Figures {
			if f.Kind != kind || f.Best == nil && f.Low == nil && f.High == nil {
				continue
			}
			p := TollPoint{Best: cmp.Or(f.Best, f.Low, f.High), Low: f.Low, High: f.High, Day: s.Published, Publisher: s.Publisher, Said: f.Said, Key: s.Key, Times: 1}
			same := printed{s.Family, *p.Best, *cmp.Or(p.High, p.Best), f.Said}
			if i, ok := at[same]; ok {
				if c.Points[i].Key != s.Key {
					c.Points[i].Times++
				}
				continue
			}
			at[same] = len(c.Points)
			most = max(most, *p.Best, *cmp.Or(p.High, p.Best))
			c.Points = append(c.Points, p)
		}
	}
	if len(c.Points) == 0 {
		return nil
	}
	c.place(most)
	return c
}

// place lays the points out.
func (c *TollChart) place(most int) {
	var y Axis
	y, c.Y = countAxis(most, c.Bottom, 14)
	first, _ := dateOf(c.Points[0].Day)
	last, _ := dateOf(c.Points[len(c.Points)-1].Day)
	x, ticks := dayAxis(first, last, c.Left+24, c.Width-40)
	c.X = ticks
	for i := range c.Points {
		p := &c.Points[i]
		day, _ := dateOf(p.Day)
		p.X, p.Y = x.at(dayNumber(day)), y.at(float64(*p.Best))
		p.Top, p.Foot = p.Y, p.Y
		if p.High != nil {
			p.Top = y.at(float64(*p.High))
		}
		if p.Low != nil {
			p.Foot = y.at(float64(*p.Low))
		}
		for j := range i {
			if o := &c.Points[j]; math.Abs(o.X-p.X) < 9 && math.Abs(o.Y-p.Y) < 9 {
				p.X += 10 // beside each other, not over each other
			}
		}
	}
}
