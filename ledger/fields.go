package ledger

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/record"
)

// An item is a count or an event of a record: one of the two is not nil.
type item struct {
	rec   *record.Record
	count *record.Count
	event *record.Event
}

func (it item) span() record.Span {
	if it.count != nil {
		return it.count.Span
	}
	return record.Span(it.event.Trigger)
}

// plain gives the fields that are kept as the record has them.
func (it item) plain() map[string]any {
	if c := it.count; c != nil {
		return map[string]any{"kind": &c.Kind, "low": &c.Low, "best": &c.Best, "high": &c.High, "bound": &c.Bound, "quantity": &c.Quantity, "who": &c.Who,
			"category": &c.Category, "scope": &c.Scope, "from": &c.From, "to": &c.To, "realis": &c.Realis}
	}
	e := it.event
	return map[string]any{"type": &e.Type, "mode": &e.Mode, "cameo": &e.CAMEO, "number": &e.Number, "main": &e.Main, "background": &e.Background,
		"from": &e.From, "to": &e.To, "precision": &e.Precision, "realis": &e.Realis}
}

// one gives the fields that refer to one actor, count or event.
func (it item) one() map[string]*record.Nullable {
	if c := it.count; c != nil {
		return map[string]*record.Nullable{"place": &c.Place, "perpetrator": &c.Perpetrator, "source": &c.Source, "event": &c.Event, "part_of": &c.PartOf,
			"repeats": &c.Repeats, "superseded_by": &c.SupersededBy}
	}
	e := it.event
	return map[string]*record.Nullable{"place": &e.Place, "source": &e.Source, "part_of": &e.PartOf}
}

// many gives the fields that refer to several actors.
func (it item) many() map[string]*[]string {
	if it.event == nil {
		return nil
	}
	e := it.event
	return map[string]*[]string{"actors": &e.Actors, "recipients": &e.Recipients, "claimed_by": &e.ClaimedBy, "denied_by": &e.DeniedBy}
}

// things gives the fields that are lists of kinds of weapons and targets.
func (it item) things() map[string]*[]record.Instrument {
	if it.event == nil {
		return nil
	}
	return map[string]*[]record.Instrument{"weapons": &it.event.Weapons, "targets": &it.event.Targets}
}

// fields gives the names of all fields, in order.
func (it item) fields() (names []string) {
	names = slices.Concat(keys(it.plain()), keys(it.one()), keys(it.many()), keys(it.things()))
	if it.event != nil {
		names = append(names, "blamed_by")
	}
	slices.Sort(names)
	return names
}

func keys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// values gives what an item says, in a form that does not depend on the reading. Which event is the main one is not a value of the event.
func (it item) values() Fields {
	out := Fields{}
	for _, field := range it.fields() {
		if field != "main" {
			out[field] = it.get(field)
		}
	}
	return out
}

// get gives a field's value in a form that does not depend on the reading: persons by their names, counts and events by their words' places.
func (it item) get(field string) json.RawMessage {
	if of, ok := it.plain()[field]; ok {
		return encoded(of)
	}
	if id, ok := it.one()[field]; ok {
		return encoded(it.referred(field, string(*id)))
	}
	if ids, ok := it.many()[field]; ok {
		names := []heldActor{}
		for _, id := range *ids {
			if a := actorOf(it.rec, record.Nullable(id)); a != nil {
				names = append(names, holdActor(a))
			}
		}
		return encoded(names)
	}
	if list, ok := it.things()[field]; ok {
		kinds := []string{}
		for _, x := range *list {
			kinds = append(kinds, x.Kind)
		}
		slices.Sort(kinds)
		return encoded(slices.Compact(kinds))
	}
	pairs := [][2]heldActor{}
	for _, b := range it.event.BlamedBy {
		by, whom := actorOf(it.rec, record.Nullable(b[0])), actorOf(it.rec, record.Nullable(b[1]))
		if by != nil && whom != nil {
			pairs = append(pairs, [2]heldActor{holdActor(by), holdActor(whom)})
		}
	}
	return encoded(pairs)
}

func encoded(v any) json.RawMessage {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // strings and numbers
	}
	return data
}

// referred gives what an id stands for; nil for none.
func (it item) referred(field, id string) any {
	switch field {
	case "place":
		if p := placeOf(it.rec, record.Nullable(id)); p != nil {
			return holdPlace(p)
		}
	case "source", "perpetrator":
		if a := actorOf(it.rec, record.Nullable(id)); a != nil {
			return holdActor(a)
		}
	default:
		if a := standsAt(it.rec, id); a != nil {
			return a
		}
	}
	return nil
}

// edit sets a field as put does, and brings those that hang together with it into line.
func (it item) edit(field string, value json.RawMessage) {
	it.put(field, value)
	it.settle(field)
}

// hold sets fields to what values has given.
func (it item) hold(values Fields) {
	for _, field := range keys(values) {
		it.put(field, values[field])
	}
	if it.event != nil {
		it.setQuad()
	}
}

// put sets a field to a value that get or readValue has given. A value that is of another form is left aside.
func (it item) put(field string, value json.RawMessage) {
	if to, ok := it.plain()[field]; ok {
		_ = json.Unmarshal(value, to)
		return
	}
	if to, ok := it.one()[field]; ok {
		*to = record.Nullable(it.resolve(field, value))
		return
	}
	if to, ok := it.many()[field]; ok {
		var names []heldActor
		if json.Unmarshal(value, &names) == nil {
			*to = []string{}
			for _, a := range names {
				*to = append(*to, it.actor(a))
			}
		}
		return
	}
	if to, ok := it.things()[field]; ok {
		var kinds []string
		if json.Unmarshal(value, &kinds) == nil {
			*to = it.instruments(*to, kinds)
		}
		return
	}
	var pairs [][2]heldActor
	if field == "blamed_by" && it.event != nil && json.Unmarshal(value, &pairs) == nil {
		it.event.BlamedBy = [][2]string{}
		for _, p := range pairs {
			it.event.BlamedBy = append(it.event.BlamedBy, [2]string{it.actor(p[0]), it.actor(p[1])})
		}
	}
}

// instruments gives things of some kinds, those that the record has where it has them.
func (it item) instruments(old []record.Instrument, kinds []string) []record.Instrument {
	out := []record.Instrument{}
	for _, kind := range kinds {
		at := slices.IndexFunc(old, func(x record.Instrument) bool { return x.Kind == kind })
		if at >= 0 {
			out = append(out, old[at])
		} else {
			out = append(out, record.Instrument{Span: it.span(), Kind: kind})
		}
	}
	return out
}

// settle brings the fields that hang together with one into line with it: the edited one stands.
func (it item) settle(field string) {
	if c := it.count; c != nil {
		settleFigure(c, field)
		return
	}
	e := it.event
	switch field {
	case "main":
		for i := range it.rec.Events {
			if other := &it.rec.Events[i]; e.Main && other != e {
				other.Main = false
			}
		}
	case "type", "mode":
		it.setQuad()
		t := typeNamed(e.Type)
		if t == nil {
			return
		}
		if m := t.Mode(string(e.Mode)); m != nil {
			e.CAMEO = record.Nullable(m.CAMEO)
		} else if e.Mode = ""; len(t.CAMEO) > 0 {
			e.CAMEO = record.Nullable(t.CAMEO[0])
		}
		e.Goldstein = t.Goldstein(string(e.CAMEO))
	}
}

// setQuad brings the class of an event's type into line with it. A codebook's own types keep theirs.
func (it item) setQuad() {
	if q := record.Quad(it.event.Type); q > 0 {
		it.event.Quad = q
	}
	it.event.Quad = max(it.event.Quad, 1)
}

// settleFigure brings low, best, high and bound into line with the one of them that was edited.
func settleFigure(c *record.Count, field string) {
	of := map[string]*int{"low": c.Low, "best": c.Best, "high": c.High}[field]
	if of == nil {
		return
	}
	n := *of
	switch {
	case c.Bound == record.Vague && field == "best" || c.Bound == record.UpTo && field == "best" || c.Bound == record.Exact && field == "best":
		c.Bound, c.Low, c.High = record.Exact, &n, &n
	case c.Bound == record.AtLeast && field == "best":
		c.Low = &n
	}
	if field != "low" && c.Low != nil && *c.Low > n {
		c.Low = &n
	}
	if field != "high" && c.High != nil && *c.High < n {
		c.High = &n
	}
	if c.Best != nil && (c.Low != nil && *c.Best < *c.Low || c.High != nil && *c.Best > *c.High) {
		c.Best = &n
	}
	if c.Bound == record.Exact && c.Low != nil && c.High != nil && *c.Low != *c.High {
		c.Bound = record.Between
	}
}

func typeNamed(name record.Type) *codebook.Type {
	types := codebook.Default().Types
	for i := range types {
		if types[i].Name == name {
			return &types[i]
		}
	}
	return nil
}

// list joins names for a hint.
func list[S ~string](names []S) string {
	words := make([]string, len(names))
	for i, n := range names {
		words[i] = string(n)
	}
	return strings.Join(words, ", ")
}

// next gives an id after all of a letter.
func next(letter string, ids []string) string {
	most := 0
	for _, id := range ids {
		if n, err := strconv.Atoi(strings.TrimPrefix(id, letter)); err == nil {
			most = max(most, n)
		}
	}
	return fmt.Sprintf("%s%d", letter, most+1)
}
