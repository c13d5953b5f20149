package link_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/tollbook/tollbook/ledger/scale"
	"github.com/tollbook/tollbook/link"
)

// A new mention meets hardly more others in a ledger of many months than in one of few.
func TestMeetingsDoNotGrow(t *testing.T) {
	const sizes, last = 3, 300
	at := [sizes]int{1000, 2000, 6000} // reports, some thirty a day
	maker := scale.New(1)
	var mentions []link.Mention
	for range at[sizes-1] {
		r := maker.Next()
		mentions = append(mentions, link.Mentions(r.Report.ID, r.Record, r.Report.Title, r.Report.Text)...)
	}
	var met [sizes]float64 // of each of the last mentions at a size
	link.Meetings(mentions, func(i, _ int) {
		for k, n := range at {
			if n-last <= i && i < n {
				met[k] += 1.0 / last
			}
		}
	})
	t.Logf("met by a new mention at %d reports: %.0f", at, met)
	for k := range at[1:] {
		if met[k+1] > 1.5*met[0] {
			t.Errorf("a mention meets %.0f others at %d reports and %.0f at %d", met[k+1], at[k+1], met[0], at[0])
		}
	}
	if met[0] == 0 || met[0] > 100 {
		t.Errorf("a mention meets %.0f others", met[0])
	}
}

// What reports tell of one incident meets, whatever else there is.
func TestMeetingsFindIncidents(t *testing.T) {
	maker := scale.New(1)
	var mentions []link.Mention
	of := map[string]int{}
	for range 1500 {
		r := maker.Next()
		mentions = append(mentions, link.Mentions(r.Report.ID, r.Record, r.Report.Title, r.Report.Text)...)
		of[r.Report.ID] = r.Incident
	}
	all, met := 0, 0
	count := map[int]int{}
	for _, m := range mentions {
		all += count[of[m.Report]]
		count[of[m.Report]]++
	}
	link.Meetings(mentions, func(i, j int) {
		if of[mentions[i].Report] == of[mentions[j].Report] {
			met++
		}
	})
	t.Logf("%d of %d pairs meet", met, all)
	if met*100 < all*99 {
		t.Errorf("%d of %d pairs of one incident meet, want 99 in 100", met, all)
	}
}

// It does not matter which of two mentions comes first: they meet, or do not.
func TestMeetingsGoBothWays(t *testing.T) {
	maker := scale.New(3)
	var mentions []link.Mention
	for range 400 {
		r := maker.Next()
		mentions = append(mentions, link.Mentions(r.Report.ID, r.Record, r.Report.Title, r.Report.Text)...)
	}
	n := len(mentions)
	pairs := map[link.Pair]bool{}
	link.Meetings(mentions, func(i, j int) { pairs[link.Pair{i, j}] = true })
	slices.Reverse(mentions)
	link.Meetings(mentions, func(i, j int) {
		if p := (link.Pair{n - 1 - j, n - 1 - i}); !pairs[p] {
			t.Errorf("%v meet in one order alone", p)
		} else {
			delete(pairs, p)
		}
	})
	if len(pairs) > 0 {
		t.Errorf("%d pairs meet in one order alone", len(pairs))
	}
}

// Incidents are those that there are where each pair is compared, without comparing each.
func TestClusterComparesLittle(t *testing.T) {
	maker := scale.New(1)
	var mentions []link.Mention
	for range 600 {
		r := maker.Next()
		mentions = append(mentions, link.Mentions(r.Report.ID, r.Record, r.Report.Title, r.Report.Text)...)
	}
	asked := 0
	score := func(i, j int) float64 { asked++; return link.Score(&mentions[i], &mentions[j]) }
	got := link.Cluster(mentions, link.Links(mentions), link.Judged{}, score)
	if asked > 20*len(mentions) {
		t.Errorf("%d pairs of %d mentions were compared", asked, len(mentions))
	}
	var all []link.Link
	for i := range mentions {
		for j := range i {
			if score, linked := link.Linked(&mentions[i], &mentions[j]); linked {
				all = append(all, link.Link{Pair: link.Pair{i, j}, Score: score})
			}
		}
	}
	if want := link.Cluster(mentions, all, link.Judged{}, score); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%d incidents, and %d where each pair is compared", len(got), len(want))
	}
}
