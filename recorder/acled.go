package recorder

import (
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/language"
)

var acledForm = &Form{Name: "acled", Means: "ACLED", row: acledRow,
	needs: []string{"event_id_cnty", "event_date", "event_type", "country", "latitude", "longitude", "fatalities"}}

var acledClasses = map[string]Class{"battles": Violence, "explosions/remote violence": Violence, "violence against civilians": Violence, "riots": Riot, "protests": Protest}

func acledRow(r *row) *Incident {
	x := &Incident{ID: r.cells["event_id_cnty"], CountryName: r.cells["country"], Admin1: r.cells["admin1"], Admin2: r.cells["admin2"], Place: r.cells["location"],
		SideA: r.names("actor1", "assoc_actor_1"), SideB: r.names("actor2", "assoc_actor_2"), Sources: r.cells["source"], Notes: r.cells["notes"]}
	x.Type = join(r.cells["event_type"], r.cells["sub_event_type"])
	x.Class = acledClasses[strings.ToLower(r.cells["event_type"])]
	if x.Class == "" {
		x.Class = Other
	}
	x.Best = r.count("fatalities")
	x.Low, x.High = x.Best, x.Best
	x.Lat, x.Lon = r.point()
	// ACLED's third is a province, or a large part of one.
	x.Precision = []int{0, 1, 2, 4}[r.code("geo_precision", 3)]
	x.Country = countryOf(x.CountryName)
	if n := r.code("iso", 999); n > 0 {
		if region, err := language.ParseRegion(fmt.Sprintf("%03d", n)); err == nil && region.IsCountry() {
			x.Country = region.ISO3()
		}
	}
	day := r.day("event_date")
	if day.IsZero() {
		return x
	}
	from, to := day, day
	switch r.code("time_precision", 3) {
	case 2: // a week, of which the day is the middle
		from, to = day.AddDate(0, 0, -3), day.AddDate(0, 0, 3)
	case 3: // a month
		from = time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, time.UTC)
		to = from.AddDate(0, 1, -1)
	}
	x.From, x.To = date(from), date(to)
	return x
}

// join writes a type and what is below it.
func join(a, b string) string {
	if a == "" || b == "" || a == b {
		return a + b
	}
	return a + ": " + b
}
