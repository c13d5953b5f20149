// Package api gives a ledger over the network to programs: REST under /api/v1, described by an OpenAPI document that is made from
// this code.
package api

import (
	"log/slog"
	"net/http"
	"runtime"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/tollbook/tollbook/access"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/withhold"
)

// Prefix is where everything lies.
const Prefix = "/api/v1"

// Options set up the interface. The zero value is right for one person at his own machine.
type Options struct {
	WithholdVictims bool          // readers do not get the names of victims (package withhold)
	MaxText         int           // most text of a report that is sent, in bytes; 0 for 200,000
	Readings        int           // reports that are read at a time; 0 for one a processor
	ReadingTime     time.Duration // how long a reading, and the wait for it, may take; 0 for 30 s
	Log             *slog.Logger  // where failures of the server are told; nil for nowhere
}

const (
	defaultMaxText     = 200_000
	defaultReadingTime = 30 * time.Second
)

// A server answers for one ledger.
type server struct {
	ledger   *ledger.Ledger
	accounts *access.Store
	opt      Options
	reading  chan struct{} // holds one for each report that is being read
	veil     *withhold.Veil
	document []byte
}

// New gives the handler of everything under Prefix. Who asks stands in the context of requests, where middleware of package access puts it; without it,
// nobody gets anything.
func New(l *ledger.Ledger, opt Options) http.Handler {
	s := newServer(l, opt)
	mux := http.NewServeMux()
	operations := s.register(mux)
	s.document = document(operations)
	s.serveDocuments(mux, operations)
	return recovered(opt.Log, s.admit(asLines(mux, s.tagged(problems(mux)))))
}

// Document gives the OpenAPI document, as JSON.
func Document() []byte {
	s := newServer(nil, Options{})
	return document(s.register(http.NewServeMux()))
}

func newServer(l *ledger.Ledger, opt Options) *server {
	if opt.MaxText <= 0 {
		opt.MaxText = defaultMaxText
	}
	if opt.Readings <= 0 {
		opt.Readings = runtime.GOMAXPROCS(0)
	}
	if opt.ReadingTime <= 0 {
		opt.ReadingTime = defaultReadingTime
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	s := &server{ledger: l, opt: opt, reading: make(chan struct{}, opt.Readings)}
	if l != nil {
		s.accounts = access.NewStore(l)
		s.veil = withhold.NewVeil(l, opt.WithholdVictims)
	}
	return s
}

const about = `What a ledger of Tollbook holds: reports, what each claims, the incidents that they tell of, and what people decided.

Searches are written as on the command line, in ` + "`q`" + `: words, "phrases" and filters such as ` + "`country:MLI from:2026-01-01 killed:>=5`" + `.
Lists come in pages; ` + "`next`" + ` of one is the ` + "`cursor`" + ` of the one after it, and the header Link says the same. Most lists also come whole, one item
a line, at the address with ` + "`.jsonl`" + ` or with ` + "`Accept: application/jsonl`" + `.
Every answer to GET has an ETag, which changes when the ledger does; with If-None-Match an answer that is still right is not sent again.
Errors are problem details (RFC 9457): ` + "`detail`" + ` says what is wrong and what may be done about it.`

// register puts all operations on a mux and gives their description.
func (s *server) register(mux *http.ServeMux) huma.API {
	registry := huma.NewMapRegistry("#/components/schemas/", schemaName)
	aliasContractTypes(registry)
	config := huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info:    &huma.Info{Title: "Tollbook", Version: read.Version, Description: about, License: &huma.License{Name: "MIT", Identifier: "MIT"}},
			Tags: []*huma.Tag{
				{Name: "incidents", Description: "What happened, as all reports together tell it."},
				{Name: "reports", Description: "What was published, and what each report claims."},
				{Name: "people", Description: "Who did, suffered and said what."},
				{Name: "checks", Description: "Stated totals beside documented incidents."},
				{Name: "judgements", Description: "What people decided. Judgements go before what was read, and can be undone."},
				{Name: "reading", Description: "Reading reports that are sent."},
				{Name: "ledger", Description: "The ledger itself, its sources and its codebook."},
			},
			Components: &huma.Components{
				Schemas: registry,
				SecuritySchemes: map[string]*huma.SecurityScheme{
					"token":   {Type: "http", Scheme: "bearer", Description: "A token that tollbook token add made."},
					"session": {Type: "apiKey", In: "cookie", Name: "tollbook_session", Description: "A browser that has logged in."},
				},
			},
			Security: []map[string][]string{{}, {"token": {}}, {"session": {}}},
		},
		Formats:                      map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat:                "application/json",
		RejectUnknownQueryParameters: true,
	}
	config.AllowAdditionalPropertiesByDefault = true // fields may be added to answers
	operations := humago.New(mux, config)
	s.registerIncidents(operations)
	s.registerReports(operations)
	s.registerPeople(operations)
	s.registerChecks(operations)
	s.registerJudgements(operations)
	s.registerReading(operations)
	s.registerLedger(operations)
	allowNull(registry)
	return operations
}
