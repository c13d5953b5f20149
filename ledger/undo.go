package ledger

import (
	"fmt"
	"slices"
)

// resolveUndo finds what an undo or a redo takes back, and the texts that it touches.
func (j *Judgement) resolveUndo(all []Judgement) ([]Anchor, error) {
	holds := holding(all)
	at := slices.IndexFunc(all, func(x Judgement) bool { return x.ID == j.Undoes && x.Kind != Differs })
	if at < 0 {
		return nil, &QueryError{fmt.Sprintf("there is no judgement %s that could be %s", j.Undoes, past(j.Kind)), "tollbook judgements lists them"}
	}
	if j.Kind == Redo {
		if all[at].Kind != Undo {
			// The undo of it that holds.
			at = slices.IndexFunc(all, func(x Judgement) bool { return x.Kind == Undo && x.Undoes == j.Undoes && holds[x.ID] })
		}
		if at < 0 || !holds[all[at].ID] {
			return nil, &QueryError{fmt.Sprintf("judgement %s is not undone", j.Undoes), "tollbook judgements lists them"}
		}
		j.Kind, j.Undoes = Undo, all[at].ID
	}
	if !holds[all[at].ID] {
		return nil, &QueryError{fmt.Sprintf("judgement %s is undone already", j.Undoes), "tollbook judge redo brings it back"}
	}
	return subjectOf(index(all), &all[at]), nil
}

func past(k Kind) string {
	if k == Redo {
		return "redone"
	}
	return "undone"
}

// subjectOf gives what a judgement is about: of an undo, what the undone one is about.
func subjectOf(byID map[string]*Judgement, j *Judgement) []Anchor {
	for step := 0; j.Kind == Undo && byID[j.Undoes] != nil && step < len(byID); step++ {
		j = byID[j.Undoes]
	}
	return j.Target
}

func index(all []Judgement) map[string]*Judgement {
	byID := make(map[string]*Judgement, len(all))
	for i := range all {
		byID[all[i].ID] = &all[i]
	}
	return byID
}

// checkSeen fails if others have judged the same after what the author has seen.
func (j *Judgement) checkSeen(all []Judgement, target []Anchor) error {
	if j.Seen == nil {
		return nil
	}
	after := 0
	if *j.Seen != "" {
		at := slices.IndexFunc(all, func(x Judgement) bool { return x.ID == *j.Seen })
		if at < 0 {
			return &QueryError{"there is no judgement " + *j.Seen, "seen is the last judgement that you know of"}
		}
		after = at + 1
	}
	byID := index(all)
	var newer []Judgement
	for _, x := range all[after:] {
		if x.Kind != Note && x.Author != j.Author && meet(subjectOf(byID, &x), target) {
			newer = append(newer, x)
		}
	}
	if len(newer) > 0 {
		return &ErrConflict{newer}
	}
	return nil
}

// meet says whether two judgements are about the same thing.
func meet(a, b []Anchor) bool {
	for _, x := range a {
		for _, y := range b {
			if x.SHA256 == y.SHA256 && x.Of == y.Of && x.In == y.In && (x.Of == "report" || min(x.End, y.End) > max(x.Start, y.Start)) {
				return true
			}
		}
	}
	return false
}

// holding says of judgements, by their ids, whether they hold: no undo that holds itself takes them back.
func holding(list []Judgement) map[string]bool {
	undos := map[string][]string{}
	for _, j := range list {
		if j.Kind == Undo {
			undos[j.Undoes] = append(undos[j.Undoes], j.ID)
		}
	}
	out := make(map[string]bool, len(list))
	var holds func(id string) bool
	holds = func(id string) bool {
		if known, ok := out[id]; ok {
			return known
		}
		out[id] = true
		for _, u := range undos[id] {
			if u != id && holds(u) {
				out[id] = false
				break
			}
		}
		return out[id]
	}
	for _, j := range list {
		holds(j.ID)
	}
	return out
}
