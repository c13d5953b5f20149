// Package show sets a record out for a person to read: the report's text with
// its evidence numbered, tables of what it claims, and what it leaves open.
package show

import (
	"io"
	"strings"

	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// Options say what the page is set on.
type Options struct {
	Width  int            // in columns; 0 means 80
	Colour bool           // ANSI colours; without them evidence stands in brackets
	Totals []policy.Total // what a counting policy makes of the record
}

// narrowest is the width below which tables no longer fit, in columns.
const narrowest = 64

// A page is what is being written, and what it is written of.
type page struct {
	b      strings.Builder
	width  int
	colour bool
	rec    *record.Record
	text   []rune
	title  []rune
	marks  *marks
}

// Write sets out a record. The text is the one that the record was read from.
// Whatever the report holds, nothing but letters reaches the terminal from it.
func Write(w io.Writer, rec *record.Record, text string, opt Options) error {
	p := &page{width: opt.Width, colour: opt.Colour, rec: rec, text: []rune(text), title: []rune(string(rec.Report.Title))}
	if p.width <= 0 {
		p.width = 80
	}
	p.width = max(p.width, narrowest)
	p.marks = number(rec)
	p.header()
	p.body()
	p.events()
	p.counts()
	p.totals(opt.Totals)
	p.statements()
	p.actors()
	p.questions()
	p.warnings()
	_, err := io.WriteString(w, p.b.String())
	return err
}

// line writes one line, without spaces at its end.
func (p *page) line(cells []cell) {
	render(&p.b, trimRight(cells), p.colour)
	p.b.WriteByte('\n')
}

// heading writes a rule across the page with a title in it.
func (p *page) heading(title string) {
	p.line(nil)
	line := append(cells("── ", dim), cells(title, bold)...)
	line = append(line, cells(" ", plain)...)
	p.line(append(line, cells(strings.Repeat("─", max(p.width-widthOf(line), 0)), dim)...))
}

// header writes the title and where the report comes from.
func (p *page) header() {
	rep := &p.rec.Report
	if len(p.title) > 0 {
		for _, line := range wrap(p.marked(p.title, 0, len(p.title), true), p.width) {
			for i := range line {
				if line[i].style == plain {
					line[i].style = bold
				}
			}
			p.line(line)
		}
	}
	var parts []string
	published := "publication date not known"
	if rep.Published != "" {
		published = day(string(rep.Published))
	}
	for _, part := range []string{clean(string(rep.Publisher)), published, clean(string(rep.URL)), clean(rep.ID)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	for _, line := range wrap(cells(strings.Join(parts, " · "), dim), p.width) {
		p.line(line)
	}
}

// body writes the report's text, two columns in.
func (p *page) body() {
	for _, para := range paragraphs(p.text) {
		lines := wrap(p.marked(p.text, para.start, para.end, false), p.width-2)
		if len(lines) == 0 {
			continue
		}
		p.line(nil)
		for _, line := range lines {
			p.line(append(blank(2), line...))
		}
	}
}

// warnings writes what the reader could not do.
func (p *page) warnings() {
	if len(p.rec.Warnings) == 0 {
		return
	}
	p.line(nil)
	for _, w := range p.rec.Warnings {
		for _, line := range wrap(cells("Warning: "+clean(w), bold), p.width) {
			p.line(line)
		}
	}
}
