package show

import (
	"strings"

	"github.com/rivo/uniseg"
)

// A style is the number of an ANSI "select graphic rendition" sequence, empty for plain.
type style string

const (
	plain          style = ""
	bold           style = "1"
	dim            style = "2"
	countStyle     style = "4;31"
	eventStyle     style = "4;35"
	statementStyle style = "4;36"
	speechStyle    style = "36"
	countNumber    style = "1;31"
	eventNumber    style = "1;35"
	sayNumber      style = "1;36"
	questionStyle  style = "33"
)

// A cell is one grapheme cluster with its style: what a terminal sets in one go.
type cell struct {
	text  string
	width int // in columns
	style style
}

// cells splits a clean string.
func cells(s string, st style) []cell {
	out := make([]cell, 0, len(s))
	state := -1
	for len(s) > 0 {
		var cluster string
		var width int
		cluster, s, width, state = uniseg.FirstGraphemeClusterInString(s, state)
		out = append(out, cell{cluster, width, st})
	}
	return out
}

func widthOf(line []cell) int {
	n := 0
	for _, c := range line {
		n += c.width
	}
	return n
}

// wrap breaks cells into lines of at most width columns: at spaces, after a
// dash within a word, between wide characters, and anywhere in a word that is longer than a line.
func wrap(text []cell, width int) [][]cell {
	var lines [][]cell
	var line []cell
	used, lastBreak := 0, 0 // lastBreak: cells of line that may stay when it is broken
	push := func(upTo int) {
		lines = append(lines, trimRight(line[:upTo]))
		line = trimLeft(append([]cell(nil), line[upTo:]...))
		used, lastBreak = widthOf(line), 0
	}
	for _, c := range text {
		if c.text == " " && used == 0 {
			continue
		}
		if used+c.width > width && c.text != " " && len(line) > 0 {
			if c.width == 2 && line[len(line)-1].width == 2 || lastBreak == 0 {
				lastBreak = len(line)
			}
			push(lastBreak)
		}
		line = append(line, c)
		used += c.width
		if c.text == " " || isDash(c.text) && len(line) > 1 {
			lastBreak = len(line)
		}
	}
	if len(trimRight(line)) > 0 {
		lines = append(lines, trimRight(line))
	}
	return lines
}

func isDash(s string) bool { return s == "-" || s == "–" || s == "—" || s == "/" }

func trimRight(line []cell) []cell {
	for len(line) > 0 && line[len(line)-1].text == " " {
		line = line[:len(line)-1]
	}
	return line
}

func trimLeft(line []cell) []cell {
	for len(line) > 0 && line[0].text == " " {
		line = line[1:]
	}
	return line
}

// render writes a line, with its styles if colour is asked for.
func render(b *strings.Builder, line []cell, colour bool) {
	current := plain
	for _, c := range line {
		if colour && c.style != current {
			if current != plain {
				b.WriteString("\x1b[0m")
			}
			if c.style != plain {
				b.WriteString("\x1b[" + string(c.style) + "m")
			}
			current = c.style
		}
		b.WriteString(c.text)
	}
	if current != plain {
		b.WriteString("\x1b[0m")
	}
}
