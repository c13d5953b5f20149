package plot

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tollbook/tollbook/atlas"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// sides are those of people, with colours that people who see few colours can tell apart (after Okabe and Ito), and strokes for those who see none.
var sides = []struct {
	category     record.Category
	name, colour string
	dash         []float64
}{
	{policy.Everybody, "all", "#222222", nil},
	{record.Civilian, "civilians", "#0072b2", []float64{6, 3}},
	{record.Security, "security forces", "#d55e00", []float64{2, 2}},
	{record.Militant, "militants", "#009e73", []float64{9, 3, 2, 3}},
}

const (
	ink    = "#222222"
	faint  = "#d0d0d0"
	land   = "#ece7dc"
	border = "#b9b1a0"
	spot   = "#b3341f"
)

// A step is a part of time.
type step struct {
	from, to  string
	sums      []spread // by side
	incidents int
}

type spread struct{ low, best, high int }

// steps parts the time: into days, weeks or months.
func (d *drawing) steps() (name string, out []*step) {
	from, _ := time.Parse(time.DateOnly, d.From)
	to, _ := time.Parse(time.DateOnly, d.To)
	days := int(to.Sub(from).Hours()/24) + 1
	name = "day"
	next := func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }
	switch {
	case days > 8000:
		name, next = "year", func(t time.Time) time.Time { return time.Date(t.Year()+1, 1, 1, 0, 0, 0, 0, time.UTC) }
	case days > 250:
		name, next = "month", func(t time.Time) time.Time { return time.Date(t.Year(), t.Month()+1, 1, 0, 0, 0, 0, time.UTC) }
	case days > 45:
		name, next = "week", func(t time.Time) time.Time { return t.AddDate(0, 0, 7) }
	}
	for t := from; !t.After(to); t = next(t) {
		last := next(t).AddDate(0, 0, -1)
		if last.After(to) {
			last = to
		}
		out = append(out, &step{from: t.Format(time.DateOnly), to: last.Format(time.DateOnly), sums: make([]spread, len(sides))})
	}
	return name, out
}

// harmed draws people harmed over time, a line for each side in the band of its range.
func (d *drawing) harmed(harm record.Harm) *Chart {
	name, steps := d.steps()
	at := 0
	for _, x := range d.incidents {
		for steps[at].to < x.FirstDay {
			at++
		}
		s := steps[at]
		s.incidents++
		for i, side := range sides {
			if r := x.tolls[side.category]; r != nil {
				s.sums[i].add(r)
			}
		}
	}
	c := &Chart{Title: d.heading("People " + string(harm) + " by " + name), Width: 760, Height: 360, Table: [][]string{{"from", "to", "incidents"}}}
	for _, side := range sides {
		for _, end := range []string{"low", "best", "high"} {
			c.Table[0] = append(c.Table[0], strings.ReplaceAll(side.name, " ", "_")+"_"+end)
		}
	}
	highest, peak := 1, steps[0]
	var whole spread
	for _, s := range steps {
		row := []string{s.from, s.to, strconv.Itoa(s.incidents)}
		for _, x := range s.sums {
			row = append(row, strconv.Itoa(x.low), strconv.Itoa(x.best), strconv.Itoa(x.high))
			highest = max(highest, x.high)
		}
		c.Table = append(c.Table, row)
		if s.sums[0].best > peak.sums[0].best {
			peak = s
		}
		whole = spread{whole.low + s.sums[0].low, whole.best + s.sums[0].best, whole.high + s.sums[0].high}
	}
	c.Desc = fmt.Sprintf("Lines are the best figures as %s counts, bands go from the lowest to the highest. In all %d %s (%d to %d) in %d incidents; most, %d, %s.", d.Policy, whole.best, harm,
		whole.low, whole.high, len(d.incidents), peak.sums[0].best, "in "+span(peak.from, peak.to))
	c.overTime(name, steps, highest)
	return c
}

func (s *spread) add(r *ledger.Range) {
	best := 0
	for _, n := range []*int{r.Best, r.Low, r.High} {
		if n != nil {
			best = *n
			break
		}
	}
	low, high := best, best
	if r.Low != nil {
		low = min(*r.Low, best)
	}
	if r.High != nil {
		high = max(*r.High, best)
	}
	s.low, s.best, s.high = s.low+low, s.best+best, s.high+high
}

// overTime draws axes, bands, lines and what they mean.
func (c *Chart) overTime(name string, steps []*step, highest int) {
	const left, right, top = 56.0, 16.0, 64.0
	foot := c.Height - 34
	tick := roundStep(highest)
	ceiling := float64((highest + tick - 1) / tick * tick)
	y := func(n int) float64 { return foot - float64(n)/ceiling*(foot-top) }
	wide := (c.Width - left - right) / float64(len(steps))
	x := func(i int) float64 { return left + wide*(float64(i)+0.5) }
	for n := 0; n <= int(ceiling); n += tick {
		c.line(faint, 1, nil, point{left, y(n)}, point{c.Width - right, y(n)})
		c.text(left-8, y(n)+4, 12, end, ink, strconv.Itoa(n))
	}
	every := int(math.Ceil(86 / wide))
	for i, s := range steps {
		if i%every == 0 && (i == 0 || x(i) > left+110) && x(i) < c.Width-right-30 {
			t, _ := time.Parse(time.DateOnly, s.from)
			label := t.Format("2 Jan 2006")
			if name == "month" || name == "year" {
				label = t.Format("Jan 2006")
			}
			c.text(max(x(i), left+30), foot+20, 12, middle, ink, label)
		}
	}
	at := left
	for k, side := range sides {
		var upper, lower, line []point
		for i, s := range steps {
			upper = append(upper, point{x(i), y(s.sums[k].high)})
			lower = append(lower, point{x(i), y(s.sums[k].low)})
			line = append(line, point{x(i), y(s.sums[k].best)})
		}
		slices.Reverse(lower)
		if len(steps) == 1 { // one part of time is a stroke
			upper = []point{{x(0) - 12, upper[0][1]}, {x(0) + 12, upper[0][1]}}
			lower = []point{{x(0) + 12, lower[0][1]}, {x(0) - 12, lower[0][1]}}
			line = []point{{x(0) - 12, line[0][1]}, {x(0) + 12, line[0][1]}}
		}
		c.area(side.colour, 0.14, append(upper, lower...)...)
		c.line(side.colour, 2, side.dash, line...)
		c.line(side.colour, 3, side.dash, point{at, 46}, point{at + 26, 46})
		c.text(at+32, 50, 12, start, ink, side.name)
		at += 56 + 7*float64(len(side.name))
	}
	c.line(ink, 1, nil, point{left, foot}, point{c.Width - right, foot})
	c.title()
}

// mostBars is how many bars a chart has; the rest are one.
const mostBars = 24

// bars counts incidents and their dead by a label.
func (d *drawing) bars(title, head string, label func(*incident) string) *Chart {
	type bar struct {
		name      string
		incidents int
		killed    spread
	}
	by := map[string]*bar{}
	var all []*bar
	for _, x := range d.incidents {
		name := label(x)
		b := by[name]
		if b == nil {
			b = &bar{name: name}
			by[name], all = b, append(all, b)
		}
		b.incidents++
		if r := x.tolls[policy.Everybody]; r != nil {
			b.killed.add(r)
		}
	}
	slices.SortFunc(all, func(a, b *bar) int { return cmp.Or(cmp.Compare(b.incidents, a.incidents), cmp.Compare(a.name, b.name)) })
	c := &Chart{Title: d.heading(title), Width: 760, Table: [][]string{{head, "incidents", "killed_low", "killed_best", "killed_high"}}}
	for _, b := range all {
		c.Table = append(c.Table, []string{b.name, strconv.Itoa(b.incidents), strconv.Itoa(b.killed.low), strconv.Itoa(b.killed.best), strconv.Itoa(b.killed.high)})
	}
	c.Desc = fmt.Sprintf("%d incidents. Most, %d, are of %s %s.", len(d.incidents), all[0].incidents, head, all[0].name)
	if len(all) > mostBars {
		rest := &bar{name: fmt.Sprintf("%d others", len(all)-mostBars+1)}
		for _, b := range all[mostBars-1:] {
			rest.incidents += b.incidents
			rest.killed = spread{rest.killed.low + b.killed.low, rest.killed.best + b.killed.best, rest.killed.high + b.killed.high}
		}
		all = append(all[:mostBars-1], rest)
	}
	const left, top, row = 230.0, 48.0, 22.0
	c.Height = top + row*float64(len(all)) + 30
	longest := 1
	for _, b := range all {
		longest = max(longest, b.incidents)
	}
	for i, b := range all {
		y := top + row*float64(i)
		wide := float64(b.incidents) / float64(longest) * (c.Width - left - 230)
		c.text(left-8, y+15, 12, end, ink, short(b.name, 34))
		c.area("#5b7fa6", 1, point{left, y + 3}, point{left + wide, y + 3}, point{left + wide, y + row - 3}, point{left, y + row - 3})
		note := fmt.Sprintf("%d, %d killed", b.incidents, b.killed.best)
		if b.killed.low < b.killed.high {
			note += fmt.Sprintf(" (%d to %d)", b.killed.low, b.killed.high)
		}
		c.text(left+wide+6, y+15, 12, start, ink, note)
	}
	c.text(left, c.Height-10, 11, start, ink, "incidents; killed as "+string(d.Policy)+" counts, best (lowest to highest)")
	c.title()
	return c
}

func short(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// places draws a map: a dot for an exact place, a circle for an area.
func (d *drawing) places() *Chart {
	c := &Chart{Title: d.heading("Where incidents of violence were"), Width: 760, Height: 520, Table: [][]string{{"place", "country", "latitude", "longitude", "precision", "incidents", "killed_best"}}}
	type key struct {
		lat, lon  float64
		precision int
		country   string
	}
	at := map[key]int{}
	var list []atlas.Place
	var killed []int
	var names []string
	without := 0
	for _, x := range d.incidents {
		if x.Lat == nil || x.Lon == nil {
			without++
			continue
		}
		k := key{*x.Lat, *x.Lon, x.Precision, x.Country}
		i, known := at[k]
		if !known {
			i = len(list)
			at[k] = i
			list, killed, names = append(list, atlas.Place{Lat: k.lat, Lon: k.lon, Precision: x.Precision, Country: x.Country}), append(killed, 0), append(names, x.Place)
		}
		list[i].Incidents++
		if r := x.tolls[policy.Everybody]; r != nil {
			var s spread
			s.add(r)
			killed[i] += s.best
		}
	}
	for i, p := range list {
		c.Table = append(c.Table, []string{names[i], p.Country, strconv.FormatFloat(p.Lat, 'f', -1, 64), strconv.FormatFloat(p.Lon, 'f', -1, 64), strconv.Itoa(p.Precision),
			strconv.Itoa(p.Incidents), strconv.Itoa(killed[i])})
	}
	const top = 40.0
	a := atlas.Draw(list, c.Width, c.Height-top)
	c.area("#f7f9fb", 1, point{0, top}, point{c.Width, top}, point{c.Width, c.Height}, point{0, c.Height})
	for _, o := range a.Countries {
		fill := land
		if o.Incidents > 0 {
			fill = "#e3cfc0"
		}
		for _, ring := range rings(o.Path, top) {
			c.area(fill, 1, ring...)
			c.line(border, 0.7, nil, append(ring, ring[0])...)
		}
	}
	for _, l := range a.Labels {
		c.text(l.X, l.Y+top, 12, middle, "#6b6455", l.Text)
	}
	for _, m := range a.Areas {
		c.circle(spot, 0.22, m.X, m.Y+top, m.R)
	}
	for _, m := range a.Points {
		c.circle(spot, 0.8, m.X, m.Y+top, m.R)
	}
	c.area("#ffffff", 1, point{0, 0}, point{c.Width, 0}, point{c.Width, top}, point{0, top}) // what of the map lies under the title
	c.Desc = fmt.Sprintf("%d incidents at %d places. A dot is an exact place, larger for more incidents; a circle is an area in which it was; a country in colour has incidents of no closer place.", len(d.incidents)-without, len(list))
	if without > 0 {
		c.Desc += fmt.Sprintf(" %d more have no point.", without)
	}
	c.title()
	return c
}

func roundStep(most int) int {
	for _, s := range []int{1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000, 25_000, 100_000, 500_000} {
		if most/s <= 5 {
			return s
		}
	}
	return 1_000_000
}
