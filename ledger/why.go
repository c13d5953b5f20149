package ledger

import (
	"context"
	"encoding/json"

	"github.com/tollbook/tollbook/link"
)

// A Link says with which other report of its incident a report agrees best, and why.
type Link struct {
	With    string   `json:"with"`    // id of the other report
	P       float64  `json:"p"`       // probability that the two tell of one incident
	Because []string `json:"because"` // the weightiest signs, each with its share; those with a minus speak against it
}

const (
	signsTold    = 4
	mostCompared = 200 // sources of an incident that are compared with each other
)

// explainLinks says of each source why it belongs to the incident. A source alone has no link.
func (l *Ledger) explainLinks(ctx context.Context, x *Incident) error {
	rows, err := l.db.SQL.QueryContext(ctx, l.db.Rewrite("SELECT report, event, body FROM mention WHERE incident = ?"), x.ID)
	if err != nil {
		return explain(err)
	}
	defer func() { _ = rows.Close() }()
	mentions := map[[2]string]*link.Mention{}
	for rows.Next() {
		var key [2]string
		var body string
		if err := rows.Scan(&key[0], &key[1], &body); err != nil {
			return explain(err)
		}
		m := new(link.Mention)
		if err := json.Unmarshal([]byte(body), m); err != nil {
			return err
		}
		mentions[key] = m
	}
	sources := x.Sources[:min(len(x.Sources), mostCompared)]
	for i := range sources {
		a := mentions[[2]string{sources[i].Key, sources[i].Event}]
		for j := range sources {
			b := mentions[[2]string{sources[j].Key, sources[j].Event}]
			if a == nil || b == nil || a.Report == b.Report {
				continue
			}
			if p := link.Score(a, b); sources[i].Linked == nil || p > sources[i].Linked.P {
				sources[i].Linked = &Link{With: sources[j].Report, P: p, Because: signs(a, b)}
			}
		}
	}
	return explain(rows.Err())
}

func signs(a, b *link.Mention) (out []string) {
	for _, r := range link.Reasons(a, b) {
		if len(out) < signsTold {
			out = append(out, r.String())
		}
	}
	return out
}
