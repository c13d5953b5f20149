package export

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/tollbook/tollbook/ledger"
)

// zipped packs files, by their names.
func zipped(f *testing.F, files map[string]string) []byte {
	f.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{describedIn, "text.jsonl", "report.jsonl"} {
		text, has := files[name]
		if !has {
			continue
		}
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			f.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		f.Fatal(err)
	}
	return b.Bytes()
}

// Whatever a package holds, it is refused or what is read of it is a ledger in order.
func FuzzUnpack(f *testing.F) {
	f.Add([]byte("PK\x03\x04"))
	f.Add(zipped(f, map[string]string{describedIn: `{}`}))
	f.Add(zipped(f, map[string]string{describedIn: `{"name":"` + packFormat + `","version":"1","resources":[{"name":"text","bytes":3,"hash":"00"}]}`, "text.jsonl": "{}\n"}))
	f.Add(zipped(f, map[string]string{describedIn: `{"name":"` + packFormat + `","version":"1","resources":[{"name":"text","bytes":-1}]}`, "text.jsonl": `["a"]`}))
	f.Fuzz(func(t *testing.T, data []byte) {
		dir := t.TempDir()
		path := filepath.Join(dir, "ledger.zip")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		into, err := ledger.Open(t.Context(), filepath.Join(dir, "into.db"))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = into.Close() }()
		if Unpack(t.Context(), path, into) != nil {
			return
		}
		if faults, err := into.Check(t.Context(), 5, func(int) {}); err != nil || len(faults) > 0 {
			t.Errorf("a package was taken that makes no sound ledger: %v, %v", faults, err)
		}
	})
}
