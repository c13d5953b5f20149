package export

import (
	"errors"
	"io"

	"github.com/xuri/excelize/v2"

	"github.com/tollbook/tollbook/policy"
)

var xlsxFormat = &Format{Name: "xlsx", Extension: ".xlsx", Means: "the table of csv as a sheet for Excel; at most 1,048,575 incidents", Binary: true, Policy: policy.ACLED, open: openXLSX}

// ErrTooLong says that a sheet cannot hold so many incidents.
var ErrTooLong = errors.New("a sheet of Excel holds 1,048,575 incidents, and there are more")

type sheet struct {
	to   io.Writer
	file *excelize.File
	out  *excelize.StreamWriter
	e    *exporting
	row  int
}

func openXLSX(w io.Writer, e *exporting) (sink, error) {
	f := excelize.NewFile()
	const name = "incidents"
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return nil, err
	}
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	s := &sheet{w, f, out, e, 0}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	var head []any
	for _, name := range lineColumns {
		head = append(head, name)
	}
	return s, s.put(head)
}

func (s *sheet) put(cells []any) error {
	s.row++
	if s.row > excelize.TotalRows {
		return ErrTooLong
	}
	at, err := excelize.CoordinatesToCellName(1, s.row)
	if err != nil {
		return err
	}
	return s.out.SetRow(at, cells)
}

func (s *sheet) write(x *incident) error {
	l := lineOf(s.e, x)
	return s.put(l.values())
}

func (s *sheet) close() error {
	defer func() { _ = s.file.Close() }()
	if err := s.out.Flush(); err != nil {
		return err
	}
	return s.file.Write(s.to)
}
