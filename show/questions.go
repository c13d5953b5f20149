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
	var noActor, noVictim, noDate, noPlace, wide, umbrella []int
	hasParts := map[string]bool{}
	for _, e := range p.rec.Events {
		hasParts[string(e.PartOf)] = true
	}
	for i := range p.rec.Events {
		e, n := &p.rec.Events[i], p.marks.events[i]
		if e.Realis == record.Actual && e.From == "" && e.To == "" {
			noDate = append(noDate, n)
		}
		if !harmful(e) {
			continue
		}
		if len(e.Actors) == 0 && len(e.ClaimedBy) == 0 {
			noActor = append(noActor, n)
		}
		if len(e.Recipients) == 0 && len(e.Targets) == 0 && len(e.Counts) == 0 {
			noVictim = append(noVictim, n)
		}
		switch pl := p.placeOf(e.Place); {
		case pl == nil:
			noPlace = append(noPlace, n)
		case pl.Precision != nil && *pl.Precision >= 4:
			wide = append(wide, n)
		}
		if e.Number > 1 && !hasParts[e.ID] {
			umbrella = append(umbrella, n)
		}
	}
	var out []string
	out = ask(out, noActor, "Who did it is not said (%s).")
	out = ask(out, noVictim, "To whom it was done is not said (%s).")
	out = ask(out, noDate, "No date can be told (%s)."+p.noPublication())
	out = ask(out, noPlace, "No place is given (%s).")
	out = ask(out, wide, "The place is told no more closely than a province, an area or a country (%s).")
	return ask(out, umbrella, "Several events are counted together, and not told apart (%s).")
}

func (p *page) noPublication() string {
	if p.rec.Report.Published == "" {
		return " The report's date of publication is not known: --published gives it."
	}
	return ""
}

func (p *page) countQuestions() []string {
	var noSource, noSide, vague, noDay []int
	for i := range p.rec.Counts {
		c, n := &p.rec.Counts[i], p.marks.counts[i]
		if c.Repeats != "" || c.PartOf != "" || c.Realis != record.Actual {
			continue
		}
		if c.Source == "" {
			noSource = append(noSource, n)
		}
		if c.Category == record.UnknownCategory || c.Category == "" {
			noSide = append(noSide, n)
		}
		if c.Bound == record.Vague {
			vague = append(vague, n)
		}
		if c.From == "" && c.To == "" {
			noDay = append(noDay, n)
		}
	}
	var out []string
	out = ask(out, noSource, "No source is named for the figure (%s).")
	out = ask(out, noSide, "Whether those counted were civilians or took part in the fighting is not said (%s).")
	out = ask(out, vague, "The figure is a word, not a number (%s).")
	return ask(out, noDay, "The days that the figure covers are not said (%s).")
}

func (p *page) statementQuestions() []string {
	var noSpeaker []int
	for i, s := range p.rec.Statements {
		if s.Speaker == "" {
			noSpeaker = append(noSpeaker, p.marks.statements[i])
		}
	}
	return ask(nil, noSpeaker, "Who said it is not told (%s).")
}

// ask adds a question about the numbered claims, if there are any.
func ask(to []string, numbers []int, question string) []string {
	if len(numbers) == 0 {
		return to
	}
	return append(to, fmt.Sprintf(strings.Replace(question, "%s", "%[1]s", 1), list(numbers)))
}
