package ledger

import (
	"context"
	"database/sql"
	"errors"
)

// derivation counts the changes of what is derived of records and incidents. A ledger that an older program derived is derived anew when it is
// opened. Since 2, totals over a period and actors are listed; since 3, statements, tolls, parties and grades; since 4, mentions and texts meet by
// other signs; since 5, actors are known without how many they are; since 6, only groups of which two mentions
// are linked are joined, and texts meet by other signs.
const derivation = "6"

// catchUp derives anew what an older program derived otherwise. If it is broken off, the next one to open the ledger begins again.
func (l *Ledger) catchUp(ctx context.Context) error {
	var has string
	err := l.db.SQL.QueryRowContext(ctx, "SELECT value FROM meta WHERE name = 'derivation'").Scan(&has)
	if err != nil && !errors.Is(err, sql.ErrNoRows) || has == derivation {
		return explain(err)
	}
	if err := l.update(ctx, (*transaction).clearDerived); err != nil {
		return err
	}
	if err := l.derive(ctx, l, func(int) {}); err != nil {
		return err
	}
	return l.update(ctx, func(tx *transaction) error {
		return tx.exec("INSERT INTO meta (name, value) VALUES ('derivation', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", derivation)
	})
}

// clearDerived empties the derived tables, but for which records are in force, which can be told no other way.
func (tx *transaction) clearDerived() error {
	tx.forget()
	for _, t := range derived {
		if t.table == "reading" {
			continue
		}
		if err := tx.exec("DELETE FROM " + t.table); err != nil {
			return err
		}
	}
	if tx.db.Numbered {
		return nil // its index of words is part of the texts
	}
	return tx.exec("INSERT INTO words (words) VALUES ('delete-all')")
}
