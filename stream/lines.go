package stream

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
)

// A Line is one line of input, without its end.
type Line struct {
	Number int // from 1
	Bytes  []byte
	Err    error // the line could not be had: it is too long, or reading failed
}

// Lines gives the lines of r, one by one. Of a line longer than limit bytes
// only the fact is given, and no more than limit is ever held. A line that
// reading broke off in is given as an error.
func Lines(r io.Reader, limit int) iter.Seq[Job[Line]] {
	return func(yield func(Job[Line]) bool) {
		in := bufio.NewReaderSize(r, 64<<10)
		for number := 1; ; number++ {
			line, err := readLine(in, limit)
			if errors.Is(err, io.EOF) {
				return
			}
			last := err != nil && !errors.Is(err, errTooLong)
			if errors.Is(err, errTooLong) {
				err = fmt.Errorf("the line is longer than %d bytes", limit)
			}
			if !yield(Job[Line]{Value: Line{Number: number, Bytes: line, Err: err}, Size: len(line)}) || last {
				return
			}
		}
	}
}

var errTooLong = errors.New("too long")

// readLine reads up to the next line break or the end. io.EOF means that there is no further line.
func readLine(in *bufio.Reader, limit int) ([]byte, error) {
	var line []byte
	tooLong, some := false, false
	for {
		part, err := in.ReadSlice('\n')
		some = some || len(part) > 0
		if len(line)+len(part) > limit+1 { // 1 for the line break
			tooLong, line = true, nil
		}
		if !tooLong {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && !errors.Is(err, io.EOF):
			return nil, fmt.Errorf("reading: %w", err)
		case !some:
			return nil, io.EOF
		case tooLong:
			return nil, errTooLong
		}
		return bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r")), nil
	}
}
