package report

import (
	"strings"
	"testing"
	"time"
)

// Pages nested without an end come to one, with an article or without.
func TestDeepNesting(t *testing.T) {
	article := "<p>Gunmen killed three farmers in Gao in Mali on Friday, the police said. The market had been closed since Monday, people there said.</p>"
	for _, tag := range []string{"<div>", "<b>", "<table><tr><td>", "<ul><li>", "<svg>", "<select>", "<a href=x>"} {
		for _, page := range []string{
			"<html><body><article>" + article + strings.Repeat(tag, 10_000) + "</article>",
			"<html><body>" + strings.Repeat(tag, 10_000) + article,
		} {
			start := time.Now()
			rep, err := FromHTML(page, "https://post.example/1", Options{})
			if took := time.Since(start); took > 30*time.Second {
				t.Errorf("%s takes %v", tag, took)
			} else if err == nil && !strings.Contains(rep.Text, "farmers") {
				t.Errorf("%s: %q", tag, rep.Text)
			}
		}
	}
}
