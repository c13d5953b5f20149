//go:build unix

package kernel

import (
	"syscall"
	"time"
)

// clock is the processor time used by this process, which other work on the
// machine disturbs less than the time of day.
func clock() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		panic(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
