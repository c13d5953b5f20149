package brief

import (
	"cmp"
	"fmt"
	"html"
	"html/template"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tollbook/tollbook/atlas"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// A Timeline is who was killed when: a bar for each day, week or month.
type Timeline struct {
	Step string // "day"
	Bars []*Bar
	SVG  template.HTML
}

// A Bar is one part of time.
type Bar struct {
	From, To  string
	Label     string
	Incidents *Figure
	Killed    *Figure
}

// mostDays and mostWeeks are how long a period may be for a bar a day, and a bar a week.
const (
	mostDays  = 45
	mostWeeks = 250
)

func (b *Brief) timeline() *Timeline {
	t := &Timeline{Step: "day"}
	next := func(x time.Time) time.Time { return x.AddDate(0, 0, 1) }
	switch {
	case b.Days > mostWeeks:
		t.Step = "month"
		next = func(x time.Time) time.Time { return time.Date(x.Year(), x.Month()+1, 1, 0, 0, 0, 0, time.UTC) }
	case b.Days > mostDays:
		t.Step = "week"
		next = func(x time.Time) time.Time { return x.AddDate(0, 0, 7) }
	}
	from, to, _ := period(b.From, b.To) // they were read before
	rest := b.Incidents
	for x := from; !x.After(to); x = next(x) {
		last := next(x).AddDate(0, 0, -1)
		if last.After(to) {
			last = to
		}
		bar := &Bar{From: x.Format(time.DateOnly), To: last.Format(time.DateOnly)}
		bar.Label = days(bar.From, bar.To)
		n := 0
		for n < len(rest) && rest[n].FirstDay <= bar.To {
			n++
		}
		bar.Incidents = b.sum("Incidents, "+bar.Label, incidentsKind, "", rest[:n])
		bar.Killed = b.sum("Killed, "+bar.Label, string(record.Killed), policy.Everybody, rest[:n])
		rest = rest[n:]
		t.Bars = append(t.Bars, bar)
	}
	t.draw(b)
	return t
}

// Told are the bars with incidents.
func (t *Timeline) Told() (out []*Bar) {
	for _, bar := range t.Bars {
		if bar.Incidents.best > 0 {
			out = append(out, bar)
		}
	}
	return out
}

func (t *Timeline) draw(b *Brief) {
	const width, height, left, foot, top = 720.0, 200.0, 40.0, 172.0, 12.0
	most := 1
	for _, bar := range t.Bars {
		most = max(most, bar.Killed.high, bar.Killed.best)
	}
	step := roundStep(most)
	ceiling := float64((most + step - 1) / step * step)
	y := func(n int) float64 { return tenth(foot - float64(n)/ceiling*(foot-top)) }
	var s strings.Builder
	fmt.Fprintf(&s, `<svg class="chart" viewBox="0 0 %g %g" role="img" aria-labelledby="time-t time-d"><title id="time-t">People killed by %s</title><desc id="time-d">%s</desc>`, width, height, t.Step, html.EscapeString(t.describe(b)))
	for n := 0; n <= int(ceiling); n += step {
		fmt.Fprintf(&s, `<path class="grid" d="M%g %gH%g"/><text class="tick" x="%g" y="%g" text-anchor="end">%s</text>`, left, y(n), width, left-6, y(n)+4, number(n))
	}
	wide := (width - left) / float64(len(t.Bars))
	every := int(math.Ceil(78 / wide))
	for i, bar := range t.Bars {
		x := left + wide*float64(i)
		middle := tenth(x + wide/2)
		if f := bar.Killed; f.high > 0 {
			thick := tenth(min(wide*0.7, 26))
			fmt.Fprintf(&s, `<rect class="bar" x="%g" y="%g" width="%g" height="%g"><title>%s: %s killed</title></rect>`, tenth(middle-thick/2), y(f.best), thick, tenth(foot-y(f.best)), html.EscapeString(bar.Label), f.Best())
			if f.high != f.low {
				fmt.Fprintf(&s, `<path class="whisker" d="M%g %gV%gm-3 0h6M%g %gh6"/>`, middle, y(f.low), y(f.high), middle-3, y(f.low))
			}
		}
		if i%every == 0 {
			d, _ := dateOf(bar.From)
			label := d.Format("2 Jan")
			if t.Step == "month" {
				label = d.Format("Jan 2006")
			}
			fmt.Fprintf(&s, `<text class="tick" x="%g" y="%g" text-anchor="middle">%s</text>`, max(middle, left+10), foot+18, label)
		}
	}
	fmt.Fprintf(&s, `<path class="axis" d="M%g %gH%g"/></svg>`, left, foot, width)
	t.SVG = template.HTML(s.String()) //nolint:gosec // made here; its texts are escaped
}

// describe sums the chart up for those who do not see it.
func (t *Timeline) describe(b *Brief) string {
	most := slices.MaxFunc(t.Bars, func(a, z *Bar) int { return cmp.Compare(a.Killed.best, z.Killed.best) })
	if most.Killed.best == 0 {
		return "Nobody is told to have been killed."
	}
	return fmt.Sprintf("Bars of the best figure, with lines from the lowest to the highest. Most were killed on %s: %s. The table below has all figures.", most.Label, most.Killed.Best())
}

func roundStep(most int) int {
	for _, s := range []int{1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000, 25_000, 100_000, 500_000} {
		if most/s <= 4 {
			return s
		}
	}
	return 1_000_000
}

func tenth(x float64) float64 { return math.Round(x*10) / 10 }

// A Map is where incidents were.
type Map struct {
	Places    []*Place // most killed first
	Placeless int      // incidents without a point
	SVG       template.HTML
}

// A Place is one on the map.
type Place struct {
	Name      string
	Closely   string
	Incidents *Figure
	Killed    *Figure
	list      []*Incident
}

var closelyWords = map[int]string{0: "not known how closely", 1: "exact", 2: "within about 25 km", 3: "a district", 4: "a province", 5: "a region", 6: "a country", 7: "at sea"}

func (b *Brief) drawMap() *Map {
	m := &Map{}
	byPoint := map[string]*Place{}
	for _, x := range b.Incidents {
		if x.Lat == nil || x.Lon == nil {
			m.Placeless++
			continue
		}
		key := strconv.FormatFloat(*x.Lat, 'f', 4, 64) + " " + strconv.FormatFloat(*x.Lon, 'f', 4, 64) + fmt.Sprint(" ", x.Precision, x.Country)
		p := byPoint[key]
		if p == nil {
			p = &Place{Name: x.Where(), Closely: closelyWords[x.Precision]}
			byPoint[key] = p
			m.Places = append(m.Places, p)
		}
		p.list = append(p.list, x)
	}
	var drawn []atlas.Place
	for _, p := range m.Places {
		p.Incidents = b.sum("Incidents, "+p.Name, incidentsKind, "", p.list)
		p.Killed = b.sum("Killed, "+p.Name, string(record.Killed), policy.Everybody, p.list)
		x := p.list[0]
		drawn = append(drawn, atlas.Place{Lat: *x.Lat, Lon: *x.Lon, Precision: x.Precision, Country: x.Country, Incidents: len(p.list),
			Title: fmt.Sprintf("%s: %s, %s killed", p.Name, plural(len(p.list), "incident"), p.Killed.Best())})
	}
	slices.SortStableFunc(m.Places, func(a, z *Place) int {
		return cmp.Or(cmp.Compare(z.Killed.best, a.Killed.best), cmp.Compare(z.Incidents.best, a.Incidents.best), cmp.Compare(a.Name, z.Name))
	})
	if len(drawn) > 0 {
		m.SVG = template.HTML(atlas.Draw(drawn, 720, 420).SVG("map", "Where incidents were", "A dot is an exact place, a circle an area in which it was. The table below has all places.")) //nolint:gosec // escaped there
	}
	return m
}
