package archive

import (
	"strings"
	"testing"
	"time"
)

// Entities of a document's own are never expanded, and what is nested 10,000 deep comes to an end, in whatever a page comes.
func TestHostilePages(t *testing.T) {
	entities := `<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "hahaha"><!ENTITY b "` + strings.Repeat("&a;", 100) + `"><!ENTITY c "` + strings.Repeat("&b;", 100) +
		`"><!ENTITY f SYSTEM "file:///etc/passwd">]><html lang="en"><body><article><p>` + text + ` &c;&f;</p></article></body></html>`
	deep := "<html lang=en><body>" + strings.Repeat("<div>", 10_000) + "<p>" + text
	headers := "From: a@b.example\nSubject: Gao\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
	for name, data := range map[string]string{
		"entities.warc": warcRecord("response", "https://post.example/1", "application/http", answer("Content-Type: application/xhtml+xml", entities)),
		"deep.warc":     warcRecord("response", "https://post.example/1", "application/http", answer("Content-Type: text/html", deep)),
		"entities.eml":  headers + entities, "deep.eml": headers + deep,
		"entities.html.gz": packed(entities), "deep.html.gz": packed(deep),
		"deep.jsonl.gz": packed(`{"text":"a","x":` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + "}\n"),
		"wide.jsonl.gz": packed(`{"text":"a","x":` + strings.Repeat(`{"a":`, 150_000) + "\n"),
	} {
		start := time.Now()
		got := pieces(t, name, data, 1_000_000)
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%s takes %v", name, took)
		}
		if len(got) != 1 || strings.Contains(strings.Join(got, " "), "hahaha") || strings.Contains(strings.Join(got, " "), "root:") {
			t.Errorf("%s: %.300q", name, got)
		}
	}
}
