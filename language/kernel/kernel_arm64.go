package kernel

import (
	"runtime"

	"golang.org/x/sys/cpu"
)

// available are the kernels for this processor, the best first. All of Apple's
// have the instruction SDOT.
func available() []functions {
	if cpu.ARM64.HasASIMDDP || runtime.GOOS == "darwin" {
		return []functions{neon.functions(), plain}
	}
	return []functions{plain}
}

var neon = assembly{
	name: "neon", valueBytes: 1, columns: 16, blocks: 1,
	multiplyBlocks: multiplyNEON, multiplyBlock: multiplyNEON,
	product: productNEON, addNorm: addNormNEON, gelu: geluNEON, softmax: softmaxNEON, quantise: quantiseNEON,
}

//go:noescape
func multiplyNEON(dst *float32, values *byte, scales *float32, data *byte, in, stride, rows int)

//go:noescape
func productNEON(c, a, b *float32, depth, strideA, strideB, strideC, rows int)

//go:noescape
func addNormNEON(x, y, weight, bias *float32, rows, width int, widthFloat float32)

//go:noescape
func geluNEON(x *float32, width int)

//go:noescape
func softmaxNEON(x *float32, rows, width int, scaleFloat float32)

//go:noescape
func quantiseNEON(values *byte, scales, x *float32, rows, width int)
