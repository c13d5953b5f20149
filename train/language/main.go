// Command language trains the models of package language from treebanks and name lists. See train/README.md.
//
//	go run ./train/language -data ../shared/bench
//
// The same data, code and flags give the same bytes.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/tollbook/tollbook/language/model"
)

func main() {
	log.SetFlags(log.Ltime)
	data := flag.String("data", "../shared/bench", "folder with the treebanks and the name lists")
	out := flag.String("out", weightFolder, "folder for the weights")
	only := flag.String("only", "", "train only this: clusters, tagger, parser or entities")
	rounds := flag.Int("rounds", 0, "rounds over the data (0: as committed)")
	scoreOnly := flag.Bool("score", false, "train nothing, print the figures")
	sumOnly := flag.Bool("sum", false, "train nothing, write the sums: after a change of code that leaves the weights as they are")
	flag.Parse()
	if *scoreOnly {
		*only = "nothing"
	}
	if !*sumOnly {
		if err := run(*data, *out, *only, *rounds); err != nil {
			log.Fatal(err)
		}
	}
	if *scoreOnly || *out != weightFolder {
		return
	}
	text, err := sums(".", *out)
	if err == nil {
		err = os.WriteFile("train/language.sum", []byte(text), 0o644)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// weightFolder is where the program takes its weights from.
const weightFolder = "language/weights"

func run(data, out, only string, rounds int) error {
	bank, err := readTreebanks(data)
	if err != nil {
		return err
	}
	if only == "" || only == "clusters" {
		weights, err := trainClusters(data, bank)
		if err != nil {
			return err
		}
		if err := write(out, "clusters.bin", weights); err != nil {
			return err
		}
	}
	clusters, err := readFile(out, "clusters.bin")
	if err != nil {
		return err
	}
	bank.cluster(model.OpenClusters(clusters))
	if only == "" || only == "tagger" {
		if err := write(out, "tagger.bin", trainTagger(bank, orElse(rounds, taggerRounds))); err != nil {
			return err
		}
	}
	if only == "" || only == "parser" {
		if err := write(out, "parser.bin", trainParser(bank, orElse(rounds, parserRounds))); err != nil {
			return err
		}
	}
	if only == "" || only == "entities" {
		weights, err := trainEntities(data, out, orElse(rounds, entityRounds))
		if err != nil {
			return err
		}
		if err := write(out, "entities.bin", weights); err != nil {
			return err
		}
	}
	if err := score(bank, out); err != nil {
		return err
	}
	return scoreNames(data, out)
}

func orElse(n, other int) int {
	if n == 0 {
		return other
	}
	return n
}

func write(folder, name string, weights []byte) error {
	log.Printf("%s: %d bytes, sha256 %x", name, len(weights), sha256.Sum256(weights))
	return os.WriteFile(filepath.Join(folder, name), weights, 0o644)
}

func readFile(folder, name string) (string, error) {
	b, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		return "", fmt.Errorf("weights: %w", err)
	}
	return string(b), nil
}
