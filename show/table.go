package show

import "strings"

// A column of a table. Those with share take what the fixed ones leave.
type column struct {
	title string
	width int // fixed, in terminal columns
	share int // of what is left
	right bool
}

// A field is what stands where a row and a column meet: paragraphs, one under the other.
type field []span

// A span is a piece of text in one style.
type span struct {
	text  string
	style style
}

const gap = 2 // columns between the columns of a table

// table writes rows under a heading that runs across the page.
func (p *page) table(heading string, columns []column, rows [][]field) {
	if len(rows) == 0 {
		return
	}
	p.heading(heading)
	widths := share(columns, p.width-1)
	titles := make([]field, len(columns))
	for i, c := range columns {
		titles[i] = field{{c.title, dim}}
	}
	p.row(columns, widths, titles)
	for _, row := range rows {
		p.row(columns, widths, row)
	}
}

// share gives each column its width.
func share(columns []column, width int) []int {
	shares := 0
	for _, c := range columns {
		width -= c.width
		shares += c.share
	}
	width -= gap * (len(columns) - 1)
	widths := make([]int, len(columns))
	for i, c := range columns {
		widths[i] = c.width
		if c.share > 0 {
			part := max(width*c.share/shares, 8)
			width -= part
			shares -= c.share
			widths[i] = part
		}
	}
	return widths
}

// row writes one row, as high as its highest field.
func (p *page) row(columns []column, widths []int, row []field) {
	lines := make([][][]cell, len(row))
	height := 0
	for i, f := range row {
		for _, s := range f {
			if s.text != "" {
				lines[i] = append(lines[i], wrap(cells(s.text, s.style), widths[i])...)
			}
		}
		height = max(height, len(lines[i]))
	}
	for y := range height {
		var line []cell
		at := 1
		used := 0
		for i := range row {
			var part []cell
			if y < len(lines[i]) {
				part = lines[i][y]
			}
			if len(part) > 0 {
				start := at
				if columns[i].right {
					start = at + widths[i] - widthOf(part)
				}
				line = append(line, blank(start-used)...)
				line = append(line, part...)
				used = max(start, used) + widthOf(part)
			}
			at += widths[i] + gap
		}
		p.line(line)
	}
}

// blank gives n spaces; none if n is not positive.
func blank(n int) []cell {
	if n <= 0 {
		return nil
	}
	return []cell{{strings.Repeat(" ", n), n, plain}}
}
