package main

import (
	"fmt"
	"math"
	"strings"
)

// An x86 writes for AVX-512, or for AVX2, where a value of 16 lanes is two
// registers.
type x86 struct {
	text
	suffix   string // of the functions' names
	register string // letter of the vector registers
	bytes    int    // of one of them
	names    map[string]string
}

// spare is the first of the AVX-512 registers that hold constants.
const spare = 8

func (x *x86) finish() []byte {
	if x.bytes == 64 {
		return x.text.finish(4)
	}
	return x.text.finish(x.bytes)
}

func (x *x86) function(name string, arguments ...string) {
	x.begin(name+x.suffix, arguments)
	x.names = map[string]string{}
	pool := strings.Fields("DI SI DX CX R8 R9 R10 R11 R12 R13 AX BX")
	for i, a := range append(append([]string{}, arguments...), "t0", "t1", "t2") {
		x.names[a] = pool[i]
	}
}

func (x *x86) endFunction() {
	var prologue []string
	for _, a := range x.arguments {
		if size(a) == 8 {
			prologue = append(prologue, fmt.Sprintf("MOVQ %s, %s", x.argument(a), x.names[a]))
		}
	}
	for i, c := range x.hoisted {
		prologue = append(prologue, fmt.Sprintf("VBROADCASTSS constants<>+%d(SB), Z%d", 4*c, spare+i))
	}
	x.op("VZEROUPPER")
	x.op("RET")
	x.end(prologue)
}

func (x *x86) count(counter, label string) {
	x.op("DECQ %s", x.names[counter])
	x.op("JNE %s", label)
}

func (x *x86) move(to, from string)          { x.op("MOVQ %s, %s", x.names[from], x.names[to]) }
func (x *x86) advance(pointer string, n int) { x.op("ADDQ $%d, %s", n, x.names[pointer]) }

// parts are the registers of a value.
func (x *x86) parts(v int) []string {
	if x.bytes == 64 {
		return []string{fmt.Sprintf("Z%d", v)}
	}
	return []string{fmt.Sprintf("Y%d", 2*v), fmt.Sprintf("Y%d", 2*v+1)}
}

func (x *x86) load(v int, pointer string) {
	for i, r := range x.parts(v) {
		x.op("VMOVUPS %d(%s), %s", i*x.bytes, x.names[pointer], r)
	}
}

func (x *x86) store(v int, pointer string) {
	for i, r := range x.parts(v) {
		x.op("VMOVUPS %s, %d(%s)", r, i*x.bytes, x.names[pointer])
	}
}

func (x *x86) storeLane(v int, pointer string) {
	x.op("VMOVSS X%s, (%s)", x.parts(v)[0][1:], x.names[pointer])
}

// storeQuantised stores bytes of q+128, or with AVX2 int16 of q.
func (x *x86) storeQuantised(v int, pointer string) {
	r := x.parts(v)
	if x.bytes == 64 {
		x.op("VPMOVDB %s, (%s)", r[0], x.names[pointer])
		return
	}
	for _, r := range r {
		x.op("VPSUBD %s, %s, %s", x.inMemory(roundMagic+bias8), r, r)
	}
	x.op("VPACKSSDW %s, %s, %s", r[1], r[0], r[0])
	x.op("VPERMQ $0xd8, %s, %s", r[0], r[0])
	x.op("VMOVDQU %s, (%s)", r[0], x.names[pointer])
}

func (x *x86) quantisedBytes() int { return 16 * 64 / x.bytes }

func (x *x86) splatArgument(v int, name string) {
	for _, r := range x.parts(v) {
		x.op("VBROADCASTSS %s, %s", x.argument(name), r)
	}
}

// inMemory is the operand for a constant of AVX2, in memory.
func (x *x86) inMemory(value float32) string {
	return fmt.Sprintf("constants<>+%d(SB)", x.bytes*x.constant(value))
}

// inRegister is the register in which AVX-512 holds a constant.
func (x *x86) inRegister(value float32) string {
	index := x.constant(value)
	for i, c := range x.hoisted {
		if c == index {
			return fmt.Sprintf("Z%d", spare+i)
		}
	}
	x.hoisted = append(x.hoisted, index)
	if len(x.hoisted) > 32-spare {
		panic("too many constants in " + x.name)
	}
	return fmt.Sprintf("Z%d", spare+len(x.hoisted)-1)
}

func (x *x86) operand(value float32) string {
	if x.bytes == 64 {
		return x.inRegister(value)
	}
	return x.inMemory(value)
}

func (x *x86) set(v int, value float32) {
	for _, r := range x.parts(v) {
		if math.Float32bits(value) == 0 {
			x.op("VPXOR%s %s, %s, %s", strings.Repeat("D", x.bytes/64), r, r, r)
		} else {
			x.op("VMOVUPS %s, %s", x.operand(value), r)
		}
	}
}

func (x *x86) arithmetic(op string, to, a, b int) {
	ra, rb := x.parts(a), x.parts(b)
	for i, r := range x.parts(to) {
		x.op("V%sPS %s, %s, %s", strings.ToUpper(op), rb[i], ra[i], r)
	}
}

func (x *x86) arithmeticConstant(op string, to, a int, value float32) {
	ra := x.parts(a)
	for i, r := range x.parts(to) {
		x.op("V%sPS %s, %s, %s", strings.ToUpper(op), x.operand(value), ra[i], r)
	}
}

// absolute clears the sign bits.
func (x *x86) absolute(to, a int) {
	ra := x.parts(a)
	mask := x.operand(math.Float32frombits(1<<31 - 1))
	for i, r := range x.parts(to) {
		x.op("VPAND%s %s, %s, %s", strings.Repeat("D", x.bytes/64), mask, ra[i], r)
	}
}

func (x *x86) root(to, a int) {
	ra := x.parts(a)
	for i, r := range x.parts(to) {
		x.op("VSQRTPS %s, %s", ra[i], r)
	}
}

func (x *x86) scale(to, a, b, temporary int) {
	ra, rb, rt := x.parts(a), x.parts(b), x.parts(temporary)
	for i, r := range x.parts(to) {
		x.op("VPSLLD $23, %s, %s", rb[i], rt[i])
		x.op("VPADDD %s, %s, %s", rt[i], ra[i], r)
	}
}

func (x *x86) fold(op string, v, temporary int) {
	op = "V" + strings.ToUpper(op) + "PS"
	r, t := x.parts(v), x.parts(temporary)
	low, spare := r[0][1:], t[0][1:]
	if x.bytes == 64 {
		x.op("VEXTRACTF64X4 $1, Z%s, Y%s", low, spare)
		x.op("%s Y%s, Y%s, Y%s", op, spare, low, low)
	} else {
		x.op("%s %s, %s, %s", op, r[1], r[0], r[0])
	}
	x.op("VEXTRACTF128 $1, Y%s, X%s", low, spare)
	x.op("%s X%s, X%s, X%s", op, spare, low, low)
	x.op("VPERMILPS $0x4e, X%s, X%s", low, spare)
	x.op("%s X%s, X%s, X%s", op, spare, low, low)
	x.op("VPERMILPS $0xb1, X%s, X%s", low, spare)
	x.op("%s X%s, X%s, X%s", op, spare, low, low)
	for _, r := range r {
		x.op("VBROADCASTSS X%s, %s", low, r)
	}
}
