package desk

import (
	"math"
	"time"
)

// A Tick is a mark on an axis.
type Tick struct {
	At    float64
	Label string
}

// An Axis is a scale of a chart, from the values to the place on it.
type Axis struct {
	from, to   float64 // values
	start, end float64 // places
}

func (a Axis) at(v float64) float64 {
	if a.to == a.from {
		return round((a.start + a.end) / 2)
	}
	return round(a.start + (v-a.from)/(a.to-a.from)*(a.end-a.start))
}

// round keeps coordinates short: a tenth of a pixel is enough.
func round(x float64) float64 { return math.Round(x*10) / 10 }

// countAxis gives a scale from 0 for whole numbers, up to a round one, and its ticks.
func countAxis(most int, start, end float64) (Axis, []Tick) {
	step := 1.0
	for _, s := range []float64{1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000, 20_000, 50_000, 100_000, 500_000, 1_000_000} {
		if step = s; float64(most)/s <= 4 {
			break
		}
	}
	top := math.Max(step, math.Ceil(float64(most)/step)*step)
	a := Axis{0, top, start, end}
	var ticks []Tick
	for v := 0.0; v <= top; v += step {
		ticks = append(ticks, Tick{a.at(v), number(int(v))})
	}
	return a, ticks
}

// dayAxis gives a scale of days, and some ticks on days.
func dayAxis(from, to time.Time, start, end float64) (Axis, []Tick) {
	a := Axis{dayNumber(from), dayNumber(to), start, end}
	span := int(a.to - a.from)
	step := 1
	for _, s := range []int{1, 2, 3, 7, 14, 30, 61, 91, 182, 365, 730, 1825, 3650} {
		if step = s; span/s <= 6 {
			break
		}
	}
	var ticks []Tick
	for n := 0; n <= span; n += step {
		t := from.AddDate(0, 0, n)
		label := t.Format("2 Jan")
		if step >= 182 {
			label = t.Format("Jan 2006")
		}
		ticks = append(ticks, Tick{a.at(dayNumber(t)), label})
	}
	return a, ticks
}

func dayNumber(t time.Time) float64 { return math.Floor(float64(t.Unix()) / 86400) }
