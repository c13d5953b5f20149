package atlas

import (
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/countries"
)

// Countries lie where they are: each that is large enough holds its own point, and no other's.
func TestWorld(t *testing.T) {
	named := map[string]bool{}
	for _, c := range world() {
		named[c.code] = true
	}
	if len(named) < 230 || named["ATA"] {
		t.Errorf("%d countries", len(named))
	}
	for _, c := range world() {
		for _, r := range c.rings {
			for i := 1; i < len(r); i++ {
				if r[i][0]-r[i-1][0] > 90 || r[i-1][0]-r[i][0] > 90 {
					t.Fatalf("%s: a line goes around the world: %v, %v", c.code, r[i-1], r[i])
				}
			}
		}
	}
	for _, code := range []string{"MLI", "COD", "COG", "XKX", "USA", "KOR", "PRK", "SSD", "TWN", "PSE"} {
		of := countries.ByCode(code)
		for _, c := range world() {
			if in := Inside(c.rings, of.Lon, of.Lat); in != (c.code == code) {
				t.Errorf("the point of %s: in %s is %v", code, c.code, in)
			}
		}
	}
}

func TestDraw(t *testing.T) {
	gao := Place{Lat: 16.27, Lon: -0.04, Precision: 1, Country: "MLI", Incidents: 3, Title: `Gao & "more" <b>`, Href: "/incidents?q=near:16.27,-0.04,1&x=1"}
	near := Place{Lat: 15.66, Lon: 0.5, Precision: 2, Country: "MLI", Incidents: 1, Title: "near Ansongo"}
	whole := Place{Lat: 17, Lon: -4, Precision: 6, Country: "MLI", Incidents: 2, Title: "Mali, place not told"}
	for name, x := range map[string]struct {
		places                    []Place
		points, areas, told, left int
	}{
		"nothing":         {nil, 0, 0, 0, 0},
		"a point":         {[]Place{gao}, 1, 0, 0, 0},
		"an area":         {[]Place{near}, 0, 1, 0, 0},
		"a whole country": {[]Place{whole, gao, near}, 1, 1, 1, 0},
		"too many":        {slices.Repeat([]Place{near}, 450), 0, 150, 0, 300},
	} {
		d := Draw(x.places, 400, 300)
		told := 0
		for _, c := range d.Countries {
			if c.Incidents > 0 {
				told++
			}
		}
		if len(d.Points) != x.points || len(d.Areas) != x.areas || told != x.told || d.Left != x.left {
			t.Errorf("%s: %d points, %d areas, %d countries, %d left", name, len(d.Points), len(d.Areas), told, d.Left)
		}
		for _, m := range append(d.Points, d.Areas...) {
			if m.X < 0 || m.X > 400 || m.Y < 0 || m.Y > 300 {
				t.Errorf("%s: a place lies outside: %+v", name, m)
			}
		}
		if len(d.Countries) == 0 {
			t.Errorf("%s: no country in view", name)
		}
		svg := d.SVG("m", "A map", `of "places"`)
		for in := xml.NewDecoder(strings.NewReader(svg)); ; {
			if _, err := in.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		if strings.Contains(svg, "<b>") {
			t.Errorf("%s: what is told breaks out", name)
		}
	}
}

// The place of an exact incident is where it was, not somewhere by it.
func TestNeverMoved(t *testing.T) {
	same := []Place{{Lat: 16, Lon: 0, Precision: 1, Incidents: 1}, {Lat: 16, Lon: 0, Precision: 1, Incidents: 1}}
	if d := Draw(same, 100, 100); d.Points[0] != d.Points[1] || d.Points[0].X != 50 || d.Points[0].Y != 50 {
		t.Errorf("%+v", d.Points)
	}
}

func TestAppendTenths(t *testing.T) {
	path := []byte("M")
	for i, n := range []int{0, 5, -5, 10, -123, 100, -10} {
		path = appendTenths(path, n, i > 0)
	}
	if string(path) != "M0 .5-.5 1-12.3 10-1" {
		t.Errorf("%s", path)
	}
}

func TestParseTopology(t *testing.T) {
	for _, bad := range []string{"", "{", `{"objects":{"x":{"geometries":[{"type":"Point"}]}}}`, `{"objects":{"x":{"geometries":[{"type":"Polygon","arcs":[[0]]}]}},"arcs":[]}`} {
		if _, err := ParseTopology([]byte(bad)); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	places := make([]Place, 400)
	for i := range places {
		places[i] = Place{Lat: float64(i%60) - 10, Lon: float64(i%90) - 20, Precision: 1 + i%4, Incidents: i}
	}
	for b.Loop() {
		Draw(places, 640, 400).SVG("m", "t", "d")
	}
}
