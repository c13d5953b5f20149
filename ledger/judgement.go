package ledger

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tollbook/tollbook/record"
)

// A Kind of judgement says what a person decided.
type Kind string

// The kinds.
const (
	Accept    Kind = "accept"    // this value is right
	Edit      Kind = "edit"      // it is another
	Reject    Kind = "reject"    // there is no such count or event
	Same      Kind = "same"      // these two are of one incident
	Different Kind = "different" // they are not
	Note      Kind = "note"
	Undo      Kind = "undo" // an earlier judgement no longer holds
)

// An Anchor says what a judgement is about: a place in a text, not an id that another reading may give to something else.
type Anchor struct {
	SHA256 string `json:"sha256"` // of the text
	Start  int    `json:"start"`  // code points
	End    int    `json:"end"`
	In     string `json:"in,omitempty"` // "title" or empty
	Of     string `json:"of"`           // "count" or "event"
}

// A Judgement is what a person decided, and why. It is never changed or removed; a later one may undo it.
type Judgement struct {
	ID     string          `json:"id"`
	At     string          `json:"at"` // RFC 3339
	Author string          `json:"author"`
	Kind   Kind            `json:"kind"`
	Target []Anchor        `json:"target"`          // one; two of same and different; none of undo
	Field  string          `json:"field,omitempty"` // of accept and edit, as the record names it: "best"
	Value  json.RawMessage `json:"value,omitempty"` // of edit
	Undoes string          `json:"undoes,omitempty"`
	Reason string          `json:"reason"`
}

// what a judgement's row holds as JSON beside its anchors.
type judged struct {
	Field  string          `json:"field,omitempty"`
	Value  json.RawMessage `json:"value,omitempty"`
	Undoes string          `json:"undoes,omitempty"`
}

// ErrNothingThere says that a judgement is about something that no record holds.
var ErrNothingThere = errors.New("no such count or event in the record in force")

// Judge appends a judgement, gives it an id and a time, and brings what follows from it up to date. It fails with a *QueryError where the
// judgement makes no sense.
func (l *Ledger) Judge(ctx context.Context, j *Judgement) error {
	if err := j.check(); err != nil {
		return err
	}
	var id [8]byte
	_, _ = rand.Read(id[:]) // never fails
	j.ID, j.At = "j"+hex.EncodeToString(id[:]), time.Now().UTC().Format(time.RFC3339Nano)
	target, err := json.Marshal(j.Target)
	if err != nil {
		return err
	}
	value, err := json.Marshal(judged{j.Field, j.Value, j.Undoes})
	if err != nil {
		return err
	}
	return l.update(ctx, func(tx *transaction) error {
		texts := j.Target
		if j.Kind == Undo {
			earlier, err := tx.judgements("WHERE id = ?", j.Undoes)
			if err != nil {
				return err
			}
			if len(earlier) == 0 || earlier[0].Kind == Undo {
				return &QueryError{"there is no judgement " + j.Undoes + " that could be undone", "tollbook judgements lists them"}
			}
			texts = earlier[0].Target
		}
		err := tx.exec("INSERT INTO judgement (id, at, author, kind, target, value, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
			j.ID, j.At, j.Author, string(j.Kind), string(target), string(value), j.Reason)
		if err != nil {
			return err
		}
		touched := newTouched()
		for _, a := range texts {
			if err := tx.readAgain(a.SHA256, touched); err != nil {
				return err
			}
		}
		return tx.relink(touched)
	})
}

func (j *Judgement) check() error {
	want := map[Kind]int{Accept: 1, Edit: 1, Reject: 1, Note: 1, Same: 2, Different: 2, Undo: 0}
	n, known := want[j.Kind]
	switch {
	case !known:
		return &QueryError{fmt.Sprintf("there is no judgement of kind %q", j.Kind), "kinds are accept, edit, reject, same, different, note, undo"}
	case len(j.Target) != n:
		return &QueryError{fmt.Sprintf("%s is about %d things, not %d", j.Kind, n, len(j.Target)), ""}
	case j.Author == "":
		return &QueryError{"a judgement needs its author", "give --author"}
	case j.Kind != Edit:
		return nil
	}
	// Tried on an empty record's parts, so that what cannot be written is not filed.
	if j.Target[0].Of == "count" {
		return editCount(&record.Count{}, j.Field, j.Value)
	}
	return editEvent(&record.Event{}, j.Field, j.Value)
}

// Judgements calls yield for all judgements in the order in which they were given.
func (l *Ledger) Judgements(ctx context.Context, yield func(Judgement) error) error {
	return l.update(ctx, func(tx *transaction) error {
		list, err := tx.judgements("")
		if err != nil {
			return err
		}
		for _, j := range list {
			if err := yield(j); err != nil {
				return err
			}
		}
		return nil
	})
}

func (tx *transaction) judgements(where string, args ...any) (out []Judgement, err error) {
	err = tx.each(func(scan func(...any) error) error {
		j, err := scanJudgement(scan)
		out = append(out, j)
		return err
	}, judgementsQuery+where+" ORDER BY at, id", args...)
	return out, err
}

const judgementsQuery = "SELECT id, at, author, kind, target, value, reason FROM judgement "

func scanJudgement(scan func(...any) error) (j Judgement, err error) {
	var target, value string
	if err := scan(&j.ID, &j.At, &j.Author, &j.Kind, &target, &value, &j.Reason); err != nil {
		return j, err
	}
	var v judged
	if err := errors.Join(json.Unmarshal([]byte(target), &j.Target), json.Unmarshal([]byte(value), &v)); err != nil {
		return j, fmt.Errorf("judgement %s: %w", j.ID, err)
	}
	j.Field, j.Value, j.Undoes = v.Field, v.Value, v.Undoes
	return j, nil
}

// inForce gives the judgements that hold, by text.
func (l *Ledger) inForce(ctx context.Context) (map[string][]Judgement, error) {
	rows, err := l.db.SQL.QueryContext(ctx, judgementsQuery+"ORDER BY at, id")
	if err != nil {
		return nil, explain(err)
	}
	defer func() { _ = rows.Close() }()
	var list []Judgement
	for rows.Next() {
		j, err := scanJudgement(rows.Scan)
		if err != nil {
			return nil, explain(err)
		}
		list = append(list, j)
	}
	return byText(list), explain(rows.Err())
}

// inForce gives the judgements that hold, by text, read once a transaction.
func (tx *transaction) inForce() (map[string][]Judgement, error) {
	if tx.judged != nil {
		return tx.judged, nil
	}
	list, err := tx.judgements("")
	if err != nil {
		return nil, err
	}
	tx.judged = byText(list)
	return tx.judged, nil
}

// byText gives the judgements that no later one undoes, by the texts that they are about.
func byText(list []Judgement) map[string][]Judgement {
	undone := map[string]bool{}
	for _, j := range list {
		undone[j.Undoes] = true
	}
	out := map[string][]Judgement{}
	for _, j := range list {
		if undone[j.ID] {
			continue
		}
		for i, a := range j.Target {
			if i == 0 || a.SHA256 != j.Target[0].SHA256 {
				out[a.SHA256] = append(out[a.SHA256], j)
			}
		}
	}
	return out
}

// readAgain puts the records of a text's reports in force anew, since a judgement about it came or went.
func (tx *transaction) readAgain(sha256 string, touched *touched) error {
	tx.judged = nil
	var reports []reading
	err := tx.each(func(scan func(...any) error) error {
		s := reading{sha256: sha256}
		var body []byte
		if err := scan(&s.key, &s.coder, &s.title, &s.text, &body); err != nil {
			return err
		}
		var err error
		s.record, err = unpackRecord(body)
		reports = append(reports, s)
		return err
	}, `SELECT r.key, g.coder, t.title, t.body, c.body FROM report r JOIN reading g ON g.report = r.key
		JOIN record c ON c.report = r.key AND c.coder = g.coder JOIN text t ON t.sha256 = r.sha256 WHERE r.sha256 = ? ORDER BY r.key`, sha256)
	if err != nil {
		return err
	}
	return tx.putReadings(reports, touched)
}

// apply makes of a record what people say that it should be.
func apply(rec *record.Record, judgements []Judgement) {
	for _, j := range judgements {
		switch j.Kind {
		case Edit:
			if i := find(rec, j.Target[0]); i >= 0 && j.Target[0].Of == "count" {
				_ = editCount(&rec.Counts[i], j.Field, j.Value) // was tried when it was filed
			} else if i >= 0 {
				_ = editEvent(&rec.Events[i], j.Field, j.Value)
			}
		case Reject:
			if i := find(rec, j.Target[0]); i >= 0 {
				remove(rec, j.Target[0].Of, i)
			}
		}
	}
}

// find gives the count or event that a judgement is about: of those that overlap its span, the one that covers most of it.
func find(rec *record.Record, a Anchor) int {
	best, at := 0, -1
	look := func(i int, s record.Span) {
		if n := min(s.End, a.End) - max(s.Start, a.Start); s.In == a.In && n > best {
			best, at = n, i
		}
	}
	if a.Of == "count" {
		for i := range rec.Counts {
			look(i, rec.Counts[i].Span)
		}
		return at
	}
	for i := range rec.Events {
		look(i, record.Span(rec.Events[i].Trigger))
	}
	return at
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

// editCount sets a field of a count to a value in JSON, as the record has it.
func editCount(c *record.Count, field string, value json.RawMessage) error {
	fields := map[string]any{"kind": &c.Kind, "low": &c.Low, "best": &c.Best, "high": &c.High, "bound": &c.Bound, "who": &c.Who, "category": &c.Category,
		"scope": &c.Scope, "from": &c.From, "to": &c.To, "realis": &c.Realis}
	return set(fields, field, value)
}

// editEvent sets a field of an event.
func editEvent(e *record.Event, field string, value json.RawMessage) error {
	fields := map[string]any{"type": &e.Type, "mode": &e.Mode, "cameo": &e.CAMEO, "number": &e.Number, "main": &e.Main, "background": &e.Background,
		"from": &e.From, "to": &e.To, "realis": &e.Realis}
	return set(fields, field, value)
}

func set(fields map[string]any, field string, value json.RawMessage) error {
	to, known := fields[field]
	if !known {
		names := make([]string, 0, len(fields))
		for name := range fields {
			names = append(names, name)
		}
		slices.Sort(names)
		return &QueryError{fmt.Sprintf("there is no field %q that could be edited", field), fmt.Sprintf("fields are %v", names)}
	}
	if err := json.Unmarshal(value, to); err != nil {
		return &QueryError{fmt.Sprintf("%s cannot be %s", field, value), "write a number as 18, a word as shelling, nothing as null"}
	}
	return nil
}

// Anchor gives the anchor of what people call REPORT/c1 or REPORT/e1: a count or an event in the record in force of a report, by the report's id or
// key. It fails with a *QueryError.
func (l *Ledger) Anchor(ctx context.Context, name string) (Anchor, error) {
	at := strings.LastIndexByte(name, '/')
	if at < 0 || at+2 >= len(name) || name[at+1] != 'c' && name[at+1] != 'e' {
		return Anchor{}, &QueryError{fmt.Sprintf("%q names no count or event", name), "write REPORT/c1 or REPORT/e1"}
	}
	rep, part := name[:at], name[at+1:]
	var key, sha256 string
	var body []byte
	rows, err := l.db.SQL.QueryContext(ctx, l.db.Rewrite(`SELECT r.key, r.sha256, c.body FROM report r JOIN reading g ON g.report = r.key
		JOIN record c ON c.report = r.key AND c.coder = g.coder WHERE r.id = ? OR r.key = ? ORDER BY r.key`), rep, rep)
	if err != nil {
		return Anchor{}, explain(err)
	}
	defer func() { _ = rows.Close() }()
	n := 0
	for rows.Next() {
		if err := rows.Scan(&key, &sha256, &body); err != nil {
			return Anchor{}, explain(err)
		}
		n++
	}
	switch {
	case rows.Err() != nil:
		return Anchor{}, explain(rows.Err())
	case n == 0:
		return Anchor{}, &QueryError{"there is no report " + rep, "tollbook incident ID --format json tells the ids of reports"}
	case n > 1:
		return Anchor{}, &QueryError{fmt.Sprintf("%d reports have the id %s", n, rep), "use a report's key, which tollbook incident ID --format json tells"}
	}
	rec, err := unpackRecord(body)
	if err != nil {
		return Anchor{}, err
	}
	for _, c := range rec.Counts {
		if c.ID == part {
			return Anchor{SHA256: sha256, Start: c.Start, End: c.End, In: c.In, Of: "count"}, nil
		}
	}
	for _, e := range rec.Events {
		if e.ID == part {
			return Anchor{SHA256: sha256, Start: e.Trigger.Start, End: e.Trigger.End, In: e.Trigger.In, Of: "event"}, nil
		}
	}
	return Anchor{}, &QueryError{fmt.Sprintf("the record of %s has no %s", rep, part), "tollbook incident ID --format json tells the events of reports"}
}
