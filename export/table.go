package export

import (
	"bufio"
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// rowsOf gives the rows that an incident makes in a table.
type rowsOf func(e *exporting, x *incident) [][]string

// commas opens a table for spreadsheets and statistics: with a head, and with marks before what a spreadsheet would take for a formula.
func commas(rows rowsOf, heads ...[]string) func(io.Writer, *exporting) (sink, error) {
	return func(w io.Writer, e *exporting) (sink, error) {
		t := &commaTable{csv.NewWriter(bufio.NewWriterSize(w, 1<<16)), e, rows}
		for _, h := range heads {
			if err := t.out.Write(h); err != nil {
				return nil, err
			}
		}
		return t, nil
	}
}

type commaTable struct {
	out  *csv.Writer
	e    *exporting
	rows rowsOf
}

func (t *commaTable) write(x *incident) error {
	for _, row := range t.rows(t.e, x) {
		for i := range row {
			row[i] = Harmless(row[i])
		}
		if err := t.out.Write(row); err != nil {
			return err
		}
	}
	return nil
}

func (t *commaTable) close() error {
	t.out.Flush()
	return t.out.Error()
}

// Harmless marks a cell that a spreadsheet would take for a formula: words of strangers must not be one.
func Harmless(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return cell
	}
	if _, err := strconv.ParseFloat(cell, 64); err == nil {
		return cell
	}
	return "'" + cell
}

// tabs opens a table as event data are kept: without quotation marks, so that no cell holds a tab or the end of a line.
func tabs(rows rowsOf, heads ...[]string) func(io.Writer, *exporting) (sink, error) {
	return func(w io.Writer, e *exporting) (sink, error) {
		t := &tabTable{bufio.NewWriterSize(w, 1<<16), e, rows}
		for _, h := range heads {
			if err := t.row(h); err != nil {
				return nil, err
			}
		}
		return t, nil
	}
}

type tabTable struct {
	out  *bufio.Writer
	e    *exporting
	rows rowsOf
}

func (t *tabTable) row(cells []string) error {
	for i, cell := range cells {
		if i > 0 {
			if err := t.out.WriteByte('\t'); err != nil {
				return err
			}
		}
		if _, err := t.out.WriteString(oneLine(cell)); err != nil {
			return err
		}
	}
	return t.out.WriteByte('\n')
}

func (t *tabTable) write(x *incident) error {
	for _, row := range t.rows(t.e, x) {
		if err := t.row(row); err != nil {
			return err
		}
	}
	return nil
}

func (t *tabTable) close() error { return t.out.Flush() }

// oneLine puts spaces in the place of tabs and other control characters.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F || r == 0x2028 || r == 0x2029 {
			return ' '
		}
		return r
	}, s)
}

// A record in the making: cells by the names of their columns.
type cells map[string]string

// under gives the cells in the order of columns.
func (c cells) under(columns []string) []string {
	row := make([]string, len(columns))
	for i, name := range columns {
		row[i] = c[name]
	}
	return row
}
