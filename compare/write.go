package compare

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/export"
)

// CSV writes the lists as one table: who documents it, ours, theirs.
func (c *Comparison) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	head := []string{"documented_by"}
	for _, side := range []string{"our_", "their_"} {
		for _, column := range []string{"id", "from", "to", "type", "place", "country", "latitude", "longitude", "precision", "side_a", "side_b", "killed_low", "killed_best", "killed_high", "injured"} {
			head = append(head, side+column)
		}
	}
	rows := [][]string{append(head, "killed", "difference", "km", "points", "why", "near")}
	nobody := make([]string, 15)
	for _, p := range c.Both {
		km := ""
		if p.KM != nil {
			km = strconv.FormatFloat(*p.KM, 'f', -1, 64)
		}
		row := append(append([]string{"both"}, p.Ours.cells()...), p.Theirs.cells()...)
		rows = append(rows, append(row, p.Killed, number(p.Difference), km, strconv.Itoa(p.Points), p.Why, ""))
	}
	for _, a := range c.OursAlone {
		rows = append(rows, append(append(append([]string{"us"}, a.cells()...), nobody...), "", "", "", "", "", a.Near))
	}
	for _, a := range c.TheirsAlone {
		rows = append(rows, append(append(append([]string{c.With}, nobody...), a.cells()...), "", "", "", "", "", a.Near))
	}
	for _, row := range rows {
		for i := range row {
			row[i] = export.Harmless(row[i])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func (s *Side) cells() []string {
	precision := ""
	if s.Precision > 0 {
		precision = strconv.Itoa(s.Precision)
	}
	return []string{s.ID, s.From, s.To, s.Type, s.Place, s.Country, decimal(s.Lat), decimal(s.Lon), precision, strings.Join(s.SideA, "; "), strings.Join(s.SideB, "; "),
		number(s.Low), number(s.Best), number(s.High), number(s.Injured)}
}

func number(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func decimal(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}

// Span writes the killed of an incident: "6 (5 to 8)"; a dash where nobody gives a number.
func (s *Side) Span() string {
	if s.Low == nil && s.Best == nil && s.High == nil {
		return "–"
	}
	low, best, high := bounds(s)
	text := strconv.Itoa(best)
	if low < high {
		text += " (" + strconv.Itoa(low) + " to " + strconv.Itoa(high) + ")"
	}
	return text
}
