package api

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/tollbook/tollbook/access"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
)

// A Search is what all lists take.
type Search struct {
	Q string `query:"q" maxLength:"1000" doc:"A search: words, \"phrases\" and filters, as on the command line." example:"country:MLI from:2026-01-01"`
}

func (s *Search) query() (ledger.Query, error) { return ledger.ParseSearch(s.Q) }

// A Paging says which part of a list is wanted.
type Paging struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"50" doc:"Most items of a page."`
	Cursor string `query:"cursor" maxLength:"100" doc:"Where to go on: next of the page before."`
}

// furthest is how far into a list pages go. Whole lists come line by line.
const furthest = 100_000

// page gives the part of a list as the ledger takes it.
func (p *Paging) page() (ledger.Page, error) {
	offset := 0
	if p.Cursor != "" {
		data, err := base64.RawURLEncoding.DecodeString(p.Cursor)
		if err == nil {
			offset, err = strconv.Atoi(strings.TrimPrefix(string(data), "after "))
		}
		if err != nil || offset < 0 || offset > furthest || cursor(offset) != p.Cursor {
			return ledger.Page{}, huma.Error400BadRequest("cursor is not one that a page gave as next")
		}
	}
	return ledger.Page{Offset: offset, Limit: p.Limit}, nil
}

// cursor gives the cursor of what comes after so many items.
func cursor(offset int) string {
	return base64.RawURLEncoding.EncodeToString([]byte("after " + strconv.Itoa(offset)))
}

// A list is a page of one.
type list[T any] struct {
	Link string `header:"Link" doc:"The address of the next page, as rel=next (RFC 8288)."`
	Body listBody[T]
}

type listBody[T any] struct {
	Total *int    `json:"total" doc:"Items in all; null where they are not counted."`
	Items []T     `json:"items" nullable:"false"`
	Next  *string `json:"next" doc:"The cursor of the next page; null on the last one."`
}

// answer makes a page of a list. more says that there are items after it.
func answer[T any](path string, values url.Values, at ledger.Page, items []T, total *int, more bool) *list[T] {
	out := &list[T]{}
	if items == nil {
		items = []T{}
	}
	out.Body.Items, out.Body.Total = items, total
	if after := at.Offset + len(items); more && len(items) > 0 && after <= furthest {
		next := cursor(after)
		out.Body.Next = &next
		values.Set("limit", strconv.Itoa(at.Limit))
		values.Set("cursor", next)
		out.Link = fmt.Sprintf(`<%s%s?%s>; rel="next"`, Prefix, path, values.Encode())
	}
	return out
}

// counted makes a page of a list of which the number of items is known.
func counted[T any](path string, values url.Values, at ledger.Page, items []T, total int) *list[T] {
	return answer(path, values, at, items, &total, at.Offset+len(items) < total)
}

// gathered makes a page of a list that comes item by item from its beginning: each gives at most so many.
func gathered[T any](path string, values url.Values, at ledger.Page, each func(limit int, yield func(T) error) error) (*list[T], error) {
	var items []T
	n, more := 0, false
	err := each(at.Offset+at.Limit+1, func(x T) error {
		switch n++; {
		case n <= at.Offset:
		case len(items) < at.Limit:
			items = append(items, x)
		default:
			more = true
			return errEnough
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	return answer(path, values, at, items, nil, more), nil
}

// errEnough ends a list that has given as much as is wanted.
var errEnough = errors.New("enough")

// values gives the parameters of a request anew, for the address of the next page. Those that are empty are left out.
func values(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			v.Set(pairs[i], pairs[i+1])
		}
	}
	return v
}

// A Counting says by which policy figures are counted.
type Counting struct {
	Policy string `query:"policy" enum:"acled,ucdp,airwars,all" default:"acled" doc:"Whose rules make numbers of claims."`
}

func (c *Counting) policy() policy.Policy { return policy.Policy(c.Policy) }

const linesType = "application/jsonl"

// asLines takes Accept: application/jsonl on a list for the address that ends in .jsonl.
func asLines(mux *http.ServeMux, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if accept := r.Header.Get("Accept"); r.Method == http.MethodGet && (strings.Contains(accept, linesType) || strings.Contains(accept, "application/x-ndjson")) {
			lines := r.Clone(r.Context())
			lines.URL.Path += ".jsonl"
			lines.URL.RawPath = ""
			if _, pattern := mux.Handler(lines); strings.HasSuffix(pattern, ".jsonl") {
				r = lines
			}
		}
		next.ServeHTTP(w, r)
	})
}

// lines describes the operation that gives a list line by line, beside the one that gives it in pages.
func lines(of *huma.Operation, item *huma.Schema) huma.Operation {
	content := map[string]*huma.MediaType{linesType: {Schema: item}}
	op := get(of.OperationID+"-lines", strings.TrimPrefix(of.Path, Prefix)+".jsonl", of.Tags[0], of.Summary+", line by line",
		"The whole list, one item in JSON a line. An answer that breaks off before its end was cut short by a failure.", ofLists)
	op.Responses["200"].Content = content
	return op
}

// writeTime is how long a client may take to take what is sent, from one piece to the next.
const writeTime = 30 * time.Second

// stream sends a list line by line. What goes wrong before the first line is told as a problem; later, the connection is cut.
func stream[T any](s *server, ctx context.Context, each func(yield func(T) error) error) *huma.StreamResponse {
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		_, w := humago.Unwrap(hc)
		control := http.NewResponseController(w)
		out := bufio.NewWriterSize(w, 32<<10)
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		begun := false
		begin := func() {
			if !begun {
				begun = true
				w.Header().Set("Content-Type", linesType)
				w.WriteHeader(http.StatusOK)
			}
		}
		err := each(func(x T) error {
			begin()
			if out.Available() < out.Size()/2 {
				_ = control.SetWriteDeadline(time.Now().Add(writeTime)) // not every writer can
				if err := out.Flush(); err != nil {
					return err
				}
			}
			return enc.Encode(x)
		})
		switch {
		case err == nil:
			begin()
			_ = out.Flush()
		case begun:
			panic(http.ErrAbortHandler)
		default:
			var status huma.StatusError
			if errors.As(s.problem(ctx, err), &status) {
				access.Problem(w, status.GetStatus(), status.Error())
			}
		}
	}}
}
