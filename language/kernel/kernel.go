package kernel

import "os"

// functions are the inner parts of one kernel. They trust their arguments.
type functions struct {
	name       string
	valueBytes int // of a quantised value
	// quantise quantises the rows of x into r, which has its size already.
	quantise func(r *Rows, x []float32)
	multiply func(dst []float32, r *Rows, m *Matrix)
	addNorm  func(x, y, weight, bias []float32)
	gelu     func(x []float32)
	softmax  func(x []float32, width int, scale float32)
	// product sets c to a·b, where c has a multiple of 32 columns.
	product func(c, a, b []float32, p shape)
}

// A shape is that of a product of float32 matrices c = a·b, row by row in
// memory, rows lying strideA and so on apart.
type shape struct {
	rows, depth, columns      int
	strideA, strideB, strideC int
}

// Variable is the environment variable that names the kernel to use.
const Variable = "TOLLBOOK_KERNEL"

// active is the kernel in use.
var active, refused = choose(os.Getenv(Variable))

// choose gives the kernel of that name, or else the best, and the name if it
// could not be had.
func choose(name string) (functions, string) {
	all := available()
	for _, f := range all {
		if f.name == name {
			return f, ""
		}
	}
	return all[0], name
}

// Name is the kernel in use: "vnni", "avx2", "neon" or "plain".
func Name() string { return active.name }

// Refused is the value of the environment variable TOLLBOOK_KERNEL if it names
// no kernel that this processor can run, and so was not followed; else "".
func Refused() string { return refused }

// Names are the kernels that this processor can run, the best first. The last
// is always "plain".
func Names() []string {
	var names []string
	for _, f := range available() {
		names = append(names, f.name)
	}
	return names
}

// Quantise sets dst to the count rows of x, each width numbers, as int8 values
// with a scale of max|x|/127 a row, rounded half to even. Rows whose numbers
// are all smaller than 1e-30 lose precision.
func Quantise(dst *Rows, x []float32, count, width int) {
	active.quantiseRows(dst, x, count, width)
}

// QuantiseGelu is Gelu on the first count·width numbers of x, in place, and
// then Quantise.
func QuantiseGelu(dst *Rows, x []float32, count, width int) {
	active.quantiseGelu(dst, x, count, width)
}

func (f *functions) quantiseRows(dst *Rows, x []float32, count, width int) {
	if width <= 0 || width%lanes != 0 || len(x) < count*width {
		panic("kernel: Quantise: lengths do not agree")
	}
	dst.resize(count, width, f.valueBytes)
	if count > 0 {
		f.quantise(dst, x[:count*width])
	}
}

func (f *functions) quantiseGelu(dst *Rows, x []float32, count, width int) {
	if count > 0 {
		f.gelu(x[:count*width])
	}
	f.quantiseRows(dst, x, count, width)
}

// Multiply sets dst[row*m.Stride()+o] to acc·(row's scale·o's scale) + o's
// bias for every row and output o, acc being the exact product of the int8
// values. Numbers of dst past the outputs, up to the stride, become zero.
func Multiply(dst []float32, rows *Rows, m *Matrix) { active.multiplyRows(dst, rows, m) }

func (f *functions) multiplyRows(dst []float32, rows *Rows, m *Matrix) {
	if rows.Width != m.In || len(dst) < rows.Count*m.Stride() {
		panic("kernel: Multiply: lengths do not agree")
	}
	if rows.Count > 0 {
		f.multiply(dst[:rows.Count*m.Stride()], rows, m)
	}
}

// AddNorm sets each row of x to LayerNorm(x+y)·weight + bias, a row being as
// wide as weight. The variance has 1e-12 added.
func AddNorm(x, y, weight, bias []float32) { active.addNormRows(x, y, weight, bias) }

func (f *functions) addNormRows(x, y, weight, bias []float32) {
	width := len(weight)
	if width == 0 || width%lanes != 0 || len(bias) != width || len(x)%width != 0 || len(y) != len(x) {
		panic("kernel: AddNorm: lengths do not agree")
	}
	if len(x) > 0 {
		f.addNorm(x, y, weight, bias)
	}
}

// Gelu sets each number v of x, a multiple of 16 of them, to
// v·(1+erf(v/√2))/2, to within 1e-6·max(1, |v|).
func Gelu(x []float32) { active.geluAll(x) }

func (f *functions) geluAll(x []float32) {
	if len(x)%lanes != 0 {
		panic("kernel: Gelu: length is no multiple of 16")
	}
	if len(x) > 0 {
		f.gelu(x)
	}
}

// Softmax sets each row of x, width numbers, to the softmax of scale times
// the row. Scale must be positive.
func Softmax(x []float32, width int, scale float32) { active.softmaxRows(x, width, scale) }

func (f *functions) softmaxRows(x []float32, width int, scale float32) {
	if width <= 0 || width%lanes != 0 || len(x)%width != 0 {
		panic("kernel: Softmax: lengths do not agree")
	}
	if len(x) > 0 {
		f.softmax(x, width, scale)
	}
}
