package archive

import (
	"strings"
	"testing"

	"github.com/tollbook/tollbook/report"
)

func TestFromPage(t *testing.T) {
	for _, c := range []struct{ body, kind, address, title, text string }{
		{page, "text/html", "https://post.example/page", "Three farmers killed in Gao", "Gunmen killed"},
		{"Two people were hurt at the caf\xe9 on Friday, and the police said that it was closed.", "text/plain; charset=windows-1252", "https://post.example/plain",
			"", "Two people were hurt at the café"},
		{`{"text":"Two people were hurt."}`, "application/json", "https://post.example/json", "", "Two people were hurt."},
		{pdfOf(text), "application/pdf", "https://post.example/a.pdf", "Bend Post", "Two soldiers"},
		{pdfOf(text), "", "https://post.example/download?id=3", "Bend Post", "Two soldiers"},
	} {
		rep, err := FromPage([]byte(c.body), c.kind, c.address, report.Options{})
		if err != nil || rep.Title != c.title || !strings.HasPrefix(rep.Text, c.text) || rep.URL != c.address {
			t.Errorf("%s: %+v, %v", c.address, rep, err)
		}
	}
	for _, body := range []string{"", "<html></html>", "%PDF-1.5 ...", "PK\x03\x04", "WARC/1.0\r\n"} {
		if rep, err := FromPage([]byte(body), "", "https://post.example/a", report.Options{}); err == nil && rep.Text != strings.TrimSpace(body) && rep.Text != body {
			t.Errorf("%q: %+v", body, rep)
		}
	}
}
