package ledger

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/link"
	"github.com/tollbook/tollbook/record"
)

// A Related incident is another one that reports on an incident tell of as well.
type Related struct {
	Summary
	// Past says that it is told as history beside this one; Later that this one is told as history beside it.
	Past    bool     `json:"past"`
	Later   bool     `json:"later"`
	Sources []string `json:"told_in"` // ids of the reports
}

// A Within is a part of an umbrella over several incidents, as a report tells it.
type Within struct {
	Report string `json:"report"`
	Event  string `json:"event"`
	What   string `json:"what"`
	Day    string `json:"day"`
	Place  string `json:"place"`
	Killed *int   `json:"killed"`
}

// mostRelated is how many other incidents are told of.
const mostRelated = 50

// relate adds the other incidents that the reports tell of.
func (l *Ledger) relate(ctx context.Context, x *Incident) error {
	background := func(body string) bool {
		var m link.Mention
		return json.Unmarshal([]byte(body), &m) == nil && m.Background
	}
	byID := map[string]*Related{}
	err := l.each(ctx, func(scan func(...any) error) error {
		var id, report, own, other string
		if err := scan(&id, &report, &own, &other); err != nil {
			return err
		}
		r := byID[id]
		if r == nil {
			r = &Related{}
			byID[id] = r
		}
		was, is := background(other), background(own)
		r.Past, r.Later = r.Past || was && !is, r.Later || is && !was
		if !slices.Contains(r.Sources, report) {
			r.Sources = append(r.Sources, report)
		}
		return nil
	}, `SELECT b.incident, r.id, a.body, b.body FROM mention a JOIN mention b ON b.report = a.report JOIN report r ON r.key = a.report
		WHERE a.incident = ? AND b.incident <> ? ORDER BY `+l.db.Bytewise("r.published, r.id"), x.ID, x.ID)
	if err != nil {
		return err
	}
	ids := slices.Sorted(maps.Keys(byID))
	ids = ids[:min(len(ids), mostRelated)]
	x.Related = []Related{}
	if len(ids) == 0 {
		return nil
	}
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	q := Query{conditions: []condition{{of: ofIncident, sql: "id IN (?" + strings.Repeat(", ?", len(ids)-1) + ")", args: args}}}
	return l.Incidents(ctx, q, 0, func(s Summary) error {
		r := byID[s.ID]
		r.Summary = s
		x.Related = append(x.Related, *r)
		return nil
	})
}

// partsWithin gives the parts of an umbrella that its reports tell of.
func partsWithin(members []member) (out []Within) {
	for _, m := range members {
		for i := range m.record.Events {
			e := &m.record.Events[i]
			if m.Event == "" || string(e.PartOf) != m.Event {
				continue
			}
			w := Within{Report: m.Report, Event: e.ID, What: strings.TrimSpace(strings.ToLower(string(e.Type)) + " " + string(e.Mode)), Day: string(e.From)}
			if p := placeOf(m.record, e.Place); p != nil {
				w.Place = p.Name
			}
			for k := range m.record.Counts {
				c := &m.record.Counts[k]
				if string(c.Event) == e.ID && c.Kind == record.Killed && c.PartOf == "" && c.Repeats == "" && c.SupersededBy == "" && c.Realis == record.Actual && c.Best != nil {
					w.Killed = sumOf(w.Killed, *c.Best)
				}
			}
			out = append(out, w)
		}
	}
	return out
}

func sumOf(n *int, more int) *int {
	if n != nil {
		more += *n
	}
	return &more
}
