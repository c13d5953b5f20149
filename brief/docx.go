package brief

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// DOCX writes a brief for word processors: the page, with its headings, tables, lists and links, and without its pictures, whose figures are in tables.
func (b *Brief) DOCX(w io.Writer, t *Templates) error {
	var page bytes.Buffer
	if err := b.HTML(&page, t); err != nil {
		return err
	}
	root, err := html.Parse(&page)
	if err != nil {
		return err
	}
	d := &document{addresses: map[string]string{}}
	d.walk(root, run{})
	d.endParagraph()
	z := zip.NewWriter(w)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes}, {"_rels/.rels", packageLinks}, {"word/document.xml", d.document()}, {"word/styles.xml", documentStyles},
		{"word/_rels/document.xml.rels", d.links()}, {"docProps/core.xml", fmt.Sprintf(coreProperties, escaped(b.Title))},
	} {
		// A time of its own would make other bytes each time.
		f, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, part.text); err != nil {
			return err
		}
	}
	return z.Close()
}

const (
	wordSpace    = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	xmlHead      = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	contentTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`
	packageLinks = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`
	coreProperties = xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>%s</dc:title><dc:language>en</dc:language></cp:coreProperties>`
	documentStyles = xmlHead + `<w:styles ` + wordSpace + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/><w:sz w:val="21"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="360"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="160" w:after="20"/><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="160"/></w:pPr><w:rPr><w:b/><w:sz w:val="19"/></w:rPr></w:style></w:styles>`
	tableStart = `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders><w:bottom w:val="single" w:sz="4" w:color="8C867A"/><w:insideH w:val="single" w:sz="4" w:color="DBD6CB"/></w:tblBorders></w:tblPr><w:tblGrid>`
)

// A document is the text of a word processor, as it is written.
type document struct {
	body      strings.Builder
	paragraph strings.Builder
	style     string
	right     bool
	ids       []string // that the next paragraph is called by
	bookmarks int
	addresses map[string]string
	order     []string
}

// A run is how letters look.
type run struct {
	bold, raised bool
	href         string
}

var blocks = map[string]string{"h1": "Heading1", "h2": "Heading2", "h3": "Heading3", "caption": "Caption", "p": "", "li": "", "figcaption": "", "dt": "Caption", "dd": "", "article": "", "section": "", "div": ""}

// walk writes a part of the page.
func (d *document) walk(n *html.Node, r run) {
	if n.Type == html.TextNode {
		d.text(n.Data, r)
		return
	}
	style, block := blocks[n.Data]
	switch {
	case leftOut(n):
		return
	case n.Data == "table":
		d.table(n, r)
		return
	case block:
		d.endParagraph()
		d.style = style
	}
	if id := nodeAttr(n, "id"); id != "" {
		d.ids = append(d.ids, id)
	}
	if value := nodeAttr(n, "value"); n.Data == "li" && value != "" {
		d.text(value+". ", r)
	}
	if id := nodeAttr(n, "id"); n.Data == "li" && strings.HasPrefix(id, "e") {
		d.text(id+" ", run{bold: true})
	}
	r = r.within(n)
	switch n.Data {
	case "br":
		d.paragraph.WriteString("<w:r><w:br/></w:r>")
	case "span":
		if nodeAttr(n, "class") == "change" {
			d.text("  ", r)
		}
	}
	for c := range n.ChildNodes() {
		d.walk(c, r)
	}
	if block {
		d.endParagraph()
	}
}

// within gives how letters look in a part of the page, if they look like r around it.
func (r run) within(n *html.Node) run {
	switch n.Data {
	case "b", "th":
		r.bold = true
	case "sup":
		r.raised = true
	case "a":
		r.href = nodeAttr(n, "href")
	}
	return r
}

// leftOut says whether a document has no room for a part of the page: a picture, and what belongs to it.
func leftOut(n *html.Node) bool {
	return n.Data == "head" || n.Data == "svg" || n.Data == "data" || n.Data == "figcaption"
}

func nodeAttr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// text writes letters. Space is written once, as on a page.
func (d *document) text(s string, r run) {
	words := strings.Join(strings.Fields(s), " ")
	if words == "" {
		if s != "" && d.paragraph.Len() > 0 {
			d.paragraph.WriteString(`<w:r><w:t xml:space="preserve"> </w:t></w:r>`)
		}
		return
	}
	if strings.TrimLeft(s, " \n\t") != s && d.paragraph.Len() > 0 {
		words = " " + words
	}
	if strings.TrimRight(s, " \n\t") != s {
		words += " "
	}
	look := ""
	if r.bold {
		look += "<w:b/>"
	}
	if r.raised {
		look += `<w:vertAlign w:val="superscript"/>`
	}
	written := "<w:r><w:rPr>" + look + `</w:rPr><w:t xml:space="preserve">` + escaped(words) + "</w:t></w:r>"
	switch {
	case strings.HasPrefix(r.href, "#"):
		written = `<w:hyperlink w:anchor="` + escaped(r.href[1:]) + `">` + written + "</w:hyperlink>"
	case strings.HasPrefix(r.href, "http://") || strings.HasPrefix(r.href, "https://"):
		written = `<w:hyperlink r:id="` + d.address(r.href) + `">` + written + "</w:hyperlink>"
	}
	d.paragraph.WriteString(written)
}

// address gives the name of an address outside.
func (d *document) address(href string) string {
	if d.addresses[href] == "" {
		d.order = append(d.order, href)
		d.addresses[href] = fmt.Sprintf("rId%d", len(d.order)+1)
	}
	return d.addresses[href]
}

// endParagraph writes what was gathered.
func (d *document) endParagraph() {
	if d.paragraph.Len() > 0 {
		d.body.WriteString(d.wrapped())
	}
	d.style = ""
}

// wrapped makes a paragraph of what was gathered.
func (d *document) wrapped() string {
	var out strings.Builder
	out.WriteString("<w:p><w:pPr>")
	if d.style != "" {
		out.WriteString(`<w:pStyle w:val="` + d.style + `"/>`)
	}
	if d.right {
		out.WriteString(`<w:jc w:val="right"/>`)
	}
	out.WriteString("</w:pPr>")
	for _, id := range d.ids {
		d.bookmarks++
		fmt.Fprintf(&out, `<w:bookmarkStart w:id="%d" w:name="%s"/><w:bookmarkEnd w:id="%d"/>`, d.bookmarks, escaped(id), d.bookmarks)
	}
	out.WriteString(d.paragraph.String() + "</w:p>")
	d.paragraph.Reset()
	d.ids = nil
	return out.String()
}

// table writes a table, its caption before it.
func (d *document) table(n *html.Node, r run) {
	d.endParagraph()
	if id := nodeAttr(n, "id"); id != "" {
		d.ids = append(d.ids, id)
	}
	var rows strings.Builder
	wide := 0
	for row := range n.Descendants() {
		if row.Data == "caption" {
			d.walk(row, r)
		}
		if row.Type != html.ElementNode || row.Data != "tr" {
			continue
		}
		rows.WriteString("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
		cells := 0
		for c := range row.ChildNodes() {
			if c.Data != "td" && c.Data != "th" {
				continue
			}
			cells++
			for child := range c.ChildNodes() {
				d.walk(child, run{bold: c.Parent.Parent.Data != "tbody"})
			}
			d.right = nodeAttr(c, "class") == "n"
			rows.WriteString("<w:tc><w:tcPr/>" + d.wrapped() + "</w:tc>")
			d.right = false
		}
		wide = max(wide, cells)
		rows.WriteString("</w:tr>")
	}
	d.body.WriteString(tableStart + strings.Repeat("<w:gridCol/>", wide) + "</w:tblGrid>" + rows.String() + "</w:tbl>")
}

// document gives the whole text.
func (d *document) document() string {
	return xmlHead + "<w:document " + wordSpace + "><w:body>" + d.body.String() +
		`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`
}

// links gives the addresses outside.
func (d *document) links() string {
	var out strings.Builder
	out.WriteString(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>`)
	for _, href := range d.order {
		out.WriteString(`<Relationship Id="` + d.addresses[href] + `" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="` + escaped(href) + `" TargetMode="External"/>`)
	}
	return out.String() + "</Relationships>"
}

// escaped writes text for XML, without what XML cannot hold.
func escaped(s string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s))
}
