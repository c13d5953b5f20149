package check

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/record"
)

// An Area is where a claim says that people were harmed.
type Area struct {
	Name     string `json:"name"`
	Level    string `json:"level"` // country, admin1, admin2 or town; empty where it cannot be compared
	Country  string `json:"country"`
	Admin1   string `json:"admin1_code"`
	District string `json:"admin2_code"`

	lat, lon *float64
	why      string // there is no level
}

// areaOf tells what a place stands for, by its precision code and its kind.
func areaOf(p *record.Place) Area {
	if p == nil {
		return Area{why: "the report does not say for which area the total is"}
	}
	a := Area{Name: p.Name, Country: string(p.Country), Admin1: string(p.Admin1Code), District: string(p.Admin2Code), lat: p.Lat, lon: p.Lon}
	precision := 0
	if p.Precision != nil {
		precision = *p.Precision
	}
	feature := string(p.Feature)
	switch {
	case a.Country == "":
		a.why = p.Name + " is not in one country, or is not known"
	case p.Area != "" || precision == 5 || precision == 7:
		a.why = strings.TrimSpace(string(p.Area)+" "+p.Name) + " has no borders that an incident could be tested by"
	case precision == 6 || strings.HasPrefix(feature, "PCL"):
		a.Level = "country"
	case (precision == 4 || strings.HasPrefix(feature, "ADM1")) && a.Admin1 != "":
		a.Level = "admin1"
	case (precision == 3 || strings.HasPrefix(feature, "ADM")) && a.District != "":
		a.Level = "admin2"
	case precision >= 1 && precision <= 2 && a.lat != nil:
		a.Level = "town"
	default:
		a.why = p.Name + " is not known well enough"
	}
	return a
}

// key is the same for claims on the same area.
func (a *Area) key() string {
	switch a.Level {
	case "country":
		return a.Country
	case "admin1":
		return a.Country + "/" + a.Admin1
	case "admin2":
		return a.Country + "/" + a.Admin1 + "/" + a.District
	}
	return a.Country + "/" + a.Admin1 + "/" + a.Level + " " + strings.ToLower(a.Name)
}

// A fit says whether an incident lies in a window or an area.
type fit int

const (
	out fit = iota
	perhaps
	in
)

// Distances of incidents from a town, in km.
const (
	inTown   = 10
	nearTown = 25 // what UCDP calls near a known point
)

// fits says whether an incident of the area's country lies in it, and why that is not sure.
func (a *Area) fits(d *ledger.Documented) (fit, string) {
	switch {
	case a.Level == "country":
		return in, ""
	case d.Admin1 == "":
		return perhaps, "known only to be in the country"
	case d.Admin1 != a.Admin1:
		return out, ""
	case a.Level == "admin1":
		return in, ""
	case a.Level == "admin2":
		switch {
		case slices.Contains(d.Districts, a.District):
			return in, ""
		case len(d.Districts) == 0:
			return perhaps, "known only to be in the province"
		}
		return out, ""
	}
	return a.fitsTown(d)
}

func (a *Area) fitsTown(d *ledger.Documented) (fit, string) {
	if d.Place == strings.ToLower(a.Name) {
		return in, ""
	}
	if d.Precision >= 3 || d.Lat == nil {
		return perhaps, "known only to be in the province"
	}
	switch km := ledger.Distance(*a.lat, *a.lon, *d.Lat, *d.Lon); {
	case km <= inTown && d.Precision == 1:
		return in, ""
	case km <= nearTown:
		return perhaps, "near the town"
	}
	return out, ""
}

// inWindow says whether an incident lies between two days, and why that is not sure.
func inWindow(d *ledger.Documented, from, to string) (fit, string) {
	if d.FirstDay == "" {
		if day := d.Published; day >= from && day < shift(to, margin+1) {
			return perhaps, "no report tells the day"
		}
		return out, ""
	}
	switch {
	case d.LastDay < from || d.FirstDay > to:
		return out, ""
	case d.FirstDay >= from && d.LastDay <= to:
		return in, ""
	}
	return perhaps, "its day may lie outside the window"
}
