package desk

import (
	"net/http"
	"strconv"

	"github.com/tollbook/tollbook/ledger"
)

// Incidents is the table of incidents.
type Incidents struct {
	Query string           `json:"query"`
	Rows  []ledger.Summary `json:"incidents"`
}

// perPage is how many rows a table shows at once.
const perPage = 50

func (d *Desk) incidents(r *http.Request) (*view, error) {
	q, err := queryOf(r)
	if err != nil {
		return nil, err
	}
	list := Incidents{Query: r.URL.Query().Get("q"), Rows: []ledger.Summary{}}
	err = d.ledger.Incidents(r.Context(), q, perPage, func(s ledger.Summary) error {
		list.Rows = append(list.Rows, s)
		return nil
	})
	return &view{Title: "Incidents", Data: list, Table: incidentTable(list.Rows)}, err
}

// incidentTable gives incidents as rows.
func incidentTable(list []ledger.Summary) *table {
	t := &table{Columns: []string{"id", "from", "to", "type", "mode", "place", "country", "lat", "lon", "killed", "injured", "reports"}}
	for _, s := range list {
		t.Rows = append(t.Rows, []string{s.ID, s.FirstDay, s.LastDay, s.Type, s.Mode, s.Place, s.Country, decimal(s.Lat), decimal(s.Lon), plain(s.Killed), plain(s.Injured),
			strconv.Itoa(s.Reports)})
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
