package brief

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// A Table counts by something. Its rows add up to its total, which is that of the headlines.
type Table struct {
	ID      string // "provinces"
	Caption string
	Head    string // of the first column
	Columns []string
	Rows    []*Row
	Total   *Row
	Note    string // what a reader must know to read it
}

// A Row is one line of a table.
type Row struct {
	Label string
	Cells []*Figure
	list  []*Incident
}

var columns = []string{incidentsKind, string(record.Killed), string(record.Injured)}

// tables makes the tables by province, side and kind of attack.
func (b *Brief) tables() {
	b.Tables = append(b.Tables,
		b.grouped("provinces", "By province", "Province", func(x *Incident) string { return x.ProvinceName() }),
		b.sideTable(),
		b.grouped("kinds", "By kind of attack", "Kind", func(x *Incident) string { return sentence(x.What()) }),
		b.grouped("actors", "By who acted, as reports name them", "Who acted", func(x *Incident) string { return x.FirstActor() }))
	b.Tables[3].Note = "An incident in which several acted stands with the one whom most reports name. What somebody is said to have done is what reports say, and no finding."
}

// grouped counts incidents by a label, those with most killed first.
func (b *Brief) grouped(id, caption, head string, label func(*Incident) string) *Table {
	t := &Table{ID: id, Caption: caption, Head: head, Columns: columns}
	byLabel := map[string]*Row{}
	for _, x := range b.Incidents {
		name := label(x)
		r := byLabel[name]
		if r == nil {
			r = &Row{Label: name}
			byLabel[name] = r
			t.Rows = append(t.Rows, r)
		}
		r.list = append(r.list, x)
	}
	killed := func(r *Row) (n int) {
		for _, x := range r.list {
			p, _ := x.part(string(record.Killed), policy.Everybody)
			n += p.Best
		}
		return n
	}
	slices.SortStableFunc(t.Rows, func(a, z *Row) int {
		return cmp.Or(cmp.Compare(killed(z), killed(a)), cmp.Compare(len(z.list), len(a.list)), cmp.Compare(a.Label, z.Label))
	})
	for _, r := range t.Rows {
		for _, kind := range columns {
			r.Cells = append(r.Cells, b.sum(fmt.Sprintf("%s, %s: %s", sentence(kind), lower(caption), r.Label), kind, policy.Everybody, r.list))
		}
	}
	t.Total = b.total(columns)
	return t
}

// total is the last row of a table.
func (b *Brief) total(kinds []string) *Row {
	r := &Row{Label: "All"}
	for _, kind := range kinds {
		r.Cells = append(r.Cells, b.headline(kind).Now)
	}
	return r
}

// sides are those of people harmed, in order.
var sides = []record.Category{record.Civilian, record.Security, record.Militant}

// sideTable counts people by their side. What of an incident's number no side is told of stands in a row of its own; where the sides of an incident are counted
// by other sources than its whole, their sum may be above it, and the row below takes that off again.
func (b *Brief) sideTable() *Table {
	kinds := columns[1:]
	t := &Table{ID: "sides", Caption: "By side of those harmed", Head: "Side", Columns: kinds, Total: b.total(kinds)}
	for _, side := range sides {
		r := &Row{Label: sentence(sideWords[side])}
		for _, kind := range kinds {
			r.Cells = append(r.Cells, b.sum(fmt.Sprintf("%s, %s", sentence(kind), sideWords[side]), kind, side, b.Incidents))
		}
		t.Rows = append(t.Rows, r)
	}
	rest, over := &Row{Label: "Side not told"}, &Row{Label: "Counted on two sides"}
	for _, kind := range kinds {
		var more, less []Part
		for _, x := range b.Incidents {
			left := x.sideless(kind)
			if left > 0 {
				more = append(more, Part{Incident: x, Range: Range{left, left, left}})
			} else if left < 0 {
				less = append(less, Part{Incident: x, Range: Range{left, left, left}})
			}
		}
		rest.Cells = append(rest.Cells, b.figure(sentence(kind)+", of no told side: what remains of each incident", kind, more))
		over.Cells = append(over.Cells, b.figure(sentence(kind)+", counted on two sides: taken off", kind, less))
	}
	t.Rows = append(t.Rows, rest)
	for _, c := range over.Cells {
		if c.best != 0 {
			t.Rows = append(t.Rows, over)
			break
		}
	}
	t.Note = "The best figures add up; ranges do not, for the lowest of one side need not go with the lowest of another."
	return t
}

// sideless gives how many people of an incident's best figure are on no told side; below 0 where the sides are more than the whole.
func (x *Incident) sideless(kind string) int {
	whole, _ := x.part(kind, policy.Everybody)
	left := whole.Best
	for _, side := range sides {
		p, _ := x.part(kind, side)
		left -= p.Best
	}
	return left
}
