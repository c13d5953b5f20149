package recorder

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/tollbook/tollbook/countries"
)

// A row is one of a table, with the first fault that was found in it.
type row struct {
	cells map[string]string
	fault string
}

func (r *row) fail(why string) {
	if r.fault == "" {
		r.fault = why
	}
}

// first gives the first cell that is not empty of some columns.
func (r *row) first(columns ...string) string {
	for _, c := range columns {
		if r.cells[c] != "" {
			return r.cells[c]
		}
	}
	return ""
}

// clean reads a cell: letters that are no UTF-8 as Windows-1252, in which the GTD is published; without the mark that keeps a spreadsheet from
// taking a cell for a formula; and without what steers a terminal.
func clean(cell string) string {
	if !utf8.ValidString(cell) {
		if s, err := charmap.Windows1252.NewDecoder().String(cell); err == nil {
			cell = s
		}
	}
	cell = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r == '\r' {
			return ' '
		}
		if r < ' ' || r == 0x7F {
			return -1
		}
		return r
	}, cell)
	if len(cell) > 1 && cell[0] == '\'' && strings.IndexByte("=+-@ ", cell[1]) >= 0 {
		cell = cell[1:]
	}
	return strings.TrimSpace(cell)
}

// mostDead is more than any incident has.
const mostDead = 10_000_000

// count reads a number of people. The GTD parts totals over attacks, so that a number may have a fraction; it is rounded.
func (r *row) count(columns ...string) *int {
	s := r.first(columns...)
	if s == "" {
		return nil
	}
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(x) || x < 0 || x > mostDead {
		r.fail(fmt.Sprintf("%s is %s, which is no number of people", columns[0], strconv.Quote(short(s))))
		return nil
	}
	n := int(math.Round(x))
	return &n
}

// code reads a small number, 0 for none.
func (r *row) code(column string, most int) int {
	s := r.cells[column]
	if s == "" {
		return 0
	}
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || x != math.Trunc(x) || x < 0 || x > float64(most) {
		r.fail(fmt.Sprintf("%s is %s, and goes to %d", column, strconv.Quote(short(s)), most))
		return 0
	}
	return int(x)
}

// point reads latitude and longitude; both or none.
func (r *row) point() (lat, lon *float64) {
	a, b := r.cells["latitude"], r.cells["longitude"]
	if a == "" || b == "" {
		return nil, nil
	}
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil || !(x >= -90 && x <= 90 && y >= -180 && y <= 180) {
		r.fail(fmt.Sprintf("latitude and longitude are %s and %s, which is no point", strconv.Quote(short(a)), strconv.Quote(short(b))))
		return nil, nil
	}
	return &x, &y
}

// dayForms are the ways in which the tables write days.
var dayForms = []string{time.DateOnly, "2006-01-02 15:04:05.000", "2006-01-02 15:04:05", time.RFC3339, "2 January 2006", "02-Jan-06", "2-Jan-2006"}

// day reads a day; the zero time where it is none.
func (r *row) day(column string) time.Time {
	s := r.cells[column]
	if s == "" {
		return time.Time{}
	}
	for _, form := range dayForms {
		if t, err := time.Parse(form, s); err == nil && t.Year() > 1000 {
			return t
		}
	}
	r.fail(fmt.Sprintf("%s is %s, which is no day", column, strconv.Quote(short(s))))
	return time.Time{}
}

// date writes a day; empty for none.
func date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// names parts a list of actors.
func (r *row) names(columns ...string) (out []string) {
	for _, c := range columns {
		for name := range strings.SplitSeq(r.cells[c], ";") {
			if name = strings.TrimSpace(name); name != "" {
				out = append(out, name)
			}
		}
	}
	return out
}

// formerly are names by which recorders call states, and which are in no list of today's names.
var formerly = map[string]string{"dr congo": "COD", "democratic republic of congo": "COD", "republic of the congo": "COG", "bosnia-herzegovina": "BIH", "slovak republic": "SVK", "vatican city": "VAT",
	"kingdom of eswatini": "SWZ", "west bank and gaza strip": "PSE", "macau": "MAC", "east timor": "TLS", "rhodesia": "ZWE", "zaire": "COD", "macedonia, fyr": "MKD", "macedonia": "MKD"}

// countryOf gives the code of a country's name: "Yemen (North Yemen)" is Yemen.
func countryOf(name string) string {
	bare, _, _ := strings.Cut(name, " (")
	for _, n := range []string{name, bare} {
		if c := countries.ByName(n); c != nil {
			return c.Alpha3
		}
		if code := formerly[strings.ToLower(n)]; code != "" {
			return code
		}
	}
	return ""
}

// short cuts what may be long.
func short(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
