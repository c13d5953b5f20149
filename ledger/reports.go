package ledger

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A Found is a report that a search has found.
type Found struct {
	Key       string   `json:"key"`
	Report    string   `json:"report"` // its own id
	Publisher string   `json:"publisher"`
	Published string   `json:"published"`
	URL       string   `json:"url"`
	Title     string   `json:"title"`
	Snippet   string   `json:"snippet"`   // around the first of the words searched for, else the beginning
	Incidents []string `json:"incidents"` // that it tells of; that of its main event first
}

// Reports calls yield for the reports that a query wants, the latest first; at most limit, all with 0. What it asks of incidents must hold of one
// incident that the report tells of.
func (l *Ledger) Reports(ctx context.Context, q Query, limit int, yield func(Found) error) error {
	if err := q.only(ofIncident|ofReport, "a search for reports"); err != nil {
		return err
	}
	p, err := l.planOf(ctx, &q, ofReport)
	if err != nil {
		return err
	}
	if p.among != nil && len(q.circles()) == 0 { // what the database looks at lies in boxes
		if err := l.firstAmong(ctx, &q, &p, limit); err != nil {
			return err
		}
	}
	return l.reports(ctx, q, p, limit, yield)
}

// reports does so by a plan.
func (l *Ledger) reports(ctx context.Context, q Query, p plan, limit int, yield func(Found) error) error {
	where, args := q.planned(ofReport, l.db, p)
	if ofOne, more := q.planned(ofIncident, l.db, p); len(ofOne) > 0 {
		switch {
		case p.among != nil:
			where, more = append(where, "r.key IN (SELECT value FROM json_each(?))"), []any{inJSON(p.among)}
		case p.each:
			where = append(where, "EXISTS (SELECT 1 FROM mention m CROSS JOIN incident ON incident.id = m.incident"+conjunction(append([]string{"m.report = r.key"}, ofOne...))+")")
		default:
			where = append(where, "r.key IN (SELECT m.report FROM mention m JOIN incident ON incident.id = m.incident"+conjunction(ofOne)+")")
		}
		args = append(args, more...)
	}
	order := " ORDER BY " + l.db.Bytewise("r.published") + " DESC, " + l.db.Bytewise("r.key")
	const from = " FROM report r JOIN text ON text.sha256 = r.sha256"
	const columns = "SELECT r.key, r.id, r.publisher, r.published, r.url, text.title, text.body"
	if limit <= 0 {
		_, err := l.reportsAsked(ctx, &q, &limit, yield, columns+from+conjunction(where)+order, args)
		return err
	}
	// The texts are fetched of those alone that are wanted: they are long, and all that are found are sorted.
	inner := from
	if len(q.words) == 0 {
		inner = " FROM report r"
	}
	wanted := "SELECT r.key" + inner + conjunction(where) + order
	most, skipped, left := limit, 0, limit
	if len(q.circles()) > 0 {
		most = 2*limit + 20 // what the database looks at lies in boxes, and not all of it in the circles
	}
	for {
		n, err := l.reportsAsked(ctx, &q, &left, yield, columns+from+" WHERE r.key IN ("+wanted+" LIMIT "+strconv.Itoa(most)+" OFFSET "+strconv.Itoa(skipped)+")"+order, args)
		if err != nil || n < most || left == 0 {
			return err
		}
		skipped, most = skipped+most, 4*most
	}
}

// reportsAsked calls yield for the reports that a statement gives, and that lie in the circles of a query; as many as are left, all with 0. It says how many the
// statement gave, as far as was read.
func (l *Ledger) reportsAsked(ctx context.Context, q *Query, left *int, yield func(Found) error, statement string, args []any) (given int, err error) {
	limit := *left
	page := []Found{}
	n := 0
	flush := func() error {
		found, err := l.withIncidents(ctx, q, page)
		page = page[:0]
		for _, f := range found {
			if limit > 0 && n == limit {
				return errEnough
			}
			n++
			if err := yield(f); err != nil {
				return err
			}
		}
		return err
	}
	err = l.each(ctx, func(scan func(...any) error) error {
		given++
		var f Found
		var body string
		if err := scan(&f.Key, &f.Report, &f.Publisher, &f.Published, &f.URL, &f.Title, &body); err != nil {
			return err
		}
		f.Snippet = snippet(body, q.words)
		if page = append(page, f); len(page) < askedAtOnce && len(page) != limit {
			return nil
		}
		return flush()
	}, statement, args...)
	if err == nil {
		err = flush()
	}
	*left = max(0, limit-n)
	if errors.Is(err, errEnough) {
		return given, nil
	}
	return given, err
}

// errEnough ends a search that has found as much as it was asked for.
var errEnough = errors.New("enough was found")

// withIncidents adds their incidents to reports. Where the query has circles, the database has only looked into boxes: it drops the reports without an incident
// in the circles for which all else holds too.
func (l *Ledger) withIncidents(ctx context.Context, q *Query, page []Found) ([]Found, error) {
	at := map[string]int{}
	keys := make([]string, len(page))
	for i := range page {
		page[i].Incidents = []string{}
		at[page[i].Key], keys[i] = i, page[i].Key
	}
	err := l.inChunks(ctx, keys, "SELECT report, incident FROM mention WHERE report IN (", func(scan func(...any) error) error {
		var report, incident string
		err := scan(&report, &incident)
		f := &page[at[report]]
		f.Incidents = append(f.Incidents, incident)
		return err
	}, " ORDER BY report, main DESC, "+l.db.Bytewise("event"))
	for i := range page {
		page[i].Incidents = unique(page[i].Incidents)
	}
	circles := q.circles()
	if err != nil || len(circles) == 0 {
		return page, err
	}
	plain := plan{match: l.db.Match, broad: map[int]bool{}} // the boxes around the circles are asked of each, and not listed
	for i, c := range q.conditions {
		plain.broad[i] = c.near != nil
	}
	where, args := q.planned(ofIncident, l.db, plain)
	if len(page) > 0 {
		where = append(where, "m.report IN (?"+strings.Repeat(", ?", len(page)-1)+")")
		for _, key := range keys {
			args = append(args, key)
		}
	}
	inside := map[string]bool{}
	err = l.each(ctx, func(scan func(...any) error) error {
		var report string
		var lat, lon *float64
		err := scan(&report, &lat, &lon)
		inside[report] = inside[report] || insideAll(circles, lat, lon)
		return err
	}, "SELECT m.report, lat, lon FROM mention m JOIN incident ON incident.id = m.incident"+conjunction(where), args...)
	return slices.DeleteFunc(page, func(f Found) bool { return !inside[f.Key] }), err
}

// unique drops what was there before, and keeps the order.
func unique(list []string) []string {
	out := list[:0]
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// Code points of a snippet before what was found, and in all.
const (
	snippetBefore = 60
	snippetLong   = 200
)

// snippet gives some words around the first place where one of the words stands, on one line.
func snippet(body string, words []string) string {
	text := []rune(body)
	lower := make([]rune, len(text))
	for i, r := range text {
		lower[i] = unicode.ToLower(r)
	}
	first := -1
	for _, w := range words {
		if i := indexOf(lower, []rune(strings.ToLower(w))); i >= 0 && (first < 0 || i < first) {
			first = i
		}
	}
	from := max(0, first-snippetBefore)
	for from > 0 && !unicode.IsSpace(text[from-1]) {
		from--
	}
	to := min(len(text), from+snippetLong)
	for to < len(text) && to > from+snippetLong/2 && !unicode.IsSpace(text[to]) {
		to--
	}
	out := strings.Join(strings.Fields(string(text[from:to])), " ")
	if from > 0 {
		out = "… " + out
	}
	if to < len(text) {
		out += " …"
	}
	return out
}

// indexOf gives the place of a word in a text, where it does not stand within another one; -1 for none.
func indexOf(text, word []rune) int {
	letter := func(i int) bool {
		return i >= 0 && i < len(text) && (unicode.IsLetter(text[i]) || unicode.IsDigit(text[i]))
	}
	for i := 0; len(word) > 0 && i+len(word) <= len(text); i++ {
		if slices.Equal(text[i:i+len(word)], word) && !letter(i-1) && !letter(i+len(word)) {
			return i
		}
	}
	return -1
}
