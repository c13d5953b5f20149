// Package recorder reads the tables of others who record political violence: ACLED, UCDP's GED and the GTD. What they document is kept as theirs,
// and nothing of ours follows from it.
package recorder

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// A Class is what sort of event a row tells of, as far as recorders have it in common.
type Class string

// The classes.
const (
	Violence Class = "violence"
	Riot     Class = "riot" // violence, or a protest
	Protest  Class = "protest"
	Other    Class = "other"
)

// An Incident is one as another recorder documents it.
type Incident struct {
	Recorder    string   `json:"recorder"` // "acled"
	ID          string   `json:"id"`       // the recorder's own
	From        string   `json:"from"`     // the first day on which it may have begun
	To          string   `json:"to"`       // the last day
	Type        string   `json:"type"`     // in the recorder's own words
	Class       Class    `json:"class"`
	Country     string   `json:"country"` // ISO 3166 alpha-3; empty where the name below is none of today's
	CountryName string   `json:"country_name"`
	Admin1      string   `json:"admin1"`
	Admin2      string   `json:"admin2"`
	Place       string   `json:"place"`
	Lat         *float64 `json:"lat"`
	Lon         *float64 `json:"lon"`
	Precision   int      `json:"precision"` // of the place, as UCDP's where_prec; 0 where not known
	SideA       []string `json:"side_a"`
	SideB       []string `json:"side_b"`
	Low         *int     `json:"low"` // killed; one number where the recorder has no range
	Best        *int     `json:"best"`
	High        *int     `json:"high"`
	Injured     *int     `json:"injured"`
	Sources     string   `json:"sources"`
	Notes       string   `json:"notes"`

	Row map[string]string `json:"-"` // the cells that are not empty, under the names of their columns
}

// A Form is a recorder's table.
type Form struct {
	Name    string   // "acled"
	Means   string   // "ACLED"
	needs   []string // columns without which it is none
	columns []string // where files without a head are published
	row     func(*row) *Incident
}

var forms = []*Form{acledForm, ucdpForm, gtdForm}

// ByName gives a form, nil for none of that name.
func ByName(name string) *Form {
	for _, f := range forms {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// Names gives the names of all forms.
func Names() (out []string) {
	for _, f := range forms {
		out = append(out, f.Name)
	}
	return out
}

// A RowError says which row was not taken, and why.
type RowError struct {
	Line   int
	Reason string
}

func (e *RowError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Reason) }

// ErrNoTable says that a file is no table of a recorder.
var ErrNoTable = errors.New("is no such table")

// mostRow is more than any row of these tables holds: a quotation mark that is never closed must not fill the memory.
const mostRow = 4 << 20

// Read reads a table row by row. It calls take for each incident and bad for each row that is none; it ends where take fails.
func (f *Form) Read(r io.Reader, take func(*Incident) error, bad func(*RowError)) error {
	limited := &limiter{r: r}
	in, first, err := f.open(limited)
	if err != nil {
		return err
	}
	columns, cells := f.head(first)
	if columns == nil {
		return fmt.Errorf("%w: it has no columns %s", ErrNoTable, strings.Join(f.missing(first), ", "))
	}
	line := 1
	for {
		if cells != nil {
			x, wrong := f.incident(columns, cells)
			if wrong != "" {
				bad(&RowError{line, wrong})
			} else if x != nil {
				if err := take(x); err != nil {
					return err
				}
			}
		}
		limited.left = mostRow
		cells, err = in.Read()
		var parse *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &parse):
			bad(&RowError{parse.StartLine, parse.Err.Error()})
			cells = nil
		case err != nil:
			return fmt.Errorf("after line %d: %w", line, err)
		default:
			line, _ = in.FieldPos(0)
		}
	}
}

// open reads the first row, by which it is seen what parts cells.
func (f *Form) open(r *limiter) (*csv.Reader, []string, error) {
	start := make([]byte, 0, 4096)
	r.left = mostRow
	for len(start) < cap(start) {
		n, err := r.Read(start[len(start):cap(start)])
		start = start[:len(start)+n]
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, nil, err
		}
		if err != nil {
			break
		}
	}
	text := strings.TrimPrefix(string(start), "\ufeff")
	in := csv.NewReader(io.MultiReader(strings.NewReader(text), r))
	in.FieldsPerRecord, in.ReuseRecord = -1, true
	line, _, _ := strings.Cut(text, "\n")
	for _, mark := range []rune{';', '\t'} {
		if strings.Count(line, string(mark)) > strings.Count(line, ",") {
			in.Comma = mark
		}
	}
	first, err := in.Read()
	if errors.Is(err, io.EOF) {
		return nil, nil, fmt.Errorf("%w: it is empty", ErrNoTable)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrNoTable, err)
	}
	return in, first, nil
}

// head reads the names of columns; where a file has none, the first row comes back as what it is.
func (f *Form) head(first []string) (columns, cells []string) {
	if len(f.missing(first)) == 0 {
		columns = make([]string, len(first))
		for i, name := range first {
			columns[i] = columnName(name)
		}
		return columns, nil
	}
	if len(f.columns) == len(first) && strings.Trim(first[0], "0123456789") == "" && first[0] != "" {
		return f.columns, first
	}
	return nil, nil
}

// missing gives the columns that a head lacks. "best|best_est" is either.
func (f *Form) missing(head []string) (out []string) {
	there := map[string]bool{}
	for _, name := range head {
		there[columnName(name)] = true
	}
	for _, need := range f.needs {
		found := false
		for name := range strings.SplitSeq(need, "|") {
			found = found || there[name]
		}
		if !found {
			name, _, _ := strings.Cut(need, "|")
			out = append(out, name)
		}
	}
	return out
}

func columnName(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// incident reads a row. It gives neither an incident nor a fault for a row of hashtags, as HDX puts them under the head, and for an empty one.
func (f *Form) incident(columns, cells []string) (*Incident, string) {
	if len(cells) > len(columns) {
		return nil, fmt.Sprintf("%d cells, and the table has %d columns", len(cells), len(columns))
	}
	r := &row{cells: make(map[string]string, len(cells))}
	tags := 0
	for i, cell := range cells {
		if strings.HasPrefix(cell, "#") {
			tags++
		}
		if cell = clean(cell); cell != "" {
			r.cells[columns[i]] = cell
		}
	}
	if len(r.cells) == 0 || tags == len(r.cells) {
		return nil, ""
	}
	if len(cells) < len(columns) {
		return nil, fmt.Sprintf("%d cells, and the table has %d columns", len(cells), len(columns))
	}
	x := f.row(r)
	x.Recorder, x.Row = f.Name, r.cells
	switch {
	case x.ID == "":
		r.fail("has no id")
	case len(x.ID) > 200:
		r.fail("its id is longer than 200 bytes")
	case r.fault == "" && x.From == "":
		r.fail("has no day")
	case x.To < x.From:
		r.fail(fmt.Sprintf("ends on %s, before it begins on %s", x.To, x.From))
	case x.Low != nil && x.High != nil && *x.Low > *x.High:
		r.fail(fmt.Sprintf("its lowest number of dead, %d, is above its highest, %d", *x.Low, *x.High))
	}
	x.Best = cmp.Or(x.Best, x.Low)
	return x, r.fault
}

// A limiter fails where more is read than is left.
type limiter struct {
	r    io.Reader
	left int
}

var errRow = fmt.Errorf("a row is longer than %d MB, or a quotation mark is never closed", mostRow>>20)

// Read reads what is left.
func (l *limiter) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errRow
	}
	n, err := l.r.Read(p)
	l.left -= n
	return n, err
}
