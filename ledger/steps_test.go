package ledger

import (
	"testing"
)

// One goes back and forth over one's own steps, in whatever order; another's are his.
func TestSteps(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, readAll(attacks()[:4]), 4)
		var id string
		if err := l.Incidents(t.Context(), Query{}, 1, func(s Summary) error { id = s.ID; return nil }); err != nil {
			t.Fatal(err)
		}
		anchors, err := l.Anchors(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		file := func(author string, kind Kind, undoes string) string {
			t.Helper()
			j := Judgement{Author: author, Kind: kind, Undoes: undoes}
			if undoes == "" {
				j.Target = anchors
			}
			if err := l.Judge(t.Context(), &j); err != nil {
				t.Fatal(err)
			}
			return j.ID
		}
		at := func(author, undo, redo string) Steps {
			t.Helper()
			s, err := l.Steps(t.Context(), author)
			if err != nil {
				t.Fatal(err)
			}
			name := func(j *Judgement) string {
				if j == nil {
					return ""
				}
				return j.ID
			}
			if name(s.Undo) != undo || name(s.Redo) != redo {
				t.Errorf("%s can undo %q and redo %q, not %q and %q", author, name(s.Undo), name(s.Redo), undo, redo)
			}
			return s
		}
		at("ada", "", "")
		a := file("ada", Unsure, "")
		b := file("ada", Accept, "")
		ben := file("ben", Unsure, "")
		at("ada", b, "")
		at("ben", ben, "")
		file("ada", Undo, b)
		at("ada", a, b)
		file("ada", Undo, a)
		s := at("ada", "", a)
		file("ada", Undo, s.RedoBy)
		s = at("ada", a, b)
		file("ada", Undo, s.RedoBy)
		at("ada", b, "")
		file("ada", Undo, b)
		c := file("ada", Accept, "") // a new step: what was taken back is gone
		at("ada", c, "")
		u := file("ada", Undo, ben) // what another decided
		at("ada", u, "")
		at("ben", "", "")
		if in, err := l.Judged(t.Context(), u); err != nil || in != id {
			t.Errorf("%s is about %q, not %s (%v)", u, in, id, err)
		}
		file("ada", Undo, u)
		s = at("ada", c, u)
		file("ben", Undo, c)
		at("ada", a, u)
		file("ada", Undo, s.RedoBy)
		at("ada", u, "")
		if s.Last == "" {
			t.Error("the last judgement of all is not told")
		}
	})
}

// Of two incidents that are told apart, each stays whole.
func TestDifferentIncidents(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		reports := readAll(attacks()[:3])
		add(t, l, reports, 3)
		var id string
		_ = l.Incidents(t.Context(), Query{}, 1, func(s Summary) error { id = s.ID; return nil })
		anchors, err := l.Anchors(t.Context(), id)
		before, errBefore := l.Summary(t.Context(), id)
		if err != nil || errBefore != nil || before.Reports != 3 {
			t.Fatalf("an incident of 3 reports is wanted, not of %d (%v)", before.Reports, err)
		}
		parts := make([]int, len(anchors))
		for i, a := range anchors {
			parts[i] = number(a.SHA256 != of(t, l, "r02/e1").SHA256)
		}
		judge(t, l, Judgement{Kind: Different, Target: anchors, Parts: parts})
		after, err := l.Summary(t.Context(), id)
		if n := len(incidentList(t, l)); err != nil || after.Reports != 2 || n < 2 {
			t.Errorf("%d reports stayed together, in %d incidents (%v)", after.Reports, n, err)
		}
		checked(t, l)
		for _, bad := range [][]int{{0}, make([]int, len(anchors))} {
			if err := l.Judge(t.Context(), &Judgement{Author: "ada", Kind: Different, Target: anchors, Parts: bad}); err == nil {
				t.Errorf("parts %v were filed", bad)
			}
		}
	})
}

func incidentList(t *testing.T, l *Ledger) (ids []string) {
	t.Helper()
	if err := l.Incidents(t.Context(), Query{}, 0, func(s Summary) error { ids = append(ids, s.ID); return nil }); err != nil {
		t.Fatal(err)
	}
	return ids
}
