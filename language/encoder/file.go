package encoder

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unsafe"
)

// A file of weights is: the magic; the number of sections, as uint32, and four bytes of nothing; of each section a name of 32 bytes, filled up with
// zeros, and, as uint64, where it begins and how many bytes it has; then the sections, each at a multiple of 64. Numbers are little-endian.
const (
	magic       = "TBREAD01"
	headSize    = 16
	entrySize   = 48
	nameSize    = 32
	align       = 64
	maxSections = 1000
)

// A Section is a named part of a file of weights.
type Section struct {
	Name string // at most 32 bytes
	Data []byte
}

// Join makes a file of weights of its sections.
func Join(sections []Section) []byte {
	size := headSize + entrySize*len(sections)
	out := make([]byte, size)
	copy(out, magic)
	binary.LittleEndian.PutUint32(out[8:], uint32(len(sections)))
	for i, s := range sections {
		for len(out)%align != 0 {
			out = append(out, 0)
		}
		entry := out[headSize+i*entrySize:]
		copy(entry[:nameSize], s.Name)
		binary.LittleEndian.PutUint64(entry[nameSize:], uint64(len(out)))
		binary.LittleEndian.PutUint64(entry[nameSize+8:], uint64(len(s.Data)))
		out = append(out, s.Data...)
	}
	return out
}

// sections are the parts of a file by name. The first thing that is wrong with them is kept in err, so that a reader of many sections asks once.
type sections struct {
	parts map[string]string
	err   error
}

// open reads the table of a file. The parts lie in data; nothing is copied.
func open(data string) (*sections, error) {
	if len(data) < headSize || data[:4] != magic[:4] {
		return nil, errors.New("encoder: this is no file of weights")
	}
	if data[:len(magic)] != magic {
		return nil, fmt.Errorf("encoder: the weights have the form %q, want %q", data[:len(magic)], magic)
	}
	count := binary.LittleEndian.Uint32([]byte(data[8:12]))
	if count > maxSections || len(data) < headSize+int(count)*entrySize {
		return nil, fmt.Errorf("encoder: the table of %d sections is cut off", count)
	}
	s := &sections{parts: make(map[string]string, count)}
	for i := range int(count) {
		entry := data[headSize+i*entrySize:][:entrySize]
		name := strings.TrimRight(entry[:nameSize], "\x00")
		start := binary.LittleEndian.Uint64([]byte(entry[nameSize : nameSize+8]))
		size := binary.LittleEndian.Uint64([]byte(entry[nameSize+8:]))
		if start%align != 0 || start > uint64(len(data)) || size > uint64(len(data))-start {
			return nil, fmt.Errorf("encoder: section %q, bytes %d and %d more, is not inside the file of %d", name, start, size, len(data))
		}
		s.parts[name] = data[start : start+size]
	}
	return s, nil
}

func (s *sections) fail(format string, args ...any) {
	if s.err == nil {
		s.err = fmt.Errorf("encoder: "+format, args...)
	}
}

// bytes gives a section; with size ≥ 0 it must have that many bytes.
func (s *sections) bytes(name string, size int) string {
	part, ok := s.parts[name]
	switch {
	case !ok:
		s.fail("there is no section %q", name)
	case size >= 0 && len(part) != size:
		s.fail("section %q has %d bytes, want %d", name, len(part), size)
	default:
		return part
	}
	return ""
}

// view gives a section as n numbers of type T, where it lies; with n < 0, as many as it has. After a failure the slice is nil.
func view[T int8 | uint16 | uint32 | float32](s *sections, name string, n int) []T {
	var zero T
	size := int(unsafe.Sizeof(zero))
	if n < 0 {
		n = len(s.parts[name]) / size
	}
	part := s.bytes(name, n*size)
	if part == "" {
		return nil
	}
	return unsafe.Slice((*T)(unsafe.Pointer(unsafe.StringData(part))), n)
}

// Bytes gives the bytes of numbers as a section has them.
func Bytes[T int8 | uint16 | uint32 | float32](numbers []T) []byte {
	var zero T
	if len(numbers) == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(&numbers[0])), len(numbers)*int(unsafe.Sizeof(zero)))
}
