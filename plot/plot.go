// Package plot draws the standard charts of a ledger: people harmed over time by side, incidents by kind and by province, and where they were.
//
// A chart is a list of simple shapes, so that the same drawing becomes SVG and PNG; its figures come along as a table.
package plot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tollbook/tollbook/countries"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// Options say what is drawn.
type Options struct {
	Search   []string
	From, To string // days; empty for the first and the last of the incidents
	Policy   policy.Policy
	Title    string // in the place of the chart's own
}

// Kinds are the charts, with what each shows.
var Kinds = [][2]string{
	{"killed", "people killed over time, by side, with the range of each"},
	{"injured", "people injured over time, by side, with the range of each"},
	{"incidents", "incidents of violence by kind"},
	{"provinces", "incidents of violence and people killed by province"},
	{"map", "where incidents of violence were"},
}

// A Chart is one drawn.
type Chart struct {
	Title, Desc   string
	Width, Height float64
	Table         [][]string // its figures, under a head

	marks []mark
}

// An incident is what charts ask of one.
type incident struct {
	ledger.Listed
	tolls    map[record.Category]*ledger.Range
	province string
}

// A drawing is a chart under way.
type drawing struct {
	Options
	incidents []*incident
	undated   int
	area      string
}

// Make draws a chart of incidents of violence that began between two days.
func Make(ctx context.Context, l *ledger.Ledger, kind string, o Options) (*Chart, error) {
	if !slices.ContainsFunc(Kinds, func(k [2]string) bool { return k[0] == kind }) {
		return nil, &ledger.QueryError{Reason: fmt.Sprintf("there is no chart %q", kind), Hint: "tollbook plot --help lists the charts"}
	}
	for _, day := range []string{o.From, o.To} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			return nil, &ledger.QueryError{Reason: fmt.Sprintf("%q is no day", day), Hint: "write it as 2026-03-01"}
		}
	}
	if o.From != "" && o.To != "" && o.To < o.From {
		return nil, &ledger.QueryError{Reason: "the period ends before it begins", Hint: "--from is the first day, --to the last one"}
	}
	d := &drawing{Options: o, area: areaOf(o.Search)}
	if err := d.read(ctx, l, kind); err != nil {
		return nil, err
	}
	if len(d.incidents) == 0 {
		return nil, &ledger.QueryError{Reason: "there is no incident of violence to draw", Hint: "tollbook incidents lists what a search finds"}
	}
	var c *Chart
	switch kind {
	case "killed":
		c = d.harmed(record.Killed)
	case "injured":
		c = d.harmed(record.Injured)
	case "incidents":
		c = d.bars("Incidents of violence by kind", "kind", func(x *incident) string { return kindOf(x) })
	case "provinces":
		c = d.bars("Incidents of violence by province", "province", provinceOf)
	default:
		c = d.places()
	}
	if o.Title != "" {
		c.Title = o.Title
	}
	if d.undated > 0 {
		c.Desc += fmt.Sprintf(" %d more of no known day are not drawn.", d.undated)
	}
	return c, nil
}

// read gathers the incidents, in order of time.
func (d *drawing) read(ctx context.Context, l *ledger.Ledger, kind string) error {
	q, err := ledger.ParseQuery(d.Search)
	if err != nil {
		return err
	}
	harm := record.Killed
	if kind == "injured" {
		harm = record.Injured
	}
	// The name of a province stands in reports.
	err = l.Export(ctx, q, d.Policy, kind == "provinces", func(x *ledger.Exported) error {
		if !violent(x) {
			return nil
		}
		if x.FirstDay == "" {
			d.undated++
			return nil
		}
		if d.From != "" && x.FirstDay < d.From || d.To != "" && x.FirstDay > d.To {
			return nil
		}
		i := &incident{Listed: x.Listed, tolls: map[record.Category]*ledger.Range{}, province: province(x)}
		i.Parties = nil
		for _, side := range sides {
			i.tolls[side.category] = x.Toll(harm, side.category)
		}
		d.incidents = append(d.incidents, i)
		return nil
	})
	slices.SortFunc(d.incidents, func(a, b *incident) int { return cmp.Or(cmp.Compare(a.FirstDay, b.FirstDay), cmp.Compare(a.ID, b.ID)) })
	if len(d.incidents) > 0 {
		d.From = cmp.Or(d.From, d.incidents[0].FirstDay)
		d.To = cmp.Or(d.To, d.incidents[len(d.incidents)-1].FirstDay)
	}
	return err
}

// violent says whether somebody was attacked or harmed.
func violent(x *ledger.Exported) bool {
	if x.Type == "ASSAULT" {
		return true
	}
	for _, c := range x.Tolls {
		if c.Category == policy.Everybody && (most(&c.Range) > 0) {
			return true
		}
	}
	return false
}

func most(r *ledger.Range) (n int) {
	for _, v := range []*int{r.Low, r.Best, r.High} {
		if v != nil {
			n = max(n, *v)
		}
	}
	return n
}

// province gives what a report calls an incident's province.
func province(x *ledger.Exported) string {
	for i := range x.Tellings {
		t := &x.Tellings[i]
		for _, e := range t.Record.Events {
			if e.ID != t.Event {
				continue
			}
			for _, p := range t.Record.Places {
				if p.ID == string(e.Place) && string(p.Country) == x.Country && string(p.Admin1Code) == x.Admin1 && p.Admin1 != "" {
					return string(p.Admin1)
				}
			}
		}
	}
	return ""
}

func provinceOf(x *incident) string {
	country := countryName(x.Country)
	switch {
	case x.Country == "":
		return "place not told"
	case x.province == "":
		return country + ", province not told"
	}
	return x.province + ", " + country
}

func countryName(code string) string {
	if c := countries.ByCode(code); c != nil {
		return c.Name
	}
	return code
}

// areaOf names the countries that a search is limited to.
func areaOf(search []string) string {
	var names []string
	for _, s := range search {
		if code, is := strings.CutPrefix(s, "country:"); is {
			names = append(names, countryName(strings.ToUpper(code)))
		}
	}
	return strings.Join(names, ", ")
}

// kindOf names the kind of an incident.
func kindOf(x *incident) string {
	s := cmp.Or(x.Mode, strings.ToLower(x.Type))
	if x.Mode == "other" || x.Mode == "" {
		s = "other " + strings.ToLower(x.Type)
	}
	return strings.ReplaceAll(s, "-", " ")
}

// heading is a title with the area and the days.
func (d *drawing) heading(what string) string {
	if d.area != "" {
		what += ", " + d.area
	}
	return what + ", " + span(d.From, d.To)
}

// span writes days shortly.
func span(from, to string) string {
	a, _ := time.Parse(time.DateOnly, from)
	z, _ := time.Parse(time.DateOnly, to)
	switch {
	case from == to:
		return a.Format("2 January 2006")
	case a.Day() == 1 && z.Equal(a.AddDate(0, 1, -1)):
		return a.Format("January 2006")
	}
	return a.Format("2 January 2006") + " to " + z.Format("2 January 2006")
}
