package export

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// acledColumns are those of ACLED's files.
var acledColumns = strings.Fields(`event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2
	assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude geo_precision source source_scale
	notes fatalities tags timestamp`)

var acledFormat = &Format{Name: "acled", Extension: ".csv", Means: "a table in the form of ACLED's", Policy: policy.ACLED, tellings: true, open: commas(acledRows, acledColumns),
	Loses: []string{
		"One number of dead for an incident: the range, who was killed on which side, the injured and all other harm are in no column; notes tells the range in words.",
		"Who claims, blames and denies is in no column; notes tells it in words. Only who is said to have acted is actor1.",
		"An incident of several days or places is one row: ACLED would make one of each. event_date is the day in the middle.",
		"Rebels and political militias are told apart as far as the ledger does; identity militias (4) are not, nor peaceful protests from those with intervention.",
		"source_scale, admin3 and tags are empty. event_id_cnty is the ledger's name of the incident and means nothing to ACLED.",
		"Reports, their words, disputes and judgements are left out.",
	}}

func acledRows(e *exporting, x *incident) [][]string {
	did, suffered := x.inters()
	armed := func(i int) bool { return i >= 1 && i <= 4 || i == 8 }
	eventType, subType := policy.EventType(&record.Event{Type: record.Type(x.Type), Mode: record.Nullable(x.Mode), Realis: x.realis()}, armed(did) && armed(suffered))
	precision := map[int]int{1: 1, 2: 2, 3: 2, 4: 3}[x.datePrecision()]
	geo := map[int]int{1: 1, 2: 2, 3: 3, 4: 3, 5: 3}[x.Precision]
	switch {
	case eventType == "":
		e.leave("of a kind that ACLED does not enter")
		return nil
	case precision == 0:
		e.leave("without a day, or known to no closer than a year")
		return nil
	case x.Country == "" || geo == 0:
		e.leave("without a place below the country")
		return nil
	}
	c := cells{"event_id_cnty": x.Country + x.ID, "event_date": x.middle().Format(time.DateOnly), "year": x.middle().Format("2006"), "time_precision": strconv.Itoa(precision),
		"disorder_type": disorder[eventType], "event_type": eventType, "sub_event_type": subType, "region": regionOf(x.Country), "country": countryName(x.Country),
		"latitude": decimal(x.Lat), "longitude": decimal(x.Lon), "geo_precision": strconv.Itoa(geo), "source": strings.Join(x.publishers(), "; "), "notes": x.notes(),
		"fatalities": best(x.KilledToll), "actor1": first(x.did), "assoc_actor_1": others(x.did), "actor2": first(x.suffered), "assoc_actor_2": others(x.suffered)}
	if c["actor1"] == "" && (x.Type == "ASSAULT" || x.Type == "COERCE") {
		c["actor1"], did = "Unidentified Armed Group ("+countryName(x.Country)+")", 3
	}
	if did > 0 {
		c["inter1"] = strconv.Itoa(did)
	}
	if suffered > 0 {
		c["inter2"] = strconv.Itoa(suffered)
	}
	if did > 0 || suffered > 0 {
		c["interaction"] = policy.Interaction(did, suffered)
	}
	if suffered == 7 && (eventType == "Violence against civilians" || eventType == "Explosions/Remote violence" || eventType == "Riots") {
		c["civilian_targeting"] = "Civilian targeting"
	}
	if r, err := language.ParseRegion(x.Country); err == nil {
		c["iso"] = strconv.Itoa(r.M49())
	}
	p := x.place()
	c["admin1"], c["admin2"], c["location"] = string(p.Admin1), string(p.Admin2), p.Name
	if at, ok := published(x.Updated); ok {
		c["timestamp"] = strconv.FormatInt(at.Unix(), 10)
	}
	return [][]string{c.under(acledColumns)}
}

// disorder is ACLED's disorder type of its event types.
var disorder = map[string]string{"Battles": "Political violence", "Explosions/Remote violence": "Political violence", "Violence against civilians": "Political violence",
	"Riots": "Political violence", "Protests": "Demonstrations", "Strategic developments": "Strategic developments"}

// realis says whether a report tells that it happened.
func (x *incident) realis() record.Realis {
	said := record.Actual
	for i := range x.Tellings {
		if e := event(&x.Tellings[i]); e != nil {
			if e.Realis == record.Actual {
				return record.Actual
			}
			said = e.Realis
		}
	}
	return said
}

// published reads a day or time of publication.
func published(s string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}
