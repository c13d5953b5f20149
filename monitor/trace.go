package monitor

import (
	"context"
	"os"
	"strings"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

func tracer() trace.Tracer { return otel.Tracer("tollbook") }

// Trace sends traces to the collector that OTEL_EXPORTER_OTLP_ENDPOINT names, in OTLP as JSON over HTTP; without it, there are none. What it gives sends the
// last ones.
func Trace(version string) (stop func()) {
	endpoint := os.Getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
	if base := os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT"); endpoint == "" && base != "" {
		endpoint = strings.TrimSuffix(base, "/") + "/v1/traces"
	}
	if endpoint == "" || strings.EqualFold(os.Getenv("OTEL_SDK_DISABLED"), "true") {
		return func() {}
	}
	service := os.Getenv("OTEL_SERVICE_NAME")
	if service == "" {
		service = "tollbook"
	}
	provider := sdktrace.NewTracerProvider(sdktrace.WithBatcher(newExporter(endpoint, os.Getenv("OTEL_EXPORTER_OTLP_HEADERS"))),
		sdktrace.WithResource(resource.NewSchemaless(attribute.String("service.name", service), attribute.String("service.version", version))))
	otel.SetTracerProvider(provider)
	return func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = provider.Shutdown(ctx)
	}
}

// Step begins a step of work in a trace. What it gives ends it, and gives the time that it took.
func Step(ctx context.Context, name, about string) (context.Context, func(error) time.Duration) {
	start := time.Now()
	ctx, span := tracer().Start(ctx, name, trace.WithAttributes(attribute.String("url.full", about)))
	return ctx, func(err error) time.Duration {
		if err != nil {
			span.SetStatus(codes.Error, err.Error())
		}
		span.End()
		return time.Since(start)
	}
}
