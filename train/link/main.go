// Command link makes link/words.bin: how rare words are in news reports.
//
//	go run ./train/link -data ../shared/bench -to link/words.bin
//
// It counts the reports of folds 0 to 3 of the sets that may be learnt from in which each word stands.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"flag"
	"log"
	"math"
	"os"
	"path/filepath"
	"slices"

	"github.com/tollbook/tollbook/link"
)

var sets = []string{"gva", "muc4", "rand", "quotes", "wikievents", "geo"}

const (
	leastReports = 3 // in which a word must stand to be listed
	everyRAND    = 5 // one RAND paragraph in so many: the set is larger than all others
	blindFold    = 4
)

func main() {
	log.SetFlags(0)
	data := flag.String("data", "../shared/bench", "folder of the sets")
	to := flag.String("to", "link/words.bin", "file to write")
	flag.Parse()
	in := make(map[uint32]int)
	total := 0
	for _, set := range sets {
		n, err := count(in, filepath.Join(*data, set+".jsonl.gz"), set == "rand")
		if err != nil {
			log.Fatal(err)
		}
		total += n
	}
	if err := os.WriteFile(*to, table(in, total), 0o644); err != nil {
		log.Fatal(err)
	}
}

// count adds for each word the reports of a file in which it stands, and gives how many reports it read.
func count(in map[uint32]int, path string, sample bool) (reports int, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return 0, err
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 8<<20)
	for line := 0; lines.Scan(); line++ {
		var r struct {
			Title, Text string
			Fold        int
		}
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return 0, err
		}
		if r.Fold == blindFold || sample && line%everyRAND != 0 {
			continue
		}
		seen := make(map[uint32]bool)
		link.Words(r.Title+"\n"+r.Text, func(hash uint32, _ bool) { seen[hash] = true })
		for hash := range seen {
			in[hash]++
		}
		reports++
	}
	return reports, lines.Err()
}

// table writes the words in order of their hashes, each with the logarithm of how many reports there are to one that holds it, in thousandths.
func table(in map[uint32]int, total int) []byte {
	var list []uint32
	for hash, n := range in {
		if n >= leastReports {
			list = append(list, hash)
		}
	}
	slices.Sort(list)
	var out []byte
	for _, hash := range list {
		out = binary.LittleEndian.AppendUint32(out, hash)
		out = binary.LittleEndian.AppendUint16(out, uint16(math.Round(1000*math.Log(float64(total)/float64(in[hash])))))
	}
	return out
}
