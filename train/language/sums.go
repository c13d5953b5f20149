package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sources are the folders whose code shapes the weights, seen from the root of the module.
var sources = []string{"train/language", "train/treebank", "language/model"}

// weightFiles are the files of weights, in the order in which they are made.
var weightFiles = []string{"clusters.bin", "tagger.bin", "parser.bin", "entities.bin"}

// sums gives the text of train/language.sum: the SHA-256 of every file of weights and of the code that makes them.
func sums(root, weights string) (string, error) {
	var out bytes.Buffer
	for _, name := range weightFiles {
		data, err := os.ReadFile(filepath.Join(weights, name))
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&out, "%x  language/weights/%s\n", sha256.Sum256(data), name)
	}
	for _, folder := range sources {
		files, err := filepath.Glob(filepath.Join(root, folder, "*.go"))
		if err != nil {
			return "", err
		}
		slices.Sort(files)
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			code, err := os.ReadFile(file)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(&out, "%x  %s/%s\n", sha256.Sum256(tokens(code)), folder, filepath.Base(file))
		}
	}
	return out.String(), nil
}

// tokens gives the code without its comments and layout, so that these can change without training anew.
func tokens(code []byte) []byte {
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(code))
	s.Init(file, code, nil, 0)
	var out bytes.Buffer
	for {
		_, tok, text := s.Scan()
		if tok == token.EOF {
			return out.Bytes()
		}
		if tok == token.SEMICOLON {
			text = ""
		}
		fmt.Fprintf(&out, "%s %s\n", tok, text)
	}
}
