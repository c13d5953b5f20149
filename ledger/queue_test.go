package ledger

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"github.com/tollbook/tollbook/record"
)

func queue(t *testing.T, l *Ledger, reason Reason) *QueuePage {
	t.Helper()
	page, err := l.Queue(t.Context(), Query{}, reason, "", 100)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func waits(p *QueuePage, id string) []Reason {
	for _, w := range p.Items {
		if w.ID == id {
			return w.Reasons
		}
	}
	return nil
}

// What waits to be looked at, for which reasons, until somebody has; pages hold all of it once.
func TestQueue(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, readAll(attacks()), 9)
		bombing, shooting := incidentsOf(t, l)["r00"], incidentsOf(t, l)["r03"]
		all := queue(t, l, "")
		if len(all.Items) != 12 || all.Counts["all"] != 12 || all.Counts["new"] != 12 {
			t.Fatalf("%d of %v wait", len(all.Items), all.Counts)
		}
		if got := waits(all, bombing); !slices.Equal(got, []Reason{IsChanged, IsDisputed, IsNew}) {
			t.Errorf("the bombing waits for %v", got)
		}
		if got := waits(all, shooting); !slices.Equal(got, []Reason{IsNew}) {
			t.Errorf("the shooting waits for %v", got)
		}
		var paged []string
		for after := ""; ; {
			page, err := l.Queue(t.Context(), Query{}, "", after, 5)
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range page.Items {
				paged = append(paged, w.ID)
			}
			if after = page.Next; after == "" {
				break
			}
		}
		var once []string
		for _, w := range all.Items {
			once = append(once, w.ID)
		}
		if !slices.Equal(paged, once) {
			t.Errorf("pages hold %v, want %v", paged, once)
		}
		unsure := judge(t, l, Judgement{Kind: Unsure, Target: []Anchor{of(t, l, "r03/e1")}, Reason: "two judges?"})
		if got := queue(t, l, IsUnsure); len(got.Items) != 1 || got.Items[0].ID != shooting || got.Counts["unsure"] != 1 {
			t.Errorf("unsure: %+v", got)
		}
		anchors, err := l.Anchors(t.Context(), bombing)
		if err != nil {
			t.Fatal(err)
		}
		judge(t, l, Judgement{Kind: Accept, Target: anchors})
		if got := waits(queue(t, l, ""), bombing); got != nil {
			t.Errorf("accepted, and yet it waits for %v", got)
		}
		judge(t, l, Judgement{Kind: Accept, Target: []Anchor{of(t, l, "r03/e1")}})
		if got := waits(queue(t, l, ""), shooting); got != nil {
			t.Errorf("accepted, and yet it waits for %v", got)
		}
		undo(t, l, unsure.ID)
		again := readAll(attacks()[:1])
		again[0].Record.Coder.Version = "99"
		again[0].Record.Counts[0].Best = ptr(77)
		if _, err := l.Reread(t.Context(), again); err != nil {
			t.Fatal(err)
		}
		if got := waits(queue(t, l, InConflict), bombing); !slices.Equal(got, []Reason{InConflict}) {
			t.Errorf("read otherwise than accepted, it waits for %v", got)
		}
		judge(t, l, Judgement{Kind: Accept, Target: []Anchor{of(t, l, "r00/c1")}})
		if got := queue(t, l, InConflict); len(got.Items) != 0 {
			t.Errorf("the conflict is settled, and yet %+v", got.Items)
		}
		checked(t, l)
		q, _ := ParseQuery([]string{"country:MLI"})
		if page, err := l.Queue(t.Context(), q, "", "", 10); err != nil || page.Counts["all"] != len(page.Items) {
			t.Errorf("of a country: %+v, %v", page, err)
		}
		for _, bad := range []struct {
			reason Reason
			after  string
		}{{"bored", ""}, {"", "there"}} {
			_, err := l.Queue(t.Context(), Query{}, bad.reason, bad.after, 5)
			if _, ok := errors.AsType[*QueryError](err); !ok {
				t.Errorf("%+v: %v", bad, err)
			}
		}
	})
}

// The queue of incidents in memory is that of the database, page by page.
func TestShelvedQueue(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, readAll(attacks()), 9)
		ask := func(search string, reason Reason, after string) *QueuePage {
			t.Helper()
			page, err := l.Queue(t.Context(), parsed(t, search), reason, after, 3)
			if err != nil {
				t.Fatal(err)
			}
			return page
		}
		type question struct {
			search string
			reason Reason
		}
		answers := map[question][]*QueuePage{}
		for _, search := range []string{"", "country:MLI", "killed:'>=3'", "soldiers", "country:ATA"} {
			for _, reason := range append([]Reason{""}, Reasons...) {
				for after := ""; ; {
					page := ask(search, reason, after)
					answers[question{search, reason}] = append(answers[question{search, reason}], page)
					if after = page.Next; after == "" {
						break
					}
				}
			}
		}
		if err := l.Warm(t.Context()); err != nil {
			t.Fatal(err)
		}
		for q, pages := range answers {
			after := ""
			for i, want := range pages {
				got := ask(q.search, q.reason, after)
				if deref(got) != deref(want) {
					t.Errorf("%+v, page %d: %v, want %v", q, i, deref(got), deref(want))
				}
				after = got.Next
			}
		}
		// What is decided is seen at once.
		before := ask("", IsNew, "")
		anchors, err := l.Anchors(t.Context(), before.Items[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		judge(t, l, Judgement{Kind: Accept, Target: anchors})
		if now := ask("", IsNew, ""); now.Counts["new"] != before.Counts["new"]-1 || now.Items[0].ID == before.Items[0].ID {
			t.Errorf("after one was accepted: %+v, before %+v", now, before)
		}
		if page := ask("near:0,0,20000", "", ""); page.Counts["all"] == 0 {
			t.Error("nothing waits near a point")
		}
	})
}

// deref writes a page with what its pointers stand for.
func deref(p *QueuePage) string {
	data, _ := json.Marshal(p)
	return string(data)
}

// An incident page tells what was decided, of which figures, and on what sources differ.
func TestIncidentDecided(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, readAll(attacks()[:4]), 4)
		id := incidentsOf(t, l)["r00"]
		anchors, err := l.Anchors(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		judge(t, l, Judgement{Kind: Accept, Target: anchors[:1]})
		judge(t, l, Judgement{Kind: Note, Target: []Anchor{of(t, l, "r02/e1")}, Reason: "the hospital's own list"})
		judge(t, l, Judgement{Kind: Unsure, Target: []Anchor{of(t, l, "r02/e1")}})
		x, err := l.Incident(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if x.Reviewed == nil || x.Reviewed.By != "ada" || len(x.Reviewed.Missing) == 0 {
			t.Errorf("reviewed: %+v", x.Reviewed)
		}
		if len(x.Notes) != 1 || x.Notes[0].Text != "the hospital's own list" || x.Notes[0].On != "r02/e1" || !x.Unsure {
			t.Errorf("notes: %+v, unsure %v", x.Notes, x.Unsure)
		}
		if len(x.Disputes) == 0 || x.Disputes[0].On != string(record.Killed) {
			t.Errorf("disputes: %+v", x.Disputes)
		}
		if len(x.Series) < 2 || x.Series[0].Published > x.Series[1].Published {
			t.Errorf("series: %+v", x.Series)
		}
		if len(x.Decided) != 3 || !x.Decided[0].Holds {
			t.Errorf("decided: %+v", x.Decided)
		}
		figures := 0
		for _, s := range x.Sources {
			for _, f := range s.Figures {
				if f.Reviewed != nil {
					figures++
				}
			}
		}
		if figures == 0 {
			t.Error("no figure was reviewed")
		}
	})
}

// A ledger that was written before there was a queue gets one when it is opened.
func TestQueueCaughtUp(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, readAll(attacks()[:8]), 8)
		judge(t, l, Judgement{Kind: Accept, Target: []Anchor{of(t, l, "r03/e1")}})
		want := dump(t, l)
		if _, err := l.db.SQL.ExecContext(t.Context(), "DELETE FROM review"); err != nil {
			t.Fatal(err)
		}
		if _, err := l.db.SQL.ExecContext(t.Context(), "DELETE FROM meta WHERE name = 'review'"); err != nil {
			t.Fatal(err)
		}
		if err := l.catchUpReview(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := dump(t, l); got != want {
			t.Errorf("caught up, but %s", firstDifference(got, want))
		}
	})
}
