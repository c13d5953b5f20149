package plot

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/ledger/scale"
	"github.com/tollbook/tollbook/policy"
)

func made(t *testing.T, reports int) *ledger.Ledger {
	t.Helper()
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	maker := scale.New(7)
	var filings []ledger.Filing
	for range reports {
		r := maker.Next()
		filings = append(filings, ledger.Filing{Report: r.Report, Record: r.Record})
	}
	if _, err := l.Add(context.WithoutCancel(t.Context()), filings); err != nil {
		t.Fatal(err)
	}
	return l
}

// Every chart is a picture that names and describes itself, the same bytes each time, and its table adds up to what the ledger has.
func TestCharts(t *testing.T) {
	l := made(t, 60)
	for _, k := range Kinds {
		c, err := Make(t.Context(), l, k[0], Options{Policy: policy.ACLED, Title: `Ours & <theirs>`})
		if err != nil {
			t.Errorf("%s: %v", k[0], err)
			continue
		}
		var svg, again, dots bytes.Buffer
		if err := errors.Join(c.SVG(&svg), c.SVG(&again), c.PNG(&dots)); err != nil {
			t.Errorf("%s: %v", k[0], err)
		}
		if !bytes.Equal(svg.Bytes(), again.Bytes()) {
			t.Errorf("%s: other bytes the second time", k[0])
		}
		for in := xml.NewDecoder(bytes.NewReader(svg.Bytes())); ; {
			if _, err := in.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", k[0], err)
			}
		}
		for _, want := range []string{`role="img"`, `<title id="title">Ours &amp; &lt;theirs&gt;</title>`, `<desc id="desc">`} {
			if !strings.Contains(svg.String(), want) {
				t.Errorf("%s: no %s", k[0], want)
			}
		}
		img, err := png.Decode(&dots)
		if err != nil || img.Bounds().Dx() != int(c.Width*zoom) {
			t.Errorf("%s: %v", k[0], err)
		}
		if n := sumOf(t, c, "incidents"); n == 0 || n > 60 {
			t.Errorf("%s: %d incidents", k[0], n)
		}
	}
	killed, err := Make(t.Context(), l, "killed", Options{Policy: policy.ACLED})
	if err != nil {
		t.Fatal(err)
	}
	provinces, err := Make(t.Context(), l, "provinces", Options{Policy: policy.ACLED})
	if err != nil {
		t.Fatal(err)
	}
	for ends, column := range map[string]string{"all_low": "killed_low", "all_best": "killed_best", "all_high": "killed_high", "incidents": "incidents"} {
		if a, b := sumOf(t, killed, ends), sumOf(t, provinces, column); a != b || a == 0 {
			t.Errorf("%s over time is %d, over provinces %d", ends, a, b)
		}
	}
}

func sumOf(t *testing.T, c *Chart, column string) (n int) {
	t.Helper()
	var b bytes.Buffer
	if err := c.CSV(&b); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range rows[0] {
		for _, row := range rows[1:] {
			if name == column {
				v, err := strconv.Atoi(row[i])
				if err != nil {
					t.Fatal(err)
				}
				n += v
			}
		}
	}
	return n
}

func TestRefused(t *testing.T) {
	l := made(t, 3)
	for name, tc := range map[string]struct {
		kind string
		o    Options
	}{"no such chart": {"pie", Options{}}, "no day": {"killed", Options{From: "soon"}}, "no period": {"killed", Options{From: "2026-03-02", To: "2026-03-01"}},
		"nothing": {"map", Options{Search: []string{"country:ISL"}}}, "no filter": {"map", Options{Search: []string{"nosuch:filter"}}}} {
		tc.o.Policy = policy.ACLED
		_, err := Make(t.Context(), l, tc.kind, tc.o)
		if q := (*ledger.QueryError)(nil); !errors.As(err, &q) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDashes(t *testing.T) {
	got := dashes([]point{{0, 0}, {10, 0}, {10, 5}}, []float64{4, 2})
	if len(got) != 3 || got[0][1] != (point{4, 0}) || got[1][0] != (point{6, 0}) || got[1][1] != (point{10, 0}) || got[2][0] != (point{10, 2}) {
		t.Errorf("%v", got)
	}
}

func TestRings(t *testing.T) {
	got := rings("M1.5-2l10 0 0 10-10 0ZM0 .5-1Z", 40)
	if len(got) != 1 || len(got[0]) != 4 || got[0][2] != (point{11.5, 48}) {
		t.Errorf("%v", got)
	}
}
