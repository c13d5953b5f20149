package main

import (
	"slices"

	"github.com/tollbook/tollbook/language/model"
)

// A perceptron is an averaged perceptron while it learns.
type perceptron struct {
	classes int
	slots   []slot // by key
	keys    []uint64
	rows    []row
	now     int64 // examples seen
	found   []int32
}

// A slot is a key and the number of its row, plus one.
type slot struct {
	key uint64
	row int32
}

// A row is the weights of a feature, and what is needed to average them.
type row struct {
	cells   []cell
	past    []past
	changes int32
}

type cell struct {
	class  uint8
	weight int32
}

type past struct{ stamp, total int64 }

func newPerceptron(classes int) *perceptron {
	return &perceptron{classes: classes, slots: make([]slot, 1<<22)}
}

// find gives the row of a key, -1 if there is none.
func (p *perceptron) find(key uint64) int32 {
	mask := uint64(len(p.slots) - 1)
	for i := key >> 20 & mask; ; i = (i + 1) & mask {
		if s := &p.slots[i]; s.row == 0 || s.key == key {
			return s.row - 1
		}
	}
}

func (p *perceptron) row(key uint64) int32 {
	if r := p.find(key); r >= 0 {
		return r
	}
	if len(p.keys)*2 > len(p.slots) {
		p.slots = make([]slot, 2*len(p.slots))
		for r, k := range p.keys {
			p.place(k, int32(r))
		}
	}
	r := int32(len(p.keys))
	p.keys, p.rows = append(p.keys, key), append(p.rows, row{})
	p.place(key, r)
	return r
}

func (p *perceptron) place(key uint64, row int32) {
	mask := uint64(len(p.slots) - 1)
	i := key >> 20 & mask
	for p.slots[i].row != 0 {
		i = (i + 1) & mask
	}
	p.slots[i] = slot{key, row + 1}
}

// score adds the weights of the features to scores.
func (p *perceptron) score(keys []uint64, scores []int32) {
	p.found = p.found[:0]
	for _, k := range keys {
		if r := p.find(k); r >= 0 {
			p.found = append(p.found, r)
		}
	}
	for _, r := range p.found {
		for _, c := range p.rows[r].cells {
			scores[c.class] += c.weight
		}
	}
}

// update moves the weights of the features from the class bad to the class good.
func (p *perceptron) update(keys []uint64, good, bad int) {
	for _, k := range keys {
		r := &p.rows[p.row(k)]
		r.changes++
		r.add(uint8(good), 1, p.now)
		r.add(uint8(bad), -1, p.now)
	}
}

func (r *row) add(class uint8, by int32, now int64) {
	for i := range r.cells {
		c := &r.cells[i]
		if c.class == class {
			a := &r.past[i]
			a.total += int64(c.weight) * (now - a.stamp)
			a.stamp = now
			c.weight += by
			return
		}
	}
	r.cells, r.past = append(r.cells, cell{class, by}), append(r.past, past{stamp: now})
}

// average gives the average of cell i of a row over all examples.
func (p *perceptron) average(r *row, i int) float64 {
	return float64(r.past[i].total+int64(r.cells[i].weight)*(p.now-r.past[i].stamp)) / float64(p.now)
}

// pack averages the weights, leaves out features that were changed fewer than least times and weights under cut, rounds the rest
// to eight bits and gives them in the form of package model. The largest weight must fit: a few features that nearly every
// example has carry the largest, and clipping them costs more than all other rounding. The rows of extra are added as they are.
func (p *perceptron) pack(names []string, least int32, cut float64, extra []model.Row) []byte {
	largest := 0.0
	for i := range p.rows {
		for k := range p.rows[i].cells {
			a := p.average(&p.rows[i], k)
			largest = max(largest, a, -a)
		}
	}
	rows := slices.Clone(extra)
	for k := range p.rows {
		r := &p.rows[k]
		if r.changes < least {
			continue
		}
		out := model.Row{Key: p.keys[k]}
		for i, c := range r.cells {
			w := p.average(r, i)
			if w > -cut && w < cut {
				continue
			}
			out.Cells = append(out.Cells, model.Cell{Class: c.class, Weight: model.Code(w / largest)})
		}
		if len(out.Cells) > 0 {
			rows = append(rows, out)
		}
	}
	return model.Pack(names, rows)
}
