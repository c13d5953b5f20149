package brief

import (
	"bytes"
	"io"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/net/html"
)

// plainPDF writes a brief without a browser: the page, with its headings, tables, lists, links and notes, and without its pictures, whose figures are in tables.
func (b *Brief) plainPDF(w io.Writer, t *Templates) error {
	var page bytes.Buffer
	if err := b.HTML(&page, t); err != nil {
		return err
	}
	root, err := html.Parse(&page)
	if err != nil {
		return err
	}
	day := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC) // a time of its own would make other bytes each time
	if d, ok := dateOf(b.AsOf); ok {
		day = d
	}
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(day)
	pdf.SetModificationDate(day)
	pdf.SetTitle(b.Title, true)
	pdf.SetLang("en-GB")
	pdf.SetMargins(margin, margin, margin)
	pdf.SetAutoPageBreak(true, margin)
	pdf.AddUTF8FontFromBytes(face, "", goregular.TTF)
	pdf.AddUTF8FontFromBytes(face, "B", gobold.TTF)
	pdf.AliasNbPages("{pages}")
	pdf.SetFooterFunc(func() {
		pdf.SetY(-12)
		pdf.SetFont(face, "", 8)
		pdf.CellFormat(0, 5, b.Title+"  ·  "+number(pdf.PageNo())+" of {pages}", "", 0, "C", false, 0, "")
	})
	pdf.AddPage()
	p := &printing{pdf: pdf, links: map[string]int{}, set: map[string]bool{}}
	p.walk(root, run{}, 0)
	p.end()
	for _, id := range p.asked {
		if !p.set[id] { // what nothing is called by leads to the start
			pdf.SetLink(p.links[id], 0, 1)
		}
	}
	return pdf.Output(w)
}

const (
	face   = "go"
	margin = 18.0 // mm
	foot   = 297 - margin
)

// A printing is a PDF under way.
type printing struct {
	pdf     *fpdf.Fpdf
	links   map[string]int // by the ids of the page
	asked   []string
	set     map[string]bool
	style   string
	begun   bool // a paragraph
	spaced  bool // its last letter is a space
	indent  float64
	ids     []string // that the next paragraph is called by
	heading string   // what was written of one
}

// looks are the sizes of letters, in points.
var looks = map[string]float64{"Heading1": 20, "Heading2": 14, "Heading3": 10.5, "Caption": 9.5, "": 9.5}

// walk writes a part of the page.
func (p *printing) walk(n *html.Node, r run, deep int) {
	if n.Type == html.TextNode {
		p.text(n.Data, r)
		return
	}
	style, block := blocks[n.Data]
	switch {
	case leftOut(n):
		return
	case n.Data == "table":
		p.table(n, r)
		return
	case block:
		p.end()
		p.style = style
	}
	if id := nodeAttr(n, "id"); id != "" {
		p.ids = append(p.ids, id)
	}
	r = r.within(n)
	switch n.Data {
	case "ol", "ul", "dl":
		deep++
	case "br":
		p.pdf.Ln(p.high())
	case "li":
		p.indent = 4 * float64(deep)
		if value := nodeAttr(n, "value"); value != "" {
			p.text(value+". ", r)
		}
		if id := nodeAttr(n, "id"); strings.HasPrefix(id, "e") {
			p.text(id+" ", run{bold: true})
		}
	case "span":
		if nodeAttr(n, "class") == "change" {
			p.text("  ", r)
		}
	}
	for c := range n.ChildNodes() {
		p.walk(c, r, deep)
	}
	if block {
		p.end()
	}
}

// high is how high a line is.
func (p *printing) high() float64 { return looks[p.style] * 0.47 }

// begin begins a paragraph.
func (p *printing) begin() {
	if p.begun {
		return
	}
	before := map[string]float64{"Heading1": 0, "Heading2": 7, "Heading3": 3, "Caption": 3}[p.style]
	if p.style != "" && p.pdf.GetY()+before+22 > foot { // a heading does not stand alone at the foot of a page
		p.pdf.AddPage()
	} else {
		p.pdf.Ln(before)
	}
	p.begun, p.spaced = true, true
	p.pdf.SetLeftMargin(margin + p.indent)
	p.pdf.SetX(margin + p.indent)
	p.called()
}

// called says where the ids lie that were met.
func (p *printing) called() {
	for _, id := range p.ids {
		if !p.set[id] {
			p.set[id] = true
			p.pdf.SetLink(p.link(id), p.pdf.GetY(), -1)
		}
	}
	p.ids = nil
}

// link gives the number of a place in the document.
func (p *printing) link(id string) int {
	if p.links[id] == 0 {
		p.links[id] = p.pdf.AddLink()
		p.asked = append(p.asked, id)
	}
	return p.links[id]
}

// text writes letters. Space is written once, as on a page.
func (p *printing) text(s string, r run) {
	words := strings.Join(strings.Fields(s), " ")
	if strings.TrimLeft(s, " \n\t") != s && (p.begun || words != "") && !p.spaced && p.begun {
		words = " " + words
	}
	if strings.TrimRight(s, " \n\t") != s && strings.TrimSpace(words) != "" {
		words += " "
	}
	if words == "" || !p.begun && strings.TrimSpace(words) == "" {
		return
	}
	p.begin()
	p.spaced = strings.HasSuffix(words, " ")
	words = drawable(words)
	size, weight := looks[p.style], ""
	if r.bold || p.style != "" {
		weight = "B"
	}
	if p.style == "Heading1" || p.style == "Heading2" {
		p.heading += words
	}
	p.pdf.SetFont(face, weight, size)
	inside, outside := 0, ""
	switch {
	case strings.HasPrefix(r.href, "#"):
		inside = p.link(r.href[1:])
	case strings.HasPrefix(r.href, "http://") || strings.HasPrefix(r.href, "https://"):
		outside = r.href
	}
	if r.href != "" {
		p.pdf.SetTextColor(20, 70, 130)
		defer p.pdf.SetTextColor(0, 0, 0)
	}
	switch {
	case r.raised:
		p.pdf.SubWrite(p.high(), words, size*0.7, size*0.35, inside, outside)
	case inside > 0:
		p.pdf.WriteLinkID(p.high(), words, inside)
	case outside != "":
		p.pdf.WriteLinkString(p.high(), words, outside)
	default:
		p.pdf.Write(p.high(), words)
	}
}

// drawable puts marks that the letters lack into others.
func drawable(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '\u202f', '\u2009', '\u00a0':
			return '\u00a0'
		case '\u2212':
			return '–'
		case '\u2011':
			return '-'
		}
		if r > 0xFFFF || r < ' ' {
			return '?'
		}
		return r
	}, s)
}

// end ends a paragraph.
func (p *printing) end() {
	if p.begun {
		p.pdf.Ln(p.high() + 1)
		p.pdf.SetLeftMargin(margin)
		p.pdf.SetX(margin)
	}
	if p.heading != "" {
		level := 0
		if p.style == "Heading2" {
			level = 1
		}
		p.pdf.Bookmark(p.heading, level, -1)
	}
	p.begun, p.style, p.indent, p.heading = false, "", 0, ""
}

// A cell is one of a table.
type cell struct {
	text, href  string
	bold, right bool
}

// table writes a table, its caption before it and its head on every page.
func (p *printing) table(n *html.Node, r run) {
	p.end()
	if id := nodeAttr(n, "id"); id != "" {
		p.ids = append(p.ids, id)
	}
	var rows [][]cell
	heads := 0
	for row := range n.Descendants() {
		if row.Data == "caption" {
			p.walk(row, r, 0)
		}
		if row.Type != html.ElementNode || row.Data != "tr" {
			continue
		}
		var cells []cell
		for c := range row.ChildNodes() {
			if c.Data != "td" && c.Data != "th" {
				continue
			}
			x := cell{bold: row.Parent.Data != "tbody", right: nodeAttr(c, "class") == "n"}
			x.text, x.href = wordsIn(c)
			x.text = drawable(x.text)
			cells = append(cells, x)
		}
		if row.Parent.Data == "thead" {
			heads++
		}
		rows = append(rows, cells)
	}
	p.called()
	widths := p.widths(rows)
	for i, row := range rows {
		high := p.rowHeight(row, widths)
		if p.pdf.GetY()+high > foot {
			p.pdf.AddPage()
			for _, head := range rows[:min(heads, i)] {
				p.row(head, widths)
			}
		}
		p.row(row, widths)
	}
	p.pdf.Ln(3)
}

// wordsIn gives the text of a cell, and where its first link leads.
func wordsIn(n *html.Node) (text, href string) {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
		if c.Data == "a" && href == "" {
			href = nodeAttr(c, "href")
		}
	}
	return strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }), " "), href
}

const (
	cellSize = 8.5
	cellHigh = 4.2
)

// widths gives the widths of columns: what they ask for, and less of the widest where the page is too narrow.
func (p *printing) widths(rows [][]cell) (out []float64) {
	p.pdf.SetFont(face, "B", cellSize)
	for _, row := range rows {
		for i, c := range row {
			if i == len(out) {
				out = append(out, 0)
			}
			out[i] = max(out[i], p.pdf.GetStringWidth(c.text)+4)
		}
	}
	const room = 210 - 2*margin
	whole := 0.0
	for _, w := range out {
		whole += w
	}
	if whole <= room {
		if len(out) > 0 {
			out[0] += room - whole
		}
		return out
	}
	fair := room / float64(len(out))
	over, taken := 0.0, 0.0
	for _, w := range out {
		if w > fair {
			over += w
		} else {
			taken += w
		}
	}
	for i, w := range out {
		if w > fair {
			out[i] = w / over * (room - taken)
		}
	}
	return out
}

func (p *printing) rowHeight(row []cell, widths []float64) float64 {
	lines := 1
	for i, c := range row {
		lines = max(lines, len(p.lines(c, widths[i])))
	}
	return float64(lines)*cellHigh + 1.6
}

func (p *printing) lines(c cell, wide float64) []string {
	weight := ""
	if c.bold {
		weight = "B"
	}
	p.pdf.SetFont(face, weight, cellSize)
	return p.pdf.SplitText(c.text, wide-2)
}

// row writes a row of a table, with a line under it.
func (p *printing) row(row []cell, widths []float64) {
	x, y, high := margin, p.pdf.GetY(), p.rowHeight(row, widths)
	for i, c := range row {
		align := "L"
		if c.right {
			align = "R"
		}
		inside, outside := 0, ""
		if strings.HasPrefix(c.href, "#") {
			inside = p.link(c.href[1:])
			p.pdf.SetTextColor(20, 70, 130)
		} else if strings.HasPrefix(c.href, "http") {
			outside = c.href
		}
		for k, line := range p.lines(c, widths[i]) {
			p.pdf.SetXY(x, y+0.8+float64(k)*cellHigh)
			p.pdf.CellFormat(widths[i], cellHigh, line, "", 0, align, false, inside, outside)
		}
		p.pdf.SetTextColor(0, 0, 0)
		x += widths[i]
	}
	p.pdf.SetDrawColor(200, 195, 185)
	p.pdf.Line(margin, y+high, 210-margin, y+high)
	p.pdf.SetXY(margin, y+high)
}
