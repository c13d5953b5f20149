package desk

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/ledger"
)

// Actors is the list of those who act, suffer or speak.
type Actors struct {
	*ledger.ActorsPage
	Asked  question `json:"asked"`
	Name   string   `json:"name"` // that is looked for
	Paging `json:"paging"`
	Graph  *ledger.ActorGraph `json:"graph"` // who did what to whom, the most first
	Drawn  *Flow              `json:"-"`
}

const graphEdges = 28 // that can be told apart

func (d *Desk) actors(r *http.Request) (*view, error) {
	q, err := ask(r)
	if err != nil {
		return nil, err
	}
	a := Actors{Asked: q, Name: strings.TrimSpace(r.URL.Query().Get("name"))}
	if a.Page, err = pageOf(r); err != nil {
		return nil, err
	}
	per := perPage
	if formatOf(r) == asCSV {
		per = 1000
	}
	if a.ActorsPage, err = d.ledger.Actors(r.Context(), q.query, a.Name, ledger.Page{Offset: (a.Page - 1) * per, Limit: per}); err != nil {
		return nil, err
	}
	if d.veil.Hides(r.Context()) {
		shown := *a.ActorsPage
		shown.Actors = d.veil.Actors(r.Context(), shown.Actors)
		a.ActorsPage = &shown
	}
	a.Pages = pagesOf(a.Total, per)
	if formatOf(r) != asCSV && a.Page == 1 && a.Name == "" {
		if a.Graph, err = d.ledger.ActorGraph(r.Context(), q.query, q.Policy, graphEdges); err != nil {
			return nil, err
		}
		a.Graph = d.veil.Graph(r.Context(), a.Graph)
		a.Drawn = drawFlow(a.Graph)
	}
	t := &table{Columns: []string{"key", "name", "kind", "country", "did", "suffered", "blamed", "statements", "last"}}
	for _, x := range a.ActorsPage.Actors {
		t.Rows = append(t.Rows, []string{x.Key, x.Name, x.Kind, x.Country, plainInt(x.Did), plainInt(x.Suffered), plainInt(x.Blamed), plainInt(x.Statements), x.Last})
	}
	return &view{Title: "Actors", Data: a, Table: t}, nil
}

// Actor is what is known of one actor: from reports, and from the registry of the program.
type Actor struct {
	*ledger.ActorPage
	Asked   question   `json:"asked"`
	Known   *Known     `json:"registry"` // nil for an actor that the registry does not have
	Offices []OfHolder `json:"offices"`  // that a person held, or of a state's holders
	Drawn   *Flow      `json:"-"`
}

// Known is what the registry says of an actor.
type Known struct {
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"`
	Sector  string   `json:"sector"`
	Means   string   `json:"sector_means"`
	First   int      `json:"first_year"` // 0 when not known
	Last    int      `json:"last_year"`  // 0 while active
	Country []string `json:"countries"`
}

// An OfHolder is an office with somebody who held it.
type OfHolder struct {
	Name   string `json:"name"`
	Key    string `json:"key"`
	Office string `json:"office"`
	From   string `json:"from"`
	Until  string `json:"until"` // empty while it lasts
}

func (d *Desk) actor(r *http.Request) (*view, error) {
	q, err := ask(r)
	if err != nil {
		return nil, err
	}
	key := strings.ReplaceAll(r.PathValue("key"), "%2F", "/")
	page, err := d.ledger.Actor(r.Context(), key, q.query, q.Policy)
	if err == nil {
		page, err = d.veil.Actor(r.Context(), page)
	}
	if err != nil {
		return nil, err
	}
	a := Actor{ActorPage: page, Asked: q, Known: knownOf(key), Offices: officesOf(key)}
	a.Drawn = drawFlow(aroundActor(page))
	t := &table{Columns: []string{"role", "id", "from", "to", "type", "mode", "place", "country", "grade"}}
	for _, list := range []struct {
		role      string
		incidents []ledger.Listed
	}{{"did", page.Did}, {"suffered", page.Suffered}, {"blamed", page.Blamed}} {
		for _, x := range list.incidents {
			t.Rows = append(t.Rows, []string{list.role, x.ID, x.FirstDay, x.LastDay, x.Type, x.Mode, x.Place, x.Country, x.Grade})
		}
	}
	return &view{Title: sentence(page.Name), Data: a, Table: t}, nil
}

// aroundActor gives the part of the graph that touches an actor.
func aroundActor(p *ledger.ActorPage) *ledger.ActorGraph {
	g := &ledger.ActorGraph{Nodes: []ledger.Acting{p.Acting}}
	add := func(x ledger.Against, from, to string) {
		if x.Key == "" {
			return // somebody whose name is withheld
		}
		if !slices.ContainsFunc(g.Nodes, func(n ledger.Acting) bool { return n.Key == x.Key }) {
			g.Nodes = append(g.Nodes, ledger.Acting{Key: x.Key, Name: x.Name})
		}
		g.Edges = append(g.Edges, ledger.Edge{From: from, To: to, Incidents: x.Incidents, Killed: x.Killed})
	}
	for _, x := range p.Against {
		add(x, p.Key, x.Key)
	}
	for _, x := range p.By {
		if x.Key != p.Key {
			add(x, x.Key, p.Key)
		}
	}
	g.Total = len(g.Edges)
	return g
}

// knownOf gives what the registry says of an actor; nil for nothing.
func knownOf(key string) *Known {
	e := actors.ByID(key)
	if e == nil {
		return nil
	}
	return &Known{Name: e.Name, Aliases: slices.Concat([]string{}, e.Acronyms, e.Aliases), Sector: e.Sector, Means: sectorWords[e.Sector], First: e.First, Last: e.Last, Country: e.Countries}
}

var sectorWords = map[string]string{"GOV": "government", "MIL": "armed forces", "COP": "police", "SPY": "intelligence service", "JUD": "court", "LEG": "parliament", "PTY": "political party",
	"OPP": "opposition", "REB": "rebels", "UAF": "armed men of no known side", "CRM": "organised crime", "CVL": "civilians", "REF": "refugees", "IMG": "migrants", "ETH": "community", "REL": "religious body",
	"EDU": "education", "MED": "news media", "HLH": "health", "LAB": "labour", "AGR": "farming", "BUS": "business", "NGO": "private aid, rights or research body", "IGO": "body of states"}

// officesOf gives the offices that a person of the registry held, or who held those of a state, the latest first.
func officesOf(key string) []OfHolder {
	out := []OfHolder{}
	for _, o := range actors.Officials() {
		if o.ID != key && !(len(key) == 3 && strings.EqualFold(o.Country, key)) {
			continue
		}
		for _, role := range o.Roles {
			for _, t := range role.Terms {
				out = append(out, OfHolder{o.Name, o.ID, role.Office, dayOfNumber(t.From), dayOfNumber(t.Until)})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b OfHolder) int { return strings.Compare(b.From, a.From) })
	return out
}

// dayOfNumber writes 20251009 as a date, and 20250000 as a year.
func dayOfNumber(n int) string {
	s := plainInt(n)
	switch {
	case len(s) != 8:
		return ""
	case s[4:6] == "00":
		return s[:4]
	case s[6:] == "00":
		return s[:4] + "-" + s[4:6]
	}
	return s[:4] + "-" + s[4:6] + "-" + s[6:]
}

// actorLink gives the address of an actor's page. A slash in a key is written as a code twice over, so that it parts nothing.
func actorLink(key string) string {
	return "/actors/" + strings.ReplaceAll(url.PathEscape(key), "%2F", "%252F")
}

// shortName fits a name into a drawing.
func shortName(name string, most int) string {
	runes := []rune(name)
	if len(runes) <= most {
		return sentence(name)
	}
	cut := most - 1
	for i := cut; i > most/2; i-- {
		if unicode.IsSpace(runes[i]) {
			cut = i
			break
		}
	}
	return sentence(string(runes[:cut])) + "…"
}
