package ledger

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/report"
)

func parsed(t testing.TB, line string) Query {
	t.Helper()
	q, err := ParseSearch(line)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// disputes are reports that name who did what to whom, who says so and who denies it.
func disputes() []*report.Report {
	var out []*report.Report
	for i, x := range []struct{ publisher, day, text string }{
		{"Lake Post", "2024-05-07", "Gunmen killed four villagers in Mopti in Mali on Monday, the governor said. Governor Adama Sow accused the Front of Dawn of the attack."},
		{"Rift Courier", "2024-05-08", "Monday's attack in Mopti, Mali, killed six villagers, a hospital official said on Tuesday. Gunmen came on motorcycles."},
		{"Lake Post", "2024-05-09", "The toll of Monday's attack on villagers in Mopti, Mali, has risen to seven dead, Governor Adama Sow said on Wednesday."},
		{"Hill Herald", "2024-06-11", "Soldiers shot dead three protesters in Segou, Mali, on Monday, witnesses said. The army denied it. \"We fired at nobody,\" said army spokesman Issa Kone."},
		{"Plain Times", "2024-06-11", "Soldiers shot dead three protesters in Segou, Mali, on Monday, witnesses said. The army denied it. \"We fired at nobody,\" said army spokesman Issa Kone."},
	} {
		out = append(out, &report.Report{ID: fmt.Sprintf("d%d", i), Publisher: x.publisher, Published: x.day, Language: "en", Text: x.text, FromJSON: true})
	}
	return out
}

// What a list tells of an incident is what its page tells.
func TestListedAsShown(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, readAll(disputes()), 2)
		add(t, l, corpus(), 7)
		for _, p := range policy.Policies {
			page, err := l.IncidentsPage(t.Context(), Query{}, p, ByDay, Page{Limit: 100})
			if err != nil {
				t.Fatal(err)
			}
			if page.Total != len(page.Incidents) || page.Total < 12 {
				t.Errorf("%d incidents of %d", len(page.Incidents), page.Total)
			}
			for _, got := range page.Incidents {
				want, err := l.Incident(t.Context(), got.ID)
				if err != nil {
					t.Fatal(err)
				}
				if got.Grade != want.Grading.Grade || got.Sources != want.Independent || got.Updated != want.Sources[len(want.Sources)-1].Published {
					t.Errorf("%s: %s, %d sources, updated %s; its page tells %s, %d", got.ID, got.Grade, got.Sources, got.Updated, want.Grading.Grade, want.Independent)
				}
				for _, total := range want.Totals {
					if total.Policy == p && total.Category == policy.Everybody && total.Kind == "killed" {
						if shown, is := fmt.Sprint(rangeText(got.KilledToll)), rangeText(&Range{total.Low, total.Best, total.High}); shown != is {
							t.Errorf("%s, %s: killed %s, its page tells %s", got.ID, p, shown, is)
						}
					}
				}
			}
		}
	})
}

func rangeText(r *Range) string {
	if r == nil || r.Empty() {
		return "none"
	}
	return orNone(r.Low) + "/" + orNone(r.Best) + "/" + orNone(r.High)
}

// In memory a search finds what the database finds.
func TestShelfFindsTheSame(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, readAll(disputes()), 2)
		add(t, l, corpus(), 9)
		found := 0
		for _, line := range []string{"", "country:MLI", "from:2024-03-10", "to:2024-03-10", "month:2024-04", "killed:>=9", "injured:<3", "reports:3", "sources:>1", "grade:fair", "grade:weak",
			"mode:bombing", "type:assault", "place:gao", "near:16.27,-0.04,50", "judge", "publisher:wire", "actor:governor", "id:r04", "kind:killed", "category:civilian", "by:gunmen",
			"against:soldiers", "speaker:governor", "act:inform", "act:deny country:MLI", "category:security killed:>3 month:2024-03", "motorcycle country:COL by:gunmen", "about:army",
			"near:16.27,-0.04,50 gunmen", "publisher:post grade:fair"} {
			q := parsed(t, line)
			want := map[string]bool{}
			if err := l.Incidents(t.Context(), q, 0, func(s Summary) error { want[s.ID] = true; return nil }); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			page, err := l.IncidentsPage(t.Context(), q, policy.ACLED, ByDay, Page{Limit: 1000})
			if err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			for _, x := range page.Incidents {
				if !want[x.ID] {
					t.Errorf("%s: %s is found in memory alone", line, x.ID)
				}
				delete(want, x.ID)
			}
			if len(want) > 0 {
				t.Errorf("%s: %v are not found in memory", line, want)
			}
			found += min(page.Total, 1)
		}
		if found < 24 {
			t.Errorf("only %d searches find anything", found)
		}
	})
}

// The number of a ledger changes with every write and with nothing else, whoever writes; what is kept in memory follows.
func TestGeneration(t *testing.T) {
	check := func(t *testing.T, l, other *Ledger) {
		number := func(l *Ledger) int64 {
			n, err := l.Generation(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		total := func() int {
			page, err := l.IncidentsPage(t.Context(), Query{}, policy.ACLED, ByDay, Page{})
			if err != nil {
				t.Fatal(err)
			}
			return page.Total
		}
		first := number(l)
		if total() != 0 || number(l) != first {
			t.Error("reading changes the number, or an empty ledger has incidents")
		}
		given := readAll(attacks()) // judgements change records: not the shared ones
		for i := 0; i < len(given); i += 6 {
			before := number(l)
			add(t, other, given[i:i+6], 6)
			if number(l) == before {
				t.Error("the number stays while another files reports")
			}
			shown, fresh := total(), 0
			if err := l.Incidents(t.Context(), Query{}, 0, func(Summary) error { fresh++; return nil }); err != nil || shown != fresh {
				t.Errorf("%d incidents in memory, %d in the ledger (%v)", shown, fresh, err)
			}
		}
		// Joined by a person, and parted again.
		before, was := number(l), total()
		same := Judgement{Author: "ada", Kind: Same, Target: []Anchor{anchor(t, given[0]), anchor(t, given[3])}, Reason: "a test"}
		if err := other.Judge(t.Context(), &same); err != nil {
			t.Fatal(err)
		}
		if number(l) == before || total() != was-1 {
			t.Errorf("%d incidents after two were joined, of %d", total(), was)
		}
		if err := other.Judge(t.Context(), &Judgement{Author: "ada", Kind: Undo, Undoes: same.ID}); err != nil {
			t.Fatal(err)
		}
		if total() != was {
			t.Errorf("%d incidents after all was undone, want %d", total(), was)
		}
		sameShelf(t, l)
	}
	t.Run("sqlite", func(t *testing.T) { l := newSQLite(t); check(t, l, opened(t, l.Name())) })
	t.Run("postgres", func(t *testing.T) {
		address := postgresAddress(t)
		check(t, opened(t, address), opened(t, address))
	})
}

// sameShelf fails if what is in memory, which followed the changes, differs from what is read at once.
func sameShelf(t *testing.T, l *Ledger) {
	t.Helper()
	followed, err := l.shelf(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := l.nextShelf(t.Context(), nil, followed.generation)
	if err != nil {
		t.Fatal(err)
	}
	if len(fresh.entries) != len(followed.entries) {
		t.Fatalf("%d incidents, want %d", len(followed.entries), len(fresh.entries))
	}
	for i := range fresh.entries {
		a, b := *followed.entries[i], *fresh.entries[i]
		if x, y := fmt.Sprintf("%+v", plainly(&a)), fmt.Sprintf("%+v", plainly(&b)); x != y {
			t.Errorf("\n got %s\nwant %s", x, y)
		}
	}
}

// plainly gives an entry whose text tells its numbers and not where they are kept.
func plainly(e *entry) string {
	return fmt.Sprint(e.ID, e.Days(), e.What(), e.Where(), e.Grade, e.Sources, e.Precision, e.Reports, orNone(e.Killed), orNone(e.Injured), e.Parties, e.tolls, e.coverage, e.Updated)
}

// A text that is made from two others makes them one source, also for an incident that it does not tell of.
func TestJoinedTexts(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		filings := readAll(attacks()[:4])
		add(t, l, filings, 4)
		shas := []string{filings[0].Report.SHA256(), filings[2].Report.SHA256()}
		var id string
		for r, incident := range incidentsOf(t, l) {
			if r == "r00" {
				id = incident
			}
		}
		sources := func() int {
			page, err := l.IncidentsPage(t.Context(), parsed(t, "id:"+id), policy.ACLED, ByDay, Page{})
			if err != nil || page.Total != 1 {
				t.Fatal(err, page)
			}
			return page.Incidents[0].Sources
		}
		if n := sources(); n != 2 {
			t.Fatalf("%d sources, want 2", n)
		}
		// As if the text of the shooting were what both were made from.
		err := l.update(t.Context(), func(tx *transaction) error {
			var rows [][]any
			third := filings[3].Report.SHA256()
			for _, s := range shas {
				rows = append(rows, []any{min(s, third), max(s, third), "copy", 0.9})
			}
			if err := tx.insert(noRow, "INSERT INTO copy (a, b, kind, share) VALUES ?", rows); err != nil {
				return err
			}
			touched := newTouched()
			if err := tx.readAgain(third, touched); err != nil {
				return err
			}
			return tx.relink(touched)
		})
		if err != nil {
			t.Fatal(err)
		}
		if n := sources(); n != 1 {
			t.Errorf("%d sources, want 1", n)
		}
	})
}

func TestOverview(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, corpus(), 9)
		for _, c := range []struct {
			step Step
			want string
		}{
			{Month, "2024-03-01 6 killed 60 to 60, 2024-04-01 6 killed 6 to 6"},
			{Week, "2024-03-04 6 killed 60 to 60, 2024-04-08 6 killed 6 to 6"},
			{Day, "2024-03-04 6 killed 60 to 60, 2024-04-12 6 killed 6 to 6"},
		} {
			o, err := l.Overview(t.Context(), Query{}, policy.All, c.step)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range o.Series {
				got = append(got, fmt.Sprintf("%s %d killed %d to %d", p.From, p.Incidents, p.Killed.All.Low, p.Killed.All.High))
			}
			if strings.Join(got, ", ") != c.want {
				t.Errorf("%s: %s, want %s", c.step, strings.Join(got, ", "), c.want)
			}
			if o.Incidents != 12 || o.Undated != 0 || o.From != "2024-03-04" || o.To != "2024-04-12" || len(o.Latest) != 10 || o.Latest[0].FirstDay != "2024-04-12" || len(o.Countries) != 6 {
				t.Errorf("%s: %+v", c.step, o)
			}
			if o.Killed.All.High != 66 || o.Killed.Security.High == 0 || o.Killed.Civilian.High == 0 {
				t.Errorf("%s: killed %+v", c.step, o.Killed)
			}
		}
		o, err := l.Overview(t.Context(), parsed(t, "country:MLI month:2024-03"), policy.ACLED, Month)
		if err != nil || o.Incidents != 1 || o.Reports != 3 || len(o.Places) != 1 || o.Places[0].Country != "MLI" {
			t.Errorf("of Mali in March: %+v, %v", o, err)
		}
	})
}

func TestIncidentsPage(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, corpus(), 9)
		for _, order := range []Order{ByDay, ByKilled, BySources, ByUpdated} {
			var all []string
			for offset := 0; offset < 12; offset += 5 {
				page, err := l.IncidentsPage(t.Context(), Query{}, policy.ACLED, order, Page{Offset: offset, Limit: 5})
				if err != nil || page.Total != 12 || len(page.Incidents) != min(5, 12-offset) {
					t.Fatalf("%s: %+v, %v", order, page, err)
				}
				for _, x := range page.Incidents {
					all = append(all, x.ID)
				}
			}
			if slices.Sort(all); len(slices.Compact(all)) != 12 {
				t.Errorf("%s: pages overlap", order)
			}
		}
		page, err := l.IncidentsPage(t.Context(), Query{}, policy.ACLED, ByKilled, Page{Limit: 2})
		if err != nil || *page.Incidents[0].KilledToll.Best < *page.Incidents[1].KilledToll.Best || page.Incidents[0].Country != "COL" {
			t.Errorf("most killed: %+v, %v", page, err)
		}
		if f := page.Facets; len(f.Country) != 6 || f.Country[0].Count != 2 || f.Month[0] != (Facet{"2024-03", 6}) || f.Grade[0].Count != 6 || len(f.Mode) < 2 {
			t.Errorf("facets %+v", f)
		}
		points := 0
		if err := l.Points(t.Context(), parsed(t, "country:MLI"), policy.ACLED, func(p *Point) error { points++; return nil }); err != nil || points != 2 {
			t.Errorf("%d points, want 2 (%v)", points, err)
		}
		if _, err := l.IncidentsPage(t.Context(), Query{}, "guess", ByDay, Page{}); err == nil {
			t.Error("a policy that there is not was taken")
		}
	})
}

func TestStatements(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, readAll(disputes()), 2)
		all, err := l.Statements(t.Context(), Query{}, Page{Limit: 100})
		if err != nil || all.Total < 6 || all.Total != len(all.Statements) {
			t.Fatalf("%+v, %v", all, err)
		}
		for i, s := range all.Statements {
			if s.Text == "" || s.Day == "" || i > 0 && s.Day > all.Statements[i-1].Day {
				t.Errorf("statement %+v", s)
			}
		}
		for line, want := range map[string]string{"speaker:kone": "We fired at nobody", "act:deny": "it", "speaker:sow month:2024-05": "seven dead", "act:deny month:2024-05": "", "speaker:sow to:2024-05-07": "", "speaker:sow publisher:lake": "seven dead"} {
			page, err := l.Statements(t.Context(), parsed(t, line), Page{})
			if err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			var texts []string
			for _, s := range page.Statements {
				texts = append(texts, s.Text)
			}
			if got := strings.Join(texts, " | "); want != "" && !strings.Contains(got, want) || want == "" && strings.Contains(got, "seven dead") {
				t.Errorf("%s: %q, want %q", line, got, want)
			}
		}
		speakers, err := l.Speakers(t.Context(), Query{}, Page{})
		if err != nil || speakers.Total < 3 || speakers.Speakers[0].Statements < speakers.Speakers[speakers.Total-1].Statements {
			t.Errorf("%+v, %v", speakers, err)
		}
	})
}

func TestActors(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, readAll(disputes()), 2)
		add(t, l, corpus(), 9)
		all, err := l.Actors(t.Context(), Query{}, "", Page{Limit: 100})
		if err != nil || all.Total < 5 {
			t.Fatalf("%+v, %v", all, err)
		}
		some, err := l.Actors(t.Context(), Query{}, "gunm", Page{})
		if err != nil || some.Total != 1 || some.Actors[0].Did != 7 {
			t.Errorf("gunmen: %+v, %v", some, err)
		}
		page, err := l.Actor(t.Context(), "gunmen", Query{}, policy.All)
		if err != nil || len(page.Did) != 7 || page.Killed.All.High != 13 || len(page.Against) < 2 {
			t.Errorf("gunmen: %+v, %v", page, err)
		}
		if _, err := l.Actor(t.Context(), "nobody at all", Query{}, policy.All); !errors.Is(err, ErrNoActor) {
			t.Errorf("nobody: %v", err)
		}
		graph, err := l.ActorGraph(t.Context(), Query{}, policy.All, 0)
		if err != nil || len(graph.Edges) < 2 || graph.Edges[0].Incidents != 6 || graph.Edges[0].From != "gunmen" || len(graph.Nodes) < 3 {
			t.Errorf("%+v, %v", graph, err)
		}
	})
}

func TestPublishers(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, readAll(disputes()), 2)
		all, err := l.Publishers(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range all {
			got = append(got, fmt.Sprintf("%s: %d reports, %d of %d first, %d corrected", p.Name, p.Reports, p.First, p.Shared, p.Corrected))
		}
		want := []string{"Lake Post: 2 reports, 1 of 1 first, 1 corrected", "Hill Herald: 1 reports, 0 of 0 first, 0 corrected", "Plain Times: 1 reports, 0 of 0 first, 0 corrected", "Rift Courier: 1 reports, 0 of 1 first, 0 corrected"}
		if !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
		wires, err := l.WireFamilies(t.Context())
		if err != nil || !slices.Equal(wires, []Wire{{"Hill Herald", "Plain Times", 1, 0, 0}}) {
			t.Errorf("%+v, %v", wires, err)
		}
	})
}

func TestReportPage(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, readAll(attacks()), 9)
		x, err := l.Report(t.Context(), "r00", policy.All)
		if err != nil {
			t.Fatal(err)
		}
		if x.Publisher != "Wire One" || !slices.ContainsFunc(x.Family, func(k Kin) bool { return k.Report == "r01" && k.Kind == "same" }) || len(x.Incidents) == 0 || !x.Incidents[0].Main || x.Record == nil {
			t.Errorf("%+v", x)
		}
		if again, err := l.Report(t.Context(), x.Key, policy.All); err != nil || again.Report != "r00" {
			t.Errorf("by its key: %+v, %v", again, err)
		}
		if _, err := l.Report(t.Context(), "r99", policy.All); !errors.Is(err, ErrNoReport) {
			t.Errorf("none: %v", err)
		}
	})
}

func TestSuggest(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, corpus(), 9)
		for prefix, want := range map[string]string{"count": "country:", "country:m": "country:MLI", "mali": "country:MLI", "gunm": "by:gunmen", "place:qu": "place:quetta", "wire": `publisher:"wire one"`, "grade:f": "grade:fair", "mode:sh": "mode:shooting", "zzz": ""} {
			list, err := l.Suggest(t.Context(), prefix)
			if err != nil {
				t.Fatal(err)
			}
			texts := []string{}
			for _, s := range list {
				texts = append(texts, s.Text)
				if strings.HasSuffix(s.Text, ":") {
					continue
				}
				if _, err := ParseSearch(s.Text); err != nil {
					t.Errorf("%s is not understood: %v", s.Text, err)
				}
			}
			if want != "" && !slices.Contains(texts, want) || want == "" && len(texts) > 0 {
				t.Errorf("%s: %v, want %s", prefix, texts, want)
			}
		}
	})
}

func TestSplitSearch(t *testing.T) {
	for line, want := range map[string]string{"a b": "a|b", `"a b" c`: "a b|c", `place:"al bab" x`: "place:al bab|x", "killed:'>=5'": "killed:>=5", "army's post": "army's|post", "  ": "", `"open a`: "open a", `x:''`: "x:"} {
		if got := strings.Join(SplitSearch(line), "|"); got != want {
			t.Errorf("%s: %s, want %s", line, got, want)
		}
	}
}

// What is said on an incident is what its reports say, each once.
func TestStatementsOn(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		add(t, l, readAll(disputes()), 2)
		page, err := l.IncidentsPage(t.Context(), parsed(t, "place:segou"), policy.ACLED, ByDay, Page{})
		if err != nil || len(page.Incidents) == 0 {
			t.Fatalf("%+v, %v", page, err)
		}
		id := page.Incidents[0].ID
		said, err := l.StatementsOn(t.Context(), id)
		if err != nil || len(said) == 0 {
			t.Fatalf("%+v, %v", said, err)
		}
		seen := map[string]bool{}
		for _, s := range said {
			if seen[s.Report+s.ID] || s.Main != id {
				t.Errorf("%+v", s)
			}
			seen[s.Report+s.ID] = true
		}
	})
}

// A request that is given up does not spoil the answer of others.
func TestGivenUp(t *testing.T) {
	l := newSQLite(t)
	add(t, l, corpus(), 9)
	gone, stop := context.WithCancel(t.Context())
	stop()
	_, _ = l.Statements(gone, Query{}, Page{})
	if page, err := l.Statements(t.Context(), Query{}, Page{}); err != nil || page.Total == 0 {
		t.Errorf("%+v, %v", page, err)
	}
}

// disputed gives made-up records in which actors speak, blame each other, claim and deny, and correct their figures.
func disputed(filings []Filing) []Filing {
	for n := range speaking(filings) {
		rec := filings[n].Record
		e := &rec.Events[0]
		ids := make([]string, len(rec.Actors))
		for i := range ids {
			ids[i] = rec.Actors[i].ID
		}
		// Copies of a text have its record.
		switch h := rec.Report.SHA256[0]; {
		case len(ids) < 2:
		case h < '3':
			e.ClaimedBy = ids[:1]
		case h < '6':
			e.BlamedBy = [][2]string{{ids[0], ids[1]}}
		case h < '8':
			e.BlamedBy, e.DeniedBy = [][2]string{{ids[0], ids[1]}}, ids[1:2]
		}
	}
	return filings
}

// Tolls, grades, parties, statements and coverage are the same in any order and batches, on either database, and what is kept in memory follows.
func TestOrderOfPages(t *testing.T) {
	size := 250
	first := newSQLite(t)
	add(t, first, disputed(madeUp(size)), size)
	want := dump(t, first)
	for _, table := range []string{"toll", "party", "statement", "telling", "actor"} {
		if strings.Count(want, `["`+table+`",`) < size/2 {
			t.Errorf("there are too few rows of %s", table)
		}
	}
	both(t, func(t *testing.T, l *Ledger) {
		shuffled := disputed(madeUp(size))
		rng := rand.New(rand.NewPCG(3, 9))
		rng.Shuffle(size, func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		for len(shuffled) > 0 {
			n := min(1+rng.IntN(40), len(shuffled))
			add(t, l, shuffled[:n], n)
			shuffled = shuffled[n:]
			sameShelf(t, l)
		}
		if got := dump(t, l); got != want {
			t.Errorf("other rows\n%s", firstDifference(got, want))
		}
		page, err := l.IncidentsPage(t.Context(), Query{}, policy.ACLED, ByDay, Page{})
		if err != nil || len(page.Facets.Grade) < 4 {
			t.Errorf("grades %+v, %v", page.Facets.Grade, err)
		}
	})
}

// Pages are read while reports are filed.
func TestReadWhileFiling(t *testing.T) {
	l := newSQLite(t)
	filings := disputed(madeUp(120))
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				_, err := l.Overview(t.Context(), Query{}, policy.UCDP, Week)
				_, err2 := l.ActorGraph(t.Context(), Query{}, policy.All, 10)
				_, err3 := l.Statements(t.Context(), Query{}, Page{Limit: 5})
				_, err4 := l.Suggest(t.Context(), "ma")
				if err := errors.Join(err, err2, err3, err4); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	add(t, l, filings, 10)
	close(done)
	readers.Wait()
	sameShelf(t, l)
}
