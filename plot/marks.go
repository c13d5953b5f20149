package plot

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"html"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"github.com/tollbook/tollbook/export"
)

type point [2]float64

// An anchor is which end of a text is where it is put.
type anchor string

const (
	start  anchor = "start"
	middle anchor = "middle"
	end    anchor = "end"
)

// A mark is one shape: an area, a line, a circle or a text.
type mark struct {
	points  []point
	closed  bool // an area
	colour  string
	opacity float64
	width   float64 // of a line, else the radius of a circle or the size of letters
	dash    []float64
	text    string
	anchor  anchor
}

func (c *Chart) area(colour string, opacity float64, points ...point) {
	c.marks = append(c.marks, mark{points: points, closed: true, colour: colour, opacity: opacity})
}

func (c *Chart) line(colour string, width float64, dash []float64, points ...point) {
	c.marks = append(c.marks, mark{points: points, colour: colour, opacity: 1, width: width, dash: dash})
}

func (c *Chart) circle(colour string, opacity, x, y, r float64) {
	c.marks = append(c.marks, mark{points: []point{{x, y}}, colour: colour, opacity: opacity, width: r})
}

func (c *Chart) text(x, y, size float64, a anchor, colour, text string) {
	c.marks = append(c.marks, mark{points: []point{{x, y}}, colour: colour, opacity: 1, width: size, text: text, anchor: a})
}

func (c *Chart) title() { c.text(14, 24, 16, start, ink, c.Title) }

func tenth(x float64) string { return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64) }

// SVG writes the chart as a picture that names and describes itself to those who do not see it.
func (c *Chart) SVG(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %[1]s %[2]s" role="img" aria-labelledby="title desc" font-family="sans-serif">`, tenth(c.Width), tenth(c.Height))
	fmt.Fprintf(out, "\n<title id=\"title\">%s</title>\n<desc id=\"desc\">%s</desc>\n", html.EscapeString(c.Title), html.EscapeString(c.Desc))
	fmt.Fprintf(out, `<rect width="%s" height="%s" fill="#ffffff"/>`+"\n", tenth(c.Width), tenth(c.Height))
	for _, m := range c.marks {
		see := ""
		if m.opacity < 1 {
			see = ` opacity="` + strconv.FormatFloat(m.opacity, 'f', -1, 64) + `"`
		}
		switch {
		case m.text != "":
			fmt.Fprintf(out, `<text x="%s" y="%s" font-size="%s" text-anchor="%s" fill="%s" aria-hidden="true">%s</text>`, tenth(m.points[0][0]), tenth(m.points[0][1]), tenth(m.width), m.anchor, m.colour, html.EscapeString(m.text))
		case len(m.points) == 1:
			fmt.Fprintf(out, `<circle cx="%s" cy="%s" r="%s" fill="%s"%s/>`, tenth(m.points[0][0]), tenth(m.points[0][1]), tenth(m.width), m.colour, see)
		case m.closed:
			fmt.Fprintf(out, `<path d="%sZ" fill="%s"%s/>`, path(m.points), m.colour, see)
		default:
			dash := ""
			if len(m.dash) > 0 {
				dash = ` stroke-dasharray="` + strings.Trim(fmt.Sprint(m.dash), "[]") + `"`
			}
			fmt.Fprintf(out, `<path d="%s" fill="none" stroke="%s" stroke-width="%s" stroke-linejoin="round"%s/>`, path(m.points), m.colour, tenth(m.width), dash)
		}
		_ = out.WriteByte('\n')
	}
	_, _ = out.WriteString("</svg>\n") // Flush tells of what went wrong
	return out.Flush()
}

func path(points []point) string {
	var b strings.Builder
	for i, p := range points {
		b.WriteByte("LM"[btoi(i == 0)])
		b.WriteString(tenth(p[0]) + " " + tenth(p[1]))
	}
	return b.String()
}

func btoi(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// CSV writes the figures of the chart.
func (c *Chart) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	for _, row := range c.Table {
		cells := make([]string, len(row))
		for i := range row {
			cells[i] = export.Harmless(row[i])
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// zoom is how many dots of a PNG make a pixel of the SVG.
const zoom = 2

// PNG writes the chart as dots.
func (c *Chart) PNG(w io.Writer) error {
	letters, err := opentype.Parse(goregular.TTF)
	if err != nil {
		return err
	}
	img := image.NewRGBA(image.Rect(0, 0, int(math.Ceil(c.Width*zoom)), int(math.Ceil(c.Height*zoom))))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	p := &painter{img, vector.NewRasterizer(img.Bounds().Dx(), img.Bounds().Dy())}
	for _, m := range c.marks {
		colour := paint(m.colour, m.opacity)
		switch {
		case m.text != "":
			if err := p.write(letters, &m, colour); err != nil {
				return err
			}
		case len(m.points) == 1:
			p.fill(colour, round(m.points[0], m.width))
		case m.closed:
			p.fill(colour, m.points)
		default:
			var areas [][]point
			for _, part := range dashes(m.points, m.dash) {
				areas = append(areas, strip(part, m.width)...)
			}
			p.fill(colour, areas...)
		}
	}
	return png.Encode(w, img)
}

type painter struct {
	to     *image.RGBA
	raster *vector.Rasterizer
}

// fill paints areas as one; what lies in two of them is painted once.
func (p *painter) fill(colour color.Color, areas ...[]point) {
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, a := range areas {
		for _, at := range a {
			low = point{min(low[0], at[0]), min(low[1], at[1])}
			high = point{max(high[0], at[0]), max(high[1], at[1])}
		}
	}
	box := image.Rect(int(math.Floor(low[0]*zoom)), int(math.Floor(low[1]*zoom)), int(math.Ceil(high[0]*zoom)), int(math.Ceil(high[1]*zoom)))
	if box = box.Intersect(p.to.Bounds()); box.Empty() {
		return
	}
	p.raster.Reset(box.Dx(), box.Dy())
	for _, a := range areas {
		for i, at := range a {
			x, y := float32(at[0]*zoom-float64(box.Min.X)), float32(at[1]*zoom-float64(box.Min.Y))
			if i == 0 {
				p.raster.MoveTo(x, y)
			} else {
				p.raster.LineTo(x, y)
			}
		}
		p.raster.ClosePath()
	}
	p.raster.Draw(p.to, box, image.NewUniform(colour), image.Point{})
}

// strip gives a line as areas: one for each piece, and the joints, all turned the same way.
func strip(points []point, width float64) (out [][]point) {
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		long := math.Hypot(b[0]-a[0], b[1]-a[1])
		if long == 0 {
			continue
		}
		dx, dy := (b[1]-a[1])/long*width/2, -(b[0]-a[0])/long*width/2
		out = append(out, []point{{a[0] + dx, a[1] + dy}, {b[0] + dx, b[1] + dy}, {b[0] - dx, b[1] - dy}, {a[0] - dx, a[1] - dy}})
		if i+1 < len(points) && width > 1 {
			out = append(out, round(b, width/2))
		}
	}
	return out
}

// round gives a circle as an area of many corners.
func round(at point, r float64) (out []point) {
	corners := max(12, int(r*3))
	for i := range corners {
		angle := 2 * math.Pi * float64(i) / float64(corners)
		out = append(out, point{at[0] + r*math.Cos(angle), at[1] + r*math.Sin(angle)})
	}
	return out
}

// dashes parts a line.
func dashes(line []point, dash []float64) (out [][]point) {
	if len(dash) == 0 {
		return [][]point{line}
	}
	at, left, on := 0, dash[0], true
	part := []point{line[0]}
	for i := 1; i < len(line); i++ {
		from, to := line[i-1], line[i]
		for {
			long := math.Hypot(to[0]-from[0], to[1]-from[1])
			if long <= left {
				left -= long
				part = append(part, to)
				break
			}
			cut := point{from[0] + (to[0]-from[0])*left/long, from[1] + (to[1]-from[1])*left/long}
			if on {
				out = append(out, append(part, cut))
			}
			at = (at + 1) % len(dash)
			from, left, on, part = cut, dash[at], !on, []point{cut}
		}
	}
	if on && len(part) > 1 {
		out = append(out, part)
	}
	return out
}

// write paints a text.
func (p *painter) write(letters *opentype.Font, m *mark, colour color.Color) error {
	face, err := opentype.NewFace(letters, &opentype.FaceOptions{Size: m.width * zoom, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return err
	}
	d := font.Drawer{Dst: p.to, Src: image.NewUniform(colour), Face: face}
	x := fixed.Int26_6(m.points[0][0] * zoom * 64)
	switch wide := d.MeasureString(m.text); m.anchor {
	case middle:
		x -= wide / 2
	case end:
		x -= wide
	}
	d.Dot = fixed.Point26_6{X: x, Y: fixed.Int26_6(m.points[0][1] * zoom * 64)}
	d.DrawString(m.text)
	return face.Close()
}

// paint reads a colour as "#d55e00".
func paint(colour string, opacity float64) color.Color {
	n, err := strconv.ParseUint(colour[1:], 16, 24)
	if err != nil {
		panic(err) // one of ours
	}
	return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), uint8(math.Round(opacity * 255))}
}

// rings reads a path of the atlas: "M" and a place, "l" and steps from place to place, "Z"; parted by spaces, signs or nothing.
func rings(d string, down float64) (out [][]point) {
	for ring := range strings.SplitSeq(d, "Z") {
		ring = strings.NewReplacer("M", " ", "l", " ", "-", " -").Replace(ring)
		var at point
		var points []point
		n := 0
		for field := range strings.FieldsSeq(ring) {
			x, err := strconv.ParseFloat(field, 64)
			if err != nil {
				return out
			}
			at[n%2] += x
			if n%2 == 1 {
				points = append(points, point{at[0], at[1] + down})
			}
			n++
		}
		if len(points) > 2 {
			out = append(out, points)
		}
	}
	return out
}
