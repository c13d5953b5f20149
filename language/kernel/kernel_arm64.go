package kernel

import (
	"runtime"

	"golang.org/x/sys/cpu"
)

// available are the kernels for this processor, the best first. All of Apple's
// have the instruction SDOT.
func available() []functions {
	if cpu.ARM64.HasASIMDDP || runtime.GOOS == "darwin" {
		neon := functions{"neon", false, quantiseWithNEON, multiplyWithNEON, addNormWithNEON, geluWithNEON, softmaxWithNEON, productWithNEON}
		return []functions{neon, plain}
	}
	return []functions{plain}
}

// Of the functions in assembly: widths are in units of 16, strides in bytes,
// and no count may be 0.

//go:noescape
func multiplyNEON(dst *float32, values *uint8, scales *float32, data *byte, in, stride, rows int)

//go:noescape
func productNEON(c, a, b *float32, depth, strideA, strideB, strideC, rows int)

//go:noescape
func addNormNEON(x, y, weight, bias *float32, rows, width int, widthFloat float32)

//go:noescape
func geluNEON(x *float32, width int)

//go:noescape
func softmaxNEON(x *float32, rows, width int, scaleFloat float32)

//go:noescape
func quantiseNEON(values *uint8, scales, x *float32, rows, width int)

func multiplyWithNEON(dst []float32, r *Rows, m *Matrix) {
	stride := m.Stride()
	for b := range m.blocks() {
		multiplyNEON(&dst[b*lanes], &r.values[0], &r.scales[0], &m.data[b*blockSize(m.In)], m.In, 4*stride, r.Count)
	}
}

func productWithNEON(c, a, b []float32, p shape) {
	for j := 0; j < p.columns; j += 16 {
		productNEON(&c[j], &a[0], &b[j], p.depth, 4*p.strideA, 4*p.strideB, 4*p.strideC, p.rows)
	}
}

func addNormWithNEON(x, y, weight, bias []float32) {
	width := len(weight)
	addNormNEON(&x[0], &y[0], &weight[0], &bias[0], len(x)/width, width/lanes, float32(width))
}

func geluWithNEON(x []float32) { geluNEON(&x[0], len(x)/lanes) }

func softmaxWithNEON(x []float32, width int, scale float32) {
	softmaxNEON(&x[0], len(x)/width, width/lanes, scale)
}

func quantiseWithNEON(r *Rows, x []float32) {
	quantiseNEON(&r.values[0], &r.scales[0], &x[0], r.Count, r.Width/lanes)
}
