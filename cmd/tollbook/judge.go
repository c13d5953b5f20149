package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/tollbook/tollbook/ledger"
)

type judgeCommand struct {
	address
	Kind   string   `arg:"" enum:"accept,edit,reject,same,different,note,undo" help:"accept, edit, reject, same, different, note or undo."`
	About  []string `arg:"" help:"What about: REPORT/c1 or REPORT/e1; two of them for same and different; FIELD and VALUE after it for edit, FIELD for accept; the judgement's name for undo."`
	Author string   `required:"" env:"TOLLBOOK_AUTHOR" placeholder:"NAME" help:"Who judges."`
	Reason string   `placeholder:"TEXT" help:"Why."`
}

// Help teaches by example.
func (judgeCommand) Help() string {
	return `Files what a person decided about a value, or about two events. Judgements are dated, signed, and go before whatever the program reads or
links, now and after any new reading; undo takes one back. REPORT is a report's id, c1 and e1 name a count and an event of its record.

Examples:

  tollbook judge edit r17/c1 best 18 --author ada --reason "the governor's later figure"
  tollbook judge reject r17/e2 --author ada --reason "an accident"
  tollbook judge same r17/e1 r23/e1 --author ada
  tollbook judge undo j0123456789abcdef --author ada`
}

// Run files the judgement.
func (c *judgeCommand) Run(ctx context.Context, out *output) error {
	l, err := c.openThere(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	j := &ledger.Judgement{Author: c.Author, Kind: ledger.Kind(c.Kind), Reason: c.Reason}
	if err := c.fill(ctx, l, j); err != nil {
		return asUsage(err)
	}
	if err := l.Judge(ctx, j); err != nil {
		return asUsage(err)
	}
	_, err = fmt.Fprintln(out.stdout, j.ID)
	return err
}

// fill reads what the judgement is about.
func (c *judgeCommand) fill(ctx context.Context, l *ledger.Ledger, j *ledger.Judgement) error {
	about := c.About
	targets := 1
	switch j.Kind {
	case ledger.Undo:
		j.Undoes, about, targets = about[0], about[1:], 0
	case ledger.Same, ledger.Different:
		targets = 2
	}
	for ; targets > 0 && len(about) > 0; targets-- {
		a, err := l.Anchor(ctx, about[0])
		if err != nil {
			return err
		}
		j.Target, about = append(j.Target, a), about[1:]
	}
	if (j.Kind == ledger.Edit || j.Kind == ledger.Accept) && len(about) > 0 {
		j.Field, about = about[0], about[1:]
	}
	if j.Kind == ledger.Edit && len(about) > 0 {
		j.Value, about = asJSON(about[0]), about[1:]
	}
	if len(about) > 0 || j.Kind == ledger.Edit && j.Value == nil {
		return &usageError{"tollbook judge " + c.Kind + " " + strings.Join(c.About, " ") + " is not understood", "tollbook judge --help has examples"}
	}
	return nil
}

// asJSON takes a number, true, false or null as it is, and anything else as a word.
func asJSON(value string) json.RawMessage {
	if json.Valid([]byte(value)) {
		return json.RawMessage(value)
	}
	word, _ := json.Marshal(value) // a string cannot fail
	return word
}

type judgementsCommand struct{ address }

// Run lists all judgements, one in JSON a line, in the order in which they were given.
func (c *judgementsCommand) Run(ctx context.Context, out *output) error {
	l, err := c.openThere(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	w := bufio.NewWriter(out.stdout)
	lines := jsonLines(w)
	err = l.Judgements(ctx, func(j ledger.Judgement) error { return lines.Encode(j) })
	return errors.Join(err, w.Flush())
}
