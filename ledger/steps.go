package ledger

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/tollbook/tollbook/record"
)

// Steps are what an author can take back, and what he can bring back, as if his judgements were steps that he goes back and forth.
type Steps struct {
	Undo *Judgement `json:"undo"` // his last that holds; null for none
	Redo *Judgement `json:"redo"` // the last that he took back, unless he has gone on since
	// RedoBy is the undo of that one: undoing it brings it back.
	RedoBy string `json:"redo_by"`
	// Last is the last judgement of all, by whomever, for Seen of what is decided next.
	Last string `json:"last"`
}

// Steps tells where an author stands. Taking back what another decided is a step of its own.
func (l *Ledger) Steps(ctx context.Context, author string) (Steps, error) {
	d, err := l.decisions(ctx)
	if err != nil || len(d.all) == 0 {
		return Steps{}, err
	}
	all := d.all
	out := Steps{Last: all[len(all)-1].ID}
	var done, undone []int      // places in all
	undoing := map[string]int{} // the step that an undo took back
	for i := range all {
		j := &all[i]
		if j.Author != author || j.Kind == Differs || j.Kind == Note {
			continue
		}
		of := func(at int) bool { return all[at].ID == j.Undoes }
		step, back := undoing[j.Undoes]
		switch at := slices.IndexFunc(done, of); {
		case j.Kind == Undo && at >= 0:
			undoing[j.ID] = done[at]
			undone = append(undone, done[at])
			done = slices.Delete(done, at, at+1)
		case j.Kind == Undo && back:
			undone = slices.DeleteFunc(undone, func(at int) bool { return at == step })
			done = append(done, step)
		default:
			done, undone = append(done, i), nil
		}
	}
	holds := d.holds
	done = slices.DeleteFunc(done, func(at int) bool { return !holds[all[at].ID] })
	undone = slices.DeleteFunc(undone, func(at int) bool { return holds[all[at].ID] })
	if n := len(done); n > 0 {
		out.Undo = &all[done[n-1]]
	}
	if n := len(undone); n > 0 {
		out.Redo = &all[undone[n-1]]
		for _, j := range all {
			if j.Kind == Undo && j.Undoes == out.Redo.ID && holds[j.ID] {
				out.RedoBy = j.ID
			}
		}
	}
	return out, nil
}

// Author tells who gave a judgement; "" where there is none of that name.
func (l *Ledger) Author(ctx context.Context, id string) (string, error) {
	d, err := l.decisions(ctx)
	if err != nil || d.byID[id] == nil {
		return "", err
	}
	return d.byID[id].Author, nil
}

// Judged gives the incident that a judgement is about, or was: of several the first, "" for none.
func (l *Ledger) Judged(ctx context.Context, id string) (incident string, err error) {
	d, err := l.decisions(ctx)
	if err != nil {
		return "", err
	}
	byID := d.byID
	if byID[id] == nil {
		return "", nil
	}
	for _, a := range subjectOf(byID, byID[id]) {
		// The event itself, or else the report's main one.
		for _, name := range []string{a.Of, "report"} {
			if incident, err = l.incidentAt(ctx, Anchor{a.SHA256, a.Start, a.End, a.In, name}); incident != "" || err != nil {
				return incident, err
			}
		}
	}
	return "", nil
}

func (l *Ledger) incidentAt(ctx context.Context, a Anchor) (incident string, err error) {
	judgements, err := l.inForce(ctx)
	if err != nil {
		return "", err
	}
	err = l.each(ctx, func(scan func(...any) error) error {
		var event, of string
		var body []byte
		if err := scan(&of, &event, &body); err != nil {
			return err
		}
		rec, err := unpackRecord(body)
		if err != nil {
			return err
		}
		apply(rec, judgements[a.SHA256])
		if i := find(rec, a); i >= 0 && incident == "" {
			if a.Of == "count" && event == string(rec.Counts[i].Event) || a.Of != "count" && event == rec.Events[i].ID {
				incident = of
			}
		}
		return nil
	}, `SELECT m.incident, m.event, c.body FROM mention m JOIN report r ON r.key = m.report JOIN reading g ON g.report = r.key
		JOIN record c ON c.report = r.key AND c.coder = g.coder WHERE r.sha256 = ? ORDER BY `+l.db.Bytewise("m.report, m.event"), a.SHA256)
	return incident, err
}

// Summary gives an incident's summary, by its name of now or an earlier one. It fails with ErrNoIncident.
func (l *Ledger) Summary(ctx context.Context, id string) (x Summary, err error) {
	today, err := l.today(ctx, id)
	if err != nil {
		return x, err
	}
	q := Query{conditions: []condition{{of: ofIncident, sql: "id = ?", args: []any{today}}}}
	return x, l.Incidents(ctx, q, 1, func(s Summary) error { x = s; return nil })
}

// Choices are the words that a field of a "count" or an "event" may have; nil where it is not one of a list. The mode of an event depends on its type.
func Choices(of, field string, kind record.Type) []string {
	switch of + " " + field {
	case "event type":
		return typeNames()
	case "event mode":
		return modesOf(kind)
	}
	return vocabularies[of+" "+field]
}

// Written gives a judgement's value, new or old, for a person to read: of places and actors their names. It is empty where there is none.
func Written(value json.RawMessage) string {
	if len(value) == 0 {
		return ""
	}
	return shortValue(value)
}
