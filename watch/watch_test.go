package watch

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/fetch"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/record"
)

// A site is a made-up newspaper.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	asked map[string]int
	pages map[string]http.HandlerFunc
}

func newSite(t *testing.T) *site {
	s := &site{asked: map[string]int{}, pages: map[string]http.HandlerFunc{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked[r.URL.Path]++
		page := s.pages[r.URL.Path]
		s.mu.Unlock()
		if page == nil {
			http.NotFound(w, r)
			return
		}
		page(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// put sets a page, which knows whether somebody has it already.
func (s *site) put(path, body string) {
	etag := fmt.Sprintf(`"%d-%x"`, len(body), body[max(0, len(body)-20):])
	s.handle(path, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", etag)
		if r.Header.Get("If-None-Match") == etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, strings.ReplaceAll(body, "SITE", s.URL))
	})
}

func (s *site) handle(path string, h http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = h
}

func (s *site) times(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[path]
}

func article(title, day, text string) string {
	return `<html lang="en"><head><title>` + title + `</title><meta property="article:published_time" content="` + day + `"></head><body><article><h1>` +
		title + `</h1><p>` + text + `</p><p>The village lies an hour from the river, and its market had been closed since Monday, people there said.</p></article></body></html>`
}

const (
	rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>Bend Post</title>
<item><title>One</title><link>SITE/one?utm_source=feed</link><pubDate>Fri, 06 Mar 2026 10:00:00 GMT</pubDate></item>
<item><title>Two</title><link>/two#part</link></item>
<item><title>Gone</title><link>SITE/gone</link></item>
<item><title>French</title><link>SITE/french</link></item>
</channel></rss>`
	french = `<html lang="en"><title>Des hommes armés attaquent</title><body><article><p>Des hommes armés ont attaqué un village dans la nuit de vendredi et
ils ont tué trois personnes, selon la police de la région. Les habitants disent que les assaillants sont venus à moto et qu'ils ont brûlé plusieurs maisons avant de partir.</p></article></body></html>`
	one = "Gunmen killed three farmers in Gao in Mali on Friday, the police said."
)

func newWatcher(t *testing.T) (*Watcher, *[]Event) {
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	var events []Event
	coder := ledger.CoderOf(&record.Record{Coder: record.Coder{Version: read.Version, Codebook: codebook.SHA256(), Model: language.Model()}})
	return &Watcher{Ledger: l, Coder: coder, Fetcher: fetch.ForTest(fetch.Options{Robots: true, Tries: 2, Timeout: 3 * time.Second}),
		Tell: func(e Event) { events = append(events, e) }}, &events
}

func (w *Watcher) mustOnce(t *testing.T, want map[What]int, sources ...Source) {
	t.Helper()
	got, err := w.Once(t.Context(), sources)
	if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
}

func source(t *testing.T, line string) Source {
	t.Helper()
	s, err := parseSource(line)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A feed's articles are filed once, asked for again later and later, and kept in versions where they change.
func TestFeed(t *testing.T) {
	s := newSite(t)
	s.put("/feed", rss)
	s.put("/one", article("Three farmers killed in Gao", "2026-03-06", one))
	s.put("/two", article("Talks in Bamako", "2026-03-07", "The foreign minister of Mali met envoys of Niger in Bamako on Saturday to discuss the border."))
	s.put("/french", french)
	w, events := newWatcher(t)
	now := time.Date(2026, 3, 8, 12, 0, 0, 0, time.UTC)
	w.now = func() time.Time { return now }
	feed := source(t, "feed "+s.URL+"/feed Bend Post")

	w.mustOnce(t, map[What]int{New: 2, Unread: 1, Failed: 1}, feed)
	w.mustOnce(t, map[What]int{}, feed) // the feed is what it was, and no article is due
	if n := s.times("/one"); n != 1 {
		t.Errorf("an article was asked for %d times", n)
	}
	// An hour later, one has changed in its text, one is what it was, and one only in what is around its article.
	now = now.Add(2 * time.Hour)
	s.put("/one", article("Five farmers killed in Gao", "2026-03-06", strings.Replace(one, "three", "five", 1)))
	s.put("/french", strings.Replace(french, "</body>", "<footer>9</footer></body>", 1))
	w.mustOnce(t, map[What]int{Changed: 1, Same: 2}, feed)
	if n := s.times("/gone"); n != 1 {
		t.Errorf("what is gone was asked for %d times", n)
	}
	versions, err := w.Ledger.Versions(t.Context(), s.URL+"/one")
	if err != nil || len(versions) != 2 || !strings.Contains(versions[1].Changes, "+Five farmers killed in Gao") || !strings.Contains(versions[1].Changes, "-Three farmers killed in Gao") {
		t.Fatalf("%+v, %v", versions, err)
	}
	page, err := w.Ledger.FetchedPage(t.Context(), versions[0].Report)
	if err != nil || page == nil || !strings.Contains(string(page.Body), "<h1>Three farmers") || page.Header.Get("ETag") == "" || page.Status != 200 {
		t.Errorf("%+v, %v", page, err)
	}
	rep, err := w.Ledger.Report(t.Context(), versions[1].Report, "acled")
	if err != nil || rep.Publisher != "Bend Post" || rep.Published != "2026-03-08T14:00:00Z" || !strings.Contains(string(rep.Extra["replaces"]), versions[0].Report) {
		t.Errorf("%+v, %v", rep, err)
	}
	// The correction is taken for one: it came later.
	if err := w.Ledger.Incidents(t.Context(), ledger.Query{}, 10, func(i ledger.Summary) error {
		x, err := w.Ledger.Incident(t.Context(), i.ID)
		if err != nil {
			return err
		}
		if told, err := json.Marshal(x.Totals); err != nil || i.Place == "gao" && !strings.Contains(string(told), "5 replaces the earlier 3") {
			t.Errorf("%s, %v", told, err)
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
	for _, e := range *events {
		if e.What == Failed && !strings.Contains(e.Err.Error(), "404") {
			t.Errorf("%s: %v", e.URL, e.Err)
		}
	}
}

// All that may be wrong with a site costs no more than itself.
func TestBadSites(t *testing.T) {
	s := newSite(t)
	s.put("/robots.txt", "User-agent: *\nDisallow: /closed\n")
	links := ""
	for _, path := range []string{"good", "closed/a", "loop", "inner", "endless", "slow", "empty", "broken", "latin"} {
		links += "<item><link>SITE/" + path + "</link></item>"
	}
	s.put("/feed", "<rss><channel>"+links+"</channel></rss>")
	s.put("/good", article("Three farmers killed in Gao", "2026-03-06", one))
	redirect := func(to string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) }
	}
	s.handle("/loop", redirect("/loop"))
	s.handle("/inner", redirect("http://192.168.7.1/"))
	s.handle("/endless", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			_, _ = w.Write([]byte(strings.Repeat("<p>and on", 10_000)))
		}
	})
	s.handle("/slow", func(w http.ResponseWriter, r *http.Request) {
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	s.put("/empty", "<html><body><p>Menu</p></body></html>")
	s.put("/broken", "<html><title>Two hurt in Kidal</title><body><article><p>Two men were hurt when a mine exploded near Kidal in Mali on Tuesday, the army said.<div><b><i><p>They were taken to a hospital in Gao, and their car was burnt out<td></span>.")
	s.handle("/latin", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8") // which it is not
		fmt.Fprint(w, article("Caf\xe9 attacked in Mopti", "2026-03-06", "Two people were killed when a caf\xe9 was attacked in Mopti in Mali on Friday, the mayor Andr\xe9 Kass\xe9 said."))
	})
	w, events := newWatcher(t)
	w.mustOnce(t, map[What]int{New: 3, Failed: 6}, source(t, "feed "+s.URL+"/feed"))
	want := map[string]string{"/closed/a": "robots.txt", "/loop": "redirects", "/inner": "192.168.7.1", "/endless": "larger", "/slow": "in time", "/empty": "no article"}
	for _, e := range *events {
		if e.What == Failed && want[strings.TrimPrefix(e.URL, s.URL)] == "" {
			t.Errorf("%s: %v", e.URL, e.Err)
		}
		if e.What == Failed && !strings.Contains(e.Err.Error(), want[strings.TrimPrefix(e.URL, s.URL)]) {
			t.Errorf("%s: %v", e.URL, e.Err)
		}
	}
	if s.times("/closed/a") != 0 {
		t.Error("what is closed was asked for")
	}
	versions, err := w.Ledger.Versions(t.Context(), s.URL+"/latin")
	if err != nil || len(versions) != 1 || !strings.Contains(versions[0].Text, "café") {
		t.Errorf("%+v, %v", versions, err)
	}
}

// A host that wants to be left alone is left alone, and its articles are had later.
func TestBusySite(t *testing.T) {
	s := newSite(t)
	s.put("/feed", `<rss><channel><item><link>SITE/one</link></item><item><link>SITE/two</link></item></channel></rss>`)
	s.handle("/one", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	s.put("/two", article("Talks in Bamako", "2026-03-07", "The foreign minister of Mali met envoys of Niger in Bamako on Saturday to discuss the border."))
	w, _ := newWatcher(t)
	feed := source(t, "feed "+s.URL+"/feed")
	w.mustOnce(t, map[What]int{Failed: 1}, feed)
	if s.times("/one") != 1 || s.times("/two") != 0 {
		t.Errorf("asked %v", s.asked)
	}
	s.put("/one", article("Three farmers killed in Gao", "2026-03-06", one))
	w.Fetcher = fetch.ForTest(fetch.Options{}) // an hour later
	w.mustOnce(t, map[What]int{New: 2}, feed)
	w.mustOnce(t, map[What]int{}, feed)
}

func TestSitemapAndPage(t *testing.T) {
	s := newSite(t)
	s.put("/index.xml", `<sitemapindex><sitemap><loc>SITE/old.xml.gz</loc><lastmod>2026-01-01</lastmod></sitemap></sitemapindex>`)
	s.handle("/old.xml.gz", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/gzip")
		z := gzip.NewWriter(w)
		_, _ = fmt.Fprintf(z, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>%s/news/one</loc><news:news><news:publication_date>2026-03-06T10:00:00Z</news:publication_date></news:news></url><url><loc>%s/sport/1</loc></url></urlset>`, s.URL, s.URL)
		_ = z.Close()
	})
	s.put("/news/one", strings.Replace(article("Three farmers killed in Gao", "", one), "article:published_time", "x", 1))
	s.put("/toll", article("Toll in Gao", "2026-03-06", one))
	w, _ := newWatcher(t)
	sitemap, page := source(t, "sitemap "+s.URL+"/index.xml match=/news/"), source(t, "page "+s.URL+"/toll Bend Post")
	w.mustOnce(t, map[What]int{New: 2}, sitemap, page)
	w.mustOnce(t, map[What]int{Same: 1}, sitemap, page)
	s.put("/toll", article("Toll in Gao", "2026-03-06", strings.Replace(one, "three", "four", 1)))
	w.mustOnce(t, map[What]int{Changed: 1}, page)
	versions, err := w.Ledger.Versions(t.Context(), s.URL+"/news/one")
	if err != nil || len(versions) != 1 || versions[0].Published != "2026-03-06T10:00:00Z" {
		t.Errorf("%+v, %v", versions, err)
	}
}

// More articles than are fetched at one look are had at the next.
func TestMost(t *testing.T) {
	s := newSite(t)
	links := ""
	for i := range 5 {
		links += fmt.Sprintf("<item><link>SITE/%d</link></item>", i)
		s.put(fmt.Sprintf("/%d", i), article(fmt.Sprintf("Note %d", i), "2026-03-06", one))
	}
	s.put("/feed", "<rss><channel>"+links+"</channel></rss>")
	w, _ := newWatcher(t)
	feed := source(t, "feed "+s.URL+"/feed most=3")
	w.mustOnce(t, map[What]int{New: 3}, feed)
	w.mustOnce(t, map[What]int{New: 2}, feed)
}

// Broken off, a look leaves nothing half-written and is simply done again.
func TestBrokenOff(t *testing.T) {
	s := newSite(t)
	s.put("/feed", `<rss><channel><item><link>SITE/one</link></item><item><link>SITE/two</link></item></channel></rss>`)
	s.put("/one", article("Three farmers killed in Gao", "2026-03-06", one))
	w, _ := newWatcher(t)
	ctx, cancel := context.WithCancel(t.Context())
	s.handle("/two", func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	feed := source(t, "feed "+s.URL+"/feed")
	if _, err := w.Once(ctx, []Source{feed}); err == nil {
		t.Error("it was not broken off")
	}
	s.put("/two", article("Talks in Bamako", "2026-03-07", "The foreign minister of Mali met envoys of Niger in Bamako on Saturday to discuss the border."))
	w.mustOnce(t, map[What]int{New: 1}, feed)
	if s.times("/one") != 1 {
		t.Error("an article was asked for twice")
	}
	if faults, err := w.Ledger.Check(t.Context(), 10, func(int) {}); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
}

func TestAfter(t *testing.T) {
	now := time.Date(2026, 3, 6, 13, 30, 0, 0, time.UTC)
	for _, c := range []struct{ before, page, listed, want string }{
		{"2026-03-06", "2026-03-06", "", "2026-03-06T13:30:00Z"},
		{"2026-03-06", "2026-03-06", "2026-03-06T12:00:00Z", "2026-03-06T12:00:00Z"},
		{"2026-03-06", "2026-03-06", "2026-03-06T14:00:00Z", "2026-03-06T13:30:00Z"},
		{"2026-03-06T18:00:00+05:30", "2026-03-06T18:00:00+05:30", "", "2026-03-06T19:00:00+05:30"},
		{"2026-03-06", "2026-03-07", "", "2026-03-07"},
		{"2026-03-07", "2026-03-07", "", "2026-03-07"},
		{"", "", "", "2026-03-06T13:30:00Z"},
	} {
		if got := after(c.before, c.page, c.listed, now); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

func TestParseSources(t *testing.T) {
	sources, faults, err := ParseSources(strings.NewReader(`# my sources
feed    https://post.example/rss#x   Bend Post  every=1h language=en   # the best
sitemap https://wire.example/news.xml "Example Wire" match=/world/ most=7 updates=no

page    https://toll.example/
blog    https://post.example/
feed    ftp://post.example/
feed
feed    https://a.example/ every=1s
feed    https://b.example/ colour=red
page    https://toll.example/
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []Source{
		{Kind: Feed, URL: "https://post.example/rss#x", Publisher: "Bend Post", Every: time.Hour, Language: "en", Most: 100, Updates: true},
		{Kind: Sitemap, URL: "https://wire.example/news.xml", Publisher: "Example Wire", Every: 15 * time.Minute, Match: "/world/", Most: 7},
		{Kind: Page, URL: "https://toll.example/", Every: 15 * time.Minute, Most: 100, Updates: true},
	}
	if !slices.Equal(sources, want) {
		t.Errorf("%+v", sources)
	}
	var lines []int
	for _, f := range faults {
		lines = append(lines, f.Line)
	}
	if !slices.Equal(lines, []int{6, 7, 8, 9, 10, 11}) {
		t.Errorf("%v", faults)
	}
}

func TestImportOPML(t *testing.T) {
	sources, err := ImportOPML(strings.NewReader(`<opml version="2.0"><body><outline text="News"><outline type="rss" text="Bend Post &amp; Sons" xmlUrl="https://post.example/rss"/>
<outline text="x=1 # Wire" xmlUrl="https://wire.example/atom"/><outline text="again" xmlUrl="https://wire.example/atom"/><outline text="bad" xmlUrl="file:///etc/passwd"/></outline></body></opml>`))
	if err != nil || len(sources) != 2 || sources[0].String() != "feed https://post.example/rss Bend Post & Sons" || sources[1].String() != "feed https://wire.example/atom x 1 Wire" {
		t.Errorf("%v, %v", sources, err)
	}
	if _, err := ImportOPML(strings.NewReader("no xml")); err == nil {
		t.Error("nothing is no list")
	}
}
