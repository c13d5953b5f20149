package desk

import (
	"math"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// A TollChart shows how the toll of an incident was told, by day of publication: each source's figures, joined where one source told several.
type TollChart struct {
	Kind                        record.Harm
	Width, Height, Left, Bottom float64
	X, Y                        []Tick
	Points                      []TollPoint
	Lines                       []TollLine
}

// A TollPoint is a figure of a source.
type TollPoint struct {
	policy.Told
	X, Y, Top, Foot float64 // of best, high and low
	Who             string  // as people write it
	LabelLeft       bool    // the figure stands to the left, where there is no room to the right
}

// A TollLine joins two figures of one source.
type TollLine struct{ X1, Y1, X2, Y2 float64 }

// Label is the figure for a person to read.
func (p TollPoint) Label() string {
	low := p.Low
	if low == nil {
		low = p.Best
	}
	return span(low, p.High)
}

func tollChart(x *ledger.Incident, kind record.Harm) *TollChart {
	c := &TollChart{Kind: kind, Width: 440, Height: 190, Left: 34, Bottom: 162}
	most := 0
	for _, t := range x.Series {
		if _, dated := dateOf(t.Published); !dated || t.Kind != kind || t.Best == nil {
			continue
		}
		p := TollPoint{Told: t, Who: voice(x, t.Source)}
		most = max(most, *t.Best)
		if t.High != nil {
			most = max(most, *t.High)
		}
		c.Points = append(c.Points, p)
	}
	if len(c.Points) == 0 {
		return nil
	}
	c.place(most)
	return c
}

// voice names a source as people write it: a text by who prints it.
func voice(x *ledger.Incident, source string) string {
	if family, ok := strings.CutPrefix(source, "text "); ok {
		var papers []string
		for _, s := range x.Sources {
			if plainInt(s.Family) == family && s.Publisher != "" && !slices.Contains(papers, s.Publisher) {
				papers = append(papers, s.Publisher)
			}
		}
		if len(papers) > 0 {
			return strings.Join(papers, ", ")
		}
	}
	for _, s := range x.Sources {
		for _, f := range s.Figures {
			if strings.EqualFold(f.Said, source) {
				return f.Said
			}
		}
	}
	return properName(source)
}

// place lays the points out. Points that would lie over each other stand beside each other.
func (c *TollChart) place(most int) {
	var y Axis
	y, c.Y = countAxis(most, c.Bottom, 14)
	first, _ := dateOf(c.Points[0].Published)
	last, _ := dateOf(c.Points[len(c.Points)-1].Published)
	x, ticks := dayAxis(first, last, c.Left+24, c.Width-44)
	c.X = ticks
	before := map[string]*TollPoint{}
	for i := range c.Points {
		p := &c.Points[i]
		day, _ := dateOf(p.Published)
		p.X, p.Y = x.at(dayNumber(day)), y.at(float64(*p.Best))
		p.Top, p.Foot = p.Y, p.Y
		if p.High != nil {
			p.Top = y.at(float64(*p.High))
		}
		if p.Low != nil {
			p.Foot = y.at(float64(*p.Low))
		}
		for j := range i {
			if o := &c.Points[j]; math.Abs(o.X-p.X) < 10 && math.Abs(o.Y-p.Y) < 10 {
				p.X = o.X + 11
				o.LabelLeft = true
			}
		}
		if o := before[p.Source]; o != nil && o.X != p.X {
			c.Lines = append(c.Lines, TollLine{o.X, o.Y, p.X, p.Y})
		}
		before[p.Source] = p
	}
}

func voicesOf(x *ledger.Incident, sources []string) []string {
	out := make([]string, len(sources))
	for i, s := range sources {
		out[i] = voice(x, s)
	}
	return out
}

// plainValue writes a value on which sources differ as the rest of the page would.
func plainValue(s string) string {
	kind, mode, _ := strings.Cut(s, " ")
	if slices.Contains(record.Types, record.Type(strings.ToUpper(kind))) {
		return what(strings.ToUpper(kind), mode)
	}
	return day(s)
}
