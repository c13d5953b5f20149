package desk

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/ledger"
)

// Sources is who published the reports, and how.
type Sources struct {
	Total      int           `json:"total"`
	Reports    int           `json:"reports"`
	Name       string        `json:"name"` // that is looked for
	Sort       string        `json:"sort"`
	Publishers []ShownSource `json:"publishers"`
	Wires      []ledger.Wire `json:"wires"` // pairs that print one text, the most first
	WiresTotal int           `json:"wires_total"`
	Paging     `json:"paging"`
}

// A ShownSource is a publisher with its shares.
type ShownSource struct {
	ledger.Publisher
	FirstShare     float64 `json:"first_share"`     // of the shared incidents
	CorrectedShare float64 `json:"corrected_share"` // of the reports
	ReprintShare   float64 `json:"reprint_share"`   // of the reports
}

const wiresShown = 30

// sourceOrders are the orders of the list, by name.
var sourceOrders = []option{{"reports", "reports"}, {"first", "how often first"}, {"corrected", "how often corrected"}, {"alone", "told alone"}, {"reprints", "reprints"}, {"name", "name"}}

func (d *Desk) sources(r *http.Request) (*view, error) {
	s := Sources{Sort: cmp.Or(r.URL.Query().Get("sort"), "reports"), Name: strings.TrimSpace(r.URL.Query().Get("name"))}
	if !slices.ContainsFunc(sourceOrders, func(o option) bool { return o.Value == s.Sort }) {
		return nil, unclear("there is no order "+s.Sort, "orders are reports, first, corrected, alone, reprints and name")
	}
	var err error
	if s.Page, err = pageOf(r); err != nil {
		return nil, err
	}
	publishers, err := d.ledger.Publishers(r.Context())
	if err != nil {
		return nil, err
	}
	list := make([]ShownSource, 0, len(publishers))
	for _, p := range publishers {
		s.Reports += p.Reports
		if s.Name == "" || strings.Contains(strings.ToLower(p.Name), strings.ToLower(s.Name)) {
			list = append(list, ShownSource{p, share(p.First, p.Shared), share(p.Corrected, p.Reports), share(p.Reprints, p.Reports)})
		}
	}
	sortSources(list, s.Sort)
	wires, err := d.ledger.WireFamilies(r.Context())
	if err != nil {
		return nil, err
	}
	s.Total, s.WiresTotal = len(list), len(wires)
	s.Wires = slices.Concat([]ledger.Wire{}, wires[:min(len(wires), wiresShown)])
	s.Pages = pagesOf(s.Total, perPage)
	t := &table{Columns: []string{"name", "reports", "from", "to", "incidents", "shared", "first", "alone", "corrected", "reprints", "reprinted"}}
	for _, p := range list {
		t.Rows = append(t.Rows, []string{p.Name, plainInt(p.Reports), p.From, p.To, plainInt(p.Incidents), plainInt(p.Shared), plainInt(p.First), plainInt(p.Alone), plainInt(p.Corrected),
			plainInt(p.Reprints), plainInt(p.Reprinted)})
	}
	from := min((s.Page-1)*perPage, len(list))
	s.Publishers = list[from:min(from+perPage, len(list))]
	return &view{Title: "Sources", Data: s, Table: t}, nil
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// sortSources orders publishers, which come with the most reports first.
func sortSources(list []ShownSource, order string) {
	slices.SortStableFunc(list, func(a, b ShownSource) int {
		switch order {
		case "first":
			return cmp.Compare(b.FirstShare, a.FirstShare)
		case "corrected":
			return cmp.Compare(b.CorrectedShare, a.CorrectedShare)
		case "alone":
			return cmp.Compare(b.Alone, a.Alone)
		case "reprints":
			return cmp.Compare(b.ReprintShare, a.ReprintShare)
		case "name":
			return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
		}
		return 0
	})
}
