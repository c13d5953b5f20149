package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/access"
	"github.com/tollbook/tollbook/ledger"
)

func TestWhoGetsIn(t *testing.T) {
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	pages := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, access.Who(r.Context()).Role) })
	const local, open, public = "127.0.0.1:8080", "0.0.0.0:8080", "https://desk.example.org"
	refused := func(n network, listen, want string) {
		t.Helper()
		if _, err := n.handler(t.Context(), l, listen, pages); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v on %s: %v", n, listen, err)
		}
	}
	answers := func(n network, listen, host, want string) {
		t.Helper()
		h, err := n.handler(t.Context(), l, listen, pages)
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest("GET", "http://"+host+"/", nil)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if got := fmt.Sprint(w.Code, " ", w.Body); !strings.HasPrefix(got, want) {
			t.Errorf("%+v on %s: %s, not %s", n, listen, got, want)
		}
	}
	refused(network{}, open, "can be reached from other machines")
	refused(network{Public: public}, local, "nobody has an account")
	refused(network{OIDCIssuer: "https://login.example"}, local, "a provider needs the address")
	for _, wrong := range []string{"http://desk.example.org", "desk.example.org", "https://", "https://desk.example.org/path", "https://%"} {
		refused(network{Public: wrong}, open, "is no address")
	}
	answers(network{}, local, "127.0.0.1:8080", "200 editor")
	answers(network{}, local, "evil.example", "421")
	answers(network{Public: public, OIDCIssuer: "https://login.example"}, open, "desk.example.org", "401")
	if err := access.NewStore(l).AddAccount(t.Context(), "ada", access.Coder, "correct horse battery"); err != nil {
		t.Fatal(err)
	}
	answers(network{}, local, "localhost:8080", "200 reader")
	answers(network{Public: public}, open, "desk.example.org", "401")
	answers(network{Public: public}, open, "evil.example", "421")
	// The pages do not hide names yet; who may not see them gets none.
	answers(network{WithholdVictims: true}, local, "localhost:8080", "403")
	h, err := new(network).handler(t.Context(), l, local, pages)
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("POST", "http://localhost:8080/review", nil))
	if w.Code != http.StatusForbidden {
		t.Errorf("who has not logged in judges: %d", w.Code)
	}
}
