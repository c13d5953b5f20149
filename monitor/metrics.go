// Package monitor lets people watch a program that runs for long: numbers for Prometheus, logs, traces, and whether it is alive.
package monitor

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/VictoriaMetrics/metrics"

	"github.com/tollbook/tollbook/ledger"
)

// Metrics are numbers for Prometheus. It is safe for concurrent use.
type Metrics struct {
	set    *metrics.Set
	ledger *ledger.Ledger
	build  string
	gauges func(context.Context) ([]Gauge, error)
}

// A Gauge is a number as it is now.
type Gauge struct {
	Name  string // with its labels
	Value int
}

// Gauges has what a function counts told with the rest at each question.
func (m *Metrics) Gauges(count func(context.Context) ([]Gauge, error)) { m.gauges = count }

// Build says what is running.
type Build struct{ Version, Codebook, Model string }

var (
	requestBuckets = []float64{.001, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}
	stepBuckets    = []float64{.005, .01, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60}
)

func init() { metrics.ExposeMetadata(true) } // # TYPE lines; the library has no other way

// NewMetrics gives numbers of a program that works on a ledger.
func NewMetrics(l *ledger.Ledger, b Build) *Metrics {
	return &Metrics{set: metrics.NewSet(), ledger: l, build: fmt.Sprintf("tollbook_build_info{version=%q,codebook=%q,model=%q}", b.Version, b.Codebook, b.Model)}
}

// Step counts a step of work with its time, such as a fetch, a reading or a filing.
func (m *Metrics) Step(name string, took time.Duration, err error) {
	result := "ok"
	if err != nil {
		result = "failed"
	}
	m.set.GetOrCreatePrometheusHistogramExt(fmt.Sprintf("tollbook_step_seconds{step=%q,result=%q}", name, result), stepBuckets).Update(took.Seconds())
}

// Article counts what came of an article.
func (m *Metrics) Article(what string) {
	m.set.GetOrCreateCounter(fmt.Sprintf("tollbook_articles_total{what=%q}", what)).Inc()
}

// Alerts counts incidents that were told, or a failure to tell them.
func (m *Metrics) Alerts(kind string, told int, err error) {
	m.set.GetOrCreateCounter(fmt.Sprintf("tollbook_alerts_told_total{receiver=%q}", kind)).Add(told)
	if err != nil {
		m.set.GetOrCreateCounter(fmt.Sprintf("tollbook_alerts_failed_total{receiver=%q}", kind)).Inc()
	}
}

// methods are those that are counted by name, so that nobody makes numbers without an end.
var methods = map[string]bool{http.MethodGet: true, http.MethodHead: true, http.MethodPost: true, http.MethodPut: true, http.MethodDelete: true, http.MethodOptions: true}

func (m *Metrics) request(method string, status int, took time.Duration) {
	if !methods[method] {
		method = "other"
	}
	m.set.GetOrCreatePrometheusHistogramExt(fmt.Sprintf("tollbook_http_request_seconds{method=%q,code=%q}", method, strconv.Itoa(status)), requestBuckets).Update(took.Seconds())
}

// scrapeTime is how long the ledger may take to be counted.
const scrapeTime = 5 * time.Second

// ServeHTTP gives the numbers in the form of Prometheus.
func (m *Metrics) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), scrapeTime)
	defer cancel()
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	metrics.WriteGaugeUint64(w, m.build, 1)
	m.writeLedger(ctx, w)
	if m.gauges != nil {
		gauges, err := m.gauges(ctx)
		if err != nil {
			gauges = nil // that the ledger does not answer is told above
		}
		for _, g := range gauges {
			metrics.WriteGaugeUint64(w, g.Name, uint64(max(g.Value, 0)))
		}
	}
	m.set.WritePrometheus(w)
	metrics.WriteProcessMetrics(w)
}

// writeLedger counts what the ledger holds.
func (m *Metrics) writeLedger(ctx context.Context, w io.Writer) {
	s, err := m.ledger.Status(ctx)
	if err != nil {
		metrics.WriteGaugeUint64(w, "tollbook_ledger_up", 0)
		return
	}
	failing := 0
	last := ""
	for _, x := range s.Sources {
		if x.Failures > 0 {
			failing++
		}
		last = max(last, x.Checked, x.ArticleChecked)
	}
	for _, g := range []struct {
		name  string
		value int64
	}{
		{"tollbook_ledger_up", 1}, {"tollbook_ledger_bytes", s.Bytes}, {"tollbook_ledger_schema", int64(s.Schema)}, {"tollbook_reports", int64(s.Reports)},
		{"tollbook_records", int64(s.Records)}, {"tollbook_incidents", int64(s.Incidents)}, {"tollbook_judgements", int64(s.Judgements)},
		{"tollbook_sources", int64(len(s.Sources))}, {"tollbook_sources_failing", int64(failing)},
		{"tollbook_last_report_timestamp_seconds", seconds(s.LastFiled)}, {"tollbook_last_fetch_timestamp_seconds", seconds(last)},
	} {
		metrics.WriteGaugeUint64(w, g.name, uint64(max(g.value, 0)))
	}
}

// seconds gives a time as seconds since 1970; 0 where there is none.
func seconds(at string) int64 {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return 0
	}
	return t.Unix()
}
