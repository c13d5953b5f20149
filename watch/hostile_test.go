package watch

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tollbook/tollbook/fetch"
)

// A list of subscriptions is as little trusted as a feed.
func TestHostileOPML(t *testing.T) {
	for name, text := range map[string]string{
		"entities":        strings.ReplaceAll(bomb, "rss", "opml"),
		"outside":         `<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline xmlUrl="https://post.example/&x;"/></body></opml>`,
		"deep":            "<opml><body>" + strings.Repeat("<outline>", 10_000),
		"deep and closed": "<opml><body>" + strings.Repeat("<outline text='a'>", 10_000) + strings.Repeat("</outline>", 10_000) + "</body></opml>",
		"long":            "<opml>" + strings.Repeat(" ", maxList),
	} {
		if sources, err := ImportOPML(strings.NewReader(text)); err == nil {
			t.Errorf("%s: %v", name, sources)
		}
	}
}

// Pages and feeds that are made to do harm fail by themselves, and the others are had.
func TestHostileSite(t *testing.T) {
	s := newSite(t)
	text := "Gunmen killed three farmers in Gao in Mali on Friday, the police said. The market had been closed since Monday, people there said."
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	for range 60 {
		_, _ = z.Write(bytes.Repeat([]byte("<p>a"), 1<<18))
	}
	_ = z.Close()
	gzipped := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(packed.Bytes())
	}
	s.put("/feed", "<rss><channel><item><link>SITE/chain/0</link></item><item><link>SITE/bomb</link></item><item><link>SITE/deep</link></item><item><link>SITE/entities</link></item><item><link>SITE/one</link></item></channel></rss>")
	for _, chain := range []string{"chain", "feeds"} { // two, since what failed for one is not asked for again at once
		for n := range 20 {
			s.handle(fmt.Sprintf("/%s/%d", chain, n), func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, fmt.Sprintf("/%s/%d", chain, n+1), http.StatusFound)
			})
		}
	}
	s.handle("/bomb", gzipped)
	s.handle("/bombs", gzipped)
	s.put("/deep", "<html lang=en><body>"+strings.Repeat("<div>", 10_000)+"<p>"+text)
	s.put("/entities", `<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "`+strings.Repeat("&a;", 10)+`"><!ENTITY c "`+strings.Repeat("&b;", 10)+`">]><html lang="en"><head><title>Gao</title></head><body><article><p>`+text+` &c;</p></article></body></html>`)
	s.put("/one", article("Farmers killed", "2026-03-06", text))
	w, events := newWatcher(t)
	start := time.Now()
	total, err := w.Once(t.Context(), []Source{source(t, "feed "+s.URL+"/feed"), source(t, "sitemap "+s.URL+"/bombs"), source(t, "feed "+s.URL+"/feeds/0")})
	if err != nil || total[New] < 1 || total[Failed] < 4 || time.Since(start) > 2*time.Minute {
		t.Errorf("%v, %v", total, err)
	}
	failed := map[string]string{}
	for _, e := range *events {
		if e.What == Failed {
			failed[strings.TrimPrefix(e.URL+e.Source.URL, s.URL)] = e.Err.Error()
		}
		if e.What == New && strings.HasSuffix(e.URL, "/chain/0") {
			t.Error("an endless chain led to an article")
		}
	}
	for at, want := range map[string]string{"/chain/0" + s.URL + "/feed": "more than 5 redirects", "/bomb" + s.URL + "/feed": "larger than", "/bombs": "larger than 16 MB", "/feeds/0": "more than 5 redirects"} {
		if !strings.Contains(failed[at], want) {
			t.Errorf("%s: %q, not %q", at, failed[at], want)
		}
	}
	if n := s.times("/chain/6"); n != 0 {
		t.Errorf("the seventh step was asked for %d times", n)
	}
}

// What leads inside is not asked for again; a server with an error of its own is, later, as a feed on it is.
func TestServerErrors(t *testing.T) {
	s := newSite(t)
	text := "Gunmen killed three farmers in Gao in Mali on Friday, the police said. The market had been closed since Monday, people there said."
	broken := func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }
	s.handle("/inner", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://10.0.0.7/admin", http.StatusFound)
	})
	s.handle("/feed", broken)
	s.handle("/one", broken)
	w, _ := newWatcher(t)
	feed := source(t, "feed "+s.URL+"/feed")
	again := func() { w.Fetcher = fetch.ForTest(fetch.Options{}) } // as after a time, when the host is not left alone any more
	w.mustOnce(t, map[What]int{Failed: 1}, feed)
	s.put("/feed", "<rss><channel><item><link>SITE/inner</link></item><item><link>SITE/one</link></item></channel></rss>")
	again()
	w.mustOnce(t, map[What]int{Failed: 2}, feed)
	s.put("/one", article("Farmers killed", "2026-03-06", text))
	again()
	w.mustOnce(t, map[What]int{New: 1}, feed)
	again()
	w.mustOnce(t, map[What]int{}, feed)
	if n := s.times("/inner"); n != 1 {
		t.Errorf("what leads inside was asked for %d times", n)
	}
	if n := s.times("/one"); n != 2 {
		t.Errorf("the article was asked for %d times", n)
	}
}
