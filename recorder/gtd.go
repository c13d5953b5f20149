package recorder

import (
	"fmt"
	"strings"
	"time"
)

var gtdForm = &Form{Name: "gtd", Means: "the GTD", row: gtdRow,
	needs: []string{"eventid", "iyear", "imonth", "iday", "country_txt", "latitude", "longitude", "attacktype1_txt", "gname", "nkill", "nwound"}}

func gtdRow(r *row) *Incident {
	for _, c := range []string{"nkill", "nwound"} {
		if n := r.cells[c]; strings.HasPrefix(n, "-9") { // -9 and -99 are "not known"
			delete(r.cells, c)
		}
	}
	x := &Incident{ID: r.cells["eventid"], Class: Violence, CountryName: r.cells["country_txt"], Admin1: r.cells["provstate"], Place: r.cells["city"], Notes: r.cells["summary"],
		Type: join(r.cells["attacktype1_txt"], r.cells["weaptype1_txt"]), Sources: strings.Join(r.names("scite1", "scite2", "scite3"), "; ")}
	for _, c := range []string{"gname", "gname2", "gname3"} {
		x.SideA = append(x.SideA, known(r.cells[c])...)
	}
	for _, c := range []string{"target1", "target2", "target3", "targtype1_txt"} {
		x.SideB = append(x.SideB, known(r.cells[c])...)
	}
	if strings.EqualFold(x.Place, "unknown") {
		x.Place = ""
	}
	x.Best, x.Injured = r.count("nkill"), r.count("nwound")
	x.Low, x.High = x.Best, x.Best
	x.Lat, x.Lon = r.point()
	// From a town to no province: see UCDP's where_prec.
	x.Precision = []int{0, 1, 3, 3, 4, 6}[r.code("specificity", 5)]
	if x.Precision == 1 && r.cells["vicinity"] == "1" {
		x.Precision = 2
	}
	x.Country = countryOf(x.CountryName)
	from, to := gtdDays(r)
	x.From, x.To = date(from), date(to)
	return x
}

// known gives a name unless it says that nothing is known.
func known(name string) []string {
	if name == "" || strings.EqualFold(name, "unknown") {
		return nil
	}
	return []string{name}
}

// gtdDays reads the days of an attack: a month or a day of 0 is not known.
func gtdDays(r *row) (from, to time.Time) {
	y, m, d := r.code("iyear", 2200), r.code("imonth", 12), r.code("iday", 31)
	switch {
	case y < 1900:
		r.fail("has no year")
		return from, to
	case m == 0:
		from = time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)
		return from, from.AddDate(1, 0, -1)
	case d == 0:
		from = time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC)
		return from, from.AddDate(0, 1, -1)
	}
	from = time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if from.Day() != d {
		r.fail(fmt.Sprintf("%d-%02d-%02d is no day", y, m, d))
	}
	if r.cells["extended"] != "1" {
		return from, from
	}
	for _, form := range []string{time.DateOnly, "1/2/2006"} { // when it was over
		if end, err := time.Parse(form, r.cells["resolution"]); err == nil && !end.Before(from) {
			return from, end
		}
	}
	return from, from
}
