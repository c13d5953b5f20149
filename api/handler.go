package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"mime"
	"net/http"
	"runtime/debug"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/tollbook/tollbook/access"
	"github.com/tollbook/tollbook/ledger"
)

// admit lets in who may read, and sets what holds of all answers.
func (s *server) admit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		if r.URL.Path == Prefix+"/docs" { // here, so that an answer that nothing changed says the same
			h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		}
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Vary", "Accept, Authorization, Cookie")
		who := access.Who(r.Context())
		switch {
		case who.Role == access.Nobody:
			access.Problem(w, http.StatusUnauthorized, "log in, or show a token: Authorization: Bearer tollbook_…")
		case !who.May(access.ToRead) && (r.Method == http.MethodGet || r.Method == http.MethodHead):
			access.Problem(w, http.StatusForbidden, access.Refusal(who, access.ToRead))
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// recovered answers with an error where a handler fails, and tells of it.
func recovered(log *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			fault := recover()
			if fault == nil {
				return
			}
			if fault == http.ErrAbortHandler {
				panic(fault)
			}
			if log != nil {
				log.Error("api", "path", r.URL.Path, "fault", fault, "stack", string(debug.Stack()))
			}
			access.Problem(w, http.StatusInternalServerError, "this is a fault of the program")
		}()
		next.ServeHTTP(w, r)
	})
}

// tagged gives every answer to GET an ETag, and answers with nothing where the one asked for is still right.
func (s *server) tagged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Cache-Control", "no-store")
			next.ServeHTTP(w, r)
			return
		}
		n, err := s.ledger.Generation(r.Context())
		if err != nil {
			s.opt.Log.Error("api", "path", r.URL.Path, "error", err)
			access.Problem(w, http.StatusInternalServerError, "the ledger cannot be asked")
			return
		}
		tag := fmt.Sprintf(`W/"%d-%t"`, n, s.veil.Hides(r.Context()))
		w.Header().Set("Cache-Control", "private, no-cache")
		if matches(r.Header.Get("If-None-Match"), tag) {
			w.Header().Set("ETag", tag)
			w.WriteHeader(http.StatusNotModified)
			return
		}
		next.ServeHTTP(&tagWriter{ResponseWriter: w, tag: tag}, r)
	})
}

// matches says whether a list of tags has one. "*" would match also what is not there, and matches nothing.
func matches(list, tag string) bool {
	for one := range strings.SplitSeq(list, ",") {
		if one = strings.TrimSpace(one); one == tag || one == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// A tagWriter sets the tag on answers that are right.
type tagWriter struct {
	http.ResponseWriter
	tag   string
	begun bool
}

func (w *tagWriter) WriteHeader(status int) {
	if !w.begun && status == http.StatusOK {
		w.Header().Set("ETag", w.tag)
	}
	w.begun = true
	w.ResponseWriter.WriteHeader(status)
}

func (w *tagWriter) Write(data []byte) (int, error) {
	if !w.begun {
		w.WriteHeader(http.StatusOK)
	}
	return w.ResponseWriter.Write(data)
}

// Unwrap gives the writer below, for deadlines and flushing.
func (w *tagWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// problems answers in the form of a problem where there is nothing at an address, or not by this method.
func problems(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, pattern := mux.Handler(r); pattern != "" {
			if kind := r.Header.Get("Content-Type"); r.Method == http.MethodPost && kind != "" && !isJSON(kind) {
				access.Problem(w, http.StatusUnsupportedMediaType, "bodies are JSON: send them with Content-Type: application/json")
				return
			}
			mux.ServeHTTP(w, r)
			return
		}
		refused := &statusOnly{header: http.Header{}}
		mux.ServeHTTP(refused, r)
		if allow := refused.header.Get("Allow"); refused.status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", allow)
			access.Problem(w, http.StatusMethodNotAllowed, "this address takes "+allow)
			return
		}
		access.Problem(w, http.StatusNotFound, "there is nothing at this address; "+Prefix+"/docs tells what there is")
	})
}

// isJSON says whether a media type is one of JSON: application/json, or one that ends in +json. A charset other than UTF-8 is none that JSON has.
func isJSON(kind string) bool {
	name, parameters, err := mime.ParseMediaType(kind)
	if charset := parameters["charset"]; err != nil || charset != "" && !strings.EqualFold(charset, "utf-8") {
		return false
	}
	return name == "application/json" || strings.HasPrefix(name, "application/") && strings.HasSuffix(name, "+json")
}

// A statusOnly takes the status of an answer and drops the rest.
type statusOnly struct {
	header http.Header
	status int
}

func (w *statusOnly) Header() http.Header            { return w.header }
func (w *statusOnly) Write(data []byte) (int, error) { return len(data), nil }
func (w *statusOnly) WriteHeader(status int)         { w.status = status }

// problem makes an error of the ledger one of the interface.
func (s *server) problem(ctx context.Context, err error) error {
	var status huma.StatusError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &status):
		return err
	case errors.Is(err, ledger.ErrNoIncident), errors.Is(err, ledger.ErrNoReport), errors.Is(err, ledger.ErrNoActor):
		return huma.Error404NotFound(err.Error())
	case ctx.Err() != nil:
		return huma.Error503ServiceUnavailable("this took too long")
	}
	if q, ok := errors.AsType[*ledger.QueryError](err); ok {
		return huma.Error400BadRequest(withHint(q.Reason, q.Hint))
	}
	if c, ok := errors.AsType[*ledger.ErrConflict](err); ok {
		var newer []error
		for i := range c.Newer {
			newer = append(newer, &huma.ErrorDetail{Message: "judged in the meantime", Location: "judgement", Value: c.Newer[i]})
		}
		return huma.Error409Conflict(err.Error(), newer...)
	}
	s.opt.Log.Error("api", "error", err)
	return huma.Error500InternalServerError("the ledger cannot be asked")
}

func withHint(reason, hint string) string {
	if hint == "" {
		return reason
	}
	return reason + ": " + hint
}

// needs lets through who may do something, before anything else of a request is looked at.
func needs(scope access.Scope) huma.Middlewares {
	return huma.Middlewares{func(ctx huma.Context, next func(huma.Context)) {
		if who := access.Who(ctx.Context()); !who.May(scope) {
			_, w := humago.Unwrap(ctx)
			access.Problem(w, http.StatusForbidden, access.Refusal(who, scope))
			return
		}
		next(ctx)
	}}
}

// The errors that operations answer with, so that the document tells them all.
var (
	ofLists  = []int{400, 401, 403, 405, 503}
	ofThings = []int{400, 401, 403, 404, 405, 503}
	ofPosts  = []int{400, 401, 403, 404, 408, 409, 413, 415, 503}
)

// get describes an operation that reads.
func get(id, path, tag, summary, description string, errors []int) huma.Operation {
	return huma.Operation{OperationID: id, Method: http.MethodGet, Path: Prefix + path, Summary: summary, Description: description, Tags: []string{tag},
		Errors: errors, Responses: map[string]*huma.Response{
			"304": {Description: "What the client has, by If-None-Match, is still right."},
			"200": {Description: "OK", Headers: map[string]*huma.Header{"ETag": {Schema: &huma.Schema{Type: "string"}, Description: "Changes when the ledger does."}}},
		}}
}
