package policy

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/tollbook/tollbook/record"
)

// A Told is what one source told, in one report, of everybody harmed in one way.
type Told struct {
	Published  string      `json:"published"`
	Report     string      `json:"report"`
	Source     string      `json:"source"` // who is behind it: who said it, or else the text or the publisher; in lower case
	Party      bool        `json:"party"`  // a side in the fighting
	Kind       record.Harm `json:"kind"`
	Low        *int        `json:"low"`
	Best       *int        `json:"best"`
	High       *int        `json:"high"`       // null where the words are open
	Superseded bool        `json:"superseded"` // the source told another figure later, or the report corrects it itself
}

// Series gives what was told of an incident in the order of publication, each source by itself: how its toll rose or fell.
func Series(in Incident) []Told {
	var out []Told
	sourced := map[int]bool{} // by place in out
	wires := map[string]string{}
	for _, group := range tellers(in.Claims) {
		c := group[0]
		wires[c.Report] = c.Wire
		of := Incident{Event: in.Event, Large: in.Large, Claims: group}
		for _, t := range Totals(All, of) {
			if t.Category == Everybody && t.Best != nil && tells(group, t.Kind) {
				sourced[len(out)] = c.Source != ""
				out = append(out, Told{c.Published, c.Report, rootName(c), anyParty(group), t.Kind, t.Low, t.Best, t.High, false})
			}
		}
	}
	out = append(withoutEchoes(out, sourced, wires), corrected(in)...)
	slices.SortStableFunc(out, func(a, b Told) int {
		return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.Report, b.Report), slices.Index(kinds, a.Kind)-slices.Index(kinds, b.Kind), order(a.Superseded, b.Superseded))
	})
	for i := range out {
		for _, later := range out[i+1:] {
			a := &out[i]
			if later.Published > a.Published && later.Source == a.Source && later.Kind == a.Kind && !later.sameAs(a) {
				a.Superseded = true
			}
		}
	}
	return out
}

// withoutEchoes leaves out what a report tells in its own voice where a source that it names tells the same, and the same by the same source in a copy.
func withoutEchoes(all []Told, sourced map[int]bool, wires map[string]string) (out []Told) {
	for i := range all {
		t := &all[i]
		echo := false
		for k := range all {
			u := &all[k]
			if i == k || t.Kind != u.Kind || !t.sameAs(u) {
				continue
			}
			first := cmp.Or(cmp.Compare(u.Published, t.Published), cmp.Compare(u.Report, t.Report)) < 0
			echo = echo || u.Report == t.Report && sourced[k] && !sourced[i] || first && u.Source == t.Source && wires[t.Report] != "" && wires[u.Report] == wires[t.Report]
		}
		if !echo {
			out = append(out, *t)
		}
	}
	return out
}

func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

func (t *Told) sameAs(u *Told) bool {
	return orElse(t.Low, t.Best) == orElse(u.Low, u.Best) && orElse(t.Best) == orElse(u.Best) && orElse(t.High, t.Best) == orElse(u.High, u.Best)
}

// tellers gathers the claims of each source in each report that are no totals over a period and are not corrected there.
func tellers(claims []Claim) [][]Claim {
	var out [][]Claim
	at := map[[2]string]int{}
	for _, c := range claims {
		if c.Scope == record.Tally || c.SupersededBy != "" || !counts(c.Realis) {
			continue
		}
		key := [2]string{c.Report, rootName(c)}
		i, known := at[key]
		if !known {
			i = len(out)
			at[key] = i
			out = append(out, nil)
		}
		c.Repeats = ownID(out[i], c.Repeats)
		out[i] = append(out[i], c)
	}
	return out
}

// ownID keeps a reference to a claim of the same group, and drops one to another source's: each has its say.
func ownID(group []Claim, id string) string {
	if slices.ContainsFunc(group, func(c Claim) bool { return c.ID == id }) {
		return id
	}
	return ""
}

func tells(group []Claim, kind record.Harm) bool {
	return slices.ContainsFunc(group, func(c Claim) bool { return c.Kind == kind })
}

func anyParty(group []Claim) bool {
	return slices.ContainsFunc(group, func(c Claim) bool { return c.Party })
}

// corrected gives the figures that a report itself corrects.
func corrected(in Incident) (out []Told) {
	for _, c := range in.Claims {
		if c.Scope == record.Tally || c.SupersededBy == "" || !counts(c.Realis) || c.PartOf != "" {
			continue
		}
		f := figureOf(All, c, in.Large)
		t := Told{c.Published, c.Report, rootName(c), c.Party, c.Kind, &f.low, &f.best, &f.high, true}
		if f.open {
			t.High = nil
		}
		out = append(out, t)
	}
	return out
}

// A Value is one of several that sources give for the same.
type Value struct {
	Value string   `json:"value"`
	By    []string `json:"by"`
}

// Disagreement gives the figures of a kind of harm that stand, where sources disagree: the lowest first; none where they agree.
func Disagreement(series []Told, kind record.Harm) []Value {
	by := map[string][]string{}
	low := map[string]int{}
	for i := range series {
		t := &series[i]
		if t.Superseded || t.Kind != kind {
			continue
		}
		v := t.Figure()
		low[v] = orElse(t.Best, t.Low, t.High)
		if !slices.Contains(by[v], t.Source) {
			by[v] = append(by[v], t.Source)
		}
	}
	if len(by) < 2 {
		return nil
	}
	out := make([]Value, 0, len(by))
	for v, sources := range by {
		slices.Sort(sources)
		out = append(out, Value{v, sources})
	}
	slices.SortFunc(out, func(a, b Value) int {
		return cmp.Or(cmp.Compare(low[a.Value], low[b.Value]), cmp.Compare(a.Value, b.Value))
	})
	return out
}

// Discounted says why the dead of an incident were combatants after all, by Airwars' rule; it is empty where they were not, or nobody ever said
// otherwise. What an earlier report calls civilians, or just people, a later one must call fighters or forces, all of them, and must be no side in the
// fighting: a side's word alone is no proof. And nobody must speak of civilians after it.
func Discounted(in Incident) string {
	var civil, combatant []Claim
	for _, c := range in.Claims {
		if c.Kind != record.Killed || !counts(c.Realis) || c.Scope == record.Tally || c.PartOf != "" || c.SupersededBy != "" && c.Category != record.Civilian {
			continue
		}
		switch c.Category {
		case record.Militant, record.Security:
			combatant = append(combatant, c)
		case record.Civilian, record.UnknownCategory, record.Mixed:
			civil = append(civil, c)
		}
	}
	for _, c := range combatant {
		if c.Party {
			continue
		}
		n := orElse(c.Best, c.Low, c.High)
		civilians := false
		stands := len(civil) > 0
		for _, before := range civil {
			if before.Report == c.Report && before.Category != record.Civilian {
				continue // the same people
			}
			civilians = civilians || before.Category == record.Civilian
			stands = stands && before.Published < c.Published && orElse(before.Best, before.Low, before.High) <= n
		}
		if stands && civilians {
			return "the dead were combatants, says " + rootName(c)
		}
	}
	return ""
}

// Figure gives the figure for a person to read: "6", "6 to 9", "6 or more".
func (t *Told) Figure() string {
	low, high := orElse(t.Low, t.Best, t.High), t.High
	switch {
	case high == nil:
		return fmt.Sprintf("%d or more", low)
	case *high == low:
		return fmt.Sprint(low)
	}
	return fmt.Sprintf("%d to %d", low, *high)
}
