package ledger

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/record"
)

// A Said is a statement in a list.
type Said struct {
	Report    string      `json:"report"` // key
	ID        string      `json:"id"`     // in the record
	Day       string      `json:"day"`    // on which it was said, else of publication; empty when not known
	Act       string      `json:"act"`
	Speaker   Person      `json:"speaker"`
	Addressee Person      `json:"addressee"`
	About     Person      `json:"about"`
	Direct    bool        `json:"direct"`
	Text      string      `json:"text"` // what was said
	Span      record.Span `json:"span"`
	Incident  string      `json:"incident"` // that it speaks of; empty when not known
	Main      string      `json:"main"`     // the incident that the report is about; empty for none
	Publisher string      `json:"publisher"`
	Published string      `json:"published"`
	Title     string      `json:"title"` // of the report
	URL       string      `json:"url"`
}

// A Person is somebody or some body who speaks, is spoken to or spoken of; empty when not known.
type Person struct {
	Key     string `json:"key"` // id in the registry, else the name in lower case
	Name    string `json:"name"`
	Country string `json:"country,omitempty"`
}

// A StatementsPage is part of a list of statements.
type StatementsPage struct {
	Total      int     `json:"total"`
	Offset     int     `json:"offset"`
	Statements []Said  `json:"statements"`
	Acts       []Facet `json:"acts"` // of all that the query wants
}

// ofStatements gives the condition on rows of statement s, joined with report r and text.
func (q *Query) ofStatements(l *Ledger) (string, []any, error) {
	if err := q.only(ofStatement|ofReport|ofIncident, "a search for statements"); err != nil {
		return "", nil, err
	}
	where, args := q.said(false)
	rest := Query{words: q.words}
	for _, c := range q.conditions {
		switch {
		case c.of&ofStatement == 0:
			rest.conditions = append(rest.conditions, c)
		case c.key == "from":
			where, args = append(where, "s.day >= ?"), append(args, c.args...)
		case c.key == "to":
			where, args = append(where, "(s.day <> '' AND s.day <= ?)"), append(args, c.args...)
		case c.key == "month":
			where, args = append(where, "(s.day <> '' AND s.day <= ? AND s.day >= ?)"), append(args, c.args...)
		}
	}
	if of, more := rest.sqlOf(ofReport, l.db); len(of) > 0 {
		where, args = append(where, "s.report IN (SELECT r.key FROM report r JOIN text ON text.sha256 = r.sha256"+conjunction(of)+")"), append(args, more...)
	}
	if of, more := rest.sqlOf(ofIncident, l.db); len(of) > 0 {
		where, args = append(where, "s.report IN (SELECT m.report FROM mention m JOIN incident ON incident.id = m.incident"+conjunction(of)+")"), append(args, more...)
	}
	return conjunction(where), args, nil
}

// Statements gives part of the statements that a query wants, the latest first. Filters on incidents hold of one incident that the report tells of.
func (l *Ledger) Statements(ctx context.Context, q Query, page Page) (*StatementsPage, error) {
	where, args, err := q.ofStatements(l)
	if err != nil {
		return nil, err
	}
	s, err := l.shelf(ctx)
	if err != nil {
		return nil, err
	}
	ctx = context.WithoutCancel(ctx)
	acts, err := lately(l, s, q.question("acts"), func() ([]Facet, error) {
		count := map[string]int{}
		err := l.each(ctx, func(scan func(...any) error) error {
			var act string
			var n int
			err := scan(&act, &n)
			count[act] = n
			return err
		}, "SELECT s.act, count(*) FROM statement s"+where+" GROUP BY s.act", args...)
		return facets(count), err
	})
	if err != nil {
		return nil, err
	}
	out := StatementsPage{Offset: page.Offset, Acts: acts}
	for _, a := range acts {
		out.Total += a.Count
	}
	out.Statements, err = remember(&s.answers, q.question("statements", strconv.Itoa(page.Offset), strconv.Itoa(page.length())), func() ([]Said, error) {
		return l.said(ctx, where, args, page)
	})
	return &out, err
}

// StatementsOn gives what the reports of an incident say, the latest first.
func (l *Ledger) StatementsOn(ctx context.Context, incident string) ([]Said, error) {
	s, err := l.shelf(ctx)
	if err != nil {
		return nil, err
	}
	return remember(&s.answers, "statements on "+incident, func() ([]Said, error) {
		return l.saidIn(context.WithoutCancel(ctx), "SELECT s.* FROM (SELECT DISTINCT report FROM mention WHERE incident = ?) AS x JOIN statement s ON s.report = x.report LIMIT "+
			strconv.Itoa(pageMost), []any{incident})
	})
}

// said reads part of the statements that a condition wants.
func (l *Ledger) said(ctx context.Context, where string, args []any, page Page) ([]Said, error) {
	return l.saidIn(ctx, "SELECT s.* FROM statement s"+where+" ORDER BY "+l.saidOrder("s")+" LIMIT "+strconv.Itoa(page.length())+" OFFSET "+strconv.Itoa(max(page.Offset, 0)), args)
}

// saidIn reads statements from rows of the table.
func (l *Ledger) saidIn(ctx context.Context, rows string, args []any) ([]Said, error) {
	out := []Said{}
	err := l.each(ctx, func(scan func(...any) error) error {
		var s Said
		var title, direct int
		var body string
		err := scan(&s.Report, &s.ID, &s.Day, &s.Act, &s.Speaker.Key, &s.Speaker.Name, &s.Speaker.Country, &s.Addressee.Key, &s.Addressee.Name, &s.About.Key, &s.About.Name,
			&s.Span.Start, &s.Span.End, &title, &direct, &s.Incident, &s.Main, &s.Publisher, &s.Published, &s.URL, &s.Title, &body)
		s.Direct = direct == 1
		if title == 1 {
			s.Span.In = "title"
		}
		s.Text = quote(s.Title, []rune(body), s.Span)
		out = append(out, s)
		return err
	}, `SELECT s.report, s.id, s.day, s.act, s.speaker, s.speaker_name, s.country, s.addressee, s.addressee_name, s.about, s.about_name, s.first, s.past, s.title, s.direct,
			coalesce(m.incident, ''), coalesce((SELECT min(x.incident) FROM mention x WHERE x.report = s.report AND x.main = 1), ''), r.publisher, r.published, r.url, t.title, t.body
		FROM (`+rows+`) AS s
		JOIN report r ON r.key = s.report JOIN text t ON t.sha256 = r.sha256 LEFT JOIN mention m ON m.report = s.report AND m.event = s.event AND s.event <> ''
		ORDER BY `+l.saidOrder("s"), args...)
	return out, err
}

func (l *Ledger) saidOrder(table string) string {
	columns := []string{}
	for _, c := range []string{"day", "report", "id"} {
		columns = append(columns, l.db.Bytewise(table+"."+c)+" DESC")
	}
	return strings.Join(columns, ", ")
}

// A Speaking is somebody who speaks in reports, with how often and how.
type Speaking struct {
	Person
	Statements int    `json:"statements"`
	First      string `json:"first"` // day
	Last       string `json:"last"`
}

// A SpeakersPage is part of a list of speakers.
type SpeakersPage struct {
	Total    int        `json:"total"`
	Offset   int        `json:"offset"`
	Speakers []Speaking `json:"speakers"`
}

// Speakers gives part of those who make the statements that a query wants, the most talkative first. The list ends after 10,000; Total tells how many there are.
func (l *Ledger) Speakers(ctx context.Context, q Query, page Page) (*SpeakersPage, error) {
	s, err := l.shelf(ctx)
	if err != nil {
		return nil, err
	}
	all, err := l.speaking(ctx, s, &q)
	if err != nil {
		return nil, err
	}
	out := &SpeakersPage{all.total, page.Offset, slices.Concat([]Speaking{}, cut(all.list, page))}
	for i := range out.Speakers {
		x := &out.Speakers[i]
		if x.Name, x.Country, err = l.speakerName(ctx, x.Key); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// speakersListed is how long a list of speakers is.
const speakersListed = 10_000

// A speakers is a list without their names, and how many there are.
type speakers struct {
	list  []Speaking
	total int
}

// speaking gives those who make the statements that a query wants.
func (l *Ledger) speaking(ctx context.Context, s *shelf, q *Query) (speakers, error) {
	where, args, err := q.ofStatements(l)
	if err != nil {
		return speakers{}, err
	}
	if where == "" {
		where = " WHERE s.speaker <> ''"
	} else {
		where += " AND s.speaker <> ''"
	}
	ctx = context.WithoutCancel(ctx)
	return lately(l, s, q.question("speakers"), func() (out speakers, err error) {
		err = l.each(ctx, func(scan func(...any) error) error {
			var x Speaking
			err := scan(&x.Key, &x.Statements, &x.First, &x.Last, &out.total)
			out.list = append(out.list, x)
			return err
		}, "SELECT s.speaker, count(*) AS n, min("+l.db.Bytewise("s.day")+"), max("+l.db.Bytewise("s.day")+"), count(*) OVER () FROM statement s"+where+
			" GROUP BY s.speaker ORDER BY n DESC, "+l.db.Bytewise("s.speaker")+" LIMIT "+strconv.Itoa(speakersListed), args...)
		return out, err
	})
}

// speakerName gives the name under which somebody spoke last, and his country.
func (l *Ledger) speakerName(ctx context.Context, key string) (name, country string, err error) {
	err = l.each(ctx, func(scan func(...any) error) error { return scan(&name, &country) },
		"SELECT s.speaker_name, s.country FROM statement s WHERE s.speaker = ? ORDER BY "+l.saidOrder("s")+" LIMIT 1", key)
	return name, country, err
}
