package encoder

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// small makes a little model with weights by chance.
func small(t testing.TB) []byte {
	t.Helper()
	bio := []string{"O", "B-a", "I-a", "B-b", "I-b"}
	types := make([]string, Types)
	for i := range types {
		types[i] = strings.Repeat("T", i+1)
	}
	m := Model{Width: 64, Layers: 2, Heads: 2, Inner: 128, Pieces: 24, Labels: Labels{
		Tag: []string{"NN NOUN", "VB VERB", ". PUNCT"}, Entity: bio, Cue: bio, Source: bio, Content: bio, Role: bio, Trigger: types,
		Realis: []string{"x", "y"}, Count: []string{"x", "y"}, Scope: []string{"x", "y"}, Rel: []string{"dep", "root", "obj"},
		Pair: []string{"none", "x"}, Root: types, Quad: types[:Quads]}}
	rng := rand.New(rand.NewPCG(3, 4))
	tensors := map[string]Tensor{}
	add := func(name string, shape ...int) {
		size := 1
		for _, n := range shape {
			size *= n
		}
		data := make([]float32, size)
		for i := range data {
			data[i] = float32(rng.NormFloat64() * 0.3)
		}
		tensors[name] = Tensor{shape, data}
	}
	linear := func(name string, out, in int) { add(name+".weight", out, in); add(name+".bias", out) }
	add("emb.word", len(testPieces), m.Width)
	add("emb.pos", m.Pieces, m.Width)
	add("emb.case", caseClasses, m.Width)
	for _, name := range []string{"emb.norm", "layer.0.norm1", "layer.0.norm2", "layer.1.norm1", "layer.1.norm2"} {
		add(name+".weight", m.Width)
		add(name+".bias", m.Width)
	}
	for _, at := range []string{"layer.0.", "layer.1."} {
		linear(at+"qkv", 3*m.Width, m.Width)
		linear(at+"out", m.Width, m.Width)
		linear(at+"up", m.Inner, m.Width)
		linear(at+"down", m.Width, m.Inner)
	}
	for _, h := range m.heads() {
		linear("head."+h.name, h.size, m.Width)
	}
	linear("head.root", Types, m.Width)
	linear("head.quad", Quads, m.Width)
	add("arc.u", arcSize+1, arcSize)
	add("lab.u", len(m.Labels.Rel), labelSize+1, labelSize+1)
	add("pair.u", len(m.Labels.Pair), pairSize+1, pairSize+1)
	data, err := Pack(m, tensors, testPieces)
	if err != nil {
		t.Fatal(err)
	}
	delete(tensors, "arc.u")
	if _, err := Pack(m, tensors, testPieces); err == nil || !strings.Contains(err.Error(), "arc.u") {
		t.Fatalf("a tensor is missing: %v", err)
	}
	return data
}

// text makes words and sentences of given lengths.
func text(lengths ...int) (words []string, ends []int) {
	rng := rand.New(rand.NewPCG(uint64(len(lengths)), 5))
	for _, n := range lengths {
		for range n {
			words = append(words, []string{"killed", "the", "un", "al-Qaeda", ".", "10005", "unkilling"}[rng.IntN(7)])
		}
		ends = append(ends, len(words))
	}
	return words, ends
}

func TestRead(t *testing.T) {
	r, err := Open(string(small(t)))
	if err != nil {
		t.Fatal(err)
	}
	var s Workspace
	for _, lengths := range [][]int{{}, {1}, {3, 4, 5}, {7, 7, 7, 7, 7, 7, 7}, {300}, {2, 40, 1, 1, 90, 3}} {
		words, ends := text(lengths...)
		got := r.Read(&s, words, ends, 0)
		if len(got.Words) != len(words) || len(got.Sentences) != len(ends) {
			t.Fatalf("%v: %d words, %d sentences", lengths, len(got.Words), len(got.Sentences))
		}
		checkSentences(t, got, ends)
		for _, spans := range got.heads() {
			checkSpans(t, spans, len(words))
		}
		last := -1
		for _, p := range got.Pairings {
			if p.Word <= last || p.Word < p.Start || p.Word >= p.End || p.End > len(words) {
				t.Fatalf("%v: pairing of %d in %d to %d after %d", lengths, p.Word, p.Start, p.End, last)
			}
			last = p.Word
			for i := p.Start; i < p.End; i++ {
				if sum := p.Of(i)[0] + p.Of(i)[1]; sum < 0.999 || sum > 1.001 {
					t.Fatalf("%v: probabilities sum to %f", lengths, sum)
				}
			}
		}
	}
}

func checkSentences(t *testing.T, got *Reading, ends []int) {
	t.Helper()
	start := 0
	for k, end := range ends {
		heads := make([]int, end-start)
		for i := range heads {
			if heads[i] = got.Words[start+i].Head - start; got.Words[start+i].Head < 0 {
				heads[i] = -1
			}
		}
		if !isTree(heads) {
			t.Fatalf("sentence %d has no tree: %v", k, heads)
		}
		sum := float32(0)
		for _, p := range got.Sentences[k].Root {
			sum += p
		}
		if sum < 0.999 || sum > 1.001 {
			t.Fatalf("the types of sentence %d sum to %f", k, sum)
		}
		start = end
	}
}

func checkSpans(t *testing.T, spans *[]Span, words int) {
	t.Helper()
	if spans == nil {
		return
	}
	end := 0
	for _, s := range *spans {
		if s.Start < end || s.End <= s.Start || s.End > words || s.P <= 0 || s.P > 1.001 {
			t.Fatalf("span %v after %d of %d", s, end, words)
		}
		end = s.End
	}
}

// A sentence that fills its window alone reads the same wherever it stands.
func TestWindowsAreApart(t *testing.T) {
	r, err := Open(string(small(t)))
	if err != nil {
		t.Fatal(err)
	}
	words, ends := text(20)
	words = slices.Repeat([]string{"the"}, len(words))
	var a, b Workspace
	alone := slices.Clone(r.Read(&a, words, ends, 0).Words)
	var many []string
	var manyEnds []int
	for range 9 {
		many = append(many, words...)
		manyEnds = append(manyEnds, len(many))
	}
	all := r.Read(&b, many, manyEnds, 0)
	for i := range all.Words {
		got, want := all.Words[i], alone[i%len(words)]
		if got.Head >= 0 {
			got.Head -= i / len(words) * len(words)
		}
		if got != want {
			t.Fatalf("word %d: %+v, want %+v", i, got, want)
		}
	}
}

func TestReadAllocatesNothing(t *testing.T) {
	r, err := Open(string(small(t)))
	if err != nil {
		t.Fatal(err)
	}
	var s Workspace
	words, ends := text(5, 9, 4, 60, 7, 7, 7)
	r.Read(&s, words, ends, 0)
	r.Read(&s, words, ends, 0)
	if n := testing.AllocsPerRun(5, func() { r.Read(&s, words, ends, 0) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestOpenErrors(t *testing.T) {
	good := string(small(t))
	for name, c := range map[string]struct{ data, want string }{
		"nothing":     {"", "no file of weights"},
		"other file":  {strings.Repeat("x", 1000), "no file of weights"},
		"other form":  {"TBREAD99" + good[8:], "TBREAD99"},
		"cut off":     {good[:len(good)-100], "not inside the file"},
		"table only":  {good[:100], "cut off"},
		"no section":  {strings.Replace(good, "emb.pos", "emb.xxx", 1), "emb.pos"},
		"other sizes": {strings.Replace(good, `"inner":128`, `"inner":256`, 1), "layer.0.up"},
		"wrong width": {strings.Replace(good, `"width":64`, `"width":60`, 1), "width of 60"},
	} {
		if _, err := Open(c.data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func FuzzOpen(f *testing.F) {
	good := small(f)
	f.Add(0, []byte{})
	f.Add(8, []byte{1, 0, 0, 0})
	f.Add(48, []byte{0xff, 0xff, 0xff})
	f.Add(2000, []byte(`{"width":32}`))
	f.Fuzz(func(t *testing.T, at int, change []byte) {
		data := slices.Clone(good)
		if at < 0 || at >= len(data) {
			return
		}
		copy(data[at:], change)
		if r, err := Open(string(data)); err == nil {
			words, ends := text(3, 4)
			r.vocabulary.appendPieces(nil, words[0], new([]byte))
			_ = ends
		}
	})
}
