package compare

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/recorder"
)

// side makes an incident: "id from to place lat,lon~precision killed actors", with - for what is not known. Killed is low/best/high or one number.
func side(t *testing.T, class recorder.Class, line string) *Side {
	t.Helper()
	f := strings.SplitN(line, " ", 7)
	s := &Side{ID: f[0], From: f[1], To: f[2], Country: "MLI", Place: strings.Trim(f[3], "-"), class: class, names: words{}, asked: true, enter: true}
	if f[4] != "-" {
		var lat, lon float64
		if _, err := fmt.Sscanf(f[4], "%g,%g~%d", &lat, &lon, &s.Precision); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		s.Lat, s.Lon = &lat, &lon
	}
	if f[5] != "-" {
		var low, best, high int
		if _, err := fmt.Sscanf(f[5], "%d/%d/%d", &low, &best, &high); err != nil {
			if _, err := fmt.Sscanf(f[5], "%d", &best); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			low, high = best, best
		}
		s.Low, s.Best, s.High = &low, &best, &high
	}
	if len(f) > 6 {
		s.SideA = strings.Split(f[6], "+")
		for _, name := range s.SideA {
			s.names.add(name)
		}
	}
	return s
}

func sides(t *testing.T, lines ...string) (out []*Side) {
	for _, line := range lines {
		out = append(out, side(t, recorder.Violence, line))
	}
	return out
}

// What both have, what each has alone, and where counts differ, of a month that was written with the answer in mind.
func TestKnownAnswer(t *testing.T) {
	ours := sides(t,
		"o1 2026-03-11 2026-03-11 ansongo 15.66,0.5~1 6/6/8 army",       // as t1: same day and town, ranges overlap
		"o2 2026-03-24 2026-03-24 menaka 15.92,2.4~1 11 gunmen+farmers", // as t2: days overlap, a province, as many killed
		"o3 2026-03-19 2026-03-19 gao 16.27,-0.04~1 3 -",                // as t3: a day apart, same town, as many killed
		"o4 2026-03-20 2026-03-20 kidal 18.44,1.4~1 4 Azaward Column",   // as t4: same day, counts apart
		"o5 2026-03-20 2026-03-20 gao 16.27,-0.04~1 2 -",                // alone: no other that day
		"o6 2026-03-28 2026-03-28 timbuktu 16.77,-3.0~1 1 -",            // alone: theirs is far away
		"o7 2026-03-11 2026-03-11 ansongo 15.66,0.5~1 - army",           // alone: t1 has a closer one
		"o8 2026-03-01 2026-03-31 - - 90 -",                             // alone: no place
	)
	theirs := sides(t,
		"t1 2026-03-11 2026-03-11 Ansongo 15.67,0.5~2 7 Military Forces of Mali (2020-)+Northern Front",
		"t2 2026-03-23 2026-03-25 Menaka 15.3,2.2~4 9/11/14 Civilians",
		"t3 2026-03-18 2026-03-18 Gao 16.27,-0.04~1 3 -",
		"t4 2026-03-20 2026-03-20 Kidal 18.44,1.41~1 9 The Azaward Column",
		"t5 2026-03-28 2026-03-28 Gao 16.27,-0.04~1 1 -",
		"t6 2026-02-02 2026-02-02 Gao 16.27,-0.04~1 3 -",
	)
	want := `o1 t1 overlap -1 | the same day, 1 km apart, actors of one sort (state forces), numbers of killed that overlap
o3 t3 same 0 | a day apart, 0 km apart, as many killed
o4 t4 apart -5 | the same day, 1 km apart, an actor of the same name (azaward)
o2 t2 same 0 | days that overlap, 72 km apart, actors of one sort (civilians), as many killed
ours: o8 o7>t1 o5 o6
theirs: t6 t5
4 in both: 2 same, 1 overlap, 1 apart, 0 one; killed {24 24 26 0} and {28 30 33 0}; alone {93 93 93 1} and {4 4 4 0}; 8 and 6
`
	for _, way := range []string{"as written", "the other way round"} {
		c := &Comparison{}
		c.put(ours, theirs)
		var out strings.Builder
		for _, p := range c.Both {
			fmt.Fprintf(&out, "%s %s %s %d | %s\n", p.Ours.ID, p.Theirs.ID, p.Killed, *p.Difference, p.Why)
		}
		for _, list := range []struct {
			name string
			of   []*Alone
		}{{"ours:", c.OursAlone}, {"theirs:", c.TheirsAlone}} {
			out.WriteString(list.name)
			for _, a := range list.of {
				out.WriteString(" " + a.ID)
				if a.Near != "" {
					out.WriteString(">" + a.Near)
				}
			}
			out.WriteString("\n")
		}
		fmt.Fprintf(&out, "%d in both: %d same, %d overlap, %d apart, %d one; killed %v and %v; alone %v and %v; %d and %d\n", c.InBoth, c.Same, c.Overlap, c.Apart, c.One,
			c.KilledOurs, c.KilledOther, c.SumOurs, c.SumTheirs, c.Ours, c.Theirs)
		if out.String() != want {
			t.Errorf("%s:\n%s\nwant\n%s", way, out.String(), want)
		}
		slices.Reverse(ours)
		slices.Reverse(theirs)
	}
}

// What the rule says of two incidents.
func TestRate(t *testing.T) {
	for _, tc := range []struct {
		name, ours, theirs string
		points             int // 0 for no pair
	}{
		{"the same town and day", "o 2026-03-11 2026-03-11 gao 16.27,-0.04~1 - -", "t 2026-03-11 2026-03-11 Gao 16.27,-0.04~1 - -", 6},
		{"two days later", "o 2026-03-11 2026-03-11 gao 16.27,-0.04~1 6 army", "t 2026-03-13 2026-03-13 Gao 16.27,-0.04~1 6 army", 0},
		{"a day apart, and nothing else in common", "o 2026-03-11 2026-03-11 gao 16.27,-0.04~1 - -", "t 2026-03-12 2026-03-12 Gao 16.27,-0.04~1 4 -", 0},
		{"a month that holds the day, the same actor and number", "o 2026-03-11 2026-03-11 gao 16.27,-0.04~1 6 Azaward Column", "t 2026-03-01 2026-03-31 Gao 16.27,-0.04~1 6 Azaward Column", 8},
		{"two towns", "o 2026-03-11 2026-03-11 gao 16.27,-0.04~1 6 Azaward Column", "t 2026-03-11 2026-03-11 Ansongo 15.66,0.5~1 6 Azaward Column", 0},
		{"two towns, one of them not known closely", "o 2026-03-11 2026-03-11 gao 16.27,-0.04~1 6 Azaward Column", "t 2026-03-11 2026-03-11 Ansongo 15.66,0.5~4 6 Azaward Column", 8},
		{"a name without a point", "o 2026-03-11 2026-03-11 gao - 2 -", "t 2026-03-11 2026-03-11 Gao_town 16.27,-0.04~1 2 -", 0},
		{"the country alone, many killed", "o 2026-03-11 2026-03-11 mali 17,-4~6 6 -", "t 2026-03-11 2026-03-11 Gao 16.27,-0.04~1 6 -", 5},
		{"the country alone, one killed", "o 2026-03-11 2026-03-11 mali 17,-4~6 1 -", "t 2026-03-11 2026-03-11 Gao 16.27,-0.04~1 1 -", 0},
	} {
		o, th := datedOf(sides(t, tc.ours)), datedOf(sides(t, tc.theirs))
		points := 0
		if p := rate(o[0], th[0]); p != nil {
			points = p.Points
		}
		if points != tc.points {
			t.Errorf("%s: %d points, want %d", tc.name, points, tc.points)
		}
		o[0].Country = "KEN"
		if rate(o[0], th[0]) != nil {
			t.Errorf("%s: also across countries", tc.name)
		}
		o[0].Country, o[0].class = "MLI", recorder.Protest
		if rate(o[0], th[0]) != nil {
			t.Errorf("%s: also a protest", tc.name)
		}
	}
}

func TestClasses(t *testing.T) {
	for pair, want := range map[[2]recorder.Class]bool{{recorder.Riot, recorder.Violence}: true, {recorder.Protest, recorder.Riot}: true, {recorder.Protest, recorder.Violence}: false,
		{recorder.Other, recorder.Other}: true} {
		if sameClass(pair[0], pair[1]) != want || sameClass(pair[1], pair[0]) != want {
			t.Errorf("%v: want %v", pair, want)
		}
	}
}

func TestCSV(t *testing.T) {
	c := &Comparison{With: "ucdp"}
	c.put(sides(t, "o1 2026-03-11 2026-03-11 gao 16.27,-0.04~1 6 =army", "o2 2026-03-12 2026-03-12 kidal - - -"), sides(t, "t1 2026-03-11 2026-03-11 Gao 16.27,-0.04~1 7 army"))
	var b bytes.Buffer
	if err := c.CSV(&b); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(rows) != 3 || rows[1][0] != "both" || rows[1][16] != "t1" || rows[1][10] != "'=army" || rows[1][31] != "apart" || rows[1][32] != "-1" || rows[2][0] != "us" {
		t.Errorf("%v, %v", rows, err)
	}
}
