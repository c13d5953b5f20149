package mcp

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tollbook/tollbook/check"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// errEnough ends a list that has given as much as is wanted.
var errEnough = errors.New("enough")

type reportsFound struct {
	Reports []ledger.Found `json:"reports"`
	More    bool           `json:"more"` // there are others
}

func (d *desk) searchReports(ctx context.Context, in searching) (any, error) {
	q, err := in.query()
	if err != nil {
		return nil, err
	}
	out := reportsFound{Reports: []ledger.Found{}}
	err = d.ledger.Reports(ctx, q, in.limit()+1, func(f ledger.Found) error {
		if len(out.Reports) == in.limit() {
			out.More = true
			return errEnough
		}
		if err := d.veil.Found(ctx, &f); err != nil {
			return err
		}
		out.Reports = append(out.Reports, f)
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return out, err
}

type listing struct {
	searching
	Policy string `json:"policy,omitempty" jsonschema:"whose rules make numbers of claims: acled, ucdp, airwars or all; acled if left out"`
	Order  string `json:"order,omitempty" jsonschema:"day, killed, sources or updated; day if left out"`
}

type incidentsFound struct {
	Total     int             `json:"total"` // in all
	Incidents []ledger.Listed `json:"incidents"`
}

func (d *desk) listIncidents(ctx context.Context, in listing) (any, error) {
	q, err := in.query()
	if err != nil {
		return nil, err
	}
	p, err := policyOf(in.Policy)
	if err != nil {
		return nil, err
	}
	order := ledger.ByDay
	if in.Order != "" {
		if order, err = ledger.ParseOrder(in.Order); err != nil {
			return nil, err
		}
	}
	page, err := d.ledger.IncidentsPage(ctx, q, p, order, ledger.Page{Limit: in.limit()})
	if err != nil {
		return nil, err
	}
	for i := range page.Incidents {
		d.veil.Listed(ctx, &page.Incidents[i])
	}
	return incidentsFound{page.Total, page.Incidents}, nil
}

type naming struct {
	ID string `json:"id" jsonschema:"the incident's name, such as i6c9ff5073d6f"`
}

type incidentTold struct {
	*ledger.Incident
	Citations []citation `json:"citations"` // of each source, in their order: the words that tell of it
}

// mostCited is how many sources of an incident are cited with their place in the text.
const mostCited = 50

func (d *desk) getIncident(ctx context.Context, in naming) (any, error) {
	if !isText(in.ID) {
		return nil, ledger.ErrNoIncident
	}
	x, err := d.ledger.Incident(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if err := d.veil.Incident(ctx, x); err != nil {
		return nil, err
	}
	out := incidentTold{x, []citation{}}
	for i := range x.Sources[:min(len(x.Sources), mostCited)] {
		p, err := d.report(ctx, x.Sources[i].Key)
		if err != nil {
			return nil, err
		}
		for k := range p.Record.Events {
			if e := &p.Record.Events[k]; e.ID == x.Sources[i].Event {
				out.Citations = append(out.Citations, cite(p, e.Span))
			}
		}
	}
	return out, nil
}

// report gives a report as who asks may see it.
func (d *desk) report(ctx context.Context, name string) (*ledger.ReportPage, error) {
	if !isText(name) {
		return nil, ledger.ErrNoReport
	}
	p, err := d.ledger.Report(ctx, name, policy.ACLED)
	if err == nil {
		err = d.veil.Report(ctx, p)
	}
	return p, err
}

func isText(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// cite gives the words of a report at a place.
func cite(p *ledger.ReportPage, at record.Span) citation {
	return citation{p.Key, p.Report, p.Publisher, p.Published, p.URL, at.Start, at.End, at.In, words(p.Title, p.Text, at)}
}

func words(title, text string, at record.Span) string {
	if at.In != "" {
		text = title
	}
	runes := []rune(text)
	if at.Start < 0 || at.End > len(runes) || at.Start > at.End {
		return ""
	}
	return string(runes[at.Start:at.End])
}

type checking struct {
	listingChecks
	Only []string `json:"only,omitempty" jsonschema:"only these verdicts: consistent, above, below, not_comparable"`
}

type listingChecks struct {
	searching
	Policy string `json:"policy,omitempty" jsonschema:"acled, ucdp, airwars or all; acled if left out"`
}

type checked struct {
	*check.Finding
	Citation citation `json:"citation"` // the words of the claim
}

type findings struct {
	Findings []checked `json:"findings"`
	More     bool      `json:"more"`
}

func (d *desk) checkTallies(ctx context.Context, in checking) (any, error) {
	q, err := in.query()
	if err != nil {
		return nil, err
	}
	p, err := policyOf(in.Policy)
	if err != nil {
		return nil, err
	}
	for _, v := range in.Only {
		if !slices.Contains(check.Verdicts, check.Verdict(v)) {
			return nil, fmt.Errorf("there is no verdict %q: verdicts are %v", v, check.Verdicts)
		}
	}
	out := findings{Findings: []checked{}}
	err = check.Check(ctx, d.ledger, q, p, func(f *check.Finding) error {
		switch {
		case len(in.Only) > 0 && !slices.Contains(in.Only, string(f.Verdict)):
			return nil
		case len(out.Findings) == in.limit():
			out.More = true
			return errEnough
		}
		one, err := d.checked(ctx, f)
		out.Findings = append(out.Findings, one)
		return err
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return out, err
}

func (d *desk) checked(ctx context.Context, f *check.Finding) (checked, error) {
	p, err := d.report(ctx, f.Claim.Report)
	if err == nil {
		err = d.veil.Finding(ctx, f)
	}
	out := checked{Finding: f}
	if err != nil {
		return out, err
	}
	for i := range p.Record.Counts {
		if c := &p.Record.Counts[i]; c.ID == f.Claim.Count {
			out.Citation = cite(p, c.Span)
		}
	}
	return out, nil
}

type reading struct {
	Text      string `json:"text" jsonschema:"the text of the report"`
	Title     string `json:"title,omitempty"`
	Published string `json:"published,omitempty" jsonschema:"the day of publication, as 2026-03-05: it tells which day 'on Monday' is"`
	Publisher string `json:"publisher,omitempty"`
}

// A reportRead is the record of a report that was sent, with the words of its events and counts.
type reportRead struct {
	Record    *record.Record  `json:"record"`
	Citations map[string]part `json:"citations"` // by the ids of events, counts and statements
}

type part struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	In    string `json:"in,omitempty"`
	Words string `json:"words"`
}

// mostText is the most text that is read, in bytes.
const mostText = 200_000

func (d *desk) readReport(ctx context.Context, in reading) (any, error) {
	switch {
	case len(in.Text)+len(in.Title) > mostText:
		return nil, fmt.Errorf("the report is longer than %d bytes", mostText)
	case !report.ValidPublished(in.Published):
		return nil, fmt.Errorf("published %q is no day: write it as 2026-03-05", in.Published)
	case !isText(in.Text + in.Title + in.Publisher):
		return nil, errors.New("the report is no text")
	}
	rep, err := report.FromText(in.Text, report.Options{MaxText: mostText})
	if err != nil {
		return nil, err
	}
	rep.Title, rep.Published, rep.Publisher, rep.FromJSON = in.Title, in.Published, in.Publisher, true
	rec := read.Read(rep, read.Options{})
	if _, err := rec.JSON(); err != nil { // also makes its lists empty rather than null
		return nil, err
	}
	out := reportRead{rec, map[string]part{}}
	add := func(id string, at record.Span) {
		out.Citations[id] = part{at.Start, at.End, at.In, words(rep.Title, rep.Text, at)}
	}
	for i := range rec.Events {
		add(rec.Events[i].ID, rec.Events[i].Span)
	}
	for i := range rec.Counts {
		add(rec.Counts[i].ID, rec.Counts[i].Span)
	}
	for i := range rec.Statements {
		add(rec.Statements[i].ID, rec.Statements[i].Span)
	}
	return out, nil
}
