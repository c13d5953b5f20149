package main

import (
	"fmt"
	"math"
)

// A neon writes for arm64, where a value of 16 lanes is four registers, V28 to
// V31 are spare, and R15 points to the constants. Go's assembler lacks most
// floating-point instructions on vectors: they are written as numbers.
type neon struct {
	text
	names map[string]string
}

// Instructions on V registers of four 32-bit lanes, with register 0 for each.
const (
	fadd  = 0x4E20D400
	fsub  = 0x4EA0D400
	fmul  = 0x6E20DC00
	fdiv  = 0x6E20FC00
	fmax  = 0x4E20F400
	fmin  = 0x4EA0F400
	fsqrt = 0x6EA1F800
	fabs  = 0x4EA0F800
	scvtf = 0x4E21D800
	shl23 = 0x4F375400
	sdot  = 0x4F80E000 // by one element of 4 bytes
)

var operations = map[string]int{"add": fadd, "sub": fsub, "mul": fmul, "div": fdiv, "max": fmax, "min": fmin}

// three writes to = a op b.
func (n *neon) three(instruction, to, a, b int) {
	n.op("WORD $0x%08x", instruction|b<<16|a<<5|to)
}

// two writes to = op a.
func (n *neon) two(instruction, to, a int) { n.three(instruction, to, a, 0) }

// dot adds to each int32 of to the product of four bytes of a and four of b,
// those at index.
func (n *neon) dot(to, a, b, index int) {
	n.three(sdot|index&1<<21|index>>1<<11, to, a, b)
}

func (n *neon) finish() []byte { return n.text.finish(16) }

func (n *neon) function(name string, arguments ...string) {
	n.begin(name+"NEON", arguments)
	n.names = map[string]string{}
	for i, a := range append(append([]string{}, arguments...), "t0", "t1", "t2") {
		n.names[a] = fmt.Sprintf("R%d", i)
	}
}

func (n *neon) endFunction() {
	prologue := []string{"MOVD $constants<>(SB), R15"}
	for i, a := range n.arguments {
		if size(a) == 8 {
			prologue = append(prologue, fmt.Sprintf("MOVD %s, R%d", n.argument(a), i))
		}
	}
	n.op("RET")
	n.end(prologue)
}

func (n *neon) count(counter, label string) {
	n.op("SUBS $1, %s, %s", n.names[counter], n.names[counter])
	n.op("BNE %s", label)
}

func (n *neon) move(to, from string) { n.op("MOVD %s, %s", n.names[from], n.names[to]) }
func (n *neon) advance(pointer string, bytes int) {
	n.op("ADD $%d, %s", bytes, n.names[pointer])
}

func (n *neon) load(v int, pointer string) {
	for i := range 4 {
		n.op("FMOVQ %d(%s), F%d", 16*i, n.names[pointer], 4*v+i)
	}
}

func (n *neon) store(v int, pointer string) {
	for i := range 4 {
		n.op("FMOVQ F%d, %d(%s)", 4*v+i, 16*i, n.names[pointer])
	}
}

func (n *neon) storeLane(v int, pointer string) { n.op("FMOVS F%d, (%s)", 4*v, n.names[pointer]) }

// storeQuantised stores the lowest byte of each lane.
func (n *neon) storeQuantised(v int, pointer string) {
	r := 4 * v
	n.op("VUZP1 V%d.H8, V%d.H8, V%d.H8", r+1, r, r)
	n.op("VUZP1 V%d.H8, V%d.H8, V%d.H8", r+3, r+2, r+2)
	n.op("VUZP1 V%d.B16, V%d.B16, V%d.B16", r+2, r, r)
	n.op("FMOVQ F%d, (%s)", r, n.names[pointer])
}

func (n *neon) quantisedBytes() int { return 16 }

func (n *neon) splatArgument(v int, name string) {
	n.op("FMOVS %s, F%d", n.argument(name), 4*v)
	n.splatLane(4*v, v)
}

// splatLane copies lane 0 of a register to all lanes of a value.
func (n *neon) splatLane(register, v int) {
	for i := 3; i >= 0; i-- {
		n.op("VDUP V%d.S[0], V%d.S4", register, 4*v+i)
	}
}

// fetch loads four times a constant.
func (n *neon) fetch(register int, value float32) {
	n.op("FMOVQ %d(R15), F%d", 16*n.constant(value), register)
}

func (n *neon) set(v int, value float32) {
	for i := range 4 {
		if math.Float32bits(value) == 0 {
			n.op("VEOR V%d.B16, V%d.B16, V%d.B16", 4*v+i, 4*v+i, 4*v+i)
		} else {
			n.fetch(4*v+i, value)
		}
	}
}

func (n *neon) arithmetic(op string, to, a, b int) {
	for i := range 4 {
		n.three(operations[op], 4*to+i, 4*a+i, 4*b+i)
	}
}

func (n *neon) arithmeticConstant(op string, to, a int, value float32) {
	n.fetch(31, value)
	for i := range 4 {
		n.three(operations[op], 4*to+i, 4*a+i, 31)
	}
}

func (n *neon) absolute(to, a int) {
	for i := range 4 {
		n.two(fabs, 4*to+i, 4*a+i)
	}
}

func (n *neon) root(to, a int) {
	for i := range 4 {
		n.two(fsqrt, 4*to+i, 4*a+i)
	}
}

func (n *neon) scale(to, a, b, temporary int) {
	for i := range 4 {
		n.two(shl23, 4*temporary+i, 4*b+i)
		n.op("VADD V%d.S4, V%d.S4, V%d.S4", 4*temporary+i, 4*a+i, 4*to+i)
	}
}

func (n *neon) fold(op string, v, temporary int) {
	r, t := 4*v, 4*temporary
	instruction := operations[op]
	n.three(instruction, r, r, r+2)
	n.three(instruction, r+1, r+1, r+3)
	n.three(instruction, r, r, r+1)
	for _, bytes := range []int{8, 4} {
		n.op("VEXT $%d, V%d.B16, V%d.B16, V%d.B16", bytes, r, r, t)
		n.three(instruction, r, r, t)
	}
	n.splatLane(r, v)
}

// tiles writes a function's body that does its rows most at a time, and the
// rest in one go. R6 counts the rows.
func (n *neon) tiles(most int, tile func(rows int)) {
	n.place("full")
	n.op("CMP $%d, R6", most)
	n.op("BLT rest")
	tile(most)
	n.op("SUB $%d, R6, R6", most)
	n.op("B full")
	n.place("rest")
	for rows := most - 1; rows > 0; rows-- {
		n.op("CMP $%d, R6", rows)
		n.op("BEQ rest%d", rows)
	}
	n.op("RET")
	for rows := most - 1; rows > 0; rows-- {
		n.place(fmt.Sprintf("rest%d", rows))
		tile(rows)
		n.op("RET")
	}
}

// endProduct ends a function whose arguments go into R0 and so on, the last,
// rows, into R6.
func (n *neon) endProduct() {
	var prologue []string
	for i, a := range n.arguments {
		if a == "rows" {
			i = 6
		}
		prologue = append(prologue, fmt.Sprintf("MOVD %s, R%d", n.argument(a), i))
	}
	n.end(prologue)
}

// multiply writes the product of rows of bytes with one block of 16 outputs.
func (n *neon) multiply(most int) {
	const dst, values, scales, data, in, stride = 0, 1, 2, 3, 4, 5
	const row, weights, counter, out = 7, 11, 12, 13
	const weight, activation, sign = 16, 20, 31
	n.begin("multiplyNEON", []string{"dst", "values", "scales", "data", "in", "stride", "rows"})
	n.op("VMOVI $0x80, V%d.B16", sign)
	n.tiles(most, func(rows int) {
		for i := range 4 * rows {
			n.op("VEOR V%d.B16, V%d.B16, V%d.B16", i, i, i)
		}
		for r := range rows {
			n.op("MOVD R%d, R%d", values, row+r)
			n.op("ADD R%d, R%d", in, values)
		}
		n.op("ADD $%d, R%d, R%d", header, data, weights)
		n.op("MOVD R%d, R%d", in, counter)
		loop := n.label("inner")
		for r := range rows {
			n.op("VLD1.P 16(R%d), [V%d.B16]", row+r, activation+r)
			n.op("VEOR V%d.B16, V%d.B16, V%d.B16", sign, activation+r, activation+r)
		}
		for group := range 4 {
			n.op("VLD1.P 64(R%d), [V%d.B16, V%d.B16, V%d.B16, V%d.B16]", weights, weight, weight+1, weight+2, weight+3)
			for r := range rows {
				for quarter := range 4 {
					n.dot(4*r+quarter, weight+quarter, activation+r, group)
				}
			}
		}
		n.op("SUBS $16, R%d, R%d", counter, counter)
		n.op("BNE %s", loop)
		for r := range rows {
			n.op("FMOVS.P 4(R%d), F20", scales)
			n.op("VDUP V20.S[0], V20.S4")
			for quarter := range 4 {
				acc := 4*r + quarter
				n.op("FMOVQ %d(R%d), F21", blockScales+16*quarter, data)
				n.op("FMOVQ %d(R%d), F22", blockBiases+16*quarter, data)
				n.three(fmul, 21, 20, 21)
				n.two(scvtf, acc, acc)
				n.three(fmul, acc, acc, 21)
				n.three(fadd, acc, acc, 22)
				n.op("FMOVQ F%d, %d(R%d)", acc, 16*quarter, dst)
			}
			n.op("ADD R%d, R%d", stride, dst)
		}
	})
	n.endProduct()
}

// product writes the product of float32 matrices with a result 16 columns
// wide. Strides are in bytes.
func (n *neon) product(most int) {
	const c, a, b, depth, strideA, strideB, strideC = 0, 1, 2, 3, 4, 5, 14
	const row, inner, counter = 7, 11, 12
	const column, factor, temporary = 16, 20, 21
	n.begin("productNEON", []string{"c", "a", "b", "depth", "strideA", "strideB", "strideC", "rows"})
	n.op("MOVD %s, R%d", n.argument("strideC"), strideC)
	n.tiles(most, func(rows int) {
		for i := range 4 * rows {
			n.op("VEOR V%d.B16, V%d.B16, V%d.B16", i, i, i)
		}
		for r := range rows {
			n.op("MOVD R%d, R%d", a, row+r)
			n.op("ADD R%d, R%d", strideA, a)
		}
		n.op("MOVD R%d, R%d", b, inner)
		n.op("MOVD R%d, R%d", depth, counter)
		loop := n.label("inner")
		n.op("VLD1 (R%d), [V%d.S4, V%d.S4, V%d.S4, V%d.S4]", inner, column, column+1, column+2, column+3)
		n.op("ADD R%d, R%d", strideB, inner)
		for r := range rows {
			n.op("VLD1R.P 4(R%d), [V%d.S4]", row+r, factor)
			for i := range 4 {
				n.three(fmul, temporary+i, column+i, factor)
			}
			for i := range 4 {
				n.three(fadd, 4*r+i, 4*r+i, temporary+i)
			}
		}
		n.op("SUBS $1, R%d, R%d", counter, counter)
		n.op("BNE %s", loop)
		for r := range rows {
			for i := range 4 {
				n.op("FMOVQ F%d, %d(R%d)", 4*r+i, 16*i, c)
			}
			n.op("ADD R%d, R%d", strideC, c)
		}
	})
	n.endProduct()
}
