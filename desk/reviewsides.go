package desk

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/record"
)

// Sides are reports side by side: those of the open incident, and of another where that is wanted.
type Sides struct {
	Columns []SideColumn
	Rows    []SideRow
	More    int              // reports for which there is no room
	Other   *ledger.Incident // beside the open one; nil without
	Heading string           // of the other
}

// A SideColumn is a report.
type SideColumn struct {
	Publisher, Day, Title, Key string
	Of                         int    // 0 for the open incident, 1 for the other
	Wire                       string // why it does not count by itself
	Part                       string // REPORT/e1, as a split names it
}

// A SideRow is one field of all reports.
type SideRow struct {
	Name  string
	Text  bool // sentences, not values
	Cells []SideCell
}

// A SideCell is what one report says in one field.
type SideCell struct {
	Value string
	Loud  bool   // it is not what most say
	Same  string // the same wire, counts once
}

// mostSides is how many reports can be looked at side by side.
const mostSides = 8

// sides lays the reports of an incident, and of the other that is wanted, side by side. Those that print one text stand together.
func (d *Desk) sides(ctx context.Context, p *Review, x *ledger.Incident) (*Sides, error) {
	s := &Sides{}
	all := []*ledger.Incident{x}
	if p.with != "" && p.with != x.ID {
		other, err := d.readIncident(ctx, p.with)
		if err != nil {
			return nil, err
		}
		if other.ID != x.ID {
			s.Other, s.Heading = other, headingOf(&other.Summary)
			all = append(all, other)
		}
	}
	var values [][]SideCell
	var names []string
	room := mostSides / len(all)
	for of, in := range all {
		sources := slices.Clone(in.Sources)
		slices.SortStableFunc(sources, func(a, b ledger.Source) int {
			return cmp.Compare(firstOfFamily(in.Sources, a.Family), firstOfFamily(in.Sources, b.Family))
		})
		s.More += max(0, len(sources)-room)
		prints := printsOf(sources)
		for _, source := range sources[:min(len(sources), room)] {
			rep, err := d.readReport(ctx, source.Key, p.Asked.Policy)
			if err != nil {
				return nil, err
			}
			c := SideColumn{Publisher: cmp.Or(source.Publisher, source.Report), Day: day(source.Published), Title: cmp.Or(source.Title, source.Report), Key: source.Key, Of: of, Part: source.Key + "/" + source.Event}
			if prints[source.Family] > 1 {
				c.Wire = "same wire " + wireName(of, source.Family) + ", counts once"
			}
			if slices.ContainsFunc(s.Columns, func(other SideColumn) bool { return other.Key == c.Key && other.Of == of }) {
				c.Wire = "same report, counts once"
			}
			s.Columns = append(s.Columns, c)
			var column []SideCell
			names, column = sideCells(rep.Record, &source)
			values = append(values, column)
		}
	}
	s.compare(names, values)
	return s, nil
}

// wireName tells the wires of the open incident by numbers, and those of the other by letters.
func wireName(of, family int) string {
	if of == 0 || family > 26 {
		return strconv.Itoa(family)
	}
	return string(rune('A' + family - 1))
}

// printsOf counts the reports of each family.
func printsOf(sources []ledger.Source) map[int]int {
	seen, prints := map[string]bool{}, map[int]int{}
	for _, s := range sources {
		if !seen[s.Key] {
			seen[s.Key] = true
			prints[s.Family]++
		}
	}
	return prints
}

func firstOfFamily(sources []ledger.Source, family int) int {
	return slices.IndexFunc(sources, func(s ledger.Source) bool { return s.Family == family })
}

// sideCells gives what a report says of an incident, field by field.
func sideCells(rec *record.Record, source *ledger.Source) (names []string, cells []SideCell) {
	m := newSetter(rec)
	add := func(name, value string) { names, cells = append(names, name), append(cells, SideCell{Value: value}) }
	x := &record.Event{}
	for i := range rec.Events {
		if rec.Events[i].ID == source.Event {
			x = &rec.Events[i]
		}
	}
	add("what", what(string(x.Type), string(x.Mode)))
	add("who did it", m.names(x.Actors))
	add("to whom", m.names(x.Recipients))
	add("when", days(string(x.From), string(x.To)))
	at, _ := m.at(x.Place)
	add("where", at)
	for _, kind := range []record.Harm{record.Killed, record.Injured, record.Abducted} {
		var told []string
		for _, f := range source.Figures {
			if f.Kind == kind {
				figure := span(cmp.Or(f.Low, f.Best), f.High)
				if f.Said != "" {
					figure += " (" + f.Said + ")"
				}
				told = append(told, figure)
			}
		}
		add(spaced(string(kind)), strings.Join(told, "; "))
	}
	add("claimed by", m.names(x.ClaimedBy))
	add("denied by", m.names(x.DeniedBy))
	add("with", instruments(x.Weapons))
	words := source.Evidence
	if words == "" && x.In != "" {
		words = source.Title
	}
	add("in its words", words)
	return names, cells
}

// compare fills the rows: what most say is quiet, what another says is loud. A row in which nobody says anything is left out.
func (s *Sides) compare(names []string, values [][]SideCell) {
	for r, name := range names {
		row := SideRow{Name: name, Text: name == "in its words"}
		times, most := map[string]int{}, ""
		for _, column := range values {
			v := strings.ToLower(column[r].Value)
			times[v]++
			if v != "" && (most == "" || times[v] > times[most]) {
				most = v
			}
		}
		if most == "" {
			continue
		}
		for i, column := range values {
			c := column[r]
			c.Loud = c.Value != "" && strings.ToLower(c.Value) != most
			if row.Text {
				c.Loud = false
			}
			if row.Text && c.Value != "" {
				c.Same = s.Columns[i].Wire
			}
			row.Cells = append(row.Cells, c)
		}
		s.Rows = append(s.Rows, row)
	}
}
