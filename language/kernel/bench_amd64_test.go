package kernel

import (
	"slices"
	"testing"
)

// BenchmarkPeak tells the most int8 multiply-adds a second, in 10⁹, that the
// processor's instructions allow, no memory being read.
func BenchmarkPeak(b *testing.B) {
	const count = 100_000
	for _, p := range []struct {
		name string
		peak func(int)
		each float64 // multiply-adds for each count
	}{{"vnni", peakVNNI, 16 * 64}, {"avx2", peakAVX2, 12 * 16}} {
		if !slices.Contains(Names(), p.name) {
			continue
		}
		b.Run(p.name, func(b *testing.B) {
			b.ReportMetric(count*p.each/1e9/measure(b, func() { p.peak(count) }), "GMAC/s")
		})
	}
}
