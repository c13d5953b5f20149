//go:build amd64 || arm64

package kernel

// An assembly is the functions of a kernel that are written in assembly. In
// their arguments widths are in units of 16, strides in bytes, and no count may
// be 0.
type assembly struct {
	name       string
	valueBytes int // of a quantised value
	columns    int // of the result of one call of product
	blocks     int // of 16 outputs, for one call of multiplyBlocks

	multiplyBlocks, multiplyBlock func(dst *float32, values *byte, scales *float32, data *byte, in, stride, rows int)

	product  func(c, a, b *float32, depth, strideA, strideB, strideC, rows int)
	addNorm  func(x, y, weight, bias *float32, rows, width int, widthFloat float32)
	gelu     func(x *float32, width int)
	softmax  func(x *float32, rows, width int, scaleFloat float32)
	quantise func(values *byte, scales, x *float32, rows, width int)
}

// functions makes a kernel of a.
func (a assembly) functions() functions {
	return functions{
		name:       a.name,
		valueBytes: a.valueBytes,
		quantise: func(r *Rows, x []float32) {
			a.quantise(&r.values[0], &r.scales[0], &x[0], r.Count, r.Width/lanes)
		},
		multiply: func(dst []float32, r *Rows, m *Matrix) {
			for b := 0; b < m.blocks(); {
				n, multiply := 1, a.multiplyBlock
				if m.blocks()-b >= a.blocks {
					n, multiply = a.blocks, a.multiplyBlocks
				}
				multiply(&dst[b*lanes], &r.values[0], &r.scales[0], &m.data[b*blockSize(m.In)], m.In, 4*m.Stride(), r.Count)
				b += n
			}
		},
		addNorm: func(x, y, weight, bias []float32) {
			width := len(weight)
			a.addNorm(&x[0], &y[0], &weight[0], &bias[0], len(x)/width, width/lanes, float32(width))
		},
		gelu: func(x []float32) { a.gelu(&x[0], len(x)/lanes) },
		softmax: func(x []float32, width int, scale float32) {
			a.softmax(&x[0], len(x)/width, width/lanes, scale)
		},
		product: func(c, left, b []float32, p shape) {
			for j := 0; j < p.columns; j += a.columns {
				a.product(&c[j], &left[0], &b[j], p.depth, 4*p.strideA, 4*p.strideB, 4*p.strideC, p.rows)
			}
		},
	}
}
