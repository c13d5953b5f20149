package encoder

import (
	"compress/gzip"
	"encoding/json"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

// reference is what the trained model says of a text, written by train/reader/reference.py.
type reference struct {
	Words               []string
	Ends                []int
	Counts              []int `json:"pieces"`
	Tag, Realis         []int
	Count, Scope        []int
	Trigger             []int
	Calm                []float32 // probability of no trigger
	Heads, Rels         []int
	Root                [][]float32
	Quad                [][]float32
	Entity, Cue, Source [][3]int
	Content, Role       [][3]int
	Coref               []float32
	Vectors             [][]float32
	Pairs               []referencePair
}

type referencePair struct {
	Word, Start int
	Labels      []int
	P           [][]float32
}

// shipped opens the weights that are built into the program.
func shipped(t testing.TB) *Reader {
	t.Helper()
	data, err := os.ReadFile("../weights/reader.bin")
	if err != nil {
		t.Fatal(err)
	}
	r, err := Open(string(data))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func references(t testing.TB) []reference {
	t.Helper()
	f, err := os.Open("testdata/reference.json.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var list []reference
	if err := json.NewDecoder(z).Decode(&list); err != nil {
		t.Fatal(err)
	}
	return list
}

// agreement counts, by what is compared, how much is equal.
type agreement map[string]*[2]int

func (a agreement) add(name string, equal bool) {
	if a[name] == nil {
		a[name] = new([2]int)
	}
	a[name][1]++
	if equal {
		a[name][0]++
	}
}

func (a agreement) spans(name string, words int, want [][3]int, got []Span) {
	mark := func(spans [][3]int) []int {
		labels := make([]int, words)
		for _, s := range spans {
			for i := s[0]; i < s[1]; i++ {
				labels[i] = 2*s[2] + 1
				if i > s[0] {
					labels[i]++
				}
			}
		}
		return labels
	}
	var found [][3]int
	for _, s := range got {
		found = append(found, [3]int{s.Start, s.End, s.Label})
	}
	have := mark(found)
	for i, l := range mark(want) {
		if l != 0 || have[i] != 0 {
			a.add(name+" inside", l == have[i])
		}
		a.add(name, l == have[i])
	}
}

// distance keeps the differences of numbers.
type distance struct{ sum, most, count float64 }

func (d *distance) add(a, b float32) {
	x := math.Abs(float64(a - b))
	d.sum += x
	d.most = max(d.most, x)
	d.count++
}

// TestReference checks that what is read here, with int8 matrices, is what PyTorch reads with the trained model.
func TestReference(t *testing.T) {
	r, list := shipped(t), references(t)
	var s Workspace
	equal := agreement{}
	var calm, kinds, coref, pairs distance
	for _, ref := range list {
		got := r.Read(&s, ref.Words, ref.Ends, 0)
		compareWords(r, equal, &calm, &coref, ref, got)
		compareTrees(equal, ref, got)
		for k := range ref.Ends {
			for i, p := range ref.Root[k] {
				kinds.add(p, got.Sentences[k].Root[i])
			}
			equal.add("root", top(ref.Root[k]) == top(got.Sentences[k].Root[:]))
			equal.add("quad", top(ref.Quad[k]) == top(got.Sentences[k].Quad[:]))
		}
		n := len(ref.Words)
		equal.spans("entity", n, ref.Entity, got.Entities)
		equal.spans("cue", n, ref.Cue, got.Cues)
		equal.spans("source", n, ref.Source, got.Sources)
		equal.spans("content", n, ref.Content, got.Contents)
		equal.spans("role", n, ref.Role, got.Roles)
		comparePairs(equal, &pairs, ref, got)
	}
	for name, c := range equal {
		t.Logf("%-15s %6d of %6d equal, %.2f%%", name, c[0], c[1], 100*float64(c[0])/float64(c[1]))
		least := 99
		if strings.HasSuffix(name, " inside") {
			least = 95
		}
		if c[1]-c[0] > 3 && c[0]*100 < c[1]*least {
			t.Errorf("%s: %d of %d are equal, want %d%%", name, c[0], c[1], least)
		}
	}
	for name, d := range map[string]distance{"calm": calm, "kinds": kinds, "coref": coref, "pairs": pairs} {
		mean := d.sum / max(d.count, 1)
		t.Logf("%-15s differs by %.4f, at most by %.4f", name, mean, d.most)
		if mean > 0.05 {
			t.Errorf("%s: numbers differ by %.4f", name, mean)
		}
	}
}

func top(p []float32) int { return best(p).Label }

// compareWords compares what is told of the words. The figures' heads have learnt of numbers only, and are compared there.
func compareWords(r *Reader, equal agreement, calm, coref *distance, ref reference, got *Reading) {
	for i := range ref.Words {
		w := &got.Words[i]
		equal.add("tag", w.Tag.Label == ref.Tag[i])
		if strings.HasPrefix(r.Labels.Tag[ref.Tag[i]], "CD ") {
			equal.add("count", w.Count.Label == ref.Count[i])
			if ref.Count[i] != 0 {
				equal.add("scope", w.Scope.Label == ref.Scope[i])
			}
		}
		if ref.Trigger[i] != 0 {
			equal.add("realis", w.Realis.Label == ref.Realis[i])
		}
		equal.add("trigger", top(w.Trigger[:]) == ref.Trigger[i])
		calm.add(w.Trigger[0], ref.Calm[i])
		if ref.Coref[i] != 0 {
			coref.add(Antecedent(got.Mention(i), got.Mention(i-1)), ref.Coref[i])
		}
	}
}

// compareTrees compares the sentences in which the best heads of the words, each taken by itself, make a tree, and the relations of the words
// that have the same head.
func compareTrees(equal agreement, ref reference, got *Reading) {
	start := 0
	for _, end := range ref.Ends {
		heads := slices.Clone(ref.Heads[start:end])
		for i, h := range heads {
			if h >= 0 {
				heads[i] = h - start
			}
		}
		whole := isTree(heads)
		for i := start; i < end; i++ {
			if whole {
				equal.add("head", got.Words[i].Head == ref.Heads[i])
			}
			if got.Words[i].Head == ref.Heads[i] && ref.Heads[i] >= 0 {
				equal.add("rel", got.Words[i].Rel == ref.Rels[i])
			}
		}
		start = end
	}
}

func comparePairs(equal agreement, pairs *distance, ref reference, got *Reading) {
	for _, want := range ref.Pairs {
		for k := range got.Pairings {
			p := &got.Pairings[k]
			if p.Word != want.Word {
				continue
			}
			for i, label := range want.Labels {
				equal.add("pair", top(p.Of(want.Start+i)) == label)
			}
			for i, row := range want.P {
				for j, x := range row {
					pairs.add(p.Of(want.Start + i)[j], x)
				}
			}
		}
	}
}

// TestReferenceVectors checks the vectors of the first words of each text that fits into one batch.
func TestReferenceVectors(t *testing.T) {
	r, list := shipped(t), references(t)
	var s Workspace
	sum, least, count := 0.0, 1.0, 0
	for _, ref := range list {
		pieces := 0
		for _, n := range ref.Counts {
			pieces += n
		}
		if pieces > r.Pieces-2 {
			continue
		}
		r.Read(&s, ref.Words, ref.Ends, 0)
		for i, v := range ref.Vectors {
			c := cosine(v, s.x[i*r.Width:(i+1)*r.Width])
			sum, least, count = sum+c, min(least, c), count+1
		}
	}
	t.Logf("cosine of %d vectors: %.5f, at least %.5f", count, sum/float64(count), least)
	if sum/float64(count) < 0.999 {
		t.Errorf("the vectors' cosine is %.5f", sum/float64(count))
	}
}

func cosine(a, b []float32) float64 {
	var ab, aa, bb float64
	for i := range a {
		ab += float64(a[i]) * float64(b[i])
		aa += float64(a[i]) * float64(a[i])
		bb += float64(b[i]) * float64(b[i])
	}
	return ab / math.Sqrt(aa*bb)
}

// TestReferencePieces checks that words are cut into as many pieces as in training.
func TestReferencePieces(t *testing.T) {
	r, list := shipped(t), references(t)
	var scratch []byte
	for _, ref := range list {
		for i, w := range ref.Words {
			if got := r.vocabulary.appendPieces(nil, w, &scratch); len(got) != ref.Counts[i] {
				t.Errorf("%q has %d pieces, want %d", w, len(got), ref.Counts[i])
			}
		}
	}
}
