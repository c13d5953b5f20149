package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// A linked is a set whose incidents are known: its reports are filed in a ledger, all at once, and the ledger's incidents are scored.
type linked struct {
	title, file string
	scored      []string // arguments of the scorer that choose what is scored
}

// linking scores the incidents of ledgers: of GVA, and of the corpus that was written for it.
func linking(page *strings.Builder, data, dir, program string) error {
	corpus, err := wholeCorpus(dir)
	if err != nil {
		return err
	}
	page.WriteString("## Incidents\n\nReports read by `tollbook add`, incidents by `tollbook incidents --format clusters`, a report in the one of its main event. In `gva` the whole set is in the ledger and fold 4 is scored; " +
		"`testkit/corpus` is written: roundups, rising tolls, denials, attacks in one town on one day, anniversaries, corrections, trials. Weights of links learnt from half a.\n\n" +
		"| set | B-cubed | floor | CEAF-e | floor | pairs | floor |\n|---|---|---|---|---|---|---|\n")
	for _, s := range []linked{
		{"gva, fold 4", filepath.Join(data, "gva.jsonl.gz"), []string{"--fold", "4"}},
		{"testkit/corpus, both halves", corpus, nil},
		{"testkit/corpus, half b", "testkit/corpus/b.jsonl", nil},
	} {
		if _, err := os.Stat(s.file); err != nil {
			fmt.Printf("bench: linking of %s skipped: no %s\n", s.title, s.file)
			continue
		}
		got, err := incidents(data, dir, program, s)
		if err != nil {
			return fmt.Errorf("linking of %s: %w", s.title, err)
		}
		floors := []string{"0.92", "", ""}
		if s.scored != nil {
			floors = []string{"0.93", "0.88", "0.82"}
		}
		fmt.Fprintf(page, "| %s | %s | %s | %s | %s | %s | %s |\n", s.title, got["b3.f"], floors[0], got["ceaf-e.f"], floors[1], got["pairs.f"], floors[2])
	}
	page.WriteString("\n")
	return nil
}

// wholeCorpus puts both halves of the written corpus into one file.
func wholeCorpus(dir string) (string, error) {
	var both []byte
	for _, half := range []string{"a", "b"} {
		lines, err := os.ReadFile(filepath.Join("testkit", "corpus", half+".jsonl"))
		if err != nil {
			return "", err
		}
		both = append(both, lines...)
	}
	file := filepath.Join(dir, "corpus.jsonl")
	return file, os.WriteFile(file, both, 0o644)
}

// incidents files a set in a new ledger and gives the scores of its incidents.
func incidents(data, dir, program string, s linked) (map[string]string, error) {
	scorer := filepath.Join(data, "score.py")
	reports, err := output(nil, "python3", scorer, "reports", s.file)
	if err != nil {
		return nil, err
	}
	work, err := os.MkdirTemp(dir, "link")
	if err != nil {
		return nil, err
	}
	in, clusters, db := filepath.Join(work, "in.jsonl"), filepath.Join(work, "clusters.jsonl"), filepath.Join(work, "ledger.db")
	if err := os.WriteFile(in, reports, 0o644); err != nil {
		return nil, err
	}
	if _, err := output(nil, program, "add", "--db", db, in); err != nil {
		return nil, err
	}
	found, err := output(nil, program, "incidents", "--db", db, "--format", "clusters")
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(clusters, found, 0o644); err != nil {
		return nil, err
	}
	lines, err := output(nil, "python3", append(append([]string{scorer}, s.scored...), "link", s.file, clusters)...)
	if err != nil {
		return nil, err
	}
	fmt.Printf("linking of %s\n%s", s.title, lines)
	got := map[string]string{}
	for _, line := range strings.Split(string(lines), "\n") {
		if f := strings.Fields(line); len(f) >= 3 {
			got[f[1]] = f[2]
		}
	}
	return got, nil
}
