package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tollbook/tollbook/access"
	"github.com/tollbook/tollbook/ledger"
)

// A judging is a judgement as it is sent.
type judging struct {
	_      struct{}        `additionalProperties:"false"`
	Kind   string          `json:"kind" enum:"accept,edit,reject,add,same,different,split,unsure,note" doc:"What is decided."`
	About  []string        `json:"about" nullable:"false" minItems:"1" maxItems:"100" doc:"What about: REPORT/c1, REPORT/e1, a REPORT, or an incident; the incident of split; the report of add." example:"[\"bomb-gao/c1\"]"`
	Field  string          `json:"field,omitempty" maxLength:"100" doc:"Of edit, and of accept for one value alone, as the record names it."`
	Value  json.RawMessage `json:"value,omitempty" doc:"Of edit; of add, an object of fields."`
	Of     string          `json:"of,omitempty" enum:"count,event" doc:"Of add: what was not read."`
	Words  string          `json:"words,omitempty" maxLength:"500" doc:"Of add: the report's own words for it."`
	Parts  [][]string      `json:"parts,omitempty" maxItems:"100" doc:"Of split: the reports, or REPORT/e1, of each part that is another incident than the rest."`
	Seen   *string         `json:"seen,omitempty" maxLength:"100" doc:"The last judgement on it that you knew of, empty for none. With it, a judgement that you did not know of is told (409), and nothing is filed."`
	Reason string          `json:"reason,omitempty" maxLength:"2000" doc:"Why."`
	Author string          `json:"author,omitempty" maxLength:"100" doc:"Who judges, at one's own machine. Elsewhere it is the account."`
}

type undoing struct {
	_      struct{} `additionalProperties:"false"`
	Reason string   `json:"reason,omitempty" maxLength:"2000"`
	Author string   `json:"author,omitempty" maxLength:"100"`
}

func (s *server) registerJudgements(operations huma.API) {
	const judgements = "judgements"
	all := get("list-judgements", "/judgements", judgements, "Judgements", "All judgements, in the order in which they were given.", ofLists)
	each := func(ctx context.Context, yield func(ledger.Judgement) error) error {
		return s.ledger.Judgements(ctx, func(j ledger.Judgement) error {
			s.veil.Judgement(ctx, &j)
			return yield(j)
		})
	}
	huma.Register(operations, withLines(all), func(ctx context.Context, in *Paging) (*list[ledger.Judgement], error) {
		at, err := in.page()
		if err != nil {
			return nil, err
		}
		out, err := gathered("/judgements", values(), at, func(_ int, yield func(ledger.Judgement) error) error { return each(ctx, yield) })
		return out, s.problem(ctx, err)
	})
	huma.Register(operations, lines(&all, refTo[ledger.Judgement](operations)), func(ctx context.Context, _ *struct{}) (*huma.StreamResponse, error) {
		return stream(s, ctx, func(yield func(ledger.Judgement) error) error { return each(ctx, yield) }), nil
	})
	post := huma.Operation{OperationID: "judge", Method: http.MethodPost, Path: Prefix + "/judgements", Tags: []string{judgements}, Summary: "Judge", DefaultStatus: http.StatusCreated,
		Description: "Files a judgement. It holds at once, goes before what was read, and is never lost. Needs the role coder and, of a token, the scope judge.", Errors: ofPosts, Middlewares: needs(access.ToJudge)}
	huma.Register(operations, post, func(ctx context.Context, in *struct{ Body judging }) (*body[*ledger.Judgement], error) {
		j := &ledger.Judgement{Kind: ledger.Kind(in.Body.Kind), Field: in.Body.Field, Value: in.Body.Value, Seen: in.Body.Seen, Reason: in.Body.Reason, Author: access.Who(ctx).Author(in.Body.Author)}
		if err := s.fill(ctx, j, &in.Body); err != nil {
			return nil, s.problem(ctx, err)
		}
		return s.judge(ctx, j)
	})
	s.registerUndo(operations, ledger.Undo, "Undo a judgement", "Files that an earlier judgement no longer holds. Undoing what another judged needs the role editor.")
	s.registerUndo(operations, ledger.Redo, "Redo a judgement", "Files that a judgement that was undone holds again. Redoing what another judged needs the role editor.")
	s.registerHistory(operations)
}

func (s *server) registerUndo(operations huma.API, kind ledger.Kind, summary, description string) {
	op := huma.Operation{OperationID: string(kind), Method: http.MethodPost, Path: Prefix + "/judgements/{id}/" + string(kind), Tags: []string{"judgements"}, Summary: summary, Description: description,
		DefaultStatus: http.StatusCreated, Errors: ofPosts, Middlewares: needs(access.ToJudge)}
	huma.Register(operations, op, func(ctx context.Context, in *struct {
		ID   string `path:"id" maxLength:"100" doc:"The judgement's name."`
		Body undoing
	}) (*body[*ledger.Judgement], error) {
		who := access.Who(ctx)
		earlier, err := s.judgement(ctx, in.ID)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		if earlier.Author != who.Name && !who.Role.Includes(access.Editor) {
			return nil, huma.Error403Forbidden("this was judged by another: it needs the role editor")
		}
		return s.judge(ctx, &ledger.Judgement{Kind: kind, Undoes: in.ID, Reason: in.Body.Reason, Author: who.Author(in.Body.Author)})
	})
}

// fill reads what a judgement is about.
func (s *server) fill(ctx context.Context, j *ledger.Judgement, in *judging) error {
	names := slices.Concat(append(slices.Clone(in.Parts), in.About, []string{in.Of, in.Words, j.Reason, j.Author, j.Field})...)
	if i := slices.IndexFunc(names, func(name string) bool { return !isText(name) }); i >= 0 || bytes.Contains(in.Value, []byte(`\u0000`)) {
		return huma.Error400BadRequest("the judgement holds what is no text")
	}
	one := func(a ledger.Anchor, err error) error {
		j.Target = []ledger.Anchor{a}
		return err
	}
	single := len(in.About) == 1
	switch {
	case j.Kind == ledger.Same || j.Kind == ledger.Different:
	case !single:
		return huma.Error400BadRequest("this kind is about one thing")
	case j.Kind == ledger.Split:
		return s.ledger.Split(ctx, j, in.About[0], in.Parts)
	case j.Kind == ledger.Add:
		return one(s.ledger.Words(ctx, in.About[0], in.Of, in.Words))
	case j.Kind == ledger.Edit || j.Kind == ledger.Reject || j.Kind == ledger.Accept && j.Field != "":
		return one(s.ledger.Anchor(ctx, in.About[0]))
	}
	for _, name := range in.About {
		more, err := s.ledger.Anchors(ctx, name)
		if err != nil {
			return err
		}
		j.Target = append(j.Target, more...)
	}
	return nil
}

type historyInput struct {
	About string `query:"about" required:"true" minLength:"1" maxLength:"300" doc:"An incident, a report, REPORT/c1 or REPORT/e1."`
}

type queueInput struct {
	Search
	Reason string `query:"reason" enum:"conflict,changed,disputed,low,unsure,new" doc:"Only those that wait for this."`
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"50" doc:"Most items of a page."`
	Cursor string `query:"cursor" maxLength:"200" doc:"Where to go on: next of the page before."`
}

func (s *server) registerHistory(operations huma.API) {
	huma.Register(operations, get("get-history", "/history", "judgements", "History", "The judgements that touch something, in the order in which they were given, and what became of each.", ofThings),
		func(ctx context.Context, in *historyInput) (*body[[]ledger.Decision], error) {
			if !isText(in.About) {
				return nil, huma.Error400BadRequest("about is no text")
			}
			list, err := s.ledger.History(ctx, in.About)
			for i := range list {
				s.veil.Judgement(ctx, &list[i].Judgement)
			}
			return &body[[]ledger.Decision]{orEmpty(list)}, s.problem(ctx, err)
		})
	huma.Register(operations, get("get-queue", "/queue", "judgements", "Queue", "The incidents that wait for a person to look at them, the most urgent first, with how many wait for each reason.", ofLists),
		func(ctx context.Context, in *queueInput) (*body[*ledger.QueuePage], error) {
			q, err := in.query()
			if err == nil && !isText(in.Cursor) {
				err = huma.Error400BadRequest("cursor is not one that a page gave as next")
			}
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			p, err := s.ledger.Queue(ctx, q, ledger.Reason(in.Reason), in.Cursor, in.Limit)
			return &body[*ledger.QueuePage]{p}, s.problem(ctx, err)
		})
}

// judge files a judgement and notes it in the log.
func (s *server) judge(ctx context.Context, j *ledger.Judgement) (*body[*ledger.Judgement], error) {
	if !isText(j.Reason) || !isText(j.Author) {
		return nil, huma.Error400BadRequest("the judgement holds what is no text")
	}
	if err := s.ledger.Judge(ctx, j); err != nil {
		return nil, s.problem(ctx, err)
	}
	return &body[*ledger.Judgement]{j}, s.log(ctx, "judge", j.ID+" "+string(j.Kind))
}

// log notes what somebody did.
func (s *server) log(ctx context.Context, what, about string) error {
	who := access.Who(ctx)
	return s.problem(ctx, s.accounts.Log(ctx, access.Entry{Who: who.Author(""), Via: who.Via, Address: access.AddressFrom(ctx), What: what, About: about}))
}

// judgement gives one judgement by its name.
func (s *server) judgement(ctx context.Context, id string) (found ledger.Judgement, err error) {
	err = s.ledger.Judgements(ctx, func(j ledger.Judgement) error {
		if j.ID == id {
			found = j
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		return found, nil
	}
	if err == nil {
		err = huma.Error404NotFound("there is no such judgement")
	}
	return found, err
}
