package ledger

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// A search that finds much is answered by going through what there is in the order that is wanted, until enough is found; one that finds little by going
// through all that is found. PostgreSQL knows from its statistics which it is; SQLite has to be told.
var ( // only tests change them
	much     = 2_000 // rows found, from which a search goes through what there is
	some     = 1_000 // incidents or reports found, below which they are listed first
	veryMuch = 8_000 // texts found, from which it asks of each whether it is found, and makes no list
)

// A plan is the ways in which a search is asked for.
type plan struct {
	match string // the condition on a text, with one placeholder, as Database.Match
	walk  bool   // incidents are gone through in order, and of each is asked whether its reports are wanted
	each  bool   // of each report is asked whether its incidents are wanted
	alone bool   // of each report is asked whether it holds a statement that is wanted
	// broad are the filters, by their places in the query, that much holds for: they are asked of each incident.
	broad map[int]bool
	// listed are the reports or incidents, in JSON, that filters hold for, by their places in the query, where finding them took a walk through all.
	listed map[int]string
	// reports are those that are wanted by themselves, in JSON, where these are few and no words are searched for; else empty.
	reports string
	// among are the reports of the incidents that are wanted, the latest first, where these are few; else nil.
	among []string
}

// planOf looks how much a search for words, and for incidents, finds. subjects is what is searched for.
func (l *Ledger) planOf(ctx context.Context, q *Query, subjects subject) (p plan, err error) {
	p.match = l.db.Match
	if l.db.Numbered {
		return p, nil
	}
	if err = l.planBroad(ctx, q, &p); err != nil {
		return p, err
	}
	where, args := q.planned(ofReport, l.db, p)
	if len(where) == 0 && subjects == ofIncident {
		return p, nil
	}
	if len(q.words) > 0 {
		found, err := l.atMost(ctx, veryMuch, "FROM words WHERE words MATCH ?", l.db.Query(q.words))
		if err != nil {
			return p, err
		}
		p.each = true
		if found < much {
			return p, nil
		}
		p.walk, p.match = true, "+"+l.db.Match
		where, args := q.planned(ofIncident, l.db, p)
		if subjects != ofIncident && len(where) > 0 {
			err = l.planAmong(ctx, conjunction(where), args, &p)
		}
		if found >= veryMuch || p.among != nil {
			p.match = "EXISTS (SELECT 1 FROM words WHERE words MATCH ? AND words.rowid = text.number)"
		}
		return p, err
	}
	if listed := q.onlyListed(&p); listed != "" {
		p.reports = listed
	} else if p.walk = q.onlyBroad(&p); len(where) > 0 && !p.walk {
		reports, err := l.atMostOf(ctx, some, "SELECT r.key FROM report r"+conjunction(where), args...)
		if err != nil {
			return p, err
		}
		if p.walk = len(reports) >= some; !p.walk {
			p.reports = inJSON(reports)
		}
	}
	if where, args := q.planned(ofIncident, l.db, p); len(where) > 0 && subjects != ofIncident {
		err = l.planAmong(ctx, conjunction(where), args, &p)
	}
	return p, err
}

// onlyListed gives the reports, in JSON, if a query asks one thing of reports and these are listed.
func (q *Query) onlyListed(p *plan) (reports string) {
	asked := 0
	for i, c := range q.conditions {
		if c.of&ofReport != 0 {
			asked, reports = asked+1, p.listed[i]
		}
	}
	if asked != 1 {
		return ""
	}
	return reports
}

// onlyBroad says that a query asks one thing of reports, for which much holds.
func (q *Query) onlyBroad(p *plan) bool {
	asked, broad := 0, false
	for i, c := range q.conditions {
		if c.of&ofReport != 0 {
			asked, broad = asked+1, p.broad[i]
		}
	}
	return asked == 1 && broad
}

// planBroad looks for which filters, by their places, much holds in the tables that they ask.
func (l *Ledger) planBroad(ctx context.Context, q *Query, p *plan) error {
	p.broad, p.listed = map[int]bool{}, map[int]string{}
	for i, c := range q.conditions {
		from, args := "FROM "+c.count, c.args
		switch {
		case c.near != nil:
			var box string
			_, where, _ := strings.Cut(l.db.Points, " WHERE ")
			box, args = c.near.box(where)
			from = "FROM point WHERE " + box
		case c.count == "":
			continue
		case c.names != "":
			column := "incident"
			if c.of == ofReport || c.key == "actor" {
				column = "report"
			}
			names, err := l.atMostOf(ctx, much, "SELECT "+column+" "+from, args...)
			if p.broad[i] = len(names) >= much; !p.broad[i] {
				p.listed[i] = inJSON(names)
			}
			if err != nil {
				return err
			}
			continue
		}
		found, err := l.atMost(ctx, much, from, args...)
		if err != nil {
			return err
		}
		p.broad[i] = found >= much
	}
	return nil
}

// planAmong looks which reports tell of the incidents that are wanted, where these are few.
func (l *Ledger) planAmong(ctx context.Context, where string, args []any, p *plan) error {
	ids, err := l.atMostOf(ctx, some, "SELECT id FROM incident"+where, args...)
	if p.each = len(ids) >= some; err != nil || p.each {
		return err
	}
	type dated struct{ key, published string }
	var reports []dated
	err = l.inChunks(ctx, ids, "SELECT r.key, r.published FROM mention m JOIN report r ON r.key = m.report WHERE m.incident IN (", func(scan func(...any) error) error {
		var r dated
		err := scan(&r.key, &r.published)
		reports = append(reports, r)
		return err
	})
	slices.SortFunc(reports, func(a, b dated) int { return cmp.Or(cmp.Compare(b.published, a.published), cmp.Compare(a.key, b.key)) })
	p.among = []string{}
	for _, r := range slices.Compact(reports) {
		p.among = append(p.among, r.key)
	}
	return err
}

// askedOfEach is of how many reports one statement asks whether they hold words.
const askedOfEach = 100

// firstAmong leaves of the reports among which a plan looks the first for which all else holds, too.
func (l *Ledger) firstAmong(ctx context.Context, q *Query, p *plan, limit int) error {
	where, args := q.planned(ofReport, l.db, *p)
	if len(where) > 0 {
		var kept []string
		for next := range slices.Chunk(p.among, askedOfEach) {
			if limit > 0 && len(kept) >= limit {
				break
			}
			holds := map[string]bool{}
			err := l.each(ctx, func(scan func(...any) error) error {
				var key string
				err := scan(&key)
				holds[key] = true
				return err
			}, "SELECT r.key FROM report r JOIN text ON text.sha256 = r.sha256"+conjunction(append([]string{"r.key IN (SELECT value FROM json_each(?))"}, where...)),
				append([]any{inJSON(next)}, args...)...)
			if err != nil {
				return err
			}
			kept = append(kept, slices.DeleteFunc(slices.Clone(next), func(key string) bool { return !holds[key] })...)
		}
		p.among = kept
	}
	if limit > 0 {
		p.among = p.among[:min(len(p.among), limit)]
	}
	return nil
}

// atMostOf gives the names that a query finds, up to a number.
func (l *Ledger) atMostOf(ctx context.Context, most int, query string, args ...any) (names []string, err error) {
	err = l.each(ctx, func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		names = append(names, name)
		return err
	}, query+" LIMIT "+strconv.Itoa(most), args...)
	return names, err
}

// inJSON gives names as SQLite's json_each takes them.
func inJSON(names []string) string {
	if names == nil {
		names = []string{}
	}
	list, err := json.Marshal(names)
	if err != nil {
		panic(err) // of plain strings
	}
	return string(list)
}

// atMost counts rows, up to a number.
func (l *Ledger) atMost(ctx context.Context, most int, from string, args ...any) (n int, err error) {
	err = l.each(ctx, func(scan func(...any) error) error { return scan(&n) }, "SELECT count(*) FROM (SELECT 1 "+from+" LIMIT "+strconv.Itoa(most)+") AS found", args...)
	return n, err
}
