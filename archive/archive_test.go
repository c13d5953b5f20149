package archive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/report"
)

const (
	page = `<html lang="en"><head><title>Three farmers killed in Gao</title><meta property="article:published_time" content="2026-03-06"></head><body><article>
<p>Gunmen killed three farmers in Gao in Mali on Friday, the police said. The market had been closed since Monday, people there said.</p></article></body></html>`
	letter = `From: "Bend Post" <desk@post.example>
To: list@post.example
Subject: =?utf-8?q?Caf=C3=A9_attacked_in_Mopti?=
Date: Fri, 06 Mar 2026 10:00:00 +0100
Message-ID: <one@post.example>
List-Id: Bend Post daily <daily.post.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=x

--x
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Two people were killed when a caf=E9 was attacked in Mopti on Friday.
--x
Content-Type: text/html

<p>Something else</p>
--x--
`
	text = "Two soldiers were killed near Kidal in Mali on Tuesday, the army said."
)

func warcRecord(kind, address, contentType, block string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-03-07T00:00:00Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, address, contentType, len(block), block)
}

func answer(header, body string) string { return "HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n" + body }

func crawl() string {
	return warcRecord("warcinfo", "", "application/warc-fields", "software: none\r\n") +
		warcRecord("request", "https://post.example/1", "application/http; msgtype=request", "GET /1 HTTP/1.1\r\n\r\n") +
		warcRecord("response", "https://post.example/1", "application/http; msgtype=response", answer("Content-Type: text/html", page)) +
		warcRecord("response", "https://post.example/2", "application/http; msgtype=response", answer("Content-Type: text/html\r\nContent-Encoding: gzip", packed(page))) +
		warcRecord("response", "https://post.example/x.css", "application/http; msgtype=response", answer("Content-Type: text/css", "p {}")) +
		warcRecord("response", "https://post.example/gone", "application/http; msgtype=response", "HTTP/1.1 404 Not Found\r\n\r\nnothing") +
		warcRecord("conversion", "https://post.example/3", "text/plain", text)
}

func packed(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return b.String()
}

type named struct{ name, data string }

func zipOf(files ...named) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, _ := z.Create(f.name)
		_, _ = io.WriteString(w, f.data)
	}
	_ = z.Close()
	return b.String()
}

func tarOf(files ...named) string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		_ = w.WriteHeader(&tar.Header{Name: f.name, Size: int64(len(f.data)), Mode: 0o600, Format: tar.FormatPAX})
		_, _ = io.WriteString(w, f.data)
	}
	_ = w.Close()
	return b.String()
}

// pdfOf writes a PDF of lines in a font of one width.
func pdfOf(lines ...string) string { return pdfWith("", "", lines...) }

// pdfWith is pdfOf with something else in place of a part.
func pdfWith(old, replacement string, lines ...string) string {
	content := "BT /F1 12 Tf 72 720 Td 14 TL "
	for _, l := range lines {
		content += "(" + l + ") Tj T* "
	}
	content = strings.Replace(content+"ET", old, replacement, 1)
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 126 /Widths [" + strings.Repeat("600 ", 95) + "] >>",
		"<< /Title (Bend Post) /Author (A Reporter) >>",
	}
	for i := range objects {
		objects[i] = strings.Replace(objects[i], old, replacement, 1)
	}
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.String()
}

// pieces tells what is in a file: of each report the name in it, title, text, day and address, or its error.
func pieces(t *testing.T, name, data string, most int) []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	var out []string
	for p := range Open(file, Options{MaxPiece: most}) {
		in := strings.TrimPrefix(p.Name, file)
		rep, err := p.Report(report.Options{})
		if err != nil {
			out = append(out, in+" error "+err.Error())
			continue
		}
		first, _, _ := strings.Cut(rep.Text, ".")
		out = append(out, strings.Join([]string{in, rep.Title, first, rep.Published, rep.URL}, "|"))
	}
	return out
}

func TestOpen(t *testing.T) {
	const (
		farmers  = "Three farmers killed in Gao|Gunmen killed three farmers in Gao in Mali on Friday, the police said|2026-03-06|"
		soldiers = "|Two soldiers were killed near Kidal in Mali on Tuesday, the army said||"
		cafe     = "Café attacked in Mopti|Two people were killed when a café was attacked in Mopti on Friday|2026-03-06T10:00:00+01:00|"
		p1, p2   = "!https://post.example/1|" + farmers + "https://post.example/1", "!https://post.example/2|" + farmers + "https://post.example/2"
		p3       = "!https://post.example/3|" + soldiers + "https://post.example/3"
	)
	perRecord := ""
	for _, r := range strings.SplitAfter(crawl(), "\r\n\r\nWARC/1.1") {
		perRecord += packed(r) // members end anywhere, as far as readers are concerned
	}
	mailbox := "From a@b.example Fri Mar  6 10:00:00 2026\n" + letter + "\n\nFrom a@b.example Fri Mar  6 10:00:00 2026\nSubject: Two\n\n" + text + "\n>From the army there was no word.\n"
	for _, c := range []struct {
		name, data string
		want       []string
	}{
		{"crawl.warc", crawl(), []string{p1, p2, p3}},
		{"crawl.warc.gz", perRecord, []string{p1, p2, p3}},
		{"crawl.wacz", zipOf(named{"datapackage.json", "{}"}, named{"pages/pages.jsonl", "{}"}, named{"archive/a.warc.gz", packed(crawl())}),
			[]string{"!archive/a.warc.gz" + p1, "!archive/a.warc.gz" + p2, "!archive/a.warc.gz" + p3}},
		{"cut.warc", crawl()[:len(crawl())-40], []string{p1, p2, " error ends too early"}},
		{"mail.eml", letter, []string{"|" + cafe}},
		{"mail.mbox", mailbox, []string{"!1|" + cafe, "!2|Two|Two soldiers were killed near Kidal in Mali on Tuesday, the army said||"}},
		{"mailbox", mailbox, []string{"!1|", "!2|"}},
		{"a.zip", zipOf(named{"a.txt", text}, named{"b/", ""}, named{".x", "x"}, named{"__MACOSX/a.txt", "x"}, named{"b/b.html", page}, named{"c.jsonl", `{"text":"One man died."}` + "\n\nno\n"}),
			[]string{"!a.txt|" + soldiers, "!b/b.html|" + farmers, "!c.jsonl: line 1||One man died||", "!c.jsonl: line 3 error"}},
		{"a.tar", tarOf(named{"a.txt", text}, named{"m.eml", letter}), []string{"!a.txt|" + soldiers, "!m.eml|" + cafe}},
		{"a.tgz", packed(tarOf(named{"a.zip", zipOf(named{"a.txt", text})})), []string{"!a.zip!a.txt|" + soldiers}},
		{"a.txt.gz", packed(text), []string{"|" + soldiers}},
		{"a.pdf", pdfOf("Two soldiers were killed near Kid-", "al in Mali on Tuesday, the army said."), []string{"|Bend Post|Two soldiers were killed near Kidal in Mali on Tuesday, the army said||"}},
		{"scan.pdf", pdfOf(), []string{" error is a PDF without text"}},
		{"bad.pdf", "%PDF-1.4\n no", []string{" error is a PDF that is not understood"}},
		{"bad.zip", "PK\x03\x04 no", []string{" error is damaged"}},
		{"bad.gz", "\x1f\x8b no, this is none", []string{" error is damaged"}},
		{"cut.tgz", packed(tarOf(named{"a.txt", strings.Repeat(text, 100)}))[:60], []string{""}},
		{"letter.mbox", "no mailbox", []string{" error is no mailbox"}},
		{"empty.eml", "\n\n", []string{" error is no mail"}},
	} {
		got := pieces(t, c.name, c.data, 1_000_000)
		ok := len(got) == len(c.want)
		for i := range min(len(got), len(c.want)) {
			ok = ok && strings.Contains(got[i], c.want[i])
		}
		if !ok {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

// What is made to do harm is refused, and takes no memory.
func TestBombs(t *testing.T) {
	zeros := strings.Repeat("a", 40_000_000)
	deep := text
	for range 8 {
		deep = packed(deep)
	}
	var many []named
	for i := range 50 {
		many = append(many, named{fmt.Sprintf("%d.txt", i), zeros[:900_000]})
	}
	var parts strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&parts, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
	}
	for _, c := range []struct{ name, data, want string }{
		{"bomb.txt.gz", packed(zeros), "too long"},
		{"twice.txt.gz", packed(packed(zeros)), "too long"},
		{"bomb.zip", zipOf(named{"a.txt", zeros}), "too long"},
		{"many.zip", zipOf(many...), "200 times"},
		{"many.tgz", packed(tarOf(many...)), "200 times"},
		{"line.warc.gz", packed("WARC/1.0\r\nX: " + zeros), "200 times"},
		{"body.warc", warcRecord("response", "https://post.example/2", "application/http", answer("Content-Type: text/html\r\nContent-Encoding: gzip", packed(zeros))), "too long"},
		{"long.warc", warcRecord("resource", "https://post.example/2", "text/plain", strings.Repeat("a", 2_000_000)), "too long"},
		{"deep.gz", deep, "more than 5 deep"},
		{"negative.warc", "WARC/1.0\r\nContent-Length: -5\r\n\r\n", "without its length"},
		{"parts.eml", parts.String() + text, "too many parts"},
		{"bomb.pdf", strings.Replace(pdfOf("x"), "stream\n", "stream\n"+zipped200(), 1), "unpacks to more than 200 MB"},
		{"huge.pdf", strings.Replace(pdfOf("x"), "/Size 7", "/Size 9999999999", 1), "beyond reason"},
	} {
		got := pieces(t, c.name, c.data, 1_000_000)
		if c.want != "" && (len(got) == 0 || !strings.Contains(got[len(got)-1], c.want)) {
			t.Errorf("%s: %q; want %q", c.name, got, c.want)
		}
	}
}

// The memory that an archive takes does not grow with it.
func TestConstantMemory(t *testing.T) {
	file := filepath.Join(t.TempDir(), "long.warc")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	record := warcRecord("resource", "https://post.example/2", "text/plain", strings.Repeat(text+" ", 5_000))
	for range 200 { // 70 MB
		_, _ = io.WriteString(f, record)
	}
	_ = f.Close()
	most, n := uint64(0), 0
	for p := range Open(file, Options{MaxPiece: 1_000_000}) {
		if n++; p.Err != nil {
			t.Fatal(p.Err)
		}
		if n%50 == 0 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
	}
	if n != 200 || most > 40<<20 {
		t.Errorf("%d reports, %d MB", n, most>>20)
	}
}
