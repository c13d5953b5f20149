package kernel

import "golang.org/x/sys/cpu"

// available are the kernels for this processor, the best first.
func available() []functions {
	var all []functions
	x := &cpu.X86
	if x.HasAVX512F && x.HasAVX512BW && x.HasAVX512DQ && x.HasAVX512VL && x.HasAVX512VNNI {
		all = append(all, vnni.functions())
	}
	if x.HasAVX2 {
		all = append(all, avx2.functions())
	}
	return append(all, plain)
}

var vnni = assembly{
	name: "vnni", valueBytes: 1, columns: 32, blocks: 4,
	multiplyBlocks: multiply4VNNI, multiplyBlock: multiply1VNNI,
	product: productVNNI, addNorm: addNormVNNI, gelu: geluVNNI, softmax: softmaxVNNI, quantise: quantiseVNNI,
}

// avx2 quantises to int16, little-endian and without 128 added, since it
// multiplies int16.
var avx2 = assembly{
	name: "avx2", valueBytes: 2, columns: 16, blocks: 1,
	multiplyBlocks: multiplyAVX2, multiplyBlock: multiplyAVX2,
	product: productAVX2, addNorm: addNormAVX2, gelu: geluAVX2, softmax: softmaxAVX2, quantise: quantiseAVX2,
}

//go:noescape
func multiply4VNNI(dst *float32, values *byte, scales *float32, data *byte, in, stride, rows int)

//go:noescape
func multiply1VNNI(dst *float32, values *byte, scales *float32, data *byte, in, stride, rows int)

//go:noescape
func productVNNI(c, a, b *float32, depth, strideA, strideB, strideC, rows int)

//go:noescape
func addNormVNNI(x, y, weight, bias *float32, rows, width int, widthFloat float32)

//go:noescape
func geluVNNI(x *float32, width int)

//go:noescape
func softmaxVNNI(x *float32, rows, width int, scaleFloat float32)

//go:noescape
func quantiseVNNI(values *byte, scales, x *float32, rows, width int)

//go:noescape
func multiplyAVX2(dst *float32, values *byte, scales *float32, data *byte, in, stride, rows int)

//go:noescape
func productAVX2(c, a, b *float32, depth, strideA, strideB, strideC, rows int)

//go:noescape
func addNormAVX2(x, y, weight, bias *float32, rows, width int, widthFloat float32)

//go:noescape
func geluAVX2(x *float32, width int)

//go:noescape
func softmaxAVX2(x *float32, rows, width int, scaleFloat float32)

//go:noescape
func quantiseAVX2(values *byte, scales, x *float32, rows, width int)

// peakVNNI and peakAVX2 do count times 16, or 12, multiply-adds of registers
// that do not depend on each other, 1024 or 192 of integers in all. Benchmarks
// compare the kernels with them.
func peakVNNI(count int)
func peakAVX2(count int)
