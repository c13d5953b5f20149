// Package check lays the totals that reports state ("214 soldiers were killed this year, the army said") beside what a ledger documents for the
// same time, area, kind of harm and people. It never calls a claim false: what is documented is a floor, for not every incident is reported and
// not every report is in the ledger (RULES of the field: docs/ledger.md tells them).
package check

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// A Verdict says how a claim lies to what is documented.
type Verdict string

// The verdicts.
const (
	Consistent    Verdict = "consistent"
	Above         Verdict = "above"
	Below         Verdict = "below"
	NotComparable Verdict = "not_comparable"
)

// Verdicts are all of them.
var Verdicts = []Verdict{Consistent, Above, Below, NotComparable}

// A Finding is one claim beside what is documented.
type Finding struct {
	Verdict    Verdict       `json:"verdict"`
	Why        string        `json:"why"`
	Claim      Claim         `json:"claim"`
	Policy     policy.Policy `json:"policy"`
	Documented *Documented   `json:"documented"` // nil where nothing can be compared
	Gap        *int          `json:"gap"`        // the claim's figure less the documented best
	Beyond     int           `json:"beyond"`     // by how much the claim lies outside of low to high

	// ReportsOfWindow counts the reports, but for the claim's own, that tell of the country and were published in the window or the week after it.
	ReportsOfWindow int    `json:"reports_of_window"`
	FirstReport     string `json:"first_report"` // day of the first one that tells of the country

	OutsideCategory []Line `json:"outside_category"` // of incidents inside window and area, what falls outside the claim's people
	OutsideWindow   []Line `json:"outside_window"`   // what happened up to a week before or after
	Claimant        Own    `json:"claimant"`
}

// A Claim is a total that reports state.
type Claim struct {
	Report    string          `json:"report"` // id of the first report that prints it
	Count     string          `json:"count"`
	Also      []string        `json:"also"` // ids of other reports that do
	Publisher string          `json:"publisher"`
	Published string          `json:"published"`
	URL       string          `json:"url"`
	Title     string          `json:"title"`
	Text      string          `json:"text"`
	SaidBy    string          `json:"said_by"`
	Kind      record.Harm     `json:"kind"`
	Category  record.Category `json:"category"`
	Who       string          `json:"who"`
	Low       *int            `json:"low"`
	Best      *int            `json:"best"`
	High      *int            `json:"high"`
	Bound     record.Bound    `json:"bound"`
	Quantity  string          `json:"quantity"`
	From      string          `json:"from"` // the window; empty when the report does not say
	To        string          `json:"to"`   // at the latest the day of publication
	Area      Area            `json:"area"`

	speaker, class string
	keys           []string // of its reports
}

// A Documented is what the incidents of the ledger add up to.
type Documented struct {
	Low       int    `json:"low"`
	Best      int    `json:"best"`
	High      int    `json:"high"`
	Open      bool   `json:"open"` // some report says "at least", so that nobody gives an upper end
	Incidents []Line `json:"incidents"`
	Without   int    `json:"without"` // incidents inside that tell of nobody harmed in this way
}

// A Line is one incident with its figure.
type Line struct {
	ID       string          `json:"id"`
	From     string          `json:"from"`
	To       string          `json:"to"`
	Place    string          `json:"place"`
	Low      int             `json:"low"`
	Best     int             `json:"best"`
	High     int             `json:"high"`
	Open     bool            `json:"open"`
	Who      []string        `json:"who"`
	Category record.Category `json:"category"`
	// Perhaps says why the incident, or a part of its high figure, may not be meant. An incident that may not be is in the high end of the sum alone.
	Perhaps string `json:"perhaps"`
}

// An Own is what the claimant said otherwise.
type Own struct {
	Incidents int       `json:"incidents"` // inside window and area of which the claimant gave a figure
	Sum       int       `json:"sum"`       // of these figures
	Earlier   []Earlier `json:"earlier"`   // totals stated before
	// Periods is how many of the earlier totals lie inside the window without overlapping; PeriodSum is their sum.
	Periods   int `json:"periods"`
	PeriodSum int `json:"period_sum"`
}

// An Earlier is a total that the claimant stated before.
type Earlier struct {
	Report    string `json:"report"`
	Published string `json:"published"`
	From      string `json:"from"`
	To        string `json:"to"`
	Quantity  string `json:"quantity"`
	Best      *int   `json:"best"`
	Text      string `json:"text"`
	// Against says what in it does not go with the claim; empty where nothing does.
	Against string `json:"against"`
}

// margin is how many days just outside a window are, and how long after an incident its reports may come.
const margin = 7

// Check calls yield for the totals that a query wants, in order of their publication. The figures are counted as the policy does.
func Check(ctx context.Context, l *ledger.Ledger, q ledger.Query, p policy.Policy, yield func(*Finding) error) error {
	wanted, err := l.Tallies(ctx, q)
	if err != nil || len(wanted) == 0 {
		return err
	}
	claims := gather(wanted)
	countries := map[string]*country{}
	for i := range claims {
		c := &claims[i]
		code := c.Area.Country
		if countries[code] == nil {
			if countries[code], err = load(ctx, l, p, code, claims); err != nil {
				return err
			}
		}
		if err := yield(countries[code].check(c)); err != nil {
			return err
		}
	}
	return nil
}

// gather makes claims of tallies: the same one in several reports is one.
func gather(tallies []ledger.Tally) (out []Claim) {
	at := map[string]int{}
	for i := range tallies {
		c := claimOf(&tallies[i])
		key := fmt.Sprintln(c.speaker, c.Kind, c.Category, c.class, number(c.Low), number(c.Best), number(c.High), c.Bound, c.From, c.To, c.Area.key())
		if first, ok := at[key]; ok && c.speaker != "" {
			out[first].keys = append(out[first].keys, c.keys...)
			if other := out[first]; other.Report != c.Report && !slices.Contains(other.Also, c.Report) {
				out[first].Also = append(other.Also, c.Report)
			}
			continue
		}
		at[key] = len(out)
		out = append(out, c)
	}
	return out
}

func number(n *int) string {
	if n == nil {
		return "-"
	}
	return fmt.Sprint(*n)
}

func claimOf(t *ledger.Tally) Claim {
	n := &t.Count
	c := Claim{Report: t.Report, Count: n.ID, Also: []string{}, Publisher: t.Publisher, Published: t.Published, URL: t.URL, Title: t.Title, Text: t.Words,
		SaidBy: t.Speaker, Kind: n.Kind, Category: n.Category, Who: string(n.Who), Low: n.Low, Best: n.Best, High: n.High, Bound: n.Bound, Quantity: n.Quantity,
		From: string(n.From), To: string(n.To), Area: areaOf(t.Place), speaker: ledger.Speaker(t.Speaker), keys: []string{t.Key}}
	c.class = classOf(c.Who, c.Category)
	// "So far this year" ends when it is said.
	if said := t.Published[:min(len(t.Published), len(time.DateOnly))]; said != "" && c.To > said {
		c.To = said
	}
	return c
}

// incomparable says why a claim cannot be laid beside anything; empty if it can.
func (c *Claim) incomparable() string {
	switch {
	case c.From == "" || c.To == "":
		return "the report does not say for which time the total is"
	case c.From > c.To:
		return "the total is for a time after its publication"
	case c.Area.Level == "":
		return c.Area.why
	case c.Low == nil && c.Best == nil && c.High == nil:
		return fmt.Sprintf("%q is no number", c.Quantity)
	}
	return ""
}

// figures gives the least and the most that a claim's words can mean; most is negative where it is open. "About" means a tenth more or less.
func (c *Claim) figures() (least, most int) {
	first := func(numbers ...*int) int {
		for _, n := range numbers {
			if n != nil {
				return *n
			}
		}
		return 0
	}
	least, most = first(c.Low, c.Best, c.High), first(c.High, c.Best, c.Low)
	switch c.Bound {
	case record.AtLeast, record.Vague:
		return least, -1
	case record.UpTo:
		return 0, most
	case record.About:
		n := first(c.Best, c.Low, c.High)
		return min(least, n-n/10), max(most, n+n/10)
	}
	return least, most
}

// shift gives the day so many days later.
func shift(day string, days int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, days).Format(time.DateOnly)
}

func compact(words []string) []string {
	slices.SortFunc(words, strings.Compare)
	return slices.Compact(words)
}
