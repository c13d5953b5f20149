package ledger

import "context"

// changesKept is for how many writes it is known which incidents they changed.
const changesKept = 10_000

// Generation gives a number that changes with every write to the ledger, by whichever process. What was computed of the ledger holds while it stays.
func (l *Ledger) Generation(ctx context.Context) (n int64, err error) {
	err = l.db.SQL.QueryRowContext(ctx, "SELECT n FROM generation").Scan(&n)
	return n, explain(err)
}

// generation gives the number of what a transaction writes.
func (tx *transaction) generation() (int64, error) {
	if tx.number != 0 {
		return tx.number, nil
	}
	err := tx.each(func(scan func(...any) error) error { return scan(&tx.number) }, "UPDATE generation SET n = n + 1 RETURNING n")
	if err == nil && tx.number%changesKept == 0 {
		err = tx.exec("DELETE FROM change WHERE generation <= ?", tx.number-changesKept)
		if err == nil {
			err = tx.exec("UPDATE generation SET oldest = ?", tx.number-changesKept)
		}
	}
	return tx.number, err
}

// changed notes the incidents that a transaction made, changed or removed.
func (tx *transaction) changed(incidents []string) error {
	if len(incidents) == 0 {
		return nil
	}
	n, err := tx.generation()
	if err != nil {
		return err
	}
	rows := make([][]any, len(incidents))
	for i, id := range incidents {
		rows[i] = []any{n, id}
	}
	return tx.insert(noRow, "INSERT INTO change (generation, incident) VALUES ? ON CONFLICT DO NOTHING", rows)
}
