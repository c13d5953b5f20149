package ledger

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// papers makes reports of "id|publisher|day|text".
func papers(lines ...string) (out []*report.Report) {
	for _, line := range lines {
		f := strings.Split(line, "|")
		out = append(out, &report.Report{ID: f[0], Publisher: f[1], Published: f[2], Text: f[3], Language: "en", FromJSON: true})
	}
	return out
}

// incidentOf files reports and gives the incident of the first.
func incidentOf(t *testing.T, l *Ledger, reports []*report.Report) *Incident {
	t.Helper()
	add(t, l, readAll(reports), 3)
	x, err := l.Incident(t.Context(), incidentsOf(t, l)[reports[0].ID])
	if err != nil {
		t.Fatal(err)
	}
	if len(x.Sources) < len(reports) {
		t.Fatalf("%d of %d reports are of one incident", len(x.Sources), len(reports))
	}
	return x
}

func bestOf(x *Incident, p policy.Policy, kind record.Harm) *policy.Total {
	for i := range x.Totals {
		if t := &x.Totals[i]; t.Policy == p && t.Kind == kind && t.Category == policy.Everybody {
			return t
		}
	}
	return nil
}

// Two papers, in their own words, quote the army's spokesman: one source. A hospital's figure is lower until somebody else tells it too.
func TestOfficialIsOneSource(t *testing.T) {
	l := newSQLite(t)
	x := incidentOf(t, l, papers(
		"a|Morning Post|2024-05-02|A roadside bomb killed six soldiers near Gao in Mali on Wednesday, the army's spokesman said.",
		"b|Evening Star|2024-05-02|Six soldiers died on Wednesday when a roadside bomb went off near Gao, northern Mali, the army said. Their lorry burnt out on the road to the market.",
		"c|Courier|2024-05-03|A roadside bomb near Gao in Mali killed eight soldiers on Wednesday, a hospital official said. Eight soldiers were brought to its mortuary."))
	if x.Independent != 3 {
		t.Errorf("%d texts are independent, want 3", x.Independent)
	}
	total := bestOf(x, policy.ACLED, record.Killed)
	if total == nil || *total.Best != 6 || *total.High != 8 {
		t.Fatalf("killed: %+v", total)
	}
	for _, r := range total.Reasons {
		if strings.Contains(r, "independent sources") {
			t.Errorf("the army in two papers counts as more than one: %q", r)
		}
	}
	if got := fmt.Sprint(x.Disputes); !strings.Contains(got, "{killed [{6 [army]} {8 [hospital official]}]}") {
		t.Errorf("disputes: %s", got)
	}
}

func TestGradesOfIncidents(t *testing.T) {
	for _, tc := range []struct {
		name, grade string
		reports     []*report.Report
	}{
		{"another one says later that it did it", "discounted", papers(
			"d1|Post|2024-05-02|An airstrike killed five civilians in Raqqa, Syria, on Wednesday, residents said. The residents blamed the Syrian army for the strike.",
			"d2|Star|2024-05-04|The Syrian army denied responsibility for Wednesday's airstrike that killed five civilians in Raqqa, Syria.",
			"d3|Courier|2024-05-09|The Turkish military claimed responsibility for the airstrike of 1 May that killed five people in Raqqa, Syria.")},
		{"the one blamed denies it", "contested", papers(
			"d1|Post|2024-05-02|An airstrike killed five civilians in Raqqa, Syria, on Wednesday, residents said. The residents blamed the Syrian army for the strike.",
			"d2|Star|2024-05-04|The Syrian army denied responsibility for Wednesday's airstrike that killed five civilians in Raqqa, Syria.")},
		{"the dead were fighters", "discounted", papers(
			"k1|Post|2024-06-02|Shells killed six villagers near Gao, Mali, on Saturday, residents said.",
			"k2|Star|2024-06-08|The six people killed by shells near Gao, Mali, on Saturday, 1 June were militants, a hospital said. Six militants were killed in the shelling, the hospital said.")},
		{"two texts", "fair", papers(
			"k1|Post|2024-06-02|Shells killed six villagers near Gao, Mali, on Saturday, residents said.",
			"k2|Star|2024-06-03|Six villagers were killed by shells near Gao, Mali, on Saturday, a hospital said. They were buried on Sunday.")},
		{"one text", "weak", papers("k1|Post|2024-06-02|Shells killed six villagers near Gao, Mali, on Saturday, residents said.")},
	} {
		l := newSQLite(t)
		x := incidentOf(t, l, tc.reports)
		listed := ""
		if err := l.db.SQL.QueryRowContext(t.Context(), l.db.Rewrite("SELECT grade FROM incident WHERE id = ?"), x.ID).Scan(&listed); err != nil || listed != tc.grade {
			t.Errorf("%s: listed as %q (%v), want %s", tc.name, listed, err, tc.grade)
		}
		if disputed := slices.Contains(waits(queue(t, l, ""), x.ID), IsDisputed); tc.grade == "contested" && !disputed {
			t.Errorf("%s, and yet it does not wait as disputed", tc.name)
		}
		if x.Grading.Grade != tc.grade {
			t.Errorf("%s: %s (%s), want %s", tc.name, x.Grading.Grade, x.Grading.Why, tc.grade)
		}
	}
}

// What a side tells of its own doing stands beside the count of others.
func TestConceded(t *testing.T) {
	x := incidentOf(t, newSQLite(t), papers(
		"a|Post|2024-05-02|An airstrike by the Turkish military killed nine civilians in Raqqa, Syria, on Wednesday, residents said.",
		"b|Star|2024-05-05|The Turkish military claimed responsibility for Wednesday's airstrike in Raqqa, Syria. The Turkish military said the airstrike killed two civilians."))
	if len(x.Conceded) != 1 || *x.Conceded[0].Best != 2 || !strings.Contains(x.Conceded[0].By, "Turkish military") {
		t.Errorf("conceded: %+v", x.Conceded)
	}
}

// What no longer is where a judgement has it is told when reports are read again, and waits.
func TestRereadConflicts(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		reports := readAll(attacks()[:4])
		add(t, l, reports, 4)
		j := Judgement{Author: "ada"}
		if err := l.Split(t.Context(), &j, incidentsOf(t, l)["r00"], [][]string{{"r02"}}); err != nil {
			t.Fatal(err)
		}
		split := judge(t, l, j)
		edit := judge(t, l, Judgement{Kind: Edit, Target: []Anchor{of(t, l, "r02/e1")}, Field: "mode", Value: []byte(`"ied"`)})
		reject := judge(t, l, Judgement{Kind: Reject, Target: []Anchor{of(t, l, "r02/c1")}})
		again := readAll(attacks()[2:3])
		again[0].Record.Coder.Version = "99"
		for len(again[0].Record.Events) > 0 {
			remove(again[0].Record, "event", 0)
		}
		changes, err := l.Reread(t.Context(), again)
		if err != nil {
			t.Fatal(err)
		}
		var about []string
		for _, c := range changes[0].Conflicts {
			about = append(about, c.ID)
			if !strings.HasSuffix(c.What, "is no longer read") {
				t.Errorf("%s: %s", c.Kind, c.What)
			}
		}
		if about = slices.Compact(about); !slices.Equal(about, []string{split.ID, edit.ID}) {
			t.Errorf("conflicts with %v, want %v, and none with %s", about, []string{split.ID, edit.ID}, reject.ID)
		}
		history, err := l.History(t.Context(), "r02")
		if err != nil || len(history) < 5 || !history[3].Open || history[3].About != split.ID {
			t.Errorf("history: %+v, %v", history, err)
		}
		checked(t, l)
	})
}
