package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/tollbook/tollbook/record"
)

// A gold is what a line of a data set says of a report, as far as it is asked here. Spans are in code points.
type gold struct {
	Fold int `json:"fold"`
	Gold struct {
		Attributions []struct {
			Content []record.Mention `json:"content"`
		} `json:"attributions"`
		Events []struct {
			Type    string      `json:"type"`
			Trigger record.Span `json:"trigger"`
		} `json:"events"`
		Fatalities int `json:"fatalities"`
	} `json:"gold"`
}

// An answer is one value of a record: how probable the reader thought it, and whether it was right.
type answer struct {
	p     float64
	right bool
}

// The bins of the table by their upper ends.
var bins = []float64{0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1}

// reliability writes what share of the values with a probability in each bin are right, on fold 4.
func reliability(page *strings.Builder, data, dir string) error {
	page.WriteString("## Calibration\n\nThe record's `p` beside the share that is right, fold 4. An event is a trigger of an ASSAULT (wikievents: right if it is one of " +
		"Attack, Die or Injure); a statement (quotes) is right if it shares half of its words with an attribution; a count of people killed (rand) is right " +
		"if it is the coded figure.\n\n| value | p | n | mean p | right |\n|---|---|---|---|---|\n")
	for _, kind := range []struct {
		name, task string
		judge      func(*gold, *record.Record) []answer
	}{{"event", "wikievents", judgeEvents}, {"statement", "quotes", judgeStatements}, {"count", "rand", judgeCounts}} {
		answers, err := judge(filepath.Join(data, kind.task+".jsonl.gz"), filepath.Join(dir, kind.task+".jsonl"), kind.judge)
		if err != nil {
			return err
		}
		low, off := 0.0, 0.0
		for _, high := range bins {
			n, right, sum := 0, 0, 0.0
			for _, a := range answers {
				if a.p > low && a.p <= high {
					n++
					sum += a.p
					if a.right {
						right++
					}
				}
			}
			if n > 0 {
				off += abs(sum - float64(right))
				fmt.Fprintf(page, "| %s | %.2f–%.2f | %d | %.2f | %.2f |\n", kind.name, low, high, n, sum/float64(n), float64(right)/float64(n))
			}
			low = high
		}
		if len(answers) > 0 {
			fmt.Fprintf(page, "| %s | all | %d | | expected calibration error %.3f |\n", kind.name, len(answers), off/float64(len(answers)))
		}
	}
	page.WriteString("\n")
	return nil
}

func abs(x float64) float64 { return max(x, -x) }

// judge pairs the gold of fold 4 with the records, which are in its order.
func judge(goldFile, recordFile string, judges func(*gold, *record.Record) []answer) ([]answer, error) {
	packed, err := os.ReadFile(goldFile)
	if err != nil {
		return nil, err
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	records, err := os.Open(recordFile)
	if err != nil {
		return nil, err
	}
	defer records.Close()
	golds, recs := lines(bufio.NewReader(unpacked)), lines(bufio.NewReader(records))
	var out []answer
	for golds.Scan() {
		var g gold
		if err := json.Unmarshal(golds.Bytes(), &g); err != nil {
			return nil, fmt.Errorf("%s: %w", goldFile, err)
		}
		if g.Fold != 4 {
			continue
		}
		if !recs.Scan() {
			return nil, fmt.Errorf("%s: too few records", recordFile)
		}
		var r record.Record
		if json.Unmarshal(recs.Bytes(), &r) == nil {
			out = append(out, judges(&g, &r)...)
		}
	}
	return out, golds.Err()
}

func lines(r *bufio.Reader) *bufio.Scanner {
	s := bufio.NewScanner(r)
	s.Buffer(nil, 64<<20)
	return s
}

func judgeEvents(g *gold, r *record.Record) []answer {
	var out []answer
	taken := make([]bool, len(g.Gold.Events))
	for i := range r.Events {
		e := &r.Events[i]
		if e.Type != "ASSAULT" || e.P == nil {
			continue
		}
		for _, t := range e.Triggers {
			right := false
			for k, want := range g.Gold.Events {
				violence := strings.HasPrefix(want.Type, "Conflict.Attack") || strings.HasPrefix(want.Type, "Life.Die") || strings.HasPrefix(want.Type, "Life.Injure")
				if violence && !taken[k] && t.In == "" && t.Start < want.Trigger.End && want.Trigger.Start < t.End {
					taken[k], right = true, true
					break
				}
			}
			out = append(out, answer{*e.P, right})
		}
	}
	return out
}

func judgeStatements(g *gold, r *record.Record) []answer {
	var out []answer
	for i := range r.Statements {
		s := &r.Statements[i]
		if s.P == nil || s.In != "" {
			continue
		}
		right := false
		for _, want := range g.Gold.Attributions {
			shared, size := 0, 0
			for _, c := range want.Content {
				shared += max(0, min(c.End, s.End)-max(c.Start, s.Start))
				size += c.End - c.Start
			}
			right = right || 2*shared >= (size+s.End-s.Start)/2
		}
		out = append(out, answer{*s.P, right})
	}
	return out
}

func judgeCounts(g *gold, r *record.Record) []answer {
	var out []answer
	for i := range r.Counts {
		c := &r.Counts[i]
		if c.P == nil || c.Kind != "killed" || c.Scope != "incident" || c.PartOf != "" || c.Repeats != "" || c.SupersededBy != "" || c.Best == nil {
			continue
		}
		out = append(out, answer{*c.P, *c.Best == g.Gold.Fatalities})
	}
	return out
}
