package desk

import (
	"context"
	"html/template"
	"net/http"
	"strconv"
	"time"

	"github.com/tollbook/tollbook/atlas"
	"github.com/tollbook/tollbook/ledger"
)

// Map shows where incidents happened.
type Map struct {
	Asked     question      `json:"asked"`
	Incidents int           `json:"incidents"` // that have a place
	Unplaced  int           `json:"unplaced"`  // that have none
	From      string        `json:"from"`      // the first and the last day
	To        string        `json:"to"`
	Total     int           `json:"total"`  // places
	Places    []*PlaceOnMap `json:"places"` // those with most incidents first
	Paging    `json:"paging"`
	Picture   template.HTML `json:"-"`
	Choices   Choices       `json:"-"`
	Data      string        `json:"-"` // where the script gets the incidents
}

// placesListed is how many places a page lists.
const placesListed = 30

func (d *Desk) showMap(r *http.Request) (*view, error) {
	q, err := ask(r)
	if err != nil {
		return nil, err
	}
	w, err := d.where(r.Context(), q)
	if err != nil {
		return nil, err
	}
	all, err := d.ledger.IncidentsPage(r.Context(), q.query, q.Policy, ledger.ByDay, ledger.Page{Limit: 1})
	if err != nil {
		return nil, err
	}
	every, err := d.ledger.IncidentsPage(r.Context(), ledger.Query{}, q.Policy, ledger.ByDay, ledger.Page{Limit: 1})
	if err != nil {
		return nil, err
	}
	m := Map{Asked: q, Incidents: w.Incidents, Unplaced: all.Total - w.Incidents, From: w.From, To: w.To, Total: len(w.Places), Places: w.Places, Choices: Choices{Countries: every.Facets.Country}}
	if formatOf(r) != asHTML {
		return &view{Title: "Map", Data: m, Table: placeTable(w.Places)}, nil
	}
	if m.Page, err = pageOf(r); err != nil {
		return nil, err
	}
	m.Pages = pagesOf(len(w.Places), placesListed)
	from := min((m.Page-1)*placesListed, len(w.Places))
	m.Places = w.Places[from:min(from+placesListed, len(w.Places))]
	if m.Picture, err = d.smallMap(r.Context(), q, "map-picture", 1100, 560); err != nil {
		return nil, err
	}
	if m.Data, err = link("/map/data.json", "q", q.Search, "policy", otherPolicy(q.Policy)); err != nil {
		return nil, err
	}
	return &view{Title: "Map", Data: m, Table: placeTable(nil)}, nil
}

// placeTable gives places as rows.
func placeTable(list []*PlaceOnMap) *table {
	t := &table{Columns: []string{"place", "country", "lat", "lon", "precision", "radius_km", "incidents", "killed", "last"}}
	for _, p := range list {
		t.Rows = append(t.Rows, []string{p.Place, p.Country, decimal(&p.Lat), decimal(&p.Lon), strconv.Itoa(p.Precision), decimal(&p.Radius), strconv.Itoa(p.Incidents), toldOr(strconv.Itoa(p.Killed), p.Told, ""), p.Last})
	}
	return t
}

// MapData is what the script of the map draws, in a short form: it may be many thousands of incidents.
type MapData struct {
	From   string    `json:"from"` // day 0
	Days   int       `json:"days"` // the last day
	Places []MapSpot `json:"places"`
}

// A MapSpot is one place. Of each incident there, Days holds the day, -1 where not known, and Killed how many were killed, null where nobody tells.
type MapSpot struct {
	At        [2]float64 `json:"at"` // longitude, latitude
	Precision int        `json:"p"`
	Radius    float64    `json:"r"`
	Name      string     `json:"name"`
	Country   string     `json:"c"`
	Days      []int      `json:"d"`
	Killed    []*int     `json:"k"`
	Href      string     `json:"href"`
}

// mapData gives the incidents for the script.
func (d *Desk) mapData(r *http.Request) (*view, error) {
	q, err := ask(r)
	if err != nil {
		return nil, err
	}
	v := &view{Title: "Map data"}
	v.JSON, err = recall(r.Context(), d, "mapdata\n"+q.Search+"\n"+string(q.Policy), func(ctx context.Context) (*ready, error) {
		w, err := d.where(ctx, q)
		if err != nil {
			return nil, err
		}
		data, err := mapDataOf(w, q)
		if err != nil {
			return nil, err
		}
		return makeReady(data)
	})
	return v, err
}

func mapDataOf(w *Where, q question) (*MapData, error) {
	m := &MapData{From: w.From, Places: make([]MapSpot, len(w.Places))}
	first, _ := dateOf(w.From)
	since := func(day string) int {
		if t, ok := dateOf(day); ok {
			return int(t.Sub(first) / (24 * time.Hour))
		}
		return -1
	}
	m.Days = max(since(w.To), 0)
	for i, p := range w.Places {
		s := MapSpot{At: [2]float64{p.Lon, p.Lat}, Precision: p.Precision, Radius: atlas.Radius(p.Precision), Name: sentence(p.Where()), Country: p.Country,
			Days: make([]int, len(p.each)), Killed: make([]*int, len(p.each))}
		for k, x := range p.each {
			s.Days[k], s.Killed[k] = since(x.day), x.killed
		}
		var err error
		if s.Href, err = p.href(q); err != nil {
			return nil, err
		}
		m.Places[i] = s
	}
	return m, nil
}
