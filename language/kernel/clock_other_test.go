//go:build !unix

package kernel

import "time"

var began = time.Now()

func clock() time.Duration { return time.Since(began) }
