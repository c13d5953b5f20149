package desk

import (
	"cmp"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// A ReviewBar shows what a policy makes of one harm, from low to high, with a tick for what each source told.
type ReviewBar struct {
	Kind            record.Harm
	Policy          policy.Policy
	Low, Best, High *int
	Width, Middle   float64
	From, To, Dot   float64
	Axis            []Tick
	Ticks           []ReviewTick
}

// A ReviewTick is what one source told.
type ReviewTick struct {
	At     float64
	Figure string
	Source string
	Day    string
	Old    bool // told otherwise later
}

// reviewBars draws a bar for each harm that is told of an incident.
func reviewBars(x *ledger.Incident, p policy.Policy) (bars []ReviewBar) {
	for _, t := range x.Totals {
		if t.Policy != p || t.Category != policy.Everybody {
			continue
		}
		b := ReviewBar{Kind: t.Kind, Policy: p, Low: t.Low, Best: t.Best, High: t.High, Width: 360, Middle: 16}
		most := 1
		for _, n := range []*int{t.Low, t.Best, t.High} {
			if n != nil {
				most = max(most, *n)
			}
		}
		for _, s := range x.Series {
			if s.Kind == t.Kind {
				most = max(most, *cmp.Or(s.High, s.Best, s.Low, new(int)))
			}
		}
		var axis Axis
		axis, b.Axis = countAxis(most, 8, b.Width-14)
		from, to := cmp.Or(t.Low, t.Best, t.High), cmp.Or(t.High, t.Best, t.Low)
		if from != nil && to != nil {
			b.From, b.To = axis.at(float64(*from)), axis.at(float64(*to))
			b.Dot = axis.at(float64(*cmp.Or(t.Best, from)))
		}
		for _, s := range x.Series {
			if n := cmp.Or(s.Best, s.Low, s.High); s.Kind == t.Kind && n != nil {
				b.Ticks = append(b.Ticks, ReviewTick{axis.at(float64(*n)), s.Figure(), voice(x, s.Source), day(s.Published), s.Superseded})
			}
		}
		bars = append(bars, b)
	}
	return bars
}

// A ReviewPast is a line of the history of an item.
type ReviewPast struct {
	At, Who  string
	Kind     string
	About    string // the words that it is about, or what else
	Field    string
	Old, New string
	Reason   string
	ID       string // by which it can be reverted; empty where it cannot
	Undone   bool
	Open     bool // of a conflict that nobody has settled
}

// reviewPast tells how an item came to be what it is: what the reader read, and then every judgement.
func reviewPast(it *ReviewItem) (out []ReviewPast) {
	for _, e := range it.Entries {
		if e.Anchor.Of == "event" {
			rule := ""
			for _, r := range e.Rows {
				if strings.HasPrefix(r.Set, "rule ") {
					rule = r.Set
				}
			}
			version := it.Report.Record.Coder.Version
			out = append(out, ReviewPast{At: it.Report.Added, Who: strings.TrimSpace("tollbook " + version), Kind: "read", About: it.Report.Report + "/" + e.ID, New: e.Title, Reason: rule})
		}
	}
	for _, d := range it.Decided {
		out = append(out, past(&d, it))
	}
	return out
}

// past writes a judgement.
func past(d *ledger.Decision, it *ReviewItem) ReviewPast {
	p := ReviewPast{At: d.At, Who: d.Author, Kind: string(d.Kind), Field: spaced(d.Field), Reason: d.Reason, Undone: !d.Holds, Open: d.Open, Old: ledger.Written(d.Old), New: ledger.Written(d.Value)}
	if d.Kind == ledger.Reject {
		p.Old, p.New = rejected(d.Old), "nothing"
	}
	if d.Kind == ledger.Undo {
		p.About = "an earlier decision"
		for _, other := range it.Decided {
			if other.ID == d.Undoes {
				p.About = strings.TrimSpace(string(other.Kind) + " " + spaced(other.Field) + " by " + other.Author)
			}
		}
	} else {
		p.About = it.wordsAt(d.Target)
	}
	if d.Holds && d.Kind != ledger.Differs {
		p.ID = d.ID
	}
	return p
}

// rejected names what was rejected by some of its values.
func rejected(old json.RawMessage) string {
	var values struct {
		Kind, Quantity, Type, Mode string
	}
	if json.Unmarshal(old, &values) != nil {
		return "" // of a judgement that was filed before this was kept
	}
	if values.Type != "" {
		return what(values.Type, values.Mode)
	}
	return spaced(values.Kind) + " " + values.Quantity
}

const mostWords = 60

// wordsAt quotes what a judgement is about, if it is in the open report, and else says how many things that are.
func (it *ReviewItem) wordsAt(target []ledger.Anchor) string {
	if len(target) != 1 || it.Report == nil || target[0].SHA256 != it.Report.SHA256 || target[0].Of == "report" {
		if len(target) == 1 {
			return "another report"
		}
		return plural(len(target), "thing")
	}
	text := []rune(it.Report.Text)
	if target[0].In != "" {
		text = []rune(it.Report.Title)
	}
	if target[0].Start < 0 || target[0].End > len(text) || target[0].Start > target[0].End {
		return ""
	}
	words := string(text[target[0].Start:target[0].End])
	if utf8.RuneCountInString(words) > mostWords {
		words = string([]rune(words)[:mostWords]) + "…"
	}
	return "“" + words + "”"
}
