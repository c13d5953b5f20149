package desk

import (
	"cmp"
	"context"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/atlas"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
)

// A PlaceOnMap is a place with the incidents that happened there, as closely as reports tell where.
type PlaceOnMap struct {
	Lat       float64   `json:"lat"`
	Lon       float64   `json:"lon"`
	Precision int       `json:"precision"` // UCDP where_prec
	Radius    float64   `json:"radius_km"` // 0 for an exact place
	Place     string    `json:"place"`
	Country   string    `json:"country"`
	Incidents int       `json:"incidents"`
	Killed    int       `json:"killed"` // the sum of the policy's bests
	Told      int       `json:"told"`   // of how many incidents it is told how many were killed
	Last      string    `json:"last"`   // day
	first     string    // an incident
	each      []telling // of all incidents
}

// A telling is when an incident was, and how many were killed.
type telling struct {
	day    string
	killed *int // nil where nobody tells
}

// A Where is the places of the incidents that a query wants, those with most incidents first.
type Where struct {
	Places    []*PlaceOnMap
	Incidents int // that have a place
	From, To  string
}

// where gives the places of incidents.
func (d *Desk) where(ctx context.Context, q question) (*Where, error) {
	return recall(ctx, d, "where\n"+q.Search+"\n"+string(q.Policy), func(ctx context.Context) (*Where, error) {
		w := &Where{Places: []*PlaceOnMap{}}
		type key struct {
			lat, lon  float64
			precision int
			country   string
		}
		at := map[key]*PlaceOnMap{}
		err := d.ledger.Points(ctx, q.query, q.Policy, func(p *ledger.Point) error {
			if p.Precision == 0 && p.Country != "" && (p.Place == "" || strings.EqualFold(p.Place, country(p.Country))) {
				p.Precision = 6
			}
			k := key{p.Lat, p.Lon, p.Precision, p.Country}
			x := at[k]
			if x == nil {
				x = &PlaceOnMap{Lat: p.Lat, Lon: p.Lon, Precision: p.Precision, Radius: atlas.Radius(p.Precision), Place: p.Place, Country: p.Country}
				at[k] = x
				w.Places = append(w.Places, x)
			}
			if x.Incidents == 0 {
				x.first = p.ID
			}
			x.each = append(x.each, telling{p.Day, p.Killed})
			x.Incidents++
			if p.Killed != nil {
				x.Told++
				x.Killed += *p.Killed
			}
			x.Last = max(x.Last, p.Day)
			w.Incidents++
			if p.Day != "" {
				w.To = max(w.To, p.Day)
				if w.From == "" || p.Day < w.From {
					w.From = p.Day
				}
			}
			return nil
		})
		slices.SortStableFunc(w.Places, func(a, b *PlaceOnMap) int {
			return cmp.Or(cmp.Compare(b.Incidents, a.Incidents), cmp.Compare(b.Last, a.Last), cmp.Compare(a.Lat, b.Lat), cmp.Compare(a.Lon, b.Lon), cmp.Compare(a.Precision, b.Precision))
		})
		return w, err
	})
}

// Where says in words where a place is, and how closely that is known.
func (p *PlaceOnMap) Where() string {
	switch name := where(p.Place, p.Country); {
	case atlas.Exact(p.Precision):
		return name
	case p.Precision == 2:
		return "near " + name
	case atlas.Whole(p.Precision):
		return country(p.Country) + ", place not told"
	case name == "":
		return "somewhere here"
	default:
		return "somewhere in " + name
	}
}

// Closely says how closely a place is known.
func (p *PlaceOnMap) Closely() string { return closelyWords[p.Precision] }

var closelyWords = map[int]string{0: "not known how closely", 1: "exact", 2: "within about 25 km", 3: "a district", 4: "a province", 5: "a region", 6: "a country", 7: "at sea"}

// Title sums up a place in a line.
func (p *PlaceOnMap) Title() string {
	toll := "no toll told"
	if p.Told > 0 {
		toll = number(p.Killed) + " killed"
	}
	return fmt.Sprintf("%s: %s, %s", sentence(p.Where()), plural(p.Incidents, "incident"), toll)
}

// Search narrows a search to a place: to its incidents and those close by, or in its country.
func (p *PlaceOnMap) Search(search string) string {
	if atlas.Whole(p.Precision) {
		return withFilter(search, "country", p.Country)
	}
	return withFilter(search, "near", strconv.FormatFloat(p.Lat, 'f', -1, 64)+","+strconv.FormatFloat(p.Lon, 'f', -1, 64)+",1")
}

// href gives where the incidents of a place are told: one on its own page, several in a list.
func (p *PlaceOnMap) href(q question) (string, error) {
	if p.Incidents == 1 {
		return "/incidents/" + p.first, nil
	}
	return link("/incidents", "q", p.Search(q.Search), "policy", otherPolicy(q.Policy))
}

// smallMap draws the incidents that are asked for as a picture without script.
func (d *Desk) smallMap(ctx context.Context, q question, id string, width, height float64) (template.HTML, error) {
	return recall(ctx, d, fmt.Sprintf("map\n%s\n%s\n%s\n%g\n%g", q.Search, q.Policy, id, width, height), func(ctx context.Context) (template.HTML, error) {
		w, err := d.where(ctx, q)
		if err != nil {
			return "", err
		}
		return drawPlaces(w, q, id, width, height), nil
	})
}

// linkedWidth is how wide a map is at least whose places are links. In a smaller one there is no room to hit them, and a keyboard has to go past.
const linkedWidth = 600

func drawPlaces(w *Where, q question, id string, width, height float64) template.HTML {
	places := make([]atlas.Place, len(w.Places))
	for i, p := range w.Places {
		to := ""
		if width >= linkedWidth {
			to, _ = p.href(q) // its parameters are in pairs
		}
		places[i] = atlas.Place{Lat: p.Lat, Lon: p.Lon, Precision: p.Precision, Country: p.Country, Incidents: p.Incidents, Title: p.Title(), Href: to}
	}
	drawn := atlas.Draw(places, width, height)
	desc := plural(w.Incidents, "incident") + " at " + plural(len(w.Places), "place") + ". Dots are exact places, circles are areas within which something happened, tinted countries those of which no more is known."
	if drawn.Left > 0 {
		desc += " " + plural(drawn.Left, "place") + " with the fewest are left out."
	}
	return template.HTML(drawn.SVG(id, "Where it happened", desc)) // all of what it holds is escaped
}

// otherPolicy gives a policy as an address has it: nothing for the one that is taken without saying.
func otherPolicy(p policy.Policy) string {
	if p == policy.ACLED {
		return ""
	}
	return string(p)
}
