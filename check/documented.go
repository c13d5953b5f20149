package check

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// A country is what the ledger holds of one: enough for all claims about it.
type country struct {
	policy    policy.Policy
	code      string
	incidents []*ledger.Documented
	reports   []ledger.Reported
	earlier   []Claim // all totals about it
	known     map[string]map[record.Category]policy.Total
}

// load gets what is needed for the claims about a country: its incidents from the first window's begin to the last one's end.
func load(ctx context.Context, l *ledger.Ledger, p policy.Policy, code string, claims []Claim) (*country, error) {
	c := &country{policy: p, code: code, known: map[string]map[record.Category]policy.Total{}}
	from, to := "", ""
	for i := range claims {
		if x := &claims[i]; x.Area.Country == code && x.incomparable() == "" {
			if from == "" || x.From < from {
				from = x.From
			}
			to = max(to, x.To)
		}
	}
	if code == "" || from == "" {
		return c, nil
	}
	var err error
	if c.reports, err = l.ReportDays(ctx, code); err != nil {
		return nil, err
	}
	if c.incidents, err = l.Documented(ctx, code, shift(from, -margin), shift(to, margin)); err != nil {
		return nil, err
	}
	query, err := ledger.ParseQuery([]string{"country:" + code})
	if err != nil {
		return nil, err
	}
	all, err := l.Tallies(ctx, query)
	c.earlier = gather(all)
	return c, err
}

// A figure is a number of people with its ends.
type figure struct {
	low, best, high int
	told            bool
	why             []string // of what is only in the high end
}

func (f *figure) say(format string, args ...any) { f.why = append(f.why, fmt.Sprintf(format, args...)) }

func figureOf(t policy.Total, told bool) figure {
	f := figure{told: told && (t.Low != nil || t.Best != nil || t.High != nil)}
	if t.Low != nil {
		f.low = *t.Low
	}
	f.best = f.low
	if t.Best != nil {
		f.best = *t.Best
	}
	f.high = f.best
	if t.High != nil {
		f.high = max(f.best, *t.High)
	}
	return f
}

// totals counts an incident for one kind of harm, with only those claims that keep wants. what names them.
func (c *country) totals(d *ledger.Documented, kind record.Harm, what string, keep func(policy.Claim) bool) map[record.Category]policy.Total {
	key := d.ID + " " + string(kind) + " " + what
	if known, ok := c.known[key]; ok {
		return known
	}
	in := d.Claims
	in.Parts = 0
	if keep != nil {
		in.Silent = false
		in.Claims = slices.DeleteFunc(slices.Clone(in.Claims), func(x policy.Claim) bool { return !keep(x) })
	}
	out := map[record.Category]policy.Total{}
	for _, t := range policy.Totals(c.policy, in) {
		if t.Kind == kind {
			out[t.Category] = t
		}
	}
	c.known[key] = out
	return out
}

// count gives the figure of an incident for the people of a claim, and what of it falls outside of them.
func (c *country) count(claim *Claim, d *ledger.Documented) (mine figure, outside []Line) {
	all := c.totals(d, claim.Kind, "", nil)
	if claim.Category == record.Mixed || claim.Category == record.UnknownCategory || claim.Category == "" {
		t, told := all[policy.Everybody]
		return figureOf(t, told), nil
	}
	t, told := all[claim.Category]
	mine = figureOf(t, told)
	if claim.class != "" {
		var others []Line
		mine, others = c.countClass(claim, d, mine)
		outside = append(outside, others...)
	}
	for _, category := range []record.Category{record.Civilian, record.Security, record.Militant, record.UnknownCategory} {
		t, told := all[category]
		f := figureOf(t, told)
		if category == claim.Category || !f.told || f.high == 0 {
			continue
		}
		if category == record.UnknownCategory { // they may be of the claim's people
			mine.high, mine.told = mine.high+f.high, true
			mine.say("%d of no known category", f.high)
		}
		outside = append(outside, line(d, f, category, whoOf(d, claim.Kind, category, "", "")))
	}
	return mine, outside
}

// countClass gives the figure of a class of a category ("soldiers" of security), where the category's own is known. Those whom no report tells apart
// ("security personnel") may be of the class: they are in the high end. Other classes are outside.
func (c *country) countClass(claim *Claim, d *ledger.Documented, whole figure) (mine figure, outside []Line) {
	classIs := func(x policy.Claim, class string) bool {
		category, _ := policy.CategoryOf(c.policy, x)
		return category == claim.Category && classOf(x.Who, x.Category) == class
	}
	found := map[string]bool{}
	for _, x := range d.Claims.Claims {
		if category, _ := policy.CategoryOf(c.policy, x); category == claim.Category && x.Kind == claim.Kind {
			found[classOf(x.Who, x.Category)] = true
		}
	}
	names := make([]string, 0, len(found))
	for name := range found {
		names = append(names, name)
	}
	rest := whole.high
	for _, name := range compact(names) {
		all := c.totals(d, claim.Kind, string(claim.Category)+"/"+name, func(x policy.Claim) bool { return classIs(x, name) })
		t, told := all[claim.Category]
		f := figureOf(t, told)
		switch {
		case name == claim.class:
			mine = f
		case name != "":
			rest -= f.best
			outside = append(outside, line(d, f, claim.Category, whoOf(d, claim.Kind, claim.Category, name, claim.class)))
		default:
			outside = append(outside, line(d, f, claim.Category, whoOf(d, claim.Kind, claim.Category, "", claim.class)))
		}
	}
	if mine.high < rest {
		mine.say("%d not told apart from others", rest-mine.high)
		mine.high, mine.told = rest, true
	}
	return mine, outside
}

func line(d *ledger.Documented, f figure, category record.Category, who []string) Line {
	return Line{ID: d.ID, From: d.FirstDay, To: d.LastDay, Place: d.Where(), Low: f.low, Best: f.best, High: f.high, Category: category, Who: who}
}

// whoOf gives the words for the people of a category that an incident's reports use. Where a claim is about a class, only those of a class.
func whoOf(d *ledger.Documented, kind record.Harm, category record.Category, class, claimed string) []string {
	words := []string{}
	for _, x := range d.Claims.Claims {
		same := x.Category == category || category == record.UnknownCategory && (x.Category == record.Mixed || x.Category == "")
		if x.Kind == kind && same && x.Who != "" && (claimed == "" || classOf(x.Who, x.Category) == class) {
			words = append(words, strings.ToLower(x.Who))
		}
	}
	return compact(words)
}

// check lays a claim beside what is documented.
func (c *country) check(claim *Claim) *Finding {
	f := &Finding{Claim: *claim, Policy: c.policy, OutsideCategory: []Line{}, OutsideWindow: []Line{}, Claimant: Own{Earlier: []Earlier{}}}
	why := claim.incomparable()
	if why == "" {
		why = c.covers(claim, f)
	}
	if why != "" {
		f.Verdict, f.Why = NotComparable, why
		c.ownTotals(claim, &f.Claimant)
		return f
	}
	f.Documented = &Documented{Incidents: []Line{}}
	for _, d := range c.incidents {
		c.place(claim, d, f)
	}
	c.ownTotals(claim, &f.Claimant)
	f.judge()
	return f
}

// covers says why the ledger cannot be laid beside a claim, for want of reports; empty if it can. It counts the reports.
func (c *country) covers(claim *Claim, f *Finding) string {
	for _, r := range c.reports {
		if slices.Contains(claim.keys, r.Key) {
			continue
		}
		if f.FirstReport == "" {
			f.FirstReport = r.Day
		}
		if r.Day >= claim.From && r.Day <= shift(claim.To, margin) {
			f.ReportsOfWindow++
		}
	}
	switch {
	case f.FirstReport > shift(claim.From, margin):
		return fmt.Sprintf("the time begins on %s, and the ledger's first report on %s is of %s", claim.From, c.code, f.FirstReport)
	case f.ReportsOfWindow == 0:
		return "the ledger holds no other report on " + c.code + " of that time"
	}
	return ""
}

// place puts an incident where it belongs: inside, perhaps inside, just outside, or nowhere.
func (c *country) place(claim *Claim, d *ledger.Documented, f *Finding) {
	where, whyWhere := claim.Area.fits(d)
	if where == out || isVague(d) || len(d.Claims.Claims) == 0 && (d.Type == "" || isLong(d)) {
		return // what a report of a total alone looks like
	}
	mine, outside := c.count(claim, d)
	when, whyWhen := inWindow(d, claim.From, claim.To)
	people := line(d, mine, claim.Category, whoOf(d, claim.Kind, claim.Category, claim.class, claim.class))
	if when == out {
		if close, _ := inWindow(d, shift(claim.From, -margin), shift(claim.To, margin)); close == in && where == in && mine.high > 0 {
			f.OutsideWindow = append(f.OutsideWindow, people)
		}
		return
	}
	sum := f.Documented
	if where == in && when == in {
		f.OutsideCategory = append(f.OutsideCategory, outside...)
		c.ownFigure(claim, d, &f.Claimant)
	}
	if !mine.told || mine.high == 0 && mine.best == 0 {
		sum.Without++
		return
	}
	people.Open = people.Open || isOpen(claim, d)
	people.Perhaps = join(append([]string{whyWhere, whyWhen}, mine.why...))
	if where == in && when == in {
		sum.Low, sum.Best = sum.Low+mine.low, sum.Best+mine.best
	}
	sum.High += mine.high
	sum.Open = sum.Open || people.Open
	sum.Incidents = append(sum.Incidents, people)
}

// join joins reasons that are not empty.
func join(reasons []string) string {
	return strings.Join(slices.DeleteFunc(reasons, func(s string) bool { return s == "" }), "; ")
}

// isVague says whether neither day nor place of an incident is known, but for the country: nobody can say that it is not told elsewhere.
func isVague(d *ledger.Documented) bool {
	return d.FirstDay == "" && (d.Precision >= 6 || d.Precision == 0 || d.Admin1 == "")
}

// isLong says whether an incident's days are more than one incident has.
func isLong(d *ledger.Documented) bool {
	return d.FirstDay != "" && d.LastDay > shift(d.FirstDay, margin)
}

// isOpen says whether a report of an incident gives a least figure only, of people whom the claim may mean.
func isOpen(claim *Claim, d *ledger.Documented) bool {
	return slices.ContainsFunc(d.Claims.Claims, func(x policy.Claim) bool {
		others := claim.Category == record.Civilian || claim.Category == record.Security || claim.Category == record.Militant
		others = others && x.Category != claim.Category && x.Category != record.UnknownCategory && x.Category != record.Mixed
		return x.Kind == claim.Kind && x.Realis == record.Actual && (x.Bound == record.AtLeast || x.Bound == record.Vague) && !others
	})
}

// judge gives the verdict.
func (f *Finding) judge() {
	least, most := f.Claim.figures()
	d := f.Documented
	said := least
	if f.Claim.Best != nil {
		said = *f.Claim.Best
	} else if f.Claim.Bound == record.UpTo {
		said = most
	}
	gap := said - d.Best
	f.Gap = &gap
	switch {
	case least > d.High:
		f.Verdict, f.Beyond = Above, least-d.High
		f.Why = fmt.Sprintf("the claim is higher than documented, by %d", f.Beyond)
		if d.Open {
			f.Why += "; of some incidents only a least figure is known"
		}
	case most >= 0 && most < d.Low:
		f.Verdict, f.Beyond = Below, d.Low-most
		f.Why = fmt.Sprintf("the claim is lower than documented, by %d", f.Beyond)
	default:
		f.Verdict, f.Why = Consistent, "the claim lies within what is documented"
		switch {
		case most < 0 && least < d.Low:
			f.Why = "the claim is a least figure, and at least as many are documented"
		case least > d.Best:
			f.Why = "the claim is higher than the best figure, and no higher than what may be meant"
		}
	}
}
