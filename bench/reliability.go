package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
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
		Event      string `json:"event"`
		Fatalities int    `json:"fatalities"`
	} `json:"gold"`
}

// An answer is one value of a record: how probable the reader thought it, and whether it was right.
type answer struct {
	p     float64
	right bool
}

// The bins of the table by their upper ends.
var bins = []float64{0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1}

// A kind of value whose probability is judged.
type kind struct {
	name, task string
	judge      func(*gold, *record.Record) []answer
}

var kinds = []kind{{"event", "plover", judgeEvents}, {"statement", "quotes", judgeStatements}, {"count", "rand", judgeCounts}}

// reliability writes what share of the values with a probability in each bin are right, on fold 4.
func reliability(page *strings.Builder, data, dir string) error {
	page.WriteString("## Calibration\n\nThe record's `p` beside the share that is right, fold 4. An event (plover, the main one) is right if its type is; " +
		"a statement (quotes) if it shares half of its words with an attribution; a count of people killed (rand) " +
		"if it is the coded figure.\n\n| value | p | n | mean p | right |\n|---|---|---|---|---|\n")
	for _, k := range kinds {
		answers, err := judge(filepath.Join(data, k.task+".jsonl.gz"), filepath.Join(dir, k.task+".jsonl"), k.judge)
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
				fmt.Fprintf(page, "| %s | %.2f–%.2f | %d | %.2f | %.2f |\n", k.name, low, high, n, sum/float64(n), float64(right)/float64(n))
			}
			low = high
		}
		if len(answers) > 0 {
			fmt.Fprintf(page, "| %s | all | %d | | expected calibration error %.3f |\n", k.name, len(answers), off/float64(len(answers)))
		}
	}
	page.WriteString("\n")
	return nil
}

// held is the share of a set, one row in so many of folds 0 to 3, that the weights do not learn from (see train/reader/train.py; of rand
// they learn from few rows, and some of these may be among them).
const held = 50

// fit prints, for each kind of value, the slope and offset that make its probabilities those of rows of folds 0 to 3 that the weights do
// not learn from. They are to be put after those that the program has: slope' = slope × its, offset' = slope × its + offset.
func fit(data, program string) error {
	for _, k := range kinds {
		rows, err := heldRows(filepath.Join(data, k.task+".jsonl.gz"))
		if err != nil {
			return err
		}
		records, err := output(bytes.Join(rows, []byte("\n")), program, "read", "--jsonl")
		if err != nil {
			return err
		}
		var answers []answer
		for i, line := range bytes.Split(bytes.TrimSpace(records), []byte("\n")) {
			var g gold
			var r record.Record
			if err := json.Unmarshal(rows[i], &g); err != nil {
				return err
			}
			if json.Unmarshal(line, &r) == nil {
				answers = append(answers, k.judge(&g, &r)...)
			}
		}
		slope, offset := platt(answers)
		fmt.Printf("%s: %d values of %d reports: slope %.2f offset %.2f\n", k.name, len(answers), len(rows), slope, offset)
	}
	return nil
}

func heldRows(file string) ([][]byte, error) {
	packed, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	var out [][]byte
	n := 0
	for s := lines(bufio.NewReader(unpacked)); s.Scan(); {
		var g gold
		if err := json.Unmarshal(s.Bytes(), &g); err != nil {
			return nil, err
		}
		if g.Fold == 4 {
			continue
		}
		if n++; n%held == 0 {
			out = append(out, bytes.Clone(s.Bytes()))
		}
	}
	return out, nil
}

// platt fits right = logistic(slope · log-odds of p + offset) by gradient descent, with targets drawn in a little as Platt has it.
func platt(answers []answer) (slope, offset float64) {
	slope = 1
	right := 0.0
	for _, a := range answers {
		if a.right {
			right++
		}
	}
	yes, no := (right+1)/(right+2), 1/(float64(len(answers))-right+2)
	for range 20000 {
		var ds, do float64
		for _, a := range answers {
			x := math.Log(a.p / (1 - a.p))
			want := no
			if a.right {
				want = yes
			}
			e := 1/(1+math.Exp(-slope*x-offset)) - want
			ds, do = ds+e*x, do+e
		}
		slope -= 0.1 * ds / float64(len(answers))
		offset -= 0.1 * do / float64(len(answers))
	}
	return slope, offset
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

// judgeEvents judges the type of the main event. Some of the sentences are coded YIELD, which is CONCEDE or RETREAT.
func judgeEvents(g *gold, r *record.Record) []answer {
	for i := range r.Events {
		e := &r.Events[i]
		if e.Main && e.P != nil {
			yield := g.Gold.Event == "YIELD" && (e.Type == "CONCEDE" || e.Type == "RETREAT")
			return []answer{{*e.P, yield || string(e.Type) == g.Gold.Event}}
		}
	}
	return nil
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
