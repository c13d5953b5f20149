package ledger

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/tollbook/tollbook/record"
)

// apply makes of a record what people say that it should be, one judgement after the other.
func apply(rec *record.Record, judgements []Judgement) {
	if len(judgements) == 0 {
		return
	}
	for _, j := range judgements {
		for i, a := range j.Target {
			if a.SHA256 != rec.Report.SHA256 {
				continue
			}
			at := find(rec, a)
			switch {
			case (j.Kind == Accept || j.Kind == Add) && i < len(j.Held):
				j.hold(rec, a, at, j.Held[i])
			case j.Kind == Edit && at >= 0:
				itemAt(rec, a.Of, at).edit(j.Field, j.Value)
			case j.Kind == Reject && at >= 0:
				remove(rec, a.Of, at)
			}
		}
	}
	for i := range rec.Counts {
		listUnder(rec, &rec.Counts[i])
	}
}

// hold puts what was accepted or added into a record: the one value, if it was about one, or all, and all of what is not read any more.
func (j *Judgement) hold(rec *record.Record, a Anchor, at int, held Fields) {
	switch {
	case a.Of == "report":
	case at >= 0 && j.Field != "":
		itemAt(rec, a.Of, at).put(j.Field, held[j.Field])
	case at >= 0:
		itemAt(rec, a.Of, at).hold(held)
	default:
		at = addItem(rec, a)
		itemAt(rec, a.Of, at).hold(held)
	}
}

// listUnder keeps the lists of the events' counts in line with the counts.
func listUnder(rec *record.Record, c *record.Count) {
	for i := range rec.Events {
		e := &rec.Events[i]
		has := slices.Index(e.Counts, c.ID)
		switch mine := string(c.Event) == e.ID; {
		case mine && has < 0:
			e.Counts = append(e.Counts, c.ID)
		case !mine && has >= 0:
			e.Counts = slices.Delete(slices.Clone(e.Counts), has, has+1)
		}
	}
}

func itemAt(rec *record.Record, of string, i int) item {
	if of == "count" {
		return item{rec: rec, count: &rec.Counts[i]}
	}
	return item{rec: rec, event: &rec.Events[i]}
}

// leastShared is how much of their words two clauses of counts must share to be taken for one: what lies next to it is another.
const leastShared = 0.34

// find gives the count or event that a judgement is about: of those that overlap its span, the one that shares most with it; -1 for none.
func find(rec *record.Record, a Anchor) int {
	best, at := 0.0, -1
	look := func(i int, s record.Span) {
		shared, all := min(s.End, a.End)-max(s.Start, a.Start), max(s.End, a.End)-min(s.Start, a.Start)
		if s.In != a.In || shared <= 0 {
			return
		}
		if share := float64(shared) / float64(all); share > best && (a.Of == "event" || share >= leastShared) {
			best, at = share, i
		}
	}
	switch a.Of {
	case "count":
		for i := range rec.Counts {
			look(i, rec.Counts[i].Span)
		}
	case "event":
		for i := range rec.Events {
			look(i, record.Span(rec.Events[i].Trigger))
		}
	case "report":
		return slices.IndexFunc(rec.Events, func(e record.Event) bool { return e.Main })
	}
	return at
}

// addItem adds a count or an event that nothing is known of but where its words stand, and gives its place in the list.
func addItem(rec *record.Record, a Anchor) int {
	span := record.Span{Start: a.Start, End: a.End, In: a.In}
	words := []record.Mention{record.Mention(span)}
	var ids []string
	if a.Of == "count" {
		for i := range rec.Counts {
			ids = append(ids, rec.Counts[i].ID)
		}
		rec.Counts = append(rec.Counts, record.Count{ID: next("c", ids), Span: span, Bound: record.Exact, Category: record.UnknownCategory, Scope: record.Incident,
			Realis: record.Actual, Evidence: record.Evidence{"quantity": words}})
		return len(ids)
	}
	for i := range rec.Events {
		ids = append(ids, rec.Events[i].ID)
	}
	rec.Events = append(rec.Events, record.Event{ID: next("e", ids), Span: span, Trigger: words[0], Triggers: words, Quad: 1, Number: 1, Realis: record.Actual,
		Actors: []string{}, Recipients: []string{}, Weapons: []record.Instrument{}, Targets: []record.Instrument{}, ClaimedBy: []string{}, BlamedBy: [][2]string{},
		DeniedBy: []string{}, Counts: []string{}, Contexts: []string{}, Evidence: record.Evidence{"type": words}})
	return len(ids)
}

// remove takes a count or an event out of a record, with what refers to it.
func remove(rec *record.Record, of string, i int) {
	clearIf := func(n *record.Nullable, id string) {
		if string(*n) == id {
			*n = ""
		}
	}
	if of == "count" {
		id := rec.Counts[i].ID
		rec.Counts = slices.Delete(rec.Counts, i, i+1)
		for k := range rec.Counts {
			c := &rec.Counts[k]
			clearIf(&c.PartOf, id)
			clearIf(&c.Repeats, id)
			clearIf(&c.SupersededBy, id)
		}
		for k := range rec.Events {
			e := &rec.Events[k]
			e.Counts = slices.DeleteFunc(e.Counts, func(c string) bool { return c == id })
		}
		return
	}
	id := rec.Events[i].ID
	rec.Events = slices.Delete(rec.Events, i, i+1)
	for k := range rec.Events {
		clearIf(&rec.Events[k].PartOf, id)
	}
	for k := range rec.Counts {
		clearIf(&rec.Counts[k].Event, id)
	}
	for k := range rec.Statements {
		clearIf(&rec.Statements[k].Event, id)
	}
}

// fillIn brings a judgement's values into the form that is kept, and looks whether they can be.
func (tx *transaction) fillIn(j *Judgement) error {
	switch j.Kind {
	case Edit:
		it, err := tx.itemOf(j.Target[0])
		if err != nil {
			return err
		}
		j.Value, err = it.readValue(j.Field, j.Value)
		return err
	case Reject:
		_, err := tx.itemOf(j.Target[0])
		return err
	case Accept:
		return tx.fillAccept(j)
	case Add:
		return tx.fillAdd(j)
	}
	return tx.fillRest(j)
}

// fillRest looks whether what a judgement of another kind is about is there. A note may be about what is read no longer.
func (tx *transaction) fillRest(j *Judgement) error {
	records := map[string]*record.Record{}
	for _, a := range j.Target {
		rec := records[a.SHA256]
		if rec == nil {
			var err error
			if rec, _, err = tx.judgedRecord(a.SHA256); err != nil || rec == nil {
				return firstOf(err, noSuchText(a.SHA256))
			}
			records[a.SHA256] = rec
		}
		if a.Of != "report" && j.Kind != Note && find(rec, a) < 0 {
			return nothingThere(a)
		}
	}
	return nil
}

func nothingThere(a Anchor) error {
	return &QueryError{fmt.Sprintf("there is no %s at %d to %d of the text %.12s", a.Of, a.Start, a.End, a.SHA256), "it was rejected, or is read no longer; add can say that it is there"}
}

func noSuchText(sha256 string) error {
	return &QueryError{fmt.Sprintf("no report has the text %.12s", sha256), "a target is the SHA-256 of a report's text with a span in it"}
}

// itemOf gives the count or event that an anchor stands for, in a record as people have judged it so far.
func (tx *transaction) itemOf(a Anchor) (item, error) {
	rec, _, err := tx.judgedRecord(a.SHA256)
	if err != nil {
		return item{}, err
	}
	if rec == nil {
		return item{}, noSuchText(a.SHA256)
	}
	i := find(rec, a)
	if i < 0 {
		return item{}, nothingThere(a)
	}
	return itemAt(rec, a.Of, i), nil
}

// fillAccept notes what is accepted: of an event all its values and those of its counts, so that they hold whatever is read later.
func (tx *transaction) fillAccept(j *Judgement) error {
	var targets []Anchor
	j.Held = nil
	for _, a := range j.Target {
		rec, _, err := tx.judgedRecord(a.SHA256)
		if err != nil || rec == nil {
			return firstOf(err, noSuchText(a.SHA256))
		}
		i := find(rec, a)
		if i < 0 && a.Of == "report" {
			targets, j.Held = append(targets, a), append(j.Held, Fields{}) // a report without events: that it was looked at is all
			continue
		}
		it, err := tx.itemOf(a)
		if err != nil {
			return err
		}
		if j.Field != "" {
			if !slices.Contains(it.fields(), j.Field) {
				_, err := it.readValue(j.Field, nil)
				return err
			}
			targets, j.Held = append(targets, a), append(j.Held, it.values())
			continue
		}
		if it.event != nil {
			stands := standsAt(rec, rec.Events[i].ID)
			stands.SHA256 = a.SHA256
			a = *stands
		}
		targets, j.Held = append(targets, a), append(j.Held, it.values())
		for k := range rec.Counts {
			if c := &rec.Counts[k]; it.event != nil && string(c.Event) == it.event.ID {
				targets = append(targets, Anchor{SHA256: a.SHA256, Start: c.Start, End: c.End, In: c.In, Of: "count"})
				j.Held = append(j.Held, itemAt(rec, "count", k).values())
			}
		}
	}
	j.Target, j.Held = eachOnce(targets, j.Held)
	return nil
}

// eachOnce drops what is accepted twice.
func eachOnce(targets []Anchor, held []Fields) (out []Anchor, fields []Fields) {
	for i, a := range targets {
		if !slices.Contains(out, a) {
			out, fields = append(out, a), append(fields, held[i])
		}
	}
	return out, fields
}

// fillAdd reads the values of a count or an event that was not read.
func (tx *transaction) fillAdd(j *Judgement) error {
	a := j.Target[0]
	rec, text, err := tx.judgedRecord(a.SHA256)
	if err != nil || rec == nil {
		return firstOf(err, noSuchText(a.SHA256))
	}
	words := quote(text.title, []rune(text.text), record.Span{Start: a.Start, End: a.End, In: a.In})
	if words == "" || a.Start < 0 || a.In != "" && a.In != "title" {
		return &QueryError{fmt.Sprintf("there are no words at %d to %d", a.Start, a.End), "give the words' span in code points of the text"}
	}
	if find(rec, a) >= 0 {
		return &QueryError{fmt.Sprintf("there is a %s at %q already", a.Of, words), "edit it"}
	}
	var given map[string]json.RawMessage
	if json.Unmarshal(j.Value, &given) != nil || len(given) == 0 {
		return &QueryError{"what is added needs its values", "write kind=killed best=4 of a count, type=ASSAULT mode=shooting of an event"}
	}
	it := itemAt(rec, a.Of, addItem(rec, a))
	if it.count != nil {
		it.count.Quantity = words
	}
	for _, field := range addOrder(given) {
		value, err := it.readValue(field, given[field])
		if err != nil {
			return err
		}
		it.edit(field, value)
	}
	if err := it.complete(); err != nil {
		return err
	}
	j.Held = []Fields{it.values()}
	return nil
}

// addOrder gives fields in an order in which each can be read: the mode depends on the type, and a single figure is all three.
func addOrder(given map[string]json.RawMessage) []string {
	first := []string{"type", "kind", "best"}
	out := slices.DeleteFunc(slices.Clone(first), func(f string) bool { return given[f] == nil })
	for _, f := range keys(given) {
		if !slices.Contains(first, f) {
			out = append(out, f)
		}
	}
	return out
}

// complete says what an added count or event lacks.
func (it item) complete() error {
	switch {
	case it.event != nil && it.event.Type == "":
		return &QueryError{"an event needs a type", "write type=ASSAULT; types are " + list(record.Types)}
	case it.event != nil:
		return nil
	case it.count.Kind == "":
		return &QueryError{"a count needs a kind", "write kind=killed; kinds are " + list(vocabularies["count kind"])}
	case it.count.Low == nil && it.count.Best == nil && it.count.High == nil && it.count.Bound != record.Vague:
		return &QueryError{"a count needs a figure", "write best=4"}
	}
	return nil
}
