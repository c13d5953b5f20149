package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/record"
)

type reportsInput struct {
	Search
	Paging
}

type reportInput struct {
	ID string `path:"id" maxLength:"300" doc:"The report's key, or its own id."`
	Counting
}

// A reportBody is a report with its record in the form of the contract.
type reportBody struct {
	ledger.ReportPage
	Record contractRecord `json:"record"`
}

func (s *server) registerReports(operations huma.API) {
	const reports = "reports"
	all := get("list-reports", "/reports", reports, "Reports", "The reports that a search wants, the latest first, with the words found.", ofLists)
	each := func(ctx context.Context, q ledger.Query, limit int, yield func(ledger.Found) error) error {
		return s.ledger.Reports(ctx, q, limit, func(f ledger.Found) error {
			if err := s.veil.Found(ctx, &f); err != nil {
				return err
			}
			return yield(f)
		})
	}
	huma.Register(operations, withLines(all), func(ctx context.Context, in *reportsInput) (*list[ledger.Found], error) {
		q, err := in.query()
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		at, err := in.page()
		if err != nil {
			return nil, err
		}
		if at.Offset > furthestReports {
			return nil, huma.Error400BadRequest("pages of reports end here: take " + Prefix + "/reports.jsonl, or narrow the search")
		}
		out, err := gathered("/reports", values("q", in.Q), at, func(limit int, yield func(ledger.Found) error) error { return each(ctx, q, limit, yield) })
		return out, s.problem(ctx, err)
	})
	huma.Register(operations, lines(&all, refTo[ledger.Found](operations)), func(ctx context.Context, in *Search) (*huma.StreamResponse, error) {
		q, err := in.query()
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return stream(s, ctx, func(yield func(ledger.Found) error) error { return each(ctx, q, 0, yield) }), nil
	})
	huma.Register(operations, get("get-report", "/reports/{id}", reports, "One report",
		"A report as it was published, with its record in force, its copies, the incidents that it tells of and the judgements on it.", ofThings),
		func(ctx context.Context, in *reportInput) (*body[*reportBody], error) {
			p, err := s.report(ctx, in)
			if err != nil {
				return nil, err
			}
			return &body[*reportBody]{&reportBody{*p, contractRecord{p.Record}}}, nil
		})
	huma.Register(operations, get("get-record", "/reports/{id}/record", reports, "What a report claims",
		"The record in force of a report, as people have judged it: the same form as tollbook read --format json gives.", ofThings),
		func(ctx context.Context, in *reportInput) (*body[contractRecord], error) {
			p, err := s.report(ctx, in)
			if err != nil {
				return nil, err
			}
			return &body[contractRecord]{contractRecord{p.Record}}, nil
		})
	s.registerStatements(operations)
}

// furthestReports is how far pages of reports go: each page reads all before it.
const furthestReports = 10_000

func (s *server) report(ctx context.Context, in *reportInput) (*ledger.ReportPage, error) {
	if !isText(in.ID) {
		return nil, s.problem(ctx, ledger.ErrNoReport)
	}
	p, err := s.ledger.Report(ctx, in.ID, in.policy())
	if err == nil {
		err = s.veil.Report(ctx, p)
	}
	if err == nil && p.Extra == nil {
		p.Extra = record.Extra{}
	}
	return p, s.problem(ctx, err)
}

func (s *server) registerStatements(operations huma.API) {
	huma.Register(operations, get("list-statements", "/statements", "people", "Statements",
		"Who said what to whom about whom, the latest first. Filters: actor:, speaker:, addressee:, about:, act: and those of incidents and reports.", ofLists),
		func(ctx context.Context, in *reportsInput) (*list[ledger.Said], error) {
			q, err := in.query()
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			at, err := in.page()
			if err != nil {
				return nil, err
			}
			p, err := s.ledger.Statements(ctx, q, at)
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			for i := range p.Statements {
				if err := s.veil.Said(ctx, &p.Statements[i]); err != nil {
					return nil, s.problem(ctx, err)
				}
			}
			return counted("/statements", values("q", in.Q), at, p.Statements, p.Total), nil
		})
	huma.Register(operations, get("list-speakers", "/speakers", "people", "Speakers", "Who makes the statements that a search wants, the most talkative first.", ofLists),
		func(ctx context.Context, in *reportsInput) (*list[ledger.Speaking], error) {
			q, err := in.query()
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			at, err := in.page()
			if err != nil {
				return nil, err
			}
			p, err := s.ledger.Speakers(ctx, q, at)
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			return counted("/speakers", values("q", in.Q), at, s.veil.Speakers(ctx, p.Speakers), p.Total), nil
		})
}

type actorsInput struct {
	Search
	Paging
	Name string `query:"name" maxLength:"200" doc:"Part of a name."`
}

type actorInput struct {
	Key string `path:"key" maxLength:"300" doc:"An id of the registry, or the name in lower case."`
	Search
	Counting
}

type graphInput struct {
	Search
	Counting
	Limit int `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"Most edges."`
}

func (s *server) registerPeople(operations huma.API) {
	const people = "people"
	huma.Register(operations, get("list-actors", "/actors", people, "Actors", "Who had a part in the incidents that a search wants, those with most incidents first.", ofLists),
		func(ctx context.Context, in *actorsInput) (*list[ledger.Acting], error) {
			q, err := in.query()
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			at, err := in.page()
			if err != nil {
				return nil, err
			}
			if !isText(in.Name) {
				return nil, huma.Error400BadRequest("name is no text")
			}
			p, err := s.ledger.Actors(ctx, q, in.Name, at)
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			return counted("/actors", values("q", in.Q, "name", in.Name), at, s.veil.Actors(ctx, p.Actors), p.Total), nil
		})
	huma.Register(operations, get("get-actor", "/actors/{key}", people, "One actor", "What the ledger holds of an actor.", ofThings),
		func(ctx context.Context, in *actorInput) (*body[*ledger.ActorPage], error) {
			q, err := in.query()
			if err == nil && !isText(in.Key) {
				err = ledger.ErrNoActor
			}
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			x, err := s.ledger.Actor(ctx, in.Key, q, in.policy())
			if err == nil {
				x, err = s.veil.Actor(ctx, x)
			}
			return &body[*ledger.ActorPage]{x}, s.problem(ctx, err)
		})
	huma.Register(operations, get("get-graph", "/graph", people, "Who did what to whom", "Actors and what they did to each other in the incidents that a search wants.", ofLists),
		func(ctx context.Context, in *graphInput) (*body[*ledger.ActorGraph], error) {
			q, err := in.query()
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			g, err := s.ledger.ActorGraph(ctx, q, in.policy(), in.Limit)
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			return &body[*ledger.ActorGraph]{s.veil.Graph(ctx, g)}, nil
		})
}
