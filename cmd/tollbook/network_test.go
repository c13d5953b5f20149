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

// The first account is noticed while the desk is open; what is refused on a page is told on a page that leads to the login.
func TestFirstAccount(t *testing.T) {
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	pages, err := desk.New(l, desk.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h, err := new(network).handler(t.Context(), l, "127.0.0.1:8080", pages)
	if err != nil {
		t.Fatal(err)
	}
	answer := func(method, path string) (int, string) {
		r := httptest.NewRequest(method, "http://localhost:8080"+path, nil)
		r.Header.Set("Accept", "text/html")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Code, w.Body.String()
	}
	if code, page := answer("GET", "/incidents?q=bomb"); code != http.StatusOK || strings.Contains(page, "/login") {
		t.Errorf("without accounts: %d, %.300s", code, page)
	}
	if err := access.NewStore(l).AddAccount(t.Context(), "ada", access.Coder, "correct horse battery"); err != nil {
		t.Fatal(err)
	}
	if code, page := answer("GET", "/incidents?q=bomb"); code != http.StatusOK || !strings.Contains(page, `<a href="/login?next=%2Fincidents%3Fq%3Dbomb">Log in</a>`) {
		t.Errorf("with one: %d, %.3000s", code, page)
	}
	if code, page := answer("POST", "/review/judge"); code != http.StatusForbidden || !strings.Contains(page, "<h1>This needs the role coder</h1>") || !strings.Contains(page, "/login") {
		t.Errorf("a refusal: %d, %.3000s", code, page)
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
	later := &report.Report{ID: "year", Publisher: "Example Wire", URL: "https://news.example/danjuma-year", Title: "Governor mourns Amina Danjuma", Published: "2026-03-20", Language: "en", FromJSON: true,
		Text: "Gunmen have killed 40 people in Kaduna in Nigeria this year, among them Amina Danjuma, police said on Friday. Governor Uba Sani accused the army of lying about Amina Danjuma. " +
			"The army denied it. Gunmen killed Amina Danjuma, a teacher, in Kaduna on March 2."}
	for _, rep := range []*report.Report{rep, later} {
		if _, err := l.Add(t.Context(), []ledger.Filing{{Report: rep, Record: read.Read(rep, read.Options{})}}); err != nil {
			t.Fatal(err)
		}
	}
	anchor, err := l.Anchor(t.Context(), "teacher/e1")
	if err == nil {
		err = l.Judge(t.Context(), &ledger.Judgement{Kind: ledger.Note, Author: "ada", Reason: "Danjuma's family was asked", Target: []ledger.Anchor{anchor}})
	}
	var incidents []string
	if err == nil {
		err = l.Incidents(t.Context(), ledger.Query{}, 0, func(x ledger.Summary) error {
			incidents = append(incidents, "/incidents/"+x.ID, "/statements/"+x.ID, "/review?open="+x.ID, "/review?side=1&open="+x.ID)
			return nil
		})
	}
	pages, failed := desk.New(l, desk.Options{WithholdVictims: true})
	if err = errors.Join(err, failed); err != nil {
		t.Fatal(err)
	}
	n := &network{WithholdVictims: true}
	seen := 0
	for _, path := range append(incidents, "/", "/overview", "/incidents", "/reports/"+ledger.Key(rep), "/search?q=teacher", "/suggest?q=ami", "/statements", "/statements?q=nigeria", "/speakers", "/actors", "/actors/NGA", "/actors/nigeria",
		"/checks", "/review", "/map", "/map/data", "/sources", "/keys", "/codebook") {
		for _, form := range []string{"", ".json", ".csv"} {
			for _, role := range []access.Role{access.Reader, access.Coder} {
				path, query, _ := strings.Cut(path, "?")
				r := httptest.NewRequest("GET", "http://localhost"+path+form+"?"+query, nil)
				w := httptest.NewRecorder()
				n.pages(pages).ServeHTTP(w, r.WithContext(access.With(r.Context(), access.Identity{Name: string(role), Role: role, Via: "session"})))
				if n.WithholdVictims && w.Code == http.StatusForbidden {
					t.Errorf("%s%s is refused to a %s", path, form, role)
				}
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
	r := httptest.NewRequest("GET", "http://localhost/actors/amina%20danjuma", nil)
	w := httptest.NewRecorder()
	n.pages(pages).ServeHTTP(w, r.WithContext(access.With(r.Context(), access.Identity{Role: access.Reader})))
	if w.Code != http.StatusNotFound {
		t.Errorf("the page of a victim: %d", w.Code)
	}
	if seen < 20 {
		t.Errorf("coders see the name in %d places", seen)
	}
}
