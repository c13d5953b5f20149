package ledger

import (
	"context"
	"database/sql"
	"errors"

	"github.com/tollbook/tollbook/link"
)

// derivation counts the changes of what is derived of records and incidents alone. A ledger that an older program derived is brought up to it when it is
// opened. Since 2, totals over a period and actors are listed; since 3, statements, tolls, parties and grades.
const derivation = "3"

// catchUp derives what an older program did not.
func (l *Ledger) catchUp(ctx context.Context) error {
	var has string
	err := l.db.SQL.QueryRowContext(ctx, "SELECT value FROM meta WHERE name = 'derivation'").Scan(&has)
	if err != nil && !errors.Is(err, sql.ErrNoRows) || has == derivation {
		return explain(err)
	}
	judgements, err := l.inForce(ctx)
	if err != nil {
		return err
	}
	for last := ""; ; {
		batch, err := l.filings(ctx, last, derivedAtOnce)
		if err != nil {
			return err
		}
		if len(batch) == 0 {
			break
		}
		var listed listing
		for i := range batch {
			r := &batch[i]
			apply(r.record, judgements[r.sha256])
			if err := listed.add(r, link.Mentions(r.key, r.record, r.title, r.text)); err != nil {
				return err
			}
			last = r.key
		}
		if err := l.update(ctx, func(tx *transaction) error { return tx.putListed(&listed) }); err != nil {
			return err
		}
	}
	if err := l.tellAll(ctx); err != nil {
		return err
	}
	return l.update(ctx, func(tx *transaction) error {
		return tx.exec("INSERT INTO meta (name, value) VALUES ('derivation', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", derivation)
	})
}

// tellAll derives anew what the reports of each incident claim together.
func (l *Ledger) tellAll(ctx context.Context) error {
	for last := ""; ; {
		var ids []string
		err := l.each(ctx, func(scan func(...any) error) error {
			err := scan(&last)
			ids = append(ids, last)
			return err
		}, "SELECT id FROM incident WHERE id > ? ORDER BY id LIMIT ?", last, derivedAtOnce)
		if err != nil || len(ids) == 0 {
			return err
		}
		err = l.update(ctx, func(tx *transaction) error {
			for _, table := range []string{"toll", "party"} {
				if err := among(tx, noRow, "DELETE FROM "+table+" WHERE incident IN (?)", ids); err != nil {
					return err
				}
			}
			return tx.tell(ids, nil)
		})
		if err != nil {
			return err
		}
	}
}
