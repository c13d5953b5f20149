package policy

import (
	"slices"

	"github.com/tollbook/tollbook/record"
)

// OfRecord counts one report: the totals of each of its events, in their order, and then those of figures that belong
// to no event. The text and the title are those that the record was read from; they may be empty.
func OfRecord(p Policy, rec *record.Record, title, text string) []Total {
	out := []Total{}
	for _, in := range Incidents(rec, title, text) {
		out = append(out, Totals(p, in)...)
	}
	return out
}

// Incidents gives each event of a record with its claims, and after them the claims without an event. To count what several
// reports say of one incident, join the claims of its events.
func Incidents(rec *record.Record, title, text string) []Incident {
	claims := ClaimsOf(rec, title, text)
	var out []Incident
	for i := range rec.Events {
		e := &rec.Events[i]
		in := Incident{Event: e.ID, Mode: string(e.Mode), Silent: e.Type == "ASSAULT" && e.Realis == record.Actual && e.Number <= 1 &&
			!e.Background && e.PartOf == ""} // the deaths of a part may be told of with its umbrella
		for n := range rec.Events {
			if string(rec.Events[n].PartOf) == e.ID {
				in.Parts++
			}
		}
		for n := range rec.Counts {
			if string(rec.Counts[n].Event) == e.ID {
				in.Claims = append(in.Claims, asParty(claims[n], rec, &rec.Counts[n], e))
			}
		}
		out = append(out, in)
	}
	for _, group := range orphans(rec) {
		var in Incident
		for _, n := range group {
			in.Claims = append(in.Claims, claims[n])
		}
		out = append(out, in)
	}
	return out
}

// ClaimsOf turns the counts of a record into claims, one each.
func ClaimsOf(rec *record.Record, title, text string) []Claim {
	titleRunes, textRunes := []rune(title), []rune(text)
	words := func(s record.Span) string {
		from := textRunes
		if s.In != "" {
			from = titleRunes
		}
		return string(from[min(s.Start, len(from)):min(s.End, len(from))])
	}
	out := make([]Claim, len(rec.Counts))
	for i := range rec.Counts {
		c := &rec.Counts[i]
		out[i] = Claim{Report: rec.Report.ID, ID: c.ID, Kind: c.Kind, Low: c.Low, Best: c.Best, High: c.High, Bound: c.Bound, Quantity: c.Quantity,
			Words: words(c.Span), Who: string(c.Who), Category: c.Category, Scope: c.Scope, Realis: c.Realis, From: string(c.From), To: string(c.To),
			PartOf: string(c.PartOf), Repeats: string(c.Repeats), SupersededBy: string(c.SupersededBy),
			Publisher: string(rec.Report.Publisher), Published: string(rec.Report.Published)}
		if c.Place != "" {
			out[i].Places = []string{string(c.Place)}
		}
		if a := actorOf(rec, c.Source); a != nil {
			out[i].Source = a.Name
			out[i].Party = fights(a)
		}
	}
	return out
}

func actorOf(rec *record.Record, id record.Nullable) *record.Actor {
	for i := range rec.Actors {
		if id != "" && rec.Actors[i].ID == string(id) {
			return &rec.Actors[i]
		}
	}
	return nil
}

// fights says whether an actor is by its nature a side in fighting.
func fights(a *record.Actor) bool {
	return a.Kind == record.ArmedGroup || a.Sector == "MIL" || a.Sector == "REB" || a.Sector == "UAF"
}

// asParty marks a claim whose source is a side of the event itself.
func asParty(c Claim, rec *record.Record, count *record.Count, e *record.Event) Claim {
	source := string(count.Source)
	if a := actorOf(rec, count.Source); a != nil && a.Kind != record.People {
		c.Party = c.Party || slices.Contains(e.Actors, source) || slices.Contains(e.ClaimedBy, source)
	}
	return c
}

// orphans gathers the counts without an event: each by itself with its parts, for nothing says that they are of one incident.
func orphans(rec *record.Record) [][]int {
	var out [][]int
	group := map[string]int{}
	for n := range rec.Counts {
		c := &rec.Counts[n]
		if c.Event != "" {
			continue
		}
		link := ""
		for _, id := range []record.Nullable{c.PartOf, c.Repeats, c.SupersededBy} {
			if _, ok := group[string(id)]; ok {
				link = string(id)
			}
		}
		if link == "" {
			out = append(out, nil)
			group[c.ID] = len(out) - 1
		} else {
			group[c.ID] = group[link]
		}
		out[group[c.ID]] = append(out[group[c.ID]], n)
	}
	return out
}
