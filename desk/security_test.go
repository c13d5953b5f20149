package desk

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

const hostileMarkup = `<img src=x onerror=alert(1)>"'><script>alert(1)</script>`

// freeTexts are the fields of a record that hold words of strangers, or what is made of them.
var freeTexts = []string{"name", "text", "quantity", "who", "original", "normalised", "office", "role", "content", "expression", "words", "unit", "qualifier"}

// poison puts markup into all free texts of a value of JSON.
func poison(v any) int {
	n := 0
	switch v := v.(type) {
	case map[string]any:
		for key, inner := range v {
			if s, is := inner.(string); is && s != "" && slices.Contains(freeTexts, key) {
				v[key] = s + hostileMarkup
				n++
				continue
			}
			n += poison(inner)
		}
	case []any:
		for _, inner := range v {
			n += poison(inner)
		}
	}
	return n
}

// Markup in any field of a report or of its record stays text on every page.
func TestMarkupInEveryField(t *testing.T) {
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	var filings []ledger.Filing
	fields := 0
	for i, text := range []string{
		"Gunmen killed six soldiers near Gao in Mali on Wednesday, the army said. General Issa Kone accused the Front of Dawn of the attack. The Front of Dawn denied it.",
		"Gunmen with rifles killed about eight soldiers near Gao in Mali on Wednesday, a hospital official told Governor Adama Sow. Ninety people have been killed in Mali since January, the opposition said.",
	} {
		rep := &report.Report{ID: "r" + plainInt(i) + hostileMarkup, URL: "https://news.example/" + hostileMarkup, Publisher: "Post" + hostileMarkup, Author: hostileMarkup, Title: "Six die near Gao " + hostileMarkup,
			Published: "2026-03-1" + plainInt(3+i), Language: "en", Text: text + " " + hostileMarkup, FromJSON: true}
		data, err := json.Marshal(read.Read(rep, read.Options{}))
		var whole map[string]any
		if err == nil {
			err = json.Unmarshal(data, &whole)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range []string{"actors", "places", "statements", "events", "counts"} {
			fields += poison(whole[part])
		}
		var rec record.Record
		if data, err = json.Marshal(whole); err == nil {
			err = json.Unmarshal(data, &rec)
		}
		if err != nil {
			t.Fatal(err)
		}
		filings = append(filings, ledger.Filing{Report: rep, Record: &rec})
	}
	if _, err := l.Add(t.Context(), filings); err != nil {
		t.Fatal(err)
	}
	if fields < 20 {
		t.Errorf("%d fields hold markup", fields)
	}
	pages := []string{"/", "/incidents", "/review", "/map", "/statements", "/speakers", "/actors", "/checks", "/sources", "/codebook", "/search?q=gao", "/search", "/keys", "/suggest?q=g"}
	for _, page := range []string{"/", "/incidents", "/review", "/map", "/statements", "/speakers", "/actors", "/checks", "/sources", "/codebook", "/search", "/suggest", "/codebook/assault", "/nothing/"} {
		pages = append(pages, page+"?q="+url.QueryEscape(hostileMarkup), page+"?open="+url.QueryEscape(hostileMarkup)+"&with="+url.QueryEscape(hostileMarkup)+"&after="+url.QueryEscape(hostileMarkup))
	}
	err = l.Incidents(t.Context(), ledger.Query{}, 0, func(x ledger.Summary) error {
		pages = append(pages, "/incidents/"+x.ID, "/statements/"+x.ID, "/review?open="+x.ID, "/review?side=1&open="+x.ID)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	actors, err := l.Actors(t.Context(), ledger.Query{}, "", ledger.Page{Limit: 100})
	if err != nil || len(actors.Actors) == 0 {
		t.Fatalf("no actors (%v)", err)
	}
	for _, a := range actors.Actors {
		pages = append(pages, actorLink(a.Key))
	}
	for _, f := range filings {
		pages = append(pages, "/reports/"+ledger.Key(f.Report))
	}
	s := newServer(t, l)
	shown := 0
	for _, page := range pages {
		got := get(t, s, page)
		if got.StatusCode >= 500 {
			t.Errorf("%s: %s", page, got.Status)
		}
		shown += strings.Count(got.body, "&lt;img src=x")
		for _, bad := range []string{"<img src=x", "<script>alert", `"onerror=`, "='><script"} {
			if at := strings.Index(got.body, bad); at >= 0 {
				t.Errorf("%s holds …%s", page, got.body[max(0, at-200):min(len(got.body), at+60)])
				break
			}
		}
	}
	if shown < 100 {
		t.Errorf("markup was shown, as text, %d times", shown)
	}
}

// Whatever a form does, it is not done for another site's page, nor by following a link.
func TestEveryFormRefusesOtherSites(t *testing.T) {
	l := newLedger(t)
	s := newServer(t, l)
	for _, a := range actions() {
		for _, headers := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://elsewhere.example"}, {"Origin", "null"}} {
			got := ask1(t, s, "POST", a.pattern, "kind=unsure&theme=dark&name=eva", append([]string{"Content-Type", "application/x-www-form-urlencoded"}, headers...)...)
			if got.StatusCode != 403 || got.Header.Get("Set-Cookie") != "" {
				t.Errorf("%s from %v: %s", a.pattern, headers, got.Status)
			}
		}
		if got := get(t, s, a.pattern+"?kind=unsure&theme=dark&name=eva"); got.StatusCode != 404 && got.StatusCode != 405 {
			t.Errorf("%s by a link: %s", a.pattern, got.Status)
		}
		for _, kind := range []string{"", "text/plain", "application/json", "multipart/form-data; boundary=x"} { // what other sites' pages may send without asking
			if got := ask1(t, s, "POST", a.pattern, "kind=unsure&theme=dark&name=eva", "Content-Type", kind); got.StatusCode != 415 {
				t.Errorf("%s as %q: %s", a.pattern, kind, got.Status)
			}
		}
		if got := ask1(t, s, "POST", a.pattern, "reason="+strings.Repeat("x", mostBody+1), "Content-Type", "application/x-www-form-urlencoded"); got.StatusCode != 413 {
			t.Errorf("too much for %s: %s", a.pattern, got.Status)
		}
	}
	if got := judgements(t, l); len(got) > 0 {
		t.Errorf("and yet it was decided: %+v", got)
	}
}

// Files of the machine are not to be had, however they are asked for; nor is an address without end.
func TestPathsLeadNowhere(t *testing.T) {
	s := newServer(t, newLedger(t))
	for _, path := range []string{"/assets/../desk.go", "/assets/%2e%2e/desk.go", "/assets/..%2fdesk.go", "/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/assets//etc/passwd", "/assets/..\\desk.go", "/assets/templates/review.html", "/assets/",
		"/reports/..%2f..%2fetc%2fpasswd", "/actors/..%2f..%2fetc%2fpasswd", "/codebook/..%2fplover", "/codebook/%2e%2e", "/statements/..%2f", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd", "/incidents/" + strings.Repeat("x", 20_000),
		"/search?q=" + strings.Repeat("x", 60_000)} {
		got := get(t, s, path)
		if strings.Contains(got.body, "root:") || strings.Contains(got.body, "package desk") || strings.Contains(got.body, "{{define") || got.StatusCode >= 500 || got.StatusCode == 200 && !strings.HasPrefix(path, "/search") {
			t.Errorf("%.60s: %s, %.200s", path, got.Status, got.body)
		}
	}
}

// Nobody decides beyond his role: not a reader, and not a coder about what others decided.
func TestRolesOnPages(t *testing.T) {
	l := newLedger(t)
	h, err := New(l, Options{})
	if err != nil {
		t.Fatal(err)
	}
	send := func(u User, form url.Values) int {
		t.Helper()
		r := httptest.NewRequest(http.MethodPost, "/review/judge", strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for _, name := range []string{"X-Role", "X-Forwarded-User", "Role"} {
			r.Header.Set(name, "editor")
		}
		r.AddCookie(&http.Cookie{Name: "role", Value: "editor"})
		r.AddCookie(&http.Cookie{Name: nameCookie, Value: "ada"})
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r.WithContext(WithUser(r.Context(), u)))
		return w.Code
	}
	reader, ada, ben, eva := User{Name: "rae", Role: "reader"}, User{Name: "ada", Role: "coder"}, User{Name: "ben", Role: "coder"}, User{Name: "eva", Role: "editor"}
	id := find(t, l, "place:ansongo", "killed:>=6")
	note := url.Values{"kind": {"note"}, "about": {id}, "reason": {"x"}, "role": {"editor"}, "author": {"eva"}, "name": {"eva"}}
	for _, u := range []User{reader, {}, {Role: "nobody"}, {Name: "ada", Role: ""}} {
		if got := send(u, note); got != 403 {
			t.Errorf("%+v judges: %d", u, got)
		}
	}
	if got := send(ada, note); got != 303 || last(t, l).Author != "ada" {
		t.Fatalf("a coder: %d, %+v", got, last(t, l))
	}
	undo := func(of ledger.Judgement, kind string) url.Values {
		return url.Values{"kind": {kind}, "undoes": {of.ID}}
	}
	first := last(t, l)
	if got := send(ben, undo(first, "undo")); got != 403 || len(judgements(t, l)) != 1 {
		t.Errorf("a coder takes back what another decided: %d", got)
	}
	open := func(u User) string {
		r := httptest.NewRequest(http.MethodGet, "/review?open="+id, nil)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r.WithContext(WithUser(r.Context(), u)))
		return w.Body.String()
	}
	const revert = "Revert this"
	if strings.Contains(open(ben), revert) || !strings.Contains(open(ada), revert) || !strings.Contains(open(eva), revert) {
		t.Error("it is offered to others than its author and editors")
	}
	if got := send(eva, undo(first, "undo")); got != 303 {
		t.Errorf("an editor: %d", got)
	}
	for _, kind := range []string{"undo", "redo"} {
		if got := send(ben, undo(last(t, l), kind)); got != 403 {
			t.Errorf("a coder brings back by %s what an editor took back: %d", kind, got)
		}
	}
	if got := send(ben, undo(ledger.Judgement{ID: "jnone"}, "undo")); got != 400 {
		t.Errorf("of what is not there: %d", got)
	}
}

// pageParameters are all that an address can carry.
var pageParameters = append([]string{"q", "policy", "page", "sort", "step", "name", "verdict", "report", "count", "word", "reason", "after", "side", "with", "open", "speaker", "act", "about"}, filterParameters...)

// SQL in any parameter of any page is a value like another: no page fails, none tells of the database, and the ledger stays as it was.
func TestSQLInEveryParameter(t *testing.T) {
	l := newLedger(t)
	s := newServer(t, l)
	before, err := l.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	known := regexp.MustCompile(`(?:values|Query\(\))\.(?:Get|Has)\("(\w+)"\)`)
	files, _ := filepath.Glob("*.go")
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range known.FindAllStringSubmatch(string(source), -1) {
			if !slices.Contains(pageParameters, found[1]) && !strings.HasSuffix(file, "_test.go") {
				t.Errorf("%s reads %q, which is not tried", file, found[1])
			}
		}
	}
	values := []string{`x' OR '1'='1`, `x'; DROP TABLE report; --`, `x") UNION SELECT name, hash FROM account --`, `%`, `1 OR 1=1`}
	incident := find(t, l, "place:ansongo")
	for _, p := range pages() {
		path := strings.NewReplacer("{$}", "", "{id}", incident, "{incident}", incident, "{key}", "army", "{type}", "assault").Replace(p.pattern)
		for _, parameter := range pageParameters {
			for _, value := range values {
				address := path + "?" + url.Values{parameter: {value}}.Encode()
				if path != "/" {
					address = path + ".json?" + url.Values{parameter: {value}}.Encode()
				}
				got := get(t, s, address)
				if got.StatusCode >= 500 || strings.Contains(got.body, "sqlite") || strings.Contains(got.body, "syntax error") {
					t.Errorf("%s: %s, %.300s", address, got.Status, got.body)
				}
			}
		}
	}
	if after, err := l.Stats(t.Context()); err != nil || after != before {
		t.Errorf("%+v became %+v (%v)", before, after, err)
	}
}
