package archive

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/tollbook/tollbook/report"
)

type row struct {
	ID        string    `parquet:"id"`
	Publisher *string   `parquet:"publisher,optional,dict"`
	Published time.Time `parquet:"published,timestamp(millisecond)"`
	Text      string    `parquet:"text,zstd"`
	Desk      int64     `parquet:"desk"`
	Score     float64   `parquet:"score"`
	Tags      []string  `parquet:"tags,list"`
}

func parquetOf[T any](t testing.TB, rows []T) []byte {
	t.Helper()
	var out bytes.Buffer
	w := parquet.NewGenericWriter[T](&out, parquet.MaxRowsPerRowGroup(70))
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// parquetReports gives the reports of a file, and what went wrong.
func parquetReports(t testing.TB, data []byte) (reports []*report.Report, errs []string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "part.parquet")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if len(data) > 4 && string(data[:4]) == "PAR1" && !Is(path) {
		t.Error("is not taken for an archive")
	}
	for p := range Open(path, Options{MaxPiece: 1_000_000}) {
		rep, err := p.Report(report.Options{})
		if err != nil {
			errs = append(errs, p.Name+": "+err.Error())
			continue
		}
		reports = append(reports, rep)
	}
	return reports, errs
}

func TestParquet(t *testing.T) {
	post := "Bend Post"
	var rows []row
	for i := range 200 {
		r := row{ID: string(rune('a' + i%26)), Published: time.Date(2026, 3, 6, 10, 0, 0, 0, time.UTC), Text: "Gunmen killed three farmers in Gao.", Desk: 7, Score: .5, Tags: []string{"mali", "gao"}}
		if i%2 == 0 {
			r.Publisher = &post
		}
		rows = append(rows, r)
	}
	rows[150].Text = ""
	rows[151].Text = "\xff\xfe"
	reports, errs := parquetReports(t, parquetOf(t, rows))
	if len(reports) != 198 || len(errs) != 2 || !strings.Contains(errs[0], `row 151: "text" is missing`) || !strings.Contains(errs[1], "row 152: column \"text\": is no text in UTF-8") {
		t.Fatalf("%d reports, %q", len(reports), errs)
	}
	r := reports[0]
	if r.ID != "a" || r.Publisher != post || r.Published != "2026-03-06T10:00:00Z" || r.Text != rows[0].Text || string(r.Extra["desk"]) != "7" || string(r.Extra["score"]) != "0.5" || r.Extra["tags"] != nil {
		t.Errorf("%+v", r)
	}
	if reports[1].Publisher != "" {
		t.Errorf("%+v", reports[1])
	}
}

// Days, and the times of older programs, are read as such.
func TestParquetDays(t *testing.T) {
	type day struct {
		Text      string `parquet:"text"`
		Published int32  `parquet:"published,date"`
	}
	reports, errs := parquetReports(t, parquetOf(t, []day{{"Gunmen killed three farmers.", 20518}}))
	if len(reports) != 1 || len(errs) != 0 || reports[0].Published != "2026-03-06" {
		t.Errorf("%+v, %q", reports, errs)
	}
}

func TestBadParquet(t *testing.T) {
	type other struct {
		Body string `parquet:"body"`
	}
	good := parquetOf(t, []row{{ID: "a", Text: strings.Repeat("Gunmen killed three farmers. ", 100)}})
	cut := append([]byte(nil), good[:len(good)/2]...)
	twisted := append([]byte(nil), good...)
	for i := 8; i < len(twisted)-300; i += 7 {
		twisted[i] ^= 0x55
	}
	long := parquetOf(t, []row{{Text: strings.Repeat("a", 1_000_001)}, {Text: "Gunmen killed three farmers."}})
	for name, c := range map[string]struct {
		data []byte
		want string
		good int
	}{
		"of other columns": {parquetOf(t, []other{{"text"}}), `has no column "text"`, 0}, "cut off": {cut, "is damaged", 0}, "twisted": {twisted, "", 0},
		"a long row": {long, "row 1: is too long", 1}, "only its beginning": {[]byte("PAR1"), "is damaged", 0},
	} {
		reports, errs := parquetReports(t, c.data)
		if len(errs) == 0 || !strings.Contains(errs[0], c.want) || len(reports) != c.good {
			t.Errorf("%s: %v, %q", name, reports, errs)
		}
	}
}

// A file of which one text is that of thousands of rows is left.
func TestParquetBomb(t *testing.T) {
	type row struct {
		Text string `parquet:"text,dict,zstd"`
	}
	rows := make([]row, 2_000)
	for i := range rows {
		rows[i].Text = strings.Repeat("a", 100_000)
	}
	var out bytes.Buffer
	w := parquet.NewGenericWriter[row](&out)
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	reports, errs := 0, []string{}
	path := filepath.Join(t.TempDir(), "bomb.parquet")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	for p := range Open(path, Options{MaxPiece: 1_000_000}) {
		if reports++; p.Err != nil {
			errs = append(errs, p.Err.Error())
		}
	}
	if len(errs) != 1 || !strings.Contains(errs[0], "times its size") || reports == 2_000 {
		t.Errorf("%d bytes, %d pieces: %q", out.Len(), reports, errs)
	}
}

func FuzzParquet(f *testing.F) {
	f.Add(parquetOf(f, []row{{ID: "a", Text: "Gunmen killed three farmers."}, {Text: "Two."}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		parquetReports(t, data)
	})
}
