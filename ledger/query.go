package ledger

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tollbook/tollbook/ledger/database"
)

// A Query says which incidents, reports or totals are wanted. The zero value wants all.
type Query struct {
	conditions []condition // of which all must hold
	words      []string    // that one report must hold, all of them
}

// A condition is a piece of SQL with its arguments.
type condition struct {
	key  string // the filter, as people write it
	of   subject
	sql  string
	args []any
	near *circle // of the filter near, in the place of SQL
}

// A subject is what a filter asks about.
type subject int

const (
	ofIncident subject = 1 << iota
	ofReport
	ofTally
)

// A QueryError says what in a search is not understood.
type QueryError struct{ Reason, Hint string }

func (e *QueryError) Error() string { return e.Reason }

// filters are the keys of a search, with the column that each asks and what it is a column of.
var filters = map[string]struct {
	column string
	of     subject
}{
	"country": {"country", ofIncident | ofTally}, "admin1": {"admin1", ofIncident | ofTally}, "place": {"place", ofIncident | ofTally},
	"from": {"last_day", ofIncident | ofTally}, "to": {"first_day", ofIncident | ofTally},
	"type": {"type", ofIncident}, "mode": {"mode", ofIncident}, "killed": {"killed", ofIncident}, "injured": {"injured", ofIncident},
	"reports": {"reports", ofIncident}, "near": {"", ofIncident}, "kind": {"kind", ofTally}, "category": {"category", ofTally},
	"publisher": {"lower(r.publisher)", ofReport}, "actor": {"", ofReport}, "id": {"", ofReport},
}

// filterNames gives the filters of a subject; all with 0.
func filterNames(of subject) string {
	var keys []string
	for k, f := range filters {
		if of == 0 || f.of&of != 0 {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return strings.Join(keys, ", ")
}

// ParseQuery reads a search: key:value filters and words, which hold together. It fails with a *QueryError.
func ParseQuery(parts []string) (Query, error) {
	var q Query
	for _, part := range parts {
		if strings.ContainsRune(part, 0) || !utf8.ValidString(part) {
			return q, &QueryError{"the search is no text", "write it in letters, marks and spaces"}
		}
		key, value, found := strings.Cut(part, ":")
		filter, known := filters[key]
		switch {
		case !found || strings.ContainsAny(key, " \""):
			if w := strings.Trim(part, `" `); w != "" {
				q.words = append(q.words, w)
			}
			continue
		case !known:
			return q, &QueryError{fmt.Sprintf("there is no filter %q", key), "filters are " + filterNames(0) + `; '"` + part + `"' searches for it as words`}
		case strings.TrimSpace(value) == "":
			return q, &QueryError{key + ": says nothing after the colon", "write it as " + exampleOf[key]}
		}
		c, err := parseFilter(key, filter.column, strings.TrimSpace(value))
		if err != nil {
			return q, err
		}
		c.key = key
		if c.of == 0 {
			c.of = filter.of
		}
		q.conditions = append(q.conditions, c)
	}
	return q, nil
}

// exampleOf shows how each filter is written.
var exampleOf = map[string]string{"country": "country:MLI", "admin1": "admin1:02", "place": "place:gao", "from": "from:2025-01-01", "to": "to:2025-03-31",
	"type": "type:ASSAULT", "mode": "mode:bombing", "killed": "killed:'>=10'", "injured": "injured:5", "reports": "reports:'>1'", "near": "near:16.27,-0.04,50",
	"kind": "kind:killed", "category": "category:security", "publisher": "publisher:courier", "actor": "actor:'defence ministry'", "id": "id:r17"}

func parseFilter(key, column, value string) (condition, error) {
	switch key {
	case "from", "to":
		if _, err := time.Parse(time.DateOnly, value); err != nil {
			return condition{}, &QueryError{fmt.Sprintf("%s:%s is no day", key, value), "write it as 2025-10-09"}
		}
		if key == "from" {
			return condition{sql: column + " >= ?", args: []any{value}}, nil
		}
		return condition{sql: "(" + column + " <> '' AND " + column + " <= ?)", args: []any{value}}, nil
	case "killed", "injured", "reports":
		return parseNumber(key, column, value)
	case "place", "publisher":
		return condition{sql: column + " LIKE ? ESCAPE '!'", args: []any{partOf(value)}}, nil
	case "actor":
		return condition{sql: "r.key IN (SELECT report FROM actor WHERE name LIKE ? ESCAPE '!' UNION SELECT report FROM actor WHERE ref = ?)",
			args: []any{partOf(value), strings.ToLower(value)}}, nil
	case "near":
		return parseNear(value)
	case "id":
		return parseID(value), nil
	case "kind", "category":
		value = strings.ToLower(value)
	case "country", "type":
		value = strings.ToUpper(value)
	}
	return condition{sql: column + " = ?", args: []any{value}}, nil
}

// parseID tells the name of an incident, also one that it had earlier, from the id or key of a report.
func parseID(value string) condition {
	if len(value) == 13 && value[0] == 'i' && strings.Trim(value[1:], "0123456789abcdef") == "" {
		return condition{of: ofIncident, args: []any{value},
			sql: "id IN (SELECT m.incident FROM reference f JOIN mention m ON m.report = f.report AND m.event = f.event WHERE f.incident = ?)"}
	}
	return condition{sql: "(r.id = ? OR r.key = ?)", args: []any{value, value}}
}

// partOf gives the pattern of texts that hold a value.
func partOf(value string) string { return "%" + likeEscape.Replace(strings.ToLower(value)) + "%" }

// only fails if the query asks for something that the subjects do not have. command is what the user called.
func (q *Query) only(of subject, command string) error {
	for _, c := range q.conditions {
		if c.of&of == 0 {
			return &QueryError{fmt.Sprintf("%s has no filter %s:", command, c.key), "its filters are " + filterNames(of)}
		}
	}
	return nil
}

// sqlOf gives the conditions on a subject, and their arguments.
func (q *Query) sqlOf(of subject, db *database.Database) (where []string, args []any) {
	return q.planned(of, db, plan{match: db.Match})
}

// planned gives them as a plan says.
func (q *Query) planned(of subject, db *database.Database, p plan) (where []string, args []any) {
	for _, c := range q.conditions {
		switch {
		case c.of&of == 0:
		case c.near != nil:
			w, a := c.near.box(db)
			where, args = append(where, w), append(args, a...)
		default:
			where, args = append(where, c.sql), append(args, c.args...)
		}
	}
	if of&ofReport != 0 && len(q.words) > 0 {
		where, args = append(where, p.match), append(args, db.Query(q.words))
	}
	return where, args
}

// conjunction joins conditions; it is empty for none.
func conjunction(where []string) string {
	if len(where) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(where, " AND ")
}

// ofIncidents gives the condition on rows of incident.
func (q *Query) ofIncidents(db *database.Database, p plan) (string, []any, error) {
	if err := q.only(ofIncident|ofReport, "a search for incidents"); err != nil {
		return "", nil, err
	}
	where, args := q.sqlOf(ofIncident, db)
	if of, more := q.planned(ofReport, db, p); len(of) > 0 {
		from := "mention m JOIN report r ON r.key = m.report JOIN text ON text.sha256 = r.sha256"
		if p.walk {
			where = append(where, "EXISTS (SELECT 1 FROM "+from+conjunction(append([]string{"m.incident = incident.id"}, of...))+")")
		} else {
			where = append(where, "id IN (SELECT m.incident FROM "+from+conjunction(of)+")")
		}
		args = append(args, more...)
	}
	return conjunction(where), args, nil
}

// ofTallies gives the condition on rows of tally, joined with report r and text.
func (q *Query) ofTallies(db *database.Database) (string, []any, error) {
	if err := q.only(ofTally|ofReport, "a search for totals"); err != nil {
		return "", nil, err
	}
	where, args := q.sqlOf(ofTally|ofReport, db)
	return conjunction(where), args, nil
}

var likeEscape = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

func parseNumber(key, column, value string) (condition, error) {
	for _, sign := range []string{">=", "<=", ">", "<", ""} {
		rest, found := strings.CutPrefix(value, sign)
		if !found {
			continue
		}
		n, err := strconv.Atoi(rest)
		if err != nil {
			break
		}
		if sign == "" {
			sign = "="
		}
		return condition{sql: column + " " + sign + " ?", args: []any{n}}, nil
	}
	return condition{}, &QueryError{fmt.Sprintf("%s:%s is no number", key, value), "write it as " + key + ":5 or " + key + ":'>=5'"}
}

// Incidents calls yield for the incidents that a query wants, the latest first; at most limit, all with 0.
func (l *Ledger) Incidents(ctx context.Context, q Query, limit int, yield func(Summary) error) error {
	p, err := l.planOf(ctx, &q)
	if err != nil {
		return err
	}
	where, args, err := q.ofIncidents(l.db, p)
	if err != nil {
		return err
	}
	near := q.circles()
	statement := "SELECT id, first_day, last_day, type, mode, country, admin1, place, lat, lon, reports, killed, injured FROM incident" + where
	statement += " ORDER BY first_day DESC, id"
	if limit > 0 && len(near) == 0 {
		statement += " LIMIT " + strconv.Itoa(limit)
	}
	rows, err := l.db.SQL.QueryContext(ctx, l.db.Rewrite(statement), args...)
	if err != nil {
		return explain(err)
	}
	defer func() { _ = rows.Close() }()
	for n := 0; rows.Next() && (limit <= 0 || n < limit); {
		var x Summary
		if err := rows.Scan(&x.ID, &x.FirstDay, &x.LastDay, &x.Type, &x.Mode, &x.Country, &x.Admin1, &x.Place, &x.Lat, &x.Lon, &x.Reports, &x.Killed, &x.Injured); err != nil {
			return explain(err)
		}
		if !insideAll(near, x.Lat, x.Lon) {
			continue
		}
		n++
		if err := yield(x); err != nil {
			return err
		}
	}
	return explain(rows.Err())
}

// Days gives the days of an incident for a person to read.
func (x *Summary) Days() string {
	switch {
	case x.FirstDay == "":
		return "–"
	case x.LastDay == x.FirstDay || x.LastDay == "":
		return x.FirstDay
	}
	return x.FirstDay + "/" + x.LastDay
}

// What gives type and mode.
func (x *Summary) What() string {
	if x.Mode == "" {
		return strings.ToLower(x.Type)
	}
	return strings.ToLower(x.Type) + " " + x.Mode
}

// Where gives place and country.
func (x *Summary) Where() string {
	switch {
	case x.Place == "":
		return "–"
	case x.Country == "":
		return x.Place
	}
	return x.Place + ", " + x.Country
}
