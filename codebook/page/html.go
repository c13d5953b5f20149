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

// HTML writes the whole codebook as one page that needs nothing else.
func HTML(w io.Writer, b *codebook.Codebook) error {
	type mode struct {
		codebook.Mode
		Rows []row
	}
	type section struct {
		codebook.Type
		Modes       []mode
		Found, Near []codebook.Example
	}
	data := struct {
		Title    string
		Rule     string
		Rules    any
		Sections []section
		Lexicons []lexicon
	}{Title: b.Title(), Rule: codebook.Rule, Rules: codebook.Rules, Lexicons: lexicons(b)}
	for i := range b.Types {
		t := &b.Types[i]
		s := section{Type: *t}
		for _, m := range modesOf(b, t) {
			s.Modes = append(s.Modes, mode{m, rowsOf(b, t, m.Name)})
		}
		for _, e := range t.Examples {
			if e.NearMiss {
				s.Near = append(s.Near, e)
			} else {
				s.Found = append(s.Found, e)
			}
		}
		data.Sections = append(data.Sections, s)
	}
	return pageTemplate.Execute(w, data)
}
