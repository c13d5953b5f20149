package access

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// limits bound how often passwords are tried.
type limits struct {
	mu      sync.Mutex
	buckets map[string]*rate.Limiter
}

// How many tries there are at once and then one after the other: from one address for one name, from one address, and for one name.
var tries = []struct {
	burst int
	every time.Duration
}{{5, time.Minute}, {20, 15 * time.Second}, {50, 30 * time.Second}}

// mostBuckets bounds the memory that strangers can fill. Where there are more, all begin anew.
const mostBuckets = 10_000

func newLimits() *limits { return &limits{buckets: map[string]*rate.Limiter{}} }

// allow takes one try, and says whether it may be made.
func (l *limits) allow(now time.Time, address, name string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.buckets) > mostBuckets {
		clear(l.buckets)
	}
	ok := true
	for i, key := range []string{"both " + address + " " + name, "address " + address, "name " + name} {
		bucket := l.buckets[key]
		if bucket == nil {
			bucket = rate.NewLimiter(rate.Every(tries[i].every), tries[i].burst)
			l.buckets[key] = bucket
		}
		ok = bucket.AllowN(now, 1) && ok
	}
	return ok
}
