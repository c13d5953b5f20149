package ledger

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// A Counted is what a policy makes of the claims of one kind and category.
type Counted struct {
	Kind     record.Harm     `json:"kind"`
	Category record.Category `json:"category"`
	Range
}

// A Telling is one report on an incident, with its record as people have judged it and with its text.
type Telling struct {
	Key, Report, Publisher, Published, URL, Title, Text, SHA256 string
	Event                                                       string // id in the record; empty for a report without one
	Record                                                      *record.Record
}

// An Exported is an incident with what it takes to write it down elsewhere.
type Exported struct {
	Listed
	Tolls    []Counted // by the policy that was asked for, in a fixed order
	Tellings []Telling // in order of publication; none unless they were asked for
}

// errChanged stops an export that would show a part of what was written in the meantime.
var errChanged = &Error{errors.New("the ledger was written to while it was exported"), "give the command again when nobody files reports"}

// Export calls yield for the incidents that a query wants, the latest first, counted by a policy; with the reports that tell of each where they are
// wanted. It holds some hundred incidents in memory, however many there are, and fails where the ledger changes in the meantime. While yield has some, the
// next are being read.
func (l *Ledger) Export(ctx context.Context, q Query, p policy.Policy, tellings bool, yield func(*Exported) error) error {
	before, err := l.Generation(ctx)
	if err != nil {
		return err
	}
	reading, enough := context.WithCancel(ctx)
	found, filled := make(chan []*Exported, 1), make(chan []*Exported, 1)
	var work sync.WaitGroup
	defer work.Wait() // nothing reads a ledger that may be closed now
	defer enough()
	var unread, unfilled error // told before the channels are closed
	work.Go(func() {
		defer close(found)
		unread = l.exportedChunks(reading, q, found)
	})
	work.Go(func() {
		defer close(filled)
		unfilled = l.fillChunks(reading, p, tellings, found, filled)
	})
	for chunk := range filled {
		for _, x := range chunk {
			if err := yield(x); err != nil {
				return err
			}
		}
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case unfilled != nil:
		return unfilled
	case unread != nil:
		return unread
	}
	if after, err := l.Generation(ctx); err != nil || after != before {
		return errors.Join(err, errChanged)
	}
	return nil
}

// exportedChunks sends the incidents that a query wants, without what other tables hold of them, some at a time.
func (l *Ledger) exportedChunks(ctx context.Context, q Query, to chan<- []*Exported) error {
	chunk := make([]*Exported, 0, askedAtOnce)
	send := func() error {
		select {
		case to <- chunk:
		case <-ctx.Done():
			return ctx.Err()
		}
		chunk = make([]*Exported, 0, askedAtOnce)
		return nil
	}
	err := l.exported(ctx, q, func(x *Exported) error {
		if chunk = append(chunk, x); len(chunk) < askedAtOnce {
			return nil
		}
		return send()
	})
	if err == nil && len(chunk) > 0 {
		err = send()
	}
	return err
}

// fillChunks adds to incidents what other tables hold of them.
func (l *Ledger) fillChunks(ctx context.Context, p policy.Policy, tellings bool, from <-chan []*Exported, to chan<- []*Exported) error {
	for chunk := range from {
		if err := l.fillExported(ctx, chunk, p, tellings); err != nil {
			return err
		}
		select {
		case to <- chunk:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// exported calls yield for the incidents that a query wants, without their tolls, parties and reports.
func (l *Ledger) exported(ctx context.Context, q Query, yield func(*Exported) error) error {
	plan, err := l.planOf(ctx, &q, ofIncident)
	if err != nil {
		return err
	}
	where, args, err := q.ofIncidents(l.db, plan)
	if err != nil {
		return err
	}
	near := q.circles()
	statement := `SELECT id, first_day, last_day, type, mode, country, admin1, place, lat, lon, reports, killed, injured, grade, sources, accuracy, published, updated
		FROM incident` + where + " ORDER BY first_day DESC, " + l.db.Bytewise("id")
	return l.eachAside(ctx, func(scan func(...any) error) error {
		x := &Exported{}
		x.Parties = []Party{}
		err := scan(&x.ID, &x.FirstDay, &x.LastDay, &x.Type, &x.Mode, &x.Country, &x.Admin1, &x.Place, &x.Lat, &x.Lon, &x.Reports, &x.Killed, &x.Injured,
			&x.Grade, &x.Sources, &x.Precision, &x.Published, &x.Updated)
		if err != nil || !insideAll(near, x.Lat, x.Lon) {
			return err
		}
		return yield(x)
	}, statement, args...)
}

// eachAside calls row for each row of a long answer, over a connection that remembers little of what it has read meanwhile, since it does not come back to it.
func (l *Ledger) eachAside(ctx context.Context, row func(scan func(...any) error) error, query string, args ...any) error {
	aside, err := l.db.SQL.Conn(ctx)
	if err != nil {
		return explain(err)
	}
	defer func() { _ = aside.Close() }()
	if !l.db.Numbered {
		var usual int
		if err := aside.QueryRowContext(ctx, "PRAGMA cache_size").Scan(&usual); err != nil {
			return explain(err)
		}
		if _, err := aside.ExecContext(ctx, "PRAGMA cache_size = -8192"); err != nil {
			return explain(err)
		}
		defer func() {
			_, _ = aside.ExecContext(context.WithoutCancel(ctx), "PRAGMA cache_size = "+strconv.Itoa(usual))
		}()
	}
	rows, err := aside.QueryContext(ctx, l.db.Rewrite(query), args...)
	if err != nil {
		return explain(err)
	}
	return scanAll(rows, row)
}

// fillExported adds to incidents what other tables hold of them.
func (l *Ledger) fillExported(ctx context.Context, chunk []*Exported, p policy.Policy, tellings bool) error {
	if len(chunk) == 0 {
		return nil
	}
	at, err := policyPlace(p)
	if err != nil {
		return err
	}
	byID, ids := map[string]*Exported{}, make([]string, len(chunk))
	for i, x := range chunk {
		byID[x.ID], ids[i] = x, x.ID
	}
	err = l.inChunks(ctx, ids, "SELECT incident, role, key, name, kind, country, reports FROM party WHERE incident IN (", func(scan func(...any) error) error {
		var id, role string
		var p Party
		err := scan(&id, &role, &p.Key, &p.Name, &p.Kind, &p.Country, &p.Reports)
		if x := byID[id]; x != nil {
			p.Role = Role(role)
			x.Parties = append(x.Parties, p)
		}
		return err
	})
	if err != nil {
		return err
	}
	columns := string(policy.Policies[at])
	err = l.inChunks(ctx, ids, "SELECT incident, kind, category, "+columns+"_low, "+columns+"_best, "+columns+"_high FROM toll WHERE incident IN (", func(scan func(...any) error) error {
		var id string
		var c Counted
		err := scan(&id, &c.Kind, &c.Category, &c.Low, &c.Best, &c.High)
		if x := byID[id]; x != nil && !c.Empty() {
			x.Tolls = append(x.Tolls, c)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, x := range chunk {
		x.arrange()
	}
	if !tellings {
		return nil
	}
	members, err := l.members(ctx, ids)
	for _, x := range chunk {
		for _, m := range members[x.ID] {
			x.Tellings = append(x.Tellings, Telling{m.Key, m.Report, m.Publisher, m.Published, m.URL, m.Title, m.text, m.sha256, m.Event, m.record})
		}
	}
	return err
}

// arrange puts parties and tolls in order, and the tolls over everybody where lists have them.
func (x *Exported) arrange() {
	slices.SortFunc(x.Parties, byRole)
	slices.SortFunc(x.Tolls, func(a, b Counted) int {
		if n := slices.Index(harms, a.Kind) - slices.Index(harms, b.Kind); n != 0 {
			return n
		}
		return slices.Index(sides, a.Category) - slices.Index(sides, b.Category)
	})
	x.KilledToll, x.InjuredToll = x.Toll(record.Killed, policy.Everybody), x.Toll(record.Injured, policy.Everybody)
}

// Toll gives what the policy makes of the claims of one kind and category; nil where it enters no number.
func (x *Exported) Toll(kind record.Harm, category record.Category) *Range {
	for i := range x.Tolls {
		if c := &x.Tolls[i]; c.Kind == kind && c.Category == category {
			return &c.Range
		}
	}
	return nil
}

// byRole orders parties by role, those that most reports name first.
func byRole(a, b Party) int {
	if n := strings.Compare(string(a.Role), string(b.Role)); n != 0 {
		return n
	}
	if a.Reports != b.Reports {
		return b.Reports - a.Reports
	}
	return strings.Compare(a.Key, b.Key)
}
