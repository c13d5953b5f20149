// Package compare lays what a ledger documents beside what another recorder does: what both have, what each has alone, and where their counts
// differ. Neither is taken for the truth.
package compare

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/recorder"
)

// Options say what is compared.
type Options struct {
	With     string // "ucdp"
	From, To string // days, both included
	Place    string // a country's code of three letters in capitals, or part of a name; empty for everywhere
	Policy   policy.Policy
}

// Rule says how pairs are found.
var Rule = []string{
	"Two incidents may be one where their days overlap or lie a day apart, both are in one country, both are violence (or both are protests; a riot is either), and their points lie no further apart than their precision allows: 5 km for a place, 25 near one, 50 in a district, 150 in a province, 250 in a region, each for itself and added up; where one has no point, the name of its place or province must be that of the other, or one is known to its country alone.",
	"Points are given: 3 for the same one day, 2 for days that overlap within a week, 1 for longer ones or a day apart; 3 for places within 10 km of each other, 2 for places known to a district or of one name, 1 for a province or wider; 2 for an actor of the same name, 1 for actors of one sort; 2 for the same number of three or more killed, 1 for the same smaller number or ranges that overlap.",
	"Five of the ten points make a pair. The pair with the most points goes first, then the one whose points lie closest, then by day and id; each incident is in one pair at most.",
}

// fewest is how many points make a pair.
const fewest = 5

// A Side is an incident as one of the two documents it.
type Side struct {
	ID        string   `json:"id"`
	From      string   `json:"from"`
	To        string   `json:"to"`
	Type      string   `json:"type"`
	Place     string   `json:"place"`
	Country   string   `json:"country"`
	Admin1    string   `json:"admin1"`
	Lat       *float64 `json:"lat"`
	Lon       *float64 `json:"lon"`
	Precision int      `json:"precision"`
	SideA     []string `json:"side_a"` // who acted, and to whom it was done
	SideB     []string `json:"side_b"`
	Low       *int     `json:"low"` // killed
	Best      *int     `json:"best"`
	High      *int     `json:"high"`
	Injured   *int     `json:"injured"`

	class recorder.Class
	names words // of actors, with other names that the registry knows
	asked bool  // it began in the period, at the place
	enter bool  // of ours: the other recorder's rules would enter it
}

// A Pair is an incident that both document.
type Pair struct {
	Ours   *Side    `json:"ours"`
	Theirs *Side    `json:"theirs"`
	Points int      `json:"points"`
	Why    string   `json:"why"`
	KM     *float64 `json:"km"`     // between the points
	Killed string   `json:"killed"` // same, overlap, apart, one: how the numbers lie to each other
	// Difference is ours less theirs, by the best numbers; null where one has none.
	Difference *int `json:"difference"`
}

// An Alone is an incident that one documents.
type Alone struct {
	*Side
	// Near is the one of the other's that would have made a pair, had it not made a better one.
	Near string `json:"near,omitempty"`
}

// A Sum adds up the killed of some incidents; those without a number are counted.
type Sum struct {
	Low     int `json:"low"`
	Best    int `json:"best"`
	High    int `json:"high"`
	Unknown int `json:"unknown"`
}

// A Comparison is what both and each documents.
type Comparison struct {
	With   string        `json:"with"`
	From   string        `json:"from"`
	To     string        `json:"to"`
	Place  string        `json:"place"`
	Policy policy.Policy `json:"policy"`
	Rule   []string      `json:"rule"`

	Ours        int `json:"ours"`   // incidents
	Theirs      int `json:"theirs"` // incidents
	InBoth      int `json:"in_both"`
	Same        int `json:"killed_same"`
	Overlap     int `json:"killed_overlap"`
	Apart       int `json:"killed_apart"`
	One         int `json:"killed_one"` // only one gives a number
	NotEntered  int `json:"not_entered"`
	KilledOurs  Sum `json:"killed_ours"` // in the pairs
	KilledOther Sum `json:"killed_theirs"`
	SumOurs     Sum `json:"killed_ours_alone"`
	SumTheirs   Sum `json:"killed_theirs_alone"`

	Both        []*Pair  `json:"both"`
	OursAlone   []*Alone `json:"ours_alone"`
	TheirsAlone []*Alone `json:"theirs_alone"`
}

// Compare compares. It fails with a *ledger.QueryError where the options make no sense or the ledger holds nothing of that recorder.
func Compare(ctx context.Context, l *ledger.Ledger, o Options) (*Comparison, error) {
	form := recorder.ByName(o.With)
	if form == nil {
		return nil, &ledger.QueryError{Reason: fmt.Sprintf("there is no recorder %q", o.With), Hint: "recorders are " + strings.Join(recorder.Names(), ", ")}
	}
	from, errFrom := time.Parse(time.DateOnly, o.From)
	to, errTo := time.Parse(time.DateOnly, o.To)
	if errFrom != nil || errTo != nil || to.Before(from) {
		return nil, &ledger.QueryError{Reason: fmt.Sprintf("%s to %s is no period", o.From, o.To), Hint: "write days as 2026-03-01, the first one first"}
	}
	if n, _, _, err := l.RecordedBy(ctx, o.With); err != nil || n == 0 {
		if err == nil {
			err = &ledger.QueryError{Reason: l.Name() + " holds nothing of " + form.Means, Hint: "tollbook import " + o.With + " FILE.csv puts it beside the ledger's own incidents"}
		}
		return nil, err
	}
	country := ""
	if len(o.Place) == 3 && o.Place == strings.ToUpper(o.Place) {
		country = o.Place
	}
	// A partner may lie a day outside.
	first, last := from.AddDate(0, 0, -1).Format(time.DateOnly), to.AddDate(0, 0, 1).Format(time.DateOnly)
	asked := func(s *Side) bool {
		return s.From >= o.From && s.From <= o.To && (country == "" || s.Country == country) && (country != "" || o.Place == "" || s.at(o.Place))
	}
	terms := []string{"from:" + first, "to:" + last}
	if country != "" {
		terms = append(terms, "country:"+country)
	}
	q, err := ledger.ParseQuery(terms)
	if err != nil {
		return nil, err
	}
	var ours, theirs []*Side
	err = l.Export(ctx, q, o.Policy, false, func(x *ledger.Exported) error {
		if s := ourSide(x, o.With); s.class != "" {
			s.asked = asked(s)
			ours = append(ours, s)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = l.Recorded(ctx, o.With, first, last, country, func(x *recorder.Incident) error {
		s := theirSide(x)
		s.asked = asked(s)
		theirs = append(theirs, s)
		return nil
	})
	if err != nil {
		return nil, err
	}
	c := &Comparison{With: o.With, From: o.From, To: o.To, Place: o.Place, Policy: o.Policy, Rule: Rule, Both: []*Pair{}, OursAlone: []*Alone{}, TheirsAlone: []*Alone{}}
	c.put(ours, theirs)
	return c, nil
}

// at says whether an incident is at a place of that name, or part of one.
func (s *Side) at(name string) bool {
	name = fold(name)
	return strings.Contains(fold(s.Place), name) || strings.Contains(fold(s.Admin1), name)
}

// ourSide gives one of ours. Its class is empty where no recorder enters such events.
func ourSide(x *ledger.Exported, with string) *Side {
	s := &Side{ID: x.ID, From: x.FirstDay, To: x.LastDay, Type: strings.TrimSpace(x.Type + " " + x.Mode), Place: x.Place, Country: x.Country, Lat: x.Lat, Lon: x.Lon, Precision: x.Precision,
		SideA: []string{}, SideB: []string{}, class: classOf(x), enter: enters(with, x), names: words{}}
	for i := range x.Parties {
		p := &x.Parties[i]
		switch p.Role {
		case ledger.Did, ledger.Claimed, ledger.Blamed:
			s.SideA = append(s.SideA, p.Name)
		case ledger.Suffered:
			s.SideB = append(s.SideB, p.Name)
		default:
			continue
		}
		s.names.add(p.Name)
		if e := actors.ByID(p.Key); e != nil {
			for _, name := range append(append([]string{e.Name}, e.Acronyms...), e.Aliases...) {
				s.names.add(name)
			}
		}
	}
	if t := x.KilledToll; t != nil {
		s.Low, s.Best, s.High = t.Low, t.Best, t.High
	}
	if t := x.InjuredToll; t != nil {
		s.Injured = t.Best
	}
	return s
}

// classOf gives what recorders would call one of ours.
func classOf(x *ledger.Exported) recorder.Class {
	switch {
	case x.Type == "PROTEST" && x.Mode == "riot":
		return recorder.Riot
	case x.Type == "PROTEST":
		return recorder.Protest
	case x.Type == "ASSAULT" || x.Type == "COERCE" && x.Mode == "abduction" || x.Killed != nil && *x.Killed > 0 || x.Injured != nil && *x.Injured > 0:
		return recorder.Violence
	}
	if kind, _ := policy.EventType(&record.Event{Type: record.Type(x.Type), Mode: record.Nullable(x.Mode), Realis: record.Actual}, false); kind != "" {
		return recorder.Other
	}
	return ""
}

// enters says whether a recorder's rules enter such an incident, as far as a ledger can tell. UCDP wants dead; the GTD wants violence.
func enters(with string, x *ledger.Exported) bool {
	switch with {
	case "ucdp":
		return x.Type == "ASSAULT" && x.KilledToll != nil && (positive(x.KilledToll.High) || positive(x.KilledToll.Best) || positive(x.KilledToll.Low))
	case "gtd":
		return x.Type == "ASSAULT" || x.Type == "COERCE" && x.Mode == "abduction"
	}
	kind, _ := policy.EventType(&record.Event{Type: record.Type(x.Type), Mode: record.Nullable(x.Mode), Realis: record.Actual}, false)
	return kind != "" && x.Precision != 6
}

func positive(n *int) bool { return n != nil && *n > 0 }

func theirSide(x *recorder.Incident) *Side {
	s := &Side{ID: x.ID, From: x.From, To: x.To, Type: x.Type, Place: x.Place, Country: x.Country, Admin1: x.Admin1, Lat: x.Lat, Lon: x.Lon, Precision: x.Precision,
		SideA: x.SideA, SideB: x.SideB, Low: x.Low, Best: x.Best, High: x.High, Injured: x.Injured, class: x.Class, enter: true, names: words{}}
	for _, name := range append(append([]string{}, x.SideA...), x.SideB...) {
		s.names.add(name)
	}
	return s
}

// put fills in what was found.
func (c *Comparison) put(ours, theirs []*Side) {
	pairs, near := match(ours, theirs)
	done := map[*Side]bool{}
	for _, p := range pairs {
		done[p.Ours], done[p.Theirs] = true, true
		if !p.Ours.asked && !p.Theirs.asked {
			continue
		}
		c.Both = append(c.Both, p)
		c.InBoth++
		c.KilledOurs.add(p.Ours)
		c.KilledOther.add(p.Theirs)
		switch p.Killed {
		case same:
			c.Same++
		case overlap:
			c.Overlap++
		case apart:
			c.Apart++
		case one:
			c.One++
		}
	}
	for _, s := range ours {
		switch {
		case done[s] || !s.asked:
		case !s.enter:
			c.NotEntered++
		default:
			c.OursAlone = append(c.OursAlone, &Alone{s, near[s]})
			c.SumOurs.add(s)
		}
	}
	for _, s := range theirs {
		if !done[s] && s.asked {
			c.TheirsAlone = append(c.TheirsAlone, &Alone{s, near[s]})
			c.SumTheirs.add(s)
		}
	}
	c.Ours, c.Theirs = c.InBoth+len(c.OursAlone)+c.NotEntered, c.InBoth+len(c.TheirsAlone)
	c.order()
}

func (s *Sum) add(x *Side) {
	if x.Low == nil && x.Best == nil && x.High == nil {
		s.Unknown++
		return
	}
	low, best, high := bounds(x)
	s.Low, s.Best, s.High = s.Low+low, s.Best+best, s.High+high
}

// bounds reads the killed: an end that is not known is the best number, and that the lower end.
func bounds(x *Side) (low, best, high int) {
	for _, n := range []*int{x.Best, x.Low, x.High} {
		if n != nil {
			best = *n
			break
		}
	}
	low, high = best, best
	if x.Low != nil {
		low = min(*x.Low, best)
	}
	if x.High != nil {
		high = max(*x.High, best)
	}
	return low, best, high
}
