package desk

import (
	"net/http"
	"strings"

	"github.com/tollbook/tollbook/ledger"
)

// Search is what a search has found.
type Search struct {
	Asked     question        `json:"asked"`
	Incidents []ledger.Listed `json:"incidents"` // the first few
	Total     int             `json:"total"`     // incidents in all
	Actors    []ledger.Acting `json:"actors"`    // the first few whose names hold the words
	Reports   []ledger.Found  `json:"reports"`
	More      bool            `json:"more"` // there are more reports than these
	Page      int             `json:"page"`
	Words     []string        `json:"-"` // that light up
}

const (
	incidentsFound = 12
	reportsFound   = 20
	actorsFound    = 5
)

func (d *Desk) search(r *http.Request) (*view, error) {
	q, err := ask(r)
	if err != nil {
		return nil, err
	}
	s := Search{Asked: q, Incidents: []ledger.Listed{}, Actors: []ledger.Acting{}, Reports: []ledger.Found{}}
	if s.Page, err = pageOf(r); err != nil {
		return nil, err
	}
	for _, p := range ledger.SplitSearch(q.Search) {
		if !strings.Contains(p, ":") {
			s.Words = append(s.Words, p)
		}
	}
	if s.Page == 1 {
		found, err := d.ledger.IncidentsPage(r.Context(), q.query, q.Policy, ledger.ByDay, ledger.Page{Limit: incidentsFound})
		if err != nil {
			return nil, err
		}
		d.veil.List(r.Context(), found.Incidents)
		s.Incidents, s.Total = found.Incidents, found.Total
		if name := strings.Join(s.Words, " "); name != "" {
			named, err := d.ledger.Actors(r.Context(), ledger.Query{}, name, ledger.Page{Limit: actorsFound})
			if err != nil {
				return nil, err
			}
			s.Actors = named.Actors
			if d.veil.Hides(r.Context()) {
				s.Actors = d.veil.Actors(r.Context(), s.Actors)
			}
		}
	}
	skip, per := (s.Page-1)*reportsFound, reportsFound
	if s.Page > mostSearchPage {
		return nil, unclear("that is too far down the list", "more words find fewer reports")
	}
	err = d.ledger.Reports(r.Context(), q.query, skip+per+1, func(f ledger.Found) error {
		if skip--; skip < 0 && len(s.Reports) < per {
			if err := d.veil.Found(r.Context(), &f); err != nil {
				return err
			}
			s.Reports = append(s.Reports, f)
		} else if skip < 0 {
			s.More = true
		}
		return nil
	})
	return &view{Title: "Search", Data: s, Table: foundTable(s.Reports)}, err
}

// mostSearchPage is how far people may leaf through what was found.
const mostSearchPage = 100

// foundTable gives reports as rows.
func foundTable(list []ledger.Found) *table {
	t := &table{Columns: []string{"key", "report", "publisher", "published", "title", "snippet", "incidents", "url"}}
	for _, f := range list {
		t.Rows = append(t.Rows, []string{f.Key, f.Report, f.Publisher, f.Published, f.Title, f.Snippet, strings.Join(f.Incidents, " "), f.URL})
	}
	return t
}

// Suggestions are what the last word of a search could become.
type Suggestions struct {
	Query       string              `json:"query"`
	Suggestions []ledger.Suggestion `json:"suggestions"`
}

func (d *Desk) suggest(r *http.Request) (*view, error) {
	s := Suggestions{Query: r.URL.Query().Get("q")}
	var err error
	s.Suggestions, err = d.ledger.Suggest(r.Context(), s.Query)
	s.Suggestions = d.veil.Suggestions(r.Context(), s.Suggestions)
	return &view{Title: "Suggestions", Data: s}, err
}

// examples teach what a search can be.
var examples = []option{
	{`ambush country:MLI`, "reports with a word, of incidents in a country"},
	{`"fuel prices"`, "a phrase"},
	{`type:ASSAULT killed:>=10 from:2026-01-01`, "kind of event, toll and time"},
	{`near:16.27,-0.04,100`, "latitude, longitude, kilometres around"},
	{`speaker:army act:deny`, "who said what"},
	{`grade:contested`, "incidents on which the sides do not agree"},
}
