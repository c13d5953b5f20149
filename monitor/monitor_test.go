package monitor

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/tollbook/tollbook/ledger"
)

func newMetrics(t *testing.T) *Metrics {
	t.Helper()
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	visit := ledger.Visit{URL: "https://post.example/rss", First: "2026-03-06T10:00:00Z", Checked: "2026-03-06T10:00:00Z", Failures: 2, Note: "the server answers 500"}
	if err := l.PutVisit(t.Context(), visit); err != nil {
		t.Fatal(err)
	}
	return NewMetrics(l, Build{"1", "a", "b"})
}

func ask(t *testing.T, h http.Handler, path string) (int, string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
	return w.Code, w.Body.String()
}

// Numbers come in the form that Prometheus reads, and hold what was counted.
func TestMetrics(t *testing.T) {
	m := newMetrics(t)
	m.Step("fetch", 30*time.Millisecond, nil)
	m.Step("fetch", time.Second, errors.New("gone"))
	m.Article("new")
	m.Alerts("webhook", 3, nil)
	m.Alerts("webhook", 0, errors.New("busy"))
	pages := m.Watched(nil, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/none" {
			http.NotFound(w, r)
		}
		_ = http.NewResponseController(w).Flush()
	}))
	ask(t, pages, "/one?name=secret")
	ask(t, pages, "/none")
	status, body := ask(t, m.Handler(), "/metrics")
	for _, want := range []string{`tollbook_build_info{version="1",codebook="a",model="b"} 1`, "tollbook_ledger_up 1", "tollbook_reports 0", "tollbook_sources 1", "tollbook_sources_failing 1",
		"tollbook_last_fetch_timestamp_seconds 1772791200", `tollbook_step_seconds_count{step="fetch",result="ok"} 1`, `tollbook_step_seconds_bucket{step="fetch",result="failed",le="1"} 1`,
		`tollbook_articles_total{what="new"} 1`, `tollbook_alerts_told_total{receiver="webhook"} 3`, `tollbook_alerts_failed_total{receiver="webhook"} 1`,
		`tollbook_http_request_seconds_count{method="GET",code="200"} 1`, `tollbook_http_request_seconds_count{method="GET",code="404"} 1`, "# TYPE tollbook_step_seconds histogram", "go_goroutines"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q", want)
		}
	}
	line := regexp.MustCompile(`^(# (TYPE|HELP) .*|[a-zA-Z_:][a-zA-Z0-9_:]*(\{[a-zA-Z_]+="[^"]*"(, ?[a-zA-Z_]+="[^"]*")*\})? [-+0-9.eE]+|.* NaN)$`)
	for l := range strings.SplitSeq(strings.TrimSpace(body), "\n") {
		if !line.MatchString(l) {
			t.Errorf("%q is no line of Prometheus", l)
		}
	}
	if status != 200 || strings.Contains(body, "secret") {
		t.Errorf("status %d", status)
	}
}

func TestHealth(t *testing.T) {
	m := newMetrics(t)
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 200} {
		if status, _ := ask(t, m.Handler(), path); status != want {
			t.Errorf("%s: %d", path, status)
		}
	}
	_ = m.ledger.Close()
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 503, "/metrics": 200} {
		if status, body := ask(t, m.Handler(), path); status != want || strings.Contains(body, "tollbook_ledger_up 1") {
			t.Errorf("without a ledger: %s: %d", path, status)
		}
	}
}

// What is searched for is not logged.
func TestLog(t *testing.T) {
	var out strings.Builder
	h := newMetrics(t).Watched(slog.New(slog.NewJSONHandler(&out, nil)), http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "page") }))
	ask(t, h, "/incidents?q=ada")
	var line struct {
		Msg, Method, Path string
		Status, Bytes     int
	}
	if err := json.Unmarshal([]byte(out.String()), &line); err != nil || line.Path != "/incidents" || line.Status != 200 || line.Bytes != 4 || strings.Contains(out.String(), "ada") {
		t.Errorf("%s, %v", out.String(), err)
	}
}

// Traces go to a collector as OTLP, each step within the one around it.
func TestTrace(t *testing.T) {
	got := make(chan otlpTraces, 1)
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var x otlpTraces
		if err := json.NewDecoder(r.Body).Decode(&x); err != nil || r.URL.Path != "/v1/traces" || r.Header.Get("X-Key") != "a b" || r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%v, %s %v", err, r.URL.Path, r.Header)
		}
		got <- x
	}))
	defer collector.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.URL)
	t.Setenv("OTEL_EXPORTER_OTLP_HEADERS", "x-key=a%20b")
	stop := Trace("1")
	ctx, endOuter := Step(t.Context(), "look", "https://post.example/rss")
	_, endInner := Step(ctx, "fetch", "https://post.example/one")
	endInner(errors.New("gone"))
	endOuter(nil)
	stop()
	x := <-got
	if len(x.ResourceSpans) != 1 || len(x.ResourceSpans[0].ScopeSpans[0].Spans) != 2 {
		t.Fatalf("%+v", x)
	}
	inner, outer := x.ResourceSpans[0].ScopeSpans[0].Spans[0], x.ResourceSpans[0].ScopeSpans[0].Spans[1]
	if inner.Parent != outer.SpanID || inner.TraceID != outer.TraceID || len(inner.TraceID) != 32 || inner.Status.Code != 2 || inner.Status.Message != "gone" || outer.Status.Code != 0 || inner.Name != "fetch" || outer.Kind != 1 {
		t.Errorf("%+v", x)
	}
}

// What a program counts besides is told with the rest.
func TestGauges(t *testing.T) {
	m := newMetrics(t)
	m.Gauges(func(context.Context) ([]Gauge, error) {
		return []Gauge{{`tollbook_queue_jobs{stage="read",state="waiting"}`, 7}}, nil
	})
	w := httptest.NewRecorder()
	m.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
	if !strings.Contains(w.Body.String(), `tollbook_queue_jobs{stage="read",state="waiting"} 7`) {
		t.Error(w.Body.String())
	}
}
