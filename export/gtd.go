package export

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// gtdColumns are those of the Global Terrorism Database, in the order as released.
var gtdColumns = strings.Fields(strings.ReplaceAll(`eventid, iyear, imonth, iday, approxdate, extended, resolution, country, country_txt, region, region_txt, provstate, city,
	latitude, longitude, specificity, vicinity, location, summary, crit1, crit2, crit3, doubtterr, alternative, alternative_txt, multiple, success, suicide,
	attacktype1, attacktype1_txt, attacktype2, attacktype2_txt, attacktype3, attacktype3_txt, targtype1, targtype1_txt, targsubtype1, targsubtype1_txt, corp1, target1,
	natlty1, natlty1_txt, targtype2, targtype2_txt, targsubtype2, targsubtype2_txt, corp2, target2, natlty2, natlty2_txt, targtype3, targtype3_txt, targsubtype3,
	targsubtype3_txt, corp3, target3, natlty3, natlty3_txt, gname, gsubname, gname2, gsubname2, gname3, gsubname3, motive, guncertain1, guncertain2, guncertain3,
	individual, nperps, nperpcap, claimed, claimmode, claimmode_txt, claim2, claimmode2, claimmode2_txt, claim3, claimmode3, claimmode3_txt, compclaim, weaptype1,
	weaptype1_txt, weapsubtype1, weapsubtype1_txt, weaptype2, weaptype2_txt, weapsubtype2, weapsubtype2_txt, weaptype3, weaptype3_txt, weapsubtype3, weapsubtype3_txt,
	weaptype4, weaptype4_txt, weapsubtype4, weapsubtype4_txt, weapdetail, nkill, nkillus, nkillter, nwound, nwoundus, nwoundte, property, propextent, propextent_txt,
	propvalue, propcomment, ishostkid, nhostkid, nhostkidus, nhours, ndays, divert, kidhijcountry, ransom, ransomamt, ransomamtus, ransompaid, ransompaidus,
	ransomnote, hostkidoutcome, hostkidoutcome_txt, nreleased, addnotes, scite1, scite2, scite3, dbsource, INT_LOG, INT_IDEO, INT_MISC, INT_ANY, related`, ",", " "))

var gtdFormat = &Format{Name: "gtd", Extension: ".csv", Means: "a table in the form of the GTD", Policy: policy.UCDP, tellings: true, open: openGTD,
	Loses: []string{
		"Only violence that is not said to be a state's, on a known day. Whether it meets the GTD's three criteria is for a person to decide: crit1 to crit3 and doubtterr are empty.",
		"eventid numbers the incidents of a day in the order of this file. It is not an id of the GTD, and another export may number otherwise; dbsource has the ledger's name.",
		"Codes of countries, regions, nationalities and subtypes are the GTD's own: their columns are empty, the names beside them are filled where the ledger knows them.",
		"nkill and nwound are one number each: ranges are left out. nkillter counts armed groups' dead where one of them acted.",
		"Property, ransoms, hostages' fate and logistics are not read. Disputes and judgements are left out.",
	},
}

// openGTD gives each export its own numbers.
func openGTD(w io.Writer, e *exporting) (sink, error) {
	return commas((&gtdTable{}).rows, gtdColumns)(w, e)
}

// gtdTable numbers the incidents of a day.
type gtdTable struct {
	day string
	n   int
}

var attackTypes = []string{"", "Assassination", "Hijacking", "Hostage Taking (Kidnapping)", "Hostage Taking (Barricade Incident)", "Bombing/Explosion", "Armed Assault",
	"Unarmed Assault", "Facility/Infrastructure Attack", "Unknown"}

var attackOf = map[string]int{"assassination": 1, "abduction": 3, "hostage": 4, "bombing": 5, "suicide-bombing": 5, "ied": 5, "mine": 5, "shelling": 5, "airstrike": 5, "drone": 5,
	"shooting": 6, "ambush": 6, "clash": 6, "massacre": 6, "stabbing": 6, "chemical": 7, "beating": 7, "vehicle": 7, "arson": 8, "property": 8}

var weaponTypes = map[string]struct {
	n    int
	name string
}{"chemical": {2, "Chemical"}, "firearm": {5, "Firearms"}, "explosive": {6, "Explosives"}, "bomb": {6, "Explosives"}, "grenade": {6, "Explosives"}, "mine": {6, "Explosives"},
	"rocket": {6, "Explosives"}, "missile": {6, "Explosives"}, "artillery": {6, "Explosives"}, "incendiary": {8, "Incendiary"}, "blade": {9, "Melee"}, "blunt": {9, "Melee"},
	"vehicle": {10, "Vehicle (not to include vehicle-borne explosives, i.e., car or truck bombs)"}, "drone": {6, "Explosives"}, "aircraft": {6, "Explosives"}, "other": {12, "Other"}}

var targetTypes = map[string]struct {
	n    int
	name string
}{"GOV": {2, "Government (General)"}, "LEG": {2, "Government (General)"}, "JUD": {2, "Government (General)"}, "COP": {3, "Police"}, "MIL": {4, "Military"}, "SPY": {2, "Government (General)"},
	"REB": {17, "Terrorists/Non-State Militia"}, "UAF": {17, "Terrorists/Non-State Militia"}, "PTY": {22, "Violent Political Party"}, "MED": {10, "Journalists & Media"},
	"BUS": {1, "Business"}, "EDU": {8, "Educational Institution"}, "REL": {15, "Religious Figures/Institutions"}, "NGO": {12, "NGO"}, "IGO": {12, "NGO"}}

func (g *gtdTable) rows(e *exporting, x *incident) [][]string {
	did, suffered := x.inters()
	violent := x.Type == "ASSAULT" || x.Type == "COERCE" && x.Mode == "abduction"
	switch {
	case !violent || x.realis() != record.Actual:
		e.leave("that are no attack")
		return nil
	case did == 1 || did == 8 || did >= 5:
		e.leave("that are said to be a state's, a crowd's or civilians'")
		return nil
	case x.FirstDay == "":
		e.leave("without a day")
		return nil
	}
	if g.day != x.FirstDay {
		g.day, g.n = x.FirstDay, 0
	}
	g.n++
	c := cells{"eventid": fmt.Sprintf("%s%04d", strings.ReplaceAll(x.FirstDay, "-", ""), g.n), "iyear": x.FirstDay[:4], "imonth": unpadded(x.FirstDay[5:7]), "iday": unpadded(x.FirstDay[8:]),
		"extended": "0", "country_txt": countryName(x.Country), "region_txt": regionOf(x.Country), "latitude": decimal(x.Lat), "longitude": decimal(x.Lon), "vicinity": "0",
		"summary": x.notes(), "success": "1", "suicide": "0", "multiple": "0", "nkill": best(x.KilledToll), "nwound": best(x.InjuredToll), "dbsource": "Tollbook " + x.ID}
	if x.LastDay != x.FirstDay {
		// Several possible days are not several days of an attack.
		c["approxdate"] = x.FirstDay + " to " + x.LastDay
		if x.datePrecision() >= 4 {
			c["iday"] = "0"
		}
	}
	g.place(c, x)
	g.actors(c, x)
	attack := attackOf[x.Mode]
	if attack == 0 {
		attack = 9
	}
	c["attacktype1"], c["attacktype1_txt"] = strconv.Itoa(attack), attackTypes[attack]
	if x.Mode == "suicide-bombing" {
		c["suicide"] = "1"
	}
	if len(x.suffered) > 0 {
		t, known := targetTypes[string(x.suffered[0].Sector)]
		if !known && suffered == 7 {
			t.n, t.name = 14, "Private Citizens & Property"
			known = true
		}
		if known {
			c["targtype1"], c["targtype1_txt"] = strconv.Itoa(t.n), t.name
		}
	}
	for i, a := range x.suffered[:min(3, len(x.suffered))] {
		n := strconv.Itoa(i + 1)
		c["target"+n], c["natlty"+n+"_txt"] = a.Name, countryName(string(a.Country))
	}
	g.weapons(c, x)
	for i, t := range x.Tellings[:min(3, len(x.Tellings))] {
		c["scite"+strconv.Itoa(i+1)] = strings.Join(slices.DeleteFunc([]string{t.Publisher, t.Title, t.Published, t.URL}, func(s string) bool { return s == "" }), ", ")
	}
	if did > 0 {
		if r := x.Toll(record.Killed, record.Militant); r != nil && suffered != 2 && suffered != 3 {
			c["nkillter"] = best(r)
		}
	}
	return [][]string{c.under(gtdColumns)}
}

func unpadded(s string) string { return strings.TrimPrefix(s, "0") }

func (g *gtdTable) place(c cells, x *incident) {
	p := x.place()
	c["provstate"], c["city"] = string(p.Admin1), p.Name
	switch {
	case x.Precision == 2:
		c["vicinity"] = "1"
		c["specificity"] = "1"
	case x.Precision == 1:
		c["specificity"] = "1"
	case x.Precision == 3:
		c["specificity"] = "3"
	case x.Precision == 4:
		c["specificity"], c["city"] = "4", "Unknown"
	default:
		c["specificity"], c["city"], c["latitude"], c["longitude"] = "5", "Unknown", "", ""
	}
}

// actors fills in who is said to have done it: who claims it, who is said to have acted, who is blamed, in that order.
func (g *gtdTable) actors(c cells, x *incident) {
	type group struct {
		name    string
		suspect bool
	}
	var groups []group
	add := func(list []*record.Actor, suspect bool) {
		for _, name := range names(list) {
			if !slices.ContainsFunc(groups, func(g group) bool { return g.name == name }) {
				groups = append(groups, group{name, suspect})
			}
		}
	}
	add(x.claimed, false)
	add(x.did, false)
	add(x.blamed, true)
	if len(groups) == 0 {
		groups = []group{{"Unknown", false}}
	}
	for i, of := range groups[:min(3, len(groups))] {
		n := strconv.Itoa(i + 1)
		if i == 0 {
			c["gname"] = of.name
		} else {
			c["gname"+n] = of.name
		}
		c["guncertain"+n] = "0"
		if of.suspect {
			c["guncertain"+n] = "1"
		}
	}
	c["claimed"] = "0"
	if len(x.claimed) > 0 {
		c["claimed"] = "1"
	}
	if len(names(x.claimed)) > 1 {
		c["compclaim"] = "1"
	}
}

func (g *gtdTable) weapons(c cells, x *incident) {
	seen := map[int]bool{}
	for i := range x.Tellings {
		ev := event(&x.Tellings[i])
		if ev == nil {
			continue
		}
		for _, w := range ev.Weapons {
			if t, known := weaponTypes[w.Kind]; known && !seen[t.n] && len(seen) < 4 {
				seen[t.n] = true
				n := strconv.Itoa(len(seen))
				c["weaptype"+n], c["weaptype"+n+"_txt"] = strconv.Itoa(t.n), t.name
			}
		}
	}
	if len(seen) == 0 {
		c["weaptype1"], c["weaptype1_txt"] = "13", "Unknown"
	}
}
