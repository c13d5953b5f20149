package main

import "fmt"

// rowAddress is the operand of row r, offset bytes on. Rows lie the register
// step apart; each of the pointers is three rows after the one before.
func rowAddress(pointers []string, step string, r, offset int) string {
	suffix := [...]string{"", fmt.Sprintf("(%s*1)", step), fmt.Sprintf("(%s*2)", step)}[r%3]
	return fmt.Sprintf("%d(%s)%s", offset, pointers[r/3], suffix)
}

// tiles writes a function's body that does its rows most at a time, and the
// rest in one go. The counter of rows is in memory.
func (x *x86) tiles(most int, tile func(rows int)) {
	counter := x.argument("rows")
	x.place("full")
	x.op("CMPQ %s, $%d", counter, most)
	x.op("JLT rest")
	tile(most)
	x.op("SUBQ $%d, %s", most, counter)
	x.op("JMP full")
	x.place("rest")
	x.op("MOVQ %s, AX", counter)
	for rows := most - 1; rows > 0; rows-- {
		x.op("CMPQ AX, $%d", rows)
		x.op("JEQ rest%d", rows)
	}
	x.op("VZEROUPPER")
	x.op("RET")
	for rows := most - 1; rows > 0; rows-- {
		x.place(fmt.Sprintf("rest%d", rows))
		tile(rows)
		x.op("VZEROUPPER")
		x.op("RET")
	}
}

// header is the length of a matrix block's header, and where its parts begin.
const (
	header      = 192
	blockScales = 64
	blockBiases = 128
)

// multiply writes the product of rows of bytes with some adjacent blocks of
// 16 outputs. The accumulators of a tile take rows·blocks registers. All the
// while it fetches the following blocks, or whatever is there, into the second
// level of cache, two lines for every 256 bytes of each block: a model of many
// layers comes from farther away each time.
func (x *x86) multiply(most, blocks int) {
	const dst, values, scales, data, in, stride = "DI", "SI", "DX", "CX", "R8", "R9"
	const weights, blockBytes, blockBytes3, counter, out, ahead = "R10", "BX", "R11", "AX", "R12", "R15"
	rowPointers := []string{"SI", "R13"}
	x.begin(fmt.Sprintf("multiply%d%s", blocks, x.suffix), []string{"dst", "values", "scales", "data", "in", "stride", "rows"})
	x.op("MOVQ %s, %s", in, blockBytes)
	x.op("SHLQ $4, %s", blockBytes)
	x.op("ADDQ $%d, %s", header, blockBytes)
	x.op("LEAQ (%s)(%s*2), %s", blockBytes, blockBytes, blockBytes3)
	x.op("IMUL3Q $%d, %s, %s", blocks, blockBytes, ahead)
	x.op("ADDQ %s, %s", data, ahead)
	block := func(pointer string, b, offset int) string {
		suffix := [...]string{"", "(" + blockBytes + "*1)", "(" + blockBytes + "*2)", "(" + blockBytes3 + "*1)"}[b]
		return fmt.Sprintf("%d(%s)%s", offset, pointer, suffix)
	}
	x.tiles(most, func(rows int) {
		acc := func(r, b int) string { return fmt.Sprintf("Z%d", r*blocks+b) }
		weight := func(b int) string { return fmt.Sprintf("Z%d", most*blocks+b) }
		activation := func(r int) string { return fmt.Sprintf("Z%d", (most+1)*blocks+r%2) }
		for b := range blocks {
			x.op("VMOVDQU32 %s, %s", block(data, b, 0), acc(0, b))
			for r := 1; r < rows; r++ {
				x.op("VMOVDQA32 %s, %s", acc(0, b), acc(r, b))
			}
		}
		x.op("LEAQ %d(%s), %s", header, data, weights)
		x.op("LEAQ (%s)(%s*2), %s", in, in, rowPointers[1])
		x.op("ADDQ %s, %s", values, rowPointers[1])
		x.op("MOVQ %s, %s", in, counter)
		loop := x.label("inner")
		for group := range 4 {
			for b := range blocks {
				x.op("VMOVDQU32 %s, %s", block(weights, b, 64*group), weight(b))
			}
			for r := range rows {
				x.op("VPBROADCASTD %s, %s", rowAddress(rowPointers, in, r, 4*group), activation(r))
				for b := range blocks {
					x.op("VPDPBUSD %s, %s, %s", weight(b), activation(r), acc(r, b))
				}
			}
		}
		x.op("PREFETCHT1 (%s)", ahead)
		x.op("PREFETCHT1 64(%s)", ahead)
		x.op("ADDQ $128, %s", ahead)
		x.op("ADDQ $256, %s", weights)
		for i := range (rows + 2) / 3 {
			x.op("ADDQ $16, %s", rowPointers[i])
		}
		x.op("SUBQ $16, %s", counter)
		x.op("JNE %s", loop)
		x.op("SUBQ %s, %s", in, values)

		x.op("MOVQ %s, %s", dst, out)
		for r := range rows {
			x.op("VBROADCASTSS %d(%s), %s", 4*r, scales, activation(0))
			for b := range blocks {
				x.op("VMULPS %s, %s, %s", block(data, b, blockScales), activation(0), activation(1))
				x.op("VCVTDQ2PS %s, %s", acc(r, b), acc(r, b))
				x.op("VMULPS %s, %s, %s", activation(1), acc(r, b), acc(r, b))
				x.op("VADDPS %s, %s, %s", block(data, b, blockBiases), acc(r, b), acc(r, b))
				x.op("VMOVUPS %s, %d(%s)", acc(r, b), 64*b, out)
			}
			x.op("ADDQ %s, %s", stride, out)
		}
		x.nextTile(rows, out, dst, values, in, scales)
	})
	x.endProduct(dst, values, scales, data, in, stride)
}

// nextTile moves on the pointers of an int8 product.
func (x *x86) nextTile(rows int, out, dst, values, step, scales string) {
	x.op("MOVQ %s, %s", out, dst)
	x.op("IMUL3Q $%d, %s, AX", rows, step)
	x.op("ADDQ AX, %s", values)
	x.op("ADDQ $%d, %s", 4*rows, scales)
}

// endProduct ends a function whose first arguments go into these registers.
func (x *x86) endProduct(registers ...string) {
	var prologue []string
	for i, r := range registers {
		prologue = append(prologue, fmt.Sprintf("MOVQ %s, %s", x.argument(x.arguments[i]), r))
	}
	x.end(prologue)
}

// multiplyWide writes the product of rows of int16 with one block of outputs,
// for AVX2: weights are widened to int16 and pairs of products summed to
// int32. Each half of the block is done for itself.
func (x *x86) multiplyWide(most int) {
	const dst, values, scales, data, step, stride = "DI", "SI", "DX", "CX", "R8", "R9"
	const weights, counter, out, ahead = "R10", "AX", "R12", "R11"
	rowPointers := []string{"SI", "R13"}
	x.begin("multiply"+x.suffix, []string{"dst", "values", "scales", "data", "in", "stride", "rows"})
	x.op("MOVQ %s, %s", step, ahead)
	x.op("SHLQ $4, %s", ahead)
	x.op("LEAQ %d(%s)(%s*1), %s", header, data, ahead, ahead)
	x.op("SHLQ $1, %s", step)
	x.tiles(most, func(rows int) {
		for half := range 2 {
			acc := func(r, i int) string { return fmt.Sprintf("Y%d", 2*r+i) }
			for r := range rows {
				x.op("VPXOR %s, %s, %s", acc(r, 0), acc(r, 0), acc(r, 0))
				x.op("VPXOR %s, %s, %s", acc(r, 1), acc(r, 1), acc(r, 1))
			}
			x.op("LEAQ %d(%s), %s", header+32*half, data, weights)
			x.op("LEAQ (%s)(%s*2), %s", step, step, rowPointers[1])
			x.op("ADDQ %s, %s", values, rowPointers[1])
			x.op("MOVQ %s, %s", step, counter)
			loop := x.label("inner")
			for group := range 4 {
				x.op("VPMOVSXBW %d(%s), Y12", 64*group, weights)
				x.op("VPMOVSXBW %d(%s), Y13", 64*group+16, weights)
				for r := range rows {
					x.op("VPBROADCASTQ %s, Y14", rowAddress(rowPointers, step, r, 8*group))
					x.op("VPMADDWD Y12, Y14, Y15")
					x.op("VPADDD Y15, %s, %s", acc(r, 0), acc(r, 0))
					x.op("VPMADDWD Y13, Y14, Y14")
					x.op("VPADDD Y14, %s, %s", acc(r, 1), acc(r, 1))
				}
			}
			if half == 0 {
				x.op("PREFETCHT1 (%s)", ahead)
				x.op("ADDQ $64, %s", ahead)
			}
			x.op("ADDQ $256, %s", weights)
			for i := range (rows + 2) / 3 {
				x.op("ADDQ $32, %s", rowPointers[i])
			}
			x.op("SUBQ $32, %s", counter)
			x.op("JNE %s", loop)
			x.op("SUBQ %s, %s", step, values)

			x.op("LEAQ %d(%s), %s", 32*half, dst, out)
			for r := range rows {
				x.op("VPHADDD %s, %s, Y15", acc(r, 1), acc(r, 0))
				x.op("VPERMQ $0xd8, Y15, Y15")
				x.op("VCVTDQ2PS Y15, Y15")
				x.op("VBROADCASTSS %d(%s), Y14", 4*r, scales)
				x.op("VMULPS %d(%s), Y14, Y14", blockScales+32*half, data)
				x.op("VMULPS Y14, Y15, Y15")
				x.op("VADDPS %d(%s), Y15, Y15", blockBiases+32*half, data)
				x.op("VMOVUPS Y15, (%s)", out)
				x.op("ADDQ %s, %s", stride, out)
			}
		}
		x.op("SUBQ $32, %s", out)
		x.nextTile(rows, out, dst, values, step, scales)
	})
	x.endProduct(dst, values, scales, data, step, stride)
}

// product writes the product of float32 matrices with a result some vector
// registers wide. Strides are in bytes.
func (x *x86) product(most, columns int) {
	const c, a, b, depth, strideA, strideB, strideC = "DI", "SI", "DX", "R8", "R9", "R10", "R11"
	const inner, counter, out = "BX", "CX", "AX"
	rowPointers := []string{"SI", "R12", "R13"}
	x.begin("product"+x.suffix, []string{"c", "a", "b", "depth", "strideA", "strideB", "strideC", "rows"})
	x.tiles(most, func(rows int) {
		vector := func(i int) string { return fmt.Sprintf("%s%d", x.register, i) }
		acc := func(r, i int) string { return vector(r*columns + i) }
		column := func(i int) string { return vector(most*columns + i) }
		for r := range rows {
			for i := range columns {
				x.op("VXORPS %s, %s, %s", acc(r, i), acc(r, i), acc(r, i))
			}
		}
		x.op("MOVQ %s, %s", b, inner)
		x.op("MOVQ %s, %s", depth, counter)
		for i := range (rows+2)/3 - 1 {
			x.op("LEAQ (%s)(%s*2), %s", strideA, strideA, rowPointers[i+1])
			x.op("ADDQ %s, %s", rowPointers[i], rowPointers[i+1])
		}
		loop := x.label("inner")
		for i := range columns {
			x.op("VMOVUPS %d(%s), %s", x.bytes*i, inner, column(i))
		}
		for r := range rows {
			x.addProducts(rowAddress(rowPointers, strideA, r, 0), r*columns, most*columns, columns)
		}
		x.op("ADDQ %s, %s", strideB, inner)
		for i := range (rows + 2) / 3 {
			x.op("ADDQ $4, %s", rowPointers[i])
		}
		x.op("DECQ %s", counter)
		x.op("JNE %s", loop)
		for r := range rows {
			for i := range columns {
				x.op("VMOVUPS %s, %d(%s)", acc(r, i), x.bytes*i, c)
			}
			x.op("ADDQ %s, %s", strideC, c)
		}
		x.op("LEAQ (%s*4), %s", depth, counter)
		x.op("SUBQ %s, %s", counter, a)
		x.op("IMUL3Q $%d, %s, %s", rows, strideA, counter)
		x.op("ADDQ %s, %s", counter, a)
	})
	x.endProduct(c, a, b, depth, strideA, strideB, strideC)
}

// addProducts adds to some accumulators the products of as many columns with
// the number at address. AVX-512 spreads it within the multiplication, since
// on Zen 4 a separate instruction would take the place of an addition.
func (x *x86) addProducts(address string, accumulator, column, columns int) {
	first := column + columns // of the registers yet free
	if x.bytes == 32 {
		x.op("VBROADCASTSS %s, Y%d", address, first)
	}
	for i := range columns {
		if x.bytes == 64 {
			x.op("VMULPS.BCST %s, Z%d, Z%d", address, column+i, first+i)
			x.op("VADDPS Z%d, Z%d, Z%d", first+i, accumulator+i, accumulator+i)
			continue
		}
		to := first + 1
		if i == columns-1 {
			to = first
		}
		x.op("VMULPS Y%d, Y%d, Y%d", column+i, first, to)
		x.op("VADDPS Y%d, Y%d, Y%d", to, accumulator+i, accumulator+i)
	}
}

// peak writes a loop of multiply-adds that wait for nothing.
func (x *x86) peak(instructions int) {
	x.begin("peak"+x.suffix, []string{"count"})
	loop := x.label("next")
	for i := range instructions {
		if x.bytes == 64 {
			x.op("VPDPBUSD Z30, Z31, Z%d", i)
			continue
		}
		x.op("VPMADDWD Y14, Y15, Y%d", 12+i%2)
		x.op("VPADDD Y%d, Y%d, Y%d", 12+i%2, i, i)
	}
	x.op("DECQ AX")
	x.op("JNE %s", loop)
	x.op("VZEROUPPER")
	x.op("RET")
	x.endProduct("AX")
}
