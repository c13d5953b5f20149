package kernel

import (
	"encoding/binary"
	"math"
)

// plain defines what every kernel computes.
var plain = functions{
	name:       "plain",
	valueBytes: 1,
	quantise:   quantisePlain,
	multiply:   multiplyPlain,
	addNorm:    addNormPlain,
	gelu:       geluPlain,
	softmax:    softmaxPlain,
	product:    productPlain,
}

const (
	// roundMagic is 1.5·2²³. A number of small size added to it loses its
	// fraction, rounded half to even, and the low bits of the sum are the
	// integer in two's complement.
	roundMagic = 12582912
	// tiny is the least size for which a row is scaled to fill −127…127.
	tiny = 1e-30
	// epsilon is added to the variance in AddNorm.
	epsilon = 1e-12
)

func quantisePlain(r *Rows, x []float32) {
	for i := range r.Count {
		row := x[i*r.Width:][:r.Width]
		largest := float32(0)
		for _, v := range row {
			largest = max(largest, float32(math.Abs(float64(v))))
		}
		r.scales[i] = largest / 127
		factor := 127 / max(largest, tiny)
		values := r.values[i*r.Width:][:r.Width]
		for j, v := range row {
			values[j] = uint8(math.Float32bits(float32(v*factor) + (roundMagic + bias8)))
		}
	}
}

func multiplyPlain(dst []float32, r *Rows, m *Matrix) {
	stride, size := m.Stride(), blockSize(m.In)
	float := func(b []byte) float32 { return math.Float32frombits(binary.LittleEndian.Uint32(b)) }
	for b := range m.blocks() {
		block := m.data[b*size:][:size]
		for i := range r.Count {
			var acc [lanes]int32
			for o := range acc {
				acc[o] = int32(binary.LittleEndian.Uint32(block[4*o:]))
			}
			row := r.values[i*m.In:][:m.In]
			for g := 0; g < len(row); g += 4 {
				a0, a1, a2, a3 := int32(row[g]), int32(row[g+1]), int32(row[g+2]), int32(row[g+3])
				w := block[header+g*lanes:][:64]
				for o := range acc {
					acc[o] += a0*int32(int8(w[4*o])) + a1*int32(int8(w[4*o+1])) + a2*int32(int8(w[4*o+2])) + a3*int32(int8(w[4*o+3]))
				}
			}
			for o, v := range acc {
				scale := float32(r.scales[i] * float(block[64+4*o:]))
				dst[i*stride+b*lanes+o] = float32(float32(v)*scale) + float(block[128+4*o:])
			}
		}
	}
}

// total adds the lanes of a sum in halves.
func total(s *[lanes]float32) float32 {
	for n := lanes / 2; n > 0; n /= 2 {
		for i := range n {
			s[i] += s[i+n]
		}
	}
	return s[0]
}

func addNormPlain(x, y, weight, bias []float32) {
	width := len(weight)
	for ; len(x) > 0; x, y = x[width:], y[width:] {
		row := x[:width]
		var sum, squares [lanes]float32
		for i := range row {
			row[i] += y[i]
			sum[i%lanes] += row[i]
		}
		mean := total(&sum) / float32(width)
		for i := range row {
			row[i] -= mean
			squares[i%lanes] += float32(row[i] * row[i])
		}
		variance := total(&squares)/float32(width) + epsilon
		factor := 1 / float32(math.Sqrt(float64(variance)))
		for i := range row {
			row[i] = float32(float32(row[i]*factor)*weight[i]) + bias[i]
		}
	}
}

// erf(z) is z·P(z²)/Q(z²) for |z| ≤ 4, the rational approximation of the
// library Eigen; highest powers first.
var (
	erfOver  = [...]float32{-2.72614225801306e-10, 2.77068142495902e-08, -2.10102402082508e-06, -5.69250639462346e-05, -7.34990630326855e-04, -2.95459980854025e-03, -1.60960333262415e-02}
	erfUnder = [...]float32{-1.45660718464996e-05, -2.13374055278905e-04, -1.68282697438203e-03, -7.37332916720468e-03, -1.42647390514189e-02}
)

func geluPlain(x []float32) {
	for i, v := range x {
		z := min(max(float32(v*(math.Sqrt2/2)), -4), 4)
		square := float32(z * z)
		erf := float32(z*polynomial(square, erfOver[:])) / polynomial(square, erfUnder[:])
		x[i] = float32(float32(v*0.5) * (erf + 1))
	}
}

// polynomial is that of x with these coefficients, by Horner's rule.
func polynomial(x float32, coefficients []float32) float32 {
	p := coefficients[0]
	for _, c := range coefficients[1:] {
		p = float32(p*x) + c
	}
	return p
}

// expCoefficients are those of P in eʳ ≈ 1 + r + r²·P(r) for |r| ≤ ln(2)/2,
// fitted for the least relative error, 1e-7; highest powers first.
var expCoefficients = [...]float32{0.008312515914440155, 0.04189020395278931, 0.16667114198207855, 0.499992311000824}

const (
	// expLeast is where e^x stops: e^-60 is next to nothing, and yet products
	// with it are no denormal numbers, which are slow.
	expLeast = -60
	log2e    = math.Log2E
	ln2      = math.Ln2
)

// exponential is e^x for x ≤ 0, as 2ᵏ·eʳ with k an integer.
func exponential(x float32) float32 {
	x = max(x, expLeast)
	shifted := float32(x*log2e) + roundMagic
	r := x - float32((shifted-roundMagic)*ln2)
	p := float32(polynomial(r, expCoefficients[:])*float32(r*r)) + r + 1
	return math.Float32frombits(math.Float32bits(p) + math.Float32bits(shifted)<<23)
}

func softmaxPlain(x []float32, width int, scale float32) {
	for ; len(x) > 0; x = x[width:] {
		row := x[:width]
		largest := float32(row[0] * scale)
		for i := range row {
			row[i] = float32(row[i] * scale)
			largest = max(largest, row[i])
		}
		var sum [lanes]float32
		for i := range row {
			row[i] = exponential(row[i] - largest)
			sum[i%lanes] += row[i]
		}
		factor := 1 / total(&sum)
		for i := range row {
			row[i] = float32(row[i] * factor)
		}
	}
}

func productPlain(c, a, b []float32, p shape) {
	for i := range p.rows {
		row := c[i*p.strideC:][:p.columns]
		clear(row)
		for d := range p.depth {
			factor := a[i*p.strideA+d]
			for j, v := range b[d*p.strideB:][:p.columns] {
				row[j] += float32(factor * v)
			}
		}
	}
}
