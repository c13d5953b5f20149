package monitor

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
)

// Healthy answers that the program runs.
func Healthy(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, "ok\n") }

// Ready answers whether the program can work: whether its ledger answers. Why it does not is told to the log alone.
func (m *Metrics) Ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if _, err := m.ledger.Generation(ctx); err != nil {
		slog.Error("not ready", "error", err)
		answer(w, http.StatusServiceUnavailable, "the ledger does not answer\n")
		return
	}
	answer(w, http.StatusOK, "ready\n")
}

func answer(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text)
}

// Handler has the numbers and the questions of health, for an address of their own.
func (m *Metrics) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", m)
	mux.HandleFunc("GET /healthz", Healthy)
	mux.HandleFunc("GET /readyz", m.Ready)
	return mux
}

// Listen answers at an address of its own until ctx is done. It gives the address, with the port that was free for port 0.
func (m *Metrics) Listen(ctx context.Context, address string) (net.Addr, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	s := &http.Server{Handler: m.Handler(), ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 30 * time.Second, MaxHeaderBytes: 16 << 10}
	context.AfterFunc(ctx, func() { _ = s.Close() })
	go func() {
		if err := s.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			slog.Error("metrics are no longer served", "error", err)
		}
	}()
	return listener.Addr(), nil
}

// Watched counts requests, logs them where log is not nil, and traces them. What is asked for stays out of all three, but for its path in logs: a search
// may hold a name.
func (m *Metrics) Watched(log *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, span := tracer().Start(r.Context(), "HTTP "+r.Method, trace.WithSpanKind(trace.SpanKindServer), trace.WithAttributes(attribute.String("http.request.method", r.Method)))
		start := time.Now()
		to := &watchedWriter{ResponseWriter: w}
		defer func() {
			took := time.Since(start)
			if to.status == 0 {
				to.status = http.StatusOK
			}
			span.SetAttributes(attribute.Int("http.response.status_code", to.status))
			if to.status >= 500 {
				span.SetStatus(codes.Error, "")
			}
			span.End()
			m.request(r.Method, to.status, took)
			if log != nil {
				log.Info("request", "method", r.Method, "path", r.URL.Path, "status", to.status, "bytes", to.bytes, "ms", took.Milliseconds())
			}
		}()
		next.ServeHTTP(to, r.WithContext(ctx))
	})
}

// A watchedWriter remembers what was answered.
type watchedWriter struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (w *watchedWriter) WriteHeader(status int) {
	if w.status == 0 && status >= 200 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *watchedWriter) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(p)
	w.bytes += int64(n)
	return n, err
}

// Flush sends what was written so far.
func (w *watchedWriter) Flush() {
	if f, is := w.ResponseWriter.(http.Flusher); is {
		f.Flush()
	}
}

// Unwrap gives the writer within, for http.ResponseController.
func (w *watchedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
