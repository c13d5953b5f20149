package check

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// written gives the reports of testdata/corpus.txt, and what is expected of the totals among them.
func written(t *testing.T) (reports []*report.Report, expected map[string]string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "corpus.txt"))
	if err != nil {
		t.Fatal(err)
	}
	expected = map[string]string{}
	for paragraph := range strings.SplitSeq(string(data), "\n\n") {
		head, text, _ := strings.Cut(strings.TrimSpace(paragraph), "\n")
		fields := strings.Split(head, " | ")
		if strings.HasPrefix(head, "#") {
			continue
		}
		if len(fields) > 3 {
			expected[fields[0]] = fields[3]
		}
		reports = append(reports, &report.Report{ID: fields[0], Publisher: fields[1], Published: fields[2], Language: "en", Text: text, FromJSON: true})
	}
	return reports, expected
}

// filled gives a ledger with the written reports, in a file.
func filled(t *testing.T) (*ledger.Ledger, map[string]string) {
	t.Helper()
	return filledAt(t, filepath.Join(t.TempDir(), "ledger.db"))
}

func filledAt(t *testing.T, address string) (l *ledger.Ledger, expected map[string]string) {
	t.Helper()
	l, err := ledger.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	reports, expected := written(t)
	var filings []ledger.Filing
	for _, rep := range reports {
		filings = append(filings, ledger.Filing{Report: rep, Record: read.Read(rep, read.Options{})})
	}
	if _, err := l.Add(t.Context(), filings); err != nil {
		t.Fatal(err)
	}
	return l, expected
}

func findings(t *testing.T, l *ledger.Ledger, p policy.Policy, query ...string) map[string]*Finding {
	t.Helper()
	q, err := ledger.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*Finding{}
	err = Check(t.Context(), l, q, p, func(f *Finding) error {
		for _, id := range append([]string{f.Claim.Report}, f.Claim.Also...) {
			if out[id] != nil {
				t.Errorf("%s has two findings", id)
			}
			out[id] = f
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Every verdict comes out as the corpus says, with the figures that it says, on either database.
func TestVerdicts(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		l, expected := filled(t)
		verdicts(t, l, expected)
	})
	t.Run("postgres", func(t *testing.T) {
		address := os.Getenv("TOLLBOOK_TEST_POSTGRES")
		if address == "" {
			t.Skip("TOLLBOOK_TEST_POSTGRES names no server")
		}
		separator := "?"
		if strings.Contains(address, "?") {
			separator = "&"
		}
		l, expected := filledAt(t, fmt.Sprintf("%s%ssearch_path=test_%d", address, separator, rand.Uint64()))
		verdicts(t, l, expected)
	})
}

func verdicts(t *testing.T, l *ledger.Ledger, expected map[string]string) {
	t.Helper()
	got := findings(t, l, policy.ACLED)
	seen := map[Verdict]int{}
	for id, want := range expected {
		f := got[id]
		if f == nil {
			t.Errorf("%s: no finding, want %s", id, want)
			continue
		}
		seen[f.Verdict]++
		is := fmt.Sprintf("%s %s", f.Verdict, f.Why)
		if d := f.Documented; d != nil {
			is = fmt.Sprintf("%s %d %d %d", f.Verdict, d.Low, d.Best, d.High)
		}
		if verdict, why, _ := strings.Cut(want, " "); is != want && !(f.Documented == nil && string(f.Verdict) == verdict && strings.Contains(is, why)) {
			t.Errorf("%s: %s, want %s", id, is, want)
		}
		if strings.Contains(f.Why, "false") {
			t.Errorf("%s: calls a claim false", id)
		}
	}
	for id := range got {
		if expected[id] == "" {
			t.Errorf("%s: a finding that nobody expects", id)
		}
	}
	for _, v := range Verdicts {
		if seen[v] < 3 {
			t.Errorf("%d claims are %s", seen[v], v)
		}
	}
}

// What lies beside a claim: police beside soldiers, the attack two days after the month, what the claimant said before.
func TestBeside(t *testing.T) {
	l, _ := filled(t)
	got := findings(t, l, policy.ACLED, "country:PAK")
	year, march := got["t06"], got["t03"]
	if year == nil || march == nil {
		t.Fatal("a total is missing")
	}
	if year.Claim.Report == "t06" && !slices.Equal(year.Claim.Also, []string{"t12"}) || year.Claim.Report == "t12" && !slices.Equal(year.Claim.Also, []string{"t06"}) {
		t.Errorf("two papers print one claim, but it is of %s, also %v", year.Claim.Report, year.Claim.Also)
	}
	police := 0
	for _, x := range year.OutsideCategory {
		if x.Category == record.Security && slices.Contains(x.Who, "policemen") {
			police += x.Best
		}
	}
	if police != 6 {
		t.Errorf("%d policemen outside of the soldiers, want 6", police)
	}
	if len(march.OutsideWindow) != 1 || march.OutsideWindow[0].Best != 3 || march.OutsideWindow[0].From != "2024-04-02" {
		t.Errorf("just outside of March lies %+v", march.OutsideWindow)
	}
	own := year.Claimant
	if own.Incidents != 7 || own.Sum != 27 || own.Periods != 3 || own.PeriodSum != 27 || len(own.Earlier) != 3 {
		t.Errorf("the claimant's own: %+v", own)
	}
	if against := own.Earlier[2].Against; !strings.Contains(against, "more in a part of the time") {
		t.Errorf("twenty in March against fifteen in ten months: %q", against)
	}
	if year.ReportsOfWindow < 14 || *year.Gap != -12 || year.Beyond != 12 {
		t.Errorf("%d reports, gap %d, beyond %d", year.ReportsOfWindow, *year.Gap, year.Beyond)
	}
	open := findings(t, l, policy.ACLED, "id:s08")["s08"]
	if open == nil || !open.Documented.Open {
		t.Error("at least 12 is no upper end")
	}
}

// What a person decided of a figure is what is counted.
func TestJudgedFigure(t *testing.T) {
	l, _ := filled(t)
	a, err := l.Anchor(t.Context(), "p05/c1")
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range []string{"low", "best", "high"} {
		err := l.Judge(t.Context(), &ledger.Judgement{Author: "ada", Kind: ledger.Edit, Field: field, Value: []byte("18"), Target: []ledger.Anchor{a}})
		if err != nil {
			t.Fatal(err)
		}
	}
	if f := findings(t, l, policy.ACLED, "id:t03")["t03"]; f == nil || f.Verdict != Consistent || f.Documented.Best != 20 {
		t.Errorf("with 18 in place of 6: %+v", f)
	}
}

// Every policy gives a verdict, and none a documented range that is upside down.
func TestEveryPolicy(t *testing.T) {
	l, expected := filled(t)
	for _, p := range policy.Policies {
		got := findings(t, l, p)
		if len(got) != len(expected) {
			t.Errorf("%s: %d findings, want %d", p, len(got), len(expected))
		}
		for id, f := range got {
			if d := f.Documented; d != nil && (d.Low > d.Best || d.Best > d.High) {
				t.Errorf("%s, %s: %d, %d, %d", p, id, d.Low, d.Best, d.High)
			}
		}
	}
}

func TestClassOf(t *testing.T) {
	for who, want := range map[string]string{"soldiers": "army", "Pakistani soldiers": "army", "police officers": "police", "security personnel": "", "": "",
		"Frontier Corps personnel": "paramilitaries", "officers": "", "border guards": "paramilitaries", "customs inspectors": "inspector"} {
		if got := classOf(who, record.Security); got != want {
			t.Errorf("%q is of %q, want %q", who, got, want)
		}
	}
	if got := classOf("teachers", record.Civilian); got != "teacher" {
		t.Errorf("teachers are of %q", got)
	}
	if got := classOf("Taliban militants", record.Militant); got != "" {
		t.Errorf("militants are of %q", got)
	}
}

func TestAreaFits(t *testing.T) {
	number := func(n int) *int { return &n }
	degrees := func(x float64) *float64 { return &x }
	country := &record.Place{Name: "Mali", Country: "MLI", Feature: "PCLI", Precision: number(6)}
	region := &record.Place{Name: "Gao Region", Country: "MLI", Admin1Code: "09", Feature: "ADM1", Precision: number(4)}
	district := &record.Place{Name: "Ansongo", Country: "MLI", Admin1Code: "09", Admin2Code: "11", Feature: "ADM2", Precision: number(3)}
	town := &record.Place{Name: "Gao", Country: "MLI", Admin1Code: "09", Feature: "PPLA", Precision: number(1), Lat: degrees(16.27), Lon: degrees(-0.04)}
	part := &record.Place{Name: "Mali", Country: "MLI", Feature: "PCLI", Precision: number(5), Area: "north"}
	at := func(admin1, place string, precision int, lat, lon float64, districts ...string) *ledger.Documented {
		return &ledger.Documented{Summary: ledger.Summary{Country: "MLI", Admin1: admin1, Place: place, Lat: &lat, Lon: &lon}, Precision: precision, Districts: districts}
	}
	for _, x := range []struct {
		name  string
		place *record.Place
		d     *ledger.Documented
		want  fit
	}{
		{"country", country, at("09", "gao", 1, 16.27, -0.04), in},
		{"region", region, at("09", "gao", 1, 16.27, -0.04), in},
		{"other region", region, at("04", "mopti", 1, 14.5, -4.2), out},
		{"only the country is known", region, at("", "mali", 6, 18, -2), perhaps},
		{"district", district, at("09", "ansongo", 1, 15.66, 0.5, "11"), in},
		{"other district", district, at("09", "gao", 1, 16.27, -0.04, "12"), out},
		{"district not known", district, at("09", "gao region", 4, 16.27, -0.04), perhaps},
		{"town", town, at("09", "gao", 1, 16.27, -0.04), in},
		{"near the town", town, at("09", "haoussa foulane", 1, 16.4, -0.1), perhaps},
		{"elsewhere in the region", town, at("09", "ansongo", 1, 15.66, 0.5), out},
	} {
		a := areaOf(x.place)
		if a.Level == "" {
			t.Errorf("%s: %s", x.name, a.why)
		} else if got, _ := a.fits(x.d); got != x.want {
			t.Errorf("%s: %d, want %d", x.name, got, x.want)
		}
	}
	for _, p := range []*record.Place{nil, part, {Name: "Sahel"}} {
		if a := areaOf(p); a.Level != "" || a.why == "" {
			t.Errorf("%+v can be compared", p)
		}
	}
}

func TestFigures(t *testing.T) {
	n := func(n int) *int { return &n }
	for _, x := range []struct {
		bound          record.Bound
		low, best, top *int
		least, most    int
	}{
		{record.Exact, n(5), n(5), n(5), 5, 5}, {record.AtLeast, n(5), n(5), nil, 5, -1}, {record.UpTo, nil, n(40), n(40), 0, 40},
		{record.About, nil, n(200), nil, 180, 220}, {record.Between, n(5), nil, n(7), 5, 7}, {record.Vague, n(24), nil, nil, 24, -1},
	} {
		c := Claim{Bound: x.bound, Low: x.low, Best: x.best, High: x.top}
		if least, most := c.figures(); least != x.least || most != x.most {
			t.Errorf("%s: %d to %d, want %d to %d", x.bound, least, most, x.least, x.most)
		}
	}
}
