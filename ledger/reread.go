package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// Outdated gives the reports, after a key and in order of their keys, whose record in force is not by a coder.
func (l *Ledger) Outdated(ctx context.Context, coder, after string, most int) ([]*report.Report, error) {
	rows, err := l.db.SQL.QueryContext(ctx, l.db.Rewrite(`SELECT r.id, r.url, r.publisher, r.author, t.title, r.published, r.language, t.body, r.extra, r.json
		FROM report r JOIN text t ON t.sha256 = r.sha256 LEFT JOIN reading g ON g.report = r.key
		WHERE r.key > ? AND (g.coder IS NULL OR g.coder <> ?) ORDER BY r.key LIMIT ?`), after, coder, most)
	if err != nil {
		return nil, explain(err)
	}
	defer func() { _ = rows.Close() }()
	var out []*report.Report
	for rows.Next() {
		var rep report.Report
		var extra string
		var fromJSON int
		err := rows.Scan(&rep.ID, &rep.URL, &rep.Publisher, &rep.Author, &rep.Title, &rep.Published, &rep.Language, &rep.Text, &extra, &fromJSON)
		if err == nil {
			err = json.Unmarshal([]byte(extra), &rep.Extra)
		}
		if err != nil {
			return nil, explain(err)
		}
		rep.FromJSON = fromJSON == 1
		out = append(out, &rep)
	}
	return out, explain(rows.Err())
}

// A Change says what another reading made of a report.
type Change struct {
	Report  string   `json:"report"` // its id
	Gained  []string `json:"gained"` // counts and events that are new, in words
	Lost    []string `json:"lost"`
	Altered []string `json:"altered"`
	// Conflicts are judgements about something that the new reading does not hold, or holds otherwise. They stay, for a person to look at.
	Conflicts []Conflict `json:"conflicts"`
}

// A Conflict is a judgement with which a new reading does not agree, and in what.
type Conflict struct {
	Judgement
	What string `json:"what"`
}

// Empty says that nothing changed.
func (c *Change) Empty() bool {
	return len(c.Gained)+len(c.Lost)+len(c.Altered)+len(c.Conflicts) == 0
}

// Reread files records by another coder of reports that are there, and says what changed in each.
func (l *Ledger) Reread(ctx context.Context, filings []Filing) (changes []Change, err error) {
	ready, err := prepare(filings)
	if err != nil {
		return nil, err
	}
	err = l.update(ctx, func(tx *transaction) error {
		touched := newTouched()
		judgements, err := tx.inForce()
		if err != nil {
			return err
		}
		for _, f := range ready {
			before, err := tx.recordInForce(f.key)
			if err != nil {
				return err
			}
			c := compareRecords(before, f.Record)
			for _, j := range judgements[f.sum] {
				for _, what := range j.conflicts(f.sum, before, f.Record) {
					c.Conflicts = append(c.Conflicts, Conflict{j, what})
				}
			}
			if err := tx.fileConflicts(f.sum, c.Conflicts); err != nil {
				return err
			}
			changes = append(changes, c)
		}
		if _, err := tx.file(ready, touched); err != nil {
			return err
		}
		return tx.relink(touched)
	})
	return changes, err
}

// recordInForce gives the record of a report that holds now, an empty one if there is none.
func (tx *transaction) recordInForce(key string) (*record.Record, error) {
	rec := new(record.Record)
	err := tx.each(func(scan func(...any) error) error {
		var body []byte
		if err := scan(&body); err != nil {
			return err
		}
		var err error
		rec, err = unpackRecord(body)
		return err
	}, "SELECT c.body FROM reading g JOIN record c ON c.report = g.report AND c.coder = g.coder WHERE g.report = ?", key)
	return rec, err
}

// compareRecords says which counts and events two readings of one report have and the other has not, or has otherwise. Those at one place in the
// text are the same.
func compareRecords(before, after *record.Record) Change {
	c := Change{Report: after.Report.ID}
	old, now := told(before), told(after)
	for _, at := range sortedKeys(old, now) {
		was, had := old[at]
		is, has := now[at]
		switch {
		case !had:
			c.Gained = append(c.Gained, is)
		case !has:
			c.Lost = append(c.Lost, was)
		case was != is:
			c.Altered = append(c.Altered, was+" → "+is)
		}
	}
	return c
}

// told gives the counts and events of a record in words, by their places in the text.
func told(rec *record.Record) map[string]string {
	out := map[string]string{}
	for _, c := range rec.Counts {
		out[fmt.Sprintf("%s %06d count", c.In, c.Start)] = fmt.Sprintf("count %q: %s, %s to %s, %s", c.Quantity, c.Kind, orNone(c.Low), orNone(c.High), c.Category)
	}
	for _, e := range rec.Events {
		out[fmt.Sprintf("%s %06d event", e.Trigger.In, e.Trigger.Start)] = fmt.Sprintf("event at %d: %s %s, %s, %s to %s", e.Trigger.Start, e.Type, e.Mode, e.Realis, e.From, e.To)
	}
	return out
}

func orNone(n *int) string {
	if n == nil {
		return "none"
	}
	return fmt.Sprint(*n)
}

func sortedKeys(maps ...map[string]string) (keys []string) {
	for _, m := range maps {
		for k := range m {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}
