package model

import (
	"encoding/binary"
	"slices"
	"strings"
)

// A Row is the weights of one feature.
type Row struct {
	Key   uint64
	Cells []Cell
}

// A Cell is the weight of a feature for a class.
type Cell struct {
	Class  uint8
	Weight int8
}

// Pack writes weights in the form that Open reads. Equal rows are stored once. The same rows in any order give the same bytes.
func Pack(classes []string, rows []Row) []byte {
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(a, b Row) int {
		switch {
		case a.Key < b.Key:
			return -1
		case a.Key > b.Key:
			return 1
		}
		return 0
	})
	slots := uint64(len(rows)*5/4 + 8)
	index := make([]byte, slots*slotSize)
	body := []byte{0}
	places := map[string]int{}
	for _, row := range rows {
		packed := packRow(row.Cells)
		place, ok := places[packed]
		if !ok {
			place = len(body)
			if place >= 1<<24 {
				panic("model: too many weights for three bytes")
			}
			places[packed] = place
			body = append(body, packed...)
		}
		slot := (row.Key >> 32) * slots >> 32
		for {
			s := index[slot*slotSize : slot*slotSize+slotSize]
			if s[2]|s[3]|s[4] == 0 {
				s[0], s[1], s[2], s[3], s[4] = byte(row.Key), byte(row.Key>>8), byte(place), byte(place>>8), byte(place>>16)
				break
			}
			if slot++; slot == slots {
				slot = 0
			}
		}
	}
	names := strings.Join(classes, "\n")
	out := []byte(magic)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(names)))
	out = append(out, names...)
	out = binary.LittleEndian.AppendUint32(out, uint32(slots))
	out = append(out, index...)
	return append(out, body...)
}

// PackedRow gives cells as Weights hold them, without their count.
func PackedRow(cells []Cell) string { return packRow(cells)[1:] }

func packRow(cells []Cell) string {
	cells = slices.Clone(cells)
	slices.SortFunc(cells, func(a, b Cell) int { return int(a.Class) - int(b.Class) })
	out := []byte{byte(len(cells))}
	for _, c := range cells {
		out = append(out, c.Class, byte(c.Weight))
	}
	return string(out)
}
