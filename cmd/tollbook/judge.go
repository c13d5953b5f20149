package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/ledger"
)

type judgeCommand struct {
	address
	Kind   string   `arg:"" help:"accept, edit, reject, add, same, different, split, unsure, note, undo or redo."`
	About  []string `arg:"" help:"What about; see above."`
	Author string   `required:"" env:"TOLLBOOK_AUTHOR" placeholder:"NAME" help:"Who judges."`
	Reason string   `placeholder:"TEXT" help:"Why; of a note, its words."`
}

// Help teaches by example.
func (judgeCommand) Help() string {
	return `Files what a person decided about a value, an event or an incident. Judgements are dated, signed, and go before whatever the program reads or
links, now and after any new reading. REPORT is a report's id; c1 and e1 name a count and an event of its record.

  accept REPORT/c1 [FIELD]        the values are right, and hold whatever is read later;
  accept REPORT/e1 | INCIDENT     of an event, or of all events of an incident, with their counts
  edit REPORT/c1 FIELD VALUE      a value is another: a number, a word, a day as 2025-10-09, a
                                  place as 'Gao, MLI' or by its GeoNames id, names as 'army, police'
  reject REPORT/c1                there is no such count or event
  add REPORT count WORDS F=V...   there is one that was not read; WORDS are the report's own
  same THING THING...             one incident: REPORT/e1, REPORT, or whole INCIDENTs
  different THING THING...        not one incident
  split INCIDENT REPORT...        these are another incident than the rest; "/" parts several
  unsure THING                    looked at, but not decided
  note THING --reason TEXT
  undo JUDGEMENT, redo JUDGEMENT  takes one back, and brings it back again

Examples:

  tollbook judge edit r17/c1 best 18 --author ada --reason "the governor's later figure"
  tollbook judge edit r17/e1 place 'Gao, MLI' --author ada
  tollbook judge add r17 count 'wounding four guards' kind=injured best=4 event=e1 --author ada
  tollbook judge reject r17/e2 --author ada --reason "an accident"
  tollbook judge split ifc9a0ae1635d r23 r24 / r31 --author ada
  tollbook judge undo j0123456789abcdef --author ada`
}

// Run files the judgement.
func (c *judgeCommand) Run(ctx context.Context, out *output) error {
	if !slices.Contains(ledger.Kinds, ledger.Kind(c.Kind)) {
		return &usageError{fmt.Sprintf("there is no judgement of kind %q", c.Kind), "tollbook judge --help lists them"}
	}
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
	n := len(c.About)
	notUnderstood := &usageError{"tollbook judge " + c.Kind + " " + strings.Join(c.About, " ") + " is not understood", "tollbook judge --help has examples"}
	var err error
	switch j.Kind {
	case ledger.Undo, ledger.Redo:
		if n != 1 {
			return notUnderstood
		}
		j.Undoes = c.About[0]
	case ledger.Split:
		if n < 2 {
			return notUnderstood
		}
		return l.Split(ctx, j, c.About[0], partsOf(c.About[1:]))
	case ledger.Add:
		if n < 4 || c.About[1] != "count" && c.About[1] != "event" {
			return notUnderstood
		}
		if j.Value, err = valuesOf(c.About[3:]); err != nil {
			return err
		}
		return one(j)(l.Words(ctx, c.About[0], c.About[1], c.About[2]))
	case ledger.Edit:
		if n != 3 {
			return notUnderstood
		}
		j.Field, j.Value = c.About[1], asJSON(c.About[2])
		return one(j)(l.Anchor(ctx, c.About[0]))
	case ledger.Reject:
		if n != 1 {
			return notUnderstood
		}
		return one(j)(l.Anchor(ctx, c.About[0]))
	case ledger.Accept:
		if n == 2 {
			j.Field = c.About[1]
			return one(j)(l.Anchor(ctx, c.About[0]))
		}
		fallthrough
	default:
		if n > 1 && j.Kind != ledger.Same && j.Kind != ledger.Different {
			return notUnderstood
		}
		for i, name := range c.About {
			more, err := l.Anchors(ctx, name)
			if err != nil {
				return err
			}
			j.Target = append(j.Target, more...)
			if j.Kind == ledger.Different { // what one name stands for stays together
				j.Parts = append(j.Parts, slices.Repeat([]int{i}, len(more))...)
			}
		}
	}
	return nil
}

// one takes an anchor as the judgement's only target.
func one(j *ledger.Judgement) func(ledger.Anchor, error) error {
	return func(a ledger.Anchor, err error) error {
		j.Target = []ledger.Anchor{a}
		return err
	}
}

// partsOf parts names at "/".
func partsOf(names []string) [][]string {
	parts := [][]string{nil}
	for _, name := range names {
		if name == "/" {
			parts = append(parts, nil)
			continue
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], name)
	}
	return slices.DeleteFunc(parts, func(p []string) bool { return len(p) == 0 })
}

// valuesOf reads FIELD=VALUE.
func valuesOf(pairs []string) (json.RawMessage, error) {
	values := map[string]json.RawMessage{}
	for _, pair := range pairs {
		field, value, found := strings.Cut(pair, "=")
		if !found {
			return nil, &usageError{fmt.Sprintf("%q is no value of a field", pair), "write it as best=4"}
		}
		values[field] = asJSON(value)
	}
	return json.Marshal(values)
}

// asJSON takes a number, true, false, null, a list or a word in JSON as it is, and anything else as a word.
func asJSON(value string) json.RawMessage {
	if json.Valid([]byte(value)) {
		return json.RawMessage(value)
	}
	word, _ := json.Marshal(value) // a string cannot fail
	return word
}

type judgementsCommand struct {
	address
	About string `arg:"" optional:"" help:"An incident, a report, REPORT/c1 or REPORT/e1: what was decided about it, and whether it holds."`
}

// Run lists judgements, one in JSON a line, in the order in which they were given.
func (c *judgementsCommand) Run(ctx context.Context, out *output) error {
	l, err := c.openThere(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	w := bufio.NewWriter(out.stdout)
	lines := jsonLines(w)
	if c.About != "" {
		history, err := l.History(ctx, c.About)
		for i := range history {
			err = errors.Join(err, lines.Encode(history[i]))
		}
		return errors.Join(asUsage(err), w.Flush())
	}
	err = l.Judgements(ctx, func(j ledger.Judgement) error { return lines.Encode(j) })
	return errors.Join(err, w.Flush())
}
