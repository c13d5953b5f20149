package stream

import (
	"context"
	"errors"
	"io"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func numbers(n, size int) iter.Seq[Job[int]] {
	return func(yield func(Job[int]) bool) {
		for i := range n {
			if !yield(Job[int]{Value: i, Size: size}) {
				return
			}
		}
	}
}

func nothing() error { return nil }

func TestOrder(t *testing.T) {
	var got []int
	work := func(i int) int {
		time.Sleep(time.Duration(i%7) * 100 * time.Microsecond)
		return i * i
	}
	err := Ordered(t.Context(), numbers(500, 1), 8, work, func(r int) error { got = append(got, r); return nil }, nothing)
	if err != nil || len(got) != 500 || !slices.IsSorted(got) {
		t.Errorf("%v, %d results", err, len(got))
	}
}

func TestAllWorkersWork(t *testing.T) {
	var at, most atomic.Int32
	work := func(int) int {
		n := at.Add(1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		time.Sleep(time.Millisecond)
		at.Add(-1)
		return 0
	}
	_ = Ordered(t.Context(), numbers(100, 0), 4, work, func(int) error { return nil }, nothing)
	if most.Load() != 4 {
		t.Errorf("%d at once, not 4", most.Load())
	}
}

func TestFailedEmitEndsIt(t *testing.T) {
	broken := errors.New("broken pipe")
	emitted := 0
	err := Ordered(t.Context(), numbers(1_000_000_000, 0), 2, func(i int) int { return i }, func(int) error {
		emitted++
		return broken
	}, nothing)
	if !errors.Is(err, broken) || emitted != 1 {
		t.Errorf("%v after %d", err, emitted)
	}
}

// A reader that hangs must not keep an interrupt from ending the work, nor what is done from being flushed.
func TestInterruptWhileReadingHangs(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	r, w := io.Pipe()
	defer w.Close()
	go func() { _, _ = io.WriteString(w, "a\nb\n") }()
	var got []string
	flushed := make(chan bool, 100)
	done := make(chan error)
	go func() {
		done <- Ordered(ctx, Lines(r, 100), 2, func(l Line) string { return string(l.Bytes) },
			func(s string) error {
				if got = append(got, s); len(got) == 2 {
					time.AfterFunc(10*time.Millisecond, cancel)
				}
				return nil
			}, func() error { flushed <- true; return nil })
	}()
	select {
	case err := <-done:
		if err != nil || !slices.Equal(got, []string{"a", "b"}) || len(flushed) == 0 {
			t.Errorf("%v, %q, %d flushes", err, got, len(flushed))
		}
	case <-time.After(10 * time.Second):
		t.Fatal("it hangs")
	}
}

func TestLargeJobsWait(t *testing.T) {
	var waiting, most atomic.Int64
	jobs := func(yield func(Job[int64]) bool) {
		for range 40 {
			const size = maxBytes / 4
			if n := waiting.Add(size); n > most.Load() {
				most.Store(n)
			}
			if !yield(Job[int64]{Value: size, Size: size}) {
				return
			}
		}
	}
	_ = Ordered(t.Context(), jobs, 8, func(n int64) int64 { return n }, func(n int64) error {
		waiting.Add(-n)
		time.Sleep(time.Millisecond)
		return nil
	}, nothing)
	if most.Load() > 2*maxBytes {
		t.Errorf("%d bytes at once", most.Load())
	}
}

func TestLines(t *testing.T) {
	long := strings.Repeat("x", 200_000)
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"", nil},
		{"a", []string{"a"}},
		{"a\n", []string{"a"}},
		{"a\r\n\nb", []string{"a", "", "b"}},
		{"\n", []string{""}},
		{strings.Repeat("y", 100_000) + "\nz", []string{strings.Repeat("y", 100_000), "z"}},
		{"a\n" + long + "\nb\n", []string{"a", "the line is longer than 100000 bytes", "b"}},
		{long, []string{"the line is longer than 100000 bytes"}},
	} {
		var got []string
		for job := range Lines(strings.NewReader(c.in), 100_000) {
			if job.Value.Number != len(got)+1 {
				t.Errorf("line %d is numbered %d", len(got)+1, job.Value.Number)
			}
			if job.Value.Err != nil {
				got = append(got, job.Value.Err.Error())
				continue
			}
			got = append(got, string(job.Value.Bytes))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%.20q gives %.60q", c.in, got)
		}
	}
}

type brokenReader struct{ text io.Reader }

func (b brokenReader) Read(p []byte) (int, error) {
	if n, err := b.text.Read(p); err == nil {
		return n, nil
	}
	return 0, errors.New("disk on fire")
}

func TestBrokenReader(t *testing.T) {
	var last Line
	n := 0
	for job := range Lines(brokenReader{strings.NewReader("a\nb")}, 100) {
		last = job.Value
		n++
	}
	if n != 2 || last.Err == nil || !strings.Contains(last.Err.Error(), "disk on fire") {
		t.Errorf("%d lines, the last %+v", n, last)
	}
}

// repeated gives a text over and over, up to a number of bytes.
type repeated struct {
	text string
	left int
	at   int
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, io.EOF
	}
	n := copy(p, r.text[r.at:])
	r.at = (r.at + n) % len(r.text)
	r.left -= n
	return n, nil
}

func TestMemoryIsFlat(t *testing.T) {
	in := &repeated{text: `{"text":"` + strings.Repeat("Two men were hurt. ", 100) + "\"}\n", left: 400 << 20}
	var most uint64
	lines := 0
	err := Ordered(t.Context(), Lines(in, 1<<20), 4, func(l Line) int { return len(l.Bytes) }, func(int) error {
		if lines++; lines%20_000 == 0 {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
		return nil
	}, nothing)
	if err != nil || lines < 200_000 || most > 64<<20 {
		t.Errorf("%v: %d lines, %d MB", err, lines, most>>20)
	}
}
