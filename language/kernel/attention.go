package kernel

import "math"

const (
	// HeadSize is the width of one attention head.
	HeadSize = 32
	// Window is the most rows over which attention goes.
	Window = 192

	rowsAtOnce = 48 // rows whose scores are held at a time
	tile       = 32 // columns of a product come in multiples of it
)

// An Attention is the working memory of attention. The zero value is ready. It
// must not be used by two goroutines at a time.
type Attention struct {
	keys   [HeadSize * Window]float32 // of one head, transposed
	values [Window * HeadSize]float32 // of one head
	scores [rowsAtOnce * Window]float32
}

// Attend sets the rows of dst, heads·32 wide, to softmax(q·k/√32)·v head by
// head, over all rows of qkv, which hold the queries of all heads, then the
// keys, then the values. There may be up to Window rows.
func (a *Attention) Attend(dst, qkv []float32, rows, heads int) {
	active.attend(a, dst, qkv, rows, heads)
}

func (f *functions) attend(a *Attention, dst, qkv []float32, rows, heads int) {
	width := heads * HeadSize
	if rows > Window || len(dst) < rows*width || len(qkv) < rows*3*width {
		panic("kernel: Attend: lengths do not agree")
	}
	if rows == 0 {
		return
	}
	stride := (rows + tile - 1) / tile * tile
	for h := range heads {
		queries := qkv[h*HeadSize:]
		a.gather(qkv[width+h*HeadSize:], qkv[2*width+h*HeadSize:], rows, 3*width, stride)
		for first := 0; first < rows; first += rowsAtOnce {
			n := min(rowsAtOnce, rows-first)
			scores := a.scores[:n*stride]
			f.product(scores, queries[first*3*width:], a.keys[:], shape{n, HeadSize, stride, 3 * width, stride, stride})
			for i := range n {
				pad(scores[i*stride+rows : (i+1)*stride])
			}
			f.softmax(scores, stride, 1/scoreScale)
			f.product(dst[first*width+h*HeadSize:], scores, a.values[:], shape{n, rows, HeadSize, stride, HeadSize, width})
		}
	}
}

// scoreScale is the square root of HeadSize.
const scoreScale = 4 * math.Sqrt2

// gather fills a.keys, so that key j's element d is at d·stride+j, and
// a.values, which lie too far apart in memory to be read often.
func (a *Attention) gather(keys, values []float32, rows, width, stride int) {
	for j := range rows {
		for d, v := range keys[j*width:][:HeadSize] {
			a.keys[d*stride+j] = v
		}
		copy(a.values[j*HeadSize:], values[j*width:][:HeadSize])
	}
}

// pad fills scores with a number whose exponential is next to nothing.
func pad(scores []float32) {
	for i := range scores {
		scores[i] = -math.MaxFloat32 / 16
	}
}
