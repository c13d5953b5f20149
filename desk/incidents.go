package desk

import (
	"net/http"
	"strconv"

	"github.com/tollbook/tollbook/ledger"
)

// Incidents is the table of incidents.
type Incidents struct {
	*ledger.IncidentsPage
	Asked  question     `json:"asked"`
	Sort   ledger.Order `json:"sort"`
	Paging `json:"paging"`
	Narrow []FacetGroup `json:"-"`
}

// Paging says which page of a list is shown.
type Paging struct {
	Page  int `json:"page"`
	Pages int `json:"pages"`
}

// A FacetGroup is a filter with the values that it could take.
type FacetGroup struct {
	Key, Label string
	Chosen     string
	Values     []FacetValue
}

// A FacetValue is one value: what it is called, and the search that it leads to.
type FacetValue struct {
	Label, Search string
	Count         int
	Chosen        bool
}

const (
	perPage    = 50
	facetShown = 8
	mostPage   = 100_000
)

// pageOf reads the number of a page, from 1.
func pageOf(r *http.Request) (int, error) {
	s := r.URL.Query().Get("page")
	if s == "" {
		return 1, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > mostPage {
		return 0, unclear("page "+strconv.Quote(s)+" is no page", "pages are numbered from 1")
	}
	return n, nil
}

func pagesOf(total, per int) int { return max(1, (total+per-1)/per) }

func (d *Desk) incidents(r *http.Request) (*view, error) {
	q, err := ask(r)
	if err != nil {
		return nil, err
	}
	list := Incidents{Asked: q, Sort: ledger.ByDay}
	if s := r.URL.Query().Get("sort"); s != "" {
		if list.Sort, err = ledger.ParseOrder(s); err != nil {
			return nil, err
		}
	}
	if list.Page, err = pageOf(r); err != nil {
		return nil, err
	}
	per := perPage
	if formatOf(r) == asCSV {
		per = 1000 // a table to calculate with comes in larger pieces
	}
	list.IncidentsPage, err = d.ledger.IncidentsPage(r.Context(), q.query, q.Policy, list.Sort, ledger.Page{Offset: (list.Page - 1) * per, Limit: per})
	if err != nil {
		return nil, err
	}
	d.veil.List(r.Context(), list.Incidents)
	list.Pages = pagesOf(list.Total, per)
	list.Narrow = facetGroups(q.Search, &list.Facets)
	return &view{Title: "Incidents", Data: list, Table: incidentTable(list.Incidents)}, nil
}

// facetGroups says how a search could be made narrower.
func facetGroups(search string, f *ledger.Facets) (groups []FacetGroup) {
	for _, g := range []struct {
		key, label string
		values     []ledger.Facet
		name       func(string) string
	}{
		{"country", "Country", f.Country, country},
		{"type", "Type", f.Type, func(s string) string { return sentence(what(s, "")) }},
		{"mode", "Kind", f.Mode, func(s string) string { return sentence(what("", s)) }},
		{"grade", "How well documented", f.Grade, sentence},
		{"month", "Month", f.Month, monthName},
	} {
		group := FacetGroup{Key: g.key, Label: g.label, Chosen: filterIn(search, g.key)}
		values := g.values
		if g.key == "month" && len(values) > facetShown {
			values = values[len(values)-facetShown:] // the latest ones
		}
		for _, v := range values[:min(len(values), facetShown)] {
			chosen := v.Value == group.Chosen
			to := withFilter(search, g.key, v.Value)
			if chosen {
				to = withFilter(search, g.key, "")
			}
			group.Values = append(group.Values, FacetValue{g.name(v.Value), to, v.Count, chosen})
		}
		if group.Chosen != "" && len(group.Values) == 0 { // nothing is found: it can still be taken away
			group.Values = []FacetValue{{g.name(group.Chosen), withFilter(search, g.key, ""), 0, true}}
		}
		if len(group.Values) > 1 || group.Chosen != "" {
			groups = append(groups, group)
		}
	}
	return groups
}

// incidentTable gives incidents as rows.
func incidentTable(list []ledger.Listed) *table {
	t := &table{Columns: []string{"id", "from", "to", "type", "mode", "place", "country", "lat", "lon", "precision", "killed_low", "killed_best", "killed_high", "injured_low", "injured_best",
		"injured_high", "reports", "sources", "grade", "first_published", "last_published"}}
	for _, s := range list {
		row := []string{s.ID, s.FirstDay, s.LastDay, s.Type, s.Mode, s.Place, s.Country, decimal(s.Lat), decimal(s.Lon), strconv.Itoa(s.Precision)}
		for _, toll := range []*ledger.Range{s.KilledToll, s.InjuredToll} {
			if toll == nil {
				toll = &ledger.Range{}
			}
			row = append(row, plain(toll.Low), plain(toll.Best), plain(toll.High))
		}
		t.Rows = append(t.Rows, append(row, strconv.Itoa(s.Reports), strconv.Itoa(s.Sources), s.Grade, s.Published, s.Updated))
	}
	return t
}

// plain writes a number for a program; nothing where it is not known.
func plain(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func decimal(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}
