package export

import (
	"math"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/recorder"
)

// ucdpColumns are those of UCDP's GED.
var ucdpColumns = recorder.UCDPColumns

var ucdpFormat = &Format{Name: "ucdp", Extension: ".csv", Means: "a table in the form of UCDP's GED", Policy: policy.UCDP, tellings: true, open: commas(ucdpRows, ucdpColumns),
	Loses: []string{
		"Only incidents in which somebody died by any count, done by an organised side to a side that is known: others have no type_of_violence. UCDP's threshold of 25 dead a year is not applied, so active_year is empty.",
		"Conflicts, dyads and sides have no ids of UCDP's, and countries no codes of Gleditsch and Ward: these columns are empty. id is a number made of the ledger's name of the incident, which is relid.",
		"The dead of armed groups that fought each other are not told apart by group: they are in deaths_unknown. The dead of forces other than the state's are counted with its side.",
		"The injured and all other harm, grades, claims, blame and denials, disputes and judgements are left out.",
		"source_original names who spoke in the first report that says so.",
	}}

func ucdpRows(e *exporting, x *incident) [][]string {
	did, suffered := x.inters()
	violence := policy.TypeOfViolence(did, suffered)
	toll := x.KilledToll
	switch {
	case x.Type != "ASSAULT" || x.realis() != record.Actual:
		e.leave("that are no use of armed force")
		return nil
	case toll == nil || most(toll) == 0:
		e.leave("in which nobody died")
		return nil
	case violence == 0:
		e.leave("whose sides are not known or not organised")
		return nil
	case x.FirstDay == "" || x.Country == "":
		e.leave("without a day or a country")
		return nil
	}
	a, b := first(x.did), first(x.suffered)
	state := func(i int) bool { return i == 1 || i == 8 }
	swapped := violence == 1 && !state(did)
	if swapped {
		a, b = b, a // the state is side A
	}
	if violence == 3 {
		b = "Civilians"
	}
	p := x.place()
	c := cells{"id": x.number(), "relid": x.ID, "year": x.FirstDay[:4], "code_status": "Clear", "type_of_violence": strconv.Itoa(violence), "dyad_name": a + " - " + b,
		"side_a": a, "side_b": b, "number_of_sources": strconv.Itoa(x.Sources), "where_coordinates": p.Name, "where_description": p.Name, "adm_1": string(p.Admin1),
		"adm_2": string(p.Admin2), "latitude": decimal(x.Lat), "longitude": decimal(x.Lon), "country": countryName(x.Country), "region": regionOf(x.Country), "event_clarity": "1",
		"date_prec": strconv.Itoa(x.datePrecision()), "date_start": x.FirstDay, "date_end": x.LastDay, "high": figure(toll.High), "low": figure(toll.Low)}
	if x.Precision > 0 {
		c["where_prec"] = strconv.Itoa(x.Precision)
	}
	if x.Lat != nil && x.Lon != nil {
		c["geom_wkt"] = "POINT (" + decimal(x.Lon) + " " + decimal(x.Lat) + ")"
		c["priogrid_gid"] = strconv.Itoa(gridCell(*x.Lat, *x.Lon))
	}
	x.ucdpDeaths(c, violence, state(did) || swapped)
	x.ucdpSources(c)
	return [][]string{c.under(ucdpColumns)}
}

func most(r *ledger.Range) (n int) {
	for _, v := range []*int{r.Low, r.Best, r.High} {
		if v != nil {
			n = max(n, *v)
		}
	}
	return n
}

// ucdpDeaths parts the dead by sides, so that they sum up to best.
func (x *incident) ucdpDeaths(c cells, violence int, stateIsA bool) {
	of := func(category record.Category) int {
		if r := x.Toll(record.Killed, category); r != nil && r.Best != nil {
			return *r.Best
		}
		return 0
	}
	if x.KilledToll.Best == nil {
		return
	}
	whole := *x.KilledToll.Best
	a, b, civilians := 0, 0, of(record.Civilian)
	switch {
	case violence == 1:
		a, b = of(record.Security), of(record.Militant)
	case violence == 3 && stateIsA:
		a = of(record.Security)
	case violence == 3:
		a = of(record.Militant)
	}
	if a+b+civilians > whole {
		a, b, civilians = 0, 0, 0 // the parts are of another source than the whole
	}
	c["deaths_a"], c["deaths_b"], c["deaths_civilians"] = strconv.Itoa(a), strconv.Itoa(b), strconv.Itoa(civilians)
	c["deaths_unknown"], c["best"] = strconv.Itoa(whole-a-b-civilians), strconv.Itoa(whole)
}

// ucdpSources names the reports.
func (x *incident) ucdpSources(c cells) {
	var articles []string
	clarity := "1"
	for i := range x.Tellings {
		t := &x.Tellings[i]
		articles = append(articles, strings.Trim(`"`+t.Publisher+`,`+t.Published+`,`+t.Title+`"`, ","))
		if ev := event(t); ev != nil {
			if ev.Number > 1 {
				clarity = "2"
			}
			if a := byID(t.Record, string(ev.Source)); a != nil && c["source_original"] == "" {
				c["source_original"] = a.Name
			}
		}
	}
	c["source_article"], c["event_clarity"] = strings.Join(articles, ";"), clarity
	if len(x.Tellings) > 0 {
		t := &x.Tellings[0]
		c["source_office"], c["source_date"], c["source_headline"] = t.Publisher, t.Published, t.Title
	}
}

// gridCell gives the number of the half-degree cell of PRIO-GRID in which a point lies, counted from the south-west.
func gridCell(lat, lon float64) int {
	row, column := math.Floor((lat+90)*2), math.Floor((lon+180)*2)
	return int(min(row, 359))*720 + int(min(column, 719)) + 1
}
