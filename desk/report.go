package desk

import (
	"context"
	"net/http"
	"slices"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
)

// Report is the page of one report: its text with the evidence in it, beside what was read.
type Report struct {
	*ledger.ReportPage
	Heading []Segment         `json:"-"` // the title
	Body    [][]Segment       `json:"-"` // paragraphs
	Groups  []EntryGroup      `json:"-"`
	Tells   []ledger.TellsOf  `json:"-"` // its incidents, each once
	History []ledger.Decision `json:"history"`
}

func (d *Desk) report(r *http.Request) (*view, error) {
	q, err := ask(r)
	if err != nil {
		return nil, err
	}
	x, err := d.readReport(r.Context(), r.PathValue("key"), q.Policy)
	if err != nil {
		return nil, err
	}
	p := &Report{ReportPage: x, Groups: entriesOf(x.Record)}
	told := map[string]bool{}
	p.Tells = slices.DeleteFunc(slices.Clone(x.Incidents), func(t ledger.TellsOf) bool {
		again := told[t.ID]
		told[t.ID] = true
		return again
	})
	p.Heading, p.Body = segmentsOf(x.Title, x.Text, p.Groups)
	if p.History, err = d.ledger.History(r.Context(), x.Key); err != nil {
		return nil, err
	}
	for i := range p.History {
		d.veil.Judgement(r.Context(), &p.History[i].Judgement)
	}
	title := x.Title
	if title == "" {
		title = "Report " + x.Report
	}
	return &view{Title: title, Data: p, Table: entryTable(p.Groups)}, nil
}

// readReport gives a report as who asks may see it.
func (d *Desk) readReport(ctx context.Context, key string, p policy.Policy) (*ledger.ReportPage, error) {
	x, err := d.ledger.Report(ctx, key, p)
	if err != nil {
		return nil, err
	}
	return x, d.veil.Report(ctx, x)
}

// entryTable gives all fields of a record as rows.
func entryTable(groups []EntryGroup) *table {
	t := &table{Columns: []string{"entry", "kind", "field", "value", "meaning", "words"}}
	for _, g := range groups {
		for _, e := range g.Entries {
			for _, f := range e.Fields {
				t.Rows = append(t.Rows, []string{e.ID, g.Kind, f.Name, f.Value, f.Note, f.Words})
			}
		}
	}
	return t
}
