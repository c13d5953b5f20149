package brief

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	text "text/template"
)

//go:embed templates
var builtIn embed.FS

// The templates of a brief: the words that both forms share, the forms, and how the pages look.
const (
	wordsFile    = "words.tmpl"
	htmlFile     = "brief.html"
	markdownFile = "brief.md"
	styleFile    = "brief.css"
)

// mostTemplate is more than any template holds.
const mostTemplate = 1 << 20

// Templates are what briefs are written with.
type Templates struct{ files map[string]string }

// BuiltIn gives the templates that the program has.
func BuiltIn() (*Templates, error) { return Load("") }

// Load reads templates from a folder; those that it lacks are the built-in ones.
func Load(folder string) (*Templates, error) {
	t := &Templates{files: map[string]string{}}
	for _, name := range []string{wordsFile, htmlFile, markdownFile, styleFile} {
		data, err := builtIn.ReadFile("templates/" + name)
		if err != nil {
			return nil, err
		}
		if folder != "" {
			own, err := readSmall(filepath.Join(folder, name))
			if err == nil {
				data = own
			} else if !errors.Is(err, fs.ErrNotExist) {
				return nil, err
			}
		}
		t.files[name] = string(data)
	}
	return t, nil
}

func readSmall(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, mostTemplate+1))
	if err == nil && len(data) > mostTemplate {
		err = fmt.Errorf("%s: larger than a template may be", path)
	}
	return data, err
}

// Save writes the built-in templates into a folder. What is there already stays.
func Save(folder string) (written []string, err error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	for _, name := range []string{wordsFile, htmlFile, markdownFile, styleFile} {
		data, err := builtIn.ReadFile("templates/" + name)
		if err != nil {
			return written, err
		}
		f, err := os.OpenFile(filepath.Join(folder, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			return written, err
		}
		_, err = f.Write(data)
		if err := errors.Join(err, f.Close()); err != nil {
			return written, err
		}
		written = append(written, name)
	}
	return written, nil
}

// shared are the functions of both forms.
func shared(b *Brief) map[string]any {
	return map[string]any{"day": day, "days": days, "during": during, "lower": lower, "number": number, "sentence": sentence, "spaced": spaced, "list": list, "join": strings.Join, "plural": plural,
		"policyName": func() string { return policyNames[b.Policy] }, "policyWords": func() string { return policyWords[b.Policy] },
		"headline": b.headline, "add": func(a, z int) int { return a + z }}
}

// HTML writes a brief as one page that needs nothing else.
func (b *Brief) HTML(w io.Writer, t *Templates) error {
	b.Style = template.CSS(t.files[styleFile]) //nolint:gosec // the user's own or ours
	page := template.New(htmlFile).Funcs(shared(b)).Funcs(template.FuncMap{
		"num": func(f *Figure) template.HTML { return htmlNumber(f) }, "t": func(s string) string { return s },
		"parts": func(e *Evidence) template.HTML {
			return template.HTML(e.parts(func(out *strings.Builder, p *Part) { //nolint:gosec // numbers, and names of incidents
				fmt.Fprintf(out, `<a href="#%s" data-low="%d" data-best="%d" data-high="%d">%s</a>`, p.ID, p.Low, p.Best, p.High, p.text())
			}))
		},
		"quoted": func(n *Note, words string) template.HTML {
			return template.HTML(fmt.Sprintf(`<a class="num" href="#%s">%s</a>`, n.ID(), template.HTMLEscapeString(words))) //nolint:gosec // escaped
		},
		"cite": func(notes ...any) template.HTML {
			var out strings.Builder
			for i, n := range notesIn(notes) {
				if i > 0 {
					out.WriteString(", ")
				}
				fmt.Fprintf(&out, `<a href="#n%d">%d</a>`, n.Number, n.Number)
			}
			if out.Len() == 0 {
				return ""
			}
			return template.HTML(`<sup class="cite">` + out.String() + `</sup>`) //nolint:gosec // numbers
		}})
	return execute(w, b, func(name string, out io.Writer) error {
		for _, file := range []string{wordsFile, htmlFile} {
			if _, err := page.Parse(t.files[file]); err != nil {
				return err
			}
		}
		return page.Execute(out, b)
	})
}

// htmlNumber writes a number as a link to its evidence.
func htmlNumber(f *Figure) template.HTML {
	spread := ""
	if s := f.Spread(); s != "" {
		spread = ` <span class="range">(` + s + `)</span>`
	}
	whose := ""
	if f.Incident != "" {
		whose = ` data-incident="` + template.HTMLEscapeString(f.Incident) + `"`
	}
	return template.HTML(fmt.Sprintf(`<a class="num" href="%s" data-evidence="%s"%s data-kind="%s" data-low="%d" data-best="%d" data-high="%d">%s%s</a>`, //nolint:gosec // escaped
		template.HTMLEscapeString(f.Href), template.HTMLEscapeString(f.Evidence), whose, template.HTMLEscapeString(f.Kind), f.low, f.best, f.high, f.Best(), spread))
}

func notesIn(list []any) (out []*Note) {
	for _, x := range list {
		switch n := x.(type) {
		case *Note:
			out = append(out, n)
		case []*Note:
			out = append(out, n...)
		}
	}
	return out
}

// Markdown writes a brief as text.
func (b *Brief) Markdown(w io.Writer, t *Templates) error {
	page := text.New(markdownFile).Funcs(shared(b)).Funcs(text.FuncMap{"t": markdown,
		"parts": func(e *Evidence) string {
			return e.parts(func(out *strings.Builder, p *Part) { fmt.Fprintf(out, "[%s](#%s)", p.text(), p.ID) })
		},
		"quoted": func(n *Note, words string) string { return "[" + markdown(words) + "](#" + n.ID() + ")" },
		"num": func(f *Figure) string {
			s := f.Best()
			if r := f.Spread(); r != "" {
				s += " (" + r + ")"
			}
			return "[" + s + "](" + f.Href + ")"
		},
		"cite": func(notes ...any) string {
			var out strings.Builder
			for _, n := range notesIn(notes) {
				fmt.Fprintf(&out, "[^%d]", n.Number)
			}
			return out.String()
		}})
	return execute(w, b, func(name string, out io.Writer) error {
		for _, file := range []string{wordsFile, markdownFile} {
			if _, err := page.Parse(t.files[file]); err != nil {
				return err
			}
		}
		return page.Execute(out, b)
	})
}

// execute writes all of a page or nothing.
func execute(w io.Writer, b *Brief, write func(name string, out io.Writer) error) error {
	var out bytes.Buffer
	if err := write(b.Title, &out); err != nil {
		return fmt.Errorf("template: %w", err)
	}
	_, err := w.Write(out.Bytes())
	return err
}

// markdown escapes what Markdown would take for marks, so that a report cannot steer the document.
func markdown(s string) string {
	var out strings.Builder
	for _, r := range strings.Join(strings.Fields(s), " ") {
		if strings.ContainsRune("\\`*_{}[]<>#|~$&", r) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}
