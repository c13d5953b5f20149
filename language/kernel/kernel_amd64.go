package kernel

import (
	"golang.org/x/sys/cpu"
)

//go:generate go run ./generate

// available are the kernels for this processor, the best first.
func available() []functions {
	var all []functions
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI {
		all = append(all, functions{"vnni", false, quantiseWithVNNI, multiplyWithVNNI, addNormWithVNNI, geluWithVNNI, softmaxWithVNNI, productWithVNNI})
	}
	if cpu.X86.HasAVX2 {
		all = append(all, functions{"avx2", true, quantiseWithAVX2, multiplyWithAVX2, addNormWithAVX2, geluWithAVX2, softmaxWithAVX2, productWithAVX2})
	}
	return append(all, plain)
}

// Of the functions in assembly: widths are in units of 16, strides in bytes,
// and no count may be 0.

//go:noescape
func multiply4VNNI(dst *float32, values *uint8, scales *float32, data *byte, in, stride, rows int)

//go:noescape
func multiply1VNNI(dst *float32, values *uint8, scales *float32, data *byte, in, stride, rows int)

//go:noescape
func productVNNI(c, a, b *float32, depth, strideA, strideB, strideC, rows int)

//go:noescape
func addNormVNNI(x, y, weight, bias *float32, rows, width int, widthFloat float32)

//go:noescape
func geluVNNI(x *float32, width int)

//go:noescape
func softmaxVNNI(x *float32, rows, width int, scaleFloat float32)

//go:noescape
func quantiseVNNI(values *uint8, scales, x *float32, rows, width int)

func multiplyWithVNNI(dst []float32, r *Rows, m *Matrix) {
	stride := m.Stride()
	for b := 0; b < m.blocks(); {
		n, multiply := 4, multiply4VNNI
		if m.blocks()-b < n {
			n, multiply = 1, multiply1VNNI
		}
		multiply(&dst[b*lanes], &r.values[0], &r.scales[0], &m.data[b*blockSize(m.In)], m.In, 4*stride, r.Count)
		b += n
	}
}

func productWithVNNI(c, a, b []float32, p shape) {
	for j := 0; j < p.columns; j += 32 {
		productVNNI(&c[j], &a[0], &b[j], p.depth, 4*p.strideA, 4*p.strideB, 4*p.strideC, p.rows)
	}
}

func addNormWithVNNI(x, y, weight, bias []float32) {
	width := len(weight)
	addNormVNNI(&x[0], &y[0], &weight[0], &bias[0], len(x)/width, width/lanes, float32(width))
}

func geluWithVNNI(x []float32) { geluVNNI(&x[0], len(x)/lanes) }

func softmaxWithVNNI(x []float32, width int, scale float32) {
	softmaxVNNI(&x[0], len(x)/width, width/lanes, scale)
}

func quantiseWithVNNI(r *Rows, x []float32) {
	quantiseVNNI(&r.values[0], &r.scales[0], &x[0], r.Count, r.Width/lanes)
}

//go:noescape
func multiplyAVX2(dst *float32, values *int16, scales *float32, data *byte, in, stride, rows int)

//go:noescape
func productAVX2(c, a, b *float32, depth, strideA, strideB, strideC, rows int)

//go:noescape
func addNormAVX2(x, y, weight, bias *float32, rows, width int, widthFloat float32)

//go:noescape
func geluAVX2(x *float32, width int)

//go:noescape
func softmaxAVX2(x *float32, rows, width int, scaleFloat float32)

//go:noescape
func quantiseAVX2(values *int16, scales, x *float32, rows, width int)

func multiplyWithAVX2(dst []float32, r *Rows, m *Matrix) {
	stride := m.Stride()
	for b := range m.blocks() {
		multiplyAVX2(&dst[b*lanes], &r.wide[0], &r.scales[0], &m.data[b*blockSize(m.In)], m.In, 4*stride, r.Count)
	}
}

func productWithAVX2(c, a, b []float32, p shape) {
	for j := 0; j < p.columns; j += 16 {
		productAVX2(&c[j], &a[0], &b[j], p.depth, 4*p.strideA, 4*p.strideB, 4*p.strideC, p.rows)
	}
}

func addNormWithAVX2(x, y, weight, bias []float32) {
	width := len(weight)
	addNormAVX2(&x[0], &y[0], &weight[0], &bias[0], len(x)/width, width/lanes, float32(width))
}

func geluWithAVX2(x []float32) { geluAVX2(&x[0], len(x)/lanes) }

func softmaxWithAVX2(x []float32, width int, scale float32) {
	softmaxAVX2(&x[0], len(x)/width, width/lanes, scale)
}

func quantiseWithAVX2(r *Rows, x []float32) {
	quantiseAVX2(&r.wide[0], &r.scales[0], &x[0], r.Count, r.Width/lanes)
}
