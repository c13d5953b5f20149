package main

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/monitor"
)

// A server says that it is alive, and tells its numbers to this machine.
func TestServeIsWatched(t *testing.T) {
	address, stop := served(t, "serve", "--db", filepath.Join(t.TempDir(), "x.db"), "--listen", "127.0.0.1:0", "--no-sample", "--log", "json")
	defer stop()
	for path, want := range map[string]string{"/healthz": "ok", "/readyz": "ready", "/metrics": "tollbook_ledger_up 1"} {
		if got := body(t, address+path); !strings.Contains(got, want) {
			t.Errorf("%s: %.300s", path, got)
		}
	}
}

// With --public there are no numbers where others come, nor under a name that another site made up for this machine.
func TestNumbersStayHere(t *testing.T) {
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	pages := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	m := monitor.NewMetrics(l, monitor.Build{})
	for _, c := range []struct {
		public, host, path string
		want               int
	}{
		{"", "127.0.0.1:8080", "/metrics", 200}, {"", "evil.example", "/metrics", 421}, {"https://desk.example.org", "desk.example.org", "/metrics", http.StatusTeapot},
		{"https://desk.example.org", "desk.example.org", "/healthz", 200}, {"https://desk.example.org", "10.0.0.7:8080", "/readyz", 200}, {"", "127.0.0.1:8080", "/", http.StatusTeapot},
	} {
		n := &network{Public: c.public}
		w := httptest.NewRecorder()
		n.watched(m, nil, pages).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+c.host+c.path, nil))
		if w.Code != c.want {
			t.Errorf("%+v: %d", c, w.Code)
		}
	}
}
