package show

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tollbook/tollbook/record"
)

// questions says what the report leaves unsaid, in neutral words: what a coder
// would look for in another report of the same incident.
func (p *page) questions() {
	rec := p.rec
	if len(rec.Events)+len(rec.Counts)+len(rec.Statements) == 0 {
		if len(rec.Warnings) == 0 {
			p.heading("Nothing found")
			p.line(append(blank(1), cells("No event, count or statement was read in this report.", plain)...))
		}
		return
	}
	open := slices.Concat(p.openEvents(), p.openCounts(), p.openStatements())
	if len(open) == 0 {
		return
	}
	p.heading("What the report leaves open")
	undated := false
	for _, o := range merge(open) {
		p.bullet(o.sentence())
		undated = undated || slices.Contains(o.gaps, gapDate) || slices.Contains(o.gaps, gapDays)
	}
	if undated && rec.Report.Published == "" {
		p.bullet("The day of publication is not known. With --published, more can be dated.")
	}
}

func (p *page) bullet(text string) {
	for i, line := range wrap(cells(text, plain), p.width-4) {
		lead := blank(3)
		if i == 0 {
			lead = []cell{{" ", 1, plain}, {"?", 1, questionStyle}, {" ", 1, plain}}
		}
		p.line(append(lead, line...))
	}
}

// An opening is a claim with what is not said of it.
type opening struct {
	names []string
	gaps  []string
}

const (
	gapActor     = "who carried it out"
	gapBlamed    = "who carried it out, for somebody is blamed and nobody claims it"
	gapRecipient = "whom it was directed at"
	gapDate      = "when"
	gapPlace     = "where"
	gapClose     = "where more closely than a province, an area or a country"
	gapApart     = "the single events that are counted together in it"
	gapSource    = "the source"
	gapDays      = "the days"
	gapNumber    = "the number"
	gapCivilians = "whether civilians are meant"
	gapReplaced  = "why the report itself goes on to give another figure"
	gapSpeaker   = "the speaker"
)

// sentence gives "The ambush (1) and the raid (4): who carried it out and when."
func (o opening) sentence() string {
	const most = 4
	names := o.names
	if n := len(names); n > most {
		names = append(slices.Clone(names[:most]), fmt.Sprintf("%d more", n-most))
	}
	s := join(names) + ": " + join(o.gaps) + "."
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

func join(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// merge puts those with the same gaps into one.
func merge(all []opening) []opening {
	var out []opening
	for _, o := range all {
		at := slices.IndexFunc(out, func(other opening) bool { return slices.Equal(other.gaps, o.gaps) })
		if at < 0 {
			out = append(out, o)
			continue
		}
		out[at].names = append(out[at].names, o.names...)
	}
	return out
}

// harmful says that an event is violence or coercion that is told as having happened.
func harmful(e *record.Event) bool {
	return (e.Type == "ASSAULT" || e.Type == "COERCE") && e.Realis == record.Actual
}

func (p *page) openEvents() []opening {
	hasParts := map[string]bool{}
	for _, e := range p.rec.Events {
		hasParts[string(e.PartOf)] = true
	}
	var out []opening
	for _, i := range byNumber(p.marks.events) {
		e := &p.rec.Events[i]
		if !harmful(e) || e.PartOf != "" {
			continue
		}
		gaps := p.eventGaps(e)
		if e.Number > 1 && !hasParts[e.ID] {
			gaps = append(gaps, gapApart)
		}
		if len(gaps) > 0 {
			name := strings.TrimSuffix(what(e), fmt.Sprintf(" ×%d", e.Number))
			out = append(out, opening{[]string{fmt.Sprintf("the %s (%d)", name, p.marks.events[i])}, gaps})
		}
	}
	return out
}

func (p *page) eventGaps(e *record.Event) []string {
	var gaps []string
	switch {
	case len(e.Actors) > 0 || len(e.ClaimedBy) > 0:
	case len(e.BlamedBy) > 0:
		gaps = append(gaps, gapBlamed)
	default:
		gaps = append(gaps, gapActor)
	}
	if len(e.Recipients) == 0 && len(e.Targets) == 0 && len(e.Counts) == 0 {
		gaps = append(gaps, gapRecipient)
	}
	if e.From == "" && e.To == "" {
		gaps = append(gaps, gapDate)
	}
	switch pl := p.placeOf(e.Place); {
	case pl == nil:
		gaps = append(gaps, gapPlace)
	case pl.Precision != nil && *pl.Precision >= 4:
		gaps = append(gaps, gapClose)
	}
	return gaps
}

func (p *page) openCounts() []opening {
	var out []opening
	for _, i := range byNumber(p.marks.counts) {
		c := &p.rec.Counts[i]
		if c.Repeats != "" || c.PartOf != "" || c.Realis != record.Actual {
			continue
		}
		var gaps []string
		for _, g := range []struct {
			open bool
			gap  string
		}{
			{c.Source == "", gapSource},
			{c.From == "" && c.To == "", gapDays},
			{c.Bound == record.Vague, gapNumber},
			{c.Category == record.UnknownCategory, gapCivilians},
			{c.SupersededBy != "", gapReplaced},
		} {
			if g.open {
				gaps = append(gaps, g.gap)
			}
		}
		if len(gaps) > 0 {
			out = append(out, opening{[]string{fmt.Sprintf("%s (%d)", p.figure(c), p.marks.counts[i])}, gaps})
		}
	}
	return out
}

// figure names a count in the report's words: "about 240 police officers killed".
func (p *page) figure(c *record.Count) string {
	m := countMark(c)
	return p.excerpt(record.Span{Start: m.start, End: m.end, In: c.In}, 50) + " " + harm(c.Kind)
}

func (p *page) openStatements() []opening {
	var out []opening
	for _, i := range byNumber(p.marks.statements) {
		if p.rec.Statements[i].Speaker == "" {
			out = append(out, opening{[]string{fmt.Sprint("statement ", p.marks.statements[i])}, []string{gapSpeaker}})
		}
	}
	return out
}
