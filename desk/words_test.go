package desk

import (
	"strings"
	"testing"
	"time"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/record"
)

func TestDays(t *testing.T) {
	for _, c := range [][3]string{
		{"", "", ""}, {"2026-03-12", "2026-03-12", "12 Mar 2026"}, {"2026-03-12", "", "12 Mar 2026"}, {"", "2026-03-12", "to 12 Mar 2026"}, {"2026-03-01", "2026-03-31", "Mar 2026"},
		{"2026-01-01", "2026-12-31", "2026"}, {"2026-03-05", "2026-03-09", "5–9 Mar 2026"}, {"2026-03-05", "2026-04-09", "5 Mar – 9 Apr 2026"}, {"2025-12-30", "2026-01-02", "30 Dec 2025 – 2 Jan 2026"},
		{"someday", "later", "someday – later"},
	} {
		if got := days(c[0], c[1]); got != c[2] {
			t.Errorf("%s to %s is %q, not %q", c[0], c[1], got, c[2])
		}
	}
}

func TestSpan(t *testing.T) {
	n := func(n int) *int { return &n }
	for _, c := range []struct {
		low, high *int
		want      string
	}{{nil, nil, "–"}, {n(6), n(6), "6"}, {n(6), n(8), "6–8"}, {n(6), nil, "6 or more"}, {nil, n(8), "up to 8"}, {n(1200), n(12000), "1\u202f200–12\u202f000"}} {
		if got := span(c.low, c.high); got != c.want {
			t.Errorf("%q, not %q", got, c.want)
		}
	}
}

func TestWords(t *testing.T) {
	for got, want := range map[string]string{
		what("ASSAULT", "suicide-bombing"): "suicide bombing", what("ASSAULT", ""): "attack", what("", ""): "event", where("gao", "MLI"): "Gao, Mali", where("mali", "MLI"): "Mali",
		where("", "MLI"): "Mali", where("deir ez-zor", "SYR"): "Deir Ez-Zor, Syria", properName("McX of Y"): "McX of Y", sentence("élan"): "Élan", plural(1, "report"): "1 report",
		plural(0, "country"): "0 countries", monthName("2026-03"): "March 2026",
	} {
		if got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

func TestLit(t *testing.T) {
	var out strings.Builder
	for _, p := range lit("Soldiers fled; a soldier stayed. SOLDIERS, fuel prices", []string{"soldiers", "fuel prices"}) {
		if p.Lit {
			out.WriteString("[" + p.Text + "]")
		} else {
			out.WriteString(p.Text)
		}
	}
	if want := "[Soldiers] fled; a soldier stayed. [SOLDIERS], [fuel prices]"; out.String() != want {
		t.Errorf("%s", out.String())
	}
}

// Evidence over evidence is cut where either begins or ends, and what lies outside of its text is left out.
func TestSegments(t *testing.T) {
	rec := &record.Record{Counts: []record.Count{{ID: "c1", Span: record.Span{Start: 0, End: 18}, Kind: record.Killed, Quantity: "six",
		Evidence: record.Evidence{"quantity": {{Start: 14, End: 17}}, "who": {{Start: 900, End: 901}}}, Who: "x"}}}
	groups := entriesOf(rec)
	heading, body := segmentsOf("Töll", "They killed  six men.\n\nMore.", groups)
	if len(heading) != 1 || heading[0].Text != "Töll" || len(body) != 2 {
		t.Fatalf("%v %v", heading, body)
	}
	var texts []string
	for _, s := range body[0] {
		texts = append(texts, s.Text+"|"+s.Fields)
	}
	if got := strings.Join(texts, " / "); got != "They killed  s|c1.clause / ix |c1.figure c1.clause / m|c1.clause / en.|" {
		t.Errorf("%s", got)
	}
}

func TestBarChart(t *testing.T) {
	series := []ledger.Part{
		{From: "2026-01-01", Incidents: 2, Killed: ledger.Sides{All: ledger.Sum{Low: 5, Best: 8, High: 12}, Civilian: ledger.Sum{Best: 3}, Militant: ledger.Sum{Best: 9}}},
		{From: "2026-04-01", Incidents: 1, Killed: ledger.Sides{All: ledger.Sum{Low: 1, Best: 1, High: 1}}},
	}
	c := barChart(record.Killed, ledger.Month, series)
	if len(c.Bars) != 2 || c.Bars[1].X < c.Bars[0].X+2*c.Bars[0].Width {
		t.Fatalf("months without an incident have no room: %+v", c.Bars)
	}
	total := 0
	for _, p := range c.Bars[0].Parts {
		total += p.Best
	}
	if total != 8 {
		t.Errorf("the sides add up to %d", total)
	}
	if c.Bars[0].High > c.Bars[0].Low || c.Y[len(c.Y)-1].At > c.Bars[0].High {
		t.Errorf("ends: %+v, axis %+v", c.Bars[0], c.Y)
	}
	long := []ledger.Part{{From: "2000-01-01"}, {From: "2026-01-01"}}
	if c := barChart(record.Killed, ledger.Day, long); !c.TooMany {
		t.Error("26 years by day are drawn")
	}
	if c := barChart(record.Killed, ledger.Day, nil); c.TooMany || len(c.Bars) > 0 {
		t.Errorf("nothing is %+v", c)
	}
}

func TestAxes(t *testing.T) {
	for most, want := range map[int]string{0: "0 1", 1: "0 1", 4: "0 1 2 3 4", 37: "0 10 20 30 40", 2_500: "0 1\u202f000 2\u202f000 3\u202f000", 9_000_000: "0"} {
		_, ticks := countAxis(most, 100, 0)
		var labels []string
		for _, x := range ticks {
			labels = append(labels, x.Label)
		}
		if got := strings.Join(labels, " "); got != want && !(most == 9_000_000 && len(labels) < 12) {
			t.Errorf("up to %d: %s", most, got)
		}
	}
	from := time.Date(2026, 3, 12, 0, 0, 0, 0, time.UTC)
	if _, ticks := dayAxis(from, from, 0, 100); len(ticks) != 1 || ticks[0].At != 50 {
		t.Errorf("a single day: %+v", ticks)
	}
}
