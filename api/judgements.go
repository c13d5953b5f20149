package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tollbook/tollbook/access"
	"github.com/tollbook/tollbook/ledger"
)

// A judging is a judgement as it is sent.
type judging struct {
	_      struct{}        `additionalProperties:"false"`
	Kind   string          `json:"kind" enum:"accept,edit,reject,same,different,note" doc:"What is decided."`
	About  []string        `json:"about" nullable:"false" minItems:"1" maxItems:"50" doc:"What about: REPORT/c1, REPORT/e1." example:"[\"bomb-gao/c1\"]"`
	Field  string          `json:"field,omitempty" maxLength:"100" doc:"Of edit and accept, as the record names it."`
	Value  json.RawMessage `json:"value,omitempty" doc:"Of edit."`
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
	huma.Register(operations, withLines(all), func(ctx context.Context, in *paging) (*list[ledger.Judgement], error) {
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
		Description: "Files a judgement. It holds at once, goes before what was read, and is never lost. Needs the role coder and, of a token, the scope judge.", Errors: ofPosts}
	huma.Register(operations, post, func(ctx context.Context, in *struct{ Body judging }) (*body[*ledger.Judgement], error) {
		if err := needs(ctx, access.ToJudge); err != nil {
			return nil, err
		}
		j := &ledger.Judgement{Kind: ledger.Kind(in.Body.Kind), Field: in.Body.Field, Value: in.Body.Value, Reason: in.Body.Reason, Author: access.Who(ctx).Author(in.Body.Author)}
		for _, name := range in.Body.About {
			if !isText(name) {
				return nil, huma.Error400BadRequest("about names nothing")
			}
			a, err := s.ledger.Anchor(ctx, name)
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			j.Target = append(j.Target, a)
		}
		return s.judge(ctx, j)
	})
	undo := huma.Operation{OperationID: "undo", Method: http.MethodPost, Path: Prefix + "/judgements/{id}/undo", Tags: []string{judgements}, Summary: "Undo a judgement", DefaultStatus: http.StatusCreated,
		Description: "Files that an earlier judgement no longer holds. A judgement of another needs the role editor.", Errors: ofPosts}
	huma.Register(operations, undo, func(ctx context.Context, in *struct {
		ID   string `path:"id" maxLength:"100"`
		Body undoing
	}) (*body[*ledger.Judgement], error) {
		who := access.Who(ctx)
		if err := needs(ctx, access.ToJudge); err != nil {
			return nil, err
		}
		earlier, err := s.judgement(ctx, in.ID)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		if earlier.Author != who.Name && !who.Role.Includes(access.Editor) {
			return nil, huma.Error403Forbidden("undoing what another judged needs the role editor")
		}
		return s.judge(ctx, &ledger.Judgement{Kind: ledger.Undo, Undoes: in.ID, Reason: in.Body.Reason, Author: who.Author(in.Body.Author)})
	})
}

// judge files a judgement and notes it in the log.
func (s *server) judge(ctx context.Context, j *ledger.Judgement) (*body[*ledger.Judgement], error) {
	if !isText(j.Reason) || !isText(j.Author) || !isText(j.Field) {
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
