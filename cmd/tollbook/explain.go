package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/codebook/examples"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

type explainCommand struct {
	Sentence string `arg:"" help:"A sentence, or - for standard input."`
	bookFlag
	Published string `placeholder:"DATE" help:"Day of publication (default 2024-05-16)."`
}

// Help says what is explained.
func (explainCommand) Help() string {
	return `For each event it says which pattern (file:line), or the reader, gave the type, and where each value comes from, with the reader's probabilities; then
what was considered and left out, and why.

` + codebook.Rule + `

Examples:

  tollbook codebook explain "Gunmen shot dead two policemen in Daru on Monday."
  tollbook codebook explain --codebook mine - < sentence.txt`
}

// Run explains the events of a sentence.
func (c *explainCommand) Run(_ context.Context, out *output) error {
	if err := c.load(); err != nil {
		return err
	}
	text := c.Sentence
	if text == "-" {
		data, err := io.ReadAll(io.LimitReader(os.Stdin, 2<<20))
		if err != nil {
			return err
		}
		text = strings.TrimSpace(string(data))
	}
	if c.Published == "" {
		c.Published = examples.Published
	}
	if !report.ValidPublished(c.Published) {
		return &usageError{fmt.Sprintf("--published %q is neither a date nor an RFC 3339 time", c.Published), "write it as 2025-10-09"}
	}
	if text == "" {
		return &usageError{"nothing to explain", `give a sentence: tollbook codebook explain "Gunmen shot two men in Daru."`}
	}
	rec, x := read.Explain(&report.Report{Text: text, Published: c.Published}, read.Options{Codebook: c.book})
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n\nthe reader takes the sentence for: %s\n", text, strings.Join(x.Kinds, "; "))
	for i := range x.Events {
		explainEvent(&b, &x.Events[i], rec)
	}
	if len(x.Events) == 0 {
		b.WriteString("\nno event\n")
	}
	explainRest(&b, x.LeftOut)
	_, err := fmt.Fprintln(out.stdout, printableLines(b.String()))
	return err
}

// explainEvent prints an event: a heading, and a line for each reason.
func explainEvent(b *bytes.Buffer, e *read.Explained, rec *record.Record) {
	name := string(e.Type)
	if e.Mode != "" {
		name += "/" + e.Mode
	}
	if e.Main {
		name += ", the news"
	}
	rule := ""
	for _, r := range rec.Events {
		if r.ID == e.ID {
			rule = r.Rule
		}
	}
	fmt.Fprintf(b, "\n%s  %s  (p %.2f, rule %s)\n", e.ID, name, e.P, rule)
	for _, r := range e.Reasons {
		fmt.Fprintf(b, "  %-10s  %s\n              %s\n", r.Field, r.Value, r.Why)
	}
}

// explainRest prints what was left out.
func explainRest(b *bytes.Buffer, list []read.LeftOut) {
	if len(list) == 0 {
		return
	}
	b.WriteString("\nleft out\n")
	for _, l := range list {
		pattern := l.Pattern
		if pattern == "" {
			pattern = "the reader"
		}
		fmt.Fprintf(b, "  %q as %s, by %s\n              %s\n", l.Words, l.Type, pattern, l.Why)
	}
}

// printableLines is printable for a text of several lines.
func printableLines(s string) string {
	lines := strings.Split(strings.TrimRight(s, "\n"), "\n")
	for i := range lines {
		lines[i] = printable(lines[i])
	}
	return strings.Join(lines, "\n")
}
