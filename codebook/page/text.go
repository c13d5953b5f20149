package page

import (
	"fmt"
	"io"
	"strings"

	"github.com/tollbook/tollbook/codebook"
)

// A printer writes lines and keeps the first error.
type printer struct {
	w     io.Writer
	width int
	err   error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}

// wrap writes words after a heading, further lines indented to their start.
func (p *printer) wrap(head, s string) {
	indent := strings.Repeat(" ", len([]rune(head)))
	line := head
	for i, w := range strings.Fields(s) {
		if i > 0 && len([]rune(line))+1+len([]rune(w)) > p.width {
			p.line("%s", line)
			line = indent
		} else if i > 0 {
			line += " "
		}
		line += w
	}
	p.line("%s", strings.TrimRight(line, " "))
}

// List writes the types of a codebook, one to a line.
func List(w io.Writer, b *codebook.Codebook, width int) error {
	p := &printer{w: w, width: width}
	p.line("%s: %d types", b.Title(), len(b.Types))
	longest := 0
	for _, t := range b.Types {
		longest = max(longest, len(t.Name))
	}
	for quad := 1; quad <= 4; quad++ {
		for i, first := 0, true; i < len(b.Types); i++ {
			t := &b.Types[i]
			if t.Quad != quad {
				continue
			}
			if first {
				p.line("\n%d %s", quad, quads[quad])
				first = false
			}
			p.wrap(fmt.Sprintf("  %-*s  ", longest, t.Name), t.Means)
		}
	}
	return p.err
}

// Type writes one type: what it means, its modes and codes, its examples.
func Type(w io.Writer, b *codebook.Codebook, t *codebook.Type, width int) error {
	p := &printer{w: w, width: width}
	p.line("%s  quad %d, %s", t.Name, t.Quad, quads[t.Quad])
	p.wrap("  means     ", t.Means)
	if t.Not != "" {
		p.wrap("  not       ", t.Not)
	}
	for _, r := range t.Boundaries {
		p.wrap("  boundary  ", r)
	}
	if len(t.Modes) > 0 {
		p.line("\nmodes")
	}
	for _, m := range t.Modes {
		p.wrap(fmt.Sprintf("  %-16s %-4s ", m.Name, m.CAMEO), fmt.Sprintf("%s (%s)", m.Means, plural(len(rowsOf(b, t, m.Name)), "row")+" of patterns"))
	}
	if len(t.Codes) > 0 {
		p.line("\nCAMEO codes, with Goldstein's value")
	}
	for _, c := range t.Codes {
		p.wrap(fmt.Sprintf("  %-5s %5s  ", c.Code, goldstein(c.Goldstein)), c.Means)
	}
	p.examples(t)
	p.line("\nfiles: %s and the files beside it; the patterns of a mode: tollbook codebook show %s/MODE", t.File, t.Name)
	return p.err
}

func plural(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprint(n, " ", what)
}

func (p *printer) examples(t *codebook.Type) {
	for _, near := range []bool{false, true} {
		heading := map[bool]string{false: "examples", true: "near misses"}[near]
		for i := range t.Examples {
			e := &t.Examples[i]
			if e.NearMiss != near {
				continue
			}
			if heading != "" {
				p.line("\n%s", heading)
				heading = ""
			}
			p.wrap("  · ", e.Sentence)
			for _, x := range e.Events {
				p.wrap("      ", expected(x))
			}
			if near {
				p.wrap("      ", why(e))
			}
		}
	}
}

// why says why a near miss is none, and what it is instead.
func why(e *codebook.Example) string {
	if e.Instead == "" {
		return e.Why
	}
	return e.Why + "; it is " + string(e.Instead)
}

// ModeText writes the patterns of one mode, each with its file and line.
func ModeText(w io.Writer, b *codebook.Codebook, t *codebook.Type, m *codebook.Mode, width int) error {
	p := &printer{w: w, width: width}
	p.line("%s/%s  CAMEO %s, Goldstein %s", t.Name, m.Name, orDash(m.CAMEO), orDash(goldstein(t.Goldstein(m.CAMEO))))
	p.wrap("  ", m.Means)
	group := ""
	for _, r := range rowsOf(b, t, m.Name) {
		if r.Group != group {
			group = r.Group
			p.line("\n[%s]", group)
		}
		p.wrap(fmt.Sprintf("  %s:%d  ", r.File, r.Line), strings.Join(r.Patterns, ", "))
		if r.Options != "" {
			p.wrap("      ; ", r.Options)
		}
	}
	return p.err
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
