package export

import (
	"strconv"

	"github.com/tollbook/tollbook/policy"
)

// hxlColumns are the names of columns with their hashtags, as HDX uses them.
var hxlColumns = [][2]string{{"event_id", "#event+code"}, {"event_date", "#date+occurred"}, {"event_date_end", "#date+end"}, {"year", "#date+year"}, {"event_type", "#event+type"},
	{"event_mode", "#event+type+sub"}, {"actor1", "#group+name+first"}, {"assoc_actor_1", "#group+name+first+assoc"}, {"actor2", "#group+name+second"},
	{"assoc_actor_2", "#group+name+second+assoc"}, {"country", "#country+name"}, {"iso3", "#country+code"}, {"admin1", "#adm1+name"}, {"admin2", "#adm2+name"},
	{"location", "#loc+name"}, {"latitude", "#geo+lat"}, {"longitude", "#geo+lon"}, {"fatalities", "#affected+killed"}, {"fatalities_min", "#affected+killed+min"},
	{"fatalities_max", "#affected+killed+max"}, {"injured", "#affected+injured"}, {"documentation", "#status+verified"}, {"source", "#meta+source"}, {"notes", "#description"}}

func hxlHead(i int) (row []string) {
	for _, c := range hxlColumns {
		row = append(row, c[i])
	}
	return row
}

var hxlFormat = &Format{Name: "hxl", Extension: ".csv", Means: "a table with HXL hashtags, for the Humanitarian Data Exchange", Policy: policy.ACLED, tellings: true,
	open: commas(hxlRows, hxlHead(0), hxlHead(1)), Loses: []string{
		"Harm other than the killed and the injured, and on which side the dead stood, are left out.",
		"Who claims, blames and denies is told in words, in notes. Reports, evidence, disputes and judgements are left out.",
	}}

func hxlRows(_ *exporting, x *incident) [][]string {
	p := x.place()
	year := x.FirstDay[:min(4, len(x.FirstDay))]
	low, high := "", ""
	if x.KilledToll != nil {
		low, high = figure(x.KilledToll.Low), figure(x.KilledToll.High)
	}
	source := ""
	for i, name := range x.publishers() {
		if i > 0 {
			source += "; "
		}
		source += name
	}
	if source == "" {
		source = strconv.Itoa(x.Reports) + " reports"
	}
	return [][]string{{x.ID, x.FirstDay, x.LastDay, year, x.Type, x.Mode, first(x.did), others(x.did), first(x.suffered), others(x.suffered), countryName(x.Country), x.Country,
		string(p.Admin1), string(p.Admin2), p.Name, decimal(x.Lat), decimal(x.Lon), best(x.KilledToll), low, high, best(x.InjuredToll), x.Grade, source, x.notes()}}
}
