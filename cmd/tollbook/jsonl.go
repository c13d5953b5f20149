package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/report"
	"github.com/tollbook/tollbook/stream"
)

// shownErrors is how many bad lines are told of one by one.
const shownErrors = 10

// A lineResult is what came of one line: a record or an error, as a line of JSON.
type lineResult struct {
	number int
	line   []byte
	err    error
}

// filter turns lines of reports into lines of records.
func (c *readCommand) filter(ctx context.Context, out *output) error {
	results := bufio.NewWriterSize(out.stdout, 64<<10)
	for _, input := range c.Inputs {
		in, closeInput, err := openLines(input, out)
		if err != nil {
			out.fail(nameOf(input), err)
			continue
		}
		err = c.filterOne(ctx, in, input, results, out)
		closeInput()
		out.finish()
		if flushErr := results.Flush(); err == nil {
			err = flushErr
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func openLines(input string, out *output) (io.Reader, func(), error) {
	f := os.Stdin
	if input != "-" {
		var err error
		if f, err = os.Open(input); err != nil {
			return nil, nil, fmt.Errorf("cannot be opened: %w", err.(*os.PathError).Err)
		}
	}
	info, err := f.Stat()
	if err == nil && info.IsDir() {
		return nil, nil, fmt.Errorf("is a directory")
	}
	if err == nil && info.Mode().IsRegular() {
		out.progress(info.Size(), true)
	}
	return counted{f, out}, func() { _ = f.Close() }, nil
}

func (c *readCommand) filterOne(ctx context.Context, in io.Reader, input string, results *bufio.Writer, out *output) error {
	lines, bad := 0, 0
	emit := func(r lineResult) error {
		lines++
		if r.err != nil {
			bad++
			out.failed++
			if bad <= shownErrors {
				out.complain(fmt.Sprintf("%s: line %d", nameOf(input), r.number), r.err.Error(), "")
			}
		}
		if _, err := results.Write(r.line); err != nil {
			return fmt.Errorf("writing: %w", err)
		}
		return nil
	}
	opt := c.options()
	err := stream.Ordered(ctx, stream.Lines(in, opt.MaxInput()), runtime.GOMAXPROCS(0), c.readLine, emit, results.Flush)
	if bad > shownErrors {
		out.complain(nameOf(input), fmt.Sprintf("%d of %d lines could not be read", bad, lines), "")
	}
	return err
}

// readLine gives the record of a line, or the error in its place.
func (c *readCommand) readLine(line stream.Line) lineResult {
	r := lineResult{number: line.Number}
	r.line, r.err = c.recordOf(line)
	if r.err != nil {
		failure, _ := json.Marshal(struct { // strings and numbers cannot fail
			Error string `json:"error"`
			Line  int    `json:"line"`
		}{r.err.Error(), line.Number})
		r.line = append(failure, '\n')
	}
	return r
}

func (c *readCommand) recordOf(line stream.Line) (out []byte, err error) {
	defer recovered(&err)
	if line.Err != nil {
		return nil, line.Err
	}
	rep, err := report.FromJSON(line.Bytes, c.options())
	if err != nil {
		return nil, err
	}
	if rep.Published == "" {
		rep.Published = c.Published
	}
	rec := read.Read(rep, c.readOptions())
	return jsonLine(rec, c.totals(rec, rep))
}
