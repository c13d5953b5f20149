package ledger

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/link"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// A telling is what one report claims of one event, so that an incident can be counted without its reports' whole records.
type telling struct {
	Claims  []claim  `json:"claims,omitempty"`
	Large   bool     `json:"large,omitempty"`
	Silent  bool     `json:"silent,omitempty"`
	Parts   int      `json:"parts,omitempty"`
	Parties []part   `json:"parties,omitempty"`
	Blames  [][2]int `json:"blames,omitempty"` // who blames, who is blamed: places in Parties
	// Precision is that of the event's place, 0 where not known.
	Precision int  `json:"precision,omitempty"`
	Corrects  bool `json:"corrects,omitempty"` // the report says itself that an earlier figure no longer holds
}

// A part is one actor's part in an event.
type part struct {
	Role    Role   `json:"role,omitempty"`
	Key     string `json:"key"`
	Name    string `json:"name"`
	Kind    string `json:"kind,omitempty"`
	Country string `json:"country,omitempty"`
}

// A claim is a policy's claim as it is kept: what holds of the whole report is left out.
type claim struct {
	Report       string          `json:"-"`
	ID           string          `json:"id"`
	Kind         record.Harm     `json:"kind"`
	Low          *int            `json:"low,omitempty"`
	Best         *int            `json:"best,omitempty"`
	High         *int            `json:"high,omitempty"`
	Bound        record.Bound    `json:"bound,omitempty"`
	Quantity     string          `json:"quantity,omitempty"`
	Words        string          `json:"words,omitempty"`
	Who          string          `json:"who,omitempty"`
	Category     record.Category `json:"category,omitempty"`
	Scope        record.Scope    `json:"scope,omitempty"`
	Realis       record.Realis   `json:"realis,omitempty"`
	From         string          `json:"from,omitempty"`
	To           string          `json:"to,omitempty"`
	Places       []string        `json:"places,omitempty"`
	PartOf       string          `json:"part_of,omitempty"`
	Repeats      string          `json:"repeats,omitempty"`
	SupersededBy string          `json:"superseded_by,omitempty"`
	Source       string          `json:"source,omitempty"`
	Party        bool            `json:"party,omitempty"`
	Wire         string          `json:"-"`
	Publisher    string          `json:"-"`
	Published    string          `json:"-"`
}

// ActorKey gives the name under which an actor is kept: in the registry, else as reports call it, without how many they are, in lower case.
func ActorKey(a *record.Actor) string {
	return cmp.Or(string(a.Ref), strings.ToLower(uncounted(a)))
}

// tellings gives what a record claims of each of its mentions.
func tellings(rec *record.Record, title, text string, mentions []link.Mention) []telling {
	claims := policy.Incidents(rec, title, text)
	out := make([]telling, len(mentions))
	for i := range mentions {
		out[i] = tellingOf(rec, claims, mentions[i].Event)
	}
	return out
}

func tellingOf(rec *record.Record, incidents []policy.Incident, event string) telling {
	t := telling{}
	joined := claimsOfEvent(rec, incidents, event)
	t.Large, t.Silent, t.Parts = joined.Large, joined.Silent, joined.Parts
	for _, c := range joined.Claims {
		t.Claims = append(t.Claims, claim(c))
		t.Corrects = t.Corrects || c.SupersededBy != ""
	}
	for i := range rec.Events {
		if e := &rec.Events[i]; e.ID == event && event != "" {
			t.addParties(rec, e)
			if p := placeOf(rec, e.Place); p != nil && p.Precision != nil {
				t.Precision = *p.Precision
			}
		}
	}
	return t
}

// addParties notes who had a part in an event.
func (t *telling) addParties(rec *record.Record, e *record.Event) {
	add := func(role Role, id string) int {
		a := actorOf(rec, record.Nullable(id))
		if a == nil {
			return -1
		}
		p := part{role, ActorKey(a), uncounted(a), string(a.Kind), string(a.Country)}
		if i := slices.Index(t.Parties, p); i >= 0 {
			return i
		}
		t.Parties = append(t.Parties, p)
		return len(t.Parties) - 1
	}
	for _, x := range []struct {
		role Role
		ids  []string
	}{{Did, e.Actors}, {Suffered, e.Recipients}, {Claimed, e.ClaimedBy}, {Denied, e.DeniedBy}} {
		for _, id := range x.ids {
			add(x.role, id)
		}
	}
	for _, b := range e.BlamedBy {
		if by, whom := add("", b[0]), add(Blamed, b[1]); by >= 0 && whom >= 0 {
			t.Blames = append(t.Blames, [2]int{by, whom})
		}
	}
}

// tellingRows gives the tellings of a record's mentions as rows.
func tellingRows(key string, rec *record.Record, title, text string, mentions []link.Mention) (rows [][]any, err error) {
	for i, t := range tellings(rec, title, text, mentions) {
		body, err := json.Marshal(t)
		if err != nil {
			return nil, err
		}
		rows = append(rows, []any{key, mentions[i].Event, string(body)})
	}
	return rows, nil
}
