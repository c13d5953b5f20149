package export

import (
	"context"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/countries"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/withhold"
)

// An incident is one as formats write it.
type incident struct {
	*ledger.Exported
	did, suffered, claimed, blamed, denied []*record.Actor
	withheld                               bool
}

// newIncident makes an incident ready, with the names of victims taken out where they are withheld.
func newIncident(ctx context.Context, from *ledger.Exported, veil *withhold.Veil) *incident {
	x := &incident{Exported: from, withheld: veil.Hides(ctx)}
	known := make([]*record.Actor, len(x.Parties))
	for i := range x.Parties {
		known[i] = actorOf(from, &x.Parties[i])
	}
	veil.Listed(ctx, &x.Listed)
	for i, a := range known {
		a.Name = x.Parties[i].Name
		switch x.Parties[i].Role {
		case ledger.Did:
			x.did = append(x.did, a)
		case ledger.Suffered:
			x.suffered = append(x.suffered, a)
		case ledger.Claimed:
			x.claimed = append(x.claimed, a)
		case ledger.Blamed:
			x.blamed = append(x.blamed, a)
		case ledger.Denied:
			x.denied = append(x.denied, a)
		}
	}
	if x.withheld {
		x.hide()
	}
	return x
}

// hide takes the names of victims out of reports. A name that one report shows to be a victim's is hidden in all.
func (x *incident) hide() {
	var all []withhold.Names
	for i := range x.Tellings {
		t := &x.Tellings[i]
		all = append(all, withhold.Of(t.Record, t.Title, t.Text))
	}
	names := withhold.Join(all...)
	for i := range x.Tellings {
		t := &x.Tellings[i]
		t.Title, t.Text = names.Record(t.Record, t.Title, t.Text)
		t.URL = names.Address(t.URL)
	}
}

// actorOf gives what is known of a party: of the record that names it, else of the registry.
func actorOf(x *ledger.Exported, p *ledger.Party) *record.Actor {
	for _, t := range x.Tellings {
		for i := range t.Record.Actors {
			if a := &t.Record.Actors[i]; ledger.ActorKey(a) == p.Key && string(a.Kind) == p.Kind {
				found := *a
				return &found
			}
		}
	}
	a := &record.Actor{Name: p.Name, Kind: record.ActorKind(p.Kind), Country: record.Nullable(p.Country)}
	if e := actors.ByID(p.Key); e != nil {
		a.Sector = record.Nullable(e.Sector)
	}
	return a
}

// event gives the event of a report that tells of the incident; nil for a report without one.
func event(t *ledger.Telling) *record.Event {
	for i := range t.Record.Events {
		if t.Record.Events[i].ID == t.Event && t.Event != "" {
			return &t.Record.Events[i]
		}
	}
	return nil
}

// byID gives an actor of a report.
func byID(rec *record.Record, id string) *record.Actor {
	for i := range rec.Actors {
		if rec.Actors[i].ID == id {
			return &rec.Actors[i]
		}
	}
	return nil
}

func placeOf(rec *record.Record, id record.Nullable) *record.Place {
	for i := range rec.Places {
		if id != "" && rec.Places[i].ID == string(id) {
			return &rec.Places[i]
		}
	}
	return nil
}

// place gives the closest place that a report tells, an empty one for none.
func (x *incident) place() record.Place {
	best, precision := record.Place{Name: x.Place}, 99
	for i := range x.Tellings {
		e := event(&x.Tellings[i])
		if e == nil {
			continue
		}
		p := placeOf(x.Tellings[i].Record, e.Place)
		if p == nil || string(p.Country) != x.Country || p.Precision == nil || *p.Precision >= precision {
			continue
		}
		best, precision = *p, *p.Precision
	}
	return best
}

// datePrecision is UCDP's date_prec: the closest that a report tells, else what the days show; 0 for no day.
func (x *incident) datePrecision() int {
	if x.FirstDay == "" {
		return 0
	}
	best := 0
	for i := range x.Tellings {
		if e := event(&x.Tellings[i]); e != nil && e.Precision != nil && (best == 0 || *e.Precision < best) {
			best = *e.Precision
		}
	}
	if best > 0 {
		return best
	}
	switch n := x.days(); {
	case n <= 1:
		return 1
	case n <= 6:
		return 2
	case n <= 8:
		return 3
	case n <= 31:
		return 4
	}
	return 5
}

// days counts the days of the incident.
func (x *incident) days() int {
	from, err := time.Parse(time.DateOnly, x.FirstDay)
	to, err2 := time.Parse(time.DateOnly, x.LastDay)
	if err != nil || err2 != nil {
		return 1
	}
	return int(to.Sub(from).Hours()/24) + 1
}

// middle is the day in the middle.
func (x *incident) middle() time.Time {
	from, _ := time.Parse(time.DateOnly, x.FirstDay)
	return from.AddDate(0, 0, (x.days()-1)/2)
}

// number makes a number of an incident's name, for formats that want one.
func (x *incident) number() string { return numberOf(x.ID) }

func numberOf(id string) string {
	raw, err := hex.DecodeString(strings.TrimPrefix(id, "i"))
	if err != nil || len(raw) == 0 || len(raw) > 7 {
		return id
	}
	var n int64
	for _, b := range raw {
		n = n<<8 | int64(b)
	}
	return strconv.FormatInt(n, 10)
}

// inters are ACLED's codes of the first who acted and the first to whom it was done; 0 where not known.
func (x *incident) inters() (did, suffered int) {
	if len(x.did) > 0 {
		did = policy.Inter(x.did[0], x.Country)
	}
	if len(x.suffered) > 0 {
		suffered = policy.Inter(x.suffered[0], x.Country)
	}
	return did, suffered
}

func names(list []*record.Actor) (out []string) {
	for _, a := range list {
		if !slices.Contains(out, a.Name) {
			out = append(out, a.Name)
		}
	}
	return out
}

// first and others part a list of actors as formats with a main actor do.
func first(list []*record.Actor) string { return at(names(list), 0) }

func others(list []*record.Actor) string {
	all := names(list)
	return strings.Join(all[min(1, len(all)):], "; ")
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// publishers gives who reported it, each once, in order of publication.
func (x *incident) publishers() (out []string) {
	for _, t := range x.Tellings {
		if t.Publisher != "" && !slices.Contains(out, t.Publisher) {
			out = append(out, t.Publisher)
		}
	}
	return out
}

func countryName(code string) string {
	if c := countries.ByCode(code); c != nil {
		return c.Name
	}
	return code
}

func regionOf(code string) string {
	if c := countries.ByCode(code); c != nil {
		return c.Region
	}
	return ""
}

func best(r *ledger.Range) string {
	if r == nil {
		return ""
	}
	return figure(r.Best)
}

func figure(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func decimal(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}

// span tells a range in words.
func span(r *ledger.Range) string {
	switch {
	case r == nil || r.Empty():
		return "not known"
	case r.Low == nil:
		return "up to " + figure(r.High)
	case r.High == nil:
		return figure(r.Low) + " or more"
	case *r.Low == *r.High:
		return figure(r.Low)
	}
	return figure(r.Low) + " to " + figure(r.High)
}

// notes tells the incident in plain sentences, for formats with room for words.
func (x *incident) notes() string {
	var b strings.Builder
	say := func(what string, list []string) {
		if len(list) > 0 {
			b.WriteString(" " + what + ": " + strings.Join(list, ", ") + ".")
		}
	}
	b.WriteString(strings.ToUpper(x.Type[:min(1, len(x.Type))]) + strings.ToLower(x.Type[min(1, len(x.Type)):]))
	if x.Mode != "" {
		b.WriteString(" (" + x.Mode + ")")
	}
	b.WriteString(".")
	say("By", names(x.did))
	say("To", names(x.suffered))
	say("Claimed by", names(x.claimed))
	say("Blamed on", names(x.blamed))
	say("Denied by", names(x.denied))
	b.WriteString(" Killed: " + span(x.KilledToll) + "; injured: " + span(x.InjuredToll) + ".")
	b.WriteString(" Reports: " + strconv.Itoa(x.Reports) + ", independent texts: " + strconv.Itoa(x.Sources) + "; documentation: " + x.Grade + ". Incident " + x.ID + ".")
	return b.String()
}
