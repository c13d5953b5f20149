package archive

import (
	"bytes"
	"compress/zlib"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tollbook/tollbook/report"
)

// zipped200 gives a stream that unpacks to more than a PDF may.
func zipped200() string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	for range 201 {
		_, _ = z.Write(make([]byte, 1_000_000))
	}
	_ = z.Close()
	return b.String()
}

// fuzz opens bytes as a file of a name. It must not crash, and must come to an end.
func fuzz(f *testing.F, name string, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		hung := time.AfterFunc(time.Minute, func() { panic("it does not come to an end") })
		defer hung.Stop()
		n := 0
		for p := range Open(file, Options{MaxPiece: 100_000}) {
			if rep, err := p.Report(report.Options{}); err == nil && rep.Text == "" {
				t.Error("a report without a text")
			} else if err != nil && strings.Contains(err.Error(), "too long to read") {
				t.Error("a PDF that the library does not come to an end with")
			}
			if n++; n > 10*len(data)+100 {
				t.Fatal("more reports than bytes")
			}
		}
	})
}

func FuzzWARC(f *testing.F) {
	fuzz(f, "a.warc", crawl(), packed(crawl()), "WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n")
}

func FuzzMail(f *testing.F) {
	fuzz(f, "a.eml", letter, "Subject: x\n\nOne man died.", "Content-Type: multipart/mixed; boundary=x\n\n--x\n\n--x--", "Content-Transfer-Encoding: base64\n\nT25lIG1hbiBkaWVkLg==")
}

func FuzzMbox(f *testing.F) {
	fuzz(f, "a.mbox", "From a\n"+letter+"\n\nFrom b\nSubject: x\n\n>From one", "From \n\nFrom \n")
}

func FuzzPDF(f *testing.F) {
	fuzz(f, "a.pdf", pdfOf("Two soldiers were killed near Kid-", "al in Mali."), pdfOf(), "%PDF-1.7\nstartxref\n0\n%%EOF")
}

func FuzzContainers(f *testing.F) {
	fuzz(f, "a", zipOf(named{"a.txt", text}, named{"c.jsonl", `{"text":"One man died."}`}), tarOf(named{"a.txt", text}), packed(tarOf(named{"a.eml", letter})),
		zipOf(named{"datapackage.json", "{}"}, named{"archive/a.warc", crawl()}))
}
