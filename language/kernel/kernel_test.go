package kernel

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// vectors are the kernels under test against the plain one.
func vectors(t *testing.T, test func(t *testing.T, f functions, random *rand.Rand)) {
	for _, f := range available() {
		t.Run(f.name, func(t *testing.T) { test(t, f, rand.New(rand.NewPCG(1, 2))) })
	}
}

// normals gives n numbers that are about normally distributed, and the same on
// every machine.
func normals(random *rand.Rand, n int, size float64) []float32 {
	x := make([]float32, n)
	for i := range x {
		sum := -12 << 15
		for range 12 {
			sum += random.IntN(1 << 16)
		}
		x[i] = float32(float64(sum) / (1 << 16) * size)
	}
	return x
}

// same fails unless both hold the same bits.
func same(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("%s: number %d is %v, plain gives %v", what, i, got[i], want[i])
		}
	}
}

// near fails unless all numbers are within tolerance·max(1, |want|).
func near(t *testing.T, what string, got []float32, want []float64, tolerance float64) {
	t.Helper()
	for i := range want {
		if d := math.Abs(float64(got[i]) - want[i]); !(d <= tolerance*max(1, math.Abs(want[i]))) {
			t.Fatalf("%s: number %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

func clone(x []float32) []float32 { return append([]float32(nil), x...) }

// numbers are the quantised values, however the kernel stores them.
func (r *Rows) numbers() []float32 {
	out := make([]float32, r.Count*r.Width)
	for i := range out {
		if len(r.values) == len(out) {
			out[i] = float32(int(r.values[i]) - bias8)
		} else {
			out[i] = float32(int16(binary.LittleEndian.Uint16(r.values[2*i:])))
		}
	}
	return out
}

func TestQuantise(t *testing.T) {
	special := map[string][]float32{
		"zeros":    make([]float32, 16),
		"halves":   {127, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 126.5, 125.5, -126.5, 63.5, 64.5, 0, -127, 1, 2},
		"tiny":     {1e-38, -1e-38, 1e-40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1e-31},
		"huge":     {3e38, -3e38, 1e38, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
		"negative": {-5, -4, -3, -2, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
	}
	vectors(t, func(t *testing.T, f functions, random *rand.Rand) {
		check := func(name string, x []float32, count, width int) {
			var got, want Rows
			f.quantiseRows(&got, x, count, width)
			plain.quantiseRows(&want, x, count, width)
			same(t, name+" scales", got.scales, want.scales)
			q := want.numbers()
			same(t, name, got.numbers(), q)
			for i, v := range q {
				if v < -127 || v > 127 {
					t.Fatalf("%s: %v at %d", name, v, i)
				}
				if d := math.Abs(float64(v*want.scales[i/width] - x[i])); d > 0.5001*float64(want.scales[i/width]) && want.scales[i/width] > tiny {
					t.Fatalf("%s: %v·%v for %v", name, v, want.scales[i/width], x[i])
				}
			}
		}
		for name, x := range special {
			check(name, x, 1, len(x))
		}
		for range 50 {
			count, width := random.IntN(9), 16*(1+random.IntN(30))
			check(fmt.Sprint(count, "×", width), normals(random, count*width, math.Exp(8*random.NormFloat64())), count, width)
		}
	})
}

func TestHalfToEven(t *testing.T) {
	var r Rows
	plain.quantiseRows(&r, []float32{127, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 126.5, 125.5, -126.5, 0, 0, 0, 0, 0, -127}, 1, 16)
	same(t, "halves", r.numbers(), []float32{127, 0, 2, 2, 0, -2, -2, 126, 126, -126, 0, 0, 0, 0, 0, -127})
}

// weights gives int8 weights and their scales and biases: random ones, or all
// of the greatest size.
func weights(random *rand.Rand, out, in int, extreme bool) (w []int8, scale, bias []float32) {
	w = make([]int8, out*in)
	for i := range w {
		w[i] = int8(random.IntN(255) - 127)
		if extreme {
			w[i] = []int8{-127, 127}[i/in%2]
		}
	}
	return w, normals(random, out, 0.01), normals(random, out, 1)
}

func pack(t *testing.T, w []int8, scale, bias []float32, out, in int) *Matrix {
	t.Helper()
	data := make([]byte, PackedSize(out, in))
	Pack(data, w, scale, bias, out, in)
	m, err := NewMatrix(data, out, in)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMultiply(t *testing.T) {
	vectors(t, func(t *testing.T, f functions, random *rand.Rand) {
		for n := range 80 {
			rows, out, in := random.IntN(30), 1+random.IntN(200), 16*(1+random.IntN(25))
			if n < 3 {
				rows, out, in = 7, 384, []int{384, 1536, 16}[n]
			}
			extreme := n%4 == 0
			w, scale, bias := weights(random, out, in, extreme)
			m := pack(t, w, scale, bias, out, in)
			x := normals(random, rows*in, 1)
			for i := range x {
				if extreme {
					x[i] = []float32{-3, 3}[i/in%2]
				}
				if rows > 2 && i/in == 1 {
					x[i] = 0
				}
			}
			var got, want Rows
			f.quantiseRows(&got, x, rows, in)
			plain.quantiseRows(&want, x, rows, in)
			gotDst, wantDst := make([]float32, rows*m.Stride()+1), make([]float32, rows*m.Stride()+1)
			gotDst[rows*m.Stride()], wantDst[rows*m.Stride()] = 42, 42
			f.multiplyRows(gotDst, &got, m)
			plain.multiplyRows(wantDst, &want, m)
			same(t, fmt.Sprint(rows, "×", in, "·", in, "×", out), gotDst, wantDst)

			q := want.numbers()
			for r := range rows {
				for o := range out {
					sum := 0
					for i := range in {
						sum += int(q[r*in+i]) * int(w[o*in+i])
					}
					exact := float64(sum)*float64(want.scales[r])*float64(scale[o]) + float64(bias[o])
					near(t, "row", wantDst[r*m.Stride()+o:], []float64{exact}, 1e-5)
				}
			}
		}
	})
}

func TestNewMatrix(t *testing.T) {
	for _, c := range []struct{ bytes, out, in int }{{0, 0, 16}, {PackedSize(16, 16), 16, 15}, {PackedSize(16, 16) - 1, 16, 16}, {PackedSize(16, 16), 17, 16}} {
		if _, err := NewMatrix(make([]byte, c.bytes), c.out, c.in); err == nil {
			t.Errorf("NewMatrix took %+v", c)
		}
	}
}

func TestAddNorm(t *testing.T) {
	vectors(t, func(t *testing.T, f functions, random *rand.Rand) {
		for n := range 40 {
			rows, width := random.IntN(5), 16*(1+random.IntN(26))
			x, y := normals(random, rows*width, 2), normals(random, rows*width, 2)
			weight, bias := normals(random, width, 1), normals(random, width, 1)
			if n == 0 {
				clear(x)
				clear(y)
			}
			got, want, exact := clone(x), clone(x), make([]float64, len(x))
			f.addNormRows(got, y, weight, bias)
			plain.addNormRows(want, y, weight, bias)
			same(t, fmt.Sprint(rows, "×", width), got, want)
			for r := range rows {
				mean, variance := 0.0, 0.0
				for i := r * width; i < (r+1)*width; i++ {
					mean += (float64(x[i]) + float64(y[i])) / float64(width)
				}
				for i := r * width; i < (r+1)*width; i++ {
					exact[i] = float64(x[i]) + float64(y[i]) - mean
					variance += exact[i] * exact[i] / float64(width)
				}
				for i := r * width; i < (r+1)*width; i++ {
					exact[i] = exact[i]/math.Sqrt(variance+epsilon)*float64(weight[i%width]) + float64(bias[i%width])
				}
			}
			near(t, "norm", want, exact, 1e-5)
		}
	})
}

func TestGelu(t *testing.T) {
	x := make([]float32, 1<<16)
	for i := range x {
		x[i] = float32(i-len(x)/2) / 4096
	}
	x = append(x, 1e30, -1e30, 100, -100, 6, -6, 1e-30, -1e-30, 0, float32(math.Copysign(0, -1)), 1, 2, 3, 4, 5, 7)
	exact := make([]float64, len(x))
	for i, v := range x {
		exact[i] = float64(v) * (1 + math.Erf(float64(v)/math.Sqrt2)) / 2
	}
	want := clone(x)
	plain.geluAll(want)
	near(t, "gelu", want, exact, 1e-6)
	vectors(t, func(t *testing.T, f functions, _ *rand.Rand) {
		for _, n := range []int{0, 16, 32, 48, len(x)} {
			got := clone(x)
			f.geluAll(got[len(x)-n:])
			same(t, "gelu", got[len(x)-n:], want[len(x)-n:])
		}
	})
}

func TestQuantiseGelu(t *testing.T) {
	vectors(t, func(t *testing.T, f functions, random *rand.Rand) {
		x := normals(random, 5*96, 2)
		var got, want Rows
		f.quantiseGelu(&got, clone(x), 5, 96)
		plain.geluAll(x)
		plain.quantiseRows(&want, x, 5, 96)
		same(t, "scales", got.scales, want.scales)
		same(t, "values", got.numbers(), want.numbers())
	})
}

func TestSoftmax(t *testing.T) {
	vectors(t, func(t *testing.T, f functions, random *rand.Rand) {
		for range 60 {
			rows, width, scale := random.IntN(5), 16*(1+random.IntN(12)), float32(random.Float64()+0.01)
			x := normals(random, rows*width, math.Exp(2*random.NormFloat64()))
			for i := range x {
				if random.IntN(10) == 0 {
					x[i] = -math.MaxFloat32 / 16
				}
			}
			got, want := clone(x), clone(x)
			f.softmaxRows(got, width, scale)
			plain.softmaxRows(want, width, scale)
			same(t, fmt.Sprint(rows, "×", width), got, want)
			for r := range rows {
				largest, sum := math.Inf(-1), 0.0
				exact := make([]float64, width)
				for _, v := range x[r*width:][:width] {
					largest = max(largest, float64(v*scale))
				}
				for i := range exact {
					exact[i] = math.Exp(float64(x[r*width+i]*scale) - largest)
					sum += exact[i]
				}
				for i := range exact {
					exact[i] /= sum
				}
				near(t, "softmax", want[r*width:], exact, 1e-6)
			}
		}
	})
}

func TestAttend(t *testing.T) {
	const heads = 3
	vectors(t, func(t *testing.T, f functions, random *rand.Rand) {
		var a Attention
		for _, rows := range []int{0, 1, 2, 7, 16, 31, 32, 33, 97, 191, Window} {
			qkv := normals(random, rows*3*heads*HeadSize, 2)
			got, want := make([]float32, rows*heads*HeadSize), make([]float32, rows*heads*HeadSize)
			f.attend(&a, got, qkv, rows, heads)
			plain.attend(&a, want, qkv, rows, heads)
			same(t, fmt.Sprint(rows, " rows"), got, want)
			near(t, fmt.Sprint(rows, " rows"), want, attendExactly(qkv, rows, heads), 5e-5)
		}
	})
}

// attendExactly is attention in float64.
func attendExactly(qkv []float32, rows, heads int) []float64 {
	width := heads * HeadSize
	at := func(row, column int) float64 { return float64(qkv[row*3*width+column]) }
	out := make([]float64, rows*width)
	p := make([]float64, rows)
	for h := range heads {
		for i := range rows {
			sum := 0.0
			for j := range rows {
				score := 0.0
				for d := range HeadSize {
					score += at(i, h*HeadSize+d) * at(j, width+h*HeadSize+d)
				}
				p[j] = math.Exp(score / math.Sqrt(HeadSize))
				sum += p[j]
			}
			for j := range rows {
				for d := range HeadSize {
					out[i*width+h*HeadSize+d] += p[j] / sum * at(j, 2*width+h*HeadSize+d)
				}
			}
		}
	}
	return out
}

// TestSameEverywhere checks that the numbers are those of every other machine,
// where this test has the same sum.
func TestSameEverywhere(t *testing.T) {
	vectors(t, func(t *testing.T, f functions, random *rand.Rand) {
		e := newEncoder(t, random, 2)
		e.run(&f, 37)
		hash := fnv.New64a()
		if err := binary.Write(hash, binary.LittleEndian, e.x[:37*width]); err != nil {
			t.Fatal(err)
		}
		if got, want := hash.Sum64(), uint64(0xfe3f8c6ecca53fca); got != want {
			t.Errorf("sum %#x, want %#x", got, want)
		}
	})
}

func TestChoose(t *testing.T) {
	best := Names()[0]
	for _, c := range []struct{ name, want, refused string }{
		{"", best, ""}, {"plain", "plain", ""}, {best, best, ""}, {"quantum", best, "quantum"}, {"PLAIN", best, "PLAIN"},
	} {
		if f, refused := choose(c.name); f.name != c.want || refused != c.refused {
			t.Errorf("choose(%q) = %s, %q; want %s, %q", c.name, f.name, refused, c.want, c.refused)
		}
	}
}

func TestNoAllocation(t *testing.T) {
	vectors(t, func(t *testing.T, f functions, random *rand.Rand) {
		e := newEncoder(t, random, 1)
		e.run(&f, 50)
		if n := testing.AllocsPerRun(3, func() { e.run(&f, 50) }); n != 0 {
			t.Errorf("%v allocations in one run", n)
		}
	})
}

// TestGenerated checks that the assembly is what the generator writes.
func TestGenerated(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("the test binary runs where there is no go command, as for another processor")
	}
	if _, err := os.Stat("generate"); err != nil {
		t.Skip("the test binary runs away from the sources, as for another processor")
	}
	directory := t.TempDir()
	command := exec.Command("go", "run", "./generate", directory)
	command.Env = append(os.Environ(), "GOOS=", "GOARCH=")
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, name := range []string{"vnni_amd64.s", "avx2_amd64.s", "neon_arm64.s"} {
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join(directory, name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is stale: go generate ./language/kernel", name)
		}
	}
}
