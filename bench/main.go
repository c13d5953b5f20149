// Command bench scores tollbook on the development data sets and writes
// docs/benchmarks.md. It needs python3 for the scorer.
//
//	go run ./bench -data ../shared/bench -out docs/benchmarks.md
package main

import (
	"bytes"
	_ "embed"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

//go:embed sets.tsv
var setTable string

//go:embed anchors.tsv
var anchorTable string

// A set is one data set: the scorer's task, its file and the metrics that are shown.
type set struct {
	task, file string
	fold       string // "4", or "" for a set that is scored whole
	args       []string
	metrics    []string
	floors     map[string]string
}

func main() {
	data := flag.String("data", "../shared/bench", "folder of the data sets and of score.py")
	out := flag.String("out", "docs/benchmarks.md", "the page to write")
	only := flag.String("only", "", "score this task alone and print its scores, all of them")
	keep := flag.String("keep", "", "folder for the records; a temporary one by default")
	fits := flag.Bool("fit", false, "score nothing; print how the probabilities are to be calibrated")
	flag.Parse()
	if err := run(*data, *out, *only, *keep, *fits); err != nil {
		fmt.Fprintln(os.Stderr, "bench: error:", err)
		os.Exit(1)
	}
}

func run(data, out, only, keep string, fits bool) error {
	if _, err := os.Stat(filepath.Join(data, "score.py")); err != nil {
		fmt.Printf("bench: skipped: no score.py in %s; the data sets are not part of this repository\n", data)
		return nil
	}
	dir := keep
	if dir == "" {
		tmp, err := os.MkdirTemp("", "tollbook-bench")
		if err != nil {
			return err
		}
		defer os.RemoveAll(tmp)
		dir = tmp
	}
	program := filepath.Join(dir, "tollbook")
	if msg, err := exec.Command("go", "build", "-o", program, "./cmd/tollbook").CombinedOutput(); err != nil {
		return fmt.Errorf("building tollbook: %w\n%s", err, msg)
	}
	if fits {
		return fit(data, program)
	}
	var page strings.Builder
	if err := preamble(&page, program); err != nil {
		return err
	}
	for _, s := range sets() {
		if only != "" && s.task != only {
			continue
		}
		file := filepath.Join(data, s.file)
		if _, err := os.Stat(file); err != nil {
			fmt.Printf("bench: %s skipped: no %s\n", s.task, file)
			fmt.Fprintf(&page, "## %s\n\nSkipped: the data set was not there.\n\n", s.task)
			continue
		}
		scores, took, err := score(data, dir, program, file, s)
		if err != nil {
			return fmt.Errorf("%s: %w", s.task, err)
		}
		if only != "" {
			fmt.Print(scores)
			return nil
		}
		fmt.Printf("%s read in %s\n%s", s.task, took.Round(time.Millisecond), scores)
		section(&page, s, scores, took)
	}
	if only != "" {
		return fmt.Errorf("no task %q", only)
	}
	if err := linking(&page, data, dir, program); err != nil {
		return err
	}
	if err := reliability(&page, data, dir); err != nil {
		return err
	}
	if err := speed(&page, program); err != nil {
		return err
	}
	anchors(&page)
	return os.WriteFile(out, []byte(page.String()), 0o644)
}

// sets reads sets.tsv: task, file, fold, arguments of read, metrics with their floors.
func sets() []set {
	var out []set
	for _, line := range rows(setTable) {
		f := strings.Split(line, "\t")
		s := set{task: f[0], file: f[1], fold: strings.TrimPrefix(f[2], "-"), args: strings.Fields(f[3]), floors: map[string]string{}}
		for _, m := range strings.Fields(f[4]) {
			name, floor, _ := strings.Cut(m, ">=")
			s.metrics = append(s.metrics, name)
			s.floors[name] = floor
		}
		out = append(out, s)
	}
	return out
}

func rows(table string) []string {
	var out []string
	for _, line := range strings.Split(table, "\n") {
		if line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

// score reads a set's reports with the program and gives the scorer's lines.
func score(data, dir, program, file string, s set) (lines string, took time.Duration, err error) {
	scorer := filepath.Join(data, "score.py")
	var fold []string
	if s.fold != "" {
		fold = []string{"--fold", s.fold}
	}
	reports, err := output(nil, "python3", append(append([]string{scorer}, fold...), "reports", file)...)
	if err != nil {
		return "", 0, err
	}
	start := time.Now()
	records, err := output(reports, program, append([]string{"read", "--jsonl"}, s.args...)...)
	if err != nil {
		return "", 0, err
	}
	took = time.Since(start)
	kept := filepath.Join(dir, s.task+".jsonl")
	if err := os.WriteFile(kept, records, 0o644); err != nil {
		return "", 0, err
	}
	scored, err := output(nil, "python3", append(append([]string{scorer}, fold...), s.task, file, kept)...)
	return string(scored), took, err
}

func output(in []byte, name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Stdin = bytes.NewReader(in)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %s", filepath.Base(name), err, errs.String())
	}
	return out, nil
}

func preamble(page *strings.Builder, program string) error {
	commit := "unknown"
	if out, err := output(nil, "git", "rev-parse", "--short", "HEAD"); err == nil {
		commit = strings.TrimSpace(string(out))
	}
	if out, err := output(nil, "git", "status", "--porcelain", "--untracked-files=no"); err == nil && len(out) > 0 {
		commit += ", with changes"
	}
	info, err := os.Stat(program)
	if err != nil {
		return err
	}
	fmt.Fprintf(page, `# Benchmarks

Made by `+"`make bench`"+`; do not edit. Targets are measured on fold 4 of each set, which trains nothing and inspires no rule
(the last section says where it was looked at); UD is scored on the official dev files, whole. "Floor" is what this version set out to reach at least.

- commit: %s
- machine: %s/%s, %d cores, %s
- binary: %.1f MB

`, commit, runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version(), float64(info.Size())/1e6)
	return nil
}

func section(page *strings.Builder, s set, scores string, took time.Duration) {
	fmt.Fprintf(page, "## %s\n\n", s.task)
	part := "fold " + s.fold
	if s.fold == "" {
		part = "whole"
	}
	fmt.Fprintf(page, "`%s`, %s; `tollbook read --jsonl %s`, read in %.1f s.\n\n| metric | value | floor | n |\n|---|---|---|---|\n",
		s.file, part, strings.Join(s.args, " "), took.Seconds())
	got := map[string][]string{}
	for _, line := range strings.Split(scores, "\n") {
		if f := strings.Fields(line); len(f) >= 4 {
			got[f[1]] = f[2:]
		}
	}
	for _, m := range s.metrics {
		if v := got[m]; v != nil {
			fmt.Fprintf(page, "| %s | %s | %s | %s |\n", m, v[0], s.floors[m], strings.Trim(v[1], "()"))
		}
	}
	page.WriteString("\n")
}

func anchors(page *strings.Builder) {
	page.WriteString("## Published figures beside these\n\nOther parts of the same data, other tasks in part: a neighbourhood, not a race.\n\n" +
		"| data | system | figure | source |\n|---|---|---|---|\n")
	for _, line := range rows(anchorTable) {
		fmt.Fprintf(page, "| %s |\n", strings.Join(strings.Split(line, "\t"), " | "))
	}
	page.WriteString("\n" + weak)
}

//go:embed weak.md
var weak string
