package desk

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
)

// Review is the screen on which a person goes through what waits to be looked at: the queue, the text of a report, and the record beside it.
type Review struct {
	Asked  question          `json:"asked"`
	Reason ledger.Reason     `json:"reason"`
	Facets []ReviewFacet     `json:"-"`
	Queue  *ledger.QueuePage `json:"queue"`
	Item   *ReviewItem       `json:"item"` // the open one; null where nothing waits
	Steps  ledger.Steps      `json:"steps"`
	May    bool              `json:"may_judge"` // the user may decide
	Before string            `json:"before"`    // the address of the item before this one; empty at the beginning
	Next   string            `json:"next"`      // and of the one after it
	Here   string            `json:"-"`         // of this page, with the open incident and report

	user  User
	after string // the mark at which this part of the queue begins
	sides bool   // reports are side by side
	with  string // another incident beside the open one
}

// A ReviewFacet is a reason for which incidents wait.
type ReviewFacet struct {
	Label, Why, Href string
	Count            int
	Chosen           bool
}

// A ReviewItem is the open incident, seen through one of its reports.
type ReviewItem struct {
	*ledger.Incident
	Heading    string             `json:"heading"`
	Why        []ledger.Reason    `json:"reasons"`
	Tabs       []ReviewTab        `json:"-"`
	Report     *ledger.ReportPage `json:"report"`
	Title      []Segment          `json:"-"`
	Body       [][]Segment        `json:"-"`
	Entries    []ReviewEntry      `json:"-"`
	Bars       []ReviewBar        `json:"-"`
	Candidates []Candidate        `json:"candidates"` // others that could be the same
	Past       []ReviewPast       `json:"-"`
	Sides      *Sides             `json:"-"`
}

// A ReviewTab leads to one of the reports.
type ReviewTab struct {
	Label, Note, Href string
	Key               string
	Family            int
	Copies            int // other reports that print its text
	Open              bool
}

// A Candidate is another incident that could be the same.
type Candidate struct {
	ledger.Summary
	Heading string `json:"heading"`
	Compare string `json:"-"` // the address on which both are side by side
	Chosen  bool   `json:"-"`
}

const (
	queueShown     = 25
	candidatesKM   = 60
	candidateDays  = 7
	mostCandidates = 8
	mostTabs       = 30
	mostToSplit    = 200
)

// reasonsTold are the reasons in the order in which the queue offers them, with what they mean.
var reasonsTold = []struct {
	reason     ledger.Reason
	label, why string
}{
	{"", "All", "whatever waits"},
	{ledger.IsNew, "New", "nobody has accepted any of it"},
	{ledger.IsDisputed, "Disputed", "its reports differ on the dead, the injured, the day or the place"},
	{ledger.IsLow, "Low confidence", "a report hangs on it by a weak link"},
	{ledger.IsChanged, "Changed since publication", "its toll was told otherwise later, or reports came after it was accepted"},
	{ledger.IsUnsure, "Unsure", "somebody looked and could not decide"},
	{ledger.InConflict, "Conflict", "a new reading differs from what a person decided"},
}

// mayJudge says whether somebody may decide, not only read.
func mayJudge(u User) bool { return u.Role == "coder" || u.Role == "editor" }

func (d *Desk) review(r *http.Request) (*view, error) {
	q, err := ask(r)
	if err != nil {
		return nil, err
	}
	user, values := UserOf(r.Context()), r.URL.Query()
	p := &Review{Asked: q, Reason: ledger.Reason(values.Get("reason")), May: mayJudge(user), user: user, after: values.Get("after"), sides: values.Get("side") != "", with: values.Get("with")}
	// First of all what was decided last, so that nobody judges over what came while the page was made.
	if p.Steps, err = d.ledger.Steps(r.Context(), user.Name); err != nil {
		return nil, err
	}
	p.Steps = d.veil.Steps(r.Context(), p.Steps)
	if p.Queue, err = d.ledger.Queue(r.Context(), q.query, p.Reason, p.after, queueShown); err != nil {
		return nil, err
	}
	p.facets()
	open := values.Get("open")
	if open == "" && len(p.Queue.Items) > 0 {
		open = p.Queue.Items[0].ID
	}
	title := "Review"
	if open != "" {
		if p.Item, err = d.reviewItem(r.Context(), p, open, values.Get("report")); err != nil {
			return nil, err
		}
		p.around()
		title = p.Item.Heading + " · Review"
	}
	p.Here = p.here()
	return &view{Title: title, Data: p, Table: queueTable(p.Queue)}, nil
}

// At gives the address of this page with some of its parameters set otherwise; an empty one is taken away.
func (p *Review) At(pairs ...string) string {
	q := url.Values{}
	set := func(key, value string) {
		q.Del(key)
		if value != "" {
			q.Set(key, value)
		}
	}
	set("q", p.Asked.Search)
	set("reason", string(p.Reason))
	set("after", p.after)
	if p.Asked.Policy != policy.ACLED {
		set("policy", string(p.Asked.Policy))
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		set(pairs[i], pairs[i+1])
	}
	if len(q) == 0 {
		return "/review"
	}
	return "/review?" + q.Encode()
}

// here gives the address of this page, with the open incident and report.
func (p *Review) here() string {
	if p.Item == nil {
		return p.At()
	}
	key := ""
	if p.Item.Report != nil && len(p.Item.Tabs) > 0 && !p.Item.Tabs[0].Open {
		key = p.Item.Report.Key
	}
	side := ""
	if p.sides {
		side = "1"
	}
	return p.At("open", p.Item.ID, "report", key, "side", side, "with", p.with)
}

// SideBySide leads to the reports side by side, or back from there.
func (p *Review) SideBySide() string {
	if p.sides {
		return p.At("open", p.Item.ID)
	}
	return p.At("open", p.Item.ID, "side", "1")
}

// Shown says what a decision about the open incident is based on: how many reports it had.
func (p *Review) Shown() string { return shownAs(p.Item.ID, p.Item.Reports) }

// Elsewhere is the incident beside the open one, where it is none of those that were offered.
func (p *Review) Elsewhere() string {
	if slices.ContainsFunc(p.Item.Candidates, func(c Candidate) bool { return c.Chosen }) {
		return ""
	}
	return p.with
}

// NextHere is where a decision leads that is followed by the next item.
func (p *Review) NextHere() string { return cmp.Or(p.Next, p.At()) }

// Rest says how many incidents wait in the list that is shown.
func (p *Review) Rest() int {
	if p.Reason == "" {
		return p.Queue.Counts["all"]
	}
	return p.Queue.Counts[string(p.Reason)]
}

// More leads to the next part of the queue; empty at its end.
func (p *Review) More() string {
	if p.Queue.Next == "" {
		return ""
	}
	return p.At("after", p.Queue.Next)
}

// Later says that this part of the queue is not its beginning.
func (p *Review) Later() bool { return p.after != "" }

func (p *Review) facets() {
	for _, t := range reasonsTold {
		f := ReviewFacet{Label: t.label, Why: t.why, Count: p.Queue.Counts[cmp.Or(string(t.reason), "all")], Chosen: p.Reason == t.reason}
		f.Href = p.At("reason", string(t.reason), "after", "")
		p.Facets = append(p.Facets, f)
	}
}

// around finds what comes before and after the open item.
func (p *Review) around() {
	items := p.Queue.Items
	at := slices.IndexFunc(items, func(w ledger.Waiting) bool { return w.ID == p.Item.ID })
	if at > 0 {
		p.Before = p.At("open", items[at-1].ID)
	}
	switch {
	case at+1 < len(items): // after it, or the first where it is not in this part of the queue
		p.Next = p.At("open", items[at+1].ID)
	case p.Queue.Next != "":
		p.Next = p.At("after", p.Queue.Next)
	}
	if at >= 0 {
		p.Item.Why = items[at].Reasons
	}
}

// reviewItem opens an incident, at a report of it or at its first.
func (d *Desk) reviewItem(ctx context.Context, p *Review, id, key string) (*ReviewItem, error) {
	x, err := d.readIncident(ctx, id)
	if err != nil {
		return nil, err
	}
	it := &ReviewItem{Incident: x, Heading: headingOf(&x.Summary), Why: []ledger.Reason{}}
	open := openSource(x, key)
	if open == nil {
		return it, nil
	}
	if it.Report, err = d.readReport(ctx, open.Key, p.Asked.Policy); err != nil {
		return nil, err
	}
	it.Tabs = reviewTabs(p, x, open.Key)
	it.Entries = reviewEntries(it, p.Asked.Policy)
	it.segments()
	it.Bars = reviewBars(x, p.Asked.Policy)
	it.Past = reviewPast(it)
	for i := range it.Past {
		if p.user.Role != "editor" && it.Past[i].Who != p.user.Name {
			it.Past[i].ID = "" // not his to take back
		}
	}
	if it.Candidates, err = d.candidates(ctx, p, x); err != nil {
		return nil, err
	}
	if p.sides {
		it.Sides, err = d.sides(ctx, p, x)
	}
	return it, err
}

// MoreTabs says how many reports have no tab.
func (it *ReviewItem) MoreTabs() int { return max(0, it.Reports-len(it.Tabs)) }

// ToSplit are the sources that a split can name.
func (it *ReviewItem) ToSplit() []ledger.Source {
	return it.Sources[:min(len(it.Sources), mostToSplit)]
}

// openSource finds the report that is asked for, by its key or its own id; without one the first.
func openSource(x *ledger.Incident, key string) *ledger.Source {
	for i := range x.Sources {
		if s := &x.Sources[i]; s.Key == key || s.Report == key {
			return s
		}
	}
	if len(x.Sources) == 0 {
		return nil
	}
	return &x.Sources[0]
}

// reviewTabs lists the reports of an incident, each once.
func reviewTabs(p *Review, x *ledger.Incident, open string) (tabs []ReviewTab) {
	prints := printsOf(x.Sources)
	for _, s := range x.Sources {
		if slices.ContainsFunc(tabs, func(t ReviewTab) bool { return t.Key == s.Key }) || len(tabs) >= mostTabs && s.Key != open {
			continue
		}
		tabs = append(tabs, ReviewTab{Label: cmp.Or(s.Publisher, s.Report), Note: day(s.Published), Href: p.At("open", x.ID, "report", s.Key), Key: s.Key, Family: s.Family,
			Copies: prints[s.Family] - 1, Open: s.Key == open})
	}
	return tabs
}

// candidates gives other incidents that were near an incident in place and time, those nearest in time first.
func (d *Desk) candidates(ctx context.Context, p *Review, x *ledger.Incident) ([]Candidate, error) {
	found := []Candidate{}
	near, err := d.ledger.Around(ctx, &x.Summary, candidatesKM, candidateDays, mostCandidates)
	for _, s := range near {
		found = append(found, Candidate{s, headingOf(&s), p.At("open", x.ID, "side", "1", "with", s.ID), s.ID == p.with})
	}
	return found, err
}

// queueTable gives the queue as rows.
func queueTable(q *ledger.QueuePage) *table {
	t := &table{Columns: []string{"incident", "first_day", "last_day", "type", "mode", "country", "place", "killed", "injured", "reports", "reasons", "weakest"}}
	for _, w := range q.Items {
		why := ""
		for i, r := range w.Reasons {
			if i > 0 {
				why += " "
			}
			why += string(r)
		}
		t.Rows = append(t.Rows, []string{w.ID, w.FirstDay, w.LastDay, w.Type, w.Mode, w.Country, w.Place, plain(w.Killed), plain(w.Injured), plainInt(w.Reports), why, plainInt(w.Weakest)})
	}
	return t
}
