package export

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// polecatColumns are those of POLECAT's weekly files.
var polecatColumns = strings.Split("Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|Primary Actor Sector|Actor Sectors|"+
	"Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|"+
	"Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|Publication Date|Story People|"+
	"Story Organizations|Story Locations|Language|Version", "|")

var polecatFormat = &Format{Name: "polecat", Extension: ".txt", Means: "POLECAT's table, one event of one report a row", Policy: policy.ACLED, tellings: true,
	open: tabs(polecatRows, polecatColumns), Loses: []string{
		"POLECAT has no column for the dead or any harm, no address of a report, no place in its text and no incident: all of these are left out.",
		"Codes of the Correlates of War project and of Wikipedia are empty. Intensity is the value on Goldstein's scale.",
		"Events without a day are left out, and so are reports in which no event was read.",
		"Claims, blame, denials, statements, grades and judgements are left out.",
	}}

func polecatRows(e *exporting, x *incident) (rows [][]string) {
	for i := range x.Tellings {
		t := &x.Tellings[i]
		ev := event(t)
		if ev == nil || ev.From == "" {
			e.leave("reports without an event on a known day")
			continue
		}
		rec := t.Record
		c := cells{"Event ID": t.Key + "-" + ev.ID, "Event Date": string(ev.From), "Event Type": string(ev.Type), "Event Mode": string(ev.Mode), "Intensity": decimal(ev.Goldstein),
			"Quad Code": quads[ev.Quad], "Contexts": strings.Join(ev.Contexts, ";"), "Source": t.Publisher, "Publication Date": t.Published[:min(10, len(t.Published))],
			"Story People": mentioned(rec, record.Person), "Story Organizations": mentioned(rec, record.Organisation, record.ArmedGroup), "Story Locations": located(rec),
			"Language": string(rec.Report.Language), "Version": "tollbook " + rec.Coder.Version}
		polecatSide(c, "Actor", rec, ev.Actors)
		polecatSide(c, "Recipient", rec, ev.Recipients)
		if p := placeOf(rec, ev.Place); p != nil {
			c["Placename"], c["District"], c["Province"], c["Country"], c["Latitude"], c["Longitude"] = p.Name, string(p.Admin2), string(p.Admin1), string(p.Country), decimal(p.Lat), decimal(p.Lon)
			c["GeoNames ID"], c["Raw Placename"], c["Feature Type"] = figure(p.GeonameID), wordsAt(t, p.Span), string(p.Feature)
			if strings.HasPrefix(string(p.Feature), "PPL") {
				c["City"] = p.Name
			}
		}
		rows = append(rows, c.under(polecatColumns))
	}
	return rows
}

var quads = []string{"", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"}

func polecatSide(c cells, side string, rec *record.Record, ids []string) {
	var names, lands, sectors, titles []string
	for _, id := range ids {
		if a := byID(rec, id); a != nil {
			names, lands, sectors, titles = append(names, a.Name), append(lands, string(a.Country)), append(sectors, string(a.Sector)), append(titles, string(a.Title))
		}
	}
	joined := func(list []string) string { return strings.Join(unique(nonEmpty(list...)), ";") }
	c[side+" Name"], c[side+" Name Raw"], c[side+" Country"] = joined(names), joined(names), joined(lands)
	c["Primary "+side+" Sector"], c[side+" Sectors"], c[side+" Title"] = at(nonEmpty(sectors...), 0), joined(sectors), joined(titles)
}

func unique(list []string) (out []string) {
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func mentioned(rec *record.Record, kinds ...record.ActorKind) string {
	var list []string
	for i := range rec.Actors {
		if a := &rec.Actors[i]; slices.Contains(kinds, a.Kind) {
			list = append(list, a.Name)
		}
	}
	return strings.Join(unique(list), ";")
}

func located(rec *record.Record) string {
	var list []string
	for i := range rec.Places {
		list = append(list, rec.Places[i].Name)
	}
	return strings.Join(unique(list), ";")
}

// phoenixColumns are those of the Phoenix pipeline. Its files have no head.
var phoenixColumns = strings.Fields(`EventID Date Year Month Day SourceActorFull SourceActorEntity SourceActorRole SourceActorAttribute TargetActorFull TargetActorEntity TargetActorRole
	TargetActorAttribute EventCode EventRootCode PentaClass GoldsteinScore Issues Lat Lon LocationName StateName CountryCode SentenceID URLs NewsSources`)

var phoenixFormat = &Format{Name: "phoenix", Extension: ".txt", Means: "the table of the Phoenix pipeline, one incident a row", Policy: policy.ACLED, tellings: true,
	open: tabs(phoenixRows), Loses: []string{
		"Phoenix has no column for the dead or for any harm: all tolls are left out.",
		"Of those who acted and those to whom it was done the first alone is written. Issues has the contexts of the events.",
		"Incidents without a day or without a CAMEO code are left out. EventID is a number made of the ledger's name of the incident.",
		"Grades, claims, blame, denials, disputes, evidence and judgements are left out.",
	}}

func phoenixRows(e *exporting, x *incident) [][]string {
	_, ev := x.toldFirst()
	if x.FirstDay == "" || ev == nil {
		e.leave("without a day or a CAMEO code")
		return nil
	}
	code := string(ev.CAMEO)
	p := x.place()
	c := cells{"EventID": x.number(), "Date": strings.ReplaceAll(x.FirstDay, "-", ""), "Year": x.FirstDay[:4], "Month": x.FirstDay[5:7], "Day": x.FirstDay[8:], "EventCode": code,
		"EventRootCode": code[:min(2, len(code))], "PentaClass": pentaClass(code), "GoldsteinScore": decimal(ev.Goldstein), "Lat": decimal(x.Lat), "Lon": decimal(x.Lon),
		"LocationName": p.Name, "StateName": string(p.Admin1), "CountryCode": x.Country, "NewsSources": strings.Join(x.publishers(), ";")}
	var issues, sentences, urls []string
	for _, name := range ev.Contexts {
		issues = append(issues, strings.ToUpper(name)+",1")
	}
	for i := range x.Tellings {
		t := &x.Tellings[i]
		urls = append(urls, t.URL)
		if ev := event(t); ev != nil && ev.Trigger.In == "" {
			sentences = append(sentences, t.Key+"_"+strconv.Itoa(sentenceAt(t.Text, ev.Trigger.Start)))
		}
	}
	c["Issues"], c["SentenceID"], c["URLs"] = strings.Join(issues, ";"), strings.Join(sentences, ";"), strings.Join(unique(nonEmpty(urls...)), ";")
	for side, list := range map[string][]*record.Actor{"SourceActor": x.did, "TargetActor": x.suffered} {
		if len(list) > 0 {
			parts := cells{}
			gdeltActor(parts, "A", list[0])
			c[side+"Full"], c[side+"Entity"], c[side+"Role"], c[side+"Attribute"] = parts["ACode"], parts["ACountryCode"], parts["AType1Code"], parts["AType2Code"]
		}
	}
	return [][]string{c.under(phoenixColumns)}
}

// pentaClass is Phoenix' class of a CAMEO code: 0 neutral, 1 and 2 verbal and material cooperation, 3 and 4 verbal and material conflict.
func pentaClass(code string) string {
	root, err := strconv.Atoi(code[:min(2, len(code))])
	switch {
	case err != nil:
		return ""
	case root <= 2:
		return "0"
	case root <= 5:
		return "1"
	case root <= 8:
		return "2"
	case root <= 13:
		return "3"
	}
	return "4"
}
