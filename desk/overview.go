package desk

import (
	"net/http"

	"github.com/tollbook/tollbook/ledger"
)

// Overview is the first page.
type Overview struct {
	Stats  ledger.Stats     `json:"stats"`
	Latest []ledger.Summary `json:"latest"`
}

func (d *Desk) overview(r *http.Request) (*view, error) {
	var o Overview
	var err error
	if o.Stats, err = d.ledger.Stats(r.Context()); err != nil {
		return nil, err
	}
	err = d.ledger.Incidents(r.Context(), ledger.Query{}, 10, func(s ledger.Summary) error {
		o.Latest = append(o.Latest, s)
		return nil
	})
	return &view{Title: "Overview", Data: o}, err
}
