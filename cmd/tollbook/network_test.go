package main

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/access"
	"github.com/tollbook/tollbook/desk"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/report"
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

// Pages keep the names of victims from readers, in all their forms; coders see them.
func TestPagesWithholdNames(t *testing.T) {
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	rep := &report.Report{ID: "teacher", Publisher: "Example Wire", URL: "https://news.example/amina-danjuma", Title: "Teacher Amina Danjuma shot dead in Kaduna", Published: "2026-03-05", Language: "en", FromJSON: true,
		Text: "Gunmen shot dead Amina Danjuma, a teacher, in Kaduna in Nigeria on Monday, police said. \"Danjuma was brave,\" said Governor Uba Sani."}
	if _, err := l.Add(t.Context(), []ledger.Filing{{Report: rep, Record: read.Read(rep, read.Options{})}}); err != nil {
		t.Fatal(err)
	}
	anchor, err := l.Anchor(t.Context(), "teacher/e1")
	if err == nil {
		err = l.Judge(t.Context(), &ledger.Judgement{Kind: ledger.Note, Author: "ada", Reason: "Danjuma's family was asked", Target: []ledger.Anchor{anchor}})
	}
	var incidents []string
	if err == nil {
		err = l.Incidents(t.Context(), ledger.Query{}, 0, func(x ledger.Summary) error { incidents = append(incidents, "/incidents/"+x.ID); return nil })
	}
	pages, failed := desk.New(l, desk.Options{WithholdVictims: true})
	if err = errors.Join(err, failed); err != nil {
		t.Fatal(err)
	}
	n := &network{WithholdVictims: true}
	seen := 0
	for _, path := range append(incidents, "/", "/overview", "/incidents", "/reports/"+ledger.Key(rep), "/search?q=teacher", "/suggest?q=ami", "/statements", "/actors", "/review") {
		for _, form := range []string{"", ".json", ".csv"} {
			for _, role := range []access.Role{access.Reader, access.Coder} {
				path, query, _ := strings.Cut(path, "?")
				r := httptest.NewRequest("GET", "http://localhost"+path+form+"?"+query, nil)
				w := httptest.NewRecorder()
				n.pages(pages).ServeHTTP(w, r.WithContext(access.With(r.Context(), access.Identity{Name: string(role), Role: role, Via: "session"})))
				told := strings.Contains(strings.ToLower(w.Body.String()), "danjuma")
				switch {
				case told && role == access.Reader:
					at := strings.Index(strings.ToLower(w.Body.String()), "danjuma")
					t.Errorf("%s%s: …%s", path, form, w.Body.String()[max(0, at-100):at+7])
				case told:
					seen++
				}
			}
		}
	}
	if seen < 5 {
		t.Errorf("coders see the name in %d places", seen)
	}
}
