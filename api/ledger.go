package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tollbook/tollbook/access"
	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/ledger"
)

type overviewInput struct {
	Search
	Counting
	Step string `query:"step" enum:"day,week,month" default:"month" doc:"How long the parts of the series are."`
}

type searchInput struct {
	Search
	Counting
	Limit int `query:"limit" minimum:"1" maximum:"50" default:"10" doc:"Most of each sort."`
}

// A foundAll is what a search finds, of each sort.
type foundAll struct {
	Incidents []ledger.Listed `json:"incidents" nullable:"false"`
	Reports   []ledger.Found  `json:"reports" nullable:"false"`
}

// stats are counts of what a ledger holds.
type stats struct {
	Reports    int `json:"reports"`
	Texts      int `json:"texts"`
	Copies     int `json:"copies" doc:"Pairs of texts of which one was made from the other."`
	Records    int `json:"records"`
	Events     int `json:"events" doc:"As reports tell them."`
	Incidents  int `json:"incidents"`
	Judgements int `json:"judgements"`
}

// A typeInfo is one type of event of the codebook.
type typeInfo struct {
	Name  string     `json:"name"`
	Means string     `json:"means"`
	Not   string     `json:"not" doc:"What it is often taken for."`
	Quad  int        `json:"quad" doc:"PLOVER's quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict; 0 for none."`
	Modes []modeInfo `json:"modes" nullable:"false"`
}

type modeInfo struct {
	Name  string `json:"name"`
	Means string `json:"means"`
}

type codebookInfo struct {
	Name   string     `json:"name"`
	SHA256 string     `json:"sha256" doc:"Of all its files."`
	Types  []typeInfo `json:"types" nullable:"false"`
}

type sourcesInfo struct {
	Publishers []ledger.Publisher `json:"publishers" nullable:"false"`
	Wires      []ledger.Wire      `json:"wires" nullable:"false" doc:"Who prints whose text."`
}

type logInput struct {
	Before int64 `query:"before" minimum:"0" doc:"Only entries of a lower number."`
	Limit  int   `query:"limit" minimum:"1" maximum:"500" default:"50" doc:"Most entries."`
}

func (s *server) registerLedger(operations huma.API) {
	const tag = "ledger"
	huma.Register(operations, get("get-overview", "/overview", "incidents", "Overview", "The incidents that a search wants, summed up over time, by side and by place.", ofLists),
		func(ctx context.Context, in *overviewInput) (*body[*ledger.Overview], error) {
			q, err := in.query()
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			o, err := s.ledger.Overview(ctx, q, in.policy(), ledger.Step(in.Step))
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			return &body[*ledger.Overview]{s.veil.Overview(ctx, o)}, nil
		})
	huma.Register(operations, get("search", "/search", tag, "Search", "The first incidents and reports that a search finds.", ofLists), s.searchAll)
	huma.Register(operations, get("suggest", "/suggestions", tag, "Suggestions", "What the last word of a search, as far as it is written, could become.", ofLists),
		func(ctx context.Context, in *Search) (*body[[]ledger.Suggestion], error) {
			if !isText(in.Q) {
				return &body[[]ledger.Suggestion]{[]ledger.Suggestion{}}, nil
			}
			list, err := s.ledger.Suggest(ctx, in.Q)
			return &body[[]ledger.Suggestion]{s.veil.Suggestions(ctx, orEmpty(list))}, s.problem(ctx, err)
		})
	huma.Register(operations, get("get-sources", "/sources", tag, "Sources", "Publishers: how often first, how often corrected, and whose text they print.", ofLists),
		func(ctx context.Context, _ *struct{}) (*body[sourcesInfo], error) {
			publishers, err := s.ledger.Publishers(ctx)
			if err != nil {
				return nil, s.problem(ctx, err)
			}
			wires, err := s.ledger.WireFamilies(ctx)
			return &body[sourcesInfo]{sourcesInfo{orEmpty(publishers), orEmpty(wires)}}, s.problem(ctx, err)
		})
	huma.Register(operations, get("get-stats", "/stats", tag, "Counts", "How much the ledger holds.", ofLists), func(ctx context.Context, _ *struct{}) (*body[stats], error) {
		n, err := s.ledger.Stats(ctx)
		return &body[stats]{stats{n.Reports, n.Texts, n.Copies, n.Records, n.Mentions, n.Incidents, n.Judgements}}, s.problem(ctx, err)
	})
	huma.Register(operations, get("get-codebook", "/codebook", tag, "Codebook", "What counts as which event.", ofLists), func(context.Context, *struct{}) (*body[codebookInfo], error) {
		b := codebook.Default()
		out := codebookInfo{Name: b.Title(), SHA256: b.SHA256(), Types: []typeInfo{}}
		for i := range b.Types {
			t := &b.Types[i]
			info := typeInfo{Name: string(t.Name), Means: t.Means, Not: t.Not, Quad: t.Quad, Modes: []modeInfo{}}
			for _, m := range t.Modes {
				info.Modes = append(info.Modes, modeInfo{m.Name, m.Means})
			}
			out.Types = append(out.Types, info)
		}
		return &body[codebookInfo]{out}, nil
	})
	huma.Register(operations, get("get-log", "/log", tag, "Log", "Who did what over the network, the latest first. Needs the role editor.", ofLists), func(ctx context.Context, in *logInput) (*body[[]access.Entry], error) {
		if who := access.Who(ctx); !who.Role.Includes(access.Editor) || !who.May(access.ToJudge) {
			return nil, huma.Error403Forbidden("this needs the role editor and, of a token, the scope judge")
		}
		list, err := s.accounts.Entries(ctx, in.Before, in.Limit)
		return &body[[]access.Entry]{orEmpty(list)}, s.problem(ctx, err)
	})
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func (s *server) searchAll(ctx context.Context, in *searchInput) (*body[foundAll], error) {
	q, err := in.query()
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	out := foundAll{Reports: []ledger.Found{}}
	p, err := s.ledger.IncidentsPage(ctx, q, in.policy(), ledger.ByDay, ledger.Page{Limit: in.Limit})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	s.veil.List(ctx, p.Incidents)
	out.Incidents = orEmpty(p.Incidents)
	err = s.ledger.Reports(ctx, q, in.Limit, func(f ledger.Found) error {
		if err := s.veil.Found(ctx, &f); err != nil {
			return err
		}
		out.Reports = append(out.Reports, f)
		return nil
	})
	return &body[foundAll]{out}, s.problem(ctx, err)
}

// serveDocuments gives the description of the interface, for programs and for people.
func (s *server) serveDocuments(mux *http.ServeMux, operations huma.API) {
	mux.HandleFunc("GET "+Prefix+"/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/vnd.oai.openapi+json")
		_, _ = w.Write(s.document)
	})
	page := reference(operations)
	mux.HandleFunc("GET "+Prefix+"/docs", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(page)
	})
	mux.HandleFunc("GET "+Prefix+"/docs/style.css", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(w, r, files, "templates/style.css")
	})
	mux.HandleFunc("GET "+Prefix+"/{$}", func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.Header.Get("Accept"), "text/html") {
			http.Redirect(w, r, Prefix+"/docs", http.StatusSeeOther)
			return
		}
		http.Redirect(w, r, Prefix+"/openapi.json", http.StatusSeeOther)
	})
}
