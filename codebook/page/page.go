// Package page sets a codebook out for people: one type on a terminal, or the whole of it as Markdown or HTML.
package page

import (
	"fmt"
	"slices"

	"github.com/tollbook/tollbook/codebook"
)

// quads are the names of the quad classes.
var quads = [5]string{"", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"}

// A Row is a line of patterns, with what is said of them.
type Row struct {
	Patterns []string
	Group    string // what the heading of its group says
	Options  string // what the row says beside
	File     string
	Line     int
	Weak     bool
}

// rowsOf gives the rows of patterns of a type and a mode; every mode for "*".
func rowsOf(b *codebook.Codebook, t *codebook.Type, mode string) []Row {
	var out []Row
	for i := range b.Triggers {
		p := &b.Triggers[i]
		if p.Type != t.Name || mode != "*" && p.Mode != mode {
			continue
		}
		if n := len(out) - 1; n >= 0 && out[n].Line == p.Line {
			out[n].Patterns = append(out[n].Patterns, p.Text)
			continue
		}
		out = append(out, Row{Patterns: []string{p.Text}, Group: p.Group, Options: p.Options, File: p.File, Line: p.Line, Weak: p.Weak})
	}
	return out
}

// modesOf gives the modes of a type, and last one without a name where some patterns have no mode.
func modesOf(b *codebook.Codebook, t *codebook.Type) []codebook.Mode {
	out := slices.Clone(t.Modes)
	if len(rowsOf(b, t, "")) > 0 {
		out = append(out, codebook.Mode{Means: "Patterns without a mode."})
	}
	return out
}

// goldstein writes a value on Goldstein's scale, "" where there is none.
func goldstein(x *float64) string {
	if x == nil {
		return ""
	}
	return fmt.Sprintf("%+.1f", *x)
}

// expected writes what must be found of an event, as examples.txt has it.
func expected(e codebook.Expected) string {
	out := ""
	for i, f := range e.Fields {
		if i > 0 {
			out += "; "
		}
		out += f.Name
		for k, v := range f.Values {
			if k > 0 {
				out += ","
			}
			out += " " + v
		}
	}
	return out
}

// A Lexicon is one of the lists beside the types, with its heading.
type Lexicon struct {
	Title, Means string
	Kinds        []codebook.Kind
}

func lexicons(b *codebook.Codebook) []Lexicon {
	all := []Lexicon{
		{"Contexts", "An event is in a context whose cues stand in its sentences.", b.Contexts.Kinds()},
		{"Weapons", "Kinds of weapons, and the words for them.", b.Weapons.Kinds()},
		{"Targets", "Kinds of things that are hit, and the words for them.", b.Targets.Kinds()},
		{"Realis", "Words that say that an act is planned, threatened, demanded, denied or hypothetical; without any it is actual.", b.Realis.Kinds()},
		{"Loaded words", "Words of one side, by the neutral word that stands for them.", b.Loaded.Kinds()},
	}
	return slices.DeleteFunc(all, func(l Lexicon) bool { return len(l.Kinds) == 0 })
}
