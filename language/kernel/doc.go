// Package kernel holds the arithmetic of a small transformer on one core:
// products of int8 matrices, and the float32 steps between them (layer
// normalisation, GELU, softmax, attention).
//
// # Kernels
//
// Every function has a plain Go version, which defines its result, and vector
// versions in assembly: "vnni" (AVX-512 with VPDPBUSD), "avx2", and "neon"
// (arm64 with SDOT). The best one that the processor can run is chosen at the
// start; the environment variable TOLLBOOK_KERNEL may name another. The
// assembly is written by the program in the directory generate, from one
// description for all three.
//
// # Exactness
//
// All kernels give the same bits. The products of int8 values are summed in
// int32, exactly, so their order does not matter. Float32 operations are done
// in one fixed order, with no fused multiply-add, and only operations that
// IEEE 754 rounds correctly are used: add, subtract, multiply, divide, square
// root, minimum, maximum. In Go each product is converted explicitly, since
// the compiler may otherwise fuse it with the sum. A sum over a row is kept in
// 16 lanes, lane i holding elements i, i+16, i+32 and so on, and the lanes are
// added in halves: 8 and 8, 4 and 4, 2 and 2, 1 and 1. The sums inside a
// matrix product in float32 go over the inner index in order. Values must be
// finite: what the kernels make of NaN and infinities is not defined.
//
// # Layout of a matrix
//
// A [Matrix] is a view of bytes, commonly embedded in the program; they are
// used as they lie and by all kernels. Outputs come in blocks of 16, the last
// one filled up with zeros. A block is
//
//	16 int32    −128 times the sum of the output's weights
//	16 float32  the output's scale
//	16 float32  the output's bias
//	In/4 × 64 bytes: for each group of 4 inputs, 16 outputs × 4 inputs of int8
//
// all little-endian. Thus 64 bytes of weights meet 4 bytes of a row in one
// VPDPBUSD, or in four SDOT. VPDPBUSD takes its activations unsigned, so rows
// are stored with 128 added; the first 16 numbers of a block take that away
// again. Rows of activations are quantised one by one, with a scale of their
// own ([Rows]), weights with a scale for each output. Both lie in −127…127, so
// neither int16 pairs nor int32 sums overflow.
//
// # Widths
//
// The width of a row, and so the inputs of a matrix, must be a multiple of 16.
// The number of outputs is free, but the rows of a product are laid out
// [Matrix.Stride] numbers apart, that is outputs rounded up to 16.
package kernel

//go:generate go run ./generate
