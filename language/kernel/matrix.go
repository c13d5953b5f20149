package kernel

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
)

const (
	lanes = 16 // elements in the unit in which every kernel works
	bias8 = 128
	// header is the length in bytes of what precedes the weights of a block.
	header = 3 * 4 * lanes
)

// A Matrix is a packed matrix of int8 weights with a scale and a bias for each
// output. The package comment describes its bytes.
type Matrix struct {
	Out, In int
	data    []byte
}

// PackedSize is the number of bytes of a packed matrix.
func PackedSize(out, in int) int {
	return (out + lanes - 1) / lanes * blockSize(in)
}

func blockSize(in int) int { return header + lanes*in }

// NewMatrix views data, which Pack has written, as a matrix. It keeps data and
// does not copy it. It fails if the inputs are no multiple of 16 or data has
// not the length PackedSize(out, in).
func NewMatrix(data []byte, out, in int) (*Matrix, error) {
	if out <= 0 || in <= 0 || in%lanes != 0 {
		return nil, fmt.Errorf("kernel: no matrix of %d outputs and %d inputs", out, in)
	}
	if len(data) != PackedSize(out, in) {
		return nil, fmt.Errorf("kernel: matrix %d×%d has %d bytes, want %d", out, in, len(data), PackedSize(out, in))
	}
	return &Matrix{out, in, data}, nil
}

// Stride is the distance between the rows of a product with m: Out rounded up
// to a multiple of 16.
func (m *Matrix) Stride() int { return m.blocks() * lanes }

func (m *Matrix) blocks() int { return (m.Out + lanes - 1) / lanes }

// Pack writes the matrix with weights w, one row of in numbers for each
// output, and the outputs' scales and biases, to dst, of PackedSize(out, in)
// bytes. Weights must be in −127…127; it panics at −128 or at a wrong length.
func Pack(dst []byte, w []int8, scale, bias []float32, out, in int) {
	if in%lanes != 0 || len(dst) != PackedSize(out, in) || len(w) != out*in || len(scale) != out || len(bias) != out {
		panic("kernel: Pack: lengths do not agree")
	}
	clear(dst)
	little := binary.LittleEndian
	for o := range out {
		block := dst[o/lanes*blockSize(in):]
		lane := o % lanes
		sum := int32(0)
		for i, v := range w[o*in:][:in] {
			if v == -128 {
				panic("kernel: Pack: weight −128")
			}
			sum += int32(v)
			block[header+i/4*64+lane*4+i%4] = byte(v)
		}
		little.PutUint32(block[lane*4:], uint32(-bias8*sum))
		little.PutUint32(block[64+lane*4:], math.Float32bits(scale[o]))
		little.PutUint32(block[128+lane*4:], math.Float32bits(bias[o]))
	}
}

// Rows are rows of activations quantised to int8, each with its own scale. The
// zero value is ready for Quantise, which allocates only when it must grow.
type Rows struct {
	Count, Width int
	values       []byte // as the kernel likes them: bytes of q+128, or else int16
	scales       []float32
}

// resize makes room for count rows.
func (r *Rows) resize(count, width, valueBytes int) {
	r.Count, r.Width = count, width
	r.scales = slices.Grow(r.scales[:0], count)[:count]
	r.values = slices.Grow(r.values[:0], count*width*valueBytes)[:count*width*valueBytes]
}
