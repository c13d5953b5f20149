// Command pack makes the reader's weights, as language/encoder reads them, of a trained model.
//
//	go run ./train/reader/pack -from DIR -to language/weights/reader.bin
//
// DIR holds model.safetensors (float32), model.json, vocab.txt, and largest.safetensors, which train/reader/largest.py makes.
package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"strings"

	"github.com/tollbook/tollbook/language/encoder"
)

func main() {
	log.SetFlags(0)
	from := flag.String("from", "", "folder of the trained model")
	to := flag.String("to", "language/weights/reader.bin", "file to write")
	flag.Parse()
	data, err := pack(*from)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*to, data, 0o644); err != nil {
		log.Fatal(err)
	}
	log.Printf("%s has %d bytes", *to, len(data))
}

func pack(folder string) ([]byte, error) {
	description, err := os.ReadFile(filepath.Join(folder, "model.json"))
	if err != nil {
		return nil, err
	}
	var m encoder.Model
	if err := json.Unmarshal(description, &m); err != nil {
		return nil, fmt.Errorf("model.json: %w", err)
	}
	words, err := os.ReadFile(filepath.Join(folder, "vocab.txt"))
	if err != nil {
		return nil, err
	}
	tensors := make(map[string]encoder.Tensor)
	for _, name := range []string{"model.safetensors", "largest.safetensors"} {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return nil, err
		}
		if err := readTensors(tensors, data); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return encoder.Pack(m, tensors, strings.Split(strings.TrimSuffix(string(words), "\n"), "\n"))
}

// readTensors adds the tensors of a file of safetensors: the length of the header, a header in JSON, the numbers. All must be float32.
func readTensors(out map[string]encoder.Tensor, data []byte) error {
	if len(data) < 8 || binary.LittleEndian.Uint64(data) > uint64(len(data)-8) {
		return fmt.Errorf("the header is cut off")
	}
	size := binary.LittleEndian.Uint64(data)
	var header map[string]json.RawMessage
	if err := json.Unmarshal(bytes.TrimSpace(data[8:8+size]), &header); err != nil {
		return err
	}
	data = data[8+size:]
	for name, raw := range header {
		if name == "__metadata__" {
			continue
		}
		var entry struct {
			Type  string    `json:"dtype"`
			Shape []int     `json:"shape"`
			Place [2]uint64 `json:"data_offsets"`
		}
		if err := json.Unmarshal(raw, &entry); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		from, to := entry.Place[0], entry.Place[1]
		if entry.Type != "F32" || from > to || to > uint64(len(data)) || (to-from)%4 != 0 {
			return fmt.Errorf("%s: type %s at %d to %d of %d", name, entry.Type, from, to, len(data))
		}
		numbers := make([]float32, (to-from)/4)
		for i := range numbers {
			numbers[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[from+uint64(i)*4:]))
		}
		out[name] = encoder.Tensor{Shape: entry.Shape, Data: numbers}
	}
	return nil
}
