package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestRefusedAddress(t *testing.T) {
	for address, refused := range map[string]bool{
		"93.184.216.34": false, "8.8.8.8": false, "2606:4700::1111": false, "2a00:1450:4001::200e": false,
		"127.0.0.1": true, "127.8.9.1": true, "10.0.0.1": true, "172.16.0.1": true, "172.31.255.255": true, "172.32.0.1": false,
		"192.168.1.1": true, "169.254.169.254": true, "100.64.0.1": true, "100.100.100.200": true, "168.63.129.16": true,
		"0.0.0.0": true, "0.1.2.3": true, "224.0.0.1": true, "255.255.255.255": true, "240.0.0.1": true,
		"192.0.2.1": true, "198.18.0.1": true, "198.51.100.2": true, "203.0.113.9": true,
		"::": true, "::1": true, "fe80::1": true, "fe80::1%eth0": true, "fc00::1": true, "fd00:ec2::254": true, "ff02::1": true,
		"::ffff:127.0.0.1": true, "::ffff:10.0.0.1": true, "::ffff:8.8.8.8": false, "::127.0.0.1": true,
		"64:ff9b::7f00:1": true, "64:ff9b::808:808": false, "64:ff9b:1::7f00:1": true, "2002:7f00:1::": true, "2002:808:808::": false,
		"2001:db8::1": true, "2001:0:4136:e378::1": true, "3fff::1": true, "fec0::1": true, "100::1": true,
	} {
		if reason := refusedAddress(netip.MustParseAddr(address)); (reason != "") != refused {
			t.Errorf("%s: refused for %q", address, reason)
		}
	}
	if refusedAddress(netip.Addr{}) == "" {
		t.Error("the zero address passes")
	}
}

// site is a server of pages that behave in all ways.
func site(t *testing.T) *httptest.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.UserAgent(), "tollbook") {
			t.Errorf("user agent is %q", r.UserAgent())
		}
		fmt.Fprint(w, "a page")
	})
	mux.HandleFunc("/known", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"one"`)
		w.Header().Set("Last-Modified", "Fri, 06 Mar 2026 10:00:00 GMT")
		if r.Header.Get("If-None-Match") == `"one"` || r.Header.Get("If-Modified-Since") == "Fri, 06 Mar 2026 10:00:00 GMT" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, "a page")
	})
	mux.HandleFunc("/unasked", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) })
	mux.HandleFunc("/brotli", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "br")
		fmt.Fprint(w, "????")
	})
	packed := func(chunks int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			var b bytes.Buffer
			z := gzip.NewWriter(&b)
			for range chunks {
				_, _ = z.Write(bytes.Repeat([]byte("a"), 1<<20))
			}
			_ = z.Close()
			_, _ = w.Write(b.Bytes())
		}
	}
	mux.HandleFunc("/gzip", packed(1))
	mux.HandleFunc("/bomb", packed(100))
	mux.HandleFunc("/endless", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(bytes.Repeat([]byte("on and on "), 10_000)); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil { // a byte now and then, so that no single wait is long
			_, _ = w.Write([]byte("."))
			w.(http.Flusher).Flush()
			time.Sleep(20 * time.Millisecond)
		}
	})
	redirect := func(to string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) }
	}
	mux.HandleFunc("/once", redirect("/page"))
	mux.HandleFunc("/loop", redirect("/loop"))
	mux.HandleFunc("/nowhere", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusFound) })
	mux.HandleFunc("/inner", redirect("http://10.0.0.7/admin"))
	mux.HandleFunc("/metadata", redirect("http://169.254.169.254/latest/meta-data/"))
	mux.HandleFunc("/six", redirect("http://[::ffff:192.168.0.1]/"))
	mux.HandleFunc("/file", redirect("file:///etc/passwd"))
	mux.HandleFunc("/secret", redirect("http://user:word@127.0.0.1/"))
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func TestGet(t *testing.T) {
	server := site(t)
	f := ForTest(Options{Timeout: time.Minute})
	for _, c := range []struct {
		path, url string
		size      int
	}{
		{"/page", "/page", 6}, {"/once", "/page", 6}, {"/page#part", "/page", 6}, {"/gzip", "/gzip", 1 << 20},
	} {
		page, err := f.Get(t.Context(), Request{URL: server.URL + c.path})
		if err != nil || page.URL != server.URL+c.url || len(page.Body) != c.size || page.Status != 200 {
			t.Errorf("%s: %v", c.path, err)
		}
	}
	for path, want := range map[string]string{
		"/nothing":  "404",
		"/bomb":     "larger than 16 MB",
		"/endless":  "larger than 16 MB",
		"/loop":     "more than 5 redirects",
		"/nowhere":  "redirects to nowhere",
		"/inner":    "leads to 10.0.0.7, a private address",
		"/metadata": "leads to 169.254.169.254, a link-local address",
		"/six":      "leads to 192.168.0.1, a private address",
		"/file":     `leads to a "file" address`,
		"/secret":   "user name or password",
		"/unasked":  "304",
		"/brotli":   "not asked for",
	} {
		page, err := f.Get(t.Context(), Request{URL: server.URL + path})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %+v, %v; want %q", path, page, err, want)
		}
		if own, is := errors.AsType[*Error](err); !is || own.Final != (own.Status == 0 && path != "/nowhere") {
			t.Errorf("%s: %+v: is it to be asked again?", path, err)
		}
	}
	f = ForTest(Options{Timeout: 200 * time.Millisecond})
	if _, err := f.Get(t.Context(), Request{URL: server.URL + "/slow"}); err == nil || !strings.Contains(err.Error(), "in time") {
		t.Errorf("slow: %v", err)
	}
}

func TestConditional(t *testing.T) {
	server, f := site(t), ForTest(Options{})
	first, err := f.Get(t.Context(), Request{URL: server.URL + "/known"})
	if err != nil || first.NotModified || len(first.Body) == 0 {
		t.Fatal(first, err)
	}
	for _, r := range []Request{{ETag: first.Header.Get("ETag")}, {LastModified: first.Header.Get("Last-Modified")}} {
		r.URL = server.URL + "/known"
		if again, err := f.Get(t.Context(), r); err != nil || !again.NotModified || len(again.Body) != 0 {
			t.Errorf("%+v: %+v, %v", r, again, err)
		}
	}
}

func TestRobots(t *testing.T) {
	var asked atomic.Int64
	robots := "User-agent: *\nDisallow: /inner/\n\nUser-agent: tollbook\nDisallow: /closed\nCrawl-delay: 0.05\n"
	status := http.StatusOK
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		w.WriteHeader(status)
		fmt.Fprint(w, robots)
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.URL.Path) })
	mux.HandleFunc("/way", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/closed/b", http.StatusFound) })
	server := httptest.NewServer(mux)
	defer server.Close()
	f := ForTest(Options{Robots: true})
	start := time.Now()
	for path, open := range map[string]bool{"/a": true, "/inner/a": true, "/closed": false, "/closed/a?b": false, "/way": false} {
		_, err := f.Get(t.Context(), Request{URL: server.URL + path})
		own, is := errors.AsType[*Error](err)
		if (err == nil) != open || err != nil && !(is && own.Forbidden) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if n := asked.Load(); n != 1 {
		t.Errorf("robots.txt was asked for %d times", n)
	}
	if took := time.Since(start); took < 100*time.Millisecond {
		t.Errorf("the delay was not kept: %v", took)
	}
	// A robots.txt that is not there allows all, one that cannot be had nothing; a person's own request does not ask.
	for _, c := range []struct {
		status       int
		robots, open bool
	}{{404, true, true}, {403, true, true}, {500, true, false}, {500, false, true}} {
		status = c.status
		if _, err := ForTest(Options{Robots: c.robots}).Get(t.Context(), Request{URL: server.URL + "/closed"}); (err == nil) != c.open {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestBusyHosts(t *testing.T) {
	var asked atomic.Int64
	answers := []func(http.ResponseWriter){}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if n := int(asked.Add(1)); n <= len(answers) {
			answers[n-1](w)
			return
		}
		fmt.Fprint(w, "at last")
	}))
	defer server.Close()
	busy := func(status int, after string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) {
			if after != "" {
				w.Header().Set("Retry-After", after)
			}
			w.WriteHeader(status)
		}
	}
	for _, c := range []struct {
		name    string
		answers []func(http.ResponseWriter)
		asked   int64
		err     string
		least   time.Duration
	}{
		{"twice busy", []func(http.ResponseWriter){busy(503, ""), busy(429, "")}, 3, "", 0},
		{"asks for a second", []func(http.ResponseWriter){busy(429, "1")}, 2, "", 900 * time.Millisecond},
		{"asks for an hour", []func(http.ResponseWriter){busy(503, "3600")}, 1, "503", 0},
		{"busy for ever", []func(http.ResponseWriter){busy(500, ""), busy(502, ""), busy(504, ""), busy(500, "")}, 3, "504", 0},
		{"not busy but not there", []func(http.ResponseWriter){busy(410, "")}, 1, "410", 0},
	} {
		asked.Store(0)
		answers = c.answers
		f, start := ForTest(Options{Tries: 3}), time.Now()
		_, err := f.Get(t.Context(), Request{URL: server.URL})
		if (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) || asked.Load() != c.asked || time.Since(start) < c.least {
			t.Errorf("%s: asked %d times, %v", c.name, asked.Load(), err)
		}
		if c.name == "asks for an hour" { // and is left alone
			_, err := f.Get(t.Context(), Request{URL: server.URL})
			if own, is := errors.AsType[*Error](err); !is || time.Until(own.Until) < 50*time.Minute || asked.Load() != 1 {
				t.Errorf("asked %d times, %v", asked.Load(), err)
			}
		}
	}
}

func TestInterval(t *testing.T) {
	server, f := site(t), ForTest(Options{Interval: 30 * time.Millisecond})
	start := time.Now()
	for range 4 {
		if _, err := f.Get(t.Context(), Request{URL: server.URL + "/page"}); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(start); took < 90*time.Millisecond {
		t.Errorf("four requests in %v", took)
	}
}

// Many who wait for their turns are patient with each other, however long the line is.
func TestLongLine(t *testing.T) {
	server, f := site(t), ForTest(Options{Interval: 30 * time.Millisecond, Patience: 50 * time.Millisecond})
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			if _, err := f.Get(t.Context(), Request{URL: server.URL + "/page"}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 3, 6, 10, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"": 0, "7": 7 * time.Second, " 7 ": 7 * time.Second, "-1": 0, "soon": 0, "99999999999": 0, "9999999": 24 * time.Hour,
		"Fri, 06 Mar 2026 10:00:30 GMT": 30 * time.Second, "Fri, 06 Mar 2026 09:00:00 GMT": 0, "Fri, 06 Mar 2027 10:00:00 GMT": 24 * time.Hour,
	} {
		if got := retryAfter(value, now); got != want && value != "99999999999" {
			t.Errorf("%q: %v", value, got)
		}
	}
}

// The public fetcher must not reach the test server by any spelling of this machine.
func TestThisMachineIsRefused(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the server was asked") }))
	defer server.Close()
	port := server.URL[strings.LastIndexByte(server.URL, ':'):]
	for _, host := range []string{"127.0.0.1", "localhost", "LOCALHOST.", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1", "2130706433", "0x7f.1"} {
		if page, err := New(Options{Robots: true}).Get(t.Context(), Request{URL: "http://" + host + port + "/"}); err == nil {
			t.Errorf("%s: %+v", host, page)
		}
	}
}

// A name that passes the look-up and then leads inside is caught when it is connected to.
func TestRebinding(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the server was asked") }))
	defer server.Close()
	f := New(Options{})
	asked := 0
	f.refuse = func(ip netip.Addr) string {
		if asked++; asked <= 2 { // the address in the URL, and the look-up
			return ""
		}
		return refusedAddress(ip)
	}
	if page, err := f.Get(t.Context(), Request{URL: server.URL}); err == nil || !strings.Contains(err.Error(), "this machine") || asked < 3 {
		t.Errorf("%+v, %v after %d questions", page, err, asked)
	}
}

func TestBadAddresses(t *testing.T) {
	for _, address := range []string{"ftp://post.example/a", "http://", "http:///a", "gopher://x", "http://[::1", "http://a b/", "https://user@post.example/"} {
		if !IsURL(address) {
			t.Errorf("%q is taken for a file", address)
		}
		if page, err := New(Options{}).Get(t.Context(), Request{URL: address}); err == nil {
			t.Errorf("%q: %+v", address, page)
		}
	}
	for _, file := range []string{"report.txt", "./http:/a", "C:\\x", "a/b://c"} {
		if IsURL(file) {
			t.Errorf("%q is taken for an address", file)
		}
	}
}

func TestFetchIsGivenUp(t *testing.T) {
	done := make(chan bool)
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-done }))
	defer server.Close()
	defer close(done)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := ForTest(Options{}).Get(ctx, Request{URL: server.URL}); err == nil || !strings.Contains(err.Error(), "in time") {
		t.Error(err)
	}
}
