package export

import (
	"io"
	"slices"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

var ploverFormat = &Format{Name: "plover", Extension: ".jsonl", Means: "PLOVER's JSON, one event of one report a line; link is the incident", Policy: policy.ACLED, tellings: true,
	open: func(w io.Writer, e *exporting) (sink, error) { return &plover{newLines(w), e}, nil },
	Loses: []string{
		"Events without a day are left out: PLOVER asks for one. So are reports in which no event was read.",
		"size has the figures of the report for the incident as a whole, one number each: bounds, ranges, categories and who said so are left out.",
		"Claims, blame, denials, statements, the chain of evidence and judgements are left out. text is the words that tell of the event.",
	}}

type plover struct {
	lines
	e *exporting
}

type ploverEvent struct {
	ID         string          `json:"id"`
	Date       string          `json:"date"`
	EndDate    string          `json:"enddate,omitempty"`
	Actor      []ploverEntity  `json:"actor"`
	Recipient  []ploverEntity  `json:"recipient"`
	Event      record.Type     `json:"event"`
	EventLoc   *ploverLocation `json:"event_loc,omitempty"`
	QuadCode   int             `json:"quad_code"`
	EventScale *float64        `json:"event_scale,omitempty"`
	Mode       []string        `json:"mode"`
	Context    []string        `json:"context"`
	Link       string          `json:"link"`
	Text       string          `json:"text"`
	TextInfo   ploverTextInfo  `json:"text_info"`
	CiteInfo   ploverCite      `json:"cite_info"`
	Coder      string          `json:"coder"`
	Size       *ploverSize     `json:"size,omitempty"`
}

type ploverEntity struct {
	Code   string `json:"code"`
	Sector string `json:"sector"`
	Text   string `json:"entity_text"`
	Office string `json:"office,omitempty"`
}

type ploverLocation struct {
	Extracted   string   `json:"extracted_place"`
	GeonameID   *int     `json:"geonameid,omitempty"`
	Lat         *float64 `json:"lat,omitempty"`
	Lon         *float64 `json:"lon,omitempty"`
	District    string   `json:"district,omitempty"`
	Province    string   `json:"province,omitempty"`
	Country     string   `json:"country,omitempty"`
	CountryCode string   `json:"country_code,omitempty"`
	Feature     string   `json:"feature_code,omitempty"`
	Resolution  int      `json:"resolution,omitempty"`
}

type ploverTextInfo struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

type ploverCite struct {
	Citation    string `json:"citation,omitempty"`
	URL         string `json:"url,omitempty"`
	Title       string `json:"title,omitempty"`
	Language    string `json:"language,omitempty"`
	Publication string `json:"publication,omitempty"`
	Codebook    string `json:"codebook"`
	Version     string `json:"version"`
}

type ploverSize struct {
	Dead     *int `json:"dead,omitempty"`
	Injured  *int `json:"injured,omitempty"`
	Arrested *int `json:"arrested,omitempty"`
}

func (p *plover) write(x *incident) error {
	for i := range x.Tellings {
		t := &x.Tellings[i]
		ev := event(t)
		if ev == nil || ev.From == "" {
			p.e.leave("reports without an event on a known day")
			continue
		}
		if err := p.enc.Encode(ploverOf(x, t, ev)); err != nil {
			return err
		}
	}
	return nil
}

func ploverOf(x *incident, t *ledger.Telling, ev *record.Event) ploverEvent {
	out := ploverEvent{ID: t.Key + "/" + ev.ID, Date: string(ev.From), Actor: ploverEntities(t.Record, ev.Actors), Recipient: ploverEntities(t.Record, ev.Recipients),
		Event: ev.Type, QuadCode: ev.Quad, EventScale: ev.Goldstein, Mode: []string{}, Context: append([]string{}, ev.Contexts...), Link: x.ID,
		Text: wordsAt(t, ev.Span), TextInfo: ploverTextInfo{ev.Start, ev.End}, Coder: "tollbook", CiteInfo: ploverCite{Citation: t.Report, URL: t.URL, Title: t.Title,
			Language: string(t.Record.Report.Language), Publication: t.Publisher, Codebook: t.Record.Coder.Codebook, Version: t.Record.Coder.Version}}
	if ev.To != ev.From {
		out.EndDate = string(ev.To)
	}
	if ev.Mode != "" {
		out.Mode = append(out.Mode, string(ev.Mode))
	}
	if l := placeOf(t.Record, ev.Place); l != nil {
		out.EventLoc = &ploverLocation{Extracted: l.Name, GeonameID: l.GeonameID, Lat: l.Lat, Lon: l.Lon, District: string(l.Admin2), Province: string(l.Admin1),
			Country: countryName(string(l.Country)), CountryCode: string(l.Country), Feature: string(l.Feature)}
		if l.Precision != nil {
			out.EventLoc.Resolution = map[int]int{1: 4, 2: 4, 3: 3, 4: 2, 5: 2, 6: 1}[*l.Precision]
		}
	}
	if ev.Type == "ASSAULT" || ev.Type == "PROTEST" || ev.Type == "COERCE" {
		s := ploverSize{figureOf(t.Record, ev, record.Killed), figureOf(t.Record, ev, record.Injured), figureOf(t.Record, ev, record.Detained)}
		if s != (ploverSize{}) {
			out.Size = &s
		}
	}
	return out
}

// figureOf gives a report's figure for the whole of an event.
func figureOf(rec *record.Record, ev *record.Event, kind record.Harm) *int {
	for i := range rec.Counts {
		c := &rec.Counts[i]
		if string(c.Event) == ev.ID && c.Kind == kind && c.PartOf == "" && c.Repeats == "" && c.SupersededBy == "" && c.Scope == record.Incident && c.Best != nil {
			return c.Best
		}
	}
	return nil
}

func ploverEntities(rec *record.Record, ids []string) []ploverEntity {
	out := []ploverEntity{}
	for _, id := range ids {
		if a := byID(rec, id); a != nil {
			e := ploverEntity{string(a.Country), string(a.Sector), a.Name, string(a.Title)}
			if !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	return out
}

// wordsAt gives the words at a span.
func wordsAt(t *ledger.Telling, s record.Span) string {
	text := t.Text
	if s.In == "title" {
		text = t.Title
	}
	runes := []rune(text)
	if s.Start < 0 || s.Start > s.End || s.End > len(runes) {
		return ""
	}
	return string(runes[s.Start:s.End])
}
