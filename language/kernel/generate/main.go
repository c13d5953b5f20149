// Command generate writes the assembly of package kernel into the current
// directory, or that which its argument names: vnni_amd64.s, avx2_amd64.s and
// neon_arm64.s.
//
// The steps on rows of float32 (rows.go) are described once, over values of 16
// lanes, and written for each machine (x86.go, neon.go). The inner loops of the
// matrix products, where the number of registers decides the shape, are
// described machine by machine.
package main

import (
	"log"
	"os"
	"path/filepath"
)

func main() {
	directory := "."
	if len(os.Args) > 1 {
		directory = os.Args[1]
	}
	for name, text := range files() {
		if err := os.WriteFile(filepath.Join(directory, name), text, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// files are the assembly files by name.
func files() map[string][]byte {
	vnni := &x86{suffix: "VNNI", register: "Z", bytes: 64}
	vnni.multiply(6, 4)
	vnni.multiply(6, 1)
	vnni.product(8, 2)
	rows(vnni)
	vnni.peak(16)

	avx2 := &x86{suffix: "AVX2", register: "Y", bytes: 32}
	avx2.multiplyWide(6)
	avx2.product(6, 2)
	rows(avx2)
	avx2.peak(12)

	arm := &neon{}
	arm.multiply(4)
	arm.product(4)
	rows(arm)

	return map[string][]byte{
		"vnni_amd64.s": vnni.finish(),
		"avx2_amd64.s": avx2.finish(),
		"neon_arm64.s": arm.finish(),
	}
}
