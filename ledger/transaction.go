package ledger

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/ledger/database"
)

// A transaction is one that writes, with its context and database at hand.
type transaction struct {
	*sql.Tx
	*memory
	ctx    context.Context
	db     *database.Database
	known  map[string]*sql.Stmt
	judged map[string][]Judgement // that hold, by text; nil until they are asked for
	wrote  bool
	number int64 // its generation; 0 until it has one
}

// update runs work as one transaction, alone among writers. SQLite and PostgreSQL both undo it unless work succeeds.
func (l *Ledger) update(ctx context.Context, work func(*transaction) error) error {
	return l.updateBeside(ctx, nil, work)
}

// updateBeside is update, with something done first in the same transaction, while other programs may still write.
func (l *Ledger) updateBeside(ctx context.Context, beside Beside, work func(*transaction) error) error {
	l.writing.Lock()
	defer l.writing.Unlock()
	raw, err := l.db.Writes.BeginTx(ctx, nil)
	if err != nil {
		return explain(err)
	}
	defer func() { _ = raw.Rollback() }()
	tx := &transaction{Tx: raw, memory: &l.memory, ctx: ctx, db: l.db, known: map[string]*sql.Stmt{}}
	if beside != nil {
		if err := beside(ctx, raw); err != nil {
			return explain(err)
		}
	}
	if l.db.Lock != "" {
		if err := tx.exec(l.db.Lock); err != nil {
			return explain(err)
		}
	}
	tx.wrote = false // the lock is no change
	if err := work(tx); err != nil {
		l.forgetAll()
		return explain(err)
	}
	if tx.wrote {
		if _, err := tx.generation(); err != nil {
			return explain(err)
		}
	}
	if err := raw.Commit(); err != nil {
		l.forgetAll()
		return explain(err)
	}
	if tx.number > 0 && l.memory.generation == tx.number-1 {
		l.memory.generation = tx.number
	}
	return nil
}

// prepared gives a statement, prepared once a transaction.
func (tx *transaction) prepared(statement string) (*sql.Stmt, error) {
	if s, ok := tx.known[statement]; ok {
		return s, nil
	}
	s, err := tx.PrepareContext(tx.ctx, tx.db.Rewrite(statement))
	if err == nil {
		tx.known[statement] = s
	}
	return s, err
}

func (tx *transaction) exec(statement string, args ...any) error {
	tx.wrote = true
	if tx.db.Numbered { // the driver keeps statements that it has seen, over transactions
		_, err := tx.ExecContext(tx.ctx, tx.db.Rewrite(statement), args...)
		return err
	}
	s, err := tx.prepared(statement)
	if err == nil {
		_, err = s.ExecContext(tx.ctx, args...)
	}
	return err
}

func (tx *transaction) query(statement string, args []any) (*sql.Rows, error) {
	if tx.db.Numbered {
		return tx.QueryContext(tx.ctx, tx.db.Rewrite(statement), args...)
	}
	s, err := tx.prepared(statement)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(tx.ctx, args...)
}

// A row takes one row of an answer: it scans it by what it is given.
type row func(scan func(...any) error) error

// each calls row for each row of an answer.
func (tx *transaction) each(row row, statement string, args ...any) error {
	rows, err := tx.query(statement, args)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Rows go to the database and come from it many at a time, since each statement is a way to a server and back. There are few forms of each
// statement, so that they stay prepared.
var sizes = []int{256, 64, 16, 4, 1}

// among asks with a list of values: statement holds "IN (?)" once, without other places.
func among[T any](tx *transaction, row row, statement string, values []T) error {
	for len(values) > 0 {
		size := sizes[0]
		for _, s := range sizes[1:] {
			if s >= len(values) {
				size = s
			}
		}
		args := make([]any, size)
		for i := range args {
			args[i] = values[min(i, len(values)-1)] // the last one fills up the list
		}
		err := tx.each(row, strings.Replace(statement, "(?)", "(?"+strings.Repeat(",?", size-1)+")", 1), args...)
		if err != nil {
			return err
		}
		values = values[min(size, len(values)):]
	}
	return nil
}

// noRow is for statements without an answer.
func noRow(func(...any) error) error { return nil }

// insert writes rows; statement holds "VALUES ?" for all of them, and may return something.
func (tx *transaction) insert(row row, statement string, rows [][]any) error {
	tx.wrote = tx.wrote || len(rows) > 0
	for len(rows) > 0 {
		size := sizes[slices.IndexFunc(sizes, func(s int) bool { return s <= len(rows) })]
		one := "(?" + strings.Repeat(",?", len(rows[0])-1) + ")"
		all := strings.Replace(statement, "VALUES ?", "VALUES "+one+strings.Repeat(","+one, size-1), 1)
		if err := tx.each(row, all, slices.Concat(rows[:size]...)...); err != nil {
			return err
		}
		rows = rows[size:]
	}
	return nil
}
