package brief

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/check"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/record"
)

// A Saying is what somebody said.
type Saying struct {
	Day, Speaker, Act, About, Addressee, Words string
	Direct                                     bool
	Note                                       *Note
	Incident                                   *Incident // that it speaks of; nil for none in the brief
}

// mostSayings is how many statements a brief has.
const mostSayings = 40

// sayings finds what was said in the period: first what is about the incidents of the brief.
func (b *Brief) sayings(ctx context.Context, l *ledger.Ledger, search []string) error {
	q, err := ledger.ParseQuery(append(slices.Clone(search), "from:"+b.From, "to:"+b.To))
	if err != nil {
		return err
	}
	// The incidents are those of the period by themselves.
	page, err := l.Statements(ctx, q, ledger.Page{Limit: 1000})
	if err != nil {
		if _, ok := errors.AsType[*ledger.QueryError](err); ok {
			return nil
		}
		return err
	}
	b.Said = page.Total
	said := map[string]bool{}
	var of, others []*Saying
	for i := range page.Statements {
		s := &page.Statements[i]
		key := s.Speaker.Key + "\n" + strings.Join(strings.Fields(s.Text), " ")
		if !worth(s) || said[key] {
			continue
		}
		said[key] = true
		v := &Saying{Day: s.Day, Speaker: s.Speaker.Name, Act: actWords[s.Act], About: s.About.Name, Addressee: s.Addressee.Name, Words: cut(s.Text, 300), Direct: s.Direct,
			Incident: b.byID[cmp.Or(s.Incident, s.Main)]}
		v.Note = &Note{Key: s.Report, Report: s.Report, Publisher: s.Publisher, Published: s.Published, Title: s.Title, URL: s.URL, Passage: v.Words}
		if v.Incident != nil && v.Incident.Violent {
			of = append(of, v)
		} else {
			others = append(others, v)
		}
	}
	all := append(of, others...)
	all = all[:min(len(all), mostSayings)]
	slices.SortStableFunc(all, func(a, z *Saying) int {
		return cmp.Or(cmp.Compare(a.Day, z.Day), cmp.Compare(a.Speaker, z.Speaker), cmp.Compare(a.Words, z.Words))
	})
	for _, v := range all {
		v.Note = b.note("said "+v.Note.Key+v.Words, v.Note)
	}
	b.Sayings = all
	return nil
}

// actWords name what was said by its kind, without taking sides.
var actWords = map[string]string{"accuse": "accusation", "threaten": "threat", "demand": "demand", "appeal": "appeal", "pledge": "promise", "deny": "denial", "reject": "rejection",
	"condemn": "condemnation", "praise": "praise", "agree": "agreement", "propose": "proposal", "claim_responsibility": "claim of responsibility"}

// fewWords is how many words a statement has at least; less says nothing by itself.
const fewWords = 4

// worth says whether a statement says something by itself, and who says it.
func worth(s *ledger.Said) bool {
	return s.Speaker.Name != "" && !strings.HasPrefix(strings.ToLower(s.Speaker.Name), "no ") && len(strings.Fields(s.Text)) >= fewWords
}

// A Claim is a stated total beside what is documented.
type Claim struct {
	*check.Finding
	Note       *Note
	Documented *Figure // nil where nothing can be compared
}

// claims lays the totals that reports of the area state for times that touch the period beside what is documented.
func (b *Brief) claims(ctx context.Context, l *ledger.Ledger, search []string) error {
	terms := []string{"from:" + b.From, "to:" + b.To}
	for _, s := range search {
		if key, _, found := strings.Cut(s, ":"); found && (key == "country" || key == "admin1" || key == "place") {
			terms = append(terms, s)
		}
	}
	q, err := ledger.ParseQuery(terms)
	if err != nil {
		return err
	}
	var found []*check.Finding
	err = check.Check(ctx, l, q, b.Policy, func(f *check.Finding) error { found = append(found, f); return nil })
	if _, asked := errors.AsType[*ledger.QueryError](err); asked {
		b.Unchecked = err.Error()
		return nil
	}
	if err != nil {
		return err
	}
	if err := b.fetch(ctx, l, found); err != nil {
		return err
	}
	for _, f := range found {
		c := &Claim{Finding: f}
		c.Note = b.note("claim "+f.Claim.Report+f.Claim.Count, &Note{Key: f.Claim.Report, Report: f.Claim.Report, Publisher: f.Claim.Publisher, Published: f.Claim.Published, Title: f.Claim.Title,
			URL: f.Claim.URL, Also: f.Claim.Also, Passage: f.Claim.Text})
		if f.Documented != nil {
			var parts []Part
			for _, line := range f.Documented.Incidents {
				if x := b.byID[line.ID]; x != nil {
					parts = append(parts, Part{x, Range{line.Low, line.Best, line.High}, line.Open})
				}
			}
			c.Documented = b.figure("Documented beside the total of "+day(f.Claim.Published), string(f.Claim.Kind), parts)
			if f.Documented.Best != c.Documented.best {
				return &SumError{"what is documented beside the total in report " + f.Claim.Report, f.Documented.Best, c.Documented.best}
			}
		}
		b.Claims = append(b.Claims, c)
	}
	return nil
}

// fetch gets the incidents beside which claims are laid and that lie outside of both periods.
func (b *Brief) fetch(ctx context.Context, l *ledger.Ledger, found []*check.Finding) error {
	var ids []string
	for _, f := range found {
		if f.Documented == nil {
			continue
		}
		for _, line := range f.Documented.Incidents {
			if b.byID[line.ID] == nil && !slices.Contains(ids, line.ID) {
				ids = append(ids, line.ID)
			}
		}
	}
	more, err := l.AttestedByID(ctx, ids, b.Policy)
	for _, a := range more {
		x := &Incident{Attested: a, brief: b, Violent: violent(a)}
		b.enter(x)
		b.Further = append(b.Further, x)
	}
	slices.SortStableFunc(b.Further, func(a, z *Incident) int { return cmp.Or(cmp.Compare(a.FirstDay, z.FirstDay), cmp.Compare(a.ID, z.ID)) })
	return err
}

// SaidBy names who states it.
func (c *Claim) SaidBy() string { return cmp.Or(c.Claim.SaidBy, c.Claim.Publisher, "a report") }

// Whom says who was harmed.
func (c *Claim) Whom() string {
	return cmp.Or(c.Claim.Who, sideWords[record.Category(c.Claim.Category)], "people")
}

// Lies says how the claim lies to what is documented.
func (c *Claim) Lies() string { return verdictWords[c.Verdict] }

var verdictWords = map[check.Verdict]string{check.Consistent: "lies within what is documented", check.Above: "is higher than what is documented", check.Below: "is lower than what is documented",
	check.NotComparable: "cannot be compared"}

// Coverage is what a brief rests on.
type Coverage struct {
	Reports    *Figure // published in the period
	Publishers []Published
	Telling    *Figure  // reports that tell of the brief's incidents
	Gaps       []Period // days of the period without a report
	Empty      int      // how many these are
	Days       []Count
}

// A Published is how many reports a publisher has.
type Published struct {
	Name    string
	Reports int
}

// A Count is how many reports a day has.
type Count struct {
	Day     string
	Reports int
}

// coverage counts the reports of the period.
func (b *Brief) coverage(ctx context.Context, l *ledger.Ledger, search []string) error {
	var codes []string
	for _, s := range search {
		if key, value, _ := strings.Cut(s, ":"); key == "country" {
			codes = append(codes, strings.ToUpper(strings.Trim(value, `" `)))
		}
	}
	rows, err := l.Coverage(ctx, codes, b.From, b.To)
	if err != nil {
		return err
	}
	c := &Coverage{}
	byDay, byPublisher, reports := map[string]int{}, map[string]int{}, 0
	for _, r := range rows {
		byDay[r.Day] += r.Reports
		byPublisher[r.Publisher] += r.Reports
		reports += r.Reports
	}
	for name, n := range byPublisher {
		c.Publishers = append(c.Publishers, Published{cmp.Or(name, "publisher not told"), n})
	}
	slices.SortFunc(c.Publishers, func(a, z Published) int {
		return cmp.Or(cmp.Compare(z.Reports, a.Reports), cmp.Compare(a.Name, z.Name))
	})
	c.Reports = &Figure{low: reports, best: reports, high: reports, Href: "#publishers", Evidence: "publishers", Kind: "reports"}
	telling := map[string]bool{}
	for _, x := range b.Incidents {
		for _, s := range x.Sources {
			telling[s.Key] = true
		}
	}
	c.Telling = &Figure{low: len(telling), best: len(telling), high: len(telling), Href: "#reports", Evidence: "reports", Kind: "reports"}
	from, to, err := period(b.From, b.To)
	if err != nil {
		return err
	}
	for t := from; !t.After(to); t = t.AddDate(0, 0, 1) {
		d := t.Format("2006-01-02")
		c.Days = append(c.Days, Count{d, byDay[d]})
		if byDay[d] > 0 {
			continue
		}
		c.Empty++
		if n := len(c.Gaps); n > 0 && c.Gaps[n-1].To == t.AddDate(0, 0, -1).Format("2006-01-02") {
			c.Gaps[n-1].To = d
		} else {
			c.Gaps = append(c.Gaps, Period{d, d})
		}
	}
	b.Coverage = c
	return nil
}
