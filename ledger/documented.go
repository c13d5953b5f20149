package ledger

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// A Documented is an incident with all that its reports claim, ready to be counted. Totals over a period that some of them state are left out.
type Documented struct {
	Summary
	Claims    policy.Incident
	Published string   // of its first report
	Keys      []string // of its reports
	Precision int      // of its place, as UCDP's where_prec; 0 where not known
	Districts []string // codes of second order that its reports name, in order
}

// Documented gives the incidents of a country that may lie between two days: those whose days overlap with these, and those without
// a day that were published between them.
func (l *Ledger) Documented(ctx context.Context, country, from, to string) ([]*Documented, error) {
	var out []*Documented
	byID := map[string]*Documented{}
	var ids []string
	keep := func(s Summary) error {
		d := &Documented{Summary: s}
		out, ids, byID[s.ID] = append(out, d), append(ids, s.ID), d
		return nil
	}
	dated := Query{conditions: []condition{{of: ofIncident, sql: "(country = ? AND first_day <> '' AND first_day <= ? AND last_day >= ?)", args: []any{country, to, from}}}}
	undated := Query{conditions: []condition{{of: ofIncident, args: []any{country, from, to + "~"}, sql: `(country = ? AND first_day = '' AND id IN (
		SELECT m.incident FROM mention m JOIN report r ON r.key = m.report WHERE r.published >= ? AND r.published < ?))`}}}
	for _, q := range []Query{dated, undated} {
		if err := l.Incidents(ctx, q, 0, keep); err != nil {
			return nil, err
		}
	}
	// So many at a time, so that not all texts are in memory at once.
	for some := range slices.Chunk(ids, askedAtOnce) {
		if err := l.document(ctx, some, byID); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(out, func(a, b *Documented) int {
		return cmp.Or(cmp.Compare(cmp.Or(a.FirstDay, a.Published), cmp.Or(b.FirstDay, b.Published)), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// document adds what reports say to some incidents.
func (l *Ledger) document(ctx context.Context, ids []string, byID map[string]*Documented) error {
	members, err := l.members(ctx, ids)
	if err != nil {
		return err
	}
	var all []member
	for _, id := range ids {
		all = append(all, members[id]...)
	}
	made, err := l.madeFrom(ctx, all)
	if err != nil {
		return err
	}
	for _, id := range ids {
		d, of := byID[id], members[id]
		d.Claims = claimsOf(of, families(of, made))
		d.Claims.Event, d.Claims.Mode = id, d.Mode
		d.Claims.Claims = withoutTotals(d.Claims.Claims, statedTotals(of))
		for _, m := range of {
			d.Published = cmp.Or(d.Published, m.Published)
			d.Keys = append(d.Keys, m.Key)
			d.addPlace(m)
		}
		d.Keys = slices.Compact(d.Keys)
		sortNames(&d.Districts)
	}
	return nil
}

// addPlace notes how closely a report tells where the incident was.
func (d *Documented) addPlace(m member) {
	for i := range m.record.Events {
		e := &m.record.Events[i]
		p := placeOf(m.record, e.Place)
		if e.ID != m.Event || p == nil || string(p.Country) != d.Country {
			continue
		}
		if p.Precision != nil && (d.Precision == 0 || *p.Precision < d.Precision) {
			d.Precision = *p.Precision
		}
		if p.Admin2Code != "" {
			d.Districts = append(d.Districts, string(p.Admin2Code))
		}
	}
}

// A stated figure is one of a report, by its kind of harm and its number.
type stated struct {
	report string
	kind   record.Harm
	n      int
}

func statedOf(report string, kind record.Harm, numbers ...*int) stated {
	for _, n := range numbers {
		if n != nil {
			return stated{report, kind, *n}
		}
	}
	return stated{report, kind, -1}
}

// statedTotals gives the totals over a period in the records of members.
func statedTotals(members []member) map[stated]bool {
	out := map[stated]bool{}
	for _, m := range members {
		for _, c := range m.record.Counts {
			if isTotal(c.Scope, string(c.From), string(c.To)) {
				out[statedOf(m.Key, c.Kind, c.Best, c.Low, c.High)] = true
			}
		}
	}
	return out
}

// withoutTotals leaves out the claims that are totals over a period, what is part of them or repeats them, and the same figure without a day, as in a title.
func withoutTotals(claims []policy.Claim, totals map[stated]bool) []policy.Claim {
	gone := map[[2]string]bool{}
	for {
		before := len(claims)
		claims = slices.DeleteFunc(claims, func(c policy.Claim) bool {
			again := c.From == "" && totals[statedOf(c.Report, c.Kind, c.Best, c.Low, c.High)]
			out := again || isTotal(c.Scope, c.From, c.To) || gone[[2]string{c.Report, c.PartOf}] || gone[[2]string{c.Report, c.Repeats}]
			if out {
				gone[[2]string{c.Report, c.ID}] = true
			}
			return out
		})
		if len(claims) == before {
			return claims
		}
	}
}

// A Reported is a report with its day of publication.
type Reported struct{ Key, Day string }

// ReportDays gives the reports that tell of a country and have a day of publication, in order of that.
func (l *Ledger) ReportDays(ctx context.Context, country string) (out []Reported, err error) {
	err = l.each(ctx, func(scan func(...any) error) error {
		var r Reported
		err := scan(&r.Key, &r.Day)
		r.Day = r.Day[:min(len(r.Day), len(time.DateOnly))]
		out = append(out, r)
		return err
	}, `SELECT DISTINCT r.key, r.published FROM incident i JOIN mention m ON m.incident = i.id JOIN report r ON r.key = m.report
		WHERE i.country = ? AND r.published <> ''`, country)
	slices.SortFunc(out, func(a, b Reported) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Key, b.Key)) })
	return out, err
}

// Speaker gives the body that a source speaks for: "the army's spokesman" and "army" are one.
func Speaker(source string) string { return policy.Speaker(source) }
