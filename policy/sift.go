package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/record"
)

// A sifted claim is one with what the policy makes of it before any adding up.
type sifted struct {
	Claim
	side    record.Category
	why     string // of the side
	out     string // why it is not counted; empty where it is
	standIn int    // index of the claim that stands for it: itself, or the one that repeats or corrects it
	apart   bool   // another version for the same people: not to be added to the first
	rootID  string // id of the claim that it is a part of, at the top; empty for none
}

// sorted sifts the claims: which of them count at all, on which side, and what is part of what.
func (in *Incident) sorted(p Policy) []sifted {
	out := make([]sifted, len(in.Claims))
	at := map[[2]string]int{}
	for i, c := range in.Claims {
		out[i] = sifted{Claim: c, standIn: i}
		out[i].side, out[i].why = CategoryOf(p, c)
		out[i].out = reasonOut(&c)
		at[[2]string{c.Report, c.ID}] = i
	}
	for i := range out {
		c := &out[i]
		if by, ok := at[[2]string{c.Report, c.SupersededBy}]; ok && c.SupersededBy != "" && c.out == "" && corrects(p, &in.Claims[by], &c.Claim) {
			c.out, c.standIn = fmt.Sprintf("'%s' is replaced by a later figure in the report", c.Quantity), by
		}
		if c.Repeats != "" {
			first, ok := at[[2]string{c.Report, c.Repeats}]
			repeat(out, i, first, ok && first != i)
		}
	}
	dropAlike(out)
	for i := range out {
		c := &out[i]
		whole := wholeOf(out, at, i)
		switch {
		case whole == nil || c.out != "":
		case !counts(whole.Realis):
			c.out = fmt.Sprintf("'%s' is part of a figure that is %s", c.Quantity, whole.Realis)
		case whole.out == "" && whole.Kind == c.Kind:
			c.rootID = whole.ID
		}
	}
	return out
}

func counts(r record.Realis) bool { return r == record.Actual || r == "" }

// reasonOut says why a claim by itself is not counted by any policy.
func reasonOut(c *Claim) string {
	switch {
	case !counts(c.Realis):
		return fmt.Sprintf("'%s' is %s and does not count", c.Quantity, c.Realis)
	case c.Kind == record.Killed && isNeutralised(*c):
		return fmt.Sprintf("'%s' neutralised may be killed, captured or surrendered: not counted as killed", c.Quantity)
	}
	return ""
}

// corrects says whether a report's later figure does away with an earlier one. Where all sources are to be told of,
// nobody's figure is corrected by somebody else's.
func corrects(p Policy, later, earlier *Claim) bool {
	everySource := p == Airwars || p == All
	return !everySource || rootName(*later) == rootName(*earlier)
}

// repeat settles a claim about people told of before. Of two sources, each has its say. Of one source the plainer
// figure stands, and of two different ones that are equally plain, both, as two versions.
func repeat(all []sifted, i, first int, here bool) {
	c := &all[i]
	again := fmt.Sprintf("'%s' is told again and counts once", c.Quantity)
	if !here {
		c.out = again
		return
	}
	before := &all[first]
	switch plainer := hedge(c.Bound) - hedge(before.Bound); {
	case c.out != "" || before.out != "" && before.standIn == first:
	case c.Source != "" && before.Source != "" && c.Source != before.Source:
		c.apart = true
	case before.out != "" || sameFigure(c.Claim, before.Claim) || plainer > 0:
		c.out, c.standIn = again, before.standIn
	case plainer < 0:
		before.out, before.standIn = fmt.Sprintf("'%s' is told more closely as '%s'", before.Quantity, c.Quantity), i
	default:
		c.apart = true
	}
}

// hedge ranks bounds, the plainest first.
func hedge(b record.Bound) int {
	return slices.Index([]record.Bound{record.Exact, record.Between, record.About, record.AtLeast, record.UpTo, record.Vague}, b)
}

// wholeOf follows part_of upwards, and from a claim that does not stand to the one that stands for it. It is nil for none.
func wholeOf(all []sifted, at map[[2]string]int, i int) *sifted {
	root, id := -1, all[i].PartOf
	for step := 0; id != "" && step < len(all); step++ {
		next, ok := at[[2]string{all[i].Report, id}]
		if !ok {
			break
		}
		for k := 0; k < len(all) && all[next].standIn != next; k++ {
			next = all[next].standIn
		}
		if next == i {
			return nil
		}
		root, id = next, all[next].PartOf
	}
	if root < 0 {
		return nil
	}
	return &all[root]
}

// dropAlike drops a figure that the same source gives again of the same people in the same report.
func dropAlike(all []sifted) {
	for i := range all {
		for j := range i {
			a, b := &all[j], &all[i]
			if a.out == "" && b.out == "" && a.Report == b.Report && a.Source == b.Source && a.Kind == b.Kind && a.side == b.side && a.PartOf == b.PartOf &&
				a.Scope == b.Scope && strings.EqualFold(a.Who, b.Who) && sameFigure(a.Claim, b.Claim) {
				b.out = fmt.Sprintf("'%s' is told again and counts once", b.Quantity)
			}
		}
	}
}

func sameFigure(a, b Claim) bool {
	return a.Bound == b.Bound && orElse(a.Low, a.Best, a.High) == orElse(b.Low, b.Best, b.High) && orElse(a.High, a.Best, a.Low) == orElse(b.High, b.Best, b.Low)
}

// dropTallies keeps totals over a period or an area away from incidents. A tally alone stands where it can be split;
// otherwise no number is entered, and refused is true.
func dropTallies(p Policy, claims []sifted, left *reasons) (kept []sifted, refused bool) {
	isTally := func(c sifted) bool { return c.Scope == record.Tally }
	tally := slices.IndexFunc(claims, isTally)
	if tally < 0 {
		return claims, false
	}
	if slices.ContainsFunc(claims, func(c sifted) bool { return !isTally(c) }) {
		left.add(fmt.Sprintf("'%s' is a total over a period or an area, not added to the incident", claims[tally].Quantity))
		return slices.DeleteFunc(slices.Clone(claims), isTally), false
	}
	for _, c := range claims {
		if p == ACLED && c.rootID == "" && !splits(c.Claim) {
			left.add(fmt.Sprintf("'%s' is a total: no number until it is broken down into days and places (ACLED)", c.Quantity))
			return nil, true
		}
	}
	if p == Airwars {
		left.add(fmt.Sprintf("'%s' is a total without incidents and cannot be checked: no number (Airwars)", claims[tally].Quantity))
		return nil, true
	}
	return claims, false
}

// large says whether vague words stand for larger numbers: where the caller says so, or another figure of the incident is 10 or more.
func (in *Incident) large() bool {
	return in.Large || slices.ContainsFunc(in.Claims, func(c Claim) bool {
		return c.Bound != record.Vague && counts(c.Realis) && c.Scope != record.Tally && orElse(c.Low, c.Best, c.High) >= 10
	})
}
