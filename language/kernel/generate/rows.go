package main

import "math"

// A machine writes instructions on values of 16 float32 lanes, named by small
// integers, and on pointers and counters, named by the function's arguments
// and "t0", "t1", "t2".
type machine interface {
	function(name string, arguments ...string)
	endFunction()
	label(name string) string
	// count takes 1 from a counter and jumps unless that leaves 0.
	count(counter, label string)
	move(to, from string)
	advance(pointer string, bytes int)

	load(v int, pointer string)
	store(v int, pointer string)
	storeLane(v int, pointer string) // lane 0 alone
	storeQuantised(v int, pointer string)
	splatArgument(v int, name string)
	set(v int, value float32)

	// arithmetic is to = a op b, op being add, sub, mul, div, min or max.
	arithmetic(op string, to, a, b int)
	arithmeticConstant(op string, to, a int, value float32)
	absolute(to, a int)
	root(to, a int)
	// scale adds the integer in the low bits of b to the exponent of a.
	scale(to, a, b, temporary int)
	// fold sets all lanes to the sum or largest of the lanes: op is add or max.
	fold(op string, v, temporary int)

	quantisedBytes() int // of 16 values
}

// These constants are explained in plain.go of package kernel.
const (
	roundMagic = 12582912
	bias8      = 128
	tiny       = 1e-30
	epsilon    = 1e-12
	expLeast   = -60
	log2e      = math.Log2E
	ln2        = math.Ln2
	halfRoot2  = math.Sqrt2 / 2
)

var (
	erfOver         = []float32{-2.72614225801306e-10, 2.77068142495902e-08, -2.10102402082508e-06, -5.69250639462346e-05, -7.34990630326855e-04, -2.95459980854025e-03, -1.60960333262415e-02}
	erfUnder        = []float32{-1.45660718464996e-05, -2.13374055278905e-04, -1.68282697438203e-03, -7.37332916720468e-03, -1.42647390514189e-02}
	expCoefficients = []float32{0.008312515914440155, 0.04189020395278931, 0.16667114198207855, 0.499992311000824}
)

// rows writes the steps on rows of float32. Widths are counted in units of 16.
func rows(m machine) {
	addNorm(m)
	gelu(m)
	softmax(m)
	quantise(m)
}

// polynomial sets to to that of x, by Horner's rule.
func polynomial(m machine, to, x int, coefficients []float32) {
	m.set(to, coefficients[0])
	for _, c := range coefficients[1:] {
		m.arithmetic("mul", to, to, x)
		m.arithmeticConstant("add", to, to, c)
	}
}

func addNorm(m machine) {
	m.function("addNorm", "x", "y", "weight", "bias", "rows", "width", "widthFloat")
	row := m.label("row")

	const v, sum, other, temporary = 0, 1, 2, 3
	m.move("t0", "x")
	m.move("t1", "width")
	m.set(sum, 0)
	l := m.label("add")
	m.load(v, "t0")
	m.load(other, "y")
	m.arithmetic("add", v, v, other)
	m.store(v, "t0")
	m.arithmetic("add", sum, sum, v)
	m.advance("t0", 64)
	m.advance("y", 64)
	m.count("t1", l)
	const mean = 4
	m.fold("add", sum, temporary)
	m.splatArgument(other, "widthFloat")
	m.arithmetic("div", mean, sum, other)

	m.move("t0", "x")
	m.move("t1", "width")
	m.set(sum, 0)
	l = m.label("centre")
	m.load(v, "t0")
	m.arithmetic("sub", v, v, mean)
	m.store(v, "t0")
	m.arithmetic("mul", v, v, v)
	m.arithmetic("add", sum, sum, v)
	m.advance("t0", 64)
	m.count("t1", l)
	const factor = 4
	m.fold("add", sum, temporary)
	m.splatArgument(other, "widthFloat")
	m.arithmetic("div", sum, sum, other)
	m.arithmeticConstant("add", sum, sum, epsilon)
	m.root(sum, sum)
	m.set(other, 1)
	m.arithmetic("div", factor, other, sum)

	m.move("t0", "weight")
	m.move("t2", "bias")
	m.move("t1", "width")
	l = m.label("scale")
	m.load(v, "x")
	m.arithmetic("mul", v, v, factor)
	m.load(other, "t0")
	m.arithmetic("mul", v, v, other)
	m.load(other, "t2")
	m.arithmetic("add", v, v, other)
	m.store(v, "x")
	m.advance("x", 64)
	m.advance("t0", 64)
	m.advance("t2", 64)
	m.count("t1", l)
	m.count("rows", row)
	m.endFunction()
}

func gelu(m machine) {
	m.function("gelu", "x", "width")
	l := m.label("next")
	const v, z, square, over, under = 0, 1, 2, 3, 4
	m.load(v, "x")
	m.arithmeticConstant("mul", z, v, halfRoot2)
	m.arithmeticConstant("max", z, z, -4)
	m.arithmeticConstant("min", z, z, 4)
	m.arithmetic("mul", square, z, z)
	polynomial(m, over, square, erfOver)
	polynomial(m, under, square, erfUnder)
	m.arithmetic("mul", z, z, over)
	m.arithmetic("div", z, z, under)
	m.arithmeticConstant("add", z, z, 1)
	m.arithmeticConstant("mul", v, v, 0.5)
	m.arithmetic("mul", v, v, z)
	m.store(v, "x")
	m.advance("x", 64)
	m.count("width", l)
	m.endFunction()
}

func softmax(m machine) {
	m.function("softmax", "x", "rows", "width", "scaleFloat")
	row := m.label("row")

	const v, largest, scale, sum, temporary = 0, 1, 2, 3, 4
	m.splatArgument(scale, "scaleFloat")
	m.move("t0", "x")
	m.move("t1", "width")
	m.load(largest, "x")
	m.arithmetic("mul", largest, largest, scale)
	l := m.label("largest")
	m.load(v, "t0")
	m.arithmetic("mul", v, v, scale)
	m.store(v, "t0")
	m.arithmetic("max", largest, largest, v)
	m.advance("t0", 64)
	m.count("t1", l)
	m.fold("max", largest, temporary)

	m.move("t0", "x")
	m.move("t1", "width")
	m.set(sum, 0)
	l = m.label("power")
	m.load(v, "t0")
	m.arithmetic("sub", v, v, largest)
	exponential(m, v, 2, 4, 5)
	m.store(v, "t0")
	m.arithmetic("add", sum, sum, v)
	m.advance("t0", 64)
	m.count("t1", l)
	m.fold("add", sum, temporary)

	m.set(v, 1)
	m.arithmetic("div", sum, v, sum)
	m.move("t1", "width")
	l = m.label("divide")
	m.load(v, "x")
	m.arithmetic("mul", v, v, sum)
	m.store(v, "x")
	m.advance("x", 64)
	m.count("t1", l)
	m.count("rows", row)
	m.endFunction()
}

// exponential sets v, which is at most 0, to its exponential.
func exponential(m machine, v, shifted, p, k int) {
	m.arithmeticConstant("max", v, v, expLeast)
	m.arithmeticConstant("mul", shifted, v, log2e)
	m.arithmeticConstant("add", shifted, shifted, roundMagic)
	m.arithmeticConstant("sub", k, shifted, roundMagic)
	m.arithmeticConstant("mul", k, k, ln2)
	m.arithmetic("sub", v, v, k)
	polynomial(m, p, v, expCoefficients)
	m.arithmetic("mul", k, v, v)
	m.arithmetic("mul", p, p, k)
	m.arithmetic("add", p, p, v)
	m.arithmeticConstant("add", p, p, 1)
	m.scale(v, p, shifted, k)
}

func quantise(m machine) {
	m.function("quantise", "values", "scales", "x", "rows", "width")
	row := m.label("row")

	const v, largest, factor, temporary = 0, 1, 2, 3
	m.move("t0", "x")
	m.move("t1", "width")
	m.set(largest, 0)
	l := m.label("largest")
	m.load(v, "t0")
	m.absolute(v, v)
	m.arithmetic("max", largest, largest, v)
	m.advance("t0", 64)
	m.count("t1", l)
	m.fold("max", largest, temporary)

	m.set(temporary, 127)
	m.arithmetic("div", v, largest, temporary)
	m.storeLane(v, "scales")
	m.advance("scales", 4)
	m.arithmeticConstant("max", largest, largest, tiny)
	m.arithmetic("div", factor, temporary, largest)

	m.move("t1", "width")
	l = m.label("round")
	m.load(v, "x")
	m.arithmetic("mul", v, v, factor)
	m.arithmeticConstant("add", v, v, roundMagic+bias8)
	m.storeQuantised(v, "values")
	m.advance("x", 64)
	m.advance("values", m.quantisedBytes())
	m.count("t1", l)
	m.count("rows", row)
	m.endFunction()
}
