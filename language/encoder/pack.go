package encoder

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"github.com/tollbook/tollbook/language/kernel"
)

// A Tensor is a named array of a trained model, row by row.
type Tensor struct {
	Shape []int
	Data  []float32
}

// Pack makes a file of weights of a trained model: its description, its tensors by the names that train/reader gives them, and
// its pieces. Three kinds of tensors may be missing, "layer.N.qkv.largest", "layer.N.up.largest" and "head.largest": the largest absolute values
// that the channels of an input reach, by which they are evened out. It fails where a tensor is missing or has another shape than the description asks for.
func Pack(m Model, tensors map[string]Tensor, pieces []string) ([]byte, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	if len(pieces) >= math.MaxUint16 {
		return nil, fmt.Errorf("encoder: %d pieces are too many", len(pieces))
	}
	description, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	p := &packer{tensors: tensors}
	p.add("model", description)
	v := newVocabulary(pieces)
	p.add("vocab.text", []byte(v.text))
	p.add("vocab.ends", Bytes(v.ends))
	p.add("vocab.slots", Bytes(v.slots))
	p.embeddings(&m, len(pieces))
	for i := range m.Layers {
		at := fmt.Sprintf("layer.%d.", i)
		p.even(at+"qkv", p.tensor(at+"qkv.weight", 3*m.Width, m.Width), p.tensor(at+"qkv.bias", 3*m.Width), m.Width)
		p.linear(at+"out", m.Width, m.Width)
		p.even(at+"up", p.tensor(at+"up.weight", m.Inner, m.Width), p.tensor(at+"up.bias", m.Inner), m.Width)
		p.linear(at+"down", m.Width, m.Inner)
		for _, name := range []string{"norm1.weight", "norm1.bias", "norm2.weight", "norm2.bias"} {
			p.floats(at+name, m.Width)
		}
	}
	p.heads(&m)
	if p.err != nil {
		return nil, p.err
	}
	return Join(p.sections), nil
}

// A packer gathers sections. The first thing that went wrong is kept in err.
type packer struct {
	tensors  map[string]Tensor
	sections []Section
	err      error
}

func (p *packer) add(name string, data []byte) { p.sections = append(p.sections, Section{name, data}) }

// tensor gives the numbers of a tensor, zeros if it has not the shape asked for.
func (p *packer) tensor(name string, shape ...int) []float32 {
	size := 1
	for _, n := range shape {
		size *= n
	}
	t, ok := p.tensors[name]
	if !ok || !slices.Equal(t.Shape, shape) || len(t.Data) != size {
		if p.err == nil {
			p.err = fmt.Errorf("encoder: tensor %s has the shape %v, want %v", name, t.Shape, shape)
		}
		return make([]float32, size)
	}
	return t.Data
}

func (p *packer) floats(name string, shape ...int) { p.add(name, Bytes(p.tensor(name, shape...))) }

func (p *packer) embeddings(m *Model, count int) {
	w, scales := quantise(p.tensor("emb.word", count, m.Width), count, m.Width)
	p.add("emb.word", Bytes(w))
	p.add("emb.word.scale", Bytes(scales))
	p.floats("emb.pos", m.Pieces, m.Width)
	p.floats("emb.case", caseClasses, m.Width)
	p.floats("emb.norm.weight", m.Width)
	p.floats("emb.norm.bias", m.Width)
}

func (p *packer) linear(name string, out, in int) {
	p.matrix(name, p.tensor(name+".weight", out, in), p.tensor(name+".bias", out), in)
}

func (p *packer) matrix(name string, weights, bias []float32, in int) {
	out := len(bias)
	w, scales := quantise(weights, out, in)
	data := make([]byte, kernel.PackedSize(out, in))
	kernel.Pack(data, w, scales, bias, out, in)
	p.add(name, data)
}

// even packs a matrix whose input is evened out: the channel with largest value a, whose largest weight is w, is divided by √(a/w).
func (p *packer) even(name string, weights, bias []float32, in int) {
	by := make([]float32, in)
	for i := range by {
		by[i] = 1
	}
	if _, ok := p.tensors[name+".largest"]; ok {
		weights = slices.Clone(weights)
		for i, a := range p.tensor(name+".largest", in) {
			w := float32(0)
			for at := i; at < len(weights); at += in {
				w = max(w, float32(math.Abs(float64(weights[at]))))
			}
			s := float32(math.Sqrt(float64(max(a, 1e-3) / max(w, 1e-3))))
			for at := i; at < len(weights); at += in {
				weights[at] *= s
			}
			by[i] = 1 / s
		}
	}
	p.add(name+".even", Bytes(by))
	p.matrix(name, weights, bias, in)
}

// heads packs the first matrices of all heads as one, and the second stages.
func (p *packer) heads(m *Model) {
	list := m.heads()
	last := list[headPool]
	weights, bias := p.stack(m, list, last.at+last.width)
	p.even("head", weights, bias, m.Width)
	root := head{name: "root", size: Types, width: roundUp(Types), classes: true}
	quad := head{name: "quad", size: Quads, at: root.width, width: roundUp(Quads), classes: true}
	weights, bias = p.stack(m, []head{root, quad}, root.width+quad.width)
	p.matrix("sentence", weights, bias, m.Width)

	p.bilinear("arc", p.tensor("arc.u", arcSize+1, arcSize), 1, arcSize, arcSize)
	p.bilinear("label", p.tensor("lab.u", len(m.Labels.Rel), labelSize+1, labelSize+1), len(m.Labels.Rel), labelSize, labelSize+1)
	p.bilinear("pair", p.tensor("pair.u", len(m.Labels.Pair), pairSize+1, pairSize+1), len(m.Labels.Pair), pairSize, pairSize+1)
}

// stack puts heads below each other. What fills up a head of classes is never likely.
func (p *packer) stack(m *Model, list []head, out int) (weights, bias []float32) {
	weights, bias = make([]float32, out*m.Width), make([]float32, out)
	for _, h := range list {
		copy(weights[h.at*m.Width:], p.tensor("head."+h.name+".weight", h.size, m.Width))
		copy(bias[h.at:], p.tensor("head."+h.name+".bias", h.size))
		for i := h.size; h.classes && i < h.width; i++ {
			bias[h.at+i] = unlikely
		}
	}
	return weights, bias
}

// bilinear packs u [labels, in+1, out], of which the last of the in+1 rows is what is added, as a matrix of labels·out outputs.
func (p *packer) bilinear(name string, u []float32, labels, in, out int) {
	weights, bias := make([]float32, labels*out*in), make([]float32, labels*out)
	for l := range labels {
		for a := range in + 1 {
			for b := range out {
				v := u[(l*(in+1)+a)*out+b]
				if a == in {
					bias[l*out+b] = v
				} else {
					weights[(l*out+b)*in+a] = v
				}
			}
		}
	}
	p.matrix(name, weights, bias, in)
}

// quantise rounds each row to int8 values with a scale.
func quantise(x []float32, rows, width int) (q []int8, scales []float32) {
	q, scales = make([]int8, len(x)), make([]float32, rows)
	for r := range rows {
		row := x[r*width : (r+1)*width]
		largest := float32(0)
		for _, v := range row {
			largest = max(largest, float32(math.Abs(float64(v))))
		}
		if scales[r] = largest / 127; scales[r] < 1e-30 {
			scales[r] = 0
			continue
		}
		for i, v := range row {
			q[r*width+i] = int8(max(-127, min(127, math.RoundToEven(float64(v/scales[r])))))
		}
	}
	return q, scales
}
