package export

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/ledger/scale"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

var update = flag.Bool("update", false, "write the golden files anew")

// made gives a ledger of made-up reports.
func made(tb testing.TB, reports int) *ledger.Ledger {
	tb.Helper()
	l, err := ledger.Open(tb.Context(), filepath.Join(tb.TempDir(), "ledger.db"))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = l.Close() })
	maker := scale.New(7)
	var filings []ledger.Filing
	for n := range reports {
		r := maker.Next()
		code(r.Record)
		filings = append(filings, ledger.Filing{Report: r.Report, Record: r.Record})
		if len(filings) == 500 || n == reports-1 {
			if _, err := l.Add(context.WithoutCancel(tb.Context()), filings); err != nil {
				tb.Fatal(err)
			}
			filings = nil
		}
	}
	return l
}

// code adds what made-up records leave out and tables of events ask for.
func code(rec *record.Record) {
	rec.Events[0].CAMEO = "190"
	for i := range rec.Actors {
		switch a := &rec.Actors[i]; a.Kind {
		case record.ArmedGroup:
			a.Sector, a.CAMEO = "REB", "REB"
		case record.People:
			a.Sector, a.CAMEO = "CVL", "CVL"
		}
	}
}

func written(t *testing.T, l *ledger.Ledger, name string, opt Options) ([]byte, *Result) {
	t.Helper()
	var b bytes.Buffer
	r, err := Write(t.Context(), l, ByName(name), opt, &b)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return b.Bytes(), r
}

// Every format gives the same bytes again, and those of its golden file.
func TestGolden(t *testing.T) {
	l := made(t, 12)
	for _, f := range Formats() {
		data, _ := written(t, l, f.Name, Options{})
		if again, _ := written(t, l, f.Name, Options{}); !bytes.Equal(data, again) {
			t.Errorf("%s: other bytes the second time", f.Name)
		}
		if f.Binary {
			continue
		}
		path := filepath.Join("testdata", f.Name+f.Extension)
		if *update {
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(data, want) {
			t.Errorf("%s is not as %s; go test ./export -run TestGolden -update writes it anew", f.Name, path)
		}
	}
}

// Tables have as many columns as their formats ask for, and the columns that other programs look for stand where they look.
func TestColumns(t *testing.T) {
	l := made(t, 12)
	for _, tc := range []struct {
		name    string
		comma   rune
		columns []string
		n       int
		places  map[int]string // counted from 1
	}{
		{"acled", ',', acledColumns, 31, map[int]string{1: "event_id_cnty", 6: "event_type", 23: "latitude", 29: "fatalities", 31: "timestamp"}},
		{"ucdp", ',', ucdpColumns, 49, map[int]string{1: "id", 6: "type_of_violence", 30: "latitude", 41: "deaths_a", 45: "best", 49: "gwnob"}},
		{"gtd", ',', gtdColumns, 135, map[int]string{1: "eventid", 30: "attacktype1_txt", 59: "gname", 99: "nkill", 135: "related"}},
		{"gdelt", '\t', gdeltColumns, 61, map[int]string{1: "GlobalEventID", 27: "EventCode", 30: "QuadClass", 52: "ActionGeo_Type", 57: "ActionGeo_Lat", 61: "SOURCEURL"}},
		{"gdelt-mentions", '\t', mentionColumns, 16, map[int]string{6: "MentionIdentifier", 16: "Extras"}},
		{"polecat", '\t', polecatColumns, 40, map[int]string{1: "Event ID", 24: "Placename", 29: "Latitude", 40: "Version"}},
		{"phoenix", '\t', phoenixColumns, 26, map[int]string{14: "EventCode", 19: "Lat", 26: "NewsSources"}},
	} {
		if len(tc.columns) != tc.n {
			t.Errorf("%s has %d columns, want %d", tc.name, len(tc.columns), tc.n)
			continue
		}
		for place, name := range tc.places {
			if tc.columns[place-1] != name {
				t.Errorf("%s: column %d is %s, want %s", tc.name, place, tc.columns[place-1], name)
			}
		}
		data, r := written(t, l, tc.name, Options{})
		in := csv.NewReader(bytes.NewReader(data))
		in.Comma, in.FieldsPerRecord, in.LazyQuotes = tc.comma, tc.n, tc.comma == '\t'
		rows, err := in.ReadAll()
		if err != nil {
			t.Errorf("%s: %v", tc.name, err)
		}
		left := 0
		for _, x := range r.Left {
			left += x.N
		}
		if len(rows)+left < r.Incidents {
			t.Errorf("%s: %d rows and %d left out, of %d incidents", tc.name, len(rows), left, r.Incidents)
		}
	}
}

func TestGeoJSON(t *testing.T) {
	data, r := written(t, made(t, 12), "geojson", Options{})
	var c struct {
		Type     string
		Features []struct {
			Type, ID   string
			Geometry   *struct{ Coordinates []float64 }
			Properties map[string]any
		}
	}
	if err := json.Unmarshal(data, &c); err != nil {
		t.Fatal(err)
	}
	if c.Type != "FeatureCollection" || len(c.Features) != r.Incidents {
		t.Fatalf("%s of %d features, want %d", c.Type, len(c.Features), r.Incidents)
	}
	for _, f := range c.Features {
		if f.Geometry != nil && (f.Geometry.Coordinates[0] != f.Properties["lon"] || f.Geometry.Coordinates[1] != f.Properties["lat"]) {
			t.Errorf("%s lies at %v", f.ID, f.Geometry.Coordinates)
		}
	}
}

// What is written for programs that calculate can be read back as the table of commas has it.
func TestReadBack(t *testing.T) {
	l := made(t, 12)
	table, r := written(t, l, "csv", Options{})
	want, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	data, _ := written(t, l, "parquet", Options{})
	lines, err := parquet.Read[line](bytes.NewReader(data), int64(len(data)))
	if err != nil || len(lines) != r.Incidents || lines[0].ID != want[1][0] {
		t.Errorf("parquet: %v, %d lines", err, len(lines))
	}
	data, _ = written(t, l, "xlsx", Options{})
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := f.GetRows("incidents")
	if err != nil || len(rows) != len(want) {
		t.Fatalf("xlsx: %v, %d rows, want %d", err, len(rows), len(want))
	}
	for i := range rows {
		if got := append(rows[i], make([]string, len(want[i])-len(rows[i]))...); !slices.Equal(got, want[i]) { // empty cells at the end are not there
			t.Errorf("xlsx: row %d is %q, want %q", i, got, want[i])
		}
	}
}

// A package gives a ledger with the same derived rows; a damaged one gives none.
func TestPackage(t *testing.T) {
	l := made(t, 40)
	dir := t.TempDir()
	path := filepath.Join(dir, "ledger.zip")
	var packed bytes.Buffer
	if err := Pack(t.Context(), l, &packed, "CC-BY-4.0"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, packed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	open := func(name string) *ledger.Ledger {
		x, err := ledger.Open(t.Context(), filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = x.Close() })
		return x
	}
	beside, to := open("beside.db"), open("to.db")
	if err := Unpack(t.Context(), path, beside); err != nil {
		t.Fatal(err)
	}
	if err := beside.Copy(t.Context(), to, func(int) {}); err != nil {
		t.Fatal(err)
	}
	var a, b, again bytes.Buffer
	if err := l.Dump(t.Context(), &a); err != nil {
		t.Fatal(err)
	}
	if err := to.Dump(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the ledger is another one")
	}
	if err := Pack(t.Context(), to, &again, "CC-BY-4.0"); err != nil || !bytes.Equal(packed.Bytes(), again.Bytes()) {
		t.Errorf("packed again it is another package: %v", err)
	}
	if err := os.WriteFile(path, packed.Bytes()[:packed.Len()/2], 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Unpack(t.Context(), path, open("none.db")); err == nil {
		t.Error("half a package was taken")
	}
}

// What a sheet could take for something else comes back as it was.
func TestSheetTexts(t *testing.T) {
	texts := []string{"A & B <c>", " spaces ", "_x000D_ and _x0041_", "_x", "two\nlines", "café", "a\x00b", strings.Repeat("é", longestCell+5)}
	want := append([]string{}, texts...)
	want[6], want[7] = "a\uFFFDb", strings.Repeat("é", longestCell)
	var b bytes.Buffer
	s, err := openXLSX(&b, nil)
	if err != nil {
		t.Fatal(err)
	}
	row := make([]any, len(texts))
	for i, x := range texts {
		row[i] = x
	}
	if err := errors.Join(s.(*sheet).put(row), s.close()); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := f.GetRows("incidents")
	if err != nil || len(rows) != 2 || !slices.Equal(rows[1], want) {
		t.Errorf("%v: got %.60q, want %.60q", err, rows, want)
	}
	for i, letters := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ"} {
		if got := column(i); got != letters {
			t.Errorf("column %d is %s, want %s", i, got, letters)
		}
	}
}

// A sheet that is full takes no more.
func TestSheetTooLong(t *testing.T) {
	s, err := openXLSX(io.Discard, nil)
	if err != nil {
		t.Fatal(err)
	}
	s.(*sheet).row = sheetRows
	if err := s.(*sheet).put(nil); !errors.Is(err, ErrTooLong) {
		t.Errorf("got %v", err)
	}
}

func TestHarmless(t *testing.T) {
	for cell, want := range map[string]string{"=1+1": "'=1+1", "-3.5": "-3.5", "@x": "'@x", "Gao": "Gao", "": ""} {
		if got := Harmless(cell); got != want {
			t.Errorf("%q becomes %q, want %q", cell, got, want)
		}
	}
	if got := oneLine("a\tb\nc"); got != "a b c" {
		t.Errorf("got %q", got)
	}
}

// An export that cannot be written, or is broken off, ends with what was wrong, and nothing goes on reading the ledger.
func TestBrokenOff(t *testing.T) {
	l := made(t, 600)
	full := errors.New("full")
	if _, err := Write(t.Context(), l, csvFormat, Options{}, failing{full}); !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	n := 0
	err := l.Export(ctx, ledger.Query{}, policy.ACLED, true, func(*ledger.Exported) error {
		if n++; n == 5 {
			stop()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || n < 5 {
		t.Errorf("got %v after %d", err, n)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

type nowhere struct{ most uint64 }

// Write looks how much memory is in use.
func (n *nowhere) Write(p []byte) (int, error) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	n.most = max(n.most, m.HeapAlloc)
	return len(p), nil
}

// The memory in use does not grow with the incidents that are written.
func TestMemoryIsFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("left out by -short: it files thousands of reports")
	}
	l := made(t, 3000)
	use := func(words ...string) uint64 {
		q, err := ledger.ParseQuery(words)
		if err != nil {
			t.Fatal(err)
		}
		runtime.GC()
		n := &nowhere{}
		if _, err := Write(t.Context(), l, jsonlFormat, Options{Query: q}, n); err != nil {
			t.Fatal(err)
		}
		return n.most
	}
	use()
	few, all := use("to:2015-01-15"), use()
	if all > few+64<<20 {
		t.Errorf("%d MB for a part, %d for all", few>>20, all>>20)
	}
}
