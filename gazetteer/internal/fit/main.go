// Fit learns weights.tsv, by which the gazetteer tells names of places from
// other words, from reports with their toponyms marked. Run by hand, from the folder gazetteer:
//
//	go run ./internal/fit -from ../../shared/bench -to weights.tsv
//
// It learns from folds 0 to 3: of geo.jsonl.gz, where all toponyms are marked, as printed and in capitals
// and in small letters; then also of sets that name the place of an event only, where
// the first model guesses at the other spots. The same reports give the same weights.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/tollbook/tollbook/gazetteer"
	"github.com/tollbook/tollbook/language"
)

func main() {
	from := flag.String("from", "../../shared/bench", "folder of the reports")
	to := flag.String("to", "weights.tsv", "file to write")
	leave := flag.Int("leave", 4, "a further fold to leave out, to measure on")
	shift := flag.Float64("shift", 0.4, "what to add to the sum: above 0 more places are found, and more that are none")
	flag.Parse()
	if err := fit(*from, *to, *leave, *shift); err != nil {
		log.Fatal(err)
	}
}

func fit(from, to string, leave int, shift float64) error {
	marked, err := readGeo(from, leave)
	if err != nil {
		return err
	}
	w := learn(marked)
	named, err := readNamed(from, leave)
	if err != nil {
		return err
	}
	guess(named, w)
	w = learn(append(marked, named...))
	for f := range w {
		if f.Group == "case" {
			w[f] += shift
		}
	}
	log.Printf("%d and %d examples, %d weights", len(marked), len(named), len(w))
	return write(to, w)
}

// An example is a spot and whether it is a place.
type example struct {
	features []gazetteer.Feature
	place    float64 // 1: it is a place, 0: it is none, between: the chance that it is
	known    bool
	weight   float64
}

// A report is a line of the benchmark.
type report struct {
	Title string `json:"title"`
	Text  string `json:"text"`
	Fold  int    `json:"fold"`
	LDC   bool   `json:"ldc"` // may teach nothing
	Gold  struct {
		Toponyms []struct {
			Start int `json:"start"`
			End   int `json:"end"`
		} `json:"toponyms"`
		City      json.RawMessage `json:"city"` // elsewhere a list
		Locations [][2]int        `json:"locations"`
		Incidents []struct {
			Places []string `json:"places"`
		} `json:"incidents"`
	} `json:"gold"`
}

// development is the fold that nothing may learn from.
const development = 4

func readGeo(from string, leave int) ([]example, error) {
	var out []example
	err := eachReport(filepath.Join(from, "geo.jsonl.gz"), leave, func(rep *report) {
		for _, style := range []struct {
			letter func(rune) rune
			weight float64
		}{{unchanged, 1}, {unicode.ToUpper, 0.5}, {unicode.ToLower, 0.3}} {
			var gold []language.Span
			for _, t := range rep.Gold.Toponyms {
				gold = append(gold, language.Span{Start: t.Start, End: t.End})
			}
			out = append(out, examples(rep, gold, style.letter, style.weight, true)...)
		}
	})
	return out, err
}

// eachReport calls do for the reports of a file but those of the folds that are left out.
func eachReport(path string, leave int, do func(*report)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	zr, err := gzip.NewReader(file)
	if err != nil {
		return err
	}
	for dec := json.NewDecoder(bufio.NewReader(zr)); dec.More(); {
		var rep report
		if err := dec.Decode(&rep); err != nil {
			return err
		}
		if rep.Fold != development && rep.Fold != leave {
			do(&rep)
		}
	}
	return nil
}

func unchanged(r rune) rune { return r }

// examples gives the spots of a report in another letter case; its code points stay where they are.
// The gold spans are in code points of the text. Where not all places are marked, a spot outside them is not known.
func examples(rep *report, gold []language.Span, letter func(rune) rune, weight float64, complete bool) []example {
	text := strings.Map(letter, rep.Text)
	doc := language.Parse(strings.Map(letter, rep.Title), text)
	offsets := byteOffsets(text)
	for i, g := range gold {
		gold[i] = language.Span{Start: doc.Body + offsets[g.Start], End: doc.Body + offsets[g.End]}
	}
	var out []example
	for _, spot := range gazetteer.Spots(doc) {
		if doc.InTitle(spot.Start) {
			continue
		}
		s := doc.Span(spot.Range)
		e := example{features: spot.Features, weight: weight, known: complete}
		if slices.ContainsFunc(gold, func(g language.Span) bool { return good(spot.Kind, s, g) }) {
			e.place, e.known = 1, true
		}
		out = append(out, e)
	}
	return out
}

// good says whether a spot is the gold place: overlap is enough, but a facility must have its last word.
func good(kind string, s, g language.Span) bool {
	if kind == "facility" {
		return s.Start < g.End && g.Start < s.End && g.End >= s.End
	}
	return s.Start < g.End && g.Start < s.End
}

func byteOffsets(text string) []int {
	offsets := make([]int, 0, len(text)+1)
	for i := range text {
		offsets = append(offsets, i)
	}
	return append(offsets, len(text))
}

// learn fits a logistic regression by stochastic gradient descent with a step of its own for
// each weight (AdaGrad) and a pull towards zero, over the examples in a fixed order.
func learn(examples []example) map[gazetteer.Feature]float64 {
	const rounds, step, pull = 25, 0.2, 0.0004
	w, squares := map[gazetteer.Feature]float64{}, map[gazetteer.Feature]float64{}
	for round := range rounds {
		for k := range examples {
			e := &examples[(k*7919+round)%len(examples)]
			sum := 0.0
			for _, f := range e.features {
				sum += w[f]
			}
			gradient := (e.place - 1/(1+math.Exp(-sum))) * e.weight
			for _, f := range e.features {
				g := gradient - pull*w[f]
				squares[f] += g * g
				w[f] += step * g / math.Sqrt(squares[f]+1e-6)
			}
		}
	}
	return w
}

func write(to string, w map[gazetteer.Feature]float64) error {
	var b strings.Builder
	b.WriteString("# What tells a name of a place from other words: group, kind of candidate (empty: any), value, and how much it adds to the\n" +
		"# log of the odds. A candidate is a place when the sum is above zero. Written by internal/fit.\n")
	var rows []string
	for f, v := range w {
		if math.Abs(v) >= 0.02 {
			rows = append(rows, fmt.Sprintf("%s\t%s\t%s\t%.2f\n", f.Group, f.Kind, f.Value, v))
		}
	}
	slices.Sort(rows)
	b.WriteString(strings.Join(rows, ""))
	return os.WriteFile(to, []byte(b.String()), 0o644)
}
