// Fit learns weights.tsv, by which the gazetteer tells names of places from
// other words, from reports with their toponyms marked. Run by hand, from the folder gazetteer:
//
//	go run ./internal/fit -from ../../shared/bench -to weights.tsv
//
// It learns from folds 0 to 3 of geo.jsonl.gz, as printed and in capitals
// and in small letters. The same reports give the same weights.
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
	var all []example
	for _, read := range []func(string, int) ([]example, error){readGeo} {
		list, err := read(from, leave)
		if err != nil {
			return err
		}
		all = append(all, list...)
	}
	w := learn(all)
	w[gazetteer.Feature{Group: "kind", Value: "country"}] += 0 // so that the feature is there
	for f := range w {
		if f.Group == "case" {
			w[f] += shift
		}
	}
	log.Printf("%d examples, %d weights", len(all), len(w))
	return write(to, w)
}

// An example is a spot and whether it is a place.
type example struct {
	features []gazetteer.Feature
	place    bool
	weight   float64
}

// A report is a line of the benchmark.
type report struct {
	Title string `json:"title"`
	Text  string `json:"text"`
	Fold  int    `json:"fold"`
	Gold  struct {
		Toponyms []struct {
			Start int `json:"start"`
			End   int `json:"end"`
		} `json:"toponyms"`
	} `json:"gold"`
}

// development is the fold that nothing may learn from.
const development = 4

func readGeo(from string, leave int) ([]example, error) {
	file, err := os.Open(filepath.Join(from, "geo.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	zr, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	var out []example
	lines := bufio.NewReader(zr)
	for dec := json.NewDecoder(lines); dec.More(); {
		var rep report
		if err := dec.Decode(&rep); err != nil {
			return nil, err
		}
		if rep.Fold == development || rep.Fold == leave {
			continue
		}
		out = append(out, examples(&rep, unchanged, 1)...)
		out = append(out, examples(&rep, unicode.ToUpper, 0.5)...)
		out = append(out, examples(&rep, unicode.ToLower, 0.3)...)
	}
	return out, nil
}

func unchanged(r rune) rune { return r }

// examples gives the spots of a report in another letter case; its code points stay where they are.
func examples(rep *report, letter func(rune) rune, weight float64) []example {
	text := strings.Map(letter, rep.Text)
	doc := language.Parse(strings.Map(letter, rep.Title), text)
	gold := make([]language.Span, len(rep.Gold.Toponyms))
	offsets := byteOffsets(text)
	for i, t := range rep.Gold.Toponyms {
		gold[i] = language.Span{Start: doc.Body + offsets[t.Start], End: doc.Body + offsets[t.End]}
	}
	var out []example
	for _, spot := range gazetteer.Spots(doc) {
		if doc.InTitle(spot.Start) {
			continue
		}
		s := doc.Span(spot.Range)
		place := slices.ContainsFunc(gold, func(g language.Span) bool { return good(spot.Kind, s, g) })
		out = append(out, example{spot.Features, place, weight})
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
			gradient := -1 / (1 + math.Exp(-sum))
			if e.place {
				gradient++
			}
			gradient *= e.weight
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
