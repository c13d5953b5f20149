package atlas

import (
	"cmp"
	"html"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/countries"
)

// A Place is where incidents happened, as closely as it is known.
type Place struct {
	Lat, Lon  float64
	Precision int // UCDP where_prec: 1 is the exact place, 2 near it, 3 a district, 4 a province, 5 a region, 6 a country; 0 not known
	Country   string
	Incidents int
	Title     string // what is told of it
	Href      string // where to read more; empty for nowhere
}

// Exact says whether a place is a point on the map. All others are areas.
func Exact(precision int) bool { return precision == 1 }

// Whole says whether a place is a country as a whole.
func Whole(precision int) bool { return precision == 6 }

// Radius gives how far from its point, in km, something may have happened that is known with such precision. UCDP's "near" is 25 km; those of districts and
// provinces are rough signs of size, not borders.
func Radius(precision int) float64 {
	switch precision {
	case 1:
		return 0
	case 2:
		return 25
	case 4, 5, 7:
		return 120
	}
	return 50
}

// A Drawing is a small map.
type Drawing struct {
	Width, Height float64
	Countries     []Outline
	Labels        []Label
	Areas, Points []Mark
	Left          int // places that are not drawn, those with the fewest incidents
}

// An Outline is a country as a path of SVG.
type Outline struct {
	Code, Path, Title, Href string
	Incidents               int // of which only the country is known
}

// A Label is the name of a country.
type Label struct {
	X, Y float64
	Text string
}

// A Mark is a place on the map.
type Mark struct {
	X, Y, R     float64
	Title, Href string
}

const (
	mostMarks = 400 // on a large map
	fewMarks  = 150 // on a small one
	small     = 600.0
	pen       = 1.4   // what lies closer than that is one
	kmDegree  = 111.2 // km of a degree of latitude
	margin    = 12.0  // around what is drawn, so that no line of clipping shows
)

// A view is how degrees become places on a drawing: all distances true along the meridians and the middle parallel.
type view struct {
	box                  box
	scale, shrink        float64 // px of a degree of latitude; degrees of longitude in it
	width, height        float64
	middleLon, middleLat float64
}

func (v *view) at(lon, lat float64) (x, y float64) {
	return v.width/2 + (lon-v.middleLon)*v.scale*v.shrink, v.height/2 - (lat-v.middleLat)*v.scale
}

// Draw draws places on as much of the world as they need.
func Draw(places []Place, width, height float64) *Drawing {
	places = slices.Clone(places)
	slices.SortStableFunc(places, func(a, b Place) int { return cmp.Compare(b.Incidents, a.Incidents) })
	most := mostMarks
	if width < small {
		most = fewMarks
	}
	d := &Drawing{Width: width, Height: height, Left: max(0, len(places)-most)}
	places = places[:len(places)-d.Left]
	v := fit(places, width, height)
	whole := map[string]*Place{}
	for i := range places {
		p := &places[i]
		if Whole(p.Precision) && p.Country != "" {
			whole[p.Country] = p
			continue
		}
		x, y := v.at(p.Lon, p.Lat)
		m := Mark{X: tenth(x), Y: tenth(y), Title: p.Title, Href: p.Href}
		if Exact(p.Precision) {
			m.R = tenth(min(3+1.6*math.Sqrt(float64(max(p.Incidents-1, 0))), 16))
			d.Points = append(d.Points, m)
		} else {
			m.R = tenth(max(Radius(p.Precision)/kmDegree*v.scale, 5))
			d.Areas = append(d.Areas, m)
		}
	}
	v.countries(d, whole)
	return d
}

// fit gives the view that shows all places, and some of what lies around them.
func fit(places []Place, width, height float64) view {
	b := nowhere
	for i := range places {
		p := &places[i]
		if Whole(p.Precision) {
			if c := countryBox(p.Country); !c.empty() {
				b.join(c)
				continue
			}
		}
		b.add(p.Lon, p.Lat)
		r := max(Radius(p.Precision), 60) / kmDegree
		b.join(box{p.Lon - r, p.Lat - r, p.Lon + r, p.Lat + r})
	}
	if b.empty() {
		b = box{-170, -56, 180, 80}
	}
	v := view{box: b, width: width, height: height, middleLon: (b.west + b.east) / 2, middleLat: (b.south + b.north) / 2}
	v.shrink = max(math.Cos(v.middleLat*math.Pi/180), 0.2)
	v.scale = min(width/max((b.east-b.west)*v.shrink*1.12, 5), height/max((b.north-b.south)*1.12, 5))
	v.box = box{v.middleLon - width/2/v.scale/v.shrink, v.middleLat - height/2/v.scale, v.middleLon + width/2/v.scale/v.shrink, v.middleLat + height/2/v.scale}
	return v
}

func countryBox(code string) box {
	for _, c := range world() {
		if c.code == code && code != "" && len(c.boxes) > 0 {
			return c.boxes[c.main]
		}
	}
	return nowhere
}

// countries draws the countries in view, with the names of those that have room for it.
func (v *view) countries(d *Drawing, whole map[string]*Place) {
	for _, c := range world() {
		var path []byte
		for i, r := range c.rings {
			if b := c.boxes[i]; b.west < v.box.east && b.east > v.box.west && b.south < v.box.north && b.north > v.box.south {
				path = v.ring(path, r, b)
			}
		}
		if len(path) == 0 {
			continue
		}
		o := Outline{Code: c.code, Path: string(path)}
		if p := whole[c.code]; p != nil {
			o.Incidents, o.Title, o.Href = p.Incidents, p.Title, p.Href
		}
		d.Countries = append(d.Countries, o)
		v.label(d, &c)
	}
}

func (v *view) label(d *Drawing, c *country) {
	info := countries.ByCode(c.code)
	if info == nil {
		return
	}
	x, y := v.at(info.Lon, info.Lat)
	room := (c.boxes[c.main].east - c.boxes[c.main].west) * v.scale * v.shrink
	half := halfWidth(info.Name)
	if room < 2*half+8 || x-half < 4 || x+half > v.width-4 || y < 14 || y > v.height-8 {
		return
	}
	for _, l := range d.Labels {
		if math.Abs(l.Y-y) < 13 && math.Abs(l.X-x) < half+halfWidth(l.Text)+4 {
			return
		}
	}
	d.Labels = append(d.Labels, Label{tenth(x), tenth(y), info.Name})
}

// halfWidth is about half of how wide a name is.
func halfWidth(name string) float64 { return float64(len(name)) * 3.4 }

// ring writes a ring as a path, as fine as can be seen and cut at the edge of the drawing.
func (v *view) ring(path []byte, r Ring, b box) []byte {
	if (b.east-b.west)*v.scale*v.shrink+(b.north-b.south)*v.scale < 2*pen {
		return path // smaller than the pen
	}
	line := make([][2]float64, 0, len(r))
	lastX, lastY := math.Inf(1), math.Inf(1)
	for i, p := range r {
		x, y := v.at(p[0], p[1])
		if math.Abs(x-lastX)+math.Abs(y-lastY) >= pen || i == len(r)-1 {
			line = append(line, [2]float64{x, y})
			lastX, lastY = x, y
		}
	}
	if b.west < v.box.west || b.east > v.box.east || b.south < v.box.south || b.north > v.box.north {
		for _, edge := range []struct {
			axis     int
			at, sign float64
		}{{0, -margin, 1}, {0, v.width + margin, -1}, {1, -margin, 1}, {1, v.height + margin, -1}} {
			line = cutLine(line, edge.axis, edge.at, edge.sign)
		}
	}
	// Tenths of a pixel from place to place are shorter than places.
	atX, atY := 0, 0
	for i, p := range line {
		x, y := int(math.Round(p[0]*10)), int(math.Round(p[1]*10))
		switch {
		case i == 0:
			path = append(path, 'M')
		case i == 1:
			path = append(path, 'l')
		}
		path = appendTenths(path, x-atX, i > 1)
		path = appendTenths(path, y-atY, true)
		atX, atY = x, y
	}
	if len(line) > 0 {
		path = append(path, 'Z')
	}
	return path
}

// appendTenths writes so many tenths, parted from what stands before where a sign does not do it.
func appendTenths(to []byte, n int, part bool) []byte {
	if n < 0 {
		to, n = append(to, '-'), -n
	} else if part {
		to = append(to, ' ')
	}
	if n >= 10 || n%10 == 0 {
		to = strconv.AppendInt(to, int64(n/10), 10)
	}
	if n%10 != 0 {
		to = append(to, '.', byte('0'+n%10))
	}
	return to
}

// cutLine keeps of a closed line what lies on one side of an edge, after Sutherland and Hodgman.
func cutLine(line [][2]float64, axis int, at, sign float64) (out [][2]float64) {
	for i, p := range line {
		q := line[(i+len(line)-1)%len(line)]
		in, was := (p[axis]-at)*sign >= 0, (q[axis]-at)*sign >= 0
		if in != was {
			t := (at - q[axis]) / (p[axis] - q[axis])
			out = append(out, [2]float64{q[0] + t*(p[0]-q[0]), q[1] + t*(p[1]-q[1])})
		}
		if in {
			out = append(out, p)
		}
	}
	return out
}

func tenth(x float64) float64 { return math.Round(x*10) / 10 }

func (d *Drawing) linked() bool {
	is := func(m Mark) bool { return m.Href != "" }
	return slices.ContainsFunc(d.Points, is) || slices.ContainsFunc(d.Areas, is) || slices.ContainsFunc(d.Countries, func(o Outline) bool { return o.Href != "" })
}

// SVG writes the drawing. title and desc are for those who do not see it. Its parts have the classes land, told, area, spot and name, for a stylesheet.
func (d *Drawing) SVG(id, title, desc string) string {
	var b strings.Builder
	num := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	text := html.EscapeString
	role := "img"
	if d.linked() {
		role = "group" // what is in a picture cannot be reached
	}
	b.WriteString(`<svg class="atlas" viewBox="0 0 ` + num(d.Width) + " " + num(d.Height) + `" role="` + role + `" aria-labelledby="` + text(id) + `-t ` + text(id) + `-d"><title id="` + text(id) + `-t">` +
		text(title) + `</title><desc id="` + text(id) + `-d">` + text(desc) + "</desc>")
	linked := func(href, inside string) {
		if href != "" {
			inside = `<a href="` + text(href) + `">` + inside + "</a>"
		}
		b.WriteString(inside)
	}
	for _, c := range d.Countries {
		class, named := "land", ""
		if c.Incidents > 0 {
			class, named = "land told", "<title>"+text(c.Title)+"</title>"
		}
		linked(c.Href, `<path class="`+class+`" d="`+c.Path+`">`+named+"</path>")
	}
	for _, l := range d.Labels {
		b.WriteString(`<text class="name" x="` + num(l.X) + `" y="` + num(l.Y) + `" text-anchor="middle" aria-hidden="true">` + text(l.Text) + "</text>")
	}
	for i, marks := range [][]Mark{d.Areas, d.Points} {
		for _, m := range marks {
			linked(m.Href, `<circle class="`+[]string{"area", "spot"}[i]+`" cx="`+num(m.X)+`" cy="`+num(m.Y)+`" r="`+num(m.R)+`"><title>`+text(m.Title)+"</title></circle>")
		}
	}
	b.WriteString("</svg>")
	return b.String()
}
