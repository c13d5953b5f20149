package ledger

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// A Dispute is something on which sources differ, with what each of them says.
type Dispute struct {
	On     string         `json:"on"` // killed, injured, place, day, perpetrator, kind
	Values []policy.Value `json:"values"`
}

// A Conceded figure is what a side tells of what it is said to have done itself. It stands beside what others count, and is never merged with it.
type Conceded struct {
	By     string      `json:"by"`
	Kind   record.Harm `json:"kind"`
	Low    *int        `json:"low"`
	Best   *int        `json:"best"`
	High   *int        `json:"high"`
	Report string      `json:"report"`
}

// disputesOf gives on what the reports of an incident differ. Copies of one text have one voice.
func disputesOf(members []member, families map[string]int, series []policy.Told, blamed []Blame) (out []Dispute) {
	for _, kind := range []record.Harm{record.Killed, record.Injured} {
		if values := policy.Disagreement(series, kind); values != nil {
			out = append(out, Dispute{string(kind), values})
		}
	}
	says := map[string]*voices{"place": {}, "day": {}, "perpetrator": {}, "kind": {}}
	seen := map[int]bool{} // families
	for _, m := range members {
		e := m.event()
		if e == nil || seen[families[m.sha256]] {
			continue
		}
		seen[families[m.sha256]] = true
		by := cmp.Or(m.Publisher, m.Report)
		if p := placeOf(m.record, e.Place); p != nil && p.Precision != nil && *p.Precision <= closely {
			says["place"].add(p.Name, by)
		}
		if e.From != "" && (e.To == e.From || e.To == "") && (e.Precision == nil || *e.Precision == 1) {
			says["day"].add(string(e.From), by)
		}
		if e.Mode != "" && e.Quad == 4 {
			says["kind"].add(strings.ToLower(string(e.Type))+" "+string(e.Mode), by)
		}
		for _, id := range e.Actors {
			if a := actorOf(m.record, record.Nullable(id)); a != nil && (a.Kind == record.ArmedGroup || a.Kind == record.State || a.Kind == record.Organisation) {
				says["perpetrator"].add(a.Name, by)
			}
		}
		for _, id := range e.ClaimedBy {
			if a := actorOf(m.record, record.Nullable(id)); a != nil {
				says["perpetrator"].add(a.Name, a.Name)
			}
		}
	}
	for _, b := range blamed {
		says["perpetrator"].add(b.Whom, b.By)
	}
	for _, on := range []string{"place", "day", "perpetrator", "kind"} {
		if values := says[on].values(); len(values) > 1 {
			out = append(out, Dispute{on, values})
		}
	}
	return out
}

// closely is the UCDP precision up to which two names of places that differ are two places.
const closely = 2

func (m *member) event() *record.Event {
	for i := range m.record.Events {
		if e := &m.record.Events[i]; e.ID == m.Event && m.Event != "" {
			return e
		}
	}
	return nil
}

// voices are who gives which value; values that differ in letter case alone are one.
type voices struct {
	by    map[string][]string
	shown map[string]string
}

func (v *voices) add(value, by string) {
	if v.by == nil {
		v.by, v.shown = map[string][]string{}, map[string]string{}
	}
	key := strings.TrimPrefix(strings.ToLower(value), "the ")
	if v.shown[key] == "" {
		v.shown[key] = value
	}
	if !slices.Contains(v.by[key], by) {
		v.by[key] = append(v.by[key], by)
	}
}

func (v *voices) values() (out []policy.Value) {
	for _, key := range slices.Sorted(maps.Keys(v.by)) {
		out = append(out, policy.Value{Value: v.shown[key], By: v.by[key]})
	}
	return out
}

// conceded gives what those who are said to have done it, or say so, tell of the harm.
func conceded(members []member) (out []Conceded) {
	seen := map[string]bool{}
	for _, m := range members {
		e := m.event()
		if e == nil {
			continue
		}
		for i := range m.record.Counts {
			c := &m.record.Counts[i]
			if string(c.Event) != e.ID || c.Source == "" || c.PartOf != "" || c.Repeats != "" || c.Realis != record.Actual || c.Scope != record.Incident || !didIt(e, string(c.Source)) {
				continue
			}
			a := actorOf(m.record, c.Source)
			if a == nil || a.Kind == record.People || a.Kind == record.Person && !slices.Contains(e.ClaimedBy, a.ID) {
				continue
			}
			x := Conceded{a.Name, c.Kind, c.Low, c.Best, c.High, m.Report}
			key := strings.ToLower(a.Name) + string(c.Kind) + orNone(c.Low) + orNone(c.Best) + orNone(c.High)
			if !seen[key] { // copies and others who have it from the same
				seen[key] = true
				out = append(out, x)
			}
		}
	}
	return out
}

func didIt(e *record.Event, id string) bool {
	return slices.Contains(e.Actors, id) || slices.Contains(e.ClaimedBy, id) || slices.ContainsFunc(e.BlamedBy, func(b [2]string) bool { return b[1] == id })
}
