package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// A member is a report on an incident, with its record.
type member struct {
	Source
	sha256, text string
	record       *record.Record
}

// askedAtOnce is how many things one statement asks for by their names.
const askedAtOnce = 200

// inChunks asks a query, which ends in "IN (", for many names, and calls row for each row of the answers. order, if any, follows.
func (l *Ledger) inChunks(ctx context.Context, names []string, query string, row func(scan func(...any) error) error, order ...string) error {
	for some := range slices.Chunk(names, askedAtOnce) {
		args := make([]any, len(some))
		for i, name := range some {
			args[i] = name
		}
		if err := l.each(ctx, row, query+"?"+strings.Repeat(", ?", len(some)-1)+")"+strings.Join(order, ""), args...); err != nil {
			return err
		}
	}
	return nil
}

// each calls row for each row of an answer; it must scan the row by what it is given.
func (l *Ledger) each(ctx context.Context, row func(scan func(...any) error) error, query string, args ...any) error {
	rows, err := l.rows(ctx, query, args...)
	if err != nil {
		return explain(err)
	}
	return scanAll(rows, row)
}

// scanAll calls row for each row of an answer, and closes it.
func scanAll(rows *sql.Rows, row func(scan func(...any) error) error) error {
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return explain(err)
		}
	}
	return explain(rows.Err())
}

// members gives the reports of incidents in order of publication, with their records as people have judged them.
func (l *Ledger) members(ctx context.Context, incidents []string) (map[string][]member, error) {
	judgements, err := l.inForce(ctx)
	if err != nil {
		return nil, err
	}
	out := map[string][]member{}
	records := map[string]*record.Record{} // one may tell of several incidents
	err = l.inChunks(ctx, incidents, `SELECT m.incident, r.key, r.id, r.publisher, r.published, r.url, t.title, m.event, r.sha256, t.body, c.body
		FROM mention m JOIN report r ON r.key = m.report JOIN text t ON t.sha256 = r.sha256
		JOIN reading g ON g.report = r.key JOIN record c ON c.report = r.key AND c.coder = g.coder WHERE m.incident IN (`, func(scan func(...any) error) error {
		var m member
		var incident string
		var body []byte
		if err := scan(&incident, &m.Key, &m.Report, &m.Publisher, &m.Published, &m.URL, &m.Title, &m.Event, &m.sha256, &m.text, &body); err != nil {
			return err
		}
		if m.record = records[m.Key]; m.record == nil {
			if m.record, err = unpackRecord(body); err != nil {
				return fmt.Errorf("report %s: %w", m.Key, err)
			}
			apply(m.record, judgements[m.sha256])
			records[m.Key] = m.record
		}
		out[incident] = append(out[incident], m)
		return nil
	})
	for _, list := range out {
		slices.SortFunc(list, func(a, b member) int {
			return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Event, b.Event))
		})
	}
	return out, err
}

// madeFrom gives, for the texts of members and whatever hangs together with them, the texts that are copies or abridgements of each, or of which it is one.
func (l *Ledger) madeFrom(ctx context.Context, members []member) (map[string][]string, error) {
	made := map[string][]string{}
	seen := map[string]bool{}
	for _, m := range members {
		seen[m.sha256] = true
	}
	todo := slices.Sorted(maps.Keys(seen))
	for len(todo) > 0 {
		var next []string
		row := func(scan func(...any) error) error {
			var text, other string
			err := scan(&text, &other)
			made[text] = append(made[text], other)
			if !seen[other] {
				seen[other] = true
				next = append(next, other)
			}
			return err
		}
		for _, query := range []string{"SELECT a, b FROM copy WHERE kind <> 'rewrite' AND a IN (", "SELECT b, a FROM copy WHERE kind <> 'rewrite' AND b IN ("} {
			if err := l.inChunks(ctx, todo, query, row); err != nil {
				return nil, err
			}
		}
		todo = next
	}
	return made, nil
}

// families numbers the texts of which one was made from the other, in the order of the members.
func families(members []member, made map[string][]string) map[string]int {
	texts := make([]string, len(members))
	for i := range members {
		texts[i] = members[i].sha256
	}
	return familiesOf(texts, made)
}

// familiesOf numbers the texts of which one was made from the other, in their order.
func familiesOf(texts []string, made map[string][]string) map[string]int {
	of := map[string]int{}
	numbers := 0
	for _, text := range texts {
		if of[text] > 0 {
			continue
		}
		numbers++
		for todo := []string{text}; len(todo) > 0; todo = todo[1:] {
			if of[todo[0]] == 0 {
				of[todo[0]] = numbers
				todo = append(todo, made[todo[0]]...)
			}
		}
	}
	// Only those asked for count.
	out := make(map[string]int, len(texts))
	for _, text := range texts {
		out[text] = of[text]
	}
	return out
}

// claimsOf joins what the reports on an incident claim, for the policies to count.
func claimsOf(members []member, families map[string]int) (whole policy.Incident) {
	for _, m := range members {
		join(&whole, claimsOfEvent(m.record, policy.Incidents(m.record, m.Title, m.text), m.Event), m.Key, m.Publisher, m.Published, families[m.sha256])
	}
	return whole
}

// claimsOfEvent gives what a record, whose claims are given by event, claims of one of its events.
func claimsOfEvent(rec *record.Record, incidents []policy.Incident, event string) (out policy.Incident) {
	parts := map[string]bool{}
	for i := range rec.Events {
		if e := &rec.Events[i]; string(e.PartOf) == event {
			parts[e.ID] = true
		}
	}
	var ofParts []policy.Claim
	for _, in := range incidents {
		switch {
		case in.Event == event:
			out.Claims = append(out.Claims, in.Claims...)
			out.Large = out.Large || in.Large
			out.Silent = out.Silent || in.Silent
			out.Parts = max(out.Parts, in.Parts)
		case parts[in.Event]:
			ofParts = append(ofParts, in.Claims...)
		}
	}
	if len(out.Claims) == 0 {
		out.Claims = ofParts // an umbrella whose incidents alone have figures
	}
	return out
}

// join adds what one report claims to what is claimed of the whole incident.
func join(whole *policy.Incident, of policy.Incident, report, publisher, published string, family int) {
	whole.Large = whole.Large || of.Large
	whole.Silent = whole.Silent || of.Silent
	whole.Parts = max(whole.Parts, of.Parts)
	for _, c := range of.Claims {
		c.Report, c.Publisher, c.Published = report, publisher, published
		c.Wire = fmt.Sprintf("text %d", family)
		whole.Claims = append(whole.Claims, c)
	}
}
