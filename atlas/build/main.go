// Command build makes atlas/world.json of Natural Earth's countries at 1:50 million, as the npm package world-atlas 2.0.2 carries them:
//
//	npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
//	go run ./atlas/build package/countries-50m.json atlas/world.json
//
// Countries are named by their ISO 3166 alpha-3 codes in the place of numbers, with the names and points that the program knows, Antarctica is left out, and coordinates are made coarser by half.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/tollbook/tollbook/atlas"
	"github.com/tollbook/tollbook/countries"
)

func main() {
	if len(os.Args) != 3 {
		fail(fmt.Errorf("usage: build countries-50m.json world.json"))
	}
	data, err := os.ReadFile(os.Args[1])
	if err != nil {
		fail(err)
	}
	t, err := atlas.ParseTopology(data)
	if err != nil {
		fail(err)
	}
	name(t)
	prune(t)
	out, err := json.Marshal(t)
	if err == nil {
		err = os.WriteFile(os.Args[2], append(out, '\n'), 0o644)
	}
	if err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// known are countries that Natural Earth calls by other names than the list of countries, or gives no room at its point.
var known = map[string]string{"Kosovo": "XKX", "Somaliland": "SOM", "N. Cyprus": "CYP", "Congo": "COG", "Dem. Rep. Congo": "COD", "W. Sahara": "ESH", "Marshall Is.": "MHL",
	"S. Geo. and the Is.": "SGS", "Br. Indian Ocean Ter.": "IOT", "Pitcairn Is.": "PCN", "Cayman Is.": "CYM", "British Virgin Is.": "VGB", "Turks and Caicos Is.": "TCA",
	"São Tomé and Principe": "STP", "St. Vin. and Gren.": "VCT", "Cook Is.": "COK", "Wallis and Futuna Is.": "WLF", "Fr. Polynesia": "PYF", "Faeroe Is.": "FRO"}

// name names the shapes by code: that of the country whose name they bear, else of the one whose point they hold.
func name(t *atlas.Topology) {
	named := map[string]bool{}
	shapes := t.Objects["countries"].Geometries
	for i := range shapes {
		g := &shapes[i]
		g.ID = known[g.Properties.Name]
		if c := countries.ByName(g.Properties.Name); c != nil && g.ID == "" {
			g.ID = c.Alpha3
		}
		named[g.ID] = true
	}
	for i := range shapes {
		g := &shapes[i]
		if g.ID != "" {
			continue
		}
		rings := t.Rings(g)
		for _, c := range countries.All() {
			if !named[c.Alpha3] && atlas.Inside(rings, c.Lon, c.Lat) {
				g.ID = c.Alpha3
				named[c.Alpha3] = true
				break
			}
		}
		if g.ID == "" {
			fmt.Fprintln(os.Stderr, "no code for", g.Properties.Name)
		}
	}
}

// prune leaves out Antarctica, and the arcs that nothing uses then.
func prune(t *atlas.Topology) {
	all := t.Objects["countries"]
	kept := all.Geometries[:0]
	for _, g := range all.Geometries {
		if g.ID != "ATA" {
			g.Properties = nil
			if c := countries.ByCode(g.ID); c != nil {
				g.Properties = &atlas.Properties{Name: c.Name, At: &[2]float64{c.Lon, c.Lat}}
			}
			kept = append(kept, g)
		}
	}
	all.Geometries = kept
	t.Objects = map[string]atlas.Collection{"countries": all}
	place := map[int]int{}
	var arcs [][][2]int
	for i := range kept {
		for _, polygon := range kept[i].Polygons {
			for _, ring := range polygon {
				for k, n := range ring {
					at := n
					if n < 0 {
						at = ^n
					}
					if _, seen := place[at]; !seen {
						place[at] = len(arcs)
						arcs = append(arcs, coarser(t.Arcs[at]))
					}
					if ring[k] = place[at]; n < 0 {
						ring[k] = ^place[at]
					}
				}
			}
		}
	}
	t.Arcs = arcs
	t.Transform.Scale[0] *= 2
	t.Transform.Scale[1] *= 4
}

// coarser gives an arc in steps that are twice as long in longitude, and four times in latitude, whose steps are half as long. Its ends stay joined to other
// arcs, since equal places become equal ones.
func coarser(arc [][2]int) (out [][2]int) {
	x, y, lastX, lastY := 0, 0, 0, 0
	for i, d := range arc {
		x, y = x+d[0], y+d[1]
		toX, toY := x/2, y/4
		if i > 0 && i < len(arc)-1 && toX == lastX && toY == lastY {
			continue
		}
		if i == 0 {
			out = append(out, [2]int{toX, toY})
		} else {
			out = append(out, [2]int{toX - lastX, toY - lastY})
		}
		lastX, lastY = toX, toY
	}
	return out
}
