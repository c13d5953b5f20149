package show

import (
	"fmt"
	"strings"

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
	asked := append(p.eventQuestions(), p.countQuestions()...)
	asked = append(asked, p.statementQuestions()...)
	if len(asked) == 0 {
		return
	}
	p.heading("Left open")
	for _, q := range asked {
		for i, line := range wrap(cells(q, plain), p.width-4) {
			lead := blank(3)
			if i == 0 {
				lead = []cell{{" ", 1, plain}, {"?", 1, questionStyle}, {" ", 1, plain}}
			}
			p.line(append(lead, line...))
		}
	}
}

// harmful says that an event is violence or coercion that is told as having happened.
func harmful(e *record.Event) bool {
	return (e.Type == "ASSAULT" || e.Type == "COERCE") && e.Realis == record.Actual
}

func (p *page) eventQuestions() []string {
	var noActor, noVictim, noDate, noPlace, wide, umbrella, blamed []string
	hasParts := map[string]bool{}
	for _, e := range p.rec.Events {
		hasParts[string(e.PartOf)] = true
	}
	for i := range p.rec.Events {
		e := &p.rec.Events[i]
		name := fmt.Sprintf("the %s (%d)", strings.TrimSuffix(what(e), fmt.Sprintf(" ×%d", e.Number)), p.marks.events[i])
		if harmful(e) && e.From == "" && e.To == "" {
			noDate = append(noDate, name)
		}
		if !harmful(e) || e.PartOf != "" {
			continue
		}
		switch {
		case len(e.BlamedBy) > 0 && len(e.ClaimedBy) == 0 && len(e.Actors) == 0:
			blamed = append(blamed, name)
		case len(e.Actors) == 0 && len(e.ClaimedBy) == 0:
			noActor = append(noActor, name)
		}
		if len(e.Recipients) == 0 && len(e.Targets) == 0 && len(e.Counts) == 0 {
			noVictim = append(noVictim, name)
		}
		switch pl := p.placeOf(e.Place); {
		case pl == nil:
			noPlace = append(noPlace, name)
		case pl.Precision != nil && *pl.Precision >= 4:
			wide = append(wide, name)
		}
		if e.Number > 1 && !hasParts[e.ID] {
			umbrella = append(umbrella, name)
		}
	}
	var out []string
	out = ask(out, noActor, "Who carried out %s is not said.")
	out = ask(out, blamed, "For %s somebody is blamed, and nobody claims it.")
	out = ask(out, noVictim, "Whom %s was directed at is not said.")
	out = ask(out, noDate, "No date can be told for %s."+p.noPublication())
	out = ask(out, noPlace, "No place is given for %s.")
	out = ask(out, wide, "The place of %s is told only as a province, an area or a country.")
	return ask(out, umbrella, "Several events are told together, not apart, as %s.")
}

func (p *page) noPublication() string {
	if p.rec.Report.Published == "" {
		return " The day of publication is not known; --published gives it."
	}
	return ""
}

func (p *page) countQuestions() []string {
	var noSource, noSide, vague, noDay, replaced []string
	for i := range p.rec.Counts {
		c := &p.rec.Counts[i]
		name := fmt.Sprintf("%s (%d)", p.figure(c), p.marks.counts[i])
		if c.SupersededBy != "" {
			replaced = append(replaced, name)
		}
		if c.Repeats != "" || c.PartOf != "" || c.Realis != record.Actual {
			continue
		}
		if c.Source == "" {
			noSource = append(noSource, name)
		}
		if c.Category == record.UnknownCategory {
			noSide = append(noSide, name)
		}
		if c.Bound == record.Vague {
			vague = append(vague, name)
		}
		if c.From == "" && c.To == "" {
			noDay = append(noDay, name)
		}
	}
	var out []string
	out = ask(out, noSource, "No source is named for %s.")
	out = ask(out, noSide, "Whether civilians are meant is not said for %s.")
	out = ask(out, vague, "No number is given for %s.")
	out = ask(out, replaced, "The report itself replaces %s by another figure.")
	return ask(out, noDay, "Over which days is not said for %s.")
}

// figure names a count in the report's words: "about 240 police officers killed".
func (p *page) figure(c *record.Count) string {
	m := countMark(c)
	words := p.excerpt(record.Span{Start: m.start, End: m.end, In: c.In}, 50)
	return words + " " + harm(c.Kind)
}

func (p *page) statementQuestions() []string {
	var noSpeaker []string
	for i, s := range p.rec.Statements {
		if s.Speaker == "" {
			noSpeaker = append(noSpeaker, fmt.Sprint("statement ", p.marks.statements[i]))
		}
	}
	return ask(nil, noSpeaker, "The speaker of %s is not named.")
}

// ask adds a question about the named claims, if there are any.
func ask(to, names []string, question string) []string {
	const most = 4
	switch n := len(names); {
	case n == 0:
		return to
	case n > most:
		names = append(names[:most:most], fmt.Sprintf("%d more", n-most))
	}
	last := len(names) - 1
	joined := names[last]
	if last > 0 {
		joined = strings.Join(names[:last], ", ") + " and " + joined
	}
	return append(to, strings.Replace(question, "%s", joined, 1))
}
