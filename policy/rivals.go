package policy

import (
	"slices"

	"github.com/tollbook/tollbook/record"
)

// clash is the mode of an event in which both sides use force, so that fighters may have died beside civilians. Where the mode is not known it may have been one.
const clash = "clash"

// rivals parts from accounts those that are a side's other story of the same dead: where independent sources tell of civilians whom one side struck, and that side
// tells of militants alone, in about the same number, the two must not be added. An account that knows of both, or of a fight, is believed to tell of both.
func rivals(in *Incident, accounts []account) (stand, rival []account) {
	if in.Mode == clash || in.Mode == "" {
		return accounts, nil
	}
	civilians := 0
	for i := range accounts {
		a := &accounts[i]
		fighters := a.tells(record.Militant)
		switch {
		case fighters && a.onlyByParty():
			rival = append(rival, *a)
			continue
		case fighters || a.tells(record.Civilian) && a.party:
			return accounts, nil
		case a.tells(record.Civilian):
			civilians = max(civilians, a.of[record.Civilian].best)
		}
		stand = append(stand, *a)
	}
	near := func(a account) bool { return 2*min(a.total.best, civilians) >= max(a.total.best, civilians) }
	if civilians == 0 || len(rival) == 0 || !slices.ContainsFunc(rival, near) {
		return accounts, nil
	}
	return stand, rival
}

// tells says whether one of an account's figures, whatever a policy makes of it, is about a side.
func (a *account) tells(side record.Category) bool {
	_, told := a.of[side]
	return told || slices.ContainsFunc(a.tops, func(c sifted) bool { return c.Category == side })
}

// onlyByParty says whether a side in the fighting tells of militants and of nobody else.
func (a *account) onlyByParty() bool {
	return !slices.ContainsFunc(a.tops, func(c sifted) bool { return !c.Party || c.Category != record.Militant }) && !a.tells(record.Civilian) && !a.tells(record.Security)
}

// stretch takes what rivals tell as doubt: their figures may be right in the place of the others, and so widen the range.
func (s *sum) stretch(p Policy, rival []account) {
	for i := range rival {
		f, name := rival[i].total, rival[i].root
		s.all.why.add(f.why...)
		s.all.say("%d militants by %s, a side in the fighting, are another account of the same dead and not added (%s)", f.best, name, p.label())
		if p == Airwars {
			continue // what a side claims stands beside
		}
		s.all.low, s.all.high, s.all.open = min(s.all.low, f.low), max(s.all.high, f.high), s.all.open || f.open && f.high >= s.all.high
		doubt := s.sides[record.Militant]
		doubt.high = max(doubt.high, f.high)
		doubt.open = doubt.open || f.open
		if len(doubt.why) == 0 {
			doubt.say("only a side in the fighting calls the dead militants: doubt about who they were goes to the high figure alone (%s)", p.label())
		}
		s.sides[record.Militant] = doubt
	}
}
