package ledger

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/record"
)

// conflicts says in what a new reading of a text does not agree with a judgement. What the reading before had as well is none of an edit, for the
// person knew it. A rejected count or event may well be read again: that is why it was rejected.
func (j *Judgement) conflicts(sha256 string, before, now *record.Record) (out []string) {
	for i, a := range j.Target {
		if a.SHA256 != sha256 || j.Kind == Reject || j.Kind == Undo || j.Kind == Differs || a.Of == "report" {
			continue
		}
		at := find(now, a)
		if at < 0 {
			if j.Kind != Add {
				out = append(out, fmt.Sprintf("the %s at %d is no longer read", a.Of, a.Start))
			}
			continue
		}
		it := itemAt(now, a.Of, at)
		switch j.Kind {
		case Edit:
			read := it.get(j.Field)
			same := string(read) == string(j.Value)
			if old := find(before, a); !same && old >= 0 {
				same = string(itemAt(before, a.Of, old).get(j.Field)) == string(read)
			}
			if !same {
				out = append(out, differs(j.Field, read, j.Value))
			}
		case Accept, Add:
			for _, field := range keys(j.Held[i]) {
				if j.Field != "" && field != j.Field || isPosition(field) {
					continue
				}
				if read := it.get(field); string(read) != string(j.Held[i][field]) {
					out = append(out, differs(field, read, j.Held[i][field]))
				}
			}
		}
	}
	return out
}

// isPosition says whether a field holds where other words stand, which two readings may see otherwise by a letter.
func isPosition(field string) bool {
	return field == "event" || field == "part_of" || field == "repeats" || field == "superseded_by"
}

func differs(field string, read, decided json.RawMessage) string {
	return fmt.Sprintf("%s is read as %s, and was decided to be %s", field, shortValue(read), shortValue(decided))
}

// shortValue gives a value for a person to read: of places and actors their names.
func shortValue(value json.RawMessage) string {
	var named struct{ Name string }
	var several []struct{ Name string }
	switch {
	case string(value) == "null" || string(value) == "[]":
		return "nothing"
	case value[0] == '{' && json.Unmarshal(value, &named) == nil && named.Name != "":
		return named.Name
	case value[0] == '[' && json.Unmarshal(value, &several) == nil:
		var names []string
		for _, s := range several {
			names = append(names, s.Name)
		}
		return strings.Join(names, ", ")
	}
	return strings.Trim(string(value), `"`)
}

// fileConflicts keeps what a new reading sees otherwise than a person, each once, until somebody judges it again.
func (tx *transaction) fileConflicts(sha256 string, conflicts []Conflict) error {
	if len(conflicts) == 0 {
		return nil
	}
	all, err := tx.judgements("")
	if err != nil {
		return err
	}
	for _, c := range conflicts {
		known := func(x Judgement) bool { return x.Kind == Differs && x.About == c.ID && x.Reason == c.What }
		if slices.ContainsFunc(all, known) {
			continue
		}
		j := Judgement{Author: "reread", Kind: Differs, About: c.ID, Reason: c.What}
		for _, a := range c.Target {
			if a.SHA256 == sha256 {
				j.Target = append(j.Target, a)
			}
		}
		if err := tx.append(&j); err != nil {
			return err
		}
		all = append(all, j)
	}
	return nil
}

// openConflicts gives the conflicts with a reading that nobody has settled: the judgement holds, and nobody has judged the same since.
func openConflicts(all []Judgement, holds map[string]bool) (out []Judgement) {
	for i, c := range all {
		if c.Kind != Differs || !holds[c.About] {
			continue
		}
		settled := func(x Judgement) bool {
			return x.Kind != Note && x.Kind != Unsure && x.Kind != Differs && holds[x.ID] && meet(x.Target, c.Target)
		}
		if !slices.ContainsFunc(all[i+1:], settled) {
			out = append(out, c)
		}
	}
	return out
}
