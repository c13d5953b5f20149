package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// A Tally is a total over a period, as a report states it.
type Tally struct {
	Key       string // of the report
	Report    string // its own id
	Publisher string
	Published string
	URL       string
	Title     string
	Count     record.Count
	Place     *record.Place // nil when not known
	Speaker   string        // empty when not known
	Words     string        // the clause
	Evidence  string        // the sentence
}

// mostDays is the longest time in which one incident may lie. A figure over a longer one is a total, whatever it is called.
const mostDays = 7

// isTotal says whether a figure is a total over a period and not of one incident.
func isTotal(scope record.Scope, from, to string) bool {
	return scope == record.Tally || policy.Days(policy.Claim{From: from, To: to}) > mostDays
}

// isTally says whether a count is a total that somebody states as a fact, and not one told before.
func isTally(c *record.Count) bool {
	return isTotal(c.Scope, string(c.From), string(c.To)) && c.Realis == record.Actual && c.Repeats == "" && c.SupersededBy == ""
}

func placeOf(rec *record.Record, id record.Nullable) *record.Place {
	for i := range rec.Places {
		if id != "" && rec.Places[i].ID == string(id) {
			return &rec.Places[i]
		}
	}
	return nil
}

// tallyRows gives the totals of a record as rows.
func tallyRows(key string, rec *record.Record) (rows [][]any) {
	for i := range rec.Counts {
		c := &rec.Counts[i]
		if !isTally(c) {
			continue
		}
		var place record.Place
		if p := placeOf(rec, c.Place); p != nil {
			place = *p
		}
		rows = append(rows, []any{key, c.ID, string(c.From), string(c.To), string(place.Country), string(place.Admin1Code), strings.ToLower(place.Name), string(c.Kind),
			string(c.Category)})
	}
	return rows
}

// Tallies gives the totals over a period that a query wants, in order of publication.
func (l *Ledger) Tallies(ctx context.Context, q Query) ([]Tally, error) {
	where, args, err := q.ofTallies(l.db)
	if err != nil {
		return nil, err
	}
	judgements, err := l.inForce(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := l.db.SQL.QueryContext(ctx, l.db.Rewrite(`SELECT r.key, r.sha256, r.id, r.publisher, r.published, r.url, text.title, text.body, c.body, tally.figure
		FROM tally JOIN report r ON r.key = tally.report JOIN text ON text.sha256 = r.sha256
		JOIN reading g ON g.report = r.key JOIN record c ON c.report = r.key AND c.coder = g.coder`+where+" ORDER BY "+l.db.Bytewise("r.published, r.key")), args...)
	if err != nil {
		return nil, explain(err)
	}
	defer func() { _ = rows.Close() }()
	var out []Tally
	var rec *record.Record
	last := ""
	for rows.Next() {
		var t Tally
		var sha256, text, figure string
		var body []byte
		if err := rows.Scan(&t.Key, &sha256, &t.Report, &t.Publisher, &t.Published, &t.URL, &t.Title, &text, &body, &figure); err != nil {
			return nil, explain(err)
		}
		if t.Key != last {
			if rec, err = unpackRecord(body); err != nil {
				return nil, fmt.Errorf("report %s: %w", t.Key, err)
			}
			apply(rec, judgements[sha256])
			last = t.Key
		}
		if t.fill(rec, figure, []rune(text)) {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Count.In, b.Count.In), cmp.Compare(a.Count.Start, b.Count.Start))
	})
	return out, explain(rows.Err())
}

// fill adds what the record says of a figure; false if it has none of that id.
func (t *Tally) fill(rec *record.Record, figure string, text []rune) bool {
	i := slices.IndexFunc(rec.Counts, func(c record.Count) bool { return c.ID == figure })
	if i < 0 {
		return false
	}
	c := &rec.Counts[i]
	t.Count, t.Place = *c, placeOf(rec, c.Place)
	if a := actorOf(rec, c.Source); a != nil {
		t.Speaker = a.Name
	}
	t.Words, t.Evidence = quote(t.Title, text, c.Span), passage(text, c.Span)
	return true
}

func actorOf(rec *record.Record, id record.Nullable) *record.Actor {
	for i := range rec.Actors {
		if id != "" && rec.Actors[i].ID == string(id) {
			return &rec.Actors[i]
		}
	}
	return nil
}
