package ledger

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A circle on the Earth.
type circle struct{ lat, lon, km float64 }

const (
	kmPerDegree = 111.195 // of latitude, on a sphere of 6,371 km
	mostKM      = 20_038  // halfway round
)

// parseNear reads "16.27,-0.04,50": latitude, longitude, kilometres.
func parseNear(value string) (condition, error) {
	bad := func(why string) (condition, error) {
		return condition{}, &QueryError{"near:" + value + " " + why, "write latitude, longitude and kilometres as " + exampleOf["near"]}
	}
	parts := strings.Split(strings.Trim(value, `"`), ",")
	if len(parts) != 3 {
		return bad("is not three numbers")
	}
	var n [3]float64
	for i, part := range parts {
		x, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(part), "km"), 64)
		if err != nil || math.IsNaN(x) {
			return bad(fmt.Sprintf("holds %q, which is no number", part))
		}
		n[i] = x
	}
	switch {
	case math.Abs(n[0]) > 90:
		return bad("has a latitude outside -90 to 90")
	case math.Abs(n[1]) > 180:
		return bad("has a longitude outside -180 to 180")
	case n[2] <= 0 || n[2] > mostKM:
		return bad(fmt.Sprintf("has a distance outside 0 to %d km", mostKM))
	}
	return condition{near: &circle{n[0], n[1], n[2]}}, nil
}

// plainBox is as Database.Box, without an index.
const plainBox = "(incident.lat BETWEEN ? AND ? AND incident.lon BETWEEN ? AND ?)"

// box gives the condition that an incident lies in the smallest box around the circle, from that for one box. At the 180th meridian these are two.
func (c *circle) box(one string) (sql string, args []any) {
	south, north := c.lat-c.km/kmPerDegree, c.lat+c.km/kmPerDegree
	west, east := -180.0, 180.0
	if south > -90 && north < 90 { // no pole within
		wide := math.Asin(math.Min(1, math.Sin(c.km/kmPerDegree*radian)/math.Cos(c.lat*radian))) / radian
		west, east = c.lon-wide, c.lon+wide
	}
	switch {
	case west < -180:
		return "(" + one + " OR " + one + ")", []any{south, north, -180.0, east, south, north, west + 360, 180.0}
	case east > 180:
		return "(" + one + " OR " + one + ")", []any{south, north, west, 180.0, south, north, -180.0, east - 360}
	}
	return one, []any{south, north, west, east}
}

const radian = math.Pi / 180

// Distance gives the kilometres between two points, along a great circle.
func Distance(latA, lonA, latB, lonB float64) float64 {
	a, b := latA*radian, latB*radian
	h := math.Pow(math.Sin((b-a)/2), 2) + math.Cos(a)*math.Cos(b)*math.Pow(math.Sin((lonB-lonA)*radian/2), 2)
	return 2 * math.Asin(math.Min(1, math.Sqrt(h))) / radian * kmPerDegree
}

// circles gives the circles that a query asks for.
func (q *Query) circles() (out []*circle) {
	for _, c := range q.conditions {
		if c.near != nil {
			out = append(out, c.near)
		}
	}
	return out
}

// insideAll says whether a point lies in all circles: the database only looks into boxes.
func insideAll(circles []*circle, lat, lon *float64) bool {
	for _, c := range circles {
		if lat == nil || lon == nil || math.Abs(c.lat-*lat)*kmPerDegree > c.km+0.001 || Distance(c.lat, c.lon, *lat, *lon) > c.km {
			return false
		}
	}
	return true
}
