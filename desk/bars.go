package desk

import (
	"time"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/record"
)

// A BarChart shows people harmed over time: a bar for each part, stacked by side, with a line from low to high.
type BarChart struct {
	Harm                        record.Harm
	Step                        ledger.Step
	Width, Height, Left, Bottom float64
	X, Y                        []Tick
	Bars                        []Bar
	Sides                       []record.Category // that occur
	TooMany                     bool              // to be drawn
}

// A Bar is one day, week or month.
type Bar struct {
	Label     string
	X, Middle float64
	Width     float64
	Parts     []BarPart
	Low, High float64 // places of the ends
	Sum       ledger.Sum
	Incidents int
}

// Of gives the best figure of a side.
func (b Bar) Of(side record.Category) string {
	for _, p := range b.Parts {
		if p.Side == side {
			return number(p.Best)
		}
	}
	return "0"
}

// A BarPart is one side's part of a bar.
type BarPart struct {
	Side      record.Category
	Y, Height float64
	Best      int
}

// mostBars is how many bars can be told apart.
const mostBars = 200

// barChart draws a series. Parts of time without an incident have room in it too.
func barChart(harm record.Harm, step ledger.Step, series []ledger.Part) *BarChart {
	c := &BarChart{Harm: harm, Step: step, Width: 480, Height: 210, Left: 34, Bottom: 182}
	if len(series) == 0 {
		return c
	}
	first, okFirst := dateOf(series[0].From)
	last, okLast := dateOf(series[len(series)-1].From)
	slots := 0
	slot := map[string]int{}
	var starts []time.Time
	for t := first; okFirst && okLast && !t.After(last) && slots <= mostBars; t = nextStep(t, step) {
		slot[t.Format(time.DateOnly)] = slots
		starts = append(starts, t)
		slots++
	}
	if slots == 0 || slots > mostBars {
		c.TooMany = true
		return c
	}
	most := 0
	for i := range series {
		all := sidesOf(&series[i], harm).All
		most = max(most, all.High, all.Best)
	}
	var y Axis
	y, c.Y = countAxis(most, c.Bottom, 12)
	wide := (c.Width - c.Left - 8) / float64(max(slots, 6))
	c.X = slotTicks(starts, step, c.Left+4, wide)
	seen := map[record.Category]bool{}
	for i := range series {
		at, ok := slot[series[i].From]
		if !ok {
			continue
		}
		b := barOf(&series[i], harm, y)
		b.Label = stepLabel(starts[at], step)
		b.Width = round(wide * 0.72)
		b.X = round(c.Left + 4 + wide*(float64(at)+0.14))
		b.Middle = round(b.X + b.Width/2)
		for _, p := range b.Parts {
			seen[p.Side] = true
		}
		c.Bars = append(c.Bars, b)
	}
	for _, s := range sides {
		if seen[s] {
			c.Sides = append(c.Sides, s)
		}
	}
	return c
}

// barOf stacks the sides of a part. What no side is told of stands on top.
func barOf(p *ledger.Part, harm record.Harm, y Axis) Bar {
	s := sidesOf(p, harm)
	b := Bar{Sum: s.All, Incidents: p.Incidents, Low: y.at(float64(s.All.Low)), High: y.at(float64(s.All.High))}
	upTo := 0
	add := func(side record.Category, n int) {
		if n = min(n, s.All.Best-upTo); n <= 0 {
			return
		}
		top, foot := y.at(float64(upTo+n)), y.at(float64(upTo))
		b.Parts = append(b.Parts, BarPart{side, top, round(foot - top), n})
		upTo += n
	}
	add(record.Civilian, s.Civilian.Best)
	add(record.Security, s.Security.Best)
	add(record.Militant, s.Militant.Best)
	add(record.UnknownCategory, s.All.Best-upTo)
	return b
}

func nextStep(t time.Time, step ledger.Step) time.Time {
	switch step {
	case ledger.Day:
		return t.AddDate(0, 0, 1)
	case ledger.Week:
		return t.AddDate(0, 0, 7)
	}
	return t.AddDate(0, 1, 0)
}

func stepLabel(t time.Time, step ledger.Step) string {
	switch step {
	case ledger.Day:
		return t.Format("2 Jan 2006")
	case ledger.Week:
		return "week of " + t.Format("2 Jan 2006")
	}
	return t.Format("January 2006")
}

// slotTicks names so many of the slots as there is room for.
func slotTicks(starts []time.Time, step ledger.Step, left, wide float64) (ticks []Tick) {
	every := max(1, int(52/wide+0.999))
	for i := 0; i < len(starts); i += every {
		label := starts[i].Format("2 Jan")
		if step == ledger.Month {
			label = starts[i].Format("Jan 06")
		}
		ticks = append(ticks, Tick{round(left + wide*(float64(i)+0.5)), label})
	}
	return ticks
}
