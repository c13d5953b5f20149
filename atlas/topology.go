// Package atlas holds the outlines of the countries of the world, and draws small maps of where something happened.
//
// Borders are those of Natural Earth, which draws who holds a place, not who claims it.
package atlas

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"sync"
)

// World is the outlines as TopoJSON: one object, countries, whose shapes have ISO 3166 alpha-3 codes for ids (XKX for Kosovo).
//
//go:embed world.json
var World []byte

// A Topology is a file in the form of TopoJSON, as far as it is used here.
type Topology struct {
	Type      string                `json:"type"`
	Objects   map[string]Collection `json:"objects"`
	Arcs      [][][2]int            `json:"arcs"` // the first place, and steps
	Transform struct {
		Scale     [2]float64 `json:"scale"`
		Translate [2]float64 `json:"translate"`
	} `json:"transform"`
}

// A Collection is a list of shapes.
type Collection struct {
	Type       string     `json:"type"`
	Geometries []Geometry `json:"geometries"`
}

// A Geometry is one or several polygons, each of an outer ring and holes. A ring is a list of arcs; one below 0 runs backwards.
type Geometry struct {
	ID         string
	Properties *Properties
	Polygons   [][][]int
}

// Properties are what a shape is called, and where that is written.
type Properties struct {
	Name string      `json:"name"`
	At   *[2]float64 `json:"at,omitempty"` // longitude, latitude
}

type written struct {
	Type       string          `json:"type"`
	ID         string          `json:"id,omitempty"`
	Properties *Properties     `json:"properties,omitempty"`
	Arcs       json.RawMessage `json:"arcs"`
}

// UnmarshalJSON reads a Polygon or a MultiPolygon.
func (g *Geometry) UnmarshalJSON(data []byte) error {
	var w written
	if err := json.Unmarshal(data, &w); err != nil {
		return err
	}
	g.ID, g.Properties = w.ID, w.Properties
	switch w.Type {
	case "Polygon":
		g.Polygons = make([][][]int, 1)
		return json.Unmarshal(w.Arcs, &g.Polygons[0])
	case "MultiPolygon":
		return json.Unmarshal(w.Arcs, &g.Polygons)
	}
	return fmt.Errorf("a shape is a %s", w.Type)
}

// MarshalJSON writes a MultiPolygon.
func (g Geometry) MarshalJSON() ([]byte, error) {
	arcs, err := json.Marshal(g.Polygons)
	if err != nil {
		return nil, err
	}
	return json.Marshal(written{"MultiPolygon", g.ID, g.Properties, arcs})
}

// ParseTopology reads a topology.
func ParseTopology(data []byte) (*Topology, error) {
	var t Topology
	if err := json.Unmarshal(data, &t); err != nil {
		return nil, err
	}
	for _, c := range t.Objects {
		for _, g := range c.Geometries {
			for _, polygon := range g.Polygons {
				for _, ring := range polygon {
					for _, n := range ring {
						if max(n, ^n) >= len(t.Arcs) {
							return nil, fmt.Errorf("there is no arc %d", n)
						}
					}
				}
			}
		}
	}
	return &t, nil
}

// A Ring is a closed line of places: longitude, latitude.
type Ring [][2]float64

// Rings gives the rings of a shape, outer ones and holes.
func (t *Topology) Rings(g *Geometry) (rings []Ring) {
	for _, polygon := range g.Polygons {
		for _, arcs := range polygon {
			var ring Ring
			for _, n := range arcs {
				line := t.line(max(n, ^n))
				if n < 0 {
					for i := len(line) - 1; i >= 0; i-- {
						ring = append(ring, line[i])
					}
				} else {
					ring = append(ring, line...)
				}
			}
			rings = append(rings, ring.unbroken())
		}
	}
	return rings
}

// unbroken makes longitudes go on beyond 180 degrees where a ring crosses that line.
func (r Ring) unbroken() Ring {
	for i := 1; i < len(r); i++ {
		for r[i][0]-r[i-1][0] > 180 {
			r[i][0] -= 360
		}
		for r[i-1][0]-r[i][0] > 180 {
			r[i][0] += 360
		}
	}
	return r
}

func (t *Topology) line(arc int) Ring {
	out := make(Ring, len(t.Arcs[arc]))
	x, y := 0, 0
	for i, d := range t.Arcs[arc] {
		x, y = x+d[0], y+d[1]
		out[i] = [2]float64{float64(x)*t.Transform.Scale[0] + t.Transform.Translate[0], float64(y)*t.Transform.Scale[1] + t.Transform.Translate[1]}
	}
	return out
}

// Inside says whether a place lies within rings: an odd number of their lines lies to the east of it.
func Inside(rings []Ring, lon, lat float64) bool {
	in := false
	for _, r := range rings {
		for i := range r {
			a, b := r[i], r[(i+1)%len(r)]
			if (a[1] > lat) != (b[1] > lat) && lon < a[0]+(lat-a[1])/(b[1]-a[1])*(b[0]-a[0]) {
				in = !in
			}
		}
	}
	return in
}

// A box is from west to east and from south to north, in degrees.
type box struct{ west, south, east, north float64 }

var nowhere = box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}

func (b *box) add(lon, lat float64) {
	b.west, b.east = min(b.west, lon), max(b.east, lon)
	b.south, b.north = min(b.south, lat), max(b.north, lat)
}

func (b *box) join(o box) {
	b.add(o.west, o.south)
	b.add(o.east, o.north)
}

func (b *box) empty() bool { return b.west > b.east }

// A country is one of the world's, with the boxes of its rings.
type country struct {
	code  string
	rings []Ring
	boxes []box
	main  int // the ring with the largest box
}

// world is all countries, in the order of the file.
var world = sync.OnceValue(func() []country {
	t, err := ParseTopology(World)
	if err != nil {
		panic(fmt.Sprintf("atlas: %v", err)) // the tests rule it out
	}
	var out []country
	for i := range t.Objects["countries"].Geometries {
		g := &t.Objects["countries"].Geometries[i]
		c := country{code: g.ID, rings: t.Rings(g)}
		largest := 0.0
		for k, r := range c.rings {
			b := nowhere
			for _, p := range r {
				b.add(p[0], p[1])
			}
			c.boxes = append(c.boxes, b)
			if size := (b.east - b.west) * (b.north - b.south); size > largest {
				largest, c.main = size, k
			}
		}
		out = append(out, c)
	}
	return out
})
