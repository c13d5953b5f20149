package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// An Incident is all that a ledger's reports say of one.
type Incident struct {
	Summary
	Sources []Source       `json:"sources"` // in order of publication
	Totals  []policy.Total `json:"totals"`  // of each policy in turn
	Grading Grading        `json:"grading"`
	Claimed []string       `json:"claimed_by"` // who says that he did it
	Blamed  []Blame        `json:"blamed_by"`
	Denied  []string       `json:"denied_by"`
	// Independent is how many texts there are of which none was made from another.
	Independent int           `json:"independent"`
	Series      []policy.Told `json:"series"`   // what each source told, in order of publication
	Disputes    []Dispute     `json:"disputes"` // on what sources differ
	Conceded    []Conceded    `json:"conceded"` // by a side, of what it is said to have done
	Parts       []Within      `json:"parts"`    // of an umbrella, as its reports tell them
	Related     []Related     `json:"related"`  // other incidents that its reports tell of
	Reviewed    *Review       `json:"reviewed"` // null until somebody accepts it
	Unsure      bool          `json:"unsure"`   // somebody could not decide, and nobody has since
	Notes       []Remark      `json:"notes"`
	// Decided are the judgements about it, in the order in which they were given.
	Decided []Decision `json:"judgements"`

	said       []attribution // of who did it, in order of publication
	discounted string        // why the dead were combatants after all; empty where they were not
}

// A Blame is who holds whom responsible.
type Blame struct {
	By     string `json:"by"`
	Whom   string `json:"whom"`
	Report string `json:"report"`
}

// A Source is one report on an incident.
type Source struct {
	Key       string  `json:"key"`
	Report    string  `json:"report"` // its own id
	Publisher string  `json:"publisher"`
	Published string  `json:"published"`
	URL       string  `json:"url"`
	Title     string  `json:"title"`
	Event     string  `json:"event"`
	Family    int     `json:"family"` // reports of one family are copies or abridgements of one text; numbered from 1
	Figures   []Quote `json:"figures"`
	Evidence  string  `json:"evidence"` // the passage that tells of the event
	Linked    *Link   `json:"linked"`   // null for a source alone
}

// A Quote is a figure as a report gives it.
type Quote struct {
	ID       string          `json:"id"` // of the count in the record
	Kind     record.Harm     `json:"kind"`
	Best     *int            `json:"best"`
	Low      *int            `json:"low"`
	High     *int            `json:"high"`
	Category record.Category `json:"category"`
	Text     string          `json:"text"`     // the clause
	Said     string          `json:"said"`     // by whom, where the report says
	Reviewed *Review         `json:"reviewed"` // null until somebody accepts or edits it
}

// ErrNoIncident says that there is no incident of a name.
var ErrNoIncident = errors.New("there is no such incident")

// Incident gives one incident. Its name may be one that it had earlier, before reports that came later joined or parted it. It fails with ErrNoIncident.
func (l *Ledger) Incident(ctx context.Context, id string) (*Incident, error) {
	today, err := l.today(ctx, id)
	if err != nil {
		return nil, err
	}
	x := &Incident{}
	q := Query{conditions: []condition{{of: ofIncident, sql: "id = ?", args: []any{today}}}}
	if err := l.Incidents(ctx, q, 1, func(s Summary) error { x.Summary = s; return nil }); err != nil {
		return nil, err
	}
	all, err := l.members(ctx, []string{today})
	if err != nil {
		return nil, err
	}
	members := all[today]
	made, err := l.madeFrom(ctx, members)
	if err != nil {
		return nil, err
	}
	families := families(members, made)
	for _, m := range members {
		x.addSource(m, families[m.sha256])
	}
	whole := claimsOf(members, families)
	whole.Event, whole.Mode = today, x.Mode
	for _, p := range policy.Policies {
		x.Totals = append(x.Totals, policy.Totals(p, whole)...)
	}
	x.Independent = len(slices.Compact(slices.Sorted(maps.Values(families))))
	sortNames(&x.Claimed)
	sortNames(&x.Denied)
	x.discounted = policy.Discounted(whole)
	x.grade()
	x.Series = orEmpty(policy.Series(whole))
	x.Disputes = orEmpty(disputesOf(members, families, x.Series, x.Blamed))
	x.Conceded, x.Parts = orEmpty(conceded(members)), orEmpty(partsWithin(members))
	if err := l.relate(ctx, x); err != nil {
		return nil, err
	}
	if err := l.addDecisions(ctx, x, members); err != nil {
		return nil, err
	}
	return x, l.explainLinks(ctx, x)
}

// orEmpty makes a list that is empty of none, so that it is [] in JSON.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func sortNames(names *[]string) {
	slices.Sort(*names)
	*names = slices.Compact(*names)
}

// today gives the name by which an incident goes now.
func (l *Ledger) today(ctx context.Context, id string) (string, error) {
	var now string
	err := l.db.SQL.QueryRowContext(ctx, l.db.Rewrite(`SELECT m.incident FROM reference r JOIN mention m ON m.report = r.report AND m.event = r.event
		WHERE r.incident = ?`), id).Scan(&now)
	if errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("%s: %w", id, ErrNoIncident)
	}
	return now, explain(err)
}

// addSource adds what a report says to the incident.
func (x *Incident) addSource(m member, family int) {
	names := map[string]string{}
	for _, a := range m.record.Actors {
		names[a.ID] = a.Name
	}
	s := m.Source
	s.Family = family
	text := []rune(m.text)
	for i := range m.record.Events {
		e := &m.record.Events[i]
		if e.ID != m.Event {
			continue
		}
		s.Evidence = passage(text, e.Span)
		for _, id := range e.ClaimedBy {
			x.Claimed = append(x.Claimed, names[id])
			x.said = append(x.said, attribution{claimedIt, m.Published, names[id]})
		}
		for _, id := range e.DeniedBy {
			x.Denied = append(x.Denied, names[id])
			x.said = append(x.said, attribution{deniedIt, m.Published, names[id]})
		}
		for _, b := range e.BlamedBy {
			x.Blamed = append(x.Blamed, Blame{names[b[0]], names[b[1]], m.Report})
			x.said = append(x.said, attribution{wasBlamed, m.Published, names[b[1]]})
		}
	}
	for _, c := range m.record.Counts {
		if string(c.Event) == m.Event && c.PartOf == "" && c.Repeats == "" && c.Scope == record.Incident {
			s.Figures = append(s.Figures, Quote{c.ID, c.Kind, c.Best, c.Low, c.High, c.Category, quote(m.Title, text, c.Span), names[string(c.Source)], nil})
		}
	}
	x.Sources = append(x.Sources, s)
}

// passage gives the sentence, or nearly so, around a span.
func passage(text []rune, s record.Span) string {
	if s.In != "" || s.Start > len(text) {
		return ""
	}
	from, to := s.Start, min(s.End, len(text))
	for from > 0 && s.Start-from < 200 && !strings.ContainsRune(".!?\n", text[from-1]) {
		from--
	}
	for to < len(text) && to-s.End < 200 && !strings.ContainsRune(".!?\n", text[to-1]) {
		to++
	}
	return strings.TrimSpace(string(text[from:to]))
}

func quote(title string, text []rune, s record.Span) string {
	if s.In != "" {
		text = []rune(title)
	}
	if s.Start > s.End || s.End > len(text) {
		return ""
	}
	return string(text[s.Start:s.End])
}
