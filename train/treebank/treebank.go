// Package treebank reads CoNLL-U files of Universal Dependencies for training and scoring.
package treebank

import (
	"bufio"
	"compress/gzip"
	"io"
	"os"
	"strconv"
	"strings"
)

// A Word is a line of a treebank.
type Word struct {
	Form, Lemma, Tag, Fine string
	Head                   int // index in Words; -1 for the root
	Rel                    string
	SpaceAfter             bool
}

// A Sentence is a tree.
type Sentence struct {
	ID        string
	Document  string // first word of "# newdoc id", carried on
	Paragraph bool   // a paragraph begins here
	Words     []Word
}

// Read reads a .conllu.gz file.
func Read(path string) ([]Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return parse(z)
}

func parse(r io.Reader) ([]Sentence, error) {
	var out []Sentence
	var cur Sentence
	var document string
	spaceless := 0 // last word id of a multiword token
	spaceAfter := true
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		line := in.Text()
		switch {
		case line == "":
			if len(cur.Words) > 0 {
				cur.Document = document
				out = append(out, cur)
			}
			cur = Sentence{}
		case line[0] == '#':
			if v, ok := strings.CutPrefix(line, "# sent_id = "); ok {
				cur.ID = v
			}
			if v, ok := strings.CutPrefix(line, "# newdoc id = "); ok {
				document = v
				cur.Paragraph = true
			}
			if strings.HasPrefix(line, "# newpar") {
				cur.Paragraph = true
			}
		default:
			c := strings.Split(line, "\t")
			if strings.Contains(c[0], ".") {
				continue
			}
			if _, to, ok := strings.Cut(c[0], "-"); ok {
				spaceless, _ = strconv.Atoi(to)
				spaceAfter = !strings.Contains(c[9], "SpaceAfter=No")
				continue
			}
			id, _ := strconv.Atoi(c[0])
			head, err := strconv.Atoi(c[6])
			if err != nil {
				return nil, err
			}
			w := Word{Form: c[1], Lemma: c[2], Tag: c[3], Fine: c[4], Head: head - 1, Rel: c[7],
				SpaceAfter: !strings.Contains(c[9], "SpaceAfter=No")}
			if id <= spaceless {
				w.SpaceAfter = id == spaceless && spaceAfter
			} else {
				spaceless = 0
			}
			cur.Words = append(cur.Words, w)
		}
	}
	return out, in.Err()
}
