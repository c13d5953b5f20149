package main

import (
	"context"
	"log/slog"
	"os"

	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/monitor"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/watch"
)

// watching says how a program that runs for long can be watched.
type watching struct {
	Log     string `enum:",text,json" default:"" placeholder:"FORM" help:"Log what happens to standard error, as text or json lines."`
	Metrics string `placeholder:"ADDRESS" help:"Answer with numbers for Prometheus at /metrics of this address, with /healthz and /readyz: 127.0.0.1:9090. It asks nobody who he is."`
}

// logger gives what is logged to; nil where nothing is wanted.
func (w *watching) logger(out *output) *slog.Logger {
	var h slog.Handler
	switch w.Log {
	case "json":
		h = slog.NewJSONHandler(out.stderr, nil)
	case "text":
		h = slog.NewTextHandler(out.stderr, nil)
	default:
		return nil
	}
	log := slog.New(h)
	slog.SetDefault(log) // of packages that tell of faults
	return log
}

// begin gives the numbers of a program that works on a ledger, and answers with them where it shall. stop sends the last traces.
func (w *watching) begin(ctx context.Context, l *ledger.Ledger) (m *monitor.Metrics, stop func(), err error) {
	m = monitor.NewMetrics(l, monitor.Build{Version: read.Version, Codebook: short(codebook.SHA256()), Model: short(language.Model())})
	if w.Metrics != "" {
		at, err := m.Listen(ctx, w.Metrics)
		if err != nil {
			return nil, nil, &usageError{"--metrics " + w.Metrics + ": " + err.Error(), "--metrics 127.0.0.1:0 takes any port that is free"}
		}
		_, _ = os.Stderr.WriteString("metrics at http://" + at.String() + "/metrics\n")
	}
	return m, monitor.Trace(read.Version), nil
}

// logged logs what happened.
func (o *output) logged(log *slog.Logger, e watch.Event) {
	args := []any{"source", e.Source.URL}
	if e.URL != "" {
		args = append(args, "url", e.URL)
	}
	if e.Report != "" {
		args = append(args, "report", e.Report)
	}
	switch e.What {
	case watch.Failed:
		o.failed++
		log.Error("failed", append(args, "error", e.Err)...)
	case watch.Done:
		for _, what := range []watch.What{watch.New, watch.Unread, watch.Changed, watch.Known, watch.Same, watch.Failed} {
			args = append(args, string(what), e.Count[what])
		}
		log.Info("done", args...)
	default:
		log.Info(string(e.What), args...)
	}
}
