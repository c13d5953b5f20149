package ledger

import (
	"context"
	"database/sql"
)

// A Beside writes what somebody keeps beside the ledger, in the same database, in a transaction of the ledger: all is written, or nothing. It comes
// first, while others may still write to the ledger. It must neither commit nor roll back.
type Beside func(context.Context, *sql.Tx) error

// AddBeside is Add, with something written in the same transaction. wanted is asked after that, and says which of the filings are to be filed after all.
func (l *Ledger) AddBeside(ctx context.Context, filings []Filing, beside Beside, wanted func(i int) bool) error {
	ready, err := prepare(filings)
	if err != nil {
		return err
	}
	return l.updateBeside(ctx, beside, func(tx *transaction) error {
		var some []filing
		for i := range ready {
			if wanted(i) {
				some = append(some, ready[i])
			}
		}
		touched := newTouched()
		if _, err := tx.file(some, touched); err != nil {
			return err
		}
		return tx.relink(touched)
	})
}

// PutFetched keeps a page and how watching stands with it, whose report is filed later: beside says what is to be done with it.
func (l *Ledger) PutFetched(ctx context.Context, v Visit, page Fetched, beside Beside) error {
	return l.addFetched(ctx, v, page, nil, beside)
}
