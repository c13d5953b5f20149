package ledger

import (
	"context"
	"database/sql"
	"sync"
)

// Prepared keeps statements that are asked often, since SQLite takes as long to understand many as to answer them. PostgreSQL's driver does so itself.
type prepared struct {
	sync.Mutex
	of map[string]*sql.Stmt
}

// preparedKept is how many statements are kept; each is understood once by each connection.
const preparedKept = 200

// rows asks a query.
func (l *Ledger) rows(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	query = l.db.Rewrite(query)
	if l.db.Numbered {
		return l.db.SQL.QueryContext(ctx, query, args...)
	}
	s, err := l.prepared.statement(ctx, l.db.SQL, query)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return l.db.SQL.QueryContext(ctx, query, args...)
	}
	return s.QueryContext(ctx, args...)
}

// statement gives a statement; nil where so many are kept that this one is not.
func (p *prepared) statement(ctx context.Context, db *sql.DB, query string) (*sql.Stmt, error) {
	p.Lock()
	s, full := p.of[query], len(p.of) >= preparedKept
	p.Unlock()
	if s != nil || full {
		return s, nil
	}
	s, err := db.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	p.Lock()
	defer p.Unlock()
	if p.of == nil {
		p.of = map[string]*sql.Stmt{}
	}
	if before := p.of[query]; before != nil { // somebody was faster
		return before, s.Close()
	}
	p.of[query] = s
	return s, nil
}
