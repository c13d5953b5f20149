package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A tally is how often something was done, how long it took, and how often it failed.
type tally struct {
	times  []time.Duration // since the last row
	all    int
	failed int
}

type tallies struct {
	mu                         sync.Mutex
	added, read, judged, pages tally
	first                      error
}

func (t *tallies) note(what *tally, took time.Duration, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	what.times = append(what.times, took)
	what.all++
	if err != nil {
		what.failed++
		fmt.Fprintln(os.Stderr, time.Now().Format(time.TimeOnly), err)
		if t.first == nil {
			t.first = err
		}
	}
}

func (t *tallies) errors() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.added.failed + t.read.failed + t.judged.failed + t.pages.failed
}

// A row is what one interval took.
type row struct {
	after                      time.Duration
	desk, own                  int64 // resident memory in bytes, of the desk and of this process; 0 where it cannot be told
	added, read, judged, pages spread
	errors                     int // since the start
}

// A spread is how many there were, and how long half of them, 95 in 100, and the longest took.
type spread struct {
	n              int
	half, most, at time.Duration
}

// take gives the spread since the last time, and begins anew.
func (what *tally) take() spread {
	s := spread{n: len(what.times)}
	if s.n > 0 {
		slices.Sort(what.times)
		s.half, s.most, s.at = what.times[s.n/2], what.times[s.n*95/100], what.times[s.n-1]
	}
	what.times = nil
	return s
}

// watch makes a row each interval, until the end.
func watch(ctx context.Context, interval time.Duration, d *desk, t *tallies) (rows []row) {
	begun := time.Now()
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return rows
		case <-tick.C:
		}
		t.mu.Lock()
		r := row{after: time.Since(begun), desk: resident(d.cmd.Process.Pid), own: resident(os.Getpid()),
			added: t.added.take(), read: t.read.take(), judged: t.judged.take(), pages: t.pages.take(),
			errors: t.added.failed + t.read.failed + t.judged.failed + t.pages.failed}
		t.mu.Unlock()
		fmt.Fprintf(os.Stderr, "%s: %d MB, %d pages, %d errors\n", r.after.Round(time.Second), r.desk>>20, r.pages.n, r.errors)
		rows = append(rows, r)
	}
}

// resident gives the memory of a process, on Linux.
func resident(pid int) int64 {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if fields := bytes.Fields(data); err == nil && len(fields) > 1 {
		n, _ := strconv.ParseInt(string(fields[1]), 10, 64)
		return n * int64(os.Getpagesize())
	}
	return 0
}

func table(rows []row, t *tallies, faults int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %d processors, %s/%s: %d batches filed, %d reports read and filed, %d judgements, %d pages; %d errors; `db check` found %d faults.\n\n",
		runtime.Version(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, t.added.all, t.read.all, t.judged.all, t.pages.all, t.errors(), faults)
	b.WriteString("| after | desk, MB | filing process, MB | batches | reports read | judgements | pages | pages: half, 95 %, longest, ms | judgements: 95 %, ms | batches: 95 %, ms | errors |\n")
	b.WriteString("|" + strings.Repeat("---|", 11) + "\n")
	for _, r := range rows {
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d | %d | %d | %d, %d, %d | %d | %d | %d |\n", r.after.Round(time.Second), r.desk>>20, r.own>>20, r.added.n, r.read.n, r.judged.n, r.pages.n,
			r.pages.half.Milliseconds(), r.pages.most.Milliseconds(), r.pages.at.Milliseconds(), r.judged.most.Milliseconds(), r.added.most.Milliseconds(), r.errors)
	}
	return b.String()
}

// draw makes two charts of the rows, one under the other: memory, and how long pages took.
func draw(rows []row) string {
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 400" role="img" font-family="sans-serif" font-size="12">` + "\n")
	b.WriteString("<title>Memory and times while a ledger is filled, judged and browsed</title>\n<desc>The table has the figures.</desc>\n<rect width=\"720\" height=\"400\" fill=\"#fff\"/>\n")
	chart(&b, rows, 20, "Resident memory of the desk (dark) and of the filing process (light), MB",
		func(r *row) float64 { return float64(r.desk >> 20) }, func(r *row) float64 { return float64(r.own >> 20) })
	chart(&b, rows, 215, "Pages: 95 in 100 took no longer (dark), half (light), ms",
		func(r *row) float64 { return float64(r.pages.most.Milliseconds()) }, func(r *row) float64 { return float64(r.pages.half.Milliseconds()) })
	b.WriteString("</svg>\n")
	return b.String()
}

func chart(b *strings.Builder, rows []row, top int, title string, lines ...func(*row) float64) {
	const left, width, height = 60, 640, 130
	highest, longest := 1.0, 1.0
	for i := range rows {
		longest = max(longest, rows[i].after.Seconds())
		for _, line := range lines {
			highest = max(highest, line(&rows[i]))
		}
	}
	base := top + 20 + height
	fmt.Fprintf(b, "<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s</text>\n", left, top+10, title)
	fmt.Fprintf(b, "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#888\"/>\n", left, base-height, base, left+width)
	fmt.Fprintf(b, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.0f</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>\n", left-6, base-height+8, highest, left-6, base)
	fmt.Fprintf(b, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n", left+width, base+16, (time.Duration(longest) * time.Second).String())
	for i, line := range lines {
		fmt.Fprintf(b, "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"", []string{"#1f3a5f", "#8aa9cf"}[i])
		for j := range rows {
			fmt.Fprintf(b, "%.1f,%.1f ", left+width*rows[j].after.Seconds()/longest, float64(base)-height*line(&rows[j])/highest)
		}
		b.WriteString("\"/>\n")
	}
}
