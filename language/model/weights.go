// Package model holds the linear models of package language: how a word, a sentence and a state
// of the parser turn into features, and how weights are stored and scored. Training and reading share it,
// so that they see the same features.
package model

import (
	"encoding/binary"
	"errors"
	"strings"
)

// Weights are the weights of a linear classifier with sparse features. They are read where they lie: nothing is
// unpacked. The form is: "TBW1"; the length of the class names and those, one a line; the number of slots; the slots, five bytes each
// (two of the feature's key, three of the place of its row, 0 for an empty slot); the rows, each a count and so many pairs
// of class and signed weight. Numbers are little-endian uint32.
type Weights struct {
	Classes []string
	open    []bool // of each class of a tagger, whether it can take new words
	slots   uint64
	index   string
	rows    string
}

const (
	magic    = "TBW1"
	slotSize = 5
)

// Open reads the head of a file of weights.
func Open(data string) (*Weights, error) {
	bad := errors.New("model: no weights")
	if !strings.HasPrefix(data, magic) || len(data) < 12 {
		return nil, bad
	}
	names := int(number(data, 4))
	if len(data) < 12+names {
		return nil, bad
	}
	slots := int(number(data, 8+names))
	start := 12 + names
	if len(data) < start+slots*slotSize || slots == 0 {
		return nil, bad
	}
	classes := strings.Split(data[8:8+names], "\n")
	return &Weights{
		Classes: classes,
		open:    OpenTags(classes),
		slots:   uint64(slots),
		index:   data[start : start+slots*slotSize],
		rows:    data[start+slots*slotSize:],
	}, nil
}

func number(s string, at int) uint32 { return binary.LittleEndian.Uint32([]byte(s[at : at+4])) }

// Score adds the weights of the features to the scores, one a class.
func (w *Weights) Score(keys []uint64, scores []int32) {
	index, rows := w.index, w.rows
	for _, key := range keys {
		slot := (key >> 32) * w.slots >> 32
		low, high := byte(key), byte(key>>8)
		for {
			s := index[slot*slotSize : slot*slotSize+slotSize]
			place := uint(s[2]) | uint(s[3])<<8 | uint(s[4])<<16
			if place == 0 {
				break
			}
			if s[0] == low && s[1] == high {
				row := rows[place+1 : place+1+2*uint(rows[place])]
				for len(row) >= 2 {
					scores[row[0]] += int32(int8(row[1]))
					row = row[2:]
				}
				break
			}
			if slot++; slot == w.slots {
				slot = 0
			}
		}
	}
}

// row gives the row of one feature as it is stored, without its count; empty if there is none.
func (w *Weights) row(key uint64) string {
	slot := (key >> 32) * w.slots >> 32
	for {
		s := w.index[slot*slotSize : slot*slotSize+slotSize]
		place := uint(s[2]) | uint(s[3])<<8 | uint(s[4])<<16
		if place == 0 {
			return ""
		}
		if s[0] == byte(key) && s[1] == byte(key>>8) {
			return w.rows[place+1 : place+1+2*uint(w.rows[place])]
		}
		if slot++; slot == w.slots {
			slot = 0
		}
	}
}
