package monitor

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
)

// An exporter sends spans to a collector as OTLP in JSON. OpenTelemetry's own exporter brings gRPC, also where it speaks HTTP, and eight megabytes.
type exporter struct {
	endpoint string
	header   http.Header
	client   *http.Client
}

// newExporter reads headers as "name=value,name=value", values escaped as in a URL.
func newExporter(endpoint, headers string) *exporter {
	e := &exporter{endpoint, http.Header{}, &http.Client{Timeout: 10 * time.Second}}
	for pair := range strings.SplitSeq(headers, ",") {
		name, value, is := strings.Cut(pair, "=")
		if plain, err := url.PathUnescape(strings.TrimSpace(value)); is && err == nil {
			e.header.Set(strings.TrimSpace(name), plain)
		}
	}
	e.header.Set("Content-Type", "application/json")
	return e
}

type (
	otlpTraces struct {
		ResourceSpans []otlpResource `json:"resourceSpans"`
	}
	otlpResource struct {
		Resource   otlpAttributes `json:"resource"`
		ScopeSpans []otlpScope    `json:"scopeSpans"`
	}
	otlpAttributes struct {
		Attributes []otlpAttribute `json:"attributes"`
	}
	otlpScope struct {
		Scope struct {
			Name string `json:"name"`
		} `json:"scope"`
		Spans []otlpSpan `json:"spans"`
	}
	otlpSpan struct {
		TraceID    string          `json:"traceId"`
		SpanID     string          `json:"spanId"`
		Parent     string          `json:"parentSpanId,omitempty"`
		Name       string          `json:"name"`
		Kind       int             `json:"kind"`
		Start      string          `json:"startTimeUnixNano"`
		End        string          `json:"endTimeUnixNano"`
		Attributes []otlpAttribute `json:"attributes,omitempty"`
		Status     otlpStatus      `json:"status"`
	}
	otlpStatus struct {
		Code    int    `json:"code,omitempty"`
		Message string `json:"message,omitempty"`
	}
	otlpAttribute struct {
		Key   string         `json:"key"`
		Value map[string]any `json:"value"`
	}
)

// ExportSpans sends spans.
func (e *exporter) ExportSpans(ctx context.Context, spans []sdktrace.ReadOnlySpan) error {
	if len(spans) == 0 {
		return nil
	}
	scope := otlpScope{}
	scope.Scope.Name = "tollbook"
	for _, s := range spans {
		scope.Spans = append(scope.Spans, spanOf(s))
	}
	body, err := json.Marshal(otlpTraces{[]otlpResource{{otlpAttributes{attributesOf(spans[0].Resource().Attributes())}, []otlpScope{scope}}}})
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, e.endpoint, bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header = e.header
	resp, err := e.client.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10))
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("the collector answers %s", resp.Status)
	}
	return nil
}

// Shutdown has nothing to do.
func (e *exporter) Shutdown(context.Context) error { return nil }

func spanOf(s sdktrace.ReadOnlySpan) otlpSpan {
	out := otlpSpan{TraceID: s.SpanContext().TraceID().String(), SpanID: s.SpanContext().SpanID().String(), Name: s.Name(), Kind: int(s.SpanKind()),
		Start: strconv.FormatInt(s.StartTime().UnixNano(), 10), End: strconv.FormatInt(s.EndTime().UnixNano(), 10), Attributes: attributesOf(s.Attributes())}
	if s.Parent().SpanID().IsValid() {
		out.Parent = s.Parent().SpanID().String()
	}
	switch s.Status().Code { // OTLP numbers them otherwise
	case codes.Ok:
		out.Status.Code = 1
	case codes.Error:
		out.Status = otlpStatus{2, s.Status().Description}
	}
	return out
}

func attributesOf(list []attribute.KeyValue) (out []otlpAttribute) {
	for _, a := range list {
		value := map[string]any{"stringValue": a.Value.String()}
		if a.Value.Type() == attribute.INT64 {
			value = map[string]any{"intValue": a.Value.String()}
		}
		out = append(out, otlpAttribute{string(a.Key), value})
	}
	return out
}
