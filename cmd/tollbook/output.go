package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/tollbook/tollbook/fetch"
	"github.com/tollbook/tollbook/report"
)

// An output is where results and complaints go.
type output struct {
	stdout *os.File
	stderr *os.File
	colour bool
	width  int // of the page, in columns

	mu       sync.Mutex
	failed   int // inputs that could not be read
	lastHint string
	bar      *progressbar.ProgressBar
}

func newOutput(stdout, stderr *os.File) *output {
	o := &output{stdout: stdout, stderr: stderr, width: 80}
	if term.IsTerminal(int(stdout.Fd())) {
		o.colour = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		if columns, _, err := term.GetSize(int(stdout.Fd())); err == nil && columns > 0 {
			o.width = min(columns, 100)
		}
	}
	return o
}

// complain tells of a failure: what of, why, and what may be done about it.
func (o *output) complain(what, reason, hint string) { o.tell("error", what, reason, hint) }

// warn tells of what is no failure, but hardly meant.
func (o *output) warn(what, reason, hint string) { o.tell("warning", what, reason, hint) }

func (o *output) tell(kind, what, reason, hint string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.bar != nil {
		_ = o.bar.Clear()
	}
	if what != "" {
		what += ": "
	}
	fmt.Fprintf(o.stderr, "tollbook: %s: %s\n", kind, printable(what+reason))
	if hint != "" && hint != o.lastHint {
		fmt.Fprintf(o.stderr, "tollbook: hint: %s\n", printable(hint))
	}
	o.lastHint = hint
}

// fail complains of an input.
func (o *output) fail(what string, err error) {
	o.failed++
	hint := ""
	if own, ok := errors.AsType[*report.Error](err); ok {
		hint = own.Hint
	}
	if own, ok := errors.AsType[*fetch.Error](err); ok {
		hint = own.Hint
	}
	o.complain(what, err.Error(), hint)
}

// printable keeps what an input holds from steering the terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7F && r < 0xA0 || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, s)
}

// progress starts a bar for long work, where somebody is looking and the
// results do not go to the same place. total is in items or bytes.
func (o *output) progress(total int64, bytes bool) {
	if !term.IsTerminal(int(o.stderr.Fd())) || term.IsTerminal(int(o.stdout.Fd())) {
		return
	}
	o.bar = progressbar.NewOptions64(total, progressbar.OptionSetWriter(o.stderr), progressbar.OptionSetDescription("reading"),
		progressbar.OptionShowCount(), progressbar.OptionShowBytes(bytes), progressbar.OptionClearOnFinish(),
		progressbar.OptionSetPredictTime(true), progressbar.OptionFullWidth(), progressbar.OptionThrottle(100_000_000))
}

func (o *output) advance(n int64) {
	if o.bar != nil {
		_ = o.bar.Add64(n)
	}
}

func (o *output) finish() {
	if o.bar != nil {
		_ = o.bar.Finish()
	}
}

// counted moves the bar by what is read.
type counted struct {
	io.Reader
	out *output
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.out.advance(int64(n))
	return n, err
}
