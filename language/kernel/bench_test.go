package kernel

import (
	"math"
	"math/rand/v2"
	"testing"
)

// An encoder is a transformer of the size that the reader has, with random
// weights, as a load for benchmarks.
type encoder struct {
	layers         []layer
	ones, zeros    []float32
	x, wide, qkv   []float32
	mixed          []float32
	rows, wideRows Rows
	attention      Attention
}

type layer struct{ qkv, out, up, down *Matrix }

const (
	width = 384
	inner = 1536
	// chunk is how many rows go through the inner part of a layer at a time, so
	// that they stay in the cache.
	chunk = 48
)

func newEncoder(t testing.TB, random *rand.Rand, layers int) *encoder {
	matrix := func(out, in int) *Matrix {
		w, scale, bias := weights(random, out, in, false)
		for i := range scale {
			scale[i] = 1 / float32(73*math.Sqrt(float64(in))) // so that results have about the size of the rows
			bias[i] /= 10
		}
		data := make([]byte, PackedSize(out, in))
		Pack(data, w, scale, bias, out, in)
		m, err := NewMatrix(data, out, in)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	e := &encoder{
		ones: make([]float32, width), zeros: make([]float32, width),
		x: normals(random, Window*width, 1), mixed: make([]float32, Window*width),
		qkv: make([]float32, Window*3*width), wide: make([]float32, chunk*inner),
	}
	for i := range e.ones {
		e.ones[i] = 1
	}
	for range layers {
		e.layers = append(e.layers, layer{matrix(3*width, width), matrix(width, width), matrix(inner, width), matrix(width, inner)})
	}
	return e
}

// run puts n rows through all layers.
func (e *encoder) run(f *functions, n int) {
	x, mixed := e.x[:n*width], e.mixed[:n*width]
	for _, l := range e.layers {
		f.quantiseRows(&e.rows, x, n, width)
		f.multiplyRows(e.qkv, &e.rows, l.qkv)
		f.attend(&e.attention, mixed, e.qkv, n, width/HeadSize)
		f.quantiseRows(&e.rows, mixed, n, width)
		f.multiplyRows(mixed, &e.rows, l.out)
		f.addNormRows(x, mixed, e.ones, e.zeros)
		for i := 0; i < n; i += chunk {
			k := min(chunk, n-i)
			f.quantiseRows(&e.rows, x[i*width:], k, width)
			f.multiplyRows(e.wide, &e.rows, l.up)
			f.quantiseGelu(&e.wideRows, e.wide, k, inner)
			f.multiplyRows(mixed[i*width:], &e.wideRows, l.down)
		}
		f.addNormRows(x, mixed, e.ones, e.zeros)
	}
}

func kernels(b *testing.B, bench func(b *testing.B, f functions)) {
	for _, f := range available() {
		b.Run(f.name, func(b *testing.B) { bench(b, f) })
	}
}

// measure benchmarks run and returns the seconds of its fastest call, which
// other work on the machine disturbs least.
func measure(b *testing.B, run func()) float64 {
	best := math.Inf(1)
	for b.Loop() {
		start := clock()
		run()
		best = min(best, (clock() - start).Seconds())
	}
	return best
}

// BenchmarkEncoder tells how many rows (word pieces) a second go through six
// layers, in whole windows.
func BenchmarkEncoder(b *testing.B) {
	kernels(b, func(b *testing.B, f functions) {
		e := newEncoder(b, rand.New(rand.NewPCG(1, 2)), 6)
		b.ReportMetric(Window/measure(b, func() { e.run(&f, Window) }), "pieces/s")
	})
}

// BenchmarkMultiply tells the int8 multiply-adds a second, in 10⁹.
func BenchmarkMultiply(b *testing.B) {
	kernels(b, func(b *testing.B, f functions) {
		e := newEncoder(b, rand.New(rand.NewPCG(1, 2)), 6)
		f.quantiseRows(&e.rows, e.x, chunk, width)
		f.quantiseRows(&e.wideRows, e.wide, chunk, inner)
		seconds := measure(b, func() {
			for _, l := range e.layers {
				f.multiplyRows(e.qkv, &e.rows, l.qkv)
				f.multiplyRows(e.qkv, &e.rows, l.out)
				f.multiplyRows(e.wide, &e.rows, l.up)
				f.multiplyRows(e.mixed, &e.wideRows, l.down)
			}
		})
		b.ReportMetric(6*12*width*width*chunk/1e9/seconds, "GMAC/s")
	})
}

func BenchmarkAttend(b *testing.B) {
	kernels(b, func(b *testing.B, f functions) {
		e := newEncoder(b, rand.New(rand.NewPCG(1, 2)), 0)
		copy(e.qkv, normals(rand.New(rand.NewPCG(3, 4)), len(e.qkv), 1))
		seconds := measure(b, func() { f.attend(&e.attention, e.mixed, e.qkv, Window, width/HeadSize) })
		b.ReportMetric(seconds/Window*1e9, "ns/piece")
	})
}

func BenchmarkRows(b *testing.B) {
	kernels(b, func(b *testing.B, f functions) {
		e := newEncoder(b, rand.New(rand.NewPCG(1, 2)), 0)
		copy(e.wide, e.x)
		steps := []struct {
			name string
			run  func()
		}{
			{"addNorm", func() { f.addNormRows(e.x[:chunk*width], e.mixed[:chunk*width], e.ones, e.zeros) }},
			{"quantise", func() { f.quantiseRows(&e.rows, e.x, chunk, width) }},
			{"gelu", func() { f.geluAll(e.wide) }},
			{"quantiseGelu", func() { f.quantiseGelu(&e.wideRows, e.wide, chunk, inner) }},
		}
		for _, s := range steps {
			b.Run(s.name, func(b *testing.B) {
				b.ReportMetric(measure(b, s.run)/chunk*1e9, "ns/piece")
			})
		}
	})
}
