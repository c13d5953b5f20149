package api

import (
	"context"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tollbook/tollbook/check"
	"github.com/tollbook/tollbook/ledger"
)

// A Checking is what a check looks at.
type Checking struct {
	Search
	Counting
	Only []string `query:"only" enum:"consistent,above,below,not_comparable" doc:"Only these verdicts, with commas between them."`
}

type checksInput struct {
	Checking
	Paging
}

func (s *server) registerChecks(operations huma.API) {
	all := get("list-checks", "/checks", "checks", "Stated totals beside what is documented",
		"Each total over a period that a report states, beside what the incidents of the ledger add up to for the same time, area, harm and people. What is documented is a floor: a claim above it may be right. "+
			"Filters: country:, admin1:, place:, from:, to:, kind:, category:, actor:, publisher:, id: and words.", ofLists)
	each := func(ctx context.Context, in *Checking, q ledger.Query, yield func(*check.Finding) error) error {
		return check.Check(ctx, s.ledger, q, in.policy(), func(f *check.Finding) error {
			if len(in.Only) > 0 && !slices.Contains(in.Only, string(f.Verdict)) {
				return nil
			}
			if err := s.veil.Finding(ctx, f); err != nil {
				return err
			}
			return yield(f)
		})
	}
	huma.Register(operations, withLines(all), func(ctx context.Context, in *checksInput) (*list[*check.Finding], error) {
		q, err := in.query()
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		at, err := in.page()
		if err != nil {
			return nil, err
		}
		out, err := gathered("/checks", values("q", in.Q, "policy", in.Policy, "only", strings.Join(in.Only, ",")), at,
			func(_ int, yield func(*check.Finding) error) error { return each(ctx, &in.Checking, q, yield) })
		return out, s.problem(ctx, err)
	})
	huma.Register(operations, lines(&all, refTo[check.Finding](operations)), func(ctx context.Context, in *Checking) (*huma.StreamResponse, error) {
		q, err := in.query()
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return stream(s, ctx, func(yield func(*check.Finding) error) error { return each(ctx, in, q, yield) }), nil
	})
}
