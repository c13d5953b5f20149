package ledger

import (
	"context"
	"database/sql"
	"errors"
)

// derivation counts the changes of what is derived of a record alone. A ledger that an older program derived is brought up to it when it is opened.
const derivation = "2" // since 2: totals over a period and actors are listed

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
		var tallies, actors [][]any
		for _, r := range batch {
			apply(r.record, judgements[r.sha256])
			tallies, actors = append(tallies, tallyRows(r.key, r.record)...), append(actors, actorRows(r.key, r.record)...)
			last = r.key
		}
		if err := l.update(ctx, func(tx *transaction) error { return tx.putListed(tallies, actors) }); err != nil {
			return err
		}
	}
	return l.update(ctx, func(tx *transaction) error {
		return tx.exec("INSERT INTO meta (name, value) VALUES ('derivation', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", derivation)
	})
}

// putListed writes the totals and the actors of records. Those that are there stay.
func (tx *transaction) putListed(tallies, actors [][]any) error {
	err := tx.insert(noRow, "INSERT INTO tally (report, figure, first_day, last_day, country, admin1, place, kind, category) VALUES ? ON CONFLICT DO NOTHING", tallies)
	if err != nil {
		return err
	}
	return tx.insert(noRow, "INSERT INTO actor (report, name, ref) VALUES ? ON CONFLICT DO NOTHING", actors)
}
