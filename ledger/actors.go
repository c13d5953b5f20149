package ledger

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/policy"
)

// ErrNoActor says that no report names an actor.
var ErrNoActor = errors.New("there is no such actor")

// An Acting is an actor in a list, with what the ledger holds of him.
type Acting struct {
	Key        string `json:"key"` // id in the registry, else the name in lower case
	Name       string `json:"name"`
	Kind       string `json:"kind"`
	Country    string `json:"country"`
	Did        int    `json:"did"`      // incidents that he did
	Suffered   int    `json:"suffered"` // incidents that were done to him
	Blamed     int    `json:"blamed"`   // incidents that he is held responsible for, claims or denies
	Statements int    `json:"statements"`
	Last       string `json:"last"` // day of the last incident
}

// An ActorsPage is part of a list of actors.
type ActorsPage struct {
	Total  int      `json:"total"`
	Offset int      `json:"offset"`
	Actors []Acting `json:"actors"`
}

// Actors gives part of the actors of the incidents that a query wants, those with most incidents first, and then those that only speak. name, where it is not
// empty, must be part of their names or their key.
func (l *Ledger) Actors(ctx context.Context, q Query, name string, page Page) (*ActorsPage, error) {
	s, err := l.shelf(ctx)
	if err != nil {
		return nil, err
	}
	all, err := l.acting(ctx, s, &q)
	if err != nil {
		return nil, err
	}
	if name = strings.ToLower(strings.TrimSpace(name)); name != "" {
		var some []Acting
		for _, a := range all {
			if strings.Contains(a.Key, name) || strings.Contains(strings.ToLower(a.Name), name) {
				some = append(some, a)
			}
		}
		all = some
	}
	out := &ActorsPage{len(all), page.Offset, slices.Concat([]Acting{}, cut(all, page))}
	for i := range out.Actors {
		if err := l.completeActing(ctx, &out.Actors[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// completeActing adds the name of one who only speaks, and the statements of one who is not among those who speak most.
func (l *Ledger) completeActing(ctx context.Context, a *Acting) (err error) {
	if a.Name == "" {
		a.Name, a.Country, err = l.speakerName(ctx, a.Key)
	}
	if a.Statements == 0 && err == nil {
		err = l.db.SQL.QueryRowContext(ctx, l.db.Rewrite("SELECT count(*) FROM statement WHERE speaker = ?"), a.Key).Scan(&a.Statements)
	}
	return explain(err)
}

// acting gives all actors of the incidents that a query wants, and all who speak where it wants all incidents.
func (l *Ledger) acting(ctx context.Context, s *shelf, q *Query) ([]Acting, error) {
	return lately(l, s, q.question("actors"), func() ([]Acting, error) {
		entries, err := l.chosen(ctx, s, q)
		if err != nil {
			return nil, err
		}
		byKey := map[string]*Acting{}
		for _, e := range entries {
			for i := range e.Parties {
				addActing(byKey, e, &e.Parties[i])
			}
		}
		everybody, err := l.speaking(ctx, s, &Query{})
		if err != nil {
			return nil, err
		}
		for _, x := range everybody.list {
			if a := byKey[x.Key]; a != nil {
				a.Statements = x.Statements
			} else if len(q.conditions)+len(q.words) == 0 {
				byKey[x.Key] = &Acting{Key: x.Key, Statements: x.Statements, Last: x.Last}
			}
		}
		out := make([]Acting, 0, len(byKey))
		for _, a := range byKey {
			out = append(out, *a)
		}
		slices.SortFunc(out, func(a, b Acting) int {
			return cmp.Or(cmp.Compare(b.Did+b.Suffered+b.Blamed, a.Did+a.Suffered+a.Blamed), cmp.Compare(b.Statements, a.Statements), cmp.Compare(a.Key, b.Key))
		})
		return out, nil
	})
}

// addActing counts an actor's part in an incident. Entries come the latest first: names are those of the latest.
func addActing(byKey map[string]*Acting, e *entry, p *Party) {
	a := byKey[p.Key]
	if a == nil {
		a = &Acting{Key: p.Key, Name: p.Name, Kind: p.Kind, Country: p.Country}
		byKey[p.Key] = a
	}
	a.Kind, a.Country, a.Last = cmp.Or(a.Kind, p.Kind), cmp.Or(a.Country, p.Country), max(a.Last, e.FirstDay)
	switch p.Role {
	case Did:
		a.Did++
	case Suffered:
		a.Suffered++
	default:
		for i := range e.Parties { // claimed and blamed is one incident
			if o := &e.Parties[i]; o.Key == p.Key && o.Role != Did && o.Role != Suffered {
				a.Blamed += number(o == p)
				break
			}
		}
	}
}

// An ActorPage is what the ledger holds of one actor.
type ActorPage struct {
	Acting
	Names    []Facet   `json:"names"` // as reports write them, with how many do
	Did      []Listed  `json:"incidents_did"`
	Suffered []Listed  `json:"incidents_suffered"`
	Blamed   []Listed  `json:"incidents_blamed"` // held responsible, claimed or denied
	Killed   Sides     `json:"killed"`           // in incidents that he did
	Lost     Sides     `json:"lost"`             // killed in incidents that were done to him
	Against  []Against `json:"against"`          // to whom he did it, the most first
	By       []Against `json:"by"`               // who did it to him
	Said     []Said    `json:"statements_said"`  // the latest
	SpokenOf []Said    `json:"statements_about"` // the latest
	SpokenTo []Said    `json:"statements_to"`    // the latest
	Acts     []Facet   `json:"acts"`             // of his statements
}

// An Against is the other side in incidents.
type Against struct {
	Key       string `json:"key"`
	Name      string `json:"name"`
	Incidents int    `json:"incidents"`
	Killed    Sum    `json:"killed"`
}

// actorListed is how much of each list an actor's page holds; filters such as by:KEY give the rest.
const actorListed = 20

// Actor gives what the ledger holds of an actor by his key, of the incidents that a query wants, counted by a policy. It fails with ErrNoActor.
func (l *Ledger) Actor(ctx context.Context, key string, q Query, p policy.Policy) (*ActorPage, error) {
	at, err := policyPlace(p)
	if err != nil {
		return nil, err
	}
	s, err := l.shelf(ctx)
	if err != nil {
		return nil, err
	}
	return remember(&s.answers, q.question("actor", key, string(p)), func() (*ActorPage, error) { return l.actorPage(context.WithoutCancel(ctx), s, key, q, at) })
}

func (l *Ledger) actorPage(ctx context.Context, s *shelf, key string, q Query, at int) (*ActorPage, error) {
	entries, err := l.chosen(ctx, s, &q)
	if err != nil {
		return nil, err
	}
	x := &ActorPage{Names: []Facet{}, Did: []Listed{}, Suffered: []Listed{}, Blamed: []Listed{}}
	byKey, against, by := map[string]*Acting{}, map[string]*Against{}, map[string]*Against{}
	for _, e := range entries {
		blamed := false
		for i := range e.Parties {
			role := e.Parties[i].Role
			if e.Parties[i].Key != key {
				continue
			}
			addActing(byKey, e, &e.Parties[i])
			switch {
			case role == Did:
				x.Did = append(x.Did, e.listed(at))
				x.Killed.add(e, at, killed)
				countAgainst(against, e, Suffered, at)
			case role == Suffered:
				x.Suffered = append(x.Suffered, e.listed(at))
				x.Lost.add(e, at, killed)
				countAgainst(by, e, Did, at)
			case !blamed:
				blamed = true
				x.Blamed = append(x.Blamed, e.listed(at))
			}
		}
	}
	if a := byKey[key]; a != nil {
		x.Acting = *a
	}
	x.Key = key
	x.Did, x.Suffered, x.Blamed = first(x.Did), first(x.Suffered), first(x.Blamed)
	x.Against, x.By = againstOf(against), againstOf(by)
	return x, l.addSaid(ctx, x)
}

func first[T any](list []T) []T { return list[:min(len(list), actorListed)] }

func countAgainst(of map[string]*Against, e *entry, role Role, at int) {
	for _, p := range e.Parties {
		if p.Role != role {
			continue
		}
		a := of[p.Key]
		if a == nil {
			a = &Against{Key: p.Key, Name: p.Name}
			of[p.Key] = a
		}
		a.Incidents++
		if b := e.toll(at, killed, everybody); b != nil {
			a.Killed.add(b)
		}
	}
}

func againstOf(of map[string]*Against) []Against {
	out := []Against{}
	for _, key := range slices.Sorted(maps.Keys(of)) {
		out = append(out, *of[key])
	}
	slices.SortStableFunc(out, func(a, b Against) int { return cmp.Compare(b.Incidents, a.Incidents) })
	return first(out)
}

// addSaid adds an actor's names and statements.
func (l *Ledger) addSaid(ctx context.Context, x *ActorPage) error {
	names, acts := map[string]int{}, map[string]int{}
	for _, ask := range []struct {
		into  map[string]int
		query string
	}{
		{names, "SELECT shown, count(*) FROM actor WHERE key = ? GROUP BY shown"},
		{acts, "SELECT act, count(*) FROM statement WHERE speaker = ? GROUP BY act"},
	} {
		err := l.each(ctx, func(scan func(...any) error) error {
			var v string
			var n int
			err := scan(&v, &n)
			ask.into[v] = n
			return err
		}, ask.query, x.Key)
		if err != nil {
			return err
		}
	}
	x.Names, x.Acts = facets(names), facets(acts)
	for _, a := range x.Acts {
		x.Statements += a.Count
	}
	if x.Name == "" && len(x.Names) > 0 {
		x.Name = x.Names[0].Value
	}
	if x.Name == "" {
		return ErrNoActor
	}
	for column, to := range map[string]*[]Said{"speaker": &x.Said, "about": &x.SpokenOf, "addressee": &x.SpokenTo} {
		var err error
		if *to, err = l.said(ctx, " WHERE s."+column+" = ?", []any{x.Key}, Page{Limit: actorListed}); err != nil {
			return err
		}
	}
	return nil
}

// An ActorGraph is who did what to whom.
type ActorGraph struct {
	Nodes []Acting `json:"nodes"` // those of the edges, those with most incidents first
	Edges []Edge   `json:"edges"` // the most incidents first
	Total int      `json:"total"` // edges in all
}

// An Edge is what one actor did to another.
type Edge struct {
	From      string  `json:"from"` // keys
	To        string  `json:"to"`
	Incidents int     `json:"incidents"`
	Killed    Sum     `json:"killed"`
	Types     []Facet `json:"types"` // type and mode: "ASSAULT bombing"
	Last      string  `json:"last"`
}

// ActorGraph gives who did what to whom in the incidents that a query wants, counted by a policy: at most so many edges, 100 with 0.
func (l *Ledger) ActorGraph(ctx context.Context, q Query, p policy.Policy, most int) (*ActorGraph, error) {
	at, err := policyPlace(p)
	if err != nil {
		return nil, err
	}
	s, err := l.shelf(ctx)
	if err != nil {
		return nil, err
	}
	all, err := lately(l, s, q.question("graph", string(p)), func() ([]Edge, error) {
		entries, err := l.chosen(ctx, s, &q)
		return edgesOf(entries, at), err
	})
	if err != nil {
		return nil, err
	}
	actors, err := l.acting(ctx, s, &q)
	if err != nil {
		return nil, err
	}
	g := &ActorGraph{Total: len(all), Edges: cut(all, Page{Limit: cmp.Or(most, 100)}), Nodes: []Acting{}}
	in := map[string]bool{}
	for _, e := range g.Edges {
		in[e.From], in[e.To] = true, true
	}
	for _, a := range actors {
		if in[a.Key] {
			g.Nodes = append(g.Nodes, a)
		}
	}
	return g, nil
}

func edgesOf(entries []*entry, at int) []Edge {
	type pair struct{ from, to string }
	byPair := map[pair]*Edge{}
	types := map[pair]map[string]int{}
	for _, e := range entries {
		for _, a := range e.Parties {
			if a.Role != Did {
				continue
			}
			for _, b := range e.Parties {
				if b.Role != Suffered {
					continue
				}
				key := pair{a.Key, b.Key}
				x := byPair[key]
				if x == nil {
					x = &Edge{From: a.Key, To: b.Key}
					byPair[key], types[key] = x, map[string]int{}
				}
				x.Incidents++
				x.Last = max(x.Last, e.FirstDay)
				types[key][strings.TrimSpace(e.Type+" "+e.Mode)]++
				if b := e.toll(at, killed, everybody); b != nil {
					x.Killed.add(b)
				}
			}
		}
	}
	out := make([]Edge, 0, len(byPair))
	for key, x := range byPair {
		x.Types = facets(types[key])
		out = append(out, *x)
	}
	slices.SortFunc(out, func(a, b Edge) int {
		return cmp.Or(cmp.Compare(b.Incidents, a.Incidents), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return out
}
