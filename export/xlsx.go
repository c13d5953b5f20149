package export

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"unicode/utf16"

	"github.com/tollbook/tollbook/policy"
)

var xlsxFormat = &Format{Name: "xlsx", Extension: ".xlsx", Means: "the table of csv as a sheet for Excel; at most 1,048,575 incidents", Binary: true, Policy: policy.ACLED, open: openXLSX}

// ErrTooLong says that a sheet cannot hold so many incidents.
var ErrTooLong = errors.New("a sheet of Excel holds 1,048,575 incidents, and there are more")

// sheetRows is how many rows a sheet may have, its head among them.
const sheetRows = 1 << 20

// workbook is what a file for Excel holds beside its one sheet, in the order in which it is written.
var workbook = []struct{ name, body string }{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
	{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
		`<sheets><sheet name="incidents" sheetId="1" r:id="rId1"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`},
	{"xl/styles.xml", `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>` +
		`<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf xfId="0"/></cellXfs></styleSheet>`},
}

// The sheet before its rows, with the head in sight whatever is scrolled to, and after them.
const (
	sheetHead = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">` +
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`
	sheetTail = `</sheetData></worksheet>`
)

// A sheet is written as a stream. Its texts stand in the cells, as a table of them would have to be kept in memory until the end.
type sheet struct {
	file *zip.Writer
	out  *bufio.Writer
	e    *exporting
	row  int
}

func openXLSX(w io.Writer, e *exporting) (sink, error) {
	s := &sheet{file: zip.NewWriter(w), e: e}
	for _, part := range workbook {
		to, err := s.file.Create(part.name)
		if err != nil {
			return nil, err
		}
		if _, err := io.WriteString(to, xml.Header+part.body); err != nil {
			return nil, err
		}
	}
	to, err := s.file.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return nil, err
	}
	s.out = bufio.NewWriterSize(to, 1<<16)
	if _, err := s.out.WriteString(xml.Header + sheetHead); err != nil {
		return nil, err
	}
	var head []any
	for _, name := range lineColumns {
		head = append(head, name)
	}
	return s, s.put(head)
}

// put writes a row. Errors of writing are told by the buffer's Flush.
func (s *sheet) put(cells []any) error {
	s.row++
	if s.row > sheetRows {
		return ErrTooLong
	}
	row := strconv.Itoa(s.row)
	_, _ = s.out.WriteString(`<row r="` + row + `">`)
	for i, cell := range cells {
		if cell == nil {
			continue
		}
		_, _ = s.out.WriteString(`<c r="` + column(i) + row)
		switch v := cell.(type) {
		case string:
			_, _ = s.out.WriteString(`" t="inlineStr"><is><t xml:space="preserve">`)
			_ = xml.EscapeText(s.out, []byte(cellText(v)))
			_, _ = s.out.WriteString(`</t></is></c>`)
		case float64:
			_, _ = s.out.WriteString(`"><v>` + strconv.FormatFloat(v, 'f', -1, 64) + `</v></c>`)
		case int32:
			_, _ = s.out.WriteString(`"><v>` + strconv.Itoa(int(v)) + `</v></c>`)
		}
	}
	_, err := s.out.WriteString(`</row>`)
	return err
}

// Excel takes _x000D_ and the like for a character, unless its first mark is written so itself; and it takes no longer texts.
var escapes = regexp.MustCompile(`_(x[0-9A-Fa-f]{4}_)`)

const longestCell = 32_767

func cellText(s string) string {
	if len(s) > longestCell {
		units := utf16.Encode([]rune(s))
		s = string(utf16.Decode(units[:min(len(units), longestCell)]))
	}
	return escapes.ReplaceAllString(s, "_x005F_$1")
}

// column gives the letters of a column; the first is 0. There are fewer than 27 times 26.
func column(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return string(rune('A'+i/26-1)) + string(rune('A'+i%26))
}

func (s *sheet) write(x *incident) error {
	l := lineOf(s.e, x)
	return s.put(l.values())
}

func (s *sheet) close() error {
	if _, err := s.out.WriteString(sheetTail); err != nil {
		return err
	}
	if err := s.out.Flush(); err != nil {
		return err
	}
	return s.file.Close()
}
