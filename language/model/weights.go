// Package model holds the linear models of package language: how a word, a sentence and a state
// of the parser turn into features, and how weights are stored and scored. Training and reading share it,
// so that they see the same features.
package model

import (
	"encoding/binary"
	"errors"
	"math"
	"strings"
)

// Weights are the weights of a linear classifier with sparse features. They are read where they lie: nothing is
// unpacked. The form is: "TBW2"; the length of the class names and those, one a line; the number of slots; the slots, five bytes each
// (two of the feature's key, three of the place of its row, 0 for an empty slot); the rows, each a count and so many pairs
// of class and code of the weight (see weightOf). Numbers are little-endian uint32.
type Weights struct {
	Classes []string
	open    []bool // of each class of a tagger, whether it can take new words
	slots   uint64
	index   string
	rows    string
}

const (
	magic    = "TBW2"
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

// batch is how many features are looked up side by side.
const batch = 32

// Score adds the weights of the features to the scores, one a class.
//
// Nearly all of its time is waiting for memory, since the slots and rows of the features lie all over the file. So it asks for many
// slots at once, then for their rows, and only then adds: the waits overlap, which halves the time.
func (w *Weights) Score(keys []uint64, scores []int32) {
	for len(keys) > batch {
		w.scoreBatch(keys[:batch], scores)
		keys = keys[batch:]
	}
	w.scoreBatch(keys, scores)
}

func (w *Weights) scoreBatch(keys []uint64, scores []int32) {
	var heads [batch]uint64 // the first slot of each key, as one number
	var places [batch]uint
	index, rows := w.index, w.rows
	for i, key := range keys {
		at := (key >> 32) * w.slots >> 32 * slotSize
		s := index[at : at+slotSize]
		heads[i&(batch-1)] = uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32
	}
	found := 0
	for i, key := range keys {
		head := heads[i&(batch-1)]
		if head>>16 != 0 && uint16(head) != uint16(key) {
			head = w.probe(key)
		}
		places[found&(batch-1)] = uint(head >> 16)
		if head>>16 != 0 {
			found++
		}
	}
	var lengths [batch]uint8
	for i, place := range places[:found] {
		lengths[i] = rows[place]
	}
	for i, place := range places[:found] {
		row := rows[place+1 : place+1+2*uint(lengths[i])]
		for len(row) >= 2 {
			scores[row[0]] += weightOf(row[1])
			row = row[2:]
		}
	}
}

// probe looks past the first slot of a key, which another key holds, and gives the slot that is its own, or an empty one.
func (w *Weights) probe(key uint64) uint64 {
	slot := (key >> 32) * w.slots >> 32
	for {
		if slot++; slot == w.slots {
			slot = 0
		}
		s := w.index[slot*slotSize : slot*slotSize+slotSize]
		place := uint64(s[2]) | uint64(s[3])<<8 | uint64(s[4])<<16
		if place == 0 || s[0] == byte(key) && s[1] == byte(key>>8) {
			return place << 16
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

// weightOf gives the weight that a byte stands for: the square of it as a signed number, with its sign. So large weights,
// which frequent features have, fit, and small ones, which rare features have, keep their differences.
func weightOf(code byte) int32 {
	c := int32(int8(code))
	return c * max(c, -c)
}

// Code gives the byte, as a signed number, that stands for a share, from -1 to 1, of the largest weight.
func Code(share float64) int8 {
	code := math.Round(math.Sqrt(math.Abs(share)) * 127)
	return int8(math.Copysign(min(code, 127), share))
}
