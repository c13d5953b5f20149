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
	"unicode/utf8"

	"github.com/tollbook/tollbook/record"
)

// A Kind of judgement says what a person decided.
type Kind string

// The kinds.
const (
	Accept    Kind = "accept"    // these values are right, and hold whatever a later reader reads
	Edit      Kind = "edit"      // a value is another
	Reject    Kind = "reject"    // there is no such count or event
	Add       Kind = "add"       // there is a count or event that was not read
	Same      Kind = "same"      // these are of one incident
	Different Kind = "different" // no two of these are
	Split     Kind = "split"     // an incident is several: these of its events are apart from the rest
	Unsure    Kind = "unsure"    // somebody looked and could not decide
	Note      Kind = "note"
	Undo      Kind = "undo" // an earlier judgement no longer holds; undoing an undo brings it back
	// Redo takes back the undo of a judgement. It is filed as an undo of that undo.
	Redo Kind = "redo"
	// Differs says that a new reading differs from what a person decided. Reread files it; people do not.
	Differs Kind = "differs"
)

// Kinds are those that people may file.
var Kinds = []Kind{Accept, Edit, Reject, Add, Same, Different, Split, Unsure, Note, Undo, Redo}

// An Anchor says what a judgement is about: a place in a text, not an id that another reading may give to something else.
type Anchor struct {
	SHA256 string `json:"sha256"` // of the text
	Start  int    `json:"start"`  // code points
	End    int    `json:"end"`
	In     string `json:"in,omitempty"` // "title" or empty
	Of     string `json:"of"`           // "count", "event", or "report": its main event, or the report itself if it has none
}

// A Judgement is what a person decided, and why. It is never changed or removed; a later one may undo it.
type Judgement struct {
	ID     string          `json:"id"`
	At     string          `json:"at"` // RFC 3339
	Author string          `json:"author"`
	Kind   Kind            `json:"kind"`
	Target []Anchor        `json:"target"`          // none of undo and redo
	Parts  []int           `json:"parts,omitempty"` // of split, for each target: 0 for what stays, else the number of the part that it goes to
	Field  string          `json:"field,omitempty"` // of edit, and of accept for one value alone, as the record names it: "best"
	Value  json.RawMessage `json:"value,omitempty"` // of edit; of add, an object of fields
	// Held is what holds, for each target of accept and add: fields with their values, in a form that does not depend on a reading.
	Held   []Fields `json:"held,omitempty"`
	Undoes string   `json:"undoes,omitempty"`
	About  string   `json:"about,omitempty"` // of differs: the judgement that the reading differs from
	// Seen is the last judgement on the target that the author knew of, "" for none. With it, Judge fails if others judged the target since.
	Seen   *string `json:"seen,omitempty"`
	Reason string  `json:"reason"`
}

// Fields are values by the names of the record's fields.
type Fields map[string]json.RawMessage

// what a judgement's row holds as JSON beside its anchors.
type judged struct {
	Parts  []int           `json:"parts,omitempty"`
	Field  string          `json:"field,omitempty"`
	Value  json.RawMessage `json:"value,omitempty"`
	Held   []Fields        `json:"held,omitempty"`
	Undoes string          `json:"undoes,omitempty"`
	About  string          `json:"about,omitempty"`
	Seen   *string         `json:"seen,omitempty"`
}

// ErrConflict says that others judged the same in the meantime. Nothing was filed.
type ErrConflict struct {
	Newer []Judgement // in the order in which they were given
}

func (e *ErrConflict) Error() string {
	last := e.Newer[len(e.Newer)-1]
	return fmt.Sprintf("%s judged this in the meantime (%s, %s)", last.Author, last.Kind, last.At)
}

// Judge appends a judgement, gives it an id and a time, and brings what follows from it up to date. It fails with a *QueryError where the
// judgement makes no sense, and with an *ErrConflict where it was made without knowing another.
func (l *Ledger) Judge(ctx context.Context, j *Judgement) error {
	if err := j.check(); err != nil {
		return err
	}
	return l.update(ctx, func(tx *transaction) error {
		all, err := tx.judgements("")
		if err != nil {
			return err
		}
		texts := j.Target
		if j.Kind == Undo || j.Kind == Redo {
			if texts, err = j.resolveUndo(all); err != nil {
				return err
			}
		}
		if err := j.checkSeen(all, texts); err != nil {
			return err
		}
		if err := tx.fillIn(j); err != nil {
			return err
		}
		if err := tx.append(j); err != nil {
			return err
		}
		touched := newTouched()
		for _, sha256 := range textsIn(texts) {
			if err := tx.readAgain(sha256, touched); err != nil {
				return err
			}
		}
		return tx.relink(touched)
	})
}

// append gives a judgement its name and time and writes it.
func (tx *transaction) append(j *Judgement) error {
	var id [8]byte
	_, _ = rand.Read(id[:]) // never fails
	j.ID, j.At = "j"+hex.EncodeToString(id[:]), time.Now().UTC().Format(timeFormat)
	if j.Target == nil {
		j.Target = []Anchor{}
	}
	target, err := json.Marshal(j.Target)
	if err != nil {
		return err
	}
	value, err := json.Marshal(judged{j.Parts, j.Field, j.Value, j.Held, j.Undoes, j.About, j.Seen})
	if err != nil {
		return err
	}
	tx.judged = nil
	return tx.exec("INSERT INTO judgement (id, at, author, kind, target, value, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
		j.ID, j.At, j.Author, string(j.Kind), string(target), string(value), j.Reason)
}

// timeFormat has all digits, so that times are in the order of their letters.
const timeFormat = "2006-01-02T15:04:05.000000000Z07:00"

func (j *Judgement) check() error {
	least := map[Kind]int{Accept: 1, Edit: 1, Reject: 1, Add: 1, Note: 1, Unsure: 1, Same: 2, Different: 2, Split: 2, Undo: 0, Redo: 0}
	one := j.Kind == Edit || j.Kind == Reject || j.Kind == Add || j.Kind == Accept && j.Field != ""
	n, known := least[j.Kind]
	switch {
	case !known:
		return &QueryError{fmt.Sprintf("there is no judgement of kind %q", j.Kind), "kinds are " + list(Kinds)}
	case len(j.Target) < n || n == 0 && len(j.Target) > 0 || one && len(j.Target) > 1:
		return &QueryError{fmt.Sprintf("%s cannot be about %d things", j.Kind, len(j.Target)), ""}
	case j.Author == "":
		return &QueryError{"a judgement needs its author", "give --author"}
	case !isText(j.Author, 200) || !isText(j.Reason, longestValue):
		return &QueryError{"author or reason is too long, or no text", "write it in letters, marks and spaces"}
	case j.Kind == Note && j.Reason == "":
		return &QueryError{"a note needs its words", "give --reason"}
	case j.Kind == Split:
		return j.checkParts()
	}
	for _, a := range j.Target {
		if a.Of == "report" && one || a.Of != "report" && a.Of != "count" && a.Of != "event" || a.Of == "count" && (j.Kind == Same || j.Kind == Different) {
			return &QueryError{fmt.Sprintf("%s cannot be about a %s", j.Kind, a.Of), "a count is named REPORT/c1, an event REPORT/e1"}
		}
	}
	return nil
}

// isText says whether a text can be kept by either database, and is not too long.
func isText(s string, most int) bool {
	return len(s) <= most && utf8.ValidString(s) && !strings.ContainsRune(s, 0)
}

func (j *Judgement) checkParts() error {
	stays, goes := false, false
	for _, p := range j.Parts {
		stays, goes = stays || p == 0, goes || p > 0
	}
	if len(j.Parts) != len(j.Target) || !goes || slices.Min(j.Parts) < 0 || !stays && slices.Max(j.Parts) < 2 {
		return &QueryError{"a split needs something that goes and something that stays", "name the incident, and then those of its events that are another"}
	}
	return nil
}

// textsIn gives the texts that anchors lie in, each once.
func textsIn(target []Anchor) (out []string) {
	for _, a := range target {
		out = append(out, a.SHA256)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Judgements calls yield for all judgements in the order in which they were given.
func (l *Ledger) Judgements(ctx context.Context, yield func(Judgement) error) error {
	d, err := l.decisions(ctx)
	if err != nil {
		return err
	}
	for _, j := range d.all {
		if err := yield(j); err != nil {
			return err
		}
	}
	return nil
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
	j.Parts, j.Field, j.Value, j.Held, j.Undoes, j.About, j.Seen = v.Parts, v.Field, v.Value, v.Held, v.Undoes, v.About, v.Seen
	return j, nil
}

// byText gives the judgements that hold, by the texts that they are about.
func byText(list []Judgement) map[string][]Judgement {
	holds := holding(list)
	out := map[string][]Judgement{}
	for _, j := range list {
		if !holds[j.ID] {
			continue
		}
		for _, sha256 := range textsIn(j.Target) {
			out[sha256] = append(out[sha256], j)
		}
	}
	return out
}

// readAgain puts the records of a text's reports in force anew, since a judgement about it came or went.
func (tx *transaction) readAgain(sha256 string, touched *touched) error {
	tx.judged = nil
	reports, err := tx.readings(sha256)
	if err != nil {
		return err
	}
	return tx.putReadings(reports, touched)
}

// readings gives the records in force of a text's reports, as they were read.
func (tx *transaction) readings(sha256 string) (reports []reading, err error) {
	err = tx.each(func(scan func(...any) error) error {
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
	return reports, err
}

// judgedRecord gives the record of a text as people have judged it, nil if there is none, with the text.
func (tx *transaction) judgedRecord(sha256 string) (*record.Record, reading, error) {
	list, err := tx.readings(sha256)
	if err != nil || len(list) == 0 {
		return nil, reading{}, err
	}
	judgements, err := tx.inForce()
	if err != nil {
		return nil, reading{}, err
	}
	apply(list[0].record, judgements[sha256])
	return list[0].record, list[0], nil
}
