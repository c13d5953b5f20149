package desk

import (
	"context"
	"net/http"
	"strconv"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// Incident is the page of one incident.
type Incident struct {
	*ledger.Incident
	Heading string           `json:"heading"`
	Earlier string           `json:"earlier_name"` // by which it was asked for, where that is not today's
	Tolls   []TollRow        `json:"tolls"`
	Charts  []*TollChart     `json:"-"`
	Nearby  []ledger.Summary `json:"nearby"` // others within nearbyKM kilometres
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

const (
	nearbyKM   = 50
	mostNearby = 6
)

func (d *Desk) incident(r *http.Request) (*view, error) {
	id := r.PathValue("id")
	x, err := d.readIncident(r.Context(), id)
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
	p.Nearby, err = d.ledger.Near(r.Context(), &x.Summary, nearbyKM, mostNearby)
	return &view{Title: p.Heading, Data: p, Table: claimTable(x)}, err
}

// readIncident gives an incident as who asks may see it.
func (d *Desk) readIncident(ctx context.Context, id string) (*ledger.Incident, error) {
	x, err := d.ledger.Incident(ctx, id)
	if err != nil {
		return nil, err
	}
	return x, d.veil.Incident(ctx, x)
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
