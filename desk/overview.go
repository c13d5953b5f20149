package desk

import (
	"context"
	"html/template"
	"net/http"
	"strconv"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/record"
)

// Overview is the first page.
type Overview struct {
	*ledger.Overview
	Asked    question      `json:"asked"`
	Charts   []*BarChart   `json:"-"`
	Needs    []Need        `json:"needs"`
	Disputes *Disputes     `json:"disputes"`
	Choices  Choices       `json:"-"`
	Map      template.HTML `json:"-"`
}

// Choices are what a form offers.
type Choices struct {
	Countries []ledger.Facet
	Steps     []ledger.Step
}

// A Need is something that waits for a person.
type Need struct {
	What  string `json:"what"`
	Count int    `json:"count"`
	Href  string `json:"href"`
}

func (d *Desk) overview(r *http.Request) (*view, error) {
	q, err := ask(r)
	if err != nil {
		return nil, err
	}
	o := Overview{Asked: q}
	step := ledger.Month
	if s := r.URL.Query().Get("step"); s != "" {
		if step, err = ledger.ParseStep(s); err != nil {
			return nil, err
		}
	}
	if o.Overview, err = d.ledger.Overview(r.Context(), q.query, q.Policy, step); err != nil {
		return nil, err
	}
	o.Charts = []*BarChart{barChart(record.Killed, step, o.Series), barChart(record.Injured, step, o.Series)}
	if o.Needs, err = d.needs(r.Context(), q); err != nil {
		return nil, err
	}
	var passing bool
	o.Disputes, passing = d.disputes(r.Context())
	if o.Map, err = d.smallMap(r.Context(), q, "map", 320, 250); err != nil {
		return nil, err
	}
	all, err := d.ledger.IncidentsPage(r.Context(), ledger.Query{}, q.Policy, ledger.ByDay, ledger.Page{Limit: 1})
	if err != nil {
		return nil, err
	}
	o.Choices = Choices{all.Facets.Country, []ledger.Step{ledger.Month, ledger.Week, ledger.Day}}
	return &view{Title: "Overview", Data: o, Table: seriesTable(o.Series), Passing: passing}, nil
}

// needs counts what waits for a person among the incidents that are looked at.
func (d *Desk) needs(ctx context.Context, q question) ([]Need, error) {
	var needs []Need
	for _, n := range []struct{ filter, value, what string }{{"grade", "contested", "contested: who did it, or whether"}, {"grade", "weak", "told by one text alone"}} {
		search := withFilter(q.Search, n.filter, n.value)
		query, err := ledger.ParseSearch(search)
		if err != nil {
			return nil, err
		}
		page, err := d.ledger.IncidentsPage(ctx, query, q.Policy, ledger.ByKilled, ledger.Page{Limit: 1})
		if err != nil {
			return nil, err
		}
		href, err := link("/incidents", "q", search)
		if err != nil {
			return nil, err
		}
		needs = append(needs, Need{n.what, page.Total, href})
	}
	return needs, nil
}

// seriesTable gives a series as rows, one for each part, harm and side.
func seriesTable(series []ledger.Part) *table {
	t := &table{Columns: []string{"from", "incidents", "kind", "side", "low", "best", "high", "open"}}
	for i := range series {
		p := &series[i]
		for _, harm := range []record.Harm{record.Killed, record.Injured} {
			s := sidesOf(p, harm)
			for _, x := range []struct {
				side string
				sum  ledger.Sum
			}{{"all", s.All}, {"civilian", s.Civilian}, {"security", s.Security}, {"militant", s.Militant}, {"unknown", s.Unknown}} {
				t.Rows = append(t.Rows, []string{p.From, strconv.Itoa(p.Incidents), string(harm), x.side, strconv.Itoa(x.sum.Low), strconv.Itoa(x.sum.Best), strconv.Itoa(x.sum.High),
					strconv.Itoa(x.sum.Open)})
			}
		}
	}
	return t
}

func sidesOf(p *ledger.Part, harm record.Harm) *ledger.Sides {
	if harm == record.Injured {
		return &p.Injured
	}
	return &p.Killed
}
