package ledger

import (
	"context"
	"fmt"
)

// A Cluster is the reports of one incident, each report by its main event only.
type Cluster struct {
	Incident string   `json:"incident"`
	Reports  []string `json:"reports"` // ids of the reports
}

// Clusters calls yield for each incident that is the main event of a report, in order of their ids.
func (l *Ledger) Clusters(ctx context.Context, yield func(Cluster) error) error {
	rows, err := l.db.SQL.QueryContext(ctx, `SELECT m.incident, r.id FROM mention m JOIN report r ON r.key = m.report
		WHERE m.main = 1 ORDER BY `+l.db.Bytewise("m.incident, r.id, r.key"))
	if err != nil {
		return explain(err)
	}
	defer func() { _ = rows.Close() }()
	var c Cluster
	for rows.Next() {
		var incident, report string
		if err := rows.Scan(&incident, &report); err != nil {
			return explain(err)
		}
		if incident != c.Incident && c.Incident != "" {
			if err := yield(c); err != nil {
				return err
			}
			c = Cluster{}
		}
		c.Incident, c.Reports = incident, append(c.Reports, report)
	}
	if err := rows.Err(); err != nil || c.Incident == "" {
		return explain(err)
	}
	return yield(c)
}

// Stats counts what a ledger holds.
type Stats struct {
	Reports, Texts, Records, Judgements, Mentions, Incidents, Copies, LargestComponent, Statements, Actors, Publishers int
}

// Stats counts what the ledger holds.
func (l *Ledger) Stats(ctx context.Context) (Stats, error) {
	var s Stats
	for _, x := range []struct {
		to    *int
		query string
	}{
		{&s.Reports, "SELECT count(*) FROM report"}, {&s.Texts, "SELECT count(*) FROM text"}, {&s.Records, "SELECT count(*) FROM record"},
		{&s.Judgements, "SELECT count(*) FROM judgement"}, {&s.Mentions, "SELECT count(*) FROM mention"},
		{&s.Incidents, "SELECT count(*) FROM incident"}, {&s.Copies, "SELECT count(*) FROM copy"},
		{&s.Statements, "SELECT count(*) FROM statement"}, {&s.Actors, "SELECT count(DISTINCT key) FROM actor"},
		{&s.Publishers, "SELECT count(DISTINCT publisher) FROM report WHERE publisher <> ''"},
		{&s.LargestComponent, "SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM mention GROUP BY component) AS sizes"},
	} {
		if err := l.db.SQL.QueryRowContext(ctx, x.query).Scan(x.to); err != nil {
			return s, fmt.Errorf("%s: %w", x.query, explain(err))
		}
	}
	return s, nil
}
