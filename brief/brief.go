// Package brief writes situation briefs: what a ledger documents of an area and a period, with every number led back to the words of reports.
//
// A brief is made of the ledger alone and of what it was asked: the same ledger gives the same bytes.
package brief

import (
	"context"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// Options say what a brief is about.
type Options struct {
	From, To string   // days, both included
	Search   []string // filters on incidents, and words, as ledger.ParseQuery takes them
	Policy   policy.Policy
	AsOf     string // the day that the brief bears; empty for none
	Desk     string // address of a desk to link to; empty for none
	Title    string // in the place of its own
}

// A Brief is all that the templates are given.
type Brief struct {
	Title      string
	Area       string // "Mali"
	Search     string
	From, To   string
	Days       int
	Before     Period // the period of equal length before
	Policy     policy.Policy
	AsOf, Desk string

	Headlines []*Headline // incidents first
	Tables    []*Table
	Timeline  *Timeline
	Map       *Map
	Incidents []*Incident // of violence, in order of time
	Undated   []*Incident // of violence, of no known day: in no sum
	Others    []*Incident // events in which nobody was attacked or harmed
	Earlier   []*Incident // of violence, in the period before
	Further   []*Incident // those that claims are laid beside, outside of both periods
	Sayings   []*Saying
	Said      int // statements in all
	Claims    []*Claim
	Unchecked string // why no stated totals are laid beside what is documented
	Disputes  []*Dispute
	Coverage  *Coverage
	Coders    []string
	Evidence  []*Evidence // how each sum is made
	Notes     []*Note     // the reports
	Style     template.CSS

	byID map[string]*Incident
	seen map[string]*Note
	sums map[string]*Evidence
}

// A Period is some days, both ends included.
type Period struct{ From, To string }

// Make makes a brief. It fails with a *SumError where its numbers do not add up.
func Make(ctx context.Context, l *ledger.Ledger, o Options) (*Brief, error) {
	from, to, err := period(o.From, o.To)
	if err != nil {
		return nil, err
	}
	q, err := ledger.ParseQuery(o.Search)
	if err != nil {
		return nil, err
	}
	b := &Brief{Search: strings.Join(o.Search, " "), From: o.From, To: o.To, Policy: o.Policy, AsOf: o.AsOf, Desk: strings.TrimRight(o.Desk, "/"),
		Days: int(to.Sub(from).Hours()/24) + 1, byID: map[string]*Incident{}, seen: map[string]*Note{}, sums: map[string]*Evidence{}}
	b.Before = Period{from.AddDate(0, 0, -b.Days).Format(time.DateOnly), from.AddDate(0, 0, -1).Format(time.DateOnly)}
	b.Area = area(o.Search)
	b.Title = o.Title
	if b.Title == "" {
		b.Title = "Political violence in " + b.Area
		if b.Area == "" {
			b.Title = "Political violence"
		}
	}
	all, err := l.Attested(ctx, q, b.Before.From, b.To, b.Policy)
	if err != nil {
		return nil, err
	}
	b.sort(all)
	b.headlines()
	b.tables()
	b.Timeline = b.timeline()
	b.Map = b.drawMap()
	b.disputes()
	if err := b.sayings(ctx, l, o.Search); err != nil {
		return nil, err
	}
	if err := b.claims(ctx, l, o.Search); err != nil {
		return nil, err
	}
	if err := b.coverage(ctx, l, o.Search); err != nil {
		return nil, err
	}
	return b, b.check()
}

// period reads two days.
func period(from, to string) (a, z time.Time, err error) {
	a, err = time.Parse(time.DateOnly, from)
	if err != nil {
		return a, z, &ledger.QueryError{Reason: fmt.Sprintf("--from %q is no day", from), Hint: "write it as 2026-03-01"}
	}
	z, err = time.Parse(time.DateOnly, to)
	if err != nil {
		return a, z, &ledger.QueryError{Reason: fmt.Sprintf("--to %q is no day", to), Hint: "write it as 2026-03-31"}
	}
	if z.Before(a) {
		return a, z, &ledger.QueryError{Reason: "the period ends before it begins", Hint: "--from is the first day, --to the last one"}
	}
	if z.Sub(a) > 20*366*24*time.Hour {
		return a, z, &ledger.QueryError{Reason: "the period is longer than 20 years", Hint: "make a brief for each part of it"}
	}
	return a, z, nil
}

// area names what a search is limited to, for a title.
func area(search []string) string {
	var parts []string
	for _, s := range search {
		key, value, found := strings.Cut(s, ":")
		value = strings.Trim(value, `" `)
		switch {
		case found && key == "country":
			parts = append(parts, country(strings.ToUpper(value)))
		case found && key == "place":
			parts = append([]string{properName(value)}, parts...)
		}
	}
	return strings.Join(parts, ", ")
}

// sort puts incidents where they are told of.
func (b *Brief) sort(all []*ledger.Attested) {
	nameProvinces(all)
	for _, a := range all {
		published := a.Published[:min(len(a.Published), len(time.DateOnly))]
		inside := a.FirstDay >= b.From || a.FirstDay == "" && published >= b.From
		x := &Incident{Attested: a, brief: b, Violent: violent(a)}
		switch {
		case x.Violent && a.FirstDay == "" && inside:
			b.Undated = append(b.Undated, x)
		case x.Violent && a.FirstDay == "":
			continue // of the period before, and without a day: in no number
		case x.Violent && inside:
			b.Incidents = append(b.Incidents, x)
		case x.Violent:
			b.Earlier = append(b.Earlier, x)
		case inside && a.Type != "":
			b.Others = append(b.Others, x)
		default:
			continue
		}
	}
	for _, list := range [][]*Incident{b.Incidents, b.Undated, b.Others, b.Earlier} {
		for _, x := range list {
			b.enter(x)
		}
	}
}

// nameProvinces names provinces of which an incident's reports give the code alone as others do.
func nameProvinces(all []*ledger.Attested) {
	names := map[[2]string]string{}
	for _, a := range all {
		if key := [2]string{a.Country, a.Admin1}; names[key] == "" {
			names[key] = a.Province
		}
	}
	for _, a := range all {
		if a.Admin1 != "" {
			a.Province = names[[2]string{a.Country, a.Admin1}]
		}
	}
}

// enter makes the notes of an incident.
func (b *Brief) enter(x *Incident) {
	b.byID[x.ID] = x
	b.Coders = append(b.Coders, x.Coders...)
	slices.Sort(b.Coders)
	b.Coders = slices.Compact(b.Coders)
	x.Notes = b.notesOf(x)
}

// violent says whether somebody was attacked or harmed.
func violent(a *ledger.Attested) bool {
	if a.Type == "ASSAULT" {
		return true
	}
	for _, kind := range harms {
		if t := a.Toll(kind, policy.Everybody); t != nil && bounds(t).high > 0 {
			return true
		}
	}
	return false
}

// harms are those that a brief counts, in order.
var harms = []record.Harm{record.Killed, record.Injured, record.Abducted, record.Missing, record.Displaced}
