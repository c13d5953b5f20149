package ledger

import (
	"context"
	"strconv"
)

// A search that finds much is answered by going through what there is in the order that is wanted, until enough is found; one that finds little by going
// through all that is found. PostgreSQL knows from its statistics which it is; SQLite has to be told.
var ( // only tests change them
	much     = 2_000 // rows found, from which a search goes through what there is
	veryMuch = 8_000 // texts found, from which it asks of each whether it is found, and makes no list
)

// A plan is the ways in which a search is asked for.
type plan struct {
	match string // the condition on a text, with one placeholder, as Database.Match
	walk  bool   // incidents are gone through in order, and of each is asked whether its reports are wanted
	each  bool   // of each report is asked whether its incidents are wanted
}

// planOf looks how much a search for words, and for incidents, finds. subjects is what is searched for.
func (l *Ledger) planOf(ctx context.Context, q *Query, subjects subject) (p plan, err error) {
	p.match = l.db.Match
	where, args := q.sqlOf(ofReport, l.db)
	if l.db.Numbered || len(where) == 0 && subjects == ofIncident {
		return p, nil
	}
	if len(q.words) > 0 {
		found, err := l.atMost(ctx, veryMuch, "FROM words WHERE words MATCH ?", l.db.Query(q.words))
		if err != nil {
			return p, err
		}
		p.each = true
		switch {
		case found >= veryMuch:
			p.walk, p.match = true, "EXISTS (SELECT 1 FROM words WHERE words MATCH ? AND words.rowid = text.number)"
		case found >= much:
			p.walk, p.match = true, "+"+l.db.Match
		}
		return p, nil
	}
	if len(where) > 0 {
		found, err := l.atMost(ctx, much, "FROM report r"+conjunction(where), args...)
		if err != nil {
			return p, err
		}
		p.walk = found >= much
	}
	if where, args := q.sqlOf(ofIncident, l.db); len(where) > 0 {
		found, err := l.atMost(ctx, much, "FROM incident"+conjunction(where), args...)
		if err != nil {
			return p, err
		}
		p.each = found >= much
	}
	return p, nil
}

// atMost counts rows, up to a number.
func (l *Ledger) atMost(ctx context.Context, most int, from string, args ...any) (n int, err error) {
	err = l.each(ctx, func(scan func(...any) error) error { return scan(&n) }, "SELECT count(*) FROM (SELECT 1 "+from+" LIMIT "+strconv.Itoa(most)+")", args...)
	return n, err
}
