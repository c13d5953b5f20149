package api

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"

	"github.com/tollbook/tollbook/access"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/report"
)

// examples reads the reports of the how-to, once for all tests.
var examples = sync.OnceValue(func() []ledger.Filing {
	var out []ledger.Filing
	paths, _ := filepath.Glob(filepath.Join("..", "examples", "ledger", "*.jsonl"))
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			panic(err)
		}
		for line := range strings.Lines(string(data)) {
			rep, err := report.FromJSON([]byte(line), report.Options{})
			if err != nil {
				panic(err)
			}
			out = append(out, ledger.Filing{Report: rep, Record: read.Read(rep, read.Options{})})
		}
	}
	return out
})

// newLedger gives a ledger with some reports.
func newLedger(t testing.TB, filings []ledger.Filing) *ledger.Ledger {
	t.Helper()
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	if _, err := l.Add(t.Context(), filings); err != nil {
		t.Fatal(err)
	}
	return l
}

// A client asks a handler as somebody.
type client struct {
	handler http.Handler
	who     access.Identity
}

var (
	editor = access.Identity{Name: "eda", Role: access.Editor, Via: "session"}
	coder  = access.Identity{Name: "ada", Role: access.Coder, Via: "session"}
	reader = access.Identity{Name: "rae", Role: access.Reader, Via: "session"}
)

func newClient(t testing.TB, who access.Identity) client {
	return client{New(newLedger(t, examples()), Options{}), who}
}

// as gives the same client for another person.
func (c client) as(who access.Identity) client { return client{c.handler, who} }

// ask sends a request, with headers in pairs.
func (c client) ask(t testing.TB, method, path, body string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := c.request(t.Context(), method, path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	return w
}

func (c client) request(ctx context.Context, method, path string, body io.Reader) *http.Request {
	return httptest.NewRequestWithContext(access.With(ctx, c.who), method, Prefix+path, body)
}

// get asks for something that must be there.
func (c client) get(t testing.TB, path string) map[string]any {
	t.Helper()
	w := c.ask(t, "GET", path, "")
	if w.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
	var out map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return out
}

func newValidator(t testing.TB) validator.Validator {
	t.Helper()
	doc, err := libopenapi.NewDocument(Document())
	if err != nil {
		t.Fatal(err)
	}
	v, errs := validator.NewValidator(doc)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return v
}

func TestDocumentIsValid(t *testing.T) {
	v := newValidator(t)
	if ok, errs := v.ValidateDocument(); !ok {
		for _, e := range errs {
			t.Error(e.Message, e.Reason)
			for _, s := range e.SchemaValidationErrors {
				t.Error(s.Location, s.Reason)
			}
		}
	}
	if string(Document()) != string(Document()) {
		t.Error("the document is another each time")
	}
}

// Every address that a person would try first answers in the form that the document tells.
func TestAnswersAreAsTold(t *testing.T) {
	c := newClient(t, editor)
	v := newValidator(t)
	incident := c.get(t, "/incidents")["items"].([]any)[0].(map[string]any)["id"].(string)
	for _, path := range []string{"/incidents", "/incidents?q=country:MLI&policy=ucdp&order=killed&limit=2", "/incidents.jsonl", "/incidents/" + incident, "/incidents.atom?q=country:MLI", "/incidents.geojson",
		"/reports", "/reports?q=ambush", "/reports.jsonl", "/reports/bomb-gao", "/reports/bomb-gao/record", "/statements", "/speakers", "/actors", "/actors?name=army", "/graph", "/checks", "/checks?only=above,below",
		"/checks.jsonl", "/judgements", "/judgements.jsonl", "/overview", "/overview?step=week", "/search?q=ambush", "/suggestions?q=pla", "/sources", "/stats", "/codebook", "/log", "/incidents/none", "/reports/none", "/incidents?q=nokey:x"} {
		w := c.ask(t, "GET", path, "")
		if w.Code >= 500 {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
		conforms(t, v, c.request(t.Context(), "GET", path, nil), w)
	}
}

// conforms says that an answer is one that the document tells.
func conforms(t testing.TB, v validator.Validator, r *http.Request, w *httptest.ResponseRecorder) {
	t.Helper()
	answer := w.Result()
	if kind := answer.Header.Get("Content-Type"); strings.HasPrefix(kind, "application/jsonl") || strings.HasPrefix(kind, "application/atom+xml") {
		return // not JSON as a whole
	}
	if ok, errs := v.ValidateHttpResponse(r, answer); !ok {
		for _, e := range errs {
			t.Errorf("%s %s: %d: %s %s", r.Method, r.URL, w.Code, e.Message, e.Reason)
			for _, s := range e.SchemaValidationErrors {
				t.Errorf("  %s %s", s.FieldPath, s.Reason)
			}
		}
	}
}

var _ = fmt.Sprint
