package desk

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/report"
)

// An answer is what came of a request.
type answer struct {
	*http.Response
	body string
}

// get asks for an address. Headers are given as names and values in turn.
func get(t *testing.T, s *httptest.Server, address string, headers ...string) answer {
	t.Helper()
	return ask1(t, s, http.MethodGet, address, "", headers...)
}

func ask1(t *testing.T, s *httptest.Server, method, address, body string, headers ...string) answer {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{resp, string(data)}
}

func TestEveryPageInEveryForm(t *testing.T) {
	l := newLedger(t)
	s := newServer(t, l)
	for _, page := range addresses(t, l) {
		u, err := url.Parse(page[1])
		if err != nil {
			t.Fatal(err)
		}
		html := get(t, s, page[1])
		if html.StatusCode != 200 || !strings.HasPrefix(html.Header.Get("Content-Type"), "text/html") || !strings.Contains(html.body, "<h1>") {
			t.Errorf("%s: %s", page[1], html.Status)
		}
		if u.Path == "/" {
			u.Path = "/overview"
		}
		path := u.Path
		u.Path = path + ".json"
		if j := get(t, s, u.String()); j.StatusCode != 200 || !json.Valid([]byte(j.body)) {
			t.Errorf("%s: %s %.100s", u, j.Status, j.body)
		}
		u.Path = path + ".csv"
		table := get(t, s, u.String())
		if offered := strings.Contains(html.body, "Table as CSV"); offered != (table.StatusCode == 200) {
			t.Errorf("%s: %s, offered: %v", u, table.Status, offered)
		} else if offered {
			if rows, err := csv.NewReader(strings.NewReader(table.body)).ReadAll(); err != nil || len(rows) < 2 {
				t.Errorf("%s: %d rows, %v", u, len(rows), err)
			}
		}
	}
}

func TestHeadersOfEveryAnswer(t *testing.T) {
	s := newServer(t, newLedger(t))
	for _, address := range []string{"/", "/nothing", "/incidents.json", "/incidents?q=near:x", "/assets/none.css"} {
		h := get(t, s, address).Header
		policy := h.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") {
			t.Errorf("%s: policy %q", address, policy)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("X-Frame-Options") != "DENY" || h.Get("Referrer-Policy") == "" {
			t.Errorf("%s: %v", address, h)
		}
	}
}

func TestWhatCannotBeAnswered(t *testing.T) {
	s := newServer(t, newLedger(t))
	for address, want := range map[string]int{
		"/nothing": 404, "/incidents/i000000000000": 404, "/reports/none": 404, "/incidents/..%2f..%2fetc%2fpasswd": 404, "/assets/../desk.go": 404,
		"/incidents?q=killed:many": 400, "/incidents?q=nosuch:1": 400, "/incidents?page=0": 400, "/incidents?page=1e9": 400, "/incidents?sort=x": 400, "/incidents?policy=x": 400,
		"/?step=year": 400, "/search?page=99999": 400, "/incidents?q=%00": 400, "/incidents?q=%ff": 400, "/keys.csv": 404,
	} {
		got := get(t, s, address)
		if got.StatusCode != want && (want != 404 || got.StatusCode != 301 && got.StatusCode != 307) {
			t.Errorf("%s: %s, not %d", address, got.Status, want)
		}
		if strings.Contains(got.body, "goroutine") || strings.Contains(got.body, "SQL") {
			t.Errorf("%s tells of the inside: %s", address, got.body)
		}
	}
	if got := get(t, s, "/incidents.json?q=nosuch:1"); !json.Valid([]byte(got.body)) || !strings.Contains(got.body, "nosuch") {
		t.Errorf("an error as JSON: %s", got.body)
	}
	if got := ask1(t, s, "DELETE", "/incidents", ""); got.StatusCode != 405 && got.StatusCode != 404 {
		t.Errorf("DELETE: %s", got.Status)
	}
}

// Filters of a form end up in the search, so that one search has one address.
func TestFormsLeadToShortAddresses(t *testing.T) {
	s := newServer(t, newLedger(t))
	got := get(t, s, "/?q=country:NER+ambush&from=2026-01-01&to=&country=MLI&policy=acled&step=month")
	if want := "/?policy=acled&q=ambush+from%3A2026-01-01+country%3AMLI&step=month"; got.StatusCode != 303 || got.Header.Get("Location") != want {
		t.Errorf("%s to %s, not %s", got.Status, got.Header.Get("Location"), want)
	}
	if got := get(t, s, "/incidents.json?country=MLI"); got.StatusCode != 200 || !strings.Contains(got.body, `"query":"country:MLI"`) {
		t.Errorf("as JSON: %s %.200s", got.Status, got.body)
	}
}

// A page that did not change is not sent again; one that did is.
func TestTags(t *testing.T) {
	l := newLedger(t)
	s := newServer(t, l)
	first := get(t, s, "/incidents")
	tag := first.Header.Get("ETag")
	if tag == "" {
		t.Fatal("no tag")
	}
	if got := get(t, s, "/incidents"); got.body != first.body || got.Header.Get("ETag") != tag || got.Header.Get("Content-Type") != first.Header.Get("Content-Type") {
		t.Errorf("kept: %v", got.Header)
	}
	if got := get(t, s, "/incidents", "If-None-Match", tag); got.StatusCode != 304 || got.body != "" {
		t.Errorf("asked again: %s, %d bytes", got.Status, len(got.body))
	}
	if got := get(t, s, "/incidents", "If-None-Match", tag, "Cookie", "theme=dark"); got.StatusCode != 200 {
		t.Errorf("in another theme: %s", got.Status)
	}
	if got := get(t, s, "/incidents?q=ambush", "If-None-Match", tag); got.StatusCode != 200 {
		t.Errorf("another page: %s", got.Status)
	}
	anchor, err := l.Anchor(t.Context(), "bomb-gao/c1")
	if err == nil {
		err = l.Judge(t.Context(), &ledger.Judgement{Author: "ada", Kind: ledger.Edit, Target: []ledger.Anchor{anchor}, Field: "best", Value: json.RawMessage("4")})
	}
	if err != nil {
		t.Fatal(err)
	}
	if got := get(t, s, "/incidents"); got.body == first.body {
		t.Error("after a judgement the page is the old one")
	}
	if got := get(t, s, "/incidents", "If-None-Match", tag); got.StatusCode != 200 {
		t.Errorf("after a judgement: %s", got.Status)
	}
}

func TestAssets(t *testing.T) {
	s := newServer(t, newLedger(t))
	page := get(t, s, "/").body
	found := regexp.MustCompile(`/assets/[\w.-]+`).FindAllString(page, -1)
	if len(found) < 3 {
		t.Fatalf("assets: %v", found)
	}
	for _, address := range found {
		got := get(t, s, address)
		if got.StatusCode != 200 || !strings.Contains(got.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %s, %v", address, got.Status, got.Header)
		}
	}
	if got := get(t, s, "/assets/desk.000000000000.css"); got.StatusCode != 404 {
		t.Errorf("an old one: %s", got.Status)
	}
}

// First load of every page is small, without the map.
func TestFirstLoadIsSmall(t *testing.T) {
	s := newServer(t, newLedger(t))
	total := 0
	for _, address := range append(regexp.MustCompile(`/assets/[\w.-]+`).FindAllString(get(t, s, "/").body, -1), "/") {
		got := get(t, s, address, "Accept-Encoding", "gzip")
		total += len(got.body)
	}
	if total > 400_000 {
		t.Errorf("%d bytes", total)
	}
	t.Logf("%d bytes", total)
}

// Whatever a report holds, its words are words on every page.
func TestWordsOfStrangers(t *testing.T) {
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	const evil = `<script>alert(1)</script><img src=x onerror=alert(1)>"'` + "`{{.}}"
	rep := &report.Report{ID: "r<script>1", URL: "javascript:alert(1)", Publisher: "=cmd()" + evil, Author: evil, Title: evil + " kills six", Published: "2026-03-12", Language: "en",
		Text: evil + " Gunmen killed six soldiers near Gao in Mali on Wednesday, \"" + evil + "\" the army said. General " + evil + " denied it.", FromJSON: true}
	if _, err := l.Add(t.Context(), []ledger.Filing{{Report: rep, Record: read.Read(rep, read.Options{})}}); err != nil {
		t.Fatal(err)
	}
	s := newServer(t, l)
	list := []string{"/", "/incidents", "/search", "/search?q=" + url.QueryEscape(evil), "/incidents?q=" + url.QueryEscape(evil), "/suggest?q=" + url.QueryEscape(evil), "/reports/" + ledger.Key(rep)}
	err = l.Incidents(t.Context(), ledger.Query{}, 0, func(x ledger.Summary) error {
		list = append(list, "/incidents/"+x.ID)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range list {
		got := get(t, s, address)
		for _, bad := range []string{"<script>alert", "<img src=x", `href="javascript:`} {
			if strings.Contains(got.body, bad) {
				t.Errorf("%s holds %s", address, bad)
			}
		}
	}
	if got := get(t, s, "/search.csv"); !strings.Contains(got.body, "'=cmd()") {
		t.Errorf("a formula: %s", got.body)
	}
	if got := get(t, s, "/search.json"); got.Header.Get("Content-Type") != "application/json" {
		t.Errorf("JSON is %s", got.Header.Get("Content-Type"))
	}
}

func TestForms(t *testing.T) {
	s := newServer(t, newLedger(t))
	form := []string{"Content-Type", "application/x-www-form-urlencoded"}
	got := ask1(t, s, "POST", "/theme", "theme=dark&back=%2Fincidents%3Fq%3Dambush", form...)
	if got.StatusCode != 303 || got.Header.Get("Location") != "/incidents?q=ambush" || !strings.Contains(got.Header.Get("Set-Cookie"), "theme=dark") {
		t.Errorf("theme: %s, %v", got.Status, got.Header)
	}
	for _, back := range []string{"//evil.example", "https://evil.example", `/\evil.example`, "", "javascript:alert(1)"} {
		got := ask1(t, s, "POST", "/theme", "theme=dark&back="+url.QueryEscape(back), form...)
		if got.Header.Get("Location") != "/" {
			t.Errorf("back to %q leads to %q", back, got.Header.Get("Location"))
		}
	}
	if got := ask1(t, s, "POST", "/theme", "theme=dark", append(form, "Sec-Fetch-Site", "cross-site")...); got.StatusCode != 403 {
		t.Errorf("from another site: %s", got.Status)
	}
	if got := ask1(t, s, "POST", "/theme", "theme="+strings.Repeat("x", mostBody), form...); got.StatusCode != 400 && got.StatusCode != 413 {
		t.Errorf("too much: %s", got.Status)
	}
	if got := get(t, s, "/theme"); got.StatusCode == 303 {
		t.Errorf("a form by GET: %s", got.Status)
	}
	if got := get(t, s, "/", "Cookie", "theme=dark"); !strings.Contains(got.body, `data-theme="dark"`) {
		t.Error("the theme is not kept")
	}
}

// Where nobody logs in, each browser has a name of its own; with accounts it means nothing.
func TestNames(t *testing.T) {
	l := newLedger(t)
	h, err := New(l, Options{As: "ada"})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(h)
	defer s.Close()
	form := []string{"Content-Type", "application/x-www-form-urlencoded"}
	if got := get(t, s, "/review"); !strings.Contains(got.body, `<summary title="as decisions are signed">ada</summary>`) {
		t.Errorf("the desk's own name: %.2000s", got.body)
	}
	got := ask1(t, s, "POST", "/name", "name=+Eva+Łoś+&back=/review", form...)
	cookie, _, _ := strings.Cut(got.Header.Get("Set-Cookie"), ";")
	if got.StatusCode != 303 || got.Header.Get("Location") != "/review" || cookie != "name=Eva+%C5%81o%C5%9B" {
		t.Fatalf("%s, %v", got.Status, got.Header)
	}
	if got := get(t, s, "/review", "Cookie", cookie); !strings.Contains(got.body, ">Eva Łoś</summary>") {
		t.Errorf("with a name: %.2000s", got.body)
	}
	var id string
	_ = l.Incidents(t.Context(), ledger.Query{}, 1, func(x ledger.Summary) error { id = x.ID; return nil })
	if got := ask1(t, s, "POST", "/review/judge", "kind=unsure&about="+id, append(form, "Cookie", cookie)...); got.StatusCode != 303 || last(t, l).Author != "Eva Łoś" {
		t.Errorf("a decision: %s, %+v", got.Status, last(t, l))
	}
	for _, bad := range []string{"name=" + strings.Repeat("x", 61), "name=a%00b", "name=a%0Ab", "name=%FF", "name=a%E2%80%AEb"} {
		if got := ask1(t, s, "POST", "/name", bad, form...); got.StatusCode != 400 || got.Header.Get("Set-Cookie") != "" {
			t.Errorf("%s: %s", bad, got.Status)
		}
	}
	if got := ask1(t, s, "POST", "/name", "name=", form...); !strings.Contains(got.Header.Get("Set-Cookie"), "Max-Age=0") {
		t.Errorf("no name: %v", got.Header)
	}
	if got := get(t, s, "/review", "Cookie", "name=%3Cscript%3E%00"); !strings.Contains(got.body, ">ada</summary>") {
		t.Error("a cookie that is no name is taken for one")
	}
	of := newServerOf(t, l) // people log in
	if got := get(t, of, "/review", "Cookie", cookie); strings.Contains(got.body, ">Eva Łoś</summary>") || strings.Contains(got.body, "Who are you?") {
		t.Error("a cookie names somebody who has logged in")
	}
	if got := ask1(t, of, "POST", "/name", "name=eva", form...); got.StatusCode != 403 {
		t.Errorf("a name beside an account's: %s", got.Status)
	}
	if got := ask1(t, of, "POST", "/review/judge", "kind=unsure&about="+id, append(form, "Cookie", cookie)...); got.StatusCode != 303 || last(t, l).Author != "ada" {
		t.Errorf("a decision of an account: %s, %+v", got.Status, last(t, l))
	}
}

func TestUserOf(t *testing.T) {
	if got := UserOf(context.Background()); got.Name != "you" {
		t.Errorf("nobody is %q", got.Name)
	}
	if got := UserOf(WithUser(context.Background(), User{Name: "ada", Role: "coder"})); got.Name != "ada" {
		t.Errorf("ada is %q", got.Name)
	}
}

func TestSearchesKeepTheirMeaning(t *testing.T) {
	for search, want := range map[string]string{
		`ambush  country:MLI`:             `ambush country:MLI`,
		`"fuel prices" place:"al bab"`:    `"fuel prices" place:"al bab"`,
		`actor:'defence ministry' convoy`: `actor:"defence ministry" convoy`,
	} {
		if got := joinSearch(ledger.SplitSearch(search)); got != want {
			t.Errorf("%s is %s", search, got)
		}
	}
	if got := withFilter(`ambush country:MLI`, "country", "NER"); got != "ambush country:NER" {
		t.Errorf("set: %s", got)
	}
	if got := withFilter(`ambush country:MLI`, "country", ""); got != "ambush" {
		t.Errorf("taken away: %s", got)
	}
	if got := filterIn(`place:"al bab" x`, "place"); got != "al bab" {
		t.Errorf("value: %s", got)
	}
}
