package desk

import (
	"net/http"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/check"
	"github.com/tollbook/tollbook/ledger"
)

// Checks lays the totals that reports state beside what is documented.
type Checks struct {
	Asked    question         `json:"asked"`
	Verdict  string           `json:"verdict"` // that is looked at; empty for all
	Report   string           `json:"report"`  // of the one finding that is looked at; empty for all
	Count    string           `json:"count"`
	Pending  bool             `json:"pending"` // they are still being added up
	Total    int              `json:"total"`
	Counts   []ledger.Facet   `json:"counts"`   // by verdict
	Findings []*check.Finding `json:"findings"` // the latest first
	Paging   `json:"paging"`
	Shown    []ShownFinding `json:"-"`
}

// A ShownFinding is a finding with its drawing.
type ShownFinding struct {
	*check.Finding
	Scale *Scale
	most  int // lines of a list
}

// A Scale shows what is claimed beside what is documented.
type Scale struct {
	Width, Height float64
	Rows          []ScaleRow
	Ticks         []Tick
}

// A ScaleRow is a range on a scale.
type ScaleRow struct {
	Label                string
	Y, Low, High, Best   float64
	HasBest, Open, Claim bool
	Words                string
}

const (
	checksPer  = 10
	linesFew   = 5    // of a list of incidents among other findings
	linesShown = 1000 // where one finding is looked at
)

func (d *Desk) checks(r *http.Request) (*view, error) {
	q, err := ask(r)
	if err != nil {
		return nil, err
	}
	c := Checks{Asked: q, Verdict: r.URL.Query().Get("verdict"), Report: r.URL.Query().Get("report"), Count: r.URL.Query().Get("count"), Counts: []ledger.Facet{}, Findings: []*check.Finding{}}
	if c.Verdict != "" && !slices.Contains(check.Verdicts, check.Verdict(c.Verdict)) {
		return nil, unclear("there is no verdict "+c.Verdict, "verdicts are consistent, above, below and not_comparable")
	}
	if c.Page, err = pageOf(r); err != nil {
		return nil, err
	}
	findings, known, passing := d.findings(r.Context(), q.Policy)
	c.Pending = !known
	if findings, err = d.wantedFindings(r, q, findings); err != nil {
		return nil, err
	}
	for _, v := range check.Verdicts {
		n := 0
		for _, f := range findings {
			if f.Verdict == v {
				n++
			}
		}
		c.Counts = append(c.Counts, ledger.Facet{Value: string(v), Count: n})
	}
	for _, f := range slices.Backward(findings) {
		one := c.Report == "" || f.Claim.Report == c.Report && f.Claim.Count == c.Count
		if one && (c.Verdict == "" || string(f.Verdict) == c.Verdict) {
			c.Findings = append(c.Findings, f)
		}
	}
	c.Total = len(c.Findings)
	c.Pages = pagesOf(c.Total, checksPer)
	t := findingTable(nil)
	if formatOf(r) == asCSV {
		t = findingTable(c.Findings)
	} else {
		from := min((c.Page-1)*checksPer, c.Total)
		c.Findings = c.Findings[from:min(from+checksPer, c.Total)]
	}
	lines := linesFew
	if c.Report != "" {
		lines = linesShown
	}
	for _, f := range c.Findings {
		c.Shown = append(c.Shown, ShownFinding{f, scaleOf(f), lines})
	}
	return &view{Title: "Checks", Data: c, Table: t, Passing: passing}, nil
}

// wantedFindings gives those of findings that a query wants.
func (d *Desk) wantedFindings(r *http.Request, q question, all []*check.Finding) ([]*check.Finding, error) {
	if q.Search == "" {
		return all, nil
	}
	tallies, err := d.ledger.Tallies(r.Context(), q.query)
	if err != nil {
		return nil, err
	}
	wanted := map[[2]string]bool{}
	for i := range tallies {
		wanted[[2]string{tallies[i].Report, tallies[i].Count.ID}] = true
	}
	var out []*check.Finding
	for _, f := range all {
		if wanted[[2]string{f.Claim.Report, f.Claim.Count}] {
			out = append(out, f)
		}
	}
	return out, nil
}

// findingTable gives findings as rows.
func findingTable(list []*check.Finding) *table {
	t := &table{Columns: []string{"verdict", "report", "count", "publisher", "published", "said_by", "text", "kind", "category", "who", "low", "best", "high", "from", "to", "area", "country",
		"documented_low", "documented_best", "documented_high", "gap", "why"}}
	for _, f := range list {
		c := &f.Claim
		row := []string{string(f.Verdict), c.Report, c.Count, c.Publisher, c.Published, c.SaidBy, c.Text, string(c.Kind), string(c.Category), c.Who, plain(c.Low), plain(c.Best), plain(c.High),
			c.From, c.To, c.Area.Name, c.Area.Country}
		if f.Documented != nil {
			row = append(row, plainInt(f.Documented.Low), plainInt(f.Documented.Best), plainInt(f.Documented.High))
		} else {
			row = append(row, "", "", "")
		}
		t.Rows = append(t.Rows, append(row, plain(f.Gap), f.Why))
	}
	return t
}

// scaleOf draws what is claimed over what is documented; nil where nothing can be compared.
func scaleOf(f *check.Finding) *Scale {
	if f.Documented == nil {
		return nil
	}
	first := func(numbers ...*int) int {
		for _, n := range numbers {
			if n != nil {
				return *n
			}
		}
		return 0
	}
	c, doc := &f.Claim, f.Documented
	low, high := first(c.Low, c.Best, c.High), first(c.High, c.Best, c.Low)
	s := &Scale{Width: 560, Height: 74}
	x, ticks := countAxis(max(high, low, doc.High, doc.Best, 1), 96, s.Width-66)
	s.Ticks = ticks
	open := c.Bound == "at_least" || c.Bound == "vague" || c.High == nil && c.Best == nil
	s.Rows = []ScaleRow{
		{Label: "claimed", Y: 16, Low: x.at(float64(low)), High: x.at(float64(high)), HasBest: true, Best: x.at(float64(first(c.Best, c.Low, c.High))), Open: open, Claim: true, Words: span(&low, openEnd(high, open))},
		{Label: "documented", Y: 40, Low: x.at(float64(doc.Low)), High: x.at(float64(doc.High)), HasBest: true, Best: x.at(float64(doc.Best)), Open: doc.Open, Words: span(&doc.Low, openEnd(doc.High, doc.Open))},
	}
	return s
}

// A LineList is the first lines of a list of incidents.
type LineList struct {
	Title string
	Lines []check.Line
	Left  int // more of them
	Open  bool
	Href  string // of all
}

// Lists gives the incidents of a finding: those inside, and those just outside.
func (f ShownFinding) Lists() (lists []LineList) {
	add := func(title string, lines []check.Line) {
		if len(lines) > 0 {
			n := min(len(lines), f.most)
			lists = append(lists, LineList{title, lines[:n], len(lines) - n, len(lists) == 0 || f.most > linesFew, f.Href()})
		}
	}
	if f.Documented != nil {
		add("Documented", f.Documented.Incidents)
	}
	add("Just outside: other people", f.OutsideCategory)
	add("Just outside: a week before or after", f.OutsideWindow)
	return lists
}

// Before gives the last totals that the claimant stated earlier.
func (f ShownFinding) Before() []check.Earlier {
	return f.Claimant.Earlier[max(0, len(f.Claimant.Earlier)-f.most):]
}

// Href is the address of one finding.
func (f ShownFinding) Href() string {
	to, _ := link("/checks", "report", f.Claim.Report, "count", f.Claim.Count, "policy", otherPolicy(f.Policy)) // they are in pairs
	return to
}

// lineWhere writes the place of a line, "gao, MLI", for a person.
func lineWhere(place string) string {
	if i := strings.LastIndex(place, ", "); i >= 0 {
		return where(place[:i], place[i+2:])
	}
	return where(place, "")
}

func openEnd(n int, open bool) *int {
	if open {
		return nil
	}
	return &n
}

// verdictWords tells what a verdict means.
func verdictWords(v any) string {
	switch check.Verdict(strings.TrimSpace(toText(v))) {
	case check.Consistent:
		return "within what is documented"
	case check.Above:
		return "above what is documented"
	case check.Below:
		return "below what is documented"
	}
	return "not comparable"
}

func toText(v any) string {
	switch x := v.(type) {
	case string:
		return x
	case check.Verdict:
		return string(x)
	}
	return ""
}
