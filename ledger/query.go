package ledger

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Query says which incidents or reports are wanted. The zero value wants all.
type Query struct {
	conditions []condition // of which all must hold
	words      []string    // that one report of an incident must hold, all of them
}

// A condition is a piece of SQL with its one argument.
type condition struct {
	sql string
	arg any
}

// A QueryError says what in a search is not understood.
type QueryError struct{ Reason, Hint string }

func (e *QueryError) Error() string { return e.Reason }

// filters are the keys of a search, with the column that each asks.
var filters = map[string]string{"country": "country", "type": "type", "mode": "mode", "admin1": "admin1", "place": "place", "from": "last_day", "to": "first_day",
	"killed": "killed", "injured": "injured", "reports": "reports", "id": "id"}

// ParseQuery reads a search: key:value filters and words, which hold together. It fails with a *QueryError.
func ParseQuery(parts []string) (Query, error) {
	var q Query
	for _, part := range parts {
		key, value, found := strings.Cut(part, ":")
		column, known := filters[key]
		switch {
		case !found || strings.ContainsAny(key, " \""):
			if w := strings.Trim(part, `" `); w != "" {
				q.words = append(q.words, w)
			}
			continue
		case !known:
			keys := make([]string, 0, len(filters))
			for k := range filters {
				keys = append(keys, k)
			}
			slices.Sort(keys)
			return q, &QueryError{fmt.Sprintf("there is no filter %q", key), "filters are " + strings.Join(keys, ", ") + `; a word with a colon is searched for as "` + part + `"`}
		}
		c, err := parseFilter(key, column, value)
		if err != nil {
			return q, err
		}
		q.conditions = append(q.conditions, c)
	}
	return q, nil
}

func parseFilter(key, column, value string) (condition, error) {
	switch key {
	case "from", "to":
		if _, err := time.Parse(time.DateOnly, value); err != nil {
			return condition{}, &QueryError{fmt.Sprintf("%s:%s is no day", key, value), "write it as 2025-10-09"}
		}
		if key == "from" {
			return condition{column + " >= ?", value}, nil
		}
		return condition{"(" + column + " <> '' AND " + column + " <= ?)", value}, nil
	case "killed", "injured", "reports":
		return parseNumber(key, column, value)
	case "place":
		return condition{column + " LIKE ? ESCAPE '!'", "%" + likeEscape.Replace(strings.ToLower(value)) + "%"}, nil
	case "country", "type":
		value = strings.ToUpper(value)
	}
	return condition{column + " = ?", value}, nil
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
		return condition{column + " " + sign + " ?", n}, nil
	}
	return condition{}, &QueryError{fmt.Sprintf("%s:%s is no number", key, value), "write it as " + key + ":5 or " + key + ":'>=5'"}
}

// Incidents calls yield for the incidents that a query wants, the latest first; at most limit, all with 0.
func (l *Ledger) Incidents(ctx context.Context, q Query, limit int, yield func(Summary) error) error {
	var where []string
	var args []any
	for _, c := range q.conditions {
		where, args = append(where, c.sql), append(args, c.arg)
	}
	if len(q.words) > 0 {
		where = append(where, "id IN (SELECT m.incident FROM mention m JOIN report r ON r.key = m.report JOIN text ON text.sha256 = r.sha256 WHERE "+l.db.Match+")")
		args = append(args, l.db.Query(q.words))
	}
	statement := "SELECT id, first_day, last_day, type, mode, country, admin1, place, lat, lon, reports, killed, injured FROM incident"
	if len(where) > 0 {
		statement += " WHERE " + strings.Join(where, " AND ")
	}
	statement += " ORDER BY first_day DESC, id"
	if limit > 0 {
		statement += " LIMIT " + strconv.Itoa(limit)
	}
	rows, err := l.db.SQL.QueryContext(ctx, l.db.Rewrite(statement), args...)
	if err != nil {
		return explain(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var x Summary
		if err := rows.Scan(&x.ID, &x.FirstDay, &x.LastDay, &x.Type, &x.Mode, &x.Country, &x.Admin1, &x.Place, &x.Lat, &x.Lon, &x.Reports, &x.Killed, &x.Injured); err != nil {
			return explain(err)
		}
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
