package api

import (
	"bufio"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tollbook/tollbook/access"
	"github.com/tollbook/tollbook/atom"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/report"
)

func TestPagesTogetherAreTheList(t *testing.T) {
	c := newClient(t, reader)
	for _, path := range []string{"/incidents", "/reports", "/checks", "/statements", "/actors", "/incidents?q=country:MLI&order=killed"} {
		mark := "?"
		if strings.Contains(path, "?") {
			mark = "&"
		}
		whole := c.get(t, path+mark+"limit=500")["items"].([]any)
		var parts []any
		next := path + mark + "limit=2"
		for range 100 {
			w := c.ask(t, "GET", next, "")
			var page listBody[any]
			if err := json.Unmarshal(w.Body.Bytes(), &page); err != nil || w.Code != 200 {
				t.Fatalf("%s: %d %v", next, w.Code, err)
			}
			if len(page.Items) > 2 {
				t.Errorf("%s: %d items", next, len(page.Items))
			}
			parts = append(parts, page.Items...)
			link := w.Header().Get("Link")
			if page.Next == nil {
				if link != "" {
					t.Errorf("a last page has the link %s", link)
				}
				break
			}
			address, _, _ := strings.Cut(strings.TrimPrefix(link, "<"+Prefix), ">; rel=\"next\"")
			if !strings.Contains(address, "cursor="+*page.Next) {
				t.Fatalf("%s: next is %s, the link %s", next, *page.Next, link)
			}
			next = address
		}
		if fmt.Sprint(parts) != fmt.Sprint(whole) || len(whole) == 0 {
			t.Errorf("%s: %d items page by page, %d at once", path, len(parts), len(whole))
		}
	}
}

func TestLinesAreTheList(t *testing.T) {
	c := newClient(t, reader)
	for _, path := range []string{"/reports", "/checks", "/incidents", "/judgements"} {
		byAddress := c.ask(t, "GET", path+".jsonl", "")
		byHeader := c.ask(t, "GET", path, "", "Accept", linesType)
		if byAddress.Code != 200 || byAddress.Body.String() != byHeader.Body.String() || byHeader.Header().Get("Content-Type") != linesType {
			t.Errorf("%s: %d, %s", path, byAddress.Code, byHeader.Header().Get("Content-Type"))
		}
		n := bytes.Count(byAddress.Body.Bytes(), []byte("\n"))
		if items := c.get(t, path)["items"].([]any); n != len(items) {
			t.Errorf("%s: %d lines, %d items", path, n, len(items))
		}
	}
	if w := c.ask(t, "GET", "/reports.jsonl?q=nokey:x", ""); w.Code != 400 || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("a wrong search: %d %s", w.Code, w.Header().Get("Content-Type"))
	}
	if w := c.ask(t, "GET", "/checks.jsonl?q=type:ASSAULT", ""); w.Code != 400 || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("a filter that totals do not have: %d %s", w.Code, w.Header().Get("Content-Type"))
	}
}

func TestTags(t *testing.T) {
	c := newClient(t, coder)
	first := c.ask(t, "GET", "/incidents", "")
	tag := first.Header().Get("ETag")
	if tag == "" {
		t.Fatal("no ETag")
	}
	for header, want := range map[string]int{tag: 304, `"x", ` + tag: 304, `"x"`: 200, "*": 200, "": 200} {
		if w := c.ask(t, "GET", "/incidents", "", "If-None-Match", header); w.Code != want || want == 304 && w.Body.Len() > 0 {
			t.Errorf("%s: %d", header, w.Code)
		}
	}
	docs := c.ask(t, "GET", "/docs", "")
	if again := c.ask(t, "GET", "/docs", "", "If-None-Match", docs.Header().Get("ETag")); again.Code != 304 || again.Header().Get("Content-Security-Policy") != docs.Header().Get("Content-Security-Policy") {
		t.Errorf("the documentation unchanged: %d, %q", again.Code, again.Header().Get("Content-Security-Policy")) // it would lose its style
	}
	if w := c.ask(t, "GET", "/incidents/none", ""); w.Code != 404 || w.Header().Get("ETag") != "" {
		t.Errorf("what is not there has the tag %s", w.Header().Get("ETag"))
	}
	if w := c.ask(t, "POST", "/judgements", `{"kind":"note","about":["bomb-gao/c1"],"reason":"seen"}`); w.Code != 201 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if w := c.ask(t, "GET", "/incidents", "", "If-None-Match", tag); w.Code != 200 {
		t.Errorf("after a judgement: %d", w.Code)
	}
}

func TestJudging(t *testing.T) {
	c := newClient(t, coder)
	w := c.ask(t, "POST", "/judgements", `{"kind":"edit","about":["bomb-gao/c1"],"field":"best","value":4,"reason":"one more died","author":"somebody else","seen":""}`)
	var j ledger.Judgement
	if err := json.Unmarshal(w.Body.Bytes(), &j); err != nil || w.Code != 201 || j.Author != "ada" {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if n := c.get(t, "/incidents?q=place:gao")["items"].([]any)[0].(map[string]any)["killed"]; fmt.Sprint(n) != "4" {
		t.Errorf("killed is %v", n)
	}
	// Who did not know of it is told, and nothing is lost.
	other := c.as(access.Identity{Name: "cyd", Role: access.Coder, Via: "session"})
	w = other.ask(t, "POST", "/judgements", `{"kind":"edit","about":["bomb-gao/c1"],"field":"best","value":5,"seen":""}`)
	if w.Code != 409 || !strings.Contains(w.Body.String(), j.ID) {
		t.Errorf("a conflict: %d %s", w.Code, w.Body)
	}
	if w := other.ask(t, "POST", "/judgements/"+j.ID+"/undo", `{}`); w.Code != 403 {
		t.Errorf("a coder undoes what another judged: %d", w.Code)
	}
	if w := c.as(editor).ask(t, "POST", "/judgements/"+j.ID+"/undo", `{"reason":"no"}`); w.Code != 201 {
		t.Errorf("an editor cannot undo: %d %s", w.Code, w.Body)
	}
	if w := c.ask(t, "POST", "/judgements/"+j.ID+"/redo", `{}`); w.Code != 201 {
		t.Errorf("redo: %d %s", w.Code, w.Body)
	}
	if list := c.ask(t, "GET", "/history?about=bomb-gao/c1", ""); list.Code != 200 || strings.Count(list.Body.String(), `"kind"`) != 3 {
		t.Errorf("history: %d %s", list.Code, list.Body)
	}
	if log := c.as(editor).ask(t, "GET", "/log", ""); strings.Count(log.Body.String(), `"what":"judge"`) != 3 || !strings.Contains(log.Body.String(), `"who":"ada"`) {
		t.Errorf("the log: %s", log.Body)
	}
}

func TestRolesAndScopes(t *testing.T) {
	c := newClient(t, editor)
	const judgement, filing = `{"kind":"note","about":["bomb-gao/c1"],"reason":"x"}`, `{"text":"A bomb killed two soldiers near Gao in Mali on Monday."}`
	token := func(role access.Role, scopes ...access.Scope) access.Identity {
		return access.Identity{Name: "tom", Role: role, Via: "token", Scopes: append([]access.Scope{}, scopes...)}
	}
	for name, x := range map[string]struct {
		who                                access.Identity
		get, reading, filing, judging, log int
	}{
		"nobody":                {access.Identity{}, 401, 401, 401, 401, 401},
		"reader":                {reader, 200, 200, 403, 403, 403},
		"coder":                 {coder, 200, 200, 201, 201, 403},
		"editor":                {editor, 200, 200, 201, 201, 200},
		"local":                 {access.Identity{Role: access.Editor, Via: "local"}, 200, 200, 201, 201, 200},
		"reader's whole token":  {token(access.Reader, access.Scopes...), 200, 200, 403, 403, 403},
		"coder's reading token": {token(access.Coder, access.ToRead), 200, 200, 403, 403, 403},
		"coder's filing token":  {token(access.Coder, access.ToFile), 403, 403, 201, 403, 403},
		"coder's judging token": {token(access.Coder, access.ToJudge), 403, 403, 403, 201, 403},
		"editor's reading one":  {token(access.Editor, access.ToRead), 200, 200, 403, 403, 403},
		"token without scopes":  {token(access.Editor), 403, 403, 403, 403, 403},
	} {
		t.Run(name, func(t *testing.T) {
			c := c.as(x.who)
			for _, one := range []struct {
				method, path, body string
				want               int
			}{{"GET", "/incidents", "", x.get}, {"GET", "/docs", "", x.get}, {"GET", "/reports.jsonl", "", x.get}, {"POST", "/read", filing, x.reading}, {"POST", "/reports", filing, x.filing}, {"POST", "/judgements", judgement, x.judging}, {"GET", "/log", "", x.log}} {
				if w := c.ask(t, one.method, one.path, one.body, "X-Role", "editor"); w.Code != one.want {
					t.Errorf("%s %s: %d, not %d", one.method, one.path, w.Code, one.want)
				}
				// Who may not is told so, whatever he sends.
				if w := c.ask(t, one.method, one.path, "nonsense"); one.want > 400 && w.Code != one.want {
					t.Errorf("%s %s with nonsense: %d, not %d", one.method, one.path, w.Code, one.want)
				}
			}
		})
	}
}

func TestReadingDoesNotFile(t *testing.T) {
	c := newClient(t, coder)
	before := c.get(t, "/stats")["reports"]
	const text = `{"id":"new","published":"2026-03-05","text":"A car bomb killed nine policemen in Quetta in Pakistan on Monday, police said.","own":{"key":1}}`
	w := c.ask(t, "POST", "/read", text)
	if w.Code != 200 || !strings.Contains(w.Body.String(), `"best":9`) || !strings.Contains(w.Body.String(), `"own":{"key":1}`) {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if after := c.get(t, "/stats")["reports"]; after != before {
		t.Errorf("%v reports, then %v", before, after)
	}
	for _, fresh := range []string{`"fresh":true`, `"fresh":false`} {
		if w := c.ask(t, "POST", "/reports", text); w.Code != 201 || !strings.Contains(w.Body.String(), fresh) {
			t.Errorf("%s: %d %.200s", fresh, w.Code, w.Body)
		}
	}
	if w := c.ask(t, "GET", "/reports/new/record", ""); w.Code != 200 || !strings.Contains(w.Body.String(), `"best":9`) {
		t.Errorf("%d", w.Code)
	}
}

func TestOversizedAndCrowded(t *testing.T) {
	handler := New(newLedger(t, nil), Options{MaxText: 1000, Readings: 1, ReadingTime: 50 * time.Millisecond})
	c := client{handler, coder}
	if w := c.ask(t, "POST", "/read", `{"text":"`+strings.Repeat("x", 2000)+`"}`); w.Code != 400 {
		t.Errorf("a text over the limit: %d %s", w.Code, w.Body)
	}
	if w := c.ask(t, "POST", "/read", `{"text":"`+strings.Repeat("x", 1_000_000)+`"}`); w.Code != 413 {
		t.Errorf("a body over the limit: %d %s", w.Code, w.Body)
	}
	if w := c.ask(t, "GET", "/incidents?q="+strings.Repeat("x", 2000), ""); w.Code != 422 {
		t.Errorf("a search over the limit: %d", w.Code)
	}
	// With its only place taken, a reading is told to wait.
	s := newServer(newLedger(t, nil), Options{Readings: 1, ReadingTime: 10 * time.Millisecond})
	s.reading <- struct{}{}
	if _, _, err := s.read(t.Context(), []byte(`{"text":"x"}`)); err == nil || !strings.Contains(err.Error(), "try again") {
		t.Errorf("%v", err)
	}
}

// A client that sends its body drop by drop is given up.
func TestSlowClient(t *testing.T) {
	if testing.Short() {
		t.Skip("left out by -short: it waits for slow clients")
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		newClient(t, coder).handler.ServeHTTP(w, r.WithContext(access.With(r.Context(), coder)))
	}))
	defer s.Close()
	conn, err := net.Dial("tcp", s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	fmt.Fprintf(conn, "POST %s/judgements HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{", Prefix)
	_ = conn.SetReadDeadline(time.Now().Add(60 * time.Second))
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusRequestTimeout {
		data, _ := io.ReadAll(answer.Body)
		t.Errorf("%d %s", answer.StatusCode, data)
	}
}

const payload = `<script>alert("x")</script>'"><img src=x onerror=alert(1)>`

// What strangers put into any field comes back as JSON or XML that means the same, of a type that no browser runs.
func TestPayloadsStayTexts(t *testing.T) {
	rep, err := report.FromJSON([]byte(fmt.Sprintf(`{"id":%[1]q,"url":%[1]q,"publisher":%[1]q,"title":%[1]q,"published":"2026-03-05","text":%[2]q,"extra":%[1]q}`, payload,
		"A bomb killed two soldiers near Gao in Mali on Monday, "+payload+" said. "+payload)), report.Options{})
	if err != nil {
		t.Fatal(err)
	}
	l := newLedger(t, []ledger.Filing{{Report: rep, Record: read.Read(rep, read.Options{})}})
	c := client{New(l, Options{}), editor}
	if w := c.ask(t, "POST", "/judgements", fmt.Sprintf(`{"kind":"note","about":[%q],"reason":%q}`, ledger.Key(rep)+"/e1", payload)); w.Code != 201 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	paths := []string{"/docs", "/openapi.json", "/incidents.atom", "/incidents.geojson"}
	for path := range inside(newChecker(t).document, "paths").(map[string]any) {
		path = strings.TrimPrefix(path, Prefix)
		paths = append(paths, strings.NewReplacer("{id}", ledger.Key(rep), "{key}", "x").Replace(path))
	}
	for _, path := range paths {
		for _, query := range []string{"", "?q=%3Cscript%3Ealert(1)%3C/script%3E", "?about=%3Cscript%3E"} {
			w := c.ask(t, "GET", path+query, "", "Accept", "text/html,*/*")
			kind := w.Header().Get("Content-Type")
			if w.Header().Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'none'") {
				t.Errorf("%s: headers %v", path, w.Header())
			}
			body := w.Body.String()
			switch {
			case w.Body.Len() == 0:
			case strings.HasPrefix(kind, "text/html"):
				if path != "/docs" || strings.Contains(body, "<script") || strings.Contains(body, "onerror") {
					t.Errorf("%s is a page: %.200s", path, body)
				}
			case strings.HasPrefix(kind, "application/atom+xml"):
				var f atom.Feed
				if err := xml.Unmarshal(w.Body.Bytes(), &f); err != nil || strings.Contains(body, "<script") {
					t.Errorf("%s: %v %s", path, err, body)
				}
			case !slices.Contains([]string{"application/json", linesType, "application/problem+json", "application/geo+json", "application/vnd.oai.openapi+json"}, kind):
				t.Errorf("%s is of type %s", path, kind)
			}
		}
	}
	if got := c.get(t, "/reports/"+ledger.Key(rep)); got["title"] != payload || got["report"] != payload || got["publisher"] != payload {
		t.Errorf("changed: %v", got["title"])
	}
}

func TestPathsLeadNowhere(t *testing.T) {
	c := newClient(t, reader)
	for _, path := range []string{"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/docs/../../../etc/passwd", "/docs/%2e%2e%2f%2e%2e%2fapi.go", "/reports/..%2f..%2fetc%2fpasswd", "/reports/%2e%2e", "/docs/templates/reference.html", "/nothing", "/reports/"} {
		r := httptest.NewRequestWithContext(access.With(t.Context(), reader), "GET", "http://x"+Prefix+path, nil)
		w := httptest.NewRecorder()
		c.handler.ServeHTTP(w, r)
		if w.Code == 200 || strings.Contains(w.Body.String(), "root:") {
			t.Errorf("%s: %d", path, w.Code)
		}
		if w.Code == 404 && w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %s", path, w.Header().Get("Content-Type"))
		}
	}
	if w := c.ask(t, "DELETE", "/incidents", ""); w.Code != 405 || w.Header().Get("Allow") == "" || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}

func TestFeed(t *testing.T) {
	c := newClient(t, reader)
	w := c.ask(t, "GET", "/incidents.atom?q=country:MLI+%3C%26%00", "")
	if w.Code != 400 {
		t.Errorf("a search that is no text: %d", w.Code)
	}
	w = c.ask(t, "GET", "/incidents.atom?q=country:MLI", "")
	var f atom.Feed
	if err := xml.Unmarshal(w.Body.Bytes(), &f); err != nil {
		t.Fatal(err)
	}
	if len(f.Entries) == 0 || f.Entries[0].Updated < f.Entries[len(f.Entries)-1].Updated || f.Updated != f.Entries[0].Updated || !strings.HasPrefix(f.Entries[0].Links[0].Href, "http://example.com/incidents/i") {
		t.Errorf("%+v", f)
	}
}

func TestNamesOfVictimsAreWithheldFromReaders(t *testing.T) {
	rep, err := report.FromJSON([]byte(`{"id":"teacher","publisher":"Example Wire","url":"https://news.example/amina-danjuma","title":"Teacher Amina Danjuma shot dead in Kaduna","published":"2026-03-05","text":"Gunmen shot dead Amina Danjuma, a teacher, in Kaduna in Nigeria on Monday, police said. \"Danjuma was brave,\" said Governor Uba Sani.","byline":"Danjuma"}`), report.Options{})
	if err != nil {
		t.Fatal(err)
	}
	l := newLedger(t, append([]ledger.Filing{{Report: rep, Record: read.Read(rep, read.Options{})}}, examples()...))
	c := client{New(l, Options{WithholdVictims: true}), coder}
	if w := c.ask(t, "POST", "/judgements", `{"kind":"note","about":["teacher/e1"],"reason":"Danjuma's family was asked"}`); w.Code != 201 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	incident := c.get(t, "/incidents?q=id:teacher")["items"].([]any)[0].(map[string]any)["id"].(string)
	seen := 0
	for path := range inside(newChecker(t).document, "paths").(map[string]any) {
		path = strings.TrimPrefix(path, Prefix)
		for _, id := range []string{"teacher", incident, ledger.Key(rep), "uba sani"} {
			one := strings.NewReplacer("{id}", url.PathEscape(id), "{key}", url.PathEscape(id)).Replace(path) + "?about=" + url.QueryEscape(id)
			if !strings.HasPrefix(path, "/history") {
				one, _, _ = strings.Cut(one, "?")
			}
			if path == "/suggestions" {
				one += "?q=ami"
			}
			for who, want := range map[string]bool{"rae": false, "ada": true} {
				identity := reader
				if who == "ada" {
					identity = coder
				}
				w := c.as(identity).ask(t, "GET", one, "")
				has := strings.Contains(strings.ToLower(w.Body.String()), "danjuma")
				if has && !want {
					at := strings.Index(strings.ToLower(w.Body.String()), "danjuma")
					t.Errorf("%s tells %s: …%s…", one, who, w.Body.String()[max(0, at-100):min(w.Body.Len(), at+50)])
				}
				if has && want {
					seen++
				}
			}
		}
	}
	if seen < 8 {
		t.Errorf("coders see the name in %d places", seen)
	}
	// A reader's answer is not taken for a coder's.
	if a, b := c.ask(t, "GET", "/incidents", "").Header().Get("ETag"), c.as(reader).ask(t, "GET", "/incidents", "").Header().Get("ETag"); a == b {
		t.Error("both have one ETag")
	}
}
