package ledger

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

func judge(t *testing.T, l *Ledger, j Judgement) Judgement {
	t.Helper()
	if j.Author == "" {
		j.Author = "ada"
	}
	if err := l.Judge(t.Context(), &j); err != nil {
		t.Fatal(err)
	}
	return j
}

func undo(t *testing.T, l *Ledger, id string) Judgement {
	t.Helper()
	return judge(t, l, Judgement{Kind: Undo, Undoes: id})
}

// of gives the anchor of REPORT/c1 or the like.
func of(t *testing.T, l *Ledger, name string) Anchor {
	t.Helper()
	a, err := l.Anchor(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func checked(t *testing.T, l *Ledger) {
	t.Helper()
	if faults, err := l.Check(t.Context(), 5, func(int) {}); err != nil || len(faults) > 0 {
		t.Errorf("check: %v, %v", faults, err)
	}
}

// judgedNow gives the record of a report as it is judged.
func judgedNow(t *testing.T, l *Ledger, rep string) *record.Record {
	t.Helper()
	rec, _, err := l.recordOf(t.Context(), rep)
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

func countAt(t *testing.T, rec *record.Record, a Anchor) *record.Count {
	t.Helper()
	i := find(rec, a)
	if i < 0 {
		return nil
	}
	return &rec.Counts[i]
}

// Reports taken out of an incident are one of their own, also after other reports came, which join the part that they agree with.
func TestSplit(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		reports := readAll(attacks()[:4])
		add(t, l, reports, 4)
		incident := incidentsOf(t, l)["r00"]
		j := Judgement{Author: "ada"}
		if err := l.Split(t.Context(), &j, incident, [][]string{{"r02"}}); err != nil {
			t.Fatal(err)
		}
		split := judge(t, l, j)
		now := incidentsOf(t, l)
		if now["r00"] != now["r01"] || now["r00"] == now["r02"] {
			t.Errorf("split, but %v", now)
		}
		checked(t, l)
		later := *reports[2].Report
		later.ID, later.Publisher = "r99", "Gazette Five"
		later.Text = strings.Replace(later.Text, "officials said on Wednesday.", "officials said on Wednesday, and named them.", 1)
		add(t, l, readAll([]*report.Report{&later}), 1)
		now = incidentsOf(t, l)
		if now["r99"] != now["r02"] || now["r99"] == now["r00"] {
			t.Errorf("a later report on one part: %v", now)
		}
		checked(t, l)
		if reports, err := l.Outdated(t.Context(), "another", "", 10); err != nil || len(reports) != 5 {
			t.Fatalf("%d reports, %v", len(reports), err)
		} else {
			again := readAll(reports)
			for i := range again {
				again[i].Record.Coder.Version = "99"
			}
			if _, err := l.Reread(t.Context(), again); err != nil {
				t.Fatal(err)
			}
		}
		if now = incidentsOf(t, l); now["r00"] == now["r02"] {
			t.Errorf("read again, and joined: %v", now)
		}
		undo(t, l, split.ID)
		if now = incidentsOf(t, l); now["r00"] != now["r02"] {
			t.Errorf("undone, but %v", now)
		}
		for _, bad := range [][][]string{{{"r03"}}, {{"r00", "r01", "r02", "r99"}}, nil, {{"r00"}, {"r00"}}} {
			j := Judgement{Author: "ada"}
			err := l.Split(t.Context(), &j, incident, bad)
			if err == nil {
				err = l.Judge(t.Context(), &j)
			}
			if _, ok := errors.AsType[*QueryError](err); !ok {
				t.Errorf("split %v: %v", bad, err)
			}
		}
	})
}

// Several reports are called one incident at once, or all of them several.
func TestGroups(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		reports := readAll(attacks()[:12])
		add(t, l, reports, 12)
		var group []Anchor
		for _, i := range []int{3, 7, 11} {
			group = append(group, anchor(t, reports[i]))
		}
		same := judge(t, l, Judgement{Kind: Same, Target: group})
		if now := incidentsOf(t, l); now["r03"] != now["r07"] || now["r03"] != now["r11"] {
			t.Errorf("called the same: %v", now)
		}
		checked(t, l)
		// The later word on a pair holds.
		judge(t, l, Judgement{Kind: Different, Target: group})
		if now := incidentsOf(t, l); now["r03"] == now["r07"] || now["r03"] == now["r11"] || now["r07"] == now["r11"] {
			t.Errorf("called different: %v", now)
		}
		undo(t, l, same.ID)
		checked(t, l)
	})
}

// Judgements of pairs, groups and values give the same rows in whatever order the reports came after or before them.
func TestJudgedInAnyOrder(t *testing.T) {
	first := newSQLite(t)
	reports := readAll(attacks()[:12])
	add(t, first, reports, 12)
	incident := incidentsOf(t, first)["r00"]
	split := Judgement{Author: "ada"}
	if err := first.Split(t.Context(), &split, incident, [][]string{{"r02"}}); err != nil {
		t.Fatal(err)
	}
	same := Judgement{Author: "ada", Kind: Same, Target: []Anchor{anchor(t, reports[3]), anchor(t, reports[7])}}
	accept := Judgement{Author: "bo", Kind: Accept, Target: []Anchor{anchor(t, reports[4])}}
	for _, j := range []*Judgement{&split, &same, &accept} {
		if err := first.Judge(t.Context(), j); err != nil {
			t.Fatal(err)
		}
	}
	want := dump(t, first)
	both(t, func(t *testing.T, l *Ledger) {
		if err := copyTable(t.Context(), first.db.SQL, l, "judgement", "id, at, author, kind, target, value, reason"); err != nil {
			t.Fatal(err)
		}
		shuffled := readAll(attacks()[:12])
		rand.New(rand.NewPCG(7, 1)).Shuffle(12, func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		add(t, l, shuffled, 5)
		if got := dump(t, l); got != want {
			t.Errorf("other rows: %s", firstDifference(got, want))
		}
	})
}

// What was accepted holds when a newer reader reads it otherwise or no longer, and the difference is told once.
func TestAccept(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		old := readAll(attacks()[3:4])
		add(t, l, old, 1)
		rec := old[0].Record
		if len(rec.Counts) == 0 {
			t.Fatal("no count")
		}
		event := anchor(t, old[0])
		count := of(t, l, "r03/"+rec.Counts[0].ID)
		accept := judge(t, l, Judgement{Kind: Accept, Target: []Anchor{event}})
		if !slices.Contains(accept.Target, count) {
			t.Errorf("an event is accepted without its count: %+v", accept.Target)
		}
		reread := func(version string, change func(*record.Record)) Change {
			t.Helper()
			again := readAll(attacks()[3:4])
			again[0].Record.Coder.Version = version
			change(again[0].Record)
			changes, err := l.Reread(t.Context(), again)
			if err != nil {
				t.Fatal(err)
			}
			return changes[0]
		}
		c := reread("97", func(r *record.Record) { r.Counts[0].Best, r.Counts[0].Low = ptr(5), ptr(5) })
		if len(c.Conflicts) != 2 || c.Conflicts[0].What != "best is read as 5, and was decided to be 1" {
			t.Errorf("conflicts: %+v", c.Conflicts)
		}
		if got := countAt(t, judgedNow(t, l, "r03"), count); got == nil || *got.Best != 1 {
			t.Errorf("an accepted figure read otherwise is %+v", got)
		}
		c = reread("98", func(r *record.Record) { remove(r, "count", 0) })
		if len(c.Conflicts) != 1 || !strings.HasSuffix(c.Conflicts[0].What, "is no longer read") {
			t.Errorf("conflicts: %+v", c.Conflicts)
		}
		if got := countAt(t, judgedNow(t, l, "r03"), count); got == nil || *got.Best != 1 || got.Kind != record.Killed || got.Event == "" {
			t.Errorf("an accepted figure that is read no longer is %+v", got)
		}
		checked(t, l)
		history, err := l.History(t.Context(), "r03")
		if err != nil || len(history) != 4 || !history[0].Holds || !history[3].Open {
			t.Errorf("history: %+v, %v", history, err)
		}
		undo(t, l, accept.ID)
		if got := countAt(t, judgedNow(t, l, "r03"), count); got != nil {
			t.Errorf("undone, and yet %+v", got)
		}
	})
}

func ptr(n int) *int { return &n }

// An undo can be undone; what is undone cannot be undone again.
func TestUndoRedo(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, readAll(attacks()[3:4]), 1)
		before := dump(t, l)
		a := of(t, l, "r03/c1")
		edit := judge(t, l, Judgement{Kind: Edit, Target: []Anchor{a}, Field: "best", Value: []byte("7")})
		edited := dump(t, l)
		first := undo(t, l, edit.ID)
		if dump(t, l) != before {
			t.Error("undone, but not as before")
		}
		if err := l.Judge(t.Context(), &Judgement{Author: "ada", Kind: Undo, Undoes: edit.ID}); err == nil {
			t.Error("undone twice")
		}
		judge(t, l, Judgement{Kind: Redo, Undoes: edit.ID})
		if dump(t, l) != edited {
			t.Error("redone, but not as edited")
		}
		if err := l.Judge(t.Context(), &Judgement{Author: "ada", Kind: Redo, Undoes: edit.ID}); err == nil {
			t.Error("redone twice")
		}
		second := undo(t, l, edit.ID)
		undo(t, l, second.ID) // the undo of an undo is a redo
		if dump(t, l) != edited {
			t.Error("an undo of an undo did nothing")
		}
		if err := l.Judge(t.Context(), &Judgement{Author: "ada", Kind: Undo, Undoes: first.ID}); err == nil {
			t.Error("an undone undo was undone")
		}
		checked(t, l)
	})
}

// Of two who judge the same without knowing of each other, the second is told, and nothing is lost.
func TestSeen(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, readAll(attacks()[2:4]), 2)
		a := of(t, l, "r03/c1")
		none := ""
		mine := judge(t, l, Judgement{Author: "ada", Kind: Edit, Target: []Anchor{a}, Field: "best", Value: []byte("7"), Seen: &none})
		theirs := Judgement{Author: "bo", Kind: Edit, Target: []Anchor{a}, Field: "best", Value: []byte("9"), Seen: &none}
		conflict, ok := errors.AsType[*ErrConflict](l.Judge(t.Context(), &theirs))
		if !ok || len(conflict.Newer) != 1 || conflict.Newer[0].ID != mine.ID {
			t.Fatalf("conflict: %+v", conflict)
		}
		theirs.Seen = &mine.ID
		judge(t, l, theirs)
		// Elsewhere nobody is in the way, and who does not say what he has seen is not asked.
		judge(t, l, Judgement{Author: "cy", Kind: Accept, Target: []Anchor{of(t, l, "r02/c1")}, Seen: &none})
		judge(t, l, Judgement{Author: "cy", Kind: Edit, Target: []Anchor{a}, Field: "best", Value: []byte("8")})
		unknown := "j1"
		if err := l.Judge(t.Context(), &Judgement{Author: "bo", Kind: Reject, Target: []Anchor{a}, Seen: &unknown}); err == nil {
			t.Error("a judgement that nobody gave was seen")
		}
	})
}

// Whatever a coder corrects can be edited; what cannot be is refused with a hint.
func TestEditFields(t *testing.T) {
	l := newSQLite(t)
	rep := &report.Report{ID: "r", Publisher: "Post", Published: "2024-03-06", Language: "en", FromJSON: true,
		Text: "Gunmen shot dead a judge outside his home in Quetta, Pakistan, on Friday, police said. The attackers fled on foot."}
	add(t, l, readAll([]*report.Report{rep}), 1)
	for _, c := range []struct{ target, field, value, want string }{
		{"c1", "best", "3", "3"}, {"c1", "low", "2", "2"}, {"c1", "high", "9", "9"}, {"c1", "kind", `"injured"`, `"injured"`}, {"c1", "category", `"security"`, `"security"`},
		{"c1", "who", `"guards"`, `"guards"`}, {"c1", "from", `"2024-03-01"`, `"2024-03-01"`}, {"c1", "to", `"2024-03-02"`, `"2024-03-02"`}, {"c1", "scope", `"tally"`, `"tally"`},
		{"c1", "realis", `"denied"`, `"denied"`}, {"c1", "bound", `"about"`, `"about"`}, {"c1", "source", `"the governor"`, `{"name":"the governor","kind":"unknown"}`},
		{"c1", "perpetrator", "null", "null"}, {"c1", "event", "null", "null"}, {"c1", "place", "null", "null"},
		{"e1", "type", `"COERCE"`, `"COERCE"`}, {"e1", "mode", `"arrest"`, `"arrest"`}, {"e1", "realis", `"planned"`, `"planned"`}, {"e1", "background", "true", "true"},
		{"e1", "actors", `"army, militia"`, `[{"name":"army","kind":"unknown"},{"name":"militia","kind":"unknown"}]`}, {"e1", "recipients", `["villagers"]`, `[{"name":"villagers","kind":"unknown"}]`},
		{"e1", "weapons", `"bomb"`, `["bomb"]`}, {"e1", "number", "2", "2"}, {"e1", "precision", "2", "2"}, {"e1", "from", `"2024-03-01"`, `"2024-03-01"`},
		{"e1", "claimed_by", `"militia"`, `[{"name":"militia","kind":"unknown"}]`},
		{"e1", "blamed_by", `[["army","militia"]]`, `[[{"name":"army","kind":"unknown"},{"name":"militia","kind":"unknown"}]]`},
	} {
		j := judge(t, l, Judgement{Kind: Edit, Target: []Anchor{of(t, l, "r/"+c.target)}, Field: c.field, Value: json.RawMessage(c.value)})
		rec := judgedNow(t, l, "r")
		it := itemAt(rec, j.Target[0].Of, find(rec, j.Target[0]))
		if got := string(it.get(c.field)); got != c.want {
			t.Errorf("%s %s %s: %s", c.target, c.field, c.value, got)
		}
	}
	judge(t, l, Judgement{Kind: Edit, Target: []Anchor{of(t, l, "r/e1")}, Field: "place", Value: []byte(`"Gao, MLI"`)})
	rec := judgedNow(t, l, "r")
	if p := placeOf(rec, rec.Events[0].Place); p == nil || p.Country != "MLI" || p.Lat == nil {
		t.Errorf("the place is %+v", p)
	}
	judge(t, l, Judgement{Kind: Edit, Target: []Anchor{of(t, l, "r/c1")}, Field: "event", Value: []byte(`"e1"`)})
	if rec = judgedNow(t, l, "r"); rec.Counts[0].Event != "e1" || !slices.Contains(rec.Events[0].Counts, "c1") {
		t.Errorf("the count's event is %q", rec.Counts[0].Event)
	}
	checked(t, l)
	for _, c := range []struct{ target, field, value, hint string }{
		{"c1", "best", `"many"`, "write a number"}, {"c1", "best", "-1", "write a number"}, {"c1", "kind", `"kiled"`, "did you mean killed?"}, {"c1", "colour", "1", "fields of counts are"},
		{"c1", "from", `"May"`, "write a day"}, {"c1", "from", `"2025-01-01"`, "edit the other end first"}, {"c1", "event", `"e7"`, "the id of another part"}, {"c1", "part_of", `"c1"`, "the id of another part"},
		{"e1", "type", `"ASSALT"`, "did you mean ASSAULT?"}, {"e1", "mode", `"shelling"`, "mode of COERCE is one of"}, {"e1", "main", "1", "true or false"},
		{"e1", "place", `"Nowhere at All"`, "GeoNames"}, {"e1", "weapons", `"feather"`, "weapons is one of"}, {"e1", "number", "0", "umbrella"}, {"e1", "blamed_by", `"army"`, "who blames"},
	} {
		err := l.Judge(t.Context(), &Judgement{Author: "ada", Kind: Edit, Target: []Anchor{of(t, l, "r/"+c.target)}, Field: c.field, Value: json.RawMessage(c.value)})
		if q, ok := errors.AsType[*QueryError](err); !ok || !strings.Contains(q.Hint, c.hint) {
			t.Errorf("%s %s %s: %v (%+v)", c.target, c.field, c.value, err, q)
		}
	}
}

// What was not read can be added, with the words that tell it, and rejected again.
func TestAddMissed(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		reports := readAll(attacks()[3:4])
		add(t, l, reports, 1)
		a, err := l.Words(t.Context(), "r03", "count", "The judge had received threats")
		if err != nil {
			t.Fatal(err)
		}
		added := judge(t, l, Judgement{Kind: Add, Target: []Anchor{a}, Value: []byte(`{"kind":"injured","best":2,"event":"e1","category":"civilian"}`)})
		c := countAt(t, judgedNow(t, l, "r03"), a)
		if c == nil || c.Kind != record.Injured || *c.Low != 2 || c.Event != "e1" {
			t.Fatalf("added: %+v", c)
		}
		q, _ := ParseQuery([]string{"injured:2"})
		n := 0
		if err := l.Incidents(t.Context(), q, 0, func(Summary) error { n++; return nil }); err != nil || n != 1 {
			t.Errorf("%d incidents with the added figure (%v)", n, err)
		}
		e, err := l.Words(t.Context(), "r03", "event", "fled on foot")
		if err != nil {
			t.Fatal(err)
		}
		judge(t, l, Judgement{Kind: Add, Target: []Anchor{e}, Value: []byte(`{"type":"ASSAULT","mode":"arson","place":"Gao, MLI"}`)})
		checked(t, l)
		judge(t, l, Judgement{Kind: Reject, Target: []Anchor{a}, Reason: "a mistake"})
		if c := countAt(t, judgedNow(t, l, "r03"), a); c != nil {
			t.Errorf("rejected, and yet %+v", c)
		}
		checked(t, l)
		for _, bad := range []Judgement{
			{Kind: Add, Target: added.Target, Value: []byte(`{"best":2}`)}, {Kind: Add, Target: added.Target, Value: []byte(`{"kind":"killed"}`)},
			{Kind: Add, Target: added.Target}, {Kind: Add, Target: []Anchor{{SHA256: a.SHA256, Start: 9000, End: 9001, Of: "count"}}, Value: []byte(`{"kind":"killed","best":1}`)},
			{Kind: Add, Target: []Anchor{e}, Value: []byte(`{"type":"ASSAULT"}`)}, {Kind: Reject, Target: []Anchor{a}}, {Kind: Note, Target: []Anchor{a}},
			{Kind: Unsure, Target: []Anchor{{SHA256: "00", Of: "report"}}, Reason: "no such text"}, {Kind: Differs, Target: []Anchor{a}},
		} {
			bad.Author = "ada"
			if _, ok := errors.AsType[*QueryError](l.Judge(t.Context(), &bad)); !ok {
				t.Errorf("%+v was filed", bad)
			}
		}
	})
}
