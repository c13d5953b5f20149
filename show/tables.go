package show

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/countries"
	"github.com/tollbook/tollbook/record"
)

// byNumber gives the indexes of claims in the order of their numbers.
func byNumber(numbers []int) []int {
	order := make([]int, len(numbers))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(numbers[a], numbers[b]) })
	return order
}

// orDash is a dim dash for what the report does not say.
func orDash(s string) field {
	if s == "" {
		return field{{"–", dim}}
	}
	return field{{s, plain}}
}

func (p *page) numberColumn() column {
	last := 0
	for _, m := range p.marks.all {
		last = max(last, m.number)
	}
	return column{title: "", width: max(2, len(strconv.Itoa(last))), right: true}
}

// events tells what happened, was planned or was said to be.
func (p *page) events() {
	var rows [][]field
	for _, i := range byNumber(p.marks.events) {
		e := &p.rec.Events[i]
		rows = append(rows, []field{
			{{strconv.Itoa(p.marks.events[i]), eventNumber}},
			p.whatField(e),
			p.partiesField(e),
			orDash(window(e.From, e.To)),
			orDash(p.place(e.Place)),
		})
	}
	p.table("Events", []column{p.numberColumn(), {title: "what", share: 17}, {title: "who → whom", share: 21},
		{title: "when", width: 14}, {title: "where", share: 17}}, rows)
}

func (p *page) whatField(e *record.Event) field {
	out := field{{what(e), bold}}
	var notes []string
	if e.Mode != "" && e.Mode != "other" {
		notes = append(notes, strings.ToLower(string(e.Type)))
	}
	if e.Main {
		notes = append(notes, "main")
	}
	if e.Background {
		notes = append(notes, "background")
	}
	out = append(out, span{strings.Join(notes, ", "), dim})
	if e.Realis != record.Actual {
		out = append(out, span{string(e.Realis), questionStyle})
	}
	return out
}

func (p *page) partiesField(e *record.Event) field {
	by, to := p.names(e.Actors), p.names(e.Recipients)
	if by == "" && to == "" && len(e.Targets) == 0 {
		return orDash("")
	}
	line := by
	if by == "" {
		line = "not said"
	}
	if to != "" {
		line += " → " + to
	}
	out := field{{line, plain}}
	for _, group := range []struct {
		label string
		list  []record.Instrument
	}{{"hit: ", e.Targets}, {"with: ", e.Weapons}} {
		var words []string
		for _, in := range group.list {
			if w := p.excerpt(in.Span, 40); w != "" && !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
		if len(words) > 0 {
			out = append(out, span{group.label + strings.Join(words, ", "), dim})
		}
	}
	if s := p.names(e.ClaimedBy); s != "" {
		out = append(out, span{"claimed by " + s, dim})
	}
	for _, blame := range e.BlamedBy {
		if who, whom := p.actor(record.Nullable(blame[0])), p.actor(record.Nullable(blame[1])); whom != "" {
			out = append(out, span{strings.TrimSpace(who + " blames " + whom), dim})
		}
	}
	if s := p.names(e.DeniedBy); s != "" {
		out = append(out, span{"denied by " + s, dim})
	}
	return out
}

// counts tells how many people were harmed, and according to whom.
func (p *page) counts() {
	var rows [][]field
	width := 4
	for _, i := range byNumber(p.marks.counts) {
		c := &p.rec.Counts[i]
		row := []field{{{strconv.Itoa(p.marks.counts[i]), countNumber}}, p.harmField(c)}
		for _, n := range []*int{c.Low, c.Best, c.High} {
			s := thousands(n)
			width = max(width, len([]rune(s)))
			st := bold
			if n == nil {
				st = dim
			}
			row = append(row, field{{s, st}})
		}
		rows = append(rows, append(row, p.whoField(c), p.windowField(c), p.sourceField(c)))
	}
	p.table("Counts", []column{p.numberColumn(), {title: "harm", share: 12}, {title: "low", width: width, right: true},
		{title: "best", width: width, right: true}, {title: "high", width: width, right: true}, {title: "who", share: 16},
		{title: "when, where", share: 19}, {title: "source", share: 12}}, rows)
}

func (p *page) harmField(c *record.Count) field {
	out := field{{harm(c.Kind), bold}, {string(c.Scope), dim}}
	if c.Realis != record.Actual {
		out = append(out, span{string(c.Realis), questionStyle})
	}
	return out
}

func (p *page) whoField(c *record.Count) field {
	var out field
	if who := clean(string(c.Who)); who != "" {
		out = append(out, span{shorten(who, 60), plain})
	}
	if c.Category != record.UnknownCategory && !strings.Contains(string(c.Who), string(c.Category)) {
		out = append(out, span{string(c.Category), dim})
	}
	for _, note := range []struct {
		label string
		id    record.Nullable
	}{{"part of ", c.PartOf}, {"same as ", c.Repeats}, {"replaced by ", c.SupersededBy}} {
		for i := range p.rec.Counts {
			if note.id != "" && p.rec.Counts[i].ID == string(note.id) {
				out = append(out, span{note.label + strconv.Itoa(p.marks.counts[i]), dim})
			}
		}
	}
	if len(out) == 0 {
		return orDash("")
	}
	return out
}

func (p *page) windowField(c *record.Count) field {
	when, where := window(c.From, c.To), p.place(c.Place)
	if when == "" && where == "" {
		return orDash("")
	}
	return field{{when, plain}, {where, dim}}
}

func (p *page) sourceField(c *record.Count) field {
	if s := p.actor(c.Source); s != "" {
		return field{{s, plain}}
	}
	return orDash("")
}

// statements tells who said what.
func (p *page) statements() {
	var rows [][]field
	var before record.Nullable
	for _, i := range byNumber(p.marks.statements) {
		s := &p.rec.Statements[i]
		rows = append(rows, []field{
			{{strconv.Itoa(p.marks.statements[i]), sayNumber}},
			p.speakerField(s, s.Speaker == before),
			p.actField(s),
			p.contentField(s),
		})
		before = s.Speaker
	}
	p.table("Statements", []column{p.numberColumn(), {title: "who", share: 20}, {title: "does", width: 14},
		{title: "what is said", share: 40}}, rows)
}

// speakerField names the speaker, with the title unless the row above has it.
func (p *page) speakerField(s *record.Statement, again bool) field {
	a := p.actorOf(string(s.Speaker))
	if a == nil {
		return field{{"not named", dim}}
	}
	out := field{{clean(a.Name), bold}}
	if title := clean(string(a.Title)); title != "" && !again {
		out = append(out, span{title, dim})
	}
	return out
}

func (p *page) actField(s *record.Statement) field {
	out := field{{act(s.Act), plain}}
	if s.From != "" || s.To != "" {
		out = append(out, span{window(s.From, s.To), dim})
	}
	return out
}

func (p *page) contentField(s *record.Statement) field {
	words := p.excerpt(s.Span, 150)
	if s.Direct {
		words = quoted(words)
	}
	out := field{{words, speechStyle}}
	var notes []string
	if to := p.actor(s.Addressee); to != "" {
		notes = append(notes, "to "+to)
	}
	if about := p.actor(s.About); about != "" {
		notes = append(notes, "about "+about)
	}
	if venue := clean(string(s.Venue)); venue != "" {
		notes = append(notes, "at "+venue)
	}
	for i := range p.rec.Statements {
		if s.Inside != "" && p.rec.Statements[i].ID == string(s.Inside) {
			notes = append(notes, "as told in "+strconv.Itoa(p.marks.statements[i]))
		}
	}
	if len(notes) > 0 {
		out = append(out, span{strings.Join(notes, "; "), dim})
	}
	return out
}

// quoted sets quotation marks around words, or completes those that they hold half of.
func quoted(words string) string {
	opened, closed := strings.Count(words, "“"), strings.Count(words, "”")
	switch {
	case opened == closed && (opened > 0 || strings.Contains(words, "\"")):
		return words
	case opened == closed:
		return "“" + words + "”"
	case closed > opened:
		return "“" + words
	}
	return words + "”"
}

// actors lists those who act, suffer or speak above, with what the report tells of them.
func (p *page) actors() {
	used := p.usedActors()
	var line []cell
	for i := range p.rec.Actors {
		a := &p.rec.Actors[i]
		if !used[a.ID] {
			continue
		}
		if len(line) > 0 {
			line = append(line, cells(" · ", dim)...)
		}
		line = append(line, cells(clean(a.Name), plain)...)
		if note := actorNote(a); note != "" {
			line = append(line, cells(" ("+note+")", dim)...)
		}
	}
	if len(line) == 0 {
		return
	}
	p.heading("Actors")
	for _, l := range wrap(line, p.width-2) {
		p.line(append(blank(1), l...))
	}
}

func (p *page) usedActors() map[string]bool {
	used := map[string]bool{}
	for _, e := range p.rec.Events {
		for _, list := range [][]string{e.Actors, e.Recipients, e.ClaimedBy, e.DeniedBy} {
			for _, id := range list {
				used[id] = true
			}
		}
	}
	for _, c := range p.rec.Counts {
		used[string(c.Source)], used[string(c.Perpetrator)] = true, true
	}
	for _, s := range p.rec.Statements {
		used[string(s.Speaker)], used[string(s.Addressee)], used[string(s.About)] = true, true, true
	}
	return used
}

// actorNote is the office, the country and the sector.
func actorNote(a *record.Actor) string {
	var parts []string
	if title := clean(string(a.Title)); title != "" {
		parts = append(parts, title)
	}
	if c := countries.ByCode(string(a.Country)); c != nil && !strings.EqualFold(c.Name, a.Name) {
		parts = append(parts, c.Name)
	}
	if a.Sector != "" && a.Kind != record.State {
		parts = append(parts, string(a.Sector))
	}
	return strings.Join(parts, ", ")
}
