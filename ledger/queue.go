package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/tollbook/tollbook/link"
)

// A Reason why a person may want to look at an incident.
type Reason string

// The reasons.
const (
	IsNew      Reason = "new"      // nobody has accepted any of it
	IsDisputed Reason = "disputed" // its reports differ on the dead, the injured, the day or the place, or on who did it
	IsLow      Reason = "low"      // a report hangs on it by a weak link
	IsChanged  Reason = "changed"  // its toll was told otherwise later, or reports came after it was accepted
	InConflict Reason = "conflict" // a new reading differs from what a person decided
	IsUnsure   Reason = "unsure"   // somebody could not decide
)

// Reasons are all of them, the weightiest first.
var Reasons = []Reason{InConflict, IsChanged, IsDisputed, IsLow, IsUnsure, IsNew}

var reasonColumns = map[Reason]string{InConflict: "conflict", IsChanged: "changed", IsDisputed: "disputed", IsLow: "low", IsUnsure: "unsure", IsNew: "fresh"}

// A Waiting incident is one of the queue.
type Waiting struct {
	Summary
	Reasons []Reason `json:"reasons"`
	Weakest int      `json:"weakest"` // of its reports' best links the weakest, in percent
	mark    string
}

// A QueuePage is a part of the queue.
type QueuePage struct {
	Items []Waiting `json:"items"`
	// Counts says how many incidents of the query wait for each reason, and under "all" how many do for any.
	Counts map[string]int `json:"counts"`
	// AtLeast names the counts that were not carried to the end: so many wait at least.
	AtLeast []string `json:"at_least,omitempty"`
	Next    string   `json:"next"` // asks for the page after this one; empty at the end
}

// Queue gives the incidents of a query that wait to be looked at for a reason ("" for any), the most urgent first: at most limit, after what Next of an
// earlier page says. It fails with a *QueryError.
func (l *Ledger) Queue(ctx context.Context, q Query, reason Reason, after string, limit int) (*QueuePage, error) {
	column, known := reasonColumns[reason]
	if !known && reason != "" {
		return nil, &QueryError{fmt.Sprintf("nothing waits for the reason %q", reason), "reasons are " + list(Reasons)}
	}
	from, err := parseMark(after)
	if err != nil {
		return nil, err
	}
	if len(q.circles()) > 0 || l.shelving.filled() {
		return l.shelvedQueue(ctx, q, reason, from, limit)
	}
	if len(q.words) > 0 || len(q.conditions) > 0 {
		return l.searchedQueue(ctx, &q, reason, from, limit)
	}
	page := &QueuePage{}
	if page.Counts, err = l.countQueue(ctx); err != nil {
		return nil, err
	}
	where, args := " WHERE weight > 0", []any{}
	if reason != "" {
		where = " WHERE " + column + " = 1"
	}
	if from != nil {
		where = and(where, "(weight < ? OR weight = ? AND "+l.db.Bytewise("review.incident")+" > ?)")
		args = append(args, from.weight, from.weight, from.id)
	}
	if page.Items, err = l.waitingItems(ctx, where, append(args, limit+1)); err != nil {
		return nil, err
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		page.Next = page.Items[limit-1].mark
	}
	return page, nil
}

// waitingItems reads rows of the queue; the last argument is the most.
func (l *Ledger) waitingItems(ctx context.Context, where string, args []any) ([]Waiting, error) {
	out := []Waiting{}
	err := l.each(ctx, func(scan func(...any) error) error {
		w := Waiting{Reasons: []Reason{}}
		weight := 0
		flags := make([]int, len(Reasons))
		x := &w.Summary
		to := []any{&x.ID, &x.FirstDay, &x.LastDay, &x.Type, &x.Mode, &x.Country, &x.Admin1, &x.Place, &x.Lat, &x.Lon, &x.Reports, &x.Killed, &x.Injured, &w.Weakest, &weight}
		for i := range flags {
			to = append(to, &flags[i])
		}
		if err := scan(to...); err != nil {
			return err
		}
		for i, r := range Reasons {
			if flags[i] == 1 {
				w.Reasons = append(w.Reasons, r)
			}
		}
		w.mark = mark{weight, x.ID}.String()
		out = append(out, w)
		return nil
	}, `SELECT id, first_day, last_day, type, mode, country, admin1, place, lat, lon, reports, killed, injured, weakest, weight, conflict, changed, disputed, low, unsure, fresh
		FROM incident JOIN review ON review.incident = incident.id`+where+" ORDER BY weight DESC, "+l.db.Bytewise("review.incident")+" LIMIT ?", args...)
	return out, err
}

func and(where, more string) string {
	if where == "" {
		return " WHERE " + more
	}
	return where + " AND " + more
}

// countQueue counts what waits for each reason, and for any. It goes through indexes alone.
func (l *Ledger) countQueue(ctx context.Context) (map[string]int, error) {
	counts := map[string]int{}
	conditions := []string{"weight > 0"}
	for _, r := range Reasons {
		conditions = append(conditions, reasonColumns[r]+" = 1")
	}
	statement := "SELECT "
	for i, c := range conditions {
		if i > 0 {
			statement += ", "
		}
		statement += "(SELECT count(*) FROM review WHERE " + c + ")"
	}
	return counts, l.each(ctx, func(scan func(...any) error) error {
		n := make([]int, len(conditions))
		to := make([]any, len(n))
		for i := range n {
			to[i] = &n[i]
		}
		err := scan(to...)
		counts["all"] = n[0]
		for i, r := range Reasons {
			counts[string(r)] = n[i+1]
		}
		return err
	}, statement)
}

// weighty are the reasons that make an incident weigh more, each more than all before it together; below that it weighs what its dead do.
var weighty = []Reason{IsUnsure, IsLow, IsDisputed, IsChanged, InConflict}

// weightStep is what the first of them weighs.
const weightStep = 1_000_000

// weightOf gives what an incident weighs at least that waits for a reason.
func weightOf(r Reason) int { return weightStep << slices.Index(weighty, r) }

// weakLink is the probability under which a report's best link with another of its incident is weak.
const weakLink = 0.6

// mostWeighed is how many mentions of an incident are compared with each other for their weakest link.
const mostWeighed = 60

const reviewInsert = "INSERT INTO review (incident, fresh, disputed, low, changed, conflict, unsure, weakest, weight) VALUES ?"

// reviewRow says why a person may want to look at an incident. judgements are those that hold, by text.
func reviewRow(id string, contested bool, members []link.Mention, judgements map[string][]Judgement) []any {
	r := reviewOf(members, judgements)
	weakest := weakestLink(members)
	disputed, low, changed := contested || differ(members), weakest < weakLink, tollChanged(members)
	if r.settled { // a person has seen that
		disputed, low, changed = false, false, false
	}
	changed = changed || r.changed
	weight := 0
	for i, holds := range []bool{r.unsure, low, disputed, changed, r.conflict} { // in the order of weighty
		weight |= number(holds) << i
	}
	if weight > 0 || !r.accepted {
		weight = weight*weightStep + 1
		for i := range members {
			weight = max(weight, weight/weightStep*weightStep+min(members[i].Killed, weightStep-1))
		}
	}
	return []any{id, number(!r.accepted), number(disputed), number(low), number(changed), number(r.conflict), number(r.unsure), int(100 * weakest), weight}
}

// what judgements say of an incident as a whole.
type reviewed struct{ accepted, settled, changed, conflict, unsure bool }

// reviewOf says what was decided of an incident: whether it was accepted, all of it, and whether reports came after that.
func reviewOf(members []link.Mention, judgements map[string][]Judgement) (r reviewed) {
	if len(judgements) == 0 {
		return r
	}
	var relevant []Judgement
	for i := range members {
		for _, j := range judgements[members[i].Text] {
			if slices.ContainsFunc(j.Target, func(a Anchor) bool { return mentioned(&members[i], a) }) {
				relevant = append(relevant, j)
			}
		}
	}
	slices.SortFunc(relevant, func(a, b Judgement) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.ID, b.ID)) })
	relevant = slices.CompactFunc(relevant, func(a, b Judgement) bool { return a.ID == b.ID })
	holds := map[string]bool{}
	for _, j := range relevant {
		holds[j.ID] = true
		switch j.Kind {
		case Unsure:
			r.unsure = true
		case Note, Differs, Undo:
		default:
			r.unsure = false
		}
	}
	r.conflict = len(openConflicts(relevant, holds)) > 0
	accepted := 0
	for i := range members {
		m := &members[i]
		if slices.ContainsFunc(relevant, func(j Judgement) bool { return j.Kind == Accept && acceptsMention(&j, m) }) {
			accepted++
		}
	}
	r.accepted = accepted > 0
	r.settled = accepted == len(members)
	r.changed = r.accepted && !r.settled
	return r
}

// mentioned says whether an anchor is about a mention, or about a count in its text.
func mentioned(m *link.Mention, a Anchor) bool {
	if a.SHA256 != m.Text {
		return false
	}
	switch a.Of {
	case "report":
		return m.Main
	case "count":
		return m.Main // which event a count belongs to is not told by a mention
	}
	return m.In == a.In && min(m.End, a.End) > max(m.Start, a.Start)
}

func acceptsMention(j *Judgement, m *link.Mention) bool {
	return slices.ContainsFunc(j.Target, func(a Anchor) bool { return a.Of != "count" && mentioned(m, a) })
}

// weakestLink gives, of the mentions' best links with another, the weakest; 1 for a mention alone.
func weakestLink(members []link.Mention) float64 {
	weakest := 1.0
	some := members[:min(len(members), mostWeighed)]
	for i := range some {
		best, others := 0.0, false
		for k := range some {
			if i != k && some[i].Report != some[k].Report {
				others = true
				if best = max(best, link.Score(&some[i], &some[k])); best >= weakest {
					break
				}
			}
		}
		if others {
			weakest = min(weakest, best)
		}
	}
	return weakest
}

// differ says whether mentions differ on the dead, the injured, the day or the town.
func differ(members []link.Mention) bool {
	different := func(of func(*link.Mention) (int, bool)) bool {
		first, known := 0, false
		for i := range members {
			n, ok := of(&members[i])
			if ok && known && n != first {
				return true
			}
			if ok {
				first, known = n, true
			}
		}
		return false
	}
	towns := map[string]bool{}
	for i := range members {
		if m := &members[i]; m.Precision > 0 && m.Precision <= closely {
			towns[m.Country+" "+m.Place] = true
		}
	}
	return len(towns) > 1 ||
		different(func(m *link.Mention) (int, bool) { return m.Killed, m.Killed != link.Unknown }) ||
		different(func(m *link.Mention) (int, bool) { return m.Injured, m.Injured != link.Unknown }) ||
		different(func(m *link.Mention) (int, bool) { return m.From, m.From != link.Unknown && m.From == m.To })
}

// tollChanged says whether a report that was published later tells another toll than the first.
func tollChanged(members []link.Mention) bool {
	for i := range members {
		for k := range members {
			a, b := &members[i], &members[k]
			if a.Published != link.Unknown && a.Published < b.Published && a.Killed != link.Unknown && b.Killed != link.Unknown && a.Killed != b.Killed {
				return true
			}
		}
	}
	return false
}

// writeReview writes the rows of the queue for incidents that were written.
func (tx *transaction) writeReview(incidents []incident) error {
	judgements, err := tx.inForce()
	if err != nil {
		return err
	}
	ids := make([]string, len(incidents))
	for i, in := range incidents {
		ids[i] = in.id
	}
	contested := map[string]bool{}
	err = among(tx, func(scan func(...any) error) error {
		var id, grade string
		err := scan(&id, &grade)
		contested[id] = grade == "contested"
		return err
	}, "SELECT id, grade FROM incident WHERE id IN (?)", ids)
	if err != nil {
		return err
	}
	rows := make([][]any, len(incidents))
	for i, in := range incidents {
		rows[i] = reviewRow(in.id, contested[in.id], in.members, judgements)
	}
	return tx.insert(noRow, reviewInsert, rows)
}
