package main

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/language/encoder"
)

// file makes a file of tensors of a header and so many bytes 0, 0, 128, 63 (the number 1).
func file(header string, numbers int) []byte {
	out := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	out = append(out, header...)
	for range numbers {
		out = append(out, 0, 0, 128, 63)
	}
	return out
}

func TestReadTensors(t *testing.T) {
	tensors := map[string]encoder.Tensor{}
	header := `{"__metadata__":{"x":"y"},"b":{"dtype":"F32","shape":[2,3],"data_offsets":[4,28]},"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}   `
	if err := readTensors(tensors, file(header, 7)); err != nil {
		t.Fatal(err)
	}
	b := tensors["b"]
	if len(tensors) != 2 || !slices.Equal(b.Shape, []int{2, 3}) || !slices.Equal(b.Data, []float32{1, 1, 1, 1, 1, 1}) || len(tensors["a"].Data) != 1 {
		t.Errorf("%v", tensors)
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"empty":      {nil, "cut off"},
		"no header":  {binary.LittleEndian.AppendUint64(nil, 100), "cut off"},
		"no JSON":    {file("{", 0), "JSON"},
		"other type": {file(`{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}`, 1), "a: type F16"},
		"outside":    {file(`{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}`, 1), "0 to 8 of 4"},
		"backwards":  {file(`{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,0]}}`, 1), "4 to 0"},
	} {
		if err := readTensors(map[string]encoder.Tensor{}, c.data); err == nil || !strings.Contains(fmt.Sprint(err), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
