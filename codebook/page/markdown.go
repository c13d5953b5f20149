package page

import (
	"fmt"
	"io"
	"strings"

	"github.com/tollbook/tollbook/codebook"
)

// Markdown writes the whole codebook as Markdown.
func Markdown(w io.Writer, b *codebook.Codebook) error {
	p := &printer{w: w}
	p.line("# The codebook %s\n", b.Title())
	p.line("What counts as which event, and by which words it is found. This page is printed by `tollbook codebook render --format markdown`.\n")
	p.line("## How events are found\n")
	p.line("%s Patterns are words and phrases with what must stand around them; the reader is the statistical model that reads every report first.\n", codebook.Rule)
	for _, r := range codebook.Rules {
		p.line("- *%s*: %s", r.Name, escape(r.Text))
	}
	p.line("\n## Types\n")
	p.line("| type | quad | meaning |\n|---|---|---|")
	for i := range b.Types {
		t := &b.Types[i]
		p.line("| [%s](#%s) | %d %s | %s |", t.Name, strings.ToLower(string(t.Name)), t.Quad, quads[t.Quad], escape(t.Means))
	}
	for i := range b.Types {
		p.markdownType(b, &b.Types[i])
	}
	for _, l := range lexicons(b) {
		p.line("\n## %s\n\n%s\n", l.Title, l.Means)
		for _, k := range l.Kinds {
			p.line("- **%s**: %s", k.Name, escape(strings.Join(k.Phrases, ", ")))
		}
	}
	return p.err
}

func (p *printer) markdownType(b *codebook.Codebook, t *codebook.Type) {
	p.line("\n## %s\n\n%s\n", t.Name, escape(t.Means))
	p.line("Quad class %d, %s. Files: `%s/`.\n", t.Quad, quads[t.Quad], t.Folder)
	if t.Not != "" {
		p.line("Not: %s\n", escape(t.Not))
	}
	for _, r := range t.Boundaries {
		p.line("- %s", escape(r))
	}
	if len(t.Boundaries) > 0 {
		p.line("")
	}
	p.line("| mode | CAMEO | meaning | words |\n|---|---|---|---|")
	for _, m := range modesOf(b, t) {
		p.line("| %s | %s | %s | %s |", m.Name, m.CAMEO, escape(m.Means), escape(words(b, t, m.Name)))
	}
	if len(t.Codes) > 0 {
		p.line("\n| CAMEO | Goldstein | meaning |\n|---|---|---|")
	}
	for _, c := range t.Codes {
		p.line("| %s | %s | %s |", c.Code, goldstein(c.Goldstein), escape(c.Means))
	}
	p.markdownExamples(t)
}

func (p *printer) markdownExamples(t *codebook.Type) {
	for _, near := range []bool{false, true} {
		heading := map[bool]string{false: "Examples", true: "Near misses"}[near]
		for i := range t.Examples {
			e := &t.Examples[i]
			if e.NearMiss != near {
				continue
			}
			if heading != "" {
				p.line("\n%s:\n", heading)
				heading = ""
			}
			says := why(e)
			if !near {
				var list []string
				for _, x := range e.Events {
					list = append(list, expected(x))
				}
				says = strings.Join(list, " / ")
			}
			p.line("- *%s* %s", escape(e.Sentence), escape(says))
		}
	}
}

// words joins the patterns of a mode, the weak ones in brackets.
func words(b *codebook.Codebook, t *codebook.Type, mode string) string {
	var out []string
	for _, r := range rowsOf(b, t, mode) {
		for _, s := range r.Patterns {
			if r.Weak {
				s = fmt.Sprintf("(%s)", s)
			}
			out = append(out, s)
		}
	}
	return strings.Join(out, ", ")
}

// escape keeps Markdown from reading marks that are meant as they are.
func escape(s string) string {
	return strings.NewReplacer("|", `\|`, "*", `\*`, "_", `\_`, "<", "&lt;", "`", "\\`", "[", `\[`).Replace(s)
}
