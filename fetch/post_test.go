package fetch

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
)

func TestPost(t *testing.T) {
	var asked atomic.Int64
	mux := http.NewServeMux()
	mux.HandleFunc("/good", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if r.Method != http.MethodPost || string(body) != "told" || r.Header.Get("X-Kind") != "alert" || !strings.Contains(r.UserAgent(), "tollbook") {
			t.Errorf("%s %q %v", r.Method, body, r.Header)
		}
		w.WriteHeader(http.StatusAccepted)
	})
	mux.HandleFunc("/busy", func(w http.ResponseWriter, r *http.Request) {
		if body, _ := io.ReadAll(r.Body); string(body) != "told" {
			t.Errorf("at another try %q is sent", body)
		}
		if asked.Add(1)%3 != 0 {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	})
	mux.HandleFunc("/broken", func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		w.WriteHeader(http.StatusInternalServerError)
	})
	mux.HandleFunc("/cut", func(http.ResponseWriter, *http.Request) {
		if asked.Add(1) < 3 {
			panic(http.ErrAbortHandler)
		}
	})
	mux.HandleFunc("/wrong", func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		w.WriteHeader(http.StatusForbidden)
	})
	mux.HandleFunc("/away", func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		http.Redirect(w, r, "/good", http.StatusTemporaryRedirect)
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	for _, c := range []struct {
		path, err string
		asked     int64
	}{{"/good", "", 0}, {"/busy", "", 3}, {"/broken", "500", 4}, {"/cut", "", 3}, {"/wrong", "403", 1}, {"/away", "follows no redirect", 1}} {
		asked.Store(0)
		f := ForTest(Options{Tries: 4})
		err := f.Post(t.Context(), Post{URL: server.URL + c.path, Header: http.Header{"x-kind": {"alert"}}, Body: []byte("told")})
		if (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) || asked.Load() != c.asked {
			t.Errorf("%s: %v, asked %d times", c.path, err, asked.Load())
		}
	}
}

// A private address is asked where a person named it, and no other.
func TestAllow(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "a page") }))
	defer server.Close()
	port := server.URL[strings.LastIndexByte(server.URL, ':'):]
	for _, c := range []struct {
		allow, host string
		open        bool
	}{
		{"", "127.0.0.1", false}, {"127.0.0.1/32", "127.0.0.1", true}, {"127.0.0.1/32", "[::ffff:127.0.0.1]", true}, {"127.0.0.0/8", "127.0.0.1", true},
		{"10.0.0.0/8", "127.0.0.1", false}, {"127.0.0.2/32", "127.0.0.1", false},
	} {
		opt := Options{Tries: 3}
		if c.allow != "" {
			opt.Allow = []netip.Prefix{netip.MustParsePrefix(c.allow)}
		}
		f := New(opt)
		if _, err := f.Get(t.Context(), Request{URL: "http://" + c.host + port}); (err == nil) != c.open {
			t.Errorf("%+v: %v", c, err)
		}
		if err := f.Post(t.Context(), Post{URL: "http://" + c.host + port}); (err == nil) != c.open {
			t.Errorf("%+v: posting: %v", c, err)
		}
	}
}
