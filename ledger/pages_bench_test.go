package ledger

import (
	"os"
	"strconv"
	"testing"
	"time"
)

// filedVariable says how many reports benchmarks file.
const filedVariable = "TOLLBOOK_BENCH_REPORTS"

func benchReports(otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(filedVariable)); err == nil {
		return n
	}
	return otherwise
}

// BenchmarkAdd files reports a hundred at a time.
func BenchmarkAdd(b *testing.B) {
	filings := madeUp(benchReports(2_000))
	for b.Loop() {
		l := newSQLite(b)
		start := time.Now()
		add(b, l, filings, 100)
		b.ReportMetric(float64(time.Since(start).Microseconds())/float64(len(filings)), "µs/report")
	}
}
