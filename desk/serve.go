package desk

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"mime"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/ledger"
)

// mostBody is the most that a form may send.
const mostBody = 1 << 20

// A view is what a page shows.
type view struct {
	Title string // of the page, without the program's name
	Data  any    // what the template is given, and what .json holds
	Table *table // what .csv holds; nil for a page without
	// Passing says that the page may change though the ledger does not: it is made anew each time.
	Passing bool
	JSON    *ready // what .json holds, where it was made before; nil where Data is to be written
}

// A ready answer is large, the same for many, and compressed once.
type ready struct{ plain, zipped []byte }

// makeReady writes what .json holds.
func makeReady(data any) (*ready, error) {
	plain, err := json.Marshal(data)
	if err != nil {
		return nil, err
	}
	var zipped bytes.Buffer
	out := gzip.NewWriter(&zipped)
	_, err = out.Write(plain)
	if err := errors.Join(err, out.Close()); err != nil {
		return nil, err
	}
	return &ready{plain, zipped.Bytes()}, nil
}

// send gives the form that a client takes.
func (x *ready) send(w http.ResponseWriter, r *http.Request, body *bytes.Buffer) {
	w.Header().Add("Vary", "Accept-Encoding")
	if zips(r) {
		w.Header().Set("Content-Encoding", "gzip")
		body.Write(x.zipped)
		return
	}
	body.Write(x.plain)
}

// A table is rows under names of columns.
type table struct {
	Columns []string
	Rows    [][]string
}

// A problem is an error that is told to who asked.
type problem struct {
	Status int    `json:"status"`
	Reason string `json:"error"`
	Hint   string `json:"hint"`
}

func (p *problem) Error() string { return p.Reason }

// missing says that what was asked for is not there.
func missing(reason, hint string) error { return &problem{http.StatusNotFound, reason, hint} }

// unclear says that what was asked for makes no sense.
func unclear(reason, hint string) error { return &problem{http.StatusBadRequest, reason, hint} }

// problemOf gives an error in the form in which people are told of it. What went wrong inside is not their business.
func problemOf(err error) *problem {
	if p, ok := errors.AsType[*problem](err); ok {
		return p
	}
	if q, ok := errors.AsType[*ledger.QueryError](err); ok {
		return &problem{http.StatusBadRequest, q.Error(), q.Hint}
	}
	for _, none := range []error{ledger.ErrNoIncident, ledger.ErrNoReport, ledger.ErrNoActor} {
		if errors.Is(err, none) {
			return &problem{http.StatusNotFound, err.Error(), "a search finds what there is"}
		}
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return &problem{http.StatusRequestEntityTooLarge, "that is too much at once", "a form may hold one megabyte"}
	}
	return &problem{http.StatusInternalServerError, "the page could not be made", "the program's log tells why"}
}

// A format is in which form a page is wanted.
type format string

const (
	asHTML format = ""
	asJSON format = "json"
	asCSV  format = "csv"
)

type formatKey struct{}

// formatOf gives the form in which a request wants its page.
func formatOf(r *http.Request) format {
	f, _ := r.Context().Value(formatKey{}).(format)
	return f
}

// withFormat takes .json and .csv off the path, so that one pattern serves all forms of a page.
func withFormat(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f := format(strings.TrimPrefix(path.Ext(r.URL.Path), "."))
		if (f == asJSON || f == asCSV) && !strings.HasPrefix(r.URL.Path, "/assets/") {
			r = r.Clone(context.WithValue(r.Context(), formatKey{}, f))
			r.URL.Path, r.URL.RawPath = strings.TrimSuffix(r.URL.Path, "."+string(f)), ""
		}
		next.ServeHTTP(w, r)
	})
}

// serve answers with a page in the form that is wanted.
func (d *Desk) serve(w http.ResponseWriter, r *http.Request, p page) {
	w.Header().Set("Cache-Control", "private, no-cache")
	w.Header().Add("Vary", "Cookie")
	generation, err := d.ledger.Generation(r.Context())
	if err != nil {
		d.fail(w, r, err)
		return
	}
	tag := d.tag(r, generation)
	if slices.Contains(strings.Split(r.Header.Get("If-None-Match"), ", "), tag) {
		w.Header().Set("ETag", tag)
		w.WriteHeader(http.StatusNotModified)
		return
	}
	name := tag
	if zips(r) {
		name += " zipped"
	}
	if formatOf(r) == asHTML {
		made, ok, done := d.kept.get(r.Context(), name)
		if ok {
			w.Header().Set("ETag", tag)
			made.send(w, http.StatusOK)
			return
		}
		defer done()
	}
	done, err := d.turn(r.Context())
	if err != nil {
		return // nobody waits for it any more
	}
	defer done()
	v, err := p.show(d, r)
	if to, ok := errors.AsType[elsewhere](err); ok {
		http.Redirect(w, r, string(to), http.StatusSeeOther)
		return
	}
	if err != nil {
		d.fail(w, r, err)
		return
	}
	if !v.Passing {
		w.Header().Set("ETag", tag)
	}
	made := d.write(w, r, p, http.StatusOK, v)
	if !v.Passing && made.body != nil && formatOf(r) == asHTML {
		d.kept.put(generation, name, made)
	}
}

// tag names what a request will be answered with: it changes when the ledger does, or who asks, or what for.
func (d *Desk) tag(r *http.Request, generation int64) string {
	user := UserOf(r.Context())
	sum := sha256.Sum256(fmt.Appendf(nil, "%d\n%s\n%s\n%q\n%q\n%q\n%q\n%t", generation, d.assets.sum, formatOf(r), r.URL.String(), r.Header["Cookie"], user.Name, user.Role, d.veil.Hides(r.Context())))
	return `W/"` + hex.EncodeToString(sum[:12]) + `"`
}

// fail tells of an error, as a page or in the form that was wanted.
func (d *Desk) fail(w http.ResponseWriter, r *http.Request, err error) {
	told := problemOf(err)
	if r.Context().Err() != nil {
		return // nobody waits for it
	}
	if told.Status == http.StatusInternalServerError {
		slog.Error("page failed", "path", r.URL.Path, "error", err)
	}
	w.Header().Del("ETag")
	w.Header().Set("Cache-Control", "no-store")
	d.write(w, r, page{name: "error"}, told.Status, &view{Title: told.Reason, Data: told})
}

// write sends a view, and gives what it sent; nothing where it failed.
func (d *Desk) write(w http.ResponseWriter, r *http.Request, p page, status int, v *view) keptPage {
	var body bytes.Buffer
	var err error
	kind := "text/html; charset=utf-8"
	switch f := formatOf(r); {
	case f == asCSV && v.Table != nil:
		kind = "text/csv; charset=utf-8"
		w.Header().Set("Content-Disposition", `attachment; filename="`+p.name+`.csv"`)
		err = v.Table.write(&body)
	case f == asCSV && status == http.StatusOK:
		status, kind = http.StatusNotFound, "application/json"
		err = json.NewEncoder(&body).Encode(problem{status, "this page holds no table", ".json has all of it"})
	case f == asJSON && v.JSON != nil:
		kind = "application/json"
		v.JSON.send(w, r, &body)
	case f != asHTML:
		kind = "application/json"
		out := json.NewEncoder(&body)
		out.SetEscapeHTML(false)
		err = out.Encode(v.Data)
	default:
		err = d.templates[p.name].ExecuteTemplate(&body, "layout.html", d.shell(r, p, v))
	}
	if err != nil {
		slog.Error("page failed", "path", r.URL.Path, "error", err)
		http.Error(w, "the page could not be made", http.StatusInternalServerError)
		return keptPage{}
	}
	made := keptPage{kind: kind, body: body.Bytes()}
	if formatOf(r) == asHTML && zips(r) {
		made = made.zip()
	}
	made.send(w, status)
	return made
}

// zips says that a client takes what is compressed.
func zips(r *http.Request) bool {
	accepts := r.Header.Get("Accept-Encoding")
	return strings.Contains(accepts, "gzip") && !strings.Contains(accepts, "gzip;q=0")
}

// write writes a table with commas. Programs that calculate take a cell that begins with certain marks for a formula; words of strangers must not be one.
func (t *table) write(body *bytes.Buffer) error {
	out := csv.NewWriter(body)
	if err := out.Write(t.Columns); err != nil {
		return err
	}
	for _, row := range t.Rows {
		safe := slices.Clone(row)
		for i, cell := range safe {
			if _, err := strconv.ParseFloat(cell, 64); err != nil && cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				safe[i] = "'" + cell
			}
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// An again is the answer to a form that was not done as it is: a page from which it can be sent anew.
type again struct {
	status int
	page   string
	view   *view
}

func (a *again) Error() string { return a.view.Title }

// act does what a form asks for, and leads on.
func (d *Desk) act(w http.ResponseWriter, r *http.Request, a action) {
	w.Header().Set("Cache-Control", "no-store")
	next, err := a.do(d, w, r)
	if told, ok := errors.AsType[*again](err); ok {
		d.write(w, r, page{name: told.page}, told.status, told.view)
		return
	}
	if err != nil {
		d.fail(w, r, err)
		return
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
}

// parseForm reads a form that was sent.
func parseForm(r *http.Request) error {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/x-www-form-urlencoded" {
		return &problem{http.StatusUnsupportedMediaType, "the form is of a kind that is not read", "send it as application/x-www-form-urlencoded"}
	}
	err := r.ParseForm()
	if large, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return large
	}
	if err != nil {
		return unclear("the form could not be read", "")
	}
	return nil
}

// local gives an address on this desk, and the first page for any other: a form must not lead people elsewhere.
func local(address string) string {
	if !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") || strings.ContainsAny(address, "\\\r\n\t") {
		return "/"
	}
	return address
}

// withHeaders adds what keeps a page safe wherever it is looked at: nothing on it comes from elsewhere, and nobody frames it.
func withHeaders(next http.Handler) http.Handler {
	const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; worker-src 'self'; " +
		"manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
		next.ServeHTTP(w, r)
	})
}
