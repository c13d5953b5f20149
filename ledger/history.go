package ledger

import (
	"context"
	"errors"
	"slices"

	"github.com/tollbook/tollbook/record"
)

// A Decision is a judgement with what became of it.
type Decision struct {
	Judgement
	Holds    bool   `json:"holds"`               // it was not undone
	UndoneBy string `json:"undone_by,omitempty"` // the undo that holds
	Open     bool   `json:"open,omitempty"`      // of differs: nobody has judged it since
}

// History gives the judgements that touch an incident, a report (by its id or key), or REPORT/c1 or REPORT/e1, in the order in which they were given. It
// fails with a *QueryError.
func (l *Ledger) History(ctx context.Context, name string) ([]Decision, error) {
	texts, touches, err := l.touching(ctx, name)
	if err != nil {
		return nil, err
	}
	d, err := l.decisions(ctx)
	if err != nil {
		return nil, err
	}
	return d.of(texts, touches), nil
}

// touching gives the texts in which a name stands for something, and whether an anchor is about it.
func (l *Ledger) touching(ctx context.Context, name string) ([]string, func(Anchor) bool, error) {
	if isIncidentName(name) {
		today, err := l.today(ctx, name)
		if err == nil {
			all, err := l.members(ctx, []string{today})
			return textsOfMembers(all[today]), touchingMembers(all[today]), err
		}
		if !errors.Is(err, ErrNoIncident) {
			return nil, nil, err
		}
	}
	if _, part, found := cutLast(name); found && partForm.MatchString(part) {
		a, err := l.Anchor(ctx, name)
		return []string{a.SHA256}, func(b Anchor) bool { return meet([]Anchor{a}, []Anchor{b}) }, err
	}
	rec, _, err := l.recordOf(ctx, name)
	if err != nil {
		return nil, nil, err
	}
	return []string{rec.Report.SHA256}, func(a Anchor) bool { return a.SHA256 == rec.Report.SHA256 }, nil
}

func textsOfMembers(members []member) (out []string) {
	for _, m := range members {
		out = append(out, m.sha256)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// touchingMembers says whether an anchor is about one of an incident's events or their counts. What is read no longer may be.
func touchingMembers(members []member) func(Anchor) bool {
	return func(a Anchor) bool {
		return slices.ContainsFunc(members, func(m member) bool { return m.sha256 == a.SHA256 && m.has(a) })
	}
}

func (m *member) has(a Anchor) bool {
	i := find(m.record, a)
	switch {
	case a.Of == "report":
		return i < 0 || m.record.Events[i].ID == m.Event
	case i < 0:
		return true
	case a.Of == "count":
		return m.record.Counts[i].Event == record.Nullable(m.Event) || m.record.Counts[i].Event == ""
	}
	return m.record.Events[i].ID == m.Event
}
