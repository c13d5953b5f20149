package watch

import (
	"bytes"
	"compress/gzip"
	"net/url"
	"strings"
	"testing"
)

const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<rss><channel><item><link>https://post.example/&c;</link></item></channel></rss>`

func TestParseList(t *testing.T) {
	for _, c := range []struct {
		name string
		kind Kind
		body string
		want string // addresses
		err  string
	}{
		{"rss", Feed, `<rss><channel><item><link>/a</link></item><item><guid>https://x.example/b</guid></item><item><title>none</title></item></channel></rss>`, "https://post.example/a https://x.example/b", ""},
		{"atom", Feed, `<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://x.example/a"/><updated>2026-03-06T10:00:00Z</updated></entry></feed>`, "https://x.example/a", ""},
		{"json", Feed, `{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[{"id":"1","url":"https://x.example/a"}]}`, "https://x.example/a", ""},
		{"latin 1", Feed, "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><rss><channel><title>caf\xe9</title><item><link>/a</link></item></channel></rss>", "https://post.example/a", ""},
		{"page", Feed, `<html><body>sorry</body></html>`, "", "no feed"},
		{"empty", Feed, ``, "", "no feed"},
		{"entities", Feed, bomb, "", "entities"},
		{"deep", Feed, "<rss><channel>" + strings.Repeat("<a>", 10_000), "", "deep"},
		{"deep behind a fault", Feed, "<rss><channel>\x01&" + strings.Repeat("<a b='/>'>", 2_000_000), "", "deep"},
		{"deep in an unknown encoding", Feed, "<?xml version='1.0' encoding='none'?><rss><channel>" + strings.Repeat("<a>", 2_000_000), "", "deep"},
		{"deep in UTF-16", Feed, "\xff\xfe" + strings.ReplaceAll("<rss>"+strings.Repeat("<a>", 2_000_000), "", "\x00")[1:], "", "deep"},
		{"deep in no comment", Feed, "<rss><!-- " + strings.Repeat("<a>", 2_000_000), "", "deep"},
		{"markup in texts", Feed, "<rss><channel><item><link>/a</link><description><![CDATA[" + strings.Repeat("<br>", 500) + "]]></description>" + strings.Repeat("<x/>", 500) + "</item></channel></rss>", "https://post.example/a", ""},
		{"very deep json", Feed, `{"version":"https://jsonfeed.org/version/1","items":` + strings.Repeat("[", 4_000_000), "", "no feed"},
		{"deep json", Feed, `{"version":"https://jsonfeed.org/version/1","items":` + strings.Repeat("[", 10_000), "", "no feed"},
		{"sitemap", Sitemap, `<urlset><url><loc> https://post.example/a?utm_medium=x&amp;id=3 </loc></url><url><loc>javascript:x</loc></url><url><loc>https://post.example/b`, "https://post.example/a?id=3", ""},
		{"entities in a sitemap", Sitemap, strings.ReplaceAll(bomb, "rss", "urlset"), "", "entities"},
		{"deep sitemap", Sitemap, "<urlset>" + strings.Repeat("<url>", 10_000), "", "deep"},
		{"no sitemap", Sitemap, "<html></html>", "", "no sitemap"},
	} {
		l, err := parseList(c.kind, []byte(c.body), "https://post.example/feed")
		var got []string
		for _, i := range l.items {
			got = append(got, i.url)
		}
		if strings.Join(got, " ") != c.want || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s: %q, %v", c.name, got, err)
		}
	}
}

func TestPackedBomb(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	for range 40 {
		_, _ = z.Write(bytes.Repeat([]byte(" "), 1<<20))
	}
	_ = z.Close()
	if _, err := parseList(Sitemap, b.Bytes(), "https://post.example/"); err == nil || !strings.Contains(err.Error(), "more than 16 MB") {
		t.Error(err)
	}
}

func FuzzList(f *testing.F) {
	f.Add(true, []byte(`<rss><channel><item><link>/a</link><pubDate>Fri, 06 Mar 2026 10:00:00 GMT</pubDate></item></channel></rss>`))
	f.Add(true, []byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://x.example/a"/><updated>2026-03-06T10:00:00Z</updated></entry></feed>`))
	f.Add(true, []byte(`{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[{"id":"1","url":"https://x.example/a"}]}`))
	f.Add(true, []byte(bomb))
	f.Add(false, []byte(`<urlset><url><loc>https://post.example/a</loc><lastmod>2026-03-06</lastmod></url></urlset>`))
	f.Add(false, []byte(`<sitemapindex><sitemap><loc>https://post.example/a.xml.gz</loc></sitemap></sitemapindex>`))
	f.Add(false, []byte{0x1F, 0x8B, 8, 0})
	f.Fuzz(func(t *testing.T, feed bool, body []byte) {
		kind := Sitemap
		if feed {
			kind = Feed
		}
		l, err := parseList(kind, body, "https://post.example/feed")
		if err != nil && len(l.items) > 0 {
			t.Error("articles and an error")
		}
		for _, i := range append(l.items, l.sitemaps...) {
			if u, err := url.Parse(i.url); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
				t.Errorf("%q is no address", i.url)
			}
		}
	})
}
