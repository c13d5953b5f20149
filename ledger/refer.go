package ledger

import (
	"encoding/json"
	"strings"

	"github.com/tollbook/tollbook/record"
)

// A judgement holds places and actors by what they are, and counts and events by where they stand, so that it can be applied to any reading.

type heldPlace struct {
	Name       string          `json:"name"`
	GeonameID  *int            `json:"geonameid"`
	Lat        *float64        `json:"lat"`
	Lon        *float64        `json:"lon"`
	Country    record.Nullable `json:"country"`
	Admin1     record.Nullable `json:"admin1"`
	Admin1Code record.Nullable `json:"admin1_code"`
	Admin2     record.Nullable `json:"admin2"`
	Admin2Code record.Nullable `json:"admin2_code"`
	Feature    record.Nullable `json:"feature"`
	Precision  *int            `json:"precision"`
}

type heldActor struct {
	Name    string           `json:"name"`
	Kind    record.ActorKind `json:"kind,omitempty"`
	Country string           `json:"country,omitempty"`
	Sector  string           `json:"sector,omitempty"`
	Ref     string           `json:"ref,omitempty"`
}

func holdPlace(p *record.Place) *heldPlace {
	return &heldPlace{p.Name, p.GeonameID, p.Lat, p.Lon, p.Country, p.Admin1, p.Admin1Code, p.Admin2, p.Admin2Code, p.Feature, p.Precision}
}

func holdActor(a *record.Actor) heldActor {
	return heldActor{a.Name, a.Kind, string(a.Country), string(a.Sector), string(a.Ref)}
}

// same says whether two are one place.
func (p *heldPlace) same(q *heldPlace) bool {
	point := func(a, b *float64) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }
	return strings.EqualFold(p.Name, q.Name) && p.Country == q.Country && p.Admin1Code == q.Admin1Code && point(p.Lat, q.Lat) && point(p.Lon, q.Lon) &&
		orNone(p.Precision) == orNone(q.Precision)
}

// standsAt gives where a count or an event of an id stands; nil for none.
func standsAt(rec *record.Record, id string) *Anchor {
	for i := range rec.Counts {
		if c := &rec.Counts[i]; c.ID == id && id != "" {
			return &Anchor{Start: c.Start, End: c.End, In: c.In, Of: "count"}
		}
	}
	for i := range rec.Events {
		if e := &rec.Events[i]; e.ID == id && id != "" {
			return &Anchor{Start: e.Trigger.Start, End: e.Trigger.End, In: e.Trigger.In, Of: "event"}
		}
	}
	return nil
}

// resolve gives the id of what a field's value stands for in the record, which is given it if it has it not; empty for none.
func (it item) resolve(field string, value json.RawMessage) string {
	if string(value) == "null" {
		return ""
	}
	switch field {
	case "place":
		var p heldPlace
		if json.Unmarshal(value, &p) != nil {
			return ""
		}
		return it.place(&p)
	case "source", "perpetrator":
		var a heldActor
		if json.Unmarshal(value, &a) != nil {
			return ""
		}
		return it.actor(a)
	}
	var a Anchor
	if json.Unmarshal(value, &a) != nil {
		return ""
	}
	i := find(it.rec, a)
	switch {
	case i < 0:
		return ""
	case a.Of == "count":
		return it.rec.Counts[i].ID
	}
	return it.rec.Events[i].ID
}

// place gives the id of a place. One that the report does not have is said to stand where the item does.
func (it item) place(p *heldPlace) string {
	ids := make([]string, len(it.rec.Places))
	for i := range it.rec.Places {
		have := &it.rec.Places[i]
		if holdPlace(have).same(p) {
			return have.ID
		}
		ids[i] = have.ID
	}
	it.rec.Places = append(it.rec.Places, record.Place{ID: next("p", ids), Span: it.span(), Name: p.Name, GeonameID: p.GeonameID, Lat: p.Lat, Lon: p.Lon,
		Country: p.Country, Admin1: p.Admin1, Admin1Code: p.Admin1Code, Admin2: p.Admin2, Admin2Code: p.Admin2Code, Feature: p.Feature,
		Use: record.Literal, Precision: p.Precision})
	return it.rec.Places[len(ids)].ID
}

// actor gives the id of an actor, in the same way.
func (it item) actor(a heldActor) string {
	ids := make([]string, len(it.rec.Actors))
	for i := range it.rec.Actors {
		have := &it.rec.Actors[i]
		if a.Ref != "" && string(have.Ref) == a.Ref || strings.EqualFold(have.Name, a.Name) {
			return have.ID
		}
		ids[i] = have.ID
	}
	kind := a.Kind
	if kind == "" {
		kind = record.UnknownActor
	}
	it.rec.Actors = append(it.rec.Actors, record.Actor{ID: next("a", ids), Name: a.Name, Kind: kind, Country: record.Nullable(a.Country), Sector: record.Nullable(a.Sector),
		Ref: record.Nullable(a.Ref), Mentions: []record.Mention{record.Mention(it.span())}})
	return it.rec.Actors[len(ids)].ID
}
