package policy

import (
	"fmt"
	"slices"

	"github.com/tollbook/tollbook/record"
)

// A sum is what a policy makes of all accounts of one kind of harm.
type sum struct {
	told  bool // anything is
	all   figure
	sides map[record.Category]figure
	why   reasons
}

// A candidate is one account's figure for the same people.
type candidate struct {
	figure
	*account
}

// resolve makes one number of each side, and one of everybody, from accounts that may disagree.
func resolve(p Policy, accounts []account) *sum {
	s := &sum{told: len(accounts) > 0, sides: map[record.Category]figure{}}
	accounts = current(p, accounts, &s.why)
	var wholes []candidate
	for i := range accounts {
		if a := &accounts[i]; a.whole {
			wholes = append(wholes, candidate{a.total, a})
		}
	}
	var sides figure
	var of []candidate // the figures of the last side
	known := 0
	for _, c := range categories {
		if list := candidatesFor(accounts, c); len(list) > 0 {
			of = list
			f := settle(p, list)
			s.sides[c] = f
			if known == 0 {
				sides = f
			} else {
				sides = sides.plus(f)
			}
			known++
		}
	}
	if len(wholes) == 0 {
		s.all = sides
		return s
	}
	whole := settle(p, wholes)
	switch {
	case sides.best <= whole.best || known == 0:
	case known == 1: // one says five people, another nine civilians: two figures for the same people
		whole = settle(p, append(wholes, slices.DeleteFunc(of, func(c candidate) bool { return c.whole })...))
		c := categories[slices.IndexFunc(categories, func(c record.Category) bool { _, ok := s.sides[c]; return ok })]
		sides = sides.cappedAt(whole.best)
		s.sides[c] = sides
	default:
		whole.say("the sides' own figures, %d, are more than the %d for everybody", sides.best, whole.best)
	}
	s.all = whole.atLeast(sides)
	rest := s.all.minus(sides)
	rest.why = nil
	if known == 0 {
		rest = s.all
	}
	if old, ok := s.sides[record.UnknownCategory]; ok {
		rest = old.plus(rest)
	}
	if rest.best > 0 || known == 0 {
		s.sides[record.UnknownCategory] = rest
	}
	return s
}

// candidatesFor gives the figures of one side. Of those whose side is not known only accounts that are not about everybody have any.
func candidatesFor(accounts []account, side record.Category) []candidate {
	var out []candidate
	for i := range accounts {
		if side == record.UnknownCategory && accounts[i].whole {
			continue
		}
		if f, ok := accounts[i].of[side]; ok {
			out = append(out, candidate{f, &accounts[i]})
		}
	}
	return out
}

func (f figure) cappedAt(n int) figure {
	f.low, f.best = min(f.low, n), min(f.best, n)
	return f
}

// atLeast raises a figure to another one; it keeps its own reasons.
func (f figure) atLeast(g figure) figure {
	f.low, f.best, f.high = max(f.low, g.low), max(f.best, g.best), max(f.high, g.high)
	f.open = f.open || g.open
	return f
}

// settle makes one figure of several for the same people.
func settle(p Policy, list []candidate) figure {
	var aside reasons
	if p == Airwars {
		list = leaveParties(list, &aside)
	}
	firm := slices.DeleteFunc(slices.Clone(list), func(c candidate) bool { return c.ceiling })
	if len(firm) == 0 {
		firm = list
	}
	out := figure{low: firm[0].low, best: firm[0].best, high: list[0].high, ceiling: list[0].ceiling}
	lowest := firm[0]
	for _, c := range firm {
		out.low = min(out.low, c.low)
		if c.best < lowest.best {
			lowest = c
		}
	}
	for _, c := range list {
		out.high = max(out.high, c.high)
		out.why.add(c.why...)
	}
	out.open = slices.ContainsFunc(list, func(c candidate) bool { return c.open && c.high == out.high })
	out.best = lowest.best
	out.why.add(aside...)
	differ := slices.ContainsFunc(firm, func(c candidate) bool { return c.best != lowest.best })
	agreed, sources := corroborated(firm)
	switch {
	case p == Airwars && differ:
		out.say("lowest to highest of all sources, the headline is the lowest (Airwars)")
	case p != Airwars && sources > 1 && differ:
		out.best = agreed
		out.say("%d is told by %d independent sources (%s)", agreed, sources, p.label())
	case p == ACLED && differ:
		out.say("lowest of %d figures until corroborated (ACLED)", len(firm))
	case p == UCDP && differ:
		out.say("the lower figure is best where no source is better, the others are the range (UCDP)")
	case p == All && differ:
		out.say("the widest range of %d figures, best the lowest (all)", len(firm))
	}
	return out
}

// leaveParties leaves out what a side in the fighting concedes or claims, wherever somebody else speaks of it.
func leaveParties(list []candidate, why *reasons) []candidate {
	others := slices.DeleteFunc(slices.Clone(list), func(c candidate) bool { return c.party })
	if len(others) == 0 || len(others) == len(list) {
		return list
	}
	for _, c := range list {
		if c.party {
			why.add(fmt.Sprintf("%d by %s, a side in the fighting, stands beside and is not merged (Airwars)", c.best, c.root))
		}
	}
	return others
}

// corroborated gives the figure that two or more independent sources tell: of several the one told last, and of
// those the one told by most, the lower. 0 sources where there is none.
func corroborated(list []candidate) (best, sources int) {
	newest := ""
	for i, c := range list {
		if slices.ContainsFunc(list[:i], func(d candidate) bool { return d.best == c.best }) {
			continue
		}
		n, last := independent(list, c.best)
		if n > 1 && (sources == 0 || last > newest || last == newest && (n > sources || n == sources && c.best < best)) {
			best, sources, newest = c.best, n, last
		}
	}
	return best, sources
}

// independent counts the sources of a figure, and gives the day on which it was told last. A report's own voice is no further
// source beside one that it names.
func independent(list []candidate, figure int) (n int, last string) {
	var roots []string
	for _, c := range list {
		if c.best != figure || slices.Contains(roots, c.root) {
			continue
		}
		named := func(d candidate) bool { return d.best == figure && d.sourced && d.report() == c.report() }
		if c.sourced || !slices.ContainsFunc(list, named) {
			roots = append(roots, c.root)
			last = max(last, c.published)
		}
	}
	return len(roots), last
}

// addBomber counts the attacker of a suicide bombing, whom tolls leave out.
func (s *sum) addBomber(in Incident, claims []sifted) {
	if in.Mode != "suicide-bombing" || !s.told && !in.Silent {
		return
	}
	for _, c := range claims {
		if c.Kind == record.Killed && hasWord(lower(c.Who), attackers) {
			return
		}
	}
	bomber := figure{low: 1, best: 1, high: 1, why: reasons{"the suicide bomber counts, 1 (ACLED)"}}
	if old, ok := s.sides[record.Militant]; ok {
		bomber = old.plus(bomber)
	}
	s.sides[record.Militant] = bomber
	s.all = s.all.plus(figure{low: 1, best: 1, high: 1, why: reasons{"the suicide bomber counts, 1 (ACLED)"}})
	s.told = true
}

// addSilence enters 0 killed where only "casualties" are told of, and for ACLED where nothing is.
func (s *sum) addSilence(p Policy, in Incident, claims []sifted) {
	if s.told {
		return
	}
	for _, c := range claims {
		if c.Kind == record.Killed && c.Repeats != "" {
			return // told of under another event
		}
		if c.Kind != record.KilledOrInjured || c.out != "" || c.Scope == record.Tally {
			continue
		}
		if p == All {
			s.all.high += figureOf(p, c.Claim, false).high
		}
		s.told = true
		if isNeutralised(c.Claim) {
			s.all.say("'%s' neutralised may be killed, captured or surrendered: 0 killed (%s)", c.Quantity, p.label())
		} else {
			s.all.say("'%s' may be dead or wounded: 0 killed (%s)", c.Quantity, p.label())
		}
	}
	if !s.told && p == ACLED && in.Silent {
		s.told = true
		s.all.say("no death is told: 0 (ACLED)")
	}
}

// totals sets the sum out: everybody first, then each side.
func (s *sum) totals(p Policy, in Incident, kind record.Harm, left reasons) []Total {
	row := func(c record.Category, f figure, why reasons) Total {
		t := Total{Event: record.Nullable(in.Event), Policy: p, Kind: kind, Category: c, Reasons: append([]string{}, why...)}
		if s.told {
			t.Low, t.Best, t.High = &f.low, &f.best, &f.high
			if f.open && p == All {
				t.High = nil
			}
		}
		return t
	}
	why := left
	why.add(s.why...)
	why.add(s.all.why...)
	for _, c := range categories {
		why.add(s.sides[c].why...)
	}
	out := []Total{row(Everybody, s.all, why)}
	for _, c := range categories {
		if f, ok := s.sides[c]; ok {
			out = append(out, row(c, f, f.why))
		}
	}
	return out
}
