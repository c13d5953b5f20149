package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/tollbook/tollbook/language/kernel"
)

// speed times the program on 1,000 reports of some 400 words, made by joining
// the testkit's cases, and on one such report alone.
func speed(page *strings.Builder, program string) error {
	texts, err := caseTexts()
	if err != nil {
		return err
	}
	var lines bytes.Buffer
	words := 0
	for i := range 1000 {
		var b strings.Builder
		for n, at := 0, i*7; n < 400; at++ {
			text := texts[at%len(texts)]
			b.WriteString(text + "\n\n")
			n += len(strings.Fields(text))
		}
		words += len(strings.Fields(b.String()))
		line, err := json.Marshal(map[string]string{"text": b.String(), "published": "2024-05-01", "language": "en"})
		if err != nil {
			return err
		}
		lines.Write(append(line, '\n'))
	}
	all := lines.Bytes()
	took, memory, err := timed(program, all)
	if err != nil {
		return err
	}
	first, _, err := timed(program, all[:bytes.IndexByte(all, '\n')+1])
	if err != nil {
		return err
	}
	fmt.Fprintf(page, `## Speed

1,000 reports of some 400 words (%d words in all, joined from the testkit's cases) through `+"`tollbook read --jsonl`"+`:

| what | value | limit |
|---|---|---|
| all 1,000 reports, all cores | %.1f s (%.0f words a second) | |
| memory at its highest | %.0f MB | 350 MB |
| start, and read one report | %.2f s | 0.4 s |
`, words, took.Seconds(), float64(words)/took.Seconds(), float64(memory)/1e6, first.Seconds())
	fmt.Printf("speed: 1,000 reports in %.1f s, %.0f MB; one in %.2f s\n", took.Seconds(), float64(memory)/1e6, first.Seconds())
	part := tenth(all)
	for _, k := range []struct{ name, limit string }{{"vnni", "6,000"}, {"avx2", "3,000"}, {"neon", ""}} {
		if !slices.Contains(kernel.Names(), k.name) {
			continue // not on this machine
		}
		took, _, err := timed(program, part, "TOLLBOOK_KERNEL="+k.name, "GOMAXPROCS=1")
		if err != nil {
			return err
		}
		rate := float64(words) / 10 / took.Seconds()
		fmt.Fprintf(page, "| 100 of them, one core, kernel %s | %.0f words a second | %s |\n", k.name, rate, k.limit)
		fmt.Printf("speed: %s, one core: %.0f words a second\n", k.name, rate)
	}
	page.WriteString("\n")
	return nil
}

// tenth gives the first tenth of the lines.
func tenth(lines []byte) []byte {
	all := bytes.SplitAfter(lines, []byte("\n"))
	return bytes.Join(all[:len(all)/10], nil)
}

// timed runs the program as a stream filter, with more in its environment, and gives wall time and highest memory in bytes.
func timed(program string, in []byte, environment ...string) (wall time.Duration, memory int64, err error) {
	cmd := exec.Command(program, "read", "--jsonl")
	cmd.Env = append(os.Environ(), environment...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), io.Discard, os.Stderr
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return 0, 0, err
	}
	wall = time.Since(start)
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		memory = usage.Maxrss * 1024
	}
	return wall, memory, nil
}

func caseTexts() ([]string, error) {
	files, err := filepath.Glob("testkit/cases/*.txt")
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no cases in testkit/cases; run from the repository's root (%v)", err)
	}
	slices.Sort(files)
	var out []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if _, text, ok := strings.Cut(string(data), "\n---\n"); ok {
			out = append(out, text)
		}
	}
	return out, nil
}
