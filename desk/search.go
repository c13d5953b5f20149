package desk

import (
	"net/http"

	"github.com/tollbook/tollbook/ledger"
)

// Search is what a search has found.
type Search struct {
	Query   string         `json:"query"`
	Reports []ledger.Found `json:"reports"`
}

func (d *Desk) search(r *http.Request) (*view, error) {
	q, err := queryOf(r)
	if err != nil {
		return nil, err
	}
	s := Search{Query: r.URL.Query().Get("q"), Reports: []ledger.Found{}}
	err = d.ledger.Reports(r.Context(), q, perPage, func(f ledger.Found) error {
		s.Reports = append(s.Reports, f)
		return nil
	})
	return &view{Title: "Search", Data: s}, err
}
