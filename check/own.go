package check

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// ownFigure adds the figure that the claimant himself gave of an incident, for the claim's people.
func (c *country) ownFigure(claim *Claim, d *ledger.Documented, own *Own) {
	if claim.speaker == "" {
		return
	}
	all := c.totals(d, claim.Kind, "by "+claim.speaker+" "+string(claim.Category)+"/"+claim.class, func(x policy.Claim) bool {
		return ledger.Speaker(x.Source) == claim.speaker && (claim.class == "" || classOf(x.Who, x.Category) == claim.class)
	})
	category := claim.Category
	if category == record.Mixed || category == record.UnknownCategory {
		category = policy.Everybody
	}
	t, told := all[category]
	if f := figureOf(t, told); f.told && f.best > 0 {
		own.Incidents++
		own.Sum += f.best
	}
}

// ownTotals adds the totals that the claimant stated before, of the same people and area.
func (c *country) ownTotals(claim *Claim, own *Own) {
	var inside []*Claim
	for i := range c.earlier {
		e := &c.earlier[i]
		same := e.speaker == claim.speaker && e.Kind == claim.Kind && e.Category == claim.Category && e.class == claim.class && e.Area.key() == claim.Area.key()
		if claim.speaker == "" || !same || e.Published >= claim.Published || e.From == "" {
			continue
		}
		own.Earlier = append(own.Earlier, Earlier{Report: e.Report, Published: e.Published, From: e.From, To: e.To, Quantity: e.Quantity, Best: e.Best, Text: e.Text,
			Against: against(e, claim)})
		if e.From >= claim.From && e.To <= claim.To && (e.From != claim.From || e.To != claim.To) {
			inside = append(inside, e)
		}
	}
	// Months within a year: each day once, the shorter periods first.
	slices.SortStableFunc(inside, func(a, b *Claim) int { return cmp.Or(cmp.Compare(a.To, b.To), cmp.Compare(b.From, a.From)) })
	end := ""
	for _, e := range inside {
		if e.From > end {
			least, _ := e.figures()
			own.Periods, own.PeriodSum, end = own.Periods+1, own.PeriodSum+least, e.To
		}
	}
}

// against says what in an earlier total does not go with a later one: more in a part of the time than in all of it, or another figure for the same time.
func against(earlier, later *Claim) string {
	least, most := earlier.figures()
	laterLeast, laterMost := later.figures()
	switch {
	case earlier.From == later.From && earlier.To == later.To:
		if most >= 0 && most < laterLeast || laterMost >= 0 && laterMost < least {
			return "another figure for the same time"
		}
	case earlier.From >= later.From && earlier.To <= later.To && laterMost >= 0 && least > laterMost:
		return fmt.Sprintf("more in a part of the time than the later total of %d for all of it", laterMost)
	}
	return ""
}
