package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tollbook/tollbook/access"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// A posted is a report as it is sent: the contract's report in JSON, as it came, since what is not known of it is kept too.
type posted struct {
	RawBody []byte `contentType:"application/json"`
}

// reportIn describes a report that is sent.
var reportIn = &huma.Schema{Type: "object", Title: "ReportIn", Description: "A report, in JSON as tollbook read takes it. Other keys are kept under extra.", Required: []string{"text"}, AdditionalProperties: true,
	Properties: map[string]*huma.Schema{
		"text":      {Type: "string", Description: "The text, as it was published."},
		"id":        {Type: "string"},
		"url":       {Type: "string"},
		"publisher": {Type: "string"},
		"title":     {Type: "string"},
		"published": {Type: "string", Description: "A date or an RFC 3339 time."},
		"language":  {Type: "string", Description: "ISO 639-1."},
	},
	Examples: []any{map[string]any{"id": "r17", "publisher": "Example Wire", "published": "2026-03-12", "title": "Six soldiers die in ambush near Ansongo", "text": "Gunmen killed six soldiers near Ansongo in Mali on Wednesday, the army said."}},
}

// A filed says what became of a report that was filed.
type filed struct {
	Key    string         `json:"key" doc:"The name under which the ledger keeps the report."`
	Fresh  bool           `json:"fresh" doc:"It was not filed before."`
	Record contractRecord `json:"record"`
}

func (s *server) registerReading(operations huma.API) {
	operation := func(scope access.Scope, id, path, summary, description string) huma.Operation {
		return huma.Operation{OperationID: id, Method: http.MethodPost, Path: Prefix + path, Tags: []string{"reading"}, Summary: summary, Description: description, Errors: ofPosts, Middlewares: needs(scope),
			MaxBodyBytes: int64(6*s.opt.MaxText + 64<<10), BodyReadTimeout: 15 * time.Second, SkipValidateBody: true, // the report package says better what is wrong
			RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/json": {Schema: reportIn}}}}
	}
	huma.Register(operations, operation(access.ToRead, "read", "/read", "Read a report without filing it", "Gives the record of the report that is sent. Nothing is kept."),
		func(ctx context.Context, in *posted) (*body[contractRecord], error) {
			_, rec, err := s.read(ctx, in.RawBody)
			return &body[contractRecord]{contractRecord{rec}}, err
		})
	file := operation(access.ToFile, "file-report", "/reports", "File a report", "Reads the report that is sent and files it in the ledger, where it is linked with the others. What was filed before is not filed again. Needs the role coder and, of a token, the scope file.")
	file.Tags, file.DefaultStatus = []string{"reading"}, http.StatusCreated
	huma.Register(operations, file, func(ctx context.Context, in *posted) (*body[filed], error) {
		rep, rec, err := s.read(ctx, in.RawBody)
		if err != nil {
			return nil, err
		}
		fresh, err := s.ledger.Add(ctx, []ledger.Filing{{Report: rep, Record: rec}})
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		out := filed{ledger.Key(rep), fresh[0], contractRecord{rec}}
		return &body[filed]{out}, s.log(ctx, "file report", out.Key)
	})
}

// errBusy says that too many reports are being read.
var errBusy = huma.ErrorWithHeaders(huma.Error503ServiceUnavailable("other reports are being read: try again"), http.Header{"Retry-After": {"5"}})

// read reads a report that was sent. A reading cannot be broken off: one that takes too long goes on without anybody waiting, and holds its place until it is done.
func (s *server) read(ctx context.Context, data []byte) (*report.Report, *record.Record, error) {
	rep, err := report.FromJSON(data, report.Options{MaxText: s.opt.MaxText})
	if err == nil {
		err = unstorable(rep)
	}
	if err != nil {
		own, _ := errors.AsType[*report.Error](err)
		if own == nil {
			return nil, nil, huma.Error400BadRequest(err.Error())
		}
		return nil, nil, huma.Error400BadRequest(withHint(own.Reason, own.Hint))
	}
	late := time.NewTimer(s.opt.ReadingTime)
	defer late.Stop()
	select {
	case s.reading <- struct{}{}:
	case <-late.C:
		return nil, nil, errBusy
	case <-ctx.Done():
		return nil, nil, s.problem(ctx, ctx.Err())
	}
	type result struct {
		rec   *record.Record
		fault any
	}
	done := make(chan result, 1)
	go func() {
		defer func() { <-s.reading }()
		var r result
		defer func() {
			r.fault = recover()
			done <- r
		}()
		r.rec = read.Read(rep, read.Options{})
	}()
	select {
	case r := <-done:
		if r.fault != nil {
			panic(r.fault)
		}
		return rep, r.rec, nil
	case <-late.C:
		return nil, nil, huma.Error503ServiceUnavailable("reading this report takes too long")
	case <-ctx.Done():
		return nil, nil, s.problem(ctx, ctx.Err())
	}
}

// unstorable refuses what PostgreSQL cannot keep, on either database.
func unstorable(rep *report.Report) error {
	for _, text := range []string{rep.ID, rep.URL, rep.Publisher, rep.Author, rep.Title, rep.Published, rep.Language, rep.Text} {
		if !isText(text) {
			return &report.Error{Reason: "the report holds a NUL character or what is no UTF-8"}
		}
	}
	return nil
}
