package main

import (
	"bytes"
	"context"
	"strings"

	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/codebook/page"
	"github.com/tollbook/tollbook/record"
)

type showCommand struct {
	Name string `arg:"" optional:"" name:"type" help:"A type, as ASSAULT, or one of its modes, as ASSAULT/shooting."`
	bookFlag
}

// Help teaches by example.
func (showCommand) Help() string {
	return `Without a name it lists the types.

Examples:

  tollbook codebook show                      the types
  tollbook codebook show assault              what a type means, its modes and codes, its examples
  tollbook codebook show assault/shooting     the patterns of a mode, with file and line`
}

// Run prints what is asked for.
func (c *showCommand) Run(_ context.Context, out *output) error {
	if err := c.load(); err != nil {
		return err
	}
	var b bytes.Buffer
	err := c.write(&b, out.width)
	if err != nil {
		return err
	}
	_, err = out.stdout.WriteString(printableLines(b.String()) + "\n")
	return err
}

func (c *showCommand) write(b *bytes.Buffer, width int) error {
	if c.Name == "" {
		return page.List(b, c.book, width)
	}
	name, mode, one := strings.Cut(c.Name, "/")
	t := c.book.Type(record.Type(strings.ToUpper(name)))
	if t == nil {
		hint := "its types are " + strings.Join(typeNames(c.book), ", ")
		if near := codebook.Nearest(strings.ToUpper(name), typeNames(c.book)); near != "" {
			hint = "did you mean " + near + "?"
		}
		return &usageError{"the codebook has no type " + strings.ToUpper(name), hint}
	}
	if !one {
		return page.Type(b, c.book, t, width)
	}
	m := t.Mode(strings.ToLower(mode))
	if m == nil {
		return &usageError{string(t.Name) + " has no mode " + mode, "tollbook codebook show " + string(t.Name) + " lists its modes"}
	}
	return page.ModeText(b, c.book, t, m, width)
}

func typeNames(b *codebook.Codebook) []string {
	var out []string
	for _, t := range b.Types {
		out = append(out, string(t.Name))
	}
	return out
}

type renderCommand struct {
	Format string `enum:"html,markdown" default:"html" help:"html for a browser (one file that needs no other), or markdown."`
	bookFlag
}

// Help teaches by example.
func (renderCommand) Help() string {
	return `The page has every type with its meaning, boundaries, modes, codes, examples and patterns, and the lists beside them. The same codebook gives the same page.

Examples:

  tollbook codebook render > codebook.html
  tollbook codebook render --codebook mine --format markdown > codebook.md`
}

// Run prints the codebook as a page.
func (c *renderCommand) Run(_ context.Context, out *output) error {
	if err := c.load(); err != nil {
		return err
	}
	if c.Format == "markdown" {
		return page.Markdown(out.stdout, c.book)
	}
	return page.HTML(out.stdout, c.book)
}
