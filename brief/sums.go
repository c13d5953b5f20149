package brief

import (
	"fmt"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// A SumError says which numbers of a brief do not agree. Such a brief is not written.
type SumError struct {
	What      string
	Want, Got int
}

func (e *SumError) Error() string {
	return fmt.Sprintf("the brief is not written, for its numbers do not agree: %s: %d and %d", e.What, e.Want, e.Got)
}

// check looks whether all numbers agree: rows with totals, sums with their parts, and every incident with what the ledger keeps of it.
func (b *Brief) check() error {
	for _, x := range b.Incidents {
		for _, kept := range []struct {
			kind record.Harm
			toll *ledger.Range
		}{{record.Killed, x.KilledToll}, {record.Injured, x.InjuredToll}} {
			want := &policy.Total{}
			if kept.toll != nil {
				want.Low, want.Best, want.High = kept.toll.Low, kept.toll.Best, kept.toll.High
			}
			got := x.Toll(kept.kind, policy.Everybody)
			if got == nil {
				got = &policy.Total{}
			}
			a, z := bounds(want), bounds(got)
			if a.Range() != z.Range() {
				return &SumError{"incident " + x.ID + ", " + string(kept.kind) + ", as the ledger keeps it and as its reports count", a.best, z.best}
			}
		}
	}
	for _, e := range b.Evidence {
		var sum Range
		for _, p := range e.Parts {
			sum.Low, sum.Best, sum.High = sum.Low+p.Low, sum.Best+p.Best, sum.High+p.High
		}
		if sum != e.Range {
			return &SumError{e.What[0] + ", and its incidents", e.Best, sum.Best}
		}
	}
	for _, t := range b.Tables {
		if err := t.check(); err != nil {
			return err
		}
	}
	return b.Timeline.check(b.headline(string(record.Killed)).Now)
}

// check looks whether the rows of a table add up to its total. Ranges are compared where rows are incidents, not sides of them.
func (t *Table) check() error {
	for i := range t.Total.Cells {
		var sum Range
		for _, r := range t.Rows {
			c := r.Cells[i].Range()
			sum.Low, sum.Best, sum.High = sum.Low+c.Low, sum.Best+c.Best, sum.High+c.High
		}
		total := t.Total.Cells[i].Range()
		what := fmt.Sprintf("table %q, %s, the total and its rows", t.Caption, t.Columns[i])
		if sum.Best != total.Best {
			return &SumError{what, total.Best, sum.Best}
		}
		if t.ID != "sides" && sum != total {
			return &SumError{what + ", lowest to highest", total.High - total.Low, sum.High - sum.Low}
		}
	}
	return nil
}

// check looks whether the bars add up to the total.
func (t *Timeline) check(total *Figure) error {
	n := 0
	for _, bar := range t.Bars {
		n += bar.Killed.best
	}
	if n != total.best {
		return &SumError{"the timeline, and all who were killed", total.best, n}
	}
	return nil
}
