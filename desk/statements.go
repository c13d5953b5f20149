package desk

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/ledger"
)

// Statements is who said what to whom about whom.
type Statements struct {
	*ledger.StatementsPage
	Asked    question          `json:"asked"`
	Speakers []ledger.Speaking `json:"speakers"` // those who say most of what is asked for
	Talkers  int               `json:"speakers_total"`
	Answered []*Thread         `json:"answered"` // the latest incidents in which a side answers another
	Paging   `json:"paging"`
	Narrow   []FacetGroup     `json:"-"`
	Choices  Choices          `json:"-"`
	Words    []string         `json:"-"`
	Speaker  *ledger.Speaking `json:"speaker,omitempty"` // the one that is asked for by his key
}

const (
	statementsPer  = 40
	speakersListed = 12
	threadsListed  = 6
	threadsSought  = 60 // denials and the like among which threads are looked for
	threadsTried   = 12 // incidents
)

func (d *Desk) statements(r *http.Request) (*view, error) {
	for _, key := range []string{"speaker", "act", "about", "addressee"} {
		if to, ok := withParameter(r, key); ok {
			return nil, elsewhere(to)
		}
	}
	q, err := ask(r)
	if err != nil {
		return nil, err
	}
	s := Statements{Asked: q}
	if s.Page, err = pageOf(r); err != nil {
		return nil, err
	}
	per := statementsPer
	if formatOf(r) == asCSV {
		per = 1000
	}
	if s.StatementsPage, err = d.ledger.Statements(r.Context(), q.query, ledger.Page{Offset: (s.Page - 1) * per, Limit: per}); err != nil {
		return nil, err
	}
	if err = d.veilSaid(r.Context(), s.StatementsPage.Statements); err != nil {
		return nil, err
	}
	s.Pages = pagesOf(s.Total, per)
	speakers, err := d.ledger.Speakers(r.Context(), q.query, ledger.Page{Limit: speakersListed})
	if err != nil {
		return nil, err
	}
	s.Speakers, s.Talkers = d.veil.Speakers(r.Context(), speakers.Speakers), speakers.Total
	if key := filterIn(q.Search, "speaker"); key != "" && len(s.Speakers) == 1 && s.Speakers[0].Key == strings.ToLower(key) {
		s.Speaker = &s.Speakers[0]
	}
	if s.Page == 1 && formatOf(r) != asCSV {
		s.Answered, err = recall(r.Context(), d, fmt.Sprintf("answered\n%t\n%s", d.veil.Hides(r.Context()), q.Search), func(ctx context.Context) ([]*Thread, error) { return d.answered(ctx, q, s.Acts) })
		if err != nil {
			return nil, err
		}
	}
	s.Narrow = statementFacets(&s)
	return &view{Title: "Statements", Data: s, Table: saidTable(s.Statements)}, nil
}

// withParameter gives the address in which a filter that stands beside the search is in it.
func withParameter(r *http.Request, key string) (string, bool) {
	values := r.URL.Query()
	if !values.Has(key) || formatOf(r) != asHTML {
		return "", false
	}
	search := withFilter(strings.TrimSpace(values.Get("q")), key, strings.TrimSpace(values.Get(key)))
	values.Del(key)
	values.Set("q", search)
	u := *r.URL
	u.RawQuery = values.Encode()
	return u.RequestURI(), true
}

// statementFacets says how statements could be narrowed down.
func statementFacets(s *Statements) (groups []FacetGroup) {
	search := s.Asked.Search
	acts := FacetGroup{Key: "act", Label: "What is done by saying it", Chosen: filterIn(search, "act")}
	for _, a := range s.Acts {
		acts.Values = append(acts.Values, facetValue(search, "act", a.Value, sentence(actWords(a.Value)), a.Count))
	}
	speakers := FacetGroup{Key: "speaker", Label: "Speaker", Chosen: filterIn(search, "speaker")}
	for _, x := range s.Speakers {
		if x.Key == "" {
			continue
		}
		label := sentence(x.Name)
		again := func(other ledger.Speaking) bool { return other.Key != x.Key && strings.EqualFold(other.Name, x.Name) }
		if x.Country != "" && slices.ContainsFunc(s.Speakers, again) { // two armies
			label += ", " + country(x.Country)
		}
		speakers.Values = append(speakers.Values, facetValue(search, "speaker", x.Key, label, x.Statements))
	}
	for _, g := range []FacetGroup{acts, speakers} {
		if len(g.Values) > 1 || g.Chosen != "" {
			groups = append(groups, g)
		}
	}
	return groups
}

func facetValue(search, key, value, label string, count int) FacetValue {
	chosen := strings.EqualFold(filterIn(search, key), value)
	to := withFilter(search, key, value)
	if chosen {
		to = withFilter(search, key, "")
	}
	return FacetValue{label, to, count, chosen}
}

// actWords names what is done by saying something.
func actWords(act string) string {
	switch act {
	case "claim_responsibility":
		return "claim responsibility"
	case "other":
		return "say otherwise"
	}
	return spaced(act)
}

// says is the verb of an act.
func says(act string) string { return sayWords[act] }

var sayWords = map[string]string{"inform": "said", "accuse": "accused", "threaten": "threatened", "demand": "demanded", "appeal": "appealed", "pledge": "pledged", "deny": "denied",
	"reject": "rejected", "condemn": "condemned", "praise": "praised", "agree": "agreed", "propose": "proposed", "claim_responsibility": "claimed responsibility", "other": "said"}

// aboutWord is what stands between an act and of whom it speaks: somebody is accused, and spoken about.
func aboutWord(act string) string {
	switch act {
	case "accuse", "condemn", "praise", "threaten":
		return ""
	}
	return "about"
}

// saidTable gives statements as rows.
func saidTable(list []ledger.Said) *table {
	t := &table{Columns: []string{"report", "id", "day", "act", "speaker", "speaker_name", "addressee", "addressee_name", "about", "about_name", "direct", "text", "incident", "publisher", "published", "url"}}
	for _, s := range list {
		direct := "0"
		if s.Direct {
			direct = "1"
		}
		t.Rows = append(t.Rows, []string{s.Report, s.ID, s.Day, s.Act, s.Speaker.Key, s.Speaker.Name, s.Addressee.Key, s.Addressee.Name, s.About.Key, s.About.Name, direct, s.Text, s.Incident,
			s.Publisher, s.Published, s.URL})
	}
	return t
}

// A Turn is a statement, with those that answer it.
type Turn struct {
	ledger.Said
	Answers []*Turn `json:"answers"`
	Also    int     `json:"also"` // other reports that print the same
}

// A Thread is what is said about one incident, in order of time, each answer under what it answers.
type Thread struct {
	Incident string  `json:"incident"`
	Turns    []*Turn `json:"turns"`
	Answers  int     `json:"answers"`
}

// Answered gives the statements that somebody answers.
func (t *Thread) Answered() (out []*Turn) {
	for _, x := range t.Turns {
		if len(x.Answers) > 0 {
			out = append(out, x)
		}
	}
	return out
}

// threadOf puts statements about an incident, whatever their order, under those that they answer: somebody who is spoken of or to speaks himself.
func threadOf(incident string, said []ledger.Said) *Thread {
	t := &Thread{Incident: incident, Turns: []*Turn{}}
	said = slices.Clone(said)
	slices.SortStableFunc(said, func(a, b ledger.Said) int {
		return strings.Compare(a.Day+a.Published+a.Report, b.Day+b.Published+b.Report) // within a report the order of its text, which ids follow
	})
	var turns []*Turn
	for _, s := range said {
		if s.Speaker.Key == "" || s.Span.In == "title" || s.Act == "inform" && s.About.Key == "" && !s.Direct {
			continue // tells no more than the incident's figures do
		}
		if i := slices.IndexFunc(turns, func(x *Turn) bool {
			return x.Speaker.Key == s.Speaker.Key && x.Act == s.Act && x.About.Key == s.About.Key && (x.Text == s.Text || x.Act != "inform" && x.Report != s.Report)
		}); i >= 0 {
			turns[i].Also++
			continue
		}
		turn := &Turn{Said: s, Answers: []*Turn{}}
		if to := answered(turns, &s); to != nil {
			to.Answers = append(to.Answers, turn)
			t.Answers++
		} else {
			t.Turns = append(t.Turns, turn)
		}
		turns = append(turns, turn)
	}
	return t
}

// answered gives the latest statement that one answers; nil for none. Who was spoken of or to answers when he speaks, who speaks of somebody that denied answers
// that, and who denies answers the last that accused.
func answered(before []*Turn, s *ledger.Said) *Turn {
	last := func(is func(*Turn) bool) *Turn {
		for _, x := range slices.Backward(before) {
			if x.Speaker.Key != s.Speaker.Key && is(x) {
				return x
			}
		}
		return nil
	}
	denies := func(act string) bool { return act == "deny" || act == "reject" }
	to := last(func(x *Turn) bool { return x.About.Key == s.Speaker.Key || x.Addressee.Key == s.Speaker.Key })
	if to == nil && s.About.Key != "" && (denies(s.Act) || s.Act == "accuse") {
		to = last(func(x *Turn) bool { return denies(x.Act) && x.Speaker.Key == s.About.Key })
	}
	if to == nil && denies(s.Act) {
		to = last(func(x *Turn) bool { return x.Act == "accuse" || x.Act == "claim_responsibility" || x.Act == "demand" })
	}
	return to
}

// answered gives the threads of the latest incidents in which somebody answers, among what is asked for, which holds some acts.
func (d *Desk) answered(ctx context.Context, q question, acts []ledger.Facet) ([]*Thread, error) {
	threads := []*Thread{}
	seen := map[string]bool{}
	for _, act := range []string{"deny", "accuse", "reject"} {
		if !slices.ContainsFunc(acts, func(a ledger.Facet) bool { return a.Value == act }) {
			continue
		}
		query, err := ledger.ParseSearch(withFilter(q.Search, "act", act))
		if err != nil {
			return nil, err
		}
		page, err := d.ledger.Statements(ctx, query, ledger.Page{Limit: threadsSought})
		if err != nil {
			return nil, err
		}
		for _, s := range page.Statements {
			incident := cmp.Or(s.Incident, s.Main)
			if incident == "" || seen[incident] {
				continue
			}
			if len(threads) >= threadsListed || len(seen) >= threadsTried {
				return threads, nil
			}
			seen[incident] = true
			t, err := d.threadAbout(ctx, incident)
			if err != nil {
				return nil, err
			}
			if t.Answers > 0 {
				threads = append(threads, t)
			}
		}
	}
	return threads, nil
}

// threadAbout gives what is said about an incident in the reports that tell of it.
func (d *Desk) threadAbout(ctx context.Context, incident string) (*Thread, error) {
	said, err := d.ledger.StatementsOn(ctx, incident)
	if err != nil {
		return nil, err
	}
	var own []ledger.Said
	for _, s := range said {
		if cmp.Or(s.Incident, s.Main) == incident {
			own = append(own, s)
		}
	}
	t := threadOf(incident, own)
	return t, d.veilTurns(ctx, t.Turns)
}

// veilTurns hides names in what is said, and in what answers it.
func (d *Desk) veilTurns(ctx context.Context, turns []*Turn) error {
	for _, t := range turns {
		if err := d.veil.Said(ctx, &t.Said); err != nil {
			return err
		}
		if err := d.veilTurns(ctx, t.Answers); err != nil {
			return err
		}
	}
	return nil
}

func (d *Desk) veilSaid(ctx context.Context, said []ledger.Said) error {
	for i := range said {
		if err := d.veil.Said(ctx, &said[i]); err != nil {
			return err
		}
	}
	return nil
}

// A ThreadPage is the thread of one incident.
type ThreadPage struct {
	*Thread
	Of *ledger.Listed `json:"of"`
}

func (d *Desk) thread(r *http.Request) (*view, error) {
	q, err := ledger.ParseQuery([]string{"id:" + r.PathValue("incident")})
	if err != nil {
		return nil, err
	}
	page, err := d.ledger.IncidentsPage(r.Context(), q, "acled", ledger.ByDay, ledger.Page{Limit: 1})
	if err != nil {
		return nil, err
	}
	if len(page.Incidents) == 0 {
		return nil, ledger.ErrNoIncident
	}
	d.veil.List(r.Context(), page.Incidents)
	t, err := d.threadAbout(r.Context(), page.Incidents[0].ID)
	if err != nil {
		return nil, err
	}
	return &view{Title: "What is said", Data: ThreadPage{t, &page.Incidents[0]}}, nil
}

// Speakers is the list of those who speak.
type Speakers struct {
	*ledger.SpeakersPage
	Asked  question `json:"asked"`
	Paging `json:"paging"`
}

func (d *Desk) speakers(r *http.Request) (*view, error) {
	q, err := ask(r)
	if err != nil {
		return nil, err
	}
	s := Speakers{Asked: q}
	if s.Page, err = pageOf(r); err != nil {
		return nil, err
	}
	per := perPage
	if formatOf(r) == asCSV {
		per = 1000
	}
	if s.SpeakersPage, err = d.ledger.Speakers(r.Context(), q.query, ledger.Page{Offset: (s.Page - 1) * per, Limit: per}); err != nil {
		return nil, err
	}
	s.SpeakersPage.Speakers = d.veil.Speakers(r.Context(), s.SpeakersPage.Speakers)
	s.Pages = pagesOf(s.Total, per)
	t := &table{Columns: []string{"key", "name", "country", "statements", "first", "last"}}
	for _, x := range s.SpeakersPage.Speakers {
		t.Rows = append(t.Rows, []string{x.Key, x.Name, x.Country, plainInt(x.Statements), x.First, x.Last})
	}
	return &view{Title: "Speakers", Data: s, Table: t}, nil
}
