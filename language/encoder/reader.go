// Package encoder runs the reader: one small transformer over the word pieces of a text (6 layers, 384 wide), and a layer for each thing that it
// tells of the words. Package language makes a Doc of it.
//
// The weights lie in one file, made ahead of time, and are used where they lie. Matrices are int8 with a scale for each output; everything else is float32.
package encoder

import (
	"encoding/json"
	"fmt"
	"slices"
	"unsafe"

	"github.com/tollbook/tollbook/language/kernel"
)

// The numbers of types of events and of quads, "none" being the first of each.
const (
	Types = 17
	Quads = 5
)

// The sizes of the layers that the second stages of the heads work on.
const (
	arcSize   = 256
	labelSize = 96
	pairSize  = 96
	corefSize = 64
)

// Labels are the names of the classes of each head.
type Labels struct {
	Tag     []string `json:"tag"` // Penn and Universal tag: "VBN VERB"
	Entity  []string `json:"entity"`
	Cue     []string `json:"cue"`
	Source  []string `json:"source"`
	Content []string `json:"content"`
	Role    []string `json:"role"`
	Trigger []string `json:"trigger"`
	Realis  []string `json:"realis"`
	Count   []string `json:"count"`
	Scope   []string `json:"scope"`
	Rel     []string `json:"rel"`
	Pair    []string `json:"pair"`
	Root    []string `json:"root"`
	Quad    []string `json:"quad"`
}

// A Model is the description of a reader: its sizes and labels.
type Model struct {
	Width  int    `json:"width"`
	Layers int    `json:"layers"`
	Heads  int    `json:"heads"`
	Inner  int    `json:"inner"`
	Pieces int    `json:"pieces"` // of a window, with the two marks
	Labels Labels `json:"labels"`
}

// check says what is wrong with the sizes of a model.
func (m *Model) check() error {
	switch {
	case m.Heads < 1 || m.Heads > 64 || m.Width != m.Heads*kernel.HeadSize:
		return fmt.Errorf("encoder: %d heads do not make a width of %d", m.Heads, m.Width)
	case m.Layers < 1 || m.Layers > 64 || m.Inner < 16 || m.Inner%16 != 0 || m.Inner > 1<<16:
		return fmt.Errorf("encoder: %d layers of %d inside", m.Layers, m.Inner)
	case m.Pieces < 16 || m.Pieces > kernel.Window:
		return fmt.Errorf("encoder: windows of %d pieces", m.Pieces)
	case len(m.Labels.Trigger) != Types || len(m.Labels.Root) != Types || len(m.Labels.Quad) != Quads:
		return fmt.Errorf("encoder: %d types of triggers, %d of sentences, %d quads", len(m.Labels.Trigger), len(m.Labels.Root), len(m.Labels.Quad))
	case len(m.Labels.Rel) > 255 || !slices.Contains(m.Labels.Rel, "root") || len(m.Labels.Pair) == 0 || len(m.Labels.Pair) > 255:
		return fmt.Errorf("encoder: %d relations and %d labels of pairs", len(m.Labels.Rel), len(m.Labels.Pair))
	}
	for _, h := range m.heads() {
		if h.classes && (h.size == 0 || h.size > 255) {
			return fmt.Errorf("encoder: %d classes of %s", h.size, h.name)
		}
		if h.spans && h.size%2 != 1 {
			return fmt.Errorf("encoder: %d classes of %s, which come in pairs and one", h.size, h.name)
		}
	}
	return nil
}

// A head is a run of outputs of the first matrix of the heads.
type head struct {
	name    string
	size    int
	at      int  // its first output
	width   int  // its outputs with what fills them up
	classes bool // its outputs are scores of classes
	spans   bool // and the classes are O, B-x, I-x
}

// The places of the heads in the list of them.
const (
	headTag = iota
	headEntity
	headCue
	headSource
	headContent
	headRole
	headTrigger
	headRealis
	headCount
	headScope
	headArcDep
	headArcHead
	headLabelDep
	headLabelHead
	headPairTrigger
	headPairWord
	headCorefA
	headCorefB
	headPool
)

// heads gives the layout of the first matrix: each head begins at a multiple of 16.
func (m *Model) heads() []head {
	l := &m.Labels
	list := []head{
		headTag:         {name: "tag", size: len(l.Tag), classes: true},
		headEntity:      {name: "entity", size: len(l.Entity), classes: true, spans: true},
		headCue:         {name: "cue", size: len(l.Cue), classes: true, spans: true},
		headSource:      {name: "source", size: len(l.Source), classes: true, spans: true},
		headContent:     {name: "content", size: len(l.Content), classes: true, spans: true},
		headRole:        {name: "role", size: len(l.Role), classes: true, spans: true},
		headTrigger:     {name: "trigger", size: len(l.Trigger), classes: true},
		headRealis:      {name: "realis", size: len(l.Realis), classes: true},
		headCount:       {name: "count", size: len(l.Count), classes: true},
		headScope:       {name: "scope", size: len(l.Scope), classes: true},
		headArcDep:      {name: "arc_dep", size: arcSize},
		headArcHead:     {name: "arc_head", size: arcSize},
		headLabelDep:    {name: "lab_dep", size: labelSize},
		headLabelHead:   {name: "lab_head", size: labelSize},
		headPairTrigger: {name: "pair_trigger", size: pairSize},
		headPairWord:    {name: "pair_word", size: pairSize},
		headCorefA:      {name: "coref_a", size: corefSize},
		headCorefB:      {name: "coref_b", size: corefSize},
		headPool:        {name: "pool", size: 1},
	}
	at := 0
	for i := range list {
		list[i].at, list[i].width = at, roundUp(list[i].size)
		at += list[i].width
	}
	return list
}

func roundUp(n int) int { return (n + 15) / 16 * 16 }

// layer is a layer of the transformer.
type layer struct {
	qkv, out, up, down             *kernel.Matrix
	weight1, bias1, weight2, bias2 []float32
	even1, even2                   []float32 // what the inputs of qkv and up are multiplied with
}

// A Reader is the model, ready to read. It is safe for concurrent use, each user with a Workspace of its own.
type Reader struct {
	Model
	vocabulary              vocabulary
	words                   []int8 // embeddings of the pieces
	scales                  []float32
	places, cases           []float32
	normWeight, normBias    []float32
	layers                  []layer
	heads                   []head
	even                    []float32      // what the input of first is multiplied with
	first                   *kernel.Matrix // of all heads
	arc, label, pair, whole *kernel.Matrix
	root                    int // index of the relation "root"

	// RoleWeights are what the probabilities of the labels of roles are multiplied with before their spans are chosen, and in their P. None are 1.
	RoleWeights []float32
}

// Open makes a Reader of a file of weights, which it keeps and does not copy.
func Open(data string) (*Reader, error) {
	s, err := open(data)
	if err != nil {
		return nil, err
	}
	r := new(Reader)
	if err := json.Unmarshal([]byte(s.bytes("model", -1)), &r.Model); err != nil && s.err == nil {
		return nil, fmt.Errorf("encoder: section \"model\": %w", err)
	}
	if s.err != nil {
		return nil, s.err
	}
	if err := r.check(); err != nil {
		return nil, err
	}
	r.heads = r.Model.heads()
	r.root = slices.Index(r.Labels.Rel, "root")
	if err := r.openVocabulary(s); err != nil {
		return nil, err
	}
	r.openEncoder(s)
	r.openHeads(s)
	return r, s.err
}

func (r *Reader) openVocabulary(s *sections) error {
	v := &r.vocabulary
	v.text, v.ends, v.slots = s.bytes("vocab.text", -1), view[uint32](s, "vocab.ends", -1), view[uint16](s, "vocab.slots", -1)
	if s.err != nil {
		return s.err
	}
	return v.prepare()
}

func (r *Reader) openEncoder(s *sections) {
	count := len(r.vocabulary.ends)
	r.words, r.scales = view[int8](s, "emb.word", count*r.Width), view[float32](s, "emb.word.scale", count)
	r.places, r.cases = view[float32](s, "emb.pos", r.Pieces*r.Width), view[float32](s, "emb.case", caseClasses*r.Width)
	r.normWeight, r.normBias = view[float32](s, "emb.norm.weight", r.Width), view[float32](s, "emb.norm.bias", r.Width)
	r.layers = make([]layer, r.Layers)
	for i := range r.layers {
		at := fmt.Sprintf("layer.%d.", i)
		r.layers[i] = layer{
			qkv: matrix(s, at+"qkv", 3*r.Width, r.Width), out: matrix(s, at+"out", r.Width, r.Width),
			up: matrix(s, at+"up", r.Inner, r.Width), down: matrix(s, at+"down", r.Width, r.Inner),
			weight1: view[float32](s, at+"norm1.weight", r.Width), bias1: view[float32](s, at+"norm1.bias", r.Width),
			weight2: view[float32](s, at+"norm2.weight", r.Width), bias2: view[float32](s, at+"norm2.bias", r.Width),
			even1: view[float32](s, at+"qkv.even", r.Width), even2: view[float32](s, at+"up.even", r.Width),
		}
	}
}

func (r *Reader) openHeads(s *sections) {
	last := r.heads[headPool]
	r.even = view[float32](s, "head.even", r.Width)
	r.first = matrix(s, "head", last.at+last.width, r.Width)
	r.arc = matrix(s, "arc", arcSize, arcSize)
	r.label = matrix(s, "label", len(r.Labels.Rel)*(labelSize+1), labelSize)
	r.pair = matrix(s, "pair", len(r.Labels.Pair)*(pairSize+1), pairSize)
	r.whole = matrix(s, "sentence", roundUp(Types)+roundUp(Quads), r.Width)
}

// matrix views a section as a matrix with its biases.
func matrix(s *sections, name string, out, in int) *kernel.Matrix {
	part := s.bytes(name, kernel.PackedSize(out, in))
	if part == "" {
		return nil
	}
	m, err := kernel.NewMatrix(unsafe.Slice(unsafe.StringData(part), len(part)), out, in)
	if err != nil {
		s.fail("section %q: %v", name, err)
	}
	return m
}
