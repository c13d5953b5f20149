package export

import (
	"bufio"
	"encoding/json"
	"io"
	"reflect"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// A line is an incident in a table of our own: of commas, of a spreadsheet, or of Parquet.
type line struct {
	ID             string   `parquet:"id"`
	From           string   `parquet:"from,optional"`
	To             string   `parquet:"to,optional"`
	Type           string   `parquet:"type,optional"`
	Mode           string   `parquet:"mode,optional"`
	Country        string   `parquet:"country,optional"`
	Admin1         string   `parquet:"admin1_code,optional"`
	Place          string   `parquet:"place,optional"`
	Lat            *float64 `parquet:"lat,optional"`
	Lon            *float64 `parquet:"lon,optional"`
	Precision      int32    `parquet:"precision"`
	By             string   `parquet:"by,optional"`
	Against        string   `parquet:"against,optional"`
	ClaimedBy      string   `parquet:"claimed_by,optional"`
	BlamedOn       string   `parquet:"blamed_on,optional"`
	DeniedBy       string   `parquet:"denied_by,optional"`
	Policy         string   `parquet:"policy"`
	KilledLow      *int32   `parquet:"killed_low,optional"`
	KilledBest     *int32   `parquet:"killed_best,optional"`
	KilledHigh     *int32   `parquet:"killed_high,optional"`
	InjuredLow     *int32   `parquet:"injured_low,optional"`
	InjuredBest    *int32   `parquet:"injured_best,optional"`
	InjuredHigh    *int32   `parquet:"injured_high,optional"`
	CiviliansKill  *int32   `parquet:"civilians_killed_best,optional"`
	SecurityKilled *int32   `parquet:"security_killed_best,optional"`
	MilitantsKill  *int32   `parquet:"militants_killed_best,optional"`
	Reports        int32    `parquet:"reports"`
	Sources        int32    `parquet:"sources"`
	Grade          string   `parquet:"grade,optional"`
	FirstPublished string   `parquet:"first_published,optional"`
	LastPublished  string   `parquet:"last_published,optional"`
}

// lineColumns are the names of a line's columns.
var lineColumns = func() (names []string) {
	t := reflect.TypeFor[line]()
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("parquet"), ",")
		names = append(names, name)
	}
	return names
}()

func lineOf(e *exporting, x *incident) line {
	l := line{ID: x.ID, From: x.FirstDay, To: x.LastDay, Type: x.Type, Mode: x.Mode, Country: x.Country, Admin1: x.Admin1, Place: x.Place, Lat: x.Lat, Lon: x.Lon,
		Precision: int32(x.Precision), By: joined(x.did), Against: joined(x.suffered), ClaimedBy: joined(x.claimed), BlamedOn: joined(x.blamed), DeniedBy: joined(x.denied),
		Policy: string(e.Policy), Reports: int32(x.Reports), Sources: int32(x.Sources), Grade: x.Grade, FirstPublished: x.Published, LastPublished: x.Updated}
	l.KilledLow, l.KilledBest, l.KilledHigh = ends(x.KilledToll)
	l.InjuredLow, l.InjuredBest, l.InjuredHigh = ends(x.InjuredToll)
	_, l.CiviliansKill, _ = ends(x.Toll(record.Killed, record.Civilian))
	_, l.SecurityKilled, _ = ends(x.Toll(record.Killed, record.Security))
	_, l.MilitantsKill, _ = ends(x.Toll(record.Killed, record.Militant))
	return l
}

func joined(list []*record.Actor) string { return strings.Join(names(list), "; ") }

func ends(r *ledger.Range) (low, best, high *int32) {
	if r == nil {
		return nil, nil, nil
	}
	small := func(n *int) *int32 {
		if n == nil {
			return nil
		}
		v := int32(min(*n, 1<<31-1))
		return &v
	}
	return small(r.Low), small(r.Best), small(r.High)
}

// values gives a line's values: texts, numbers, and nil for what is not known.
func (l *line) values() []any {
	v := reflect.ValueOf(l).Elem()
	out := make([]any, v.NumField())
	for i := range out {
		switch x := v.Field(i).Interface().(type) {
		case *float64:
			if x != nil {
				out[i] = *x
			}
		case *int32:
			if x != nil {
				out[i] = *x
			}
		case string:
			if x != "" {
				out[i] = x
			}
		default:
			out[i] = x
		}
	}
	return out
}

// cells gives a line's values as they stand in a table of text, in the order of its columns.
func (l *line) cells() []string {
	number := func(n int32) string { return strconv.Itoa(int(n)) }
	known := func(n *int32) string {
		if n == nil {
			return ""
		}
		return number(*n)
	}
	return []string{l.ID, l.From, l.To, l.Type, l.Mode, l.Country, l.Admin1, l.Place, decimal(l.Lat), decimal(l.Lon), number(l.Precision),
		l.By, l.Against, l.ClaimedBy, l.BlamedOn, l.DeniedBy, l.Policy,
		known(l.KilledLow), known(l.KilledBest), known(l.KilledHigh), known(l.InjuredLow), known(l.InjuredBest), known(l.InjuredHigh),
		known(l.CiviliansKill), known(l.SecurityKilled), known(l.MilitantsKill), number(l.Reports), number(l.Sources), l.Grade, l.FirstPublished, l.LastPublished}
}

var csvFormat = &Format{Name: "csv", Extension: ".csv", Means: "a table of incidents, for spreadsheets and statistics", Policy: policy.ACLED,
	open: commas(func(e *exporting, x *incident) [][]string {
		l := lineOf(e, x)
		return [][]string{l.cells()}
	}, lineColumns)}

var jsonlFormat = &Format{Name: "jsonl", Extension: ".jsonl", Means: "one incident in JSON a line, with parties and all tolls", Policy: policy.ACLED,
	open: func(w io.Writer, e *exporting) (sink, error) { return &jsonLines{newLines(w), e}, nil }}

// lines writes JSON, one value a line.
type lines struct {
	out *bufio.Writer
	enc *json.Encoder
}

func newLines(w io.Writer) lines {
	out := bufio.NewWriterSize(w, 1<<16)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return lines{out, enc}
}

func (l lines) close() error { return l.out.Flush() }

type jsonLines struct {
	lines
	e *exporting
}

func (j *jsonLines) write(x *incident) error {
	return j.enc.Encode(struct {
		ledger.Listed
		Policy policy.Policy    `json:"policy"`
		Tolls  []ledger.Counted `json:"tolls"`
	}{x.Listed, j.e.Policy, append([]ledger.Counted{}, x.Tolls...)})
}

var geojsonFormat = &Format{Name: "geojson", Extension: ".geojson", Means: "a map: one feature an incident (RFC 7946)", Policy: policy.ACLED,
	open: func(w io.Writer, e *exporting) (sink, error) {
		g := &geojson{lines: newLines(w), e: e}
		_, err := g.out.WriteString(`{"type":"FeatureCollection","features":[` + "\n")
		return g, err
	}}

type geojson struct {
	lines
	e     *exporting
	wrote bool
}

type feature struct {
	Type       string    `json:"type"`
	ID         string    `json:"id"`
	Geometry   *geometry `json:"geometry"` // null where the place is not known
	Properties any       `json:"properties"`
}

type geometry struct {
	Type        string     `json:"type"`
	Coordinates [2]float64 `json:"coordinates"` // longitude first
}

func (g *geojson) write(x *incident) error {
	if g.wrote {
		if err := g.out.WriteByte(','); err != nil {
			return err
		}
	}
	g.wrote = true
	f := feature{Type: "Feature", ID: x.ID}
	if x.Lat != nil && x.Lon != nil {
		f.Geometry = &geometry{"Point", [2]float64{*x.Lon, *x.Lat}}
	}
	l := lineOf(g.e, x)
	f.Properties = ordered{lineColumns, l.values()}
	return g.enc.Encode(f)
}

func (g *geojson) close() error {
	if _, err := g.out.WriteString("]}\n"); err != nil {
		return err
	}
	return g.lines.close()
}

// ordered is a JSON object whose keys stand in an order.
type ordered struct {
	keys   []string
	values []any
}

// MarshalJSON writes the object.
func (o ordered) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i, k := range o.keys {
		if i > 0 {
			out = append(out, ',')
		}
		v, err := json.Marshal(o.values[i])
		if err != nil {
			return nil, err
		}
		out = append(append(strconv.AppendQuote(out, k), ':'), v...)
	}
	return append(out, '}'), nil
}
