package recorder

import "strings"

// UCDPColumns are those of UCDP's GED.
var UCDPColumns = strings.Split("id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,dyad_name,"+
	"side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,"+
	"where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,"+
	"date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob", ",")

// Candidate events are published without a head at times.
var ucdpForm = &Form{Name: "ucdp", Means: "UCDP", row: ucdpRow, columns: UCDPColumns,
	needs: []string{"id", "type_of_violence", "side_a", "side_b", "country", "latitude", "longitude", "date_start", "date_end", "best|best_est", "high|high_est", "low|low_est"}}

var violenceTypes = []string{"", "State-based violence", "Non-state violence", "One-sided violence"}

func ucdpRow(r *row) *Incident {
	x := &Incident{ID: r.cells["id"], Class: Violence, CountryName: r.cells["country"], Admin1: r.cells["adm_1"], Admin2: r.cells["adm_2"],
		Place: r.first("where_coordinates", "where_description"), SideA: r.names("side_a"), SideB: r.names("side_b"), Sources: r.first("source_article", "source_headline"), Notes: r.cells["where_description"]}
	x.Type = violenceTypes[r.code("type_of_violence", 3)]
	x.Low, x.Best, x.High = r.count("low", "low_est"), r.count("best", "best_est"), r.count("high", "high_est")
	x.Lat, x.Lon = r.point()
	x.Precision = r.code("where_prec", 7)
	x.Country = countryOf(x.CountryName)
	x.From, x.To = date(r.day("date_start")), date(r.day("date_end"))
	if x.To == "" {
		x.To = x.From
	}
	return x
}
