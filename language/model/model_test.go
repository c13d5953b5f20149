package model

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestWeights(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	var rows []Row
	want := map[uint64][3]int32{}
	for range 5000 {
		k := r.Uint64()
		a, b := int8(r.IntN(255)-127), int8(r.IntN(3)-1)
		rows = append(rows, Row{k, []Cell{{2, a}, {0, b}}})
		want[k] = [3]int32{weightOf(byte(b)), 0, weightOf(byte(a))}
	}
	w, err := Open(string(Pack([]string{"a", "b", "c"}, rows)))
	if err != nil || len(w.Classes) != 3 || w.Classes[2] != "c" {
		t.Fatal(w, err)
	}
	for k, v := range want {
		scores := make([]int32, 3)
		w.Score([]uint64{k}, scores)
		if [3]int32(scores) != v {
			t.Fatalf("%x: %v, want %v", k, scores, v)
		}
	}
	wrong := 0
	for range 5000 {
		scores := make([]int32, 3)
		w.Score([]uint64{r.Uint64()}, scores)
		if [3]int32(scores) != [3]int32{} {
			wrong++
		}
	}
	if wrong > 5 {
		t.Errorf("%d of 5000 features that are not there have weights", wrong)
	}
	if string(Pack(nil, rows[:2])) != string(Pack(nil, []Row{rows[1], rows[0]})) {
		t.Error("the order of the rows matters")
	}
	for _, bad := range []string{"", "TBW2", "TBW2\xff\xff\xff\x00....", "TBW2\x00\x00\x00\x00\xff\xff\x00\x00"} {
		if _, err := Open(bad); err == nil {
			t.Errorf("%q opens", bad)
		}
	}
}

// Score, which looks up many features at once, gives the plain sum of their rows, however many there are.
func TestScoreIsTheSumOfRows(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	var rows []Row
	for range 3000 {
		rows = append(rows, Row{r.Uint64(), []Cell{{uint8(r.IntN(5)), int8(r.IntN(255) - 127)}}})
	}
	w, err := Open(string(Pack([]string{"a", "b", "c", "d", "e"}, rows)))
	if err != nil {
		t.Fatal(err)
	}
	for n := range 200 {
		var keys []uint64
		for range n {
			k := r.Uint64()
			if r.IntN(2) == 0 {
				k = rows[r.IntN(len(rows))].Key
			}
			keys = append(keys, k)
		}
		got, want := make([]int32, 5), make([]int32, 5)
		w.Score(keys, got)
		for _, k := range keys {
			for row := w.row(k); row != ""; row = row[2:] {
				want[row[0]] += weightOf(row[1])
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%d features: %v, want %v", n, got, want)
		}
	}
}

// A weight comes back from its code within the eightieth part of the largest, a small one much closer.
func TestCode(t *testing.T) {
	const one = 127 * 127
	for _, share := range []float64{0, 1, -1, 0.5, -0.5, 0.001, -0.001, 0.03} {
		got := float64(weightOf(byte(Code(share)))) / one
		if d := math.Abs(got - share); d > math.Sqrt(math.Abs(share))/80 {
			t.Errorf("%g comes back as %g", share, got)
		}
	}
}

func TestClusters(t *testing.T) {
	var members []Member
	for i := range uint32(1000) {
		members = append(members, Member{i * 4000037, uint8(i%250 + 1), uint8(i%40 + 1)})
	}
	c := OpenClusters(string(PackClusters(members)))
	for _, m := range members {
		if f, k := c.Of(m.Form); f != m.Fine || k != m.Coarse {
			t.Fatalf("%d: %d %d, want %d %d", m.Form, f, k, m.Fine, m.Coarse)
		}
	}
	if f, k := c.Of(12345); f != 0 || k != 0 {
		t.Error("an unknown form has clusters")
	}
	if f, _ := (*Clusters)(nil).Of(1); f != 0 {
		t.Error("no clusters know a word")
	}
}

func TestShapes(t *testing.T) {
	for word, want := range map[string]Shape{"army": Small, "Army": Capital, "ARMY": Capitals, "McRoe": Mixed, "1,000": Digits,
		"10th": Figure, "J.": Letter, "-": Other, "Élan": Capital} {
		if got := shapeOf(word, false); got != want {
			t.Errorf("%s: %d, want %d", word, got, want)
		}
	}
	if shapeOf("ARMY", true) != Caseless || shapeOf("army", true) != Caseless || shapeOf("10", true) != Digits {
		t.Error("case shows in a text without it")
	}
}
