package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tollbook/tollbook/ledger/database"
)

// A Query says which incidents, reports or totals are wanted. The zero value wants all.
type Query struct {
	conditions []condition // of which all must hold
	words      []string    // that one report must hold, all of them
	written    []string    // as people write it
}

// A condition is a piece of SQL with its arguments.
type condition struct {
	key      string // the filter, as people write it
	of       subject
	sql      string
	args     []any
	incident string            // the SQL of an incident, where it is another
	each     string            // the same, to be asked of each incident and not of all at once
	count    string            // of which it asks: rows of a table, with the same arguments
	names    string            // the column of which it lists values from those rows, where no index leads to these
	part     string            // what names must hold, in lower case
	near     *circle           // of the filter near, in the place of SQL
	test     func(*entry) bool // the same of an incident in memory; nil where only the database can tell
}

// A subject is what a filter asks about.
type subject int

const (
	ofIncident subject = 1 << iota
	ofReport
	ofTally
	ofStatement
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
	"from": {"last_day", ofIncident | ofTally | ofStatement}, "to": {"first_day", ofIncident | ofTally | ofStatement}, "month": {"", ofIncident | ofTally | ofStatement},
	"type": {"type", ofIncident}, "mode": {"mode", ofIncident}, "killed": {"killed", ofIncident}, "injured": {"injured", ofIncident},
	"reports": {"reports", ofIncident}, "sources": {"sources", ofIncident}, "grade": {"grade", ofIncident}, "near": {"", ofIncident},
	"by": {"", ofIncident}, "against": {"", ofIncident}, "kind": {"kind", ofIncident | ofTally}, "category": {"category", ofIncident | ofTally},
	"publisher": {"", ofReport}, "actor": {"", ofReport}, "id": {"", ofReport},
	"speaker": {"speaker", ofReport | ofStatement}, "act": {"act", ofReport | ofStatement}, "about": {"about", ofReport | ofStatement}, "addressee": {"addressee", ofReport | ofStatement},
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
	q := Query{written: parts}
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
		case strings.Trim(value, `" `) == "":
			return q, &QueryError{key + ": says nothing after the colon", "write it as " + exampleOf[key]}
		}
		c, err := parseFilter(key, filter.column, strings.Trim(value, `" `))
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

// ParseSearch reads a search as people write it on one line: filters and words, with quotation marks around what holds spaces.
func ParseSearch(line string) (Query, error) { return ParseQuery(SplitSearch(line)) }

// SplitSearch parts a search into filters and words. Quotation marks, double or single, hold together what is between them.
func SplitSearch(line string) (parts []string) {
	var part strings.Builder
	open, inside := rune(0), false
	for _, r := range line {
		started := part.Len() > 0 && !strings.HasSuffix(part.String(), ":")
		switch {
		case open == 0 && (r == '"' || r == '\'' && !started):
			open, inside = r, true
		case r == open && open != 0:
			open = 0
		case open == 0 && unicode.IsSpace(r):
			if inside || part.Len() > 0 {
				parts = append(parts, part.String())
			}
			part.Reset()
			inside = false
		default:
			part.WriteRune(r)
		}
	}
	if part.Len() > 0 {
		parts = append(parts, part.String())
	}
	return parts
}

// exampleOf shows how each filter is written.
var exampleOf = map[string]string{"country": "country:MLI", "admin1": "admin1:02", "place": "place:gao", "from": "from:2025-01-01", "to": "to:2025-03-31",
	"type": "type:ASSAULT", "mode": "mode:bombing", "killed": "killed:'>=10'", "injured": "injured:5", "reports": "reports:'>1'", "near": "near:16.27,-0.04,50",
	"month": "month:2025-03", "sources": "sources:'>1'", "grade": "grade:confirmed", "by": "by:gunmen", "against": "against:civilians",
	"speaker": "speaker:'defence ministry'", "act": "act:accuse", "about": "about:army", "addressee": "addressee:army",
	"kind": "kind:killed", "category": "category:security", "publisher": "publisher:courier", "actor": "actor:'defence ministry'", "id": "id:r17"}

func parseFilter(key, column, value string) (condition, error) {
	switch key {
	case "from", "to":
		return parseDay(key, column, value)
	case "month":
		return parseMonth(value)
	case "killed", "injured", "reports", "sources":
		return parseNumber(key, column, value)
	case "publisher":
		const is = "r.publisher IN (" + publishersNamed + ")"
		return condition{sql: is, each: "+" + is, count: "report r WHERE " + is, args: []any{partOf(value)}, part: strings.ToLower(value)}, nil
	case "place":
		part := strings.ToLower(value)
		return condition{sql: column + " LIKE ? ESCAPE '!'", args: []any{partOf(value)}, test: func(e *entry) bool { return strings.Contains(e.Place, part) }}, nil
	case "actor":
		// Names are fewer than actors, and an index leads from them to the reports. CROSS JOIN, since SQLite would begin with the actors.
		const is = `(SELECT actor.report FROM named CROSS JOIN actor WHERE instr(named.name, ?) > 0 AND actor.key = named.key AND actor.name = named.name
			UNION ALL SELECT report FROM actor WHERE key = ? AND ref = key)`
		part := strings.ToLower(value)
		return condition{sql: "r.key IN " + is, each: "EXISTS (SELECT 1 FROM actor WHERE actor.report = r.key AND (instr(name, ?) > 0 OR key = ? AND ref = key))",
			count: is + " AS named", names: "r.key", args: []any{part, part}, part: part}, nil
	case "speaker", "about", "addressee":
		return condition{sql: "(" + column + " = ? OR lower(" + column + "_name) LIKE ? ESCAPE '!')", args: []any{strings.ToLower(value), partOf(value)}}, nil
	case "by":
		return parseParty(Did, value), nil
	case "against":
		return parseParty(Suffered, value), nil
	case "near":
		return parseNear(value)
	case "id":
		return parseID(value), nil
	case "kind", "category":
		return parseHarmed(key, strings.ToLower(value)), nil
	case "grade", "act":
		value = strings.ToLower(value)
	case "country", "type":
		value = strings.ToUpper(value)
	}
	return condition{sql: column + " = ?", args: []any{value}, test: equals(key, value)}, nil
}

// publishersNamed asks for the publishers whose names hold something. They are few, and the index of reports leads from each to the next.
const publishersNamed = `WITH RECURSIVE p (name) AS (SELECT min(publisher) FROM report
	UNION ALL SELECT (SELECT min(publisher) FROM report WHERE publisher > p.name) FROM p WHERE p.name IS NOT NULL)
	SELECT name FROM p WHERE lower(name) LIKE ? ESCAPE '!'`

// equals gives the test that a column of incidents has a value.
func equals(key, value string) func(*entry) bool {
	return func(e *entry) bool {
		switch key {
		case "country":
			return e.Country == value
		case "admin1":
			return e.Admin1 == value
		case "type":
			return e.Type == value
		case "mode":
			return e.Mode == value
		case "grade":
			return e.Grade == value
		}
		return false
	}
}

func parseDay(key, column, value string) (condition, error) {
	if _, err := time.Parse(time.DateOnly, value); err != nil {
		return condition{}, &QueryError{fmt.Sprintf("%s:%s is no day", key, value), "write it as 2025-10-09"}
	}
	if key == "from" {
		return condition{sql: column + " >= ?", args: []any{value}, test: func(e *entry) bool { return e.LastDay >= value }}, nil
	}
	return condition{sql: "(" + column + " <> '' AND " + column + " <= ?)", args: []any{value},
		test: func(e *entry) bool { return e.FirstDay != "" && e.FirstDay <= value }}, nil
}

// parseMonth reads a month, of which an incident must have a day.
func parseMonth(value string) (condition, error) {
	if _, err := time.Parse("2006-01", value); err != nil {
		return condition{}, &QueryError{"month:" + value + " is no month", "write it as 2025-10"}
	}
	first, last := value+"-01", value+"-31"
	return condition{sql: "(first_day <> '' AND first_day <= ? AND last_day >= ?)", args: []any{last, first},
		test: func(e *entry) bool { return e.FirstDay != "" && e.FirstDay <= last && e.LastDay >= first }}, nil
}

// parseParty reads who has a part in an incident: a key, or part of a name.
func parseParty(role Role, value string) condition {
	key := strings.ToLower(value)
	const is = "role = ? AND (party.key = ? OR lower(party.name) LIKE ? ESCAPE '!')"
	return condition{sql: "id IN (SELECT incident FROM party WHERE " + is + ")", each: "EXISTS (SELECT 1 FROM party WHERE party.incident = incident.id AND " + is + ")",
		count: "party WHERE " + is, names: "id", args: []any{string(role), key, partOf(value)},
		test: func(e *entry) bool {
			return slices.ContainsFunc(e.Parties, func(p Party) bool {
				return p.Role == role && (p.Key == key || strings.Contains(strings.ToLower(p.Name), key))
			})
		}}
}

// parseHarmed reads a kind of harm or a category of people: of a total, or of one of an incident's tolls.
func parseHarmed(key, value string) condition {
	return condition{sql: key + " = ?", args: []any{value},
		incident: "id IN (SELECT incident FROM toll WHERE toll." + key + " = ?)",
		each:     "EXISTS (SELECT 1 FROM toll WHERE toll.incident = incident.id AND toll." + key + " = ?)", count: "toll WHERE toll." + key + " = ?", names: "id",
		test: func(e *entry) bool {
			return slices.ContainsFunc(e.tolls, func(t toll) bool {
				return key == "kind" && string(harms[t.kind]) == value || key == "category" && string(sides[t.category]) == value
			})
		}}
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

// withoutIndex are the filters on columns of incidents that have no index.
var withoutIndex = []string{"admin1", "place", "type", "mode", "killed", "injured", "reports", "sources", "grade"}

// planned gives them as a plan says.
func (q *Query) planned(of subject, db *database.Database, p plan) (where []string, args []any) {
	for i, c := range q.conditions {
		switch {
		case c.of&of == 0:
		case c.near != nil:
			box := db.Box
			if p.broad[i] {
				box = plainBox
			}
			w, a := c.near.box(box)
			where, args = append(where, w), append(args, a...)
		case c.of&ofReport != 0 && p.reports != "": // all at once
		case p.listed[i] != "" && of&ofTally == 0:
			where, args = append(where, c.names+" IN (SELECT value FROM json_each(?))"), append(args, p.listed[i])
		case p.broad[i] && of&ofTally == 0:
			where, args = append(where, c.each), append(args, c.args...)
		case of == ofIncident && db.Likely != "" && slices.Contains(withoutIndex, c.key):
			where, args = append(where, fmt.Sprintf(db.Likely, c.sql)), append(args, c.args...)
		case of == ofIncident && c.incident != "":
			where, args = append(where, c.incident), append(args, c.args...)
		case c.of&ofReport != 0 && c.of&ofStatement != 0: // see said
		default:
			where, args = append(where, c.sql), append(args, c.args...)
		}
	}
	if of&ofReport == 0 {
		return where, args
	}
	if said, more := q.said(p.alone); len(said) > 0 && p.reports == "" {
		if p.alone {
			where = append(where, "EXISTS (SELECT 1 FROM statement"+conjunction(append([]string{"statement.report = r.key"}, said...))+")")
		} else {
			where = append(where, "r.key IN (SELECT report FROM statement"+conjunction(said)+")")
		}
		args = append(args, more...)
	}
	if p.reports != "" {
		where, args = append(where, "r.key IN (SELECT value FROM json_each(?))"), append(args, p.reports)
	}
	if len(q.words) > 0 {
		where, args = append(where, p.match), append(args, db.Query(q.words))
	}
	return where, args
}

// said gives the conditions that must hold of one statement; alone says that it is looked for among those of one report.
func (q *Query) said(alone bool) (where []string, args []any) {
	for _, c := range q.conditions {
		switch {
		case c.of&ofReport == 0 || c.of&ofStatement == 0:
		case alone && c.key == "act":
			where, args = append(where, "act || '' = ?"), append(args, c.args...) // no index leads to it: SQLite would go through all statements of the act
		default:
			where, args = append(where, c.sql), append(args, c.args...)
		}
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
	where, args := q.planned(ofIncident, db, p)
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
		sign = cmp.Or(sign, "=")
		return condition{sql: column + " " + sign + " ?", args: []any{n}, test: compares(key, sign, n)}, nil
	}
	return condition{}, &QueryError{fmt.Sprintf("%s:%s is no number", key, value), "write it as " + key + ":5 or " + key + ":'>=5'"}
}

// compares gives the test that a number of incidents is as wanted.
func compares(key, sign string, n int) func(*entry) bool {
	return func(e *entry) bool {
		var has *int
		switch key {
		case "killed":
			has = e.Killed
		case "injured":
			has = e.Injured
		case "reports":
			has = &e.Reports
		case "sources":
			has = &e.Sources
		}
		if has == nil {
			return false
		}
		switch order := cmp.Compare(*has, n); sign {
		case ">=":
			return order >= 0
		case "<=":
			return order <= 0
		case ">":
			return order > 0
		case "<":
			return order < 0
		default:
			return order == 0
		}
	}
}

// Incidents calls yield for the incidents that a query wants, the latest first; at most limit, all with 0.
func (l *Ledger) Incidents(ctx context.Context, q Query, limit int, yield func(Summary) error) error {
	p, err := l.planOf(ctx, &q, ofIncident)
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
	rows, err := l.rows(ctx, statement, args...)
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
