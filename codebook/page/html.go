package page

import (
	_ "embed"
	"html/template"
	"io"
	"strings"

	"github.com/tollbook/tollbook/codebook"
)

//go:embed page.html
var pageHTML string

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{
	"quad":      func(q int) string { return quads[q] },
	"goldstein": goldstein,
	"expected":  expected,
	"why":       func(e codebook.Example) string { return why(&e) },
	"id":        func(t codebook.Type) string { return strings.ToLower(string(t.Name)) },
	"list":      func(l []string) string { return strings.Join(l, ", ") },
}).Parse(pageHTML))

// A Book is a codebook set out in sections, one a type.
type Book struct {
	Title    string
	Rule     string
	Rules    []Rule
	Sections []Section
	Lexicons []Lexicon
}

// A Rule says how patterns and the reader go together.
type Rule struct{ Name, Text string }

// A Section is one type, with its examples parted from its near misses.
type Section struct {
	codebook.Type
	Modes       []Mode
	Found, Near []codebook.Example
}

// A Mode is one with its patterns.
type Mode struct {
	codebook.Mode
	Rows []Row
}

// Of sets a codebook out.
func Of(b *codebook.Codebook) *Book {
	out := &Book{Title: b.Title(), Rule: codebook.Rule, Lexicons: lexicons(b)}
	for _, r := range codebook.Rules {
		out.Rules = append(out.Rules, Rule{r.Name, r.Text})
	}
	for i := range b.Types {
		t := &b.Types[i]
		s := Section{Type: *t}
		for _, m := range modesOf(b, t) {
			s.Modes = append(s.Modes, Mode{m, rowsOf(b, t, m.Name)})
		}
		for _, e := range t.Examples {
			if e.NearMiss {
				s.Near = append(s.Near, e)
			} else {
				s.Found = append(s.Found, e)
			}
		}
		out.Sections = append(out.Sections, s)
	}
	return out
}

// Quad names a quad class.
func Quad(n int) string {
	if n < 1 || n >= len(quads) {
		return ""
	}
	return quads[n]
}

// Expects writes what must be found in an example, one line an event; of a near miss why nothing may be.
func Expects(e *codebook.Example) (lines []string) {
	if e.NearMiss {
		return []string{why(e)}
	}
	for _, x := range e.Events {
		lines = append(lines, expected(x))
	}
	return lines
}

// HTML writes the whole codebook as one page that needs nothing else.
func HTML(w io.Writer, b *codebook.Codebook) error {
	return pageTemplate.Execute(w, Of(b))
}
