package fetch

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
)

// Redirects that lead on for ever, each to another address, are followed five times, also those of robots.txt and those between two hosts.
func TestEndlessRedirects(t *testing.T) {
	var asked atomic.Int64
	var other string
	chain := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		n, _ := strconv.Atoi(strings.Trim(r.URL.Path, "/"))
		http.Redirect(w, r, fmt.Sprintf("%s/%d?%s", other, n+1, strings.Repeat("x", n)), http.StatusFound)
	})
	one, two := httptest.NewServer(chain), httptest.NewServer(chain)
	defer one.Close()
	defer two.Close()
	for name, to := range map[string]string{"one host": "", "two hosts": two.URL} {
		other = to
		for _, robots := range []bool{false, true} {
			asked.Store(0)
			_, err := ForTest(Options{Robots: robots}).Get(t.Context(), Request{URL: one.URL + "/1"})
			if err == nil || !strings.Contains(err.Error(), "more than 5 redirects") || asked.Load() != 6 {
				t.Errorf("%s, robots %v: %v, asked %d times", name, robots, err, asked.Load())
			}
		}
	}
}

// What is posted reaches no inner address by a name that changes its meaning, nor by a redirect.
func TestPostStaysOutside(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer server.Close()
	f := New(Options{Tries: 3})
	questions := 0
	f.refuse = func(ip netip.Addr) string {
		if questions++; questions <= 2 { // the address in the URL, and the look-up
			return ""
		}
		return refusedAddress(ip)
	}
	if err := f.Post(t.Context(), Post{URL: server.URL}); err == nil || !strings.Contains(err.Error(), "this machine") || asked != 0 {
		t.Errorf("%v, asked %d times", err, asked)
	}
	away := httptest.NewServer(http.RedirectHandler(server.URL, http.StatusTemporaryRedirect))
	defer away.Close()
	if err := ForTest(Options{Tries: 3}).Post(t.Context(), Post{URL: away.URL}); err == nil || asked != 0 {
		t.Errorf("%v, asked %d times", err, asked)
	}
}

// gzip in gzip, and gzip of many members, come to the same limit as one.
func TestPackedTwice(t *testing.T) {
	pack := func(data []byte) []byte {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write(data)
		_ = z.Close()
		return b.Bytes()
	}
	million := pack(bytes.Repeat([]byte("a"), 1<<20))
	bodies := map[string][]byte{"/members": bytes.Repeat(million, 40), "/twice": pack(pack(bytes.Repeat([]byte("a"), 100<<20)))}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bodies[r.URL.Path])
	}))
	defer server.Close()
	if _, err := ForTest(Options{}).Get(t.Context(), Request{URL: server.URL + "/members"}); err == nil || !strings.Contains(err.Error(), "larger than 16 MB") {
		t.Errorf("of many members: %v", err)
	}
	if page, err := ForTest(Options{}).Get(t.Context(), Request{URL: server.URL + "/twice"}); err != nil || len(page.Body) > 1<<20 {
		t.Errorf("twice: %v", err)
	}
}
