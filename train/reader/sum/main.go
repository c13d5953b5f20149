// Command sum writes down what the reader's weights were made of and by: train/reader.sum.
//
//	go run ./train/reader/sum -data ../shared/bench
//
// Each line is a SHA-256 and what it is of: the weights, the code that makes them, and the sets they learn from.
package main

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
)

// weights is the file that the program carries.
const weights = "language/weights/reader.bin"

// sources match the code and the written sentences that shape the weights.
var sources = []string{"train/reader/*.py", "train/reader/written/*.txt", "train/reader/split/main.go", "train/reader/pack/main.go",
	"train/reader/requirements.txt"}

// sets are the files that the weights learn from.
var sets = []string{"ud-ewt-train.conllu.gz", "ud-gum-train.conllu.gz", "ner.jsonl.gz", "geo.jsonl.gz", "quotes.jsonl.gz", "muc4.jsonl.gz",
	"wikievents.jsonl.gz", "evloc.jsonl.gz", "plover.jsonl.gz", "coref.jsonl.gz", "rand.jsonl.gz"}

func main() {
	log.SetFlags(0)
	data := flag.String("data", "../shared/bench", "folder with the sets")
	flag.Parse()
	text, err := ofCode(".")
	if err != nil {
		log.Fatal(err)
	}
	for _, name := range sets {
		line, err := sum(*data, name)
		if err != nil {
			log.Fatal(err)
		}
		text += line
	}
	if err := os.WriteFile("train/reader.sum", []byte(text), 0o644); err != nil {
		log.Fatal(err)
	}
}

// ofCode gives the lines of the weights and the code, seen from the root of the module.
func ofCode(root string) (string, error) {
	out, err := sum(root, weights)
	if err != nil {
		return "", err
	}
	for _, pattern := range sources {
		files, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			return "", err
		}
		slices.Sort(files)
		for _, file := range files {
			name, err := filepath.Rel(root, file)
			if err != nil {
				return "", err
			}
			line, err := sum(root, filepath.ToSlash(name))
			if err != nil {
				return "", err
			}
			out += line
		}
	}
	return out, nil
}

// sum gives a file's line. Line ends are those of Unix, however the file was checked out.
func sum(folder, name string) (string, error) {
	content, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		return "", err
	}
	if filepath.Ext(name) != ".bin" && filepath.Ext(name) != ".gz" {
		content = bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n"))
	}
	return fmt.Sprintf("%x  %s\n", sha256.Sum256(content), name), nil
}
