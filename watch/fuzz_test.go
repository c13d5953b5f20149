package watch

import (
	"bytes"
	"strings"
	"testing"
)

// Whatever stands in a file of sources, no line of it is lost: it is a source, a fault, or nothing.
func FuzzSources(f *testing.F) {
	f.Add("feed https://post.example/rss  Bend Post  every=10m\n# a comment\npage https://x.example/a updates=no")
	f.Add("sitemap https://wire.example/news.xml match=/world/ most=50\nsitemap https://wire.example/news.xml")
	f.Add("feed ftp://x\nfeed\n\x00 \xff")
	f.Fuzz(func(t *testing.T, text string) {
		sources, faults, err := ParseSources(strings.NewReader(text))
		if err != nil {
			return
		}
		if lines := strings.Count(text, "\n") + 1; len(sources)+len(faults) > lines {
			t.Errorf("%d sources and %d faults in %d lines", len(sources), len(faults), lines)
		}
		for _, s := range sources {
			if s.URL == "" || s.Every < leastEvery || s.Most < 1 {
				t.Errorf("a source without an address or a sound option: %+v", s)
			}
		}
	})
}

// What was imported from another program's list can be read as a file of sources.
func FuzzOPML(f *testing.F) {
	f.Add([]byte(`<opml><body><outline text="Bend Post" xmlUrl="https://post.example/rss"/><outline><outline title="W" xmlUrl="https://w.example/a?b=c&amp;d"/></outline></body></opml>`))
	f.Add([]byte(`<opml><body><outline xmlUrl="https://x.example/#a b" text="every=1s # no"/></body></opml>`))
	f.Add([]byte(`<!DOCTYPE x [<!ENTITY a "aaaa">]><opml>&a;</opml>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		sources, err := ImportOPML(bytes.NewReader(data))
		if err != nil {
			return
		}
		for _, s := range sources {
			back, faults, err := ParseSources(strings.NewReader(s.String()))
			if err != nil || len(faults) > 0 || len(back) != 1 || back[0].URL != s.URL {
				t.Errorf("%q reads as %v, %v, %v", s.String(), back, faults, err)
			}
		}
	})
}
