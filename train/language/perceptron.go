package main

import (
	"slices"

	"github.com/tollbook/tollbook/language/model"
)

// A perceptron is an averaged perceptron while it learns.
type perceptron struct {
	classes int
	slots   []int32 // row + 1, by key
	keys    []uint64
	rows    [][]cell
	changes []int32 // updates of each row
	now     int64   // examples seen
}

type cell struct {
	class  uint8
	weight int32
	stamp  int64
	total  int64
}

func newPerceptron(classes int) *perceptron {
	return &perceptron{classes: classes, slots: make([]int32, 1<<22)}
}

// find gives the row of a key, -1 if there is none.
func (p *perceptron) find(key uint64) int32 {
	mask := uint64(len(p.slots) - 1)
	for i := key >> 20 & mask; ; i = (i + 1) & mask {
		r := p.slots[i] - 1
		if r < 0 || p.keys[r] == key {
			return r
		}
	}
}

func (p *perceptron) row(key uint64) int32 {
	if r := p.find(key); r >= 0 {
		return r
	}
	if len(p.keys)*2 > len(p.slots) {
		p.slots = make([]int32, 2*len(p.slots))
		for r, k := range p.keys {
			p.place(k, int32(r))
		}
	}
	r := int32(len(p.keys))
	p.keys, p.rows, p.changes = append(p.keys, key), append(p.rows, nil), append(p.changes, 0)
	p.place(key, r)
	return r
}

func (p *perceptron) place(key uint64, row int32) {
	mask := uint64(len(p.slots) - 1)
	i := key >> 20 & mask
	for p.slots[i] != 0 {
		i = (i + 1) & mask
	}
	p.slots[i] = row + 1
}

// score adds the weights of the features to scores.
func (p *perceptron) score(keys []uint64, scores []int32) {
	for _, k := range keys {
		r := p.find(k)
		if r < 0 {
			continue
		}
		for i := range p.rows[r] {
			c := &p.rows[r][i]
			scores[c.class] += c.weight
		}
	}
}

// update moves the weights of the features from the class bad to the class good.
func (p *perceptron) update(keys []uint64, good, bad int) {
	for _, k := range keys {
		r := p.row(k)
		p.changes[r]++
		p.add(r, uint8(good), 1)
		p.add(r, uint8(bad), -1)
	}
}

func (p *perceptron) add(r int32, class uint8, by int32) {
	for i := range p.rows[r] {
		c := &p.rows[r][i]
		if c.class == class {
			c.total += int64(c.weight) * (p.now - c.stamp)
			c.stamp = p.now
			c.weight += by
			return
		}
	}
	p.rows[r] = append(p.rows[r], cell{class: class, weight: by, stamp: p.now})
}

// pack averages the weights, leaves out features that were changed fewer than least times, rounds the rest
// to eight bits and gives them in the form of package model. A weight under step*cut is left out. The rows of extra are added as they are.
func (p *perceptron) pack(names []string, least int32, cut float64, extra []model.Row) []byte {
	average := func(c cell) float64 {
		return float64(c.total+int64(c.weight)*(p.now-c.stamp)) / float64(p.now)
	}
	var sizes []float64
	for r := range p.rows {
		if p.changes[r] >= least {
			for _, c := range p.rows[r] {
				if a := average(c); a != 0 {
					sizes = append(sizes, max(a, -a))
				}
			}
		}
	}
	slices.Sort(sizes)
	step := sizes[len(sizes)*9995/10000] / 127
	rows := slices.Clone(extra)
	for r := range p.rows {
		if p.changes[r] < least {
			continue
		}
		row := model.Row{Key: p.keys[r]}
		for _, c := range p.rows[r] {
			w := average(c) / step
			if w > -cut && w < cut {
				continue
			}
			row.Cells = append(row.Cells, model.Cell{Class: c.class, Weight: int8(max(-127, min(127, round(w))))})
		}
		if len(row.Cells) > 0 {
			rows = append(rows, row)
		}
	}
	return model.Pack(names, rows)
}

func round(f float64) float64 {
	if f < 0 {
		return float64(int(f - 0.5))
	}
	return float64(int(f + 0.5))
}
