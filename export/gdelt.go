package export

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// gdeltColumns are those of GDELT 2.0's table of events. Its files have no head.
var gdeltColumns = strings.Fields(`GlobalEventID Day MonthYear Year FractionDate
	Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code Actor1Type1Code Actor1Type2Code Actor1Type3Code
	Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code Actor2Type1Code Actor2Type2Code Actor2Type3Code
	IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone
	Actor1Geo_Type Actor1Geo_Fullname Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID
	Actor2Geo_Type Actor2Geo_Fullname Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat Actor2Geo_Long Actor2Geo_FeatureID
	ActionGeo_Type ActionGeo_Fullname ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_ADM2Code ActionGeo_Lat ActionGeo_Long ActionGeo_FeatureID
	DATEADDED SOURCEURL`)

// mentionColumns are those of its table of mentions.
var mentionColumns = strings.Fields(`GlobalEventID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID Actor1CharOffset Actor2CharOffset
	ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone MentionDocTranslationInfo Extras`)

var gdeltFormat = &Format{Name: "gdelt", Extension: ".export.CSV", Means: "the table of events of GDELT 2.0, one incident a row", Policy: policy.ACLED, tellings: true,
	open: tabs(gdeltRows), Loses: []string{
		"GDELT has no column for the dead or for any harm: all tolls are left out.",
		"Of those who acted and those to whom it was done the first alone is written. Ethnic and religious codes, tone and the places of actors are empty.",
		"ActionGeo_ADM1Code is GeoNames' code, not GDELT's; countries are in FIPS 10-4 where the code is known, else empty. FeatureID is GeoNames' number.",
		"Incidents without a day or without a CAMEO code are left out. GlobalEventID is a number made of the ledger's name of the incident.",
		"Grades, claims, blame, denials, disputes, evidence and judgements are left out.",
	}}

var mentionsFormat = &Format{Name: "gdelt-mentions", Extension: ".mentions.CSV", Means: "the table of mentions of GDELT 2.0, one report of an incident a row", Policy: policy.ACLED,
	tellings: true, open: tabs(mentionRows), Loses: []string{
		"Offsets count code points of the report's text from 0. SentenceID, confidence, tone and translation are empty where they are not known.",
		"Reports without a day of publication have no MentionTimeDate.",
		"All that is left out of the table of events is left out here.",
	}}

// toldFirst gives the first event of the incident's reports with a CAMEO code, nil for none.
func (x *incident) toldFirst() (*ledger.Telling, *record.Event) {
	for i := range x.Tellings {
		if e := event(&x.Tellings[i]); e != nil && e.CAMEO != "" && string(e.Type) == x.Type {
			return &x.Tellings[i], e
		}
	}
	return nil, nil
}

func gdeltRows(e *exporting, x *incident) [][]string {
	_, ev := x.toldFirst()
	if x.FirstDay == "" || ev == nil {
		e.leave("without a day or a CAMEO code")
		return nil
	}
	day := strings.ReplaceAll(x.FirstDay, "-", "")
	month, _ := strconv.Atoi(day[4:6])
	date, _ := strconv.Atoi(day[6:])
	year, _ := strconv.Atoi(day[:4])
	code := string(ev.CAMEO)
	c := cells{"GlobalEventID": x.number(), "Day": day, "MonthYear": day[:6], "Year": day[:4], "FractionDate": fmt.Sprintf("%.4f", float64(year)+float64(month*30+date)/365),
		"IsRootEvent": "0", "EventCode": code, "EventBaseCode": code[:min(3, len(code))], "EventRootCode": code[:min(2, len(code))], "QuadClass": strconv.Itoa(ev.Quad),
		"GoldsteinScale": decimal(ev.Goldstein), "NumMentions": strconv.Itoa(len(x.Tellings)), "NumSources": strconv.Itoa(len(x.publishers())), "NumArticles": strconv.Itoa(x.articles()),
		"SOURCEURL": x.firstURL(), "DATEADDED": stamp(x.Published)}
	for i := range x.Tellings {
		if e := event(&x.Tellings[i]); e != nil && e.Main {
			c["IsRootEvent"] = "1"
		}
	}
	if len(x.did) > 0 {
		gdeltActor(c, "Actor1", x.did[0])
	}
	if len(x.suffered) > 0 {
		gdeltActor(c, "Actor2", x.suffered[0])
	}
	gdeltPlace(c, x)
	return [][]string{c.under(gdeltColumns)}
}

// gdeltActor writes an actor's CAMEO code, whole and in its parts of three letters.
func gdeltActor(c cells, prefix string, a *record.Actor) {
	code := string(a.CAMEO)
	c[prefix+"Code"], c[prefix+"Name"] = code, strings.ToUpper(a.Name)
	if a.Country != "" && strings.HasPrefix(code, string(a.Country)) {
		c[prefix+"CountryCode"] = string(a.Country)
		code = code[len(a.Country):]
	}
	for n := 1; n <= 3 && len(code) >= 3; n++ {
		c[prefix+"Type"+strconv.Itoa(n)+"Code"], code = code[:3], code[3:]
	}
}

func gdeltPlace(c cells, x *incident) {
	if x.Country == "" {
		return
	}
	p := x.place()
	kind, full := "1", countryName(x.Country)
	switch {
	case x.Precision >= 1 && x.Precision <= 3:
		kind, full = "4", strings.Join(nonEmpty(p.Name, string(p.Admin1), full), ", ")
	case x.Precision == 4 || x.Precision == 5:
		kind, full = "5", strings.Join(nonEmpty(p.Name, full), ", ")
	}
	if x.Country == "USA" {
		kind = map[string]string{"1": "1", "4": "3", "5": "2"}[kind]
	}
	c["ActionGeo_Type"], c["ActionGeo_Fullname"], c["ActionGeo_CountryCode"], c["ActionGeo_ADM1Code"] = kind, full, fips[x.Country], x.Admin1
	c["ActionGeo_Lat"], c["ActionGeo_Long"] = decimal(x.Lat), decimal(x.Lon)
	if p.GeonameID != nil {
		c["ActionGeo_FeatureID"] = strconv.Itoa(*p.GeonameID)
	}
}

func nonEmpty(list ...string) (out []string) {
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// articles counts the reports; one may tell of an incident in several events.
func (x *incident) articles() int {
	seen := map[string]bool{}
	for _, t := range x.Tellings {
		seen[t.Key] = true
	}
	return len(seen)
}

func (x *incident) firstURL() string {
	for _, t := range x.Tellings {
		if t.URL != "" {
			return t.URL
		}
	}
	return ""
}

// stamp writes a time as GDELT does.
func stamp(s string) string {
	t, ok := published(s)
	if !ok {
		return ""
	}
	return t.Format("20060102150405")
}

func mentionRows(e *exporting, x *incident) (rows [][]string) {
	if _, ev := x.toldFirst(); x.FirstDay == "" || ev == nil {
		e.leave("without a day or a CAMEO code")
		return nil
	}
	day, _ := time.Parse(time.DateOnly, x.FirstDay)
	for i := range x.Tellings {
		t := &x.Tellings[i]
		c := cells{"GlobalEventID": x.number(), "EventTimeDate": day.Format("20060102150405"), "MentionTimeDate": stamp(t.Published), "MentionType": "2", "MentionSourceName": t.Publisher,
			"MentionIdentifier": t.Report, "MentionDocLen": strconv.Itoa(len([]rune(t.Text))), "InRawText": "1"}
		if t.URL != "" {
			c["MentionType"], c["MentionIdentifier"] = "1", t.URL
		}
		if ev := event(t); ev != nil {
			c["ActionCharOffset"] = offset(ev.Trigger)
			if ev.Trigger.In == "" {
				c["SentenceID"] = strconv.Itoa(sentenceAt(t.Text, ev.Trigger.Start))
			}
			if ev.P != nil {
				c["Confidence"] = strconv.Itoa(int(*ev.P*100 + 0.5))
			}
			c["Actor1CharOffset"], c["Actor2CharOffset"] = mentionOffset(t.Record, ev.Actors), mentionOffset(t.Record, ev.Recipients)
		}
		rows = append(rows, c.under(mentionColumns))
	}
	return rows
}

func offset(m record.Mention) string {
	if m.In != "" {
		return "-1" // in the title
	}
	return strconv.Itoa(m.Start)
}

func mentionOffset(rec *record.Record, ids []string) string {
	if len(ids) == 0 {
		return "-1"
	}
	if a := byID(rec, ids[0]); a != nil {
		for _, m := range a.Mentions {
			if m.In == "" {
				return strconv.Itoa(m.Start)
			}
		}
	}
	return "-1"
}

// sentenceAt numbers the sentence, or nearly so, in which a code point stands: from 1.
func sentenceAt(text string, at int) int {
	n, i, ended := 1, 0, false
	for _, r := range text {
		if i >= at {
			break
		}
		if ended && (r == ' ' || r == '\n') {
			n++
		}
		ended = r == '.' || r == '!' || r == '?'
		i++
	}
	return n
}
