package api

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/url"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/tollbook/tollbook/atom"
	"github.com/tollbook/tollbook/ledger"
)

type incidentsInput struct {
	Search
	Counting
	Paging
	Order string `query:"order" enum:"day,killed,sources,updated" default:"day" doc:"The latest first, or the most killed, the most independent texts, the last told of."`
}

type incidentInput struct {
	ID string `path:"id" maxLength:"100" doc:"The incident's name, also one that it had earlier." example:"i6c9ff5073d6f"`
}

type body[T any] struct{ Body T }

func (s *server) registerIncidents(operations huma.API) {
	const incidents = "incidents"
	all := get("list-incidents", "/incidents", incidents, "Incidents", "The incidents that a search wants, counted by a policy.", ofLists)
	huma.Register(operations, withLines(all), func(ctx context.Context, in *incidentsInput) (*list[ledger.Listed], error) {
		q, err := in.query()
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		at, err := in.page()
		if err != nil {
			return nil, err
		}
		p, err := s.ledger.IncidentsPage(ctx, q, in.policy(), ledger.Order(in.Order), at)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		s.veil.List(ctx, p.Incidents)
		return counted("/incidents", values("q", in.Q, "policy", in.Policy, "order", in.Order), at, p.Incidents, p.Total), nil
	})
	huma.Register(operations, lines(&all, refTo[ledger.Summary](operations)), func(ctx context.Context, in *Search) (*huma.StreamResponse, error) {
		q, err := in.query()
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return stream(s, ctx, func(yield func(ledger.Summary) error) error { return s.ledger.Incidents(ctx, q, 0, yield) }), nil
	})
	huma.Register(operations, get("get-incident", "/incidents/{id}", incidents, "One incident",
		"One incident, source by source, with its totals by every policy.", ofThings), func(ctx context.Context, in *incidentInput) (*body[*ledger.Incident], error) {
		if !isText(in.ID) {
			return nil, s.problem(ctx, ledger.ErrNoIncident)
		}
		x, err := s.ledger.Incident(ctx, in.ID)
		if err == nil {
			err = s.veil.Incident(ctx, x)
		}
		return &body[*ledger.Incident]{x}, s.problem(ctx, err)
	})
	s.registerFeed(operations)
	s.registerPoints(operations)
}

// refTo gives the schema of a type.
func refTo[T any](operations huma.API) *huma.Schema {
	return operations.OpenAPI().Components.Schemas.Schema(typeOf[T](), true, "")
}

// feedLong is how many incidents a feed holds.
const feedLong = 50

type feedInput struct{ Search }

func (s *server) registerFeed(operations huma.API) {
	op := get("incidents-feed", "/incidents.atom", "incidents", "A feed of incidents",
		"The 50 incidents matching a search of which reports told last, as an Atom feed for a reader of feeds to look into.", ofLists)
	op.Responses["200"].Content = map[string]*huma.MediaType{"application/atom+xml": {Schema: &huma.Schema{Type: "string"}}}
	huma.Register(operations, op, func(ctx context.Context, in *feedInput) (*huma.StreamResponse, error) {
		q, err := in.query()
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		p, err := s.ledger.IncidentsPage(ctx, q, "acled", ledger.ByUpdated, ledger.Page{Limit: feedLong})
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return &huma.StreamResponse{Body: func(hc huma.Context) {
			r, w := humago.Unwrap(hc)
			var out bytes.Buffer
			out.WriteString(xml.Header)
			enc := xml.NewEncoder(&out)
			if err := enc.Encode(feedOf(origin(r), in.Q, p.Incidents)); err != nil {
				panic(err) // texts and numbers
			}
			w.Header().Set("Content-Type", "application/atom+xml")
			w.WriteHeader(http.StatusOK)
			_, _ = w.Write(out.Bytes())
		}}, nil
	})
}

// origin gives the address of the server, as it was asked.
func origin(r *http.Request) string {
	scheme := "http"
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		scheme = "https"
	}
	return (&url.URL{Scheme: scheme, Host: r.Host}).String()
}

// feedOf makes a feed. Names in it do not depend on the address of the server.
func feedOf(origin, search string, incidents []ledger.Listed) *atom.Feed {
	self := Prefix + "/incidents.atom"
	title := "Tollbook: incidents"
	if search != "" {
		self += "?" + url.Values{"q": {search}}.Encode()
		title += " for " + plainText(search)
	}
	f := &atom.Feed{ID: "urn:tollbook:feed:" + url.QueryEscape(search), Title: title, Updated: "1970-01-01T00:00:00Z", Author: "Tollbook",
		Links: []atom.Link{{Rel: "self", Type: "application/atom+xml", Href: origin + self}, {Rel: "alternate", Type: "text/html", Href: origin + "/incidents?" + url.Values{"q": {search}}.Encode()}}}
	for i := range incidents {
		x := &incidents[i]
		e := atom.Entry{ID: "urn:tollbook:incident:" + x.ID, Title: plainText(x.What() + ", " + x.Where() + ", " + x.Days()), Updated: moment(x.Updated), Published: moment(x.Published),
			Links:   []atom.Link{{Rel: "alternate", Type: "text/html", Href: origin + "/incidents/" + x.ID}, {Rel: "related", Type: "application/json", Href: origin + Prefix + "/incidents/" + x.ID}},
			Summary: "killed " + toll(x.KilledToll) + ", injured " + toll(x.InjuredToll) + "; " + plural(x.Reports, "report") + ", " + x.Grade}
		if f.Entries = append(f.Entries, e); e.Updated > f.Updated {
			f.Updated = e.Updated
		}
	}
	return f
}

// moment gives a day, or a time, as a time that Atom takes.
func moment(at string) string {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, at); err == nil {
			return t.UTC().Format(time.RFC3339)
		}
	}
	return "1970-01-01T00:00:00Z"
}

// A place of incidents on a map, as GeoJSON.
type feature struct {
	Type     string `json:"type" enum:"Feature"`
	ID       string `json:"id"`
	Geometry struct {
		Type        string     `json:"type" enum:"Point"`
		Coordinates [2]float64 `json:"coordinates" doc:"longitude, latitude"`
	} `json:"geometry"`
	Properties *ledger.Point `json:"properties"`
}

type pointsInput struct {
	Search
	Counting
}

func (s *server) registerPoints(operations huma.API) {
	op := get("incidents-geojson", "/incidents.geojson", "incidents", "Incidents on a map",
		"The incidents with coordinates that a search wants, as GeoJSON. Look at precision: above 2 the point stands for an area.", ofLists)
	op.Responses["200"].Content = map[string]*huma.MediaType{"application/geo+json": {Schema: &huma.Schema{Type: "object", Required: []string{"type", "features"}, Properties: map[string]*huma.Schema{
		"type": {Type: "string", Enum: []any{"FeatureCollection"}}, "features": {Type: "array", Items: refTo[feature](operations)}}}}}
	huma.Register(operations, op, func(ctx context.Context, in *pointsInput) (*huma.StreamResponse, error) {
		q, err := in.query()
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		var out bytes.Buffer
		out.WriteString(`{"type":"FeatureCollection","features":[`)
		enc := json.NewEncoder(&out)
		n := 0
		err = s.ledger.Points(ctx, q, in.policy(), func(p *ledger.Point) error {
			if n++; n > 1 {
				out.WriteByte(',')
			}
			f := feature{Type: "Feature", ID: p.ID, Properties: p}
			f.Geometry.Type, f.Geometry.Coordinates = "Point", [2]float64{p.Lon, p.Lat}
			return enc.Encode(f)
		})
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		out.WriteString("]}\n")
		return &huma.StreamResponse{Body: func(hc huma.Context) {
			_, w := humago.Unwrap(hc)
			w.Header().Set("Content-Type", "application/geo+json")
			w.WriteHeader(http.StatusOK)
			_, _ = w.Write(out.Bytes())
		}}, nil
	})
}
