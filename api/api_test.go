package api

import (
	"bytes"
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

	"github.com/google/jsonschema-go/jsonschema"

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

// A checker knows what the document says.
type checker struct {
	document map[string]any
	schemas  map[string]*jsonschema.Resolved
}

func newChecker(t testing.TB) *checker {
	t.Helper()
	c := &checker{schemas: map[string]*jsonschema.Resolved{}}
	if err := json.Unmarshal(Document(), &c.document); err != nil {
		t.Fatal(err)
	}
	return c
}

// inside gives what lies at a path in JSON, nil where there is nothing.
func inside(v any, path ...string) any {
	for _, key := range path {
		object, _ := v.(map[string]any)
		v = object[key]
	}
	return v
}

// schema makes a schema of the document one that can check values.
func (c *checker) schema(t testing.TB, of any) *jsonschema.Resolved {
	t.Helper()
	alone, err := json.Marshal(of)
	if err != nil {
		t.Fatal(err)
	}
	if known := c.schemas[string(alone)]; known != nil {
		return known
	}
	data, err := json.Marshal(map[string]any{"allOf": []any{of}, "$defs": inside(c.document, "components", "schemas")})
	if err != nil {
		t.Fatal(err)
	}
	var s jsonschema.Schema
	if err := json.Unmarshal([]byte(strings.ReplaceAll(string(data), "#/components/schemas/", "#/$defs/")), &s); err != nil {
		t.Fatal(err)
	}
	resolved, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	c.schemas[string(alone)] = resolved
	return resolved
}

// operation gives the operation of the document that a request is of.
func (c *checker) operation(r *http.Request) (operation any) {
	asked := strings.Split(strings.TrimSuffix(r.URL.EscapedPath(), "/"), "/")
	for path, item := range inside(c.document, "paths").(map[string]any) {
		parts := strings.Split(path, "/")
		if len(parts) != len(asked) {
			continue
		}
		same, plain := true, !strings.Contains(path, "{")
		for i := range parts {
			same = same && (parts[i] == asked[i] || strings.HasPrefix(parts[i], "{") && asked[i] != "")
		}
		if op := inside(item, strings.ToLower(r.Method)); same && op != nil && (operation == nil || plain) {
			operation = op
		}
	}
	return operation
}

// conforms says that an answer is one that the document tells.
func (c *checker) conforms(t testing.TB, r *http.Request, w *httptest.ResponseRecorder) {
	t.Helper()
	op := c.operation(r)
	if op == nil {
		if w.Code != http.StatusNotFound && w.Code != http.StatusMethodNotAllowed {
			t.Errorf("%s %s is not told of: %d", r.Method, r.URL, w.Code)
		}
		return
	}
	told := inside(op, "responses", fmt.Sprint(w.Code))
	if told == nil {
		t.Errorf("%s %s: %d is not told of: %.300s", r.Method, r.URL, w.Code, w.Body)
		return
	}
	if w.Body.Len() == 0 {
		return
	}
	kind, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
	media := inside(told, "content", kind)
	if media == nil {
		t.Errorf("%s %s: %d of type %s is not told of", r.Method, r.URL, w.Code, kind)
		return
	}
	schema := inside(media, "schema")
	values := [][]byte{w.Body.Bytes()}
	switch kind {
	case "application/atom+xml":
		return
	case linesType:
		values = bytes.Split(bytes.TrimSpace(w.Body.Bytes()), []byte("\n"))
	}
	for _, one := range values {
		var v any
		if err := json.Unmarshal(one, &v); err != nil {
			t.Errorf("%s %s: %v in %.300s", r.Method, r.URL, err, one)
			return
		}
		if err := c.schema(t, schema).Validate(v); err != nil {
			t.Errorf("%s %s: %d: %v\n%.600s", r.Method, r.URL, w.Code, err, one)
			return
		}
	}
}

// The document is an OpenAPI document by that standard's own schema, and the schemas in it are schemas.
func TestDocumentIsValid(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "openapi-3.1.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var standard jsonschema.Schema
	if err := json.Unmarshal(data, &standard); err != nil {
		t.Fatal(err)
	}
	rules, err := standard.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := newChecker(t)
	if err := rules.Validate(c.document); err != nil {
		t.Error(err)
	}
	if err := rules.Validate(map[string]any{"openapi": "3.1.0", "info": map[string]any{"title": "x"}, "paths": map[string]any{}}); err == nil {
		t.Error("the rules let pass a document without a version")
	}
	for name, schema := range inside(c.document, "components", "schemas").(map[string]any) {
		t.Run(name, func(t *testing.T) { c.schema(t, schema) })
	}
	if once, again := Document(), Document(); !bytes.Equal(once, again) {
		t.Error("the document is another each time")
	}
}

// Every address that a person would try first answers in the form that the document tells.
func TestAnswersAreAsTold(t *testing.T) {
	c := newClient(t, editor)
	known := newChecker(t)
	incident := c.get(t, "/incidents")["items"].([]any)[0].(map[string]any)["id"].(string)
	for _, path := range []string{"/incidents", "/incidents?q=country:MLI&policy=ucdp&order=killed&limit=2", "/incidents.jsonl", "/incidents/" + incident, "/incidents.atom?q=country:MLI", "/incidents.geojson",
		"/reports", "/reports?q=ambush", "/reports.jsonl", "/reports/bomb-gao", "/reports/bomb-gao/record", "/statements", "/speakers", "/actors", "/actors?name=army", "/graph", "/checks", "/checks?only=above,below",
		"/checks.jsonl", "/judgements", "/judgements.jsonl", "/overview", "/overview?step=week", "/search?q=ambush", "/suggestions?q=pla", "/sources", "/stats", "/codebook", "/log", "/incidents/none", "/reports/none", "/incidents?q=nokey:x"} {
		w := c.ask(t, "GET", path, "")
		if w.Code >= 500 {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
		known.conforms(t, c.request(t.Context(), "GET", path, nil), w)
	}
}
