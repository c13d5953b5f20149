package ledger

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/tollbook/tollbook/link"
)

// catchUpReview gives the incidents of a ledger that was written before there was a queue their rows in it.
func (l *Ledger) catchUpReview(ctx context.Context) error {
	has := 0
	err := l.each(ctx, func(scan func(...any) error) error { return scan(&has) }, "SELECT count(*) FROM meta WHERE name = 'review'")
	for err == nil && has == 0 {
		var ids []string
		err := l.each(ctx, func(scan func(...any) error) error {
			var id string
			err := scan(&id)
			ids = append(ids, id)
			return err
		}, "SELECT id FROM incident WHERE NOT EXISTS (SELECT 1 FROM review WHERE review.incident = incident.id) LIMIT ?", derivedAtOnce)
		if err != nil {
			return err
		}
		err = l.update(ctx, func(tx *transaction) error {
			if len(ids) == 0 {
				has = 1
				return tx.exec("INSERT INTO meta (name, value) VALUES ('review', '1') ON CONFLICT (name) DO NOTHING")
			}
			return tx.reviewAgain(ids)
		})
		if err != nil {
			return err
		}
	}
	return err
}

// reviewAgain writes the rows of the queue for incidents that are there.
func (tx *transaction) reviewAgain(ids []string) error {
	members := map[string][]link.Mention{}
	seen := map[[2]string]bool{}
	keyOf := func(m *link.Mention) [2]string { return [2]string{m.Report, m.Event} }
	err := among(tx, func(scan func(...any) error) error {
		var id, body string
		if err := scan(&id, &body); err != nil {
			return err
		}
		var m link.Mention
		if err := json.Unmarshal([]byte(body), &m); err != nil {
			return err
		}
		if !seen[keyOf(&m)] {
			seen[keyOf(&m)] = true
			members[id] = append(members[id], m)
		}
		return nil
	}, "SELECT incident, body FROM mention WHERE incident IN (?)", ids)
	if err != nil {
		return err
	}
	var incidents []incident
	for _, id := range ids {
		slices.SortFunc(members[id], link.Order)
		incidents = append(incidents, incident{id: id, members: members[id]})
	}
	return tx.writeReview(incidents)
}
