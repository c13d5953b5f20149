package policy

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/record"
)

// An account is one version of what happened: what one source says in one report. The figures of its categories add up.
type account struct {
	root      string // who is behind it; accounts of one root are not independent
	name      string // the report, and for a second version of one source "#" and a number
	published string
	sourced   bool // the report says who said it
	party     bool
	of        map[record.Category]figure
	total     figure
	tops      []sifted // the claims that are no parts
	whole     bool     // it counts people of no known category, so that it may be about everybody
}

// rootName gives who is behind a claim: its primary source, or else the agency, the publisher, the report.
func rootName(c Claim) string {
	if c.Source != "" {
		return Speaker(c.Source)
	}
	for _, s := range []string{c.Wire, c.Publisher} {
		if s != "" {
			return strings.ToLower(strings.TrimSpace(s))
		}
	}
	return "report " + c.Report
}

// Speaker gives the body that a source speaks for: "the army's spokesman" and "army" are one.
func Speaker(source string) string {
	words := strings.Fields(strings.ToLower(strings.NewReplacer("’", "'", ",", " ").Replace(source)))
	var out []string
	for _, w := range words {
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "'")
		switch w {
		case "", "the", "a", "an", "spokesman", "spokeswoman", "spokesperson", "spokespersons", "spokesmen", "chief", "media", "wing", "statement":
			continue
		}
		out = append(out, w)
	}
	if len(out) == 0 {
		return strings.Join(words, " ")
	}
	return strings.Join(out, " ")
}

// accountsOf gathers claims of one kind into accounts, in the order of the claims.
func accountsOf(p Policy, claims []sifted, large bool) []account {
	var out []account
	find := func(report string, c Claim) *account {
		for i := range out {
			if a := &out[i]; a.root == rootName(c) && a.name == report {
				return a
			}
		}
		out = append(out, account{root: rootName(c), name: report, published: c.Published, sourced: c.Source != "", of: map[record.Category]figure{}})
		return &out[len(out)-1]
	}
	claims = adopt(claims)
	versions := 0
	for i, c := range claims {
		if c.rootID != "" {
			continue
		}
		a := find(c.Report, c.Claim)
		if len(a.tops) > 0 && c.apart || slices.ContainsFunc(a.tops, func(t sifted) bool { return samePeople(t, c) }) {
			versions++ // another figure for the same people by the same source: one of the two, not both
			a = find(fmt.Sprintf("%s#%d", c.Report, versions), c.Claim)
		}
		a.take(p, c, partsOf(claims, i, c), large)
	}
	return out
}

// adopt makes parts of what a source tells of soldiers or civilians beside its figure for everybody, where the
// report adds neither to the other: parts must not be added twice. Attackers are seldom within such a figure.
func adopt(claims []sifted) []sifted {
	claims = slices.Clone(claims)
	for i := range claims {
		c := &claims[i]
		if c.rootID != "" || c.side != record.Civilian && c.side != record.Security || isFurther(c.Claim) {
			continue
		}
		for _, whole := range claims {
			if whole.rootID == "" && whole.Report == c.Report && rootName(whole.Claim) == rootName(c.Claim) && isEverybody(whole.Claim) &&
				orElse(c.Low, c.Best, c.High) <= orElse(whole.High, whole.Best, whole.Low) {
				c.rootID = whole.ID
				break
			}
		}
	}
	return claims
}

// samePeople says whether two figures of one source are for the same people, so that they do not add up.
func samePeople(a, b sifted) bool {
	if isEverybody(a.Claim) && isEverybody(b.Claim) {
		return true
	}
	single := orElse(b.Low, b.Best, b.High) == 1 // one soldier here, another there
	return a.side == b.side && strings.EqualFold(a.Who, b.Who) && b.Who != "" && !isFurther(b.Claim) && !single
}

// isFurther says whether a claim is about others than those told of before.
func isFurther(c Claim) bool {
	further := []string{"other", "others", "another", "more", "further", "additional"}
	quantity := further
	if c.Bound == record.AtLeast { // "more than 12"
		quantity = []string{"another", "other", "further", "additional"}
	}
	return hasWord(lower(c.Who), further) || hasWord(lower(c.Quantity), quantity)
}

func lower(s string) string { return strings.ToLower(s) }

// isEverybody says whether a claim is about all who were harmed, as far as its words go, and not about some of them.
func isEverybody(c Claim) bool {
	if c.Category != record.UnknownCategory && c.Category != record.Mixed && c.Category != "" || isFurther(c) {
		return false
	}
	who := lower(c.Who)
	return who == "" || hasWord(who, strings.Fields("people persons lives dead victims bodies"))
}

// partsOf gives the parts of a claim.
func partsOf(claims []sifted, at int, whole sifted) []sifted {
	var out []sifted
	for i, c := range claims {
		if i != at && c.rootID != "" && c.Report == whole.Report && c.rootID == whole.ID {
			out = append(out, c)
		}
	}
	return out
}

// take adds a claim to the account; its parts only say of what sides the people were.
func (a *account) take(p Policy, c sifted, parts []sifted, large bool) {
	f := figureOf(p, c.Claim, large)
	f.why.add(c.why, splitReason(p, c.Claim, f.best))
	a.party = a.party || c.Party
	if len(a.tops) == 0 {
		a.total = f
	} else {
		a.total = a.total.plus(f)
	}
	a.tops = append(a.tops, c)
	rest := f
	for _, part := range parts {
		if part.side == c.side || part.side == record.UnknownCategory {
			continue
		}
		g := figureOf(p, part.Claim, large)
		g.why.add(part.why)
		g = g.within(rest)
		rest = rest.minus(g)
		a.add(part.side, g)
	}
	if c.side == record.UnknownCategory && c.Category != record.Militant {
		a.whole = true // those whom a policy does not believe to be fighters are still not everybody
	}
	if len(parts) == 0 || rest.high > 0 || rest.open {
		a.add(c.side, rest)
	}
}

func (a *account) add(side record.Category, f figure) {
	if old, ok := a.of[side]; ok {
		f = old.plus(f)
	}
	a.of[side] = f
}

// current leaves of each root its newest account for everybody and its newest figures of each side. Older ones are replaced.
func current(p Policy, all []account, why *reasons) []account {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(all[j].published, all[i].published) })
	keep := make([]bool, len(all))
	for n, i := range order {
		keep[i] = true
		for _, j := range order[:n] {
			if keep[j] && all[j].root == all[i].root && all[j].report() != all[i].report() && all[j].covers(&all[i]) {
				keep[i] = false
				why.add(replaced(p, &all[i], &all[j]))
				break
			}
		}
	}
	var out []account
	for i := range all {
		if keep[i] {
			out = append(out, all[i])
		}
	}
	return out
}

// covers says whether an account of the same root speaks of all that another one does.
func (a *account) covers(b *account) bool {
	if a.whole {
		return true
	}
	for _, c := range categories {
		_, inA := a.of[c]
		if _, inB := b.of[c]; inB && !inA {
			return false
		}
	}
	return true
}

func replaced(p Policy, old, newer *account) string {
	was, is := old.total, newer.total
	if was.best == is.best {
		return fmt.Sprintf("two reports of %d by %s count once (%s)", is.best, newer.root, p.label())
	}
	return fmt.Sprintf("%d replaces the earlier %d of %s (%s)", is.best, was.best, newer.root, p.label())
}

func (a *account) report() string {
	report, _, _ := strings.Cut(a.name, "#")
	return report
}
