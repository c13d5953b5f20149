package desk

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/access"
	"github.com/tollbook/tollbook/api"
	"github.com/tollbook/tollbook/ledger"
)

// Pages that tell that something is not there, a ledger with nothing in it, the login and the interface's documentation are looked at like any other.
func TestCornersInABrowser(t *testing.T) {
	full := newLedger(t)
	empty, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "empty.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = empty.Close() })
	login := httptest.NewServer(access.NewGuard(access.NewStore(full), access.Options{}).Middleware(http.NotFoundHandler()))
	t.Cleanup(login.Close)
	mux := http.NewServeMux()
	mux.Handle(api.Prefix+"/", api.New(full, api.Options{}))
	documented := httptest.NewServer(access.Local(mux))
	t.Cleanup(documented.Close)
	browser := newBrowser(t)

	visit := func(server, name, address, says string, looks ...look) {
		t.Helper()
		b := newTab(t, browser, server)
		for _, k := range looks {
			b.visit(t, server+address, k)
			b.shoot(t, name+"-"+k.String())
			b.accessible(t)
			if wide := eval[int64](t, b, `document.documentElement.scrollWidth`); wide > k.width {
				t.Errorf("%s: the page is %d wide in a window of %d", name, wide, k.width)
			}
			if text := eval[string](t, b, `document.body.innerText`); !strings.Contains(text, says) {
				t.Errorf("%s does not say %q: %.1000s", name, says, text)
			}
			for _, f := range b.take() { // of an answer that is an error the browser makes a note
				if !strings.Contains(f, "Failed to load resource: the server responded with a status of 40") {
					t.Errorf("%s: %s", name, f)
				}
			}
		}
	}
	s := newServer(t, full)
	for _, x := range [][3]string{
		{"error-missing", "/incidents/i000000000000", "search finds what there is"},
		{"error-unclear", "/incidents?q=nosuch:1", "nosuch"},
		{"incidents-none", "/incidents?q=country:FRA", "0 incidents"},
		{"search-none", "/search?q=zeppelin", "No report is like that"},
		{"review-none", "/review?q=country:FRA", "Nothing waits"},
	} {
		visit(s.URL, x[0], x[1], x[2], light, night)
	}
	e := newServer(t, empty)
	for i, path := range []string{"/", "/incidents", "/review", "/map", "/statements", "/speakers", "/actors", "/checks", "/sources", "/search"} {
		visit(e.URL, "empty-"+strings.Trim(path, "/"), path, "Tollbook", []look{light, night}[i%2])
	}
	visit(login.URL, "login", "/login", "Password", light, night)
	visit(documented.URL, "api-docs", api.Prefix+"/docs", "/incidents", light, night)
}
