package report

import (
	"strings"
	"testing"
)

func TestFromPage(t *testing.T) {
	page := read(t, "article.html")
	for _, c := range []struct{ body, kind, address, title, text, url string }{
		{page, "text/html", "https://post.example/page", "Two killed in market blast", "DARVO, March 2", "https://post.example/2024/03/02/market-blast"},
		{"Two people were hurt at the caf\xe9 on Friday, and the police said that it was closed.", "text/plain; charset=windows-1252", "https://post.example/plain",
			"", "Two people were hurt at the café", "https://post.example/plain"},
		{`{"text":"Two people were hurt."}`, "application/json", "https://post.example/json", "", "Two people were hurt.", "https://post.example/json"},
	} {
		rep, err := FromPage([]byte(c.body), c.kind, c.address, Options{})
		if err != nil || rep.Title != c.title || !strings.HasPrefix(rep.Text, c.text) || rep.URL != c.url {
			t.Errorf("%s: %+v, %v", c.address, rep, err)
		}
	}
	if rep, err := FromPage([]byte("%PDF-1.5 ..."), "application/pdf", "https://post.example/a.pdf", Options{}); err == nil {
		t.Errorf("%+v", rep)
	}
}
