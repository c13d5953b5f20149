package actors

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed data/*.txt
var dataFiles embed.FS

// A dataLine is one line of a data file, cut at its bars.
type dataLine struct {
	number int // from 1
	fields []string
}

// dataLines gives the lines of a file that are neither blank nor a comment, each with the same number of fields.
func dataLines(file, text string, fields int) ([]dataLine, error) {
	var out []dataLine
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		parts := strings.Split(line, "|")
		if len(parts) != fields {
			return nil, fmt.Errorf("%s:%d: %d fields, want %d", file, number, len(parts), fields)
		}
		for i := range parts {
			parts[i] = strings.TrimSpace(parts[i])
		}
		out = append(out, dataLine{number, parts})
	}
	return out, nil
}

// listOf cuts a field at its commas; an empty field or "-" gives no items.
func listOf(field string) []string {
	if field == "" || field == "-" {
		return nil
	}
	var out []string
	for item := range strings.SplitSeq(field, ",") {
		if item = strings.TrimSpace(item); item != "" {
			out = append(out, item)
		}
	}
	return out
}

// readData gives the lines of an embedded file.
func readData(file string, fields int) ([]dataLine, error) {
	text, err := dataFiles.ReadFile("data/" + file)
	if err != nil {
		return nil, err
	}
	return dataLines(file, string(text), fields)
}
